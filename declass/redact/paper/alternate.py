"""What a screen reader says of a box: its words, as a sentence. They are public labels."""

from __future__ import annotations

import re

WITHHELD = "withheld"


def alternate(words: str) -> str:
    """The alternate text of a box with these words on it."""
    return ", ".join([WITHHELD, *re.split(" {2,}", words.strip())])


def literal(text: str) -> bytes:
    """A text as a string of a file: plain, or in UTF-16 where it has more than ASCII."""
    if text.isascii():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode()
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()
