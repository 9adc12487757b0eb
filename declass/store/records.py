"""What goes into the register and what comes out of it: plain frozen records.

This module knows no table and loads no database library.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from declass.cable.model import LevelSource, PortionKind
from declass.marking.level import Level
from declass.redact.release import Disposition
from declass.redact.review.choices import Releasing
from declass.schedule.model import Basis, Schedule

_DIGEST = 64  # digits of a sha256
_SHORT_DIGEST = 12


def key_of(identity: str) -> str:
    """The name of a cable for people: its message reference number, or a part of its sha256."""
    return identity if has_number(identity) else identity[:_SHORT_DIGEST]


def has_number(identity: str) -> bool:
    """Whether a cable has a message reference number: a digest of its text is its name else."""
    return len(identity) != _DIGEST


class Outcome(StrEnum):
    """What ingesting a cable did."""

    NEW = "new"  # an identity that the register did not have
    UNCHANGED = "unchanged"  # these very bytes are in the register; nothing was written
    NEW_VERSION = "new version"  # another text under a known identity; the older one stays


class Action(StrEnum):
    """What an audit event says was done."""

    INGESTED = "ingested"
    REPLACED = "replaced"  # a new version became the current one
    RELEASED = "released"
    OVERRIDDEN = "released above the level"  # a reviewer's decision about single portions
    FAILED = "failed"
    EVENT_RECORDED = "event recorded"
    EVENT_UNDONE = "event undone"
    DELAYED = "delayed"
    DELAY_UNDONE = "delay undone"
    RESCHEDULED = "rescheduled"  # a decision gave a cable another schedule


DECISIONS = (Action.EVENT_RECORDED, Action.EVENT_UNDONE, Action.DELAYED, Action.DELAY_UNDONE)
"""What moves dates of cables that are in the register."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a cable was read from.

    Attributes:
        name: place at which a person finds it again: an absolute path, a URL, a member of an
            archive.
        sha256: hexadecimal digest of the bytes of this one cable, before any decoding. A file that
            holds several cables has one digest for each of them.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who answers for a change, and when it was made.

    Attributes:
        at: the moment, with its time zone.
        actor: the person or service, for the audit trail.
    """

    at: dt.datetime
    actor: str


@dataclass(frozen=True, slots=True)
class PublishedPdf:
    """A redacted PDF that has been verified and published.

    Attributes:
        output: where it was written, an absolute path.
        sha256: hexadecimal digest of its bytes.
        options: options of the release that a reviewer chose, as (name, value) pairs.
        overrides: what it shows above its level, and by whose authority. It goes into the audit
            trail, and does not come back with the file.
    """

    output: str
    sha256: str
    options: tuple[tuple[str, str], ...] = ()
    overrides: tuple[Releasing, ...] = ()


@dataclass(frozen=True, slots=True)
class PortionFacts:
    """What the register keeps of a portion: everything but its words.

    Attributes:
        position: place in `Cable.portions`, from 0.
        number: its number as a path, or None.
        kind: what sort of portion.
        label: number and mark in canonical form.
        level: the level that governs it.
        level_source: where the level comes from.
        caveats: canonical caveats.
        is_marked: it carries a readable mark of its own.
        lines: how many source lines it has, blank ones inside it included; at least 1.
    """

    position: int
    number: str | None
    kind: PortionKind
    label: str
    level: Level
    level_source: LevelSource
    caveats: tuple[str, ...]
    is_marked: bool
    lines: int


@dataclass(frozen=True, slots=True)
class InstructionFacts:
    """A declassification instruction as the cable has it.

    Attributes:
        order: number of the order cited, or None.
        text: the instruction itself.
        raw: the whole line.
    """

    order: str | None
    text: str
    raw: str


@dataclass(frozen=True, slots=True)
class StoredCable:
    """One version of a cable, with its schedule.

    Attributes:
        identity: the message reference number, or the sha256 of the bytes where there is none.
        version: 1 for the first text under the identity, and so on.
        is_current: it is the newest version.
        mrn, date, classification, caveats, captions, classifier, subject: as in `Cable`.
        reasons, tags, references: as in `Cable`, in order.
        portions: facts about the portions, in order.
        instructions: the E.O. lines, in order.
        schedule: when it is declassified, and why.
        provenance: where it was read from.
        ingested_at: when it came into the register, UTC.
        text: the whole source text.
    """

    identity: str
    version: int
    is_current: bool
    mrn: str | None
    date: dt.date | None
    classification: Level
    caveats: tuple[str, ...]
    captions: tuple[str, ...]
    classifier: str | None
    subject: str | None
    reasons: tuple[str, ...]
    tags: tuple[str, ...]
    references: tuple[str, ...]
    portions: tuple[PortionFacts, ...]
    instructions: tuple[InstructionFacts, ...]
    schedule: Schedule
    provenance: Provenance
    ingested_at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One text that the register has had under an identity."""

    version: int
    is_current: bool
    provenance: Provenance
    ingested_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """A release that was made of a cable.

    Attributes:
        version: version of the cable that was released.
        ceiling: the highest level released.
        disposition: the stamp.
        withheld: how many rows of the summary are withheld.
        pdf: the file, as it was when it was published.
        released_at: when, UTC.
        released_by: by whom.
    """

    version: int
    ceiling: Level
    disposition: Disposition
    withheld: int
    pdf: PublishedPdf
    released_at: dt.datetime
    released_by: str


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One row of the audit trail.

    Attributes:
        at: when, UTC.
        actor: who.
        action: what was done.
        subject: identity of the cable, the name of the input, or the number of a recorded event.
        detail: the circumstances, as a JSON object. That of an event that was recorded or undone
            has its phrase, which is free text of cables.
        previous: digest of the row before, "" for the first row.
        digest: sha256 over `previous` and all the fields above.
    """

    at: dt.datetime
    actor: str
    action: Action
    subject: str
    detail: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the register knows under an identity.

    Attributes:
        cable: the current version.
        versions: all versions, oldest first.
        releases: releases of any version, oldest first.
        events: the audit trail of the identity, oldest first.
    """

    cable: StoredCable
    versions: tuple[VersionFacts, ...]
    releases: tuple[ReleaseFacts, ...]
    events: tuple[AuditEvent, ...]


