"""A schedule depends on the cable alone: not on the clock, the locale, the time zone, the seed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROOM = sorted((HOUSE / "declass" / "schedule").rglob("*.py"))
CLOCKS = {"today", "now", "utcnow", "time", "localtime", "gmtime", "monotonic", "setlocale"}

PROGRAM = """
from hashlib import sha256
from tests.schedule.factories import decided
from tests.schedule.test_cases import CASES
schedules = [decided(r.text, order=r.order, origin=r.origin, level=r.level) for r in CASES]
print(sha256(repr(schedules).encode()).hexdigest())
"""


def digest(**environment: str) -> str:
    """The digest of the schedules of all cases, computed by a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(HOUSE)} | environment,
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def test_time_zone_locale_and_seed_make_no_difference() -> None:
    plain = digest()
    assert len(plain.strip()) == 64
    for environment in (
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"TZ": "Etc/GMT+12", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "77", "LC_TIME": "de_DE.UTF-8"},
    ):
        assert digest(**environment) == plain


@pytest.mark.parametrize("path", ROOM, ids=[str(path.relative_to(HOUSE)) for path in ROOM])
def test_no_module_of_the_room_looks_at_the_clock_or_the_locale(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_bytes())))
    asked = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert not asked & CLOCKS
    imported = {
        alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }
    assert not imported & {"locale", "time"}
