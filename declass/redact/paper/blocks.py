"""Text of a template -> blocks: headings, paragraphs, thin lines and tables.

A line is a paragraph. Beside plain lines there are

    = Words                   a heading
    ---                       a thin line
    | Portion | Lines |       a row of a table
    |---------|-------|       parts the head of a table from its rows

Several blank lines are as one, and none stands at the beginning or at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from declass.errors import DeclassError

HEADING = "= "
RULE = "---"
CELL = "|"

_PARTING = re.compile(r":?-+:?")


class Heading(NamedTuple):
    """A heading."""

    words: str


class Paragraph(NamedTuple):
    """A line of text; "" for a blank one."""

    words: str


class Rule(NamedTuple):
    """A thin line from side to side."""


class Table(NamedTuple):
    """A table. All its rows have as many cells; a cell may be "".

    Attributes:
        heads: the rows of its head; none where it has no head.
        rows: the others.
    """

    heads: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = "Heading | Paragraph | Rule | Table"


def read(
    text: str, name: str, fit: Callable[[str], str], *, has_title: bool = False
) -> tuple[Block, ...]:
    """The blocks of a text.

    Args:
        text: as a template has filled it in.
        name: the template that it comes from.
        fit: makes a line fit for where it is to stand.
        has_title: whether it must begin with a heading.

    Raises:
        DeclassError: it must, and does not.
    """
    written = [fit(line).rstrip() for line in text.strip("\n").split("\n")]
    lines = [line for above, line in pairwise(["", *written]) if above or line]
    while lines and not lines[-1]:
        lines.pop()
    if has_title and not (lines and lines[0].startswith(HEADING)):
        raise DeclassError(
            "does not begin with a heading", place=name, remedy="begin it with = and words"
        )
    return tuple(_blocks(lines))


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """All that blocks say, each text by itself, cell by cell."""
    for block in blocks:
        match block:
            case Heading(words) | Paragraph(words) if words:
                yield words
            case Table(heads, rows):
                yield from [cell for row in (*heads, *rows) for cell in row if cell]


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    for is_table, together in groupby(lines, lambda line: line.startswith(CELL)):
        if is_table:
            yield _table([_cells(line) for line in together])
        else:
            yield from map(_block, together)


def _block(line: str) -> Block:
    if line.startswith(HEADING):
        return Heading(line.removeprefix(HEADING).lstrip())
    return Rule() if line == RULE else Paragraph(line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix(CELL).removesuffix(CELL).split(CELL)]


def _table(cells: Sequence[list[str]]) -> Table:
    parting = next((place for place, row in enumerate(cells) if _is_parting(row)), 0)
    columns = max(map(len, cells))
    full = [(*row, *[""] * (columns - len(row))) for row in cells if not _is_parting(row)]
    return Table(tuple(full[:parting]), tuple(full[parting:]))


def _is_parting(cells: Sequence[str]) -> bool:
    return all(_PARTING.fullmatch(cell) for cell in cells)
