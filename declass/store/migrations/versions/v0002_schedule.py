"""What a schedule says beside its date: what went into a step, what it needs, events; and posts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from declass.cable.reference import post_of
from declass.schedule.govern import events_of
from declass.schedule.instruction import read_instruction

revision = "0002"
down_revision = "0001"

_CABLE = sa.table("cable", sa.column("id"), sa.column("mrn"), sa.column("post"))
_SCHEDULE = sa.table(
    "schedule",
    sa.column("cable_id"),
    sa.column("raw"),
    sa.column("steps", sa.JSON()),
)
_EVENT = sa.table("event", sa.column("cable_id"), sa.column("position"), sa.column("phrase"))


def upgrade() -> None:
    """Add the columns and the table, and fill them for the cables that are there."""
    op.add_column("cable", sa.Column("post", sa.String()))
    op.create_index("ix_cable_post", "cable", ["post"])
    op.add_column("schedule", sa.Column("instructed", sa.Date()))
    op.add_column("schedule", sa.Column("needs", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "event",
        sa.Column("cable_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("cable_id", "position", name="pk_event"),
        sa.ForeignKeyConstraint(["cable_id"], ["cable.id"], name="fk_event_cable_id"),
    )
    op.create_index("ix_event_phrase", "event", ["phrase"])
    _fill_posts()
    _fill_schedules()


def _fill_posts() -> None:
    connection = op.get_bind()
    found = connection.execute(
        sa.select(_CABLE.c.id, _CABLE.c.mrn).where(_CABLE.c.mrn.is_not(None))
    )
    _update(_CABLE, _CABLE.c.id, [{"key": key, "post": post_of(mrn)} for key, mrn in found])


def _fill_schedules() -> None:
    """Steps of three parts become steps of five; the events are read from the instruction."""
    connection = op.get_bind()
    steps: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for row in connection.execute(sa.select(_SCHEDULE)):
        parts = [[rule, citation, "", "", sentence] for rule, citation, sentence in row.steps]
        steps.append({"key": row.cable_id, "steps": parts})
        named = events_of(read_instruction(row.raw or "").instruction)
        events += [
            {"cable_id": row.cable_id, "position": position, "phrase": phrase}
            for position, phrase in enumerate(named)
        ]
    _update(_SCHEDULE, _SCHEDULE.c.cable_id, steps)
    if events:
        connection.execute(sa.insert(_EVENT), events)


def _update(table: sa.TableClause, key: sa.ColumnClause[Any], rows: list[dict[str, Any]]) -> None:
    """Write the values of each row, which carries its key as ``key``."""
    if rows:
        values: dict[str, Any] = {name: sa.bindparam(name) for name in rows[0] if name != "key"}
        statement = sa.update(table).where(key == sa.bindparam("key")).values(values)
        op.get_bind().execute(statement, rows)
