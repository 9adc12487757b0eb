"""Rules on dates, durations and events, and on cables without any: rows 3 to 11, 27, 28, 31."""

from __future__ import annotations

from datetime import date

from declass.schedule.case import Matter, year_end
from declass.schedule.kinds import (
    AlreadyDeclassified,
    DateAndEvent,
    ForDuration,
    LongExemption,
    NoInstruction,
    NotUnderstood,
    OnDate,
    OnEvent,
    OnTimetable,
    Timetable,
)
from declass.schedule.model import THE_EVENT, UNDETERMINED, Basis
from declass.schedule.rule import Clause, Doubt, Rule, always, automatic_day, own_day
from declass.schedule.rules.conditions import (
    all_of,
    has_day,
    has_limit,
    has_recorded_event,
    has_usable_day,
    is_before_origin,
    is_blank,
    is_classified,
    is_dated,
    is_duration_without_origin,
    is_exemption,
    is_of_order,
    is_overtaken,
    is_scheduled_level,
    is_timely,
    is_timetable,
    is_unsaid,
    is_without_origin,
    is_written,
    no,
)
from declass.schedule.rules.written import DATE_DOUBTS, UNKNOWN_DATE, WITHOUT_ORIGIN, WRITTEN

_COUNTED = "Counted from {origin}, {span} end on {day}."
_RECORDED = "The event is recorded, and {day} follows from it."
_OF_BOTH = "A date and a recorded event are joined, and {day} follows from them."
_OVERTAKEN = "{day} is more than 25 years from {origin}, so the automatic date governs."
_NO_CALENDAR_DAY = "{written} is no date of the calendar."
_BEFORE_ORIGIN = "{written} is before the date of the cable, {origin}."
_UNDATED = "{timetable} has no date."
_UNFIT = "GDS has no date, and none follows for {level}."
_DECIDE = " A reviewer has to decide."

_NEEDS_DATE = "the date that was meant"
_NEEDS_READING = "a reviewer's reading of the instruction"

_EVENT_DOUBTS = (Doubt(is_without_origin, UNKNOWN_DATE),)
_BOTH_DOUBTS = (
    *WITHOUT_ORIGIN,
    Doubt(is_duration_without_origin, UNKNOWN_DATE),
    Doubt(
        all_of(no(has_limit), no(is_duration_without_origin)),
        "The date beside the event cannot be used.",
    ),
    Doubt(is_unsaid, "A date and an event are given, not which governs: the later was taken."),
)

_is_dated_schedule = all_of(is_dated, is_timetable(Timetable.GDS, Timetable.ADS, Timetable.XDS))
_is_undated_schedule = all_of(no(is_dated), is_timetable(Timetable.ADS, Timetable.XDS))
_is_unfit_gds = all_of(no(is_dated), is_timetable(Timetable.GDS), no(is_scheduled_level))


def _written_day_from_automatic_on(matter: Matter) -> date | None:
    """The automatic date; a delay may put it off to the written one, and no further."""
    origin, delayed = matter.case.origin, automatic_day(matter)
    if origin is None or delayed is None or matter.day is None:
        return delayed
    return min(delayed, max(matter.day, year_end(origin, 25)))


NO_INSTRUCTION = (
    Rule(
        "row-03",
        "an unclassified cable with N/A, an empty line or no line",
        "nothing to declassify",
        "practice",
        (
            Clause(
                NoInstruction,
                no(is_classified),
                Basis.NONE,
                "The cable is {level}: there is nothing to declassify.",
                bound=0,
            ),
        ),
    ),
    Rule(
        "row-04",
        "a classified cable with N/A, or with no instruction or an incomplete one",
        "25Y",
        "32 CFR 2001.12(c)(2)(iii)",
        tuple(
            Clause(
                kind,
                all_of(is_classified, *when),
                Basis.DEFAULT,
                sentence,
                counts=25,
                is_doubtful=True,
            )
            for kind, when, sentence in (
                (NoInstruction, (is_written,), "The cable is {level} and says that none applies."),
                (
                    NoInstruction,
                    (no(is_written), is_blank),
                    "The cable is {level} and has no instruction.",
                ),
                (
                    NoInstruction,
                    (no(is_written), no(is_blank)),
                    "The cable is {level} and has no usable instruction.",
                ),
                (OnTimetable, (_is_undated_schedule,), _UNDATED),
                (OnTimetable, (_is_unfit_gds,), _UNFIT),
            )
        ),
    ),
)

