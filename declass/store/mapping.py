"""Records to rows and back: the only module that knows both.

Rows to be written are mappings from column to value, made for bulk inserts; rows that were read are
instances of the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from declass.cable.model import Cable, LevelSource, Portion, PortionKind
from declass.cable.reference import post_of
from declass.marking.level import Level
from declass.redact.amount import places
from declass.redact.release import Disposition, Release
from declass.schedule.model import Basis, Schedule, Step
from declass.store.decisions import DelayDecision, EventDecision
from declass.store.records import (
    Action,
    AuditEvent,
    Failure,
    InstructionFacts,
    PortionFacts,
    Provenance,
    PublishedPdf,
    ReleaseFacts,
    Stamp,
    StoredCable,
    VersionFacts,
)
from declass.store.release_log import WithheldFacts
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
    Table,
    TagRow,
    WithheldRow,
)

NewRow: TypeAlias = dict[str, object]

_LISTED = ("identity", "is_current", "classification", "post")
"""What the row of a schedule repeats of that of its cable."""


def identity_of(provenance: Provenance, cable: Cable) -> str:
    """What makes two texts versions of one cable: its MRN, or else its very bytes."""
    return cable.mrn or provenance.sha256


def storable_name(name: str) -> str:
    """A name of a file in which bytes that are no UTF-8 are written out, so that it can be kept."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def row_of_cable(provenance: Provenance, cable: Cable, version: int, stamp: Stamp) -> NewRow:
    """The row of a new current version."""
    return {
        "identity": identity_of(provenance, cable),
        "version": version,
        "is_current": True,
        "mrn": cable.mrn,
        "post": post_of(cable.mrn) if cable.mrn else None,
        "date": cable.date,
        "classification": cable.classification.name,
        "caveats": cable.caveats,
        "captions": cable.captions,
        "classifier": cable.classified_by and cable.classified_by.classifier,
        "subject": cable.subject,
        "sha256": provenance.sha256,
        "source_name": storable_name(provenance.name),
        "ingested_at": stamp.at,
        "text": cable.text,
    }


def rows_beside_cable(
    cable_id: int, row: NewRow, cable: Cable, schedule: Schedule
) -> tuple[tuple[type[Table], list[NewRow]], ...]:
    """The rows of the other tables that belong to a cable, table by table.

    Args:
        cable_id: the number that its own row has got.
        row: its own row, see `row_of_cable`.
        cable: the cable.
        schedule: its schedule.
    """
    reasons = cable.classified_by.reasons if cable.classified_by else ()
    listed = {name: row[name] for name in _LISTED}
    return (
        (PortionRow, _rows_of_portions(cable_id, cable)),
        (InstructionRow, _rows_of_instructions(cable_id, cable)),
        (ScheduleRow, [row_of_schedule(cable_id, schedule) | listed]),
        (EventRow, rows_of_events(cable_id, schedule)),
        (ReasonRow, _rows_of_codes(cable_id, reasons)),
        (TagRow, _rows_of_codes(cable_id, cable.tags)),
        (ReferenceRow, _rows_of_codes(cable_id, cable.references)),
    )


def _rows_of_portions(cable_id: int, cable: Cable) -> list[NewRow]:
    return [
        {
            "cable_id": cable_id,
            "position": position,
            "number": portion.number,
            "kind": portion.kind.value,
            "label": portion.label,
            "level": portion.level.name,
            "level_source": portion.level_source.value,
            "caveats": portion.caveats,
            "is_marked": portion.is_marked,
            "lines": _line_count(cable, portion),
        }
        for position, portion in enumerate(cable.portions)
    ]


def _line_count(cable: Cable, portion: Portion) -> int:
    return cable.portion_text(portion).strip().count("\n") + 1


def _rows_of_instructions(cable_id: int, cable: Cable) -> list[NewRow]:
    return [
        {
            "cable_id": cable_id,
            "position": position,
            "order_number": line.order,
            "instruction": line.instruction,
            "raw": line.raw,
        }
        for position, line in enumerate(cable.eo_lines)
    ]


def rows_of_events(cable_id: int, schedule: Schedule) -> list[NewRow]:
    """The rows of the events that an instruction names."""
    return [
        {"cable_id": cable_id, "position": position, "phrase": phrase}
        for position, phrase in enumerate(schedule.events)
    ]


def row_of_schedule(cable_id: int, schedule: Schedule) -> NewRow:
    """The row of a schedule, all but its events and what it repeats of the cable."""
    return {
        "cable_id": cable_id,
        "raw": schedule.raw,
        "order_number": schedule.order,
        "date": schedule.date,
        "bound": schedule.bound,
        "due": schedule.due,
        "is_undetermined": schedule.is_undetermined,
        "basis": schedule.basis.value,
        "rule": schedule.rule,
        "steps": schedule.steps,
        "warnings": schedule.warnings,
        "superseded": schedule.superseded,
        "review": schedule.review,
        "instructed": schedule.instructed,
        "needs": schedule.needs,
    }


def _rows_of_codes(cable_id: int, codes: tuple[str, ...]) -> list[NewRow]:
    return [
        {"cable_id": cable_id, "position": position, "code": code}
        for position, code in enumerate(codes)
    ]


def row_of_release(cable_id: int, release: Release, pdf: PublishedPdf, stamp: Stamp) -> NewRow:
    """The row of a published release: what was decided, nothing of what was withheld."""
    return {
        "cable_id": cable_id,
        "ceiling": release.ceiling,
        "disposition": release.disposition.value,
        "withheld": sum(not decision.is_released for decision in release.decisions),
        "output": storable_name(pdf.output),
        "pdf_sha256": pdf.sha256,
        "options": pdf.options,
        "released_at": stamp.at,
        "released_by": stamp.actor,
    }


