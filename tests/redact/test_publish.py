from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from declass.errors import OutputError, RefusedReleaseError
from declass.redact.publish import Published, publish
from declass.redact.verify import find_leaks, refuse
from tests.redact.factories import pages_of, pdf_of, run

HOUSE = Path(__file__).parents[2]
SOURCE = ("1. (U) The harbor museum will open on Monday.",)
PDF = pdf_of(*SOURCE, run(3))
RELEASED = (*SOURCE, *pages_of(*SOURCE, run(3)).own_words())
WITHHELD = ("The pilots will strike.",)


def look_for_leaks(content: bytes, place: str) -> None:
    refuse(partial(find_leaks, withheld=WITHHELD, released=RELEASED), content, place)


def put(
    target: Path,
    *,
    overwrite: bool = False,
    pdf: bytes = PDF,
    check: Callable[[bytes, str], Any] = look_for_leaks,
) -> Published:
    return publish(pdf, target, check=check, overwrite=overwrite)


def names_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_a_release_is_published_whole(tmp_path: Path) -> None:
    target = tmp_path / "cable.pdf"
    assert put(target) == Published(target, len(PDF), sha256(PDF).hexdigest())
    assert target.read_bytes() == PDF
    assert names_in(tmp_path) == ["cable.pdf"]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_release_has_the_mode_of_any_new_file(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        put(tmp_path / "cable.pdf")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "cable.pdf").stat().st_mode & 0o777 == mode


def test_until_it_is_verified_only_its_owner_can_read_it(tmp_path: Path) -> None:
    seen: list[int] = []

    def look(*_: object) -> None:
        seen.extend(path.stat().st_mode & 0o777 for path in tmp_path.iterdir())

    put(tmp_path / "cable.pdf", check=look)
    assert seen == [0o600]


def test_an_output_that_exists_is_not_touched(tmp_path: Path) -> None:
    target = tmp_path / "cable.pdf"
    target.write_text("old")
    with pytest.raises(OutputError, match=r"output exists.*--force"):
        put(target)
    assert names_in(tmp_path) == ["cable.pdf"]
    assert target.read_text() == "old"


def make_socket(target: Path) -> None:
    # From its directory: a socket has room for a short path only.
    with socket.socket(socket.AF_UNIX) as bound, contextlib.chdir(target.parent):
        bound.bind(target.name)


def make_link(target: Path) -> None:
    other = target.with_name("other.pdf")
    other.write_text("other")
    target.symlink_to(other.name)


NOT_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "is no regular file"),
    "a socket": (make_socket, "is no regular file"),
    "a directory": (Path.mkdir, "is a directory"),
    "a link to a file": (make_link, "is a symbolic link"),
    "a link to nothing": (lambda target: target.symlink_to("nowhere"), "is a symbolic link"),
    "a link to a directory": (lambda target: target.symlink_to("."), "is a symbolic link"),
}


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(("make", "problem"), NOT_FILES.values(), ids=NOT_FILES)
def test_only_a_regular_file_is_ever_replaced(
    tmp_path: Path, *, make: Callable[[Path], object], problem: str, overwrite: bool
) -> None:
    target = tmp_path / "cable.pdf"
    make(target)
    before = [(path.name, path.lstat().st_mode) for path in sorted(tmp_path.iterdir())]
    with pytest.raises(OutputError, match=problem) as caught:
        put(target, overwrite=overwrite)
    assert "--force" not in str(caught.value)
    assert [(path.name, path.lstat().st_mode) for path in sorted(tmp_path.iterdir())] == before
    assert not (tmp_path / "other.pdf").exists() or target.read_text() == "other"


def test_a_pipe_that_appears_in_the_meantime_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "cable.pdf"
    with pytest.raises(OutputError, match="is no regular file"):
        put(target, overwrite=True, check=lambda *_: os.mkfifo(target))
    assert target.is_fifo()
    assert names_in(tmp_path) == ["cable.pdf"]


def test_a_release_may_go_through_a_link_to_a_directory(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "link").symlink_to("releases")
    put(tmp_path / "link" / "cable.pdf")
    assert (tmp_path / "releases" / "cable.pdf").read_bytes() == PDF


