"""Releases that do not tell how much they withhold (5 U.S.C. 552(b))."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """A count of lines may be absent."""
    with op.batch_alter_table("withheld") as table:
        table.alter_column("lines", existing_type=sa.Integer(), nullable=True)
