"""Hides things in a release as no search for words could find them, and asks that it be refused.

Each spoiled file is whole: its table, its size and its identity are made anew, so that it is refused
for what it holds and not for a number that no longer fits.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.redact import shape
from declass.redact.layout import lay_out
from declass.redact.packing import pack, unpack
from declass.redact.pdf import draw
from declass.redact.release import Release, ReleasedLine
from declass.redact.shape_file import Fault
from tests.redact.factories import SAMPLE, WORDING, pages_of, releases, run

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
SECRET = b"HARBOR PILOTS WILL STRIKE"
PAGES = pages_of(ReleasedLine("SECRET", is_struck=True), "1. (U) It is (open).", run(3))
CLEAN = draw(PAGES)


def bodies(pdf: bytes) -> list[bytes]:
    """What stands in each object."""
    return re.findall(rb"\d+ 0 obj\n(.*?)\nendobj\n", pdf, re.DOTALL)


def sealed(
    objects: list[bytes],
    *,
    header: bytes = HEADER,
    between: bytes = b"",
    more: bytes = b"",
    identity: bytes | None = None,
) -> bytes:
    """A whole file of these objects; the catalog is the last of those of a release."""
    file = bytearray(header)
    table = [b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)]
    for number, body in enumerate(objects, start=1):
        table.append(b"%010d 00000 n \n" % len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body) + between
    start = len(file)
    file += b"".join(table)
    mark = b"(%b)" % (identity or sha256(file).hexdigest()[:32].encode())
    file += b"trailer\n<<\n/ID [%b %b]\n/Root %d 0 R\n/Size %d%b\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        (mark, mark, CATALOG, len(objects) + 1, more, start)
    )
    return bytes(file)


def stream(data: bytes, filters: bytes = b" /Filter /FlateDecode", begin: bytes = b"\n") -> bytes:
    length = len(data)
    return b"<< /Length %d%b >>\nstream%b%b\nendstream" % (length, filters, begin, data)


OBJECTS = bodies(CLEAN)
(CODE_PLACE,) = [
    place for place, body in enumerate(OBJECTS) if re.match(rb"<< /Length \d+ /Filter", body)
]
CODE = OBJECTS[CODE_PLACE]
CATALOG = len(OBJECTS)
NEXT = b"%d 0 R" % (CATALOG + 1)
INFLATED = zlib.decompress(CODE.partition(b"stream\n")[2])
SEARCHED = zlib.compress(SECRET)


def with_object(extra: bytes) -> bytes:
    return sealed([*OBJECTS, extra])


def with_change(old: bytes, new: bytes, *extra: bytes) -> bytes:
    changed = [body.replace(old, new) if b"stream" not in body else body for body in OBJECTS]
    assert changed != OBJECTS
    return sealed([*changed, *extra])


def with_stream(body: bytes) -> bytes:
    return sealed([*OBJECTS[:CODE_PLACE], body, *OBJECTS[CODE_PLACE + 1 :]])


def with_object_at(number: int, body: bytes) -> bytes:
    return sealed([*OBJECTS[: number - 1], body, *OBJECTS[number:]])


def with_metadata(old: bytes, new: bytes) -> bytes:
    (place,) = [place for place, body in enumerate(OBJECTS) if b"/Metadata /Subtype" in body]
    packet = OBJECTS[place].partition(b"stream\n")[2].removesuffix(b"\nendstream")
    assert old in packet
    kind = b"<< /Type /Metadata /Subtype /XML"
    packet = packet.replace(old, new, 1)
    body = b"%b /Length %d >>\nstream\n%b\nendstream" % (kind, len(packet), packet)
    return with_object_at(place + 1, body)


def with_code(old: bytes, new: bytes) -> bytes:
    assert old in INFLATED
    return with_stream(stream(zlib.compress(INFLATED.replace(old, new, 1))))


def is_refused(pdf: bytes) -> bool:
    try:
        shape.read(pdf)
    except Fault:
        return True
    return False


def test_a_release_has_the_shape_of_a_release() -> None:
    assert sealed(OBJECTS) == CLEAN
    assert with_stream(stream(zlib.compress(INFLATED))) == CLEAN
    rows = (*PAGES.pages[0].head, *PAGES.pages[0].body, *PAGES.pages[0].foot)
    (code,) = shape.read(CLEAN)
    assert code == (CODE_PLACE + 1, tuple(row.text for row in rows if row.text))


@given(releases)
def test_every_release_has_the_shape_of_a_release(made: Release) -> None:
    pages = lay_out(made, WORDING)
    shown = [
        tuple(row.text for row in (*page.head, *page.body, *page.foot) if row.text)
        for page in pages.pages
    ]
    assert [code.texts for code in shape.read(draw(pages))] == shown


SPOILED: dict[str, Callable[[], bytes]] = {
    # the frame
    "bytes before the header": lambda: sealed(OBJECTS, header=b"PILOTS\n" + HEADER),
    "another header": lambda: sealed(OBJECTS, header=HEADER + b"%PILOTS\n"),
    "bytes between objects": lambda: sealed(OBJECTS, between=b"% PILOTS\n"),
    "a blank between objects": lambda: sealed(OBJECTS, between=b"\n"),
    "bytes after the end": lambda: CLEAN + b"\0",
    "a deflated stream after the end": lambda: CLEAN + SEARCHED,
    "a second end": lambda: CLEAN + b"%%EOF\n",
    "a second revision": lambda: CLEAN + CLEAN[len(HEADER) :],
    "Info": lambda: sealed([*OBJECTS, b"<< /Title (x) >>"], more=b"\n/Info " + NEXT),
    "an earlier table": lambda: sealed(OBJECTS, more=b"\n/Prev 15"),
    "an identity that is no hash of the file": lambda: sealed(OBJECTS, identity=b"0" * 32),
    # objects that nothing refers to
    "an orphan string": lambda: with_object(b"(PILOTS)"),
    "an orphan number": lambda: with_object(b"7269"),
    "an orphan stream": lambda: with_object(stream(SEARCHED)),
    "an orphan stream after a return": lambda: with_object(stream(SEARCHED, begin=b"\r")),
    "an orphan stream after a blank": lambda: with_object(stream(SEARCHED, begin=b" \n")),
    "an orphan with a coded key": lambda: with_object(stream(SEARCHED, b" /F#69lter /FlateDecode")),
    "an orphan with a comment": lambda: with_object(stream(SEARCHED, b" % x\n/Filter /FlateDecode")),
    "an orphan with a string": lambda: with_object(stream(SEARCHED, b" /D (>>) /Filter /FlateDecode")),
    "an orphan without a filter": lambda: with_object(stream(SEARCHED, b"")),
    "an orphan page code": lambda: with_object(CODE),
    # streams
    "no filter": lambda: with_stream(stream(INFLATED, b"")),
    "another filter": lambda: with_stream(stream(INFLATED.hex().encode(), b" /Filter /ASCIIHexDecode")),
    "a second deflated stream": lambda: with_stream(stream(zlib.compress(INFLATED) + SEARCHED)),
    "bytes behind the deflated stream": lambda: with_stream(stream(zlib.compress(INFLATED) + b"\n")),
    "a stream that is cut short": lambda: with_stream(stream(zlib.compress(INFLATED)[:-1])),
    "a deflated stream that is packed": lambda: with_stream(stream(gzip.compress(INFLATED))),
    "a length that is too short": lambda: with_stream(CODE.replace(b"/Length ", b"/Length 1 %")),
    "a bomb": lambda: with_stream(stream(zlib.compress(b" " * 2**24))),
    # keys and values
    "a key that no page has": lambda: with_change(b"/Contents", b"/Annots [ ] /Contents"),
    "a second value for a key": lambda: with_change(b"/Contents", b"/Contents 8 0 R /Contents"),
    "a script": lambda: with_change(b"/Lang", b"/OpenAction << /S /JavaScript /JS (x) >> /Lang"),
    "an attachment": lambda: with_change(
        b"/Lang", b"/Names << /EmbeddedFiles %b >> /Lang" % NEXT, stream(gzip.compress(SECRET), b"")
    ),
    "an image": lambda: with_change(
        b"/Font << ", b"/XObject << /I %b >> /Font << " % NEXT, stream(SEARCHED, b" /Subtype /Image")
    ),
    "codes of its own for letters": lambda: with_change(
        b"/WinAnsiEncoding", b"<< /Differences [ 65 /P /I /L ] >>"
    ),
    "a lying map to Unicode": lambda: with_change(
        b"/Encoding", b"/ToUnicode %b /Encoding" % NEXT, stream(SEARCHED)
    ),
    "a second font": lambda: with_change(b"<< /F1", b"<< /F2 << >> /F1"),
    "another font": lambda: with_change(b"/BaseFont /DeclassMono", b"/BaseFont /Pilots"),
    "a message for a language": lambda: with_change(b"(en-US)", b"(PILOTS)"),
    "a page of another size": lambda: with_change(b"[ 0 0 612 792 ]", b"[ 80 73 612 792 ]"),
    "a count that is none": lambda: with_change(b"/Count 1", b"/Count 7269"),
    "another parent": lambda: with_change(b"/Parent 5", b"/Parent 1"),
    "no parent": lambda: with_change(b"/Parent 5 0 R ", b""),
    "a page twice": lambda: with_change(b"[ 9 0 R ]", b"[ 9 0 R 9 0 R ]"),
    "an object that is not there": lambda: with_change(b"[ 9 0 R ]", b"[ 9 0 R 99 0 R ]"),
    "many blanks": lambda: with_change(b"/Lang ", b"/Lang  "),
    "a tab": lambda: with_change(b"/Lang ", b"/Lang\t"),
    "a comment": lambda: with_change(b"/Lang ", b"/Lang % PILOTS\n"),
    "a string in hexadecimal digits": lambda: with_change(b"(en-US)", b"<656e2d5553>"),
    "a number with zeros before it": lambda: with_change(b"792", b"00792"),
    "values in values without end": lambda: with_object(b"[" * 10**6),
    # the font, the metadata, the tags
    "a font with other letters": lambda: with_object_at(2, stream(SEARCHED, b" /Length1 16192 /Filter /FlateDecode")),
    "a font that is one bit off": lambda: with_object_at(2, OBJECTS[1][:-30] + b"\0" + OBJECTS[1][-29:]),
    "another title": lambda: with_metadata(b"Released cable 08LISBON804", b"Released cable of PILOTS"),
    "the number of another cable": lambda: with_metadata(b"08LISBON804", b"08LISBON805"),
    "a comment in the metadata": lambda: with_metadata(b"<rdf:RDF", b"<!-- PILOTS --><rdf:RDF"),
    "a blank in the metadata": lambda: with_metadata(b"<rdf:RDF", b"<rdf:RDF "),
    "a tag": lambda: with_change(b"/S /H1", b"/S /H2"),
    "an alternate text": lambda: with_change(b"/Alt (withheld,", b"/Alt (PILOTS,"),
    "an alternate text in UTF-16": lambda: with_change(b"/Alt (withheld, ", b"/Alt <FEFF0050> /E ("),
    "an alternate text of a paragraph": lambda: with_change(b"/K 3 >>", b"/K 3 /Alt (PILOTS) >>"),
    "an actual text": lambda: with_change(b"/K 3 >>", b"/K 3 /ActualText (PILOTS) >>"),
    "a title of an element": lambda: with_change(b"/K 3 >>", b"/K 3 /T (PILOTS) >>"),
    "a number of an element": lambda: with_change(b"/K 3 >>", b"/K 4 >>"),
    "elements in another order": lambda: with_change(
        b"/K [ 10 0 R 11 0 R", b"/K [ 11 0 R 10 0 R"
    ),
    "an element less": lambda: with_change(b"/K [ 10 0 R 11 0 R", b"/K [ 10 0 R"),
    "an element more": lambda: with_change(
        b"/K [ 10 0 R", b"/K [ 10 0 R %b" % NEXT, b"<< /S /P /P 7 0 R /Pg 9 0 R /K 7 >>"
    ),
    "an element of elements": lambda: with_change(b"/K 3 >>", b"/K [ 3 10 0 R ] >>"),
    "a table of parents that says something": lambda: with_change(b"/Nums [ 0 [ 10", b"/Nums [ 0 [ 11"),
    "a page of tags that is not there": lambda: with_change(b"/StructParents 0", b"/StructParents 7"),
    "roles of its own": lambda: with_change(b"/Type /StructTreeRoot", b"/Type /StructTreeRoot /RoleMap << /PILOTS /P >>"),
    "classes of its own": lambda: with_change(b"/Type /StructTreeRoot", b"/Type /StructTreeRoot /ClassMap << /PILOTS << >> >>"),
    # the code of a page
    "a comment in the code": lambda: with_code(b"f\n", b"f\n% PILOTS\n"),
    "invisible text": lambda: with_code(b"BT ", b"BT 3 Tr "),
    "kerned text": lambda: with_code(b"(SECRET)Tj", b"[(SEC) 7269 (RET)] TJ"),
    "text in hexadecimal digits": lambda: with_code(b"T*\n", b"<50494C> Tj T*\n"),
    "text in octal digits": lambda: with_code(b"(SECRET", b"(\\123ECRET"),
    "a character that no page has": lambda: with_code(b"(SECRET", b"(\x81ECRET"),
    "a control character": lambda: with_code(b"(SECRET", b"(\nECRET"),
    "text that is too long": lambda: with_code(b"is \\(", b"is " + 80 * b"x" + b"\\("),
    "two texts in a row": lambda: with_code(b"T*\n", b"(PILOTS)Tj (AGAIN)Tj T*\n"),
    "rows below the page": lambda: with_code(b"ET\n", b"T*\n" * 60 + b"(PILOTS)Tj ET\n"),
    "a second text object": lambda: with_code(b"ET\n", b"ET\nBT (PILOTS)Tj ET\n"),
    "text at another place": lambda: with_code(b"66 746.8 Td", b"72 746.8 Td"),
    "text of another size": lambda: with_code(b"/F1 10 Tf", b"/F1 1 Tf"),
    "another leading": lambda: with_code(b"12 TL", b"73 TL"),
    "a colour": lambda: with_code(b"0 g\n", b".072 g\n"),
    "a marked content": lambda: with_code(b"BT ", b"/Span BDC BT "),
    "a property of a mark": lambda: with_code(b"<</MCID 3>>", b"<</MCID 3/ActualText(PILOTS)>>"),
    "another tag": lambda: with_code(b"/P <</MCID 3>>", b"/H3 <</MCID 3>>"),
    "a second title": lambda: with_code(b"/P <</MCID 3>>", b"/H1 <</MCID 3>>"),
    "a heading that the tags do not have": lambda: with_code(b"/P <</MCID 3>>", b"/H2 <</MCID 3>>"),
    "numbers of marks that say something": lambda: with_code(b"<</MCID 3>>", b"<</MCID 72>>"),
    "a mark twice": lambda: with_code(b"<</MCID 3>>", b"<</MCID 2>>"),
    "text without a mark": lambda: with_code(b"/P <</MCID 3>>BDC\n", b""),
    "a mark without an end": lambda: with_code(b"EMC\n/P <</MCID 4>>", b"/P <</MCID 4>>"),
    "a mark that ends later": lambda: with_code(b"EMC\nT*\n", b"T*\nEMC\n"),
    "a mark without text": lambda: with_code(b"EMC\nT*\n", b"EMC\n/P <</MCID 2>>BDC\nT*\n"),
    "text that is kept from a reader's ear": lambda: with_code(
        b"/P <</MCID 3>>BDC", b"/Artifact <</Type/Pagination>>BDC"
    ),
    "a blank behind a text": lambda: with_code(b"(SECRET)Tj", b"(SECRET )Tj"),
    "no blank where a text goes on": lambda: with_code(b"lines )Tj", b"lines)Tj"),
    "black text on a bar": lambda: with_code(b"1 g (", b"0 g ("),
    "white text on paper": lambda: with_code(b"(SECRET)Tj", b"1 g (SECRET)Tj 0 g"),
    "a head that is longer": lambda: with_code(b"(08LISBON804)Tj T*\n", b"(08LISBON804)Tj T*\nT*\n"),
    "an image in the code": lambda: with_code(b"BT ", b"BI ID PILOTS EI BT "),
    "a path": lambda: with_code(b"f\n", b"72 69 m f\n"),
    "character codes for a shape": lambda: with_code(b"f\n", b"72 65 82 66 re\nf\n"),
    "a bar as wide as a text": lambda: with_code(b" 480 12 re", b" 150 12 re"),
    "a line wider than its text": lambda: with_code(b" 36 1 re", b" 72 1 re"),
    "a line where no text is": lambda: with_code(b"f\n", b"66 41.2 72 1 re\nf\n"),
    "a bar twice": lambda: with_code(b"f\n", b"66 36 480 12 re\n66 36 480 12 re\nf\n"),
    "shapes after the text": lambda: with_code(b"ET\n", b"ET\n66 36 480 12 re\nf\n"),
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_what_no_release_consists_of_is_refused(spoil: Callable[[], bytes]) -> None:
    spoiled = spoil()
    assert spoiled != CLEAN
    assert is_refused(spoiled)


@given(st.integers(0, len(OBJECTS) - 1), st.data())
def test_no_byte_of_an_object_is_free(which: int, data: st.DataObject) -> None:
    """But one: between two tokens stands a blank or a line end."""
    body = OBJECTS[which]
    place = data.draw(st.integers(0, len(body) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != body[place]))
    if bytes([byte, body[place]]) in (b"\n ", b" \n"):
        return
    spoiled = [*OBJECTS]
    spoiled[which] = body[:place] + bytes([byte]) + body[place + 1 :]
    assert is_refused(sealed(spoiled))


def test_bits_that_say_nothing_are_refused() -> None:
    """A deflated stream may have bits behind its last code, and how it is packed is a choice."""
    found = 0
    for length in range(1, 40):
        code = b"BT /F1 10 Tf ET" * length
        packed = pack(code)
        body, check = packed[:-4], packed[-4:]
        others = [body[:-1] + bytes([body[-1] ^ 1 << bit]) + check for bit in range(8)]
        others += [zlib.compress(code, level) for level in range(10)]
        for data in others:
            if data != packed and _says(data) == code:
                found += 1
                assert unpack(data, len(code)) is None
        assert unpack(packed, len(code)) == code
    assert found


def _says(data: bytes) -> bytes | None:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return None


@given(st.integers(0, len(CLEAN)), st.binary(min_size=1, max_size=8))
def test_nothing_can_be_put_into_a_file(place: int, extra: bytes) -> None:
    assert is_refused(CLEAN[:place] + extra + CLEAN[place:])


@given(st.integers(0, len(CLEAN) - 1))
def test_a_file_that_is_cut_short_is_refused(length: int) -> None:
    assert is_refused(CLEAN[:length])


def test_every_page_is_read() -> None:
    codes = shape.read(draw(lay_out(SAMPLE, WORDING)))
    assert len(codes) == len(lay_out(SAMPLE, WORDING).pages) > 1


def test_a_fault_says_in_which_object_it_is_and_not_what() -> None:
    with pytest.raises(Fault) as caught:
        shape.read(with_object(b"(PILOTS)"))
    assert caught.value.number == CATALOG + 1
    assert "PILOTS" not in str(caught.value)
