"""Reads a PDF without an engine: every byte of it, in use or not.

The file is cut at its streams; each stream is decoded, and each part is cut again into strings,
names and comments, which are text and are decoded too, and the syntax between them. No byte is left
out but the places in a table of objects: orphan objects, earlier revisions and garbage between
objects are read like the rest, and so are the objects in object streams. A stream that cannot be
decoded is no evidence of anything, so it refuses the file.

What is not promised: glyph codes of a font with an encoding of its own are not turned into letters
here; the page text of `pdfium` is.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from declass.errors import RefusedReleaseError
from declass.redact.evidence import filters
from declass.redact.evidence.filters import Decoded
from declass.redact.evidence.model import Channel, Evidence
from declass.redact.evidence.syntax import Value, read_value
from declass.redact.paper.metadata import AFTER_TITLE, BEFORE_TITLE
from declass.redact.pdf import font

MAX_DECODED = 256 * 2**20  # bytes of one stream: far above any release, below any bomb


def read(pdf: bytes) -> Iterator[Evidence]:
    """Everything that the bytes of a PDF say.

    Args:
        pdf: a whole file.

    Yields:
        One piece for each stream and one for all that stands outside of streams.

    Raises:
        RefusedReleaseError: the file is encrypted, or a stream cannot be decoded.
    """
    outside = []
    end = 0
    for number, dictionary, start, stop in _streams(pdf):
        outside.append(pdf[end:start])
        end = stop
        if font.is_known(pdf[start:stop]):
            continue
        data = _decoded(number, dictionary, pdf[start:stop], len(pdf))
        yield evidence(Channel.STREAM, number, data)
    outside.append(pdf[end:])
    structure = b"\n".join(outside)
    if b"/Encrypt" in structure:
        raise RefusedReleaseError("finished file is encrypted")
    yield evidence(Channel.STRUCTURE, None, structure)


_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_NUMBER = re.compile(rb"(\d{1,10})\s{1,9}\d{1,5}\s{0,9}$")
_LONGEST_NUMBER = 40  # bytes of the number of an object and its generation


def _streams(pdf: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    """Object number, dictionary, start and end of each stream."""
    end = place = 0
    while (place := pdf.find(b"stream", place)) >= 0:
        match = _STREAM.match(pdf, place)
        place += len(b"stream")
        if not match:
            continue
        before, _, dictionary = pdf[end : match.start()].rpartition(b" obj")
        numbered = _NUMBER.search(before[-_LONGEST_NUMBER:])
        number = int(numbered[1]) if numbered else 0
        end = pdf.find(b"endstream", match.end())
        if end < 0:
            raise RefusedReleaseError(f"stream of object {number} has no end")
        yield number, dictionary, match.end(), end
        place = end


def _decoded(number: int, dictionary: bytes, data: bytes, size: int) -> bytes:
    """What a stream says, all of it; of a table of objects, which says nothing, nothing.

    Args:
        number: of its object.
        dictionary: its dictionary, as written.
        data: its bytes.
        size: of the file.
    """
    value = read_value(dictionary)[0]
    fields = value if isinstance(value, dict) else {}
    try:
        decoded = filters.decode(fields, data, MAX_DECODED)
    except filters.UndecodableError as trouble:
        raise RefusedReleaseError(f"stream of object {number} cannot be read") from trouble
    if not decoded.is_whole or (b"Filter" in dictionary and "Filter" not in fields):
        raise RefusedReleaseError(f"stream of object {number} cannot be read")
    return searched(fields, decoded, size)


def searched(fields: Mapping[str, Value], decoded: Decoded, size: int) -> bytes:
    """What of a decoded stream is to be searched: all, but for the places of objects.

    A cross-reference stream (ISO 32000-1, 7.5.8) is a table of bytes, and some look like words. It
    is left out where each is what it says: the place of an object in the file, or its number.

    Args:
        fields: the dictionary of the stream.
        decoded: what it says.
        size: of the file, in bytes.
    """
    data = b"" if _is_table(fields, decoded.data, size) else decoded.data
    return b"\n".join([data, decoded.beside]) if decoded.beside else data


_COLUMNS = 3  # what an object is, where, and its generation or its place in an object stream
_MOST_BYTES = 8  # of a column
_MOST_MEMBERS = 2**16


def _is_table(fields: Mapping[str, Value], data: bytes, size: int) -> bool:
    """Whether a stream is a table of objects, in which no other number than such can stand."""
    widths = fields.get("W")
    if fields.get("Type") != "XRef" or not isinstance(widths, list) or len(widths) != _COLUMNS:
        return False
    if not all(isinstance(each, int) and 0 <= each <= _MOST_BYTES for each in widths):
        return False
    kind, place, index = (each for each in widths if isinstance(each, int))
    length = kind + place + index
    if not kind or not place or len(data) % length:
        return False
    rows = [data[start : start + length] for start in range(0, len(data), length)]
    return all(
        int.from_bytes(row[:kind], "big") < _COLUMNS
        and int.from_bytes(row[kind : kind + place], "big") < size
        and int.from_bytes(row[kind + place :], "big") < _MOST_MEMBERS
        for row in rows
    )


def evidence(channel: Channel, number: int | None, data: bytes) -> Evidence:
    """What a part of a file says, split from the syntax around it.

    Args:
        channel: what the part is.
        number: of its object.
        data: its bytes, decoded.
    """
    for known in (BEFORE_TITLE, AFTER_TITLE):  # the same in every release
        data = data.replace(known, b" ")
    syntax, tokens = _cut(data)
    strings = [_READERS[token[:1]](token) for token in tokens if token not in _NOTATION]
    return Evidence(channel, number, _text(strings), _bare_words(b" ".join(syntax)))


_TOKEN = re.compile(
    rb"""
    ( \( [^()\\]*+ (?:\\.[^()\\]*+)*+ \)   # a string
    | << | < [^>]*+ >?                      # the beginning of a dictionary; a string in digits
    | % [^\r\n]*+                           # a comment
    | / [^\s()<>\[\]{}/%]*+                  # a name
    | \(                                    # a string with brackets in it, or without an end
    )
    """,
    re.VERBOSE | re.DOTALL,
)


def _cut(data: bytes) -> tuple[list[bytes], list[bytes]]:
    """The syntax between strings, names and comments, and those."""
    parts = _TOKEN.split(data)
    syntax, tokens = parts[::2], parts[1::2]
    if b"(" not in tokens:
        return syntax, tokens
    syntax, tokens, end = [], [], 0  # a pattern cannot count brackets
    while match := _TOKEN.search(data, end):
        syntax.append(data[end : match.start()])
        end = match.end() if match[0] != b"(" else _end_of_string(data, match.end())
        tokens.append(data[match.start() : end])
    return [*syntax, data[end:]], tokens


_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)


def _end_of_string(data: bytes, start: int) -> int:
    depth = 1
    for bracket in _BRACKET.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if depth == 0:
            return bracket.end()
    return len(data)


# What our files, like most, are written in. These words mean the notation, not the cable.
_VOCABULARY = frozenset(
    b"""
    PDF-1.7 %EOF Catalog Pages Page Type Kids Count Parent MediaBox Resources Contents Length
    Filter FlateDecode Lang en-US ViewerPreferences DisplayDocTitle Root Size
    Font TrueType Subtype BaseFont DeclassMono Encoding WinAnsiEncoding F1 ID FirstChar LastChar
    Widths FontDescriptor FontName Flags FontBBox ItalicAngle Ascent Descent CapHeight StemV
    FontFile2 Length1 ColorSpace DefaultGray CalGray WhitePoint Gamma
    MarkInfo Marked Metadata XML StructTreeRoot StructParents ParentTree Nums
    S P K Pg Alt Document H1 H2 Div Sect MCID Artifact Pagination BMC BDC EMC StructElem
    ObjStm XRef N First W Index DecodeParms Predictor Columns
    Outlines Title Dest Names Dests Next Prev Last XYZ Fit PageMode UseOutlines
    obj endobj stream endstream xref trailer startxref true false null
    R n f g re BT ET Tf TL Td Tj T*
    """.split()
)


# Such a word as a name or a comment, the language as a string, and what begins a dictionary. Other
# strings are searched, for a text can be shown letter by letter.
_NOTATION = frozenset(
    [b"<<", b"(en-US)", *(form % word for word in _VOCABULARY for form in (b"/%b", b"%%%b"))]
)


def _literal(token: bytes) -> bytes:
    text = token[1:].removesuffix(b")")
    if b"\\" not in text:
        return text
    plain = text.replace(rb"\(", b"(").replace(rb"\)", b")")  # mostly that is all
    return _ESCAPE.sub(_unescape, text) if b"\\" in plain else plain


_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)


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


def _hexadecimal(token: bytes) -> bytes:
    """A string in hexadecimal digits; whatever else stands between < and > is taken as it is."""
    text = token[1:].removesuffix(b">")
    digits = b"".join(text.split())
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    except binascii.Error:
        return text


def _comment(token: bytes) -> bytes:
    return token[1:]


def _name(token: bytes) -> bytes:
    if b"#" not in token:
        return token[1:]
    return _HEX_CODE.sub(lambda code: bytes([int(code[1], 16)]), token[1:])


_HEX_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_READERS = {b"(": _literal, b"<": _hexadecimal, b"%": _comment, b"/": _name}


def _text(strings: list[bytes]) -> str:
    """All strings, each in all its readings."""
    together = b"\n".join(strings)
    if together.isascii() and b"\0" not in together:
        return together.decode("ascii")
    return "\n".join([reading for string in strings for reading in readings(string)])


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


_DELIMITERS = bytes.maketrans(b"()<>[]{}/%", b" " * 10)


def _bare_words(syntax: bytes) -> str:
    words = syntax.translate(_DELIMITERS).split()
    return _text([b" ".join([word for word in words if word not in _VOCABULARY])])
