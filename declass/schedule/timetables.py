"""The schedules of E.O. 11652 and E.O. 12065: rows 21 to 26 of the decision table."""

from __future__ import annotations

from dataclasses import replace

from declass.marking.level import Level
from declass.schedule.case import Case, incomplete, year_end
from declass.schedule.dates import dated
from declass.schedule.kinds import OnTimetable, Timetable
from declass.schedule.model import Basis, Schedule
from declass.schedule.written_date import WrittenDate

# E.O. 11652 s5(A): years from the end of the year of origin. RESTRICTED counts as CONFIDENTIAL.
GDS_YEARS = {Level.TS: 10, Level.S: 8, Level.C: 6, Level.R: 6}


def timetable(instruction: OnTimetable, case: Case) -> Schedule:
    """Rows 21 to 26: the schedules of E.O. 11652 and E.O. 12065."""
    written = instruction.written
    is_11652 = case.order is not None and case.order.number == "11652"
    match instruction.timetable:
        case Timetable.GDS if written is None:
            return _general_schedule(case, is_11652=is_11652)
        case Timetable.XGDS:
            return _exempt_from_schedule(written, case)
        case Timetable.XDS if is_11652:
            warning = "E.O. 11652 has no XDS: it was read as XGDS."
            result = _exempt_from_schedule(written, case)
            return replace(result, warnings=(*result.warnings, warning))
        case Timetable.RDS:
            return _review(written, case)
        case _ if written is None:
            return incomplete(case, f"{instruction.timetable.name} has no date.")
        case Timetable.XDS:
            return dated(written, case, "row-26", ("That an XDS date declassifies is uncertain.",))
        case Timetable.ADS:
            return dated(written, case, "row-22")
        case _:
            return dated(written, case, "row-22" if is_11652 else "row-24")


def _general_schedule(case: Case, *, is_11652: bool) -> Schedule:
    years = GDS_YEARS.get(case.level)
    if not is_11652 or years is None:
        return incomplete(case, f"GDS has no date, and none follows for {case.level.title}.")
    if case.origin is None:
        return case.computed("row-21", Basis.DATE, "GDS counts from origin.")
    day = year_end(case.origin, years)
    sentence = (
        f"GDS of {case.level.title}: {years} years from the end of {case.origin.year}, {day}."
    )
    return case.outcome("row-21", Basis.DATE, day, sentence)


def _exempt_from_schedule(written: WrittenDate | None, case: Case) -> Schedule:
    day = written.calendar_day(case.origin) if written else None
    beside = f" The date beside it, {day}, does not govern." if day else ""
    return case.computed(
        "row-23",
        Basis.EXEMPT,
        f"XGDS was exempt for 30 years; today the automatic date governs.{beside}",
        superseded=day if day and case.is_overtaken(day) else None,
    )


def _review(written: WrittenDate | None, case: Case) -> Schedule:
    day = written.calendar_day(case.origin) if written else None
    on = f" on {day}" if day else ""
    return case.computed(
        "row-25",
        Basis.EXEMPT,
        f"A review is asked for{on}, which declassifies nothing: the automatic date governs.",
        review=day,
    )
