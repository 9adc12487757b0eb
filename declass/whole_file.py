"""Puts a finished file where it is wanted: whole and on the disk, or not at all.

A file is written beside its target under another name and with access for its owner only, read
back, checked, and only then given its name, in one step. A crash at any moment leaves either no
file of that name or the whole of it, and never harms a file that was there before; at worst a
hidden file that ends in `.part` stays behind.

Only a regular file is ever replaced. A device, a pipe, a socket or a directory of that name is
refused, and so is a symbolic link: to replace it would break what it is there for, and to write
through it would put a file where its name does not say.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from declass.errors import OutputError


def put_in_place(
    content: bytes,
    target: Path,
    *,
    overwrite: bool,
    check: Callable[[bytes], None] | None = None,
    is_private: bool = False,
) -> None:
    """Write, check and name a file.

    Args:
        content: the whole of it.
        target: the name it is to have.
        overwrite: whether a regular file of that name may be replaced.
        check: gets what was read back, and raises where it must not be given its name.
        is_private: only its owner may read it.

    Raises:
        OutputError: the target exists, is no regular file, or cannot be written; nothing is left
            behind. The same holds where `check` raises.
    """
    with _output_errors(target):
        _require_free(target, overwrite=overwrite)
        with _temporary_beside(target) as temporary:
            _write(temporary, content)
            written = temporary.read_bytes()
            if written != content:
                raise OutputError("what was written cannot be read back", place=str(target))
            if check is not None:
                check(written)
            temporary.chmod(0o600 if is_private else 0o666 & ~_umask())
            _name(temporary, target, overwrite=overwrite)
        _sync_directory(target.parent)


def require_room(target: Path, *, overwrite: bool) -> None:
    """Refuse a name at which no file could be put in place, before anything is written.

    Raises:
        OutputError: as `put_in_place`, as far as it can be known before.
    """
    with _output_errors(target):
        _require_free(target, overwrite=overwrite)


def _name(temporary: Path, target: Path, *, overwrite: bool) -> None:
    if overwrite:
        _require_no_special_file(target)  # again: a check takes its time
        temporary.replace(target)
    else:
        _link(temporary, target)


def _require_free(target: Path, *, overwrite: bool) -> None:
    if not target.parent.is_dir():
        raise OutputError("no such directory", place=str(target.parent), remedy="make it first")
    _require_no_special_file(target)
    if not overwrite and os.path.lexists(target):
        raise _exists(target)


def _require_no_special_file(target: Path) -> None:
    """Refuse to put a file in the place of what is none: a device, a pipe, a link."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise OutputError("output is a directory", place=str(target))
    if stat.S_ISLNK(mode):
        raise OutputError(
            "output is a symbolic link",
            place=str(target),
            remedy="name the file itself, or remove the link",
        )
    if not stat.S_ISREG(mode):
        raise OutputError(
            "output is no regular file", place=str(target), remedy="choose another name"
        )


def _exists(target: Path) -> OutputError:
    return OutputError(
        "output exists", place=str(target), remedy="choose another name, or overwrite with --force"
    )


@contextmanager
def _output_errors(target: Path) -> Iterator[None]:
    """Turn trouble with the file system into one clear error."""
    try:
        yield
    except FileExistsError as trouble:
        raise _exists(target) from trouble
    except OSError as trouble:
        reason = (trouble.strerror or type(trouble).__name__).lower()
        raise OutputError(f"cannot be written: {reason}", place=str(target)) from trouble


@contextmanager
def _temporary_beside(target: Path) -> Iterator[Path]:
    """An empty file in the directory of the target, for its owner only; gone afterwards."""
    descriptor, name = tempfile.mkstemp(prefix=".declass-", suffix=".part", dir=target.parent)
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _link(temporary: Path, target: Path) -> None:
    """Give a file a name that nobody has: a rename would replace a file that came in between."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as trouble:
        if trouble.errno in _NO_LINKS:
            raise OutputError(
                "this file system cannot name a file without the risk to overwrite one",
                place=str(target),
                remedy="write to another directory, or with --force",
            ) from trouble
        raise


_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}

_UMASK = threading.Lock()


def _umask() -> int:
    """The mask for the modes of new files. It can only be read by setting it for a moment."""
    with _UMASK:
        mask = os.umask(0o077)
        os.umask(mask)
    return mask


def _sync_directory(directory: Path) -> None:
    """Make the name last through a power cut, where directories can be synced at all."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
