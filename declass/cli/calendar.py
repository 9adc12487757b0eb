"""The command `declass calendar`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from declass.cli import options
from declass.cli.clock import today
from declass.cli.files import Desk, prints_data, refuse_one_file
from declass.cli.inputs import STANDARD_STREAM
from declass.cli.output import print_json, print_line, print_prose, print_table
from declass.cli.register import open_register, stamp

if TYPE_CHECKING:
    import datetime as dt

    from declass.report.key_dates import Calendar, KeyDate, Start

_NOTHING = "No cable waits for its automatic declassification."
_FIELDS = (
    *("date", "key_date", "rule", "start", "counted_from", "cables", "undetermined"),
    *("sentence", "citation"),
)


Request = Annotated[
    str | None,
    typer.Option(
        "--request",
        metavar="DAY",
        help="The day on which a request for mandatory review came.",
        show_default=False,
    ),
]
Denial = Annotated[
    str | None,
    typer.Option(
        "--denial",
        metavar="DAY",
        help="The day on which such a request was denied.",
        show_default=False,
    ),
]
Challenge = Annotated[
    str | None,
    typer.Option(
        "--challenge",
        metavar="DAY",
        help="The day on which a classification was challenged.",
        show_default=False,
    ),
]
Ics = Annotated[
    str | None,
    typer.Option(
        "--ics",
        metavar="FILE|-",
        help="Write a file for a calendar client; - for standard output.",
        show_default=False,
    ),
]


def calendar(
    request: Request = None,
    denial: Denial = None,
    challenge: Challenge = None,
    ics: Ics = None,
    csv: options.CsvFile = None,
    json: options.Json = False,
    force: options.Force = False,
    db: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """List the days by which somebody has to act.

    Of the cables in the register: when exemptions from automatic declassification may be proposed,
    until when, and when it comes. Or, without any register, of a request for mandatory review, of
    its denial, and of a challenge to a classification.

    \b
    Examples:
      declass calendar                         for the cables in the register
      declass calendar --ics key-dates.ics     for a calendar client
      declass calendar --request 2026-03-02    by when to decide
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.report.key_dates import Start
    from declass.report.undated import undated_sentence

    stdout = {"--ics -": ics == STANDARD_STREAM, "--csv -": csv == STANDARD_STREAM}
    desk = Desk(prints_data({**stdout, "--json": json}), is_quiet=quiet, overwrite=force)
    refuse_one_file({"--ics": ics, "--csv": csv})
    given = ((Start.REQUEST, request), (Start.DENIAL, denial), (Start.CHALLENGE, challenge))
    as_of = today()
    found = _find(
        {start: options.read_day(text) for start, text in given if text is not None}, db, as_of
    )
    if ics:
        _give_entries(found, ics, desk)
    if csv:
        desk.give_csv(_FIELDS, map(_cells, found.dates), csv)
    if json:
        for date in found.dates:
            print_json(dict(zip(_FIELDS, _values(date), strict=True)))
    if not (ics or csv or json):
        _print_list(found, as_of)
    if found.undated is not None:
        desk.remark(undated_sentence(found.undated))


def _find(starts: dict[Start, dt.date], db: str | None, as_of: dt.date) -> Calendar:
    from declass.report.key_dates import automatic_calendar, request_calendar

    if starts:
        return request_calendar(starts)
    with open_register(db, create=False) as register:
        return automatic_calendar(register, as_of)


def _give_entries(found: Calendar, name: str, desk: Desk) -> None:
    from declass.report.key_dates_ics import to_ics

    entries = to_ics(found, stamp()["now"])
    if entries is None:
        print_line(f"{_NOTHING} No calendar was written.", sys.stderr)
    else:
        desk.give(entries, name)


def _print_list(found: Calendar, as_of: dt.date) -> None:
    if not found.dates:
        print_line(_NOTHING)
        return
    counted = (
        ("automatic date", "cables", "undetermined")
        if found.undated is not None
        else ("counted from",)
    )
    rows = [
        (
            str(date.day),
            date.rule.title,
            str(date.counted_from),
            *([str(date.cables), str(date.undetermined)] if found.undated is not None else []),
            "passed" if date.day < as_of else "",
        )
        for date in found.dates
    ]
    print_table(("date", "key date", *counted, ""), rows)
    print_line()
    for rule in dict.fromkeys(date.rule for date in found.dates):
        print_prose(f"{rule.sentence} ({rule.citation})", first=f"{rule.title}: ", indent="  ")


def _values(date: KeyDate) -> tuple[object, ...]:
    rule = date.rule
    what = (date.day.isoformat(), rule.title, rule.id, rule.start.value)
    which = (date.counted_from.isoformat(), date.cables, date.undetermined)
    return (*what, *which, rule.sentence, rule.citation)


def _cells(date: KeyDate) -> tuple[str, ...]:
    return tuple(["" if value is None else str(value) for value in _values(date)])
