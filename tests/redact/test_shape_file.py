"""Hides things in the frame of a release: between objects, in packing, in tables of places."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.redact.pdf.packing import pack, unpack
from declass.redact.pdf.writer import draw
from declass.redact.release import ReleasedLine
from tests.redact.factories import pages_of, run
from tests.redact.sealing import (
    HEADER,
    REFERENCES,
    Parts,
    Seal,
    apart,
    is_refused,
    object_stream,
    object_table,
    sealed,
    stream,
)

SECRET = b"HARBOR PILOTS WILL STRIKE"
SEARCHED = pack(SECRET)
CLEAN = draw(pages_of(ReleasedLine("1. (U) Open.", begins=True, bookmark="1. (U)"), run(3)))
PARTS = apart(CLEAN)
STREAMS, INSIDE = PARTS
HOLDER = len(STREAMS) + 1
FIRST = HOLDER + 1
NEXT = FIRST + len(INSIDE)
CODE = STREAMS[2]
INFLATED = zlib.decompress(CODE.partition(b"stream\n")[2])
TABLE = object_table(INSIDE, FIRST)
HELD = b"\n".join(INSIDE)


def with_code(body: bytes) -> bytes:
    return sealed(Parts([*STREAMS[:2], body], INSIDE))


def with_held(
    text: bytes, *, count: int = len(INSIDE), first: int = len(TABLE), more: bytes = b""
) -> bytes:
    """The release with an object stream that says this."""
    form = b"/Type/ObjStm/N %d/First %d%b/Filter/FlateDecode"
    return with_holder(stream(pack(text), form % (count, first, more)))


def with_holder(body: bytes) -> bytes:
    return sealed(PARTS, Seal(holder=body))


def with_references(old: bytes, new: bytes) -> bytes:
    assert old in REFERENCES
    return sealed(PARTS, Seal(head=REFERENCES.replace(old, new)))


def with_entries(change: Callable[[bytes], bytes]) -> bytes:
    return sealed(PARTS, Seal(entries=change))


def with_entry(number: int, kind: int, place: int, index: int) -> bytes:
    entry = struct.pack(">Q", kind << 56 | place << 24 | index)
    return with_entries(lambda said: said[: 8 * number] + entry + said[8 * number + 8 :])


def test_what_was_taken_apart_can_be_sealed_again() -> None:
    assert sealed(PARTS) == CLEAN
    assert with_held(TABLE + HELD) == CLEAN
    assert with_code(stream(pack(INFLATED))) == CLEAN


def moved(by: int) -> bytes:
    """The table of an object stream whose second object begins elsewhere."""
    words = TABLE.split()
    words[3] = b"%d" % (int(words[3]) + by)
    return b" ".join(words) + b"\n"


def turned() -> bytes:
    """An object stream that has its first two objects the other way round."""
    one, other, *rest = INSIDE
    table = b"%d 0 %d %d " % (FIRST + 1, FIRST, len(other) + 1) + b" ".join(TABLE.split()[4:])
    return table + b"\n" + b"\n".join([other, one, *rest])


SPOILED: dict[str, Callable[[], bytes]] = {
    # the file
    "bytes before the header": lambda: sealed(PARTS, Seal(header=b"PILOTS\n" + HEADER)),
    "another header": lambda: sealed(PARTS, Seal(header=HEADER + b"%PILOTS\n")),
    "bytes between objects": lambda: sealed(PARTS, Seal(between=b"% PILOTS\n")),
    "a blank between objects": lambda: sealed(PARTS, Seal(between=b"\n")),
    "bytes after the end": lambda: CLEAN + b"\0",
    "a deflated stream after the end": lambda: CLEAN + SEARCHED,
    "a second end": lambda: CLEAN + b"%%EOF\n",
    "a second revision": lambda: CLEAN + CLEAN[len(HEADER) :],
    "a table beside the cross-references": lambda: CLEAN.replace(b"startxref", b"xref\n0 0\ntrailer\n<<>>\nstartxref"),
    "an identity that is no hash of the file": lambda: sealed(PARTS, Seal(identity=b"0" * 32)),
    "objects that are numbered otherwise": lambda: CLEAN.replace(b"\n3 0 obj", b"\n9 0 obj"),
    "an object of another generation": lambda: CLEAN.replace(b"\n3 0 obj", b"\n3 1 obj"),
    "a second object stream": lambda: sealed(PARTS, Seal(late=[object_stream([b"<</S/P>>"], NEXT + 1)])),
    "an object outside of the object stream": lambda: sealed(Parts(STREAMS, INSIDE[:-1]), Seal(late=INSIDE[-1:])),
    "nothing in it": lambda: HEADER,
    # streams
    "no filter": lambda: with_code(stream(INFLATED, b"")),
    "another filter": lambda: with_code(stream(INFLATED.hex().encode(), b"/Filter/ASCIIHexDecode")),
    "a second deflated stream": lambda: with_code(stream(pack(INFLATED) + SEARCHED)),
    "bytes behind the deflated stream": lambda: with_code(stream(pack(INFLATED) + b"\n")),
    "a stream that is cut short": lambda: with_code(stream(pack(INFLATED)[:-1])),
    "a deflated stream that is packed": lambda: with_code(stream(gzip.compress(INFLATED))),
    "a stream that is packed otherwise": lambda: with_code(stream(zlib.compress(INFLATED, 9))),
    "a length that is too short": lambda: with_code(CODE.replace(b"/Length ", b"/Length 1 %")),
    "a bomb": lambda: with_code(stream(pack(b" " * 2**24))),
    # the object stream
    "no filter of the object stream": lambda: with_holder(stream(TABLE + HELD, b"/Type/ObjStm/N %d/First %d" % (len(INSIDE), len(TABLE)))),
    "a second stream behind the object stream": lambda: with_holder(packed_inside(pack(TABLE + HELD) + SEARCHED)),
    "bytes behind the object stream": lambda: with_holder(packed_inside(pack(TABLE + HELD) + b"\n")),
    "an object stream that is cut short": lambda: with_holder(packed_inside(pack(TABLE + HELD)[:-1])),
    "an object stream that is packed otherwise": lambda: with_holder(packed_inside(zlib.compress(TABLE + HELD, 9))),
    "a bomb in the object stream": lambda: with_held(TABLE + HELD + b" " * 2**27),
    "an object stream that is empty": lambda: with_held(b"", count=0, first=0),
    "an object stream that goes on elsewhere": lambda: with_held(TABLE + HELD, more=b"/Extends 3 0 R"),
    "bytes before the table": lambda: with_held(b"%PILOTS\n" + TABLE + HELD, first=len(TABLE) + 8),
    "bytes between table and objects": lambda: with_held(TABLE + b"(PILOTS)" + HELD, first=len(TABLE) + 8),
    "a blank between table and objects": lambda: with_held(TABLE + b" " + HELD, first=len(TABLE) + 1),
    "another line end of the table": lambda: with_held(TABLE[:-1] + b" " + HELD),
    "blanks in the table": lambda: with_held(TABLE.replace(b" ", b"  ", 1) + HELD, first=len(TABLE) + 1),
    "numbers of the table with zeros": lambda: with_held(b"0" + TABLE + HELD, first=len(TABLE) + 1),
    "a place that is wrong": lambda: with_held(moved(1) + HELD),
    "a number that is wrong": lambda: with_held(TABLE.replace(b"%d " % FIRST, b"%d " % NEXT, 1) + HELD),
    "an object that the table does not have": lambda: with_held(TABLE + HELD + b"\n(PILOTS)"),
    "an object of the table that is not there": lambda: with_held(b"%d 0 " % NEXT + TABLE + HELD, first=len(TABLE) + 5),
    "a count that is too small": lambda: with_held(TABLE + HELD, count=len(INSIDE) - 1),
    "a count that is too great": lambda: with_held(TABLE + HELD, count=len(INSIDE) + 1),
    "a place of the first that is wrong": lambda: with_held(TABLE + HELD, first=len(TABLE) - 1),
    "a place of the first beyond the end": lambda: with_held(TABLE + HELD, first=10**6),
    "objects that stand in another order": lambda: with_held(turned()),
    "bytes between objects of the object stream": lambda: with_held(object_table([b"%", *INSIDE[1:]], FIRST) + HELD.replace(b">>\n<<", b">>\n% PILOTS\n<<", 1)),
    "a blank between objects of the object stream": lambda: with_held(TABLE + HELD.replace(b">>\n<<", b">> <<", 1)),
    "a line end behind the last object": lambda: with_held(TABLE + HELD + b"\n"),
    "a comment behind the last object": lambda: with_held(TABLE + HELD + b"% PILOTS"),
    # the cross-references
    "Info": lambda: sealed(PARTS, Seal(head=REFERENCES + b"/Info %d 0 R" % NEXT, late=[stream(SEARCHED)])),
    "earlier cross-references": lambda: sealed(PARTS, Seal(head=REFERENCES + b"/Prev 15")),
    "keys of the cross-references in another order": lambda: with_references(b"/Type/XRef/Size %d", b"/Size %d/Type/XRef"),
    "entries of another width": lambda: with_references(b"[1 4 3]", b"[1 3 4]"),
    "a part of the objects": lambda: with_references(b"/W", b"/Index[0 3]/W"),
    "a size that is too great": lambda: with_references(b"/Size %d", b"/Size 1%d"),
    "another catalog": lambda: with_references(b"/Root %d", b"/Root 1%d"),
    "two identities": lambda: with_references(b"[(%b)(%b)]", b"[(%b)(0%b)]"),
    "entries with a predictor": lambda: with_references(b"/Filter", b"/DecodeParms<</Predictor 12>>/Filter"),
    "an entry more": lambda: with_entries(lambda said: said + b"PILOTS!!"),
    "an entry less": lambda: with_entries(lambda said: said[:-8]),
    "a byte behind the entries": lambda: with_entries(lambda said: said + b"\0"),
    "a free entry with a message": lambda: with_entry(0, 0, 0x50494C4F, 0xFFFF),
    "a free entry of another generation": lambda: with_entry(0, 0, 0, 7),
    "a free entry beside the first": lambda: with_entry(3, 0, 0, 0),
    "an entry of an unknown kind": lambda: with_entry(3, 3, 0, 0),
    "a generation": lambda: with_entry(1, 1, len(HEADER), 7),
    "a place that is none": lambda: with_entry(1, 1, len(HEADER) + 1, 0),
    "an object in another stream": lambda: with_entry(FIRST, 2, 3, 0),
    "an object at another place in its stream": lambda: with_entry(FIRST, 2, HOLDER, 1),
    "entries that are packed otherwise": lambda: sealed(PARTS, Seal(packed=lambda said: zlib.compress(said, 9))),
    "entries with a stream behind them": lambda: sealed(PARTS, Seal(packed=lambda said: pack(said) + SEARCHED)),
    "entries that are cut short": lambda: sealed(PARTS, Seal(packed=lambda said: pack(said)[:-1])),
    "entries that are not packed": lambda: sealed(PARTS, Seal(packed=bytes)),
}  # fmt: skip


def packed_inside(data: bytes) -> bytes:
    form = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode"
    return stream(data, form % (len(INSIDE), len(TABLE)))


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_what_no_release_consists_of_is_refused(spoil: Callable[[], bytes]) -> None:
    spoiled = spoil()
    assert spoiled != CLEAN
    assert is_refused(spoiled)


ORPHANS = {
    "a string": b"(PILOTS)",
    "a number": b"7269",
    "a name": b"/PILOTS",
    "a dictionary": b"<</Type/Pilots>>",
    "an element": INSIDE[-2],
    "a stream": stream(SEARCHED),
    "a stream after a return": stream(SEARCHED, begin=b"\r"),
    "a stream after a blank": stream(SEARCHED, begin=b" \n"),
    "a stream with a coded key": stream(SEARCHED, b"/F#69lter/FlateDecode"),
    "a stream with a comment": stream(SEARCHED, b"% x\n/Filter/FlateDecode"),
    "a stream with a string": stream(SEARCHED, b"/D(>>)/Filter/FlateDecode"),
    "a stream without a filter": stream(SEARCHED, b""),
    "a page code": CODE,
}


@pytest.mark.parametrize("orphan", ORPHANS.values(), ids=ORPHANS)
@pytest.mark.parametrize("place", ["first", "among streams", "inside", "late"])
def test_what_nothing_refers_to_is_refused(orphan: bytes, place: str) -> None:
    match place:
        case "first":
            spoiled = sealed(Parts([orphan, *STREAMS], INSIDE))
        case "among streams":
            spoiled = sealed(Parts([*STREAMS, orphan], INSIDE))
        case "inside":
            spoiled = sealed(Parts(STREAMS, [*INSIDE, orphan]))
        case _:
            spoiled = sealed(PARTS, Seal(late=[orphan]))
    assert is_refused(spoiled)


@given(st.data())
def test_no_bit_of_the_cross_references_is_free(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 8 * (NEXT + 1) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    assert is_refused(
        with_entries(lambda said: said[:place] + bytes([said[place] ^ bit]) + said[place + 1 :])
    )


@given(st.integers(0, len(TABLE + HELD)), st.binary(min_size=1, max_size=8))
def test_nothing_can_be_put_into_the_object_stream(place: int, extra: bytes) -> None:
    text = TABLE + HELD
    first = len(TABLE) + len(extra) * (place < len(TABLE))
    assert is_refused(with_held(text[:place] + extra + text[place:], first=first))


@given(st.integers(0, len(TABLE) - 1), st.integers(0, 255))
def test_no_byte_of_the_table_of_objects_is_free(place: int, byte: int) -> None:
    spoiled = TABLE[:place] + bytes([byte]) + TABLE[place + 1 :]
    assert is_refused(with_held(spoiled + HELD)) is (spoiled != TABLE)


@given(st.integers(0, len(CLEAN) - 1), st.integers(1, 255))
def test_no_byte_of_the_file_is_free(place: int, flip: int) -> None:
    assert is_refused(CLEAN[:place] + bytes([CLEAN[place] ^ flip]) + CLEAN[place + 1 :])


@given(st.integers(0, len(CLEAN)), st.binary(min_size=1, max_size=8))
def test_nothing_can_be_put_into_a_file(place: int, extra: bytes) -> None:
    assert is_refused(CLEAN[:place] + extra + CLEAN[place:])


@given(st.integers(0, len(CLEAN) - 1))
def test_a_file_that_is_cut_short_is_refused(length: int) -> None:
    assert is_refused(CLEAN[:length])


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
