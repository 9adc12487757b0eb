"""Passages inside a portion: where they stand, and what becomes of the text around them.

What is told of a withheld passage: behind which words it begins, and how many lines of the source
it touches. To measure it more finely, one would need the ends of the lines behind it, which tell
how much of a line it took. So the text behind a passage is set anew: up to the next blank line,
each run of blanks and line ends becomes one blank.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from declass.cable.model import Span
from declass.errors import UsageError
from declass.redact.review.choices import Lines, Words

_WORD = re.compile(r"\S+")
_UNSEEN = frozenset(("Mn", "Mc", "Me", "Cf"))


class Stretch(NamedTuple):
    """A half-open range of characters in the text of a portion."""

    start: int
    end: int


class Piece(NamedTuple):
    """A part of the text of a portion, with what stands in it.

    Attributes:
        stretch: where it stands.
        passages: positions of the passages that it consists of; none for text between them.
        is_behind: a passage stands before it.
    """

    stretch: Stretch
    passages: tuple[int, ...]
    is_behind: bool


def find(text: str, passage: Words | Lines, begin: int) -> Stretch:
    """Find a passage in the text of a portion.

    Args:
        text: the text.
        passage: by its words, without regard to case and blanks; or by its lines.
        begin: offset behind the number and the mark, which are never withheld.

    Raises:
        UsageError: it is not there, or its words stand there more than once. The message quotes
            no word.
    """
    if isinstance(passage, Lines):
        return _find_lines(text, passage, begin)
    first = _find_once(text, passage.first, begin, "words" if not passage.last else "first words")
    if not passage.last:
        return first
    last = _find_once(text, passage.last, begin, "last words")
    if last.start < first.start or last.end < first.end:
        raise UsageError(
            "the last words of the passage stand before the first", remedy="change their places"
        )
    return Stretch(first.start, last.end)


def lines_of(text: str, stretch: Stretch) -> Lines:
    """The lines of a text that a stretch touches, counted from 1."""
    before = len(f"{text[: stretch.start]}.".splitlines())
    return Lines(before, before + max(1, len(text[stretch.start : stretch.end].splitlines())) - 1)


def cut(text: str, passages: Sequence[Stretch], begin: int) -> Iterator[Piece]:
    """Cut the text of a portion into passages and what stands between them.

    Args:
        text: the text.
        passages: in any order; those that overlap, or touch, become one.
        begin: offset behind the number and the mark. They stay with the first piece.

    Returns:
        The pieces in order, blank ones left out.
    """
    place = 0
    for stretch, positions in _joined(text, passages):
        start = _start_of_line(text, stretch.start)
        if start <= begin or not text[begin:start].strip():
            start = 0
        if text[place:start].strip():
            yield Piece(Stretch(place, start), (), place > 0)
        yield Piece(Stretch(start, stretch.end), positions, False)
        place = stretch.end
    if text[place:].strip():
        yield Piece(Stretch(place, len(text)), (), True)


def set_anew(text: str) -> str:
    """A text that stands behind a withheld passage, without the line ends that would measure it."""
    lines = text.splitlines(keepends=True)
    end = next((n for n, line in enumerate(lines) if n and not line.strip()), len(lines))
    words = " ".join("".join(lines[:end]).split())
    return (f"{words}\n" if words else "") + "".join(lines[end:])


def spans_of(spans: Iterable[Span], stretch: Stretch) -> tuple[Span, ...]:
    """Where in the source a stretch of a portion stands, whose text has these spans."""
    found = []
    place = 0
    for start, end in spans:
        first, last = max(stretch.start, place), min(stretch.end, place + end - start)
        if first < last:
            found.append(Span(start + first - place, start + last - place))
        place += end - start
    return tuple(found)


def _find_lines(text: str, lines: Lines, begin: int) -> Stretch:
    ends = [0]
    for line in text.splitlines(keepends=True):
        ends.append(ends[-1] + len(line))
    if lines.last >= len(ends):
        raise UsageError(
            f"there is no line {lines.last}: it has {len(ends) - 1}",
            remedy="count from 1, at the line with its number",
        )
    end = ends[lines.last]
    bare = len(text[:end].splitlines()[-1]) + ends[lines.last - 1]
    start = max(begin, ends[lines.first - 1])
    if not text[start:bare].strip():
        raise UsageError("nothing stands in these lines", remedy="give lines with words")
    return Stretch(start, bare)


def _find_once(text: str, words: str, begin: int, name: str) -> Stretch:
    found = list(_find_all(text, words, begin))
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"the {name} of the passage do not stand in it",
            remedy="give them as they stand there; case and blanks do not matter",
        )
    raise UsageError(
        f"the {name} of the passage stand in it {len(found)} times", remedy="give more of them"
    )


def _find_all(text: str, words: str, begin: int) -> Iterator[Stretch]:
    """Where words stand, without regard to case and blanks, and not as a part of others."""
    letters: list[str] = []
    places: list[int] = []
    for word in _WORD.finditer(text, begin):
        for place, letter in enumerate(f"{word[0]} ", word.start()):
            folded = letter.casefold()
            letters.append(folded)
            places += [place] * len(folded)
    folded, wanted = "".join(letters), " ".join(words.split()).casefold()
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (_is_inside(folded, start) or _is_inside(folded, end)):
            yield Stretch(places[start], places[end - 1] + 1)
        start = folded.find(wanted, start + 1)


def _is_inside(text: str, place: int) -> bool:
    """True where a place is in the middle of a word."""
    return 0 < place < len(text) and _is_of_word(text[place - 1]) and _is_of_word(text[place])


def _is_of_word(sign: str) -> bool:
    """True for letters and digits, and for accents and joiners, which go with them."""
    return sign.isalnum() or unicodedata.category(sign) in _UNSEEN


def _joined(text: str, passages: Sequence[Stretch]) -> Iterator[tuple[Stretch, tuple[int, ...]]]:
    """The passages in order, those made one between which nothing stands, with their positions."""
    order = sorted(range(len(passages)), key=lambda position: passages[position])
    joined: Stretch | None = None
    positions: list[int] = []
    for position in order:
        passage = passages[position]
        if joined is not None and not text[joined.end : passage.start].strip():
            joined = Stretch(joined.start, max(joined.end, passage.end))
            positions.append(position)
            continue
        if joined is not None:
            yield joined, tuple(sorted(positions))
        joined, positions = passage, [position]
    if joined is not None:
        yield joined, tuple(sorted(positions))


def _start_of_line(text: str, place: int) -> int:
    """The place itself; the start of its line where nothing but blanks stands between."""
    (*_, line) = "", *text[:place].splitlines(keepends=True)
    is_open = line == "".join(line.splitlines())  # it has no end of its own yet
    return place - len(line) if is_open and not line.strip() else place
