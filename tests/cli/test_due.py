from __future__ import annotations

import csv
import io
import json
import re

import pypdfium2
import pytest

from tests.cli.runner import DATED, HOUSE, Program

UNDATED = "Without a date: {} undetermined, {} exempt by law, {} nothing to declassify. "


@pytest.fixture
def register(declass: Program) -> str:
    """Four cables: due in 2016 and 2018, undetermined, and without anything to declassify."""
    declass.write("a.txt")
    declass.write("b.txt", DATED.replace("000804", "000805").replace("2018", "2016"))
    declass.write("c.txt", DATED.replace("000804", "000806").replace("03/24/2018", "SOMEHOW"))
    unclassified = DATED.replace("000804", "000807").replace("S E C R E T", "UNCLAS")
    unclassified = unclassified.replace("(S)", "(U)").replace("(C)", "(U)")
    unclassified = re.sub("Classified By.*\n", "", unclassified)
    declass.write("d.txt", unclassified.replace("DECL: 03/24/2018", "N/A"))
    assert declass("ingest", declass.place, "--db", "my.db").code == 0
    return "my.db"


def numbers(answer: str) -> list[str]:
    return [line.split()[0] for line in answer.splitlines() if line.startswith("08TOKYO")]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((), ["08TOKYO805", "08TOKYO804"]),
        (("--before", "2017"), ["08TOKYO805"]),
        (("--before", "2018-03-24"), ["08TOKYO805"]),
        (("--before", "2018-03-25"), ["08TOKYO805", "08TOKYO804"]),
        (("--after", "2016-03-24"), ["08TOKYO805", "08TOKYO804"]),
        (("--after", "2016-04"), ["08TOKYO804"]),
        (("--after", "2017", "--before", "2018"), []),
    ],
    ids=" ".join,
)
def test_before_is_exclusive_and_after_is_not(
    limits: tuple[str, ...], expected: list[str], register: str, declass: Program
) -> None:
    answer = declass("due", *limits, "--db", register)
    assert answer.code == 0
    assert numbers(answer.out) == expected
    if not expected:
        assert "No cable is due within these limits." in answer.out


def test_the_list_has_its_columns_and_counts_the_undated(register: str, declass: Program) -> None:
    lines = declass("due", "--before", "2017", "--db", register).out.splitlines()
    heads = ["MRN", "cable", "date", "level", "declassify", "on", "basis", "reasons", "subject"]
    assert lines[0].split() == heads
    row = ["08TOKYO805", "2008-03-24", "S", "2016-03-24", "date", "1.4(b)", "1.4(d)"]
    assert lines[1].split() == row
    assert lines[2] == UNDATED.format(1, 0, 1) + "Failed inputs: 0."


@pytest.mark.parametrize(("level", "shown"), [("U", 0), ("C", 0), ("S", 2)])
def test_a_subject_is_shown_where_its_level_allows(
    level: str, shown: int, register: str, declass: Program
) -> None:
    for form in ((), ("--json",), ("--csv",)):
        answer = declass("due", "--level", level, "--db", register, *form)
        assert answer.out.count("SQUID QUOTAS") == shown


def test_json_is_one_object_a_line(register: str, declass: Program) -> None:
    answer = declass("due", "--json", "--db", register)
    assert json.loads(answer.out.splitlines()[0]) == {
        "mrn": "08TOKYO805",
        "date": "2008-03-24",
        "level": "S",
        "declassify_on": "2016-03-24",
        "basis": "date",
        "reasons": ["1.4(b)", "1.4(d)"],
        "subject": None,
        "key": "08TOKYO805",
        "post": "TOKYO",
    }
    assert answer.err.startswith("Without a date: 1 undetermined")


@pytest.mark.parametrize(
    "subject",
    ["=HYPERLINK(0)", "+1 FOR SQUID", "-- SQUID", "@SUM(A1)", '=1+1" ,2', "＝SUM(A1)", "＠SQUID"],
)
def test_no_cell_is_a_formula(subject: str, declass: Program) -> None:
    declass.write("a.txt", DATED.replace("SQUID QUOTAS", subject))
    declass("ingest", "a.txt", "--db", "my.db")
    answer = declass("due", "--csv", "--level", "S", "--db", "my.db")
    (row,) = csv.DictReader(io.StringIO(answer.out))
    assert row["subject"] == f"'{subject}"
    assert row["mrn"] == "08TOKYO804"
    assert answer.err.startswith("Without a date: 0 undetermined")


