"""The paper of a release: rows, pages, and texts made to fit on them.

A page is a sheet of US Letter with 66 rows of 80 columns, like the sheet in a teleprinter; there is
nothing finer than a row and a column, so that no width tells anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from declass.redact.release import Part

COLUMNS = 80
ROWS = 66  # of a sheet: 11 inches at 6 rows to the inch
MARGIN_ROWS = 3  # kept free at the head and at the foot of a sheet
TAB = 8

REPLACEMENT = "¤"  # stands for a character that cannot be printed


class Kind(Enum):
    """What stands on a row."""

    TEXT = "a line of the source"
    STRUCK = "an old marking, with a line through it"
    LABEL = "number and mark of a withheld run"
    NOTE = "words of the release itself"
    BAR = "a black bar over all columns, its text in white"
    RULE = "a thin line over all columns"


class Row(NamedTuple):
    """One row of a page.

    Attributes:
        kind: what stands on it.
        text: at most `COLUMNS` characters, all of Windows Latin-1.
        part: what it is part of, for readers who hear the page.
        begins: whether it begins a paragraph, although no blank row stands before it.
        bookmark: what the portion that begins on it is found by, or "".
    """

    kind: Kind
    text: str = ""
    part: Part = Part.TEXT
    begins: bool = False
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page from top to bottom; the body may be shorter than the room for it."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    foot: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A release, laid out.

    Attributes:
        pages: at least one.
        title: of the file.
        warnings: what was lost in print, for the reviewer.
    """

    pages: tuple[Page, ...]
    title: str
    warnings: tuple[str, ...]

    def own_words(self) -> tuple[str, ...]:
        """The texts on the pages that are not lines of the source, without doubles.

        Labels, boxes, head, foot and summary: what a check for leaks must allow beside the
        released lines, which it takes from elsewhere than from these pages.
        """
        rows = [row for page in self.pages for row in (*page.head, *page.foot)]
        source = (Kind.TEXT, Kind.STRUCK)
        rows += [row for page in self.pages for row in page.body if row.kind not in source]
        return tuple(dict.fromkeys(row.text for row in rows if row.text))


class Stack:
    """Rows on their way to pages: fills one page after the other."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._page: list[Row] = []
        self._pages = [self._page]

    def add(self, row: Row) -> None:
        """Add a row, on the next page where this one is full."""
        if len(self._page) == self._room:
            self._turn()
        self._page.append(row)

    def keep(self, rows: int) -> None:
        """Turn the page if `rows` more do not fit on it (and would fit on a fresh one)."""
        if len(self._page) + rows > self._room >= rows:
            self._turn()

    @property
    def is_fresh(self) -> bool:
        """True where the next row is the first of a page."""
        return len(self._page) in (0, self._room)

    def turn(self) -> None:
        """Go on at the head of a page."""
        if self._page:
            self._turn()

    def bodies(self) -> list[list[Row]]:
        """The rows of each page, of the one that is not yet full too."""
        return self._pages

    def _turn(self) -> None:
        self._page = []
        self._pages.append(self._page)


def note(texts: Iterable[str]) -> list[Row]:
    """Rows with words of the release itself, each text on as many as it takes."""
    return [Row(Kind.NOTE, fitted) for text in texts for fitted in fit(text)[0]]


def apart(left: str, right: str) -> list[str]:
    """Two texts at the two edges of a row; on two rows where they do not fit on one."""
    if len(left) + 2 + len(right) > COLUMNS:
        return [left, right]
    return [f"{left}{right:>{COLUMNS - len(left)}}"]


def printed(text: str) -> Sequence[str]:
    """The rows that a line of the source takes in print, at least one."""
    return fit(text)[0]


def fit(text: str) -> tuple[Sequence[str], int]:
    """The rows that a text takes, at least one, and how many of its characters were replaced."""
    if len(text) <= COLUMNS and text.isascii() and text.isprintable():
        return (text.rstrip(),), 0
    cleaned, replaced = clean(text)
    return wrap(cleaned.rstrip()), replaced


def clean(text: str) -> tuple[str, int]:
    """Make a text fit for print: it has only characters of Windows Latin-1 then.

    Tabs are expanded, accents composed, and what cannot be shown is replaced.

    Returns:
        The text, and how many of its characters `REPLACEMENT` stands for.
    """
    if text.isascii() and text.isprintable():
        return text, 0
    text = compose_accents(text.expandtabs(TAB).translate(_ALIKE))
    return _UNPRINTABLE.subn(REPLACEMENT, text)


BLANKS = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""The blanks of Unicode beside the plain one."""

# Every blank is a blank, and a soft hyphen that is written is a hyphen.
_ALIKE = str.maketrans({**dict.fromkeys(BLANKS, " "), "\u00ad": "-"})

_ACCENTED = re.compile("[A-Za-z][\u0300-\u036f]")

_PRINTABLE = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)]).decode("cp1252", errors="ignore")
_UNPRINTABLE = re.compile(f"[^{re.escape(_PRINTABLE)}]")


def compose_accents(text: str) -> str:
    """Make one sign of each letter and the accent behind it.

    One by one: to normalise a whole text takes a time that is quadratic in a run of accents.
    """
    return _ACCENTED.sub(lambda accented: unicodedata.normalize("NFC", accented[0]), text)


def wrap(text: str, width: int = COLUMNS) -> list[str]:
    """Break a text at blanks into rows, in the middle of a word where a row has no blank."""
    rows = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start + 1, start + width + 1)
        if end < 0 or text[start:end].isspace():
            end = start + width
        rows.append(text[start:end].rstrip())
        start = end
        while text[start] == " ":
            start += 1
    rows.append(text[start:])
    return rows
