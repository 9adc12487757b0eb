"""What filters undo: coders, written for tests and for nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from itertools import groupby

from reportlab.pdfbase.pdfutils import asciiBase85Encode


def lzw(data: bytes, *, early: int = 1) -> bytes:
    """Codes as ISO 32000-1 has them, beginning with one that clears the table."""
    codes = [(256, 9)]
    table = {bytes([code]): code for code in range(256)}
    width, known = 9, b""
    for byte in data:
        piece = known + bytes([byte])
        if piece in table:
            known = piece
            continue
        codes.append((table[known], width))
        if len(table) + 2 < 4094:
            table[piece] = len(table) + 2
            width = (len(table) + 1 + early).bit_length()
        else:
            codes.append((256, width))
            table = {bytes([code]): code for code in range(256)}
            width = 9
        known = bytes([byte])
    if known:
        codes.append((table[known], width))
        width = min((len(table) + 2 + early).bit_length(), 12)
    codes.append((257, width))
    bits = "".join(format(code, f"0{width}b") for code, width in codes)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def run_length(data: bytes) -> bytes:
    pieces = []
    for byte, run in groupby(data):
        length = len(list(run))
        for start in range(0, length, 128):
            count = min(length - start, 128)
            pieces.append(bytes([257 - count, byte]) if count > 1 else bytes([0, byte]))
    return b"".join(pieces) + b"\x80"


def ascii_85(data: bytes) -> bytes:
    coded: str = asciiBase85Encode(data)
    return coded.encode()


def ascii_hex(data: bytes) -> bytes:
    return data.hex().encode() + b">"


CODERS: dict[str, Callable[[bytes], bytes]] = {
    "FlateDecode": zlib.compress,
    "LZWDecode": lzw,
    "RunLengthDecode": run_length,
    "ASCII85Decode": ascii_85,
    "ASCIIHexDecode": ascii_hex,
}


def png_rows(data: bytes, columns: int, kinds: bytes, pixel: int = 1) -> bytes:
    """Rows told by their neighbours, each in another of the ways of PNG."""
    above = bytes(columns)
    coded = []
    for index, start in enumerate(range(0, len(data), columns)):
        row = data[start : start + columns]
        kind = kinds[index % len(kinds)]
        coded.append(bytes([kind]) + bytes(predicted(kind, row, above, pixel)))
        above = row
    return b"".join(coded)


def predicted(kind: int, row: bytes, above: bytes, pixel: int) -> list[int]:
    told = []
    for place, byte in enumerate(row):
        left = row[place - pixel] if place >= pixel else 0
        corner = above[place - pixel] if place >= pixel else 0
        up = above[place]
        near = min(
            (left, up, corner), key=lambda each: abs(left + up - corner - each)
        )  # the first of the nearest
        guess = (0, left, up, (left + up) // 2, near)[kind]
        told.append((byte - guess) % 256)
    return told
