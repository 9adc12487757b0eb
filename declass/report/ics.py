"""The due list as a calendar file (RFC 5545), for any calendar client.

Each event is a whole day. A file that is made again brings the events of the one before up to date
instead of doubling them: the UID of a cable's event is made of its MRN, and moves with it where its
date does; that of a day's is made of the day and of what was asked for, its limits of time aside.

Calendars are handed to servers and shared: no subject above the ceiling of the list is in one, and
nothing that is made of the text of a cable, which its sha256 is. A cable without an MRN is counted
in an event of its day, and not named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from declass.report.due import DueList, DueRow
from declass.report.words import cables as count_of
from declass.store.due_query import DueQuery

if TYPE_CHECKING:
    import icalendar

_PRODUCT = "-//declass//due list//EN"
_NAMES = UUID("6b8f0f2e-5d0c-4a5e-9a53-0f2f6c1d7b94")  # of declass, for UIDs that never change
_MOST_LISTED = 200  # cables in one event: clients cut a description of many thousand letters


class Per(StrEnum):
    """What an event of the calendar stands for."""

    DAY = "day"  # all cables that are due on it
    CABLE = "cable"


def to_ics(found: DueList, per: Per, now: dt.datetime) -> bytes | None:
    """Write a due list as a calendar file.

    Args:
        found: the list, by date.
        per: what an event stands for.
        now: when, with its time zone: a client takes the later of two events with one UID.

    Returns:
        The file; None where no cable is due, since a calendar without an event is none.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for day, rows in groupby(found, key=lambda row: row.declassify_on):
        for each in _events(day, rows, per, found.query):
            calendar.add_component(each.component(now))
    return bytes(calendar.to_ical()) if calendar.subcomponents else None


@dataclass(slots=True)
class _Event:
    """An event before it is written.

    Attributes:
        name: what its UID is made of.
        day: when it is.
        summary: its title.
        lines: its description.
    """

    name: str
    day: dt.date
    summary: str
    lines: list[str] = field(default_factory=list)

    def component(self, now: dt.datetime) -> icalendar.Event:
        """The event as the library has it, which folds lines and escapes texts."""
        import icalendar

        event = icalendar.Event()
        event.add("uid", f"{uuid5(_NAMES, self.name)}@declass")
        event.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
        event.add("dtstart", self.day)
        if self.day < dt.date.max:
            event.add("dtend", self.day + dt.timedelta(days=1))
        event.add("summary", self.summary)
        event.add("description", "\n".join(map(_plain, self.lines)))
        event.add("transp", "TRANSPARENT")
        return event


def _events(day: dt.date, rows: Iterable[DueRow], per: Per, query: DueQuery) -> Iterator[_Event]:
    """The events of a day: one for all its cables, or one for each that has an MRN."""
    asked = _asked(query)
    together = _Together()
    for row in rows:
        if per is Per.CABLE and row.mrn is not None:
            yield _cable_event(row, row.mrn)
        else:
            together.add(row)
    if together.cables:
        yield _Event(
            f"{per} {day} {asked}",
            day,
            f"Due for declassification: {count_of(together.cables)}",
            together.lines(day),
        )


def _cable_event(row: DueRow, mrn: str) -> _Event:
    lines = [
        f"{row.level.title}, dated {row.date or 'unknown'}.",
        f"Reasons: {' '.join(row.reasons) or 'none'}.",
        f"Why: declass show {mrn}",
    ]
    if row.subject:
        lines.insert(0, row.subject)
    return _Event(
        f"mrn {mrn}", row.declassify_on, f"{mrn} due for declassification ({row.basis})", lines
    )


@dataclass(slots=True)
class _Together:
    """Cables that share an event; of a day of many, the first are named."""

    cables: int = 0
    unnamed: int = 0
    named: list[str] = field(default_factory=list)

    def add(self, row: DueRow) -> None:
        """Count a cable, and name it where it has a name and there is room."""
        self.cables += 1
        if row.mrn is None:
            self.unnamed += 1
        elif len(self.named) < _MOST_LISTED:
            self.named.append(
                " ".join((row.mrn, row.level.name, row.basis, *row.reasons, row.subject or ""))
            )

    def lines(self, day: dt.date) -> list[str]:
        """The description of the event."""
        lines = [line.rstrip() for line in self.named]
        more = self.cables - self.unnamed - len(self.named)
        if more:
            lines.append(f"and {count_of(more)} more")
        if self.unnamed:
            lines.append(f"{count_of(self.unnamed)} without a message reference number")
        return [*lines, f"All of them: declass due --on {day}"]


def _asked(query: DueQuery) -> str:
    """What was asked for, limits of time and number aside: always the same words for the same."""
    return " ".join([f"{name}={','.join(values)}" for name, values in query.chosen])


def _plain(line: str) -> str:
    """A line without signs that a calendar must not have."""
    return "".join([char if char.isprintable() else " " for char in line])
