"""Pages of the docs that are made from the program's own tables are as those tables have it."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import pytest

from declass.schedule.rules.table import RULES

DOCS = Path(__file__).parents[2] / "docs"
MAKERS = {"schedule.md": "schedule_page.py"}


@pytest.mark.parametrize("name", MAKERS)
def test_the_page_is_what_its_table_says(name: str) -> None:
    """`UPDATE_DOCS=1 pytest tests/house/test_pages.py` writes it anew."""
    made = runpy.run_path(str(DOCS / MAKERS[name]))["page"]()
    if os.environ.get("UPDATE_DOCS"):
        (DOCS / name).write_text(made, encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == made


def test_the_page_of_the_schedule_has_every_rule_with_its_citation() -> None:
    page = (DOCS / "schedule.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"| `{rule.id}` | {rule.condition} | {rule.result} | {rule.citation} |" in page
