"""The forecast as bars on a terminal: a line a year, a stretch of the bar for each part.

    year  cables
    2026     188  ·──░░░░░░░░░░░▓▓▓▓▓▓▓█
    2027     209  ·──░░░░░░░░░░░░░▓▓▓▓▓▓▓▓

Every part has a sign of its own, so that the bars can be read without colours too, and always the
same one. A bar is rounded as a whole: of a part that is too small to be seen the legend has the
number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TextIO

from declass.report.forecast import By, Forecast, runs

NARROWEST = 40  # columns: with fewer a bar says nothing

_GAP = "  "
_WIDEST_CABLE = 10  # columns of a single cable, however few there are
_PLAIN = "\x1b[0m"


class Part(NamedTuple):
    """How a part is drawn: its sign, that of poor terminals, and its colour."""

    sign: str
    ascii: str
    colour: str


_LEVELS = (
    Part("·", ".", "\x1b[32m"),  # green, blue, red and yellow are those of the cover sheets
    Part("─", "-", "\x1b[36m"),
    Part("═", "=", "\x1b[35m"),
    Part("░", ":", "\x1b[34m"),
    Part("▓", "x", "\x1b[31m"),
    Part("█", "#", "\x1b[33m"),
)
_BASES = (
    Part("█", "#", "\x1b[34m"),
    Part("▒", "%", "\x1b[36m"),
    Part("═", "=", "\x1b[32m"),
    Part("░", "x", "\x1b[31m"),
    Part("▞", "o", "\x1b[33m"),
    Part("─", "-", "\x1b[35m"),
    Part("▖", ",", "\x1b[37m"),
    Part("·", ".", "\x1b[90m"),
)
PARTS = {By.LEVEL: _LEVELS, By.BASIS: _BASES}


class Pen(NamedTuple):
    """What a terminal can show.

    Attributes:
        width: its columns.
        has_blocks: it knows the signs that are no ASCII.
        has_colours: it is to be coloured.
    """

    width: int
    has_blocks: bool = True
    has_colours: bool = False

    def draw(self, part: Part, length: int) -> str:
        """A stretch of a bar."""
        stretch = (part.sign if self.has_blocks else part.ascii) * length
        return f"{part.colour}{stretch}{_PLAIN}" if self.has_colours and stretch else stretch


def knows_blocks(stream: TextIO) -> bool:
    """True where the encoding of a stream has the signs that are no ASCII."""
    signs = "".join([part.sign for parts in PARTS.values() for part in parts])
    try:
        signs.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def bar_lines(forecast: Forecast, pen: Pen) -> Iterator[str]:
    """The lines of the chart with its head, and its legend at the end.

    Args:
        forecast: a forecast with at least one cable.
        pen: what the terminal can show.
    """
    rows = [(name, year.counts) for name, year in runs(forecast.years)]
    heads = ("year", "cables")
    label = max(len(heads[0]), *[len(name) for name, _ in rows])
    number = max(len(heads[1]), *[len(str(sum(counts))) for _, counts in rows])
    room = max(pen.width, NARROWEST) - label - number - 2 * len(_GAP)
    most = max(-(-room // _WIDEST_CABLE), *[sum(counts) for _, counts in rows])
    parts = PARTS[forecast.by]

    yield f"{heads[0]:<{label}}{_GAP}{heads[1]:>{number}}"
    for name, counts in rows:
        lengths = _lengths(counts, room, most)
        bar = "".join(map(pen.draw, parts, lengths))
        yield f"{name:<{label}}{_GAP}{sum(counts):>{number}}{_GAP}{bar}".rstrip()
    yield ""
    yield from _legend(forecast, pen)


def _lengths(counts: Sequence[int], room: int, most: int) -> list[int]:
    """How long each part of a bar is; together as long as the sum asks for, and never nothing."""
    ends = [0]
    for place in range(len(counts)):
        so_far = sum(counts[: place + 1])
        ends.append((2 * so_far * room + most) // (2 * most))
    lengths = [end - start for start, end in pairwise(ends)]
    if sum(counts) and not sum(lengths):
        lengths[counts.index(max(counts))] = 1
    return lengths


def _legend(forecast: Forecast, pen: Pen) -> Iterator[str]:
    """Signs, names and numbers of the parts that occur, in as many lines as they need."""
    line, length = "", 0
    for place in forecast.found:
        text = f" {forecast.parts[place]} {forecast.totals[place]}"
        if line and length + len(text) + 4 > max(pen.width, NARROWEST):
            yield line
            line, length = "", 0
        sign = pen.draw(PARTS[forecast.by][place], 1)
        gap = "   " if line else ""
        line += f"{gap}{sign}{text}"
        length += len(gap) + 1 + len(text)
    yield line
