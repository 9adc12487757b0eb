"""One instruction of one cable before the rules: what they know, and what their conditions ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from declass.marking.level import Level
from declass.schedule.kinds import (
    AlreadyDeclassified,
    DateAndEvent,
    ForDuration,
    Instruction,
    LongExemption,
    OnDate,
    OnEvent,
    OnTimetable,
    SourceMarked,
    Timetable,
    Which,
)
from declass.schedule.orders import Order
from declass.schedule.recorded import NOTHING_RECORDED, Recorded
from declass.schedule.written_date import WrittenDate

GDS_YEARS = {Level.TS: 10, Level.S: 8, Level.C: 6, Level.R: 6}
"""E.O. 11652 s5(A): years from the end of the year of origin. RESTRICTED counts as CONFIDENTIAL."""

_25_YEARS = relativedelta(years=25)


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules need to know beside the instruction.

    Attributes:
        raw: the instruction as written, None where there is none.
        order: the order that gives the instruction its meaning, or None.
        origin: the date of the cable, or None where it is unknown.
        level: the overall classification.
        source: the date of the source that the instruction is taken from, or None.
        recorded: events that have come to pass, and delays of the automatic date.
    """

    raw: str | None
    order: Order | None
    origin: date | None
    level: Level
    source: date | None = None
    recorded: Recorded = NOTHING_RECORDED

    def automatic(self, years: int) -> date | None:
        """31 December of the nth year from origin, after delays; None where origin is unknown."""
        return self.put_off(year_end(self.origin, years)) if self.origin else None

    def put_off(self, day: date) -> date:
        """An automatic date after the recorded delays."""
        return max([day, *(delay.until for delay in self.recorded.delays)])

    def is_order(self, number: str) -> bool:
        """True where that order gives the instruction its meaning."""
        return self.order is not None and self.order.number == number


class Matter(NamedTuple):
    """An instruction in its case: what the conditions and results of the rules are about.

    Attributes:
        instruction: what was read.
        case: what the rules need to know beside it.
        day: the day that the instruction itself gives, usable or not; None where it gives none or
            the calendar has no such day.
    """

    instruction: Instruction
    case: Case
    day: date | None

    @property
    def written(self) -> WrittenDate | None:
        """The date that is written in the instruction, or None."""
        match self.instruction:
            case OnDate(written) | AlreadyDeclassified(written):
                return written
            case OnTimetable(written=written) | LongExemption(until=written):
                return written
            case DateAndEvent(OnDate(written)) | SourceMarked(source=written):
                return written
        return None

    @property
    def is_before_origin(self) -> bool:
        """The instruction gives a day before the cable's own."""
        origin = self.case.origin
        return self.day is not None and origin is not None and self.day < origin

    @property
    def is_overtaken(self) -> bool:
        """It gives a day more than 25 years from origin (32 CFR 2001.12(c)(1))."""
        origin = self.case.origin
        return self.day is not None and origin is not None and self.day > later(origin, _25_YEARS)

    @property
    def is_timely(self) -> bool:
        """It gives a day, neither before origin nor more than 25 years from it."""
        return self.day is not None and not self.is_before_origin and not self.is_overtaken


def matter_of(instruction: Instruction, case: Case) -> Matter:
    """An instruction in its case, with the day that it gives."""
    return Matter(instruction, case, _own_day(instruction, case))


def _own_day(instruction: Instruction, case: Case) -> date | None:
    match instruction:
        case OnDate(written) | AlreadyDeclassified(written):
            return written.calendar_day(case.origin)
        case ForDuration():
            return later(case.origin, span_of(instruction)) if case.origin else None
        case OnEvent():
            return event_day(instruction, case)
        case LongExemption(until=None, event=OnEvent() as event):
            return event_day(event, case)
        case DateAndEvent():
            return _day_of_both(instruction, case)
        case OnTimetable(Timetable.GDS, None) if case.is_order("11652"):
            years = GDS_YEARS.get(case.level)
            return year_end(case.origin, years) if years and case.origin else None
        case OnTimetable(written=written) | LongExemption(until=written):
            return written.calendar_day(case.origin) if written else None
    return None


def limit_day(instruction: DateAndEvent, case: Case) -> date | None:
    """The day of the date or duration beside an event, None where it cannot be used."""
    limit = matter_of(instruction.limit, case)
    return None if limit.is_before_origin else limit.day


def _day_of_both(instruction: DateAndEvent, case: Case) -> date | None:
    """Of an event that nobody recorded only this is known: it may still come."""
    days = [limit_day(instruction, case), event_day(instruction.event, case)]
    known = [day for day in days if day]
    if instruction.which is Which.EARLIER:
        return min(known, default=None)
    return max(known) if len(known) == len(days) else None


def event_day(event: OnEvent, case: Case) -> date | None:
    """The day that an event gives, with the time that runs from it; None where none is recorded.

    A day before the cable is that of another event: who writes of a coming event does not mean it.
    """
    day = case.recorded.day_of(event.phrase)
    if day is None or (case.origin and day < case.origin):
        return None
    return later(day, span_of(event.after)) if event.after else day


def span_of(duration: ForDuration) -> relativedelta:
    """A duration as a span of the calendar."""
    return relativedelta(years=duration.years, months=duration.months, days=duration.days)


def year_end(day: date, years: int) -> date:
    """31 December of the nth year after the year of a day; the last year there is, if beyond."""
    return date(min(day.year + years, date.max.year), 12, 31)


def later(day: date, span: relativedelta) -> date:
    """A day and a span, by the calendar; the last day there is, if the sum lies beyond it."""
    try:
        return day + span
    except (ValueError, OverflowError):
        return date.max
