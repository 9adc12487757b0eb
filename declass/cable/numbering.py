"""What begins a portion: a paragraph number, a sub-paragraph letter or bullet, a mark."""

from __future__ import annotations

import re
from typing import NamedTuple

from declass.cable.patterns import PARAGRAPH_NUMBER, RUN_IN_HEADING, SUB_NUMBER
from declass.marking.portion_mark import PortionMark, read_mark

_INITIALS = re.compile(r"[A-Z]\.\s?(?:[A-Z]\.|[A-Z][a-z]{1,20}\s[a-z])")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SINGLE_LETTERS = frozenset("crsuCRSU")


class Start(NamedTuple):
    """The beginning of a portion.

    Attributes:
        is_paragraph: True for a paragraph, False for a sub-paragraph.
        number: digits, letter or roman numeral; None for a bullet or a bare mark.
        style: how the number is written (``"1."``, ``"(a)"``, ``"--"``); roman numerals count as
            letters, for an ``i`` may be either.
        bullet: the bullet, or None.
        mark: its mark, or None.
        end: offset in the line just after number and mark.
    """

    is_paragraph: bool
    number: str | None
    style: str
    bullet: str | None
    mark: PortionMark | None
    end: int

    @property
    def letter(self) -> str | None:
        """The letter of a bare mark such as ``(c)``, which may be the third item of a list."""
        inner = self.mark.raw[1:-1].strip() if self.mark and self.number is None else ""
        return inner if inner in _SINGLE_LETTERS else None

    def as_item(self) -> Start:
        """The same beginning, its bare mark taken for the letter of a list."""
        letter = self.letter or ""
        style = "(A)" if letter.isupper() else "(a)"
        return Start(False, letter.lower(), style, None, None, self.end)

    def begins_list(self) -> bool:
        """True for the first letter or numeral of a list."""
        return (self.number or "") in ("a", "i", "1")

    def follows(self, style: str, number: str | None) -> bool:
        """Say whether it is the item after another one of the same list.

        Args:
            style: how the other is written.
            number: its letter or numeral; None for a bullet, which any of its kind follows.
        """
        if style != self.style:
            return False
        if self.number is None or number is None:
            return self.number is number
        return _is_next(number, self.number)


def _is_next(last: str, number: str) -> bool:
    if last in _ROMANS and number in _ROMANS:
        return _ROMANS.index(number) == _ROMANS.index(last) + 1
    if last.isdigit() and number.isdigit():
        return int(number) == int(last) + 1
    return len(last) == len(number) == 1 and ord(number) == ord(last) + 1


def read_start(line: str, *, is_fresh: bool, last_number: int) -> Start | None:
    """Read what begins a line of the body.

    Args:
        line: the line without blanks at its ends.
        is_fresh: a blank line, nothing, or the end of a sentence stands before it.
        last_number: number of the last paragraph, 0 before the first.

    Returns:
        The beginning, or None for a line that only continues.
    """
    first = line[:1]
    if not (first.isdigit() or first in "([{¶-*\u2022\u00b7\u2013\u2014" or line[1:2] in (".", ")")
            or line[:4].upper() == "PARA" or first in "ivxIVX"):  # fmt: skip
        return None
    numbered = _read_numbered(line, is_fresh=is_fresh, last_number=last_number)
    return numbered or _read_marked(line) or _read_sub(line)


def _read_numbered(line: str, *, is_fresh: bool, last_number: int) -> Start | None:
    found = PARAGRAPH_NUMBER.match(line)
    if found is None:
        return None
    number = int(found["plain"] or found["bracketed"] or found["bare"] or found["spaced"])
    read = read_mark(line, found.end(), after_number=True)
    if read is None:
        run_in = RUN_IN_HEADING.match(line, found.end())
        read = read_mark(line, run_in.end(), after_number=False) if run_in else None
    mark, end = read or (None, found.end())
    if found["bare"] and (mark is None or not mark.is_readable):
        return None
    style = f"1{found['point']}" if found["plain"] else "(1)" if found["bracketed"] else "1"
    is_paragraph = mark is not None or _is_plausible(
        number, found["spaced"], last_number, is_fresh=is_fresh
    )
    if not is_paragraph and style not in ("(1)", "1)"):
        return None
    return Start(is_paragraph, str(number), style, None, mark, end)


def _is_plausible(number: int, spaced: str | None, last_number: int, *, is_fresh: bool) -> bool:
    """Tell the number of an unmarked paragraph from a figure at the start of a line of prose.

    In doubt it is a number: an unmarked paragraph has the highest level there is.
    """
    is_next = number == last_number + 1
    return (is_fresh and is_next) if spaced else (is_fresh or is_next)


def _read_marked(line: str) -> Start | None:
    """Read a mark without a number before it; one may stand after it: ``(C) 1. Text``."""
    read = read_mark(line, 0, after_number=False)
    if read is None:
        return None
    mark, end = read
    rest = line[end:]
    content = end + len(rest) - len(rest.lstrip())
    found = PARAGRAPH_NUMBER.match(line, content)
    if found and found["plain"] and found["point"]:
        return Start(True, str(int(found["plain"])), f"1{found['point']}", None, mark, found.end())
    if not mark.is_readable and not mark.raw.isupper():
        return None
    return Start(True, None, "()", None, mark, end)


def _read_sub(line: str) -> Start | None:
    found = SUB_NUMBER.match(line)
    if found is None:
        return None
    read = read_mark(line, found.end(), after_number=found["bullet"] is None)
    mark, end = read or (None, found.end())
    if mark is None and _INITIALS.match(line):
        return None  # "A. Q. Officer said": a name
    if found["bullet"]:
        return Start(False, None, found["bullet"], found["bullet"], mark, end)
    number = found["letter"] or found["bracketed"] or found["roman"]
    case = "A" if number.isupper() else "a"
    style = f"({case})" if found["bracketed"] else f"{case}{found['point'] or '.'}"
    return Start(False, number.lower(), style, None, mark, end)
