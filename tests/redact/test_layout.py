from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import DeclassError
from declass.redact.paper.layout import (
    COLUMNS,
    MARGIN_ROWS,
    REPLACEMENT,
    ROWS,
    Kind,
    Pages,
    Row,
    lay_out,
)
from declass.redact.pdf.writer import draw
from declass.redact.release import Disposition, Release, ReleasedLine, WithheldRun
from declass.templating import Form
from tests.redact.factories import WORDING, pages_of, release, releases, run, texts

FIRST = " (b)(1) 1.4(b),(d)  3 lines"


def body(pages: Pages) -> list[Row]:
    """All rows of the telegram, without the summary that stands before it on the first page."""
    rows = [row for page in pages.pages for row in page.body]
    end_of_summary = [row.kind for row in rows].index(Kind.RULE)
    return rows[end_of_summary + 2 :]


def texts_of(pages: Pages) -> list[str]:
    return [row.text for row in body(pages)]


def bars(pages: Pages) -> list[Row]:
    return [row for row in body(pages) if row.kind is Kind.BAR]


def test_a_withheld_run_is_its_label_and_one_bar_a_line() -> None:
    assert body(pages_of("above", run(3), "below")) == [
        Row(Kind.TEXT, "above"),
        Row(Kind.LABEL, "3. (S/NF)", bookmark="3. (S/NF)"),
        Row(Kind.BAR, FIRST),
        Row(Kind.BAR),
        Row(Kind.BAR),
        Row(Kind.TEXT, "below"),
    ]


def test_a_run_without_a_label_begins_with_its_box() -> None:
    assert [row.kind for row in body(pages_of(run(2, label="")))] == [Kind.BAR, Kind.BAR]


def test_a_box_of_one_line_says_line() -> None:
    assert bars(pages_of(run(1))) == [Row(Kind.BAR, " (b)(1) 1.4(b),(d)  1 line")]


def test_a_ground_too_long_for_a_bar_is_whole_before_the_box_and_the_count_stays_on_it() -> None:
    ground = "(b)(3) " + "50 U.S.C. 3024(i)(1), " * 6
    pages = pages_of(run(2, ground=ground))
    (bar, *_) = bars(pages)
    assert bar.text.startswith(" (b)(3) 50 U.S.C.")
    assert bar.text.endswith("...  2 lines")
    rows = body(pages)
    before = [row.text for row in rows[: rows.index(bar)] if row.kind is Kind.NOTE]
    assert " ".join(before).strip() == ground.strip()


def test_a_box_says_again_what_it_is_at_the_head_of_a_page() -> None:
    pages = pages_of(run(150))
    heads = [page.body[0] for page in pages.pages[1:]]
    assert len(heads) == 3
    assert set(heads) == {Row(Kind.BAR, " (b)(1) 1.4(b),(d)  150 lines, continued")}


@pytest.mark.parametrize("above", range(30, 60))
def test_a_label_never_stands_alone_at_the_foot_of_a_page(above: int) -> None:
    pages = pages_of(*["x"] * above, run(5), *["x"] * 5)
    assert all(page.body[-1].kind is not Kind.LABEL for page in pages.pages)
    assert len(bars(pages)) == 5


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        pytest.param("", [""], id="blank"),
        pytest.param("trailing   ", ["trailing"], id="trailing blanks"),
        pytest.param("x" * 80, ["x" * 80], id="just fits"),
        pytest.param("x" * 81, ["x" * 80, "x"], id="no blank to break at"),
        pytest.param("x" * 80 + " y", ["x" * 80, "y"], id="blank just after the edge"),
        pytest.param("a " * 41, [("a " * 40).rstrip(), "a"], id="broken at the last blank"),
        pytest.param("a" + " " * 90 + "b", ["a", "b"], id="many blanks at the break"),
        pytest.param("  " + "x" * 90, ["  " + "x" * 78, "x" * 12], id="indented long word"),
        pytest.param("a\tb", ["a       b"], id="tab"),
        pytest.param("a\x00b\x1bc\x7f\x85", [f"a{REPLACEMENT}b{REPLACEMENT}c" + REPLACEMENT * 2],
                     id="control characters"),
        pytest.param("Łódź Ж", [f"{REPLACEMENT}ód{REPLACEMENT} {REPLACEMENT}"], id="not Latin-1"),
        pytest.param("cafe\u0301 “Mar” €", ["café “Mar” €"], id="Windows Latin-1"),
        pytest.param("a\u00a0b\u2003c", ["a b c"], id="other blanks"),
        pytest.param("co\u00adop", ["co-op"], id="soft hyphen"),
    ],
)  # fmt: skip
def test_released_lines_are_fitted_to_the_page(line: str, rows: list[str]) -> None:
    assert texts_of(pages_of(line)) == rows


