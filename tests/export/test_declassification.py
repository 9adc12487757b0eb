"""When a document is declassified and who classified it, in attributes of ISM."""

from __future__ import annotations

from typing import Any

import pytest

from declass.cable.model import ClassifiedBy, Span
from declass.export.declassification import Words, add_instructed, authority, declassification
from declass.export.markings import Draft, as_whole, roll_up, say
from declass.marking.level import Level
from tests.schedule.factories import decided

SHOWN = Words(level="S", instruction="AFTER THE ROAD IS BUILT", classifier="A. CLERK, CHIEF")


def said(attributes: dict[str, str]) -> str:
    """Local names and values, in one line."""
    return " ".join(f"{name.rpartition('}')[2]}={value}" for name, value in attributes.items())


def document(level: str, *caveats: str) -> Draft:
    return as_whole(say(Level[level], caveats))


INSTRUCTED: list[Any] = [
    # instruction, order, date of the cable, level, what is said, remarks
    ("03/24/2016", "12958", "2008-03-24", "S", "declassDate=2016-03-24", ""),
    ("10 YEARS", "12958", "2004-02-29", "S", "declassDate=2014-02-28", ""),
    ("05/01/2039", "12958", "2009-05-01", "S", "declassDate=2034-12-31", ""),
    ("GDS", "11652", "1975-07-03", "S", "declassDate=1983-12-31", ""),
    ("GDS 3/4/86", "12065", "1980-03-04", "C", "declassDate=1986-03-04", ""),
    ("XDS-4 2/2/10", "12065", "1980-02-02", "C", "declassDate=2005-12-31", ""),
    ("3/4/92", "12356", "1986-03-04", "C", "declassDate=1992-03-04", ""),
    (None, "12958", "2008-03-24", "S", "declassDate=2033-12-31", ""),
    ("OADR", "12356", "1990-01-09", "C", "declassDate=2015-12-31", "no-exception"),
    ("X1", "12958", "1998-05-01", "C", "declassDate=2023-12-31", "no-exception"),
    ("MR", "12958", "1998-05-01", "C", "declassDate=2023-12-31", "no-exception"),
    ("XGDS-2", "11652", "1976-02-02", "S", "declassDate=2001-12-31", "no-exception"),
    ("RDS-1 1/15/00", "12065", "1980-01-15", "S", "declassDate=2005-12-31", "no-exception"),
    ("SUBJECT TO TREATY", "12958", "2008-03-24", "S", "declassDate=2033-12-31", "no-exception"),
    ("75X1, 20800101", "13526", "2011-01-15", "S", "declassDate=2080-01-01", "no-exception"),
    ("50X6, 20500101", "13526", "2011-01-15", "S", "declassDate=2050-01-01", "no-exception"),
    (
        "25X6, 20600129",
        "13526",
        "2011-01-15",
        "S",
        "declassException=25X6 declassDate=2060-01-29",
        "",
    ),
    ("25X1", "12958", "2007-07-07", "S", "declassException=25X1 declassDate=2057-12-31", ""),
    (
        "25X1, 25X6, 20600129",
        "13526",
        "2011-01-15",
        "S",
        "declassException=25X1 declassDate=2060-01-29",
        "one-exception",
    ),
    (
        "25X1, 20400101; 25X6, 20600129",
        "13526",
        "2011-01-15",
        "S",
        "declassException=25X6 declassDate=2060-01-29",
        "one-exception",
    ),
    (
        "25X6, 20500101; 25X1",
        "13526",
        "2011-01-15",
        "S",
        "declassException=25X1 declassDate=2061-12-31",
        "one-exception",
    ),
    ("50X1-HUM", "13526", "2011-01-15", "S", "declassException=50X1-HUM", ""),
    ("50X2-WMD", "13526", "2011-01-15", "S", "declassException=50X2-WMD", ""),
    ("25X1-HUMAN", "12958", "2008-01-15", "S", "declassException=50X1-HUM", ""),
    ("25X1 AND 50X1-HUM", "13526", "2011-01-15", "S", "declassException=50X1-HUM", ""),
    (
        "Source marked 25X1, date of source 19 June 1994",
        "12958",
        "2008-03-24",
        "S",
        "declassException=25X1 declassDate=2044-12-31",
        "",
    ),
    (
        "25X1, AFTER THE SUMMIT",
        "13526",
        "2011-01-15",
        "S",
        "declassException=25X1 declassEvent=AFTER THE ROAD IS BUILT declassDate=2061-12-31",
        "",
    ),
    (
        "AFTER THE ROAD IS BUILT",
        "12958",
        "2009-05-01",
        "S",
        "declassEvent=AFTER THE ROAD IS BUILT declassDate=2034-12-31",
        "",
    ),
    (
        "12/31/2015 OR WHEN SIGNED, WHICHEVER IS EARLIER",
        "12958",
        "2009-05-01",
        "S",
        "declassEvent=AFTER THE ROAD IS BUILT declassDate=2015-12-31",
        "",
    ),
    ("AFTER THE ROAD IS BUILT", "12958", None, "S", "declassEvent=AFTER THE ROAD IS BUILT", ""),
    ("03/24/2016 XYZ GARBAGE", "12958", "2008-03-24", "S", "undetermined=true", "undetermined"),
    ("X1", "12958", None, "S", "undetermined=true", "undetermined"),
    ("25X1", "13526", None, "S", "undetermined=true", "undetermined"),
    ("N/A", "12958", "2006-06-06", "U", "", ""),
    ("03/24/2016", "12958", "2008-03-24", "U", "", "nothing-to-declassify"),
    ("N/A TO RD PORTIONS", "12958", "2008-03-24", "S", "declassException=AEA", "instructed-only"),
    (
        "N/A TO NATO PORTIONS",
        "12958",
        "2008-03-24",
        "S",
        "declassException=NATO",
        "instructed-only",
    ),
]


