"""The classification authority block: who classified, or on the word of what source."""

from __future__ import annotations

from collections.abc import Iterator

from declass.lint.law import AUTHORITY_NAMED
from declass.lint.model import Spot
from declass.lint.survey import Survey


def classifier_missing(survey: Survey) -> Iterator[Spot]:
    """A cable that is originally classified does not say by whom."""
    block = survey.cable.classified_by
    is_named = block is not None and block.classifier is not None
    if (
        survey.is_classified
        and not is_named
        and not survey.is_derivative
        and survey.is_of(AUTHORITY_NAMED)
    ):
        place = block.span.start if block else survey.top
        yield Spot(place, "nobody is named as classifier, and no source")


def source_missing(survey: Survey) -> Iterator[Spot]:
    """A cable that is derived from a source does not name it."""
    block = survey.cable.classified_by
    if survey.is_derivative and not (block and block.derived_from):
        place = block.span.start if block else survey.top
        yield Spot(place, "the cable is derived from a source, and names none")
