"""Looks for withheld words in a finished text, and for lines that no release has.

The file is read as any program reads it: as UTF-8, line by line. Every line must be blank, a
released line, or one of the release's own behind its sign (`text_release`), to the last blank.

What is not promised: how many blank lines stand between others, up to two, and the order of whole
lines are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from declass.errors import RefusedReleaseError
from declass.redact.evidence.model import Channel, Evidence
from declass.redact.flow.known import KnownLines, as_text, has_all
from declass.redact.flow.text_release import AFTER_OLD, BEFORE_OLD
from declass.redact.flow.visible import BLOCK, visible
from declass.redact.release import MOST_BLANK_LINES
from declass.redact.verify import Leak, Trace, find_words


def find_leaks(
    content: bytes, withheld: Sequence[str], released: Sequence[str], own_words: Sequence[str]
) -> tuple[Leak, ...]:
    """Look for traces of withheld lines, and for lines that are not released.

    Args:
        content: the bytes of the file, read back from where they were written.
        withheld: the withheld lines of the source.
        released: its released lines, in their order; from the cable, not from the release.
        own_words: what the release says itself (`Drawn.own_words`).

    Returns:
        One leak for each trace and place; empty for a clean file.

    Raises:
        RefusedReleaseError: the file is no text, or lacks a released line.
    """
    text = as_text(content)
    shown = [visible(line) for line in released]
    lines = text.split("\n")
    own = frozenset(own_words)
    if not (has_all(shown, text) and own.issubset(lines)):
        raise RefusedReleaseError("the text of the finished file cannot be read back")
    pieces = [Evidence(Channel.LINE, number, line) for number, line in enumerate(lines, start=1)]
    return (
        *find_words(pieces, withheld, [*released, *shown, *own_words]),
        *_strangers(lines, KnownLines(shown), own),
    )


def _strangers(
    lines: Sequence[str], known: KnownLines, own_words: frozenset[str]
) -> Iterator[Leak]:
    """The first line that no release has; no blank one stands at the beginning or at the end."""
    blank = 0
    for number, line in enumerate(lines[:-1], start=1):
        blank = 0 if line else blank + 1
        is_known = _is_known(line, known, own_words) if line else blank <= MOST_BLANK_LINES
        if not is_known:
            yield Leak(Trace.STRANGER, Channel.LINE, number)
            return
    if not lines[0]:
        yield Leak(Trace.SHAPE, Channel.LINE, 1)
    elif lines[-1] or not lines[-2]:
        yield Leak(Trace.SHAPE, Channel.LINE, len(lines))


def _is_known(line: str, known: KnownLines, own_words: frozenset[str]) -> bool:
    if not line.startswith(BLOCK):
        return known.allows(line)
    is_old = line.startswith(BEFORE_OLD) and line.endswith(AFTER_OLD)
    return line in own_words or (is_old and known.allows(line[len(BEFORE_OLD) : -len(AFTER_OLD)]))
