"""What Alembic runs: the scripts, on the connection and in the transaction that `upgrade` gives."""

from __future__ import annotations

from alembic import context

from declass.store.migrations import VERSION_TABLE
from declass.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    version_table=VERSION_TABLE.name,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
