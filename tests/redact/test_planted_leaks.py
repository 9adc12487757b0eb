"""The mutation gate: leaks are put into the renderer one at a time, and the tests kill each.

Two gates stand one behind the other. The tests of noninterference must fail for every leak: a run
of them with the leak planted is a failure here when it passes. And before a file is published it is
looked through (`verify`); what that refuses on its own is listed too, and what it cannot see.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from declass.cable.parse import parse
from declass.errors import RefusedReleaseError
from declass.marking.level import Level
from declass.redact.prepare import prepare
from declass.redact.verify import find_leaks
from tests.cable.factories import cable_text
from tests.redact import planting

HOUSE = Path(__file__).parents[2]
GATE = "tests/redact/test_noninterference.py"

SEEN_BY_THE_PROPERTY_ALONE = {planting.COUNT, *planting.RELEASES}
"""Labels and counts are public: whoever looks at one file cannot know that these tell more."""

TEXT = cable_text(
    "1. (U) The quay is to be widened.\n\n2. (S) The harbour master owns the crane, and has told\n"
    "nobody that it cannot lift the gravel which the museum has bought for its new lighthouse.\n"
)
each_leak = pytest.mark.parametrize("name", planting.OF_A_RELEASE)


def run_of_the_gate(name: str, *, of_the_command: bool = False) -> tuple[int, str]:
    """The exit code of pytest, and what it printed."""
    command = [sys.executable, "-m", "pytest", GATE, "-q", "-x", "-k", "other_withheld_words"]
    command += ["-m", "slow" if of_the_command else "not slow", "-p", "tests.redact.planting"]
    command += ["-p", "no:randomly", "-p", "no:cacheprovider"]
    settings = {planting.SETTING: name, "HYPOTHESIS_PROFILE": "gate"}
    settings |= {"DECLASS_NONINTERFERENCE": "10" if of_the_command else "100"}
    ran = subprocess.run(
        command, cwd=HOUSE, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout


@pytest.mark.slow
@pytest.mark.parametrize("of_the_command", [False, True], ids=["release", "command"])
def test_without_a_leak_the_gate_is_open(*, of_the_command: bool) -> None:
    code, printed = run_of_the_gate("", of_the_command=of_the_command)
    assert code == 0, printed


@pytest.mark.slow
@each_leak
def test_the_gate_kills_every_leak_of_a_release(name: str) -> None:
    code, printed = run_of_the_gate(name)
    assert (code, "AssertionError" in printed) == (1, True), printed


@pytest.mark.slow
@pytest.mark.parametrize("name", planting.OF_THE_COMMAND)
def test_the_gate_kills_every_leak_of_the_command(name: str) -> None:
    code, printed = run_of_the_gate(name, of_the_command=True)
    assert (code, "AssertionError" in printed) == (1, True), printed


@each_leak
def test_a_leak_is_refused_before_it_is_published(name: str) -> None:
    cable = parse(TEXT)
    clean = prepare(cable, Level.U)
    with planting.planted(name):
        leaking = prepare(cable, Level.U)
    assert (leaking.content, leaking.release) != (clean.content, clean.release)
    refused = is_refused(leaking.content, leaking.withheld, leaking.released)
    assert refused is (name not in SEEN_BY_THE_PROPERTY_ALONE)


def is_refused(pdf: bytes, withheld: tuple[str, ...], released: tuple[str, ...]) -> bool:
    try:
        return bool(find_leaks(pdf, withheld, released))
    except RefusedReleaseError:
        return True


@pytest.mark.parametrize("name", planting.FILES)
def test_a_leaking_file_is_one_that_opens(name: str) -> None:
    """A leak that breaks the file would be killed for that."""
    with planting.planted(name):
        leaking = prepare(parse(TEXT), Level.U)
    assert "quay" in pypdfium2.PdfDocument(leaking.content)[0].get_textpage().get_text_bounded()
