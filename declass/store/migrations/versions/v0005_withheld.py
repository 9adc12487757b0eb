"""What each release withholds, run by run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table. Of releases that are recorded already only the number of runs is known."""
    op.create_table(
        "withheld",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("release_id", "position", name="pk_withheld"),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name="fk_withheld_release_id"),
    )
