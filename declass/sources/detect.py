"""What the bytes of a source are: text in some encoding, or something else by name."""

from __future__ import annotations

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Magic:
    """A file format that is no text, known by its first bytes.

    Attributes:
        start: the first bytes of such a file.
        what: the format, with its article.
        remedy: what to do with it.
    """

    start: bytes
    what: str
    remedy: str


_UNPACK = "unpack it and give the files in it"
_TRANSCRIBE = "a picture has to be read or recognised first: give the text of the cable"
_EXPORT = "save it as plain text and give that"

MAGICS = (
    Magic(b"%PDF-", "a PDF", "give the text of the cable, not its picture"),
    Magic(b"PK\x03\x04", "a ZIP archive or an office document", _UNPACK),
    Magic(b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
    Magic(b"\x1f\x8b", "a GZIP file", _UNPACK),
    Magic(b"BZh9", "a BZIP2 file", _UNPACK),
    Magic(b"\xfd7zXZ\x00", "an XZ file", _UNPACK),
    Magic(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    Magic(b"\x28\xb5\x2f\xfd", "a Zstandard file", _UNPACK),
    Magic(b"\x89PNG\r\n\x1a\n", "a PNG picture", _TRANSCRIBE),
    Magic(b"\xff\xd8\xff", "a JPEG picture", _TRANSCRIBE),
    Magic(b"GIF8", "a GIF picture", _TRANSCRIBE),
    Magic(b"II*\x00", "a TIFF picture", _TRANSCRIBE),
    Magic(b"MM\x00*", "a TIFF picture", _TRANSCRIBE),
    Magic(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document", _EXPORT),
    Magic(b"{\\rtf", "a Rich Text document", _EXPORT),
    Magic(b"SQLite format 3\x00", "an SQLite database", "give the texts of the cables"),
    Magic(b"\x7fELF", "a program", "give the text of a cable"),
)

# A mark of UTF-32 begins with that of UTF-16, so it goes first.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Windows-1252 leaves five bytes undefined; Latin-1 leaves none, so it comes last.
_GUESSES = ("utf-8", "windows-1252", "iso-8859-1")

# Telegraph and transfer programs leave some of these in a text; a text is never full of them.
_LINE_CONTROLS = b"\t\n\v\f\r\x1a"
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in _LINE_CONTROLS)
_STRAY_CONTROLS = 4
_CONTROL_SHARE = 0.02


def recognise(data: bytes) -> Magic | None:
    """The format that `data` begins as, where it is a known one that is no text."""
    start = data[:1024].lstrip()  # a PDF may begin with blanks
    return next((magic for magic in MAGICS if start.startswith(magic.start)), None)


def decode(data: bytes) -> tuple[str, str]:
    """Decode by the byte-order mark, else as UTF-8, else as Windows-1252, else as Latin-1.

    Returns:
        The text without byte-order mark, and the name of the encoding.

    Raises:
        UnicodeDecodeError: a byte-order mark promises an encoding that the rest does not keep.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding), encoding
    for encoding in _GUESSES[:-1]:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode(_GUESSES[-1]), _GUESSES[-1]


def looks_binary(text: str) -> bool:
    """True where control characters are more than strays: no text has so many of them."""
    data = text.encode()
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > max(_STRAY_CONTROLS, _CONTROL_SHARE * len(text))
