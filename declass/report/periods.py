"""Spans of days as people write them: ``2017-03``, ``next 90 days``, ``Q2 2017``, ``this year``.

A period runs from its first day to the day after its last, so that periods which follow each other
neither overlap nor leave a gap. Today is the first of the next days, and none of the last ones.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from dateutil.relativedelta import relativedelta

from declass.errors import UsageError


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row.

    Attributes:
        start: the first one, None where there is no limit.
        end: the day after the last one, None where there is no limit.
    """

    start: dt.date | None = None
    end: dt.date | None = None


def parse_limit(text: str) -> dt.date:
    """Read a limit: the first day of a year (``2017``), of a month (``2017-03``), or a day.

    Raises:
        UsageError: it is written otherwise, or no such day exists.
    """
    return _read_date(text)[0]


def parse_date(text: str) -> Period:
    """Read a year, a month or a day as all the days in it.

    Raises:
        UsageError: it is written otherwise, or no such day exists.
    """
    first, length = _read_date(text)
    return Period(first, _moved(first, length))


def parse_period(text: str, today: dt.date) -> Period:
    """Read a span of days in one of `FORMS`.

    Args:
        text: what was written, in either case.
        today: the day from which ``next`` and ``last`` count.

    Raises:
        UsageError: it is written otherwise, or no such days exist.
    """
    words = " ".join(text.lower().split())
    for _, pattern, read in FORMS:
        if found := pattern.fullmatch(words):
            return read(found, today)
    raise UsageError(
        f"{text!r} is no span of time",
        remedy=f"give one such as {', '.join([repr(example) for example, _, _ in FORMS])}",
    )


_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LENGTHS = (relativedelta(years=1), relativedelta(months=1), relativedelta(days=1))
_UNITS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_SHIFTS = {"last": -1, "this": 0, "next": 1}


def _read_date(text: str) -> tuple[dt.date, relativedelta]:
    """The first day of a year, a month or a day, and how long that is."""
    match = _DATE.fullmatch(text.strip())
    try:
        if match:
            parts = [int(part) for part in match.groups() if part]
            return dt.date(*parts, *(1, 1)[len(parts) - 1 :]), _LENGTHS[len(parts) - 1]
    except ValueError:
        pass
    raise UsageError(
        f"{text!r} is no date",
        remedy="give a year (2017), a month (2017-03) or a day (2017-03-24)",
    )


def _next(found: re.Match[str], today: dt.date) -> Period:
    return Period(today, _moved(today, _length(found)))


def _last(found: re.Match[str], today: dt.date) -> Period:
    return Period(_moved(today, -_length(found)), today)


def _length(found: re.Match[str]) -> relativedelta:
    return _UNITS[found["unit"]] * int(found["number"])


def _whole(found: re.Match[str], today: dt.date) -> Period:
    """A whole month, quarter or year: the one that today is in, or the one beside it."""
    months = _MONTHS[found["unit"]]
    first = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    shift = _SHIFTS[found["which"]] * months
    return Period(
        _moved(first, relativedelta(months=shift)),
        _moved(first, relativedelta(months=shift + months)),
    )


def _near(found: re.Match[str], today: dt.date) -> Period:
    shift = _DAYS[found["near"]]
    first = _moved(today, relativedelta(days=shift))
    return Period(first, _moved(today, relativedelta(days=shift + 1)))


def _quarter(found: re.Match[str], today: dt.date) -> Period:  # noqa: ARG001 -- one shape for all
    month = int(found["quarter"]) * 3 - 2
    first = parse_limit(f"{found['year']}-{month:02}")
    return Period(first, _moved(first, relativedelta(months=3)))


def _written(found: re.Match[str], today: dt.date) -> Period:  # noqa: ARG001 -- one shape for all
    return parse_date(found[0])


def _moved(day: dt.date, length: relativedelta) -> dt.date | None:
    """The day that much later; None where the calendar ends before, which is no limit."""
    try:
        return day + length
    except (OverflowError, ValueError):
        return None


Read: TypeAlias = Callable[[re.Match[str], dt.date], Period]

_NUMBER = r"(?P<number>[1-9][0-9]{0,4}) (?P<unit>day|week|month|year)s?"
_YEAR, _OF_YEAR = r"(?P<year>[0-9]{4})", r"q(?P<quarter>[1-4])"

FORMS: tuple[tuple[str, re.Pattern[str], Read], ...] = (
    # (an example, the pattern in lower case, what it means)
    ("next 90 days", re.compile(f"next {_NUMBER}"), _next),
    ("last 6 months", re.compile(f"last {_NUMBER}"), _last),
    (
        "this year",
        re.compile("(?P<which>last|this|next) (?P<unit>month|quarter|year)"),
        _whole,
    ),
    ("today", re.compile(f"(?P<near>{'|'.join(_DAYS)})"), _near),
    ("2017-Q2", re.compile(f"{_YEAR}[- ]?{_OF_YEAR}"), _quarter),
    ("Q2 2017", re.compile(f"{_OF_YEAR}[- ]?{_YEAR}"), _quarter),
    ("2017-03", _DATE, _written),
)
"""What a span of days may look like, and what it means."""
