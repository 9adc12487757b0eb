"""Puts a finished release where it is wanted: whole, verified and on the disk, or not at all.

A release is written beside its target under another name, read back, looked through for withheld
text (`verify`), and only then given its name (`placing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from declass.errors import OutputError
from declass.redact.placing import placed, write
from declass.redact.verify import refuse_leaks


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
    pdf: bytes,
    target: Path,
    *,
    withheld: Sequence[str],
    released: Sequence[str],
    overwrite: bool,
) -> Published:
    """Write, verify and name a release.

    Args:
        pdf: a whole file.
        target: the name it is to have.
        withheld: the withheld lines of the source.
        released: all text that may appear, and must (`verify.find_leaks`).
        overwrite: whether a regular file of that name may be replaced.

    Raises:
        OutputError: the target exists, is no regular file, or cannot be written; nothing is left
            behind.
        RefusedReleaseError: the file that was written leaks or cannot be read; likewise.
    """
    with placed(target, overwrite=overwrite) as temporary:
        write(temporary, pdf)
        written = temporary.read_bytes()
        if written != pdf:
            raise OutputError("what was written cannot be read back", place=str(target))
        refuse_leaks(written, withheld=withheld, released=released, place=str(target))
    return Published(target, len(pdf), sha256(pdf).hexdigest())
