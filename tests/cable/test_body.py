"""The body: what is a portion, where it ends, and which level it gets."""

from __future__ import annotations

import pytest

from declass.cable.model import Cable, FurnitureKind, LevelSource, Portion, PortionKind
from declass.cable.parse import parse
from declass.marking.level import Level
from tests.cable.factories import cable_text


def body_portions(body: str, *, banner: str = "S E C R E T") -> tuple[Cable, list[Portion]]:
    cable = parse(cable_text(body, banner=banner))
    return cable, [portion for portion in cable.portions if portion.kind is not PortionKind.SUBJECT]


def summary(body: str, *, banner: str = "S E C R E T") -> list[tuple[str | None, str, str]]:
    _, portions = body_portions(body, banner=banner)
    return [(portion.number, portion.kind.value, portion.level.name) for portion in portions]


STARTS = [
    ("1. (C) Nets.", "1", "(C)", "C"),
    ("1.(C) Nets.", "1", "(C)", "C"),
    ("1. (C)Nets.", "1", "(C)", "C"),
    ("1 (C) Nets.", "1", "(C)", "C"),
    ("1) (C) Nets.", "1", "(C)", "C"),
    ("(1) (C) Nets.", "1", "(C)", "C"),
    ("1 . (C) Nets.", "1", "(C)", "C"),
    ("¶1. (C) Nets.", "1", "(C)", "C"),
    ("¶1 (C) Nets.", "1", "(C)", "C"),
    ("1.  C) Nets.", "1", "C)", "C"),
    ("1.  (C) (SBU) Nets.", "1", "(C) (SBU)", "C"),
    ("(C) 1. Nets.", "1", "(C)", "C"),
    ("  1. (C) Nets.", "1", "(C)", "C"),
    ("1. (C) SUMMARY: Nets.", "1", "(C)", "C"),
    ("1. Summary: (C) Nets.", "1", "(C)", "C"),
    ("1. COMMENT -- (C) Nets.", "1", "(C)", "C"),
    ("1. Nets were counted. (C)", "1", "(C)", "C"),
    ("(C) Nets were counted.", None, "(C)", "C"),
    ("1. Nets.", "1", None, "S"),
    ("1. (C Nets.", "1", "(C", "S"),
    ("1. (S0) Nets.", "1", "(S0)", "S"),
    ("Nets.", None, None, "S"),
]


@pytest.mark.parametrize(("line", "number", "mark", "level"), STARTS, ids=[r[0] for r in STARTS])
def test_a_paragraph_begins_in_every_listed_form(
    line: str, number: str | None, mark: str | None, level: str
) -> None:
    """variants.md, 'Paragraphs'."""
    _, (portion,) = body_portions(f"{line}\n")
    assert (portion.number, portion.mark, portion.level.name) == (number, mark, level)
    assert portion.kind is PortionKind.PARAGRAPH


NO_MARKS = [
    "1. (U) The minister(s) met MINISTER(S) at noon.",
    "1. (U) They took option (c) of three.",
    "1. (U) He made a\n(U) turn at the pier.",
    "1. (U) See Section 4 (S) of the treaty.",
    "1. (U) Fish are rich in vitamin (C) as a rule.",
    "1. (U) The list: (a) nets, (b) floats, (c) lead.",
    "1. (U) The tender (S) sank.",
]


@pytest.mark.parametrize("body", NO_MARKS)
def test_brackets_in_mid_sentence_are_no_marks(body: str) -> None:
    assert summary(f"{body}\n") == [("1", "paragraph", "U")]


RAISED = [
    "1. (U) Nets. (C) The boat is ours.",
    "1. (U) Nets.\n(C) The boat is ours.",
    "1. (U) Nets were counted. (C)",
    "1. (U) (C) The boat is ours.",
]


@pytest.mark.parametrize("body", RAISED)
def test_a_second_mark_raises_its_paragraph(body: str) -> None:
    levels = {level for _, _, level in summary(f"{body}\n")}
    assert "C" in levels
    if len(levels) == 1:
        assert levels == {"C"}


def test_a_lower_mark_in_mid_paragraph_lowers_nothing() -> None:
    assert summary("1. (C) Boats. (U) Nets are public.\n") == [("1", "paragraph", "C")]


