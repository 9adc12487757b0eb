"""Who signs a release: the file of `--sign`, and the passphrase that opens it.

A passphrase is never an argument of the command line, which other users of the machine may see.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from declass.cli.register import stamp
from declass.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from declass.redact.signing.sign import Credentials

SETTING = "DECLASS_SIGN_PASSPHRASE"
MAX_FILE = 2**20  # bytes: far above any certificate or passphrase


def open_credentials(name: str | None, passphrase_file: str | None) -> Credentials | None:
    """Open the PKCS#12 file of a signer.

    Args:
        name: the file, None where nothing is to be signed.
        passphrase_file: the file with its passphrase, None for the environment or the terminal.

    Raises:
        UsageError: there is no passphrase, or pyHanko is not installed.
        UnreadableError: a file cannot be read or opened, or nobody could sign with what is in it.
    """
    if name is None:
        if passphrase_file is not None:
            raise UsageError(
                "--sign-passphrase-file opens nothing",
                remedy="give --sign with it, or leave it out",
            )
        return None
    from declass.redact.signing.sign import read_credentials, require_pyhanko

    require_pyhanko()
    data = _read(name)
    passphrase = _passphrase(name, passphrase_file)
    return read_credentials(data, passphrase, now=stamp()["now"], place=name)


def _passphrase(name: str, file: str | None) -> str:
    if file is not None:
        try:
            line, *_ = _read(file).decode().split("\n")
        except UnicodeDecodeError as trouble:
            raise UnreadableError("is no text", place=file) from trouble
        return line.removesuffix("\r")
    given = os.environ.get(SETTING)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            f"there is no terminal on which to ask for the passphrase of {name}",
            remedy=f"give --sign-passphrase-file, or set {SETTING}",
        )
    import getpass

    try:
        return getpass.getpass(f"Passphrase of {name}: ")
    except EOFError:
        return ""


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as trouble:
        reason = (trouble.strerror or type(trouble).__name__).lower()
        raise UnreadableError(f"cannot be read: {reason}", place=name) from trouble
    if len(data) > MAX_FILE:
        raise UnreadableError("the file is too large", place=name)
    return data
