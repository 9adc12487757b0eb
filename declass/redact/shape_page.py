"""Code of a page -> the texts that it shows, held to the few things that pages of a release draw.

A page is a grid of rows and columns. Shapes come first, at most one a row: a bar over all columns,
a rule over all columns, or a line through just the text of the row. Texts come after, one a row,
each from the left margin on, in one font of one size. So no number in the code is free: there is no
shift, no width and no place beside the rows that could tell something (pdf.md, threats 1 to 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from declass.redact.shape_file import Fault

# The grid, in points. It says how a release must look and is no copy of what the writer does: a
# writer that draws otherwise is refused.
ROWS = 60
COLUMN = 6
LEFT = 66
FEET = tuple(744 - 12 * row for row in range(ROWS))

OPERATORS: Mapping[bytes, bytes] = {
    b"g": rb"[01] g",
    b"re": rb"\d{2,3} \d{2,3}(?:\.2)? \d{1,3} (?:12|1|0\.6) re",  # a shape of `_shapes`
    b"f": rb"f",
    b"BT": rb"BT",
    b"Tf": rb"/F1 10 Tf",
    b"TL": rb"12 TL",
    b"Td": rb"66 746\.8 Td",
    b"Tj": rb"\((?:[ -'*-\[\]-~\x80-\xff]|\\[()\\]){1,80}\)Tj",
    b"T*": rb"T\*",
    b"ET": rb"ET",
}
"""The operators of a page, each as it is written with its operands."""

_ORDER = re.compile(
    rb"g (?:re ){0,60}f BT Tf TL Td (?:(?:g Tj g |Tj )?T\* ){0,59}(?:g Tj g |Tj )?ET "
)


def read_code(code: bytes, number: int) -> tuple[str, ...]:
    """The texts that a page shows, from top to bottom.

    Args:
        code: the inflated code of a page.
        number: the object that it comes from.

    Raises:
        Fault: an operator, an operand, an order or a shape that no release has.
    """
    instructions = list(_instructions(code, number))
    if not _ORDER.fullmatch(b"".join([operator + b" " for operator, _ in instructions])):
        raise Fault(number)
    texts = _texts(instructions, number)
    _require_shapes([said for operator, said in instructions if operator == b"re"], texts, number)
    return tuple(texts.values())


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


def _texts(instructions: Sequence[tuple[bytes, bytes]], number: int) -> dict[int, str]:
    """The text of each row that has one."""
    texts = {}
    row = 0
    for operator, said in instructions:
        if operator == b"T*":
            row += 1
        elif operator == b"Tj":
            string = _ESCAPED.sub(rb"\1", said[len(b"(") : -len(b")Tj")])
            try:
                texts[row] = string.decode("cp1252")
            except UnicodeDecodeError as trouble:
                raise Fault(number) from trouble
    return texts


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
