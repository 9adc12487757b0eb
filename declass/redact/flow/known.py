"""Which texts may stand in a finished file: the lines that are released, and no others.

Used by the checks of text, HTML and JSON. That of a PDF has rows of print to compare (`verify`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from declass.errors import RefusedReleaseError


class KnownLines:
    """The released lines of the source, blanks included.

    Portions that share a line of the source are released one by one and shown together, with what
    blanks there were between them. So a text is known that is a line, or several in a row.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines, as the file is to show them, in the order of the source."""
        self._lines = [line.rstrip() for line in lines if line.strip()]
        self._whole = frozenset(self._lines)
        self._place = 0

    def allows(self, text: str) -> bool:
        """Whether a text is a line, or is put together of lines after those met before."""
        return text in self._whole or self._is_joined(text)

    def has_words(self, text: str) -> bool:
        """Whether the words of a text stand one after the other in the lines, blanks aside."""
        return text in self._words

    @cached_property
    def _words(self) -> str:
        return " ".join(" ".join(self._lines).split())

    def _is_joined(self, text: str) -> bool:
        if not text.strip() or text != text.rstrip():
            return False
        for place in range(self._place, len(self._lines)):
            if text.startswith(self._lines[place]):
                end = self._end(text[len(self._lines[place]) :].lstrip(), place + 1)
                if end:
                    self._place = end
                    return True
        return False

    def _end(self, text: str, place: int) -> int:
        """Behind the last of the lines that make up the text, or 0 where they do not."""
        while text and place < len(self._lines):
            line = self._lines[place].lstrip()
            if not text.startswith(line):
                return 0
            text = text[len(line) :].lstrip()
            place += 1
        return 0 if text else place


def as_text(content: bytes) -> str:
    """The text of a finished file.

    Raises:
        RefusedReleaseError: it is none.
    """
    try:
        return content.decode()
    except UnicodeDecodeError as trouble:
        raise RefusedReleaseError("finished file is no text") from trouble


def has_all(lines: Iterable[str], text: str) -> bool:
    """Whether a file shows all lines, in their order.

    Args:
        lines: the released lines, as the file is to show them.
        text: what it shows, whole.
    """
    place = 0
    for line in map(str.strip, lines):
        found = text.find(line, place)
        if found < 0:
            return False
        place = found + len(line)
    return True
