"""What the register tells of releases, for a redaction log: plain frozen records.

This module knows no table and loads no database library.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from declass.marking.level import Level
from declass.store.records import ReleaseFacts


@dataclass(frozen=True, slots=True)
class WithheldFacts:
    """What a release withholds in one place, as it says of itself.

    Attributes:
        label, kind, level, lines, ground: as in `declass.redact.release.Decision`.
    """

    label: str
    kind: str
    level: str
    lines: int | None
    ground: str


@dataclass(frozen=True, slots=True)
class LoggedRelease:
    """A recorded release with all that it withholds.

    Attributes:
        identity, mrn, date, classification: of the cable, as in `StoredCable`.
        text: the text of the version that was released.
        release: what was published.
        withheld: what it withholds, in order; fewer than `release.withheld` for one that was
            recorded by a version of declass that did not keep them.
    """

    identity: str
    mrn: str | None
    date: dt.date | None
    classification: Level
    text: str
    release: ReleaseFacts
    withheld: tuple[WithheldFacts, ...]
