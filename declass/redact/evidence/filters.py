"""Undoes what filters have done to the streams of a PDF (ISO 32000-1, 7.4).

Promised: time and space grow with the bytes that go in and come out, and both have a bound,
whatever the bytes are and however many filters stand in a row. Bytes behind the end of what is
coded, which no viewer looks at, are kept.

Not promised: filters for pictures. What they code is no text.
"""

from __future__ import annotations

import binascii
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from declass.redact.evidence.syntax import Name, Value

MAX_FILTERS = 8  # in a row: nobody needs more than three
SLOW = 16  # times as long as inflating a byte takes a filter that looks at each of them


class UndecodableError(ValueError):
    """A filter that is not known, has impossible parameters, or does not fit its bytes."""


class TooLargeError(UndecodableError):
    """More comes out than may."""


class Decoded(NamedTuple):
    """What a stream says.

    Attributes:
        data: its bytes, decoded.
        beside: bytes behind the end of what was coded.
        is_whole: false where damage ended the decoding.
        cost: what it took, in bytes inflated.
    """

    data: bytes
    beside: bytes
    is_whole: bool
    cost: int


Follow: TypeAlias = Callable[[Value], Value]
"""What a value is, once references are followed."""


def names(fields: Mapping[str, Value], follow: Follow) -> list[str]:
    """The names of the filters of a stream, "" for what is no name or cannot be followed."""
    written = fields.get("Filter")
    found = _listed(follow(written))
    if written is not None and not isinstance(written, list) and not found:
        return [""]
    return [name if isinstance(name, Name) else "" for name in map(follow, found)]


def decode(
    fields: Mapping[str, Value],
    data: bytes,
    limit: int,
    follow: Follow = lambda value: value,
    *,
    is_picture: bool = False,
) -> Decoded:
    """Undo the filters of a stream, one after the other.

    Args:
        fields: its dictionary.
        data: its bytes as they stand in the file.
        limit: how many bytes each filter may give at the most.
        follow: how to follow references; by default they are followed nowhere.
        is_picture: leave predictors alone: what they code are pixels.

    Raises:
        TooLargeError: a filter gives more.
        UndecodableError: a filter is not known or does not fit, or there are too many.
    """
    filters = names(fields, follow)
    if len(filters) > MAX_FILTERS:
        raise UndecodableError("too many filters")
    settings = _listed(follow(fields.get("DecodeParms")))[: len(filters)]
    beside, is_whole, cost = [], True, 0
    for name, setting in zip_longest(filters, settings):
        parameters = _numbers(follow(setting), follow)
        if is_picture:
            parameters.pop("Predictor", None)
        stage = _undone(name, data, limit, parameters)
        data, is_whole, cost = stage.data, is_whole and stage.is_whole, cost + stage.cost
        beside.append(stage.beside.strip())
    return Decoded(data, b" ".join(filter(None, beside)), is_whole, cost)


def _undone(name: str, data: bytes, limit: int, parameters: Mapping[str, int]) -> Decoded:
    """What one filter codes."""
    if name not in _DECODERS:
        raise UndecodableError("unknown filter")
    decoder = _DECODERS[name]
    cost = len(data) * (SLOW if decoder in _SLOW else 1)
    data, beside, is_whole = decoder(data, limit, parameters)
    cost += len(data)
    if decoder in _PREDICTED and parameters.get("Predictor", 1) != 1:
        from declass.redact.evidence.predictors import undo  # no release has any

        cost += len(data) * SLOW
        try:
            data = undo(data, parameters)
        except ValueError as trouble:
            raise UndecodableError("unknown predictor") from trouble
    return Decoded(data, beside, is_whole, cost)


def _listed(value: Value) -> list[Value]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _numbers(value: Value, follow: Follow) -> dict[str, int]:
    """The parameters of a filter that are whole numbers; the others are for pictures."""
    found = {key: follow(each) for key, each in value.items()} if isinstance(value, dict) else {}
    return {key: each for key, each in found.items() if isinstance(each, int)}


_Stage: TypeAlias = "tuple[bytes, bytes, bool]"
"""Decoded bytes, those behind their end, and whether there was no damage."""

_PIECE = 1024  # bytes of a damaged stream that are inflated together


def _flate(data: bytes, limit: int, _parameters: Mapping[str, int]) -> _Stage:
    if not data.strip():
        return b"", b"", True
    inflater = zlib.decompressobj()
    with suppress(zlib.error):
        inflated = inflater.decompress(data, limit + 1)
        if inflater.eof and len(inflated) <= limit:
            return inflated, inflater.unused_data, True
    return _salvaged(data, limit)


