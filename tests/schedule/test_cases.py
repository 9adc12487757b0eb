"""Instruction after instruction, against results that were worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from declass.schedule.rules.premises import CHOICES
from declass.schedule.rules.table import DECISION_TABLE, RULES
from tests.schedule.factories import decided, iso

MOST_AT_LEAST = 150


class Row(NamedTuple):
    """A line of cases.txt."""

    order: str | None
    origin: str
    level: str
    text: str
    due: str
    basis: str
    rule: str


def rows() -> list[Row]:
    """The lines of the table."""
    found = []
    lines = Path(__file__).with_name("cases.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            cable, text, due, basis, rule = map(str.strip, line.split("|"))
            order, origin, level = cable.split()
            found.append(
                Row(None if order == "-" else order, origin, level, text, due, basis, rule)
            )
    return found


CASES = rows()


def named(row: Row) -> str:
    """The name of a test: the rule with its citation, the cable, the instruction."""
    cable = f"{row.order} {row.origin} {row.level}"
    return f"{row.rule} {RULES[row.rule].citation}: {cable}: {row.text}"


@pytest.mark.parametrize("row", CASES, ids=named)
def test_instruction(row: Row) -> None:
    schedule = decided(row.text, order=row.order, origin=row.origin, level=row.level)
    due = "?" if schedule.is_undetermined else iso(schedule.due) or "-"
    assert (due, schedule.basis, schedule.rule) == (row.due, row.basis, row.rule)


def test_the_table_is_long_and_reaches_every_rule_that_governs() -> None:
    assert len(CASES) >= MOST_AT_LEAST
    chosen = {rule.id for rule in CHOICES}
    assert {row.rule for row in CASES} == {rule.id for rule in DECISION_TABLE} - chosen


def test_no_case_stands_twice() -> None:
    assert len(set(CASES)) == len(CASES)


def test_dates_of_the_table_are_dates() -> None:
    for row in CASES:
        date.fromisoformat(row.origin)
        if row.due not in ("-", "?"):
            date.fromisoformat(row.due)
