"""`declass log`: the redaction log of recorded releases."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.runner import Program


@pytest.fixture
def register(declass: Program) -> str:
    path = declass.write("a.txt")
    declass("ingest", path, "--db", "r.db")
    assert declass("redact", path, "--level", "C", "--db", "r.db").code == 0
    return "r.db"


def test_the_log_as_a_table_json_and_csv_has_the_same_rows(declass: Program, register: str) -> None:
    table = declass("log", "--db", register).out
    objects = [
        json.loads(line) for line in declass("log", "--json", "--db", register).out.splitlines()
    ]
    cells = list(csv.DictReader(io.StringIO(declass("log", "--csv", "-", "--db", register).out)))
    assert [row["portion"] for row in objects] == ["subject", "3. (S)", "signature"]
    assert [row["portion"] for row in cells] == [row["portion"] for row in objects]
    assert list(cells[0]) == list(objects[0])
    for row in objects:
        assert row["portion"] in table
        assert "foreign government information" in row["justification"]


def test_a_cable_is_asked_for_in_any_way_of_writing_its_number(
    declass: Program, register: str
) -> None:
    whole = declass("log", "--db", register).out
    assert declass("log", "08 TOKYO 00804", "--db", register).out == whole


def test_the_log_on_paper_is_whole_or_absent(declass: Program, register: str) -> None:
    assert declass("log", "--pdf", "log.pdf", "--db", register).out == "written: log.pdf\n"
    assert (declass.place / "log.pdf").read_bytes().startswith(b"%PDF")
    again = declass("log", "--pdf", "log.pdf", "--db", register)
    assert again.code == 1
    assert "exists" in again.err


def test_a_formula_in_the_log_is_harmless(declass: Program) -> None:
    """From and to are words of the cable's own header."""
    text = declass.write("a.txt").read_text().replace("FM AMEMBASSY TOKYO", "FM =AMEMBASSY TOKYO")
    path = declass.write("a.txt", text)
    declass("ingest", path, "--db", "r.db")
    declass("redact", path, "--level", "C", "--db", "r.db")
    for row in csv.DictReader(io.StringIO(declass("log", "--csv", "-", "--db", "r.db").out)):
        assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--json", "--csv", "-"), 2, "exclude each other"),
        (("--pdf", "-"), 2, "name a file"),
        (("08TOKYO999",), 1, "nothing of that name"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, ...], code: int, words: str, declass: Program, register: str
) -> None:
    answer = declass("log", *arguments, "--db", register)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err


def test_an_empty_log_says_so(declass: Program) -> None:
    declass("ingest", declass.write("a.txt"), "--db", "r.db")
    assert declass("log", "--db", "r.db").out == "No release is recorded.\n"


@pytest.mark.parametrize("amount", ["lines", "none"])
def test_portions_in_one_box_are_not_told_apart(amount: str, declass: Program) -> None:
    text = declass.write("a.txt").read_text().replace("3. (S)", "2. (S) Nets.\n\n3. (S)")
    options = ("--merge", "--amount", amount, "--db", "r.db", "-o", "a.json")
    assert declass("redact", declass.write("a.txt", text), *options).code == 0
    release = (declass.place / "a.json").read_text()
    log = declass("log", "--json", "--db", "r.db").out
    boxes = [line for line in json.loads(release)["lines"] if line["kind"] == "withheld"]
    assert "" in [box["label"] for box in boxes]
    assert [json.loads(row)["lines"] for row in log.splitlines()] == [box["lines"] for box in boxes]
    assert "3. (S)" not in release + log
