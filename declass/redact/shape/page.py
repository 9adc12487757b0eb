"""Code of a page -> the texts that it shows, held to the few things that pages of a release draw.

A page is a grid of rows and columns. Shapes come first, at most one a row: a bar over all columns,
a rule over all columns, or a line through just the text of the row. Texts come after, one a row,
each from the left margin on, in one font of one size. So no number in the code is free: there is no
shift, no width and no place beside the rows that could tell something (pdf.md, threats 1 to 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from declass.redact.shape.file import Fault

# The grid, in points. It says how a release must look and is no copy of what the writer does: a
# writer that draws otherwise is refused.
ROWS = 60
COLUMN = 6
LEFT = 66
PITCH = 12
FEET = tuple(744 - PITCH * row for row in range(ROWS))

OPERATORS: Mapping[bytes, bytes] = {
    b"BMC": rb"/Artifact BMC",
    b"BDC": rb"/(?:Artifact <</Type/Pagination>>|(?:P|H1|H2) <</MCID \d{1,2}>>)BDC",
    b"EMC": rb"EMC",
    b"g": rb"[01] g",
    b"re": rb"\d{2,3} \d{2,3}(?:\.2)? \d{1,3} (?:12|1|0\.6) re",  # a shape of `_shapes`
    b"f": rb"f",
    b"BT": rb"BT",
    b"Tf": rb"/F1 10 Tf",
    b"TL": rb"12 TL",
    b"Td": rb"66 746\.8 Td",
    b"Tj": rb"\((?:[ -'*-\[\]-~\x80-\xff]|\\[()\\]){1,81}\)Tj",
    b"T*": rb"T\*",
    b"ET": rb"ET",
}
"""The operators of a page, each as it is written with its operands."""

_ROW = rb"(?:EMC )?(?:BDC )?(?:g Tj g |Tj )?"
_ORDER = re.compile(
    rb"BMC g (?:re ){0,60}f EMC BT Tf TL Td (?:%bT\* ){0,59}%bEMC ET " % (_ROW, _ROW)
)


class Element(NamedTuple):
    """An element of a page: its tag, and the words on the box that it is, or ""."""

    tag: bytes
    words: str


class Shown(NamedTuple):
    """What a page shows, from top to bottom.

    Attributes:
        texts: all of them.
        head: those of its head.
        body: those of its body, by the top of their rows.
        elements: of its body.
        begun: the tops of the rows on which an element begins that is no box.
    """

    texts: tuple[str, ...]
    head: tuple[str, ...]
    body: Mapping[int, str]
    elements: tuple[Element, ...]
    begun: frozenset[int]


def read_code(code: bytes, number: int) -> Shown:
    """What a page shows.

    Args:
        code: the inflated code of a page.
        number: the object that it comes from.

    Raises:
        Fault: an operator, an operand, an order or a shape that no release has.
    """
    instructions = list(_instructions(code, number))
    if not _ORDER.fullmatch(b"".join([operator + b" " for operator, _ in instructions])):
        raise Fault(number)
    rows = _rows(instructions)
    start, foot = _body(rows, number)
    joined = {place - 1 for place in range(start, foot) if rows[place].goes_on}
    texts = {
        place: _text(row, number, is_joined=place in joined)
        for place, row in enumerate(rows)
        if row.shown
    }
    _require_shapes([said for operator, said in instructions if operator == b"re"], texts, number)
    _require_colours(instructions, rows, number)
    return Shown(
        tuple(texts.values()),
        tuple([text for place, text in texts.items() if place < start]),
        {_top(place): text for place, text in texts.items() if start <= place < foot},
        tuple(_elements(rows, texts, start, foot, number)),
        frozenset([_top(place) for place in range(start, foot) if rows[place].is_opening]),
    )


def _top(place: int) -> int:
    return FEET[place] + PITCH


_INSTRUCTION = re.compile(b"(?:%b)[ \n]" % b"|".join(b"(%b)" % form for form in OPERATORS.values()))
_NAMES = tuple(OPERATORS)
_ESCAPED = re.compile(rb"\\(.)")


def _instructions(code: bytes, number: int) -> Iterator[tuple[bytes, bytes]]:
    """Each operator, and how it is written."""
    end = 0
    while end < len(code):
        match = _INSTRUCTION.match(code, end)
        if not match or not match.lastindex:
            raise Fault(number)
        yield _NAMES[match.lastindex - 1], match[match.lastindex]
        end = match.end()


@dataclass(slots=True)
class _Row:
    """What is written for a row of the sheet."""

    ends: bool = False
    opens: bytes = b""
    shown: bytes = b""
    colours: tuple[bytes, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether it belongs to the element of the row above."""
        return bool(self.shown) and not self.opens

    @property
    def is_opening(self) -> bool:
        """Whether an element begins on it that is no box."""
        return bool(self.opens) and not self.is_box

    @property
    def is_box(self) -> bool:
        """Whether its text is white, as it is on a bar."""
        return bool(self.colours)


