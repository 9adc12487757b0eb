"""Puts a finished release where it is wanted: whole, verified and on the disk, or not at all.

How a file is written is in `declass.whole_file`. Before it gets its name, what was written is read
back and looked through for withheld text (`verify`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from declass.whole_file import put_in_place


@dataclass(frozen=True, slots=True)
class Published:
    """A release that stands under its name.

    Attributes:
        path: where it is.
        size: in bytes.
        sha256: of its bytes, in hexadecimal digits.
    """

    path: Path
    size: int
    sha256: str


def publish(
    content: bytes, target: Path, *, check: Callable[[bytes, str], None] | None, overwrite: bool
) -> Published:
    """Write, verify and name a release.

    Args:
        content: a whole file.
        target: the name it is to have.
        check: gets what was read back and the name, and raises where it must not be published
            (`verify.refuse`); None for a signed release, which was verified before and after it was
            signed.
        overwrite: whether a regular file of that name may be replaced.

    Raises:
        OutputError: the target exists, is no regular file, or cannot be written; nothing is left
            behind.
        RefusedReleaseError: the file that was written leaks or cannot be read; likewise.
    """
    put_in_place(
        content,
        target,
        overwrite=overwrite,
        check=(lambda written: check(written, str(target))) if check else None,
    )
    return Published(target, len(content), sha256(content).hexdigest())
