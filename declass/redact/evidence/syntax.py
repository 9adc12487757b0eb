"""Reads the notation of PDF: names, strings, numbers, arrays, dictionaries, references.

There is no recursion and no going back, so that hostile bytes cost no more than others of their
number (ISO 32000-1, 7.2 and 7.3).
"""

from __future__ import annotations

import binascii
import re
from typing import NamedTuple, TypeAlias


class Name(str):
    """A name, without its slash."""

    __slots__ = ()


class Ref(NamedTuple):
    """A reference to an object by its number."""

    number: int


Value: TypeAlias = "bool | int | float | bytes | Name | Ref | list[Value] | dict[str, Value] | None"

_TOKEN = re.compile(
    rb"[\s\0]*+(?:%[^\r\n]*+[\s\0]*+)*+"
    rb"(<<|>>|[\[\](<>{})]|/[^\s\0()<>\[\]{}/%]*+|[^\s\0()<>\[\]{}/%]++)"
)
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LINE_ENDS = (b"\r\n", b"\n", b"\r")
_HEX_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NUMBER = re.compile(rb"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})")
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}
_ENDS = (b"endobj", b"stream", b"obj", b"startxref", b"xref")


def read_value(data: bytes, position: int = 0) -> tuple[Value, bytes, int]:
    """Read the value that begins at a position, up to the keyword behind it.

    Args:
        data: bytes of a file or of an object stream.
        position: where to begin.

    Returns:
        The value, the keyword that ended it (empty at the end of the data), and where that ends.
    """
    levels: list[list[Value]] = [[]]
    end = b""
    while match := _TOKEN.match(data, position):
        token, position = match[1], match.end()
        if token in _ENDS:
            end = token
            break
        position = _take(token, data, position, levels)
    top = levels[0] or (
        _as_dictionary(levels[1]) and [_as_dictionary(levels[1])] if levels[1:] else []
    )
    return (top[0] if top else None), end, position


def _take(token: bytes, data: bytes, position: int, levels: list[list[Value]]) -> int:
    """Enter a token in the innermost array or dictionary; say where the next begins."""
    if token in (b"<<", b"["):
        levels.append([])
    elif token in (b">>", b"]"):
        if len(levels) > 1:
            items = levels.pop()
            levels[-1].append(_as_dictionary(items) if token == b">>" else items)
    elif token == b"(":
        text, position = _literal(data, position)
        levels[-1].append(text)
    elif token == b"<":
        text, position = _hexadecimal(data, position)
        levels[-1].append(text)
    elif token.startswith(b"/"):
        levels[-1].append(_name(token))
    else:
        _take_word(token, levels[-1])
    return position


def _take_word(token: bytes, items: list[Value]) -> None:
    if token == b"R" and len(items) > 1 and isinstance(items[-2], int):
        items.pop()
        number = items.pop()
        items.append(Ref(number) if isinstance(number, int) else None)
    elif token in _WORDS:
        items.append(_WORDS[token])
    elif _NUMBER.fullmatch(token):
        items.append(float(token) if b"." in token else int(token))


def _as_dictionary(items: list[Value]) -> dict[str, Value]:
    return {
        key: value
        for key, value in zip(items[::2], items[1::2], strict=False)
        if isinstance(key, Name)
    }


def _name(token: bytes) -> Name:
    plain = _HEX_CODE.sub(lambda code: bytes([int(code[1], 16)]), token[1:])
    return Name(plain.decode("latin-1"))


def _literal(data: bytes, position: int) -> tuple[bytes, int]:
    depth = 1
    for bracket in _BRACKET.finditer(data, position):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if depth == 0:
            return _ESCAPE.sub(_unescape, data[position : bracket.start()]), bracket.end()
    return data[position:], len(data)


def _unescape(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    if code[:1] in b"01234567":
        return bytes([int(code, 8) & 0xFF])
    return b"" if code in _LINE_ENDS else _ESCAPED.get(code, code)


def _hexadecimal(data: bytes, position: int) -> tuple[bytes, int]:
    end = data.find(b">", position)
    end = len(data) if end < 0 else end
    digits = b"".join(data[position:end].split())
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2)), end + 1
    except binascii.Error:
        return digits, end + 1


def text_of(string: bytes) -> str:
    """A text string as letters (ISO 32000-1, 7.9.2.2), PDFDocEncoding as Windows Latin-1."""
    for sign, encoding in _SIGNS:
        if string.startswith(sign):
            return string[len(sign) :].decode(encoding, "replace")
    return string.decode("cp1252", "replace")


_SIGNS = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))
