"""What an outline may say of a place: the words that stand there, and nothing else.

A title is the beginning of the text that its row and those below it show: whole words, with single
blanks between them, and without the dashes around a heading. So no title can say what the pages
do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

LONGEST = 80  # characters of a title
_BEFORE = "- "  # what is left out before a title
_LONGEST_BEGINNING = 60  # of one that is made of the text, for want of a better one


def title(bookmark: str, rows: Iterator[str]) -> str:
    """The title of a place.

    Args:
        bookmark: what it should be.
        rows: what the page shows from the place on, to the end of its body.

    Returns:
        The bookmark, where it is shown so; else how the text begins; "" where there is none.
    """
    words = " ".join(bookmark.split())
    first = next(rows, "")
    if words[:1] not in _BEFORE and _begins(first, words):  # nearly always, and quick
        return words
    shown = _shown(chain([first], rows), len(words))
    if _begins(shown, words):
        return words
    return _beginning(_shown(chain([shown], rows), LONGEST))


def is_shown(words: str, rows: Iterable[str]) -> bool:
    """Whether these words may be the title of a place from which on a page shows `rows`."""
    return _begins(_shown(rows, len(words)), words)


def _shown(rows: Iterable[str], length: int) -> str:
    """The words that rows begin with: at least so many characters, to the end of a row."""
    shown = ""
    for row in rows:
        shown = " ".join([shown, *row.split()]).lstrip(_BEFORE)
        if len(shown) >= length:
            break
    return shown


def _begins(shown: str, words: str) -> bool:
    is_whole = not shown[len(words) : len(words) + 1].isalnum()
    return 0 < len(words) <= LONGEST and is_whole and shown.startswith(words)


def _beginning(shown: str) -> str:
    first, *others = shown.split(" ")
    beginning = first
    for word in others:
        if len(beginning) + 1 + len(word) > _LONGEST_BEGINNING:
            break
        beginning += f" {word}"
    return beginning
