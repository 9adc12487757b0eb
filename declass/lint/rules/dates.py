"""The dates of the instruction: that the calendar has them, and that the order allows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from declass.lint.law import (
    AUTHORITY_NAMED,
    TEN_YEARS_AT_MOST,
    TIMETABLES,
    TWENTY_FIVE_YEARS_AT_MOST,
    Period,
)
from declass.lint.model import Spot
from declass.lint.survey import Part, Statement, Survey
from declass.schedule.kinds import (
    ForDuration,
    LongExemption,
    OnDate,
    OnEvent,
    OnTimetable,
    Timetable,
    XExemption,
)
from declass.schedule.written_date import MONTH, WrittenDate, match_date

_NUMBERED = re.compile(
    r"(?:X-?GDS|RDS|XDS)[ \-]{0,3}(?:SEC(?:TION)? )?(?:\(?5\)? ?)?\(?B?\)? ?\(?[1-7]\)?"
    rf"(?![0-9]| ?[/-] ?[0-9]| ?(?:{MONTH}))"
)
_WITH_NUMBER = {Timetable.XGDS: "XGDS", Timetable.RDS: "RDS", Timetable.XDS: "XDS"}
_UNDER_12065 = TIMETABLES[Timetable.RDS]


def beyond_ten_years(survey: Survey) -> Iterator[Spot]:
    """More than ten years, without an exemption, under E.O. 12958 of 1995."""
    yield from _beyond(10, TEN_YEARS_AT_MOST, "an X exemption", survey)


def beyond_25_years(survey: Survey) -> Iterator[Spot]:
    """More than 25 years, without an exemption, under E.O. 13292 and its successor."""
    yield from _beyond(25, TWENTY_FIVE_YEARS_AT_MOST, "a 25X, 50X or 75X exemption", survey)


def not_after_cable(survey: Survey) -> Iterator[Spot]:
    """The date of declassification is not after that of the cable."""
    origin = survey.cable.date
    for statement, written in _written(survey):
        day = written.calendar_day(origin)
        if day and origin and day <= origin:
            what = "the cable's own day" if day == origin else f"before the cable, of {origin}"
            yield Spot(statement.offset, f"{day} is {what}")


def impossible(survey: Survey) -> Iterator[Spot]:
    """No calendar has the date."""
    for statement, written in _written(survey):
        if written.calendar_day(survey.cable.date) is None:
            yield Spot(statement.offset, f"{written.raw} is no date of the calendar")


def two_digit_year(survey: Survey) -> Iterator[Spot]:
    """The year is written with two digits, since durations reach over the turn of the century."""
    if not survey.is_of(AUTHORITY_NAMED):
        return
    for statement, written in _written(survey):
        if written.is_two_digit:
            yield Spot(statement.offset, f"the year of {written.raw} has two digits")


def downgraded_too_late(survey: Survey) -> Iterator[Spot]:
    """The downgrading comes on or after the day of declassification."""
    for statement in survey.statements:
        downgrade = _date_in(statement.downgrade or "")
        down = downgrade.calendar_day(survey.cable.date) if downgrade else None
        days = [
            part.instruction.written.calendar_day(survey.cable.date)
            for part in statement.parts
            if isinstance(part.instruction, OnDate)
        ]
        last = max([day for day in days if day], default=None)
        if down and last and down >= last:
            yield Spot(statement.offset, f"it is downgraded on {down}, and declassified on {last}")


def duration_differs(survey: Survey) -> Iterator[Spot]:
    """A duration stands beside a date, and they end on different days."""
    origin = survey.cable.date
    for statement in survey.statements:
        instructions = [part.instruction for part in statement.parts]
        durations = [each for each in instructions if isinstance(each, ForDuration)]
        dates = [each for each in instructions if isinstance(each, OnDate)]
        if not (origin and durations and dates):
            continue
        end = _end(durations[0], origin)
        day = dates[0].written.calendar_day(origin)
        if day and end != day:
            yield Spot(statement.offset, f"the duration ends on {end}, and the date is {day}")


def timetable_incomplete(survey: Survey) -> Iterator[Spot]:
    """A schedule of E.O. 11652 or 12065 lacks its date, or the number of its ground."""
    for statement in survey.statements:
        has_event = any(isinstance(part.instruction, OnEvent) for part in statement.parts)
        for part in statement.parts:
            if isinstance(part.instruction, OnTimetable) and not part.is_of_source:
                lacks = list(_lacks(part.instruction, statement, survey, has_event=has_event))
                if lacks:
                    name = part.instruction.timetable.name
                    yield Spot(
                        statement.offset, f"{name} stands without {' and without '.join(lacks)}"
                    )


def undated(survey: Survey) -> Iterator[Spot]:
    """The cable has no date."""
    if survey.cable.date is None:
        yield Spot(
            0, "the cable has no readable date: neither a duration nor 25 years can be counted"
        )


def _beyond(years: int, period: Period, ground: str, survey: Survey) -> Iterator[Spot]:
    """Dates and durations that reach further than an order allows without a ground."""
    origin = survey.cable.date
    if origin is None or not period.contains(origin):
        return
    latest = origin + relativedelta(years=years)
    for statement in survey.statements:
        if any(_is_ground(part) for part in statement.parts):
            continue
        for part in statement.parts:
            day = _day(part, origin)
            if day and day > latest:
                yield Spot(
                    statement.offset,
                    f"{day} is more than {years} years from {origin}, without {ground}",
                )


def _is_ground(part: Part) -> bool:
    return isinstance(part.instruction, LongExemption | XExemption) or part.is_of_source


def _day(part: Part, origin: date) -> date | None:
    match part.instruction:
        case OnDate():
            return part.instruction.written.calendar_day(origin)
        case ForDuration():
            return _end(part.instruction, origin)
        case _:
            return None


def _end(duration: ForDuration, origin: date) -> date:
    span = relativedelta(years=duration.years, months=duration.months, days=duration.days)
    try:
        return origin + span
    except (ValueError, OverflowError):
        return date.max


def _written(survey: Survey) -> Iterator[tuple[Statement, WrittenDate]]:
    """The dates that instruct, each with its statement; not the date of a source."""
    for statement in survey.statements:
        for part in statement.parts:
            match part.instruction:
                case OnDate() | OnTimetable():
                    written = part.instruction.written
                case LongExemption():
                    written = part.instruction.until
                case _:
                    written = None
            if written:
                yield statement, written


def _date_in(text: str) -> WrittenDate | None:
    """The first date in a short text."""
    starts = [0, *(position + 1 for position, sign in enumerate(text) if sign == " ")]
    found = (match_date(text, start) for start in starts)
    return next((each[0] for each in found if each), None)


def _lacks(
    instruction: OnTimetable, statement: Statement, survey: Survey, *, has_event: bool
) -> Iterator[str]:
    """What a schedule needs and has not."""
    text = " ".join(statement.text.upper().replace(".", "").split())
    name = _WITH_NUMBER.get(instruction.timetable)
    if name and name in text.replace("-", "") and not _NUMBERED.search(text):
        yield "the number of its ground"
    needs_date = instruction.timetable in (Timetable.ADS, Timetable.RDS, Timetable.XDS) or (
        instruction.timetable is Timetable.GDS and survey.is_of(_UNDER_12065, if_undated=False)
    )
    if needs_date and not instruction.written and not has_event:
        yield "a date"
