"""Dates as cables write them, read without a clock, a locale or a guess.

A `WrittenDate` keeps what was written. The day that it means is asked for later, when the date of
the cable is known: a two-digit year has no meaning without it. An impossible date stays one: it
is read, kept with its raw text, and means no day. It is never repaired.

Field order is that of the United States, month first, except where the month would be impossible
and the day could be a month: then the writer put the day first, and a warning says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

# A word that begins like another stands before it.
NUMBER_WORDS = {
    "TWENTY-FIVE": 25,
    "TWENTY FIVE": 25,
    "TWENTY": 20,
    "NINETY": 90,
    "SIXTY": 60,
    "THIRTY": 30,
    "EIGHTEEN": 18,
    "FIFTEEN": 15,
    "TWELVE": 12,
    "TEN": 10,
    "NINE": 9,
    "EIGHT": 8,
    "SEVEN": 7,
    "SIX": 6,
    "FIVE": 5,
    "FOUR": 4,
    "THREE": 3,
    "TWO": 2,
    "ONE": 1,
}

# Two-digit years of a cable without a date lie in the hundred years from this one.
FIRST_YEAR_OF_WINDOW = 1970

MONTH = (
    "JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    "|SEP(?:T(?:EMBER)?)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?"
)
# A digit, or a letter that a scanner puts in its place: O for 0, I and L for 1, and S for 5
# between two digits.
_DIGIT = "(?:[0-9OIL]|(?<=[0-9])S(?=[0-9]))"
_SLIPS = str.maketrans("OILS", "0115")
_END = "(?![0-9A-Z])"
_DAY = rf"(?P<day>{_DIGIT}{{1,2}})"
_MONTH_NUMBER = rf"(?P<month>{_DIGIT}{{1,2}})"
_MONTH_NAME = rf"(?P<name>{MONTH})\.?"
_YEAR = rf"(?P<year>{_DIGIT}{{4}}|{_DIGIT}{{2}})"
_YEAR_IN_FULL = rf"(?P<year>{_DIGIT}{{4}})"
_SEPARATOR = " ?[/-] ?"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written.

    Attributes:
        raw: the text, in capitals.
        year: the year as a number; below 100 where `is_two_digit`.
        month: the month, None where only a year is written (its last day is meant).
        day: the day, None where none is written (the last day of the month is meant).
        is_two_digit: the year has two digits.
        warnings: doubts about the reading, one sentence each.
    """

    raw: str
    year: int
    month: int | None
    day: int | None
    is_two_digit: bool = False
    warnings: tuple[str, ...] = ()

    def calendar_day(self, origin: date | None, *, is_past: bool = False) -> date | None:
        """The day that is meant, None where the calendar has no such day.

        Args:
            origin: the date of the cable. A two-digit year is the first year that is not before
                it; without it, the year in the window 1970-2069.
            is_past: the date is one that lies behind the cable (the date of a source): a two-digit
                year is then the last one not after it.
        """
        year = self._full_year(origin, is_past=is_past) if self.is_two_digit else self.year
        month = 12 if self.month is None else self.month
        try:
            return last_day(year, month) if self.day is None else date(year, month, self.day)
        except ValueError:
            return None

    def _full_year(self, origin: date | None, *, is_past: bool) -> int:
        if origin is None:
            return FIRST_YEAR_OF_WINDOW + (self.year - FIRST_YEAR_OF_WINDOW) % 100
        if is_past:
            return origin.year - (origin.year - self.year) % 100
        return origin.year + (self.year - origin.year) % 100


class DateForm(NamedTuple):
    """One way to write a date: a row of `DATE_FORMS`.

    Attributes:
        name: short name of the form.
        pattern: what it looks like, on text in capitals.
        examples: texts that it reads, each meaning 24 March 2016 as far as it goes.
        not_examples: texts that this form must not read.
    """

    name: str
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]


