"""Reading from the register. Each function runs in a session that its caller holds."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, defer
from sqlmodel import col

from declass.cable.model import PortionKind
from declass.errors import StoreError
from declass.marking.level import Level
from declass.schedule.model import Basis
from declass.store.mapping import CableRows, cable_of, event_of, failure_of, release_of, version_of
from declass.store.records import (
    AuditEvent,
    Dossier,
    DueEntry,
    Failure,
    ReleaseFacts,
    StoredCable,
    SubjectFacts,
    Undated,
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


def due_entries(
    session: Session, *, before: dt.date | None, after: dt.date | None
) -> Iterator[DueEntry]:
    """Current cables with `after` <= governing date < `before`, by date, then by identity.

    Read in chunks, so that a list of any length needs little memory.
    """
    limits = [col(CableRow.is_current), col(ScheduleRow.due).is_not(None)]
    if before is not None:
        limits.append(col(ScheduleRow.due) < before)
    if after is not None:
        limits.append(col(ScheduleRow.due) >= after)
    found = session.execute(
        select(
            col(CableRow.id),
            col(CableRow.identity),
            col(CableRow.mrn),
            col(CableRow.date),
            col(CableRow.classification),
            col(ScheduleRow.due),
            col(ScheduleRow.basis),
            col(CableRow.subject),
        )
        .join(ScheduleRow, col(ScheduleRow.cable_id) == col(CableRow.id))
        .where(*limits)
        .order_by(col(ScheduleRow.due), col(CableRow.identity)),
        execution_options={"yield_per": _CHUNK},
    )
    for chunk in found.partitions():
        ids = [row.id for row in chunk]
        reasons = _reasons(session, ids)
        subject_facts = _subject_facts(session, ids)
        for row in chunk:
            yield DueEntry(
                identity=row.identity,
                mrn=row.mrn,
                date=row.date,
                classification=Level[row.classification],
                due=row.due,
                basis=Basis(row.basis),
                reasons=tuple(reasons[row.id]),
                subject=row.subject,
                subject_facts=tuple(subject_facts[row.id]),
            )


def undated(session: Session, *limits: ColumnElement[bool]) -> Undated:
    """Count what a due list cannot show, of the cables within limits; failed inputs have none."""
    undetermined, nothing, exempt = 0, 0, 0
    for is_undetermined, basis, count in session.execute(
        select(col(ScheduleRow.is_undetermined), col(ScheduleRow.basis), func.count())
        .join(CableRow, col(CableRow.id) == col(ScheduleRow.cable_id))
        .where(col(CableRow.is_current), col(ScheduleRow.due).is_(None), *limits)
        .group_by(col(ScheduleRow.is_undetermined), col(ScheduleRow.basis))
    ):
        if is_undetermined:
            undetermined += count
        elif basis == Basis.NONE.value:
            nothing += count
        else:
            exempt += count
    return Undated(
        undetermined=undetermined,
        exempt=exempt,
        nothing_to_declassify=nothing,
        failed=session.scalar(select(func.count()).where(_is_open())) or 0,
    )


def failures(session: Session) -> tuple[Failure, ...]:
    """Inputs that could not be parsed and have not come into the register since, oldest first."""
    rows = session.scalars(select(FailureRow).where(_is_open()).order_by(col(FailureRow.id)))
    return tuple([failure_of(row) for row in rows])


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


def _reasons(session: Session, cable_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(col(ReasonRow.cable_id), col(ReasonRow.code))
        .where(col(ReasonRow.cable_id).in_(cable_ids))
        .order_by(col(ReasonRow.cable_id), col(ReasonRow.position))
    )
    for cable_id, code in rows:
        found[cable_id].append(code)
    return found


def _subject_facts(
    session: Session, cable_ids: Sequence[int]
) -> defaultdict[int, list[SubjectFacts]]:
    found: defaultdict[int, list[SubjectFacts]] = defaultdict(list)
    rows = session.execute(
        select(col(PortionRow.cable_id), col(PortionRow.level), col(PortionRow.caveats))
        .where(
            col(PortionRow.cable_id).in_(cable_ids),
            col(PortionRow.kind) == PortionKind.SUBJECT.value,
        )
        .order_by(col(PortionRow.cable_id), col(PortionRow.position))
    )
    for cable_id, level, caveats in rows:
        found[cable_id].append(SubjectFacts(level=Level[level], caveats=tuple(caveats)))
    return found


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
