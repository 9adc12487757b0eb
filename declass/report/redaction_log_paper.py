"""The redaction log on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from declass.marking.banner import banner_text
from declass.marking.level import Level
from declass.redact.paper.layout import REPLACEMENT
from declass.report.paper import Column, Paper
from declass.report.redaction_log import LogRow

COLUMNS = (
    Column("document", 96),
    Column("date", 54),
    Column("from, to", 128),
    Column("released", 78),
    Column("withheld", 62),
    Column("lines", 30),
    Column("exemption", 92),
    Column("justification", 180),
)


def render(rows: Iterable[LogRow], as_of: dt.date) -> bytes:
    """Draw a redaction log, reading it once.

    Args:
        rows: the log.
        as_of: the date of the report.

    Returns:
        A whole PDF.
    """
    paper = Paper("Redaction log", as_of)
    paper.text("What was withheld in which document, and why (5 U.S.C. 552(b)).")
    paper.table(COLUMNS, _all_cells(rows))
    if paper.has_replacements:
        paper.text(f"{REPLACEMENT} stands for a character that cannot be printed.")
    return paper.finish(banner_text(Level.U), {})


def _all_cells(rows: Iterable[LogRow]) -> Iterator[tuple[str, ...]]:
    """The cells of each row; what holds for a whole release stands in its first one only."""
    last: tuple[str, str] | None = None
    for row in rows:
        release = (row.document, row.pdf_sha256)
        yield _cells(row, is_first=release != last)
        last = release


def _cells(row: LogRow, *, is_first: bool) -> tuple[str, ...]:
    parties = f"{row.sender} to {row.addressees}" if row.sender or row.addressees else ""
    released = f"{row.disposition} at {row.ceiling}, {row.released_on}"
    return (
        row.document,
        str(row.date or ""),
        parties if is_first else "",
        released if is_first else "",
        row.portion,
        str(row.lines or ""),
        row.exemption,
        row.justification,
    )
