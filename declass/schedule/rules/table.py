"""All rules in one table, and the ways to look into it."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter

from declass.schedule.kinds import Instruction
from declass.schedule.rule import Clause, Rule
from declass.schedule.rules.dates import (
    DATES,
    EVENTS,
    NO_INSTRUCTION,
    OTHERS,
    UNDERSTOOD_BY_NOBODY,
)
from declass.schedule.rules.exemptions import BEYOND_25_YEARS, INDEFINITE, WITHOUT_DATE_BY_LAW
from declass.schedule.rules.premises import CHOICES, DELAYS, PREMISES
from declass.schedule.rules.timetables import TIMETABLES

DECISION_TABLE: tuple[Rule, ...] = tuple(
    sorted(
        (
            *WITHOUT_DATE_BY_LAW,
            *NO_INSTRUCTION,
            *DATES,
            *EVENTS,
            *INDEFINITE,
            *BEYOND_25_YEARS,
            *TIMETABLES,
            *OTHERS,
            *CHOICES,
            UNDERSTOOD_BY_NOBODY,
        ),
        key=attrgetter("id"),
    )
)
"""The rows of the decision table, by number."""

RULES: dict[str, Rule] = {rule.id: rule for rule in DECISION_TABLE + PREMISES + DELAYS}
"""Every rule by its id: the decision table, and what stands beside it in a schedule."""

HIERARCHY = ("row-01", "row-02", "row-17", "row-18", "row-15", "row-16", "row-05", "row-10")
"""The order of 32 CFR 2001.22(e)(2) and (4), where two results are equally long."""


def _clauses_by_kind() -> dict[type[Instruction], tuple[tuple[Rule, Clause], ...]]:
    found: defaultdict[type[Instruction], list[tuple[Rule, Clause]]] = defaultdict(list)
    for rule in DECISION_TABLE:
        for clause in rule.clauses:
            found[clause.kind].append((rule, clause))
    return {kind: tuple(clauses) for kind, clauses in found.items()}


CLAUSES = _clauses_by_kind()
"""The clauses about each kind of instruction, by number of their rule."""
