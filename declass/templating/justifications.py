"""What each ground protects, in the words of a redaction log (`release/justifications.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from declass.errors import DeclassError
from declass.templating.find import find_templates, read_tables

_JUSTIFICATIONS = "release/justifications.toml"


def load_justifications(site: Path | None = None) -> Mapping[str, str]:
    """Why something is withheld, in words, by the code of the ground (``"1.4(b)"``).

    Args:
        site: a directory of templates that go before those shipped, or None.

    Raises:
        DeclassError: no justifications are found, or some that cannot be used.
    """
    texts: dict[str, str] = {}
    for path in reversed(find_templates(_JUSTIFICATIONS, site)):
        for table, entries in read_tables(path).items():
            if not isinstance(entries, dict):
                raise DeclassError(f"{table} stands outside any table", place=str(path))
            for code, text in entries.items():
                if not isinstance(text, str) or not text.isprintable():
                    raise DeclassError(f"{code} is not a line of text", place=str(path))
                texts[code] = text
    return MappingProxyType(texts)
