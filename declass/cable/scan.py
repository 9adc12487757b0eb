"""Source text to lines, each with its place."""

from __future__ import annotations

from typing import NamedTuple

INVISIBLE = "\0\ufeff\u200b"
"""Characters of exports and web pages that count as blank, beside all that Unicode calls blank."""


LONGEST_FIELD_LINE = 2_000
"""Characters of the longest line that is looked through for a second field, or for the end of one:
a line may have a million, and be cut again and again."""


class Line(NamedTuple):
    """A line of the source, or a run of blank lines.

    Attributes:
        start: offset of its first character.
        begin: offset of its first character that is not blank (`end` for a blank line).
        end: offset just after its line end.
        text: the line without blanks at its ends; "" for blank lines.
    """

    start: int
    begin: int
    end: int
    text: str


def scan(text: str) -> list[Line]:
    """Cut a text into lines at every kind of line end; the lines cover it without a gap.

    Blank lines that follow one another are one: a text may have a million of them.
    """
    blanks = None
    if any(sign in text for sign in INVISIBLE):
        blanks = INVISIBLE + "".join(sign for sign in set(text) if sign.isspace())
    lines: list[Line] = []
    start = position = 0
    for raw in text.splitlines(keepends=True):
        position += len(raw)
        bare = raw.lstrip(blanks)
        if not bare:
            continue
        if start < position - len(raw):
            lines.append(Line(start, position - len(raw), position - len(raw), ""))
            start = position - len(raw)
        lines.append(Line(start, position - len(bare), position, bare.rstrip(blanks)))
        start = position
    if start < position:
        lines.append(Line(start, position, position, ""))
    return lines


def fold(text: str) -> str:
    """Join a text over its line breaks: every run of blanks becomes a single one."""
    return " ".join(text.replace("\0", " ").replace("\ufeff", " ").split())
