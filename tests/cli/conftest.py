"""A user who has nothing: an empty home, no register, no settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Program

SETTINGS = "DECLASS_DB DECLASS_DB_WAIT DECLASS_SIGN_PASSPHRASE DECLASS_TEMPLATES NO_COLOR".split()


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def declass(alone: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(alone, capsys)
