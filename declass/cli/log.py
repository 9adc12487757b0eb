"""The command `declass log`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from declass.cli import options
from declass.cli.clock import today
from declass.cli.files import Desk, file_named, prints_data
from declass.cli.inputs import STANDARD_STREAM
from declass.cli.output import print_json, print_line, print_table
from declass.cli.register import open_register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declass.report.redaction_log import LogRow

_HEADS = ("document", "date", "released", "at", "withheld", "lines", "exemption")

Keys = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="MRN",
        help="Cables, by message reference number or the first 12 digits of the sha256. Default: "
        "all that were released.",
        show_default=False,
    ),
]


def log(
    cables: Keys = None,
    json: options.Json = False,
    csv: options.CsvFile = None,
    pdf: options.Pdf = None,
    templates: options.Templates = None,
    force: options.Force = False,
    db: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """List what releases withhold and why: a Vaughn index.

    A row for each place at which a recorded release withholds something: document, date, from, to,
    the portion, how many lines, the exemption and what it protects. It holds no withheld word.

    \b
    Examples:
      declass log                               all releases of the register
      declass log 08REYKJAVIK904 --csv log.csv  of one cable, for a spreadsheet
      declass log --pdf log.pdf                 on paper
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli.asking import refuse_together
    from declass.report.redaction_log import redaction_log
    from declass.templating import load_justifications

    refuse_together({"--json": json, "--csv": csv, "--pdf": pdf})
    target = file_named("--pdf", pdf)
    justifications = load_justifications(Path(templates) if templates else None)
    is_printing = prints_data({"--json": json, "--csv -": csv == STANDARD_STREAM})
    desk = Desk(is_printing, is_quiet=quiet, overwrite=force)
    with open_register(db, create=False) as register:
        rows = redaction_log(register, _keys(cables), justifications)
        if target is not None:
            from declass.report.redaction_log_paper import render

            desk.save(render(rows, today()), target)
        elif csv is not None:
            _give_csv(rows, csv, desk)
        elif json:
            for row in rows:
                print_json(_fields(row))
        else:
            _print(rows)


def _keys(cables: list[str] | None) -> list[str]:
    from declass.cable.reference import read_mrn

    return [read_mrn(key) or key for key in cables or []]


def _give_csv(rows: Iterable[LogRow], name: str, desk: Desk) -> None:
    from declass.report.redaction_log import LogRow

    cells = ([str(value) if value is not None else "" for value in row] for row in rows)
    desk.give_csv(LogRow._fields, cells, name)


def _fields(row: LogRow) -> dict[str, object]:
    fields = row._asdict()
    days = ("date", "released_on")
    return fields | {name: fields[name] and fields[name].isoformat() for name in days}


def _print(rows: Iterable[LogRow]) -> None:
    cells = [
        (
            row.document,
            str(row.date or ""),
            str(row.released_on),
            row.ceiling,
            row.portion or "nothing",
            str(row.lines or ""),
            row.exemption,
        )
        for row in rows
    ]
    if not cells:
        print_line("No release is recorded.")
        return
    print_table(_HEADS, cells)
