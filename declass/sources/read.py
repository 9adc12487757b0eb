"""Bytes of a file or stream -> the text of a cable.

A source is never half read: it is text, or an `UnreadableError` that says what it is instead. The
text is that of the source, character for character, save where it was plainly dressed for another
use (see `undress`).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from declass.errors import UnreadableError
from declass.sources.detect import decode, looks_binary, recognise
from declass.sources.limits import MAX_BYTES

SIGNS_OF_DRESS = ("<", "&", "\\", '""', "\0")
"""A text in ASCII without any of these is bare: no step of `undress` would change it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text, and where it comes from.

    Attributes:
        name: path of the file, or the name that was given to the stream.
        text: the text, undressed.
        encoding: the encoding that it was read in (``"windows-1252"``).
        sha256: hash of the bytes as they came, in hex.
        steps: names of the undressing steps that changed the text, in order.
        warnings: doubts about the text as a whole, one sentence each.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    steps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_file(path: Path) -> Source:
    """Read a file.

    Raises:
        UnreadableError: it is absent, a directory, forbidden, larger than `MAX_BYTES`, empty, or
            no text.
    """
    name = str(path)
    try:
        with path.open("rb") as stream:
            _refuse_size(os.fstat(stream.fileno()).st_size, name)
            return read_stream(stream, name)
    except OSError as trouble:
        raise _explain(trouble, name) from trouble


def read_stream(stream: BinaryIO, name: str) -> Source:
    """Read a stream to its end, though never much beyond `MAX_BYTES`.

    Args:
        stream: where the bytes come from, such as ``sys.stdin.buffer``.
        name: what to call it in messages and records.

    Raises:
        UnreadableError: it cannot be read, is larger than `MAX_BYTES`, empty, or no text.
    """
    try:
        data = stream.read(MAX_BYTES + 1)
    except OSError as trouble:
        raise _explain(trouble, name) from trouble
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Source:
    """Make a source of bytes that are already at hand.

    Raises:
        UnreadableError: they are more than `MAX_BYTES`, empty, or no text.
    """
    _refuse_size(len(data), name)
    written, encoding = _decoded(data, name)
    text, steps, doubts = _undressed(written)
    if not text or text.isspace():
        raise UnreadableError("empty", place=name, remedy="give the text of a cable")
    return Source(
        name=name,
        text=text,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        steps=steps,
        warnings=doubts,
    )


def _undressed(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The bare text, the steps taken, and doubts; most texts wear nothing, and load nothing."""
    if text.isascii() and not any(sign in text for sign in SIGNS_OF_DRESS):
        return text, (), ()
    from declass.sources.undress import find_doubts, undress

    bare, steps = undress(text)
    return bare, steps, find_doubts(bare)


def _refuse_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise UnreadableError(
            f"larger than {MAX_BYTES // 1024**2} MiB, which no cable is",
            place=name,
            remedy="give one cable in a file",
        )


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if magic := recognise(data):
        raise UnreadableError(f"this is {magic.what}", place=name, remedy=magic.remedy)
    try:
        text, encoding = decode(data)
    except UnicodeDecodeError as trouble:
        raise UnreadableError(
            f"its byte-order mark says {trouble.encoding}, and it is damaged or something else",
            place=name,
            remedy="save it again as UTF-8",
        ) from trouble
    if looks_binary(text):
        raise UnreadableError(
            "binary data, or text in an encoding without byte-order mark",
            place=name,
            remedy="save it as plain text in UTF-8",
        )
    return text, encoding


def _explain(trouble: OSError, name: str) -> UnreadableError:
    """What the operating system's refusal means to the one who named the source."""
    for kind, problem, remedy in _REFUSALS:
        if isinstance(trouble, kind):
            return UnreadableError(problem, place=name, remedy=remedy)
    reason = trouble.strerror or type(trouble).__name__
    return UnreadableError(f"cannot be read ({reason})", place=name)


_REFUSALS = (
    (FileNotFoundError, "no such file", "check the path"),
    (IsADirectoryError, "a directory", "give the files in it"),
    (PermissionError, "reading it is forbidden", "ask for the right to read it"),
)
