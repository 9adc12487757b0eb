"""The command `declass due`."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING

from declass.cli import options
from declass.cli.clock import today
from declass.cli.files import file_named
from declass.cli.output import print_csv, print_json, print_line, print_table
from declass.cli.register import open_register
from declass.errors import UsageError

if TYPE_CHECKING:
    from declass.report.due import DueList, DueRow

_HEADS = ("MRN", "cable date", "level", "declassify on", "basis", "reasons", "subject")
_FIELDS = ("mrn", "date", "level", "declassify_on", "basis", "reasons", "subject", "key")


def due(
    before: options.Before = None,
    after: options.After = None,
    level: options.Ceiling = "U",
    json: options.Json = False,
    csv: options.Csv = False,
    pdf: options.Pdf = None,
    force: options.Force = False,
    db: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """List the cables that are to be declassified before a date.

    --before is exclusive: --before 2017 lists what is due on or before 31 December 2016. Sorted by
    date. A subject is shown only where its own level is at most --level. Cables without a date
    are counted on a line of their own (with --json and --csv on standard error).

    \b
    Examples:
      declass due --before 2017                    due by the end of 2016
      declass due --after 2016-07 --before 2017    in the second half of 2016
      declass due --before 2030 --csv >due.csv     for a spreadsheet
      declass due --after 2026 --pdf due.pdf       on paper, with a chart
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.report import due_pdf
    from declass.report.due import due_list, parse_limit
    from declass.report.undated import undated_sentence

    if sum(map(bool, (json, csv, pdf))) > 1:
        raise UsageError("--json, --csv and --pdf exclude each other", remedy="give one of them")
    target = file_named("--pdf", pdf)
    ceiling = options.read_level(level)
    end = parse_limit(before) if before else None
    start = parse_limit(after) if after else None
    with open_register(db, create=False) as register:
        found = due_list(register, end, start, ceiling)
        if target is None:
            _print(found, is_json=json, is_csv=csv)
        else:
            due_pdf.write(found, target, as_of=today(), overwrite=force)
    if not quiet:
        if target is not None:
            print_line(f"written: {target}")
        print_line(undated_sentence(found.undated), sys.stderr if json or csv else sys.stdout)


def _print(found: DueList, *, is_json: bool, is_csv: bool) -> None:
    if is_json:
        for row in found:
            print_json(dict(zip(_FIELDS, _values(row), strict=True)))
    elif is_csv:
        print_csv(_FIELDS, map(_cells, found))
    else:
        _print_list(found)


def _print_list(found: DueList) -> None:
    rows = iter(found)
    first = next(rows, None)
    if first is None:
        print_line("No cable is due within these limits.")
        return
    # Here a cable without an MRN is named by its key, by which `declass show` finds it.
    cells = ((row.key, *_cells(row)[1:-1]) for row in chain([first], rows))
    print_table(_HEADS, cells)


def _values(row: DueRow) -> tuple[object, ...]:
    day = row.date.isoformat() if row.date else None
    due_on = row.declassify_on.isoformat()
    about = (row.basis.value, row.reasons, row.subject, row.key)
    return (row.mrn, day, row.level.name, due_on, *about)


def _cells(row: DueRow) -> tuple[str, ...]:
    return tuple(
        [
            " ".join(value) if isinstance(value, tuple) else str(value or "")
            for value in _values(row)
        ]
    )
