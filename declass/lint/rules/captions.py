"""The captions of the Department: who gets the cable."""

from __future__ import annotations

from collections.abc import Iterator

from declass.lint.model import Spot
from declass.lint.survey import Survey, phrase, shown_mark

_DISTRIBUTION = ("NODIS", "EXDIS", "LIMDIS")
"""Captions of which the first excludes the others; STADIS may stand beside any of them."""


def several_distributions(survey: Survey) -> Iterator[Spot]:
    """Captions of different distribution stand side by side."""
    found = [name for name in _DISTRIBUTION if name in survey.cable.captions]
    if len(found) > 1:
        lines = (line for line in survey.head_lines if found[1] in line.caveats)
        offset = next((line.offset for line in lines), survey.top)
        yield Spot(offset, f"{' and '.join(found)} stand together, and only one can hold")


def portion_distribution_unsaid(survey: Survey) -> Iterator[Spot]:
    """A portion is marked for a distribution that no caption states."""
    for name in _DISTRIBUTION:
        if name in survey.cable.captions:
            continue
        for mark in survey.marks:
            if name in mark.reading.caveats:
                portion = mark.portion
                yield Spot(
                    portion.spans[0].start,
                    f"{phrase(portion)} is marked {shown_mark(mark)}, and the head has no {name}",
                    portion.name,
                )
                break
