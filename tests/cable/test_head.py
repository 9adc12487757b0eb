"""The head of a telegram: E.O. line, TAGS, SUBJECT, REF, captions, transmission, in every dress."""

from __future__ import annotations

import datetime as dt

import pytest

from declass.cable.model import Cable, FurnitureKind, PortionKind
from declass.cable.parse import parse
from declass.marking.level import Level
from declass.schedule.decide import compute_schedule
from tests.cable.factories import cable_text

BODY = "1. (S) The dredger came in.\n"

EO_LINES = [
    ("E.O. 12958: DECL: 06/30/2012", "12958", "06/30/2012"),
    ("EO 12958 DECL: 06/30/2012", "12958", "06/30/2012"),
    ("E. O. 12958: DECL: 06/30/2012", "12958", "06/30/2012"),
    ("E.O 12958. DECL: 06/30/2012", "12958", "06/30/2012"),
    ("e.o. 12958: decl: 06/30/2012", "12958", "06/30/2012"),
    ("E.0. 12958: DECL: 06/30/2012", "12958", "06/30/2012"),
    ("EO12958: DECL: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958, DECL: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958 AS AMENDED: DECL: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12598: DECL: 06/30/2012", "12598", "06/30/2012"),
    ("E.O. 12958: DECL 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECL : 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECLAS: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECLASS: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECLASSIFY ON: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DELC: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DEC: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECL; 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECL. 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958:  DECL:  06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECL:\n06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECL:\n\n06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958:\nDECL: 06/30/2012", "12958", "06/30/2012"),
    ('"E.O. 12958: DECL: 06/30/2012', "12958", "06/30/2012"),
    ("* E.O. 12958: DECL: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12 958: DECL: 06/30/2012", "12958", "06/30/2012"),
    ("E.O. 12958: DECL: 24 MAR\n2016", "12958", "24 MAR 2016"),
    ("E.O. 12958: DECL: N/A", "12958", "N/A"),
    ("E.O. 12958: N/A", "12958", "N/A"),
    ("E.O. 12958:", "12958", ""),
    ("E.O. 12958: DECL: X1", "12958", "X1"),
    ("E.O. 12356: DECL:OADR", "12356", "OADR"),
    ("E.O. 11652: GDS", "11652", "GDS"),
    ("E.O. 11652: ADS, DECLAS 12/31/75", "11652", "ADS, DECLAS 12/31/75"),
    ("E.O. 12958: DECL: WHEN THE PORT AGREEMENT\nENTERS INTO FORCE", "12958", "WHEN THE PORT AGREEMENT ENTERS INTO FORCE"),
    ("DEPT FOR EB/OFFICE E.O. 12958: DECL: 11/02/2012", "12958", "11/02/2012"),
    ("E.O. 12958: DNG: CONFIDENTIAL 01/01/2004; DECL: 01/01/2009", "12958", "DNG: CONFIDENTIAL 01/01/2004; DECL: 01/01/2009"),
    ("E.O. 12958: DECL: 06/30/2012\nOR WHEN SIGNED, WHICHEVER IS LATER\n", "12958", "06/30/2012 OR WHEN SIGNED, WHICHEVER IS LATER"),
    ("E.O. 12958: DECL: 06/30/2012,\n25X1-HUM\n", "12958", "06/30/2012, 25X1-HUM"),
    ("E.O. 12958: DECL: 25X1,\n20500101\n", "12958", "25X1, 20500101"),
    ("E.O. 12958: DECL: 10 YEARS\nAFTER THE REGATTA\n", "12958", "10 YEARS AFTER THE REGATTA"),
    ("E.O. 12958: DECL: 06/30/2012\nDECLAS: 06/30/2016\n", "12958", "06/30/2012 DECLAS: 06/30/2016"),
    ("E.O. 11652: GDS\nXGDS-2\n", "11652", "GDS XGDS-2"),
    ("E.O. 11652: GDS\n12/31/1990\n", "11652", "GDS 12/31/1990"),
    ("E.O. 12958: DECL: DEC 5,\n2012", "12958", "DEC 5, 2012"),
    ("E.O. 12958: DEC 31, 2012", "12958", "DEC 31, 2012"),
    ("E.O. 12958: DECL: DEC. 31, 2012", "12958", "DEC. 31, 2012"),
    ("E.O. 12958: DECLASSIFICATION DATE: 06/30/2012", "12958", "06/30/2012"),
]  # fmt: skip


def kinds(cable: Cable) -> set[FurnitureKind]:
    return {piece.kind for piece in cable.furniture}


