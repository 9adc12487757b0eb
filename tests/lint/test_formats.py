"""Findings as text, as JSON, as commands of GitHub and as SARIF."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from declass.errors import UnreadableError
from declass.lint.formats.github import github_lines
from declass.lint.formats.json_lines import json_lines
from declass.lint.formats.sarif import sarif_lines
from declass.lint.formats.text import text_lines
from declass.lint.model import Checked, Finding, Outcome
from declass.lint.registry import RULES

UNMARKED = Finding("DM101", "paragraph 3 has no mark", 9, "3")
IMPOSSIBLE = Finding("DM604", "02/30/2016 is no date of the calendar", 4, None)
OUTCOMES: list[Outcome] = [
    Checked("a.txt", (IMPOSSIBLE, UNMARKED, UNMARKED)),
    Checked("b.txt", ()),
    UnreadableError("no such file", place="c.txt"),
    Checked("08LISBON777", (UNMARKED,)),
]


def test_text_is_a_line_a_finding_and_a_summary_by_rule() -> None:
    assert list(text_lines(OUTCOMES)) == [
        "a.txt:4: DM604 02/30/2016 is no date of the calendar",
        "a.txt:9: DM101 paragraph 3 has no mark",
        "a.txt:9: DM101 paragraph 3 has no mark",
        "08LISBON777:9: DM101 paragraph 3 has no mark",
        "",
        "3  DM101  A paragraph has no mark",
        "1  DM604  No calendar has the date",
        "3 cables checked, 4 findings in 2 of them, 1 input failed",
    ]


def test_text_says_what_was_checked_where_nothing_was_found() -> None:
    assert list(text_lines([Checked("b.txt", ())])) == ["1 cable checked, no findings"]
    assert list(text_lines(OUTCOMES, with_summary=False)) == list(text_lines(OUTCOMES))[:4]


@pytest.mark.parametrize(
    ("findings", "summary"),
    [
        ([1], "1 cable checked, 1 finding in it"),
        ([2], "1 cable checked, 2 findings in it"),
        ([0, 1], "2 cables checked, 1 finding in 1 of them"),
        ([2, 1], "2 cables checked, 3 findings in 2 of them"),
        ([0, 0], "2 cables checked, no findings"),
        ([], "no cable checked"),
    ],
    ids=str,
)
def test_the_summary_counts_one_thing_as_one(findings: list[int], summary: str) -> None:
    outcomes = [Checked("a.txt", (UNMARKED,) * number) for number in findings]
    assert list(text_lines(outcomes))[-1] == summary


def test_counts_stand_below_one_another() -> None:
    many = Checked("a.txt", (UNMARKED,) * 10 + (IMPOSSIBLE,))
    assert list(text_lines([many]))[-3:-1] == [
        "10  DM101  A paragraph has no mark",
        " 1  DM604  No calendar has the date",
    ]


def test_json_is_an_object_a_line() -> None:
    rows = [json.loads(line) for line in json_lines(OUTCOMES)]
    assert rows[0] == {
        "file": "a.txt",
        "line": 4,
        "code": "DM604",
        "title": "No calendar has the date",
        "message": "02/30/2016 is no date of the calendar",
        "portion": None,
    }
    assert [(row["file"], row["portion"]) for row in rows[1:]] == [
        ("a.txt", "3"),
        ("a.txt", "3"),
        ("08LISBON777", "3"),
    ]


def test_github_gets_a_command_a_finding() -> None:
    assert next(github_lines(OUTCOMES)) == (
        "::warning file=a.txt,line=4,title=DM604 No calendar has the date"
        "::02/30/2016 is no date of the calendar"
    )
    assert len(list(github_lines(OUTCOMES))) == 4


@pytest.mark.parametrize(
    ("name", "message", "expected"),
    [
        ("a,b:c.txt", "x", "file=a%2Cb%3Ac.txt,line=9,title=DM101 A paragraph has no mark::x"),
        ("a%2C.txt", "x", "file=a%252C.txt,line=9,title=DM101 A paragraph has no mark::x"),
        ("a\r\n::error::b", "x", "file=a%0D%0A%3A%3Aerror%3A%3Ab,line=9,"),
        ("a.txt", "50%: a,\r\nb", "::50%25: a,%0D%0Ab"),
    ],
)
def test_github_is_not_steered_by_names_or_messages(name: str, message: str, expected: str) -> None:
    (line,) = github_lines([Checked(name, (Finding("DM101", message, 9, None),))])
    assert expected in line
    assert line.startswith("::warning file=")
    assert "\n" not in line


# -- SARIF ---------------------------------------------------------------------------------------

MESSAGE = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string", "minLength": 1}},
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
HELP = {
    "type": "object",
    "required": ["text"],  # s3.12.3: text must be there where markdown is
    "additionalProperties": False,
    "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}},
}
SARIF: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What SARIF 2.1.0 (OASIS, 27 March 2020) asks of the objects that we write",
    "type": "object",
    "required": ["version", "runs"],  # s3.13
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "maxItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {  # s3.14
            "type": "object",
            "required": ["tool", "results"],
            "additionalProperties": False,
            "properties": {
                "tool": {"$ref": "#/$defs/tool"},
                "invocations": {"type": "array", "items": {"$ref": "#/$defs/invocation"}},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "tool": {  # s3.18, s3.19
            "type": "object",
            "required": ["driver"],
            "additionalProperties": False,
            "properties": {
                "driver": {
                    "type": "object",
                    "required": ["name"],
                    "additionalProperties": False,
                    "properties": {
                        "name": {"const": "declass"},
                        "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
                        "rules": {
                            "type": "array",
                            "uniqueItems": True,
                            "items": {"$ref": "#/$defs/rule"},
                        },
                    },
                }
            },
        },
        "rule": {  # s3.49
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string", "pattern": r"^DM\d{3}$"},
                "name": {"type": "string", "pattern": "^[A-Z][A-Za-z0-9]+$"},
                "shortDescription": MESSAGE,
                "fullDescription": MESSAGE,
                "help": HELP,
                "defaultConfiguration": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"level": LEVEL},
                },
                "properties": {"type": "object"},
            },
        },
        "invocation": {  # s3.20
            "type": "object",
            "required": ["executionSuccessful"],
            "additionalProperties": False,
            "properties": {
                "executionSuccessful": {"type": "boolean"},
                "toolExecutionNotifications": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["message"],  # s3.58
                        "additionalProperties": False,
                        "properties": {"level": LEVEL, "message": MESSAGE},
                    },
                },
            },
        },
        "result": {  # s3.27
            "type": "object",
            "required": ["message", "ruleId", "ruleIndex", "locations"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": LEVEL,
                "message": MESSAGE,
                "locations": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 1,
                    "items": {"$ref": "#/$defs/location"},
                },
            },
        },
        "location": {  # s3.28, s3.29, s3.30, s3.33
            "type": "object",
            "required": ["physicalLocation"],
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation", "region"],
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "required": ["uri"],
                            "additionalProperties": False,
                            "properties": {
                                "uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~/%:-]+$"}
                            },
                        },
                        "region": {
                            "type": "object",
                            "required": ["startLine"],
                            "additionalProperties": False,
                            "properties": {"startLine": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
                "logicalLocations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"name": {"type": "string"}, "kind": {"type": "string"}},
                    },
                },
            },
        },
    },
}


def sarif(outcomes: list[Outcome]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads("\n".join(sarif_lines(outcomes, "0.1.0")))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    return dict(run)


def test_sarif_has_what_the_standard_asks_for() -> None:
    run = sarif(OUTCOMES)
    assert run["tool"]["driver"]["semanticVersion"] == "0.1.0"
    assert len(run["results"]) == 4
    first = run["results"][0]["locations"][0]
    assert first == {
        "physicalLocation": {"artifactLocation": {"uri": "a.txt"}, "region": {"startLine": 4}}
    }
    second = run["results"][1]["locations"][0]
    assert second["logicalLocations"] == [{"name": "3", "kind": "portion"}]


def test_each_result_of_sarif_points_to_its_rule() -> None:
    run = sarif(OUTCOMES)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])


def test_sarif_tells_of_inputs_that_failed() -> None:
    assert sarif(OUTCOMES)["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": "c.txt: no such file"}}
            ],
        }
    ]
    assert sarif(OUTCOMES[:2])["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("cables/a.txt", "cables/a.txt"),
        ("/srv/a b.txt", "file:///srv/a%20b.txt"),
        ("standard input", "standard%20input"),
        ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
        ("São.txt", "S%C3%A3o.txt"),
    ],
)
def test_a_name_is_a_uri_in_sarif(name: str, uri: str) -> None:
    (result,) = sarif([Checked(name, (UNMARKED,))])["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
