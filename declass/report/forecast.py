"""The forecast: how many cables fall due in each year, by level or by basis."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from declass.errors import UsageError
from declass.marking.level import Level
from declass.schedule.model import Basis
from declass.store.due_query import DueQuery
from declass.store.records import DueCount, Undated

if TYPE_CHECKING:
    from declass.store.register import Register

_LONG_RUN = 4  # so many years without any cable take one line
_YEAR = re.compile("[0-9]{4}")


class By(StrEnum):
    """What the cables of a year are told apart by."""

    LEVEL = "level"
    BASIS = "basis"


PARTS: Mapping[By, tuple[str, ...]] = {
    By.LEVEL: tuple(level.name for level in Level),
    By.BASIS: tuple(basis.value for basis in Basis),
}
"""The parts that a year may have, in the order in which they are shown."""


class Limits(NamedTuple):
    """Which cables are counted.

    Attributes:
        first: the first year, None for that of the first cable.
        last: the last year, None for that of the last cable.
        posts: only cables of one of these posts, in normal form; empty for no limit.
        tags: only cables that have one of these TAGS, likewise.
    """

    first: int | None = None
    last: int | None = None
    posts: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @property
    def query(self) -> DueQuery:
        """What the register is asked for: the cables of all years."""
        return DueQuery(posts=self.posts, tags=self.tags)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year, and how many cables fall due in it.

    Attributes:
        year: the year of the governing date.
        counts: a number for each part.
    """

    year: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All cables of the year."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many cables fall due, year by year.

    Attributes:
        by: what the parts are.
        limits: which cables are counted.
        parts: their names (`PARTS`).
        years: from the first year to the last, those without any cable included; empty where no
            cable falls due within the limits.
        earlier: cables that fall due before the first year that was asked for.
        later: likewise after the last.
        undated: cables that no year can have, by cause, and failed inputs.
    """

    by: By
    limits: Limits
    parts: tuple[str, ...]
    years: tuple[YearCount, ...]
    earlier: int
    later: int
    undated: Undated

    @property
    def total(self) -> int:
        """All cables of the years that are shown."""
        return sum([year.total for year in self.years])

    @property
    def totals(self) -> tuple[int, ...]:
        """All cables of each part."""
        return tuple([sum(column) for column in zip(*[y.counts for y in self.years], strict=True)])

    @property
    def beyond(self) -> str:
        """A sentence on the cables before and after the years that were asked for, or ""."""
        sides = (
            ("before", self.limits.first, self.earlier),
            ("after", self.limits.last, self.later),
        )
        counts = [f"{count} {side} {year}" for side, year, count in sides if year is not None]
        return f"Not shown: {', '.join(counts)}." if counts else ""

    @property
    def found(self) -> tuple[int, ...]:
        """The parts that have any cable, by their places."""
        return tuple([place for place, total in enumerate(self.totals) if total])


def forecast(register: Register, by: By, limits: Limits = NO_LIMITS) -> Forecast:
    """Count the current cables by year of their governing date.

    Args:
        register: an open register.
        by: what the cables of a year are told apart by.
        limits: which cables are counted.

    Raises:
        UsageError: no year lies between the limits.
        StoreError: the register cannot be read.
    """
    first, last = limits.first, limits.last
    if first is not None and last is not None and first > last:
        raise UsageError(
            f"no year lies from {first} to {last}", remedy="give an earlier year for --from"
        )
    found = register.due_counts(limits.query)
    earlier = [count for count in found.dated if first is not None and count.year < first]
    later = [count for count in found.dated if last is not None and count.year > last]
    within = found.dated[len(earlier) : len(found.dated) - len(later)]
    return Forecast(
        by=by,
        limits=limits,
        parts=PARTS[by],
        years=_years(within, by, limits),
        earlier=sum([count.cables for count in earlier]),
        later=sum([count.cables for count in later]),
        undated=found.undated,
    )


def runs(years: Sequence[YearCount]) -> Iterator[tuple[str, YearCount]]:
    """The years, each with its name; many in a row that have no cable as one: ``2042-2049``."""
    for is_empty, group in groupby(years, key=lambda year: not year.total):
        run = tuple(group)
        if is_empty and len(run) >= _LONG_RUN:
            yield f"{run[0].year:04}-{run[-1].year:04}", run[0]
        else:
            yield from [(f"{year.year:04}", year) for year in run]


def parse_year(text: str) -> int:
    """Read a year of four digits.

    Raises:
        UsageError: it is written otherwise.
    """
    if _YEAR.fullmatch(text.strip()) and int(text) > 0:
        return int(text)
    raise UsageError(f"{text!r} is no year", remedy="give one such as 2030")


def _years(counts: Sequence[DueCount], by: By, limits: Limits) -> tuple[YearCount, ...]:
    """The years from first to last, or from that of the first cable to that of the last."""
    if not counts:
        return ()
    cells: Counter[tuple[int, str]] = Counter()
    for count in counts:
        cells[count.year, _part(count, by)] += count.cables
    start = counts[0].year if limits.first is None else limits.first
    end = counts[-1].year if limits.last is None else limits.last
    return tuple(
        [
            YearCount(year, tuple([cells[year, part] for part in PARTS[by]]))
            for year in range(start, end + 1)
        ]
    )


def _part(count: DueCount, by: By) -> str:
    return count.level.name if by is By.LEVEL else count.basis.value
