"""What lists and counts are read from: the facts of the cable beside its schedule, and indices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COLUMNS = (
    # (column, type, whether it may be empty), as in `cable`
    ("identity", sa.String(), False),
    ("is_current", sa.Boolean(), False),
    ("classification", sa.String(), False),
    ("post", sa.String(), True),
)
_NAMES = [name for name, _, _ in _COLUMNS]
_CABLE = sa.table("cable", *[sa.column(name) for name in ("id", *_NAMES)])
_SCHEDULE = sa.table("schedule", *[sa.column(name) for name in ("cable_id", *_NAMES)])


def upgrade() -> None:
    """Add the columns, fill them for the cables that are there, and index them."""
    op.drop_index("ix_schedule_due", "schedule")
    for name, kind, _ in _COLUMNS:
        op.add_column("schedule", sa.Column(name, kind))
    _fill()
    with op.batch_alter_table("schedule") as table:  # no default: a row without them is refused
        for name, kind, may_be_empty in _COLUMNS:
            table.alter_column(name, existing_type=kind, nullable=may_be_empty)
    _index()


def _fill() -> None:
    of_cable = _CABLE.c.id == _SCHEDULE.c.cable_id
    facts = {name: sa.select(_CABLE.c[name]).where(of_cable).scalar_subquery() for name in _NAMES}
    op.execute(sa.update(_SCHEDULE).values(facts))


def _index() -> None:
    op.create_index(
        "ix_schedule_listed",
        "schedule",
        [
            *("is_current", "due", "identity", "classification"),
            *("post", "basis", "is_undetermined"),
        ],
    )
    for table in ("reason", "tag"):
        op.drop_index(f"ix_{table}_code", table)
        op.create_index(f"ix_{table}_code_cable_id", table, ["code", "cable_id"])
    op.create_index(
        "ix_portion_subject",
        "portion",
        ["cable_id"],
        sqlite_where=sa.text("kind = 'subject'"),
        postgresql_where=sa.text("kind = 'subject'"),
    )
