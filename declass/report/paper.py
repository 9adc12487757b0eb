"""A report on paper: sheets of US Letter, lying, filled from top to bottom.

Each sheet has the marking of the whole report at its head and foot, its title, its date, and its
number of how many. A table runs over as many sheets as it needs, with its heads on each; a row is
broken over two only where no sheet could hold it. A text that is too wide for its column is broken
into lines, in the middle of a word where it must be: nothing is cut off.

Rows are drawn as they come, so that a report needs memory for its sheets and not for its rows.
What is known only at the end (the number of sheets, the marking, a chart of all rows) is drawn once
then, and the sheets refer to it.

The same report gives the same bytes: no clock is read, and the fonts are those of every reader.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from declass.redact.paper.layout import REPLACEMENT, clean

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

SHEET_WIDTH, SHEET_HEIGHT = 792, 612  # points
MARGIN = 40
WIDTH = SHEET_WIDTH - 2 * MARGIN
FONT, BOLD = "Helvetica", "Helvetica-Bold"
SIZE = 8
GAP = 8  # between columns

_HEAD, _FOOT = SHEET_HEIGHT - 26, 20  # base lines of the marking
_TITLE = SHEET_HEIGHT - 46  # base line of title and date
_TOP, _BOTTOM = SHEET_HEIGHT - 62, 44  # between them stands the text
_NUMBER = SHEET_WIDTH - MARGIN - 32  # where the number of sheets begins
_LEADING = 10
_ROW_GAP = 4
_HAIR, _RULE = (0.3, 0.6), (0.8, 0.0)  # lines: how thick, how grey (0 is black)
_MARKING, _SHEETS = "marking", "sheets"  # drawn once, at the end


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        head: its head.
        width: in points, with the `GAP` before the next one.
        is_number: its cells stand to the right.
    """

    head: str
    width: float
    is_number: bool = False