DATES = (
    Rule(
        "row-05",
        "an explicit date within 25 years of origin",
        "that date",
        "32 CFR 2001.12(c)(1)",
        (
            Clause(
                OnDate,
                all_of(is_timely, no(is_of_order("12356"))),
                Basis.DATE,
                WRITTEN,
                own_day,
                doubts=DATE_DOUBTS,
            ),
        ),
    ),
    Rule(
        "row-06",
        "a date later than 25 years from origin, without an exemption",
        "25Y; the written date is superseded",
        "32 CFR 2001.12(c)(1)",
        tuple(
            Clause(
                kind,
                all_of(is_overtaken, when),
                basis,
                _OVERTAKEN,
                _written_day_from_automatic_on,
                before=before,
                is_superseded=True,
            )
            for kind, when, basis, before in (
                (OnDate, always, Basis.DATE, None),
                (OnTimetable, _is_dated_schedule, Basis.DATE, None),
                (ForDuration, always, Basis.DURATION, ("row-09", _COUNTED)),
                (OnEvent, always, Basis.EVENT, ("row-10", _RECORDED)),
                (DateAndEvent, always, Basis.EVENT, ("row-11", _OF_BOTH)),
            )
        ),
    ),
    Rule(
        "row-07",
        "a date before origin",
        "no usable date: 25Y",
        "32 CFR 2001.12(c)(2)",
        tuple(
            Clause(
                kind,
                all_of(is_before_origin, when),
                Basis.INVALID,
                _BEFORE_ORIGIN,
                counts=25,
                is_doubtful=True,
                needs=_NEEDS_DATE,
            )
            for kind, when in (
                (OnDate, always),
                (OnTimetable, _is_dated_schedule),
                (AlreadyDeclassified, always),
            )
        ),
    ),
    Rule(
        "row-08",
        "a date that no calendar has",
        "no usable date: 25Y",
        "32 CFR 2001.12(c)(2)",
        tuple(
            Clause(
                kind,
                all_of(no(has_day), when),
                Basis.INVALID,
                _NO_CALENDAR_DAY,
                counts=25,
                is_doubtful=True,
                needs=_NEEDS_DATE,
            )
            for kind, when in (
                (OnDate, always),
                (OnTimetable, _is_dated_schedule),
                (AlreadyDeclassified, always),
            )
        ),
    ),
    Rule(
        "row-09",
        "a duration",
        "origin and the duration, by the calendar",
        "E.O. 12958 s1.6(b); E.O. 13526 s1.5",
        (
            Clause(ForDuration, is_timely, Basis.DURATION, _COUNTED, own_day),
            Clause(
                ForDuration,
                is_without_origin,
                Basis.DURATION,
                "A duration counts from origin.",
                counts=25,
            ),
        ),
    ),
)

EVENTS = (
    Rule(
        "row-10",
        "an event",
        "no date until the event is recorded, then the date that follows from it; 25Y is the outer"
        " bound",
        "E.O. 13526 s1.5(a); 32 CFR 2001.12(c)(1)",
        (
            Clause(
                OnEvent,
                no(has_day),
                Basis.EVENT,
                "Declassification waits for an event, and no date of it is recorded.",
                doubts=_EVENT_DOUBTS,
                needs=THE_EVENT,
            ),
            Clause(OnEvent, is_timely, Basis.EVENT, _RECORDED, own_day, doubts=_EVENT_DOUBTS),
        ),
    ),
    Rule(
        "row-11",
        "a date and an event",
        "the earlier or the later, as written; the later where nothing is said",
        "practice, uncertain",
        (
            Clause(
                DateAndEvent,
                all_of(no(has_day), no(has_limit)),
                Basis.EVENT,
                "The date beside the event cannot be used, and no date of the event follows.",
                doubts=_BOTH_DOUBTS,
                needs=THE_EVENT,
            ),
            Clause(
                DateAndEvent,
                all_of(no(has_day), has_limit),
                Basis.EVENT,
                "The later of a date and an event governs; no date of the event is recorded.",
                doubts=_BOTH_DOUBTS,
                needs=THE_EVENT,
            ),
            Clause(
                DateAndEvent,
                all_of(is_timely, no(has_recorded_event)),
                Basis.EVENT,
                "The earlier of a date and an event: {day}, unless the event came before.",
                own_day,
                doubts=_BOTH_DOUBTS,
                needs=THE_EVENT,
            ),
            Clause(
                DateAndEvent,
                all_of(is_timely, has_recorded_event),
                Basis.EVENT,
                _OF_BOTH,
                own_day,
                doubts=_BOTH_DOUBTS,
            ),
        ),
    ),
)

OTHERS = (
    Rule(
        "row-27",
        "E.O. 12356 with an explicit date",
        "that date",
        "E.O. 12356 s1.4(a)",
        (
            Clause(
                OnDate,
                all_of(is_timely, is_of_order("12356")),
                Basis.DATE,
                WRITTEN,
                own_day,
                doubts=DATE_DOUBTS,
            ),
        ),
        first=date(1982, 8, 1),
        last=date(1995, 10, 13),
    ),
    Rule(
        "row-28",
        "declassified on a date",
        "that date: it is no longer scheduled",
        "32 CFR 2001.25",
        (
            Clause(
                AlreadyDeclassified,
                has_usable_day,
                Basis.DATE,
                "It was declassified on {day} and is no longer scheduled.",
                own_day,
                bound=0,
                doubts=WITHOUT_ORIGIN,
            ),
        ),
    ),
)

UNDERSTOOD_BY_NOBODY = Rule(
    UNDETERMINED,
    "anything else",
    "undetermined; 25Y is the outer bound",
    "32 CFR 2001.12(c)(2)",
    tuple(
        Clause(
            kind,
            when,
            Basis.DEFAULT,
            sentence + _DECIDE,
            bound=bound,
            is_doubtful=True,
            needs=_NEEDS_READING,
        )
        for kind, when, sentence, bound in (
            (NotUnderstood, always, "The instruction is not understood.", 25),
            (OnTimetable, all_of(no(is_classified), _is_undated_schedule), _UNDATED, 25),
            (OnTimetable, all_of(no(is_classified), _is_unfit_gds), _UNFIT, 25),
            (
                LongExemption,
                all_of(is_exemption(75), no(has_usable_day)),
                "{code} has no usable date, and only its date bounds it.",
                0,
            ),
        )
    ),
)
