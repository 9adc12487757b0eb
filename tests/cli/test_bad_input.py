"""Inputs that are no cables, given to every command that reads cables."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.runner import DATED, Program

MEGABYTE = 1024**2


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.write(DATED.encode())
        file.truncate(50 * MEGABYTE)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "absent": (lambda _: None, "no such file"),
    "empty": (lambda path: path.touch(), "empty; give the text of a cable"),
    "blank": (lambda path: path.write_text("\n \n\t\n"), "empty; give the text of a cable"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), "binary data"),
    "PDF": (lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n"), "this is a PDF"),
    "ZIP": (lambda path: path.write_bytes(b"PK\x03\x04 and more"), "a ZIP archive"),
    "50 MB": (large, "larger than 8 MiB, which no cable is"),
    "no cable": (
        lambda path: path.write_text("Dear aunt,\n\nthe road is built.\n" * 9),
        "no cable",
    ),
    "empty directory": (lambda path: path.mkdir(), "a directory"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "no such file"),
}


@pytest.mark.parametrize("command", ["redact", "parse", "ingest", "show"])
@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_cable_is_named_with_a_reason(kind: str, command: str, declass: Program) -> None:
    make, reason = BAD[kind]
    path = declass.place / "bad.txt"
    make(path)
    answer = declass(command, path)
    assert answer.code == 1
    lines = answer.err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"declass: {path}: ")
    assert reason in lines[0]
    assert "internal error" not in lines[0]
    assert not list(declass.place.rglob("*.pdf"))


@pytest.mark.parametrize("command", ["redact", "parse", "ingest", "show"])
def test_a_file_that_may_not_be_read_is_named(
    command: str, declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is staged: a test may run as root, who may read anything."""

    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    path = declass.write("secret.txt")
    with monkeypatch.context() as patch:
        patch.setattr("declass.sources.read.Path.open", refuse)
        answer = declass(command, path)
    assert answer.code == 1
    assert answer.err == (
        f"declass: {path}: reading it is forbidden; ask for the right to read it\n"
    )


@pytest.mark.parametrize("command", ["redact", "parse", "ingest"])
def test_a_sound_input_beside_a_bad_one_is_done(command: str, declass: Program) -> None:
    declass.write("good.txt")
    declass.write("bad.txt", "Dear aunt")
    answer = declass(command, "bad.txt", "good.txt")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    done = {"redact": "good.redacted.pdf", "parse": "08TOKYO804", "ingest": "1 new"}
    assert done[command] in answer.out


@pytest.mark.parametrize("command", ["redact", "parse", "ingest", "show"])
def test_an_input_has_to_be_given(command: str, declass: Program) -> None:
    answer = declass(command)
    assert answer.code == 2
    assert "Missing argument" in answer.err
