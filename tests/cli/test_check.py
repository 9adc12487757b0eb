from __future__ import annotations

import json

import pytest

from declass.lint.example import difference
from declass.lint.model import Rule
from declass.lint.registry import RULES
from tests.cli.runner import DATED, HOUSE, SAMPLE, SENTINEL, Program, process

UNMARKED = DATED.replace("1. (U)", "1.")
"""The subject has no mark, and neither has the first paragraph."""

GOOD = DATED.replace("SUBJECT: ", "SUBJECT: (U) ")


def test_a_good_cable_exits_with_0_and_a_bad_one_with_1(declass: Program) -> None:
    declass.write("good.txt", GOOD)
    declass.write("bad.txt", UNMARKED)
    assert declass("check", "good.txt") == (0, "1 cable checked, no findings\n", "")
    answer = declass("check", "good.txt", "bad.txt")
    assert answer.code == 1
    assert answer.err == ""
    assert answer.out.splitlines() == [
        "bad.txt:10: DM104 the subject has no mark: it is treated as SECRET",
        "bad.txt:16: DM101 paragraph 1 has no mark: it is treated as SECRET",
        "",
        "1  DM101  A paragraph has no mark",
        "1  DM104  The subject has no mark",
        "2 cables checked, 2 findings in 1 of them",
    ]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), ["DM104", "DM101"]),
        (("--select", "DM104"), ["DM104"]),
        (("--select", "dm1"), ["DM104", "DM101"]),
        (("--ignore", "DM104"), ["DM101"]),
        (("--select", "DM1,DM5", "--ignore", "DM101"), ["DM104"]),
        (("--select", "DM101", "--select", "DM104"), ["DM104", "DM101"]),
        (("--ignore", "DM101, DM104"), []),
        (("--select", "DM0"), []),
    ],
    ids=" ".join,
)
def test_rules_are_selected_and_ignored(
    options: tuple[str, ...], codes: list[str], declass: Program
) -> None:
    declass.write("bad.txt", UNMARKED)
    answer = declass("check", "bad.txt", "--quiet", *options)
    assert [line.split()[1] for line in answer.out.splitlines()] == codes
    assert answer.code == (1 if codes else 0)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--select", "DM999"), "unknown rule 'DM999'; the nearest are"),
        (("--ignore", "E501"), "unknown rule 'E501'; the nearest are"),
        (("--select", "DM001,"), "unknown rule ''; the nearest are"),
        (("--explain", "DM1"), "unknown rule 'DM1'; the nearest are DM10"),
        (("--select", "DM001", "--ignore", "DM0"), "no rule is left"),
        (("--format", "xml"), "unknown format 'xml'; give one of text, json, github, sarif"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_wrong_usage(
    options: tuple[str, ...], said: str, declass: Program
) -> None:
    declass.write("bad.txt", UNMARKED)
    answer = declass("check", "bad.txt", *options)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"declass: {said}")
    assert len(answer.err.splitlines()) == 1


def test_without_a_cable_it_says_what_to_give(declass: Program) -> None:
    assert declass("check") == (
        2,
        "",
        "declass: no cable is given; give a file, a directory, - or what the register has\n",
    )


def test_one_failed_input_does_not_stop_the_others(declass: Program) -> None:
    declass.write("a.txt", "no cable at all")
    declass.write("b.txt", GOOD)
    answer = declass("check", "a.txt", "b.txt", "absent.txt")
    assert answer.code == 1
    assert answer.out == "1 cable checked, no findings, 2 inputs failed\n"
    first, second = answer.err.splitlines()
    assert first.startswith("declass: a.txt: this text is no cable")
    assert second.startswith("declass: absent.txt: no such file, and there is no register")


def test_directories_are_searched_and_standard_input_is_read(declass: Program) -> None:
    (declass.place / "cables").mkdir()
    declass.write("cables/bad.txt", UNMARKED)
    assert "cables/bad.txt:10: DM104" in declass("check", "cables").out
    done = process(
        "check", "-", "--quiet", place=declass.place, input=UNMARKED, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("standard input:10: DM104 ")


def test_cables_of_the_register_are_checked_by_number_and_by_digest(declass: Program) -> None:
    declass.write("bad.txt", UNMARKED)
    declass("ingest", "bad.txt", "--db", "my.db")
    shown = declass("check", "08TOKYO804", "bad.txt", "--db", "my.db")
    assert shown.code == 1
    assert shown.out.startswith("08TOKYO804:10: DM104 ")
    assert "2 cables checked, 4 findings in 2 of them" in shown.out
    answer = declass("check", "08TOKYO805", "bad.txt", "--db", "my.db")
    assert "08TOKYO805: no such file, and nothing of that name in the register" in answer.err
    assert "1 cable checked, 2 findings in it, 1 input failed" in answer.out


def test_json_is_one_object_a_line(declass: Program) -> None:
    declass.write("bad.txt", UNMARKED)
    answer = declass("check", "bad.txt", "--format", "json")
    assert answer.code == 1
    first, second = map(json.loads, answer.out.splitlines())
    assert (first["code"], first["portion"]) == ("DM104", "subject")
    assert (second["code"], second["portion"], second["line"]) == ("DM101", "1", 16)


def test_github_and_sarif_have_the_same_findings(declass: Program) -> None:
    declass.write("bad.txt", UNMARKED)
    lines = declass("check", "bad.txt", "--format", "github").out.splitlines()
    assert [line.split("title=")[1][:5] for line in lines] == ["DM104", "DM101"]
    log = json.loads(declass("check", "bad.txt", "--format", "sarif").out)
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["DM104", "DM101"]


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif"])
def test_no_format_steers_a_terminal_or_quotes_a_cable(format_: str, declass: Program) -> None:
    text = UNMARKED.replace("museum", f"{SENTINEL}\x1b[2J").replace("SQUID", f"\x1b[31m{SENTINEL}")
    text = text.replace("03/24/2018", f"\x1b]0;{SENTINEL}\x07").replace("A. CLERK", SENTINEL)
    declass.write("a\x1b[1mb.txt", text)
    answer = declass("check", ".", "--format", format_)
    assert answer.code == 1
    assert SENTINEL not in answer.out.lower()
    assert "\x1b" not in answer.out
    assert "\x07" not in answer.out


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained(rule: Rule, declass: Program) -> None:
    answer = declass("check", "--explain", rule.code.lower())
    assert answer.code == 0
    heads = [line.split()[0] for line in answer.out.splitlines() if line[:1].isalpha()]
    assert heads == [rule.code, "citation", "why", "fix", "example"]
    assert all(f"\n  {line}" in answer.out for line in difference(rule.bad, rule.good) if line)


def test_the_list_has_the_rules_that_are_chosen(declass: Program) -> None:
    answer = declass("check", "--list", "--select", "DM00", "--ignore", "DM001,DM003")
    listed = [line.split()[0] for line in answer.out.splitlines()[1:]]
    assert listed == ["DM002", "DM004", "DM005", "DM006", "DM007"]
    assert declass("check", "--list", "--select", "DM999").code == 2


def test_all_rules_are_listed(declass: Program) -> None:
    answer = declass("check", "--list")
    assert answer.code == 0
    heads, *rows = answer.out.splitlines()
    assert heads.split() == ["code", "title"]
    assert [row.split()[0] for row in rows] == [rule.code for rule in RULES]


def test_the_show_piece_is_marked_as_it_should_be(declass: Program) -> None:
    assert declass("check", SAMPLE).code == 0
    assert declass("check", HOUSE / "sample_cables").code == 1
