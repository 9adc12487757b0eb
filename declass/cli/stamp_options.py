"""The options of `declass redact` that say what stands on a release beside the cable.

They go onto every copy of it: nothing classified may be written there.
"""

from __future__ import annotations

from typing import Annotated

import typer

DOWNGRADED = ("C", "S")

Case = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="NUMBER",
        help="Number of the case, for the head of every page: F-2014-20439.",
        show_default=False,
    ),
]
Document = Annotated[
    str | None,
    typer.Option(
        "--document",
        metavar="NUMBER",
        help="Number of the document in that case: C05777720.",
        show_default=False,
    ),
]
Agency = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="NAME",
        help="Agency or office that releases it, for the head of every page.",
        show_default=False,
    ),
]
DeclassifiedBy = Annotated[
    str | None,
    typer.Option(
        "--declassified-by",
        metavar="NAME, POSITION",
        help="Who declassified what is shown. Only then a release says that it is declassified.",
        show_default=False,
    ),
]
DowngradedTo = Annotated[
    str | None,
    typer.Option(
        "--downgraded-to",
        metavar="LEVEL",
        help=f"The level to which it was downgraded instead: {', '.join(DOWNGRADED)}.",
        show_default=False,
    ),
]
DeclassifyAuthority = Annotated[
    str | None,
    typer.Option(
        "--declassify-authority",
        metavar="TEXT",
        help="The authority for that: a delegation, or a guide with its date.",
        show_default=False,
    ),
]
DeclassifiedOn = Annotated[
    str | None,
    typer.Option(
        "--declassified-on",
        metavar="DAY",
        help="The day of that: 2017-03-24.",
        show_default=False,
    ),
]
Cover = Annotated[
    bool,
    typer.Option(
        "--cover", help="Begin with a cover sheet: what is withheld, why, and how to appeal."
    ),
]