def test_replaced_characters_are_counted_on_the_first_page_and_in_a_warning() -> None:
    pages = pages_of("Ж and Ж", "Ж")
    assert pages.warnings == (
        f"3 characters cannot be printed; {REPLACEMENT} stands in the place of each",
    )
    assert any("(3 on these pages)" in row.text for row in pages.pages[0].body)
    assert pages_of("plain").warnings == ()


def test_every_row_of_a_struck_line_is_struck() -> None:
    rows = body(pages_of(ReleasedLine("SECRET " * 20, is_struck=True)))
    assert [row.kind for row in rows] == [Kind.STRUCK, Kind.STRUCK]


def test_head_and_foot_show_the_old_banner_struck_and_the_new_one() -> None:
    for page in pages_of(run(99)).pages:
        for rows in (page.head, page.foot):
            assert Row(Kind.STRUCK, "SECRET//NOFORN".center(COLUMNS).rstrip()) in rows
            assert Row(Kind.NOTE, "UNCLASSIFIED".center(COLUMNS).rstrip()) in rows
        assert Row(Kind.NOTE, "08LISBON804") in page.head


def test_a_banner_that_stays_is_shown_once_and_not_struck() -> None:
    page = pages_of("x", old_banner="SECRET", new_banner="SECRET").pages[0]
    assert [row.text.strip() for row in page.head if row.kind is Kind.STRUCK] == []
    assert [row.text.strip() for row in page.head].count("SECRET") == 1


def test_a_banner_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(DeclassError, match="banner is too long"):
        pages_of("x", old_banner="SECRET//REL TO USA, GBR, " * 60)


def test_the_foot_counts_the_pages_and_carries_the_stamp() -> None:
    feet = [page.foot[2].text for page in pages_of(run(99)).pages]
    assert [foot.split("  ")[0] for foot in feet] == ["RELEASED IN PART"] * 3
    assert [foot.split("  ")[-1].strip() for foot in feet] == [
        "page 1 of 3",
        "page 2 of 3",
        "page 3 of 3",
    ]


def test_a_foot_that_grows_with_the_page_number_still_fits() -> None:
    wide = replace(WORDING, page=Form("page {page} of {pages}" + "." * 50))
    pages = lay_out(release(run(700)), wording=wide)
    assert len(pages.pages[-1].foot) > len(pages.pages[0].foot)
    assert draw(pages)


def summary(**changes: object) -> list[list[str]]:
    lines = (run(3), "x", run(2, ground="(b)(6)"), run(4))
    page = pages_of(*lines, **changes).pages[0]
    return [row.text.split() for row in page.body if row.kind is Kind.NOTE and row.text]


def test_the_summary_adds_up_what_is_withheld_by_ground() -> None:
    assert summary() == [
        ["RELEASED", "IN", "PART"],
        ["Released", "at", "UNCLASSIFIED"],
        ["Withheld", "under", "places", "lines"],
        ["(b)(1)", "1.4(b),(d)", "2", "7"],
        ["(b)(6)", "1", "2"],
        ["total", "3", "9"],
    ]


