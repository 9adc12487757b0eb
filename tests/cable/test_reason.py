"""Reasons for classification, in every form that cables write them."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.reason import EVIDENT, find_reasons

B_D = ("1.4(b)", "1.4(d)")

FORMS = [
    ("Reasons 1.4 (B) (D)", B_D),
    ("REASON: 1.4(b), (d)", B_D),
    ("REASON(S): 1.4 (b) and (d)", B_D),
    ("R E A S O N: 1.4 (b) (d)", B_D),
    ("R E A S O N S 1.4 (b) (d)", B_D),
    ("for reasons 1.4 (B) and (D).", B_D),
    ("FOR THE REASONS 1.4 (B) AND (D)", B_D),
    ("due to 1.4 (b) & (d)", B_D),
    ("due to reasons 1.4 (b) and (d)", B_D),
    ("per 1.4(b) and (d)", B_D),
    ("under section 1.4(b) and (d)", B_D),
    ("Reason for classification: 1.4 (b) and (d)", B_D),
    ("E.O. 12958, reasons 1.4 (b), (d)", B_D),
    ("E.O. 12958 1.4 (b) and (d)", B_D),
    ("E.0. 12958 1.4 (b) and (d)", B_D),
    ("Reason: E.O. 12958, as amended, Section 1.4 (b), (d)", B_D),
    ("REASON: 1.4 (b) and (d) of E.O. 12958.", B_D),
    ("1.4 (b) and (d)", B_D),
    ("1.4 b and d", B_D),
    ("1.4 (b,d)", B_D),
    ("1.4(b/d)", B_D),
    ("1.4 B/D", B_D),
    ("1.4 (b and d)", B_D),
    ("1.4 (bd)", B_D),
    ("1.4(b)(d)", B_D),
    ("1.4 (b), and (d)", B_D),
    ("1.4 [b] and [d]", B_D),
    ("1.4 {b}, {d}", B_D),
    ("1.4 b) and d)", B_D),
    ("1.4 (b and (d)", B_D),
    ("1.4 ( b ) ( d )", B_D),
    ("1.4b/1.4d", B_D),
    ("1.4 (B) AND 1.4 (D)", B_D),
    ("1.4 (b); 1.4 (d)", B_D),
    ("1,4 (b) (d)", B_D),
    ("1 .4 (b) (d)", B_D),
    ("1. 4 (b) (d)", B_D),
    ("I.4 (b) (d)", B_D),
    ("l.4 (b) (d)", B_D),
    ("1.4: (b) (d)", B_D),
    ("REASON:\n   1.4\n(B) AND\r\n(D)", B_D),
    ("R E A S\nO N: 1\n.4 (b)\nand (d)", B_D),
    ("1.4 (D) and (D)", ("1.4(d)",)),
    ("1,4 (C)", ("1.4(c)",)),
    ("REASON 1.4 B.", ("1.4(b)",)),
    ("1.4 B-D", ("1.4(b)", "1.4(c)", "1.4(d)")),
    ("1.4 (b) - (d)", ("1.4(b)", "1.4(c)", "1.4(d)")),
    ("1.4 (b-d)", ("1.4(b)", "1.4(c)", "1.4(d)")),
    ("1.4 (a) through (c)", ("1.4(a)", "1.4(b)", "1.4(c)")),
    ("1.4 (b), (d)-(f), (h)", ("1.4(b)", "1.4(d)", "1.4(e)", "1.4(f)", "1.4(h)")),
    ("1.5 (b)/(d)", ("1.5(b)", "1.5(d)")),
    ("1.4 (b) and 1.5 (d)", ("1.4(b)", "1.5(d)")),
    ("reasons 1.3(a)(1)-(3) of E.O. 12356.", ("1.3(a)(1)", "1.3(a)(2)", "1.3(a)(3)")),
    ("1.3(A)(5) and (10)", ("1.3(a)(5)", "1.3(a)(10)")),
    ("1-301(a) and (c)", ("1-301(a)", "1-301(c)")),
    ("REASON: 1.4 (B) AND (0)", ("1.4(b)",)),
    ("REASON: 1.4.", ("1.4",)),
    ("reasons B and D", B_D),
    ("REASONS (b), (d).", B_D),
    ("for reasons b/d", B_D),
    ("REASON: 14 (b)", ("1.4(b)",)),
    ("REASONS 1 4 (b) and 14 (d)", B_D),
    ("1.4 subsections (b) and (d)", B_D),
    ("1.4 paragraphs (b) and (d)", B_D),
    ("1.4 sub-paragraph b and item d", B_D),
    ("Section 1.4, para. (b), para. (d)", B_D),
    ('1.4 "b"', ("1.4(b)",)),
    ('REASON: 1.4 ("b", "d").', B_D),
    ("1.4 \u201cb\u201d and \u2018d\u2019", B_D),
    ("pursuant to 1.4 (b)", ("1.4(b)",)),
    ("pursuant to section 1.4 (b) and (d)", B_D),
    ("PURSUANT TO E.O. 12958, REASONS 1.4 (B) AND (D)", B_D),
    ("REASON: PURSUANT TO E.O. 12958 1.4 (B), (D)", B_D),
    ("in accordance with 1.4 (b), (d)", B_D),
    ("E.O. 12958 reasons 1.4 (b)\nand (d)", B_D),
    ("E.O. 12958\nreasons 1.4 (b) and\n(d)", B_D),
    ("REASONS: 1.4 and 1.5 of E.O. 12958", ("1.4", "1.5")),
]


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[repr(text) for text, _ in FORMS])
def test_every_written_form_is_read_whole(text: str, expected: tuple[str, ...]) -> None:
    found = find_reasons(text)
    assert found is not None
    assert found.reasons == expected
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.4 million tons of herring",
        "sections 1.4 and 1.5 of the agreement",
        "prices rose by 1.4 a day",
        "due to 1.4 a day",
        "at 1.4 C degrees",
        "11.4 (b)",
        "1.45 (b)",
        "REASONS 1.4 million",
        "TREASON 1.4 million",
        "for that reason, the minister left",
        "1.4 (U)",
        "1.4",
        "1.6X1",
        "1.6(d)(1)",
        "14 (b)",
        "per 14 (b)",
        "REASON: 14 trawlers",
        "for a reason a minister gave",
        "REASON D day was named",
        "for reasons B and herring",
        "E.O. 12065 reasons B and D",
        "reasons B and D of E.O. 12356",
        'prices of 1.4 "D day"',
    ],
)
def test_a_number_without_lead_word_or_letters_is_no_reason(text: str) -> None:
    assert find_reasons(text) is None


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("A. OFFICER, COUNSELOR, FOR REASONS 1.4 (B) AND (D). 1. (C) Dredging",
         "FOR REASONS 1.4 (B) AND (D)."),
        ("Classified By: A. Officer (Reason: 1.4(b)) text", "(Reason: 1.4(b))"),
        ("REASONS 1.4 (B)\n(C) SUMMARY of the dredging", "REASONS 1.4 (B)"),
        ("REASONS 1.4 (B)\n\n(D)", "REASONS 1.4 (B)"),
        ("REASONS 1.4 (B) and a new harbor", "REASONS 1.4 (B)"),
        ("REASON: 1.4 (b) (1) The harbor", "REASON: 1.4 (b)"),
        ("REASON: 1.4 (b) - The harbor", "REASON: 1.4 (b)"),
        ("CLASSIFIED BY A. OFFICER PURSUANT TO E.O. 12958, REASON 1.4 (B)",
         "PURSUANT TO E.O. 12958, REASON 1.4 (B)"),
        ("REASONS 1.4 (B) 13 (C) The harbor", "REASONS 1.4 (B)"),
        ("REASONS: B, D\nThe harbor", "REASONS: B, D"),
        ("REASONS: (B)\n(D) SUMMARY of the dredging", "REASONS: (B)"),
        ('REASON: 1.4 (b). "The harbor"', "REASON: 1.4 (b)."),
        ("REASON: 1.4 (b) and paragraphs 3-5", "REASON: 1.4 (b)"),
        ("REASON: herring. 1.4 (b) and (d)", "1.4 (b) and (d)"),
    ],
)  # fmt: skip
def test_the_expression_ends_where_other_text_begins(text: str, expression: str) -> None:
    found = find_reasons(text)
    assert found is not None
    assert text[found.start : found.end] == expression


def test_every_letter_of_every_section_is_read_in_either_case() -> None:
    for section, letter in product(("1.4", "1.5", "1-301"), "abcdefgh"):
        for written in (f"{section} ({letter})", f"{section}({letter.upper()})"):
            found = find_reasons(written)
            assert found is not None
            assert found.reasons == (f"{section}({letter})",)


def test_every_number_of_section_1_3_is_read() -> None:
    for number in range(1, 11):
        found = find_reasons(f"REASON: 1.3(a)({number})")
        assert found is not None
        assert found.reasons == (f"1.3(a)({number})",)


LEADS = st.sampled_from(
    ["REASON: ", "Reasons ", "for reasons ", "due to ", "per ", "", "E.O. 12958, "]
)
JOINTS = st.sampled_from([", ", " and ", " & ", "/", " ", ", and ", "\n", " and\n  "])
LETTERS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True)


@given(LEADS, JOINTS, LETTERS, st.booleans())
def test_letters_in_brackets_are_read_in_order_whatever_joins_them(
    lead: str, joint: str, letters: list[str], is_upper: bool
) -> None:
    listed = joint.join([f"({letter})" for letter in letters])
    text = f"{lead}1.4 {listed.upper() if is_upper else listed}"
    found = find_reasons(f"A. Officer, {text}")
    assert found is not None
    assert found.reasons == tuple([f"1.4({letter})" for letter in letters])
    assert found.end == len(f"A. Officer, {text}")


@given(st.text(alphabet="REASON()1.45,-/ \nabdTOFE2", max_size=80))
def test_reading_never_raises_and_spans_lie_in_the_text(text: str) -> None:
    found = find_reasons(text)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert found.reasons
        assert len(set(found.reasons)) == len(found.reasons)


@pytest.mark.parametrize(
    "unit",
    ["1.4 ", "1.4 (", "REASON ", "PER ", "E.O. 12958 ", ": ", " ", "\n", "R ", "1", "(b)",
     "REASONS B AND ", "14 (b) and ", '"', "1.4 para and ", "PURSUANT TO E.O. 12958 ",
     "REASON" + " " * 70, "1.4" + " " * 79 + "\n" + " " * 79],
)  # fmt: skip
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    """That it takes time in proportion is measured in bench/hostile.py."""
    text = f"REASON: 1.4 {unit * (320_000 // len(unit))}"
    found = find_reasons(text)
    assert found is None or found.end <= len(text)


BEFORE = (
    "",
    "Classified By: Ada Thornbury ",
    "CLASSIFIED BY: A. OFFICER, DCM, ",
    "DCM Thornbury\n",
    "per E.O. 12958, ",
    "under 1.4 (c), ",
    "due to ",
    "reason ",
)


@given(
    st.sampled_from(BEFORE),
    st.from_regex(EVIDENT, fullmatch=True),
    st.sampled_from(("", "\n", " \r\n")),
)
def test_the_plainest_form_is_read_as_the_scanner_reads_it(
    before: str, form: str, after: str
) -> None:
    text = before + form + after
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("declass.cable.reason.EVIDENT", re.compile("(?!)"))
        scanned = find_reasons(text)
    assert find_reasons(text) == scanned
