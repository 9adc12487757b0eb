"""What would follow from a decision about dates. Reads the register and writes nothing.

Every check of a decision is made here, before anybody is asked to confirm it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session
from sqlmodel import col

from declass.cable.model import Cable
from declass.errors import DeclassError, StoreError, UsageError
from declass.marking.level import Level
from declass.schedule.recorded import Delay, DelayKind, Recorded, RecordedEvent
from declass.store import audit, queries, standing
from declass.store.decisions import (
    Change,
    Decision,
    DelayDecision,
    DelayReversal,
    EventDecision,
    EventReversal,
    Plan,
    StandingDelay,
    StandingEvent,
)
from declass.store.records import key_of
from declass.store.tables import CableRow, EventRow

_CHUNK = 500  # cables parsed at a time
_NAMED = 5  # cables named in a message


def plan_event(session: Session, decision: EventDecision, today: dt.date) -> Plan:
    """Plan to record an event.

    Raises:
        UsageError: its day is in the future, or before a cable that names it.
        StoreError: it is recorded already, or no cable names it.
    """
    day = decision.event.day
    if day > today:
        raise UsageError(
            f"{day} is in the future, and an event counts once it has come to pass",
            remedy=f"give a day up to {today}",
        )
    known = standing.events(session.connection(), [decision.event.phrase])
    if known:
        raise StoreError(
            f"this event is recorded already, for {known[0].event.day}, by {known[0].recorded_by}",
            remedy="undo that first, if it is wrong",
        )
    _require_waiting(session, decision, today)
    return _plan(session, decision)


def plan_event_undo(session: Session, phrase: str) -> Plan:
    """Plan to undo the record of an event.

    Raises:
        StoreError: it is not recorded.
    """
    known = standing.events(session.connection(), [phrase])
    if not known:
        raise StoreError(
            "this event is not recorded", remedy="`declass events --all` lists those that are"
        )
    return _plan(session, EventReversal(known[0]))


def plan_delay(session: Session, key: str, delay: Delay, today: dt.date) -> Plan:
    """Plan to put off the automatic date of a cable.

    Args:
        session: on the register.
        key: as in `queries.find`.
        delay: ground, end, authority and reason.
        today: the day of recording.

    Raises:
        StoreError: the cable is not in the register, or has a delay of this kind.
        UsageError: it would put nothing off, or too long.
    """
    identity = queries.known_identity(session, key)
    if known := _standing_delays(session, identity, delay.kind):
        raise StoreError(
            f"a delay for {delay.kind} is recorded already, until {known[0].delay.until}, by"
            f" {known[0].recorded_by}",
            place=key_of(identity),
            remedy="undo that first, if it is wrong",
        )
    try:
        _check_delay(session, identity, delay, today)
    except DeclassError as error:
        error.place = key_of(identity)
        raise
    return _plan(session, DelayDecision(identity, delay))


def plan_delay_undo(session: Session, key: str, kind: DelayKind | None) -> Plan:
    """Plan to undo a delay of a cable.

    Args:
        session: on the register.
        key: as in `queries.find`.
        kind: of the delay; None where the cable has only one.

    Raises:
        StoreError: the cable is not in the register, or has no such delay, or several.
    """
    identity = queries.known_identity(session, key)
    known = _standing_delays(session, identity, kind)
    if len(known) != 1:
        kinds = ", ".join(each.delay.kind for each in known)
        raise StoreError(
            f"it has several delays: {kinds}" if known else "no such delay is recorded",
            place=key_of(identity),
            remedy="say of which kind" if known else "`declass delay` lists those that are",
        )
    return _plan(session, DelayReversal(known[0]))


def still_holds(session: Session, plan: Plan) -> bool:
    """Tell whether the plan is still what would follow from its decision.

    Cables are parsed again only where another decision was made since: what is ingested or released
    meanwhile bears on the plan only where it brings other cables under the decision.
    """
    if audit.head(session.connection()) == plan.head:
        return True
    if not _is_open(session, plan.decision):
        return False
    if queries.was_decided_since(session, plan.head):
        return tuple(_changes(session, plan.decision)) == plan.changes
    concerned = session.scalars(_concerned(plan.decision).with_only_columns(col(CableRow.id)))
    return list(concerned) == [change.cable_id for change in plan.changes]


def _is_open(session: Session, decision: Decision) -> bool:
    """Nobody else has made the decision meanwhile."""
    connection = session.connection()
    match decision:
        case EventDecision(event):
            return not standing.events(connection, [event.phrase])
        case EventReversal(undone):
            return undone in standing.events(connection, [undone.event.phrase])
        case DelayDecision(identity, delay):
            return not _standing_delays(session, identity, delay.kind)
        case DelayReversal(undone):
            return undone in standing.delays(connection, [undone.identity])


def _plan(session: Session, decision: Decision) -> Plan:
    head = audit.head(session.connection())
    return Plan(decision, tuple(_changes(session, decision)), head)


def _require_waiting(session: Session, decision: EventDecision, today: dt.date) -> None:
    """Refuse an event that no cable waits for, and a day before a cable that does.

    Who writes of a coming event does not mean one that is past.
    """
    waiting = session.execute(
        _concerned(decision).with_only_columns(col(CableRow.identity), col(CableRow.date))
    ).all()
    if not waiting:
        raise StoreError(
            "no cable waits for this event", remedy="`declass events` lists those that are known"
        )
    day = decision.event.day
    dates = [(date, key_of(identity)) for identity, date in waiting if date]
    later = [f"{key} ({date})" for date, key in dates if day < date]
    if later:
        rest = f" and {len(later) - _NAMED} more" if len(later) > _NAMED else ""
        raise UsageError(
            f"{day} is before the date of cables that wait for this event:"
            f" {', '.join(later[:_NAMED])}{rest}",
            remedy=f"give a day from {max(dates)[0]} to {today}",
        )


def _standing_delays(
    session: Session, identity: str, kind: DelayKind | None
) -> list[StandingDelay]:
    found = standing.delays(session.connection(), [identity])
    return [each for each in found if kind is None or each.delay.kind is kind]


def _check_delay(session: Session, identity: str, delay: Delay, today: dt.date) -> None:
    from declass.schedule.decide import compute_schedule
    from declass.schedule.delays import check_delay

    current = select(CableRow).where(col(CableRow.identity) == identity, col(CableRow.is_current))
    cable = _parsed(session.scalars(current).one())
    named = {identity: compute_schedule(cable).events}
    recorded = standing.recorded(session.connection(), named)[identity]
    without = compute_schedule(cable, replace(recorded, delays=()))
    after = compute_schedule(cable, replace(recorded, delays=(delay,)))
    check_delay(delay, without, after, today)


def _changes(session: Session, decision: Decision) -> Iterator[Change]:
    """What a decision means for each current cable that it concerns, by date, then by identity."""
    found = session.execute(_concerned(decision), execution_options={"yield_per": _CHUNK})
    for chunk in found.scalars().partitions():
        yield from _changes_of(session, chunk, decision)


def _concerned(decision: Decision) -> Select[CableRow]:
    match decision:
        case EventDecision(RecordedEvent(phrase)) | EventReversal(
            StandingEvent(event=RecordedEvent(phrase))
        ):
            naming = select(col(EventRow.cable_id)).where(col(EventRow.phrase) == phrase)
            limit: ColumnElement[bool] = col(CableRow.id).in_(naming)
        case DelayDecision(identity) | DelayReversal(StandingDelay(identity=identity)):
            limit = col(CableRow.identity) == identity
    return (
        select(CableRow)
        .where(col(CableRow.is_current), limit)
        .order_by(col(CableRow.date), col(CableRow.identity))
    )


def _changes_of(session: Session, rows: Sequence[CableRow], decision: Decision) -> list[Change]:
    from declass.schedule.decide import compute_schedule

    cables = {row.identity: _parsed(row) for row in rows}
    named = {identity: compute_schedule(cable).events for identity, cable in cables.items()}
    recorded = standing.recorded(session.connection(), named)
    before = queries.schedules(session, [row.id for row in rows])
    return [
        Change(
            cable_id=row.id,
            identity=row.identity,
            date=row.date,
            classification=Level[row.classification],
            before=before[row.id],
            after=compute_schedule(cables[row.identity], _with(decision, recorded[row.identity])),
        )
        for row in rows
    ]


def _parsed(row: CableRow) -> Cable:
    """The cable, read anew: the register keeps its text, and not all that a schedule needs."""
    from declass.cable.parse import parse

    try:
        return parse(row.text)
    except DeclassError as error:
        error.place = key_of(row.identity)
        raise


def _with(decision: Decision, recorded: Recorded) -> Recorded:
    """What is recorded about a cable that a decision concerns, with the decision."""
    match decision:
        case EventDecision(event):
            return replace(recorded, events=(*recorded.events, event))
        case EventReversal(undone):
            rest = tuple([each for each in recorded.events if each != undone.event])
            return replace(recorded, events=rest)
        case DelayDecision(_, delay):
            return replace(recorded, delays=(*recorded.delays, delay))
        case DelayReversal(undone):
            left = tuple([each for each in recorded.delays if each != undone.delay])
            return replace(recorded, delays=left)