@pytest.mark.parametrize("row", INSTRUCTED, ids=lambda row: f"{row[3]} of {row[2]}: {row[0]}")
def test_an_instruction_is_said(row: tuple[str, str, str, str, str, str]) -> None:
    instruction, order, origin, level, expected, remarks = row
    schedule = decided(instruction, order=order, origin=origin, level=level)
    draft = document(level)
    add_instructed(draft, [], schedule)
    found = said(declassification(draft, schedule, SHOWN))
    assert found == expected
    assert " ".join(note.code for note in draft.notes) == remarks


@pytest.mark.parametrize(
    ("caveats", "exception"),
    [
        (("RD",), "AEA"),
        (("FRD", "CNWDI"), "AEA"),
        (("TFNI",), "AEA"),
        (("NATO",), "NATO"),
        (("NATO", "RD"), "NATO-AEA"),
        (("NATO", "ATOMAL"), "NATO-AEA"),
    ],
    ids=" ".join,
)
def test_atomic_and_nato_information_is_exempt_whatever_the_instruction(
    caveats: tuple[str, ...], exception: str
) -> None:
    schedule = decided("03/24/2016", caveats=caveats)
    draft = document("S")
    roll_up(draft, [say(Level.S, caveats).frozen()])
    assert said(declassification(draft, schedule, SHOWN)) == f"declassException={exception}"


def test_an_instruction_about_portions_that_a_mark_shows_adds_nothing() -> None:
    parts = [say(Level.S, ("NATO",)).frozen(), say(Level.S, ("RD",)).frozen()]
    draft = document("S")
    for instruction in ("N/A TO RD PORTIONS", "N/A TO NATO PORTIONS"):
        add_instructed(draft, parts, decided(instruction))
    assert draft.tokens == set()


def test_an_event_that_may_not_be_seen_is_a_phrase() -> None:
    draft = document("S")
    found = declassification(draft, decided("AFTER THE ROAD IS BUILT"), Words(level="C"))
    assert said(found) == "declassEvent=withheld at C declassDate=2033-12-31"
    assert [note.code for note in draft.notes] == ["withheld"]


def test_a_text_that_is_too_long_is_shortened() -> None:
    draft = document("S")
    words = Words(level="S", instruction=f"AFTER {'NET ' * 300}")
    found = declassification(draft, decided("AFTER THE ROAD IS BUILT"), words)
    assert max(map(len, found.values())) == 1023
    assert [note.code for note in draft.notes] == ["shortened"]


def block(
    classifier: str | None = None,
    reasons: tuple[str, ...] = (),
    derived_from: str | None = None,
) -> ClassifiedBy:
    return ClassifiedBy(classifier, reasons, derived_from, None, Span(0, 0))


AUTHORITIES = {
    "a name and reasons": (
        block("A. CLERK, CHIEF", ("1.4(b)", "1.4(d)")),
        "classifiedBy=A. CLERK, CHIEF classificationReason=1.4(b), 1.4(d)",
        "",
    ),
    "a name": (block("A. CLERK, CHIEF"), "classifiedBy=A. CLERK, CHIEF", ""),
    "reasons": (
        block(None, ("1.4(b)",)),
        "classifiedBy=not stated classificationReason=1.4(b)",
        "",
    ),
    "a source": (
        block(None, (), "Multiple Sources"),
        "derivativelyClassifiedBy=not stated derivedFrom=withheld at S",
        "withheld",
    ),
    "a name, a source and reasons": (
        block("A. CLERK, CHIEF", ("1.4(b)",), "Multiple Sources"),
        "derivativelyClassifiedBy=A. CLERK, CHIEF derivedFrom=withheld at S",
        "withheld reasons-left-out",
    ),
    "nothing in it": (block(), "", "no-authority"),
    "none": (None, "", "no-authority"),
}


@pytest.mark.parametrize(
    ("written", "expected", "remarks"), AUTHORITIES.values(), ids=list(AUTHORITIES)
)
def test_a_classification_authority_is_said(
    written: ClassifiedBy | None, expected: str, remarks: str
) -> None:
    draft = document("S")
    assert said(authority(draft, written, SHOWN)) == expected
    assert " ".join(note.code for note in draft.notes) == remarks


def test_an_unclassified_document_has_no_classification_authority() -> None:
    draft = document("U")
    assert authority(draft, block("A. CLERK"), SHOWN) == {}
    assert [note.code for note in draft.notes] == ["authority-left-out"]
    assert authority(document("U"), None, SHOWN) == {}
