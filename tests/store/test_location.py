"""Where the register is by default."""

from __future__ import annotations

from pathlib import Path

import pytest

from declass.errors import StoreError
from declass.store.location import default_location, is_url


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def test_asking_for_the_default_place_makes_nothing(home: Path) -> None:
    assert default_location().name == "register.sqlite3"
    assert list(home.iterdir()) == []


def test_the_directory_is_made_on_request_and_again(home: Path) -> None:
    for _ in range(2):
        assert default_location(ensure_directory=True).parent.is_dir()
    assert default_location().is_relative_to(home)


def test_a_directory_that_cannot_be_made_is_explained(home: Path) -> None:
    (home / "data").write_text("a file in its place")
    (home / "Library").write_text("likewise, on a Mac")
    with pytest.raises(StoreError, match="cannot be created; give another place"):
        default_location(ensure_directory=True)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("postgresql+psycopg://host/name", True),
        ("sqlite:///r.sqlite3", True),
        ("r.sqlite3", False),
        ("C:\\registers\\r.sqlite3", False),
        (Path("a/b"), False),
    ],
)
def test_a_url_is_told_from_a_path(where: str | Path, *, expected: bool) -> None:
    assert is_url(where) is expected
