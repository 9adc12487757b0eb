"""The one font of all releases: a fixed file, so that no text decides about a byte of it.

`fonts/declass-mono.ttf.zlib` has the letters of Windows Latin-1, each as wide as in Courier. It was
made once, by `docs/font.py`, and its licence stands beside it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

NAME = "DeclassMono"
LENGTH = 16192  # bytes of the font, inflated

FIRST, LAST = 32, 255  # codes that have a width
WIDTH = 600  # of every letter, in thousandths of the size

_FILE = Path(__file__).with_name("fonts") / "declass-mono.ttf.zlib"


@cache
def data() -> bytes:
    """The font as it stands in a file, deflated."""
    return _FILE.read_bytes()


def is_known(stream: bytes) -> bool:
    """True for the data of a stream that is this font and nothing more.

    A font has no words, and its bytes look like some.
    """
    return stream.removesuffix(b"\n") == data()
