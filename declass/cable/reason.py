r"""Reasons for classification: ``Reasons 1.4 (B) and (D)`` becomes ``1.4(b)``, ``1.4(d)``.

The sections that list reasons are 1.4 of E.O. 12958 as amended and of E.O. 13526, 1.5 of
E.O. 12958 (1995), 1.3(a)(1) to (10) of E.O. 12356, and 1-301 of E.O. 12065. A number such as 1.4
is a reason only where a lead word (REASON) or a list of letters says so: ``1.4 million`` is none.
Where letters follow the lead word REASON without a section (``REASONS B and D.``), they are taken
for those of 1.4, if nothing but the end of the clause follows and no order before 1995 is cited.

The expression is read by a scanner that goes forward only; each of its steps is one bounded
pattern, so that the time is proportional to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple


class ReasonsFound(NamedTuple):
    """A list of reasons in a text.

    Attributes:
        reasons: normal forms in order of appearance, without doubles (``"1.4(b)"``); a section
            that is cited without a letter stands alone (``"1.4"``).
        start: offset of the first character: the lead word, the order or the section.
        end: offset behind the last one, closing brackets and punctuation included.
    """

    reasons: tuple[str, ...]
    start: int
    end: int


def find_reasons(text: str) -> ReasonsFound | None:
    """Find the first list of reasons in a text.

    Args:
        text: a few lines of a cable, line breaks folded or not. A blank line ends a list.

    Returns:
        The reasons and where their expression stands, or None where there is none.
    """
    evident = EVIDENT.search(text)
    if evident and not _LEADS_FURTHER_BACK.search(text[: evident.start()]):
        letters = dict.fromkeys(LETTER.findall(evident["letters"].lower()))
        reasons = tuple(f"1.{evident['section']}({letter})" for letter in letters)
        return ReasonsFound(reasons, evident.start(), evident.end())
    for begin in _compiled(_BEGIN).finditer(text):
        if found := _read_expression(text, begin):
            return found
    return None


EVIDENT = re.compile(
    r"(?:\bFOR )?\bREASONS?:? 1\.(?P<section>[45])\s?"
    r"(?P<letters>\([A-G]\)(?:(?:, |,? AND )\([A-G]\)){0,6})\.?(?=\s{0,20}\Z)",
    re.IGNORECASE,
)
"""The plainest form, at the end of a text; it is read like this by the scanner too (tested). Most
cables have it, and need not load the patterns of all others."""

LETTER = re.compile("[a-g](?=\\))")
_LEADS_FURTHER_BACK = re.compile(
    r"1\s?[.,]|REASON|\b(?:FOR|TO|PER|UNDER|CITING|SECTIONS?|THE|ON|WITH|[0-9A-Z.,]*[0-9][,:;]?"
    r"|AMENDED[,:;]?)\s{0,8}\Z",
    re.IGNORECASE,
)
"""What before it belongs to the expression, or is one of its own."""


# Blanks and at most one line break. A blank line is no gap: it ends a paragraph.
_GAP = r"[^\S\n]{0,80}+(?:\n[^\S\n]{0,80}+)?+"
_SECTION = (
    rf"(?:(?P<one>[1IL]){_GAP}[.,]{_GAP}(?P<digit>[345])|(?P<old>1{_GAP}-{_GAP}301))(?![0-9])"
)
_ORDER = (
    r"(?:E\s?\.?\s?[O0]\s?\.?|EXECUTIVE\s{1,3}ORDER)\s{0,3}[0-9]{5}"
    r"(?:,?\s{1,3}AS\s{1,3}AMENDED)?"
)
_WEAK_LEAD = (
    r"(?:DUE\s{1,3}TO|PURSUANT\s{1,3}TO|ACCORDING\s{1,3}TO|IN\s{1,3}ACCORDANCE\s{1,3}WITH"
    r"|BASED\s{1,3}ON|PER|FOR|UNDER|CITING|SECTIONS?)"
)

_BEGIN = rf"""
    (?<![A-Z0-9.])                                  # not inside 11.4, SUPER or TREASON
    (?: (?:{_WEAK_LEAD}\s{{1,4}}(?={_ORDER}))?      # PURSUANT TO E.O. 12958, REASONS
        (?:{_ORDER}[\s,:;]{{1,4}})?                 # E.O. 12958, REASONS
        (?:{_WEAK_LEAD}\s{{1,4}}(?:THE\s{{1,3}})?)? # FOR REASONS, DUE TO THE REASONS
        (?P<strong>R\s?E\s?A\s?S\s?O\s?N            # REASON, R E A S O N
            (?:\s?S\b|\s?\(\s?S\s?\)|\b))           # REASONS, REASON(S)
      | {_WEAK_LEAD}(?=[\s:])                       # PER 1.4(b), UNDER SECTION 1.4(b)
      | {_ORDER}                                    # E.O. 12958 1.4 (b)
      | (?={_SECTION})                              # 1.4 (b)
    )
    """
"""Where an expression may begin (searched for)."""

_PREAMBLE = rf"""
    (?: {_GAP} (?: {_ORDER} | FOR\ CLASSIFICATION\b | CITED\b | {_WEAK_LEAD}\b
                 | (?:IS|ARE|OF|IN|THE)\b | SECS?\b | PARA(?:GRAPH)?S?\b | [:;.,=\[(-] )
    ){{0,10}}+ {_GAP}
    """
"""What may stand between the lead word and the section."""

_PIECE = rf"""
    (?P<gap>{_GAP})
    (?: (?P<open>[(\[{{])
      | (?P<close>[)\]}}])
      | (?P<run>(?<=[(\[{{])[A-H]{{2,4}}(?=[)\]}}]))        # (bd)
      | (?P<letter>[A-H])(?![A-Z0-9])
      | (?P<quote>["'\u2018\u2019\u201c\u201d]{{1,2}})      # "b"
      | (?P<unit>(?:SUB-?\s?)?(?:SECTION|PARAGRAPH|PARA|PART)S?\b|(?:LETTER|ITEM)S?\b)
      | (?P<number>(?<=[(\[{{])(?:10|[1-9])(?=\s?[)\]}}]))  # (10), of 1.3(a)(10)
      | (?P<unreadable>(?<=[(\[{{])[O0](?=\s?[)\]}}]))      # (0): it may be (c) or (d)
      | (?P<range>-|\u2013|\u2014|(?:TO|THROUGH|THRU)(?![A-Z]))
      | (?P<joint>(?:AND/OR|AND|OR)(?![A-Z]) | [,/\\&+:.])
    )
    """
"""The pieces of a list of letters."""

_LOST_POINT = r"1\s?(?P<digit>[345])(?=\s{0,2}[(\[{\"']?\s?[A-H]\b)"
"""14 (b), which is 1.4 (b) where a lead word says so."""

_BARE_LETTER = r"\s{0,2}[(\[{\"']?\s?[A-H]\b"
"""REASONS B and D; the section is left out."""

_OLD_ORDER = r"E\s?\.?\s?[O0]\s?\.?\s{0,3}(?:11652|12065|12356)|ORDER\s{1,3}(?:11652|12065|12356)"

_SUBSTANCE = ("letter", "run", "number", "unreadable", "close")
_LETTERS = "abcdefgh"
_NUMBERS = tuple([str(number) for number in range(1, 11)])

_WORD = rf"{_GAP}(?!(?:AND|OR|TO|THRU|THROUGH|OF)\b)[A-Z0-9]"
"""A word that is none of a list of letters."""

_PORTION_MARK = rf"[(\[{{]\s?[A-H]\s?[)\]}}]{_WORD}"
"""A bracketed letter with a word after it: at the start of a line, the mark of a portion."""

_ENDS_CLAUSE = r"[^\S\n]{0,80}+(?:\Z|[\n.,;:)\]])"
_NEXT_SECTION = (
    rf"(?:{_GAP}(?:[,;/&+]|(?:AND|OR)\b)){{0,3}}+{_GAP}(?:SECTIONS?{_GAP})?(?={_SECTION})"
)
_NEXT_LOST = rf"{_GAP}(?:[,/&+]|(?:AND|OR)\b){_GAP}(?={_LOST_POINT})"
_SUFFIX = rf"{_GAP},?{_GAP}(?:OF|UNDER|IN)\s{{1,3}}(?:THE\s{{1,3}})?{_ORDER}"
_TRAILING = r"(?:[^\S\n]{0,3}+[)\]}.,;:]){0,4}+"


def _read_expression(text: str, begin: re.Match[str]) -> ReasonsFound | None:
    """Read sections and their letters from a beginning; None where there are none."""
    is_led = begin["strong"] is not None
    position = end = _past(_PREAMBLE, text, begin.end())
    reasons: list[str] = []
    section = _section(text, position, is_led=is_led)
    if section is None and is_led and not _compiled(_OLD_ORDER).search(text, begin.start(), end):
        section = _left_out(text, position)
    while section:
        letters = _read_letters(text, section)
        if not _is_list(text, letters, section, is_led=is_led):
            break
        reasons += [f"{section.name}{letter}" for letter in letters.names] or [section.name]
        end = letters.end
        position = _past(_NEXT_SECTION, text, end)
        if is_led and position == end:
            position = _past(_NEXT_LOST, text, end)
        section = _section(text, position, is_led=is_led)
    if not reasons:
        return None
    start = begin.start() - text.endswith(("(", "[", "{"), 0, begin.start())
    end = _past(_TRAILING, text, _past(_SUFFIX, text, end))
    return ReasonsFound(tuple(dict.fromkeys(reasons)), start, end)


def _past(pattern: str, text: str, position: int) -> int:
    """Offset behind a match at a position; the position itself where there is none."""
    found = _match(pattern, text, position)
    return found.end() if found else position


def _match(pattern: str, text: str, position: int) -> re.Match[str] | None:
    return _compiled(pattern).match(text, position)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled on first use, so that importing the room costs nothing."""
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


class _Section(NamedTuple):
    """A section that lists reasons: its name, and the offset behind it."""

    name: str
    end: int
    is_left_out: bool = False


def _section(text: str, position: int, *, is_led: bool) -> _Section | None:
    """The section at a position; after a lead word, also one that has lost its point."""
    if found := _match(_SECTION, text, position):
        return _Section("1-301" if found["old"] else f"1.{found['digit']}", found.end())
    if is_led and (found := _match(_LOST_POINT, text, position)):
        return _Section(f"1.{found['digit']}", found.end())
    return None


def _left_out(text: str, position: int) -> _Section | None:
    """Section 1.4 where letters follow the lead word at once.

    The letters of E.O. 12958 (1995) s1.5 mean the same as those of 1.4 in its amended form and in
    E.O. 13526, which is the section that a release cites today.
    """
    if _match(_BARE_LETTER, text, position):
        return _Section("1.4", position, is_left_out=True)
    return None


class _Letters(NamedTuple):
    """The letters after a section: their normal forms, where they end, how they are written."""

    names: tuple[str, ...]
    end: int
    is_bracketed: bool


def _is_list(text: str, letters: _Letters, section: _Section, *, is_led: bool) -> bool:
    """True where what follows a section makes it a reason; a lead word makes nearly anything."""
    if section.is_left_out:
        return bool(letters.names) and _match(_ENDS_CLAUSE, text, letters.end) is not None
    if not letters.names:
        ends = _match(_ENDS_CLAUSE, text, letters.end) or _match(_SUFFIX, text, letters.end)
        return is_led and bool(ends or _match(_NEXT_SECTION, text, letters.end))
    is_attached = letters.end == section.end + 1
    is_alone = len(letters.names) == 1 and not letters.is_bracketed and not is_attached
    return is_led or not (is_alone and _match(_WORD, text, letters.end))


def _read_letters(text: str, section: _Section) -> _Letters:
    """Read the letters after a section, as far as they go; for 1.3, the numbers under (a) too."""
    has_numbers = section.name == "1.3"
    pieces = _ended(list(_pieces(text, section.end, has_numbers=has_numbers)))
    return _Letters(
        _numbered(pieces) if has_numbers else _filled(pieces, _LETTERS),
        pieces[-1].end() if pieces else section.end,
        any(piece.lastgroup in ("open", "close") for piece in pieces),
    )


def _ended(pieces: list[re.Match[str]]) -> list[re.Match[str]]:
    """The pieces up to the last letter, with the bracket or quote that closes it."""
    last = max([n for n, piece in enumerate(pieces) if piece.lastgroup in _SUBSTANCE], default=-1)
    kept, rest = pieces[: last + 1], pieces[last + 1 :]
    is_quoted = sum(piece.lastgroup == "quote" for piece in kept) % 2 == 1
    return kept + rest[:1] if is_quoted and rest and rest[0].lastgroup == "quote" else kept


def _pieces(text: str, position: int, *, has_numbers: bool) -> Iterator[re.Match[str]]:
    """The pieces that belong to the list, in order; joints at its end may be left over."""
    before = "section"
    while (piece := _match(_PIECE, text, position)) and _belongs(text, piece, before):
        if piece.lastgroup == "number" and not has_numbers:
            return
        yield piece
        before = before if piece.lastgroup == "quote" else piece.lastgroup or ""
        position = piece.end()


def _belongs(text: str, piece: re.Match[str], before: str) -> bool:
    """False where a piece is the beginning of something else."""
    match piece.lastgroup:
        case "letter":
            is_article = piece["letter"] in "aA" and bool(_match(_WORD, text, piece.end()))
            return not is_article and before != "close"
        case "open":
            is_new_line = "\n" in piece["gap"] and before not in ("joint", "range")
            is_mark = is_new_line and bool(_match(_PORTION_MARK, text, piece.start("open")))
            return before != "open" and not is_mark
        case "close":
            return before in _SUBSTANCE and before != "close"
        case "joint":
            return before in ("section", "unit") or piece["joint"] not in ".:"
        case "unit":
            return before in ("section", "joint")
        case _:
            return True


def _filled(pieces: list[re.Match[str]], sequence: Sequence[str]) -> tuple[str, ...]:
    """The members of a sequence that pieces name, in brackets, ranges filled in."""
    names: list[str] = []
    is_range = False
    for piece in pieces:
        if piece.lastgroup == "range":
            is_range = bool(names)
        elif piece.lastgroup in ("letter", "run", "number"):
            value = piece[piece.lastgroup].lower()
            if is_range and names[-1] in sequence:
                names += sequence[sequence.index(names[-1]) + 1 : sequence.index(value[0])]
            names += [value] if value in sequence else value
            is_range = False
    return tuple([f"({name})" for name in names])


def _numbered(pieces: list[re.Match[str]]) -> tuple[str, ...]:
    """``(a)(1)``, ``(a)(2)``... for the pieces after section 1.3 of E.O. 12356."""
    numbers = _filled(
        [piece for piece in pieces if piece.lastgroup in ("number", "range")], _NUMBERS
    )
    letters = [piece["letter"].lower() for piece in pieces if piece.lastgroup == "letter"]
    letter = f"({letters[0]})" if letters else "(a)"
    return tuple([f"{letter}{number}" for number in numbers]) or ((letter,) if letters else ())
