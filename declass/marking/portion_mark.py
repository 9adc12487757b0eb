"""The portion-mark grammar: ``(S)``, ``(C/REL UK)``, ``(S//NF)``, ``(C-Entire text)``...

A mark is a level (with a foreign or NATO origin before it, if any), caveats in any order, and at
most a note on its reach. Every word must be known; one that is not makes the whole mark
unreadable, and an unreadable mark is never taken for a low level: `PortionMark.level` is then the
highest level of which any word or letter stands in it, and whoever uses it must not go below the
banner (fail closed).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from declass.marking.level import Level
from declass.marking.releasees import RELEASEES
from declass.marking.vocabulary import (
    CAVEAT_WORDS,
    CLASSIFIED_ONLY,
    ENTIRE_TEXT_NOTES,
    FOREIGN_ORIGINS,
    LEVEL_WORDS,
)

LONGEST_MARK = 80
"""Characters between the brackets of the longest mark: a REL TO list of a dozen countries."""

_MOST_MARKS_IN_A_ROW = 8
_LONGEST_SPELLING = 6
_WIDEST_GAP = 12
"""Blanks between marks in a row."""
_BRACKETED = re.compile(
    r"[(\[{][ \t\xa0]{0,4}([^()\[\]{}\r\n]{0,%d})(?:[)\]]|\}(?!\w))" % LONGEST_MARK
)
_LOST_OPENING = re.compile(
    r"((?:TS|SBU|LOU|FOUO|[UCSR])(?:[/\-]{1,3}[A-Z]{2,6}){0,3})[ \t]?\)(?=[\s(])", re.IGNORECASE
)
_LOST_CLOSING = re.compile(
    r"\([ \t]?((?:TS|SBU|LOU|FOUO|[UCSR])(?:[/\-]{1,3}[A-Z]{2,6}){0,3})(?=\s|$)", re.IGNORECASE
)
_MARK_LIKE = re.compile(r"[A-Z0-9 /\-,.#*?+!'\"]{1,12}\Z")
_WORD_BREAK = re.compile(r"[\s/,;:.&\-\u2010-\u2014]+")
_LETTER_LEVELS = {"U": Level.U, "R": Level.R, "C": Level.C, "S": Level.S}


class PortionMark(NamedTuple):
    """A portion mark as read.

    Attributes:
        raw: as written, brackets included.
        level: the level; for an unreadable mark the highest that it hints at.
        caveats: canonical names, in order, without doubles.
        is_readable: False where a word of it is unknown or no level stands in it.
        covers_entire_text: it carries a note such as ``Entire text``.
    """

    raw: str
    level: Level
    caveats: tuple[str, ...]
    is_readable: bool
    covers_entire_text: bool = False


def read_mark(text: str, position: int, *, after_number: bool) -> tuple[PortionMark, int] | None:
    """Read the mark, or the run of marks such as ``(S)(NF)``, that begins at a position.

    Several marks in a row are one: the highest level, all caveats.

    Args:
        text: any text; only the line of `position` is looked at.
        position: offset of the bracket (or of the letter whose bracket is lost).
        after_number: True directly after a paragraph number, where a mark with a lost bracket
            (``1. S) Text``) is told from an enumeration.

    Returns:
        The mark and the offset just after it, or None where no mark begins. Something that looks
        like a mark and cannot be read is returned with ``is_readable=False``.
    """
    first = _read_one(text, position, after_number=after_number)
    if first is None:
        return None
    mark, end = first
    for _ in range(_MOST_MARKS_IN_A_ROW):
        begin = end
        while text[begin : begin + 1] in (" ", "\t", "\xa0") and begin - end < _WIDEST_GAP:
            begin += 1
        following = _read_one(text, begin, after_number=True)
        if following is None:
            break
        addition, end = following
        mark = _join(mark, addition, text[position:end])
    return mark, end


def _read_one(text: str, position: int, *, after_number: bool) -> tuple[PortionMark, int] | None:
    found = _BRACKETED.match(text, position)
    if found:
        reading = read_words(found[1])
        return None if reading is None else (_with_raw(reading, found[0]), found.end())
    if not after_number:
        return None
    found = _LOST_OPENING.match(text, position)
    if found:
        reading = read_words(found[1])
        return None if reading is None else (_with_raw(reading, found[0]), found.end())
    found = _LOST_CLOSING.match(text, position)
    if found:  # "(U Thant said": too easily a word of the text, so it never lowers anything
        return PortionMark(found[0], _highest_hint(found[1]), (), is_readable=False), found.end()
    return None


def _with_raw(reading: PortionMark, raw: str) -> PortionMark:
    return PortionMark(
        raw, reading.level, reading.caveats, reading.is_readable, reading.covers_entire_text
    )


def _join(mark: PortionMark, addition: PortionMark, raw: str) -> PortionMark:
    """Two marks in a row: the higher level, all caveats; unreadable where the second one is.

    A caveat in brackets of its own (``(S)(NF)``) has no level, and is readable beside one.
    """
    if not addition.is_readable:
        beside = read_words(f"{mark.level.name}//{_inner(addition)}")
        addition = beside if beside is not None and beside.is_readable else addition
    caveats = mark.caveats + tuple(c for c in addition.caveats if c not in mark.caveats)
    return PortionMark(
        raw,
        _controlled(max(mark.level, addition.level), caveats),
        caveats,
        mark.is_readable and addition.is_readable,
        mark.covers_entire_text or addition.covers_entire_text,
    )


def _inner(mark: PortionMark) -> str:
    return mark.raw.strip("()[]{} \t\xa0")


@lru_cache(maxsize=1024)
def read_words(inner: str) -> PortionMark | None:
    """Read what stands between the brackets of a mark.

    Args:
        inner: the text between the brackets, in either case.

    Returns:
        The reading with `inner` as its raw text; None where it does not even look like a mark (a
        remark in brackets, an enumeration such as ``a`` or ``12``).
    """
    words = [word for word in _WORD_BREAK.split(inner.upper()) if word]
    taken = _take_words(words)
    if taken is not None:
        level, caveats, entire = taken
        is_consistent = level >= Level.C or not CLASSIFIED_ONLY.intersection(caveats)
        return PortionMark(inner, _controlled(level, caveats), caveats, is_consistent, entire)
    if not _looks_like_mark(inner, words):
        return None
    return PortionMark(inner, _highest_hint(inner), _known_caveats(words), False)


def _take_words(words: list[str]) -> tuple[Level, tuple[str, ...], bool] | None:
    """Walk the words of a mark; None where one is unknown or out of place, or no level stands."""
    level: Level | None = None
    caveats: list[str] = []
    entire = False
    position = 0
    while position < len(words):
        if level is not None and words[position] in ("REL", "RELEASABLE"):
            position, releasees = _take_releasees(words, position + 1)
            caveats.append(f"REL TO {', '.join(releasees)}" if releasees else "REL")
            continue
        meaning, length = _longest_meaning(words, position, level)
        if meaning is None:
            if level is None and words[position] in FOREIGN_ORIGINS and position + 1 < len(words):
                caveats.append(f"FGI {words[position]}")
                position += 1
                continue
            return None
        position += length
        level = meaning.level if meaning.level is not None else level
        caveats += meaning.caveats
        entire = entire or meaning.is_note
    return None if level is None else (level, tuple(dict.fromkeys(caveats)), entire)


def _take_releasees(words: list[str], position: int) -> tuple[int, list[str]]:
    if position < len(words) and words[position] == "TO":
        position += 1
    releasees: list[str] = []
    while position < len(words):
        pair = " ".join(words[position : position + 2])
        if pair in RELEASEES:
            releasees.append(pair)
            position += 2
        elif words[position] == "AND":
            position += 1
        elif words[position] in RELEASEES:
            releasees.append(words[position])
            position += 1
        else:
            break
    return position, releasees


class _Meaning(NamedTuple):
    """What a word of a mark says: a level, caveats, or a note on the reach of the mark."""

    level: Level | None
    caveats: tuple[str, ...]
    is_note: bool = False


def _longest_meaning(
    words: list[str], position: int, level: Level | None
) -> tuple[_Meaning | None, int]:
    """The meaning of the longest known run of words, and its length.

    FOUO, LOU, SBU and CUI are a level where none was read yet, and a caveat after one. A caveat
    before the level is out of place: ``(SI/U)`` may be a damaged ``(S)``.
    """
    vocabulary = _levels() if level is None else _others()
    for length in range(min(_LONGEST_SPELLING, len(words) - position), 0, -1):
        meaning = vocabulary.get(" ".join(words[position : position + length]))
        if meaning is not None:
            return meaning, length
    return None, 0


@cache
def _levels() -> dict[str, _Meaning]:
    levels = {
        spelling: _Meaning(row.level, row.caveats)
        for row in LEVEL_WORDS
        for spelling in row.spellings
    }
    return levels | {
        f"{first} {second}": _Meaning(Level.SBU, _others()[second].caveats)
        for first in ("U", "UNCLAS", "UNCLASSIFIED", "SBU")
        for second in ("FOUO", "LOU", "CUI", "SBU")
    }


@cache
def _others() -> dict[str, _Meaning]:
    caveats = {
        spelling: _Meaning(None, (row.name,))
        for row in CAVEAT_WORDS
        for spelling in (row.name, *row.spellings)
    }
    return caveats | {note: _Meaning(None, (), is_note=True) for note in ENTIRE_TEXT_NOTES}


def _is_known(word: str) -> bool:
    return word in _levels() or word in _others()


def _controlled(level: Level, caveats: tuple[str, ...]) -> Level:
    """Raise U to SBU where a caveat restricts who may see it."""
    return Level.SBU if level is Level.U and caveats else level


def _looks_like_mark(inner: str, words: list[str]) -> bool:
    """Tell a damaged mark (``S0``, ``C//XQ``) from an enumeration or a remark in brackets."""
    compact = inner.strip()
    if not words or compact.isdigit():
        return not words  # "( )" is an empty mark, "(12)" an enumeration
    if len(compact) == 1 or not _MARK_LIKE.match(compact):
        return compact[0] in "UCSRTucsrt" and _is_known(words[0]) and "/" in compact
    return _is_known(words[0]) or any(letter in "UCSRT" for letter in words[0][:2])


def _known_caveats(words: list[str]) -> tuple[str, ...]:
    found = (_others()[word].caveats for word in words if word in _others())
    return tuple(dict.fromkeys(name for names in found for name in names))


def _highest_hint(inner: str) -> Level:
    """The highest level of which a letter stands in a damaged mark."""
    upper = inner.upper()
    if "T" in upper and "S" in upper:
        return Level.TS
    return max((_LETTER_LEVELS.get(letter, Level.U) for letter in upper), default=Level.U)
