"""The audit trail cannot be changed by accident, and shows it where it was changed on purpose."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from declass.store.records import ChainCheck
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule

EVENTS = 5
TRIGGERS = ("no_update", "no_delete", "no_replace")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "r.sqlite3"
    with Register.open(path, create=True) as register:
        for number in range(EVENTS):
            cable = make_cable(f"08TOKYO{number}")
            register.ingest(make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR)
    return path


@pytest.fixture
def database(place: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        yield connection


def check(place: Path) -> ChainCheck:
    with Register.open(place, create=False) as register:
        return register.verify_chain()


def test_an_untouched_trail_is_whole(place: Path) -> None:
    result = check(place)
    assert result.is_whole
    assert result.events == EVENTS
    assert len(result.head) == 64


def test_an_empty_trail_is_whole(tmp_path: Path) -> None:
    with Register.open(tmp_path / "r.sqlite3", create=True) as register:
        assert register.verify_chain() == ChainCheck(events=0, head="", broken_at=None)


REPLACE = "INSERT OR REPLACE INTO audit_event SELECT {} FROM audit_event WHERE id = 2"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor = 'nobody' WHERE id = 3",
        "UPDATE audit_event SET actor = actor",
        "DELETE FROM audit_event WHERE id = 5",
        "DELETE FROM audit_event",
        REPLACE.format("id, at, 'nobody', action, subject, detail, 'x', 'x'"),
        REPLACE.format("99, at, 'nobody', action, subject, detail, previous, 'x'"),
        REPLACE.format("99, at, 'nobody', action, subject, detail, 'x', digest"),
    ],
)
def test_the_database_refuses_to_change_the_trail(
    place: Path, database: sqlite3.Connection, statement: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute(statement)
    assert check(place).is_whole


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit_event SET at = '2020-01-01 00:00:00.000000' WHERE id = 3", 3),
        ("UPDATE audit_event SET actor = 'nobody' WHERE id = 1", 1),
        ("UPDATE audit_event SET action = 'released' WHERE id = 3", 3),
        ("UPDATE audit_event SET subject = '08TOKYO9' WHERE id = 3", 3),
        ("UPDATE audit_event SET detail = '{}' WHERE id = 5", 5),
        ("UPDATE audit_event SET digest = 'x' WHERE id = 5", 5),
        ("UPDATE audit_event SET id = 9 WHERE id = 2", 2),
        ("DELETE FROM audit_event WHERE id = 1", 1),
        ("DELETE FROM audit_event WHERE id = 4", 4),
        (REPLACE.format("9, at, 'nobody', action, subject, detail, 'x', 'x'"), 6),
    ],
)
def test_tampering_shows_at_the_first_event_that_does_not_follow(
    place: Path, database: sqlite3.Connection, statement: str, broken_at: int
) -> None:
    for trigger in TRIGGERS:
        database.execute(f"DROP TRIGGER audit_event_{trigger}")
    database.execute(statement)
    assert check(place).broken_at == broken_at


def test_events_cut_off_at_the_end_show_against_a_head_written_down_before(
    place: Path, database: sqlite3.Connection
) -> None:
    head = check(place).head
    for trigger in TRIGGERS:
        database.execute(f"DROP TRIGGER audit_event_{trigger}")
    database.execute("DELETE FROM audit_event WHERE id > 3")
    assert check(place).is_whole
    assert check(place).head != head
