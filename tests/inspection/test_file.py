"""The reader of the file: strange notation, damage, and files made to stall it."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import UnreadableError
from declass.inspection import file as reader
from declass.inspection.file import read_file, strings
from declass.inspection.inspect import inspect
from declass.redact.evidence.syntax import Name, Ref, Value, read_value, text_of
from tests.inspection import factories as made
from tests.inspection.factories import drawn, edited, text
from tests.redact.coders import lzw

PDF = drawn(text)

VALUES: dict[str, tuple[bytes, Value]] = {
    "number": (b"12 endobj", 12),
    "real": (b"-.5 endobj", -0.5),
    "words": (b"[true false null]", [True, False, None]),
    "name with a code": (b"/A#20B", Name("A B")),
    "reference": (b"[1 2 0 R 3]", [1, Ref(2), 3]),
    "nested brackets in a string": (b"(a(b)\\)c)", b"a(b))c"),
    "escapes": (b"(\\101\\n\\\nB)", b"A\nB"),
    "digits, one missing": (b"<41 4>", b"A@"),
    "comment": (b"<< % (no)\n/A (x) >>", {"A": b"x"}),
    "dictionary in an array": (b"[<</A[/B]>>]", [{"A": [Name("B")]}]),
    "no end": (b"(abc", b"abc"),
    "too many ends": (b">> ] 7", 7),
    "nothing": (b"", None),
}


@pytest.mark.parametrize(("data", "value"), VALUES.values(), ids=VALUES)
def test_a_value_is_read(data: bytes, value: Value) -> None:
    assert read_value(data)[0] == value


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_something(data: bytes) -> None:
    _, _, end = read_value(data)
    assert 0 <= end <= len(data) + 1


@pytest.mark.parametrize(
    "data",
    ["Ølåf".encode("utf-16"), b"\xfe\xff" + "Ølåf".encode("utf-16-be"), "Ølåf".encode("cp1252")],
)
def test_a_text_string_is_read_in_its_encoding(data: bytes) -> None:
    assert text_of(data) == "Ølåf"


@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode), ids=str)
def test_the_objects_are_those_that_another_reader_finds(mode: pikepdf.ObjectStreamMode) -> None:
    pdf = edited(lambda _: None, PDF, object_stream_mode=mode)
    ours = read_file(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(ours.pages()) == len(document.pages)
        code = document.pages[0].Contents
        theirs, number = code.read_bytes(), code.objgen[0]
    assert ours.content(ours.latest[number]) == theirs


def encrypted() -> bytes:
    return edited(lambda _: None, PDF, encryption=pikepdf.Encryption(owner="a", user="b"))


TROUBLES: dict[str, tuple[Callable[[], bytes], str]] = {
    "no PDF": (lambda: b"S E C R E T", "it is no PDF"),
    "empty": (lambda: b"", "it is no PDF"),
    "encrypted": (encrypted, "it is encrypted"),
    "cut off": (lambda: PDF[:300], "it is damaged"),
    "head alone": (lambda: b"%PDF-1.7\n", "it is damaged"),
    "no pages": (lambda: PDF.replace(b"/Kids", b"/Kinds"), "page 1 cannot be opened"),
}


@pytest.mark.parametrize(("build", "problem"), TROUBLES.values(), ids=TROUBLES)
def test_what_cannot_be_read_is_one_clear_error(build: Callable[[], bytes], problem: str) -> None:
    with pytest.raises(UnreadableError, match=problem):
        inspect(build())


@pytest.mark.parametrize("limit", ["MAX_FILE", "MAX_OBJECTS"])
def test_what_is_too_large_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, limit, 3)
    with pytest.raises(UnreadableError, match=r"too (large|many)"):
        read_file(PDF)


OBJECTS = b"/Type /ObjStm /N 1 /First 9"
HOSTILE: dict[str, bytes] = {
    "streams without end": b"1 0 obj <<>> stream\n" * 100_000,
    "brackets": b"1 0 obj " + b"[" * 2_000_000,
    "dictionaries": b"1 0 obj " + b"<<" * 1_000_000,
    "strings": b"1 0 obj " + b"(" * 2_000_000,
    "trailers": b"trailer << " * 200_000,
    "objects in objects": b"1 0 obj " * 200_000,
    "bombs": b"1 0 obj <</Type/ObjStm/First 9/Filter/FlateDecode>> stream\n"
    + zlib.compress(bytes(200 * 2**20), 9),
    "bomb in codes": made.stream(lzw(bytes(2**18)), "LZW /LZW", OBJECTS) * 50,
    "objects that all begin in two places": made.stream(
        zlib.compress(b"1 0 2 9 " * 50_000 + b"(%b)" % bytes(2**20)),
        "Fl",
        b"/Type /ObjStm /N 100000 /First 400000",
    ),
    "ten thousand filters": made.stream(b"x", "/Fl " * 10_000, OBJECTS),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_file_made_to_stall_costs_no_more_than_its_size(data: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(UnreadableError):
        read_file(b"%PDF-1.7\n" + data)
    assert time.process_time() - begun < 10


def test_a_circle_of_pages_and_references_ends() -> None:
    pdf = (
        b"%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[2 0 R 3 0 R]>> endobj "
        b"3 0 obj 3 0 R endobj trailer <</Root 1 0 R>>"
    )
    assert read_file(pdf).pages() == []


CIRCLES: dict[str, bytes] = {
    "a filter that is itself": b"2 0 obj <</Type/ObjStm/N 1/First 4/Filter 3 0 R>> stream\n(x)\n"
    b"endstream endobj 3 0 obj 3 0 R endobj",
    "a list of filters in itself": b"2 0 obj <</Type/ObjStm/N 1/First 4/Filter 3 0 R>> stream\n(x)"
    b"\nendstream endobj 3 0 obj [3 0 R] endobj",
    "parameters in themselves": b"2 0 obj <</Type/ObjStm/N 1/First 4/Filter/Fl/DecodeParms 3 0 R>>"
    b" stream\nx\nendstream endobj 3 0 obj <</Predictor 3 0 R>> endobj",
    "its own filter among its objects": b"2 0 obj <</Type/ObjStm/N 1/First 4/Filter 3 0 R>> stream"
    b"\n3 0 /Fl\nendstream endobj",
}


@pytest.mark.parametrize("circle", CIRCLES.values(), ids=CIRCLES)
def test_a_circle_of_filters_ends_and_is_told(circle: bytes) -> None:
    catalog = b" 1 0 obj <</Pages 4 0 R>> endobj trailer <</Root 1 0 R>>"
    assert set(read_file(b"%PDF-1.7\n" + circle + catalog).unread) == {2}


def test_the_parts_of_an_object_stream_may_be_objects_that_come_later() -> None:
    pdf = (
        b"%%PDF-1.7\n2 0 obj <</Type/ObjStm/N 5 0 R/First 6 0 R/Filter 7 0 R>> stream\n%b\n"
        b"endstream endobj 5 0 obj 1 endobj 6 0 obj 4 endobj 7 0 obj [/LZWDecode] endobj "
        b"1 0 obj <<>> endobj trailer <</Root 8 0 R>>"
    ) % lzw(b"8 0 <</Pages 1 0 R>>")
    assert read_file(pdf).catalog == {"Pages": Ref(1)}


@pytest.mark.parametrize("limit", ["MAX_INFLATED", "MAX_TOTAL_INFLATED"])
def test_streams_that_are_too_large_together_are_refused(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too large by itself costs as much as may be inflated, for so much was."""
    monkeypatch.setattr(reader, "MAX_TOTAL_INFLATED", 4000)
    monkeypatch.setattr(reader, limit, 2000)
    bombs = made.orphaned(made.stream(zlib.compress(bytes(9000)), "Fl", OBJECTS)) * 3
    with pytest.raises(UnreadableError, match="streams are too large"):
        read_file(bombs)


def test_strings_are_found_however_deep() -> None:
    assert sorted(strings({"A": [b"x", {"B": b"y"}], "C": b"z"})) == [b"x", b"y", b"z"]
