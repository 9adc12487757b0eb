"""Facts and cables made by hand, for tests of the schedule room."""

from __future__ import annotations

from datetime import date

from declass.cable.model import Cable, ClassifiedBy, EOLine, Span, Transmission
from declass.marking.level import Level
from declass.schedule.decide import Facts, decide
from declass.schedule.model import Schedule
from declass.schedule.recorded import NOTHING_RECORDED, Recorded


def facts(
    instruction: str | None,
    *,
    order: str | None = "12958",
    origin: str | None = "2008-03-24",
    level: str = "S",
    caveats: tuple[str, ...] = (),
    declassify_on: str | None = None,
    derived_from: str | None = None,
    recorded: Recorded = NOTHING_RECORDED,
) -> Facts:
    """Facts of a SECRET cable of 24 March 2008 that cites E.O. 12958, unless said otherwise."""
    day = date.fromisoformat(origin) if origin else None
    return Facts(
        instruction, order, day, Level[level], caveats, declassify_on, derived_from, recorded
    )


def decided(instruction: str | None, **changes: object) -> Schedule:
    return decide(facts(instruction, **changes))  # type: ignore[arg-type]


def cable(*eo_lines: tuple[str | None, str], declassify_on: str | None = None) -> Cable:
    """A SECRET cable of 24 March 2008 with these E.O. lines: order and instruction each."""
    nowhere = Span(0, 0)
    return Cable(
        text="",
        mrn="08LISBON777",
        date=date(2008, 3, 24),
        classification=Level.S,
        caveats=(),
        captions=(),
        sections=1,
        transmission=Transmission(None, None, None, ()),
        eo_lines=tuple([EOLine(order, text, text, nowhere) for order, text in eo_lines]),
        classified_by=ClassifiedBy(None, (), None, declassify_on, nowhere),
        subject=None,
        tags=(),
        references=(),
        portions=(),
        furniture=(),
        remarks=(),
    )


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
