"""The words and numbers of a text, in one form however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

RUN = re.compile(r"[^\W_][\w.,/:'\u2019-]{0,199}")
"""Letters and digits and the signs that join them: 12.5, F-16, O'BRIEN, U.N."""

_ASCII_RUN = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.,/:'-]{0,199}")

LONGEST = 200  # letters: of a longer run the rest is another word
WORD = re.compile(r"[^\W_]{1,200}")

_LOOSE = ".,/:'\u2019-_"
_ALONE = bytes([code if chr(code).isalnum() else ord(" ") for code in range(256)])
_APOSTROPHES = re.compile("['\u2019]")
_ENDINGS = frozenset(("s", "t", "d", "ll", "re", "ve", "m", ""))
_JOINTS = re.compile(r"[-/:_]")
_POINTS = re.compile(r"[.,]")
_HAS_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{3,200}")
_FEWEST_INITIALS = 3


def fold(text: str) -> str:
    """The text in lower case, without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join([sign for sign in apart if not unicodedata.combining(sign)])


def run_in(text: str) -> re.Pattern[str]:
    """What finds in a text what `RUN` does; in ASCII in half the time."""
    return _ASCII_RUN if text.isascii() else RUN


def words(text: str) -> list[str]:
    """What `WORD` finds in a text, folded."""
    if text.isascii():
        found = text.lower().encode().translate(_ALONE).decode().split()
        if max(map(len, found), default=0) <= LONGEST:
            return found
    return [fold(word) for word in WORD.findall(text)]


def tokens(run: str) -> tuple[str, ...]:
    """The tokens of a run.

    ``Ashgrove's`` is ``ashgrove``, ``O'Brien`` ``obrien``, ``Al-Rashid`` ``al`` and ``rashid``,
    ``1,250`` ``1250``, ``F-16`` ``f16``, ``U.N.H.C.R.`` ``unhcr``.

    Args:
        run: what `RUN` finds, in whatever case.
    """
    run = fold(run)
    if not run.isalpha():
        run = run.strip(_LOOSE)
    return (run,) if run.isalpha() else tuple(_taken_apart(run))


def tokens_of_each(runs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each run with its tokens. Most are words of letters alone, and quickly told."""
    return {run: (run.lower(),) if run.isascii() and run.isalpha() else tokens(run) for run in runs}


def _taken_apart(run: str) -> Iterator[str]:
    stem, *rest = _APOSTROPHES.split(run)
    run = stem if len(rest) == 1 and rest[0] in _ENDINGS else "".join([stem, *rest])
    before = ""
    for piece in _JOINTS.split(run):
        is_number = _HAS_DIGIT.search(piece)
        yield from _of_number(piece) if is_number else _of_word(piece)
        if before.isalpha() and piece.isdecimal():
            yield before + piece
        before = piece


def _of_number(piece: str) -> Iterator[str]:
    """Digits and letters together, and the words among them."""
    whole = _POINTS.sub("", piece)
    yield whole
    if not whole.isdecimal():
        yield from _LETTERS.findall(piece)


def _of_word(piece: str) -> Iterator[str]:
    parts = [part for part in _POINTS.split(piece) if part]
    if len(parts) >= _FEWEST_INITIALS and all(len(part) == 1 for part in parts):
        yield "".join(parts)
    else:
        yield from parts
