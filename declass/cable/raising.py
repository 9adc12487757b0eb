"""What raises a portion above its own mark: marks inside it, and statements about several.

Such marks may be words in brackets as well (``option (c)``, ``MINISTER(S)``), so they never lower
anything, and where they are in doubt they raise: too much withheld can be mended, a leak cannot.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.model import PortionKind
from declass.cable.patterns import (
    BLANKET_BEFORE,
    BLANKET_MARK,
    BLANKET_WORDS,
    INNER_MARK,
    LOST_MARK,
    NUMBER_WORDS,
    STOCK_HEADING,
)
from declass.cable.scan import fold
from declass.marking.level import Level
from declass.marking.portion_mark import read_words

_MOST_STATEMENTS = 30
"""Statements about several paragraphs of which each is looked at for each paragraph."""

FARTHEST_ITEM = 2_000
"""Characters within which the item before another one of a list is looked for: (a) ... (b)."""

_LONGEST_END = 60
"""Blanks at the end of a portion, after a mark that closes it."""

_SENTENCE_STARTS = frozenset(".?!:;\n\r\f\"')]}>+#*-\u2014\u2013\u2026\u201d\u2019")
_LIST_WORDS = frozenset(("AND", "TO", "THROUGH", "THRU", "ARE", "IS", "CLASSIFIED", "MARKED", ""))
_RANGE = re.compile(r"(\d{1,3})\s?(?:-|TO|THROUGH|THRU)\s?(\d{1,3})|(\d{1,3})")


class Raise(NamedTuple):
    """The least level that a portion has, and caveats that it carries."""

    level: Level = Level.U
    caveats: tuple[str, ...] = ()

    def and_also(self, level: Level, caveats: tuple[str, ...] = ()) -> Raise:
        """The higher of two, with the caveats of both."""
        return Raise(max(self.level, level), tuple(dict.fromkeys(self.caveats + caveats)))


def raises(draft: DraftCable) -> list[Raise]:
    """Find what raises each portion.

    Args:
        draft: a cable with all its portions, in order.

    Returns:
        One for each portion, in order; UNCLASSIFIED where nothing raises it.
    """
    found = [Raise()] * len(draft.portions)
    starts = [portion.spans[0].start for portion in draft.portions]
    if not starts:
        return found
    for position, level, caveats in _inner_marks(draft, starts):
        index = bisect_right(starts, position) - 1
        found[index] = found[index].and_also(level, caveats)
    for numbers, level in _statements(draft):
        for index, portion in enumerate(draft.portions):
            if portion.kind is not PortionKind.SUBJECT and _is_meant(portion, numbers):
                found[index] = found[index].and_also(level)
    return found


# -- marks inside a portion --------------------------------------------------------------------


def _inner_marks(
    draft: DraftCable, starts: list[int]
) -> Iterable[tuple[int, Level, tuple[str, ...]]]:
    for mark in INNER_MARK.finditer(draft.text, starts[0]):
        reading = read_words(mark[1])
        if reading is None or not reading.is_readable:
            continue
        portion = _at(draft, starts, mark.start())
        if portion is not None and (
            reading.level > Level.U and _is_mark(draft.text, mark, portion)
        ):
            yield mark.start(), reading.level, reading.caveats
    for lost in LOST_MARK.finditer(draft.text, starts[0]):
        reading = read_words(lost[1] or lost[2])
        if reading is not None and _at(draft, starts, lost.end() - 1) is not None:
            yield lost.end() - 1, reading.level, ()


def _at(draft: DraftCable, starts: list[int], position: int) -> DraftPortion | None:
    """The portion whose words stand at a position; None for its own mark and for furniture."""
    portion = draft.portions[bisect_right(starts, position) - 1]
    is_inside = position >= portion.content and portion.covers(position)
    return portion if is_inside else None


def _is_mark(text: str, mark: re.Match[str], portion: DraftPortion) -> bool:
    """Tell a mark from a word in brackets; only a single letter can be in doubt."""
    letter = mark[1].strip()
    before = text[max(portion.content, mark.start() - 40) : mark.start()]
    if len(letter) > 1:
        return not before[-1:].isalpha()
    if before[-1:].isalpha():  # MINISTER(S)
        return False
    if portion.kind in (PortionKind.HEADING, PortionKind.SUBJECT):
        return True
    previous = chr(ord(letter) - 1)
    if f"({previous})" in text[max(portion.content, mark.start() - FARTHEST_ITEM) : mark.start()]:
        return False
    bare = before.rstrip(" \t\xa0")
    if not bare or bare[-1] in _SENTENCE_STARTS:
        return True
    if letter.islower():
        return False
    return bare[-1] == "," or _closes(text, mark, portion) or _is_lead(bare)


def _closes(text: str, mark: re.Match[str], portion: DraftPortion) -> bool:
    """True where nothing follows in the portion: ``... the boats (S)``."""
    end = portion.spans[-1].end
    return end - mark.end() <= _LONGEST_END and not text[mark.end() : end].strip()


def _is_lead(before: str) -> bool:
    """True for a number or a stock word at the start of a sentence or line: ``. 2 (S)``."""
    start = max(before.rfind(sign) for sign in ".?!:;,\n\r") + 1
    lead = before[start:].strip()
    return len(lead) <= 6 or STOCK_HEADING.match(lead) is not None


# -- statements about several paragraphs -------------------------------------------------------


def _statements(draft: DraftCable) -> set[tuple[tuple[tuple[int, int], ...], Level]]:
    """Ranges of paragraph numbers and their least level; no range at all means every paragraph."""
    statements: set[tuple[tuple[tuple[int, int], ...], Level]] = {
        ((), portion.mark.level)
        for portion in draft.portions
        if portion.mark is not None and portion.mark.covers_entire_text
    }
    upper = draft.text.upper()
    for position in _starts(upper):
        found = BLANKET_MARK.match(upper, position)
        before = BLANKET_BEFORE.search(upper[max(0, position - 30) : position])
        words = found["level"] if found else before[1] if before else ""
        reading = read_words(fold(words))
        ranges = _ranges(found["list"]) if found else ()
        if reading is not None and reading.is_readable and ranges is not None:
            statements.add((ranges, reading.level))
    if len(statements) > _MOST_STATEMENTS:  # nobody writes so many: take the worst for all
        return {((), max(level for _, level in statements))}
    return statements


def _starts(upper: str) -> Iterator[int]:
    """Where the words stand with which a statement begins."""
    for word in BLANKET_WORDS:
        position = upper.find(word)
        while position >= 0:
            if word != "ENTIRE " or upper.startswith(("TEXT", "CABLE", "MESSAGE"), position + 7):
                yield position
            position = upper.find(word, position + 1)


def _ranges(words: str | None) -> tuple[tuple[int, int], ...] | None:
    """Read a list of paragraph numbers; None where it holds other words, () for all."""
    if words is None:
        return ()
    words = re.sub("[A-Z]+", lambda word: str(NUMBER_WORDS.get(word[0], word[0])), words)
    rest = re.sub(r"[\d,&\-]", " ", words).split()
    if not set(rest) <= _LIST_WORDS:
        return None
    ranges = tuple(
        (int(found[1] or found[3]), int(found[2] or found[3])) for found in _RANGE.finditer(words)
    )
    return ranges or None


def _is_meant(portion: DraftPortion, ranges: tuple[tuple[int, int], ...]) -> bool:
    if not ranges:
        return True
    digits = (portion.number or "").partition(".")[0]
    number = int(digits) if digits.isdecimal() else -1
    return any(first <= number <= last for first, last in ranges)
