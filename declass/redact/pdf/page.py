"""Rows of a page -> its code, and what it is for readers who hear the page.

A paragraph, a heading, a label and the words on a box are an element of their own each. Head and
foot are artifacts, as the bars are: they belong to the sheet and are not read out. An element ends
with its page, so that the elements of a file are those of its pages, one after the other, and
nothing about them is left to be chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from declass.redact.paper.rows import COLUMNS, MARGIN_ROWS, ROWS, Kind, Page, Row
from declass.redact.pdf.titles import title
from declass.redact.release import Part

# Geometry in points. A row of print is as high as a bar, so that the bars of a run touch.
PAGE_WIDTH = 612
PAGE_HEIGHT = 792
PITCH = PAGE_HEIGHT // ROWS
FONT_SIZE = 10
CHARACTER_WIDTH = 6  # Courier: 600/1000 of the size
LEFT = (PAGE_WIDTH - COLUMNS * CHARACTER_WIDTH) // 2
BASELINE = 2.8  # above the foot of its row: no descender reaches the row below
STRIKE = 5.2  # above the foot of its row: the middle of a capital
STRIKE_THICKNESS = 1
RULE = 6  # above the foot of its row
RULE_THICKNESS = 0.6


class Place(NamedTuple):
    """A row of the sheet: where its foot is, and the shapes that fill it."""

    foot: int
    bar: str
    rule: str


class Element(NamedTuple):
    """An element of a page.

    Attributes:
        tag: H1, H2 or P.
        words: on the box that it is, or "".
    """

    tag: str
    words: str


class Mark(NamedTuple):
    """A place that the outline names: how high it is on its page, and its title."""

    top: int
    title: str


@dataclass(slots=True)
class Drawn:
    """A page, drawn.

    Attributes:
        code: what draws it.
        elements: in the order of their numbers.
        head: where those that are lines of the head of a telegram begin and end, with what stands
            between them.
        marks: for the outline, from top to bottom.
    """

    code: bytes = b""
    elements: list[Element] = field(default_factory=list)
    head: tuple[int, int] = (0, 0)
    marks: list[Mark] = field(default_factory=list)

    def stretch_head(self) -> None:
        """Let the head reach from where it begins, or else from here, to the last element."""
        count = len(self.elements)
        begin, end = self.head
        self.head = (begin if end else count - 1, count)

    def mark(self, bookmark: str, rows: Iterable[Row], place: Place) -> None:
        """Mark a place for the outline, at the head of its row."""
        said = title(bookmark, map(_TEXT_OF, rows))
        if said:
            self.marks.append(Mark(place.foot + PITCH, said))


def draw_page(page: Page) -> Drawn:
    """Draw a page.

    Black shapes come first, then all text in the order of reading. Only ``re f g``, ``BT ET Tf TL
    Td T* Tj`` and ``BMC BDC EMC`` are used, and ``Td`` once: each row of the sheet is one ``T*``
    further down, so that every text begins at the left margin.
    """
    free = ROWS - 2 * MARGIN_ROWS - len(page.head) - len(page.body) - len(page.foot)
    body = (*page.body, *[_EMPTY] * free)
    rows = (*page.head, *body, *page.foot)
    start = len(page.head)
    end = start + len(body)
    texts = _escape("\n".join([row.text for row in rows])).split("\n")
    drawn = Drawn()
    shapes, pieces = _body(body, texts[start:end], _SHEET[start:end], drawn)
    pieces = [
        _BEGIN_SHAPES,
        *map(_shape, page.head, _SHEET),
        *shapes,
        *[_shape(*each) for each in zip(page.foot, _SHEET[end:], strict=True)],
        _BEGIN_TEXT,
        *_furniture(texts[:start]),
        _NEXT,
        *pieces,
        *_furniture(texts[end:]),
        _END_TEXT,
    ]
    code = "".join(pieces)
    drawn.code = code.encode("ascii" if code.isascii() else "cp1252")  # the former is quick
    return drawn


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _places() -> tuple[Place, ...]:
    width = COLUMNS * CHARACTER_WIDTH
    feet = [PAGE_HEIGHT - PITCH * (row + 1) for row in range(MARGIN_ROWS, ROWS - MARGIN_ROWS)]
    return tuple(
        Place(
            foot,
            bar=f"{LEFT} {foot} {width} {PITCH} re\n",
            rule=f"{LEFT} {foot + RULE} {width} {RULE_THICKNESS} re\n",
        )
        for foot in feet
    )


_EMPTY = Row(Kind.TEXT)
_TEXT, _BAR, _RULE, _STRUCK = Kind.TEXT, Kind.BAR, Kind.RULE, Kind.STRUCK
_BODY, _HEAD = Part.TEXT, Part.HEAD
_SHEET = _places()
_TEXT_OF = attrgetter("text")

_BEGIN_SHAPES = "/Artifact BMC\n0 g\n"
_BEGIN_TEXT = f"f\nEMC\nBT /F1 {FONT_SIZE} Tf {PITCH} TL {LEFT} {_SHEET[0].foot + BASELINE} Td\n"
_END_TEXT = "EMC\nET\n"
_ARTIFACT = "/Artifact <</Type/Pagination>>BDC\n"
_NEXT = "T*\n"
_END = "EMC\n"

# What stands between two texts of one element: a blank, for else the last word of the one and the
# first of the other would be heard as one.
_GO_ON = f" )Tj {_NEXT}("
_CLOSE = f")Tj {_NEXT}{_END}"
_CLOSE_BOX = f")Tj 0 g {_NEXT}{_END}"
_OPEN = {
    tag: tuple(f"/{tag} <</MCID {number}>>BDC\n(" for number in range(ROWS))
    for tag in ("P", "H1", "H2")
}
_OPEN_BOX = tuple(f"/P <</MCID {number}>>BDC\n1 g (" for number in range(ROWS))


def _shape(row: Row, place: Place) -> str:
    """The bar, the rule or the line of a row; a line goes from its first to its last character."""
    if row.kind is _BAR:
        return place.bar
    if row.kind is _RULE:
        return place.rule
    if row.kind is not _STRUCK or not row.text:
        return ""
    words = row.text.lstrip()
    left = LEFT + CHARACTER_WIDTH * (len(row.text) - len(words))
    width = CHARACTER_WIDTH * len(words)
    return f"{left} {place.foot + STRIKE} {width} {STRIKE_THICKNESS} re\n"


def _furniture(texts: Sequence[str]) -> tuple[str, str]:
    """The code of a head or a foot, up to its last row."""
    return _ARTIFACT, _NEXT.join([f"({text})Tj " if text else "" for text in texts])


def _body(
    rows: Sequence[Row], texts: Sequence[str], places: Sequence[Place], drawn: Drawn
) -> tuple[list[str], list[str]]:
    """The shapes and the code of a body; rows of one kind and part that touch are one element.

    Args:
        rows: all of them.
        texts: of each row, escaped.
        places: of each row.
        drawn: takes the elements.
    """
    shapes: list[str] = []
    pieces: list[str] = []
    close = _END  # what is still to be written for the rows above
    above = part_above = None  # kind and part of what the next row may go on; never those of a box
    for index, (kind, words, part, begins, bookmark) in enumerate(rows):
        if kind is not _TEXT:
            shapes.append(places[index].bar if kind is _BAR else _shape(rows[index], places[index]))
        if not words:
            pieces.append(close)
            close = _NEXT
            above = None
        elif kind is above and part is part_above and not begins:
            pieces += (_GO_ON, texts[index])
        elif kind is _BAR:
            pieces += (close, _OPEN_BOX[len(drawn.elements)], texts[index])
            close = _CLOSE_BOX
            above = None
            drawn.elements.append(Element("P", words))
        else:
            element = _element(part)
            pieces += (close, _OPEN[element.tag][len(drawn.elements)], texts[index])
            close = _CLOSE
            above, part_above = kind, part
            drawn.elements.append(element)
            if part is _HEAD:
                drawn.stretch_head()
            if bookmark:
                drawn.mark(bookmark, islice(rows, index, None), places[index])
    pieces.append(close)
    return shapes, pieces


_TITLE, _HEADING, _PARAGRAPH = Element("H1", ""), Element("H2", ""), Element("P", "")


def _element(part: Part) -> Element:
    if part is _BODY or part is _HEAD:
        return _PARAGRAPH
    return _TITLE if part is Part.TITLE else _HEADING
