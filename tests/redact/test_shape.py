"""Hides things in a release as no search for words could find them, and asks that it be refused.

What can be hidden in the frame of a file, and in how it is packed, is in `test_shape_file`.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.redact.paper.layout import lay_out
from declass.redact.pdf.packing import pack
from declass.redact.pdf.writer import draw
from declass.redact.release import Part, Release, ReleasedLine
from declass.redact.shape import form
from declass.redact.shape.file import Fault
from tests.redact.factories import SAMPLE, WORDING, pages_of, pdf_of, releases, run
from tests.redact.sealing import Parts, Seal, apart, is_refused, sealed, stream

SECRET = b"HARBOR PILOTS WILL STRIKE"
SEARCHED = pack(SECRET)
PAGES = pages_of(
    ReleasedLine("FM EMBASSY LISBON", part=Part.HEAD, begins=True),
    ReleasedLine("SECRET", is_struck=True),
    ReleasedLine("1. (U) It is (open).", begins=True, bookmark="1. (U)"),
    run(3),
)
CLEAN = draw(PAGES)
STREAMS, INSIDE = apart(CLEAN)
CODE_PLACE = 2
CATALOG = len(STREAMS) + 2
NEXT = b"%d 0 R" % (CATALOG + len(INSIDE))
INFLATED = zlib.decompress(STREAMS[CODE_PLACE].partition(b"stream\n")[2])


def with_change(old: bytes, new: bytes, *late: bytes) -> bytes:
    """The release with something else in the objects of its object stream."""
    changed = [body.replace(old, new) for body in INSIDE]
    assert changed != INSIDE
    return sealed(Parts(STREAMS, changed), Seal(late=late))


def exchanged(one: bytes, other: bytes) -> bytes:
    """The release in which two objects have each other's numbers."""
    names = {one: other, other: one}
    pattern = re.compile(rb"(?<!\d)(?:%b)" % b"|".join(map(re.escape, names)))
    changed = [pattern.sub(lambda name: names[name[0]], body) for body in INSIDE]
    first, second = [int(name.split()[0]) - CATALOG for name in names]
    changed[first], changed[second] = changed[second], changed[first]
    return sealed(Parts(STREAMS, changed))


def with_stream(number: int, body: bytes) -> bytes:
    return sealed(Parts([*STREAMS[: number - 1], body, *STREAMS[number:]], INSIDE))


def with_metadata(old: bytes, new: bytes) -> bytes:
    packet = STREAMS[1].partition(b"stream\n")[2].removesuffix(b"\nendstream")
    assert old in packet
    return with_stream(2, stream(packet.replace(old, new, 1), b"/Type/Metadata/Subtype/XML"))


def with_code(old: bytes, new: bytes) -> bytes:
    assert old in INFLATED
    return with_stream(CODE_PLACE + 1, stream(pack(INFLATED.replace(old, new, 1))))


def test_a_release_has_the_shape_of_a_release() -> None:
    assert sealed(Parts(STREAMS, INSIDE)) == CLEAN
    assert with_stream(CODE_PLACE + 1, stream(pack(INFLATED))) == CLEAN
    rows = (*PAGES.pages[0].head, *PAGES.pages[0].body, *PAGES.pages[0].foot)
    (code,) = form.read(CLEAN)
    assert code == (CODE_PLACE + 1, tuple(row.text for row in rows if row.text))


@given(releases)
def test_every_release_has_the_shape_of_a_release(made: Release) -> None:
    pages = lay_out(made, WORDING)
    shown = [
        tuple(row.text for row in (*page.head, *page.body, *page.foot) if row.text)
        for page in pages.pages
    ]
    assert [code.texts for code in form.read(draw(pages))] == shown


