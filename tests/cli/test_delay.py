from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing

import pytest

from declass.cli.delay import KINDS
from declass.schedule.recorded import DelayKind
from tests.cli.runner import DATED, Answer, Program

WORDS = ("--authority", "referral 12", "--reason", "equity of another agency")


@pytest.fixture
def declass(declass: Program) -> Program:
    """With a register of a cable that waits for its automatic date, and two that do not."""
    declass.write("a.txt", DATED.replace("03/24/2018", "X1"))
    declass.write("b.txt", DATED.replace("000804", "000805"))
    unclassified = DATED.replace("000804", "000806").replace("S E C R E T", "UNCLAS")
    unclassified = unclassified.replace("(S)", "(U)").replace("(C)", "(U)")
    unclassified = re.sub("Classified By.*\n", "", unclassified)
    declass.write("c.txt", unclassified.replace("DECL: 03/24/2018", "N/A"))
    assert declass("ingest", declass.place, "--db", "my.db").code == 0
    return declass


def put_off(declass: Program, *further: str, key: str = "08TOKYO804") -> Answer:
    usual = ("--kind", "referral", "--until", "2036-12-31", "--by", "M. Hale", *WORDS)
    return declass("delay", key, *usual, "--db", "my.db", *further)


def due(declass: Program, number: str = "08TOKYO804") -> str:
    rows = map(json.loads, declass("due", "--json", "--db", "my.db").out.splitlines())
    return next(row["declassify_on"] for row in rows if row["mrn"] == number)


def trail() -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect("my.db")) as database:
        found = database.execute("SELECT action, actor, subject FROM audit_event ORDER BY id")
        return found.fetchall()


def test_a_delay_is_shown_recorded_and_listed(declass: Program) -> None:
    answer = put_off(declass, "--yes")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "MRN         cable date  level  declassify on  would be    basis",
        "08TOKYO804  2008-03-24  S      2033-12-31     2036-12-31  exempt",
        "Concerns 1 cable; the date changes for 1.",
        "Recorded in my.db",
    ]
    assert due(declass) == "2036-12-31"
    assert trail()[-2:] == [
        ("delayed", "M. Hale", "08TOKYO804"),
        ("rescheduled", "M. Hale", "08TOKYO804"),
    ]
    heads, row = declass("delay", "--db", "my.db").out.splitlines()
    assert heads.split() == ["MRN", "kind", "until", "by", "recorded", "authority", "reason"]
    assert row.startswith("08TOKYO804  referral  2036-12-31  M. Hale")
    found = json.loads(declass("delay", "--json", "--db", "my.db").out)
    assert found.pop("recorded")
    assert found == {
        "key": "08TOKYO804",
        "kind": "referral",
        "until": "2036-12-31",
        "by": "M. Hale",
        "authority": "referral 12",
        "reason": "equity of another agency",
    }


def test_show_tells_on_what_ground_and_authority(declass: Program) -> None:
    put_off(declass, "--yes")
    for key in ("08TOKYO804", "a.txt"):
        shown = " ".join(declass("show", key, "--db", "my.db").out.split())
        assert "declassify on 2036-12-31" in shown
        assert "put off to 2036-12-31 (referral; referral 12). delay-referral: E.O. 13526" in shown


@pytest.mark.parametrize("kind", [(), ("--kind", "referral")], ids=["alone", "by its kind"])
def test_undoing_brings_the_date_back(kind: tuple[str, ...], declass: Program) -> None:
    put_off(declass, "--yes")
    command = ("delay", "08 tokyo 804", "--undo", "--db", "my.db", *kind)
    assert declass(*command, "--dry-run").out.endswith("Nothing was recorded.\n")
    assert due(declass) == "2036-12-31"
    answer = declass(*command, "--yes", "--by", "B. Reviewer")
    assert answer.code == 0
    assert due(declass) == "2033-12-31"
    assert trail()[-2][:2] == ("delay undone", "B. Reviewer")
    assert declass("delay", "--db", "my.db").out == "No delay stands.\n"


