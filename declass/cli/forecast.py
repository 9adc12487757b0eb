"""The command `declass forecast`."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from declass.cli import due_options, options
from declass.cli.clock import today
from declass.cli.files import Desk, file_named, prints_data, refuse_one_file
from declass.cli.inputs import STANDARD_STREAM
from declass.cli.output import print_json, takes_colour
from declass.cli.register import open_register

if TYPE_CHECKING:
    from declass.report.forecast import Forecast

CHOICES = ("level", "basis")


By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="CHOICE",
        help=f"What the cables of a year are told apart by: {' or '.join(CHOICES)}.",
        autocompletion=options.one_of(CHOICES),
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="YEAR",
        help="The first year. Default: that of the first cable.",
        show_default=False,
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="YEAR",
        help="The last year. Default: that of the last cable.",
        show_default=False,
    ),
]


def forecast(
    by: By = "level",
    start: From = None,
    to: To = None,
    post: due_options.Posts = None,
    tag: due_options.Tags = None,
    svg: options.Svg = None,
    pdf: options.Pdf = None,
    csv: options.CsvFile = None,
    json: options.Json = False,
    force: options.Force = False,
    db: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """Count the cables that fall due in each year, as a chart.

    A bar a year, made of the levels of the cables or of what their dates rest on. Cables without a
    date, and those of years that were not asked for, are counted on lines of their own. --post and
    --tag may be repeated, or take several values between commas.

    \b
    Examples:
      declass forecast --from 2026                   what is still to come
      declass forecast --by basis --pdf forecast.pdf
      declass forecast --post Tokyo --svg tokyo.svg
      declass forecast --csv - >forecast.csv         for a spreadsheet
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli import asking
    from declass.report import forecast as report
    from declass.report.forecast_paper import forecast_pdf, forecast_svg
    from declass.report.undated import undated_sentence

    is_printing = prints_data({"--json": json, "--csv -": csv == STANDARD_STREAM})
    refuse_one_file({"--svg": svg, "--pdf": pdf, "--csv": csv})
    desk = Desk(is_printing, is_quiet=quiet, overwrite=force)
    pictures = ((file_named("--svg", svg), forecast_svg), (file_named("--pdf", pdf), forecast_pdf))
    limits = report.Limits(
        first=report.parse_year(start) if start else None,
        last=report.parse_year(to) if to else None,
        posts=asking.read_posts(post),
        tags=asking.read_tags(tag),
    )
    parts = report.By(options.read_choice("choice for --by", by, CHOICES))
    with open_register(db, create=False) as register:
        found = report.forecast(register, parts, limits)
        unknown = register.unknown(limits.query)
    for target, draw in pictures:
        if target is not None:
            desk.save(draw(found, today()), target)
    if csv:
        desk.give_csv(("year", "cables", *found.parts), _cells(found), csv)
    if json:
        _print_objects(found)
    if not (svg or pdf or csv or json):
        _print_bars(found)
    for name in unknown:
        desk.note(f"the register has no cable with {name}")
    desk.remark(found.beyond)
    desk.remark(undated_sentence(found.undated))


def _print_objects(found: Forecast) -> None:
    for year in found.years:
        parts = dict(zip(found.parts, year.counts, strict=True))
        print_json({"year": year.year, "cables": year.total, **parts})


def _cells(found: Forecast) -> list[tuple[str, ...]]:
    return [(str(year.year), str(year.total), *map(str, year.counts)) for year in found.years]


def _print_bars(found: Forecast) -> None:
    from declass.cli.bars import Pen, bar_lines, knows_blocks

    if not found.years:
        print("No cable falls due in these years.")
        return
    pen = Pen(
        width=shutil.get_terminal_size().columns,
        has_blocks=knows_blocks(sys.stdout),
        has_colours=takes_colour(sys.stdout),
    )
    for line in bar_lines(found, pen):
        print(line)
