"""Registers that have counted already, and forecasts made of such counts."""

from __future__ import annotations

from collections.abc import Iterable

from declass.marking.level import Level
from declass.report.forecast import NO_LIMITS, By, Forecast, Limits, forecast
from declass.schedule.model import Basis
from declass.store.due_query import ALL, DueQuery
from declass.store.records import DueCount, DueCounts, Undated
from declass.store.register import Register

UNDATED = Undated(4, 3, 2, 1)


class Counted(Register):
    """A register that has counted already, and remembers what it was asked for."""

    def __init__(self, dated: Iterable[DueCount]) -> None:
        self.counts = DueCounts(tuple(dated), UNDATED)
        self.asked = ALL

    def due_counts(self, query: DueQuery = ALL) -> DueCounts:
        self.asked = query
        return self.counts


def make_forecast(
    years: dict[int, dict[Level, int]], by: By = By.LEVEL, limits: Limits = NO_LIMITS
) -> Forecast:
    """A forecast of cables whose dates are written in them."""
    counts = [
        DueCount(year, level, Basis.DATE, cables)
        for year, levels in sorted(years.items())
        for level, cables in levels.items()
    ]
    return forecast(Counted(counts), by, limits)
