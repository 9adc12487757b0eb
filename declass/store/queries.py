"""Reading from the register. Each function runs in a session that its caller holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select
from sqlalchemy.orm import Session, defer
from sqlmodel import col

from declass.errors import StoreError
from declass.store.mapping import CableRows, cable_of, event_of, failure_of, release_of, version_of
from declass.store.records import (
    AuditEvent,
    Dossier,
    Failure,
    ReleaseFacts,
    StoredCable,
)
from declass.store.tables import (
    AuditEventRow,
    CableRow,
    EventRow,
    FailureRow,
    InstructionRow,
    PortionRow,
    ReasonRow,
    ReferenceRow,
    ReleaseRow,
    ScheduleRow,
    TagRow,
)

_DIGEST = re.compile(r"[0-9a-f]{12,64}")
_PAST_HEX = "g"  # sorts after every hexadecimal digit
_CHUNK = 500  # rows held in memory while a long list is read


def find(session: Session, key: str) -> Dossier | None:
    """Everything under an MRN, or under a sha256 or its first 12 or more digits.

    Raises:
        StoreError: more than one cable has a sha256 that begins so.
    """
    identity = _identity(session, key)
    versions = session.scalars(
        select(CableRow)
        .where(col(CableRow.identity) == identity)
        .order_by(col(CableRow.version))
        .options(defer(CableRow.text))  # type: ignore[arg-type]  # only the current one is read
    ).all()
    if not versions:
        return None
    return Dossier(
        cable=_stored_cable(session, versions[-1]),
        versions=tuple([version_of(version) for version in versions]),
        releases=_releases(session, identity),
        events=tuple(_events(session, col(AuditEventRow.subject) == identity)),
    )


def failures(session: Session) -> tuple[Failure, ...]:
    """Inputs that could not be parsed and have not come into the register since, oldest first."""
    rows = session.scalars(select(FailureRow).where(_is_open()).order_by(col(FailureRow.id)))
    return tuple([failure_of(row) for row in rows])


def count_failures(connection: Connection) -> int:
    """How many there are of them."""
    return connection.scalar(select(func.count()).where(_is_open())) or 0


def events(session: Session) -> Iterator[AuditEvent]:
    """The whole audit trail, oldest event first."""
    return _events(session)


def _events(session: Session, *limits: ColumnElement[bool]) -> Iterator[AuditEvent]:
    rows = session.execute(
        select(AuditEventRow).where(*limits).order_by(col(AuditEventRow.id)),
        execution_options={"yield_per": _CHUNK},
    )
    return map(event_of, rows.scalars())


def _identity(session: Session, key: str) -> str:
    """The identity that a key means; the key itself where it is no digest that is known."""
    if not _DIGEST.fullmatch(key):
        return key
    digest = col(CableRow.sha256)
    identities = session.scalars(
        select(col(CableRow.identity))
        .where(digest >= key, digest < key + _PAST_HEX)
        .distinct()
        .limit(2)
    ).all()
    if len(identities) > 1:
        raise StoreError(
            f"several cables have a sha256 that begins with {key}", remedy="give more of it"
        )
    return identities[0] if identities else key


def _stored_cable(session: Session, row: CableRow) -> StoredCable:
    return cable_of(
        CableRows(
            cable=row,
            schedule=session.get_one(ScheduleRow, row.id),
            events=_beside(session, EventRow, row),
            portions=_beside(session, PortionRow, row),
            instructions=_beside(session, InstructionRow, row),
            reasons=_beside(session, ReasonRow, row),
            tags=_beside(session, TagRow, row),
            references=_beside(session, ReferenceRow, row),
        )
    )


_BesideRow = TypeVar(
    "_BesideRow", EventRow, PortionRow, InstructionRow, ReasonRow, TagRow, ReferenceRow
)


def _beside(session: Session, table: type[_BesideRow], cable: CableRow) -> Sequence[_BesideRow]:
    return session.scalars(
        select(table).where(col(table.cable_id) == cable.id).order_by(col(table.position))
    ).all()


def _releases(session: Session, identity: str) -> tuple[ReleaseFacts, ...]:
    rows = session.execute(
        select(ReleaseRow, col(CableRow.version))
        .join(CableRow, col(CableRow.id) == col(ReleaseRow.cable_id))
        .where(col(CableRow.identity) == identity)
        .order_by(col(ReleaseRow.id))
    )
    return tuple([release_of(row, version) for row, version in rows])


def _is_open() -> ColumnElement[bool]:
    """An input failed, and nothing says that it is in the register now.

    That is said by its bytes; where they could not be read, by a cable of the same name that came
    later. When in doubt a failure stays listed.
    """
    same_bytes = exists().where(col(CableRow.sha256) == col(FailureRow.sha256))
    later_under_its_name = exists().where(
        col(CableRow.source_name) == col(FailureRow.source_name),
        col(CableRow.ingested_at) > col(FailureRow.failed_at),
    )
    return ~or_(same_bytes, and_(col(FailureRow.sha256).is_(None), later_under_its_name))
