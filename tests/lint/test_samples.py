"""What the rules find in the sample cables; each finding was looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from declass.cable.parse import parse
from declass.lint.run import check
from declass.sources.read import read_file

SAMPLES = Path(__file__).parents[2] / "sample_cables"

FOUND: dict[str, list[str]] = {
    "1975-gds.txt": [],
    "1976-xgds.txt": [],
    "1980-gds-date.txt": [],
    "1981-rds.txt": ["18 DM104"],
    "1985-oadr.txt": ["18 DM104"],
    "1998-x-exempt.txt": ["17 DM104"],
    "2003-two-marks.txt": ["17 DM605", "19 DM104", "39 DM106"],
    "2008-metadata-head.txt": ["33 DM104"],
    "2010-eo13526.txt": [],
    "banner-against-zny.txt": ["11 DM006", "19 DM104", "33 DM101"],
    "beyond-25-years.txt": ["15 DM601"],
    "confidential-na.txt": ["12 DM701", "18 DM502", "20 DM104"],
    "crlf-latin1.txt": [],
    "csv-doubled-quotes.txt": ["18 DM104"],
    "derived.txt": [],
    "event.txt": [],
    "lower-case-reissue.txt": ["12 DM104"],
    "malformed.txt": [
        "9 DM005",
        "16 DM604",
        "18 DM104",
        "29 DM105",
        "34 DM103",
        "37 DM105",
        "40 DM103",
        "54 DM101",
    ],
    "noforn-rel-to.txt": [],
    "restricted-data.txt": [],
    "sensitive-na.txt": [],
    "ten-years.txt": [],
    "two-section-secret.txt": [],
    "unclassified-na.txt": [],
    "unmarked-paragraphs.txt": ["25 DM102"],
}


@pytest.mark.parametrize("name", FOUND)
def test_a_sample_has_the_mistakes_that_it_was_given(name: str) -> None:
    findings = check(parse(read_file(SAMPLES / name).text))
    assert [f"{finding.line} {finding.code}" for finding in findings] == FOUND[name]


def test_every_sample_was_looked_at() -> None:
    assert set(FOUND) == {path.name for path in SAMPLES.glob("*.txt")}
