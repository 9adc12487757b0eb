"""The kinds of declassification instruction: one small record each, and their union.

They hold what is written, not what follows from it: the rules are in `decide`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from declass.schedule.written_date import WrittenDate


class Which(Enum):
    """Which of a date and an event governs."""

    EARLIER = "earlier"
    LATER = "later"
    UNSAID = "unsaid"


class Timetable(Enum):
    """A schedule of E.O. 11652 or E.O. 12065."""

    GDS = "General Declassification Schedule"
    ADS = "Advanced Declassification Schedule"
    XGDS = "exempt from the General Declassification Schedule"
    RDS = "review for declassification"
    XDS = "extended declassification schedule"


@dataclass(frozen=True, slots=True)
class NoInstruction:
    """Nothing is instructed.

    Attributes:
        is_written: it is said so: ``N/A``, ``NONE``. Otherwise there is no text, or one without a
            date or other instruction: ``DECLASSIFIED``, ``DNG: C 01/01/2010``.
    """

    is_written: bool


@dataclass(frozen=True, slots=True)
class OnDate:
    """An explicit date: ``03/24/2016``."""

    written: WrittenDate


@dataclass(frozen=True, slots=True)
class ForDuration:
    """A time from the date of the cable: ``10 YEARS``."""

    years: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class OnEvent:
    """An event, which has no date until somebody records one: ``AFTER THE SUMMIT``.

    Attributes:
        phrase: the event in normal form (`declass.schedule.phrase`). It is free text of the cable.
        after: a time that runs from the event (``TWO YEARS AFTER THE SUMMIT``), or None.
    """

    phrase: str
    after: ForDuration | None = None


@dataclass(frozen=True, slots=True)
class DateAndEvent:
    """A date or duration together with an event: ``12/31/2015 OR WHEN SIGNED``."""

    limit: OnDate | ForDuration
    event: OnEvent
    which: Which


@dataclass(frozen=True, slots=True)
class OriginatingAgency:
    """``OADR``: originating agency's determination required."""


@dataclass(frozen=True, slots=True)
class XExemption:
    """``X1`` to ``X8`` of E.O. 12958 (1995) s1.6(d); no numbers where the letter stands alone."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Indefinite:
    """A marking without an end, such as ``MR`` or ``DCI ONLY`` (`marking` as written)."""

    marking: str


@dataclass(frozen=True, slots=True)
class LongExemption:
    """``25X6``, ``50X1-HUM``, ``75X``: an exemption from the automatic dates.

    Attributes:
        code: in canonical form (``"25X1-HUMAN"``).
        until: the date written beside it, or None.
        event: the event written beside it, or None.
    """

    code: str
    until: WrittenDate | None = None
    event: OnEvent | None = None

    @property
    def years(self) -> int:
        """The automatic date that it exempts from: 25, 50 or 75 years."""
        return int(self.code[:2])


@dataclass(frozen=True, slots=True)
class Treaty:
    """``Subject to treaty or international agreement``."""


@dataclass(frozen=True, slots=True)
class OnTimetable:
    """``GDS``, ``ADS``, ``XGDS-2``, ``RDS-1``, ``XDS-4``, with the date written beside it."""

    timetable: Timetable
    written: WrittenDate | None = None


@dataclass(frozen=True, slots=True)
class AlreadyDeclassified:
    """``DECLASSIFIED BY ... ON D``."""

    written: WrittenDate


@dataclass(frozen=True, slots=True)
class RestrictedData:
    """RD, FRD or TFNI: not declassified under any executive order."""


@dataclass(frozen=True, slots=True)
class NatoInformation:
    """``N/A to NATO portions``."""


@dataclass(frozen=True, slots=True)
class SourceMarked:
    """An instruction of the source, and the date of that source."""

    instruction: Instruction
    source: WrittenDate


@dataclass(frozen=True, slots=True)
class Several:
    """Several instructions side by side, in order."""

    instructions: tuple[Instruction, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """There is text, and not every word of it has a place."""


Instruction = (
    NoInstruction
    | OnDate
    | ForDuration
    | OnEvent
    | DateAndEvent
    | OriginatingAgency
    | XExemption
    | Indefinite
    | LongExemption
    | Treaty
    | OnTimetable
    | AlreadyDeclassified
    | RestrictedData
    | NatoInformation
    | SourceMarked
    | Several
    | NotUnderstood
)


class Reading(NamedTuple):
    """What a text was read as.

    Attributes:
        instruction: the instruction.
        is_plain: every word belongs to a known form; there is no event, name or other free text.
        warnings: doubts, one sentence each; they quote no free text.
        downgrade: the text of the downgrading beside it (``"CONFIDENTIAL 01/01/2004"``), or None.
    """

    instruction: Instruction
    is_plain: bool
    warnings: tuple[str, ...] = ()
    downgrade: str | None = None