def test_a_corrected_text_keeps_its_delay(declass: Program) -> None:
    put_off(declass, "--yes")
    declass.write("d.txt", DATED.replace("03/24/2018", "X1").replace("Monday", "Friday"))
    assert "1 new version" in declass("ingest", "d.txt", "--db", "my.db").out
    assert due(declass) == "2036-12-31"


@pytest.mark.parametrize(
    ("key", "options", "code", "told"),
    [
        ("08TOKYO804", ("--until", "2033-12-31"), 2, "08TOKYO804: until 2033-12-31 would put nothing off: the automatic date is 2033-12-31; give a day after 2033-12-31"),
        ("08TOKYO804", ("--until", "2036"), 2, "'2036' is no day; give year, month and day"),
        ("08TOKYO804", ("--kind", "special-media", "--until", "2039-01-01"), 2, "the limit is 5 years from 2033-12-31 (32 CFR 2001.30(n)(1)); give a day up to 2038-12-31"),
        ("08TOKYO804", ("--kind", "newly-discovered", "--until", "2099-01-01"), 2, "the limit is 3 years from its recording, 2"),
        ("08TOKYO804", ("--kind", "integral-file", "--until", "2036-06-30"), 2, "give a 31 December"),
        ("08TOKYO804", ("--kind", "whim"), 2, "unknown kind of delay 'whim'; give one of file-series, special-media, referral"),
        ("08TOKYO804", ("--reason", ""), 2, "--reason is not given"),
        ("08TOKYO804", ("--by", ""), 2, "--by is not given"),
        ("08TOKYO804", ("--json",), 2, "--json means nothing with a cable"),
        ("08TOKYO804", ("--undo",), 2, "--until means nothing with --undo"),
        ("08TOKYO805", (), 2, "08TOKYO805: would put nothing off: the instruction itself gives 2018-03-24"),
        ("08TOKYO806", (), 2, "08TOKYO806: no automatic date can be put off: there is nothing to declassify"),
        ("08TOKYO999", (), 1, "08TOKYO999: nothing of that name is in the register"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_that_says_what_was_expected(
    key: str, options: tuple[str, ...], code: int, told: str, declass: Program
) -> None:
    before = trail()
    answer = put_off(declass, "--yes", *options, key=key)
    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1
    assert trail() == before


@pytest.mark.parametrize(
    "options",
    [("--kind", "referral"), ("--until", "2036-12-31"), ("--undo",), ("--yes",), ("--by", "x")],
    ids=" ".join,
)
def test_the_list_takes_no_options_of_a_decision(
    options: tuple[str, ...], declass: Program
) -> None:
    answer = declass("delay", *options, "--db", "my.db")
    assert answer.code == 2
    assert f"{options[0]} means nothing without a cable" in answer.err


@pytest.mark.parametrize("missing", ["--kind", "--until", "--by", "--authority", "--reason"])
def test_what_a_decision_must_have_is_asked_for(missing: str, declass: Program) -> None:
    given = {"--kind": "referral", "--until": "2036-12-31", "--by": "M. Hale"}
    given |= {"--authority": "referral 12", "--reason": "equity"}
    given.pop(missing)
    words = [word for pair in given.items() for word in pair]
    answer = declass("delay", "08TOKYO804", *words, "--yes", "--db", "my.db")
    assert answer.code == 2
    assert f"{missing} is not given" in answer.err


def test_without_a_terminal_consent_is_given_beforehand(declass: Program) -> None:
    answer = put_off(declass)
    assert answer.code == 2
    assert "there is no terminal on which to ask" in answer.err
    assert due(declass) == "2033-12-31"


def test_which_of_several_delays_is_undone_must_be_said(declass: Program) -> None:
    put_off(declass, "--yes")
    put_off(declass, "--yes", "--kind", "file-series", "--until", "2040-01-01")
    answer = declass("delay", "08TOKYO804", "--undo", "--yes", "--db", "my.db")
    assert answer.code == 1
    assert "it has several delays: referral, file series; say of which kind" in answer.err
    command = ("delay", "08TOKYO804", "--undo", "--kind", "file-series", "--yes")
    assert declass(*command, "--db", "my.db").code == 0
    assert due(declass) == "2036-12-31"


def test_the_kinds_are_those_of_the_rules() -> None:
    assert {kind.replace("-", " ") for kind in KINDS} == set(DelayKind)
