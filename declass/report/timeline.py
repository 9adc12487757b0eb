"""Numbers along the time, as bars of a chart: by year, or by month within one year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from declass.report.chart import Bar

MOST_BARS = 120  # with more they would be thinner than their outlines

_STEPS = (1, 5, 10, 25, 50, 100, 250)  # years of a bar
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # in whatever locale


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars along the time.

    Attributes:
        bars: without a gap, those without any cable included.
        today: the place of the bar in which the date of the report lies, where it lies beyond the
            first one; else None.
        notes: what has to be said about the bars.
    """

    bars: tuple[Bar, ...]
    today: int | None
    notes: tuple[str, ...]


def by_year(years: Sequence[tuple[int, Sequence[int]]], as_of: dt.date) -> Timeline:
    """A bar a year, or for several years where there are too many.

    Args:
        years: consecutive ones, each with a number for each part of the bars.
        as_of: the date of the report.
    """
    step = next(step for step in _STEPS if len(years) <= step * (MOST_BARS - 1))
    bars: dict[int, Sequence[int]] = {}
    for year, counts in years:
        start = year - year % step
        before = bars.get(start, (0,) * len(counts))
        bars[start] = [one + other for one, other in zip(before, counts, strict=True)]
    first = min(bars, default=as_of.year)
    timeline = _timeline(
        [Bar(f"{start:04}", counts) for start, counts in bars.items()],
        as_of,
        (as_of.year - first) // step,
    )
    if step == 1:
        return timeline
    note = f"Each bar stands for {step} years from the one named."
    return replace(timeline, notes=(note, *timeline.notes))


def by_month(year: int, months: Sequence[Sequence[int]], as_of: dt.date) -> Timeline:
    """A bar for each of the twelve months of a year.

    Args:
        year: the year.
        months: for each month a number for each part of the bars.
        as_of: the date of the report.
    """
    bars = [Bar(name, counts) for name, counts in zip(_MONTHS, months, strict=True)]
    return _timeline(bars, as_of, as_of.month - 1 if as_of.year == year else -1)


def _timeline(bars: list[Bar], as_of: dt.date, today: int) -> Timeline:
    if not 0 < today < len(bars):
        return Timeline(tuple(bars), None, ())
    note = f"The dashed line stands before the bar in which {as_of} lies."
    return Timeline(tuple(bars), today, (note,))
