"""The options of `declass redact`: what a reviewer decides, and how the release is to look.

Values arrive as they were written (see `declass.cli.command`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from declass.cli.options import LEVELS, one_of, read_choice
from declass.errors import UsageError

SUBJECT_CHOICES = ("by-rule", "release", "withhold")
COMPILATION_CHOICES = ("refuse", "release")
AMOUNTS = ("lines", "paragraph", "none")
FORMATS = ("pdf", "txt", "html", "json")
WITHOUT_COVER = ("json",)


Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write the release, for a single cable; - for standard output. Default: "
        "CABLE.redacted.pdf (or .txt, .html, .json) beside the cable, or here where that "
        "directory cannot be written.",
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="pdf, txt, html or json. Default: that which --output ends in, else pdf.",
        autocompletion=one_of(FORMATS),
        show_default=False,
    ),
]
Subject = Annotated[
    str | None,
    typer.Option(
        "--subject",
        metavar="CHOICE",
        help="An unmarked subject: by-rule (withheld below the level of the cable), or the "
        "reviewer's decision: release, withhold. Default: by-rule.",
        show_default=False,
        autocompletion=one_of(SUBJECT_CHOICES),
    ),
]
Compilation = Annotated[
    str | None,
    typer.Option(
        "--compilation",
        metavar="CHOICE",
        help="A cable all of whose portions are marked below its banner: refuse, or the "
        "reviewer's decision: release. Default: refuse.",
        show_default=False,
        autocompletion=one_of(COMPILATION_CHOICES),
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
    str | None,
    typer.Option(
        "--amount",
        metavar="CHOICE",
        help="What a box tells of how much it withholds: lines, paragraph (how many), or none, "
        "where the amount would itself do harm. Default: lines.",
        show_default=False,
        autocompletion=one_of(AMOUNTS),
    ),
]
Merge = Annotated[
    bool,
    typer.Option(
        "--merge", help="One box for withheld portions that touch, without numbers and marks."
    ),
]
Ceiling = Annotated[
    str | None,
    typer.Option(
        "--level",
        "-l",
        metavar="LEVEL",
        help=f"Highest level that is shown: {', '.join(LEVELS)}. Default: U.",
        show_default=False,
        autocompletion=one_of(LEVELS),
    ),
]
Withhold = Annotated[
    list[str] | None,
    typer.Option(
        "--withhold",
        metavar="PORTIONS",
        help="Withhold these portions and what stands under them, whatever their level: 3,5-7, "
        "2.a, subject. Repeatable.",
        show_default=False,
    ),
]
WithholdText = Annotated[
    list[str] | None,
    typer.Option(
        "--withhold-text",
        metavar="PORTION:TEXT",
        help='Withhold a passage: 4:"first words ... last words", or 4:"lines 2-3". Repeatable.',
        show_default=False,
    ),
]
Exempt = Annotated[
    list[str] | None,
    typer.Option(
        "--exempt",
        metavar="GROUND:PORTIONS",
        help='Withhold these portions on another ground: "(b)(6):4-5". Repeatable.',
        show_default=False,
    ),
]
ReleasableTo = Annotated[
    list[str] | None,
    typer.Option(
        "--releasable-to",
        metavar="COUNTRY",
        help="Withhold what does not go to this country: NOFORN, REL TO lists without it, "
        "classified portions without such a list. Repeatable.",
        show_default=False,
    ),
]
ExcludeCaveat = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude-caveat",
        metavar="CAVEAT",
        help="Withhold what carries this caveat, short or long: NF. Repeatable.",
        show_default=False,
    ),
]
ReleasePortions = Annotated[
    list[str] | None,
    typer.Option(
        "--release",
        metavar="PORTIONS",
        help="Release these portions, each alone, although they are above the level. Needs "
        "--authority and --reason. Repeatable.",
        show_default=False,
    ),
]
Authority = Annotated[
    str | None,
    typer.Option(
        "--authority",
        metavar="TEXT",
        help="Who says that --release may be, or the document that does. It is recorded.",
        show_default=False,
    ),
]
Reason = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar="TEXT",
        help="Why --release may be, in words that do not quote the cable. It is recorded.",
        show_default=False,
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DAY",
        help="The day of the release, on which its grounds depend: 2017-03-24. Default: today.",
        show_default=False,
    ),
]
Review = Annotated[
    str | None,
    typer.Option(
        "--review",
        metavar="FILE",
        help="Choices from a review file, TOML or JSON; the options add to it.",
        show_default=False,
    ),
]
SaveReview = Annotated[
    str | None,
    typer.Option(
        "--save-review",
        metavar="FILE",
        help="Write the choices of this command to a review file, as secret as the cable.",
        show_default=False,
    ),
]
NoRecord = Annotated[
    bool, typer.Option("--no-record", help="Do not record the release in the register.")
]
Sign = Annotated[
    str | None,
    typer.Option(
        "--sign",
        metavar="FILE",
        help="Sign the release with key and certificate of this PKCS#12 file.",
        show_default=False,
    ),
]
SignPassphraseFile = Annotated[
    str | None,
    typer.Option(
        "--sign-passphrase-file",
        metavar="FILE",
        help="What opens it is the first line of this file. Default: DECLASS_SIGN_PASSPHRASE, or "
        "what is typed in.",
        show_default=False,
    ),
]


def read_format(name: str | None, output: str | None, *, has_cover: bool) -> str:
    """The name of a format: as given, or as the output is called, else that of a PDF.

    Raises:
        UsageError: there is no such format, the output is called as one of another, or there is
            to be a cover, which the format does not have.
    """
    form = _format(name, output)
    if has_cover and form in WITHOUT_COVER:
        raise UsageError(
            f"--cover is for readers, and --format {form} has none",
            remedy="leave one of them out; what is stated is in the file all the same",
        )
    return form


def _format(name: str | None, output: str | None) -> str:
    ending = Path(output or "").suffix.lower().removeprefix(".")
    called = ending if ending in FORMATS else None
    if name is None:
        return called or "pdf"
    form = read_choice("format", name, FORMATS)
    if called not in (None, form):
        raise UsageError(
            f"--format {form} contradicts --output {output}",
            remedy="leave one of them out, or give another name",
        )
    return form
