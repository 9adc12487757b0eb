"""Where templates are: a directory of the site, then what declass brings."""

from __future__ import annotations

import tomllib
from pathlib import Path

from declass.errors import DeclassError

_PACKAGE = Path(__file__).parents[1]
_SHIPPED = (_PACKAGE / "templates", _PACKAGE.parent / "templates")  # a wheel; a checkout


def find_templates(name: str, site: Path | None = None) -> tuple[Path, ...]:
    """The files that are called `name`, the site's before the one that is shipped.

    Args:
        name: path inside a template directory (``"release/wording.toml"``).
        site: a directory of templates that go before those shipped, or None.

    Raises:
        DeclassError: the site's directory does not exist, or no template of that name is shipped.
    """
    _require_directory(site)
    shipped = [directory / name for directory in _SHIPPED if (directory / name).is_file()]
    if not shipped:
        raise DeclassError(
            f"template {name} is missing from this installation", remedy="install declass again"
        )
    own = [site / name] if site is not None and (site / name).is_file() else []
    return (*own, shipped[0])


def find_inside(name: str, site: Path | None = None) -> Path | None:
    """The file that goes before all others of that name, None where no directory has it.

    What lies outside the directory in which it was found, by its name or by a link, is not found.

    Args:
        name: path inside a template directory; it may be any text.
        site: as for `find_templates`.

    Raises:
        DeclassError: the site's directory does not exist.
    """
    _require_directory(site)
    for directory in (*([site] if site is not None else []), *_SHIPPED):
        try:
            path = (directory / name).resolve()
            if path.is_relative_to(directory.resolve()) and path.is_file():
                return path
        except (OSError, ValueError):  # a name that no file can have
            continue
    return None


def read_tables(path: Path) -> dict[str, object]:
    """The tables of a TOML file.

    Raises:
        DeclassError: it cannot be read, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise DeclassError(f"template cannot be read ({trouble})", place=str(path)) from trouble


def _require_directory(site: Path | None) -> None:
    if site is not None and not site.is_dir():
        raise DeclassError("no such template directory", place=str(site))