def _salvaged(data: bytes, limit: int) -> _Stage:
    """What comes before the damage; as in viewers, it is none that the checksum is wrong."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    left = limit + 1
    end = 2  # behind the head
    with suppress(zlib.error):
        while end < len(data) and not inflater.eof:
            coded = inflater.unconsumed_tail + data[end : end + _PIECE]
            pieces.append(inflater.decompress(coded, left))
            end += _PIECE
            left -= len(pieces[-1])
            if left <= 0:
                raise TooLargeError("more than may be inflated")
    if not inflater.eof:
        return b"".join(pieces), b"", False
    behind = inflater.unused_data + data[end:]
    return b"".join(pieces), behind[_CHECKSUM:], True


_CHECKSUM = 4  # bytes

_CLEAR, _END = 256, 257
_FULL = 4096  # codes of twelve bits
_BYTES = [bytes([code]) for code in range(256)] + [b"", b""]


def _lzw(data: bytes, limit: int, parameters: Mapping[str, int]) -> _Stage:
    """Codes of 9 to 12 bits, each for a piece that was met before (7.4.4.2)."""
    early = 1 if parameters.get("EarlyChange", 1) else 0
    table, width, before = list(_BYTES), 9, b""
    pieces: list[bytes] = []
    held = bits = size = 0
    for place, byte in enumerate(data):
        held, bits = (held << 8 | byte) & 0xFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == _END:
            return b"".join(pieces), data[place + 1 :], True
        if code == _CLEAR:
            table, width, before = list(_BYTES), 9, b""
            continue
        if code > len(table) or (code == len(table) and not before):
            return b"".join(pieces), data[place + 1 :], False
        piece = table[code] if code < len(table) else before + before[:1]
        if before and len(table) < _FULL:
            table.append(before + piece[:1])
            width = min((len(table) + early).bit_length(), 12)
        pieces.append(piece)
        before = piece
        size += len(piece)
        if size > limit:
            raise TooLargeError("more than may be decoded")
    return b"".join(pieces), b"", True


_END_OF_RUNS = 128


def _run_length(data: bytes, limit: int, _parameters: Mapping[str, int]) -> _Stage:
    """Bytes as they are, or one many times (7.4.5)."""
    pieces: list[bytes] = []
    place = size = 0
    while place < len(data) and data[place] != _END_OF_RUNS:
        length = data[place]
        if length < _END_OF_RUNS:
            pieces.append(data[place + 1 : place + 2 + length])
            place += 2 + length
        else:
            pieces.append(data[place + 1 : place + 2] * (257 - length))
            place += 2
        size += len(pieces[-1])
        if size > limit:
            raise TooLargeError("more than may be decoded")
    return b"".join(pieces), data[place + 1 :], True


def _ascii_hex(data: bytes, limit: int, _parameters: Mapping[str, int]) -> _Stage:
    digits, _, behind = data.partition(b">")
    digits = digits.translate(None, _BLANKS)
    if len(digits) > 2 * limit:
        raise TooLargeError("more than may be decoded")
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2)), behind, True
    except binascii.Error as trouble:
        raise UndecodableError("no digits") from trouble


def _ascii_85(data: bytes, limit: int, _parameters: Mapping[str, int]) -> _Stage:
    import base64  # no release needs it

    digits, _, behind = data.lstrip(_BLANKS).removeprefix(b"<~").partition(b"~")
    digits = digits.translate(None, _BLANKS)
    if len(digits) + 4 * digits.count(b"z") > limit:
        raise TooLargeError("more than may be decoded")
    try:
        return base64.a85decode(digits), behind.removeprefix(b">"), True
    except ValueError as trouble:
        raise UndecodableError("no digits") from trouble


_BLANKS = b"\0\t\n\x0c\r "

_DECODERS: Mapping[str, Callable[[bytes, int, Mapping[str, int]], _Stage]] = {
    "FlateDecode": _flate,
    "Fl": _flate,
    "LZWDecode": _lzw,
    "LZW": _lzw,
    "RunLengthDecode": _run_length,
    "RL": _run_length,
    "ASCIIHexDecode": _ascii_hex,
    "AHx": _ascii_hex,
    "ASCII85Decode": _ascii_85,
    "A85": _ascii_85,
}
_SLOW = (_lzw, _run_length, _ascii_85)
_PREDICTED = (_flate, _lzw)
