from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest
from hypothesis import given

from declass.redact.paper.layout import Kind, Pages, lay_out
from declass.redact.pdf import font
from declass.redact.pdf.page import draw_page
from declass.redact.pdf.writer import draw, render
from declass.redact.release import Release, ReleasedLine
from tests.redact.factories import CABLE, SAMPLE, WORDING, pdf_of, release, releases, run

HOUSE = Path(__file__).parents[2]
SAMPLE_PAGES = lay_out(SAMPLE, WORDING)
SAMPLE_PDF = draw(SAMPLE_PAGES)

BAR_WIDTH = 480
BAR_HEIGHT = 12
DESCENT, ASCENT = 1.6, 6.3  # of Courier at 10 points


class Rectangle(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class Text(NamedTuple):
    x: float
    y: float
    text: str
    is_white: bool


class Drawn(NamedTuple):
    """What the operators of a page draw, read by pikepdf."""

    operators: list[str]
    rectangles: list[Rectangle]
    texts: list[Text]


def drawn(page: pikepdf.Page) -> Drawn:
    operators: list[str] = []
    rectangles = []
    shown = []
    x = y = leading = colour = 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        operands: Any = list(instruction.operands)
        operators.append(operator)
        if operator == "re":
            rectangles.append(Rectangle(*map(float, operands)))
        elif operator == "g":
            colour = float(operands[0])
        elif operator == "TL":
            leading = float(operands[0])
        elif operator == "Td":
            x, y = map(float, operands)
        elif operator == "T*":
            y -= leading
        elif operator == "Tj":
            shown.append(Text(x, y, bytes(operands[0]).decode("cp1252"), colour == 1))
    return Drawn(operators, rectangles, shown)


def pages_of_pdf(pdf: bytes) -> Iterator[Drawn]:
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            yield drawn(page)


def bars(page: Drawn) -> list[Rectangle]:
    return [each for each in page.rectangles if each.height == BAR_HEIGHT]


def test_a_release_is_rendered_in_the_shipped_wording_unless_told_otherwise() -> None:
    assert render(SAMPLE) == render(SAMPLE, WORDING) == SAMPLE_PDF


def test_the_file_opens_without_repair() -> None:
    with pikepdf.open(BytesIO(SAMPLE_PDF)) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) == len(SAMPLE_PAGES.pages) == 4


@given(releases)
def test_every_release_makes_a_sound_file_with_its_rows_in_order(made: Release) -> None:
    laid_out = lay_out(made, WORDING)
    pdf = draw(laid_out)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
    for page, shown in zip(laid_out.pages, pages_of_pdf(pdf), strict=True):
        rows = [*page.head, *page.body, *page.foot]
        assert [text.text.rstrip() for text in shown.texts] == [
            row.text for row in rows if row.text
        ]
        assert len(bars(shown)) == sum(row.kind is Kind.BAR for row in rows)


def test_a_browser_engine_reads_the_rows_and_nothing_else() -> None:
    document = pypdfium2.PdfDocument(SAMPLE_PDF)
    for page, laid_out in zip(document, SAMPLE_PAGES.pages, strict=True):
        words = page.get_textpage().get_text_bounded().split()
        rows = [*laid_out.head, *laid_out.body, *laid_out.foot]
        assert words == " ".join(row.text for row in rows).split()
    document.close()


def test_every_bar_is_black_and_spans_the_column() -> None:
    for page in pages_of_pdf(SAMPLE_PDF):
        assert {(bar.x, bar.width) for bar in bars(page)} == {(66, BAR_WIDTH)}
        assert page.operators.index("f") < page.operators.index("BT")
        assert page.operators[:2] == ["BMC", "g"]


def test_the_bars_of_a_run_touch() -> None:
    (page,) = pages_of_pdf(pdf_of("above", run(5), "below"))
    feet = [bar.y for bar in bars(page)]
    assert [above - below for above, below in pairwise(feet)] == [BAR_HEIGHT] * 4


