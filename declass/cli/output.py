"""What commands print: tables, CSV, JSON.

Results go to standard output and remarks to standard error. Nothing that is printed as a table or
a sentence can steer a terminal: what is not printable is written out.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import RawIOBase
from itertools import chain, islice
from typing import NamedTuple, TextIO

from declass.errors import OutputError, UsageError

STANDARD_OUTPUT = "standard output"
WIDEST_PROSE = 100  # columns: longer lines are hard to read

_MEASURED = 500  # rows by which the columns of a table are set: a list may have millions
_GAP = "  "
_FORMULA = re.compile(r"[\t\r\n]|\s*[-=+@＝＋－＠]")
_BOLD, _RED, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command says what it has done.

    Attributes:
        stream: standard output, or standard error where standard output is for the product.
        is_quiet: say nothing.
        is_verbose: say more.
    """

    stream: TextIO
    is_quiet: bool = False
    is_verbose: bool = False

    def line(self, text: str = "") -> None:
        """Say a line."""
        if not self.is_quiet:
            print_line(text, self.stream)

    def detail(self, text: str) -> None:
        """Say a line to those who want to know more."""
        if self.is_verbose:
            self.line(text)

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]], *, accent: str | None = None
    ) -> None:
        """Show a table; rows that have `accent` in a cell stand out on a terminal."""
        if not self.is_quiet:
            print_table(heads, rows, self.stream, accent=accent)


def print_line(text: str = "", stream: TextIO | None = None) -> None:
    """Print a line, safe for a terminal."""
    print(printable(text), file=stream or sys.stdout)


def print_prose(text: str, *, first: str = "", indent: str = "") -> None:
    """Print a text broken into lines of the width of the terminal.

    Args:
        text: the text.
        first: what stands before it on its first line.
        indent: what stands before each other line.
    """
    import shutil
    from textwrap import fill

    width = min(shutil.get_terminal_size().columns, WIDEST_PROSE)
    print(fill(printable(text), width, initial_indent=first, subsequent_indent=indent or first))


class Heading(NamedTuple):
    """A line among the rows of a table: what those below it have in common."""

    text: str


def print_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str] | Heading],
    stream: TextIO | None = None,
    *,
    accent: str | None = None,
) -> None:
    """Print aligned columns; columns of numbers to the right.

    Args:
        heads: heads of the columns.
        rows: a cell a column, or a heading.
        stream: standard output where None.
        accent: on a terminal, rows that have this in a cell stand out.
    """
    stream = stream or sys.stdout
    cells = map(_printable_row, rows)
    sample = list(islice(cells, _MEASURED))
    aligned = _aligner(heads, [row for row in sample if not isinstance(row, Heading)])
    print(_styled(aligned(heads), _BOLD, stream), file=stream)
    for row in chain(sample, cells):
        if isinstance(row, Heading):
            print(_styled(row.text, _BOLD, stream), file=stream)
            continue
        line = aligned(row)
        print(_styled(line, _RED, stream) if accent in row else line, file=stream)


def _printable_row(row: Sequence[str] | Heading) -> Sequence[str] | Heading:
    cells = [printable(cell) for cell in row]
    return Heading(*cells) if isinstance(row, Heading) else cells


def _aligner(
    heads: Sequence[str], sample: Sequence[Sequence[str]]
) -> Callable[[Sequence[str]], str]:
    """What makes a line of a row: columns as wide as in the sample, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *sample, strict=True)]
    is_number = [
        bool(sample) and all(cell.isdecimal() or not cell for cell in column)
        for column in zip(*sample, strict=True)
    ] or [False] * len(heads)

    def aligned(row: Sequence[str]) -> str:
        columns = zip(row, widths, is_number, strict=True)
        padded = [
            cell.rjust(width) if right else cell.ljust(width) for cell, width, right in columns
        ]
        return _GAP.join(padded).rstrip()

    return aligned


def print_csv(
    heads: Sequence[str], rows: Iterable[Sequence[str]], stream: TextIO | None = None
) -> None:
    """Print comma-separated values that no spreadsheet takes for formulas."""
    import csv

    writer = csv.writer(stream or sys.stdout, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)


def print_json(value: Mapping[str, object], *, is_line: bool = True) -> None:
    """Print a JSON object, in one line or spread out; in ASCII, which every reader takes."""
    import json

    print(json.dumps(value, indent=None if is_line else 2, ensure_ascii=is_line))


def print_bytes(data: bytes) -> None:
    """Print bytes as they are, in which neither signs nor ends of lines may be changed."""
    if sys.stdout is None:
        raise OutputError("is closed", place=STANDARD_OUTPUT)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def printable(text: str) -> str:
    """The text with everything that is no printable character written out as an escape."""
    if text.isprintable():
        return text
    return "".join([char if char.isprintable() else ascii(char)[1:-1] for char in text])


def takes_colour(stream: TextIO) -> bool:
    """True for a terminal whose user has not asked for plain text (NO_COLOR)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def reserved_stdout(*, is_text: bool = False) -> Iterator[RawIOBase]:
    """Keep standard output for the product, in bytes: other words go to standard error meanwhile.

    That holds for libraries that write past Python, too.

    Args:
        is_text: whether a terminal can show the product.

    Raises:
        UsageError: it is a terminal that cannot.
        OutputError: it is closed.
    """
    if sys.stdout is None:
        raise OutputError("is closed", place=STANDARD_OUTPUT)
    if sys.stdout.isatty() and not is_text:
        raise UsageError(
            "a PDF is nothing for a terminal", remedy="redirect standard output, or name a file"
        )
    sys.stdout.flush()
    number = sys.stdout.fileno()
    kept = os.dup(number)
    os.dup2(sys.stderr.fileno(), number)
    try:
        with redirect_stdout(sys.stderr), os.fdopen(os.dup(kept), "wb", buffering=0) as stream:
            yield stream
    finally:
        os.dup2(kept, number)
        os.close(kept)


def write_whole(data: bytes, stream: RawIOBase) -> None:
    """Write all bytes to a raw stream.

    Raises:
        OutputError: it cannot take them.
    """
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[stream.write(rest) or 0 :]
    except BrokenPipeError:
        raise
    except OSError as trouble:
        reason = (trouble.strerror or type(trouble).__name__).lower()
        raise OutputError(f"cannot be written: {reason}", place=STANDARD_OUTPUT) from trouble


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: a quote goes before what would start a formula.

    Some spreadsheets pass over blanks, and some take the wide signs of East Asia for the others. A
    carriage return becomes a line feed: csv writes it bare, so that a row would end there.
    """
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if not cell[:1].isalnum() and _FORMULA.match(cell) else cell


def _styled(line: str, style: str, stream: TextIO) -> str:
    return f"{style}{line}{_PLAIN}" if takes_colour(stream) else line
