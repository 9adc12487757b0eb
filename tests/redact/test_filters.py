"""What filters have done is undone: as other readers do it, and at no price for hostile bytes."""

from __future__ import annotations

import io
import time
import zlib
from contextlib import suppress
from itertools import permutations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from declass.redact.evidence import filters
from declass.redact.evidence.filters import MAX_FILTERS, TooLargeError, UndecodableError, decode
from declass.redact.evidence.predictors import undo
from declass.redact.evidence.syntax import Name, Ref, Value
from tests.redact.coders import CODERS, lzw, png_rows, run_length

LIMIT = 2**24
SAID = b"The harbor museum lends its boats. " * 40
data_of_any_kind = st.binary(max_size=3000) | st.binary(max_size=40).map(lambda few: few * 300)


def said(*names: str, parameters: Value = None) -> dict[str, Value]:
    found: dict[str, Value] = {"Filter": [Name(name) for name in names]}
    return found if parameters is None else {**found, "DecodeParms": parameters}


def theirs(coded: bytes, name: str, **parameters: int) -> bytes:
    """What another reader makes of it."""
    with pikepdf.new() as document:
        stream = document.make_stream(b"")
        settings = pikepdf.Dictionary({f"/{key}": each for key, each in parameters.items()})
        stream.write(coded, filter=pikepdf.Name(f"/{name}"), decode_parms=settings or None)
        return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)


# --- round trips ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CODERS)
@given(data=data_of_any_kind)
def test_what_was_coded_is_decoded(name: str, data: bytes) -> None:
    decoded = decode(said(name), CODERS[name](data), LIMIT)
    assert (decoded.data, decoded.beside, decoded.is_whole) == (data, b"", True)


@pytest.mark.parametrize("name", CODERS)
def test_the_coders_of_these_tests_are_understood_by_another_reader(name: str) -> None:
    assert theirs(CODERS[name](SAID), name) == SAID


@pytest.mark.parametrize("chain", [*permutations(CODERS, 2)], ids="+".join)
def test_filters_in_a_row_are_undone_in_their_order(chain: tuple[str, str]) -> None:
    first, second = chain
    coded = CODERS[first](CODERS[second](SAID))
    assert decode(said(first, second), coded, LIMIT).data == SAID


@given(data_of_any_kind, st.sampled_from([0, 1]))
def test_codes_may_grow_early_or_late(data: bytes, early: int) -> None:
    coded = lzw(data, early=early)
    parameters: Value = {"EarlyChange": early}
    assert decode(said("LZWDecode", parameters=parameters), coded, LIMIT).data == data


def test_codes_that_another_library_made_are_read() -> None:
    picture = Image.linear_gradient("L")
    file = io.BytesIO()
    picture.save(file, "TIFF", compression="tiff_lzw")
    with Image.open(io.BytesIO(file.getvalue())) as tiff:
        starts, sizes = tiff.tag_v2[273], tiff.tag_v2[279]  # type: ignore[attr-defined] # of TIFF
    strips = [file.getvalue()[at : at + size] for at, size in zip(starts, sizes, strict=True)]
    decoded = b"".join(decode(said("LZWDecode"), strip, LIMIT).data for strip in strips)
    assert decoded == picture.tobytes()


@given(st.binary(min_size=1, max_size=400), st.integers(1, 40), st.integers(1, 4))
def test_rows_that_were_predicted_as_in_png_are_told_again(
    data: bytes, columns: int, colours: int
) -> None:
    coded = png_rows(data, columns * colours, bytes(range(5)), colours)
    parameters = {"Predictor": 15, "Columns": columns, "Colors": colours}
    assert undo(coded, parameters) == data


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "1"])
def test_rows_that_another_library_predicted_are_told_again(mode: str) -> None:
    picture = Image.effect_mandelbrot((60, 40), (-2, -1, 1, 1), 40).convert("RGB").convert(mode)
    file = io.BytesIO()
    picture.save(file, "PNG")
    rows = zlib.decompress(b"".join(chunks(file.getvalue(), b"IDAT")))
    bits, colours = (1, 1) if mode == "1" else (8, len(mode))
    parameters = {"Predictor": 15, "Columns": 60, "Colors": colours, "BitsPerComponent": bits}
    assert undo(rows, parameters) == picture.tobytes()


def chunks(png: bytes, wanted: bytes) -> list[bytes]:
    found, place = [], 8
    while place < len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] == wanted:
            found.append(png[place + 8 : place + 8 + length])
        place += length + 12
    return found


@given(
    st.binary(min_size=48, max_size=48),
    st.sampled_from([(3, 8), (1, 8), (2, 16), (1, 1), (1, 2), (2, 4), (4, 4)]),
)
def test_rows_that_were_predicted_as_in_tiff_are_told_as_another_reader_tells_them(
    data: bytes, form: tuple[int, int]
) -> None:
    colours, bits = form
    columns = 64 // (colours * bits) if 64 % (colours * bits) == 0 else 48 // (colours * bits // 8)
    parameters = {
        "Predictor": 2,
        "Columns": columns,
        "Colors": colours,
        "BitsPerComponent": bits,
    }
    assert undo(data, parameters) == theirs(zlib.compress(data), "FlateDecode", **parameters)


