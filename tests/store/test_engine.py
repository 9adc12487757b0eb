"""How a register is opened, and what is said where it cannot be."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from declass.errors import StoreError
from declass.store.engine import open_engine, reading, writing
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 2500), ("synchronous", 1)],
)
@pytest.mark.parametrize("session", [reading, writing])
def test_every_connection_has_the_pragmas(
    tmp_path: Path, session: Callable[..., object], pragma: str, value: object
) -> None:
    engine = open_engine(tmp_path / "r.sqlite3", create=True, wait_seconds=2.5)
    with session(engine) as connection:  # type: ignore[attr-defined]
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value
    engine.dispose()


CABLE_ROW = """
INSERT INTO cable (identity, version, is_current, classification, caveats, captions, sha256,
                   source_name, ingested_at, text)
VALUES ('08TOKYO1', {}, {}, 'S', '[]', '[]', '{}', 'a.txt', '2026-01-01', '')
"""


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(
            ["INSERT INTO tag (cable_id, position, code) VALUES (7, 0, 'PREL')"],
            id="a tag of no cable",
        ),
        pytest.param(
            [CABLE_ROW.format(1, True, "aa"), CABLE_ROW.format(2, True, "bb")],
            id="two current versions",
        ),
        pytest.param(
            [CABLE_ROW.format(1, False, "aa"), CABLE_ROW.format(1, False, "bb")],
            id="two versions of one number",
        ),
        pytest.param(
            [CABLE_ROW.format(1, False, "aa"), CABLE_ROW.format(2, False, "aa")],
            id="the same bytes twice",
        ),
    ],
)
def test_the_tables_themselves_refuse_what_must_not_be(
    tmp_path: Path, statements: list[str]
) -> None:
    engine = open_engine(tmp_path / "r.sqlite3", create=True, wait_seconds=1)
    *allowed, refused = map(text, statements)
    with writing(engine) as connection:
        for statement in allowed:
            connection.execute(statement)
    with pytest.raises(StoreError, match="refused the change"), writing(engine) as connection:
        connection.execute(refused)
    engine.dispose()


def test_a_new_register_is_for_its_owner_only(tmp_path: Path) -> None:
    place = tmp_path / "r.sqlite3"
    with Register.open(place, create=True) as register:
        register.failures()
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {0o600}


def test_a_url_and_a_path_open_the_same_register(tmp_path: Path) -> None:
    cable = make_cable()
    with Register.open(tmp_path / "r.sqlite3", create=True) as register:
        register.ingest(make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR)
        assert register.place == str(tmp_path / "r.sqlite3")
    with Register.open(f"sqlite:///{tmp_path / 'r.sqlite3'}", create=False) as register:
        assert register.find("08TOKYO804") is not None


def _write(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _make_database_of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE invoice (id INTEGER)")


def _cut_short(path: Path) -> None:
    Register.open(path, create=True).close()
    path.write_bytes(path.read_bytes()[:6000])


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("prepare", "problem"),
    [
        pytest.param(Path.mkdir, "is a directory", id="directory"),
        pytest.param(_write(b"fisheries\n" * 900), "is no SQLite database", id="text file"),
        pytest.param(_make_database_of_another_program, "of another program", id="other program"),
        pytest.param(_cut_short, "is damaged", id="cut short"),
    ],
)
def test_what_is_no_register_is_refused_with_a_remedy(
    tmp_path: Path, prepare: Callable[[Path], object], problem: str, *, create: bool
) -> None:
    place = tmp_path / "r.sqlite3"
    prepare(place)
    with pytest.raises(StoreError, match=problem) as caught:
        Register.open(place, create=create)
    assert caught.value.place == str(place)
    assert caught.value.remedy


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "r.sqlite3"
    _make_database_of_another_program(place)
    with pytest.raises(StoreError):
        Register.open(place, create=True)
    with closing(sqlite3.connect(place)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("invoice",)]


@pytest.mark.parametrize("create", [True, False])
def test_a_missing_directory_is_named(tmp_path: Path, *, create: bool) -> None:
    with pytest.raises(StoreError, match="directory of the register does not exist; create"):
        Register.open(tmp_path / "nowhere" / "r.sqlite3", create=create)


def test_looking_for_a_register_does_not_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no register; make one with declass ingest"):
        Register.open(tmp_path / "r.sqlite3", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_a_register_only_where_one_is_to_be_made(tmp_path: Path) -> None:
    place = tmp_path / "r.sqlite3"
    place.touch()
    with pytest.raises(StoreError, match="is no register"):
        Register.open(place, create=False)
    with Register.open(place, create=True) as register:
        assert register.failures() == ()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
@pytest.mark.parametrize(("mode", "problem"), [(0o000, "cannot be opened"), (0o400, "be written")])
def test_a_forbidden_file_is_named(tmp_path: Path, mode: int, problem: str) -> None:
    place = tmp_path / "r.sqlite3"
    Register.open(place, create=True).close()
    place.chmod(mode)
    cable = make_cable()
    with (
        pytest.raises(StoreError, match=problem),
        Register.open(place, create=False) as register,
    ):
        register.ingest(make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR)


def test_a_locked_register_is_read_but_not_written(tmp_path: Path) -> None:
    place = tmp_path / "r.sqlite3"
    cable = make_cable()
    with (
        Register.open(place, create=True, wait_seconds=0.05) as register,
        closing(sqlite3.connect(place, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert register.find("08TOKYO804") is None
        with pytest.raises(StoreError, match="is locked; wait"):
            register.ingest(make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR)
        other.execute("ROLLBACK")
        register.ingest(make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR)


def test_a_new_file_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    """SQLite does not wait when the journal mode is to be switched: the engine must."""
    place = tmp_path / "r.sqlite3"
    with closing(sqlite3.connect(place, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        release.start()
        with Register.open(place, create=True, wait_seconds=30) as register:
            assert register.failures() == ()
        release.join()


def test_a_database_that_is_locked_outright_cannot_be_opened(tmp_path: Path) -> None:
    place = tmp_path / "r.sqlite3"
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="is locked"):
            Register.open(place, create=True, wait_seconds=0.05)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("nosuch://archivist:s3cret@host/register", "no driver for nosuch"),
        ("mysql+nosuch://archivist:s3cret@host/register", "no driver for mysql"),
        ("://archivist:s3cret@host", "cannot be read"),
    ],
)
def test_a_bad_url_is_explained_without_its_password(url: str, problem: str) -> None:
    with pytest.raises(StoreError, match=problem) as caught:
        Register.open(url, create=True)
    assert "s3cret" not in str(caught.value)


def test_an_error_of_the_database_shows_nothing_of_a_cable(tmp_path: Path) -> None:
    place = tmp_path / "r.sqlite3"
    cable = make_cable()
    with Register.open(place, create=True) as register:
        with closing(sqlite3.connect(place)) as other:
            other.execute("DROP TABLE portion")
        with pytest.raises(StoreError) as caught:
            register.ingest(make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR)
    assert "scrolls" not in f"{caught.value} {caught.value.__cause__}"
