"""Writing to the register. Each function runs in a transaction that its caller holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from sqlalchemy import Connection, Row, func, select, update
from sqlmodel import col

from declass.cable.model import Cable
from declass.errors import StoreError
from declass.redact.release import Release
from declass.redact.review.choices import portions_text
from declass.schedule.model import Schedule
from declass.store import audit, mapping, standing
from declass.store.records import Action, Failure, Outcome, Provenance, PublishedPdf, Stamp
from declass.store.tables import (
    CableRow,
    FailureRow,
    ReleaseRow,
    ScheduleRow,
    WithheldRow,
    insert_into,
)


class KnownCable(NamedTuple):
    """A version of a cable that the register has."""

    id: int
    identity: str
    version: int


def ingest(
    connection: Connection,
    provenance: Provenance,
    cable: Cable,
    schedule: Schedule,
    stamp: Stamp,
) -> Outcome:
    """Keep a cable and its schedule, unless these very bytes are kept already.

    Bytes that are known stay what they are, an older version included: running the same ingest
    again never makes an old text current. Recorded events and delays count from the beginning.
    """
    if _cable_with_bytes(connection, provenance.sha256):
        return Outcome.UNCHANGED
    identity = mapping.identity_of(provenance, cable)
    version = _retire_current(connection, identity) + 1
    if version > 1 or schedule.events:  # else nothing can be recorded about it
        schedule = standing.apply(connection, identity, cable, schedule)
    _insert(connection, mapping.row_of_cable(provenance, cable, version, stamp), cable, schedule)
    audit.append(
        connection,
        stamp,
        action=Action.INGESTED if version == 1 else Action.REPLACED,
        subject=identity,
        detail={
            "version": version,
            "sha256": provenance.sha256,
            "source": mapping.storable_name(provenance.name),
            "due": schedule.due.isoformat() if schedule.due else None,
            "rule": schedule.rule,
        },
    )
    return Outcome.NEW if version == 1 else Outcome.NEW_VERSION


def record_release(
    connection: Connection,
    source_sha256: str,
    release: Release,
    pdf: PublishedPdf,
    stamp: Stamp,
) -> None:
    """Keep that a redacted PDF was published.

    Raises:
        StoreError: the cable is not in the register.
    """
    cable = _cable_with_bytes(connection, source_sha256)
    if cable is None:
        raise StoreError(
            "the released cable is not in the register", remedy="ingest it, then release it"
        )
    row = mapping.row_of_release(cable.id, release, pdf, stamp)
    key = connection.execute(insert_into(ReleaseRow), row).inserted_primary_key
    if rows := mapping.rows_of_withheld(cast("Row[int]", key).id, release):
        connection.execute(insert_into(WithheldRow), rows)
    audit.append_all(
        connection, stamp, [_released(cable, release, pdf), *_overridden(cable, release, pdf)]
    )


def _released(cable: KnownCable, release: Release, pdf: PublishedPdf) -> audit.Entry:
    detail: audit.Detail = {
        "version": cable.version,
        "ceiling": release.ceiling,
        "disposition": release.disposition.value,
        "output": mapping.storable_name(pdf.output),
        "pdf_sha256": pdf.sha256,
    }
    return audit.Entry(Action.RELEASED, cable.identity, detail)


def _overridden(cable: KnownCable, release: Release, pdf: PublishedPdf) -> Iterator[audit.Entry]:
    """What a release shows above its level, and by whose authority."""
    for each in pdf.overrides:
        detail: audit.Detail = {
            "version": cable.version,
            "ceiling": release.ceiling,
            "portions": portions_text(each.portions),
            "authority": mapping.storable_name(each.authority),
            "reason": mapping.storable_name(each.reason),
            "pdf_sha256": pdf.sha256,
        }
        yield audit.Entry(Action.OVERRIDDEN, cable.identity, detail)


def record_failure(connection: Connection, failure: Failure, stamp: Stamp) -> None:
    """Keep that an input could not be parsed; a failure that is known already is left as it is."""
    row = mapping.row_of_failure(failure)
    known = select(col(FailureRow.id)).where(
        col(FailureRow.source_name) == row["source_name"],
        col(FailureRow.sha256).is_not_distinct_from(failure.sha256),
        col(FailureRow.reason) == failure.reason,
    )
    if connection.scalar(known) is not None:
        return
    connection.execute(insert_into(FailureRow), row)
    audit.append(
        connection,
        stamp,
        action=Action.FAILED,
        subject=mapping.storable_name(failure.source_name),
        detail={"sha256": failure.sha256, "reason": failure.reason},
    )


def _cable_with_bytes(connection: Connection, sha256: str) -> KnownCable | None:
    known = select(col(CableRow.id), col(CableRow.identity), col(CableRow.version)).where(
        col(CableRow.sha256) == sha256
    )
    row = connection.execute(known).one_or_none()
    return None if row is None else KnownCable(*row)


def _retire_current(connection: Connection, identity: str) -> int:
    """Make way for a new version; give the number of the newest one so far, 0 for none."""
    newest = connection.scalar(
        select(func.max(col(CableRow.version))).where(col(CableRow.identity) == identity)
    )
    if newest:
        versions = select(col(CableRow.id)).where(col(CableRow.identity) == identity)
        of_versions = (
            update(CableRow).where(col(CableRow.identity) == identity),
            update(ScheduleRow).where(col(ScheduleRow.cable_id).in_(versions)),
        )
        for statement in of_versions:
            connection.execute(statement.values(is_current=False))
    return newest or 0


def _insert(connection: Connection, row: mapping.NewRow, cable: Cable, schedule: Schedule) -> None:
    key = connection.execute(insert_into(CableRow), row).inserted_primary_key
    cable_id = cast("Row[int]", key).id
    for table, rows in mapping.rows_beside_cable(cable_id, row, cable, schedule):
        if rows:
            connection.execute(insert_into(table), rows)
