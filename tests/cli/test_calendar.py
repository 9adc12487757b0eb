from __future__ import annotations

import csv
import datetime as dt
import io
import json

import icalendar
import pytest

from tests.cli.runner import DATED, Program

COUNTED = "Without a date: 1 undetermined, 0 exempt by law, 0 nothing to declassify. Failed inputs"
FIELDS = [
    *("date", "key_date", "rule", "start", "counted_from", "cables", "undetermined"),
    *("sentence", "citation"),
]


@pytest.fixture(autouse=True)
def _a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("declass.cli.calendar.today", lambda: dt.date(2030, 6, 1))


@pytest.fixture
def register(declass: Program) -> str:
    """Three cables of 2008: one waits for an event, one is undetermined, one is due before."""
    declass.write("a.txt", DATED.replace("03/24/2018", "AFTER THE SQUID SUMMIT"))
    declass.write("b.txt", DATED.replace("000804", "000805").replace("03/24/2018", "SOMEHOW"))
    declass.write("c.txt", DATED.replace("000804", "000806"))
    assert declass("ingest", declass.place, "--db", "my.db").code == 0
    return "my.db"


def rows(answer: str) -> list[list[str]]:
    return [line.split("  ") for line in answer.splitlines() if line[:4].isdecimal()]


def test_the_cables_that_wait_have_their_key_dates(register: str, declass: Program) -> None:
    answer = declass("calendar", "--db", register)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert [" ".join(line.split()) for line in lines[:5]] == [
        "date key date automatic date cables undetermined",
        "2028-12-31 exemptions may be proposed 2033-12-31 2 1 passed",
        "2032-12-31 last day to propose exemptions 2033-12-31 2 1",
        "2033-12-31 automatic declassification 2033-12-31 2 1",
        "",
    ]
    prose = " ".join(" ".join(lines[5:]).split())
    assert "(32 CFR 2001.30(m); E.O. 13526 s3.3(c))" in prose
    assert lines[-1] == f"{COUNTED}: 0."


