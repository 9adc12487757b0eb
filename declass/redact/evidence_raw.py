"""Reads a PDF without an engine: every byte of it, in use or not.

The file is cut at its streams; each stream is inflated, and each part is cut again into strings,
names and comments, which are text and are decoded, and the syntax between them. No byte is left
out: orphan objects, earlier revisions and garbage between objects are read like the rest. A stream
that cannot be inflated is no evidence of anything, so it refuses the file.

What is not promised: glyph codes of a font with an encoding of its own are not turned into letters
here; the page text of `evidence_pdfium` is.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from declass.errors import RefusedReleaseError
from declass.redact import font
from declass.redact.evidence import Channel, Evidence
from declass.redact.metadata import AFTER_TITLE, BEFORE_TITLE

MAX_INFLATED = 256 * 2**20  # bytes of one stream: far above any release, below any bomb


def read(pdf: bytes) -> Iterator[Evidence]:
    """Everything that the bytes of a PDF say.

    Args:
        pdf: a whole file.

    Yields:
        One piece for each stream and one for all that stands outside of streams.

    Raises:
        RefusedReleaseError: the file is encrypted, or a stream cannot be inflated.
    """
    outside = []
    end = 0
    for number, dictionary, start, stop in _streams(pdf):
        outside.append(pdf[end:start])
        end = stop
        if font.is_known(pdf[start:stop]) or _TABLE.search(dictionary):
            continue  # the places of objects, which `shape` holds against these, look like words
        yield evidence(Channel.STREAM, number, _inflate(number, dictionary, pdf[start:stop]))
    outside.append(pdf[end:])
    structure = b"\n".join(outside)
    if b"/Encrypt" in structure:
        raise RefusedReleaseError("finished file is encrypted")
    yield evidence(Channel.STRUCTURE, None, structure)


_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b")
_TABLE = re.compile(rb"^\s{0,9}<<\s{0,9}/Type\s{0,9}/XRef\b")
_FILTER = re.compile(rb"/Filter\s{0,9}(\[[^\]]{0,200}\]|/\w{1,20})")


def _streams(pdf: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    """Object number, dictionary, start and end of each stream."""
    end = 0
    while match := _STREAM.search(pdf, end):
        dictionary = pdf[end : match.start()]
        objects = _OBJECT.findall(dictionary)
        number = int(objects[-1]) if objects else 0
        stop = pdf.find(b"endstream", match.end())
        if stop < 0:
            raise RefusedReleaseError(f"stream of object {number} has no end")
        yield number, dictionary.rpartition(b" obj")[2], match.end(), stop
        end = stop


def _inflate(number: int, dictionary: bytes, data: bytes) -> bytes:
    declared = _FILTER.search(dictionary)
    filters = re.findall(rb"/(\w{1,20})", declared[1]) if declared else []
    if (b"/Filter" in dictionary and not declared) or b"/Predictor" in dictionary:
        filters = [b"?"]
    try:
        for name in filters:
            data = _DECODERS[name](data)
    except (KeyError, ValueError, zlib.error) as trouble:
        raise RefusedReleaseError(f"stream of object {number} cannot be read") from trouble
    return data


def _flate(data: bytes) -> bytes:
    if not data.strip():
        return b""
    inflater = zlib.decompressobj()
    inflated = inflater.decompress(data, MAX_INFLATED)
    if not inflater.eof:
        raise ValueError("cut short, or too large")
    return inflated + inflater.unused_data


def _ascii_hex(data: bytes) -> bytes:
    return binascii.unhexlify(b"".join(data.partition(b">")[0].split()))


def _ascii_85(data: bytes) -> bytes:
    return base64.a85decode(data.partition(b"~>")[0])


_DECODERS = {b"FlateDecode": _flate, b"ASCIIHexDecode": _ascii_hex, b"ASCII85Decode": _ascii_85}


def evidence(channel: Channel, number: int | None, data: bytes) -> Evidence:
    """What a part of a file says, split from the syntax around it.

    Args:
        channel: what the part is.
        number: of its object.
        data: its bytes, decoded.
    """
    for known in (BEFORE_TITLE, AFTER_TITLE):  # the same in every release
        data = data.replace(known, b" ")
    texts: list[str] = []
    syntax: list[bytes] = []
    position = 0
    while match := _OPENING.search(data, position):
        syntax.append(data[position : match.start()])
        position = match.end()
        if match[0] == b"<<":  # begins a dictionary, not a string in hexadecimal digits
            continue
        text, position = _READERS[match[0]](data, position)
        if text not in _VOCABULARY:
            texts += readings(text)
    syntax.append(data[position:])
    return Evidence(channel, number, "\n".join(texts), _bare_words(b" ".join(syntax)))


_OPENING = re.compile(rb"<<|[(%/<]")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_LINE = re.compile(rb"[^\r\n]*+")
_NAME = re.compile(rb"[^\s()<>\[\]{}/%]*+")
_WORD = re.compile(rb"[^\s()<>\[\]{}/%]++")
_HEX_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")

# What our files, like most, are written in. These words mean the notation, not the cable.
_VOCABULARY = frozenset(
    b"""
    PDF-1.7 %EOF Catalog Pages Page Type Kids Count Parent MediaBox Resources Contents Length
    Filter FlateDecode Lang en-US ViewerPreferences DisplayDocTitle Root Size
    Font TrueType Subtype BaseFont DeclassMono Encoding WinAnsiEncoding F1 ID FirstChar LastChar
    Widths FontDescriptor FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV
    FontFile2 Length1 ColorSpace DefaultGray CalGray WhitePoint Gamma
    MarkInfo Marked Metadata XML StructTreeRoot StructParents ParentTree Nums
    S P K Pg Alt Document Div H1 H2 MCID Artifact Pagination BMC BDC EMC
    Outlines UseOutlines PageMode First Last Title Prev Next Dest XYZ ObjStm N XRef W
    obj endobj stream endstream xref trailer startxref true false null
    re BT ET Tf TL Td Tj T*
    """.split()
)


def _literal(data: bytes, position: int) -> tuple[bytes, int]:
    depth = 1
    end = len(data)
    for bracket in _BRACKET.finditer(data, position):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if depth == 0:
            end = bracket.start()
            break
    return _ESCAPE.sub(_unescape, data[position:end]), end + 1


def _unescape(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    if code[:1] in b"01234567":
        return bytes([int(code, 8) & 0xFF])
    return _ESCAPED.get(code, code)


_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\r\n": b"",
    b"\n": b"",
    b"\r": b"",
}


def _hexadecimal(data: bytes, position: int) -> tuple[bytes, int]:
    """A string in hexadecimal digits; whatever else stands between < and > is taken as it is."""
    end = data.find(b">", position)
    end = len(data) if end < 0 else end
    digits = b"".join(data[position:end].split())
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2)), end + 1
    except binascii.Error:
        return data[position:end], end + 1


def _comment(data: bytes, position: int) -> tuple[bytes, int]:
    match = _LINE.match(data, position)
    return (match[0], match.end()) if match else (b"", position)


def _name(data: bytes, position: int) -> tuple[bytes, int]:
    match = _NAME.match(data, position)
    if not match:
        return b"", position
    return _HEX_CODE.sub(lambda code: bytes([int(code[1], 16)]), match[0]), match.end()


_READERS = {b"(": _literal, b"<": _hexadecimal, b"%": _comment, b"/": _name}


def readings(text: bytes) -> list[str]:
    """All readings that a string has: as Windows Latin-1, and as whatever Unicode it may be."""
    found = [text.decode("cp1252", "replace")]
    if b"\0" in text:
        found.append(text.replace(b"\0", b"").decode("cp1252", "replace"))
    if text.startswith(b"\xfe\xff"):
        found.append(text[2:].decode("utf-16-be", "replace"))
    elif text.startswith(b"\xff\xfe"):
        found.append(text[2:].decode("utf-16-le", "replace"))
    elif not text.isascii():
        with suppress(UnicodeDecodeError):  # half a reading would tear words apart
            found.append(text.decode("utf-8"))
    return found


def _bare_words(syntax: bytes) -> str:
    words = [word for word in _WORD.findall(syntax) if word not in _VOCABULARY]
    return "\n".join(readings(b" ".join(words)))
