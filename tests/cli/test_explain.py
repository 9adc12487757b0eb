"""`declass explain`: a schedule, rule by rule, with no register."""

from __future__ import annotations

import json
from typing import Any

import pytest

from declass.schedule.rules.table import RULES
from tests.cli.runner import DATED, SAMPLES, Program
from tests.schedule.test_cases import CASES, Row, named

EVENT = DATED.replace("03/24/2018", "AFTER THE HERRING SUMMIT")


def explained(declass: Program, *arguments: str) -> dict[str, Any]:
    answer = declass("explain", *arguments, "--json")
    assert (answer.code, answer.err) == (0, "")
    fields = json.loads(answer.out)
    assert isinstance(fields, dict)
    return fields


def test_the_example_of_the_help_text_as_a_tree(declass: Program) -> None:
    answer = declass("explain", "E.O. 12958: DECL: X1", "--dated", "1998-05-01")
    assert answer.code == 0
    assert "declassify on 2023-12-31: the automatic date governs" in answer.out
    assert "row-13: X1 -> 2023-12-31" in answer.out
    assert RULES["row-13"].citation in answer.out


def test_the_json_says_the_same_and_each_step_its_rule_citation_in_and_out(
    declass: Program,
) -> None:
    fields = explained(declass, "E.O. 12958: DECL: X1", "--dated", "1998-05-01")
    assert (fields["declassify_on"], fields["governs"]) == ("2023-12-31", "automatic")
    assert (fields["rule"], fields["basis"], fields["instructed"]) == ("row-13", "exempt", None)
    assert [step["rule"] for step in fields["steps"]] == ["order", "automatic", "row-13"]
    assert fields["steps"][-1] == {
        "rule": "row-13",
        "citation": RULES["row-13"].citation,
        "in": "X1",
        "out": "2023-12-31",
        "sentence": fields["steps"][-1]["sentence"],
    }


@pytest.mark.parametrize("row", CASES[::9], ids=named)
def test_it_says_what_the_rules_say(declass: Program, row: Row) -> None:
    text = f"E.O. {row.order}: {row.text}" if row.order else f"DECL: {row.text}"
    fields = explained(declass, text, "--dated", row.origin, "-c", row.level)
    due = "?" if fields["is_undetermined"] else fields["declassify_on"] or "-"
    assert (due, fields["rule"]) == (row.due, row.rule)


def test_a_superseded_date_and_a_review_are_named(declass: Program) -> None:
    overtaken = declass("explain", "DECL: 05/01/2039", "--dated", "2009-05-01").out
    assert "superseded      2039-05-01" in overtaken
    review = declass("explain", "E.O. 12065: RDS-1 1/15/00", "--dated", "1980-01-15").out
    assert "review          2000-01-15" in review


def test_what_would_settle_it_is_said(declass: Program) -> None:
    for arguments, need in (
        (("DECL: AFTER THE REGATTA", "--dated", "2009-05-01"), "the date of the event"),
        (("DECL: 10 YEARS",), "the date of the cable"),
        (("DECL: 03/24/2016 XYZ", "--dated", "2009-05-01"), "a reviewer's reading"),
    ):
        answer = declass("explain", *arguments)
        assert answer.code == 0
        assert need in answer.out.partition("to settle it")[2]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_cable_from_a_file_agrees_with_show(declass: Program, sample: Any) -> None:
    fields = explained(declass, str(sample))
    shown = declass("show", sample).out
    assert f"basis          {fields['basis']} ({fields['rule']})" in shown
    if fields["declassify_on"]:
        assert f"declassify on  {fields['declassify_on']}" in shown


def test_a_cable_of_the_register_is_known_by_its_number(declass: Program) -> None:
    declass("ingest", declass.write("a.txt"), "--db", declass.place / "r.db")
    answer = declass("explain", "08TOKYO804", "--db", declass.place / "r.db")
    assert "03/24/2018  (SECRET cable of 2008-03-24)" in answer.out
    assert "the date of the instruction governs" in answer.out


def test_the_words_of_an_event_are_shown_only_at_the_level_of_the_cable(declass: Program) -> None:
    path = declass.write("event.txt", EVENT)
    for arguments, is_shown in (((), False), (("--level", "C"), False), (("--level", "S"), True)):
        for form in ((), ("--json",)):
            answer = declass("explain", path, *arguments, *form)
            assert answer.code == 0
            assert ("HERRING" in answer.out) == is_shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nonsense",), ("no declassification instruction", "DECL: 03/24/2016", "path")),
        (("cabel.txt",), ("no file, and no declassification instruction", "path of a cable")),
        (("",), ("no declassification instruction",)),
        (("DECL: X1", "--dated", "1998-13-01"), ("1998-13-01", "no day", "year, month and day")),
        (("DECL: X1", "--dated", "May 1998"), ("no day", "year, month and day")),
        (("DECL: X1", "-c", "Q"), ("unknown level", "TS")),
    ],
)
def test_wrong_input_is_told_what_was_expected(
    declass: Program, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    answer = declass("explain", *arguments)
    assert (answer.code, answer.out) == (2, "")
    for word in words:
        assert word in answer.err


@pytest.mark.parametrize(
    "option", [("--dated", "1998-05-01"), ("--classification", "C")], ids=lambda option: option[0]
)
def test_what_a_cable_says_of_itself_is_not_to_be_given_beside_it(
    declass: Program, option: tuple[str, str]
) -> None:
    for cable in (declass.write("a.txt"), "08TOKYO804", "-"):
        answer = declass("explain", cable, *option)
        assert (answer.code, answer.out) == (2, "")
        assert f"{option[0]} is for the text of an instruction" in answer.err
        assert "leave it out" in answer.err


def test_an_unknown_number_is_looked_for_in_the_register(declass: Program) -> None:
    answer = declass("explain", "08TOKYO999")
    assert answer.code == 1
    assert "08TOKYO999" in answer.err


def test_a_text_cannot_steer_the_terminal(declass: Program) -> None:
    answer = declass("explain", "DECL: \x1b[31mX1", "--dated", "1998-05-01")
    assert "\x1b" not in answer.out