def test_a_mark_after_a_wrapped_line_begins_no_portion() -> None:
    """``... under article`` / ``(U) of the treaty``: the bracket belongs to the sentence."""
    assert summary("1. (S) They act under article\n(U) of the treaty and say so.\n") == [
        ("1", "paragraph", "S")
    ]


def test_prose_that_begins_with_a_figure_is_no_paragraph() -> None:
    body = "1. (U) They came back in the spring of\n2008. In that year 4 boats sank, and\n12 trawlers.\n"
    assert summary(body) == [("1", "paragraph", "U")]


def test_numbers_may_skip_repeat_and_restart() -> None:
    body = "1. (U) Nets were counted again.\n\n3. (C) Boats.\n\n3. (U) Pots.\n\nTHE PIER\n\n1. (S) Lines.\n"
    assert [number for number, kind, _ in summary(body) if kind == "paragraph"] == [
        "1", "3", "3", "1"
    ]  # fmt: skip


def test_paragraphs_need_no_blank_line_between_them() -> None:
    assert summary("1. (U) A.\n2. (C) B.\n3. (S) C.\n") == [
        ("1", "paragraph", "U"),
        ("2", "paragraph", "C"),
        ("3", "paragraph", "S"),
    ]


SUBPARAGRAPHS = [
    ("a. (U) Nets.\nb. (S) Boats.", [("1.a", "U"), ("1.b", "S")]),
    ("(a) (U) Nets.\n(b) (S) Boats.", [("1.a", "U"), ("1.b", "S")]),
    ("A. (U) Nets.\nB. (S) Boats.", [("1.a", "U"), ("1.b", "S")]),
    ("a) (U) Nets.\nb) (S) Boats.", [("1.a", "U"), ("1.b", "S")]),
    ("(1) (U) Nets.\n(2) (S) Boats.", [("1.1", "U"), ("1.2", "S")]),
    ("i. (U) Nets.\nii. (S) Boats.", [("1.i", "U"), ("1.ii", "S")]),
    ("- (U) Nets.\n- (S) Boats.", [(None, "U"), (None, "S")]),
    ("-- (U) Nets.\n-- (S) Boats.", [(None, "U"), (None, "S")]),
    ("* (U) Nets.\n* (S) Boats.", [(None, "U"), (None, "S")]),
    ("a. Nets.\nb. Boats.", [("1.a", "C"), ("1.b", "C")]),
]


@pytest.mark.parametrize(("lines", "expected"), SUBPARAGRAPHS, ids=[r[0] for r in SUBPARAGRAPHS])
def test_subparagraphs_have_their_own_mark_or_their_parents(
    lines: str, expected: list[tuple[str | None, str]]
) -> None:
    """32 CFR 2001.21(c); a sub-paragraph above its parent does not raise it (c)(3)."""
    _, portions = body_portions(f"1. (C) Three points:\n\n{lines}\n")
    assert portions[0].level is Level.C
    assert [(p.number, p.level.name) for p in portions[1:]] == expected
    assert {p.kind for p in portions[1:]} == {PortionKind.SUBPARAGRAPH}


def test_an_unmarked_subparagraph_says_from_whom_it_inherits() -> None:
    _, portions = body_portions("4. (C) Points:\na. (S) One.\n   (1) One of one.\nb. Two.\n")
    found = [(p.number, p.level.name, p.level_source, p.inherited_from) for p in portions]
    assert found == [
        ("4", "C", LevelSource.WRITTEN, None),
        ("4.a", "S", LevelSource.WRITTEN, None),
        ("4.a.1", "S", LevelSource.PARENT, "4.a"),
        ("4.b", "C", LevelSource.PARENT, "4"),
    ]


def test_text_after_a_blank_line_without_a_mark_is_a_portion_of_its_own() -> None:
    """Fail closed: nobody marked it, so the paragraph above must not speak for it."""
    body = "1. (U) Nets are public.\n\nThe minister is not.\n\n2. (U) End.\n"
    assert summary(body) == [
        ("1", "paragraph", "U"),
        (None, "paragraph", "S"),
        ("2", "paragraph", "U"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "1. (U) Landings by port:\n\n   PORT     TONS\n   LISBON     12\n",
        "1. (U) Landings fell by a third in the year after\n\nthe new pier was opened.\n",
        "1. (U) Landings by port\n   PORT     TONS\n   LISBON     12\n   ----     --\n   ALL        12\n",
        "1. (U) Nets:\n- large\n- small\n",
    ],
)
def test_tables_and_lists_stay_in_the_paragraph_that_announces_them(body: str) -> None:
    assert summary(body) == [("1", "paragraph", "U")]


