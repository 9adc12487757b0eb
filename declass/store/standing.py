"""What is recorded about dates and not undone. Read in whatever transaction the caller holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sqlalchemy import ColumnElement, Connection, select
from sqlmodel import col

from declass.cable.model import Cable
from declass.schedule.model import Schedule
from declass.schedule.recorded import Delay, DelayKind, Recorded, RecordedEvent
from declass.store.decisions import StandingDelay, StandingEvent
from declass.store.tables import DelayRow, RecordedEventRow


def events(connection: Connection, phrases: Iterable[str]) -> list[StandingEvent]:
    """The recorded events under these phrases, oldest record first."""
    return _events(connection, col(RecordedEventRow.phrase).in_(set(phrases)))


def all_events(connection: Connection) -> list[StandingEvent]:
    """All recorded events, oldest record first."""
    return _events(connection)


def delays(connection: Connection, identities: Iterable[str]) -> list[StandingDelay]:
    """The delays of these cables, oldest record first."""
    return _delays(connection, col(DelayRow.identity).in_(set(identities)))


def all_delays(connection: Connection) -> list[StandingDelay]:
    """All delays, oldest record first."""
    return _delays(connection)


def recorded(connection: Connection, phrases: Mapping[str, Sequence[str]]) -> dict[str, Recorded]:
    """What is recorded about cables.

    Args:
        connection: in a transaction.
        phrases: the events that each cable names, by its identity.

    Returns:
        What matters to each, by the same identities.
    """
    named = list(chain.from_iterable(phrases.values()))
    come = {each.event.phrase: each.event for each in events(connection, named)} if named else {}
    put_off: defaultdict[str, list[Delay]] = defaultdict(list)
    for each in delays(connection, phrases):
        put_off[each.identity].append(each.delay)
    return {
        identity: Recorded(
            events=tuple([come[phrase] for phrase in own if phrase in come]),
            delays=tuple(put_off[identity]),
        )
        for identity, own in phrases.items()
    }


def apply(connection: Connection, identity: str, cable: Cable, schedule: Schedule) -> Schedule:
    """The schedule of a cable with what is recorded about it.

    Args:
        connection: in a transaction.
        identity: of the cable.
        cable: what its text says.
        schedule: what follows from that alone.
    """
    found = recorded(connection, {identity: schedule.events})[identity]
    if found == Recorded():
        return schedule
    from declass.schedule.decide import compute_schedule

    return compute_schedule(cable, found)


def _events(connection: Connection, *limits: ColumnElement[bool]) -> list[StandingEvent]:
    rows = connection.execute(
        select(
            col(RecordedEventRow.id),
            col(RecordedEventRow.phrase),
            col(RecordedEventRow.day),
            col(RecordedEventRow.authority),
            col(RecordedEventRow.recorded_by),
            col(RecordedEventRow.recorded_at),
        )
        .where(col(RecordedEventRow.undone_at).is_(None), *limits)
        .order_by(col(RecordedEventRow.id))
    )
    return [
        StandingEvent(number, RecordedEvent(phrase, day), authority, actor, moment)
        for number, phrase, day, authority, actor, moment in rows
    ]


def _delays(connection: Connection, *limits: ColumnElement[bool]) -> list[StandingDelay]:
    rows = connection.execute(
        select(
            col(DelayRow.id),
            col(DelayRow.identity),
            col(DelayRow.kind),
            col(DelayRow.until),
            col(DelayRow.authority),
            col(DelayRow.reason),
            col(DelayRow.recorded_by),
            col(DelayRow.recorded_at),
        )
        .where(col(DelayRow.undone_at).is_(None), *limits)
        .order_by(col(DelayRow.id))
    )
    return [
        StandingDelay(
            number, identity, Delay(DelayKind(kind), until, authority, reason), actor, moment
        )
        for number, identity, kind, until, authority, reason, actor, moment in rows
    ]
