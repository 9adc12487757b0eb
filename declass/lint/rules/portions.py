"""The marks of the portions: that each has one, and that it can be read where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from declass.cable.model import LevelSource, PortionKind
from declass.lint.law import PORTIONS_MARKED
from declass.lint.model import Spot
from declass.lint.survey import Survey, phrase, shown_mark


def unmarked(survey: Survey) -> Iterator[Spot]:
    """A paragraph has no mark, although others have."""
    if not _must_be_marked(survey) or not survey.has_marks:
        return
    for portion in survey.paragraphs:
        is_unmarked = portion.level_source is LevelSource.OVERALL
        if is_unmarked and portion.kind is PortionKind.PARAGRAPH:
            yield Spot(
                portion.spans[0].start,
                f"{phrase(portion)} has no mark: it is treated as {portion.level.title}",
                portion.name,
            )


def none_marked(survey: Survey) -> Iterator[Spot]:
    """No portion at all has a mark."""
    if _must_be_marked(survey) and survey.paragraphs and not survey.has_marks:
        number = len(survey.paragraphs)
        which = "the only paragraph has no mark"
        yield Spot(
            survey.paragraphs[0].spans[0].start,
            f"none of the {number} paragraphs has a mark" if number > 1 else which,
        )


def unreadable(survey: Survey) -> Iterator[Spot]:
    """A mark is damaged, or has a word that no mark has."""
    for portion in survey.damaged:
        yield Spot(
            portion.spans[0].start,
            f"the mark of {phrase(portion)} cannot be read: it is treated as {portion.level.title}",
            portion.name,
        )


def subject_unmarked(survey: Survey) -> Iterator[Spot]:
    """The subject has no mark, although other portions have."""
    if not _must_be_marked(survey) or not survey.has_marks:
        return
    for portion in survey.cable.portions:
        is_unmarked = portion.level_source is LevelSource.OVERALL
        if is_unmarked and portion.kind is PortionKind.SUBJECT:
            yield Spot(
                portion.spans[0].start,
                f"the subject has no mark: it is treated as {portion.level.title}",
                portion.name,
            )


def out_of_place(survey: Survey) -> Iterator[Spot]:
    """A mark lost a bracket, or does not stand before its portion."""
    for mark in survey.marks:
        portion, raw = mark.portion, mark.reading.raw
        start = portion.spans[0].start
        if not (raw.startswith("(") and raw.endswith(")")):
            what = f"the mark {shown_mark(mark)} of {phrase(portion)} is not in round brackets"
        elif raw not in survey.cable.text[start : portion.content]:
            what = f"the mark {shown_mark(mark)} stands behind {phrase(portion)}, not before it"
        else:
            continue
        yield Spot(start, what, portion.name)


def raised(survey: Survey) -> Iterator[Spot]:
    """A second mark, or a statement about several portions, is above the mark of a portion."""
    for mark in survey.marks:
        portion = mark.portion
        if portion.level_source is LevelSource.RAISED and portion.level > mark.reading.level:
            yield Spot(
                portion.spans[0].start,
                f"{phrase(portion)} is marked {shown_mark(mark)}, but {portion.level.title} by"
                " another mark inside it or a statement about it",
                portion.name,
            )


def _must_be_marked(survey: Survey) -> bool:
    return survey.is_classified and survey.is_of(PORTIONS_MARKED)
