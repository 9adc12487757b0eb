"""The audit trail: who did what, when, each row chained to the one before.

The digest of a row covers its fields and the digest of the row before it, so a row that was
changed, removed or put in shows from there on. On SQLite, triggers also refuse to change or delete
a row.

Not promised: someone who may write the file and removes the triggers can cut rows off at the end,
or rewrite the whole chain. Both show against a head (`ChainCheck.head`) that was written down
elsewhere.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlmodel import col

from declass.store.mapping import row_of_event
from declass.store.records import Action, AuditEvent, ChainCheck, Stamp
from declass.store.tables import AuditEventRow, insert_into

_BEFORE_THE_FIRST = ""


Detail = Mapping[str, str | int | None]
"""The circumstances of an event."""


class Entry(NamedTuple):
    """What an event of the trail tells, beside who and when."""

    action: Action
    subject: str
    detail: Detail


def append(
    connection: Connection,
    stamp: Stamp,
    action: Action,
    subject: str,
    detail: Detail,
) -> None:
    """Add an event to the trail, in the transaction of what it tells of."""
    append_all(connection, stamp, [Entry(action, subject, detail)])


def append_all(connection: Connection, stamp: Stamp, entries: Iterable[Entry]) -> None:
    """Add events to the trail, in order, in the transaction of what they tell of."""
    previous, rows = head(connection), []
    for entry in entries:
        event = AuditEvent(
            at=stamp.at,
            actor=stamp.actor,
            action=entry.action,
            subject=entry.subject,
            detail=json.dumps(entry.detail, sort_keys=True),
            previous=previous,
            digest="",
        )
        previous = digest_of(event)
        rows.append(row_of_event(replace(event, digest=previous)))
    connection.execute(insert_into(AuditEventRow), rows)


def verify_chain(events: Iterable[AuditEvent]) -> ChainCheck:
    """Walk along the trail, oldest event first, and compute every digest again."""
    head, count = _BEFORE_THE_FIRST, 0
    for count, event in enumerate(events, start=1):
        if event.previous != head or event.digest != digest_of(event):
            return ChainCheck(events=count, head=head, broken_at=count)
        head = event.digest
    return ChainCheck(events=count, head=head, broken_at=None)


def digest_of(event: AuditEvent) -> str:
    """The digest that an event must have: sha256 over a JSON array of its other fields."""
    moment = event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    fields = [event.previous, moment, event.actor, event.action, event.subject, event.detail]
    return sha256(json.dumps(fields).encode("ascii")).hexdigest()


def head(connection: Connection) -> str:
    """The digest of the newest event, "" for an empty trail: it stands for the whole of it."""
    newest_first = select(col(AuditEventRow.digest)).order_by(col(AuditEventRow.id).desc())
    return connection.scalar(newest_first.limit(1)) or _BEFORE_THE_FIRST
