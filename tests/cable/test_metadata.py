"""The metadata head of web copies: every form of labels and values, up to the telegram."""

from __future__ import annotations

import datetime as dt

import pytest

from declass.cable.model import Cable, FurnitureKind, PortionKind
from declass.cable.parse import parse
from declass.marking.level import Level
from tests.cable.factories import cable_text

TELEGRAM = cable_text("1. (S) The dredger came in.\n")

LABELS = ("Reference ID", "Created", "Classification", "Origin")
VALUES = ("05LISBON123", "2005-05-05 08:27", "TOP SECRET", "Embassy Lisbon")
PAIRS = list(zip(LABELS, VALUES, strict=True))

HEADS = {
    "lines": "\n".join(LABELS + VALUES) + "\n",
    "alternating": "".join(f"{label}\n{value}\n" for label, value in PAIRS),
    "alternating-with-blanks": "".join(f"{label}:\n\n{value}\n\n" for label, value in PAIRS),
    "pairs": "".join(f"{label}: {value}\n" for label, value in PAIRS),
    "pairs-with-tabs": "".join(f"{label}\t{value}\n" for label, value in PAIRS),
    "tab-rows": "\t".join(LABELS) + "\n" + "\t".join(VALUES) + "\n",
    "tab-rows-with-colons": ":\t".join(LABELS) + ":\n" + "\t".join(VALUES) + "\n",
    "bar-rows": "| " + " | ".join(LABELS) + " |\n| " + " | ".join(VALUES) + " |\n",
    "ruled-rows": "| " + " | ".join(LABELS) + " |\n|---|---|---|---|\n| " + " | ".join(VALUES) + " |\n",
    "one-row": "\t".join(f"{label}\t{value}" for label, value in PAIRS) + "\n",
    "quoted-row": '"' + '","'.join(VALUES) + '"\n',
    "quoted-rows": '"' + '","'.join(LABELS) + '"\n"' + '","'.join(VALUES) + '"\n',
    "id-and-source": "ID: 05LISBON123\nDate: 2005-05-05\nOriginal classification: TOP SECRET\nSource: Embassy Lisbon\n",
    "refid": "RefID: 05LISBON123\nDate: 2005 May 5, 08:27 (Thursday)\nCurrent\xa0classification: UNCLASSIFIED\nOriginal classification:\xa0TOP SECRET\nOrigin: Embassy Lisbon\n",
    "unknown-labels": "Case: 12-34\nReference ID: 05LISBON123\nCharacter Count: 5000\nCreated: 2005-05-05\nShelf: B\nClassification: TOP SECRET\n",
}  # fmt: skip

ATTRIBUTE_HEAD = """\
Date: 2005 May 5, 08:27 (Thursday)
Canonical ID: 05LISBON123_a
Original Classification: TOP SECRET
Current Classification: UNCLASSIFIED
Handling Restrictions: -- Not Assigned --
TAGS: EFIS - Fisheries | PO - Portugal
From: Embassy Lisbon
To: Secretary of State
Linked documents
Raw content
"""


def pieces(cable: Cable, kind: FurnitureKind) -> list[str]:
    return [cable.text[p.span.start : p.span.end] for p in cable.furniture if p.kind is kind]


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_every_form_of_head_gives_its_facts(head: str) -> None:
    cable = parse(f"{head}\n{TELEGRAM}")
    assert cable.mrn == "05LISBON123"
    assert cable.classification is Level.TS
    assert cable.transmission.dtg == dt.datetime(2006, 6, 6, 8, 27, tzinfo=dt.UTC)
    assert [portion.number for portion in cable.portions] == [None, "1"]
    assert cable.reassemble() == cable.text


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_the_head_gives_the_day_where_the_telegram_has_none(head: str) -> None:
    telegram = TELEGRAM.replace("O 060827Z JUN 06\n", "")
    assert parse(f"{head}\n{telegram}").date == dt.date(2005, 5, 5)


def test_an_attribute_head_ends_where_the_telegram_begins() -> None:
    cable = parse(f"{ATTRIBUTE_HEAD}{TELEGRAM}")
    assert (cable.mrn, cable.classification) == ("05LISBON123", Level.TS)
    assert cable.tags == ("EFIS", "PREL", "PO")
    assert cable.transmission.origin is not None
    assert len(cable.transmission.addressees) == 2
    assert [portion.kind for portion in cable.portions] == [
        PortionKind.SUBJECT,
        PortionKind.PARAGRAPH,
    ]


def test_a_telegram_that_begins_with_its_tags_is_no_part_of_the_head() -> None:
    cable = parse(
        f"{HEADS['pairs']}\nTAGS: EFIS\nSUBJECT: (U) NETS\n\n1. (S) Nets.\n\nSECRET\n\n2. (U) End.\n"
    )
    assert cable.subject == "NETS"
    assert [portion.number for portion in cable.portions] == [None, "1", "2"]


def test_a_title_without_tags_ends_where_the_telegram_begins() -> None:
    cable = parse(f"{HEADS['pairs']}Cable\xa0title:\n\nHARBOR DREDGING\n\n{TELEGRAM}")
    assert "".join(pieces(cable, FurnitureKind.TITLE)).split() == (
        "Cable title: HARBOR DREDGING".split()
    )
    assert cable.transmission.precedence == "IMMEDIATE"


def test_an_empty_cell_does_not_shift_the_classification() -> None:
    head = "\t".join(LABELS) + "\n05LISBON123\t\tTOP SECRET\tEmbassy Lisbon\n"
    assert parse(f"{head}{TELEGRAM}").classification is Level.TS


def test_a_label_without_value_takes_neither_the_next_label_nor_the_banner() -> None:
    head = "Reference ID: 05LISBON123\nReleased:\nClassification: TOP SECRET\nOrigin:\n"
    cable = parse(head + TELEGRAM[TELEGRAM.index("S E C R E T") :])
    assert cable.classification is Level.TS
    assert "S E C R E T LISBON 000777\n" in pieces(cable, FurnitureKind.BANNER)


@pytest.mark.parametrize(
    "line",
    [
        "Shelf: Fenwicke keeps it",
        "Origin: Fenwicke is the source",
        "Created: on a Tuesday",
        "Fenwicke keeps the shelf",
        "Classification: SECRET because of Fenwicke",
        '"Fenwicke","2005-05-05","05LISBON123"',
    ],
)
def test_free_words_in_the_head_are_not_understood(line: str) -> None:
    cable = parse(f"{HEADS['pairs']}{line}\n{TELEGRAM}")
    place = cable.text.index("Fenwicke" if "Fenwicke" in line else line)
    piece = next(p for p in cable.furniture if p.span.start <= place < p.span.end)
    assert not piece.is_understood


@pytest.mark.parametrize(
    "text",
    ["The harbor:\nDate: unknown\n", "Nets\nOrigin\nCreated\n", '"Nets","Boats"\n'],
)
def test_text_that_is_no_head_leaves_the_telegram_alone(text: str) -> None:
    cable = parse(f"{text}{TELEGRAM}")
    assert not pieces(cable, FurnitureKind.METADATA)
    assert cable.mrn == "06LISBON777"