def test_a_denied_cable_is_not_called_released() -> None:
    denied = summary(disposition=Disposition.DENIED)
    assert denied[0] == ["DENIED", "IN", "FULL"]
    assert not [row for row in denied if "Released" in row]


def test_a_release_in_full_says_that_nothing_is_withheld() -> None:
    page = pages_of("x", disposition=Disposition.IN_FULL).pages[0]
    assert Row(Kind.NOTE, "Nothing is withheld.") in page.body


def test_an_empty_release_has_a_page() -> None:
    assert len(pages_of().pages) == 1


def test_a_cable_without_a_number_says_so() -> None:
    assert Row(Kind.NOTE, "no message number") in pages_of("x", mrn=None).pages[0].head


def test_own_words_are_all_texts_but_those_of_the_source() -> None:
    words = pages_of("SOURCE", ReleasedLine("OLD MARK", is_struck=True), run(3)).own_words()
    assert {"3. (S/NF)", FIRST, "08LISBON804"} <= set(words)
    assert not {"SOURCE", "OLD MARK"} & set(words)


@given(releases)
def test_there_are_as_many_bars_as_withheld_lines(made: Release) -> None:
    withheld = sum(line.bars for line in made.lines if isinstance(line, WithheldRun))
    assert len(bars(lay_out(made, WORDING))) == withheld


@given(releases)
def test_every_row_fits_on_the_sheet(made: Release) -> None:
    for page in lay_out(made, WORDING).pages:
        rows = [*page.head, *page.body, *page.foot]
        assert len(rows) <= ROWS - 2 * MARGIN_ROWS
        for row in rows:
            assert len(row.text) <= COLUMNS
            row.text.encode("cp1252")
            assert row.text.isprintable()


@given(releases)
def test_each_page_but_the_last_is_as_full_as_can_be(made: Release) -> None:
    for page in lay_out(made, WORDING).pages[:-1]:
        free = ROWS - 2 * MARGIN_ROWS - len(page.head) - len(page.body) - len(page.foot)
        # A label goes to the next page with its box, a heading of three lines with two of text.
        assert free <= 5


@pytest.mark.parametrize("before", range(20, 60))
def test_a_heading_is_not_parted_from_its_dashes_nor_from_the_text_below_it(before: int) -> None:
    lines = ["text"] * before + ["", "-----", "THE PIER", "-----", "", "Nets were", "counted."]
    for page in pages_of(*lines).pages:
        texts = [row.text for row in page.body]
        if "THE PIER" in texts:
            place = texts.index("THE PIER")
            assert texts[place - 1 : place + 5] == [
                "-----",
                "THE PIER",
                "-----",
                "",
                "Nets were",
                "counted.",
            ]


@given(st.lists(st.text("abc .()-", max_size=300), min_size=1))
def test_wrapping_loses_nothing_but_blanks(lines: list[str]) -> None:
    shown = "".join(texts_of(pages_of(*lines)))
    assert shown.replace(" ", "") == "".join(lines).replace(" ", "")


@given(st.lists(texts), st.lists(texts), st.integers(1, 40))
def test_a_box_does_not_depend_on_its_neighbours(
    before: list[str], after: list[str], lines: int
) -> None:
    drawn = [
        row for row in bars(pages_of(*before, run(lines), *after)) if "continued" not in row.text
    ]
    alone = [row for row in bars(pages_of(run(lines))) if "continued" not in row.text]
    assert drawn[0] == alone[0]


@pytest.mark.parametrize(
    "hostile", [" ", "\t", "\u0301\u0323", "e\u0301", "Ж", "(", "a ", "\u00a0", "\x00"], ids=ascii
)
def test_a_hostile_line_is_laid_out(hostile: str) -> None:
    """That it takes time in proportion is measured in bench/hostile.py."""
    pages = lay_out(release("x" + hostile * 40_000 + "x"), WORDING)
    assert pages.pages