def test_only_white_words_stand_on_a_bar_and_only_there() -> None:
    for page in pages_of_pdf(SAMPLE_PDF):
        for text in page.texts:
            over = [
                bar
                for bar in bars(page)
                if text.y - DESCENT < bar.y + bar.height and bar.y < text.y + ASCENT
            ]
            assert bool(over) is text.is_white, text.text


def test_a_line_goes_through_struck_text_and_no_other() -> None:
    (page,) = pages_of_pdf(pdf_of("plain", ReleasedLine("   OLD MARK", is_struck=True)))
    strikes = [each for each in page.rectangles if each.height == 1]
    struck = [text for text in page.texts if text.text.strip() in ("OLD MARK", "SECRET//NOFORN")]
    assert len(strikes) == len(struck) == 3
    for strike, text in zip(strikes, sorted(struck, key=lambda each: -each.y), strict=True):
        indent = len(text.text) - len(text.text.lstrip())
        assert strike.x == text.x + 6 * indent
        assert strike.width == 6 * len(text.text.strip())
        assert text.y < strike.y < text.y + ASCENT


@given(releases)
def test_text_has_one_margin_and_no_spacing_of_its_own(made: Release) -> None:
    for page in pages_of_pdf(draw(lay_out(made, WORDING))):
        allowed = {"g", "re", "f", "BT", "Tf", "TL", "Td", "T*", "Tj", "ET", "BMC", "BDC", "EMC"}
        assert set(page.operators) <= allowed
        assert page.operators.count("Td") == page.operators.count("BT") == 1


def test_the_pixels_of_a_box_without_words_are_black() -> None:
    document = pypdfium2.PdfDocument(pdf_of(run(3)))
    picture = document[0].render(scale=1).to_pil().convert("L")
    (page,) = pages_of_pdf(pdf_of(run(3)))
    for bar in bars(page)[1:]:
        top = int(792 - bar.y - bar.height)
        box = picture.crop((67, top + 1, 545, top + BAR_HEIGHT - 1))
        assert box.getextrema() == (0, 0)
    document.close()


def test_the_file_holds_nothing_but_pages_and_their_font() -> None:
    with pikepdf.open(BytesIO(SAMPLE_PDF)) as document:
        frame = {"/Type", "/W", "/Length", "/Filter"}  # the cross-references are a stream
        assert set(document.trailer.keys()) == {"/ID", "/Root", "/Size"} | frame
        assert set(document.Root.keys()) == {
            *("/Type", "/Pages", "/Lang", "/ViewerPreferences"),
            *("/MarkInfo", "/Metadata", "/StructTreeRoot"),
            *("/Outlines", "/PageMode"),
        }
        own = {"/Type", "/Parent", "/Contents", "/Resources", "/StructParents"}
        for page in document.pages:
            assert set(page.obj.keys()) == own | {"/MediaBox"}
            assert set(page.Contents.keys()) == {"/Length", "/Filter"}


def test_every_object_is_in_use() -> None:
    """Nothing but streams, the object stream and the cross-references stands in the file itself."""
    pages = len(SAMPLE_PAGES.pages)
    assert SAMPLE_PDF.count(b" 0 obj\n") == len(("font", "metadata", "objects", "places")) + pages
    with pikepdf.open(BytesIO(SAMPLE_PDF)) as document:
        told = sum(len(shown.elements) for shown in map(draw_page, SAMPLE_PAGES.pages))
        marked = sum(bool(row.bookmark) for page in SAMPLE_PAGES.pages for row in page.body)
        single = ("catalog", "font", "descriptor", "resources", "tree", "tags", "document")
        inside = len(single) + pages + told + len(("outline",)) + marked
        assert document.trailer.Size == 1 + SAMPLE_PDF.count(b" 0 obj\n") + inside


def test_the_file_was_saved_once_and_knows_no_date() -> None:
    assert SAMPLE_PDF.count(b"%%EOF") == SAMPLE_PDF.count(b"startxref") == 1
    assert SAMPLE_PDF.endswith(b"%%EOF\n")
    assert not [word for word in (b"/Prev", b"Date", b"D:", b"Producer") if word in SAMPLE_PDF]


