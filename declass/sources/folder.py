"""Files and directories -> the files to read, in an order that does not change from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from declass.errors import UnreadableError


def walk(paths: Iterable[Path]) -> Iterator[Path | UnreadableError]:
    """The files that `paths` name, directories searched through, in order of their names.

    A file that is named is always given, to be read or refused for what it is. Of a directory all
    regular files are given, save hidden ones, the tool's own releases, and Markdown, which
    describes a collection. Symbolic links are followed, and no directory is entered twice, so a
    loop of links ends; a link to nothing is given, so that reading it says so.

    Yields:
        A path, or, as a value, so that one bad directory does not stop the rest, the error of a
        directory that cannot be listed or that holds no file to read.
    """
    for path in paths:
        if _is_directory(path):
            yield from _search(path)
        else:
            yield path


# What `declass redact` writes, beside the cable unless told otherwise; and README.md.
_NO_CABLES = (".redacted.pdf", ".redacted.txt", ".redacted.html", ".redacted.json", ".md")


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # reading it will say why
        return False


def _search(top: Path) -> Iterator[Path | UnreadableError]:
    is_empty = True
    for found in _entries(top):
        is_empty = False
        yield found
    if is_empty:
        yield UnreadableError(
            "a directory without any file to read",
            place=str(top),
            remedy="give one with the texts of cables (hidden files and .md are passed over)",
        )


def _entries(top: Path) -> Iterator[Path | UnreadableError]:
    entered: set[tuple[int, int]] = set()
    pending = [top]
    while pending:
        path = pending.pop()
        try:
            if path.is_dir():
                pending += reversed(_children(path, entered))
            elif path.is_file() or not path.exists():
                yield path
        except OSError as trouble:
            yield UnreadableError(f"cannot be searched ({trouble.strerror})", place=str(path))


def _children(directory: Path, entered: set[tuple[int, int]]) -> list[Path]:
    """What `directory` holds, in order; nothing where it was entered before by another name."""
    status = directory.stat()
    identity = status.st_dev, status.st_ino
    if identity in entered:
        return []
    entered.add(identity)
    return [child for child in sorted(directory.iterdir()) if not _is_passed_over(child.name)]


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(_NO_CABLES)
