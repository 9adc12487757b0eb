"""What comes of drawing a release, in whatever format."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Drawn:
    """A release as a file.

    Attributes:
        content: the bytes of the file.
        own_words: the texts in it that are no lines of the source, without doubles: what a check
            for leaks must allow beside the released lines.
        warnings: what was changed in drawing, for the reviewer.
    """

    content: bytes = field(repr=False)
    own_words: tuple[str, ...] = field(repr=False)
    warnings: tuple[str, ...] = ()
