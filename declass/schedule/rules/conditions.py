"""The conditions of clauses: questions about an instruction in its case, and their joints."""

from __future__ import annotations

from collections.abc import Callable

from declass.schedule.case import GDS_YEARS, Matter, event_day, limit_day
from declass.schedule.kinds import (
    DateAndEvent,
    ForDuration,
    Indefinite,
    LongExemption,
    NoInstruction,
    OnTimetable,
    Timetable,
    Which,
    XExemption,
)

Condition = Callable[[Matter], bool]


def all_of(*conditions: Condition) -> Condition:
    """The condition that all of these hold."""
    return lambda matter: all(condition(matter) for condition in conditions)


def no(condition: Condition) -> Condition:
    """The condition that this one does not hold."""
    return lambda matter: not condition(matter)


# About any instruction.


def is_classified(matter: Matter) -> bool:
    """The cable is classified."""
    return matter.case.level.is_classified


def is_without_origin(matter: Matter) -> bool:
    """The date of the cable is unknown."""
    return matter.case.origin is None


def is_blank(matter: Matter) -> bool:
    """There is no text at all."""
    return not (matter.case.raw and matter.case.raw.strip())


def is_of_order(number: str) -> Condition:
    """The condition that this order gives the instruction its meaning."""
    return lambda matter: matter.case.is_order(number)


def has_day(matter: Matter) -> bool:
    """The instruction gives a day."""
    return matter.day is not None


def is_before_origin(matter: Matter) -> bool:
    """It gives a day before the cable's own."""
    return matter.is_before_origin


def is_overtaken(matter: Matter) -> bool:
    """It gives a day more than 25 years from origin."""
    return matter.is_overtaken


def is_timely(matter: Matter) -> bool:
    """It gives a day that can stand."""
    return matter.is_timely


def is_written(matter: Matter) -> bool:
    """N/A is written, rather than nothing."""
    return isinstance(matter.instruction, NoInstruction) and matter.instruction.is_written


# About dates and events side by side.


def _both(matter: Matter) -> DateAndEvent | None:
    return matter.instruction if isinstance(matter.instruction, DateAndEvent) else None


def is_unsaid(matter: Matter) -> bool:
    """Nothing says whether the earlier or the later of date and event is meant."""
    both = _both(matter)
    return both is not None and both.which is Which.UNSAID


def has_limit(matter: Matter) -> bool:
    """The date or duration beside the event can be used."""
    both = _both(matter)
    return both is not None and limit_day(both, matter.case) is not None


def has_recorded_event(matter: Matter) -> bool:
    """The event beside the date is recorded."""
    both = _both(matter)
    return both is not None and event_day(both.event, matter.case) is not None


def is_duration_without_origin(matter: Matter) -> bool:
    """A duration stands beside the event, and nobody knows from when it counts."""
    both = _both(matter)
    return is_without_origin(matter) and both is not None and isinstance(both.limit, ForDuration)


# About exemptions.


def is_exemption(years: int) -> Condition:
    """The condition that it is an exemption from the automatic date of that many years.

    Those for human sources and weapons of mass destruction have a rule of their own.
    """

    def holds(matter: Matter) -> bool:
        kind = matter.instruction
        return isinstance(kind, LongExemption) and kind.years == years and not is_indefinite(matter)

    return holds


def is_indefinite(matter: Matter) -> bool:
    """It is one of the exemptions that need no date: human sources, design of weapons."""
    kind = matter.instruction
    return isinstance(kind, LongExemption) and (
        "HUM" in kind.code or kind.code.startswith(("50X1", "50X2"))
    )


def has_usable_day(matter: Matter) -> bool:
    """It gives a day that is not before origin, however late."""
    return matter.day is not None and not matter.is_before_origin


def waits_for_event(matter: Matter) -> bool:
    """An event stands beside the exemption."""
    return isinstance(matter.instruction, LongExemption) and matter.instruction.event is not None


def is_beyond_cap(matter: Matter) -> bool:
    """It gives a day later than the exemption may last."""
    kind = matter.instruction
    cap = matter.case.automatic(kind.years + 25) if isinstance(kind, LongExemption) else None
    return cap is not None and matter.day is not None and matter.day > cap


def is_within_automatic(matter: Matter) -> bool:
    """It gives a day not after the automatic date that it exempts from."""
    kind = matter.instruction
    limit = matter.case.automatic(kind.years) if isinstance(kind, LongExemption) else None
    return limit is not None and matter.day is not None and matter.day <= limit


def is_numbered(matter: Matter) -> bool:
    """An X exemption has its number."""
    return isinstance(matter.instruction, XExemption) and bool(matter.instruction.numbers)


def is_imagery(matter: Matter) -> bool:
    """The marking may be about imagery, for which E.O. 12951 has rules of its own."""
    kind = matter.instruction
    return isinstance(kind, Indefinite) and kind.marking.endswith(("ONLY", "12951"))


# About the schedules of E.O. 11652 and E.O. 12065.


def is_timetable(*timetables: Timetable) -> Condition:
    """The condition that it is one of these schedules; XDS under E.O. 11652 is none of its own."""

    def holds(matter: Matter) -> bool:
        kind = matter.instruction
        return isinstance(kind, OnTimetable) and _meant(matter, kind) in timetables

    return holds


def is_xds_for_xgds(matter: Matter) -> bool:
    """XDS is written under E.O. 11652, which has only XGDS."""
    kind = matter.instruction
    return isinstance(kind, OnTimetable) and _meant(matter, kind) is not kind.timetable


def _meant(matter: Matter, kind: OnTimetable) -> Timetable:
    if kind.timetable is Timetable.XDS and matter.case.is_order("11652"):
        return Timetable.XGDS
    return kind.timetable


def is_dated(matter: Matter) -> bool:
    """A date is written beside the schedule."""
    return isinstance(matter.instruction, OnTimetable) and matter.instruction.written is not None


def is_scheduled_level(matter: Matter) -> bool:
    """The General Declassification Schedule of E.O. 11652 has a term for the level."""
    return matter.case.is_order("11652") and matter.case.level in GDS_YEARS
