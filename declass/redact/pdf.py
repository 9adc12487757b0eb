"""Pages -> the bytes of a PDF.

What is promised: every character in the file stands in the `Pages` or in this module. Bars are
black rectangles of one width with nothing under them, and the only text on a bar is its white
label. Text is set in one fixed-pitch font of fixed encoding; each line begins at the left margin
and is shown by one operator, so there is no kerning, no word space and no shift to measure. The
same pages give the same bytes, at any time and anywhere with the same zlib: no date, no clock, no
Info dictionary, and an /ID that is a hash of the file itself.

The file is PDF/A-2a and PDF/UA-1: its font is embedded, one fixed file that no text decides about
(`font`); it is tagged, from what pages show and nothing else (`pdf_tags`); its metadata name the
message reference number at the most (`metadata`).

The file is built on the object table of reportlab (`reportlab.pdfbase.pdfdoc`), which numbers and
cross-references the objects; page code and file frame are our own. The canvas of reportlab is not
used, nor its settings files, which could change the bytes.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from declass.redact import font
from declass.redact.layout import COLUMNS, MARGIN_ROWS, ROWS, Kind, Page, Pages, Row, lay_out
from declass.redact.metadata import packet
from declass.redact.packing import pack
from declass.redact.pdf_tags import Element, tag
from declass.redact.release import Release
from declass.templating import Wording, load_wording

# Geometry in points. A row of print is as high as a bar, so that the bars of a run touch.
PAGE_WIDTH = 612
PAGE_HEIGHT = 792
PITCH = PAGE_HEIGHT // ROWS
FONT_SIZE = 10
CHARACTER_WIDTH = 6  # Courier: 600/1000 of the size
LEFT = (PAGE_WIDTH - COLUMNS * CHARACTER_WIDTH) // 2
BASELINE = 2.8  # above the foot of its row: no descender reaches the row below
STRIKE = 5.2  # above the foot of its row: the middle of a capital
STRIKE_THICKNESS = 1
RULE = 6  # above the foot of its row
RULE_THICKNESS = 0.6

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the comment tells old mailers that it is binary
_CATALOG = (
    b"<< /Type /Catalog /Pages %b /Lang (en-US) /MarkInfo << /Marked true >> /Metadata %b"
    b" /StructTreeRoot %b /ViewerPreferences << /DisplayDocTitle true >> >>"
)
_PAGE_TREE = b"<< /Type /Pages /Count %d /Kids %b /MediaBox [ 0 0 %d %d ] >>"
_PAGE = b"<< /Type /Page /Parent %b /Contents %b /Resources %b /StructParents %d >>"
# The grey of sRGB: so said once, black and white are the same on every device.
_RESOURCES = (
    b"<< /ColorSpace << /DefaultGray"
    b" [ /CalGray << /WhitePoint [ 0.9505 1 1.089 ] /Gamma 2.2 >> ] >> /Font << /F1 %b >> >>"
)
_FONT = (
    b"<< /Type /Font /Subtype /TrueType /BaseFont /%b /Encoding /WinAnsiEncoding /FirstChar %d"
    b" /LastChar %d /Widths [ %b ] /FontDescriptor %b >>"
)
_DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /%b /Flags 33 /FontBBox [ -25 -222 605 832 ]"
    b" /ItalicAngle 0 /Ascent 833 /Descent -300 /CapHeight 659 /StemV 84 /FontFile2 %b >>"
)
_FONT_FILE = b"<< /Length %d /Length1 %d /Filter /FlateDecode >>\nstream\n%b\nendstream\n"
_METADATA = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%b\nendstream\n"
_STREAM = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\n"
_TREE_ROOT = b"<< /Type /StructTreeRoot /K %b /ParentTree << /Nums [ %b ] >> >>"
_DOCUMENT = b"<< /S /Document /P %b /K %b >>"


def render(release: Release, wording: Wording | None = None) -> bytes:
    """Lay out and draw a release.

    Args:
        release: what may be seen.
        wording: the words of the release itself; those shipped where None.

    Returns:
        A whole PDF file. It is not verified: `publish.publish` does that.

    Raises:
        DeclassError: the markings leave too little room on a page, or the wording is broken.
    """
    return draw(lay_out(release, wording or load_wording()))


def draw(pages: Pages) -> bytes:
    """Draw laid-out pages.

    Args:
        pages: what `layout.lay_out` made.

    Returns:
        A whole PDF file.
    """
    document = pdfdoc.PDFDocument(dummyoutline=1, compression=0, invariant=1, pdfVersion=(1, 7))
    resources = _enter_resources(document)
    # The numbers of these are needed now, their bodies when the pages are known.
    tree, tags, whole = [_enter(document, name, b"") for name in ("Tree", "Tags", "Whole")]
    kids = []
    told: list[list[bytes]] = []
    for number, page in enumerate(pages.pages):
        code, spoken = _page_code(page)
        body = _PAGE % (tree, _enter_code(document, number, code), resources, number)
        kids.append(_enter(document, f"Page{number}", body))
        told.append(
            [
                _enter(document, f"{number}.{place}", element.body(whole, kids[-1], place))
                for place, element in enumerate(spoken)
            ]
        )
    sheet = (PAGE_WIDTH, PAGE_HEIGHT)
    document.idToObject["Tree"] = _PAGE_TREE % (len(kids), _array(kids), *sheet)
    document.idToObject["Whole"] = _DOCUMENT % (tags, _array([each for on in told for each in on]))
    parents = b" ".join([b"%d %b" % (place, _array(on)) for place, on in enumerate(told)])
    document.idToObject["Tags"] = _TREE_ROOT % (whole, parents)
    xmp = packet(pages.title)
    metadata = _enter(document, "Metadata", _METADATA % (len(xmp), xmp))
    _enter(document, "Catalog", _CATALOG % (tree, metadata, tags))
    return _file(document)


def _enter_resources(document: pdfdoc.PDFDocument) -> bytes:
    """The font and what pages need beside it."""
    data = font.data()
    file = _enter(document, "FontFile", _FONT_FILE % (len(data), font.LENGTH, data))
    descriptor = _enter(document, "Descriptor", _DESCRIPTOR % (font.NAME, file))
    widths = b" ".join(font.WIDTHS)
    body = _FONT % (font.NAME, font.FIRST, font.LAST, widths, descriptor)
    resources = pdfdoc.BasicFonts  # the only object that a new document has in its table
    document.idToObject[resources] = _RESOURCES % _enter(document, "Font", body)
    return _reference(document, resources)


def _enter(document: pdfdoc.PDFDocument, name: str, body: bytes) -> bytes:
    """Put an object into the table; returns the reference to it."""
    document.Reference(body, name)
    return _reference(document, name)


def _reference(document: pdfdoc.PDFDocument, name: str) -> bytes:
    return b"%d %d R" % document.idToObjectNumberAndVersion[name]


def _array(items: list[bytes]) -> bytes:
    return b"[ %b]" % b"".join([item + b" " for item in items])


def _enter_code(document: pdfdoc.PDFDocument, number: int, code: bytes) -> bytes:
    packed = pack(code)
    return _enter(document, f"Code{number}", _STREAM % (len(packed), packed))


def _page_code(page: Page) -> tuple[bytes, list[Element]]:
    """The operators that draw a page, and the elements of it in the order of their numbers.

    Black shapes come first, then all text in the order of reading. Only ``re f g``, ``BT ET Tf TL
    Td T* Tj`` and ``BMC BDC EMC`` are used, and ``Td`` once: each row of the sheet is one ``T*``
    further down, so that every text begins at the left margin.
    """
    free = ROWS - 2 * MARGIN_ROWS - len(page.head) - len(page.body) - len(page.foot)
    body = (*page.body, *[_EMPTY] * free)
    rows = (*page.head, *body, *page.foot)
    tags = tag(page.head, body, page.foot)
    shapes = []
    texts = []
    marks = zip(_SHEET, tags.before, tags.after, rows, strict=True)
    for row, before, after, (kind, text, *_) in marks:
        shown = f"({_escape(text)}{after})Tj " if text else ""
        if kind is Kind.BAR:
            shapes.append(row.bar)
            shown = f"1 g {shown}0 g " if text else ""
        elif kind is Kind.STRUCK and text:
            shapes.append(_strike(row, text))
        elif kind is Kind.RULE:
            shapes.append(row.rule)
        texts.append(before + shown)
    drawn = [
        "/Artifact BMC\n0 g\n",
        *shapes,
        "f\nEMC\n",
        _BEGIN_TEXT,
        "T*\n".join(texts),
        "EMC\nET\n",
    ]
    code = "".join(drawn)
    return code.encode("cp1252"), tags.elements


_EMPTY = Row(Kind.TEXT)


class _Place(NamedTuple):
    """A row of the sheet: where its foot is, and the shapes that fill it."""

    foot: int
    bar: str
    rule: str


def _places() -> tuple[_Place, ...]:
    width = COLUMNS * CHARACTER_WIDTH
    feet = [PAGE_HEIGHT - PITCH * (row + 1) for row in range(MARGIN_ROWS, ROWS - MARGIN_ROWS)]
    return tuple(
        _Place(
            foot,
            bar=f"{LEFT} {foot} {width} {PITCH} re\n",
            rule=f"{LEFT} {foot + RULE} {width} {RULE_THICKNESS} re\n",
        )
        for foot in feet
    )


_SHEET = _places()
_BEGIN_TEXT = f"BT /F1 {FONT_SIZE} Tf {PITCH} TL {LEFT} {_SHEET[0].foot + BASELINE} Td\n"


def _strike(row: _Place, text: str) -> str:
    """A line through a text, from its first character that is no blank to its last."""
    words = text.lstrip()
    left = LEFT + CHARACTER_WIDTH * (len(text) - len(words))
    width = CHARACTER_WIDTH * len(words)
    return f"{left} {row.foot + STRIKE} {width} {STRIKE_THICKNESS} re\n"


def _escape(text: str) -> str:
    if "(" in text or ")" in text or "\\" in text:
        text = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return text


def _file(document: pdfdoc.PDFDocument) -> bytes:
    """Write the objects of the table one after the other, then the cross-references."""
    names = [document.numberToId[number] for number in range(1, document.objectcounter + 1)]
    pieces = [_HEADER]
    offset = len(_HEADER)
    for name in names:
        piece = pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document)
        document.idToOffset[name] = offset
        offset += len(piece)
        pieces.append(piece)
    table = pdfdoc.PDFCrossReferenceTable()
    table.addsection(0, names)
    pieces.append(table.format(document))
    # In digits, not as raw bytes: random bytes can look like a word of the cable.
    identity = b"(%b)" % sha256(b"".join(pieces)).hexdigest()[:32].encode()
    trailer = pdfdoc.PDFTrailer(
        startxref=offset,
        Size=len(names) + 1,
        Root=pdfdoc.PDFObjectReference("Catalog"),
        ID=b"[%b %b]" % (identity, identity),
    )
    return b"".join([*pieces, trailer.format(document)])
