"""Every sample cable says what was worked out by hand in `expected.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from declass import compute_schedule, parse
from declass.cable.model import Cable
from declass.sources.read import read_file

SAMPLES = Path(__file__).parents[2] / "sample_cables"
EXPECTED: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("expected.toml").read_text(encoding="utf-8")
)["sample"]

each_sample = pytest.mark.parametrize(
    "expected", [pytest.param(sample, id=sample["file"]) for sample in EXPECTED]
)


def read(expected: dict[str, Any]) -> Cable:
    return parse(read_file(SAMPLES / expected["file"]).text)


@each_sample
def test_the_head_says_what_a_reader_finds_in_it(expected: dict[str, Any]) -> None:
    cable = read(expected)
    block = cable.classified_by
    found = {
        "mrn": cable.mrn,
        "date": cable.date,
        "classification": cable.classification.name,
        "caveats": list(cable.caveats),
        "captions": list(cable.captions),
        "reasons": list(block.reasons) if block else [],
        "classified_by": block.classifier if block else None,
        "subject": cable.subject,
        "tags": list(cable.tags),
        "refs": list(cable.references),
    }
    lists = ("caveats", "captions", "reasons", "tags", "refs")
    assert found == {name: expected.get(name, [] if name in lists else None) for name in found}


@each_sample
def test_the_schedule_is_the_one_worked_out_by_hand(expected: dict[str, Any]) -> None:
    result = compute_schedule(read(expected))
    found = {
        "order": result.order,
        "declassify_raw": result.raw,
        "declassify_date": result.date,
        "bound": result.bound,
        "basis": result.basis.value,
        "rule": result.rule,
        "superseded": result.superseded,
        "review": result.review,
    }
    assert found == {name: expected.get(name) for name in found}


@each_sample
def test_portions_come_in_order_with_their_marks(expected: dict[str, Any]) -> None:
    found = [
        [
            portion.number or "",
            portion.kind.value,
            portion.mark or "",
            portion.level.name,
            portion.is_marked,
        ]
        for portion in read(expected).portions
    ]
    assert found == expected["portions"]


@each_sample
def test_nothing_of_the_text_is_lost(expected: dict[str, Any]) -> None:
    text = read_file(SAMPLES / expected["file"]).text
    assert parse(text).reassemble() == text


def test_every_sample_is_expected_and_introduced() -> None:
    files = {path.name for path in SAMPLES.glob("*.txt")}
    introduced = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert {sample["file"] for sample in EXPECTED} == files
    assert [name for name in sorted(files) if f"`{name}`" not in introduced] == []


@each_sample
def test_the_readme_of_the_samples_agrees(expected: dict[str, Any]) -> None:
    """Level, result and rule in its table are those of `expected.toml`."""
    table = (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    row = next(line for line in table if line.startswith(f"| `{expected['file']}` |"))
    *_, level, result, rule = [cell.strip() for cell in row.strip("|").split("|")]
    assert level == expected["classification"]
    assert result.split(",")[0] == str(expected.get("declassify_date", "none"))
    assert rule == expected["rule"]


def test_the_crlf_sample_has_kept_its_bytes() -> None:
    data = (SAMPLES / "crlf-latin1.txt").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 0
    assert "São Jordão".encode("latin-1") in data
