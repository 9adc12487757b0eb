"""Reading from the register. Each function runs in a session that its caller holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select
from sqlalchemy.orm import Session, defer
from sqlmodel import col

from declass.errors import StoreError
from declass.marking.level import Level
from declass.schedule.model import Schedule
from declass.store import standing
from declass.store.decisions import WaitingCable
from declass.store.mapping import (
    CableRows,
    cable_of,
    event_of,
    failure_of,
    release_of,
    schedule_of,
    version_of,
    withheld_of,
)
from declass.store.records import (
    DECISIONS,
    AuditEvent,
    Dossier,
    Failure,
    ReleaseFacts,
    StoredCable,
)
from declass.store.release_log import LoggedRelease
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
    WithheldRow,
)

_DIGEST = re.compile(r"[0-9a-f]{12,64}")
_PAST_HEX = "g"  # sorts after every hexadecimal digit
_CHUNK = 500  # rows held in memory while a long list is read


def waiting_cables(session: Session) -> Iterator[WaitingCable]:
    """Current cables whose instruction names an event, by event, date and identity.

    A cable that names several comes once for each.
    """
    standing_by_phrase = {
        each.event.phrase: each for each in standing.all_events(session.connection())
    }
    found = session.execute(
        select(
            col(EventRow.phrase),
            col(CableRow.identity),
            col(CableRow.date),
            col(CableRow.classification),
            col(CableRow.caveats),
            col(ScheduleRow.bound),
        )
        .join(CableRow, col(CableRow.id) == col(EventRow.cable_id))
        .join(ScheduleRow, col(ScheduleRow.cable_id) == col(CableRow.id))
        .where(col(CableRow.is_current))
        .order_by(col(EventRow.phrase), col(CableRow.date), col(CableRow.identity)),
        execution_options={"yield_per": _CHUNK},
    )
    for phrase, identity, date, level, caveats, bound in found:
        yield WaitingCable(
            phrase=phrase,
            identity=identity,
            date=date,
            classification=Level[level],
            caveats=tuple(caveats),
            bound=bound,
            standing=standing_by_phrase.get(phrase),
        )


def was_decided_since(session: Session, head: str) -> bool:
    """True where an event or a delay was recorded or undone after the audit event of a digest."""
    number = session.scalar(select(col(AuditEventRow.id)).where(col(AuditEventRow.digest) == head))
    decided = exists().where(
        col(AuditEventRow.id) > (number or 0),
        col(AuditEventRow.action).in_([action.value for action in DECISIONS]),
    )
    return bool(session.scalar(select(decided)))


def schedules(session: Session, cable_ids: Sequence[int]) -> dict[int, Schedule]:
    """The schedules of some versions of cables, by the id of each."""
    phrases: defaultdict[int, list[str]] = defaultdict(list)
    named = session.execute(
        select(col(EventRow.cable_id), col(EventRow.phrase))
        .where(col(EventRow.cable_id).in_(cable_ids))
        .order_by(col(EventRow.cable_id), col(EventRow.position))
    )
    for cable_id, phrase in named:
        phrases[cable_id].append(phrase)
    rows = session.scalars(select(ScheduleRow).where(col(ScheduleRow.cable_id).in_(cable_ids)))
    return {row.cable_id: schedule_of(row, phrases[row.cable_id]) for row in rows}


def find(session: Session, key: str) -> Dossier | None:
    """Everything under an MRN, or under a sha256 or its first 12 or more digits.

    Raises:
        StoreError: more than one cable has a sha256 that begins so.
    """
    identity = identity_of_key(session, key)
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


def identity_of_key(session: Session, key: str) -> str:
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


def known_identity(session: Session, key: str) -> str:
    """The identity that a key means.

    Raises:
        StoreError: the register has no such cable, or several of which the digest begins so.
    """
    identity = identity_of_key(session, key)
    known = select(col(CableRow.id)).where(col(CableRow.identity) == identity).limit(1)
    if session.scalar(known) is None:
        raise StoreError(
            "nothing of that name is in the register",
            place=key,
            remedy="give a message reference number such as 08TOKYO804, or a sha256",
        )
    return identity


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


def logged_releases(session: Session, keys: Sequence[str]) -> Iterator[LoggedRelease]:
    """Recorded releases with all that they withhold, oldest first; of all cables without keys.

    Raises:
        StoreError: the register has no cable under a key, or several under a digest.
    """
    identities = [known_identity(session, key) for key in keys]
    statement = (
        select(ReleaseRow, CableRow)
        .join(CableRow, col(CableRow.id) == col(ReleaseRow.cable_id))
        .order_by(col(ReleaseRow.id))
    )
    if identities:
        statement = statement.where(col(CableRow.identity).in_(identities))
    for release, cable in session.execute(statement, execution_options={"yield_per": _CHUNK}):
        withheld = session.scalars(
            select(WithheldRow)
            .where(col(WithheldRow.release_id) == release.id)
            .order_by(col(WithheldRow.position))
        )
        yield LoggedRelease(
            identity=cable.identity,
            mrn=cable.mrn,
            date=cable.date,
            classification=Level[cable.classification],
            text=cable.text,
            release=release_of(release, cable.version),
            withheld=tuple(map(withheld_of, withheld)),
        )


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
