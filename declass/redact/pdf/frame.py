"""Objects -> the bytes of a PDF file: what stands around pages, tags and font.

Streams (page code, font, metadata) stand in the file one after the other. All other objects stand
in one object stream behind them, and a cross-reference stream ends the file (ISO 32000-1, 7.5.7 and
7.5.8): thousands of small objects are packed together, and none of them has a line in a table.
Objects are numbered in the order in which they stand, so that no number is a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from itertools import accumulate, chain
from struct import pack as packed_numbers
from typing import TYPE_CHECKING

from declass.redact.pdf import font
from declass.redact.pdf.packing import pack

if TYPE_CHECKING:
    from hashlib import _Hash

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the comment tells old mailers that it is binary
_OBJECT = b"%d 0 obj\n%b\nendobj\n"
_STREAM = b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream"
_FONT_FILE = b"<</Length1 %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream"
_METADATA = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream"
_OBJECT_STREAM = (
    b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream"
)
_REFERENCES = (
    b"<</Type/XRef/Size %d/W[1 4 3]/Root %d 0 R/ID[(%b)(%b)]/Filter/FlateDecode/Length %d>>"
    b"\nstream\n%b\nendstream"
)
_END = b"startxref\n%d\n%%%%EOF\n"

# An entry of the cross-references is eight bytes: its kind, a place of four, an index of three.
_FREE = 0xFFFF  # object 0, the only free one
_PLAIN = 1 << 56
_PACKED = 2 << 56
_PLACE = 24  # bits

FONT_FILE, METADATA, FIRST_CODE = 1, 2, 3
"""Numbers of objects: the last is that of the code of the first page; the others follow it."""


def first_object(pages: int) -> int:
    """The number of the first object that is no stream, in a file of so many pages."""
    return FIRST_CODE + pages + 1


def write_file(packet: bytes, codes: Iterable[bytes], objects: Sequence[str]) -> bytes:
    """Write a file.

    Args:
        packet: its metadata.
        codes: of its pages, in order.
        objects: all that are no streams, in the order of their numbers, from `first_object` on;
            the catalog is the first.

    Returns:
        The whole file.
    """
    bodies = [
        _METADATA % (len(packet), packet),
        *[_STREAM % (len(code), code) for code in map(pack, codes)],
    ]
    catalog = METADATA + len(bodies) + 1
    bodies.append(_object_stream(objects, catalog))
    beginning, digest = _beginning()
    pieces = [_OBJECT % numbered for numbered in enumerate(bodies, start=METADATA)]
    places = [*accumulate(map(len, pieces), initial=len(beginning))]
    written = b"".join(pieces)
    hashed = digest.copy()
    hashed.update(written)
    # In digits, not as raw bytes: random bytes can look like a word of the cable.
    identity = hashed.hexdigest()[:32].encode()
    end = _references([len(_HEADER), *places], catalog, len(objects), identity)
    return b"".join([beginning, written, end])


@cache
def _beginning() -> tuple[bytes, _Hash]:
    """What every release begins with, the font, and the state of a hash over it."""
    data = font.data()
    file = _FONT_FILE % (font.LENGTH, len(data), data)
    beginning = _HEADER + _OBJECT % (FONT_FILE, file)
    return beginning, sha256(beginning)


def _object_stream(objects: Sequence[str], first: int) -> bytes:
    """The objects behind a table of their numbers and places, packed."""
    count = len(objects)
    places = accumulate([len(body) + 1 for body in objects[:-1]], initial=0)
    numbered = chain.from_iterable(zip(range(first, first + count), places, strict=True))
    table = " ".join(["%d %d"] * count) % tuple(numbered) + "\n"
    data = pack("\n".join([table + objects[0], *objects[1:]]).encode())
    return _OBJECT_STREAM % (count, len(table), len(data), data)


def _references(places: Sequence[int], catalog: int, objects: int, identity: bytes) -> bytes:
    """The cross-reference stream, and the end of the file.

    Args:
        places: of the objects that stand in the file itself: the streams, the object stream (the
            last but one) and these references (the last).
        catalog: the number of the first object in the object stream.
        objects: how many are in it.
        identity: of the file.
    """
    number = catalog + objects  # of the references
    inside = _PACKED | (catalog - 1) << _PLACE
    entries = [
        _FREE,
        *[_PLAIN | place << _PLACE for place in places[:-1]],
        *range(inside, inside + objects),
        _PLAIN | places[-1] << _PLACE,
    ]
    data = pack(packed_numbers(f">{len(entries)}Q", *entries))
    body = _REFERENCES % (number + 1, catalog, identity, identity, len(data), data)
    return _OBJECT % (number, body) + _END % places[-1]
