"""The reasons for classification: section and letters, and whether there may be any."""

from __future__ import annotations

import re
from collections.abc import Iterator

from declass.lint.law import AUTHORITY_NAMED, REASON_LETTERS, REASON_SECTIONS
from declass.lint.model import Spot
from declass.lint.survey import Survey

_LISTED = re.compile(
    r"(?<![0-9A-Z.])1\s?[.,]\s?(?P<digit>[45])"
    r"(?P<letters>(?:[\s,;/&]{0,3}(?:AND|OR)?\s?\(\s?[A-Z]\s?\)){1,10})",
    re.IGNORECASE,
)
"""A section and its letters in brackets, also such as no section has."""

_LETTER = re.compile(r"\(\s?([A-Z])", re.IGNORECASE)
_WRITTEN = {
    section: re.compile(rf"(?<![0-9A-Z])[1IL]\s?[.,]?\s?{section[-1]}(?![0-9])", re.IGNORECASE)
    for section in ("1.3", "1.4", "1.5")
}
"""Sections in whatever form the parser reads them in: ``1.4``, ``1,4``, ``14``, ``I.4``."""

_LONGEST_LIST = 80
"""Characters behind the block that are looked at as well: it ends where the parser knows no more
letters."""

_MARKS = frozenset("srtu")
"""Letters in brackets that are rather a portion mark; (c) is a reason as well."""


def section_out_of_time(survey: Survey) -> Iterator[Spot]:
    """The reasons are those of another order than the one in force."""
    for section in dict.fromkeys(reason.partition("(")[0] for reason in _reasons(survey)):
        period = REASON_SECTIONS.get(section)
        day = survey.date_outside(period) if period and _is_written(section, survey) else None
        if day:
            yield Spot(
                _place(survey),
                f"reasons of section {section} are given {period}, and the cable is of {day}",
            )


def letter_unknown(survey: Survey) -> Iterator[Spot]:
    """A reason has a letter that its section has not."""
    for section, letter in _unknown_letters(survey):
        last = REASON_LETTERS[section][-1]
        yield Spot(
            _place(survey),
            f"section {section} has the reasons (a) to ({last}), and no ({letter})",
        )


def incomplete(survey: Survey) -> Iterator[Spot]:
    """A section stands without a letter, or letters without their section."""
    reasons = _reasons(survey)
    for reason in reasons:
        if reason in REASON_LETTERS:
            yield Spot(_place(survey), f"section {reason} stands without a letter")
    lettered = {reason.partition("(")[0] for reason in reasons if "(" in reason}
    if lettered and not any(_is_written(section, survey) for section in lettered):
        yield Spot(_place(survey), "letters stand without the section that has them")


def in_derivative(survey: Survey) -> Iterator[Spot]:
    """A cable that is classified on the word of a source gives a reason."""
    if survey.is_derivative and _reasons(survey):
        yield Spot(_place(survey), "the cable is derived from a source, and gives a reason")


def missing(survey: Survey) -> Iterator[Spot]:
    """A classifier is named, and no reason."""
    block = survey.cable.classified_by
    is_original = survey.is_classified and not survey.is_derivative
    if (
        block is not None
        and block.classifier
        and is_original
        and not block.reasons
        and survey.is_of(AUTHORITY_NAMED)
        and not list(_unknown_letters(survey))
    ):
        yield Spot(block.span.start, "a classifier is named, and no reason can be read")


def unclassified(survey: Survey) -> Iterator[Spot]:
    """An unclassified cable names a classifier or a reason."""
    block = survey.cable.classified_by
    if block is not None and survey.is_unclassified and (block.reasons or block.classifier):
        named = "reasons for classification" if block.reasons else "a classifier"
        yield Spot(block.span.start, f"the cable is unclassified, and names {named}")


def _reasons(survey: Survey) -> tuple[str, ...]:
    block = survey.cable.classified_by
    return block.reasons if block else ()


def _place(survey: Survey) -> int:
    block = survey.cable.classified_by
    return block.span.start if block else survey.top


def _is_written(section: str, survey: Survey) -> bool:
    """True where the section stands in the text; the parser takes letters without one for 1.4."""
    pattern = _WRITTEN.get(section)
    return pattern is None or pattern.search(survey.authority) is not None


def _unknown_letters(survey: Survey) -> Iterator[tuple[str, str]]:
    """Section and letter of each reason that does not exist."""
    block = survey.cable.classified_by
    if block is None:
        return
    text = survey.cable.text[block.span.start : block.span.end + _LONGEST_LIST]
    pairs = [
        (f"1.{found['digit']}", letter.lower())
        for found in _LISTED.finditer(text)
        for letter in _LETTER.findall(found["letters"])
    ]
    pairs += [(reason[:3], reason[4]) for reason in block.reasons if reason[3:4] == "("]
    for section, letter in dict.fromkeys(pairs):
        letters = REASON_LETTERS.get(section)
        if letters and letter not in letters and letter not in _MARKS:
            yield section, letter
