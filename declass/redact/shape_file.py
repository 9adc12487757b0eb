"""Bytes of a release -> its objects and its trailer, by a parser that leaves no byte over.

It reads the few forms that releases are written in and no others: no comments, no names with codes,
no strings but plain ones, one blank between two tokens. It knows nothing of the writer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple, TypeAlias

MAX_DEPTH = 8  # of values inside values

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
    """A file, taken apart; the objects are numbered from 1."""

    objects: tuple[Object, ...]
    trailer: Mapping[bytes, Value]


def read_file(pdf: bytes) -> File:
    """Take a file apart: header, objects, table of objects, trailer, and nothing else.

    Args:
        pdf: a whole file.

    Raises:
        Fault: a byte stands where no release has one, or the table or the identity is wrong.
    """
    objects, offsets, end = _read_objects(pdf)
    return File(tuple(objects), _read_frame(pdf, end, offsets))


_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECT = re.compile(rb"([1-9][0-9]{0,6}) 0 obj\n")
_LENGTH = re.compile(rb"[1-9][0-9]{0,7}")


def _read_objects(pdf: bytes) -> tuple[list[Object], list[int], int]:
    """All objects, the place of each, and the place where the last one ends."""
    objects: list[Object] = []
    offsets: list[int] = []
    position = _after(pdf, 0, _HEADER)
    while head := _OBJECT.match(pdf, position):
        number = len(objects) + 1
        if int(head[1]) != number:
            raise Fault(number)
        offsets.append(position)
        value, position = _read_value(pdf, head.end(), number)
        stream = None
        if pdf.startswith(b"\nstream\n", position):
            stream, position = _read_stream(pdf, position, value, number)
        objects.append(Object(value, stream))
        position = _after(pdf, position, b"\nendobj\n", number)
    return objects, offsets, position


def _read_stream(pdf: bytes, position: int, value: Value, number: int) -> tuple[bytes, int]:
    length = value.get(b"/Length") if isinstance(value, Mapping) else None
    if not isinstance(length, bytes) or not _LENGTH.fullmatch(length):
        raise Fault(number)
    start = _after(pdf, position, b"\nstream\n", number)
    end = start + int(length)
    return pdf[start:end], _after(pdf, end, b"\nendstream", number)


def _read_frame(pdf: bytes, start: int, offsets: list[int]) -> Mapping[bytes, Value]:
    """The trailer, where all from `start` to the end of the file is as the objects ask for."""
    size = b"%d" % (len(offsets) + 1)
    entries = b"".join([b"%010d 00000 n \n" % offset for offset in offsets])
    table = b"xref\n0 %b\n0000000000 65535 f \n%b" % (size, entries)
    end_of_table = _after(pdf, start, table)
    trailer, end = _read_value(pdf, _after(pdf, end_of_table, b"trailer\n"), None)
    if not isinstance(trailer, Mapping) or pdf[end:] != b"\nstartxref\n%d\n%%%%EOF\n" % start:
        raise Fault
    # The identity must be a hash of what is shown: one of the source would confirm guesses at it.
    identity = b"(%b)" % sha256(pdf[:end_of_table]).hexdigest()[:32].encode()
    if trailer.get(b"/Size") != size or trailer.get(b"/ID") != (identity, identity):
        raise Fault
    return trailer


def _after(pdf: bytes, position: int, expected: bytes, number: int | None = None) -> int:
    if not pdf.startswith(expected, position):
        raise Fault(number)
    return position + len(expected)


_TOKEN = re.compile(
    rb"""
    [ \n]?                                # one blank at most: many could be a code
    ( << | >> | \[ | \]
    | [1-9][0-9]{0,6}[ ]0[ ]R             # a reference
    | 0\.9505 | 1\.089 | 2\.2             # what makes grey
    | 0 | -?[1-9][0-9]{0,7}               # a whole number
    | /[A-Za-z0-9]{1,32}                  # a name; in one with a code the rest is no token
    | \((?:[ -'*-\[\]-~]|\\[()\\]){0,200}\)   # a string; no release has a longer one
    | <FEFF(?:[0-9A-F]{4}){1,200}>        # one with more than ASCII in it
    | true
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
