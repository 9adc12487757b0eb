"""Rules on the schedules of E.O. 11652 and E.O. 12065: rows 21 to 26."""

from __future__ import annotations

from datetime import date

from declass.schedule.kinds import OnTimetable, Timetable
from declass.schedule.model import Basis
from declass.schedule.rule import Clause, Doubt, Rule, always, own_day
from declass.schedule.rules.conditions import (
    Condition,
    all_of,
    has_day,
    is_dated,
    is_of_order,
    is_scheduled_level,
    is_timely,
    is_timetable,
    is_without_origin,
    is_xds_for_xgds,
    no,
)
from declass.schedule.rules.written import DATE_DOUBTS, WRITTEN

_FIRST_11652, _LAST_11652 = date(1972, 6, 1), date(1978, 11, 30)
_FIRST_12065, _LAST_12065 = date(1978, 12, 1), date(1982, 7, 31)

_is_gds = is_timetable(Timetable.GDS)
_is_general_schedule = all_of(_is_gds, no(is_dated), is_scheduled_level)
_is_of_11652 = is_of_order("11652")


def _dated(when: Condition, *doubts: Doubt) -> Clause:
    """That the written date governs."""
    condition = all_of(is_dated, is_timely, when)
    doubts = (*DATE_DOUBTS, *doubts)
    return Clause(OnTimetable, condition, Basis.DATE, WRITTEN, own_day, doubts=doubts)


TIMETABLES = (
    Rule(
        "row-21",
        "E.O. 11652 GDS",
        "31 December of the tenth year after the year of origin for TOP SECRET, of the eighth for"
        " SECRET, of the sixth for CONFIDENTIAL",
        "E.O. 11652 s5(A); E.O. 12356 s1.4(c)",
        (
            Clause(
                OnTimetable,
                all_of(_is_general_schedule, has_day),
                Basis.DATE,
                "GDS of {level}: {gds_years} years from the end of {year}, {day}.",
                own_day,
            ),
            Clause(
                OnTimetable,
                all_of(_is_general_schedule, is_without_origin),
                Basis.DATE,
                "GDS counts from origin.",
                counts=25,
            ),
        ),
        first=_FIRST_11652,
        last=_LAST_11652,
    ),
    Rule(
        "row-22",
        "E.O. 11652 GDS or ADS with a date",
        "that date",
        "E.O. 11652 s4(A), s5",
        (_dated(all_of(_is_gds, _is_of_11652)), _dated(is_timetable(Timetable.ADS))),
        first=_FIRST_11652,
        last=_LAST_11652,
    ),
    Rule(
        "row-23",
        "E.O. 11652 XGDS, with or without a date, number or remark",
        "exempt for 30 years under that order; today 25Y",
        "E.O. 11652 s5(B), (E); 32 CFR 2001.12(c)(2)",
        tuple(
            Clause(
                OnTimetable,
                all_of(is_timetable(Timetable.XGDS), when),
                Basis.EXEMPT,
                "XGDS was exempt for 30 years; today the automatic date governs." + beside,
                counts=25,
                doubts=(Doubt(is_xds_for_xgds, "E.O. 11652 has no XDS: it was read as XGDS."),),
                is_superseded=bool(beside),
            )
            for when, beside in (
                (no(has_day), ""),
                (has_day, " The date beside it, {day}, does not govern."),
            )
        ),
        first=_FIRST_11652,
        last=_LAST_11652,
    ),
    Rule(
        "row-24",
        "E.O. 12065 GDS with a date",
        "that date",
        "E.O. 12065 s1-401",
        (_dated(all_of(_is_gds, no(_is_of_11652))),),
        first=_FIRST_12065,
        last=_LAST_12065,
    ),
    Rule(
        "row-25",
        "E.O. 12065 RDS, or a date of review",
        "its date is one of review, not of declassification: 25Y",
        "E.O. 12065 s1-402; 32 CFR 2001.12(c)(2)",
        tuple(
            Clause(
                OnTimetable,
                all_of(is_timetable(Timetable.RDS), when),
                Basis.EXEMPT,
                f"A review is asked for{on}, which declassifies nothing: the automatic date"
                " governs.",
                counts=25,
                is_review=True,
            )
            for when, on in ((no(has_day), ""), (has_day, " on {day}"))
        ),
        first=_FIRST_12065,
        last=_LAST_12065,
    ),
    Rule(
        "row-26",
        "E.O. 12065 XDS with a date",
        "that date, at most 25Y",
        "practice, uncertain",
        (
            _dated(
                is_timetable(Timetable.XDS),
                Doubt(always, "That an XDS date declassifies is uncertain."),
            ),
        ),
        first=_FIRST_12065,
        last=_LAST_12065,
    ),
)
