"""The words that the sentences of the rules leave open, and what instructions are called.

Nothing here quotes free text: an event is "an event", and what is not understood is called so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from declass.schedule.case import GDS_YEARS, Matter
from declass.schedule.exemptions import exemption
from declass.schedule.kinds import (
    AlreadyDeclassified,
    DateAndEvent,
    ForDuration,
    Indefinite,
    Instruction,
    LongExemption,
    NatoInformation,
    NoInstruction,
    NotUnderstood,
    OnDate,
    OnEvent,
    OnTimetable,
    OriginatingAgency,
    RestrictedData,
    Several,
    SourceMarked,
    Treaty,
    XExemption,
)

NO_DATE = "no date"


def fill(form: str, matter: Matter) -> str:
    """A sentence of a rule with its words filled in."""
    return form.format_map(_Lookup(matter)) if "{" in form else form


class _Lookup(dict[str, object]):
    """Looks a word up when a form asks for it, and not before."""

    def __init__(self, matter: Matter) -> None:
        super().__init__()
        self.matter = matter

    def __missing__(self, name: str) -> object:
        return WORDS[name](self.matter)


def _code(matter: Matter) -> str:
    """``25X1 (a confidential human source, ...)``."""
    code = matter.instruction.code if isinstance(matter.instruction, LongExemption) else ""
    row = exemption(code)
    return f"{code} ({row.title})" if row else code


def _x_titles(matter: Matter) -> str:
    numbers = matter.instruction.numbers if isinstance(matter.instruction, XExemption) else ()
    known = [exemption(f"X{number}") for number in numbers]
    return "; ".join([f"{row.code} ({row.title})" for row in known if row])


def _timetable(matter: Matter) -> str:
    kind = matter.instruction
    return kind.timetable.name if isinstance(kind, OnTimetable) else ""


def _marking(matter: Matter) -> str:
    return matter.instruction.marking if isinstance(matter.instruction, Indefinite) else ""


def _span(matter: Matter) -> str:
    return span_text(matter.instruction) if isinstance(matter.instruction, ForDuration) else ""


def _written(matter: Matter) -> str:
    return matter.written.raw if matter.written else ""


WORDS: dict[str, Callable[[Matter], object]] = {
    "automatic": lambda matter: matter.case.automatic(25),
    "cap": lambda matter: matter.case.automatic(_years_of(matter)),
    "code": _code,
    "day": lambda matter: matter.day,
    "gds_years": lambda matter: GDS_YEARS.get(matter.case.level),
    "level": lambda matter: matter.case.level.title,
    "marking": _marking,
    "origin": lambda matter: matter.case.origin,
    "span": _span,
    "timetable": _timetable,
    "written": _written,
    "x_titles": _x_titles,
    "year": lambda matter: matter.case.origin.year if matter.case.origin else None,
}
"""What each name in the braces of a form stands for."""


def _years_of(matter: Matter) -> int:
    """The automatic date of the record where an exemption stands: 50 or 75 years."""
    return matter.instruction.years + 25 if isinstance(matter.instruction, LongExemption) else 25


def span_text(duration: ForDuration) -> str:
    """``2 years, 6 months``."""
    parts = ((duration.years, "year"), (duration.months, "month"), (duration.days, "day"))
    return ", ".join([f"{number} {unit}{'s' * (number > 1)}" for number, unit in parts if number])


def name_of(instruction: Instruction) -> str:  # noqa: C901, PLR0912 -- an arm a kind
    """What an instruction is called, fit to be shown to anyone."""
    match instruction:
        case OnDate(written):
            return written.raw
        case ForDuration():
            return span_text(instruction)
        case OnEvent():
            return "an event"
        case DateAndEvent(limit):
            return f"{name_of(limit)} and an event"
        case XExemption(numbers):
            return ", ".join([f"X{number}" for number in numbers]) or "1.6(d)"
        case LongExemption(code, until, event):
            beside = until.raw if until else "an event" if event else ""
            return f"{code}, {beside}" if beside else code
        case OnTimetable(timetable, written):
            return f"{timetable.name} {written.raw}" if written else timetable.name
        case AlreadyDeclassified(written):
            return f"declassified {written.raw}"
        case SourceMarked(inner, source):
            return f"{name_of(inner)}, source of {source.raw}"
        case Several(parts):
            return "; ".join([name_of(part) for part in parts])
        case Indefinite(marking):
            return marking
        case NoInstruction(is_written):
            return "N/A" if is_written else "no instruction"
        case _:
            return _NAMES[type(instruction)]


_NAMES: dict[type[Instruction], str] = {
    OriginatingAgency: "OADR",
    RestrictedData: "RD, FRD or TFNI",
    NatoInformation: "NATO information",
    Treaty: "a treaty",
    NotUnderstood: "not understood",
}


def day_text(day: date | None) -> str:
    """A result as a step shows it."""
    return str(day) if day else NO_DATE
