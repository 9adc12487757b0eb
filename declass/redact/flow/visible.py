"""Released text as it may stand in a file without pages: each of its signs can be seen.

On paper a sign that cannot be printed is replaced (`paper.rows.clean`); here it is written out, as
``<U+202E>``. That holds for whatever could steer a terminal, hide text, set it in another order or
lie over its neighbours: controls, marks of direction, letters of scripts that run from the right,
signs without width, accents that no letter takes. It also holds for blocks and shades, of which
boxes are made, so that no released line can pass for a box.

What is not promised: letters of other scripts that look like those of ours stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

from declass.redact.paper.rows import BLANKS, compose_accents

BLOCK = "█"
"""What the release says itself stands behind this sign; no released text has it."""

_ALIKE = str.maketrans(dict.fromkeys(BLANKS, " "))
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # printable, by their properties
_BLOCKS = range(0x2580, 0x25A0)
_FROM_THE_RIGHT = frozenset(("R", "AL", "AN"))
_WRITTEN_OUT = re.compile("<U\\+[0-9A-F]{4,6}>")


def visible(text: str) -> str:
    """A line of text, each sign of which can be seen; blanks at its end are left out.

    Tabs stay, every other blank is a plain one, and a letter is one with its accent.
    """
    if text.isascii() and text.isprintable():
        return text.rstrip()
    text = compose_accents(text.translate(_ALIKE))
    return "".join([sign if _is_seen(sign) else f"<U+{ord(sign):04X}>" for sign in text]).rstrip()


def count_written_out(text: str) -> int:
    """How many signs of a text that `visible` gave are written out."""
    return len(_WRITTEN_OUT.findall(text)) if "<U+" in text else 0


def _is_seen(sign: str) -> bool:
    if sign.isascii():
        return sign.isprintable() or sign == "\t"
    return (
        sign.isprintable()
        and not unicodedata.category(sign).startswith("M")
        and unicodedata.bidirectional(sign) not in _FROM_THE_RIGHT
        and sign not in _BLANK_LETTERS
        and ord(sign) not in _BLOCKS
    )
