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
from declass.inspection.syntax import Name, Ref, Value, read_value, text_of
from tests.inspection.factories import drawn, edited, text

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


HOSTILE: dict[str, bytes] = {
    "streams without end": b"1 0 obj <<>> stream\n" * 100_000,
    "brackets": b"1 0 obj " + b"[" * 2_000_000,
    "dictionaries": b"1 0 obj " + b"<<" * 1_000_000,
    "strings": b"1 0 obj " + b"(" * 2_000_000,
    "trailers": b"trailer << " * 200_000,
    "objects in objects": b"1 0 obj " * 200_000,
    "bomb": b"1 0 obj <</Type/ObjStm/First 9/Filter/FlateDecode>> stream\n"
    + zlib.compress(bytes(200 * 2**20), 9),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_file_made_to_stall_costs_no_more_than_its_size(data: bytes) -> None:
    begun = time.perf_counter()
    with pytest.raises(UnreadableError):
        read_file(b"%PDF-1.7\n" + data)
    assert time.perf_counter() - begun < 10


def test_a_circle_of_pages_and_references_ends() -> None:
    pdf = (
        b"%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[2 0 R 3 0 R]>> endobj "
        b"3 0 obj 3 0 R endobj trailer <</Root 1 0 R>>"
    )
    assert read_file(pdf).pages() == []


def test_strings_are_found_however_deep() -> None:
    assert sorted(strings({"A": [b"x", {"B": b"y"}], "C": b"z"})) == [b"x", b"y", b"z"]
