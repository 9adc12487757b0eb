"""The options of `declass redact`: what a reviewer decides, and how the release is to look.

Values arrive as they were written (see `declass.cli.command`).
"""

from __future__ import annotations

from typing import Annotated

import typer

SUBJECT_CHOICES = ("by-rule", "release", "withhold")
COMPILATION_CHOICES = ("refuse", "release")
AMOUNTS = ("lines", "paragraph", "none")


def _complete_subject(incomplete: str) -> list[str]:
    return [choice for choice in SUBJECT_CHOICES if choice.startswith(incomplete)]


def _complete_compilation(incomplete: str) -> list[str]:
    return [choice for choice in COMPILATION_CHOICES if choice.startswith(incomplete)]


def _complete_amount(incomplete: str) -> list[str]:
    return [choice for choice in AMOUNTS if choice.startswith(incomplete)]


Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write the PDF, for a single cable; - for standard output. Default: "
        "CABLE.redacted.pdf beside the cable, or here where that directory cannot be written.",
        show_default=False,
    ),
]
Subject = Annotated[
    str,
    typer.Option(
        "--subject",
        metavar="CHOICE",
        help="An unmarked subject: by-rule (withheld below the level of the cable), or the "
        "reviewer's decision: release, withhold.",
        autocompletion=_complete_subject,
    ),
]
Compilation = Annotated[
    str,
    typer.Option(
        "--compilation",
        metavar="CHOICE",
        help="A cable all of whose portions are marked below its banner: refuse, or the "
        "reviewer's decision: release.",
        autocompletion=_complete_compilation,
    ),
]
CrossCheck = Annotated[
    bool,
    typer.Option(
        "--cross-check/--no-cross-check",
        help="Say on standard error where withheld and released parts share rare words, numbers "
        "or phrases.",
    ),
]
CrossWords = Annotated[
    bool,
    typer.Option(
        "--cross-words", help="Name what they share: for a screen that may show the whole cable."
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Do not release a cable in which something is shared.")
]
AmountTold = Annotated[
    str,
    typer.Option(
        "--amount",
        metavar="CHOICE",
        help="What a box tells of how much it withholds: lines, paragraph (how many), or none, "
        "where the amount would itself do harm.",
        autocompletion=_complete_amount,
    ),
]
Merge = Annotated[
    bool,
    typer.Option(
        "--merge", help="One box for withheld portions that touch, without numbers and marks."
    ),
]
NoRecord = Annotated[
    bool, typer.Option("--no-record", help="Do not record the release in the register.")
]
