"""Text of a template -> rows of print.

A line is a paragraph, and is broken into rows as it has to be. Beside plain lines there are

    = Words                   a heading
    ---                       a thin line over all columns
    | Portion | Lines |       a row of a table
    |---------|-------|       parts the head of a table, which is said again on each of its pages

A column is as wide as its widest cell, the widest columns give way where they do not all fit, and
numbers stand at the right. A heading stands on one page with what follows it. Several blank lines
are as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from declass.errors import DeclassError
from declass.redact.paper import COLUMNS, Kind, Row, Stack, clean, wrap
from declass.redact.release import Part

HEADING = "= "
RULE = "---"
CELL = "|"

_BETWEEN = "  "  # columns
_NARROWEST = 4
_MOST_COLUMNS = (COLUMNS + len(_BETWEEN)) // (_NARROWEST + len(_BETWEEN))
_TALLEST_HEAD = 8  # rows, which each page of a table has again
_PARTING = re.compile(r":?-+:?")


class _Group(NamedTuple):
    """Rows that stay on one page where they fit on one.

    Attributes:
        rows: at least one.
        again: the head of the table that they are in.
        is_first: whether that head is among the rows.
    """

    rows: tuple[Row, ...]
    again: tuple[Row, ...] = ()
    is_first: bool = True


def add_text(stack: Stack, text: str, name: str, *, has_title: bool = False) -> None:
    """Add a text to what goes to pages.

    Args:
        stack: takes the rows.
        text: as templates write it.
        name: the template that it comes from.
        has_title: whether its first heading is the title of the file. It must begin with it then.

    Raises:
        DeclassError: there is no title, or a table that fits on no page.
    """
    written = [clean(line)[0].rstrip() for line in text.strip("\n").split("\n")]
    lines = [line for above, line in pairwise(["", *written]) if above or line]
    if has_title and not (lines and _is_heading(lines[0])):
        raise DeclassError(
            "does not begin with a heading", place=name, remedy="begin it with = and words"
        )
    for group in _joined(_groups(lines, Part.TITLE if has_title else Part.HEADING, name)):
        _add(stack, group)


def _add(stack: Stack, group: _Group) -> None:
    stack.keep(len(group.rows))
    if stack.is_fresh and group.rows == _BLANK.rows:
        return
    for number, row in enumerate(group.rows):
        if stack.is_fresh and (number or not group.is_first):
            for head in group.again:
                stack.add(head)
        stack.add(row)


def _joined(groups: Iterable[_Group]) -> Iterator[_Group]:
    """The same, where a heading and the blank rows below it are one with what follows them."""
    before: list[Row] = []
    for group in groups:
        if group.rows[0].part is not Part.TEXT or (before and group == _BLANK):
            before += group.rows
            continue
        yield group._replace(rows=(*before, *group.rows))
        before = []
    if before:
        yield _Group(tuple(before))


def _groups(lines: Sequence[str], heading: Part, name: str) -> Iterator[_Group]:
    for is_table, block in groupby(lines, lambda line: line.startswith(CELL)):
        if is_table:
            yield from _table([_cells(line) for line in block], name)
            continue
        for line in block:
            if _is_heading(line):
                yield _paragraph(line.removeprefix(HEADING).lstrip(), heading)
                heading = Part.HEADING
            elif line == RULE:
                yield _Group((Row(Kind.RULE),))
            else:
                yield _paragraph(line, Part.TEXT)


def _is_heading(line: str) -> bool:
    return line.startswith(HEADING)


def _paragraph(words: str, part: Part) -> _Group:
    return _Group(_rows(wrap(words), part))


def _rows(texts: Sequence[str], part: Part = Part.TEXT) -> tuple[Row, ...]:
    first, *others = texts
    return (
        Row(Kind.NOTE, first, part, begins=bool(first)),
        *[Row(Kind.NOTE, each, part) for each in others],
    )


_BLANK = _Group((Row(Kind.NOTE),))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix(CELL).removesuffix(CELL).split(CELL)]


def _table(cells: Sequence[list[str]], name: str) -> Iterator[_Group]:
    """The rows of a table; its head is in the group of the first."""
    parting = next((place for place, row in enumerate(cells) if _is_parting(row)), None)
    heads = cells[: parting or 0]
    rows = [row for row in cells[len(heads) :] if not _is_parting(row)]
    columns = max(len(row) for row in cells)
    if columns > _MOST_COLUMNS:
        raise DeclassError("has a table of more columns than a page is wide", place=name)
    full = [[*row, *[""] * (columns - len(row))] for row in (*heads, *rows)]
    widths = _widths(full)
    numeric = [_is_numeric([row[at] for row in full[len(heads) :]]) for at in range(columns)]
    printed = [_table_row(row, widths, numeric) for row in full]
    again = tuple([row for head in printed[: len(heads)] for row in head])
    if len(again) > _TALLEST_HEAD:
        raise DeclassError("has a table with a head taller than a page bears", place=name)
    if again and not rows:
        yield _Group(again)
    for number, row in enumerate(printed[len(heads) :]):
        yield _Group(row if number else again + row, again, is_first=not number)


def _is_parting(cells: Sequence[str]) -> bool:
    return all(_PARTING.fullmatch(cell) for cell in cells)


def _is_numeric(cells: Sequence[str]) -> bool:
    return any(cells) and all(cell.isdecimal() for cell in cells if cell)


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    """As wide as each column would be; where that is too much, the widest give way."""
    wanted = [max(map(len, column)) for column in zip(*table, strict=True)]
    room = COLUMNS - len(_BETWEEN) * (len(wanted) - 1)
    cap = COLUMNS
    while sum(min(width, cap) for width in wanted) > room:
        cap -= 1
    widths = [min(width, cap) for width in wanted]
    spare = room - sum(widths)
    for place, width in enumerate(wanted):
        if width > cap and spare:
            widths[place] += 1
            spare -= 1
    return widths


def _table_row(
    cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]
) -> tuple[Row, ...]:
    pieces = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    texts = []
    for line in range(max(map(len, pieces))):
        row = [piece[line] if line < len(piece) else "" for piece in pieces]
        placed = [
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(row, widths, numeric, strict=True)
        ]
        texts.append(_BETWEEN.join(placed).rstrip())
    return _rows(texts)
