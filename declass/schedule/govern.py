"""The engine: walks the table of rules for one instruction in one case, and says what follows.

What an instruction means is data (`declass.schedule.rules`). The engine knows three things beside
it: the premises of every schedule (order, automatic date, delays), that the instruction of a source
counts from the date of that source, and that of several results the most restrictive governs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from declass.schedule.case import Case, Matter, matter_of, year_end
from declass.schedule.kinds import (
    DateAndEvent,
    Instruction,
    LongExemption,
    OnEvent,
    Several,
    SourceMarked,
)
from declass.schedule.model import WITHOUT_DATE, Basis, Schedule, Step
from declass.schedule.orders import Order
from declass.schedule.rule import Clause, Rule, own_day
from declass.schedule.rules.premises import DELAY_IDS
from declass.schedule.rules.table import CLAUSES, HIERARCHY, RULES
from declass.schedule.rules.written import UNKNOWN_DATE, WITHOUT_ORIGIN
from declass.schedule.wording import day_text, fill, name_of

FIRST_AUTOMATIC_DATE = date(2006, 12, 31)
"""E.O. 13292 s3.3(a): before this day nothing was declassified for its age alone."""

_NEEDS_ORIGIN = "the date of the cable"


def govern(instruction: Instruction, case: Case) -> Schedule:
    """Apply the table of rules to one instruction.

    Args:
        instruction: what was read.
        case: what the rules need to know beside it.

    Returns:
        The schedule, with the steps that led to it and no warnings of the reading.
    """
    if isinstance(instruction, Several):
        return longest([govern(each, case) for each in instruction.instructions], "row-29")
    if isinstance(instruction, SourceMarked):
        return _of_source(instruction, case)
    matter = matter_of(instruction, case)
    for rule, clause in CLAUSES[type(instruction)]:
        if clause.when(matter):
            return _conclude(rule, clause, matter)
    raise AssertionError(f"no rule is about {type(instruction).__name__}")


def step(rule: str, given: str, result: str, sentence: str) -> Step:
    """A step under a rule, with the citation of that rule."""
    return Step(rule, RULES[rule].citation, given, result, sentence)


def longest(schedules: Sequence[Schedule], rule: str) -> Schedule:
    """The most restrictive of several schedules, with a warning and a step that says so.

    Without a date by law comes before undetermined, that before any date, a later date before an
    earlier one, and any date before nothing to declassify. Equal ones stand as in `HIERARCHY`.

    Args:
        schedules: at least one.
        rule: ``"row-29"`` or ``"row-30"``: why there are several.
    """
    winner = max(schedules, key=_restrictiveness)
    what = "instructions stand side by side" if rule == "row-29" else "statements differ"
    sentence = f"{len(schedules)} {what}; the most restrictive governs."
    given = "; ".join([day_text(each.due) for each in schedules])
    chosen = step(rule, given, day_text(winner.due), sentence)
    return replace(
        winner,
        steps=(*winner.steps, chosen),
        warnings=(*joined([each.warnings for each in schedules]), sentence),
        events=joined([each.events for each in schedules]),
    )


def joined(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """All texts once, in order."""
    return tuple(dict.fromkeys(text for part in parts for text in part))


def _restrictiveness(schedule: Schedule) -> tuple[int, date, int]:
    rank = HIERARCHY.index(schedule.rule) if schedule.rule in HIERARCHY else len(HIERARCHY)
    if schedule.rule in WITHOUT_DATE:
        return 3, date.max, -rank
    if schedule.basis is Basis.NONE:
        return 0, date.min, -rank
    return (1, schedule.due, -rank) if schedule.due else (2, date.max, -rank)


def _of_source(instruction: SourceMarked, case: Case) -> Schedule:
    """The instruction of a source counts from the date of that source.

    A source after the cable, or one whose 25 years were over before the cable was written, is a
    misread date: the cable's own takes its place, which is the more restrictive.
    """
    day = instruction.source.calendar_day(case.origin, is_past=True)
    if day is None or (case.origin and not day <= case.origin <= year_end(day, 25)):
        inner = govern(instruction.instruction, case)
        warning = "The date of the source cannot be used: the date of the cable took its place."
        return replace(inner, warnings=(*inner.warnings, warning))
    result = govern(instruction.instruction, replace(case, source=day))
    if case.origin:
        return result
    beside = Matter(instruction, case, None)
    doubts = [doubt.sentence for doubt in WITHOUT_ORIGIN if doubt.when(beside)]
    return replace(result, warnings=(*result.warnings, *doubts))


def _conclude(rule: Rule, clause: Clause, matter: Matter) -> Schedule:
    """The schedule that follows where a clause of a rule holds."""
    case = matter.case
    bound = case.automatic(clause.bound) if clause.bound else None
    sentence = fill(clause.sentence, matter)
    start = case.source or case.origin
    is_lost = bool(clause.counts) and start is None
    day = clause.day(matter)
    explained = sentence
    if clause.counts and start:
        day = case.put_off(year_end(start, clause.counts))
        explained = f"{sentence} {_count(clause.counts, case, start, day)}"
    name = name_of(matter.instruction)
    return Schedule(
        raw=case.raw,
        order=case.order.number if case.order else None,
        date=day,
        bound=bound,
        basis=clause.basis,
        rule=rule.id,
        steps=(
            *_premises(case, clause.bound, bound),
            *_step_before(clause, name, matter),
            Step(rule.id, rule.citation, name, day_text(day), explained),
        ),
        warnings=_warnings(rule, clause, matter, sentence, is_lost=is_lost),
        superseded=matter.day if clause.is_superseded else None,
        review=matter.day if clause.is_review else None,
        instructed=matter.day if clause.is_superseded or clause.day is own_day else None,
        needs=_needs(clause, is_lost=is_lost),
        events=events_of(matter.instruction),
    )


def _count(years: int, case: Case, start: date, day: date) -> str:
    """How a date that is counted from source or cable came about."""
    whose = "the source" if case.source else "the cable"
    counted = year_end(start, years)
    sentence = f"31 December of the {years}th year from the date of {whose}, {start}, is {counted}."
    return sentence if day == counted else f"{sentence} It is put off to {day}."


def _premises(case: Case, years: int, bound: date | None) -> tuple[Step, ...]:
    premises = (_order_step(case.order),) if case.order else ()
    if bound is None or case.origin is None:
        return premises
    day = year_end(case.origin, years)
    sentence = (
        f"The automatic date, {years} years from {case.origin}, is {day}, if the cable"
        " is of permanent historical value, as is assumed."
    )
    if day < FIRST_AUTOMATIC_DATE:
        sentence += f" The orders applied it from {FIRST_AUTOMATIC_DATE} on."
    automatic = step("automatic", str(case.origin), str(day), sentence)
    return (*premises, automatic, *_delay_steps(case, day))


def _order_step(order: Order) -> Step:
    sentence = f"The instruction has the meaning that {order.title} gives it."
    return Step("order", order.citation, order.number, order.title, sentence)


def _delay_steps(case: Case, day: date) -> tuple[Step, ...]:
    """A step for each delay that puts the automatic date off."""
    return tuple(
        step(
            DELAY_IDS[delay.kind],
            str(day),
            str(delay.until),
            f"The automatic date is put off to {delay.until} ({delay.kind}; {delay.authority}).",
        )
        for delay in case.recorded.delays
        if delay.until > day
    )


def _step_before(clause: Clause, name: str, matter: Matter) -> tuple[Step, ...]:
    if clause.before is None:
        return ()
    rule, form = clause.before
    return (step(rule, name, day_text(matter.day), fill(form, matter)),)


def _warnings(
    rule: Rule, clause: Clause, matter: Matter, sentence: str, *, is_lost: bool
) -> tuple[str, ...]:
    origin = matter.case.origin
    found = [sentence] if clause.is_doubtful else []
    found += [fill(doubt.sentence, matter) for doubt in clause.doubts if doubt.when(matter)]
    if rule.untimely and origin and not matter.case.source and not rule.is_in_effect(origin):
        found.append(rule.untimely)
    if is_lost:
        found.append(UNKNOWN_DATE)
    return tuple(found)


def _needs(clause: Clause, *, is_lost: bool) -> tuple[str, ...]:
    return tuple([need for need in (clause.needs, is_lost and _NEEDS_ORIGIN) if need])


def events_of(instruction: Instruction) -> tuple[str, ...]:
    """The events that an instruction names, in normal form."""
    match instruction:
        case Several(parts):
            return joined([events_of(part) for part in parts])
        case SourceMarked(inner):
            return events_of(inner)
        case OnEvent() as event:
            return (event.phrase,)
        case DateAndEvent(event=event) | LongExemption(event=OnEvent() as event):
            return (event.phrase,)
        case _:
            return ()