def _rows(instructions: Sequence[tuple[bytes, bytes]]) -> list[_Row]:
    """The rows that follow the first ``Td``."""
    rows = [_Row()]
    start = [operator for operator, _ in instructions].index(b"Td") + 1
    for operator, said in instructions[start:-2]:
        row = rows[-1]
        match operator:
            case b"T*":
                rows.append(_Row())
            case b"EMC":
                row.ends = True
            case b"BDC":
                row.opens = said
            case b"g":
                row.colours = (*row.colours, said)
            case b"Tj":
                row.shown = said
    return rows


def _text(row: _Row, number: int, *, is_joined: bool) -> str:
    """The text of a row; a blank at its end joins it to the next one, and means nothing else."""
    string = _ESCAPED.sub(rb"\1", row.shown[len(b"(") : -len(b")Tj")])
    if string.endswith(b" ") is not is_joined:
        raise Fault(number)
    try:
        return string.decode("cp1252").removesuffix(" ")
    except UnicodeDecodeError as trouble:
        raise Fault(number) from trouble


_ARTIFACT = b"/Artifact <</Type/Pagination>>BDC"


def _body(rows: Sequence[_Row], number: int) -> tuple[int, int]:
    """Where the body of a page begins and ends: between a head and a foot of the known form."""
    marked = [place for place, row in enumerate(rows) if row.opens == _ARTIFACT]
    start = next((place for place, row in enumerate(rows) if row.ends), 0)
    if len(rows) != ROWS or len(marked) != len(("head", "foot")):
        raise Fault(number)
    foot = marked[-1]
    outside = [*rows[1:start], *rows[foot + 1 :]]
    shown = [bool(row.shown) for row in rows]
    is_known = (
        marked[0] == 0
        and 2 < start < foot
        and shown[:start] == [True] * (start - 2) + [False, False]
        and shown[foot:] == [False, False] + [True] * (ROWS - foot - 2)
        and not any(row.ends or row.opens for row in outside)
    )
    if not is_known:
        raise Fault(number)
    return start, foot


def _elements(
    rows: Sequence[_Row], texts: Mapping[int, str], start: int, foot: int, number: int
) -> Iterator[Element]:
    """The elements of a body: rows that touch, each ended where the next begins or no text is."""
    is_inside = True  # the head
    count = 0
    for place in range(start, foot + 1):
        row = rows[place]
        is_next = bool(row.opens) or not row.shown
        if row.ends is not (is_inside and is_next) or (row.shown and not is_inside | is_next):
            raise Fault(number)
        is_inside = bool(row.shown)
        if not row.opens or place == foot:
            continue
        tag, _, numbered = row.opens[1:].partition(b" ")
        if numbered != b"<</MCID %d>>BDC" % count or not row.shown:
            raise Fault(number)
        count += 1
        yield Element(tag, texts[place] if row.is_box else "")


def _require_colours(
    instructions: Sequence[tuple[bytes, bytes]], rows: Sequence[_Row], number: int
) -> None:
    """Text is white where it stands on a bar, in an element of its own, and black elsewhere."""
    bars = {said for operator, said in instructions if operator == b"re"}
    for foot, row, below in zip(FEET, rows, [*rows[1:], _Row()], strict=True):
        is_on_bar = b"66 %d 480 12 re" % foot in bars
        colours = (b"1 g", b"0 g") if is_on_bar and row.shown else ()
        is_alone = bool(row.opens) and not below.goes_on
        if row.colours != colours or (row.is_box and not is_alone):
            raise Fault(number)
    if next(said for operator, said in instructions if operator == b"g") != b"0 g":
        raise Fault(number)


def _require_shapes(drawn: Sequence[bytes], texts: Mapping[int, str], number: int) -> None:
    """Each shape must be one that its row may have, and each row has one shape at most."""
    rows_of = _BARS_AND_RULES | {_strike(row, text): row for row, text in texts.items()}
    rows = [rows_of.get(shape, ROWS) for shape in drawn]
    if ROWS in rows or any(above >= below for above, below in pairwise(rows)):
        raise Fault(number)


_BARS_AND_RULES = {
    shape: row
    for row, foot in enumerate(FEET)
    for shape in (b"66 %d 480 12 re" % foot, b"66 %d 480 0.6 re" % (foot + 6))
}


def _strike(row: int, text: str) -> bytes:
    """A line through a text, from its first character that is no blank to its last."""
    words = text.lstrip()
    left = LEFT + COLUMN * (len(text) - len(words))
    return b"%d %d.2 %d 1 re" % (left, FEET[row] + 5, COLUMN * len(words))
