"""What templates may print of a release: what its pages show, and what the reviewer states."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from declass.redact.paper.facts import Fact, change, facts, stamp_warnings
from declass.redact.release import Amount, Disposition, Part, Release, ReleasedLine, WithheldRun
from declass.redact.stamp import Stamp
from declass.templating import load_justifications
from tests.redact.factories import GROUND, WORDING, release, releases, run

WORDS = load_justifications()
BY = Stamp(declassified_by="A. QUILL, REVIEWER", on=dt.date(2016, 5, 4))


def told(made: Release) -> dict[str, Fact]:
    return facts(made, WORDING, WORDS)


def head(*lines: str, part: Part = Part.HEAD) -> list[ReleasedLine]:
    return [ReleasedLine(line, part=part) for line in lines]


@pytest.mark.parametrize(
    ("old", "new", "disposition", "stamp", "said"),
    [
        ("SECRET//NOFORN", "UNCLASSIFIED", Disposition.IN_FULL, BY, "declassified"),
        ("CONFIDENTIAL", "SENSITIVE BUT UNCLASSIFIED", Disposition.IN_PART, BY, "declassified"),
        ("SECRET", "UNCLASSIFIED", Disposition.IN_PART, Stamp(), ""),
        ("SECRET", "UNCLASSIFIED", Disposition.DENIED, BY, ""),
        ("SECRET", "CONFIDENTIAL//NOFORN", Disposition.IN_PART, BY, ""),
        ("UNCLASSIFIED", "UNCLASSIFIED", Disposition.IN_FULL, BY, ""),
        ("SENSITIVE BUT UNCLASSIFIED", "UNCLASSIFIED", Disposition.IN_PART, BY, ""),
        ("a misprint", "another", Disposition.IN_FULL, BY, ""),
        ("SECRET", "CONFIDENTIAL", Disposition.IN_PART, Stamp(downgraded_to="C"), "downgraded"),
        ("TOP SECRET", "CONFIDENTIAL", Disposition.IN_PART, Stamp(downgraded_to="S"), "downgraded"),
        ("SECRET", "SECRET", Disposition.IN_FULL, Stamp(downgraded_to="C"), ""),
        ("CONFIDENTIAL", "CONFIDENTIAL", Disposition.IN_FULL, Stamp(downgraded_to="C"), ""),
        ("SECRET", "CONFIDENTIAL", Disposition.DENIED, Stamp(downgraded_to="C"), ""),
    ],
)
def test_it_is_declassified_only_where_a_reviewer_says_so_and_it_is_true(
    old: str, new: str, disposition: Disposition, stamp: Stamp, said: str
) -> None:
    made = release("x", old_banner=old, new_banner=new, disposition=disposition, stamp=stamp)
    assert change(made) == said
    is_stated = stamp != Stamp()
    missing = any("the release is not called" in each for each in stamp_warnings(made))
    assert missing is (is_stated and not said)


def test_a_day_that_is_not_stated_is_pointed_out() -> None:
    made = release("x", stamp=Stamp(declassified_by="A. QUILL, REVIEWER"))
    assert list(stamp_warnings(made)) == [
        "no day is stated on which it was declassified (32 CFR 2001.25(b)(3))"
    ]
    assert list(stamp_warnings(release("x", stamp=BY))) == []


def test_date_parties_and_subject_are_those_of_released_lines() -> None:
    given = told(
        release(
            *head("VZCZCXYZ0009", "P R 220944Z APR 09", "FM AMEMBASSY MAPUTO"),
            *head("TO RUEHC/SECSTATE WASHDC PRIORITY 0551", "AMEMBASSY LILONGWE"),
            *head("INFO RUEHDR/AMEMBASSY DAR ES SALAAM 0288", "BT"),
            *head("SUBJECT: (U) LAKE FERRY: TEXT", "AGREED", "", "MORE", part=Part.SUBJECT),
            "FM THE QUAY TO THE PIER",
        )
    )
    assert given["dated"] == "220944Z APR 09"
    assert given["sender"] == "AMEMBASSY MAPUTO"
    assert given["addressees"] == "SECSTATE WASHDC; AMEMBASSY LILONGWE"
    assert given["subject"] == "(U) LAKE FERRY: TEXT AGREED"


def test_what_no_released_line_says_is_not_told() -> None:
    given = told(release("FM THE QUAY", "TO THE PIER", WithheldRun("SUBJECT:", 1, GROUND)))
    assert [given[name] for name in ("dated", "sender", "addressees", "subject")] == [""] * 4


def test_a_subject_with_a_box_in_it_is_not_told_as_if_it_were_whole() -> None:
    subject = head("SUBJECT: (U) VISIT OF", part=Part.SUBJECT)
    box = WithheldRun("", 1, GROUND, Part.SUBJECT)
    assert told(release(*subject, box, *head("TO THE FLEET", part=Part.SUBJECT)))["subject"] == ""


def test_what_stands_behind_the_banner_is_no_addressee() -> None:
    banner = ReleasedLine("S E C R E T LISBON 000804", is_struck=True)
    made = release(*head("TO SECSTATE WASHDC", "AMEMBASSY LIMA"), banner, *head("SIPDIS"))
    assert told(made)["addressees"] == "SECSTATE WASHDC; AMEMBASSY LIMA"


def test_places_are_told_as_boxes_show_them() -> None:
    given = told(release(run(3), "x", WithheldRun("SUBJECT:", 1, "(b)(6)", Part.SUBJECT)))
    assert given["places"] == [
        {
            "portion": "3. (S/NF)",
            "part": "text",
            "amount": 3,
            "ground": GROUND,
            "justification": f"(b)(1): {WORDS['(b)(1)']}; 1.4(b): {WORDS['1.4(b)']}; "
            f"1.4(d): {WORDS['1.4(d)']}",
        },
        {
            "portion": "SUBJECT",
            "part": "subject",
            "amount": 1,
            "ground": "(b)(6)",
            "justification": f"(b)(6): {WORDS['(b)(6)']}",
        },
    ]
    assert given["total"] == 4
    assert [row["code"] for row in given["codes"] if isinstance(row, dict)] == [  # type: ignore[union-attr]  # it is a list of rows
        "(b)(1)",
        "1.4(b)",
        "1.4(d)",
        "(b)(6)",
    ]


def test_where_no_amount_is_told_there_is_no_number() -> None:
    made = release(WithheldRun("3. (S)", None, GROUND), amount=Amount.NONE)
    rows = [row for fact in told(made).values() if isinstance(fact, list) for row in fact]
    assert not [value for row in rows for value in row.values() if isinstance(value, int)]
    assert told(made)["total"] == ""


@given(releases)
def test_all_facts_are_plain(made: Release) -> None:
    """Texts of one line in the letters of the font, without the sign that parts cells."""
    for fact in told(made).values():
        values = [v for row in fact for v in row.values()] if isinstance(fact, list) else [fact]
        for value in values:
            assert type(value) in (str, int)
            text = str(value)
            assert text.isprintable()
            assert "|" not in text
            text.encode("cp1252")