# --- damage --------------------------------------------------------------------------------------


def test_what_stands_behind_the_end_is_kept() -> None:
    for name, coder in CODERS.items():
        decoded = decode(said(name), coder(SAID) + b"\n>PILOTS", LIMIT)
        assert decoded.data == SAID
        assert decoded.beside.endswith(b"PILOTS")


def test_a_damaged_stream_says_what_comes_before_the_damage() -> None:
    text = b"".join(b"Boat %d is at quay %d. " % (number, number * 7) for number in range(900))
    coded = zlib.compress(text)
    spoilt = coded[: len(coded) // 2] + bytes([255] * 40)
    decoded = decode(said("FlateDecode"), spoilt, LIMIT)
    assert not decoded.is_whole
    assert len(decoded.data) > len(text) // 4
    assert text.startswith(decoded.data[: len(text) // 4])


@pytest.mark.parametrize("end", [b"", b"\0\0\0\0"], ids=["missing", "wrong"])
def test_a_checksum_is_not_asked_for(end: bytes) -> None:
    decoded = decode(said("FlateDecode"), zlib.compress(SAID)[:-4] + end, LIMIT)
    assert (decoded.data, decoded.is_whole) == (SAID, True)


def test_a_code_without_a_meaning_ends_the_decoding() -> None:
    decoded = decode(said("LZWDecode"), lzw(SAID)[:60] + bytes([255] * 9), LIMIT)
    assert not decoded.is_whole
    assert SAID.startswith(decoded.data[:50])


@pytest.mark.parametrize("name", CODERS)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(name: str, data: bytes) -> None:
    parameters: Value = {"Predictor": 12, "Columns": 3}
    with suppress(UndecodableError):
        decode(said(name, parameters=parameters), data, LIMIT)


REFUSED: dict[str, dict[str, Value]] = {
    "a filter of no name": {"Filter": b"FlateDecode"},
    "a reference that nobody follows": {"Filter": Ref(3)},
    "an unknown filter": said("RotDecode"),
    "an unknown one behind a known one": said("FlateDecode", "Crypt"),
    "an unknown predictor": said("FlateDecode", parameters={"Predictor": 7}),
    "no columns": said("FlateDecode", parameters={"Predictor": 12, "Columns": 0}),
    "odd bits": said("FlateDecode", parameters={"Predictor": 2, "BitsPerComponent": 7}),
    "ten thousand filters": said(*["FlateDecode"] * 10_000),
}


@pytest.mark.parametrize("fields", REFUSED.values(), ids=REFUSED)
def test_what_is_not_known_is_refused(fields: dict[str, Value]) -> None:
    with pytest.raises(UndecodableError):
        decode(fields, zlib.compress(SAID), LIMIT)


# --- hostile bytes -------------------------------------------------------------------------------

BOMBS: dict[str, tuple[list[str], bytes]] = {
    "deflated": (["FlateDecode"], zlib.compress(bytes(2**27), 9)),
    "deflated twice": (["FlateDecode"] * 2, zlib.compress(zlib.compress(bytes(2**28), 9), 9)),
    "deflated and damaged": (["FlateDecode"], zlib.compress(bytes(2**27), 9)[:-9] + bytes(9)),
    "codes": (["LZWDecode"], lzw(bytes(2**20))),
    "runs": (["RunLengthDecode"], bytes([129, 0]) * 2**20),
    "groups of zeros": (["ASCII85Decode"], b"z" * 2**24),
    "digits": (["ASCIIHexDecode"], b"0" * 2**26),
}


@pytest.mark.parametrize(("names", "bomb"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_before_it_fills_the_memory(names: list[str], bomb: bytes) -> None:
    begun = time.process_time()
    limit = 2**20 if names != ["LZWDecode"] else 2**19
    with pytest.raises(TooLargeError):
        decode(said(*names), bomb, limit)
    assert time.process_time() - begun < 3


def test_as_many_filters_as_there_may_be_cost_no_more_than_they_are_many() -> None:
    coded = SAID
    for _ in range(MAX_FILTERS):
        coded = lzw(coded)
    decoded = decode(said(*["LZWDecode"] * MAX_FILTERS), coded, LIMIT)
    assert decoded.data == SAID
    assert decoded.cost < MAX_FILTERS * (filters.SLOW + 1) * 3 * len(coded)


@pytest.mark.parametrize("predictor", [2, 15])
@pytest.mark.parametrize("columns", [1, 2**40])
def test_columns_of_any_number_cost_no_more_than_the_bytes(predictor: int, columns: int) -> None:
    begun = time.process_time()
    undo(bytes(range(256)) * 400, {"Predictor": predictor, "Columns": columns})
    assert time.process_time() - begun < 3


def test_runs_of_one_byte_are_short() -> None:
    assert len(run_length(bytes(1000))) < 20
