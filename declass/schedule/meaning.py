"""What the text of a single token means: a level, a code, a timetable, a time."""

from __future__ import annotations

import re
from functools import cache

from declass.schedule.kinds import ForDuration, Timetable
from declass.schedule.tokens import NUMBER
from declass.schedule.written_date import NUMBER_WORDS, has_slips, read_number

_LEVELS = (
    ("TOP SECRET", "TOP SECRET"),
    ("SECRET", "SECRET"),
    ("CONFIDENTIAL", "CONFIDENTIAL"),
    ("UNCLASSIFIED", "UNCLASSIFIED"),
    ("TS", "TOP SECRET"),
    (" S", "SECRET"),
    (" C", "CONFIDENTIAL"),
    (" U", "UNCLASSIFIED"),
)


def named_level(text: str) -> str:
    """The level at the end of ``DNG: CONFIDENTIAL``, as a word."""
    return next((name for key, name in _LEVELS if text.endswith(key)), "a lower level")


def canonical_code(text: str) -> str:
    """``25 X-1 HUM`` as ``25X1-HUM``."""
    bare = text.replace(" ", "").replace("-", "")
    code, suffix = bare[:4], bare[4:]
    return f"{code}-{suffix}" if suffix else code


def named_timetable(text: str) -> Timetable:
    """The timetable of a token; a date of review is what RDS gives."""
    letters = "".join([character for character in text if character.isalpha()])
    return next((row for row in Timetable if letters.startswith(row.name)), Timetable.RDS)


def read_duration(text: str) -> ForDuration | None:
    """The time that is written; None where it is none at all, no number, or two that differ."""
    total = {"Y": 0, "M": 0, "W": 0, "D": 0}
    for number, again, unit in _parts().findall(text):
        count = _count(number)
        if count is None or (again and _count(again) != count):
            return None
        total[unit] += count
    duration = ForDuration(total["Y"], total["M"], total["W"] * 7 + total["D"])
    return None if duration == ForDuration() else duration


def _count(number: str) -> int | None:
    """What a number says, None where it has no digit at all: ``OIL``."""
    if number in NUMBER_WORDS:
        return NUMBER_WORDS[number]
    return read_number(number) if any(map(str.isdecimal, number)) else None


def has_letters_for_digits(text: str) -> bool:
    """True where a scanner put letters for digits in a time: ``1O YEARS``."""
    numbers = {number for *both, _ in _parts().findall(text) for number in both if number}
    return any(map(has_slips, numbers - NUMBER_WORDS.keys()))


def read_x_exemption(text: str) -> tuple[str | None, tuple[int, ...]]:
    """The last digit of the section before X exemptions, or None, and their numbers."""
    section = _section().match(text)
    codes = text[section.end() if section else 0 :]
    numbers = tuple([int(digit) for digit in codes if digit.isdecimal()])
    return section[1] if section else None, numbers


@cache
def _section() -> re.Pattern[str]:
    """The section before an X exemption: ``1.6``."""
    return re.compile(r"(?:SEC(?:TION|\.)? ?)?1 ?[.,] ?([3-6])")


@cache
def _parts() -> re.Pattern[str]:
    """A number, the same again in brackets, and the first letter of its unit."""
    return re.compile(rf"(?<![A-Z])({NUMBER})(?: ?\(({NUMBER})\))? ?-? ?([YMWD])")
