"""Furniture of the body: what a release may leave out, and the prose that only looks like it."""

from __future__ import annotations

import pytest

from declass.cable.model import Cable, FurnitureKind, PortionKind
from declass.cable.parse import parse
from tests.cable.factories import cable_text

STAMP = "Harriet Q. Pemberwick Declassified/Released US Department of State EO Systematic Review 14 MAY 2006"

ATTRIBUTES = """\
Message Attributes

Automatic Decaptioning: X
Capture Date: 01 JAN 1994
Concepts: FISHING GEAR,
FISHING LIMITS
Document Number: 1975OSLO07913
"""

OSLO_HEAD = """\
CONFIDENTIAL

PAGE 01        OSLO  07913  01 OF 02  031432Z

43
ACTION EUR-12

INFO  OCT-01  ISO-00  /026 W
                     --------------------- 018834
R 031305Z JUL 75
FM AMEMBASSY OSLO
TO SECSTATE WASHDC 9921

C O N F I D E N T I A L SECTION 1 OF 2 OSLO 7913

E.O. 11652: GDS
TAGS: EFIS, NO
SUBJECT: NETS

1. THE LONGLINERS STAYED IN PORT FOR MOST OF MARCH, SINCE
"""

SECOND_HEADERS = [
    pytest.param(
        "NNN\n\nCONFIDENTIAL\n\nPAGE 01        OSLO  07913  02 OF 02  031440Z\n\n43 W\nACTION EUR-12\n\n"
        "INFO  OCT-01  ISO-00  /026 W\n                     --------------------- 018835\n"
        "R 031305Z JUL 75\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC 9921\n\n"
        "C O N F I D E N T I A L SECTION 2 OF 2 OSLO 7913\n\n",
        id="second-section-of-the-seventies",
    ),
    pytest.param(
        "CONFIDENTIAL\n\nPAGE 02        OSLO  07913  02 OF 02\n\n", id="page-without-time"
    ),
    pytest.param("OSLO 00007913  001.2 OF 003\n", id="half-page"),
    pytest.param(f"{STAMP}\n", id="stamp"),
]


def shown_as(cable: Cable, words: str) -> FurnitureKind | PortionKind:
    """The kind of the element in which some words stand."""
    place = cable.text.index(words)
    for piece in cable.furniture:
        if piece.span.start <= place < piece.span.end:
            return piece.kind
    return next(
        portion.kind
        for portion in cable.portions
        if any(start <= place < end for start, end in portion.spans)
    )


@pytest.mark.parametrize("header", SECOND_HEADERS)
def test_the_header_of_a_second_section_does_not_break_the_paragraph(header: str) -> None:
    cable = parse(f"{OSLO_HEAD}{header}THE WEATHER WAS BAD.\n\n2. END.\n\nNNN\n")
    assert [(p.kind, p.number) for p in cable.portions] == [
        (PortionKind.SUBJECT, None),
        (PortionKind.PARAGRAPH, "1"),
        (PortionKind.PARAGRAPH, "2"),
    ]
    assert cable.portion_text(cable.portions[1]).split() == (
        "1. THE LONGLINERS STAYED IN PORT FOR MOST OF MARCH, SINCE THE WEATHER WAS BAD.".split()
    )
    assert len(cable.transmission.addressees) == 1


def test_closing_lines_before_a_second_relay_line_are_furniture() -> None:
    head = cable_text("", banner="S E C R E T SECTION 01 OF 02")
    again = head[: head.index("E.O. 12958")].replace("SECTION 01", "SECTION 02")
    body = f"1. (C) The harbor master counts what the\nBT\n#0777\n\nNNNN\n{again}boats bring in.\n"
    cable = parse(head + body)
    assert [portion.number for portion in cable.portions] == [None, "1"]
    assert cable.portion_text(cable.portions[1]).endswith("what the\nboats bring in.\n")


def test_a_three_digit_section_line_of_this_cable_is_furniture() -> None:
    cable = parse(cable_text("1. (C) The harbor\nLISBON 777  002 OF 003\nis deep.\n"))
    assert shown_as(cable, "LISBON 777  002") is FurnitureKind.PAGE_LINE


def test_the_attribute_block_of_a_records_system_is_furniture() -> None:
    cable = parse(cable_text(f"1. (C) Nets.\n\n{ATTRIBUTES}"))
    assert shown_as(cable, "Message Attributes") is FurnitureKind.RECORDS_FOOTER
    assert shown_as(cable, "FISHING LIMITS") is FurnitureKind.RECORDS_FOOTER


def test_text_below_the_attribute_block_is_text() -> None:
    cable = parse(cable_text(f"1. (C) Nets.\n\n{ATTRIBUTES}\n2. (S) Fenwicke counts them.\n"))
    assert [portion.number for portion in cable.portions] == [None, "1", "2"]


@pytest.mark.parametrize(
    "line",
    [
        "Message attributes of the new system were discussed for an hour.",
        "Message Attributes",
        "Message Attributes\nCopy: the harbor master has one.",
        "Automatic Decaptioning: X",
        "Automatic decaptioning: he thought it unwise.",
        "He asked that it be declassified/released to the press at once.",
        "He heard of an EO systematic review from the harbor master.",
        "VISAS",
        "NNN",
        "PAGE 01        OSLO  07913  031432Z",
        "R 031305Z JUL 75",
    ],
)
def test_prose_that_looks_like_furniture_is_text(line: str) -> None:
    """What passes for furniture is left out of a release without a trace."""
    after = "\n".join(f"Words of line {number}." for number in range(20))
    cable = parse(cable_text(f"1. (S) He spoke.\n\n{line}\n{after}\n"))
    assert isinstance(shown_as(cable, line), PortionKind)
    assert isinstance(shown_as(cable, "Words of line 19"), PortionKind)


def test_free_text_in_a_repeated_header_is_text() -> None:
    head = cable_text("", banner="S E C R E T SECTION 01 OF 02")
    again = head[: head.index("E.O. 12958")].replace("SECTION 01", "SECTION 02")
    again = again.replace("INFO RUEHMD/AMEMBASSY MADRID PRIORITY 44", "INFO FENWICKE IS THE SOURCE")
    cable = parse(f"{head}1. (C) Nets.\n{again}2. (U) End.\n")
    assert isinstance(shown_as(cable, "FENWICKE"), PortionKind)


def test_no_header_is_repeated_where_none_was_read_before() -> None:
    text = "E.O. 12958: DECL: 06/06/2016\nTAGS: EFIS\nSUBJECT: NETS\n\n1. (S) Nets.\n"
    cable = parse(f"{text}S E C R E T SECTION 02 OF 02\nFM AMEMBASSY LISBON\n")
    assert isinstance(shown_as(cable, "FM AMEMBASSY"), PortionKind)
