"""What a finished file was found to say: the record that readers of a file hand to `verify`."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Channel(StrEnum):
    """Where in a file something is said."""

    PAGE = "page text"
    METADATA = "metadata"
    OUTLINE = "outline"
    ATTACHMENT = "attachment"
    ANNOTATION = "annotation"
    STRUCTURE = "file structure"
    STREAM = "stream"
    LINE = "line"
    ELEMENT = "element"
    VALUE = "value"


class Evidence(NamedTuple):
    """Text that was found in a file.

    Attributes:
        channel: where.
        number: page for page text and annotations, object for streams; line, element or value of a
            file without pages; else None; from 1.
        text: what it says.
        syntax: what stands around it in the notation of the file: operators, numbers, keywords.
    """

    channel: Channel
    number: int | None
    text: str
    syntax: str = ""