# 32 CFR 2001.21(a)(4) asks for YYYYMMDD since 2010; the others are the practice of cables.
DATE_FORMS = (
    DateForm(
        "year_first",
        rf"{_YEAR_IN_FULL}{_SEPARATOR}{_MONTH_NUMBER}{_SEPARATOR}{_DAY}{_END}",
        ("2016/03/24", "2016-3-24", "2016 / 03 / 24", "2O16/O3/24"),
        ("16/03/24", "2016/03/245", "2016.03.24"),
    ),
    DateForm(
        "month_first",
        rf"{_MONTH_NUMBER}{_SEPARATOR}{_DAY}{_SEPARATOR}{_YEAR}{_END}(?! ?/ ?[0-9])",
        ("03/24/2016", "3/24/16", "03-24-2016", "03 / 24 / 2016", "O3/24/2O16", "03/24/20I6"),
        ("03/24/216", "03/24/20166", "03.24.2016", "03/24/2016Z", "5 - 02/30/2016"),
    ),
    DateForm(
        "run_together",
        rf"(?P<year>(?:19|2[O0]|21){_DIGIT}{{2}})"
        rf"(?P<month>{_DIGIT}{{2}})(?P<day>{_DIGIT}{{2}}){_END}",
        ("20160324", "2O160324"),
        ("03242016", "2016032", "201603241"),
    ),
    DateForm(  # no month and no day is 32 or above, so that only the year can stand first
        "run_together_short",
        rf"(?P<year>3[2-9]|[4-9][0-9])(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9]){_END}",
        ("860324",),
        ("160324", "032486", "861324", "86032", "8603241"),
    ),
    DateForm(
        "day_month_name",
        rf"{_DAY}(?:ST|ND|RD|TH)?[ ,/-]{{0,2}}(?:OF )?{_MONTH_NAME}[ ,'/-]{{0,3}}{_YEAR}{_END}",
        ("24 MAR 2016", "24MAR16", "24-MAR-2016", "24TH OF MARCH, 2016", "24 MAR. 2016"),
        ("24 MARS 2016", "24 MAR 201", "24 MAR"),
    ),
    DateForm(  # a letter is no day of the month that it is written onto: DECL 2016
        "month_name_day",
        rf"{_MONTH_NAME}(?:[ -]{{1,2}}|(?=[0-9])){_DAY}(?:ST|ND|RD|TH)?[ ,'/-]{{1,3}}{_YEAR}{_END}"
        "(?! ?/)",
        ("MARCH 24, 2016", "MAR 24 2016", "MAR. 24TH, 2016", "MARCH 24, '16", "MAR24, 2016"),
        ("MARCH 24", "MARCH 242016", "DECL 2016", "MAYO, 2016", "DEC 03/24/2016"),
    ),
    DateForm(
        "month_name",
        rf"{_MONTH_NAME}[ ,/-]{{1,3}}{_YEAR_IN_FULL}{_END}",
        ("MAR 2016", "MARCH, 2016"),
        ("MARCH 16", "MARCHING 2016"),
    ),
    DateForm(
        "month_number",
        rf"{_MONTH_NUMBER}{_SEPARATOR}(?P<year>(?:19|20|21)[0-9]{{2}}){_END}",
        ("03/2016", "3-2016"),
        ("03/16", "03/0016"),
    ),
    DateForm(
        "year",
        r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9A-Z/-])",
        ("2016",),
        ("2O16", "0216", "2016-2018", "2016S"),
    ),
)


def match_date(text: str, start: int = 0) -> tuple[WrittenDate, int] | None:
    """Read a date that begins at a place of a text.

    Args:
        text: text in capitals, white space folded to single blanks.
        start: where the date must begin.

    Returns:
        The date and the offset behind it, or None where no date begins there.
    """
    if not (gate := _gate().match(text, start)):
        return None
    found = _form(gate.lastgroup or "").match(text, start)
    if found is None or _is_a_word(found):
        return None
    return _written(found), found.end()


def read_written_date(text: str) -> WrittenDate | None:
    """Read a text that is a date and nothing else; None where it is none."""
    folded = " ".join(text.upper().split())
    found = match_date(folded)
    return found[0] if found and found[1] == len(folded) else None


def read_short_year(text: str) -> WrittenDate | None:
    """Read two digits as a year (31 December of it), where the place says that they are one."""
    if len(text) != 2 or not text.isdecimal():
        return None
    return WrittenDate(raw=text, year=int(text), month=None, day=None, is_two_digit=True)


def last_day(year: int, month: int) -> date:
    """The last day of a month.

    Raises:
        ValueError: the calendar has no such month.
    """
    return date(year, month, 1) + relativedelta(day=31)


def read_number(digits: str) -> int:
    """The number that digits mean, letters that a scanner put for digits included."""
    return int(digits.translate(_SLIPS))


def has_slips(digits: str) -> bool:
    """True where letters stand for digits."""
    return not digits.isdecimal()


def _is_a_word(found: re.Match[str]) -> bool:
    """True where letters outnumber digits among what was taken for digits."""
    fields = found.groupdict()
    digits = "".join([fields.get(key) or "" for key in ("year", "month", "day")])
    return sum(map(str.isdecimal, digits)) * 2 < len(digits)


def _written(found: re.Match[str]) -> WrittenDate:
    fields = found.groupdict()
    name, digits = fields.get("name"), [fields.get(key) for key in ("year", "month", "day")]
    warnings = []
    if any(has_slips(field) for field in digits if field):
        warnings.append(f"{found[0]} has letters in place of digits and was read as digits.")
    year, month, day = [read_number(field) if field else None for field in digits]
    if name:
        month = MONTHS.index(name[:3]) + 1
    elif month and day and month > 12 >= day and found.start("month") < found.start("year"):
        month, day = day, month
        warnings.append(f"{found[0]} is no date with the month first; it was read day first.")
    return WrittenDate(
        raw=found[0],
        year=year or 0,
        month=month,
        day=day,
        is_two_digit=len(fields["year"]) == 2,
        warnings=tuple(warnings),
    )


@cache
def _gate() -> re.Pattern[str]:
    """All forms as one alternation, which names the form that begins at a place."""
    names = re.compile(r"\?P<\w+>")
    return re.compile(
        "|".join(f"(?P<{row.name}>{names.sub('', row.pattern)})" for row in DATE_FORMS)
    )


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile(next(row.pattern for row in DATE_FORMS if row.name == name))
