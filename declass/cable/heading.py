"""Headings: lines set off by dashes, by capitals or by blank lines.

An unmarked heading is released with any portion under it, so a name or a sentence must not pass
for one. Evident are stock words and lines with dashes above or below; a line that is told only by
its capitals and the blank lines around it is a heading, but not an evident one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from declass.cable.patterns import PARAGRAPH_NUMBER, RULE, STOCK_HEADING, SUB_NUMBER
from declass.cable.scan import Line
from declass.marking.portion_mark import read_mark

_LONGEST_HEADING = 72
_SAMPLE = 6_000
"""Characters of the body that are looked at to see whether it is in capitals."""

_SMALL_WORDS = frozenset(
    "a an and as at but by for from in into of on or over per the to under up via with".split()
)
_SMALL = b"abcdefghijklmnopqrstuvwxyz"
_COLUMNS = re.compile(r"\S\s{2,}\S|\t|\d[\d.,]{2,}")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\-]{0,40}")


class Heading(NamedTuple):
    """Where a heading ends, and whether more than its look tells it from a sentence or a name."""

    end: int
    is_evident: bool


class HeadingFinder:
    """Finds headings in the body of one text.

    Args:
        lines: the lines of the whole text.
        position: position of the first line of the body.
        text: the whole text.

    Attributes:
        is_mixed_case: the body is not in capitals.
    """

    def __init__(self, lines: list[Line], position: int, text: str) -> None:
        self._lines = lines
        begin = lines[position].start if position < len(lines) else len(text)
        sample = text[begin : begin + _SAMPLE].encode("ascii", "ignore")
        small = len(sample) - len(sample.translate(None, _SMALL))
        self.is_mixed_case = small > len(sample) - len(sample.translate(None, _SMALL.upper()))

    def find(self, position: int) -> Heading | None:
        """Find the heading that begins at a line.

        Args:
            position: position of a line that is not blank, that a blank line or nothing stands
                before, and that no text above it runs into.

        Returns:
            Where the heading and its lines of dashes end, and whether it is evident; or None.
        """
        first = position
        has_rule_above = self.is_rule(self._lines[position])
        if has_rule_above:
            first += 1
        end = self._end_of_block(first)
        if end == first or end - first > 3 or self.is_rule(self._lines[first]):
            return None
        has_rule_below = end - first > 1 and self.is_rule(self._lines[end - 1])
        words = self._lines[first : end - 1 if has_rule_below else end]
        if len(words) > 2 or not self._may_be_heading(words):
            return None
        is_stock = STOCK_HEADING.match(" ".join(line.text for line in words)) is not None
        has_rules = (has_rule_below or has_rule_above) and self._is_title_like(words)
        if is_stock or has_rules:
            return Heading(end, is_evident=True)
        return Heading(end, is_evident=False) if self._is_set_off(words) else None

    @staticmethod
    def is_rule(line: Line) -> bool:
        """True for a line of dashes."""
        return line.text[:1] in "-=_*~" and RULE.match(line.text) is not None

    def _end_of_block(self, position: int) -> int:
        """Position after the lines that stand together, looked at no further than is needed."""
        end = position
        while end < len(self._lines) and self._lines[end].text and end - position < 4:
            end += 1
            if self.is_rule(self._lines[end - 1]):
                break
        return end

    @staticmethod
    def _may_be_heading(words: list[Line]) -> bool:
        """True for a line or two without a full stop, figures or columns."""
        first, last = words[0].text, words[-1].text
        return (
            all(len(line.text) <= _LONGEST_HEADING for line in words)
            and not any(_COLUMNS.search(line.text) for line in words)
            and not PARAGRAPH_NUMBER.match(first)
            and (last[-1] not in ".;,!" or STOCK_HEADING.match(last) is not None)
        )

    @staticmethod
    def _is_title_like(words: list[Line]) -> bool:
        """True for a heading with its own mark, or of capitals or title case."""
        mark = read_mark(words[0].text, 0, after_number=False)
        bare = " ".join(line.text for line in words)[mark[1] if mark else 0 :].strip()
        return bool(bare) and (mark is not None or bare.isupper() or _is_title(bare))

    def _is_set_off(self, words: list[Line]) -> bool:
        """True where only the look tells a heading: capitals or title case between blank lines.

        After an enumeration (``A. THE HARBOR``) capitals alone do, or it is an item of a list.
        """
        text = " ".join(line.text for line in words)
        mark = read_mark(text, 0, after_number=False)
        bare = text[mark[1] :].strip() if mark else text
        item = None if mark else SUB_NUMBER.match(bare)
        if item is not None:
            rest = bare[item.end() :].strip("- ")
            return self.is_mixed_case and rest.isupper() and " " in rest
        if not bare or (len(words) > 1 and not bare.isupper()):
            return False
        if mark and mark[0].is_readable:
            return _is_title(bare) or (bare.isupper() and self.is_mixed_case)
        return self.is_mixed_case and (bare.isupper() or _is_title(bare)) and len(bare) > 3


def _is_title(text: str) -> bool:
    """True for title case: every word but the small ones begins with a capital."""
    words = _WORD.findall(text)
    return (
        bool(words)
        and words[0][0].isupper()
        and all(word[0].isupper() or word in _SMALL_WORDS for word in words)
        and len(words) <= 10
        and not text.isupper()
    )
