"""Write the reference of what `declass verify` finds, from the table that it goes by.

make pages
"""

from __future__ import annotations

from pathlib import Path

from declass.inspection.kinds import KINDS

PAGE = Path(__file__).with_name("leaks.md")

_INTRODUCTION = f"""\
# What a PDF can hide

What `declass verify` looks for: {len(KINDS)} kinds, each with a code that will not change.
Made from the table of the program by `make pages`; do not edit it.

"""


def page() -> str:
    """The page, in Markdown."""
    rows = [
        f"| {code.value} | {kind.title} | {kind.why} | {kind.fix} |" for code, kind in KINDS.items()
    ]
    head = ["| code | what is found | what it means | to mend it |", "|---|---|---|---|"]
    return _INTRODUCTION + "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