def test_blank_lines_inside_a_portion_belong_to_it() -> None:
    cable, (portion,) = body_portions("1. (U) Landings:\n\n   LISBON     12\n")
    assert cable.portion_text(portion) == "1. (U) Landings:\n\n   LISBON     12\n"


HEADINGS = [
    "-----------\nTHE HARBOR\n-----------\n",
    "THE HARBOR\n-----------\n",
    "THE HARBOR\n",
    "The Harbor and Its Master\n",
    "THE HARBOR:\n",
    "Summary\n",
    "COMMENT.\n",
    "THE HARBOR AND ALL THAT\nBELONGS TO IT\n-----------\n",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_are_set_off_by_dashes_capitals_or_custom(heading: str) -> None:
    body = f"1. (U) Nets were counted again today.\n\n{heading}\n2. (C) Boats were not counted.\n"
    _, portions = body_portions(body)
    assert [p.kind.value for p in portions] == ["paragraph", "heading", "paragraph"]
    assert portions[2].heading is not None


def test_a_marked_heading_has_its_own_level() -> None:
    body = "(C) The Harbor\n--------------\n\n1. (U) Nets were counted again.\n"
    _, portions = body_portions(body)
    assert (portions[0].kind, portions[0].level) == (PortionKind.HEADING, Level.C)


def test_dashes_belong_to_their_heading() -> None:
    """They are as long as the heading, and would tell its length."""
    body = "----------\nTHE HARBOR\n----------\n\n1. (U) Nets were counted again.\n"
    cable, portions = body_portions(body)
    assert cable.portion_text(portions[0]) == "----------\nTHE HARBOR\n----------\n"


@pytest.mark.parametrize(
    "line",
    [
        "THE MINISTER SAID THAT HE KNOWS.",
        "The minister said that he knows",
        "he knows",
        "12 trawlers",
    ],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    body = f"1. (U) Nets were counted again today.\n\n{line}\n\n2. (U) Boats were not counted.\n"
    _, portions = body_portions(body)
    assert [p.kind.value for p in portions] == ["paragraph", "paragraph", "paragraph"]
    assert portions[1].level is Level.S


def test_in_capitals_throughout_a_short_line_is_no_heading() -> None:
    """Where all text is in capitals, capitals do not tell a heading from a sentence."""
    body = "1. (U) NETS WERE COUNTED.\n\nTHE MINISTER KNOWS\n\n2. (U) BOATS WERE NOT.\n"
    _, portions = body_portions(body)
    assert portions[1].kind is PortionKind.PARAGRAPH


SIGNATURES = [
    ("THORNBURY", 1),
    ("THORNBURY#", 1),
    ("THORNBURY\nMARSH", 1),
    ("\nTHORNBURY\n\nMARSH", 2),
    ("O'DELL-MARSH", 1),
    ("PEÑAFLOR", 1),
]


@pytest.mark.parametrize(("name", "count"), SIGNATURES)
def test_signatures_are_names_in_capitals_at_the_end(name: str, count: int) -> None:
    _, portions = body_portions(f"1. (U) Nets were counted again today.\n{name}\n\nNNNN\n")
    signatures = [p for p in portions if p.kind is PortionKind.SIGNATURE]
    assert signatures
    assert {p.level for p in signatures} == {Level.S}
    assert len(portions) - len(signatures) == 1
    assert len(signatures) <= count + 1


@pytest.mark.parametrize(
    "furniture",
    [
        "LISBON 00000777  002 OF 003\n",
        "\nLISBON 00000777  002 OF 003\n\n",
        "SECRET\nPAGE 02        LISBON  00777  060827Z\n",
        "\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nSIPDIS\n\nE.O. 12958: DECL: 06/06/2016\nTAGS: EFIS, PREL, PO\nSUBJECT: (U) HARBOR DREDGING\n\n",
        "\nVZCZCXRO2539\nOO RUEHC\nDE RUEHLI #0777/02 1570827\nZNY SSSSS ZZH\nO 060827Z JUN 06\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\n",
        "Ophelia Q. Dunmore Declassified/Released US Department of State\n",
    ],
)
def test_furniture_in_mid_paragraph_neither_breaks_it_nor_becomes_content(furniture: str) -> None:
    body = f"1. (C) The harbor master counts what the\n{furniture}boats bring in.\n\n2. (U) End.\n"
    cable, portions = body_portions(body)
    assert [(p.number, p.level.name) for p in portions] == [("1", "C"), ("2", "U")]
    assert cable.portion_text(portions[0]) == (
        "1. (C) The harbor master counts what the\nboats bring in.\n"
    )


@pytest.mark.parametrize(
    "line",
    ["MADRID 00000123  002 OF 003", "S E C R E T SECTION 02 OF 02 MADRID 000123"],
)
def test_a_section_line_of_another_cable_is_text(line: str) -> None:
    """A quoted cable is content: it must not be dropped as furniture."""
    cable, _ = body_portions(f"1. (S) They sent us:\n\n{line}\n\nand left.\n")
    kinds = {piece.kind for piece in cable.furniture}
    assert FurnitureKind.REPEATED_HEADER not in kinds
    assert FurnitureKind.PAGE_LINE not in kinds


def test_text_after_a_section_break_is_new_where_a_sentence_had_ended() -> None:
    """Fail closed: after a full stop and blank lines nobody knows whose text follows."""
    page_line = "LISBON 00000777  002 OF 003"
    body = f"1. (U) Nets are public.\n\n{page_line}\n\nThe minister is not.\n"
    assert summary(body) == [("1", "paragraph", "U"), (None, "paragraph", "S")]


@pytest.mark.parametrize(
    ("statement", "levels"),
    [
        ("(ALL PARAGRAPHS SBU)", ["SBU", "SBU", "C"]),
        ("Paragraphs 2-3 are Secret.", ["U", "S", "S"]),
        ("(Entire text is Confidential)", ["C", "C", "C"]),
    ],
)
def test_a_statement_about_many_paragraphs_only_raises(statement: str, levels: list[str]) -> None:
    body = f"1. (U) A.\n\n2. (U) B.\n\n3. (C) C.\n\n{statement}\n"
    _, portions = body_portions(body)
    assert [p.level.name for p in portions[:3]] == levels


def test_an_unclassified_cable_needs_no_marks() -> None:
    text = cable_text("1. Nets.\n\n2. Boats.\n", banner="UNCLAS", zny="UUUUU", authority="")
    cable = parse(text)
    assert {portion.level for portion in cable.portions} == {Level.U}


def test_reasons_under_an_unclassified_banner_make_what_is_unmarked_confidential() -> None:
    text = cable_text("1. Nets.\n\n2. (U) Boats.\n", banner="UNCLAS", zny="UUUUU")
    cable = parse(text)
    assert cable.classification is Level.C
    assert "unclassified-with-reasons" in {remark.code for remark in cable.remarks}


def test_atomic_caveats_of_the_banner_reach_unmarked_portions() -> None:
    _, portions = body_portions("1. Drawings.\n", banner="S E C R E T//RESTRICTED DATA")
    assert portions[0].caveats == ("RD",)


def test_the_label_of_an_unreadable_mark_does_not_quote_it() -> None:
    """Labels are shown to anyone, and what stands in such brackets may be anything."""
    _, (portion,) = body_portions("1. (S0X) Nets.\n")
    assert (portion.mark, portion.label) == ("(S0X)", "1. (?)")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("1. (S/NF) Nets.", "1. (S/NF)"),
        ("¶1.  ( S ) Nets.", "¶1. ( S )"),
        ("(C) 1. Nets.", "(C) 1."),
        ("1. Summary: (C) Nets.", "1. Summary: (C)"),
        ("1. Nets. (C)", "1. (C)"),
        ("1. Nets.", "1."),
        ("Nets.", ""),
        ("(C) Nets of all sizes.", "(C)"),
    ],
)
def test_a_label_is_number_and_mark_as_written(line: str, label: str) -> None:
    _, (portion,) = body_portions(f"{line}\n")
    assert portion.label == label


def test_the_label_of_a_heading_does_not_show_its_dashes() -> None:
    body = "----------\n(C) The Harbor\n----------\n\n1. (U) Nets were counted again.\n"
    _, portions = body_portions(body)
    assert portions[0].label == "(C)"
