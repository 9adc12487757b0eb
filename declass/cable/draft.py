"""A cable while it is being read: the few mutable records of the parser.

Nothing here leaves the room; `declass.cable.parse` freezes them into the records of
`declass.cable.model`.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime

from declass.cable.model import (
    Addressee,
    ClassifiedBy,
    EOLine,
    Furniture,
    FurnitureKind,
    PortionKind,
    Remark,
    Span,
)
from declass.marking.banner import Banner
from declass.marking.portion_mark import PortionMark


@dataclass(slots=True)
class DraftPortion:
    """A portion whose end and level are not known yet.

    Attributes:
        kind: what sort of portion.
        number: its number as a path, or None.
        mark: its own mark, or None.
        content: offset at which its words begin.
        parent: the portion whose mark stands for an unmarked sub-paragraph.
        heading: the heading that it stands under.
        spans: where it stands; the last one grows while lines are added.
        is_evident: False for an unmarked heading that only its look tells from a sentence.
    """

    kind: PortionKind
    number: str | None
    mark: PortionMark | None
    content: int
    parent: DraftPortion | None = None
    heading: DraftPortion | None = None
    spans: list[Span] = field(default_factory=list)
    is_evident: bool = True

    def covers(self, position: int) -> bool:
        """True where an offset lies in one of its spans, which are in order."""
        index = bisect_right(self.spans, (position, sys.maxsize)) - 1
        return index >= 0 and position < self.spans[index].end

    def extend(self, start: int, end: int) -> None:
        """Add a stretch of text; one that touches the last is joined to it."""
        if self.spans and self.spans[-1].end == start:
            self.spans[-1] = Span(self.spans[-1].start, end)
        else:
            self.spans.append(Span(start, end))


@dataclass(slots=True)
class DraftCable:
    """Everything read so far."""

    text: str
    furniture: list[Furniture] = field(default_factory=list)
    portions: list[DraftPortion] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    banners: list[Banner] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    security_levels: list[str] = field(default_factory=list)
    precedence: str | None = None
    dtg: datetime | None = None
    origin: str | None = None
    station_number: int | None = None
    post: str | None = None
    addressees: list[Addressee] = field(default_factory=list)
    eo_lines: list[EOLine] = field(default_factory=list)
    classified_by: ClassifiedBy | None = None
    subject: str | None = None
    tags: list[str] = field(default_factory=list)
    references: str = ""
    identifier: str | None = None
    created: date | None = None
    filed_classification: Banner | None = None
    organs: set[str] = field(default_factory=set)
    head_lines: set[str] = field(default_factory=set)
    known_instructions: set[str] = field(default_factory=set)

    def add(self, kind: FurnitureKind, start: int, end: int, *, is_understood: bool = True) -> None:
        """Add a piece of furniture, joined to the one before where both are alike and touch."""
        last = self.furniture[-1] if self.furniture else None
        if (
            last is not None
            and last.span.end == start
            and last.kind is kind
            and kind is not FurnitureKind.EO_LINE  # each is judged by itself
            and last.is_understood is is_understood
        ):
            self.furniture[-1] = Furniture(kind, Span(last.span.start, end), is_understood)
        elif end > start:
            self.furniture.append(Furniture(kind, Span(start, end), is_understood))
