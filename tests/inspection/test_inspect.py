"""A leaky PDF of each kind is found, and its twin, which only looks like it, is not."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import xray
from pikepdf import ObjectStreamMode, String
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from declass import Level, parse
from declass.inspection.inspect import inspect
from declass.inspection.kinds import KINDS, Kind
from declass.redact.prepare import prepare
from declass.redact.review.choices import Choices
from declass.sources.read import read_file
from tests.inspection import factories as made
from tests.inspection.factories import OPEN, SECRET, drawn, edited, several
from tests.redact.coders import CODERS, ascii_85, lzw, png_rows, run_length

SAMPLES = sorted((Path(__file__).parents[2] / "sample_cables").glob("*.txt"))
Builder = Callable[[], bytes]
K = Kind

CASES: dict[str, tuple[Kind, Builder, Builder]] = {
    "under a rectangle": (
        K.UNDER_SHAPE,
        lambda: drawn(several(made.text, made.box)),
        lambda: drawn(several(lambda c: made.box(c, 0.9), made.text)),
    ),
    "under a labelled rectangle": (
        K.UNDER_SHAPE,
        lambda: drawn(several(made.text, made.box, made.label)),
        lambda: drawn(several(made.box, made.label)),
    ),
    "under a white rectangle": (
        K.UNDER_SHAPE,
        lambda: drawn(several(made.text, lambda c: made.box(c, 1))),
        lambda: drawn(several(lambda c: made.box(c, 1), made.text)),
    ),
    "under a path": (
        K.UNDER_SHAPE,
        lambda: drawn(several(made.text, made.path)),
        lambda: drawn(several(made.path, lambda c: made.text(c, 1))),
    ),
    "under an image": (
        K.UNDER_IMAGE,
        lambda: drawn(several(made.text, made.picture)),
        lambda: drawn(several(made.picture, lambda c: made.text(c, 1))),
    ),
    "under a dark highlight": (
        K.UNDER_ANNOTATION,
        lambda: edited(made.highlight([0, 0, 0]), drawn(made.text)),
        lambda: edited(made.highlight([1, 1, 0]), drawn(made.text)),
    ),
    "picture under a box": (
        K.PICTURE_UNDER_BOX,
        lambda: drawn(several(made.scan(), made.scan_box, made.label)),
        lambda: drawn(several(made.scan(is_burnt=True), made.scan_box)),
    ),
    "picture under a white box": (
        K.PICTURE_UNDER_BOX,
        lambda: drawn(several(made.scan(), lambda c: made.scan_box(c, colour=1))),
        lambda: drawn(several(made.scan(), lambda c: made.scan_box(c, 100, 1))),
    ),
    "picture under two boxes of one path": (
        K.PICTURE_UNDER_BOX,
        lambda: drawn(several(made.scan(), lambda c: made.boxes(c, 640, 100))),
        lambda: drawn(several(made.scan(), lambda c: made.boxes(c, 300, 100))),
    ),
    "picture under a path": (
        K.PICTURE_UNDER_BOX,
        lambda: drawn(several(made.scan(), made.path)),
        lambda: drawn(several(made.path, made.scan())),
    ),
    "picture under a broad line": (
        K.PICTURE_UNDER_BOX,
        lambda: drawn(several(made.scan(), lambda c: made.pen(c, 14))),
        lambda: drawn(several(made.scan(), lambda c: made.pen(c, 1))),
    ),
    "picture under a picture": (
        K.PICTURE_UNDER_BOX,
        lambda: drawn(several(made.scan(), made.picture)),
        lambda: drawn(several(made.picture, made.scan())),
    ),
    "picture under a dark square": (
        K.PICTURE_UNDER_BOX,
        lambda: edited(made.square([0, 0, 0]), drawn(made.scan())),
        lambda: edited(made.square([]), drawn(made.scan())),
    ),
    "picture under a box in a form": (
        K.PICTURE_UNDER_BOX,
        lambda: drawn(made.in_a_form(made.scan(), made.scan_box)),
        lambda: drawn(made.in_a_form(made.scan())),
    ),
    "black on black": (
        K.SAME_COLOUR,
        lambda: drawn(several(made.box, made.text)),
        lambda: drawn(several(made.box, lambda c: made.text(c, 1))),
    ),
    "white on white": (
        K.SAME_COLOUR,
        lambda: drawn(lambda c: made.text(c, 1)),
        lambda: drawn(lambda c: made.text(c, 0.5)),
    ),
    "invisible mode": (
        K.INVISIBLE,
        lambda: drawn(lambda c: made.text(c, mode=3)),
        lambda: drawn(lambda c: made.text(c, mode=1)),
    ),
    "hidden layer": (
        K.HIDDEN_LAYER,
        lambda: made.layer(is_off=True),
        lambda: made.layer(is_off=False),
    ),
    "layer that is off": (
        K.LAYER,
        lambda: made.layer(is_off=True),
        lambda: made.layer(is_off=False),
    ),
    "cropped out": (K.OUTSIDE, lambda: made.cropped(720), lambda: made.cropped(600)),
    "off the page": (
        K.OUTSIDE,
        lambda: drawn(lambda c: made.text(c, x=-400)),
        lambda: drawn(lambda c: made.text(c, x=20)),
    ),
    "clipped away": (
        K.CLIPPED,
        lambda: drawn(several(made.clip, made.text)),
        lambda: drawn(several(made.text, made.clip)),
    ),
    "cross hatch": (
        K.HATCHED,
        lambda: drawn(several(made.text, made.hatch)),
        lambda: drawn(several(made.text, lambda c: c.line(70, 704, 330, 704))),
    ),
    "redaction not applied": (
        K.REDACTION_PENDING,
        lambda: edited(made.annotation("Redact"), drawn(made.text)),
        lambda: edited(made.annotation("Link"), drawn(made.text)),
    ),
    "earlier revision": (
        K.REVISION,
        lambda: made.appended(drawn(made.text)),
        lambda: edited(lambda _: None, drawn(made.text), linearize=True),
    ),
    "author": (
        K.INFORMATION,
        lambda: made.information(Author="Winifred Oakapple"),
        lambda: made.information(Author="anonymous", Title=OPEN),
    ),
    "XMP title": (K.XMP, lambda: made.xmp(SECRET), lambda: made.xmp(OPEN)),
    "attachment": (K.ATTACHMENT, lambda: edited(made.attach), lambda: edited(lambda _: None)),
    "script": (K.ACTION, lambda: edited(made.script), lambda: edited(made.go_to)),
    "form value": (K.FORM_VALUE, lambda: edited(made.form(SECRET)), lambda: edited(made.form(""))),
    "comment": (
        K.ANNOTATION,
        lambda: edited(made.annotation("Text", Contents=String(SECRET))),
        lambda: edited(made.annotation("Text")),
    ),
    "thumbnail": (K.THUMBNAIL, lambda: edited(made.thumbnail), lambda: edited(lambda _: None)),
    "private data": (
        K.PRIVATE_DATA,
        lambda: edited(made.private_data),
        lambda: edited(lambda _: None),
    ),
    "orphan": (
        K.ORPHAN,
        lambda: made.orphaned(b"(%b)" % SECRET.encode()),
        lambda: made.orphaned(b"null"),
    ),
    "bookmark": (K.BOOKMARK, lambda: made.bookmark(SECRET), lambda: made.bookmark(OPEN)),
    "behind the end": (
        K.AFTER_END,
        lambda: drawn(made.text) + SECRET.encode(),
        lambda: drawn(made.text) + b"\r\n",
    ),
}
LEAKY = pytest.mark.parametrize(("kind", "leaky"), [case[:2] for case in CASES.values()], ids=CASES)


@LEAKY
def test_the_leak_is_found(kind: Kind, leaky: Builder) -> None:
    assert kind in {finding.kind for finding in inspect(leaky())}


@pytest.mark.parametrize("clean", [case[2] for case in CASES.values()], ids=CASES)
def test_nothing_is_found_in_the_twin(clean: Builder) -> None:
    assert inspect(clean()) == ()


@LEAKY
def test_the_leak_is_found_in_object_streams(kind: Kind, leaky: Builder) -> None:
    if kind in (K.REVISION, K.AFTER_END, K.ORPHAN):
        pytest.skip("what a rewriting takes away")
    mode = ObjectStreamMode.generate
    rewritten = edited(lambda _: None, leaky(), object_stream_mode=mode)
    assert kind in {finding.kind for finding in inspect(rewritten)}


@pytest.mark.parametrize("leaky", [case[1] for case in CASES.values()], ids=CASES)
def test_what_xray_finds_is_found(leaky: Builder) -> None:
    pdf = leaky()
    theirs = asyncio.run(xray.inspect(pdf))
    ours = {finding.page for finding in inspect(pdf) if finding.page}
    assert set(theirs) <= ours


def test_xray_finds_some_of_them() -> None:
    names = ("under a rectangle", "black on black")
    assert all(asyncio.run(xray.inspect(CASES[name][1]())) for name in names)


def test_every_kind_has_a_leaky_file_but_those_of_a_comparison() -> None:
    shown = {kind for kind, _, _ in CASES.values()}
    assert set(KINDS) - shown == {K.WITHHELD_WORDS, K.UNREAD_STREAM}


def test_a_finding_has_the_place_and_the_text() -> None:
    (finding,) = inspect(CASES["under a rectangle"][1]())
    assert finding.page == 1
    assert finding.box is not None
    assert 70 < finding.box.left < 75
    assert 698 < finding.box.bottom < 702
    assert finding.text == SECRET.replace(" ", "")
    assert finding.count == len(finding.text)


def test_an_ordinary_document_is_clean() -> None:
    styles = getSampleStyleSheet()
    cells = [["Fleet", "Quota"], ["Oslo", "20"], ["Suva", "14"]]
    striped = [
        ("BACKGROUND", (0, 0), (-1, 0), colors.darkblue),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("BACKGROUND", (0, 1), (-1, -1), colors.beige),
        ("GRID", (0, 0), (-1, -1), 1, colors.black),
    ]
    words = "<b>Quotas</b> were <u>agreed</u>, <strike>denied</strike>, <font backColor='yellow'>marked</font>."
    file = BytesIO()
    flow = [Paragraph(words * 40, styles["BodyText"]), Table(cells, style=striped)] * 4
    SimpleDocTemplate(file, pagesize=A4).build(flow)
    assert inspect(file.getvalue()) == ()


@pytest.mark.parametrize("level", Level, ids=lambda level: level.name)
def test_nothing_is_found_in_our_releases(level: Level) -> None:
    for sample in SAMPLES[:: 1 if level is Level.C else 6]:
        cable = parse(read_file(sample).text)
        made_of = prepare(cable, level, Choices(accepts_compilation=True))
        found = inspect(made_of.content, withheld=made_of.withheld, released=made_of.released)
        assert found == (), sample.name


PLACES: dict[str, Builder] = {
    "page": lambda: drawn(made.text),
    "attachment": lambda: edited(made.attach),
    "bookmark": lambda: made.bookmark(SECRET),
    "private data": lambda: edited(made.private_data),
    "object stream": lambda: edited(
        made.private_data, object_stream_mode=ObjectStreamMode.generate
    ),
    "orphan": lambda: made.orphaned(b"(%b)" % SECRET.encode()),
    "UTF-16 in digits": lambda: made.orphaned(b"<%b>" % SECRET.encode("utf-16-be").hex().encode()),
    "behind the end": lambda: drawn(lambda _: None) + SECRET.encode(),
    "behind the end of what is deflated": lambda: made.orphaned(
        made.stream(zlib.compress(b"x") + SECRET.encode(), "FlateDecode")
    ),
    "in a row of filters": lambda: made.orphaned(
        made.stream(ascii_85(lzw(run_length(SECRET.encode()))), "A85 /LZW /RL")
    ),
    "predicted as in PNG": lambda: made.orphaned(
        made.stream(
            zlib.compress(png_rows(SECRET.encode().ljust(30), 10, b"\1\2\3\4")),
            "FlateDecode",
            b"/DecodeParms [<</Predictor 15 /Columns 10>>]",
        )
    ),
    "filters that are objects of their own": lambda: made.orphaned(
        made.stream(lzw(SECRET.encode()), "LZWDecode").replace(b"[/LZWDecode]", b"78 0 R")
        + b"\nendobj\n78 0 obj\n[79 0 R]\nendobj\n79 0 obj\n/LZWDecode"
    ),
}


@pytest.mark.parametrize("name", CODERS)
def test_withheld_words_are_found_behind_each_filter(name: str) -> None:
    stream = made.stream(CODERS[name](SECRET.encode()), name)
    assert has_withheld_words(made.orphaned(stream), [SECRET])


@pytest.mark.parametrize("build", PLACES.values(), ids=PLACES)
def test_withheld_words_are_found_wherever_they_are(build: Builder) -> None:
    found = inspect(build(), withheld=[SECRET], released=[OPEN])
    assert K.WITHHELD_WORDS in {finding.kind for finding in found}


def test_words_that_are_released_too_are_no_finding() -> None:
    assert inspect(drawn(made.text), withheld=[SECRET], released=[OPEN, SECRET]) == ()


def rotated(base: bytes) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].Rotate = 90

    return edited(change, base)


def test_a_turned_page_is_looked_at_as_it_is_turned() -> None:
    assert inspect(rotated(drawn(made.text))) == ()
    (finding,) = inspect(rotated(drawn(several(made.text, made.box))))
    assert finding.kind is K.UNDER_SHAPE


def test_text_in_a_form_is_found_where_the_form_puts_it() -> None:
    assert inspect(drawn(made.in_a_form(made.text))) == ()
    (finding,) = inspect(drawn(made.in_a_form(made.text, made.box)))
    assert finding.kind is K.UNDER_SHAPE
    assert finding.box is not None
    assert 117 < finding.box.left < 119
    assert 459 < finding.box.bottom < 461


def test_a_stream_that_cannot_be_searched_is_told() -> None:
    pdf = made.orphaned(made.stream(b"abc", "Unheard"))
    found = inspect(pdf, withheld=[SECRET], released=[OPEN])
    assert K.UNREAD_STREAM in {finding.kind for finding in found}
    assert K.UNREAD_STREAM not in {finding.kind for finding in inspect(pdf)}


HIDING: dict[str, bytes] = {
    "an unknown filter": made.stream(b"5 0 (x)", "Unheard", b"/Type /ObjStm /N 1 /First 4"),
    "no place of the first": made.stream(zlib.compress(b"5 0 (x)"), "Fl", b"/Type /ObjStm /N 1"),
    "fewer objects than it says": made.stream(
        zlib.compress(b"5 0 (x)"), "Fl", b"/Type /ObjStm /N 2 /First 4"
    ),
    "metadata in an unknown filter": made.stream(b"x", "Unheard", b"/Type /Metadata /Subtype /XML"),
}


@pytest.mark.parametrize("hiding", HIDING.values(), ids=HIDING)
def test_objects_and_metadata_that_cannot_be_read_are_told_whatever_is_looked_for(
    hiding: bytes,
) -> None:
    assert K.UNREAD_STREAM in {finding.kind for finding in inspect(made.orphaned(hiding))}


def test_a_table_of_objects_is_no_text() -> None:
    """Bytes of places in the file are those of letters too, now and then."""
    table = made.stream(zlib.compress(b"\1\4ABC"), "Fl", b"/Type /XRef /W [1 2 2]")
    assert not has_withheld_words(made.orphaned(table), ["abc"])


UNTRUE: dict[str, tuple[bytes, bytes]] = {
    "a place outside of the file": (b"\1ABC\0", b"/Type /XRef /W [1 2 2]"),
    "a kind that there is not": (b"A\0BCD\0", b"/Type /XRef /W [1 1 4]"),
    "a row too long": (b"\1\4ABCD", b"/Type /XRef /W [1 2 2]"),
    "no widths": (b"\1\4ABC", b"/Type /XRef"),
    "no table": (b"\1\4ABC", b"/W [1 2 2]"),
}


@pytest.mark.parametrize(("rows", "entries"), UNTRUE.values(), ids=UNTRUE)
def test_what_only_claims_to_be_a_table_of_objects_is_searched(rows: bytes, entries: bytes) -> None:
    table = made.stream(zlib.compress(rows), "Fl", entries)
    assert has_withheld_words(made.orphaned(table), ["abc", "bcd", "abcd"])


def has_withheld_words(pdf: bytes, withheld: list[str]) -> bool:
    found = inspect(pdf, withheld=withheld, released=[OPEN])
    return K.WITHHELD_WORDS in {finding.kind for finding in found}