def rows_of_withheld(release_id: int, release: Release) -> list[NewRow]:
    """The rows of what a release withholds: what anybody may see of it."""
    return [
        {
            "release_id": release_id,
            "position": position,
            "label": decision.label,
            "kind": decision.kind,
            "level": decision.level,
            "lines": decision.lines,
            "ground": decision.ground,
        }
        for position, decision in enumerate(places(release))
    ]


def row_of_failure(failure: Failure) -> NewRow:
    """The row of an input that could not be parsed."""
    return {
        "source_name": storable_name(failure.source_name),
        "sha256": failure.sha256,
        "reason": failure.reason,
        "failed_at": failure.failed_at,
    }


def row_of_recorded_event(decision: EventDecision, stamp: Stamp) -> NewRow:
    """The row of an event that has come to pass."""
    return {
        "phrase": decision.event.phrase,
        "day": decision.event.day,
        "authority": decision.authority,
        "recorded_at": stamp.at,
        "recorded_by": stamp.actor,
    }


def row_of_delay(decision: DelayDecision, stamp: Stamp) -> NewRow:
    """The row of a delay."""
    return {
        "identity": decision.identity,
        "kind": decision.delay.kind.value,
        "until": decision.delay.until,
        "authority": decision.delay.authority,
        "reason": decision.delay.reason,
        "recorded_at": stamp.at,
        "recorded_by": stamp.actor,
    }


def row_of_event(event: AuditEvent) -> NewRow:
    """The row of an audit event."""
    return {
        "at": event.at,
        "actor": event.actor,
        "action": event.action.value,
        "subject": event.subject,
        "detail": event.detail,
        "previous": event.previous,
        "digest": event.digest,
    }


@dataclass(frozen=True, slots=True)
class CableRows:
    """The rows that make up one stored cable, each table in the order of its positions."""

    cable: CableRow
    schedule: ScheduleRow
    events: Sequence[EventRow]
    portions: Sequence[PortionRow]
    instructions: Sequence[InstructionRow]
    reasons: Sequence[ReasonRow]
    tags: Sequence[TagRow]
    references: Sequence[ReferenceRow]


def cable_of(rows: CableRows) -> StoredCable:
    """A stored cable, from its rows."""
    row = rows.cable
    return StoredCable(
        identity=row.identity,
        version=row.version,
        is_current=row.is_current,
        mrn=row.mrn,
        date=row.date,
        classification=Level[row.classification],
        caveats=tuple(row.caveats),
        captions=tuple(row.captions),
        classifier=row.classifier,
        subject=row.subject,
        reasons=tuple([reason.code for reason in rows.reasons]),
        tags=tuple([tag.code for tag in rows.tags]),
        references=tuple([reference.code for reference in rows.references]),
        portions=tuple([_portion_of(portion) for portion in rows.portions]),
        instructions=tuple([_instruction_of(line) for line in rows.instructions]),
        schedule=schedule_of(rows.schedule, [event.phrase for event in rows.events]),
        provenance=Provenance(name=row.source_name, sha256=row.sha256),
        ingested_at=row.ingested_at,
        text=row.text,
    )


def _portion_of(row: PortionRow) -> PortionFacts:
    return PortionFacts(
        position=row.position,
        number=row.number,
        kind=PortionKind(row.kind),
        label=row.label,
        level=Level[row.level],
        level_source=LevelSource(row.level_source),
        caveats=tuple(row.caveats),
        is_marked=row.is_marked,
        lines=row.lines,
    )


def _instruction_of(row: InstructionRow) -> InstructionFacts:
    return InstructionFacts(order=row.order_number, text=row.instruction, raw=row.raw)


def schedule_of(row: ScheduleRow, events: Sequence[str]) -> Schedule:
    """A schedule, from its row and the events that the instruction names."""
    return Schedule(
        raw=row.raw,
        order=row.order_number,
        date=row.date,
        bound=row.bound,
        basis=Basis(row.basis),
        rule=row.rule,
        steps=tuple([Step(*step) for step in row.steps]),
        warnings=tuple(row.warnings),
        superseded=row.superseded,
        review=row.review,
        instructed=row.instructed,
        needs=tuple(row.needs),
        events=tuple(events),
    )


def version_of(row: CableRow) -> VersionFacts:
    """What is told of a version beside the current one."""
    return VersionFacts(
        version=row.version,
        is_current=row.is_current,
        provenance=Provenance(name=row.source_name, sha256=row.sha256),
        ingested_at=row.ingested_at,
    )


def release_of(row: ReleaseRow, version: int) -> ReleaseFacts:
    """A release, from its row and the version of the cable that it shows."""
    return ReleaseFacts(
        version=version,
        ceiling=Level[row.ceiling],
        disposition=Disposition(row.disposition),
        withheld=row.withheld,
        pdf=PublishedPdf(
            output=row.output,
            sha256=row.pdf_sha256,
            options=tuple([(name, value) for name, value in row.options]),
        ),
        released_at=row.released_at,
        released_by=row.released_by,
    )


def withheld_of(row: WithheldRow) -> WithheldFacts:
    """A withheld run, from its row."""
    return WithheldFacts(
        label=row.label, kind=row.kind, level=row.level, lines=row.lines, ground=row.ground
    )


def failure_of(row: FailureRow) -> Failure:
    """A failure, from its row."""
    return Failure(
        source_name=row.source_name,
        sha256=row.sha256,
        reason=row.reason,
        failed_at=row.failed_at,
    )


def event_of(row: AuditEventRow) -> AuditEvent:
    """An audit event, from its row."""
    return AuditEvent(
        at=row.at,
        actor=row.actor,
        action=Action(row.action),
        subject=row.subject,
        detail=row.detail,
        previous=row.previous,
        digest=row.digest,
    )
