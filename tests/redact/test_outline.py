from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.redact.pdf.titles import LONGEST, is_shown, title
from declass.redact.pdf.writer import draw
from declass.redact.release import ReleasedLine
from tests.redact.factories import SAMPLE, pages_of, pdf_of, release, run
from tests.redact.sealing import is_refused

TITLES = {
    "a number and a mark": ("1. (U)", ["1. (U) The quay is open."], "1. (U)"),
    "a label": ("3. (S/NF)", ["3. (S/NF)", " (b)(1)  2 lines"], "3. (S/NF)"),
    "a label without its colon": ("SUBJECT", ["SUBJECT:"], "SUBJECT"),
    "an indented number": ("a. (U)", ["   a. (U) The quay"], "a. (U)"),
    "more blanks": ("2. (U)", ["2.  (U) The quay"], "2. (U)"),
    "a heading amid dashes": ("SUMMARY", ["----- SUMMARY -----"], "SUMMARY"),
    "a heading between dashes": ("THE QUAY", ["--------", "THE QUAY", "--------"], "THE QUAY"),
    "a heading on two rows": ("THE OLD QUAY", ["", "THE OLD", "QUAY"], "THE OLD QUAY"),
    "a word that is not shown": ("Signature", ["MARRABLE"], "MARRABLE"),
    "a mark that closes its paragraph": ("1. (U)", ["1. It is open. (U)"], "1. It is open. (U)"),
    "half a word": ("1. (U) The qu", ["1. (U) The quay"], "1. (U) The quay"),
    "a long text": ("x", ["The quay " * 8, "more"], "The quay The quay The quay The quay The quay The quay The"),
    "a long word": ("x", ["y" * 80, "more"], "y" * 80),
    "nothing": ("1. (U)", ["", "----"], ""),
}  # fmt: skip


@pytest.mark.parametrize(("bookmark", "rows", "expected"), TITLES.values(), ids=TITLES)
def test_a_title_is_what_stands_there(bookmark: str, rows: list[str], expected: str) -> None:
    assert title(bookmark, iter(rows)) == expected
    assert is_shown(expected, rows) is bool(expected)


words = st.lists(st.text("ab-.( 1é", max_size=80), max_size=4)


@given(st.text("ab-.( 1é", max_size=90), words)
def test_every_title_is_shown(bookmark: str, rows: list[str]) -> None:
    made = title(bookmark, iter(rows))
    assert is_shown(made, rows) is bool(made)
    assert len(made) <= LONGEST


@pytest.mark.parametrize(
    "told", ["2. (U)", "1. (U) It is open", "1.  (U)", " 1. (U)", "1. (U) I", ""]
)
def test_what_does_not_stand_there_is_no_title(told: str) -> None:
    assert not is_shown(told, ["1. (U) It is closed."])


def outline(pdf: bytes) -> list[tuple[str, int, int]]:
    """Title, page and height of each item, as pikepdf reads them."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        for item in document.open_outline().root:
            assert not item.children
            place = item.destination
            assert isinstance(place, pikepdf.Array)
            found.append((item.title, numbers[place[0].objgen], int(place[3])))
    return found


MARKED = release(
    ReleasedLine("1. (U) The «old» quay.", begins=True, bookmark="1. (U)"),
    *["It is open."] * 60,
    run(2),
    ReleasedLine("----- LE CAFÉ -----", begins=True, bookmark="LE CAFÉ"),
)


def test_the_outline_leads_to_portions_by_their_numbers() -> None:
    pages = pages_of(*MARKED.lines)
    expected = [
        (row.bookmark, number, 756 - 12 * (len(page.head) + place))
        for number, page in enumerate(pages.pages, start=1)
        for place, row in enumerate(page.body)
        if row.bookmark
    ]
    assert outline(draw(pages)) == expected
    assert [(text, page) for text, page, _ in expected] == [
        *[("1. (U)", 1), ("3. (S/NF)", 2), ("LE CAFÉ", 2)]
    ]


def test_where_nothing_is_marked_there_is_no_outline() -> None:
    with pikepdf.open(BytesIO(pdf_of("nothing"))) as document:
        assert "/Outlines" not in document.Root
        assert "/PageMode" not in document.Root


def test_a_bookmark_that_is_not_shown_does_not_come_into_the_file() -> None:
    pdf = pdf_of(ReleasedLine("MARRABLE", begins=True, bookmark="HARBOR PILOTS"))
    assert [text for text, *_ in outline(pdf)] == ["MARRABLE"]
    assert not is_refused(pdf)


@pytest.mark.skipif(not shutil.which("mutool"), reason="needs mupdf-tools")
def test_another_reader_finds_the_same_outline(tmp_path: Path) -> None:
    path = tmp_path / "release.pdf"
    path.write_bytes(draw(pages_of(*SAMPLE.lines)))
    ran = subprocess.run(
        ["mutool", "show", str(path), "outline"], capture_output=True, text=True, check=True
    )
    rows = [row.split("\t") for row in ran.stdout.splitlines()]
    assert [text for _, text, _ in rows] == [f'"{text}"' for text, *_ in outline(path.read_bytes())]
    assert ran.stderr == ""