@pytest.mark.parametrize(("line", "order", "instruction"), EO_LINES, ids=[r[0] for r in EO_LINES])
def test_an_eo_line_gives_order_and_instruction(line: str, order: str, instruction: str) -> None:
    """variants.md, 'The E.O. line'."""
    cable = parse(cable_text(BODY, eo=line))
    assert [(each.order, each.instruction) for each in cable.eo_lines] == [(order, instruction)]
    assert cable.tags == ("EFIS", "PREL", "PO")
    assert [portion.number for portion in cable.portions] == [None, "1"]


@pytest.mark.parametrize(
    "line", ["DECL: 25X1", "DECLAS: 25X1", "DECLASSIFY ON: 25X1", "DECL; 25X1"]
)
def test_a_keyword_without_its_order_still_instructs(line: str) -> None:
    schedule = compute_schedule(parse(cable_text(BODY, eo=line)))
    assert (schedule.raw, schedule.rule) == ("25X1", "row-16")


def test_an_instruction_that_runs_on_too_long_is_not_understood() -> None:
    """What stood on the lines that were not taken might have been an exemption."""
    words = "\n".join(["AFTER THE", "OPENING OF THE", *["AND THE CLOSING OF THE"] * 8, "OR 25X1"])
    schedule = compute_schedule(parse(cable_text(BODY, eo=f"E.O. 12958: DECL: {words}")))
    assert schedule.is_undetermined


def test_tags_on_the_eo_line_are_tags() -> None:
    text = cable_text(BODY, eo="E.O. 12958: DECL: 06/30/2012 TAGS: EFIS, PO", tags="")
    cable = parse(text)
    assert cable.eo_lines[0].instruction == "06/30/2012"
    assert cable.tags == ("EFIS", "PO")


def test_a_second_eo_line_in_a_quoted_cable_is_not_this_cables() -> None:
    body = "1. (S) The text reads:\n\nE.O. 12958: DECL: 01/01/2030\nTAGS: EAIR\n\n2. (S) End.\n"
    cable = parse(cable_text(body))
    assert [line.instruction for line in cable.eo_lines] == ["06/06/2016"]
    assert "EAIR" not in cable.tags


def test_a_date_elsewhere_in_the_text_is_not_the_instruction() -> None:
    cable = parse(cable_text("1. (S) The agenda of 2016/01/02 was long.\n"))
    assert [line.instruction for line in cable.eo_lines] == ["06/06/2016"]


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        ("SUBJECT: HARBOR DREDGING", "HARBOR DREDGING"),
        ("SUBJ: HARBOR DREDGING", "HARBOR DREDGING"),
        ("SUBJECT:   HARBOR\xa0DREDGING", "HARBOR DREDGING"),
        (
            "SUBJECT: THE MINISTRY OF PUBLIC WORKS CONSIDERS HARBOR\nDREDGING",
            "THE MINISTRY OF PUBLIC WORKS CONSIDERS HARBOR DREDGING",
        ),
        ("SUBJECT: HARBOR\n         DREDGING", "HARBOR DREDGING"),
        ("SUBJECT:\nHARBOR DREDGING", "HARBOR DREDGING"),
        ("SUBJECT: (C) HARBOR DREDGING", "HARBOR DREDGING"),
        ("SUBJECT: (C/NF) HARBOR DREDGING", "HARBOR DREDGING"),
    ],
)
def test_a_subject_is_read_over_its_lines(lines: str, subject: str) -> None:
    cable = parse(cable_text(BODY, subject=lines))
    assert cable.subject == subject
    assert [portion.kind for portion in cable.portions] == [
        PortionKind.SUBJECT,
        PortionKind.PARAGRAPH,
    ]


def test_an_unmarked_subject_takes_the_classification_of_the_cable() -> None:
    cable = parse(cable_text(BODY, subject="SUBJECT: HARBOR DREDGING"))
    assert (cable.portions[0].level, cable.portions[0].is_marked) == (Level.S, False)


def test_a_marked_subject_does_not_swallow_a_short_line_of_text_below_it() -> None:
    """A line below a short subject is no continuation: it may be text of a higher level."""
    cable = parse(
        cable_text("", subject="SUBJECT: (U) DREDGING\nThe minister told us why.", ref="")
    )
    assert cable.subject == "DREDGING"
    assert cable.portions[1].level is Level.S


