"""What releases are measured against: a floor, and what others would do with the same rows.

The floor is the least that a PDF of the rows can cost. The peers are libraries as a user would take
them; each draws the same rows, bars and all, and promises less: none of their files is tagged or
archival, and one of them holds the withheld text until it is taken out again.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from itertools import groupby

from declass.redact.paper.layout import MARGIN_ROWS, ROWS, Kind, Page, Pages, Row
from declass.redact.release import Disposition, Release, ReleasedLine, WithheldRun

LINE = "The harbor master of quay {number} said that trawlers pay {number} euros a day."
WITHHELD = "Pilots of ship {number} will strike on Monday, the union told the mission."

WIDTH, HEIGHT, LEFT, PITCH = 612, 792, 66, 12
COLUMN = 480  # points: the width of a bar


def release(lines: int) -> Release:
    """Ten lines in turn: six that are released, four withheld."""
    made: list[ReleasedLine | WithheldRun] = []
    for number in range(0, lines, 10):
        made += [ReleasedLine(LINE.format(number=number + line)) for line in range(5)]
        made += [ReleasedLine(""), WithheldRun(f"{number}. (S/NF)", 4, "(b)(1) 1.4(b),(d)")]
    return Release(
        mrn="08LISBON804",
        ceiling="U",
        old_banner="SECRET//NOFORN",
        new_banner="UNCLASSIFIED",
        disposition=Disposition.IN_PART,
        lines=tuple(made),
        decisions=(),
    )


def withheld(made: Release) -> list[str]:
    """The lines that the release leaves out."""
    runs = sum(isinstance(line, WithheldRun) for line in made.lines)
    return [WITHHELD.format(number=number) for number in range(4 * runs)]


def floor(pages: Pages) -> bytes:
    """The least: the rows written straight into the bytes of a file.

    Untagged, one of the fonts that every reader has, deflated page code, no hash.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for page in pages.pages:
        code = zlib.compress(_floor_code(page), 6)
        kids.append(b"%d 0 R" % (len(objects) + 2))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(code), code)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(kids))
    out = [b"%PDF-1.7\n"]
    offset = len(out[0])
    table = [b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)]
    for number, body in enumerate(objects, start=1):
        out.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        table.append(b"%010d 00000 n \n" % offset)
        offset += len(out[-1])
    out += table
    out.append(
        b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, offset)
    )
    return b"".join(out)


def _floor_code(page: Page) -> bytes:
    """The code of one page: black shapes, then text."""
    shapes = []
    texts = []
    y = 744
    for kind, text, *_ in _rows(page):
        if kind is Kind.BAR:
            shapes.append(f"66 {y} 480 12 re\n")
        elif kind is Kind.RULE:
            shapes.append(f"66 {y + 6} 480 .6 re\n")
        elif kind is Kind.STRUCK:
            shapes.append(f"66 {y + 5} {6 * len(text)} 1 re\n")
        if text:
            safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            white = kind is Kind.BAR
            texts.append(f"1 g ({safe})Tj 0 g T*\n" if white else f"({safe})Tj T*\n")
        else:
            texts.append("T*\n")
        y -= 12
    code = "".join(["0 g\n", *shapes, "f\nBT /F1 10 Tf 12 TL 66 747 Td\n", *texts, "ET\n"])
    return code.encode("cp1252")


def _rows(page: Page) -> tuple[Row, ...]:
    free = ROWS - 2 * MARGIN_ROWS - len(page.head) - len(page.body) - len(page.foot)
    return (*page.head, *page.body, *[Row(Kind.TEXT)] * free, *page.foot)


def with_canvas(pages: Pages) -> bytes:
    """The canvas of reportlab: a call for each line of text and each bar."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for page in pages.pages:
        canvas.setFont("Courier", 10)
        for number, row in enumerate(_rows(page)):
            foot = 744 - PITCH * number
            if row.kind is Kind.BAR:
                canvas.rect(LEFT, foot, COLUMN, PITCH, stroke=0, fill=1)
            canvas.setFillGray(row.kind is Kind.BAR)
            canvas.drawString(LEFT, foot + 3, row.text)
            canvas.setFillGray(0)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def with_platypus(pages: Pages) -> bytes:
    """Platypus of reportlab: preformatted text, and tables for the bars."""
    from reportlab.lib.colors import black, white
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Preformatted, SimpleDocTemplate, Table

    style = ParagraphStyle("row", fontName="Courier", fontSize=10, leading=PITCH)
    bar = [("BACKGROUND", (0, 0), (-1, -1), black), ("TEXTCOLOR", (0, 0), (-1, -1), white)]
    bar += [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("TOP", "BOTTOM")]
    story = []
    for page in pages.pages:
        for is_bar, run in groupby(_rows(page), key=lambda row: row.kind is Kind.BAR):
            texts = [row.text for row in run]
            if is_bar:
                cells = [[text] for text in texts]
                story.append(
                    Table(
                        cells,
                        COLUMN,
                        PITCH,
                        style=[*bar, ("FONT", (0, 0), (-1, -1), "Courier", 10)],
                    )
                )
            else:
                story.append(Preformatted("\n".join(texts), style))
        story.append(PageBreak())
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=(WIDTH, HEIGHT), topMargin=30, bottomMargin=30).build(story)
    return file.getvalue()


def with_fpdf2(pages: Pages) -> bytes:
    """fpdf2: a cell for each row, filled where it is a bar."""
    from fpdf import FPDF

    made = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    made.set_auto_page_break(auto=False)
    made.set_font("Courier", size=10)
    for page in pages.pages:
        made.add_page()
        for number, row in enumerate(_rows(page)):
            is_bar = row.kind is Kind.BAR
            made.set_text_color(255 * is_bar)
            made.set_xy(LEFT, 36 + PITCH * number)
            made.cell(
                COLUMN, PITCH, row.text.encode("latin-1", "replace").decode("latin-1"), fill=is_bar
            )
    return bytes(made.output())


def with_pymupdf(pages: Pages) -> bytes:
    """PyMuPDF: the whole text as a PDF, annotations over what is withheld, applied and saved.

    The kindest way: one annotation a run and not one a line, no label on it, images and graphics
    not looked at, no new look for objects that nothing refers to.
    """
    import pymupdf

    made = pymupdf.open()
    for page in pages.pages:
        sheet = made.new_page(width=WIDTH, height=HEIGHT)
        rows = _rows(page)
        shown = [WITHHELD if row.kind is Kind.BAR else row.text for row in rows]
        sheet.insert_text((LEFT, 45), shown, fontname="cour", fontsize=10, lineheight=1.2)
        for first, count in _runs(rows):
            top = 36 + PITCH * first
            over = pymupdf.Rect(LEFT, top, LEFT + COLUMN, top + PITCH * count)
            sheet.add_redact_annot(over, fill=(0, 0, 0))
        sheet.apply_redactions(images=0, graphics=0)
    return bytes(made.tobytes(deflate=True))


def _runs(rows: tuple[Row, ...]) -> Iterator[tuple[int, int]]:
    """The bars that touch: the first row, and how many."""
    for is_bar, run in groupby(enumerate(rows), key=lambda row: row[1].kind is Kind.BAR):
        found = list(run)
        if is_bar:
            yield found[0][0], len(found)


PEERS: dict[str, tuple[Callable[[Pages], bytes], str]] = {
    "reportlab canvas": (with_canvas, "reportlab"),
    "reportlab platypus": (with_platypus, "reportlab"),
    "fpdf2": (with_fpdf2, "fpdf"),
    "PyMuPDF, redacted": (with_pymupdf, "pymupdf"),
}
"""How each peer draws, and the module that it needs."""
