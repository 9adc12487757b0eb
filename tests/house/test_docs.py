"""Docs cannot lie: what they show as output is what the commands print.

`UPDATE_DOCS=1 pytest tests/house/test_docs.py` writes the output into the docs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"(?<=^```python\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A directory with the samples, as a reader of the docs would have them."""
    shutil.copytree(ROOT / "sample_cables", tmp_path / "sample_cables")
    return tmp_path


def environment(desk: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECLASS_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return kept | {"HOME": str(desk), "XDG_DATA_HOME": str(desk), "COLUMNS": "100", "PATH": path}


def played(block: str, desk: Path) -> str:
    """The block with the output of each of its commands as it is now."""
    lines: list[str] = []
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        result = subprocess.run(
            ["bash", "-c", command],  # with its pipes
            cwd=desk,
            env=environment(desk),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 0, result.stderr
        lines += [f"$ {command}", *(result.stdout + result.stderr).splitlines()]
    return "".join(f"{line.rstrip()}\n" for line in lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_docs_show_is_what_the_commands_print(page: Path, desk: Path) -> None:
    text = page.read_text(encoding="utf-8")
    now = CONSOLE.sub(lambda block: played(block[1], desk), text)
    if os.environ.get("UPDATE_DOCS"):
        page.write_text(now, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == now


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_in_python_run(page: Path, desk: Path) -> None:
    for example in PYTHON.findall(page.read_text(encoding="utf-8")):
        printed = re.findall(r"^print\(.*\)\s+# (.*)$", example, re.MULTILINE)
        result = subprocess.run(
            [sys.executable, "-c", example],
            cwd=desk,
            env=environment(desk),
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout.splitlines() == printed


def test_the_readme_shows_the_tour() -> None:
    assert len(CONSOLE.findall(PAGES[0].read_text(encoding="utf-8"))) >= 4
