"""The options that commands share, and what their values mean.

Values arrive as they were written (see `declass.cli.command`); the functions at the end read them
and say what would have been right.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Annotated

import typer

from declass.errors import UsageError
from declass.marking.level import Level

LEVELS = tuple(level.name for level in Level)
EXPORT_FORMATS = ("ism",)
FORMATS = ("text", "json", "github", "sarif")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def one_of(choices: Sequence[str]) -> Callable[[str], list[str]]:
    """What a shell completes a word to."""

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.lower().startswith(incomplete.lower())]

    return complete


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="CABLE",
        help="Text of a cable, a directory of such texts, or - for standard input.",
        show_default=False,
    ),
]
InputsOrKeys = Annotated[
    list[str],
    typer.Argument(
        metavar="CABLE|MRN",
        help="Text of a cable, a directory of such texts, - for standard input, or what the "
        "register knows a cable by: its message reference number, or its sha256.",
        show_default=False,
    ),
]
Ceiling = Annotated[
    str,
    typer.Option(
        "--level",
        "-l",
        metavar="LEVEL",
        help=f"Highest level that is shown: {', '.join(LEVELS)}.",
        autocompletion=one_of(LEVELS),
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PATH|URL",
        envvar="DECLASS_DB",
        help="Register: a file, or a SQLAlchemy URL. Default: a file of this user.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only results and errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print more.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]

ExportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="What to write: ism, markings as XML attributes of IC-ISM.",
        autocompletion=one_of(EXPORT_FORMATS),
    ),
]
ExportOutput = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write all of it; - or nothing for standard output.",
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", "-f", help="Overwrite a file that exists.")]
Templates = Annotated[
    str | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        envvar="DECLASS_TEMPLATES",
        help="Templates of this site, which go before those that declass brings.",
        show_default=False,
    ),
]
Before = Annotated[
    str | None,
    typer.Option(
        "--before",
        metavar="DATE",
        help="Due before this year, month or day, itself excluded: 2017 means before "
        "1 January 2017.",
        show_default=False,
    ),
]
After = Annotated[
    str | None,
    typer.Option(
        "--after",
        metavar="DATE",
        help="Due on or after the first day of this year, month or day, itself included.",
        show_default=False,
    ),
]
Csv = Annotated[
    bool, typer.Option("--csv", help="Comma-separated values, safe to open in a spreadsheet.")
]
CsvFile = Annotated[
    str | None,
    typer.Option(
        "--csv",
        metavar="FILE|-",
        help="Write comma-separated values; - for standard output.",
        show_default=False,
    ),
]
Pdf = Annotated[
    str | None,
    typer.Option("--pdf", metavar="FILE", help="Write a report as PDF.", show_default=False),
]
Svg = Annotated[
    str | None,
    typer.Option("--svg", metavar="FILE", help="Write the chart as SVG.", show_default=False),
]
Key = Annotated[
    str,
    typer.Argument(
        metavar="MRN|FILE",
        help="A file, - for standard input, or what the register knows the cable by: its message "
        "reference number, or the first 12 digits of its sha256.",
        show_default=False,
    ),
]

Checked = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CABLE|MRN",
        help="Text of a cable, a directory of such texts, - for standard input, or what the "
        "register knows a cable by.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODES",
        help="Only these rules: codes or how they begin, with commas (DM001,DM2). Repeatable.",
        show_default=False,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CODES",
        help="Not these rules, written as for --select. Repeatable.",
        show_default=False,
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"How findings are written: {', '.join(FORMATS)}.",
        autocompletion=one_of(FORMATS),
    ),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="CODE",
        help="Say what a rule is about, with its citation and an example.",
        show_default=False,
    ),
]
ListRules = Annotated[
    bool, typer.Option("--list", help="List the rules, or those that are chosen.")
]


Explained = Annotated[
    str,
    typer.Argument(
        metavar="TEXT|MRN|FILE",
        help="The text of an instruction, a file, - for standard input, or what the register knows "
        "a cable by.",
        show_default=False,
    ),
]
Dated = Annotated[
    str | None,
    typer.Option(
        "--dated",
        metavar="DAY",
        help="The date of the cable that carries the text: 1998-05-01.",
        show_default=False,
    ),
]
Classification = Annotated[
    str | None,
    typer.Option(
        "--classification",
        "-c",
        metavar="LEVEL",
        help=f"The classification of the cable that carries the text: {', '.join(LEVELS)}. "
        "Default: S.",
        show_default=False,
        autocompletion=one_of(LEVELS),
    ),
]


By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who answers for the decision. The login goes into the audit trail beside it.",
        show_default=False,
    ),
]
Authority = Annotated[
    str | None,
    typer.Option(
        "--authority",
        metavar="TEXT",
        help="The document that says so. It is shown to anyone who may see the date.",
        show_default=False,
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Do it without asking, as where there is no terminal.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", "-n", help="Show what would follow, and record nothing.")
]


def read_level(text: str) -> Level:
    """Read a level by its code, in either case.

    Raises:
        UsageError: no level has that code.
    """
    return Level[read_choice("level", text.upper(), LEVELS)]


def read_day(text: str) -> dt.date:
    """Read a day, ``2017-03-24``.

    Raises:
        UsageError: it is written otherwise, or no calendar has it.
    """
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return dt.date.fromisoformat(text)
    raise UsageError(f"{text!r} is no day", remedy="give year, month and day as in 2017-03-24")


def read_words(name: str, text: str | None) -> str:
    """Read words that a decision must have.

    Args:
        name: the option that has them.
        text: what was written; None where the option is not given.

    Raises:
        UsageError: there are none.
    """
    words = " ".join((text or "").split())
    if not words:
        raise UsageError(f"{name} is not given", remedy="a decision is recorded with it")
    return words


def read_choice(name: str, text: str, choices: Iterable[str]) -> str:
    """Read one of several words.

    Args:
        name: what is chosen, as the message is to name it.
        text: what was written.
        choices: what could have been written.

    Raises:
        UsageError: it is none of `choices`.
    """
    if text in choices:
        return text
    raise UsageError(f"unknown {name} {text!r}", remedy=f"give one of {', '.join(choices)}")
