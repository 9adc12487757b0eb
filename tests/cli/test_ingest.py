from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from declass.cable.parse import parse
from declass.store.register import Register
from tests.cli.runner import DATED, HOUSE, Program

SUMMARY = "{} read: {} new, {} unchanged, {} new version, {} failed"


def failures(place: str) -> list[tuple[str, str]]:
    with Register.open(place, create=False) as register:
        return [(Path(each.source_name).name, each.reason) for each in register.failures()]


def test_a_run_says_how_many_inputs_came_to_what_end(declass: Program) -> None:
    folder = declass.place / "cables"
    folder.mkdir()
    declass.write("cables/a.txt")
    declass.write("cables/b.txt", DATED.replace("000804", "000805"))
    first = declass("ingest", "cables", "--db", "my.db")
    assert first == (0, SUMMARY.format(2, 2, 0, 0, 0) + "\nregister: my.db\n", "")
    declass.write("cables/b.txt", DATED.replace("000805", "000805").replace("Monday", "Friday"))
    declass.write("cables/c.txt", DATED.replace("000804", "000805").replace("Monday", "Sunday"))
    declass.write("cables/d.txt", "Dear aunt")
    second = declass("ingest", "cables", "--db", "my.db")
    assert second.code == 1
    assert second.out.startswith(SUMMARY.format(4, 0, 1, 2, 1))
    assert second.err.startswith("declass: cables/d.txt: this text is no cable")


def test_all_samples_are_kept(declass: Program) -> None:
    answer = declass("ingest", HOUSE / "sample_cables", "--db", "my.db", "--verbose")
    assert answer.code == 0
    assert "08REYKJAVIK904, new" in answer.out
    assert " 0 failed" in answer.out


def test_the_register_of_the_user_is_made_where_none_is_named(
    declass: Program, tmp_path: Path
) -> None:
    declass.write("a.txt")
    assert declass("ingest", "a.txt").code == 0
    (register,) = (tmp_path / "home").rglob("*.sqlite3")
    assert register.stat().st_mode & 0o077 == 0


def test_failures_are_kept_with_their_reason_until_the_input_is_mended(declass: Program) -> None:
    (declass.place / "a.txt").touch()
    declass.write("b.txt", "Dear aunt")
    declass("ingest", "a.txt", "b.txt", "absent.txt", "--db", "my.db")
    kept = failures("my.db")
    assert [name for name, _ in kept] == ["a.txt", "b.txt"]
    assert kept[0][1] == "empty; give the text of a cable"
    declass.write("a.txt")
    assert declass("ingest", "a.txt", "--db", "my.db").code == 0
    assert [name for name, _ in failures("my.db")] == ["b.txt"]


def test_an_unexpected_error_is_the_failure_of_one_input(
    declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(text: str) -> None:
        raise ValueError(text)

    declass.write("a.txt")
    monkeypatch.setattr("declass.cli.ingesting.parse", stumble)
    answer = declass("ingest", "a.txt", "--db", "my.db")
    assert answer.code == 1
    assert "internal error: ValueError at " in answer.err
    assert "fisheries" not in answer.err
    assert "fisheries" not in failures("my.db")[0][1]


def test_a_register_among_its_cables_is_no_input(declass: Program) -> None:
    declass.write("a.txt")
    declass("ingest", ".", "--db", "my.db")
    assert declass("ingest", ".", "--db", "./my.db").out.startswith(SUMMARY.format(1, 0, 1, 0, 0))


def test_quiet_leaves_only_errors(declass: Program) -> None:
    declass.write("a.txt")
    assert declass("ingest", "a.txt", "--db", "my.db", "--quiet") == (0, "", "")


@pytest.fixture
def locked(declass: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process is writing in ``my.db``."""
    declass.write("first.txt")
    declass("ingest", "first.txt", "--db", "my.db")
    monkeypatch.setenv("DECLASS_DB_WAIT", "0")
    with closing(sqlite3.connect("my.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.usefixtures("locked")
def test_a_locked_register_ends_the_run_with_a_remedy(declass: Program) -> None:
    declass.write("a.txt", DATED.replace("000804", "000805"))
    answer = declass("ingest", "a.txt", "--db", "my.db")
    assert answer.code == 1
    assert answer.err == (
        "declass: my.db: the register is locked; wait until the other program is done and try "
        "again\n"
    )


@pytest.mark.usefixtures("locked")
def test_a_locked_register_can_be_read(declass: Program) -> None:
    assert declass("due", "--db", "my.db").code == 0
    assert declass("show", "08TOKYO804", "--db", "my.db").code == 0


@pytest.mark.usefixtures("locked")
def test_a_release_stands_where_the_register_is_locked(declass: Program) -> None:
    answer = declass("redact", "first.txt", "--db", "my.db")
    assert answer.code == 1
    assert "but not recorded: the register is locked" in answer.err
    assert (declass.place / "first.redacted.pdf").exists()


@pytest.mark.parametrize("value", ["soon", "-1", "1e9", "²"])
def test_a_time_to_wait_is_a_number(
    value: str, declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECLASS_DB_WAIT", value)
    declass.write("a.txt")
    answer = declass("ingest", "a.txt", "--db", "my.db")
    assert answer.code == 2
    assert "give a number of seconds" in answer.err


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("nowhere/my.db", "directory of the register does not exist"),
        (".", "is a directory"),
        ("nonsense://host/name", "no driver for nonsense is installed"),
    ],
)
def test_a_register_that_cannot_be_is_named_with_a_reason(
    place: str, reason: str, declass: Program
) -> None:
    declass.write("a.txt")
    answer = declass("ingest", "a.txt", "--db", place)
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert reason in answer.err


def test_the_password_of_a_register_is_not_shown(declass: Program) -> None:
    declass.write("a.txt")
    answer = declass("ingest", "a.txt", "--db", "nonsense://me:hush@host/name")
    assert "hush" not in answer.err


def test_a_run_that_is_interrupted_keeps_what_it_has_and_says_so(
    declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(text: str) -> object:
        if "Friday" in text:
            raise KeyboardInterrupt
        return parse(text)

    declass.write("a.txt")
    declass.write("b.txt", DATED.replace("Monday", "Friday").replace("000804", "000805"))
    with monkeypatch.context() as patch:
        patch.setattr("declass.cli.ingesting.parse", interrupted)
        answer = declass("ingest", "a.txt", "b.txt", "--db", "my.db")
    assert answer.code == 130
    assert answer.out.startswith(SUMMARY.format(1, 1, 0, 0, 0))
    assert "1 new, 1 unchanged" in declass("ingest", "a.txt", "b.txt", "--db", "my.db").out