class SubjectFacts(NamedTuple):
    """What governs the subject of a cable."""

    level: Level
    caveats: tuple[str, ...]


class DueEntry(NamedTuple):
    """A current cable with a governing date. `subject` is here whatever its level.

    Attributes:
        identity, mrn, date, classification, reasons, subject: as in `StoredCable`.
        post: the post in the MRN, None where there is no MRN.
        due: the governing date.
        basis: what the date rests on.
        subject_facts: one for each portion that is a subject; empty where no portion is one.
    """

    identity: str
    mrn: str | None
    post: str | None
    date: dt.date | None
    classification: Level
    due: dt.date
    basis: Basis
    reasons: tuple[str, ...]
    subject: str | None
    subject_facts: tuple[SubjectFacts, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """How many current cables have no governing date, by cause; and what never became a cable.

    Attributes:
        undetermined: `Schedule.is_undetermined`: a date should follow and none can be named.
        exempt: under rules that set no date (Restricted Data and its kin, NATO).
        nothing_to_declassify: unclassified.
        failed: inputs that could not be parsed, see `Register.failures`.
    """

    undetermined: int
    exempt: int
    nothing_to_declassify: int
    failed: int


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many current cables of one level fall due in one year on one basis; at least one."""

    year: int
    level: Level
    basis: Basis
    cables: int


@dataclass(frozen=True, slots=True)
class DueCounts:
    """Current cables, counted.

    Attributes:
        dated: those with a governing date, by year, level and basis.
        undated: those without, and the inputs that failed; of the latter nobody knows what they
            are, so that no limit leaves any out.
    """

    dated: tuple[DueCount, ...]
    undated: Undated


@dataclass(frozen=True, slots=True)
class AutomaticCount:
    """How many current cables have one automatic date, and are not declassified before it.

    Attributes:
        day: the automatic date, after recorded delays.
        cables: how many.
        undetermined: how many of them have an instruction that nobody could read; they are never
            called due.
    """

    day: dt.date
    cables: int
    undetermined: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be parsed, or not even read.

    Attributes:
        source_name: as in `Provenance`.
        sha256: digest of its bytes, None where they could not be read.
        reason: why, in words that quote nothing of it.
        failed_at: when it first failed for this reason, UTC.
    """

    source_name: str
    sha256: str | None
    reason: str
    failed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a walk along the audit trail found.

    Attributes:
        events: how many events were read, up to the broken one.
        head: digest of the last whole event, "" for an empty trail. Written down elsewhere, it
            shows later whether events were cut off at the end.
        broken_at: number of the first event, from 1, that does not follow from those before it;
            None where the chain is whole.
    """

    events: int
    head: str
    broken_at: int | None

    @property
    def is_whole(self) -> bool:
        """True where every event follows from the one before."""
        return self.broken_at is None