def test_an_output_that_appears_in_the_meantime_is_not_touched(tmp_path: Path) -> None:
    target = tmp_path / "cable.pdf"
    with pytest.raises(OutputError, match="output exists"):
        put(target, check=lambda *_: target.write_text("theirs"))
    assert target.read_text() == "theirs"
    assert names_in(tmp_path) == ["cable.pdf"]


def test_an_output_is_replaced_when_asked(tmp_path: Path) -> None:
    target = tmp_path / "cable.pdf"
    target.write_text("old")
    put(target, overwrite=True)
    assert target.read_bytes() == PDF
    assert names_in(tmp_path) == ["cable.pdf"]


def test_a_leak_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RefusedReleaseError, match="not published"):
        put(tmp_path / "cable.pdf", pdf=pdf_of(*SOURCE, *WITHHELD, run(3)))
    assert names_in(tmp_path) == []


def test_a_leak_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "cable.pdf"
    target.write_text("old")
    with pytest.raises(RefusedReleaseError):
        put(target, pdf=pdf_of(*SOURCE, *WITHHELD, run(3)), overwrite=True)
    assert target.read_text() == "old"
    assert names_in(tmp_path) == ["cable.pdf"]


def test_a_directory_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"absent: no such directory"):
        put(tmp_path / "absent" / "cable.pdf")


def fail_with(number: int) -> Any:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(
    ("call", "trouble", "problem"),
    [
        ("tempfile.mkstemp", errno.EACCES, "permission denied"),
        ("tempfile.mkstemp", errno.EROFS, "read-only file system"),
        ("os.fsync", errno.ENOSPC, "no space left on device"),
        ("os.fsync", errno.EIO, "input/output error"),
        ("pathlib.Path.read_bytes", errno.EIO, "input/output error"),
        ("pathlib.Path.chmod", errno.EPERM, "not permitted"),
    ],
)
def test_trouble_with_the_disk_is_one_clear_error_and_leaves_nothing_behind(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    call: str,
    trouble: int,
    problem: str,
    overwrite: bool,
) -> None:
    target = tmp_path / "cable.pdf"
    if overwrite:
        target.write_text("old")
    with monkeypatch.context() as broken:
        broken.setattr(call, fail_with(trouble))
        with pytest.raises(OutputError, match=problem) as caught:
            put(target, overwrite=overwrite)
    assert caught.value.place == str(target)
    assert names_in(tmp_path) == (["cable.pdf"] if overwrite else [])
    assert not overwrite or target.read_text() == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = Path.open
    monkeypatch.setattr(
        Path, "open", lambda _, mode: real_open(Path("/dev/full"), mode, buffering=0)
    )
    with pytest.raises(OutputError, match="no space left on device"):
        put(tmp_path / "cable.pdf")
    assert names_in(tmp_path) == []


def test_a_file_system_without_links_publishes_only_when_it_may_overwrite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", fail_with(errno.EPERM))
    with pytest.raises(OutputError, match="--force"):
        put(tmp_path / "cable.pdf")
    assert names_in(tmp_path) == []
    put(tmp_path / "cable.pdf", overwrite=True)
    assert (tmp_path / "cable.pdf").read_bytes() == PDF


def test_what_cannot_be_read_back_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: PDF[:-1])
    with pytest.raises(OutputError, match="cannot be read back"):
        put(tmp_path / "cable.pdf")
    assert names_in(tmp_path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.redact.test_publish import put
call, target, overwrite = sys.argv[1:]
setattr(os, call, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
put(Path(target), overwrite=overwrite == "True")
"""


@pytest.mark.parametrize(
    ("call", "overwrite"), [("fsync", False), ("link", False), ("fsync", True), ("replace", True)]
)
def test_a_kill_leaves_the_old_file_or_none(tmp_path: Path, call: str, overwrite: bool) -> None:
    target = tmp_path / "cable.pdf"
    if overwrite:
        target.write_text("old")
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, call, str(target), str(overwrite)], cwd=HOUSE, check=False
    )
    assert ran.returncode == -signal.SIGKILL
    assert target.exists() == overwrite
    assert not overwrite or target.read_text() == "old"
    put(target, overwrite=overwrite)
    assert target.read_bytes() == PDF
