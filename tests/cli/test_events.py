from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from tests.cli.runner import DATED, SENTINEL, Answer, Program

EVENT = "AFTER THE HERRING SUMMIT"
SECRET = f"AFTER THE {SENTINEL.upper()} GALA"
NAMED = ("--by", "M. Hale", "--authority", "communique 7")

Recorder = Callable[..., Answer]


def waiting(number: int, event: str, *, is_secret: bool = False) -> str:
    text = DATED.replace("000804", f"{number:06}").replace("03/24/2018", event)
    if is_secret:
        return text
    return text.replace("S E C R E T", "C O N F I D E N T I A L").replace("(S)", "(C)")


@pytest.fixture
def register(declass: Program) -> str:
    """Two CONFIDENTIAL cables wait for a summit, a SECRET one for a gala; one waits for nothing."""
    declass.write("a.txt", waiting(804, EVENT))
    declass.write("b.txt", waiting(805, "2 years after the Herring Summit"))
    declass.write("c.txt", waiting(806, SECRET, is_secret=True))
    declass.write("d.txt", waiting(807, "03/24/2018"))
    assert declass("ingest", declass.place, "--db", "my.db").code == 0
    return "my.db"


@pytest.fixture
def record(register: str, declass: Program) -> Recorder:
    """Records the summit, with what further options a test gives."""
    command = ("events", "record", EVENT, "--date", "2016-05-04", *NAMED, "--db", register)
    return lambda *further: declass(*command, *further)


def dates(declass: Program) -> dict[str, str]:
    rows = map(json.loads, declass("due", "--json", "--db", "my.db").out.splitlines())
    return {row["mrn"]: row["declassify_on"] for row in rows}


def trail() -> list[tuple[str, str]]:
    with closing(sqlite3.connect("my.db")) as database:
        return database.execute("SELECT action, actor FROM audit_event ORDER BY id").fetchall()


def answering(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Somebody sits at a terminal, and answers."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(answer))


def test_events_are_listed_with_their_cables_and_the_rest_is_counted(
    register: str, declass: Program
) -> None:
    answer = declass("events", "--level", "C", "--db", register)
    heads, row, rest = answer.out.splitlines()
    assert heads.split() == "cables first last automatic date recorded MRN event".split()
    assert row.split() == [
        *("2", "2008-03-24", "2008-03-24", "2033-12-31"),
        *("08TOKYO804,", "08TOKYO805", "HERRING", "SUMMIT"),
    ]
    assert rest == "Withheld at C: the events of 1 cable; --level S shows them."
    assert (answer.code, answer.err) == (0, "")


def test_json_is_one_object_a_line(register: str, declass: Program) -> None:
    answer = declass("events", "--level", "C", "--json", "--db", register)
    assert json.loads(answer.out) == {
        "event": "HERRING SUMMIT",
        "cables": 2,
        "first": "2008-03-24",
        "last": "2008-03-24",
        "automatic_date": "2033-12-31",
        "recorded": None,
        "by": None,
        "authority": None,
        "keys": ["08TOKYO804", "08TOKYO805"],
    }
    assert answer.err == "Withheld at C: the events of 1 cable; --level S shows them.\n"


def test_a_register_in_which_nothing_waits_says_so(declass: Program) -> None:
    declass.write("a.txt")
    declass("ingest", "a.txt", "--db", "my.db")
    assert declass("events", "--db", "my.db") == (0, "No event is waited for.\n", "")


def test_recording_shows_the_cables_before_and_after(record: Recorder, declass: Program) -> None:
    answer = record("--yes")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "MRN         cable date  level  declassify on  would be    basis",
        "08TOKYO804  2008-03-24  C      2033-12-31     2016-05-04  event",
        "08TOKYO805  2008-03-24  C      2033-12-31     2018-05-04  event",
        "Concerns 2 cables; the date changes for 2.",
        "Recorded in my.db",
    ]
    found = dates(declass)
    assert (found["08TOKYO804"], found["08TOKYO805"]) == ("2016-05-04", "2018-05-04")
    assert trail()[-3:] == [
        ("event recorded", "M. Hale"),
        ("rescheduled", "M. Hale"),
        ("rescheduled", "M. Hale"),
    ]


def test_undoing_brings_the_dates_back(record: Recorder, declass: Program) -> None:
    before = dates(declass)
    record("--yes")
    answer = declass("events", "undo", "herring summit", "--yes", "--db", "my.db")
    assert answer.code == 0
    assert "08TOKYO804  2008-03-24  C      2016-05-04     2033-12-31  event" in answer.out
    assert dates(declass) == before
    assert declass("events", "undo", "herring summit", "--yes", "--db", "my.db") == (
        1,
        "",
        "declass: this event is not recorded; `declass events --all` lists those that are\n",
    )


def test_a_settled_event_is_listed_on_demand(record: Recorder, declass: Program) -> None:
    record("--yes")
    assert "HERRING" not in declass("events", "--level", "C", "--db", "my.db").out
    answer = declass("events", "--all", "--json", "--level", "C", "--db", "my.db")
    found = json.loads(answer.out)
    assert (found["recorded"], found["by"]) == ("2016-05-04", "M. Hale")


@pytest.mark.parametrize("command", ["record", "undo"])
def test_a_dry_run_shows_and_records_nothing(
    command: str, record: Recorder, declass: Program
) -> None:
    if command == "undo":
        record("--yes")
    before = trail()
    if command == "undo":
        answer = declass("events", "undo", EVENT, "--dry-run", "--db", "my.db")
    else:
        answer = record("--dry-run")
    assert answer.code == 0
    assert "Concerns 2 cables; the date changes for 2." in answer.out
    assert answer.out.endswith("Nothing was recorded.\n")
    assert trail() == before