class Paper:
    """A report that is being drawn.

    Attributes:
        has_replacements: a character was met that the fonts do not have; `REPLACEMENT` stands in
            its place.
    """

    def __init__(self, title: str, as_of: dt.date) -> None:
        """Begin the first sheet.

        Args:
            title: what the report is, on each of its sheets.
            as_of: the date of the report.
        """
        from reportlab.pdfgen.canvas import Canvas

        self.has_replacements = False
        self._title = title
        self._as_of = as_of
        self._canvas = Canvas(
            "", (SHEET_WIDTH, SHEET_HEIGHT), pageCompression=1, invariant=1, lang="en-US"
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(title)
        self._canvas.setAuthor("")
        self._canvas.setCreator("declass")
        self._sheet = 0
        self._turn()

    def text(self, words: str) -> None:
        """Print a paragraph over the whole width."""
        for line in self._wrap(words, WIDTH):
            self._keep(_LEADING)
            self._y -= _LEADING
            self._canvas.setFont(FONT, SIZE)
            self._canvas.drawString(MARGIN, self._y, line)
        self._y -= _ROW_GAP

    def place(self, name: str, height: float) -> None:
        """Keep a place for a drawing that is brought to `finish`."""
        self._keep(height + _LEADING)
        self._y -= height + _ROW_GAP
        self._canvas.saveState()
        self._canvas.translate(MARGIN, self._y)
        self._canvas.doForm(name)
        self._canvas.restoreState()
        self._y -= _LEADING

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """Print a table, over as many sheets as it needs.

        Args:
            columns: together as wide as `WIDTH` and a gap at most.
            rows: a cell a column.
        """
        heads = [self._wrap(column.head, column.width - GAP, BOLD) for column in columns]
        room = _TOP - _BOTTOM - _height(heads)
        self._keep(_height(heads) + _LEADING + _ROW_GAP)
        self._print_row(columns, heads, BOLD)
        for row in rows:
            cells = [
                self._wrap(cell, column.width - GAP)
                for column, cell in zip(columns, row, strict=True)
            ]
            for piece in _pieces(cells, room):
                if self._y - _height(piece) < _BOTTOM:
                    self._turn()
                    self._print_row(columns, heads, BOLD)
                self._print_row(columns, piece, FONT)
        self._y -= _LEADING

    def finish(self, marking: str, drawings: Mapping[str, Drawing]) -> bytes:
        """Draw what is known only now.

        Args:
            marking: the overall marking of the report.
            drawings: one for each place that was kept, by name.

        Returns:
            A whole PDF.
        """
        from reportlab.graphics import renderPDF

        canvas = self._canvas
        canvas.showPage()
        canvas.beginForm(_MARKING)
        canvas.setFont(BOLD, SIZE + 2)
        for y in (_HEAD, _FOOT):
            canvas.drawCentredString(SHEET_WIDTH / 2, y, marking)
        canvas.endForm()
        canvas.beginForm(_SHEETS)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(_NUMBER, _FOOT, str(self._sheet))
        canvas.endForm()
        for name, drawing in drawings.items():
            canvas.beginForm(name)
            renderPDF.draw(drawing, canvas, 0, 0)
            canvas.endForm()
        return bytes(canvas.getpdfdata())

    def _turn(self) -> None:
        """Begin a sheet."""
        canvas = self._canvas
        if self._sheet:
            canvas.showPage()
        self._sheet += 1
        canvas.doForm(_MARKING)
        canvas.setFont(BOLD, SIZE + 2)
        canvas.drawString(MARGIN, _TITLE, self._title)
        canvas.setFont(FONT, SIZE)
        canvas.drawRightString(SHEET_WIDTH - MARGIN, _TITLE, f"Report of {self._as_of}")
        canvas.drawRightString(_NUMBER - 2, _FOOT, f"Page {self._sheet} of")
        canvas.doForm(_SHEETS)
        self._y = float(_TOP)
        self._line(SHEET_WIDTH - MARGIN, *_RULE)

    def _keep(self, height: float) -> None:
        """Turn to a fresh sheet where less than a height is left."""
        if self._y - height < _BOTTOM:
            self._turn()

    def _print_row(self, columns: Sequence[Column], cells: Sequence[list[str]], font: str) -> None:
        self._canvas.setFont(font, SIZE)
        x = float(MARGIN)
        for column, lines in zip(columns, cells, strict=True):
            for number, line in enumerate(filter(None, lines), start=1):
                room = column.width - GAP
                indent = room - measure(line, font) if column.is_number else 0
                self._canvas.drawString(x + indent, self._y - number * _LEADING, line)
            x += column.width
        self._y -= _height(cells)
        self._line(x - GAP, *(_HAIR if font is FONT else _RULE))

    def _line(self, end: float, thickness: float, grey: float) -> None:
        self._canvas.setLineWidth(thickness)
        self._canvas.setStrokeGray(grey)
        self._canvas.line(MARGIN, self._y, end, self._y)

    def _wrap(self, text: str, width: float, font: str = FONT) -> list[str]:
        lines = wrap(text, width, font)
        self.has_replacements |= REPLACEMENT in "".join(lines)
        return lines


def wrap(text: str, width: float, font: str = FONT) -> list[str]:
    """Break a text into lines of a width, at blanks where there are any; at least one line."""
    words = clean(" ".join(text.split()))[0]
    ends = list(accumulate(_widths(words, font)))
    lines: list[str] = []
    start, before = 0, 0.0
    while ends and ends[-1] - before > width:
        fitting = max(bisect_right(ends, before + width, lo=start), start + 1)
        blank = words.rfind(" ", start + 1, fitting + 1)
        end = fitting if blank < 0 else blank
        lines.append(words[start:end])
        start = end + (blank >= 0)
        before = ends[start - 1]
    return [*lines, words[start:]]


def measure(text: str, font: str = FONT) -> float:
    """The width of a text, in points."""
    return sum(_widths(text, font))


def _widths(text: str, font: str) -> Iterator[float]:
    return map(_table(font).__getitem__, text.encode("cp1252"))


@cache
def _table(font: str) -> tuple[float, ...]:
    """The width of each character of Windows Latin-1, which is the encoding of the fonts."""
    from reportlab.pdfbase.pdfmetrics import getFont

    return tuple([width * SIZE / 1000 for width in getFont(font).widths])


def _height(cells: Sequence[list[str]]) -> float:
    return max(map(len, cells)) * _LEADING + _ROW_GAP


def _pieces(cells: Sequence[list[str]], room: float) -> Iterator[Sequence[list[str]]]:
    """A row as it is, or in pieces as high as the room where it is higher."""
    most = int((room - _ROW_GAP) // _LEADING)
    for start in range(0, max(map(len, cells)), most):
        yield [lines[start : start + most] for lines in cells]
