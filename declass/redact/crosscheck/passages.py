"""What the cross-check looks at, and what it finds.

All of this may know withheld text: nothing that draws a release can reach it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeVar

from declass.cable.model import Span

MOST_PLACES = 20
"""Places that are kept for one finding on either side: enough to look, and a bound."""

Key = TypeVar("Key")

_LINE_END = re.compile("\n")


class Kind(StrEnum):
    """What is shared."""

    PHRASE = "phrase"
    NAME = "name"
    ACRONYM = "acronym"
    NUMBER = "number"
    WORD = "word"


class Place(NamedTuple):
    """Where it stands.

    Attributes:
        name: number of the portion, or what it is; fit to be shown to anyone.
        line: line of the source, counted from 1, where it first stands in that part.
    """

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class CrossLeak:
    """Something that stands on both sides.

    Attributes:
        kind: what it is.
        withheld: where it is withheld, in order of the source.
        released: where it is released.
        words: what it is, in lower case. Not to be shown to anyone who may not see the cable.
    """

    kind: Kind
    withheld: tuple[Place, ...]
    released: tuple[Place, ...]
    words: str = field(repr=False)


class Passage(NamedTuple):
    """A part of the cable, number and mark left out.

    Attributes:
        name: as in `Place`.
        spans: the stretches of its text.
        text: the stretches together.
        words: its words in order, folded.
        runs: its runs of letters, digits and what joins them, in order.
    """

    name: str
    spans: tuple[Span, ...]
    text: str
    words: list[str]
    runs: list[str]


class Ruler:
    """Tells where in a source something stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: list[int] | None = None

    def line(self, offset: int) -> int:
        """The line, counted from 1, of a character."""
        if self._ends is None:
            self._ends = [found.start() for found in _LINE_END.finditer(self.text)]
        return bisect_right(self._ends, offset - 1) + 1


def by_line(place: Place) -> int:
    """What places are sorted by."""
    return place.line


def first_of_each(places: Iterable[Place]) -> tuple[Place, ...]:
    """The first place of each name."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.name, place)
    return tuple(first.values())


def keep(found: dict[Key, list[Place]], key: Key, place: Place) -> None:
    """Add a place, while there are not too many."""
    places = found.setdefault(key, [])
    if len(places) < MOST_PLACES:
        places.append(place)


def offsets(text: str, passage: Passage, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Where in the source a pattern is found in a passage, and what."""
    for start, end in passage.spans:
        for match in pattern.finditer(text, start, end):
            yield match.start(), match[0]
