"""How a due list is shown: as a table, as JSON or CSV, as a calendar file, or on paper."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path
from typing import TextIO

from declass.cli.files import Desk
from declass.cli.output import Heading, print_csv, print_json, print_line, print_table
from declass.report.due import DueList, DueRow, head_of
from declass.report.ics import Per, to_ics
from declass.store.due_query import DueGroup

_NOTHING = "No cable is due within these limits."
_HEADS = ("MRN", "cable date", "level", "declassify on", "basis", "reasons", "subject")
_FIELDS = ("mrn", "date", "level", "declassify_on", "basis", "reasons", "subject", "key", "post")
_GROUP = "group"


def print_rows(found: DueList) -> None:
    """Print the list for reading, each group under its head and the number of its cables."""
    rows = iter(found)
    first = next(rows, None)
    if first is None:
        print_line(_NOTHING)
        return
    rows = chain([first], rows)
    group = found.query.group
    print_table(_HEADS, _grouped(rows, group, found.group_sizes) if group else map(_line, rows))


def print_objects(found: DueList) -> None:
    """Print a JSON object a line."""
    group = found.query.group
    for row in found:
        record = {
            "mrn": row.mrn,
            "date": row.date and row.date.isoformat(),
            "level": row.level.name,
            "declassify_on": row.declassify_on.isoformat(),
            "basis": row.basis,
            "reasons": row.reasons,
            "subject": row.subject,
            "key": row.key,
            "post": row.post,
        }
        print_json(record | {_GROUP: head_of(row, group)} if group else record)


def print_cells(found: DueList, stream: TextIO | None = None) -> None:
    """Print a line a cable, for a spreadsheet."""
    group = found.query.group
    if group is None:
        print_csv(_FIELDS, map(_cells, found), stream)
    else:
        rows = ((*_cells(row), head_of(row, group) or "") for row in found)
        print_csv((*_FIELDS, _GROUP), rows, stream)


def give_calendar(found: DueList, per: Per, now: dt.datetime, name: str, desk: Desk) -> None:
    """Write a calendar file, or print it.

    Args:
        found: the list, by date.
        per: what an event stands for.
        now: when, with its time zone.
        name: the file, or ``-`` for standard output.
        desk: where files and remarks go.

    Raises:
        OutputError: the file exists or cannot be written.
    """
    calendar = to_ics(found, per, now)
    if calendar is None:
        print_line(f"{_NOTHING} No calendar was written.", sys.stderr)
    else:
        desk.give(calendar, name)


def give_report(found: DueList, day: dt.date, target: Path, desk: Desk) -> None:
    """Write the list on paper.

    Args:
        found: the list.
        day: the date of the report.
        target: the file.
        desk: where remarks go.

    Raises:
        OutputError: the file exists or cannot be written.
    """
    from declass.report import due_pdf

    due_pdf.write(found, target, as_of=day, overwrite=desk.overwrite)
    desk.remark(f"written: {target}")


def remark_on(found: DueList, desk: Desk) -> None:
    """Say what the list does not show: slips in names, and the counts beside every answer."""
    if desk.is_quiet:
        return
    for name in found.unknown:
        desk.note(f"the register has no cable with {name}")
    desk.remark(found.beside)


def _grouped(
    rows: Iterable[DueRow], group: DueGroup, sizes: Mapping[str | None, int]
) -> Iterator[Heading | tuple[str, ...]]:
    for head, members in groupby(rows, key=lambda row: head_of(row, group)):
        yield Heading(f"{head or f'no {group}'} ({sizes[head]:,})")
        yield from map(_line, members)


def _line(row: DueRow) -> tuple[str, ...]:
    """A row as it is read: a cable without an MRN is named by its key, which `show` takes."""
    return (row.key, *_cells(row)[1 : len(_HEADS)])


def _cells(row: DueRow) -> tuple[str, ...]:
    mrn, key, date, level, due, basis, reasons, subject, post = row
    return (
        mrn or "",
        date.isoformat() if date else "",
        level.name,
        due.isoformat(),
        basis,
        " ".join(reasons),
        subject or "",
        key,
        post or "",
    )
