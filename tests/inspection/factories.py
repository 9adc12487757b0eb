"""PDFs that leak in one way each, and their twins that look like it and do not."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SECRET = "HARBOR PILOTS WILL STRIKE"  # noqa: S105 -- of an invented cable
OPEN = "The harbor museum opens on Monday."

Draw = Callable[[Any], None]


def drawn(draw: Draw, **settings: Any) -> bytes:
    """A page with an open line, and what `draw` adds to it."""
    file = BytesIO()
    canvas = Canvas(file, **settings)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 760, OPEN)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def text(canvas: Any, colour: float = 0, mode: int | None = None, x: int = 72) -> None:
    canvas.setFillGray(colour)
    canvas.drawString(x, 700, SECRET, mode=mode)


def box(canvas: Any, colour: float = 0, **options: Any) -> None:
    canvas.setFillGray(colour)
    canvas.rect(70, 695, 260, 18, stroke=0, fill=1, **options)


def path(canvas: Any) -> None:
    shape = canvas.beginPath()
    shape.moveTo(60, 690)
    for corner in ((340, 692), (338, 720), (64, 718)):
        shape.lineTo(*corner)
    shape.close()
    canvas.setFillGray(0)
    canvas.drawPath(shape, stroke=0, fill=1)


def picture(canvas: Any) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "navy")), 60, 690, 280, 30)


def scan(*, is_burnt: bool = False) -> Draw:
    """A page that is one picture of a text; `is_burnt` with a box painted into it."""
    paper = Image.new("L", (595, 750), 245)
    pencil = ImageDraw.Draw(paper)
    for y in range(30, 110, 12):
        pencil.text((72, y), f"{SECRET} {SECRET}", fill=20)
    if is_burnt:
        pencil.rectangle((60, 10, 400, 120), fill=0)

    def draw(canvas: Any) -> None:
        canvas.drawImage(ImageReader(paper), 0, 0, 595, 750)

    return draw


def scan_box(canvas: Any, y: int = 640, colour: float = 0) -> None:
    """A box: over the words of the scan, unless it is put elsewhere."""
    canvas.setFillGray(colour)
    canvas.rect(60, y, 340, 110, stroke=0, fill=1)


def boxes(canvas: Any, *ys: int) -> None:
    """Boxes that are shapes of one path."""
    shape = canvas.beginPath()
    for y in ys:
        shape.rect(60, y, 340, 60)
    canvas.setFillGray(0)
    canvas.drawPath(shape, stroke=0, fill=1)


def pen(canvas: Any, width: float) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(width)
    canvas.line(60, 715, 340, 715)


def hatch(canvas: Any) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(1.6)
    for start in range(60, 340, 3):
        canvas.line(start, 695, start + 10, 715)
        canvas.line(start + 10, 695, start, 715)


def label(canvas: Any) -> None:
    canvas.setFillGray(1)
    canvas.drawString(74, 700, "(b)(1) 1.4(d)  2 lines withheld")


def clip(canvas: Any) -> None:
    shape = canvas.beginPath()
    shape.rect(400, 100, 50, 50)
    canvas.clipPath(shape, stroke=0)


def several(*steps: Draw) -> Draw:
    def draw(canvas: Any) -> None:
        for step in steps:
            step(canvas)

    return draw


def in_a_form(*steps: Draw) -> Draw:
    """What is drawn in a form of its own, moved and made smaller."""

    def draw(canvas: Any) -> None:
        canvas.beginForm("F")
        several(*steps)(canvas)
        canvas.endForm()
        canvas.translate(60, -100)
        canvas.scale(0.8, 0.8)
        canvas.doForm("F")

    return draw


def edited(
    change: Callable[[pikepdf.Pdf], None], base: bytes | None = None, **settings: Any
) -> bytes:
    """A file after a change of its objects."""
    with pikepdf.open(BytesIO(base or drawn(lambda _: None))) as document:
        change(document)
        file = BytesIO()
        document.save(file, **settings)
        return file.getvalue()


def annotation(subtype: str, **fields: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        made = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([70, 695, 330, 713]), **fields
        )
        document.pages[0].Annots = Array([document.make_indirect(made)])

    return change


def highlight(colour: list[float]) -> Callable[[pikepdf.Pdf], None]:
    corners = Array([70, 713, 330, 713, 70, 695, 330, 695])
    return annotation("Highlight", C=Array(colour), QuadPoints=corners)


def square(inside: list[float]) -> Callable[[pikepdf.Pdf], None]:
    """A square, filled with some colour or with none."""
    return annotation("Square", C=Array([0, 0, 0]), IC=Array(inside))


def layer(*, is_off: bool) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        group = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        off = Array([group] if is_off else [])
        document.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=off))
        page = document.pages[0]
        page.Resources.Properties = Dictionary(L1=group)
        code = page.Contents.read_bytes()
        begin, end = code.rsplit(b"BT", 1)
        page.Contents = document.make_stream(begin + b"/OC /L1 BDC BT" + end + b" EMC")

    return edited(change, drawn(text))


def cropped(height: int) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].CropBox = Array([0, height, 595, 841])

    return edited(change, drawn(text))


def appended(base: bytes) -> bytes:
    """The file with a second revision behind it, in which a string was emptied."""
    start = base.rindex(b"startxref")
    where = base[start:].split()[1]
    new = b"99 0 obj\n(x)\nendobj\n"
    place = len(base)
    table = b"xref\n99 1\n%010d 00000 n \n" % place
    with pikepdf.open(BytesIO(base)) as document:
        root = document.trailer.Root.objgen[0]
    trailer = b"trailer\n<</Size 100/Root %d 0 R/Prev %s>>\n" % (root, where)
    end = b"startxref\n%d\n%%%%EOF\n" % (place + len(new))
    return base + new + table + trailer + end


def information(**values: str) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        for key, value in values.items():
            document.docinfo[f"/{key}"] = String(value)

    return edited(change)


def xmp(title: str) -> bytes:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )

    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(packet.encode())
        stream.Type, stream.Subtype = Name.Metadata, Name.XML
        document.Root.Metadata = stream

    return edited(change)


def attach(document: pikepdf.Pdf) -> None:
    document.attachments["draft.txt"] = SECRET.encode()


def script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def go_to(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([document.pages[0].obj, Name.Fit]))


def form(value: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        annotation("Widget", FT=Name.Tx, T=String("field"), V=String(value))(document)
        fields = Array([document.pages[0].Annots[0]])
        document.Root.AcroForm = Dictionary(Fields=fields)

    return change


def thumbnail(document: pikepdf.Pdf) -> None:
    thumb = document.make_stream(bytes(3))
    thumb.Width, thumb.Height, thumb.BitsPerComponent = 1, 1, 8
    thumb.ColorSpace = Name.DeviceRGB
    document.pages[0].Thumb = thumb


def private_data(document: pikepdf.Pdf) -> None:
    document.pages[0].PieceInfo = Dictionary(Draw=Dictionary(Private=String(SECRET)))


def bookmark(title: str) -> bytes:
    def draw(canvas: Any) -> None:
        canvas.bookmarkPage("here")
        canvas.addOutlineEntry(title, "here")

    return drawn(draw)


def stream(data: bytes, filters: str, entries: bytes = b"") -> bytes:
    """An object with a stream behind filters, as it stands in a file."""
    fields = b"/Length %d /Filter [/%b] %b" % (len(data), filters.encode(), entries)
    return b"<<%b>> stream\n%b\nendstream" % (fields, data)


def orphaned(data: bytes, base: bytes | None = None) -> bytes:
    """A file with an object more, to which nothing refers."""
    base = base or drawn(lambda _: None)
    at = base.rindex(b"\nxref\n")
    return base[:at] + b"\n77 0 obj\n" + data + b"\nendobj" + base[at:]
