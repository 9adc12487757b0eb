"""Takes releases apart and seals what was made of them: table, places, size and identity anew.

A file that is spoiled by a test is whole so, and is refused for what it holds and not for a number
that no longer fits.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import NamedTuple

from declass.redact.pdf.packing import pack
from declass.redact.shape import form
from declass.redact.shape.file import Fault

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
REFERENCES = b"<</Type/XRef/Size %d/W[1 4 3]/Root %d 0 R/ID[(%b)(%b)]/Filter/FlateDecode/Length %d"


class Parts(NamedTuple):
    """What stands in the streams of a file (dictionaries and all), and in its object stream."""

    streams: list[bytes]
    inside: list[bytes]


def apart(pdf: bytes) -> Parts:
    """The bodies of all objects of a release, but for the object stream and the references."""
    *streams, holder, _ = re.findall(rb"\d+ 0 obj\n(.*?)\nendobj\n", pdf, re.DOTALL)
    text = zlib.decompress(holder.partition(b"stream\n")[2])
    table, _, objects = text.partition(b"\n")
    places = [*map(int, table.split()[1::2]), len(objects) + 1]
    return Parts(
        streams,
        [objects[start : end - 1] for start, end in pairwise(places)],
    )


def stream(data: bytes, filters: bytes = b"/Filter/FlateDecode", begin: bytes = b"\n") -> bytes:
    return b"<<%b/Length %d>>\nstream%b%b\nendstream" % (filters, len(data), begin, data)


def object_table(inside: Sequence[bytes], first: int) -> bytes:
    """What stands before the objects of an object stream: their numbers and places."""
    places = accumulate([len(body) + 1 for body in inside[:-1]], initial=0)
    return b" ".join([b"%d %d" % each for each in enumerate(places, start=first)]) + b"\n"


def object_stream(inside: Sequence[bytes], first: int) -> bytes:
    """The object stream with these objects, numbered from `first` on."""
    table = object_table(inside, first)
    form = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode"
    return stream(pack(table + b"\n".join(inside)), form % (len(inside), len(table)))


class Seal(NamedTuple):
    """How a file is sealed: as a release is, where not told otherwise.

    Attributes:
        header: of the file.
        between: what stands behind each object.
        late: bodies of objects between the object stream and the cross-references.
        holder: the object stream.
        head: the dictionary of the cross-references, but for its end.
        identity: of the file.
        entries: makes other cross-references of those that there should be.
        packed: packs the cross-references.
    """

    header: bytes = HEADER
    between: bytes = b""
    late: Sequence[bytes] = ()
    holder: bytes | None = None
    head: bytes = REFERENCES
    identity: bytes | None = None
    entries: Callable[[bytes], bytes] = bytes
    packed: Callable[[bytes], bytes] = pack


def sealed(parts: Parts, seal: Seal | None = None) -> bytes:
    """A whole file of these objects; the catalog is the first of those in the object stream."""
    seal = seal or Seal()
    first = len(parts.streams) + 2
    after = first + len(parts.inside)
    holder = object_stream(parts.inside, first) if seal.holder is None else seal.holder
    file = bytearray(seal.header)
    places = []
    numbers = [*range(1, first), *range(after, after + len(seal.late))]
    for number, body in zip(numbers, [*parts.streams, holder, *seal.late], strict=True):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body) + seal.between
    places.append(len(file))
    number = after + len(seal.late)
    data = seal.packed(seal.entries(_entries(places, first - 1, len(parts.inside))))
    mark = seal.identity or sha256(file).hexdigest()[:32].encode()
    head = seal.head % (number + 1, first, mark, mark, len(data))
    end = b"%d 0 obj\n%b>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
    return bytes(file) + end % (number, head, data, places[-1])


def _entries(places: Sequence[int], holder: int, inside: int) -> bytes:
    rows = [(0, 0, 0xFFFF), *[(1, place, 0) for place in places[:holder]]]
    rows += [(2, holder, index) for index in range(inside)]
    rows += [(1, place, 0) for place in places[holder:]]
    return b"".join([struct.pack(">Q", a << 56 | b << 24 | c) for a, b, c in rows])


def is_refused(pdf: bytes) -> bool:
    try:
        form.read(pdf)
    except Fault:
        return True
    return False
