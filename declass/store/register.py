"""The register as the faces see it: one class, plain records in and out.

with Register.open(path, create=True) as register:
    outcome = register.ingest(provenance, cable, schedule, now=now, actor="m.hale")
    dossier = register.find("08TOKYO804")
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from declass.cable.model import Cable
from declass.redact.release import Release
from declass.schedule.model import Schedule
from declass.schedule.recorded import Delay, DelayKind
from declass.store import audit, counts, due, enacting, ingest, planning, queries, standing
from declass.store.decisions import EventDecision, Plan, StandingDelay, WaitingCable
from declass.store.due_query import ALL, DueQuery
from declass.store.engine import open_engine, place_of, reading, reading_rows, writing
from declass.store.mapping import identity_of
from declass.store.records import (
    AutomaticCount,
    ChainCheck,
    Dossier,
    DueCounts,
    DueEntry,
    Failure,
    Outcome,
    Provenance,
    PublishedPdf,
    Stamp,
    Undated,
)
from declass.store.release_log import LoggedRelease


class Register:
    """An open register. Every method that writes is one transaction: done whole, or not at all.

    All methods raise `StoreError` where the database is locked, damaged or cannot be written.
    Moments (`now`) carry a time zone; ``actor`` is who is answerable, for the audit trail.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, where: str | Path, *, create: bool, wait_seconds: float = 30.0) -> Self:
        """Open a register and bring its schema up to date.

        Args:
            where: path of a SQLite file, or a SQLAlchemy URL.
            create: make a register where there is none; its directory must exist.
            wait_seconds: how long to wait for a lock that another process holds.

        Raises:
            StoreError: it is absent, locked, unreadable, no register, or newer than this program.
        """
        return cls(open_engine(where, create=create, wait_seconds=wait_seconds))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """Path or URL, fit to be shown: without a password."""
        return place_of(self._engine)

    def ingest(
        self,
        provenance: Provenance,
        cable: Cable,
        schedule: Schedule,
        *,
        now: dt.datetime,
        actor: str,
    ) -> Outcome:
        """Keep a cable and its schedule.

        Args:
            provenance: where it was read.
            cable: what its text says.
            schedule: what follows from that alone. Where the register has something recorded about
                the cable, the schedule is computed anew with that.
            now: when.
            actor: by whom.

        The same bytes again, under whatever name, change nothing. Another text under a known MRN
        becomes its current version, and the older one stays. A cable without an MRN is itself only.
        """
        with writing(self._engine) as connection:
            return ingest.ingest(connection, provenance, cable, schedule, Stamp(now, actor))

    def record_release(
        self,
        source_sha256: str,
        release: Release,
        pdf: PublishedPdf,
        *,
        now: dt.datetime,
        actor: str,
    ) -> None:
        """Keep that a verified PDF of a cable was published.

        Args:
            source_sha256: `Provenance.sha256` of the very text that was released.
            release: what was released. Its lines are not kept.
            pdf: the file.
            now: when.
            actor: by whom.

        Raises:
            StoreError: that text is not in the register.
        """
        with writing(self._engine) as connection:
            ingest.record_release(connection, source_sha256, release, pdf, Stamp(now, actor))

    def scheduled(self, provenance: Provenance, cable: Cable, schedule: Schedule) -> Schedule:
        """The schedule of a cable with what is recorded about it.

        Args:
            provenance: where it was read.
            cable: what its text says; the register need not have it.
            schedule: what follows from that alone.
        """
        with reading(self._engine) as session:
            return standing.apply(
                session.connection(), identity_of(provenance, cable), cable, schedule
            )

    def plan_event(self, decision: EventDecision, *, today: dt.date) -> Plan:
        """Plan to record that an event has come to pass: see what follows, and write nothing.

        Raises:
            UsageError: its day is after `today`, or before the date of a cable that names it.
            StoreError: it is recorded already, or no cable names it.
        """
        with reading(self._engine) as session:
            return planning.plan_event(session, decision, today)

    def plan_event_undo(self, phrase: str) -> Plan:
        """Plan to undo the record of an event.

        Raises:
            StoreError: it is not recorded.
        """
        with reading(self._engine) as session:
            return planning.plan_event_undo(session, phrase)

    def plan_delay(self, key: str, delay: Delay, *, today: dt.date) -> Plan:
        """Plan to put off the automatic date of a cable.

        Args:
            key: as in `find`.
            delay: ground, end, authority and reason.
            today: the day of recording.

        Raises:
            StoreError: the cable is not here, or has a delay on this ground.
            UsageError: it would put nothing off, or last longer than is allowed.
        """
        with reading(self._engine) as session:
            return planning.plan_delay(session, key, delay, today)

    def plan_delay_undo(self, key: str, kind: DelayKind | None = None) -> Plan:
        """Plan to undo a delay of a cable; the ground may be left out where there is one delay.

        Raises:
            StoreError: the cable is not here, or has no such delay, or several.
        """
        with reading(self._engine) as session:
            return planning.plan_delay_undo(session, key, kind)

    def enact(self, plan: Plan, *, now: dt.datetime, actor: str, login: str) -> None:
        """Make the decision of a plan: what was shown is what is done.

        Args:
            plan: of this register.
            now: when.
            actor: who answers for it.
            login: the user who enters it.

        Raises:
            StoreError: the register has changed meanwhile, so that something else would follow.
        """
        with writing(self._engine) as connection:
            enacting.enact(connection, plan, Stamp(now, actor), login)

    def waiting_cables(self) -> Iterator[WaitingCable]:
        """Current cables whose instruction names an event, by event, date and identity."""
        with reading(self._engine) as session:
            yield from queries.waiting_cables(session)

    def delays(self) -> tuple[StandingDelay, ...]:
        """All delays that are recorded and not undone, oldest record first."""
        with reading(self._engine) as session:
            return tuple(standing.all_delays(session.connection()))

    def record_failure(
        self, source_name: str, sha256: str | None, reason: str, *, now: dt.datetime, actor: str
    ) -> None:
        """Keep that an input could not be parsed. The same failure again changes nothing.

        Args:
            source_name: as in `Provenance`.
            sha256: digest of its bytes, None where they could not be read.
            reason: why, in words that quote nothing of it.
            now: when.
            actor: who tried.
        """
        failure = Failure(source_name, sha256, reason, failed_at=now)
        with writing(self._engine) as connection:
            ingest.record_failure(connection, failure, Stamp(now, actor))

    def find(self, key: str) -> Dossier | None:
        """Everything under an MRN in canonical form, or a sha256 or its first 12 or more digits.

        Raises:
            StoreError: more than one cable has a sha256 that begins so.
        """
        with reading(self._engine) as session:
            return queries.find(session, key)

    def due_entries(self, query: DueQuery = ALL) -> Iterator[DueEntry]:
        """The current cables that a question asks for, in its order."""
        with reading_rows(self._engine) as connection:
            yield from due.entries(connection, query)

    def count_due(self, query: DueQuery) -> int:
        """How many cables a question asks for, its limit to their number aside."""
        with reading_rows(self._engine) as connection:
            return due.count(connection, query)

    def count_due_by_group(self, query: DueQuery) -> dict[str | None, int]:
        """How many cables stand under each head, the limit to their number aside."""
        with reading_rows(self._engine) as connection:
            return due.group_counts(connection, query)

    def unknown(self, query: DueQuery) -> tuple[str, ...]:
        """Posts, reasons and tags of a question that no cable has (``"post LIMMA"``)."""
        with reading_rows(self._engine) as connection:
            return due.unknown(connection, query)

    def undated(self, query: DueQuery = ALL) -> Undated:
        """Count the current cables without a governing date, and the open failures.

        Counted are those that a question asks for, its limits to date and basis aside.
        """
        with reading_rows(self._engine) as connection:
            return due.undated(connection, query)

    def logged_releases(self, keys: Sequence[str] = ()) -> Iterator[LoggedRelease]:
        """Recorded releases with all that they withhold, oldest first.

        Args:
            keys: the cables, as for `find`; all where there are none.

        Raises:
            StoreError: the register has no cable under a key, or several under a digest.
        """
        with reading(self._engine) as session:
            yield from queries.logged_releases(session, keys)

    def failures(self) -> tuple[Failure, ...]:
        """Inputs that could not be parsed and have not come into the register since."""
        with reading(self._engine) as session:
            return queries.failures(session)

    def verify_chain(self) -> ChainCheck:
        """Walk along the audit trail and tell whether each event follows from the one before."""
        with reading(self._engine) as session:
            return audit.verify_chain(queries.events(session))

    def due_counts(self, query: DueQuery = ALL) -> DueCounts:
        """Count the current cables by year of their governing date, level and basis.

        Counted are those that a question asks for, its limits to date and basis aside.
        """
        with reading_rows(self._engine) as connection:
            return counts.due_counts(connection, query)

    def automatic_counts(self, *, not_before: dt.date) -> tuple[AutomaticCount, ...]:
        """Count by automatic date, from a day on, what no instruction declassifies before it."""
        with reading(self._engine) as session:
            return counts.automatic_counts(session, not_before=not_before)
