"""Where a register is: a file of this user by default, a path, or a SQLAlchemy URL."""

from __future__ import annotations

from pathlib import Path

from declass.errors import StoreError

FILE_NAME = "register.sqlite3"


def default_location(*, ensure_directory: bool = False) -> Path:
    """The register file of this user, in the data directory of the platform.

    Args:
        ensure_directory: create the directory, for its owner only, where it is absent.

    Raises:
        StoreError: the directory cannot be created.
    """
    from platformdirs import user_data_path

    directory = user_data_path("declass", appauthor=False)
    if ensure_directory:
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                "the directory of the register cannot be created",
                place=str(directory),
                remedy="give another place with --db",
            ) from error
    return directory / FILE_NAME


def is_url(where: str | Path) -> bool:
    """True for a SQLAlchemy URL, False for the path of a SQLite file."""
    return isinstance(where, str) and "://" in where
