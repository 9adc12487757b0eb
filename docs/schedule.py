"""Write the reference of the schedule, from the tables that the program walks.

make pages
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from declass.schedule.exemptions import EXEMPTIONS
from declass.schedule.orders import ORDERS
from declass.schedule.rule import Rule
from declass.schedule.rules.premises import DELAYS, PREMISES
from declass.schedule.rules.table import DECISION_TABLE

PAGE = Path(__file__).with_name("schedule.md")

_HEAD = """\
# The rules of the schedule

Made from the tables that the program walks by `make pages`; do not edit it. Each date that declass
shows names the rule that gives it; `declass explain` shows the steps.

"25Y" is 31 December of the year that is 25 years after the year of origin, 50Y and 75Y likewise.
Where a column says *from* or *until*, cables of those days could be marked so. The governing date
is the earlier of the instruction's result and the automatic date that applies.
"""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def rules(listed: Iterable[Rule]) -> str:
    """Rules as rows: what the instruction says, what follows, by which law, and when."""
    rows = [
        (
            f"`{rule.id}`",
            rule.condition,
            rule.result,
            rule.citation,
            _day(rule.first),
            _day(rule.last),
        )
        for rule in listed
    ]
    return table(
        ("rule", "the instruction says", "what follows", "citation", "from", "until"), rows
    )


def page() -> str:
    """The whole page."""
    orders = [
        (order.title, str(order.first), _day(order.last), order.default, order.citation)
        for order in ORDERS
    ]
    exemptions = [(f"`{row.code}`", row.title, row.citation) for row in EXEMPTIONS]
    return "\n".join(
        (
            _HEAD,
            "## The orders\n",
            table(("order", "from", "until", "duration unless said otherwise", "citation"), orders),
            "## The decision table\n",
            rules(DECISION_TABLE),
            "## What stands beside it in every schedule\n",
            rules(PREMISES),
            "## What puts the automatic date off\n",
            rules(DELAYS),
            "## Exemption codes\n",
            table(("code", "protects", "citation"), exemptions),
        )
    )


def _day(day: date | None) -> str:
    return str(day) if day else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
