"""The tables of the register.

    cable ─┬─ portion       facts about portions, never their text
           ├─ instruction   E.O. lines
           ├─ schedule      one row a cable
           ├─ event         events that the instruction names
           ├─ reason, tag, reference
           └─ release       what was published
               └─ withheld  what it withholds, run by run
    failure                 inputs that are no cables
    recorded_event          events that have come to pass, as somebody recorded
    delay                   what puts off the automatic date of a cable, in any version
    audit_event             append-only, chained by sha256

A row of `cable` is one version of a text. The text of a cable is in `cable.text` and nowhere else.
Levels are stored by code (``"S"``), enumerations by value. `schedule` repeats some facts of its
cable, so that lists and counts are read from one index and pass over the cables, whose texts are
long. A recorded event or a delay that is undone stays, with who undid it and when. Any change here
needs a script in `declass.store.migrations`; a test compares the two.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Index,
    Insert,
    MetaData,
    Text,
    TypeDecorator,
    insert,
    text,
)
from sqlalchemy import Table as CoreTable
from sqlmodel import Field, SQLModel


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment in UTC: aware in Python, stored without an offset."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse a moment of unknown zone rather than store a wrong one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


class Table(SQLModel):
    """Base of the tables, with metadata and constraint names of our own."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def columns_of(table: type[Table]) -> CoreTable:
    """A table without the machinery that makes objects of its rows: for long lists of values."""
    return Table.metadata.tables[str(table.__tablename__)]


@cache
def insert_into(table: type[Table]) -> Insert:
    """The statement that inserts rows of a table; built once, which saves half of an ingest."""
    return insert(columns_of(table))


def _unique_while_it_stands(table: str, *columns: str) -> Index:
    """An index that refuses a second decision about the same, unless the first is undone."""
    stands = text("undone_at IS NULL")
    name = f"uq_{table}_standing"
    return Index(name, *columns, unique=True, sqlite_where=stands, postgresql_where=stands)


