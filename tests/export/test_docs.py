"""The tables of docs/ism.md are those of the data. `UPDATE_DOCS=1` writes them anew."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable

import pytest

from declass.export.caveats import SAYINGS
from declass.export.constraints import ON_ELEMENTS, ON_RESOURCES
from declass.export.notes import KINDS
from declass.export.vocabulary import attributes, version
from tests.cli.runner import HOUSE

PAGE = HOUSE / "docs" / "ism.md"
RULE = r"\|(?:---\|)+\n"
Rows = Iterable[tuple[str, ...]]


def of_attributes() -> Rows:
    for row in attributes().values():
        yield f"`{row.name}`", row.kind, row.on or "nothing", row.taken_from


def of_caveats() -> Rows:
    for row in SAYINGS:
        said = ", ".join(f"`{token.attribute}` {token.value}" for token in row.tokens)
        yield row.caveat, said or "nothing", "yes" if row.is_exact else "no"


def of_remarks() -> Rows:
    for kind in KINDS:
        yield f"`{kind.code}`", kind.text.replace("{}", "..."), kind.occasion


def of_constraints() -> Rows:
    for row in ON_ELEMENTS + ON_RESOURCES:
        yield f"`{row.id}`", row.text.rstrip("."), row.source


def line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"


TABLES: dict[str, Callable[[], Rows]] = {
    "| attribute | kind | stands on | taken from |": of_attributes,
    "| caveat | said as | exactly |": of_caveats,
    "| code | remark | when |": of_remarks,
    "| id | constraint | source |": of_constraints,
}


@pytest.mark.parametrize("head", TABLES)
def test_a_table_is_that_of_the_data(head: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = re.compile(rf"(?<={re.escape(head)}\n){RULE}((?:\|.*\n)*)")
    rule = f"|{'---|' * head.count(' | ')}---|\n"
    now = table.sub(lambda _: rule + "".join(map(line, TABLES[head]())), page)
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(now, encoding="utf-8")
    assert rule in now
    assert PAGE.read_text(encoding="utf-8") == now


def test_the_version_is_told() -> None:
    assert f"version {version()} of the specification" in PAGE.read_text(encoding="utf-8")