SPOILED: dict[str, Callable[[], bytes]] = {
    # keys and values
    "a key that no page has": lambda: with_change(b"/Contents", b"/Annots[]/Contents"),
    "a second value for a key": lambda: with_change(b"/Contents", b"/Contents 4 0 R/Contents"),
    "keys in another order": lambda: with_change(b"/Type/Pages/Count 1", b"/Count 1/Type/Pages"),
    "keys of an element in another order": lambda: with_change(b"/Pg 10 0 R/K 4", b"/K 4/Pg 10 0 R"),
    "a script": lambda: with_change(b"/Lang", b"/OpenAction<</S/JavaScript/JS(x)>>/Lang"),
    "an attachment": lambda: with_change(
        b"/Lang", b"/Names<</EmbeddedFiles %b>>/Lang" % NEXT, stream(gzip.compress(SECRET), b"")
    ),
    "an image": lambda: with_change(
        b"/Font<<", b"/XObject<</I %b>>/Font<<" % NEXT, stream(SEARCHED, b"/Subtype/Image")
    ),
    "codes of its own for letters": lambda: with_change(
        b"/WinAnsiEncoding", b"<</Differences[65/P/I/L]>>"
    ),
    "a lying map to Unicode": lambda: with_change(
        b"/Encoding", b"/ToUnicode %b/Encoding" % NEXT, stream(SEARCHED)
    ),
    "a second font": lambda: with_change(b"<</F1", b"<</F2<<>>/F1"),
    "another font": lambda: with_change(b"/BaseFont/DeclassMono", b"/BaseFont/Pilots"),
    "a message for a language": lambda: with_change(b"(en-US)", b"(PILOTS)"),
    "a page of another size": lambda: with_change(b"[0 0 612 792]", b"[80 73 612 792]"),
    "a count that is none": lambda: with_change(b"/Count 1/", b"/Count 7269/"),
    "another parent": lambda: with_change(b"/Parent 9", b"/Parent 5"),
    "no parent": lambda: with_change(b"/Parent 9 0 R", b""),
    "a page twice": lambda: with_change(b"/Kids[10 0 R]", b"/Kids[10 0 R 10 0 R]"),
    "an object that is not there": lambda: with_change(b"/Kids[10 0 R]", b"/Kids[10 0 R 99 0 R]"),
    "objects in another order": lambda: exchanged(b"7 0 R", b"8 0 R"),
    "elements that are numbered in another order": lambda: exchanged(b"14 0 R", b"15 0 R"),
    "a blank": lambda: with_change(b"/Lang", b"/Lang "),
    "a blank too much": lambda: with_change(b"/Pages 9", b"/Pages  9"),
    "a line end": lambda: with_change(b"/Pages 9", b"/Pages\n9"),
    "a tab": lambda: with_change(b"/Pages 9", b"/Pages\t9"),
    "a comment": lambda: with_change(b"/Lang", b"% PILOTS\n/Lang"),
    "two numbers without a blank": lambda: with_change(b"/XYZ null 5", b"/XYZ null5"),
    "a string in hexadecimal digits": lambda: with_change(b"(en-US)", b"<656e2d5553>"),
    "a number with zeros before it": lambda: with_change(b"792", b"00792"),
    "values in values without end": lambda: sealed(Parts(STREAMS, [*INSIDE, b"[" * 10**6])),
    # the font, the metadata, the tags
    "a font with other letters": lambda: with_stream(1, stream(SEARCHED, b"/Length1 16192/Filter/FlateDecode")),
    "a font that is one bit off": lambda: with_stream(1, STREAMS[0][:-30] + b"\0" + STREAMS[0][-29:]),
    "another title": lambda: with_metadata(b"Released cable 08LISBON804", b"Released cable of PILOTS"),
    "the number of another cable": lambda: with_metadata(b"08LISBON804", b"08LISBON805"),
    "a comment in the metadata": lambda: with_metadata(b"<rdf:RDF", b"<!-- PILOTS --><rdf:RDF"),
    "a blank in the metadata": lambda: with_metadata(b"<rdf:RDF", b"<rdf:RDF "),
    "a tag": lambda: with_change(b"/S/H1", b"/S/H2"),
    "an alternate text": lambda: with_change(b"/Alt(withheld,", b"/Alt(PILOTS,"),
    "an alternate text in UTF-16": lambda: with_change(b"/Alt(withheld, ", b"/Alt<FEFF0050>/E("),
    "an alternate text of a paragraph": lambda: with_change(b"/K 4>>", b"/K 4/Alt(PILOTS)>>"),
    "an actual text": lambda: with_change(b"/K 4>>", b"/K 4/ActualText(PILOTS)>>"),
    "a title of an element": lambda: with_change(b"/K 4>>", b"/K 4/T(PILOTS)>>"),
    "a number of an element": lambda: with_change(b"/K 4>>", b"/K 5>>"),
    "elements in another order": lambda: with_change(b"/K[13 0 R 14 0 R", b"/K[14 0 R 13 0 R"),
    "an element less": lambda: with_change(b"/K[13 0 R 14 0 R", b"/K[13 0 R"),
    "an element more": lambda: with_change(
        b"/K[13 0 R", b"/K[13 0 R %b" % NEXT, b"<</S/P/P 12 0 R/Pg 10 0 R/K 7>>"
    ),
    "an element of elements": lambda: with_change(b"/K 4>>", b"/K[4 14 0 R]>>"),
    "a table of parents that says something": lambda: with_change(b"/Nums[0[13", b"/Nums[0[14"),
    "a page of tags that is not there": lambda: with_change(b"/StructParents 0", b"/StructParents 7"),
    "roles of its own": lambda: with_change(b"/Type/StructTreeRoot", b"/Type/StructTreeRoot/RoleMap<</PILOTS/P>>"),
    "classes of its own": lambda: with_change(b"/Type/StructTreeRoot", b"/Type/StructTreeRoot/ClassMap<</PILOTS<<>>>>"),
    "a head without lines": lambda: with_change(b"/K[17 0 R]", b"/K[]"),
    "a line of the head that stands beside it": lambda: with_change(b"/P 16 0 R", b"/P 12 0 R"),
    "a line of the head that the document has too": lambda: with_change(b"16 0 R 18 0 R", b"16 0 R 17 0 R 18 0 R"),
    "a head with a title": lambda: with_change(b"/S/Div", b"/S/Div/T(PILOTS)"),
    "a head that is called otherwise": lambda: with_change(b"/S/Div", b"/S/Pilots"),
    # the outline
    "another title of a portion": lambda: with_change(b"/Title(1. ", b"/Title(2. "),
    "a title that goes on": lambda: with_change(b"/Title(1. \\(U\\))", b"/Title(1. \\(U\\) PILOTS)"),
    "half a word for a title": lambda: with_change(b"/Title(1. \\(U\\))", b"/Title(1. \\(U\\) I)"),
    "no words for a title": lambda: with_change(b"/Title(1. \\(U\\))", b"/Title()"),
    "a title in UTF-16": lambda: with_change(b"/Title(1. \\(U\\))", b"/Title<FEFF0031002E>"),
    "a portion that is marked elsewhere": lambda: with_change(b"null 588 null", b"null 600 null"),
    "a place that is no row": lambda: with_change(b"null 588 null", b"null 587 null"),
    "a place with a message": lambda: with_change(b"/XYZ null", b"/XYZ 72"),
    "a portion that is marked twice": lambda: with_change(b"3. \\(S/NF\\))/Parent 22 0 R/Prev 23 0 R/Dest[10 0 R/XYZ null 576", b"1. \\(U\\))/Parent 22 0 R/Prev 23 0 R/Dest[10 0 R/XYZ null 588"),
    "a page that is none": lambda: with_change(b"/Dest[10", b"/Dest[11"),
    "a colour of an item": lambda: with_change(b"/Title(1.", b"/C[0 0 1]/Title(1."),
    "an item that acts": lambda: with_change(b"/Dest[10 0 R/XYZ null 588 null]", b"/A<</S/URI/URI(PILOTS)>>"),
    "an item less than is counted": lambda: with_change(b"/Last 24 0 R/Count 2", b"/Last 24 0 R/Count 3"),
    "an item more than is counted": lambda: with_change(b"/Last 24 0 R/Count 2", b"/Last 23 0 R/Count 1"),
    "an outline without items": lambda: with_change(b"/Count 2", b"/Count 0"),
    "an outline that is not shown": lambda: with_change(b"/PageMode/UseOutlines", b""),
    "an outline that is hidden": lambda: with_change(b"/Outlines 22 0 R/PageMode/UseOutlines", b""),
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


@given(st.integers(0, len(INSIDE) - 1), st.data())
def test_no_byte_of_an_object_is_free(which: int, data: st.DataObject) -> None:
    body = INSIDE[which]
    place = data.draw(st.integers(0, len(body) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != body[place]))
    spoiled = [*INSIDE]
    spoiled[which] = body[:place] + bytes([byte]) + body[place + 1 :]
    assert is_refused(sealed(Parts(STREAMS, spoiled)))


def test_every_page_is_read() -> None:
    codes = form.read(draw(lay_out(SAMPLE, WORDING)))
    assert len(codes) == len(lay_out(SAMPLE, WORDING).pages) > 1


def test_a_fault_says_in_which_object_it_is_and_not_what() -> None:
    streams, inside = apart(pdf_of("nothing"))
    with pytest.raises(Fault) as caught:
        form.read(sealed(Parts(streams, [*inside, b"(PILOTS)"])))
    assert caught.value.number == len(streams) + 2 + len(inside)
    assert "PILOTS" not in str(caught.value)
