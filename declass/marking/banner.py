"""Banners: reading one in whatever dress it comes, and rolling portions up into one.

A telegram spells its banner with blanks between the letters, adds caveats, the number of the
section, and its own post and number: ``S E C R E T NOFORN SECTION 01 OF 02 TOKYO 000804``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from declass.marking.level import Level
from declass.marking.posts import known_post
from declass.marking.releasees import RELEASEES
from declass.marking.vocabulary import (
    CAVEAT_WORDS,
    DECAPTIONED,
    HANDLING_WORDS,
    LEVEL_WORDS,
    UNCLASSIFIED_CONTROLS,
)

LONGEST_BANNER = 160
"""Characters of the longest line that is looked at as a banner."""

_OPENING = re.compile(
    r"(?:T\s{0,3}O\s{0,3}P|S\s{0,3}E\s{0,3}[CN]|C\s{0,3}O\s{0,3}[NS]|U\s{0,3}N\s{0,3}C|R\s{0,3}E\s{0,3}S|S\s{0,3}B\s{0,3}U"
    r"|N\s{0,3}A\s{0,3}T|L\s{0,3}I\s{0,3}M|L\s{0,3}O\s{0,3}U|F\s{0,3}O\s{0,3}[UR]|C\s{0,3}U\s{0,3}I)",
    re.IGNORECASE,
)
_WORD_BREAK = re.compile(r"[\s/,;:.\-]+")
_SECTION = re.compile(r"\bSECTION\s{1,4}(\d{1,3})\s{1,4}OF\s{1,4}(\d{1,3})\b", re.IGNORECASE)
_POST = re.compile(r"\s*((?:[A-Z][A-Z'.]*\s{1,3}){1,4})(\d{1,8})\s*\Z", re.IGNORECASE)
_MISSPELLABLE = ("CONFIDENTIAL", "RESTRICTED", "SECRET", "TOP SECRET")
_MISSPELT_RATIO = 0.85
_MISSPELT_LETTERS = 2
_LONGEST_CAVEAT = 6
"""Words of the longest spelling of a caveat."""


class Banner(NamedTuple):
    """A banner line as read.

    Attributes:
        level: the level that it states.
        caveats: canonical names, captions such as SIPDIS among them.
        section: number of the section and of how many, (1, 1) where it says nothing.
        post: the post printed after the level, upper case, without unknown words before it, or
            None; a post that `declass.marking.posts` does not know is kept, but not understood.
        number: the message number printed after the post, or None.
        is_misspelt: the level was recognised although a letter is wrong or missing.
        is_understood: every word of the line was read.
    """

    level: Level
    caveats: tuple[str, ...]
    section: tuple[int, int]
    post: str | None
    number: int | None
    is_misspelt: bool
    is_understood: bool

    @property
    def is_bare(self) -> bool:
        """True where the line says nothing but level and caveats."""
        return self.section == (1, 1) and self.post is None and self.is_understood


def read_banner(line: str) -> Banner | None:
    """Read a line as a banner.

    A misspelt level is recognised for classified levels only: a damaged UNCLASSIFIED is no banner
    (fail closed).

    Args:
        line: one line, without leading blanks.

    Returns:
        The banner, or None where the line does not begin with a level.
    """
    if len(line) > LONGEST_BANNER or not _OPENING.match(line):
        return None
    section = _SECTION.search(closed := close_up(line.upper()))
    if section:
        closed = f"{closed[: section.start()]} {closed[section.end() :]}"
    words = [word for word in _WORD_BREAK.split(closed) if word]
    opening = _take_level(words)
    if opening is None:
        return None
    level, caveats, position, is_misspelt = opening
    position, more = _take_caveats(words, position)
    post = _POST.match(" ".join(words[position:]))
    known = known_post(post[1].strip()) if post else None
    names = tuple(dict.fromkeys(caveats + more))
    return Banner(
        level=Level.SBU if level is Level.U and UNCLASSIFIED_CONTROLS & set(names) else level,
        caveats=tuple(name for name in names if name not in UNCLASSIFIED_CONTROLS),
        section=(int(section[1]), int(section[2])) if section else (1, 1),
        post=known or (" ".join(post[1].split()) if post else None),
        number=int(post[2]) if post else None,
        is_misspelt=is_misspelt,
        is_understood=known == post[1].strip() if post else position == len(words),
    )


def read_caveats(line: str) -> tuple[str, ...] | None:
    """Read a line that consists of caveats and captions only (``NOFORN SIPDIS``).

    Args:
        line: one line, without blanks at its ends; slashes there are left out (``//NOFORN//``).

    Returns:
        Canonical names in order; None where the line is empty or holds any other word.
    """
    line = line.strip("/ ")
    if len(line) > LONGEST_BANNER or line[:2].upper() not in _caveat_openings():
        return None
    words = [word for word in _WORD_BREAK.split(close_up(line.upper())) if word]
    position, names = _take_caveats(words, 0)
    return names if names and position == len(words) else None


def close_up(line: str) -> str:
    """Join spaced-out letters: ``S E C R E T  N O F O R N`` becomes ``SECRET NOFORN``.

    Args:
        line: upper-case text.

    Returns:
        The line with every run of three or more single letters joined, and cut again into the
        banner words that it consists of.
    """
    closed: list[str] = []
    letters: list[str] = []
    for word in [*line.replace("/", " ").split(), ""]:
        if len(word) == 1 and word.isalpha():
            letters.append(word)
            continue
        if letters:
            run = "".join(letters)
            closed += _cut(run) if len(letters) >= 3 else letters
            letters = []
        closed.append(word)
    return " ".join(closed).strip()


def _cut(run: str) -> list[str]:
    """Cut joined letters into banner words; left whole where they are no such words."""
    words: list[str] = []
    rest = run
    while rest:
        word = next((word for word in _joined_words() if rest.startswith(word)), None)
        if word is None:
            return [run]
        words.append(word)
        rest = rest[len(word) :]
    return words


@cache
def _joined_words() -> tuple[str, ...]:
    spellings = ["SECTION", "OF"]
    spellings += [spelling for row in LEVEL_WORDS for spelling in row.spellings]
    spellings += _caveats()
    parts = {part for spelling in spellings for part in spelling.split() if len(part) > 1}
    return tuple(sorted(parts | {"EFTO"}, key=len, reverse=True))


def _take_level(words: list[str]) -> tuple[Level, tuple[str, ...], int, bool] | None:
    levels = _levels()
    for length in range(min(3, len(words)), 0, -1):
        row = levels.get(" ".join(words[:length]))
        if row:
            return row[0], row[1], length, False
    return _take_misspelt_level(words)


def _take_misspelt_level(words: list[str]) -> tuple[Level, tuple[str, ...], int, bool] | None:
    """The classified level nearest to the first word or two, if any is near enough."""
    candidates = [("".join(words[:length]), length) for length in (1, 2)]
    readings = [
        (SequenceMatcher(None, written, title).ratio(), length, title)
        for written, length in candidates
        for title in _MISSPELLABLE
        if written[:1] == title[:1] and abs(len(written) - len(title)) <= _MISSPELT_LETTERS
    ]
    ratio, length, title = max(readings, default=(0.0, 0, ""))
    return (_levels()[title][0], (), length, True) if ratio >= _MISSPELT_RATIO else None


@cache
def _levels() -> dict[str, tuple[Level, tuple[str, ...]]]:
    return {
        spelling: (row.level, row.caveats)
        for row in LEVEL_WORDS
        for spelling in row.spellings
        if len(spelling) > 2
    }


def _take_caveats(words: list[str], position: int) -> tuple[int, tuple[str, ...]]:
    names: list[str] = []
    while position < len(words):
        if words[position] in ("REL", "RELEASABLE"):
            position += 2 if words[position + 1 : position + 2] == ["TO"] else 1
            first = position
            while position < len(words) and words[position] in RELEASEES:
                position += 1
            names.append(
                f"REL TO {', '.join(words[first:position])}" if position > first else "REL"
            )
            continue
        if words[position] == DECAPTIONED and names:
            position += 1
            continue
        for length in range(_LONGEST_CAVEAT, 0, -1):
            name = _caveats().get(" ".join(words[position : position + length]))
            if name and position + length <= len(words):
                names.append(name)
                position += length
                break
        else:
            break
    return position, tuple(names)


@cache
def _caveats() -> dict[str, str]:
    return {
        spelling: row.name
        for row in CAVEAT_WORDS + HANDLING_WORDS
        for spelling in (row.name, *row.spellings)
        if len(spelling) > 1
    }


@cache
def _caveat_openings() -> frozenset[str]:
    """The first two characters of every caveat, as written and with its letters spaced out."""
    spellings = [*_caveats(), "REL"]
    return frozenset([each[:2] for each in spellings] + [f"{each[0]} " for each in spellings])


def roll_up(marks: Iterable[tuple[Level, tuple[str, ...]]]) -> tuple[Level, tuple[str, ...]]:
    """The overall marking that a set of portions implies (32 CFR 2001.21(b), 2001.24(f)).

    The level is the highest of all. Caveats are joined; controls on unclassified information fall
    away under a classification; a REL TO list stands only where every classified portion has one,
    and then names those whom all of them name; NOFORN overrides it.

    Args:
        marks: level and canonical caveats of each portion.

    Returns:
        Level and caveats of the banner. UNCLASSIFIED for no portions at all.
    """
    portions = list(marks)
    level = max((level for level, _ in portions), default=Level.U)
    names = list(dict.fromkeys(name for _, caveats in portions for name in caveats))
    if level.is_classified:
        names = [name for name in names if name not in UNCLASSIFIED_CONTROLS]
    names = [name for name in names if not name.startswith("REL")]
    common = _common_releasees(portions)
    if common and "NOFORN" not in names:
        names.append(f"REL TO {', '.join(common)}")
    return level, tuple(names)


def _common_releasees(portions: list[tuple[Level, tuple[str, ...]]]) -> list[str]:
    lists = [
        next((name[7:].split(", ") for name in caveats if name.startswith("REL TO ")), [])
        for level, caveats in portions
        if level.is_classified
    ]
    if not lists:
        return []
    return [name for name in lists[0] if all(name in others for others in lists[1:])]


def banner_text(level: Level, caveats: Iterable[str] = ()) -> str:
    """The line that a page prints for a marking: ``SECRET//NOFORN``."""
    return "//".join([level.title, *caveats])
