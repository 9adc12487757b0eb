"""Pages -> the bytes of a PDF.

What is promised: every character in the file stands in the `Pages` or in the modules named here.
Bars are black rectangles of one width with nothing under them, and the only text on a bar is its
white label. Text is set in one fixed-pitch font of fixed encoding; each line begins at the left
margin and is shown by one operator, so there is no kerning, no word space and no shift to measure
(`page`). The same pages give the same bytes, at any time and anywhere with the same zlib: no
date, no clock, no Info dictionary, and an /ID that is a hash of the file itself (`frame`).

The file is PDF/A-2a and PDF/UA-1: its font is embedded, one fixed file that no text decides about
(`font`); it is tagged, from what pages show and nothing else (`tags`); its metadata name the
message reference number at the most (`metadata`). The outline says how portions begin (`titles`).

The frame of the file is our own. The object table of reportlab, on which it was built at first,
knows neither object streams nor cross-reference streams, without which a long release is twice as
large, and takes more time for its objects than all of drawing takes here. Reports that are no
releases are made with reportlab.
"""

from __future__ import annotations

from declass.redact.paper.layout import Pages, lay_out
from declass.redact.paper.metadata import packet
from declass.redact.pdf import font
from declass.redact.pdf.frame import FIRST_CODE, FONT_FILE, METADATA, first_object, write_file
from declass.redact.pdf.outline import outline
from declass.redact.pdf.page import PAGE_HEIGHT, PAGE_WIDTH, Drawn, draw_page
from declass.redact.pdf.tags import tree
from declass.redact.release import Release
from declass.templating import Wording, load_wording

_DESCRIPTOR = (
    f"<</Type/FontDescriptor/FontName/{font.NAME}/Flags 33/FontBBox[-25 -222 605 832]"
    f"/ItalicAngle 0/Ascent 833/Descent -300/CapHeight 659/StemV 84/FontFile2 {FONT_FILE} 0 R>>"
)
_WIDTHS = " ".join([str(font.WIDTH)] * (font.LAST - font.FIRST + 1))


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
        pages: what `paper.layout.lay_out` made.

    Returns:
        A whole PDF file.
    """
    drawn = [draw_page(page) for page in pages.pages]
    return write_file(packet(pages.title), [page.code for page in drawn], _objects(drawn))


def _objects(drawn: list[Drawn]) -> list[str]:
    """All objects that are no streams, in the order of their numbers."""
    count = len(drawn)
    catalog = first_object(count)
    font_entry, descriptor, resources, page_tree, first_page = range(catalog + 1, catalog + 6)
    root = first_page + count
    kids = " ".join([f"{first_page + number} 0 R" for number in range(count)])
    tags = tree(drawn, first_page, root)
    marks = [
        (first_page + number, mark) for number, page in enumerate(drawn) for mark in page.marks
    ]
    found = outline(marks, root + len(tags))
    return [
        _catalog(page_tree, root, root + len(tags) if found else None),
        _font(descriptor),
        _DESCRIPTOR,
        _resources(font_entry),
        f"<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]>>",
        *[
            f"<</Type/Page/Parent {page_tree} 0 R/Contents {FIRST_CODE + number} 0 R"
            f"/Resources {resources} 0 R/StructParents {number}>>"
            for number in range(count)
        ],
        *tags,
        *found,
    ]


def _catalog(page_tree: int, tags: int, outlines: int | None) -> str:
    panel = f"/Outlines {outlines} 0 R/PageMode/UseOutlines" if outlines else ""
    return (
        f"<</Type/Catalog/Pages {page_tree} 0 R/Lang(en-US)/MarkInfo<</Marked true>>"
        f"/Metadata {METADATA} 0 R/StructTreeRoot {tags} 0 R"
        f"/ViewerPreferences<</DisplayDocTitle true>>{panel}>>"
    )


def _font(descriptor: int) -> str:
    return (
        f"<</Type/Font/Subtype/TrueType/BaseFont/{font.NAME}/Encoding/WinAnsiEncoding"
        f"/FirstChar {font.FIRST}/LastChar {font.LAST}/Widths[{_WIDTHS}]"
        f"/FontDescriptor {descriptor} 0 R>>"
    )


def _resources(font_entry: int) -> str:
    """What all pages need: the font, and the grey of sRGB, the same on every device."""
    return (
        "<</ColorSpace<</DefaultGray[/CalGray<</WhitePoint[0.9505 1 1.089]/Gamma 2.2>>]>>"
        f"/Font<</F1 {font_entry} 0 R>>>>"
    )
