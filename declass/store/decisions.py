"""What people decide about dates, and what follows for each cable: plain frozen records.

A decision is planned first, which says what would follow, and enacted when somebody has seen that.
This module knows no table and loads no database library.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from declass.marking.level import Level
from declass.schedule.model import Schedule
from declass.schedule.recorded import Delay, RecordedEvent


@dataclass(frozen=True, slots=True)
class StandingEvent:
    """An event that is recorded, and not undone.

    Attributes:
        number: of the record.
        event: the event and its day.
        authority: the document that says so.
        recorded_by: who answers for it.
        recorded_at: when, UTC.
    """

    number: int
    event: RecordedEvent
    authority: str
    recorded_by: str
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class StandingDelay:
    """A delay that is recorded, and not undone.

    Attributes:
        number: of the record.
        identity: the cable, in whatever version.
        delay: the ground, its end, authority and reason.
        recorded_by: who answers for it.
        recorded_at: when, UTC.
    """

    number: int
    identity: str
    delay: Delay
    recorded_by: str
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class EventDecision:
    """That an event has come to pass, on the authority of a document."""

    event: RecordedEvent
    authority: str


@dataclass(frozen=True, slots=True)
class EventReversal:
    """That a recorded event is to count no longer."""

    undone: StandingEvent


@dataclass(frozen=True, slots=True)
class DelayDecision:
    """That the automatic date of a cable is put off."""

    identity: str
    delay: Delay


@dataclass(frozen=True, slots=True)
class DelayReversal:
    """That a delay is to count no longer."""

    undone: StandingDelay


Decision: TypeAlias = EventDecision | EventReversal | DelayDecision | DelayReversal


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision means for one cable.

    Attributes:
        cable_id: of its current version in the register.
        identity, date, classification: as in `StoredCable`.
        before: its schedule as it stands.
        after: its schedule with the decision.
    """

    cable_id: int
    identity: str
    date: dt.date | None
    classification: Level
    before: Schedule
    after: Schedule

    @property
    def is_change(self) -> bool:
        """False where the decision leaves the schedule as it is."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Plan:
    """A decision that may be made, and what would follow.

    Attributes:
        decision: what is decided.
        changes: each current cable that it concerns, by date, then by identity.
        head: digest of the last audit event when it was planned.
    """

    decision: Decision
    changes: tuple[Change, ...]
    head: str


@dataclass(frozen=True, slots=True)
class WaitingCable:
    """A current cable whose instruction names an event. The phrase is free text of the cable.

    Attributes:
        phrase: the event in normal form.
        identity, date, classification, caveats: as in `StoredCable`.
        bound: as in `Schedule`.
        standing: the event as it is recorded, or None.
    """

    phrase: str
    identity: str
    date: dt.date | None
    classification: Level
    caveats: tuple[str, ...]
    bound: dt.date | None
    standing: StandingEvent | None

    @property
    def is_settled(self) -> bool:
        """The event is recorded, and not for a day before the cable, which means another event."""
        day = self.standing.event.day if self.standing else None
        return day is not None and (self.date is None or self.date <= day)
