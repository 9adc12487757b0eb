"""Where the register is, who writes in it, and when: what the store wants to be told."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from declass.errors import StoreError, UsageError
from declass.store.location import default_location, is_url

if TYPE_CHECKING:
    from declass.cli.inputs import Input
    from declass.sources.read import Source
    from declass.store.records import Provenance
    from declass.store.register import Register

WAIT_SETTING = "DECLASS_DB_WAIT"
_WAIT_SECONDS = "30"


class Stamp(TypedDict):
    """When, and by whom: the keywords of the register's methods that write."""

    now: dt.datetime
    actor: str


def find_register(db: str | None) -> str | Path | None:
    """The register that is named, or else that of this user, if there is one."""
    if db:
        return _expanded(db)
    default = default_location()
    return default if default.exists() else None


def is_there(register: str | Path) -> bool:
    """False for a register in a file that does not exist yet."""
    where = _expanded(register)
    return not isinstance(where, Path) or where.exists()


def open_register(db: str | Path | None, *, create: bool) -> Register:
    """Open the register that is named, or else that of this user.

    Args:
        db: a path or a URL, None for the register of this user.
        create: make it where there is none.

    Raises:
        StoreError: it cannot be opened.
        UsageError: the setting for the time to wait is no number.
    """
    from declass.store.register import Register

    where = _expanded(db) if db else default_location(ensure_directory=create)
    if isinstance(where, Path) and not create and not where.exists():
        raise StoreError(
            "there is no register", place=str(where), remedy="make one with declass ingest"
        )
    return Register.open(where, create=create, wait_seconds=_wait_seconds())


def provenance(given: Input, source: Source) -> Provenance:
    """Where a cable was read from, so that it can be found again from any directory."""
    from declass.store.records import Provenance

    name = str(given.path.absolute()) if given.path else given.name
    return Provenance(name, source.sha256)


def stamp() -> Stamp:
    """Now, and the name of the user."""
    import getpass

    try:
        actor = getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that nobody has
        actor = f"user {os.getuid()}"
    return {"now": dt.datetime.now(dt.UTC), "actor": actor}


def _expanded(db: str | Path) -> str | Path:
    return db if is_url(db) else Path(db).expanduser()


def _wait_seconds() -> float:
    """How long to wait for a register that another process has locked."""
    text = os.environ.get(WAIT_SETTING) or _WAIT_SECONDS
    if not text.isdecimal() or not text.isascii():
        raise UsageError(f"{WAIT_SETTING} is {text!r}", remedy="give a number of seconds")
    return float(text)