def test_nothing_of_a_cable_is_shown(register: str, declass: Program) -> None:
    for options in ((), ("--json",), ("--csv", "-")):
        answer = declass("calendar", *options, "--db", register)
        assert "SQUID" not in answer.out + answer.err
        assert "08TOKYO" not in answer.out + answer.err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--request", "2030-03-02"), ["2031-03-02  final decision on the request  2030-03-02"]),
        (("--request", "2024-02-29"), ["2025-02-28  final decision on the request  2024-02-29"]),
        (("--denial", "2030-05-02"), ["2030-07-01  last day to appeal  2030-05-02"]),
        (
            ("--challenge", "2030-05-02"),
            [
                "2030-07-01  answer to the challenge            2030-05-02",
                "2030-08-30  the challenge may go to the Panel  2030-05-02",
            ],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_request_has_key_dates_without_a_register(
    options: tuple[str, ...], expected: list[str], declass: Program
) -> None:
    answer = declass("calendar", *options)
    assert answer.code == 0
    lines = [line.removesuffix("passed").rstrip() for line in answer.out.splitlines()]
    assert [line for line in lines if line[:4].isdecimal()] == expected
    assert ("passed" in answer.out) == ("2024-02-29" in options)
    assert "(32 CFR 2001." in " ".join(answer.out.split())
    assert "Without a date" not in answer.out
    assert list(declass.place.iterdir()) == []


def test_several_requests_are_put_in_order(declass: Program) -> None:
    answer = declass("calendar", "--request", "2030-01-01", "--challenge", "2030-01-01")
    assert [row[0] for row in rows(answer.out)] == ["2030-03-02", "2030-05-01", "2031-01-01"]


def test_json_is_one_object_a_key_date(register: str, declass: Program) -> None:
    answer = declass("calendar", "--json", "--db", register)
    first = json.loads(answer.out.splitlines()[0])
    assert list(first) == FIELDS
    assert [first[name] for name in FIELDS[:7]] == [
        *("2028-12-31", "exemptions may be proposed", "exemption-opens", "automatic date"),
        *("2033-12-31", 2, 1),
    ]
    assert answer.err == f"{COUNTED}: 0.\n"
    request = json.loads(declass("calendar", "--json", "--request", "2030-03-02").out)
    assert (request["cables"], request["start"]) == (None, "request")


def test_csv_on_standard_output_and_in_a_file_are_the_same(register: str, declass: Program) -> None:
    printed = declass("calendar", "--csv", "-", "--db", register).out
    declass("calendar", "--csv", "dates.csv", "--db", register)
    assert (declass.place / "dates.csv").read_text("utf-8") == printed
    found = list(csv.DictReader(io.StringIO(printed)))
    assert list(found[0]) == FIELDS
    assert [row["date"] for row in found] == ["2028-12-31", "2032-12-31", "2033-12-31"]
    (request,) = csv.DictReader(
        io.StringIO(declass("calendar", "--csv", "-", "--request", "2030-03-02").out)
    )
    assert request["cables"] == ""


def test_a_calendar_that_is_saved_again_doubles_nothing(register: str, declass: Program) -> None:
    target = declass.place / "dates.ics"
    answer = declass("calendar", "--ics", "dates.ics", "--db", register)
    assert answer.out == f"written: dates.ics\n{COUNTED}: 0.\n"
    before = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert declass("calendar", "--ics", "dates.ics", "--db", register).code == 1
    declass.write("d.txt", DATED.replace("000804", "000807").replace("03/24/2018", "OADR"))
    declass("ingest", "d.txt", "--db", register)
    assert declass("calendar", "--ics", "dates.ics", "--force", "--db", register).code == 0
    after = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert [each["UID"] for each in before] == [each["UID"] for each in after]
    assert before[0]["SUMMARY"] == "Exemptions may be proposed (2 cables)"
    assert after[0]["SUMMARY"] == "Exemptions may be proposed (3 cables)"


def test_a_calendar_on_standard_output_is_nothing_else(register: str, declass: Program) -> None:
    answer = declass("calendar", "--ics", "-", "--db", register)
    assert len(icalendar.Calendar.from_ical(answer.out).walk("VEVENT")) == 3
    assert answer.out.startswith("BEGIN:VCALENDAR\r\n")
    assert answer.out.endswith("END:VCALENDAR\r\n")
    assert answer.err == f"{COUNTED}: 0.\n"


def test_a_register_without_such_cables_says_so(declass: Program) -> None:
    declass.write("a.txt")
    declass("ingest", "a.txt", "--db", "my.db")
    answer = declass("calendar", "--db", "my.db")
    assert answer.out.startswith("No cable waits for its automatic declassification.\n")
    saved = declass("calendar", "--ics", "dates.ics", "--db", "my.db")
    assert (saved.code, saved.err) == (
        0,
        answer.out.splitlines()[0] + " No calendar was written.\n",
    )
    assert not (declass.place / "dates.ics").exists()


@pytest.mark.parametrize("option", ["--request", "--denial", "--challenge"])
@pytest.mark.parametrize("day", ["", "2026", "2026-02-30", "soon", "9999-12-31"])
def test_an_impossible_day_is_one_line_that_says_what_was_expected(
    option: str, day: str, declass: Program
) -> None:
    answer = declass("calendar", option, day)
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert answer.err.startswith("declass: ")
    assert "; give " in answer.err


@pytest.mark.parametrize(
    "options",
    [("--json", "--csv", "-"), ("--ics", "-", "--json"), ("--ics", "f", "--csv", "f", "--force")],
    ids=" ".join,
)
def test_what_makes_no_sense_is_wrong_usage(options: tuple[str, ...], declass: Program) -> None:
    answer = declass("calendar", "--request", "2030-03-02", *options)
    assert answer.code == 2
    assert answer.out == ""


def test_without_a_register_the_way_to_one_is_said(declass: Program) -> None:
    answer = declass("calendar")
    assert answer.code == 1
    assert "there is no register; make one with declass ingest" in answer.err


def test_quiet_leaves_the_list(register: str, declass: Program) -> None:
    answer = declass("calendar", "--quiet", "--db", register)
    assert len(rows(answer.out)) == 3
    assert "Without a date" not in answer.out
