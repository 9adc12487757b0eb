"""Source text to lines, each with its place."""

from __future__ import annotations

from typing import NamedTuple

INVISIBLE = "\0\ufeff\u200b"
"""Characters of exports and web pages that count as blank, beside all that Unicode calls blank."""


class Line(NamedTuple):
    """A line of the source.

    Attributes:
        start: offset of its first character.
        begin: offset of its first character that is not blank (`end` for a blank line).
        end: offset just after its line end.
        text: the line without blanks at its ends; "" for a blank line.
    """

    start: int
    begin: int
    end: int
    text: str


def scan(text: str) -> list[Line]:
    """Cut a text into lines at every kind of line end; the lines cover it without a gap."""
    blanks = None
    if any(sign in text for sign in INVISIBLE):
        blanks = INVISIBLE + "".join(sign for sign in set(text) if sign.isspace())
    lines = []
    start = 0
    for raw in text.splitlines(keepends=True):
        bare = raw.lstrip(blanks)
        end = start + len(raw)
        lines.append(Line(start, end - len(bare), end, bare.rstrip(blanks)))
        start = end
    return lines


def fold(text: str) -> str:
    """Join a text over its line breaks: every run of blanks becomes a single one."""
    return " ".join(text.replace("\0", " ").replace("\ufeff", " ").split())
