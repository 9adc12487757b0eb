"""The versions of the schema, oldest first.

To change the schema: change `declass.store.tables`, write ``versions/vNNNN_what.py`` with the
number of the version before it, and add its number to `REVISIONS`. A test compares the tables
with what the scripts make. Alembic is imported only where something is to be done.
"""

from __future__ import annotations

from sqlalchemy import Connection, column, table

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
HEAD = REVISIONS[-1]
VERSION_TABLE = table("declass_version", column("version_num"))


def upgrade(connection: Connection, revision: str = HEAD) -> None:
    """Run the scripts that are still to be run, within the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "declass.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
