"""The command `declass verify`."""

from __future__ import annotations

from typing import Annotated

import typer

from declass.cli import options
from declass.cli.files import Desk, file_named

File = Annotated[
    str,
    typer.Argument(metavar="FILE", help="A PDF, whoever made it.", show_default=False),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="CABLE",
        help="Look for the words of this cable that a release at --level withholds.",
        show_default=False,
    ),
]
Png = Annotated[
    str | None,
    typer.Option(
        "--png",
        metavar="FILE",
        help="Draw the pages with findings outlined; further pages go to FILE-2.png and so on.",
        show_default=False,
    ),
]
ShowText = Annotated[
    bool, typer.Option("--show-text", help="Print the hidden text, for cleared eyes.")
]


def verify(
    file: File,
    against: Against = None,
    level: options.Ceiling = "U",
    json: options.Json = False,
    png: Png = None,
    show_text: ShowText = False,
    force: options.Force = False,
    quiet: options.Quiet = False,
) -> None:
    """Find what any PDF holds and its pages do not show.

    Text under boxes, pictures and highlights, white on white, invisible, cropped out or on hidden
    layers; earlier revisions, metadata, attachments, scripts, comments. The hidden text itself is
    not printed unless asked for. Exit code 1 when something is found.

    \b
    Examples:
      declass verify release.pdf                             whatever it hides
      declass verify release.pdf --against cable.txt -l C    and words above CONFIDENTIAL
      declass verify release.pdf --png findings.png          with a picture of each place
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli import verifying

    ceiling, picture = options.read_level(level), file_named("--png", png)
    verification = verifying.examine(file, against, ceiling)
    desk = Desk(json, is_quiet=quiet, overwrite=force)
    if json:
        verifying.print_objects(verification, with_text=show_text)
    else:
        verifying.print_report(verification, desk, with_text=show_text)
    if picture is not None:
        verifying.save_pictures(verification, picture, desk)
    raise typer.Exit(1 if verification.findings else 0)
