"""Releases of every sample at every level: readers of all descent open them and find no fault."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from pathlib import Path

import pytest
import xray  # type: ignore[import-not-found,unused-ignore]

from declass.cable.parse import parse
from declass.inspection.inspect import inspect
from declass.marking.level import Level
from declass.redact.prepare import prepare
from declass.redact.review.choices import Choices
from declass.sources.read import read_file

SAMPLES = sorted((Path(__file__).parents[2] / "sample_cables").glob("*.txt"))
COMMANDS = {
    "qpdf": ["qpdf", "--check"],
    "pdfinfo": ["pdfinfo", "-struct-text"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "-o", "/dev/null"],
}
ABOUT_ITSELF = "warning: ICC support is not available"  # mutool of Debian, of any file

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def releases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, bytes]:
    """The releases of a sample, by file."""
    folder = tmp_path_factory.mktemp("releases")
    cable = parse(read_file(request.param).text)
    written = {}
    for level in Level:
        path = folder / f"{request.param.stem}-{level.name}.pdf"
        written[path] = prepare(cable, level, Choices(accepts_compilation=True)).content
        path.write_bytes(written[path])
    return written


@pytest.mark.parametrize("name", COMMANDS)
def test_a_reader_opens_it_without_a_word(name: str, releases: dict[Path, bytes]) -> None:
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    for path in releases:
        command = [*COMMANDS[name], str(path)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        said = ran.stderr.replace(ABOUT_ITSELF, "").strip()
        assert (ran.returncode, said) == (0, ""), path.name


def test_x_ray_finds_no_bad_redaction(releases: dict[Path, bytes]) -> None:
    for pdf in releases.values():
        assert asyncio.run(xray.inspect(pdf)) == {}


def test_our_own_inspection_finds_nothing(releases: dict[Path, bytes]) -> None:
    for pdf in releases.values():
        assert inspect(pdf) == ()
