"""Blocks of a template -> rows of print.

A column of a table is as wide as its widest cell, the widest columns give way where they do not all
fit, and numbers stand at the right. The head of a table is said again on each of its pages. A
heading stands on one page with what follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from declass.errors import DeclassError
from declass.redact.paper.blocks import Block, Heading, Paragraph, Rule, Table, read
from declass.redact.paper.rows import COLUMNS, Kind, Row, Stack, clean, wrap
from declass.redact.release import Part

_BETWEEN = "  "  # columns
_NARROWEST = 4
_TALLEST_HEAD = 8  # rows, which each page of a table has again


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
    blocks = read(text, name, lambda line: clean(line)[0], has_title=has_title)
    for group in _joined(_groups(blocks, Part.TITLE if has_title else Part.HEADING, name)):
        _add(stack, group)


def lines_of(blocks: Iterable[Block], width: int, name: str) -> Iterator[str]:
    """Blocks as lines of plain text.

    Args:
        blocks: those of a text.
        width: the longest that a line may be.
        name: the template that they come from.

    Raises:
        DeclassError: there is a table of more columns than fit.
    """
    for block in blocks:
        match block:
            case Heading(words) | Paragraph(words):
                yield from wrap(words, width)
            case Rule():
                yield "-" * width
            case Table():
                for row in _set(block, width, name):
                    yield from row


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


def _groups(blocks: Iterable[Block], heading: Part, name: str) -> Iterator[_Group]:
    for block in blocks:
        match block:
            case Heading(words):
                yield _paragraph(words, heading)
                heading = Part.HEADING
            case Paragraph(words):
                yield _paragraph(words, Part.TEXT)
            case Rule():
                yield _Group((Row(Kind.RULE),))
            case Table():
                yield from _table(block, name)


def _paragraph(words: str, part: Part) -> _Group:
    return _Group(_rows(wrap(words), part))


def _rows(texts: Sequence[str], part: Part = Part.TEXT) -> tuple[Row, ...]:
    first, *others = texts
    return (
        Row(Kind.NOTE, first, part, begins=bool(first)),
        *[Row(Kind.NOTE, each, part) for each in others],
    )


_BLANK = _Group((Row(Kind.NOTE),))


def _table(table: Table, name: str) -> Iterator[_Group]:
    """The rows of a table; its head is in the group of the first."""
    printed = [_rows(lines) for lines in _set(table, COLUMNS, name)]
    heads = len(table.heads)
    again = tuple([row for head in printed[:heads] for row in head])
    if len(again) > _TALLEST_HEAD:
        raise DeclassError("has a table with a head taller than a page bears", place=name)
    if again and not table.rows:
        yield _Group(again)
    for number, row in enumerate(printed[heads:]):
        yield _Group(row if number else again + row, again, is_first=not number)


def _set(table: Table, width: int, name: str) -> list[list[str]]:
    """Each row of a table as lines, in columns."""
    full = (*table.heads, *table.rows)
    columns = len(full[0]) if full else 0
    if columns > (width + len(_BETWEEN)) // (_NARROWEST + len(_BETWEEN)):
        raise DeclassError("has a table of more columns than a page is wide", place=name)
    widths = _widths(full, width)
    numeric = [_is_numeric([row[at] for row in table.rows]) for at in range(columns)]
    return [_table_row(row, widths, numeric) for row in full]


def _is_numeric(cells: Sequence[str]) -> bool:
    return any(cells) and all(cell.isdecimal() for cell in cells if cell)


def _widths(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as each column would be; where that is too much, the widest give way."""
    wanted = [max(map(len, column)) for column in zip(*table, strict=True)]
    room = width - len(_BETWEEN) * (len(wanted) - 1)
    cap = width
    while sum(min(each, cap) for each in wanted) > room:
        cap -= 1
    widths = [min(each, cap) for each in wanted]
    spare = room - sum(widths)
    for place, each in enumerate(wanted):
        if each > cap and spare:
            widths[place] += 1
            spare -= 1
    return widths


def _table_row(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    pieces = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    texts = []
    for line in range(max(map(len, pieces))):
        row = [piece[line] if line < len(piece) else "" for piece in pieces]
        placed = [
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(row, widths, numeric, strict=True)
        ]
        texts.append(_BETWEEN.join(placed).rstrip())
    return texts
