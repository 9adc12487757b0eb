"""Key dates: by when somebody has to act, before records are declassified and after a request.

The dates are rows of a table (`KEY_DATES`): a distance, by the calendar, from a day on which
something happens. For the cables of a register that day is their automatic date; a request for
mandatory review, its denial and a challenge have the day on which they came.

Not promised: that a day is a working day. Weekends and holidays move no date here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from dateutil.relativedelta import relativedelta

from declass.errors import UsageError
from declass.store.records import AutomaticCount, Undated

if TYPE_CHECKING:
    from declass.store.register import Register


class Start(StrEnum):
    """What a key date is counted from."""

    AUTOMATIC = "automatic date"
    REQUEST = "request"
    DENIAL = "denial"
    CHALLENGE = "challenge"


class Rule(NamedTuple):
    """A row of the table of key dates.

    Attributes:
        id: its name, fixed for good: entries of calendars are known by it.
        start: what it is counted from.
        distance: how far from there; negative before it.
        title: what it is, in a few words.
        sentence: what it means.
        citation: where it stands.
    """

    id: str
    start: Start
    distance: relativedelta
    title: str
    sentence: str
    citation: str


KEY_DATES = (
    Rule(
        "exemption-opens",
        Start.AUTOMATIC,
        relativedelta(years=-5),
        "exemptions may be proposed",
        "From this day exemptions from automatic declassification may be proposed, and notice be"
        " given of file series that are to be exempt.",
        "32 CFR 2001.30(m); E.O. 13526 s3.3(c)",
    ),
    Rule(
        "exemption-closes",
        Start.AUTOMATIC,
        relativedelta(years=-1),
        "last day to propose exemptions",
        "Exemptions from automatic declassification, those of file series included, are to be"
        " proposed not later than this day.",
        "32 CFR 2001.30(m); E.O. 13526 s3.3(c)",
    ),
    Rule(
        "automatic",
        Start.AUTOMATIC,
        relativedelta(),
        "automatic declassification",
        "Records of permanent historical value are declassified on this day, unless they are"
        " exempt.",
        "E.O. 13526 s3.3(a), (h); 32 CFR 2001.30(l)",
    ),
    Rule(
        "review-decision",
        Start.REQUEST,
        relativedelta(years=1),
        "final decision on the request",
        "A request for mandatory review is finally decided within one year.",
        "32 CFR 2001.33",
    ),
    Rule(
        "review-appeal",
        Start.DENIAL,
        relativedelta(days=60),
        "last day to appeal",
        "An appeal from the denial of a mandatory review is made within 60 days.",
        "32 CFR 2001.33",
    ),
    Rule(
        "challenge-answer",
        Start.CHALLENGE,
        relativedelta(days=60),
        "answer to the challenge",
        "A challenge to a classification is answered within 60 days.",
        "32 CFR 2001.14",
    ),
    Rule(
        "challenge-panel",
        Start.CHALLENGE,
        relativedelta(days=120),
        "the challenge may go to the Panel",
        "A challenge that has no answer within 120 days may be brought before the Panel.",
        "32 CFR 2001.14",
    ),
)
"""The table of key dates."""


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day on which, or by which, something is to happen.

    Attributes:
        day: the day.
        rule: which one.
        counted_from: the day that it is counted from.
        cables: how many cables it concerns; None where it concerns a request.
        undetermined: how many of them have an instruction that nobody could read. The automatic
            date bounds them all the same.
    """

    day: dt.date
    rule: Rule
    counted_from: dt.date
    cables: int | None = None
    undetermined: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """Key dates in order.

    Attributes:
        dates: by day, and of one day in the order of the table.
        undated: cables that have no date, and failed inputs; None where no register was asked.
    """

    dates: tuple[KeyDate, ...]
    undated: Undated | None = None


def automatic_calendar(register: Register, as_of: dt.date) -> Calendar:
    """The key dates of the cables that are to be declassified automatically.

    A cable whose own instruction declassifies it before its automatic date has none.

    Args:
        register: an open register.
        as_of: automatic dates before this day are over, and left out with their key dates. Of
            those to come no key date is left out, so that an open time to propose is seen.

    Raises:
        StoreError: the register cannot be read.
    """
    counts = register.automatic_counts(not_before=as_of)
    return Calendar(
        _in_order(date for count in counts for date in _of_count(count)), register.undated()
    )


def request_calendar(starts: Mapping[Start, dt.date]) -> Calendar:
    """The key dates of a request, a denial or a challenge.

    Args:
        starts: the day on which each came.

    Raises:
        UsageError: a day lies at the end of the calendar.
    """
    return Calendar(
        _in_order(
            KeyDate(_counted(day, rule), rule, day)
            for start, day in starts.items()
            for rule in KEY_DATES
            if rule.start is start
        )
    )


def _of_count(count: AutomaticCount) -> list[KeyDate]:
    return [
        KeyDate(_counted(count.day, rule), rule, count.day, count.cables, count.undetermined)
        for rule in KEY_DATES
        if rule.start is Start.AUTOMATIC
    ]


def _counted(day: dt.date, rule: Rule) -> dt.date:
    """The day of a rule, by the calendar: a year from 29 February ends on 28 February."""
    try:
        return day + rule.distance
    except (ValueError, OverflowError):
        raise UsageError(
            f"no calendar goes as far as a key date of {day}", remedy="give the day as it was"
        ) from None


def _in_order(dates: Iterable[KeyDate]) -> tuple[KeyDate, ...]:
    return tuple(sorted(dates, key=lambda each: (each.day, KEY_DATES.index(each.rule))))
