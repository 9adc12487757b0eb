"""Pages that are made from the program's own tables say what those tables say.

`UPDATE_DOCS=1 pytest tests/house/test_pages.py`, or `make pages`, writes them anew.
"""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import pytest

from declass.lint.registry import RULES as MARKING_RULES
from declass.schedule.rules.table import RULES

DOCS = Path(__file__).parents[2] / "docs"


def text_of(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["schedule", "rules", "leaks"])
def test_the_page_is_what_its_table_says(name: str) -> None:
    now = runpy.run_path(str(DOCS / f"{name}.py"))["page"]()
    if os.environ.get("UPDATE_DOCS"):
        (DOCS / f"{name}.md").write_text(now, encoding="utf-8")
    assert text_of(name) == now


def test_each_rule_of_the_schedule_has_its_row_with_its_citation() -> None:
    text = text_of("schedule")
    for rule in RULES.values():
        assert f"| `{rule.id}` | {rule.condition} | {rule.result} | {rule.citation} |" in text


def test_each_rule_of_marking_has_its_place() -> None:
    text = text_of("rules")
    for rule in MARKING_RULES:
        assert f"\n| [{rule.code}](#{rule.code.lower()}) | `{rule.name}` | {rule.title} |\n" in text
        assert f"\n## {rule.code}\n" in text
        for words in (rule.citation, rule.why, rule.fix):
            assert words in text