@pytest.mark.parametrize("limit", ["2017-13", "2017-02-30", "soon", "24/03/2017", "0"])
@pytest.mark.parametrize("option", ["--before", "--after"])
def test_an_impossible_date_is_one_line_that_says_what_was_expected(
    option: str, limit: str, declass: Program
) -> None:
    answer = declass("due", option, limit)
    assert answer.code == 2
    assert answer.err == (
        f"declass: {limit!r} is no date; give a year (2017), a month (2017-03) or a day "
        "(2017-03-24)\n"
    )


@pytest.mark.parametrize(
    "options",
    [
        ("--json", "--csv"),
        ("--before", "2016", "--after", "2017"),
        ("--level", "X"),
        ("--in", "soon"),
        ("--on", "2017-13"),
        ("--basis", "oaths"),
        ("--classification", "X"),
        ("--reason", "1.9(b)"),
        ("--post", "12"),
        ("--tag", "two words"),
        ("--sort", "size"),
        ("--group", "size"),
        ("--limit", "0"),
        ("--ics", "-", "--ics-per", "year"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_wrong_usage(
    options: tuple[str, ...], register: str, declass: Program
) -> None:
    answer = declass("due", *options, "--db", register)
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1


def test_without_a_register_the_way_to_one_is_said(declass: Program) -> None:
    answer = declass("due", "--before", "2017")
    assert answer.code == 1
    assert "there is no register; make one with declass ingest" in answer.err
    assert "my.db" in declass("due", "--db", "my.db").err
    assert list(declass.place.iterdir()) == []


def test_a_cable_without_a_number_is_named_by_a_key_that_show_takes(declass: Program) -> None:
    declass.write("a.txt", DATED.replace("TOKYO", "").replace("000804", ""))
    declass("ingest", "a.txt", "--db", "my.db")
    (row,) = declass("due", "--json", "--db", "my.db").out.splitlines()
    found = json.loads(row)
    assert found["mrn"] is None
    assert found["key"] in declass("due", "--db", "my.db").out
    assert declass("show", found["key"], "--db", "my.db").code == 0


def test_quiet_leaves_the_list(register: str, declass: Program) -> None:
    answer = declass("due", "--quiet", "--db", register)
    assert numbers(answer.out) == ["08TOKYO805", "08TOKYO804"]
    assert "Without a date" not in answer.out + answer.err


def test_all_samples_with_a_date_are_listed_or_counted(declass: Program) -> None:
    declass("ingest", HOUSE / "sample_cables", "--db", "my.db")
    answer = declass("due", "--db", "my.db")
    *table, counted = answer.out.splitlines()
    undated = sum(int(word.rstrip(".")) for word in counted.split() if word[0].isdecimal())
    assert len(table) - 1 + undated == len(list((HOUSE / "sample_cables").glob("*.txt")))


def test_a_report_on_paper_takes_the_place_of_the_list(register: str, declass: Program) -> None:
    answer = declass("due", "--before", "2017", "--pdf", "due.pdf", "--db", register)
    assert answer.out == f"written: due.pdf\n{UNDATED.format(1, 0, 1)}Failed inputs: 0.\n"
    with pypdfium2.PdfDocument(declass.place / "due.pdf") as document:
        sheet = document[0].get_textpage().get_text_range()
    assert "Due before 2017-01-01. Subjects are shown up to UNCLASSIFIED." in sheet
    assert "08TOKYO805" in sheet
    assert "SQUID" not in sheet
    again = declass("due", "--pdf", "due.pdf", "--db", register)
    assert (again.code, again.out) == (1, "")
    assert again.err.startswith("declass: due.pdf: output exists; ")
    assert declass("due", "--pdf", "due.pdf", "--force", "--db", register).code == 0


@pytest.mark.parametrize("options", [("--pdf", "-"), ("--pdf", "due.pdf", "--csv")], ids=" ".join)
def test_a_report_on_paper_is_a_file_and_nothing_beside_it(
    options: tuple[str, ...], register: str, declass: Program
) -> None:
    assert declass("due", *options, "--db", register).code == 2
    assert not (declass.place / "due.pdf").exists()
