"""Caveats: those that exclude each other, and those of portions against those of the head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from declass.lint.law import RELEASEES_LISTED, RETIRED, Period, Retired
from declass.lint.model import Spot
from declass.lint.survey import HeadLine, Mark, Survey, phrase, shown_mark
from declass.marking.banner import close_up, roll_up
from declass.marking.vocabulary import UNCLASSIFIED_CONTROLS

_REL_TO = "REL TO "
_USA = frozenset(("USA", "US"))
_ROLLED_UP = frozenset(
    ("NOFORN", "ORCON", "PROPIN", "IMCON", "FISA", "SI", "TK", "HCS", "G", "SCI", "RD", "FRD",
     "CNWDI", "TFNI")
)  # fmt: skip
"""Caveats that a banner repeats when a classified portion has them."""

_COVERED_BY = {"FRD": {"RD"}, "TFNI": {"RD", "FRD"}, "CNWDI": {"RD"}}
"""A banner names the strictest of them only (10 CFR 1045)."""

_CONTROLS_IN_BANNERS = ("SENSITIVE", "SBU", "FOUO", "FOR OFFICIAL USE ONLY", "LOU",
                        "LIMITED OFFICIAL USE", "CUI")  # fmt: skip


class Place(NamedTuple):
    """Where caveats stand together: a mark, or the lines of the head.

    Attributes:
        caveats: their canonical names.
        offset: where it stands.
        title: how a sentence names it.
        portion: see `Spot`.
    """

    caveats: frozenset[str]
    offset: int
    title: str
    portion: str | None = None


def noforn_with_rel_to(survey: Survey) -> Iterator[Spot]:
    """NOFORN and REL TO stand side by side."""
    for place in _places(survey):
        if "NOFORN" in place.caveats and any(map(_is_release, place.caveats)):
            yield Spot(place.offset, f"{place.title} has both NOFORN and REL TO", place.portion)


def rel_to_without_usa(survey: Survey) -> Iterator[Spot]:
    """A list of releasees does not name USA, or REL stands without a list."""
    if not survey.is_of(RELEASEES_LISTED):
        return
    for place in _places(survey):
        for name in sorted(filter(_is_release, place.caveats)):
            if _USA.isdisjoint(name.removeprefix(_REL_TO).split(", ")):
                what = (
                    f"{name}, without USA" if name.startswith(_REL_TO) else "REL, and names nobody"
                )
                yield Spot(place.offset, f"{place.title} has {what}", place.portion)


def banner_caveat_in_no_portion(survey: Survey) -> Iterator[Spot]:
    """All paragraphs are marked, and none has a caveat of the banner."""
    if not survey.is_classified or not survey.is_wholly_marked:
        return
    carried = {name for mark in survey.marks for name in mark.reading.caveats}
    has_release = any(map(_is_release, carried))
    for line in survey.head_lines:
        for name in line.caveats:
            is_carried = name in carried or (_is_release(name) and has_release)
            if not is_carried and (name in _ROLLED_UP or _is_release(name)):
                yield Spot(line.offset, f"the head has {name}, and no portion has it")


def portion_caveat_not_in_banner(survey: Survey) -> Iterator[Spot]:
    """A classified portion has a caveat that banner and captions lack."""
    classified = [mark for mark in survey.marks if mark.reading.level.is_classified]
    _, rolled_up = roll_up((mark.reading.level, mark.reading.caveats) for mark in classified)
    stated = survey.head_caveats
    says_release = any(map(_is_release, stated)) or "NOFORN" in stated
    for name in rolled_up:
        is_missing = name in _ROLLED_UP and stated.isdisjoint({name} | _COVERED_BY.get(name, set()))
        if _is_release(name):
            is_missing = survey.is_wholly_marked and not says_release
        first = next((mark for mark in classified if _has(mark, name)), None)
        if is_missing and first and survey.is_classified:
            yield Spot(
                first.portion.spans[0].start,
                f"{phrase(first.portion)} is marked {shown_mark(first)}, and the head lacks {name}",
                first.portion.name,
            )


def retired(survey: Survey) -> Iterator[Spot]:
    """A marking stands on the cable that was no longer used on its day."""
    for row in RETIRED:
        day = survey.date_outside(Period(None, row.last))
        offset = _first_place(row, survey) if day else None
        if offset is not None:
            instead = f": {row.instead} took its place" if row.instead else ""
            yield Spot(
                offset, f"{row.name} was used up to {row.last}, and the cable is of {day}{instead}"
            )


def control_beside_classification(survey: Survey) -> Iterator[Spot]:
    """A marking for unclassified information stands beside a classification."""
    for mark in survey.marks:
        controls = UNCLASSIFIED_CONTROLS.intersection(mark.reading.caveats)
        if mark.reading.level.is_classified and controls:
            yield Spot(
                mark.portion.spans[0].start,
                f"{phrase(mark.portion)} is classified, and its mark {shown_mark(mark)} has"
                f" {', '.join(sorted(controls))}",
                mark.portion.name,
            )
    level = survey.banner_level
    if level is None or not level.is_classified:
        return
    for line in survey.head_lines:
        controls = UNCLASSIFIED_CONTROLS.intersection(line.caveats)
        if controls or (line.banner and _has_words(line, _CONTROLS_IN_BANNERS)):
            yield Spot(
                line.offset,
                f"the banner is {level.title}, and a marking for unclassified information stands"
                " beside it",
            )


def _places(survey: Survey) -> Iterator[Place]:
    """Every place where caveats stand together."""
    if survey.head_lines:
        yield Place(frozenset(survey.head_caveats), survey.top, "the head")
    for mark in survey.marks:
        portion = mark.portion
        title = f"{phrase(portion)}, {shown_mark(mark)},"
        caveats = frozenset(mark.reading.caveats)
        yield Place(caveats, portion.spans[0].start, title, portion.name)


def _is_release(name: str) -> bool:
    return name == "REL" or name.startswith(_REL_TO)


def _has(mark: Mark, name: str) -> bool:
    """True where a mark has a caveat; of a list of releasees, any."""
    if _is_release(name):
        return any(map(_is_release, mark.reading.caveats))
    return name in mark.reading.caveats


def _first_place(row: Retired, survey: Survey) -> int | None:
    """Where a retired marking first stands, None where it does not."""
    for line in survey.head_lines:
        if row.name in line.caveats or _has_words(line, row.spellings):
            return line.offset
    marked = (mark.portion for mark in survey.marks if row.name in mark.reading.caveats)
    portion = next(marked, None)
    return portion.spans[0].start if portion else None


def _has_words(line: HeadLine, spellings: tuple[str, ...]) -> bool:
    words = f" {close_up(line.text)} "
    return any(f" {spelling} " in words for spelling in spellings)
