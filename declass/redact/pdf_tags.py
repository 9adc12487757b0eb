"""Rows of a page -> which of them a reader who hears the page is told together, and as what.

A paragraph, a heading, a label and the words on a box are an element of their own each. Head and
foot are artifacts, as the bars are: they belong to the sheet and are not read out. An element ends
with its page, so that the elements of a file are those of its pages, one after the other, and
nothing about them is left to be chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from declass.redact.alternate import alternate, literal
from declass.redact.layout import Kind, Row
from declass.redact.release import Part

_ARTIFACT = "/Artifact <</Type/Pagination>>BDC\n"
_END = "EMC\n"


class Element(NamedTuple):
    """An element of a page.

    Attributes:
        tag: H1, H2 or P.
        words: on the box that it is, or "".
    """

    tag: str
    words: str

    def body(self, document: bytes, page: bytes, number: int) -> bytes:
        """The object of it: its parent, its page, and its number there."""
        said = b" /Alt %b" % literal(alternate(self.words)) if self.words else b""
        form = b"<< /S /%b /P %b /Pg %b /K %d%b >>"
        return form % (self.tag.encode(), document, page, number, said)


@dataclass(slots=True)
class Tags:
    """The tags of a page.

    Attributes:
        before: what stands before each of its rows in its code.
        after: what stands behind the text of each row: a blank where the next row goes on, for
            else the last word of the one and the first of the other would be heard as one.
        elements: in the order of their numbers.
    """

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)


def tag(head: Sequence[Row], body: Sequence[Row], foot: Sequence[Row]) -> Tags:
    """Tag the rows of a page.

    Args:
        head: at least one row.
        body: its rows, and those that are free below it.
        foot: at least one row.
    """
    blank = [""] * (len(head) - 1)
    tags = Tags([_ARTIFACT, *blank], ["", *blank])
    inside: _Part | None = _HEAD
    for kind, text, row_part, begins, _ in body:
        part = _part(kind, row_part) if text else None
        goes_on = part is inside and not begins and kind is not Kind.BAR
        if goes_on and part:
            tags.after[-1] = " "
        tags.before.append("" if goes_on else _turn(tags, inside, part, text))
        tags.after.append("")
        inside = part
    blank = [""] * (len(foot) - 1)
    tags.before += [(_END if inside else "") + _ARTIFACT, *blank]
    tags.after += ["", *blank]
    return tags


class _Part(NamedTuple):
    """Rows of one part that touch are one element."""

    name: str
    tag: str


_HEAD = _Part("head", "")
_TITLE = _Part("title", "H1")
_HEADING = _Part("heading", "H2")
_HEADINGS = {Part.TITLE: _TITLE, Part.SUBJECT: _HEADING, Part.HEADING: _HEADING}
_PARTS = {
    Kind.TEXT: _Part("text", "P"),
    Kind.STRUCK: _Part("struck", "P"),
    Kind.NOTE: _Part("note", "P"),
    Kind.LABEL: _Part("label", "P"),
    Kind.BAR: _Part("box", "P"),
}


def _part(kind: Kind, part: Part) -> _Part:
    return _HEADINGS.get(part) or _PARTS[kind]


def _turn(tags: Tags, before: _Part | None, part: _Part | None, text: str) -> str:
    """End the part before and begin the next, where there are such."""
    end = _END if before else ""
    if part is None:
        return end
    number = len(tags.elements)
    tags.elements.append(Element(part.tag, text if part is _PARTS[Kind.BAR] else ""))
    return f"{end}/{part.tag} <</MCID {number}>>BDC\n"
