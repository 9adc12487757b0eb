"""When a marking was in use: from which day it may stand on a new cable, and up to which."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from declass.schedule.kinds import Timetable
from declass.schedule.orders import ORDERS, Order


class Period(NamedTuple):
    """The days on which new cables carried a marking, both included; None for no limit."""

    first: date | None
    last: date | None

    def contains(self, day: date) -> bool:
        """True for a day of the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        """The period in words: ``from 1995-10-14 to 2003-09-21``, ``up to 1995-10-13``."""
        if self.first is None:
            return f"up to {self.last}"
        return f"from {self.first} to {self.last}" if self.last else f"from {self.first} on"


def _period(number: str) -> Period:
    """The whole time of an order, before and after it was amended."""
    orders: list[Order] = [order for order in ORDERS if order.number == number]
    return Period(orders[0].first, orders[-1].last)


_11652, _12065, _12356 = _period("11652"), _period("12065"), _period("12356")

SIGNED_13292 = date(2003, 3, 25)
"""E.O. 13292 renumbered the reasons and set new limits; the new markings had to be used half a
year later, and until then cables have either."""

PORTIONS_MARKED = Period(_12065.first, None)
"""E.O. 12065 s1-504 made portion marks a duty; E.O. 11652 had asked for them where practicable."""

AUTHORITY_NAMED = Period(date(1995, 10, 14), None)
"""E.O. 12958 s1.7(a) asked every classified document for the name of its classifier and for the
reason."""

RELEASEES_LISTED = Period(date(1998, 6, 30), None)
"""DCID 1/7 of 30 June 1998 made the list of releasees one form for all, with USA at its head."""

REASON_SECTIONS = {
    "1-301": _12065,
    "1.3": _12356,
    "1.5": Period(date(1995, 10, 14), date(2003, 9, 21)),
    "1.4": Period(SIGNED_13292, None),
}
"""The section of the order in force that lists the reasons for classification."""

REASON_LETTERS = {"1.4": "abcdefgh", "1.5": "abcdefg"}

X_EXEMPTIONS = Period(date(1995, 10, 14), date(2003, 9, 21))
"""E.O. 12958 s1.6(d), which E.O. 13292 abolished."""

OADR = _12356
"""E.O. 12356 s1.4(a): as long as required."""

INDEFINITE = Period(None, _12356.last)
"""E.O. 12958 s1.6(b) put an end to markings without an end."""

BEYOND_50_YEARS = _period("13526")
"""E.O. 13526 s3.3(h)."""

TEN_YEARS_AT_MOST = Period(date(1995, 10, 14), date(2003, 3, 24))
"""E.O. 12958 s1.6(b)."""

TWENTY_FIVE_YEARS_AT_MOST = Period(SIGNED_13292, None)
"""E.O. 12958 as amended and E.O. 13526, s1.5(b)."""

TIMETABLES = {
    Timetable.GDS: Period(_11652.first, _12065.last),
    Timetable.ADS: _11652,
    Timetable.XGDS: _11652,
    Timetable.RDS: _12065,
    Timetable.XDS: _12065,
}
"""E.O. 11652 s4(A), s5; E.O. 12065 s1-4."""


class Retired(NamedTuple):
    """A marking that is no longer used.

    Attributes:
        name: canonical name, as in `declass.marking.vocabulary`.
        spellings: how a banner writes it, upper case.
        last: the last day on which new cables carried it.
        instead: what took its place, None where nothing did.
    """

    name: str
    spellings: tuple[str, ...]
    last: date
    instead: str | None


RETIRED = (
    Retired("LOU", ("LOU", "LIMITED OFFICIAL USE", "LTD OFF USE"), date(1995, 9, 30), "SBU"),
    Retired("WNINTEL", ("WNINTEL", "WN"), date(1995, 4, 11), None),
    Retired("NOCONTRACT", ("NOCONTRACT",), date(1995, 4, 11), None),
    Retired("FOUO", ("FOUO", "FOR OFFICIAL USE ONLY"), date(2016, 11, 13), "CUI"),
)
"""00 STATE 018029 (LOU); DCID 1/7 of 12 April 1995 (WNINTEL, NOCONTRACT); 32 CFR 2002 (FOUO)."""