@pytest.mark.parametrize(
    ("said", "code"), [("y\n", 0), ("yes\n", 0), ("n\n", 1), ("\n", 1), ("", 1)], ids=repr
)
def test_on_a_terminal_it_is_asked(
    said: str, code: int, record: Recorder, declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, said)
    answer = record()
    assert answer.code == code
    assert "Record it? [y/N]" in answer.out
    assert dates(declass)["08TOKYO804"] == ("2033-12-31" if code else "2016-05-04")
    assert ("Nothing was recorded." in answer.out) == bool(code)


def test_without_a_terminal_consent_is_given_beforehand(record: Recorder) -> None:
    before = trail()
    answer = record()
    assert answer == (
        2,
        "",
        "declass: there is no terminal on which to ask; give --dry-run to see it, --yes to do it\n",
    )
    assert trail() == before


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--date", "2016-05"), 2, "'2016-05' is no day; give year, month and day as in 2017-03-24"),
        (("--date", "2016-02-30"), 2, "'2016-02-30' is no day"),
        (("--date", "May 4"), 2, "'May 4' is no day"),
        (("--date", "2008-03-23"), 2, "2008-03-23 is before the date of cables that wait for this event: 08TOKYO804 (2008-03-24), 08TOKYO805 (2008-03-24); give a day from 2008-03-24 to 2"),
        (("--date", "2999-01-01"), 2, "2999-01-01 is in the future, and an event counts once it has come to pass; give a day up to 2"),
        (("--date", ""), 2, "--date is not given"),
        (("--by", " "), 2, "--by is not given"),
        (("--authority", ""), 2, "--authority is not given"),
        (("--level", "X"), 2, "unknown level 'X'"),
        (("--db", "other.db"), 1, "there is no register"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_is_wrong_is_one_line_that_says_what_was_expected(
    options: tuple[str, ...], code: int, told: str, record: Recorder
) -> None:
    before = trail()
    answer = record("--yes", *options)
    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1
    assert trail() == before


def test_an_event_is_recorded_once(record: Recorder) -> None:
    record("--yes")
    answer = record("--yes")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "declass: this event is recorded already, for 2016-05-04, by M. Hale; undo that first, if it"
        " is wrong\n"
    )


def test_options_before_a_further_command_are_refused_rather_than_lost(
    register: str, declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = declass("events", "--db", register, "undo", EVENT, "--yes")
    assert answer.code == 2
    assert "--db stands before undo" in answer.err
    monkeypatch.setenv("DECLASS_DB", register)
    assert "this event is not recorded" in declass("events", "undo", EVENT, "--yes").err


def test_a_cable_that_comes_later_finds_its_event_recorded(
    record: Recorder, declass: Program
) -> None:
    record("--yes")
    declass.write("e.txt", waiting(808, "UPON THE HERRING SUMMIT"))
    declass("ingest", "e.txt", "--db", "my.db")
    assert dates(declass)["08TOKYO808"] == "2016-05-04"
    declass.write("f.txt", waiting(809, "UPON THE HERRING SUMMIT"))
    assert declass("redact", "f.txt", "--db", "my.db").code == 0
    assert dates(declass)["08TOKYO809"] == "2016-05-04"


def test_show_counts_what_is_recorded_for_a_number_and_for_a_file(
    record: Recorder, declass: Program
) -> None:
    record("--yes")
    declass.write("e.txt", waiting(808, "UPON THE HERRING SUMMIT"))
    for key in ("08TOKYO804", "a.txt", "e.txt"):
        assert "declassify on  2016-05-04" in declass("show", key, "--db", "my.db").out
    assert "declassify on  2033-12-31" in declass("show", "e.txt").out


@pytest.mark.parametrize(
    "words",
    [
        ("events",),
        ("events", "--all"),
        ("events", "--json"),
        ("events", "--all", "--json", "--level", "C"),
        ("events", "record", "GALA", "--date", "2016-05-04", "--yes", *NAMED),
        ("events", "record", "GALA OF THE QZXQZ", "--date", "2016-05-04", "--yes", *NAMED),
        ("events", "record", SECRET, "--date", "2001-05-04", "--yes", *NAMED),
        ("events", "record", SECRET, "--date", "2999-05-04", "--yes", *NAMED),
        ("events", "record", SECRET, "--date", "2016-05-04", *NAMED),
        ("events", "record", SECRET, "--date", "2016-05-04", "--dry-run", *NAMED),
        ("events", "record", SECRET, "--date", "2016-05-04", "--yes", *NAMED),
        ("events", "undo", SECRET, "--yes"),
        ("show", "08TOKYO806"),
        ("show", "c.txt"),
        ("delay", "08TOKYO806", "--undo", "--yes"),
        ("delay", "08TOKYO806", "--kind", "referral", "--until", "2000-01-01", "--reason", "x", "--yes", *NAMED),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("is_recorded", [False, True])
def test_no_word_of_a_withheld_event_is_shown(
    words: tuple[str, ...], is_recorded: bool, register: str, declass: Program
) -> None:
    if is_recorded:
        command = ("events", "record", SECRET, "--date", "2015-01-01", "--yes")
        assert declass(*command, *NAMED, "--db", register).code == 0
    answer = declass(*words, "--db", register)
    assert SENTINEL not in (answer.out + answer.err).lower()
    assert answer.out + answer.err


def test_a_withheld_event_is_shown_where_its_level_is_asked_for(
    register: str, declass: Program
) -> None:
    assert SENTINEL.upper() in declass("events", "--level", "S", "--db", register).out
    near = ("events", "record", f"{SENTINEL} GALAS", "--date", "2016-05-04", "--yes", *NAMED)
    answer = declass(*near, "--level", "S", "--db", register)
    assert f"{SENTINEL.upper()} GALA\n" in answer.err
