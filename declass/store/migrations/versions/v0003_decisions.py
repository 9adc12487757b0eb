"""What people decide about dates: events that have come to pass, and delays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_STANDS = sa.text("undone_at IS NULL")


def upgrade() -> None:
    """Add the two tables, empty."""
    op.create_table(
        "recorded_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        *_signatures(),
        sa.PrimaryKeyConstraint("id", name="pk_recorded_event"),
    )
    op.create_table(
        "delay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_signatures(),
        sa.PrimaryKeyConstraint("id", name="pk_delay"),
    )
    for table, columns in (("recorded_event", ["phrase"]), ("delay", ["identity", "kind"])):
        op.create_index(
            f"uq_{table}_standing",
            table,
            columns,
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        )


def _signatures() -> list[sa.Column[object]]:
    """Who recorded it and when, and who undid it and when."""
    return [
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime()),
        sa.Column("undone_by", sa.String()),
    ]
