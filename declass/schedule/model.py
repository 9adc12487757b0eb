"""What the rules make of a cable's declassification instruction: plain frozen records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

UNDETERMINED = "row-31"
"""Id of the rule for an instruction that is not understood: 25 years bound it, but nobody may
call such a cable due."""

WITHOUT_DATE = ("row-01", "row-02")
"""Ids of the rules under which no executive order sets a date (RD, FRD, TFNI; NATO)."""


THE_EVENT = "the date of the event"
"""What a schedule needs that waits for an event (`Schedule.needs`)."""


class Basis(StrEnum):
    """What sort of instruction the declassification date rests on."""

    DATE = "date"
    DURATION = "duration"
    EVENT = "event"
    EXEMPT = "exempt"
    OADR = "oadr"
    NONE = "none"  # nothing to declassify
    DEFAULT = "default"  # classified, and no readable instruction
    INVALID = "invalid"  # an impossible or unusable date


class Governs(StrEnum):
    """Which date is the one on which a cable falls due."""

    INSTRUCTION = "instruction"  # the date that the instruction itself gives
    AUTOMATIC = "automatic"  # 31 December of the 25th, 50th or 75th year, from cable or source
    NOTHING = "nothing"  # there is no date


class Step(NamedTuple):
    """One step from the instruction to the date.

    Attributes:
        rule: id of the rule, as in the table of rules (``"row-05"``).
        citation: where the rule stands (``"32 CFR 2001.12(c)(1)"``).
        given: what went in: a marking or a date, never free text (``"10 years"``).
        result: what came out (``"2016-03-24"``, ``"no date"``).
        sentence: what was concluded, in plain English, with its dates.
    """

    rule: str
    citation: str
    given: str
    result: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a cable is declassified, and why.

    Attributes:
        raw: the instruction as written, None where there is none.
        order: number of the order that gives the instruction its meaning, or None.
        date: the result of the table of rules; None where there is no date (nothing to
            declassify, an event not yet recorded, Restricted Data, an undetermined instruction).
        bound: the automatic date (31 December of the 25th, 50th or 75th year, after recorded
            delays) that applies, or None where none applies or the date of the cable is unknown.
        basis: what the result rests on.
        rule: id of the rule that governs.
        steps: how the result came about, in order; at least one.
        warnings: doubts, one sentence each.
        superseded: a written date that an automatic date overtakes, or None.
        review: a review date that is no declassification date (E.O. 12065 RDS), or None.
        instructed: the date that the instruction itself gives, superseded or not; None where it
            gives none.
        needs: what would settle it, where something is missing (``"the date of the event"``).
        events: the events that the instruction names, in normal form (`declass.schedule.phrase`).
            They are free text of the cable.
    """

    raw: str | None
    order: str | None
    date: dt.date | None
    bound: dt.date | None
    basis: Basis
    rule: str
    steps: tuple[Step, ...]
    warnings: tuple[str, ...] = ()
    superseded: dt.date | None = None
    review: dt.date | None = None
    instructed: dt.date | None = None
    needs: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def due(self) -> dt.date | None:
        """The governing date: the earlier of the result and the automatic date that applies.

        None means that the cable is never called due: undetermined, exempt without a date, or
        with nothing to declassify.
        """
        if self.rule == UNDETERMINED:
            return None
        return min([day for day in (self.date, self.bound) if day], default=None)

    @property
    def governs(self) -> Governs:
        """Which date is the governing one."""
        if self.due is None:
            return Governs.NOTHING
        return Governs.INSTRUCTION if self.due == self.instructed else Governs.AUTOMATIC

    @property
    def is_undetermined(self) -> bool:
        """True where a date should follow from the cable, and none can be named."""
        has_none_by_law = self.basis is Basis.NONE or self.rule in WITHOUT_DATE
        return self.due is None and not has_none_by_law
