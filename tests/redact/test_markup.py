"""Texts of templates as rows of print: headings, rules, tables that go over pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import DeclassError
from declass.redact.paper.markup import add_text
from declass.redact.paper.rows import COLUMNS, Kind, Row, Stack
from declass.redact.release import Part

NAME = "release/cover.txt.j2"
ROOM = 20


def pages(text: str, *, room: int = ROOM, has_title: bool = False) -> list[list[Row]]:
    stack = Stack(room)
    add_text(stack, text, NAME, has_title=has_title)
    return stack.bodies()


def rows(text: str, *, has_title: bool = False) -> list[Row]:
    return [row for page in pages(text, has_title=has_title) for row in page]


def texts(text: str) -> list[str]:
    return [row.text for row in rows(text)]


def table(*cells: str, head: str = "| Portion | Lines | Ground |\n|---|---|---|") -> str:
    return "\n".join([head, *cells])


def test_a_line_is_a_paragraph_and_broken_as_it_has_to_be() -> None:
    assert rows("word " * 20) == [
        Row(Kind.NOTE, ("word " * 16).rstrip(), begins=True),
        Row(Kind.NOTE, ("word " * 4).rstrip()),
    ]
    assert rows("one\ntwo") == [
        Row(Kind.NOTE, "one", begins=True),
        Row(Kind.NOTE, "two", begins=True),
    ]


def test_several_blank_lines_are_as_one_and_none_is_at_the_ends() -> None:
    assert texts("\n\none\n\n\n\ntwo\n\n") == ["one", "", "two"]


def test_a_heading_is_one_for_who_hears_the_page_too() -> None:
    assert rows("= WHY\ntext") == [
        Row(Kind.NOTE, "WHY", Part.HEADING, begins=True),
        Row(Kind.NOTE, "text", begins=True),
    ]
    assert rows("=WHY")[0].part is Part.TEXT


def test_of_a_cover_the_first_heading_is_the_title_and_no_other() -> None:
    made = rows("\n= COVER\n= WHY\nx\n= AND\ny", has_title=True)
    assert [row.part for row in made if row.part is not Part.TEXT] == [
        Part.TITLE,
        Part.HEADING,
        Part.HEADING,
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "words\n= COVER", "= ", "---\n= COVER", "| a |\n= X"])
def test_a_cover_without_a_title_is_refused(text: str) -> None:
    with pytest.raises(DeclassError, match="does not begin with a heading") as caught:
        rows(text, has_title=True)
    assert caught.value.place == NAME


def test_three_dashes_are_a_rule() -> None:
    assert [row.kind for row in rows("a\n---\nb")] == [Kind.NOTE, Kind.RULE, Kind.NOTE]


def test_columns_are_as_wide_as_their_cells_and_numbers_stand_at_the_right() -> None:
    assert texts(table("| 3. (S/NF) | 4 | (b)(1) |", "| 12. (C) | 120 | (b)(6) |")) == [
        "Portion    Lines  Ground",
        "3. (S/NF)      4  (b)(1)",
        "12. (C)      120  (b)(6)",
    ]


def test_a_table_may_have_no_head_and_cells_may_be_missing() -> None:
    assert texts("| Case: | F-12 |\n| Agency: |\n|Lines:|7") == [
        "Case:    F-12",
        "Agency:",
        "Lines:   7",
    ]


def test_a_table_of_a_head_alone_is_its_head() -> None:
    assert texts(table()) == ["Portion  Lines  Ground"]


def test_the_widest_column_gives_way() -> None:
    made = texts(table(f"| 3. (S) | 4 | {'(b)(3) 50 U.S.C. 3024 ' * 6}|"))
    assert made[1].startswith("3. (S)       4  (b)(3) 50 U.S.C. 3024 (b)(3)")
    assert all(line[:16].isspace() for line in made[2:])
    assert max(map(len, made)) <= COLUMNS
    assert " ".join(made).count("3024") == 6


def test_a_row_of_a_table_is_one_paragraph() -> None:
    made = rows(table(f"| 3. (S) | 4 | {'long words ' * 12}|", "| 4. (S) | 4 | x |"))
    assert [row.begins for row in made] == [True, True, False, False, True]


def test_a_table_says_its_head_again_on_each_of_its_pages() -> None:
    made = pages(table(*[f"| {n}. (S) | {n} | (b)(1) |" for n in range(60)]) + "\n\nafter")
    assert len(made) == 4
    assert {page[0].text for page in made} == {"Portion  Lines  Ground"}
    shown = [row.text.split()[0] for page in made for row in page[1:] if row.text]
    assert shown == [*[f"{n}." for n in range(60)], "after"]


def test_a_row_that_fits_on_a_page_is_not_parted() -> None:
    cells = [f"| {n}. (S) | {n} | {'(b)(3) 50 U.S.C. 3024 ' * 9}|" for n in range(9)]
    for page in pages(table(*cells)):
        assert page[1].begins
        assert page[1].text.startswith(tuple(f"{n}. (S)" for n in range(9)))


def test_a_row_taller_than_a_page_goes_on_under_the_head() -> None:
    made = pages(table(f"| 3. (S) | 4 | {'(b)(3) 50 U.S.C. 3024 ' * 120}|"))
    assert len(made) > 2
    assert {page[0].text.split()[0] for page in made} == {"Portion"}
    assert sum(row.text.count("3024") for page in made for row in page) == 120


@pytest.mark.parametrize("above", range(ROOM))
def test_a_heading_stands_on_one_page_with_what_follows_it(above: int) -> None:
    text = "\n".join(["x"] * above + ["= WHY", "", table("| 3. | 4 | (b)(1) |")])
    for page in pages(text):
        shown = [row.text for row in page]
        if "WHY" in shown:
            assert shown[shown.index("WHY") :] == ["WHY", "", "Portion  Lines  Ground", "3.           4  (b)(1)"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("| a " * 14 + "|", "more columns than a page is wide"),
        ("| a " * 40_000 + "|\n" + "| b |\n" * 40_000, "more columns than a page is wide"),
        ("| a |\n" * 9 + "|---|\n| b |", "a head taller than a page bears"),
        ("| a |\n" * 40_000 + "|---|\n| b |", "a head taller than a page bears"),
    ],
    ids=["columns", "thousands of columns", "head", "a head of thousands of rows"],
)
def test_a_table_that_fits_on_no_page_is_refused(text: str, problem: str) -> None:
    with pytest.raises(DeclassError, match=problem) as caught:
        rows(text)
    assert caught.value.place == NAME


def test_a_table_may_have_thirteen_columns_and_a_head_of_eight_rows() -> None:
    assert len(texts("| a " * 13 + "|")) == 1
    assert len(texts("| a |\n" * 8 + "|---|\n| b |")) == 9


@pytest.mark.parametrize("line", ["= a", "x", "| a |", "---", "|---|"])
def test_a_text_of_very_many_lines_takes_time_in_proportion(line: str) -> None:
    """In squares it would take hours."""
    assert pages(f"{line}\n" * 60_000, room=50)


words = st.text("abc .|-=(7)\t\u0301Ж", max_size=120)


@given(st.lists(words | words.map("| {} |".format) | st.just("|---|") | words.map("= {}".format)))
def test_every_row_fits_and_nothing_is_lost(lines: list[str]) -> None:
    made = pages("\n".join(lines), room=40)
    for page in made:
        assert len(page) <= 40
        for row in page:
            assert len(row.text) <= COLUMNS
            row.text.encode("cp1252")
            assert row.text == row.text.rstrip()
    if len(made) == 1:  # no head is said twice then
        shown = sorted("".join(row.text for row in made[0] if row.kind is not Kind.RULE))
        for letter in "7()":  # an accent may join a letter
            assert shown.count(letter) == "".join(lines).count(letter)
