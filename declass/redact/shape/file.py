"""Bytes of a release -> its objects and its trailer, by a parser that leaves no byte over.

Streams stand in the file one after the other, all other objects in one object stream behind them,
and a cross-reference stream ends it. There is one way to write each of them: no comments, no names
with codes, no strings but plain ones, a blank only where two tokens would else be one, one way to
pack; and whatever counts, places or hashes something else is worked out again. It knows nothing of
the writer.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from declass.redact.pdf.packing import pack, unpack

MAX_DEPTH = 8  # of values inside values
MAX_OBJECTS = 2**26  # bytes of an object stream: hundreds of times what 200 pages take

Value: TypeAlias = "bytes | tuple[Value, ...] | Mapping[bytes, Value]"
"""A token as it is written, a list, or a dictionary. A reference is one token: ``b"3 0 R"``."""


class Fault(Exception):  # noqa: N818 - a finding, which `verify` turns into one of its own
    """The file holds something that no release consists of; never what it is.

    Args:
        number: the object that holds it, from 1; None outside of objects.
    """

    def __init__(self, number: int | None = None) -> None:
        self.number = number
        super().__init__(number)


class Object(NamedTuple):
    """An object: its value, and the bytes of its stream where it has one."""

    value: Value
    stream: bytes | None


class File(NamedTuple):
    """A file, taken apart.

    Attributes:
        objects: numbered from 1; the last one is the cross-references, whose value is the trailer.
        holder: the number of the object stream: streams stand before it, other objects after it.
    """

    objects: tuple[Object, ...]
    holder: int


def read_file(pdf: bytes) -> File:
    """Take a file apart: header, streams, object stream, cross-references, and nothing else.

    Args:
        pdf: a whole file.

    Raises:
        Fault: a byte stands where no release has one, or a place or the identity is wrong.
    """
    numbers, places, outside, end = _read_outside(pdf)
    *streams, holder, references = outside
    inside = _read_inside(holder, len(outside) - 1)
    objects = (*streams, holder, *inside, references)
    if numbers != [*range(1, len(outside)), len(objects)]:
        raise Fault
    _require_places(references, places, len(inside))
    # The identity must be a hash of what is shown: one of the source would confirm guesses at it.
    identity = b"(%b)" % sha256(pdf[: places[-1]]).hexdigest()[:32].encode()
    if _entry(references, b"/ID") != (identity, identity):
        raise Fault(len(objects))
    if pdf[end:] != b"startxref\n%d\n%%%%EOF\n" % places[-1]:
        raise Fault
    return File(objects, len(outside) - 1)


_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECT = re.compile(rb"([1-9][0-9]{0,6}) 0 obj\n")
_LENGTH = re.compile(rb"[1-9][0-9]{0,7}")


def _read_outside(pdf: bytes) -> tuple[list[int], list[int], list[Object], int]:
    """Numbers, places and objects of what stands in the file itself, and where it ends."""
    numbers: list[int] = []
    places: list[int] = []
    objects: list[Object] = []
    position = _after(pdf, 0, _HEADER)
    while head := _OBJECT.match(pdf, position):
        number = int(head[1])
        numbers.append(number)
        places.append(position)
        value, position = _read_value(pdf, head.end(), number)
        stream, position = _read_stream(pdf, position, value, number)
        objects.append(Object(value, stream))
        position = _after(pdf, position, b"\nendobj\n", number)
    if len(objects) < len(("object stream", "cross-references")):
        raise Fault
    return numbers, places, objects, position


def _read_stream(pdf: bytes, position: int, value: Value, number: int) -> tuple[bytes, int]:
    start = _after(pdf, position, b"\nstream\n", number)
    end = start + _number(value, b"/Length", number)
    return pdf[start:end], _after(pdf, end, b"\nendstream", number)


def _read_inside(holder: Object, number: int) -> list[Object]:
    """The objects in the object stream, which has a number; theirs follow it."""
    text = unpack(holder.stream or b"", MAX_OBJECTS)
    if text is None:
        raise Fault(number)
    first = position = _number(holder.value, b"/First", number)
    objects: list[Object] = []
    table: list[bytes] = []
    while True:
        own = number + 1 + len(objects)
        table.append(b"%d %d" % (own, position - first))
        value, position = _read_value(text, position, own)
        objects.append(Object(value, None))
        if position == len(text):
            break
        position = _after(text, position, b"\n", own)
    if text[:first] != b" ".join(table) + b"\n":
        raise Fault(number)
    if _entry(holder, b"/N") != b"%d" % len(objects):
        raise Fault(number)
    return objects


def _require_places(references: Object, places: Sequence[int], inside: int) -> None:
    """Require that the cross-references are those of the objects, in entries of eight bytes.

    Args:
        references: the object that they are.
        places: of the streams, of the object stream, and of the references.
        inside: how many objects the object stream has.
    """
    number = len(places) + inside
    entries = [(0, 0, 0, _NEVER_USED), *[(1, place, 0, 0) for place in places[:-1]]]
    entries += [(2, len(places) - 1, *divmod(index, 2**16)) for index in range(inside)]
    entries += [(1, places[-1], 0, 0)]
    said = b"".join([struct.pack(">BIBH", *entry) for entry in entries])
    if references.stream != pack(said) or _entry(references, b"/Size") != b"%d" % (number + 1):
        raise Fault(number)


_NEVER_USED = 0xFFFF


def _entry(holder: Object, key: bytes) -> Value | None:
    return holder.value.get(key) if isinstance(holder.value, Mapping) else None


def _number(value: Value, key: bytes, number: int) -> int:
    said = value.get(key) if isinstance(value, Mapping) else None
    if not isinstance(said, bytes) or not _LENGTH.fullmatch(said):
        raise Fault(number)
    return int(said)


def _after(pdf: bytes, position: int, expected: bytes, number: int | None = None) -> int:
    if not pdf.startswith(expected, position):
        raise Fault(number)
    return position + len(expected)


_TOKEN = re.compile(
    rb"""
    (?: (?<![A-Za-z0-9]) | (?=[/(<>\[\]]) | (?<=[A-Za-z0-9])[ ](?=[a-z0-9-]) )   # a blank parts two
    ( << | >> | \[ | \]
    | [1-9][0-9]{0,6}[ ]0[ ]R             # a reference
    | 0\.9505 | 1\.089 | 2\.2             # what makes grey
    | 0 | -?[1-9][0-9]{0,7}               # a whole number
    | /[A-Za-z0-9]{1,32}                  # a name; in one with a code the rest is no token
    | \((?:[ -'*-\[\]-~]|\\[()\\]){0,200}\)   # a string; no release has a longer one
    | <FEFF(?:[0-9A-F]{4}){1,200}>        # one with more than ASCII in it
    | true | null
    )
    """,
    re.VERBOSE,
)


def _read_value(pdf: bytes, position: int, number: int | None, depth: int = 0) -> tuple[Value, int]:
    token, position = _read_token(pdf, position, number)
    if depth > MAX_DEPTH or token in (b">>", b"]"):
        raise Fault(number)
    if token == b"[":
        return _read_list(pdf, position, number, depth + 1)
    if token == b"<<":
        return _read_dictionary(pdf, position, number, depth + 1)
    return token, position


def _read_list(pdf: bytes, position: int, number: int | None, depth: int) -> tuple[Value, int]:
    items: list[Value] = []
    while True:
        token, end = _read_token(pdf, position, number)
        if token == b"]":
            return tuple(items), end
        item, position = _read_value(pdf, position, number, depth)
        items.append(item)


def _read_dictionary(
    pdf: bytes, position: int, number: int | None, depth: int
) -> tuple[Value, int]:
    entries: dict[bytes, Value] = {}
    while True:
        key, position = _read_token(pdf, position, number)
        if key == b">>":
            return entries, position
        if not key.startswith(b"/") or key in entries:
            raise Fault(number)
        entries[key], position = _read_value(pdf, position, number, depth)


def _read_token(pdf: bytes, position: int, number: int | None) -> tuple[bytes, int]:
    match = _TOKEN.match(pdf, position)
    if not match:
        raise Fault(number)
    return match[1], match.end()
