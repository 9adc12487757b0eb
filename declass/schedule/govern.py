"""The decision table applied: one instruction in one case, and the row that governs it.

`rules.DECISION_TABLE` has the rows in words, with their citations. Sentences and warnings name
dates and markings; they never quote the words of an event or of anything not understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from declass.schedule.case import UNKNOWN_DATE, Case, incomplete, step, undetermined, year_end
from declass.schedule.dates import declassified, duration, explicit_date, without_origin
from declass.schedule.exempt import (
    indefinite,
    long_exemption,
    nato_information,
    originating_agency,
    restricted_data,
    treaty,
    x_exemption,
)
from declass.schedule.kinds import (
    AlreadyDeclassified,
    DateAndEvent,
    ForDuration,
    Indefinite,
    Instruction,
    LongExemption,
    NatoInformation,
    NoInstruction,
    NotUnderstood,
    OnDate,
    OnEvent,
    OnTimetable,
    OriginatingAgency,
    RestrictedData,
    Several,
    SourceMarked,
    Treaty,
    Which,
    XExemption,
)
from declass.schedule.model import WITHOUT_DATE, Basis, Schedule
from declass.schedule.timetables import timetable

# The order of 32 CFR 2001.22(e)(2) and (4), where two results are equally long.
HIERARCHY = ("row-01", "row-02", "row-17", "row-18", "row-15", "row-16", "row-05", "row-10")


def govern(instruction: Instruction, case: Case) -> Schedule:  # noqa: C901, PLR0912 -- an arm a kind
    """Apply the decision table to one instruction.

    Args:
        instruction: what was read.
        case: what the rules need to know beside it.

    Returns:
        The schedule, with the steps that led to it and no warnings of the reading.
    """
    match instruction:
        case OnDate():
            return explicit_date(instruction, case)
        case NoInstruction():
            return _no_instruction(instruction, case)
        case ForDuration():
            return duration(instruction, case)
        case OnEvent():
            return _event(case)
        case DateAndEvent():
            return _date_and_event(instruction, case)
        case OriginatingAgency():
            return originating_agency(case)
        case XExemption():
            return x_exemption(instruction, case)
        case Indefinite():
            return indefinite(instruction, case)
        case LongExemption():
            return long_exemption(instruction, case)
        case Treaty():
            return treaty(case)
        case OnTimetable():
            return timetable(instruction, case)
        case AlreadyDeclassified():
            return declassified(instruction, case)
        case SourceMarked():
            return _source_marked(instruction, case)
        case Several(instructions):
            return longest([govern(each, case) for each in instructions], "row-29")
        case RestrictedData():
            return restricted_data(case)
        case NatoInformation():
            return nato_information(case, "The other portions follow their sources.")
        case NotUnderstood():
            return undetermined(case, "The instruction is not understood.")
        case _:
            assert_never(instruction)


def longest(schedules: Sequence[Schedule], rule: str) -> Schedule:
    """The most restrictive of several schedules, with a warning and a step that says so.

    Without a date by law comes before undetermined, that before any date, a later date before an
    earlier one, and any date before nothing to declassify. Equal ones stand as in `HIERARCHY`.

    Args:
        schedules: at least one.
        rule: ``"row-29"`` or ``"row-30"``: why there are several.
    """
    winner = max(schedules, key=_restrictiveness)
    warnings = tuple(dict.fromkeys(text for each in schedules for text in each.warnings))
    what = "instructions stand side by side" if rule == "row-29" else "statements differ"
    sentence = f"{len(schedules)} {what}; the most restrictive governs."
    return replace(
        winner, steps=(*winner.steps, step(rule, sentence)), warnings=(*warnings, sentence)
    )


def _restrictiveness(schedule: Schedule) -> tuple[int, date, int]:
    rank = HIERARCHY.index(schedule.rule) if schedule.rule in HIERARCHY else len(HIERARCHY)
    if schedule.rule in WITHOUT_DATE:
        return 3, date.max, -rank
    if schedule.basis is Basis.NONE:
        return 0, date.min, -rank
    return (1, schedule.due, -rank) if schedule.due else (2, date.max, -rank)


def _no_instruction(instruction: NoInstruction, case: Case) -> Schedule:
    if not case.level.is_classified:
        sentence = f"The cable is {case.level.title}: there is nothing to declassify."
        return case.outcome("row-03", Basis.NONE, None, sentence, years=0)
    says = "has no usable instruction" if case.raw and case.raw.strip() else "has no instruction"
    if instruction.is_written:
        says = "says that none applies"
    return incomplete(case, f"The cable is {case.level.title} and {says}.")


def _event(case: Case) -> Schedule:
    sentence = "Declassification waits for an event, and no date of it is recorded."
    warnings = () if case.origin else (UNKNOWN_DATE,)
    return case.outcome("row-10", Basis.EVENT, None, sentence, warnings=warnings)


def _date_and_event(instruction: DateAndEvent, case: Case) -> Schedule:
    """Row 11. An event that nobody recorded may still come: only a date that suffices counts."""
    limit = govern(instruction.limit, case)
    written = None if limit.basis is Basis.INVALID else limit.date
    warnings = limit.warnings
    day = None
    if written is None:
        sentence = "The date beside the event cannot be used, and the event is not recorded."
    elif instruction.which is Which.EARLIER:
        day = written
        sentence = f"The earlier of a date and an event: {day}, unless the event came before."
    else:
        sentence = f"The later of an event and {written}; no date of the event is recorded."
    if instruction.which is Which.UNSAID:
        warnings += ("A date and an event are given, not which governs: the later was taken.",)
    return case.outcome(
        "row-11", Basis.EVENT, day, sentence, warnings=warnings, superseded=limit.superseded
    )


def _source_marked(instruction: SourceMarked, case: Case) -> Schedule:
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
    return replace(result, warnings=(*result.warnings, without_origin(instruction.source)))
