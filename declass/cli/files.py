"""Reports that go to files: whole or absent, and never over another file without --force."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from declass.cli.inputs import STANDARD_STREAM
from declass.cli.output import print_bytes, print_csv, print_line
from declass.errors import UsageError


class Desk(NamedTuple):
    """Where the results of one command go.

    Attributes:
        is_printing: standard output is for data: remarks go to standard error.
        is_quiet: no remarks.
        overwrite: files that exist may be replaced.
    """

    is_printing: bool
    is_quiet: bool
    overwrite: bool

    @property
    def remarks(self) -> TextIO:
        """Where remarks go."""
        return sys.stderr if self.is_printing else sys.stdout

    def remark(self, text: str) -> None:
        """Say something about the results."""
        if text and not self.is_quiet:
            print_line(text, self.remarks)

    def note(self, text: str) -> None:
        """Point out what may be a slip in the question, on standard error."""
        if not self.is_quiet:
            print_line(f"note: {text}", sys.stderr)

    def save(self, content: bytes, target: Path) -> None:
        """Write a file, and say so.

        Raises:
            OutputError: it exists, or cannot be written.
        """
        from declass.whole_file import put_in_place

        put_in_place(content, target, overwrite=self.overwrite)
        self.remark(f"written: {target}")

    def give(self, content: bytes, name: str) -> None:
        """Print bytes, or write them to the file of that name.

        Raises:
            OutputError: it exists, or cannot be written.
        """
        if name == STANDARD_STREAM:
            print_bytes(content)
        else:
            self.save(content, Path(name))

    def give_csv(self, heads: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> None:
        """Print comma-separated values, or write them to the file of that name.

        Raises:
            OutputError: it exists, or cannot be written.
        """
        if name == STANDARD_STREAM:
            print_csv(heads, rows)
            return
        written = io.StringIO()
        print_csv(heads, rows, written)
        self.save(written.getvalue().encode(), Path(name))


def file_named(option: str, name: str | None) -> Path | None:
    """The file that an option names, if it names one.

    Raises:
        UsageError: it names standard output, which is for text.
    """
    if name == STANDARD_STREAM:
        raise UsageError(f"{option} does not write to standard output", remedy="name a file")
    return Path(name) if name else None


def refuse_one_file(named: Mapping[str, str | None]) -> None:
    """Refuse two results in one file, of which the second would replace the first.

    Args:
        named: the options that name files, each with the name that was given, or None.

    Raises:
        UsageError: two of them name the same one.
    """
    known: dict[Path, str] = {}
    for option, name in named.items():
        if name and name != STANDARD_STREAM:
            other = known.setdefault(Path(name).resolve(), option)
            if other != option:
                raise UsageError(
                    f"{other} and {option} name the same file", remedy="give another name"
                )


def prints_data(printed: Mapping[str, bool]) -> bool:
    """True where standard output is for data.

    Args:
        printed: the options that put data there, and whether each was given.

    Raises:
        UsageError: more than one was.
    """
    given = [option for option, is_given in printed.items() if is_given]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} exclude each other", remedy="give one of them")
    return bool(given)
