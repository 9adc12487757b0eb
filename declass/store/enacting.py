"""Making a decision about dates. Runs in a transaction that its caller holds: whole, or not at all.

No decision is ever deleted: what is undone stays, with who undid it and when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from sqlalchemy import Connection, Row, bindparam, delete, update
from sqlalchemy.orm import Session
from sqlmodel import col

from declass.errors import StoreError
from declass.schedule.model import Schedule
from declass.store import audit, mapping, planning
from declass.store.audit import Entry
from declass.store.decisions import (
    Change,
    Decision,
    DelayDecision,
    DelayReversal,
    EventDecision,
    EventReversal,
    Plan,
)
from declass.store.records import Action, Stamp
from declass.store.tables import (
    DelayRow,
    EventRow,
    RecordedEventRow,
    ScheduleRow,
    insert_into,
)


class Kept(NamedTuple):
    """A decision that is in the register now.

    Attributes:
        name: what the audit trail calls it: ``event 3``, ``delay 2``.
        action: what was done.
        subject: of its event in the audit trail.
        detail: of that event.
    """

    name: str
    action: Action
    subject: str
    detail: Mapping[str, str | int | None]


def enact(connection: Connection, plan: Plan, stamp: Stamp, login: str) -> None:
    """Make the decision of a plan, and give each cable the schedule that was shown.

    Args:
        connection: in a writing transaction.
        plan: what somebody has seen.
        stamp: who answers for it, and when it is made.
        login: the user who enters it, for the audit trail.

    Raises:
        StoreError: the register has changed meanwhile, and something else would follow.
    """
    with Session(connection) as session:
        if not planning.still_holds(session, plan):
            raise StoreError(
                "the register has changed since this was shown", remedy="give the command again"
            )
    kept = _keep(connection, plan.decision, stamp)
    changes = [change for change in plan.changes if change.is_change]
    _reschedule(connection, changes)
    audit.append_all(
        connection,
        stamp,
        [
            Entry(kept.action, kept.subject, {**kept.detail, "login": login}),
            *[_entry(change, kept) for change in changes],
        ],
    )


def _keep(connection: Connection, decision: Decision, stamp: Stamp) -> Kept:
    match decision:
        case EventDecision(event, authority):
            row = mapping.row_of_recorded_event(decision, stamp)
            name = f"event {_insert(connection, RecordedEventRow, row)}"
            about = {"phrase": event.phrase, "day": str(event.day), "authority": authority}
            return Kept(name, Action.EVENT_RECORDED, name, about)
        case EventReversal(undone):
            name = f"event {undone.number}"
            _mark_undone(connection, RecordedEventRow, undone.number, stamp)
            about = {"phrase": undone.event.phrase, "day": str(undone.event.day)}
            return Kept(name, Action.EVENT_UNDONE, name, about)
        case DelayDecision(identity, delay):
            row = mapping.row_of_delay(decision, stamp)
            name = f"delay {_insert(connection, DelayRow, row)}"
            about = {
                "delay": name,
                "kind": delay.kind.value,
                "until": str(delay.until),
                "authority": delay.authority,
                "reason": delay.reason,
            }
            return Kept(name, Action.DELAYED, identity, about)
        case DelayReversal(undone):
            name = f"delay {undone.number}"
            _mark_undone(connection, DelayRow, undone.number, stamp)
            about = {"delay": name, "kind": undone.delay.kind.value}
            return Kept(name, Action.DELAY_UNDONE, undone.identity, about)


def _insert(
    connection: Connection, table: type[RecordedEventRow | DelayRow], row: mapping.NewRow
) -> int:
    key = connection.execute(insert_into(table), row).inserted_primary_key
    return int(cast("Row[int]", key).id)


def _mark_undone(
    connection: Connection, table: type[RecordedEventRow | DelayRow], number: int, stamp: Stamp
) -> None:
    undo = update(table).where(col(table.id) == number)
    connection.execute(undo.values(undone_at=stamp.at, undone_by=stamp.actor))


def _reschedule(connection: Connection, changes: Sequence[Change]) -> None:
    """Put each new schedule in the place of the old one."""
    rows = [
        mapping.row_of_schedule(change.cable_id, change.after) | {"key": change.cable_id}
        for change in changes
    ]
    if rows:
        of_cable = update(ScheduleRow).where(col(ScheduleRow.cable_id) == bindparam("key"))
        connection.execute(of_cable, rows)
    for change in changes:
        if change.after.events != change.before.events:  # read by another version of declass
            _rewrite_events(connection, change)


def _rewrite_events(connection: Connection, change: Change) -> None:
    connection.execute(delete(EventRow).where(col(EventRow.cable_id) == change.cable_id))
    if rows := mapping.rows_of_events(change.cable_id, change.after):
        connection.execute(insert_into(EventRow), rows)


def _entry(change: Change, kept: Kept) -> Entry:
    return Entry(
        Action.RESCHEDULED,
        change.identity,
        {
            "decision": kept.name,
            "before": _iso(change.before),
            "after": _iso(change.after),
            "rule": change.after.rule,
        },
    )


def _iso(schedule: Schedule) -> str | None:
    return schedule.due.isoformat() if schedule.due else None