class CableRow(Table, table=True):
    """A version of a cable. Of the versions under one identity exactly one is current."""

    __tablename__ = "cable"
    __table_args__ = (
        Index("uq_cable_identity_version", "identity", "version", unique=True),
        Index(
            "uq_cable_identity_current",
            "identity",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )

    id: int = Field(primary_key=True)
    identity: str
    version: int
    is_current: bool
    mrn: str | None
    post: str | None = Field(index=True)
    date: dt.date | None
    classification: str
    caveats: list[str] = Field(sa_type=JSON)
    captions: list[str] = Field(sa_type=JSON)
    classifier: str | None
    subject: str | None
    sha256: str = Field(unique=True)
    source_name: str = Field(index=True)
    ingested_at: dt.datetime = Field(sa_type=UtcDateTime)
    text: str = Field(sa_type=Text)  # last, so that reading the others skips its pages


class PortionRow(Table, table=True):
    """Facts about a portion."""

    __tablename__ = "portion"
    __table_args__ = (
        Index(
            "ix_portion_subject",
            "cable_id",
            sqlite_where=text("kind = 'subject'"),
            postgresql_where=text("kind = 'subject'"),
        ),
    )

    cable_id: int = Field(primary_key=True, foreign_key="cable.id")
    position: int = Field(primary_key=True)
    number: str | None
    kind: str
    label: str
    level: str
    level_source: str
    caveats: list[str] = Field(sa_type=JSON)
    is_marked: bool
    lines: int


class InstructionRow(Table, table=True):
    """An E.O. line, or what stands in for one."""

    __tablename__ = "instruction"

    cable_id: int = Field(primary_key=True, foreign_key="cable.id")
    position: int = Field(primary_key=True)
    order_number: str | None
    instruction: str = Field(sa_type=Text)
    raw: str = Field(sa_type=Text)


class ScheduleRow(Table, table=True):
    """The schedule of a cable, with those facts of the cable by which it is listed and counted."""

    __tablename__ = "schedule"
    __table_args__ = (
        Index(
            "ix_schedule_listed",
            *("is_current", "due", "identity", "classification"),
            *("post", "basis", "is_undetermined"),
        ),
    )

    cable_id: int = Field(primary_key=True, foreign_key="cable.id")
    raw: str | None = Field(sa_type=Text)
    order_number: str | None
    date: dt.date | None
    bound: dt.date | None
    due: dt.date | None
    is_undetermined: bool
    basis: str
    rule: str
    steps: list[list[str]] = Field(sa_type=JSON)
    warnings: list[str] = Field(sa_type=JSON)
    superseded: dt.date | None
    review: dt.date | None
    instructed: dt.date | None
    needs: list[str] = Field(sa_type=JSON)
    identity: str
    is_current: bool
    classification: str
    post: str | None


class EventRow(Table, table=True):
    """An event that the instruction names, in normal form. It is free text of the cable."""

    __tablename__ = "event"

    cable_id: int = Field(primary_key=True, foreign_key="cable.id")
    position: int = Field(primary_key=True)
    phrase: str = Field(index=True)


class ReasonRow(Table, table=True):
    """A reason for classification, in normal form."""

    __tablename__ = "reason"
    __table_args__ = (Index(None, "code", "cable_id"),)

    cable_id: int = Field(primary_key=True, foreign_key="cable.id")
    position: int = Field(primary_key=True)
    code: str


class TagRow(Table, table=True):
    """One of the TAGS."""

    __tablename__ = "tag"
    __table_args__ = (Index(None, "code", "cable_id"),)

    cable_id: int = Field(primary_key=True, foreign_key="cable.id")
    position: int = Field(primary_key=True)
    code: str


class ReferenceRow(Table, table=True):
    """A message that the cable refers to."""

    __tablename__ = "reference"

    cable_id: int = Field(primary_key=True, foreign_key="cable.id")
    position: int = Field(primary_key=True)
    code: str = Field(index=True)


class ReleaseRow(Table, table=True):
    """A published release."""

    __tablename__ = "release"

    id: int = Field(primary_key=True)
    cable_id: int = Field(foreign_key="cable.id", index=True)
    ceiling: str
    disposition: str
    withheld: int
    output: str
    pdf_sha256: str
    options: list[list[str]] = Field(sa_type=JSON)
    released_at: dt.datetime = Field(sa_type=UtcDateTime)
    released_by: str


class WithheldRow(Table, table=True):
    """What a release withholds, run by run: labels and counts, which are public, and no words."""

    __tablename__ = "withheld"

    release_id: int = Field(primary_key=True, foreign_key="release.id")
    position: int = Field(primary_key=True)
    label: str
    kind: str
    level: str
    lines: int | None
    ground: str


class FailureRow(Table, table=True):
    """An input that could not be parsed."""

    __tablename__ = "failure"

    id: int = Field(primary_key=True)
    source_name: str = Field(index=True)
    sha256: str | None
    reason: str
    failed_at: dt.datetime = Field(sa_type=UtcDateTime)


class RecordedEventRow(Table, table=True):
    """An event that has come to pass. Of those under one phrase at most one is not undone."""

    __tablename__ = "recorded_event"
    __table_args__ = (_unique_while_it_stands("recorded_event", "phrase"),)

    id: int = Field(primary_key=True)
    phrase: str
    day: dt.date
    authority: str = Field(sa_type=Text)
    recorded_at: dt.datetime = Field(sa_type=UtcDateTime)
    recorded_by: str
    undone_at: dt.datetime | None = Field(sa_type=UtcDateTime)
    undone_by: str | None


class DelayRow(Table, table=True):
    """What puts off the automatic date of a cable. Of each kind at most one is not undone."""

    __tablename__ = "delay"
    __table_args__ = (_unique_while_it_stands("delay", "identity", "kind"),)

    id: int = Field(primary_key=True)
    identity: str
    kind: str
    until: dt.date
    authority: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    recorded_at: dt.datetime = Field(sa_type=UtcDateTime)
    recorded_by: str
    undone_at: dt.datetime | None = Field(sa_type=UtcDateTime)
    undone_by: str | None


class AuditEventRow(Table, table=True):
    """An event of the audit trail. On SQLite, triggers refuse to change or delete it."""

    __tablename__ = "audit_event"

    id: int = Field(primary_key=True)
    at: dt.datetime = Field(sa_type=UtcDateTime)
    actor: str
    action: str
    subject: str = Field(index=True)
    detail: str = Field(sa_type=Text)
    previous: str = Field(unique=True)  # no two events follow the same one
    digest: str = Field(unique=True)
