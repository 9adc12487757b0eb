"""Undoes predictors: filters that tell bytes by their difference from their neighbours.

Cross-reference streams are mostly written so, and many pictures (ISO 32000-1, 7.4.4.4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate

TIFF = 2
FIRST_PNG = 10  # all from here on are the same: each row says for itself how it was predicted
MOST_COLOURS = 32
_BITS = (1, 2, 4, 8, 16)


def undo(data: bytes, parameters: Mapping[str, int]) -> bytes:
    """Undo a predictor.

    Args:
        data: what another filter gave.
        parameters: Predictor, Columns, Colors and BitsPerComponent, where they are not 1, 1, 1, 8.

    Raises:
        ValueError: there is no such predictor.
    """
    predictor = parameters.get("Predictor", 1)
    columns, colours = parameters.get("Columns", 1), parameters.get("Colors", 1)
    bits = parameters.get("BitsPerComponent", 8)
    is_known = predictor == TIFF or predictor >= FIRST_PNG
    if not is_known or columns < 1 or not 0 < colours <= MOST_COLOURS or bits not in _BITS:
        raise ValueError("unknown predictor")
    length = min((columns * colours * bits + 7) // 8, max(len(data), 1))
    if predictor == TIFF:
        return b"".join([_tiff(row, colours, bits) for row in _cut(data, length)])
    return _png(data, length, (colours * bits + 7) // 8)


def _cut(data: bytes, length: int) -> Iterable[bytes]:
    return (data[start : start + length] for start in range(0, len(data), length))


def _tiff(row: bytes, colours: int, bits: int) -> bytes:
    """Each part of a pixel is added to that of the pixel before it."""
    parts = _parts(row, bits)
    most = (1 << bits) - 1
    for colour in range(colours):
        parts[colour::colours] = accumulate(parts[colour::colours], lambda a, b: a + b & most)
    return _joined(parts, bits)


def _parts(row: bytes, bits: int) -> list[int]:
    if bits == 16:
        return [high << 8 | low for high, low in zip(row[::2], row[1::2], strict=False)]
    if bits == 8:
        return list(row)
    shifts, most = range(8 - bits, -1, -bits), (1 << bits) - 1
    return [byte >> shift & most for byte in row for shift in shifts]


def _joined(parts: list[int], bits: int) -> bytes:
    if bits == 8:
        return bytes(parts)
    if bits == 16:
        return b"".join([part.to_bytes(2, "big") for part in parts])
    together = 8 // bits
    made = [0] * (len(parts) // together)
    for start in range(together):
        made = [
            byte << bits | part for byte, part in zip(made, parts[start::together], strict=True)
        ]
    return bytes(made)


def _png(data: bytes, length: int, pixel: int) -> bytes:
    """Rows with a byte before each that says how it was predicted (RFC 2083, 6)."""
    above = bytes(length)
    rows = []
    for row in _cut(data, length + 1):
        # An unknown one is none, as in viewers.
        above = _ROWS.get(row[0], _plain)(row[1:], above, pixel)
        rows.append(above)
    return b"".join(rows)


def _plain(row: bytes, _above: bytes, _pixel: int) -> bytes:
    return row


def _sub(row: bytes, _above: bytes, pixel: int) -> bytes:
    return _tiff(row, pixel, 8)


def _up(row: bytes, above: bytes, _pixel: int) -> bytes:
    return bytes([a + b & 255 for a, b in zip(row, above, strict=False)])


def _average(row: bytes, above: bytes, pixel: int) -> bytes:
    made = bytearray(pixel) + row
    for place, up in enumerate(above[: len(row)]):
        made[pixel + place] = made[pixel + place] + (made[place] + up >> 1) & 255
    return bytes(made[pixel:])


def _paeth(row: bytes, above: bytes, pixel: int) -> bytes:
    made = bytearray(pixel) + row
    corners = bytes(pixel) + above
    for place, (up, corner) in enumerate(zip(above[: len(row)], corners, strict=False)):
        left = made[place]
        to_left, to_up, to_corner = (
            abs(up - corner),
            abs(left - corner),
            abs(left + up - 2 * corner),
        )
        if to_left <= to_up and to_left <= to_corner:
            nearest = left
        else:
            nearest = up if to_up <= to_corner else corner
        made[pixel + place] = made[pixel + place] + nearest & 255
    return bytes(made[pixel:])


_ROWS: Mapping[int, Callable[[bytes, bytes, int], bytes]] = {
    1: _sub,
    2: _up,
    3: _average,
    4: _paeth,
}
