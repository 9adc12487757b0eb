"""The wheel works alone, outside the checkout, with its run-time dependencies only."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from declass import __version__

HOUSE = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]  # installed once, for all


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel and what requirements.lock pins."""
    place = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir")
    run(*build, place, HOUSE, cwd=place)
    (wheel,) = place.glob("*.whl")
    run(sys.executable, "-m", "venv", place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    lock = HOUSE / "requirements.lock"
    run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock, cwd=place)
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=place)
    run(python, "-m", "pip", "check", cwd=place)
    return python.parent


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a cable, far from the checkout, for a user who has nothing else."""
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.delenv("DECLASS_DB", raising=False)
    shutil.copy(HOUSE / "sample_cables" / "two-section-secret.txt", tmp_path / "cable.txt")
    return tmp_path


def test_an_installed_wheel_releases_a_cable(installed: Path, alone: Path) -> None:
    run(installed / "declass", "redact", "cable.txt", cwd=alone)
    assert (alone / "cable.redacted.pdf").read_bytes().startswith(b"%PDF")


def test_an_installed_wheel_keeps_a_register(installed: Path, alone: Path) -> None:
    declass = installed / "declass"
    run(declass, "ingest", "--db", "register.db", "cable.txt", cwd=alone)
    due = run(declass, "due", "--db", "register.db", "--before", "2100", "--json", cwd=alone)
    assert "mrn" in due


def test_an_installed_wheel_has_its_templates(installed: Path, alone: Path) -> None:
    program = (
        "import declass, pathlib;"
        "top = pathlib.Path(declass.__file__).parent;"
        "print(*sorted(p.relative_to(top) for p in top.glob('templates/**/*') if p.is_file()))"
    )
    shipped = run(installed / "python", "-c", program, cwd=alone).split()
    kept = [path for path in (HOUSE / "templates").rglob("*") if path.is_file()]
    assert shipped == sorted(str(path.relative_to(HOUSE)) for path in kept)


@pytest.mark.parametrize("command", [["declass"], ["python", "-m", "declass"]], ids=" ".join)
def test_an_installed_wheel_tells_its_version(
    command: list[str], installed: Path, alone: Path
) -> None:
    program, *arguments = command
    assert __version__ in run(installed / program, *arguments, "--version", cwd=alone)
