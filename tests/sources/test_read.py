from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import UnreadableError
from declass.sources.detect import MAGICS, Magic
from declass.sources.limits import MAX_BYTES
from declass.sources.read import read_bytes, read_file, read_stream

CABLE = "C O N F I D E N T I A L\r\n\r\n1. (C) The trawler “Señora” — 12 nets.\r\n"

PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters='<&\\"\ufeff')
).filter(lambda text: bool(text.strip()))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(CABLE.encode(), "utf-8", id="utf-8"),
        pytest.param(CABLE.encode("utf-8-sig"), "utf-8", id="utf-8-with-mark"),
        pytest.param(CABLE.encode("utf-16"), "utf-16-le", id="utf-16"),
        pytest.param(b"\xfe\xff" + CABLE.encode("utf-16-be"), "utf-16-be", id="utf-16-be"),
        pytest.param(CABLE.encode("utf-32"), "utf-32-le", id="utf-32"),
        pytest.param(CABLE.encode("cp1252"), "windows-1252", id="windows-1252"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    source = read_bytes(data, "cable.txt")
    assert (source.text, source.encoding) == (CABLE, encoding)


@pytest.mark.parametrize("code", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_bytes_that_windows_1252_leaves_open_are_latin_1(code: int) -> None:
    source = read_bytes(b"1. (C) Ma\xf1ana " + bytes([code]), "cable.txt")
    assert source.encoding == "iso-8859-1"
    assert source.text == "1. (C) Mañana " + chr(code)


@given(PLAIN)
def test_a_plain_text_comes_through_unchanged(text: str) -> None:
    source = read_bytes(text.encode(), "cable.txt")
    assert (source.text, source.steps) == (text, ())


@given(st.binary())
def test_any_bytes_are_a_source_or_an_unreadable_error(data: bytes) -> None:
    try:
        digest = read_bytes(data, "cable.txt").sha256
    except UnreadableError as error:
        digest = error.place or ""
    assert digest in ("cable.txt", hashlib.sha256(data).hexdigest())


def test_the_steps_of_undressing_are_named() -> None:
    source = read_bytes(b"1.\0 Nets &amp; buoys", "cable.txt")
    assert source.text == "1. Nets & buoys"
    assert source.steps == ("drop_nuls", "decode_entities")


def test_a_doubtful_text_carries_a_warning() -> None:
    assert read_bytes("Caf\u00c3\u00a9".encode(), "cable.txt").warnings


@pytest.mark.parametrize("magic", MAGICS, ids=[repr(magic.start) for magic in MAGICS])
def test_other_formats_are_called_by_their_name(magic: Magic) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_bytes(magic.start + b" and more of it", "scan")
    assert str(refusal.value) == f"scan: this is {magic.what}; {magic.remedy}"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", "empty", id="no-bytes"),
        pytest.param(b" \t\r\n\f\n", "empty", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="only-a-byte-order-mark"),
        pytest.param(b"<html><br></html>", "empty", id="page-without-text"),
        pytest.param(b"\r\n%PDF-1.7\n", "this is a PDF", id="pdf-after-blanks"),
        pytest.param(bytes(range(256)), "binary", id="every-byte"),
        pytest.param("1. (C) Nets.".encode("utf-16-le"), "binary", id="utf-16-without-mark"),
        pytest.param(b"\xff\xfe1\0.\0 ", "byte-order mark says utf-16-le", id="utf-16-cut-short"),
        pytest.param(b"\xef\xbb\xbf\xff\xff", "byte-order mark says utf-8", id="false-mark"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableError, match=problem):
        read_bytes(data, "cable.txt")


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert read_bytes(b"1. (C) Nets.\x07\x1b\x1a", "cable.txt").text == "1. (C) Nets.\x07\x1b\x1a"


def test_a_message_never_quotes_the_text() -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_bytes(b"\x01\x02\x03\x04\x05 trawler", "cable.txt")
    assert "trawler" not in str(refusal.value)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cable.txt"
    path.write_bytes(CABLE.encode())
    source = read_file(path)
    assert (source.name, source.text) == (str(path), CABLE)
    assert source.sha256 == hashlib.sha256(CABLE.encode()).hexdigest()


def test_a_stream_is_read_under_the_name_that_it_is_given() -> None:
    source = read_stream(io.BytesIO(CABLE.encode()), "-")
    assert (source.name, source.text) == ("-", CABLE)


def test_an_absent_file_is_said_to_be_absent(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file; check the path"):
        read_file(tmp_path / "absent.txt")


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="a directory; give the files in it"):
        read_file(tmp_path)


def test_a_forbidden_file_is_said_to_be_forbidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbid)
    with pytest.raises(UnreadableError, match="forbidden"):
        read_file(tmp_path / "cable.txt")


def test_a_link_to_itself_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "loop"
    path.symlink_to(path)
    with pytest.raises(UnreadableError, match="cannot be read") as refusal:
        read_file(path)
    assert refusal.value.place == str(path)


def test_a_stream_that_breaks_is_an_error_with_its_name() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableError, match=r"-: cannot be read \(Input/output error\)"):
        read_stream(Broken(), "-")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A sparse file of 50 GB would fill the memory if it were read."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 50 * 1024**3)
    with pytest.raises(UnreadableError, match="larger than 8 MiB"):
        read_file(path)


def test_an_endless_stream_is_refused() -> None:
    with Path("/dev/zero").open("rb") as stream, pytest.raises(UnreadableError, match="larger"):
        read_stream(stream, "-")


@pytest.mark.parametrize(("excess", "is_read"), [(0, True), (1, False)], ids=["at", "above"])
def test_the_limit_is_exact(excess: int, is_read: bool) -> None:
    data = b"x" * (MAX_BYTES + excess)
    if is_read:
        assert len(read_bytes(data, "cable.txt").text) == MAX_BYTES
    else:
        with pytest.raises(UnreadableError, match="larger"):
            read_bytes(data, "cable.txt")