REFERENCES = [
    ("REF: LISBON 500", ["06LISBON500"]),
    ("REFS: A. LISBON 500\n     B. STATE 12345 (NOTAL)", ["06LISBON500", "06STATE12345"]),
    ("REF: (A) 05 LISBON 500, (B) PORT LOUIS 12", ["05LISBON500", "06PORTLOUIS12"]),
    ("REF: A) LISBON 500; B) 05 MADRID 9", ["06LISBON500", "05MADRID9"]),
    ("REF: 05LISBON500", ["05LISBON500"]),
    ("REF: LISBON 500 AND PREVIOUS", ["06LISBON500"]),
    ("REF: SECSTATE 12345", ["06STATE12345"]),
    ("REF: A. LISBON 500\n\n     B. MADRID 9\n\n     C. STATE 7", ["06LISBON500", "06MADRID9", "06STATE7"]),
    ("ref: a. lisbon 500 b. madrid 9", ["06LISBON500", "06MADRID9"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "references"), REFERENCES, ids=[r[0] for r in REFERENCES])
def test_references_are_canonical(lines: str, references: list[str]) -> None:
    cable = parse(cable_text(BODY, ref=f"\n{lines}\n"))
    assert list(cable.references) == references
    pieces = [p for p in cable.furniture if p.kind is FurnitureKind.REFERENCES]
    assert pieces
    assert all(piece.is_understood for piece in pieces)


def test_a_reference_with_free_text_is_not_understood() -> None:
    """It may name what the cable hides, so it is treated as an unmarked portion."""
    cable = parse(cable_text(BODY, ref="\nREF: TELCON WITH THE HARBOR MASTER\n"))
    pieces = [p for p in cable.furniture if p.kind is FurnitureKind.REFERENCES]
    assert [piece.is_understood for piece in pieces] == [False]


AUTHORITIES = [
    ("Classified By: DCM Ada Thornbury for reasons 1.4 (b) and (d).", "DCM Ada Thornbury"),
    ("CLASSIFIED BY DCM ADA THORNBURY. REASONS: 1.4 (B) AND (D)", "DCM ADA THORNBURY"),
    ("Classified by: Ada Thornbury, Economic Counselor,\nfor reasons 1.4 (b) and (d)", "Ada Thornbury, Economic Counselor"),
    ("(U) Classified by DCM Ada Thornbury, reasons 1.4 (b) and (d).", "DCM Ada Thornbury"),
    ("CLASSIFIED BY: A. OFFICER, ECONOMIC COUNSELOR FOR REASONS 1.4 (B) AND (D).", "A. OFFICER, ECONOMIC COUNSELOR"),
    ("Classified By: DCM Ada Thornbury\nReason: 1.4 (b/d)", "DCM Ada Thornbury"),
    ("Classified By: DCM Ada\nThornbury for\nreasons 1.4\n(b), (d)", "DCM Ada Thornbury"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "name"), AUTHORITIES, ids=[r[0] for r in AUTHORITIES])
def test_the_classification_authority_is_read_with_its_reasons(lines: str, name: str) -> None:
    cable = parse(cable_text(BODY, authority=lines))
    assert cable.classified_by is not None
    assert cable.classified_by.classifier == name
    assert cable.classified_by.reasons == ("1.4(b)", "1.4(d)")
    pieces = [p for p in cable.furniture if p.kind is FurnitureKind.CLASSIFIED_BY]
    assert pieces
    assert all(piece.is_understood for piece in pieces)
    assert [portion.number for portion in cable.portions] == [None, "1"]


def test_the_authority_may_stand_as_the_first_paragraph() -> None:
    body = "1. (U) Classified by DCM Ada Thornbury, reasons 1.4 (b) and (d).\n\n2. (S) Text.\n"
    cable = parse(cable_text(body, authority=""))
    assert cable.classified_by is not None
    assert cable.classified_by.classifier == "DCM Ada Thornbury"
    assert [portion.number for portion in cable.portions] == [None, "1", "2"]


def test_the_authority_may_stand_before_the_subject() -> None:
    authority = "CLASSIFIED BY: DCM ADA THORNBURY. REASONS: 1.4 (B) AND (D).\n"
    text = cable_text(BODY, subject=f"{authority}SUBJECT: (U) HARBOR DREDGING", authority="")
    cable = parse(text)
    assert cable.classified_by is not None
    assert cable.classified_by.reasons == ("1.4(b)", "1.4(d)")
    assert cable.subject == "HARBOR DREDGING"


def test_the_authority_may_stand_at_the_end() -> None:
    body = f"{BODY}\nClassified by: DCM Ada Thornbury, reasons 1.4 (b) and (d).\n"
    cable = parse(cable_text(body, authority=""))
    assert cable.classified_by is not None
    assert cable.classified_by.reasons == ("1.4(b)", "1.4(d)")


def test_an_authority_without_reasons_is_not_understood() -> None:
    """Without its reasons nobody can tell where the block ends and text begins."""
    cable = parse(cable_text(BODY, authority="Classified By: the man who knows the depth"))
    pieces = [p for p in cable.furniture if p.kind is FurnitureKind.CLASSIFIED_BY]
    assert [piece.is_understood for piece in pieces] == [False]


def test_text_after_the_reasons_is_no_part_of_the_block() -> None:
    authority = "Classified By: DCM Ada Thornbury for reasons 1.4 (b) and (d). The dredger sank."
    cable = parse(cable_text("", authority=authority))
    assert cable.portions[-1].level is Level.S
    assert "dredger" in cable.portion_text(cable.portions[-1])


def test_a_derived_cable_says_from_what_and_until_when() -> None:
    authority = "Derived from: Multiple sources\nDeclassify on: Source marked OADR, date of source 19 June 1994"
    cable = parse(cable_text(BODY, eo="E.O. 12958:", authority=authority))
    block = cable.classified_by
    assert block is not None
    assert block.derived_from == "Multiple sources"
    assert block.declassify_on == "Source marked OADR, date of source 19 June 1994"


def test_the_transmission_header_is_read() -> None:
    transmission = parse(cable_text(BODY)).transmission
    assert transmission.precedence == "IMMEDIATE"
    assert transmission.dtg == dt.datetime(2006, 6, 6, 8, 27, tzinfo=dt.UTC)
    assert transmission.origin == "AMEMBASSY LISBON"
    to, info = transmission.addressees
    assert (to.action, to.routing, to.name, to.precedence, to.number) == (
        True, "RUEHC", "SECSTATE WASHDC", "IMMEDIATE", "1234"
    )  # fmt: skip
    assert (info.action, info.name, info.precedence, info.number) == (
        False, "AMEMBASSY MADRID", "PRIORITY", "44"
    )  # fmt: skip


def test_an_impossible_date_time_group_gives_no_date() -> None:
    cable = parse(cable_text(BODY).replace("O 060827Z JUN 06", "O 310827Z JUN 06"))
    assert cable.date is None
    assert "no-date" in {remark.code for remark in cable.remarks}


@pytest.mark.parametrize(
    ("banner", "zny", "level", "codes"),
    [
        ("S E C R E T", "SSSSS", Level.S, set()),
        ("C O N F I D E N T I A L", "SSSSS", Level.S, {"banners-differ"}),
        ("S E C R E T", "CCCCC", Level.S, {"banners-differ"}),
        ("S E C R E", "SSSSS", Level.S, {"banner-misspelt"}),
        ("UNCLAS", "UUUUU", Level.S, set()),
    ],
)
def test_the_highest_of_all_that_states_a_level_governs(
    banner: str, zny: str, level: Level, codes: set[str]
) -> None:
    """variants.md, 'Banner'. The last row: a paragraph marked (S) under an UNCLAS banner."""
    cable = parse(cable_text(BODY, banner=banner, zny=zny))
    assert cable.classification is level
    assert {remark.code for remark in cable.remarks} == codes


def test_without_any_banner_a_cable_is_top_secret() -> None:
    text = "R 060827Z JUN 06\nFM AMEMBASSY LISBON\nE.O. 12958: DECL: 06/06/2016\nSUBJECT: NETS\n\nNets.\n"
    cable = parse(text)
    assert cable.classification is Level.TS
    assert "no-banner" in {remark.code for remark in cable.remarks}


def test_an_unknown_line_of_the_head_is_an_unmarked_portion() -> None:
    cable = parse(cable_text(BODY, eo="THE MINISTER KNOWS\nE.O. 12958: DECL: 06/06/2016"))
    first = cable.portions[0]
    assert (first.kind, first.level, first.is_marked) == (PortionKind.PARAGRAPH, Level.S, False)
    assert cable.portion_text(first) == "THE MINISTER KNOWS\n"


def test_a_header_given_twice_is_read_once() -> None:
    text = cable_text("")
    block = text[text.index("S E C R E T LISBON") :]
    cable = parse(f"{text}{block}{BODY}")
    assert FurnitureKind.REPEATED_HEADER in kinds(cable)
    assert [portion.kind for portion in cable.portions] == [
        PortionKind.SUBJECT,
        PortionKind.PARAGRAPH,
    ]


@pytest.mark.parametrize(
    "line", ["SIPDIS", "NOFORN", "DEPT FOR EUR/WE", "STATE PASS USTR", "EMBASSIES PASS TO FISHERIES ATTACHES",
             "C O R R E C T E D  C O P Y (PARA MARKING)", "COMMERCE FOR NOAA - THISTLEWOOD"]
)  # fmt: skip
def test_captions_and_routing_lines_are_furniture(line: str) -> None:
    cable = parse(cable_text(BODY, eo=f"{line}\n\nE.O. 12958: DECL: 06/06/2016"))
    assert [portion.number for portion in cable.portions] == [None, "1"]


def test_the_message_reference_is_canonical() -> None:
    assert parse(cable_text(BODY)).mrn == "06LISBON777"