def test_the_identity_of_the_file_is_a_hash_of_it() -> None:
    start = int(SAMPLE_PDF.rpartition(b"startxref\n")[2].split()[0])
    identity = hashlib.sha256(SAMPLE_PDF[:start]).hexdigest()[:32].encode()
    assert b"/ID[(%b)(%b)]" % (identity, identity) in SAMPLE_PDF[start:]


def test_reportlab_is_not_even_loaded() -> None:
    program = "import sys, declass.redact.pdf.writer; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=HOUSE, check=False).returncode == 0


PROGRAM = """
import hashlib
from declass.redact.paper.layout import lay_out
from declass.redact.pdf.writer import draw, render
from tests.redact.factories import SAMPLE, WORDING
print(hashlib.sha256(draw(lay_out(SAMPLE, WORDING))).hexdigest())
"""


@pytest.mark.parametrize(
    "world",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "America/New_York"},
        {"SOURCE_DATE_EPOCH": "1234567890"},
    ],
    ids=lambda world: " ".join(f"{name}={value}" for name, value in world.items()),
)
def test_the_bytes_do_not_depend_on_the_world(world: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **world},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == hashlib.sha256(SAMPLE_PDF).hexdigest()


def test_the_bytes_do_not_depend_on_what_was_drawn_before_or_beside() -> None:
    others = [lay_out(release(f"other {n}", run(n)), WORDING) for n in range(1, 40)]
    jobs: list[Pages] = [page for other in others for page in (other, SAMPLE_PAGES)]
    with ThreadPoolExecutor(4) as pool:
        drawn_beside = list(pool.map(draw, jobs))
    assert set(drawn_beside[1::2]) == {SAMPLE_PDF}
    assert drawn_beside[::2] == [draw(other) for other in others]


TREE = """\
Document
  H1 (block)
    "RELEASED IN PART"
  P (block)
    "Released at UNCLASSIFIED"
  P (block)
    "Withheld under       places       lines (b)(1)                    1           1 \
(b)(1) 1.4(b),(d)         1           2 total                     2           3"
  Div
    P (block)
      "FM EMBASSY LISBON"
    P (block)
      "TO SECSTATE WASHDC, WHICH IS FAR AWAY"
    P (block)
      "REF:"
    P (block)
      " (b)(1)  1 line"
    P (block)
      "TAGS: EFIS"
  H2 (block)
    "SUBJECT: THE QUAY"
  H2 (block)
    "---- A MODEL ----"
  P (block)
    "1. (U) The museum has lent its model."
  P (block)
    "2. (U) It is back."
  P (block)
    "3. (S/NF)"
  P (block)
    " (b)(1) 1.4(b),(d)  2 lines"
"""


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="needs poppler-utils")
def test_a_reader_who_hears_the_page_is_told_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "release.pdf"
    path.write_bytes(render(CABLE))
    command = ["pdfinfo", "-struct-text", str(path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == TREE
    texts = [line.strip().strip('"').split() for line in TREE.splitlines() if '"' in line]
    (page,) = lay_out(CABLE, WORDING).pages
    shown = " ".join([row.text for row in page.body]).split()
    assert [word for text in texts for word in text] == shown


def test_what_is_heard_of_a_box_is_its_words() -> None:
    with pikepdf.open(BytesIO(render(CABLE))) as document:
        elements = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        heard = [str(each.Alt) for each in elements if "/Alt" in each]
    assert heard == ["withheld, (b)(1), 1 line", "withheld, (b)(1) 1.4(b),(d), 2 lines"]


def test_a_font_with_anything_behind_it_is_not_the_known_one() -> None:
    assert font.is_known(font.data())
    assert font.is_known(font.data() + b"\n")
    assert not font.is_known(font.data() + b"SECRET")
    assert not font.is_known(font.data()[:-1])
