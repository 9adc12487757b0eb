"""The due list on paper: the question, a chart of the answer, and every cable.

The report shows subjects as far as the list does. Where it shows any, it is marked with the ceiling
of the list, the highest level that a subject in it can have, and else UNCLASSIFIED.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from declass.marking.banner import banner_text
from declass.marking.level import Level
from declass.redact.paper.layout import REPLACEMENT
from declass.report.chart import HEIGHT, LEVELS, Chart, draw
from declass.report.due import DueList, DueRow
from declass.report.paper import Column, Paper
from declass.report.timeline import by_month, by_year
from declass.report.words import cables
from declass.whole_file import put_in_place

COLUMNS = (
    Column("MRN", 106),
    Column("cable date", 56),
    Column("level", 34),
    Column("declassify on", 62),
    Column("basis", 48),
    Column("reasons", 90),
    Column("subject", 324),
)

_CHART = "chart"


def write(found: DueList, target: Path, *, as_of: dt.date, overwrite: bool) -> None:
    """Write a due list as a PDF.

    Args:
        found: the list.
        target: where to.
        as_of: the date of the report.
        overwrite: whether a file of that name may be replaced.

    Raises:
        OutputError: the file exists or cannot be written.
        StoreError: the register cannot be read.
    """
    put_in_place(render(found, as_of), target, overwrite=overwrite)


def render(found: DueList, as_of: dt.date) -> bytes:
    """Draw a due list, reading it once.

    Args:
        found: the list.
        as_of: the date of the report.

    Returns:
        A whole PDF.
    """
    paper = Paper("Cables due for declassification", as_of)
    paper.text(_question(found))
    rows = iter(found)
    first = next(rows, None)
    if first is None:
        paper.text("No cable is due within these limits.")
        paper.text(found.beside)
        return paper.finish(banner_text(Level.U), {})
    tally = _Tally()
    paper.place(_CHART, HEIGHT)
    paper.table(COLUMNS, map(_cells, tally.counted(chain([first], rows))))
    paper.text(found.beside)
    paper.text(f"No subject: there is none, or it may not be shown at {found.ceiling.title}.")
    if paper.has_replacements:
        paper.text(f"{REPLACEMENT} stands for a character that cannot be printed.")
    marking = banner_text(found.ceiling if tally.has_subjects else Level.U)
    return paper.finish(marking, {_CHART: draw(tally.chart(as_of))})


class _Tally:
    """Counts the rows of a list as they go by.

    Attributes:
        has_subjects: a row with a subject went by.
    """

    def __init__(self) -> None:
        self.has_subjects = False
        self._cables: Counter[tuple[int, int, Level]] = Counter()

    def counted(self, rows: Iterable[DueRow]) -> Iterator[DueRow]:
        """The rows themselves."""
        for row in rows:
            self._cables[row.declassify_on.year, row.declassify_on.month, row.level] += 1
            self.has_subjects |= row.subject is not None
            yield row

    def chart(self, as_of: dt.date) -> Chart:
        """The rows by year, or by month where all of them are of one year; at least one row."""
        years = sorted({year for year, _, _ in self._cables})
        if len(years) == 1:
            when = f"month of declassification in {years[0]:04}"
            timeline = by_month(years[0], self._months(years[0]), as_of)
        else:
            when = "year of declassification"
            timeline = by_year(self._years(years[0], years[-1]), as_of)
        return Chart(
            title=f"{cables(self._cables.total())} by {when} and by level",
            notes=timeline.notes,
            parts=LEVELS,
            bars=timeline.bars,
            today=timeline.today,
        )

    def _months(self, year: int) -> list[list[int]]:
        return [[self._cables[year, month, level] for level in Level] for month in range(1, 13)]

    def _years(self, first: int, last: int) -> list[tuple[int, list[int]]]:
        found: Counter[tuple[int, Level]] = Counter()
        for (year, _, level), count in self._cables.items():
            found[year, level] += count
        return [(year, [found[year, level] for level in Level]) for year in range(first, last + 1)]


def _question(found: DueList) -> str:
    """What was asked for, in words."""
    query = found.query
    limits = [
        f"{side} {day}"
        for side, day in (("on or after", query.after), ("before", query.before))
        if day is not None
    ]
    asked = f"Due {' and '.join(limits)}." if limits else "All cables with a date."
    chosen = [f"{name} {' or '.join(values)}" for name, values in query.chosen]
    only = f" Only {', '.join(chosen)}." if chosen else ""
    return f"{asked}{only} Subjects are shown up to {found.ceiling.title}."


def _cells(row: DueRow) -> tuple[str, ...]:
    return (
        row.key,
        str(row.date or ""),
        row.level.name,
        str(row.declassify_on),
        row.basis.value,
        " ".join(row.reasons),
        row.subject or "",
    )
