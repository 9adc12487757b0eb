"""What a due list may be asked for. This module knows no table and loads no database library."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from declass.marking.level import Level
from declass.schedule.model import Basis


class DueSort(StrEnum):
    """By what a due list is sorted. What is equal in it goes by date, and then by MRN."""

    DATE = "date"  # the governing date
    MRN = "mrn"  # in its place the sha256, for a cable that has none
    POST = "post"  # cables without one come last
    CLASSIFICATION = "classification"  # the lowest first
    BASIS = "basis"


class DueGroup(StrEnum):
    """Under what heads the cables of a due list are put."""

    YEAR = "year"  # of the governing date
    POST = "post"
    CLASSIFICATION = "classification"


@dataclass(frozen=True, slots=True)
class DueQuery:
    """A question to the register: which current cables fall due?

    A cable is listed where it meets every limit. Of several values within one limit it needs one;
    an empty set is no limit.

    Attributes:
        after: governing dates on or after this day, None for no limit.
        before: governing dates before this day, None for no limit.
        bases: what the date rests on.
        classifications: overall classifications.
        reasons: reasons for classification in normal form (``"1.4(b)"``).
        posts: posts as they stand in an MRN (``"THEHAGUE"``).
        tags: TAGS, in capitals.
        sort: the order.
        is_reversed: the whole list, groups included, runs backwards.
        group: the heads under which it is put, None for none.
        limit: how many cables at most, None for all.
    """

    after: dt.date | None = None
    before: dt.date | None = None
    bases: frozenset[Basis] = frozenset()
    classifications: frozenset[Level] = frozenset()
    reasons: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    sort: DueSort = DueSort.DATE
    is_reversed: bool = False
    group: DueGroup | None = None
    limit: int | None = None

    @property
    def chosen(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The limits beside those of time and number: the name of each, and its values sorted."""
        levels = [level.name for level in self.classifications]
        limits = (
            ("basis", self.bases),
            ("classification", levels),
            ("reason", self.reasons),
            ("post", self.posts),
            ("tag", self.tags),
        )
        return tuple([(name, tuple(sorted(values))) for name, values in limits if values])


ALL = DueQuery()
"""The question for every cable that has a date."""
