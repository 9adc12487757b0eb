"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, and forbid changes to the audit trail."""
    _create_cable()
    _create_beside_cable()
    _create_schedule()
    _create_release()
    _create_failure()
    _create_audit_event()
    if op.get_bind().dialect.name == "sqlite":
        _make_append_only()


def _string(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _required(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _create_cable() -> None:
    op.create_table(
        "cable",
        _required("id", sa.Integer()),
        _string("identity"),
        _required("version", sa.Integer()),
        _required("is_current", sa.Boolean()),
        _string("mrn", nullable=True),
        sa.Column("date", sa.Date()),
        _string("classification"),
        _required("caveats", sa.JSON()),
        _required("captions", sa.JSON()),
        _string("classifier", nullable=True),
        _string("subject", nullable=True),
        _string("sha256"),
        _string("source_name"),
        _required("ingested_at", sa.DateTime()),
        _required("text", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_cable"),
        sa.UniqueConstraint("sha256", name="uq_cable_sha256"),
    )
    op.create_index("ix_cable_source_name", "cable", ["source_name"])
    op.create_index("uq_cable_identity_version", "cable", ["identity", "version"], unique=True)
    op.create_index(
        "uq_cable_identity_current",
        "cable",
        ["identity"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )


def _create_beside_cable() -> None:
    """The tables with a row for each item of a list in a cable."""
    _create_list(
        "portion",
        _string("number", nullable=True),
        _string("kind"),
        _string("label"),
        _string("level"),
        _string("level_source"),
        _required("caveats", sa.JSON()),
        _required("is_marked", sa.Boolean()),
        _required("lines", sa.Integer()),
    )
    _create_list(
        "instruction",
        _string("order_number", nullable=True),
        _required("instruction", sa.Text()),
        _required("raw", sa.Text()),
    )
    for table in ("reason", "tag", "reference"):
        _create_list(table, _string("code"))
        op.create_index(f"ix_{table}_code", table, ["code"])


def _create_list(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        _required("cable_id", sa.Integer()),
        _required("position", sa.Integer()),
        *columns,
        sa.PrimaryKeyConstraint("cable_id", "position", name=f"pk_{table}"),
        _cable_key(table),
    )


def _cable_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["cable_id"], ["cable.id"], name=f"fk_{table}_cable_id")


def _create_schedule() -> None:
    op.create_table(
        "schedule",
        _required("cable_id", sa.Integer()),
        sa.Column("raw", sa.Text()),
        _string("order_number", nullable=True),
        sa.Column("date", sa.Date()),
        sa.Column("bound", sa.Date()),
        sa.Column("due", sa.Date()),
        _required("is_undetermined", sa.Boolean()),
        _string("basis"),
        _string("rule"),
        _required("steps", sa.JSON()),
        _required("warnings", sa.JSON()),
        sa.Column("superseded", sa.Date()),
        sa.Column("review", sa.Date()),
        sa.PrimaryKeyConstraint("cable_id", name="pk_schedule"),
        _cable_key("schedule"),
    )
    op.create_index("ix_schedule_due", "schedule", ["due"])


def _create_release() -> None:
    op.create_table(
        "release",
        _required("id", sa.Integer()),
        _required("cable_id", sa.Integer()),
        _string("ceiling"),
        _string("disposition"),
        _required("withheld", sa.Integer()),
        _string("output"),
        _string("pdf_sha256"),
        _required("options", sa.JSON()),
        _required("released_at", sa.DateTime()),
        _string("released_by"),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        _cable_key("release"),
    )
    op.create_index("ix_release_cable_id", "release", ["cable_id"])


def _create_failure() -> None:
    op.create_table(
        "failure",
        _required("id", sa.Integer()),
        _string("source_name"),
        _string("sha256", nullable=True),
        _string("reason"),
        _required("failed_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_failure"),
    )
    op.create_index("ix_failure_source_name", "failure", ["source_name"])


def _create_audit_event() -> None:
    op.create_table(
        "audit_event",
        _required("id", sa.Integer()),
        _required("at", sa.DateTime()),
        _string("actor"),
        _string("action"),
        _string("subject"),
        _required("detail", sa.Text()),
        _string("previous"),
        _string("digest"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
        sa.UniqueConstraint("previous", name="uq_audit_event_previous"),
        sa.UniqueConstraint("digest", name="uq_audit_event_digest"),
    )
    op.create_index("ix_audit_event_subject", "audit_event", ["subject"])


def _make_append_only() -> None:
    """Refuse UPDATE, DELETE, and the INSERT OR REPLACE that deletes without a delete trigger."""
    for name, when, condition in (
        ("no_update", "UPDATE", ""),
        ("no_delete", "DELETE", ""),
        (
            "no_replace",
            "INSERT",
            (
                "WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id"
                " OR previous = NEW.previous OR digest = NEW.digest)"
            ),
        ),
    ):
        op.execute(
            f"CREATE TRIGGER audit_event_{name} BEFORE {when} ON audit_event {condition}"
            " BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        )
