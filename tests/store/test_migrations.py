"""The scripts make the tables, from nothing and from every older version."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from declass.errors import StoreError
from declass.marking.level import Level
from declass.schedule.model import Basis, Step
from declass.store import migrations
from declass.store.due_query import DueQuery
from declass.store.engine import open_engine
from declass.store.register import Register
from declass.store.tables import Table

OLDER = (None, *migrations.REVISIONS[:-1])


@pytest.mark.parametrize("older", OLDER, ids=lambda revision: f"from {revision or 'nothing'}")
def test_opening_brings_every_older_register_to_the_present_schema(
    tmp_path: Path, older: str | None
) -> None:
    place = tmp_path / "r.sqlite3"
    if older:
        engine = create_engine(f"sqlite:///{place}")
        with engine.begin() as connection:
            migrations.upgrade(connection, older)
        engine.dispose()

    engine = open_engine(place, create=True, wait_seconds=1)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": migrations.VERSION_TABLE.name}
        )
        assert compare_metadata(context, Table.metadata) == []
        assert context.get_current_revision() == migrations.HEAD
    engine.dispose()


def test_every_script_is_listed_and_every_listed_script_exists() -> None:
    config = Config()
    config.set_main_option("script_location", "declass.store:migrations")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == migrations.REVISIONS


@pytest.mark.parametrize("create", [True, False])
def test_a_register_of_a_newer_declass_is_left_alone(tmp_path: Path, *, create: bool) -> None:
    place = tmp_path / "r.sqlite3"
    Register.open(place, create=True).close()
    with closing(sqlite3.connect(place)) as database:
        database.execute("UPDATE declass_version SET version_num = '9999'")
        database.commit()
    with pytest.raises(StoreError, match="newer declass; upgrade declass"):
        Register.open(place, create=create)


def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "r.sqlite3"
    upgrade = migrations.upgrade

    def fail_after_upgrade(connection: object) -> None:
        upgrade(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "upgrade", fail_after_upgrade)
    with pytest.raises(KeyboardInterrupt):
        Register.open(place, create=True)
    with closing(sqlite3.connect(place)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_register_of_the_first_schema_keeps_its_schedules_and_learns_their_events(
    tmp_path: Path,
) -> None:
    place = tmp_path / "r.sqlite3"
    engine = create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        migrations.upgrade(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO cable VALUES (1, '08TOKYO804', 1, 1, '08TOKYO804', '2008-03-24', 'S',"
            " '[]', '[]', NULL, NULL, 'ab', 'a.txt', '2026-01-01 00:00:00', 'text')"
        )
        connection.exec_driver_sql(
            "INSERT INTO schedule VALUES (1, 'AFTER THE REGATTA', '12958', NULL, '2033-12-31',"
            " '2033-12-31', 0, 'event', 'row-10', '[[\"row-10\", \"practice\", \"So.\"]]', '[]',"
            " NULL, NULL)"
        )
    engine.dispose()
    with Register.open(place, create=False) as register:
        dossier = register.find("08TOKYO804")
        [entry] = register.due_entries(DueQuery(posts=frozenset({"TOKYO"})))
    assert (entry.mrn, entry.due) == ("08TOKYO804", dt.date(2033, 12, 31))
    assert (entry.classification, entry.basis) == (Level.S, Basis.EVENT)
    assert dossier is not None
    schedule = dossier.cable.schedule
    assert (schedule.events, schedule.needs) == (("REGATTA",), ())
    assert schedule.steps == (Step("row-10", "practice", "", "", "So."),)
    with closing(sqlite3.connect(place)) as database:
        assert database.execute("SELECT post FROM cable").fetchall() == [("TOKYO",)]


def test_a_schedule_without_what_it_is_listed_by_is_refused(tmp_path: Path) -> None:
    """It would be in no list, and nobody would know."""
    place = tmp_path / "r.sqlite3"
    Register.open(place, create=True).close()
    with closing(sqlite3.connect(place)) as database:
        columns = database.execute("PRAGMA table_info(schedule)").fetchall()
    needed = {name: default for _, name, _, is_needed, default, _ in columns if is_needed}
    for name in ("identity", "is_current", "classification"):
        assert needed[name] is None
