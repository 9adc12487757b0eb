"""From a cable to its schedule: which instruction, which order, which row of the table.

Fail closed, throughout: of statements that differ the more restrictive governs, and what is not
understood leaves the cable undetermined, however much of it could have been read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from declass.cable.model import Cable
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.schedule.case import Case
from declass.schedule.govern import govern, joined, longest, step
from declass.schedule.instruction import read_instruction
from declass.schedule.kinds import NatoInformation, NoInstruction, Reading, RestrictedData
from declass.schedule.model import WITHOUT_DATE, Schedule, Step
from declass.schedule.orders import Speaking, speaking_order
from declass.schedule.recorded import NOTHING_RECORDED, Recorded
from declass.schedule.wording import day_text

_DECLASSIFY_ON = re.compile(r"\bDECL(?:AS(?:S(?:IFY)?)?)? ON\b|\bDECL ?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about a cable that its schedule depends on.

    Attributes:
        instruction: text of the E.O. line after order and keyword; None or blank where there is
            none.
        order: number of the order that the line cites, or None.
        origin: the date of the cable, None where it is unknown.
        level: overall classification.
        caveats: canonical caveats of the banner and of all portions.
        declassify_on: text after ``Declassify On`` in the classification authority block, or None.
        derived_from: text after ``Derived From`` there, or None.
        recorded: events that have come to pass, and delays of the automatic date.
    """

    instruction: str | None
    order: str | None
    origin: date | None
    level: Level
    caveats: tuple[str, ...] = ()
    declassify_on: str | None = None
    derived_from: str | None = None
    recorded: Recorded = NOTHING_RECORDED


def compute_schedule(cable: Cable, recorded: Recorded = NOTHING_RECORDED) -> Schedule:
    """The schedule of a cable, with the rule that gives it and the steps that led there.

    Args:
        cable: what the text says.
        recorded: what people have recorded about events and delays.

    Where E.O. lines differ, the more restrictive governs, with a warning (row 30). A line without
    an instruction, or with N/A, says nothing beside one that has it.
    """
    lines = (
        [line for line in cable.eo_lines if _instructs(line.instruction)]
        or [line for line in cable.eo_lines if line.instruction.strip()]
        or cable.eo_lines[:1]
    )
    cited: list[tuple[str | None, str | None]] = [(line.instruction, line.order) for line in lines]
    caveats = {*cable.caveats, *(name for part in cable.portions for name in part.caveats)}
    block = cable.classified_by
    results = [
        decide(
            Facts(
                instruction=instruction,
                order=order,
                origin=cable.date,
                level=cable.classification,
                caveats=tuple(sorted(caveats)),
                declassify_on=block.declassify_on if block else None,
                derived_from=block.derived_from if block else None,
                recorded=recorded,
            )
        )
        for instruction, order in cited or [(None, None)]
    ]
    return _agreed(results)


def decide(facts: Facts) -> Schedule:
    """The schedule that follows from plain facts: the decision table of `rules`, walked once.

    The ``Declassify On`` text is used where the E.O. line has no instruction, or N/A, and the
    other way round; where both have one and they lead to different results, the more restrictive
    governs, with a warning (row 30).
    """
    speaking = speaking_order(facts.order, facts.origin)
    result = _agreed([_decide_text(text, facts, speaking) for text in _instructions(facts)])
    case = Case(result.raw, speaking.order, facts.origin, facts.level)
    if not ATOMIC.isdisjoint(facts.caveats) and result.rule != "row-01":
        return replace(govern(RestrictedData(), case), warnings=result.warnings)
    if "NATO" in facts.caveats and result.rule not in WITHOUT_DATE:
        return _without_nato_portions(govern(NatoInformation(), case), result)
    if any(name.split()[0] == "FGI" for name in facts.caveats):
        return _with_foreign_information(result)
    return result


def _without_nato_portions(nato: Schedule, others: Schedule) -> Schedule:
    """What becomes of a cable of which only some portions are NATO's."""
    sentence = f"The other portions follow {others.rule}: {day_text(others.due)}."
    follow = step(others.rule, "other portions", day_text(others.due), sentence)
    return replace(nato, steps=(*nato.steps, follow), warnings=others.warnings)


def _with_foreign_information(result: Schedule) -> Schedule:
    """The date stands, and another government has a say."""
    sentence = "It holds foreign government information: that government is asked beforehand."
    asked = step("foreign-information", "FGI", day_text(result.due), sentence)
    steps, warnings = (*result.steps, asked), (*result.warnings, sentence)
    return replace(result, steps=steps, warnings=warnings)


def _instructions(facts: Facts) -> list[str | None]:
    """The texts that instruct, as written; one None where none does."""
    derived = facts.derived_from or ""
    found = _DECLASSIFY_ON.search(derived)
    sourced = derived[found.end() :] if found else ""
    written = (facts.instruction, facts.declassify_on, sourced)
    texts = [text for text in written if text and text.strip()]
    return [text for text in texts if _instructs(text)] or [*texts] or [None]


def _instructs(text: str) -> bool:
    """False for N/A and for an empty text. What is not understood may well instruct something."""
    return not isinstance(read_instruction(text).instruction, NoInstruction)


def _decide_text(text: str | None, facts: Facts, speaking: Speaking) -> Schedule:
    reading = read_instruction(text or "")
    case = Case(text, speaking.order, facts.origin, facts.level, recorded=facts.recorded)
    result = govern(reading.instruction, case)
    if not (speaking.warnings or reading.warnings or reading.downgrade):
        return result
    warnings = (*speaking.warnings, *reading.warnings, *result.warnings)
    return replace(result, warnings=warnings, steps=_with_downgrade(result, reading))


def _with_downgrade(result: Schedule, reading: Reading) -> tuple[Step, ...]:
    if reading.downgrade is None:
        return result.steps
    sentence = f"It is to be downgraded to {reading.downgrade}, which declassifies nothing."
    return (*result.steps, step("downgrade", result.order or "", reading.downgrade, sentence))


def _agreed(results: list[Schedule]) -> Schedule:
    """The one result, or the most restrictive of those that differ (row 30).

    It names the events of all of them: two lines that wait for different events agree until one of
    the events is recorded.
    """
    verdicts: dict[tuple[object, ...], Schedule] = {}
    for each in results:
        verdicts.setdefault((each.date, each.bound, each.basis, each.rule, each.events), each)
    distinct = list(verdicts.values())
    result = distinct[0] if len(distinct) == 1 else longest(distinct, "row-30")
    events = joined([each.events for each in results])
    return result if result.events == events else replace(result, events=events)
