"""What the rules on written dates have in common: their sentence and their doubts."""

from __future__ import annotations

from declass.schedule.case import Matter
from declass.schedule.rule import Doubt

WRITTEN = "The date {written} is written: {day}."
UNKNOWN_DATE = "The date of the cable is unknown, so no date can be computed."


def _is_short(matter: Matter) -> bool:
    return bool(matter.written and matter.written.is_two_digit)


def _is_full(matter: Matter) -> bool:
    return bool(matter.written and not matter.written.is_two_digit)


WITHOUT_ORIGIN = (
    Doubt(
        lambda m: m.case.origin is None and _is_short(m),
        "The date of the cable is unknown: the year was read as one of 1970 to 2069.",
    ),
    Doubt(
        lambda m: m.case.origin is None and _is_full(m),
        "The date of the cable is unknown: the written date could not be compared with it.",
    ),
)
"""The doubts about a written date where the date of the cable is unknown."""

DATE_DOUBTS = (
    *WITHOUT_ORIGIN,
    Doubt(lambda m: m.day == m.case.origin, "The date is the cable's own day."),
)
"""The doubts about a written date that governs."""
