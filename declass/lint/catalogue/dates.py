"""DM601 to DM699: dates, durations and schedules."""

from __future__ import annotations

from declass.lint.example import Example
from declass.lint.model import Rule
from declass.lint.rules import dates

_OF_1981 = {"time": "R 060827Z JUN 81", "authority": ""}
_OF_1998 = {
    "time": "R 060827Z JUN 98",
    "authority": "CLASSIFIED BY: DCM ADA THORNBURY. REASON: 1.5 (B).",
}

RULES = (
    Rule(
        code="DM601",
        name="beyond-25-years",
        title="A date is beyond 25 years, without an exemption",
        citation="E.O. 13526 s1.5(b); 32 CFR 2001.12(c)(1)",
        why="Since 25 March 2003 nothing is classified for more than 25 years at first. The"
        " automatic date overtakes a later one that has no 25X, 50X or 75X.",
        fix="Give a date within 25 years.",
        bad=Example(order="E.O. 12958: DECL: 06/07/2031"),
        good=Example(order="E.O. 12958: DECL: 06/06/2031"),
        check=dates.beyond_25_years,
    ),
    Rule(
        code="DM602",
        name="beyond-ten-years",
        title="A date is beyond ten years, without an X exemption",
        citation="E.O. 12958 s1.6(b), (d)",
        why="From 14 October 1995 to 24 March 2003 a classification lasted ten years at most,"
        " unless X1 to X8 exempted it.",
        fix="Give a date within ten years, or the exemption.",
        bad=Example(order="E.O. 12958: DECL: 06/06/2018", **_OF_1998),
        good=Example(order="E.O. 12958: DECL: 06/06/2008", **_OF_1998),
        check=dates.beyond_ten_years,
    ),
    Rule(
        code="DM603",
        name="date-not-after-cable",
        title="The date is not after that of the cable",
        citation="32 CFR 2001.12(c)(2)",
        why="A cable cannot be declassified before it was written; on its own day it need not have"
        " been classified. Most often the year is a slip.",
        fix="Correct the year.",
        bad=Example(order="E.O. 12958: DECL: 06/06/2006"),
        good=Example(),
        check=dates.not_after_cable,
    ),
    Rule(
        code="DM604",
        name="date-impossible",
        title="No calendar has the date",
        citation="32 CFR 2001.12(c)(2)",
        why="It cannot be computed with, and declass does not guess what was meant: the automatic"
        " date holds.",
        fix="Find out which day was meant.",
        bad=Example(order="E.O. 12958: DECL: 02/30/2016"),
        good=Example(order="E.O. 12958: DECL: 02/28/2016"),
        check=dates.impossible,
    ),
    Rule(
        code="DM605",
        name="year-of-two-digits",
        title="The year has two digits",
        citation="32 CFR 2001.21(a)(4)",
        why="06/05/07 may be of any century, and its numbers of any order. declass takes the first"
        " such year that is not before the cable.",
        fix="Write four digits.",
        bad=Example(order="E.O. 12958: DECL: 06/06/16"),
        good=Example(),
        check=dates.two_digit_year,
    ),
    Rule(
        code="DM606",
        name="downgraded-too-late",
        title="The downgrading comes after the declassification",
        citation="32 CFR 2001.21(a)(4); practice",
        why="What is declassified cannot be downgraded any more: one of the dates is wrong, or they"
        " have changed places.",
        fix="Put the downgrading before the declassification, or leave it out.",
        bad=Example(
            banner="S E C R E T",
            order="E.O. 12958: DNG: CONFIDENTIAL 06/06/2016; DECL: 06/06/2011",
            body="1. (U) The harbor is public.\n2. (S) The dredger is not.",
        ),
        good=Example(
            banner="S E C R E T",
            order="E.O. 12958: DNG: CONFIDENTIAL 06/06/2011; DECL: 06/06/2016",
            body="1. (U) The harbor is public.\n2. (S) The dredger is not.",
        ),
        check=dates.downgraded_too_late,
    ),
    Rule(
        code="DM607",
        name="duration-differs",
        title="A duration and the date beside it differ",
        citation="32 CFR 2001.12(a); practice",
        why="They are two ways to say one thing, and do not say it. The later governs.",
        fix="Count again, and write the date alone.",
        bad=Example(order="E.O. 12958: DECL: 10 YEARS, 06/06/2015"),
        good=Example(order="E.O. 12958: DECL: 10 YEARS, 06/06/2016"),
        check=dates.duration_differs,
    ),
    Rule(
        code="DM608",
        name="timetable-incomplete",
        title="A schedule lacks its date, or the number of its ground",
        citation="E.O. 11652 s5(B); E.O. 12065 s1-401, s1-402",
        why="XGDS, RDS and XDS need the number of the ground, which is what exempts. ADS, RDS and"
        " XDS need a date, GDS does under E.O. 12065, where no date follows from the level.",
        fix="Add the number (RDS-1) or the date.",
        bad=Example(order="E.O. 12065: RDS 6/6/01", **_OF_1981),
        good=Example(order="E.O. 12065: RDS-1 6/6/01", **_OF_1981),
        check=dates.timetable_incomplete,
    ),
    Rule(
        code="DM609",
        name="cable-undated",
        title="The cable has no date",
        citation="32 CFR 2001.21(e)",
        why="A duration and the 25 years count from the day of the cable, and the rules that held"
        " for it follow from that day.",
        fix="Restore the date-time group.",
        bad=Example(time="BT"),
        good=Example(),
        check=dates.undated,
    ),
)
