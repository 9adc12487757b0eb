"""The options of `declass due`. What their values mean is read in `declass.cli.asking`."""

from __future__ import annotations

from typing import Annotated

import typer

from declass.cli.options import LEVELS, one_of

# As `Basis`, `DueSort`, `DueGroup` and `Per` have them, which `--help` need not load (tested).
BASES = ("date", "duration", "event", "exempt", "oadr", "none", "default", "invalid")
SORTS = ("date", "mrn", "post", "classification", "basis")
GROUPS = ("year", "post", "classification")
EVENTS = ("day", "cable")


On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="Due in this year, in this month, or on this day.",
        show_default=False,
    ),
]
Within = Annotated[
    str | None,
    typer.Option(
        "--in",
        metavar="SPAN",
        help="Due within a span of days: 'next 90 days', 'last 6 months', 'this year', 2017-Q2, "
        "2017-03. Today is the first of the next days.",
        show_default=False,
    ),
]
Overdue = Annotated[bool, typer.Option("--overdue", help="Due before today.")]
Bases = Annotated[
    list[str] | None,
    typer.Option(
        "--basis",
        metavar="BASIS",
        help=f"Only dates that rest on this: {', '.join(BASES)}.",
        autocompletion=one_of(BASES),
        show_default=False,
    ),
]
Classifications = Annotated[
    list[str] | None,
    typer.Option(
        "--classification",
        metavar="LEVEL",
        help=f"Only cables of this overall classification: {', '.join(LEVELS)}.",
        autocompletion=one_of(LEVELS),
        show_default=False,
    ),
]
Reasons = Annotated[
    list[str] | None,
    typer.Option(
        "--reason",
        metavar="REASON",
        help="Only cables that are classified for this reason: '1.4(b)', or 1.4b.",
        show_default=False,
    ),
]
Posts = Annotated[
    list[str] | None,
    typer.Option(
        "--post",
        metavar="POST",
        help="Only cables from this post, by the name in the message reference number.",
        show_default=False,
    ),
]
Tags = Annotated[
    list[str] | None,
    typer.Option(
        "--tag",
        metavar="TAG",
        help="Only cables that have this among their TAGS.",
        show_default=False,
    ),
]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="KEY",
        help=f"By what the list goes: {', '.join(SORTS)}; then by date, and by MRN.",
        autocompletion=one_of(SORTS),
    ),
]
Reverse = Annotated[bool, typer.Option("--reverse", help="The list backwards.")]
Group = Annotated[
    str | None,
    typer.Option(
        "--group",
        metavar="KEY",
        help=f"Put the cables under heads, each with its number: {', '.join(GROUPS)}.",
        autocompletion=one_of(GROUPS),
        show_default=False,
    ),
]
Limit = Annotated[
    str | None,
    typer.Option(
        "--limit",
        "-n",
        metavar="N",
        help="Only the first N cables; how many more there are is said.",
        show_default=False,
    ),
]
Ics = Annotated[
    str | None,
    typer.Option(
        "--ics",
        metavar="FILE|-",
        help="Write a calendar file (RFC 5545) instead; - for standard output.",
        show_default=False,
    ),
]
IcsPer = Annotated[
    str,
    typer.Option(
        "--ics-per",
        metavar="WHAT",
        help="What an event of the calendar stands for: day (all that is due on it), or cable.",
        autocompletion=one_of(EVENTS),
    ),
]
