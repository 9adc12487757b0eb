"""What a reviewer decides beyond the level: plain frozen records, and how portions are named.

A choice names portions by their numbers as `declass show` prints them, and quotes no word of the
cable but in `Words`, which therefore goes into no release, record or message.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from declass.cable.model import PortionKind
from declass.errors import UsageError
from declass.redact.release import Amount

_ITEM = "(?:[0-9]{1,6}|[a-z]|[ivx]{2,8})"
_NUMBER = rf"{_ITEM}(?:\.{_ITEM}){{0,9}}"
_KINDS = "|".join(PortionKind)
# Not compiled here: most releases need none of them.
_ADDRESS = rf"(?P<first>{_KINDS}|{_NUMBER})(?:\s?[-\u2013]\s?(?P<last>{_KINDS}|{_NUMBER}))?"
_LINES = r"lines?\s(?P<first>[1-9][0-9]{0,6})(?:\s?[-\u2013]\s?(?P<last>[0-9]{1,7}))?"
_ELLIPSIS = r"\s(?:\.\.\.|\u2026)\s"


class SubjectChoice(StrEnum):
    """What a reviewer decides about a subject that carries no mark."""

    BY_RULE = "by-rule"  # unmarked: withheld below the classification of the cable
    RELEASE = "release"
    WITHHOLD = "withhold"


class Address(NamedTuple):
    """A portion, or all from one to another.

    Attributes:
        first: its number as a path (``"2.a"``), or its kind where it has none (``"subject"``).
        last: the same of the last one; equal to `first` for a single one.
    """

    first: str
    last: str

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}-{self.last}"


class Words(NamedTuple):
    """A passage by its words. They are words of the cable, and as secret as it is.

    Attributes:
        first: its first words.
        last: its last words; "" where `first` are all of them.
    """

    first: str
    last: str = ""

    def __str__(self) -> str:
        return f"{self.first} ... {self.last}" if self.last else self.first


class Lines(NamedTuple):
    """A passage by the lines of its portion, counted from 1 at the line with the number."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Withholding:
    """Portions, or a passage of one, that are withheld whatever their level.

    Attributes:
        portions: which.
        passage: what of the one portion that is named; None for all of it.
        grounds: the exemptions that the reviewer states, in canonical form (`grounds`).
        reason: why, in the reviewer's words, which are kept in the review file and shown nowhere.
    """

    portions: tuple[Address, ...]
    passage: Words | Lines | None = None
    grounds: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_exempting(self) -> bool:
        """True where grounds are stated for whole portions."""
        return bool(self.grounds) and self.passage is None

    def __str__(self) -> str:
        """The option that says the same, without words of the cable."""
        if self.passage is not None:
            return f"--withhold-text {portions_text(self.portions)}"
        if self.grounds:
            return f"--exempt {', '.join(self.grounds)}:{portions_text(self.portions)}"
        return f"--withhold {portions_text(self.portions)}"


@dataclass(frozen=True, slots=True)
class Releasing:
    """Portions that are released although they are above the level.

    Attributes:
        portions: which, each of them alone.
        authority: who says so, or the document that does.
        reason: why, in words fit to be shown to anyone who may see the register.
    """

    portions: tuple[Address, ...]
    authority: str
    reason: str

    def __str__(self) -> str:
        return f"--release {portions_text(self.portions)}"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reviewer decides beyond the ceiling.

    Attributes:
        subject: about an unmarked subject; a subject marked above the ceiling is never shown.
        accepts_compilation: the reviewer has looked at a cable whose portions are all marked below
            its banner, and finds that they may be released together (32 CFR 2001.24(g)).
        amount: what the release tells of how much is withheld.
        merges: withheld portions that touch become one box, without their numbers and marks.
        on: the day of the release, on which its grounds depend; None for within 25 years.
        releasable_to: countries that are to get the release, as REL TO lists name them.
        excluded_caveats: canonical names of caveats; what carries one is withheld.
        withheld: portions and passages that are withheld whatever their level.
        released: portions that are released although they are above the level.
    """

    subject: SubjectChoice = SubjectChoice.BY_RULE
    accepts_compilation: bool = False
    amount: Amount = Amount.LINES
    merges: bool = False
    on: dt.date | None = None
    releasable_to: tuple[str, ...] = ()
    excluded_caveats: tuple[str, ...] = ()
    withheld: tuple[Withholding, ...] = ()
    released: tuple[Releasing, ...] = ()


def read_portions(text: str) -> tuple[Address, ...]:
    """Read the portions that a choice names: ``3``, ``5-7``, ``3,5-7``, ``2.a``, ``subject``.

    Raises:
        UsageError: a part of it is neither number nor kind, nor a range.
    """
    return tuple([_read_address(" ".join(part.split()).lower()) for part in text.split(",")])


def portions_text(portions: Iterable[Address]) -> str:
    """The same in canonical form, without blanks."""
    return ",".join(map(str, portions))


def read_passage(text: str) -> Words | Lines:
    """Read a passage: ``lines 2-3``, or what `read_words` reads, with or without quotation marks.

    Raises:
        UsageError: it is neither.
    """
    if found := re.fullmatch(_LINES, " ".join(text.lower().split())):
        return _lines(int(found["first"]), int(found["last"] or found["first"]))
    return read_words(_bare(text))


def read_words(text: str) -> Words:
    """Read a passage by its words: ``first words ... last words``, or all of them.

    Raises:
        UsageError: there are no words, or more than one ellipsis among them.
    """
    first, *rest = [" ".join(part.split()) for part in re.split(_ELLIPSIS, f" {text} ")]
    if not first or len(rest) > 1 or rest == [""]:
        raise UsageError(
            "a passage is not given as it should be",
            remedy='give "first words ... last words", or lines 2-3 of the portion',
        )
    return Words(first, *rest)


def read_lines(text: str) -> Lines:
    """Read a passage by its lines: ``2-3`` or ``2``.

    Raises:
        UsageError: they are no numbers, or stand backwards.
    """
    if found := re.fullmatch(_LINES, f"lines {' '.join(text.split())}"):
        return _lines(int(found["first"]), int(found["last"] or found["first"]))
    raise UsageError("these are no lines", remedy="give them as in 2-3, counted from 1")


def _read_address(text: str) -> Address:
    found = re.fullmatch(_ADDRESS, text)
    if found is None:
        raise UsageError(
            "a portion is not named as it should be",
            remedy="give numbers as declass show prints them, such as 3, 5-7, 2.a or subject",
        )
    return Address(found["first"], found["last"] or found["first"])


def _lines(first: int, last: int) -> Lines:
    if last < first:
        raise UsageError(f"lines {first}-{last} stand backwards", remedy="give the first one first")
    return Lines(first, last)


def _bare(text: str) -> str:
    """The text without the quotation marks around it."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
