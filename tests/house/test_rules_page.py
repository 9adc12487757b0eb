"""docs/rules.md is what the table of rules says.

`UPDATE_DOCS=1 pytest tests/house/test_rules_page.py`, or `make rules`, writes it anew.
"""

from __future__ import annotations

import os
import runpy
from pathlib import Path

from declass.lint.registry import RULES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "rules.md"


def test_the_page_is_that_of_the_table() -> None:
    now = runpy.run_path(str(DOCS / "rules.py"))["page"]()
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(now, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == now


def test_each_rule_has_its_place_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for rule in RULES:
        assert f"\n| [{rule.code}](#{rule.code.lower()}) | `{rule.name}` | {rule.title} |\n" in text
        assert f"\n## {rule.code}\n" in text
        for words in (rule.citation, rule.why, rule.fix):
            assert words in text
