"""What people have recorded about cables, and the rules take into account: events and delays.

The schedule room only knows these records; who recorded them, and when, is kept by the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DelayKind(StrEnum):
    """On what ground the automatic date may be put off."""

    FILE_SERIES = "file series"
    SPECIAL_MEDIA = "special media"
    REFERRAL = "referral"
    NEWLY_DISCOVERED = "newly discovered"
    INTEGRAL_FILE = "integral file"


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event that has come to pass.

    Attributes:
        phrase: the event in normal form (`declass.schedule.phrase`).
        day: the day on which it came to pass.
    """

    phrase: str
    day: date


@dataclass(frozen=True, slots=True)
class Delay:
    """A decision that puts off the automatic date of a cable.

    Attributes:
        kind: on what ground.
        until: the day on which it ends: the automatic date is not before it.
        authority: who decided, or the document that says so.
        reason: why, in words fit to be shown to anyone who may see the date.
    """

    kind: DelayKind
    until: date
    authority: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that is recorded and matters to one cable.

    Attributes:
        events: events that have come to pass, each phrase once.
        delays: what puts off its automatic date.
    """

    events: tuple[RecordedEvent, ...] = ()
    delays: tuple[Delay, ...] = ()

    def day_of(self, phrase: str) -> date | None:
        """The day on which an event came to pass, None where none is recorded."""
        return next((event.day for event in self.events if event.phrase == phrase), None)


NOTHING_RECORDED = Recorded()
