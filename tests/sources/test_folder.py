from __future__ import annotations

from pathlib import Path

import pytest

from declass.errors import UnreadableError
from declass.sources.folder import walk


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A directory of cables, in which the names are not made in their order."""
    for name in ["b.txt", "1985/z.txt", "1985/a.txt", "a.txt", "2003/deep/m.txt"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1. (U) Nets.\n")
    return tmp_path


def found(top: Path, *paths: Path) -> list[str]:
    return [
        str(entry) if isinstance(entry, UnreadableError) else str(entry.relative_to(top))
        for entry in walk(paths or (top,))
    ]


def test_files_come_in_the_order_of_their_names(archive: Path) -> None:
    assert found(archive) == ["1985/a.txt", "1985/z.txt", "2003/deep/m.txt", "a.txt", "b.txt"]


def test_paths_come_in_the_order_in_which_they_are_named(archive: Path) -> None:
    assert found(archive, archive / "b.txt", archive / "1985") == [
        "b.txt",
        "1985/a.txt",
        "1985/z.txt",
    ]


def test_hidden_files_own_releases_and_markdown_are_passed_over(archive: Path) -> None:
    before = found(archive)
    (archive / ".hidden").write_text("x")
    (archive / ".git").mkdir()
    (archive / ".git" / "config").write_text("x")
    (archive / "a.redacted.pdf").write_text("x")
    (archive / "README.md").write_text("x")
    assert found(archive) == before


def test_a_named_file_is_given_whatever_it_is(archive: Path) -> None:
    assert found(archive, archive / ".hidden", archive / "absent") == [".hidden", "absent"]


def test_a_loop_of_links_ends(archive: Path) -> None:
    before = found(archive)
    (archive / "2003" / "up").symlink_to(archive)
    assert found(archive) == before


def test_a_linked_directory_is_searched(
    archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "linked.txt").write_text("1. (U) Nets.\n")
    (archive / "link").symlink_to(elsewhere)
    assert "link/linked.txt" in found(archive)


def test_a_link_to_nothing_is_given_so_that_it_is_reported(archive: Path) -> None:
    (archive / "c.txt").symlink_to(archive / "absent")
    assert "c.txt" in found(archive)


def test_a_directory_without_files_is_an_error_and_the_rest_goes_on(archive: Path) -> None:
    empty = archive / "empty"
    (empty / "deeper").mkdir(parents=True)
    (empty / ".hidden").write_text("x")
    first, second = walk((empty, archive / "a.txt"))
    assert isinstance(first, UnreadableError)
    assert first.place == str(empty)
    assert second == archive / "a.txt"


def test_a_directory_that_cannot_be_listed_is_an_error_and_the_rest_goes_on(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_directory = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "1985":
            raise PermissionError(13, "Permission denied")
        return list_directory(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert found(archive) == [
        f"{archive / '1985'}: cannot be searched (Permission denied)",
        "2003/deep/m.txt",
        "a.txt",
        "b.txt",
    ]
