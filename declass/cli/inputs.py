"""What a command is to read: files, directories of files, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from declass.errors import DeclassError, UnreadableError, UsageError

if TYPE_CHECKING:
    from declass.sources.read import Source

STANDARD_STREAM = "-"
STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read.

    Attributes:
        name: what to call it in messages.
        path: the file; None for standard input, and where there is nothing to read.
        trouble: why there is nothing to read, as for an empty directory.
    """

    name: str
    path: Path | None = None
    trouble: DeclassError | None = None

    def read(self) -> Source:
        """Read it.

        Raises:
            UnreadableError: it cannot be read.
        """
        from declass.sources.read import read_file, read_stream

        if self.trouble is not None:
            raise self.trouble
        if self.path is not None:
            return read_file(self.path)
        if sys.stdin is None:
            raise UnreadableError("is closed", place=self.name)
        return read_stream(sys.stdin.buffer, self.name)


def list_inputs(names: Sequence[str]) -> Iterator[Input]:
    """What the names stand for, in order, directories searched through.

    Raises:
        UsageError: standard input is named more than once.
    """
    from declass.sources.folder import walk

    if names.count(STANDARD_STREAM) > 1:
        raise UsageError("- is given more than once", remedy="standard input can be read once")
    for name in names:
        if name == STANDARD_STREAM:
            yield Input(STANDARD_INPUT)
            continue
        for found in walk([Path(name)]):
            if isinstance(found, DeclassError):
                yield Input(found.place or name, trouble=found)
            else:
                yield Input(str(found), found)
