"""What a reviewer states on a release, beyond what the cable says.

Source: 32 CFR 2001.25(b) (what a declassified record carries: the word "Declassified", by whom or
by what authority, when, and the old markings lined through).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands on a release beside the cable. None of it is taken from the cable.

    Each text is one line, printable, and "" where it is not stated.

    Attributes:
        case: number of the request that is answered (``F-2014-20439``).
        document: number of the document in that case (``C05777720``).
        agency: agency or office that releases it.
        declassified_by: name and position of who declassified it, or a personal identifier.
        authority: the authority for that: a delegation, or a guide with its date.
        on: the day of it, or None.
        downgraded_to: code of the level to which it was downgraded instead (``"C"``).
        has_cover: whether the release begins with a cover sheet.
    """

    case: str = ""
    document: str = ""
    agency: str = ""
    declassified_by: str = ""
    authority: str = ""
    on: dt.date | None = None
    downgraded_to: str = ""
    has_cover: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return self != UNSTAMPED


UNSTAMPED = Stamp()
