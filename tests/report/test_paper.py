"""A report on paper, as another reader of PDFs finds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.report.paper import (
    BOLD,
    MARGIN,
    SHEET_WIDTH,
    WIDTH,
    Column,
    Paper,
    measure,
    wrap,
)

TODAY = dt.date(2026, 3, 2)
COLUMNS = (Column("number", 80, is_number=True), Column("text", 200))


def print_table(rows: Iterable[Sequence[str]], columns: Sequence[Column] = COLUMNS) -> bytes:
    paper = Paper("Loans of museums", TODAY)
    paper.table(columns, rows)
    return paper.finish("UNCLASSIFIED", {})


def sheets(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_each_sheet_has_marking_title_date_and_number() -> None:
    found = sheets(print_table((str(number), "scroll") for number in range(100)))
    assert len(found) == 3
    for number, sheet in enumerate(found, start=1):
        assert sheet.count("UNCLASSIFIED") == 2
        for words in ("Loans of museums", "Report of 2026-03-02", "number", "text"):
            assert words in sheet
        assert f"Page {number} of" in sheet
        assert sheet.split("Page")[1].split()[:3] == [f"{number}", "of", "3"]


def test_every_row_is_printed_once_and_in_order() -> None:
    words = " ".join(sheets(print_table((f"n{number}", "scroll") for number in range(200)))).split()
    assert [word for word in words if word[0] == "n" and word[1:].isdecimal()] == [
        f"n{number}" for number in range(200)
    ]


def test_a_row_that_no_sheet_holds_is_broken_over_several() -> None:
    words = [f"w{number:04}" for number in range(3000)]
    found = sheets(print_table([("1", "before"), ("2", " ".join(words)), ("3", "after")]))
    assert len(found) > 2
    assert [word for word in " ".join(found).split() if word[0] == "w"] == words
    assert "after" in found[-1]


def test_nothing_reaches_into_another_column_or_over_the_edge() -> None:
    long = "W" * 300
    pdf = print_table([(long, long, long)] * 9, (*COLUMNS, Column("rest", WIDTH - 280)))
    starts = [MARGIN, MARGIN + 80, MARGIN + 280, SHEET_WIDTH - MARGIN + 1]
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            seen = 0
            for place in range(text.count_chars()):
                if text.get_text_range(place, 1) != "W":
                    continue
                left, _, right, _ = text.get_charbox(place)
                column = max(number for number in range(3) if starts[number] <= left + 1)
                assert right < starts[column + 1]
                seen += 1
            assert seen


def test_numbers_stand_to_the_right() -> None:
    with pypdfium2.PdfDocument(print_table([("1", ""), ("12345", "")])) as document:
        text = document[0].get_textpage()
        places = {
            text.get_text_range(place, 1): text.get_charbox(place)[2]
            for place in range(text.count_chars())
        }
    assert places["1"] != places["5"]
    assert places["5"] == pytest.approx(MARGIN + 80 - 8, abs=1)


def test_the_same_report_gives_the_same_bytes() -> None:
    rows = [("1", "scroll")] * 60
    assert print_table(rows) == print_table(rows)


def test_what_cannot_be_printed_is_replaced_and_told() -> None:
    paper = Paper("Loans", TODAY)
    paper.text("Zażółć naïve – “scroll”")
    assert paper.has_replacements
    (sheet,) = sheets(paper.finish("UNCLASSIFIED", {}))
    assert "Za¤ó¤¤ naïve – “scroll”" in sheet


def test_what_can_be_printed_is_not() -> None:
    paper = Paper("Loans", TODAY)
    paper.text("naïve – “scroll”")
    assert not paper.has_replacements


def test_a_text_goes_on_upon_the_next_sheet() -> None:
    paper = Paper("Loans", TODAY)
    for number in range(60):
        paper.text(f"line{number}")
    found = sheets(paper.finish("SECRET", {}))
    assert len(found) == 2
    assert "line59" in found[1]
    assert all(sheet.count("SECRET") == 2 for sheet in found)


# -- lines ---------------------------------------------------------------------------------------


@given(st.text(max_size=300), st.integers(20, 400))
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert all(measure(line) <= width + 1e-6 for line in lines)
    whole = wrap(text, 10**6)
    assert len(whole) == 1
    assert "".join(lines).replace(" ", "") == whole[0].replace(" ", "")


def test_a_line_ends_at_a_blank() -> None:
    assert wrap("The loan of the two scrolls is agreed", 60) == [
        *("The loan of the", "two scrolls is", "agreed"),
    ]


def test_a_word_without_end_is_broken() -> None:
    lines = wrap("W" * 100, 60)
    assert "".join(lines) == "W" * 100
    assert len(lines) > 10


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_takes_one_empty_line(text: str) -> None:
    assert wrap(text, 60) == [""]


def test_a_line_feed_is_a_blank() -> None:
    assert wrap("two\n  scrolls", 100) == ["two scrolls"]


def test_bold_letters_are_wider() -> None:
    assert measure("scrolls", BOLD) > measure("scrolls")
