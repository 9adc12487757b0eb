from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from declass.sources.read import read_file
from tests.cli.runner import DATED, HOUSE, SAMPLES, Program

SCHEMA: dict[str, Any] = json.loads((files("declass.cli") / "parse.schema.json").read_text())
FIELDS = (
    "mrn date classification captions order declassify reasons classified_by subject tags refs "
    "portions"
).split()
DECLASSIFY = "raw date bound basis rule".split()
PORTION = "number kind mark level caveats marked text".split()


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_has_the_fields_that_are_fixed() -> None:
    for table, fields in (
        (SCHEMA, FIELDS),
        (SCHEMA["properties"]["declassify"], DECLASSIFY),
        (SCHEMA["properties"]["portions"]["items"], PORTION),
    ):
        assert list(table["properties"]) == fields
        assert table["required"] == fields
        assert table["additionalProperties"] is False


def test_the_schema_is_documented_field_by_field() -> None:
    text = (HOUSE / "docs" / "schema.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [*FIELDS, *DECLASSIFY, *PORTION]
    for kind in SCHEMA["properties"]["declassify"]["properties"]["basis"]["enum"]:
        assert f"`{kind}`" in text


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_as_the_schema_says(sample: Path, declass: Program) -> None:
    answer = declass("parse", sample, "--json")
    assert answer.code == 0
    (line,) = answer.out.splitlines()
    found = json.loads(line)
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(found)
    assert list(found) == FIELDS
    text = " ".join(read_file(sample).text.split())
    for portion in found["portions"]:
        first = " ".join(portion["text"].split("\n\n")[0].split())[:60]
        assert first in text


def test_the_fields_say_what_the_cable_says(declass: Program) -> None:
    declass.write("a.txt")
    found = json.loads(declass("parse", "a.txt", "--json").out)
    portions = found.pop("portions")
    assert found == {
        "mrn": "08TOKYO804",
        "date": "2008-03-24",
        "classification": "S",
        "captions": ["SIPDIS"],
        "order": "12958",
        "declassify": {
            "raw": "03/24/2018",
            "date": "2018-03-24",
            "bound": "2033-12-31",
            "basis": "date",
            "rule": "row-05",
        },
        "reasons": ["1.4(b)", "1.4(d)"],
        "classified_by": "A. CLERK, ECON CHIEF",
        "subject": "SQUID QUOTAS",
        "tags": ["EFIS", "PREL", "JA"],
        "refs": ["08TOKYO500"],
    }
    assert portions[2] == {
        "number": "2",
        "kind": "paragraph",
        "mark": "(C)",
        "level": "C",
        "caveats": [],
        "marked": True,
        "text": "The museum loan is a pretext, the deputy said.",
    }
    assert [portion["marked"] for portion in portions] == [False, True, True, True, False]


def test_each_cable_is_one_line_whatever_its_text_holds(declass: Program) -> None:
    declass.write("a.txt", DATED.replace("Monday", "Mon\u2028day \x85 \x1b[31m\N{SNOWMAN}"))
    declass.write("b.txt")
    answer = declass("parse", "a.txt", "b.txt", "--json")
    assert len(answer.out.splitlines()) == 2
    assert answer.out.isascii()
    assert "\N{SNOWMAN}" in json.loads(answer.out.splitlines()[0])["portions"][1]["text"]


def test_without_json_the_same_is_spread_out(declass: Program) -> None:
    declass.write("a.txt")
    spread = declass("parse", "a.txt").out
    assert len(spread.splitlines()) > 40
    assert json.loads(spread) == json.loads(declass("parse", "a.txt", "--json").out)


def test_help_says_that_nothing_is_withheld(declass: Program) -> None:
    assert "withholds nothing" in declass("parse", "--help").out
