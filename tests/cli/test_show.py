from __future__ import annotations

import pytest

from tests.cli.runner import DATED, HOUSE, SAMPLES, Program


def field(answer: str, name: str) -> str:
    line = next(line for line in answer.splitlines() if line.startswith(f"{name} "))
    return line.removeprefix(name).strip()


def test_a_file_is_shown_with_its_date_and_each_rule_that_leads_to_it(declass: Program) -> None:
    declass.write("a.txt")
    answer = declass("show", "a.txt")
    assert answer.code == 0
    assert field(answer.out, "MRN") == "08TOKYO804"
    assert field(answer.out, "declassify on") == "2018-03-24"
    assert field(answer.out, "basis") == "date (row-05)"
    assert "32 CFR 2001.12(c)(1)" in answer.out
    assert field(answer.out, "2").split() == ["(C)", "C", "its", "mark"]


@pytest.mark.parametrize(
    ("level", "subject"), [("U", "withheld at U"), ("C", "withheld at C"), ("S", "SQUID QUOTAS")]
)
def test_a_subject_is_shown_where_a_release_would_show_it(
    level: str, subject: str, declass: Program
) -> None:
    declass.write("a.txt")
    assert field(declass("show", "a.txt", "--level", level).out, "subject") == subject


@pytest.mark.parametrize(("level", "is_shown"), [("U", False), ("C", False), ("S", True)])
def test_an_event_is_free_text(level: str, is_shown: bool, declass: Program) -> None:
    declass.write("a.txt", DATED.replace("03/24/2018", "AFTER THE ROAD IS BUILT"))
    answer = declass("show", "a.txt", "--level", level)
    assert field(answer.out, "basis") == "event (row-10)"
    assert ("THE ROAD IS BUILT" in answer.out) == is_shown


@pytest.mark.parametrize(("level", "is_shown"), [("U", False), ("C", False), ("S", True)])
def test_a_classifier_is_seen_only_where_the_line_that_names_it_is(
    level: str, is_shown: bool, declass: Program
) -> None:
    """A line of markings before it, which may be seen, says nothing about the line of free text."""
    lines = "DERIVED FROM: Multiple Sources\nCLASSIFIED BY: the clerk, who told us so at lunch"
    text = DATED.replace("Classified By: A. CLERK, ECON CHIEF, for reasons 1.4 (b) and (d).", lines)
    declass.write("a.txt", text)
    shown = field(declass("show", "a.txt", "--level", level).out, "classified by")
    assert ("lunch" in shown) == is_shown


@pytest.mark.parametrize(("level", "is_shown"), [("U", False), ("S", True)])
def test_a_name_among_the_references_is_free_text(
    level: str, is_shown: bool, declass: Program
) -> None:
    text = DATED.replace("REF: TOKYO 500", "REF: TOKYO 500 AND THE HONSHU GRAVEL LETTER")
    declass.write("a.txt", text)
    answer = declass("show", "a.txt", "--level", level)
    assert ("08TOKYO500" in answer.out) == is_shown
    assert "GRAVEL" not in answer.out


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_no_words_of_a_paragraph_are_shown_at_any_level(sample: object, declass: Program) -> None:
    from declass.cable.parse import parse
    from declass.sources.read import read_file

    cable = parse(read_file(HOUSE / str(sample)).text)
    shown = " ".join(declass("show", str(sample), "--level", "TS").out.split())
    for portion in cable.portions:
        if portion.kind in ("paragraph", "subparagraph"):
            for line in cable.portion_text(portion).splitlines():
                if len(line.split()) > 4:
                    assert " ".join(line.split()) not in shown


def test_a_cable_of_the_register_has_its_history(declass: Program) -> None:
    declass.write("a.txt")
    declass("redact", "a.txt", "--db", "my.db")
    declass.write("b.txt", DATED.replace("Monday", "Friday"))
    declass("ingest", "b.txt", "--db", "my.db")
    answer = declass("show", "08TOKYO804", "--db", "my.db")
    assert answer.code == 0
    assert field(answer.out, "declassify on") == "2018-03-24"
    for name in ("a.txt", "b.txt", "a.redacted.pdf", "RELEASED IN PART"):
        assert name in answer.out


@pytest.mark.parametrize("key", ["08TOKYO804", "08tokyo804", "08 TOKYO 00804"])
def test_a_message_number_is_taken_in_any_form(key: str, declass: Program) -> None:
    declass.write("a.txt")
    declass("ingest", "a.txt", "--db", "my.db")
    assert declass("show", key, "--db", "my.db").code == 0


def test_what_is_nowhere_is_said_to_be_nowhere(declass: Program) -> None:
    answer = declass("show", "08TOKYO804")
    assert answer.code == 1
    assert "no such file, and there is no register to look in" in answer.err
    declass.write("a.txt")
    declass("ingest", "a.txt", "--db", "my.db")
    answer = declass("show", "08TOKYO999", "--db", "my.db")
    assert answer.code == 1
    assert "nothing of that name in the register" in answer.err


def test_doubts_are_told_without_words_of_the_cable(declass: Program) -> None:
    answer = declass("show", HOUSE / "sample_cables" / "malformed.txt")
    assert "line 34: a portion mark could not be read" in answer.out
