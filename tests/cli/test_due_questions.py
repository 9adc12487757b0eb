"""What `declass due` may be asked, and how it answers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shlex
from pathlib import Path

import icalendar
import pytest

from tests.cli.runner import DATED, Program

NOW = dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))
UNDATED = "Without a date: {} undetermined, 0 exempt by law, 0 nothing to declassify. "


def cable(
    number: int,
    due: str = "03/24/2018",
    *,
    post: str = "TOKYO",
    banner: str = "S E C R E T",
    reasons: str = "1.4 (b) and (d)",
    tags: str = "EFIS, PREL, JA",
) -> str:
    text = DATED.replace("TOKYO 000804", f"{post} {number:06}").replace("03/24/2018", due)
    text = text.replace("S E C R E T", banner).replace("1.4 (b) and (d)", reasons)
    return text.replace("EFIS, PREL, JA", tags).replace("AMEMBASSY TOKYO", f"AMEMBASSY {post}")


CABLES = (
    cable(1, "03/31/2026"),
    cable(2, "03/30/2026", post="OSLO", banner="T O P  S E C R E T"),
    cable(3, "06/28/2026", reasons="1.4 (a)"),
    cable(4, "06/29/2026", post="OSLO", tags="SCUL"),
    cable(5, "10 YEARS"),
    cable(6, "OADR", post="LIMA"),
    cable(7, "SOMEHOW", post="OSLO"),
)


@pytest.fixture
def register(declass: Program, monkeypatch: pytest.MonkeyPatch) -> str:
    """Seven cables of 2008, of which one is undetermined; it is 31 March 2026 in Tokyo."""
    monkeypatch.setattr("declass.cli.due.today", NOW.date)
    monkeypatch.setattr("declass.cli.due.stamp", lambda: {"now": NOW})
    for number, text in enumerate(CABLES):
        declass.write(f"{number}.txt", text)
    assert declass("ingest", declass.place, "--db", "my.db").code == 0
    return "my.db"


def keys(answer: str) -> list[str]:
    return [json.loads(line)["key"][2:] for line in answer.splitlines()]


QUESTIONS = {
    "": "TOKYO5 OSLO2 TOKYO1 TOKYO3 OSLO4 LIMA6",
    "--overdue": "TOKYO5 OSLO2",
    "--in 'next 90 days'": "TOKYO1 TOKYO3",
    "--in 'last 1 day'": "OSLO2",
    "--in 'next quarter'": "TOKYO3 OSLO4",
    "--on 2026-03": "OSLO2 TOKYO1",
    "--on 2026": "OSLO2 TOKYO1 TOKYO3 OSLO4",
    "--on 2026-06-29": "OSLO4",
    "--post oslo": "OSLO2 OSLO4",
    "--post Oslo,LIMA": "OSLO2 OSLO4 LIMA6",
    "--post Oslo --post LIMA": "OSLO2 OSLO4 LIMA6",
    "--post Oslo --tag scul": "OSLO4",
    "--reason 1.4a": "TOKYO3",
    "--reason '1.4(a)' --reason '1.4 (B)' --on 2026-06": "TOKYO3 OSLO4",
    "--classification ts": "OSLO2",
    "--basis oadr,duration": "TOKYO5 LIMA6",
    "--limit 2": "TOKYO5 OSLO2",
    "--reverse --limit 2": "LIMA6 OSLO4",
    "--sort mrn": "LIMA6 OSLO2 OSLO4 TOKYO1 TOKYO3 TOKYO5",
    "--sort post": "LIMA6 OSLO2 OSLO4 TOKYO5 TOKYO1 TOKYO3",
    "--sort classification": "TOKYO5 TOKYO1 TOKYO3 OSLO4 LIMA6 OSLO2",
    "--sort basis": "OSLO2 TOKYO1 TOKYO3 OSLO4 TOKYO5 LIMA6",
}


@pytest.mark.parametrize(("question", "expected"), QUESTIONS.items(), ids=QUESTIONS)
def test_a_question_is_answered(
    question: str, expected: str, register: str, declass: Program
) -> None:
    answer = declass("due", *shlex.split(question), "--json", "--db", register)
    assert answer.code == 0
    assert keys(answer.out) == expected.split()


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ((), UNDATED.format(1)),
        (("--on", "1999"), UNDATED.format(1)),
        (("--basis", "date"), UNDATED.format(1)),
        (("--post", "OSLO"), UNDATED.format(1)),
        (("--post", "LIMA"), UNDATED.format(0)),
        (("--tag", "SCUL"), UNDATED.format(0)),
        (("--reason", "1.4(b)"), UNDATED.format(1)),
        (("--classification", "TS"), UNDATED.format(0)),
        (("--limit", "2"), "4 more within these limits. " + UNDATED.format(1)),
        (("--limit", "2", "--post", "OSLO"), UNDATED.format(1)),
        (("--limit", "1", "--post", "OSLO"), "1 more within these limits. " + UNDATED.format(1)),
    ],
    ids=str,
)
def test_what_has_no_date_is_counted_within_all_limits_but_those_of_date_and_basis(
    question: tuple[str, ...], line: str, register: str, declass: Program
) -> None:
    expected = line + "Failed inputs: 0."
    assert declass("due", *question, "--db", register).out.splitlines()[-1] == expected
    for form in ("--json", "--csv", "--ics=-"):
        answer = declass("due", *question, form, "--db", register)
        assert answer.err.splitlines()[-1] == expected
        assert "Without a date" not in answer.out


@pytest.mark.parametrize(
    ("group", "heads"),
    [
        ("year", ["2018 (1)", "2026 (4)", "2033 (1)"]),
        ("post", ["LIMA (1)", "OSLO (2)", "TOKYO (3)"]),
        ("classification", ["S (5)", "TS (1)"]),
    ],
)
def test_groups_have_a_head_with_their_number(
    group: str, heads: list[str], register: str, declass: Program
) -> None:
    lines = declass("due", "--group", group, "--db", register).out.splitlines()[1:-1]
    assert [line for line in lines if line.endswith(")") and not line.startswith("08")] == heads
    cut = declass("due", "--group", group, "--limit", "1", "--db", register).out.splitlines()
    assert cut[1] == heads[0]
    assert len(cut) == 4


def test_a_cable_without_a_post_stands_under_a_head_that_says_so(declass: Program) -> None:
    declass.write("a.txt", DATED.replace("TOKYO", "").replace("000804", ""))
    declass("ingest", "a.txt", "--db", "my.db")
    assert "no post (1)" in declass("due", "--group", "post", "--db", "my.db").out
    [row] = declass("due", "--group", "post", "--json", "--db", "my.db").out.splitlines()
    assert (json.loads(row)["post"], json.loads(row)["group"]) == (None, None)


def test_groups_are_a_field_more_for_programs(register: str, declass: Program) -> None:
    answer = declass("due", "--group", "year", "--csv", "--db", register)
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert [row["group"] for row in rows] == ["2018", "2026", "2026", "2026", "2026", "2033"]
    assert list(rows[0])[-3:] == ["key", "post", "group"]
    answer = declass("due", "--group", "post", "--json", "--db", register)
    assert [json.loads(line)["group"] for line in answer.out.splitlines()][:2] == ["LIMA", "OSLO"]
    assert "group" not in declass("due", "--json", "--db", register).out


def test_a_slip_in_a_name_is_pointed_out(register: str, declass: Program) -> None:
    answer = declass("due", "--post", "LIMMA,OSLO", "--tag", "EFISH", "--db", register)
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "note: the register has no cable with post LIMMA",
        "note: the register has no cable with tag EFISH",
    ]
    assert declass("due", "--post", "LIMMA", "--quiet", "--db", register).err == ""


@pytest.mark.parametrize("per", ["day", "cable"])
def test_a_calendar_is_written_whole_and_not_over_another(
    per: str, register: str, declass: Program
) -> None:
    words = ("due", "--on", "2026", "--ics", "due.ics", "--ics-per", per, "--db", register)
    answer = declass(*words)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"written: due.ics\n{UNDATED.format(1)}Failed inputs: 0.\n"
    made = Path("due.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(made)
    assert isinstance(calendar, icalendar.Calendar)
    assert [event.start for event in calendar.events] == [
        *(dt.date(2026, 3, 30), dt.date(2026, 3, 31)),
        *(dt.date(2026, 6, 28), dt.date(2026, 6, 29)),
    ]
    assert b"DTSTAMP:20260331T143000Z" in made
    again = declass(*words)
    assert again.code == 1
    assert "due.ics: output exists; choose another name, or overwrite with --force" in again.err
    assert declass(*words, "--force").code == 0
    assert Path("due.ics").read_bytes() == made


def test_a_calendar_goes_to_standard_output_as_it_is(register: str, declass: Program) -> None:
    answer = declass("due", "--ics", "-", "--quiet", "--level", "S", "--db", register)
    assert answer.out.startswith("BEGIN:VCALENDAR\r\n")
    assert answer.out.endswith("END:VCALENDAR\r\n")
    assert "SQUID QUOTAS" in answer.out.replace("\r\n ", "")
    below = declass("due", "--ics", "-", "--quiet", "--db", register).out
    assert "SQUID" not in below.replace("\r\n ", "")


def test_a_calendar_of_nothing_is_not_written(register: str, declass: Program) -> None:
    answer = declass("due", "--on", "1999", "--ics", "due.ics", "--db", register)
    assert answer.code == 0
    assert answer.err.startswith("No cable is due within these limits. No calendar was written.\n")
    assert not Path("due.ics").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--ics", "-", "--json"), "--json and --ics exclude each other"),
        (("--pdf", "a.pdf", "--group", "year"), "--pdf and --group exclude each other"),
        (("--ics", "-", "--group", "year"), "--ics and --group exclude each other"),
        (("--ics", "-", "--sort", "mrn"), "--ics and --sort exclude each other"),
        (("--ics", "-", "--reverse"), "--ics and --reverse exclude each other"),
        (("--overdue", "--in", "this year"), "--in and --overdue exclude each other"),
    ],
    ids=str,
)
def test_options_that_exclude_each_other_are_named(
    words: tuple[str, ...], message: str, register: str, declass: Program
) -> None:
    answer = declass("due", *words, "--db", register)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"declass: {message}; give one of them\n"


def test_an_option_that_would_be_passed_over_is_refused(declass: Program) -> None:
    answer = declass("due", "--ics-per", "cable")
    assert answer.code == 2
    assert "--ics-per means nothing without --ics" in answer.err
