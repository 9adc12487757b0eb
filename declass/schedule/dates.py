"""Explicit dates and durations: rows 5 to 9, 27 and 28 of the decision table."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from declass.schedule.case import Case, later, step
from declass.schedule.kinds import AlreadyDeclassified, ForDuration, OnDate
from declass.schedule.model import Basis, Schedule, Step
from declass.schedule.written_date import WrittenDate


def explicit_date(instruction: OnDate, case: Case) -> Schedule:
    """Rows 5 and 27: the date is the date, whichever order asked for it."""
    is_12356 = case.order is not None and case.order.number == "12356"
    return dated(instruction.written, case, "row-27" if is_12356 else "row-05")


def duration(instruction: ForDuration, case: Case) -> Schedule:
    """Row 9: origin and the duration, by the calendar; row 6 where that is too long."""
    years, months, days = instruction.years, instruction.months, instruction.days
    if case.origin is None:
        return case.computed("row-09", Basis.DURATION, "A duration counts from origin.")
    day = later(case.origin, relativedelta(years=years, months=months, days=days))
    parts = ((years, "years"), (months, "months"), (days, "days"))
    span = ", ".join([f"{number} {unit}" for number, unit in parts if number])
    sentence = f"Counted from {case.origin}, {span} end on {day}."
    if case.is_overtaken(day):
        return _overtaken(day, case, Basis.DURATION, (step("row-09", sentence),))
    return case.outcome("row-09", Basis.DURATION, day, sentence)


def declassified(instruction: AlreadyDeclassified, case: Case) -> Schedule:
    """Row 28: it was declassified, and nothing bounds it any more."""
    written = instruction.written
    day = written.calendar_day(case.origin)
    if day is None or case.is_before_origin(day):
        return _unusable(written, day, case)
    warnings = () if case.origin else (without_origin(written),)
    sentence = f"It was declassified on {day} and is no longer scheduled."
    return case.outcome("row-28", Basis.DATE, day, sentence, years=0, warnings=warnings)


def dated(written: WrittenDate, case: Case, rule: str, warnings: tuple[str, ...] = ()) -> Schedule:
    """An explicit date under its rule, unless row 6, 7 or 8 catches it."""
    day = written.calendar_day(case.origin)
    if day is None or case.is_before_origin(day):
        return _unusable(written, day, case)
    if case.is_overtaken(day):
        return _overtaken(day, case, Basis.DATE)
    if case.origin is None:
        warnings += (without_origin(written),)
    elif day == case.origin:
        warnings += ("The date is the cable's own day.",)
    sentence = f"The date {written.raw} is written: {day}."
    return case.outcome(rule, Basis.DATE, day, sentence, warnings=warnings)


def without_origin(written: WrittenDate) -> str:
    """The doubt about a written date where the date of the cable is unknown."""
    if written.is_two_digit:
        return "The date of the cable is unknown: the year was read as one of 1970 to 2069."
    return "The date of the cable is unknown: the written date could not be compared with it."


def _unusable(written: WrittenDate, day: date | None, case: Case) -> Schedule:
    """Rows 7 and 8: a date before origin, or one that no calendar has, is no instruction."""
    if day is None:
        rule, why = "row-08", f"{written.raw} is no date of the calendar."
    else:
        rule, why = "row-07", f"{written.raw} is before the date of the cable, {case.origin}."
    return case.computed(rule, Basis.INVALID, why, warnings=(why,))


def _overtaken(
    day: date, case: Case, basis: Basis, earlier_steps: tuple[Step, ...] = ()
) -> Schedule:
    """Row 6: the automatic date overtakes a date more than 25 years from origin."""
    sentence = f"{day} is more than 25 years from {case.origin}, so the automatic date governs."
    return case.outcome(
        "row-06",
        basis,
        case.automatic(25),
        sentence,
        earlier_steps=earlier_steps,
        superseded=day,
    )
