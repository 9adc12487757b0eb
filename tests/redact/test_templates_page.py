"""docs/templates.md: its example works, and it has every name that a template knows."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pypdfium2
import pytest

from declass.cli.app import run as run_program
from declass.redact.paper.facts import facts
from declass.redact.stamp import Stamp
from declass.templating import load_justifications
from declass.templating.text import FILTERS, MAX_OUTPUT, MAX_SOURCE, MAX_STEPS
from tests.cli.runner import HOUSE
from tests.redact.factories import WORDING, release, run

PAGE = (HOUSE / "docs" / "templates.md").read_text(encoding="utf-8")
NAMES = facts(release(run(3)), WORDING, load_justifications())


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_example_does_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sample_cables").symlink_to(HOUSE / "sample_cables")
    for name, language in (("wording.toml", "toml"), ("cover.txt.j2", "jinja")):
        (path,) = re.findall(rf"^.*In `(site/release/{name})`:$", PAGE, re.MULTILINE)
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(block(language), encoding="utf-8")
    (command,) = re.findall(r"^Then `declass (.*)` begins with$", PAGE, re.MULTILINE)
    assert run_program([*shlex.split(command), "--no-record", "-o", "a.pdf"]) == 0
    shown = pypdfium2.PdfDocument("a.pdf")[0].get_textpage().get_text_bounded()
    lines = [line.strip() for line in shown.splitlines()]
    expected = [line for line in block("text").splitlines() if line]
    start = lines.index(expected[0])
    assert [line for line in lines[start:] if line][: len(expected)] == expected
    assert "Write to Appeals Officer, Department of Fisheries" in " ".join(lines)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE
    fact = NAMES[name]
    if isinstance(fact, list):
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |")]
        assert all(f"`{column}`" in row for column in fact[0])


def test_the_page_names_what_a_reviewer_states() -> None:
    assert {field.name for field in fields(Stamp)} - set(NAMES) == {"has_cover"}


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_every_template_is_on_the_page() -> None:
    for path in (HOUSE / "templates" / "release").iterdir():
        assert f"| `{path.name}` |" in PAGE


def test_the_limits_are_those_of_the_page() -> None:
    assert f"more than {MAX_STEPS:,} steps" in PAGE
    assert f"more than {MAX_OUTPUT // 1_000_000} million characters" in PAGE
    assert f"larger than {MAX_SOURCE // 1024} KB" in PAGE
