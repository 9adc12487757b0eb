"""The E.O. line: whether it instructs, under which order, and whether that order has the form."""

from __future__ import annotations

from collections.abc import Iterator

from declass.lint.law import BEYOND_50_YEARS, INDEFINITE, OADR, TIMETABLES, X_EXEMPTIONS, Period
from declass.lint.model import Spot
from declass.lint.survey import Part, Statement, Survey
from declass.marking.vocabulary import ATOMIC
from declass.schedule.kinds import (
    AlreadyDeclassified,
    Indefinite,
    Instruction,
    LongExemption,
    NatoInformation,
    NoInstruction,
    NotUnderstood,
    OnDate,
    OnTimetable,
    OriginatingAgency,
    RestrictedData,
    XExemption,
)
from declass.schedule.orders import ORDERS, order_in_force

_IMAGERY = "12951"
"""Imagery is exempt under an order of its own, without an end."""

_NO_DATE = (NoInstruction, NotUnderstood, RestrictedData, NatoInformation)


def missing(survey: Survey) -> Iterator[Spot]:
    """A classified cable has no E.O. line, or one that says nothing."""
    day = survey.cable.date
    if day and order_in_force(day) is None:
        return  # before the first order that asked for it
    if survey.is_classified and not _instructing(survey) and not _denials(survey):
        place = survey.statements[0].offset if survey.statements else survey.top
        yield Spot(place, "the cable is classified, and nothing says when it is declassified")


def not_applicable(survey: Survey) -> Iterator[Spot]:
    """A classified cable says N/A."""
    denials = _denials(survey)
    if survey.is_classified and denials and not _instructing(survey):
        yield Spot(denials[0].offset, "the cable is classified, and its E.O. line says N/A")


def order_wrong(survey: Survey) -> Iterator[Spot]:
    """The order that is cited was not in force on the day of the cable, or is none."""
    known = {number for order in ORDERS for number in (order.number, order.amended_by)}
    day = survey.cable.date
    in_force = order_in_force(day) if day else None
    for line in survey.cable.eo_lines:
        cited = line.order
        if cited is None:
            yield Spot(line.span.start, "no order is cited")
        elif cited not in known:
            number = f"E.O. {cited}" if cited.isascii() and cited.isdecimal() else "what is cited"
            yield Spot(line.span.start, f"{number} is no order on classification")
        elif in_force and cited not in (in_force.number, in_force.amended_by):
            yield Spot(
                line.span.start,
                f"E.O. {cited} is cited, and E.O. {in_force.number} was in force on {day}",
            )


def statements_differ(survey: Survey) -> Iterator[Spot]:
    """Two statements on declassification say different things; an empty line says nothing."""
    spoken = [each for each in survey.statements if each.instructs or each.denies]
    meanings = [_meaning(each, survey) for each in spoken]
    for statement, meaning in zip(spoken, meanings, strict=True):
        if meaning != meanings[0]:
            yield Spot(statement.offset, "it differs from the first instruction of the cable")
            return


def not_understood(survey: Survey) -> Iterator[Spot]:
    """A word of the instruction has no place."""
    for statement in survey.statements:
        if any(isinstance(part.instruction, NotUnderstood) for part in statement.parts):
            yield Spot(
                statement.offset,
                "the instruction is not understood: the cable is undetermined, and never due",
            )


def unclassified(survey: Survey) -> Iterator[Spot]:
    """An unclassified cable has a declassification instruction."""
    if survey.is_unclassified:
        for statement, part in _parts(survey):
            if not isinstance(part.instruction, (*_NO_DATE, AlreadyDeclassified)):
                yield Spot(
                    statement.offset,
                    "the cable is unclassified, and has a declassification instruction",
                )
                return


def x_exemption(survey: Survey) -> Iterator[Spot]:
    """X1 to X8 outside the time of E.O. 12958 as of 1995."""
    yield from _out_of_time(XExemption, X_EXEMPTIONS, "an X exemption", survey)


def indefinite(survey: Survey) -> Iterator[Spot]:
    """OADR, manual review or another marking without an end, where the order has none."""
    yield from _out_of_time(OriginatingAgency, OADR, "OADR", survey)
    if _IMAGERY not in " ".join([statement.text for statement in survey.statements]):
        yield from _out_of_time(Indefinite, INDEFINITE, "a marking without an end", survey)


def timetable(survey: Survey) -> Iterator[Spot]:
    """GDS and its kin outside the time of the order that has them."""
    for statement, part in _parts(survey):
        if isinstance(part.instruction, OnTimetable) and not part.is_of_source:
            period = TIMETABLES[part.instruction.timetable]
            name = part.instruction.timetable.name
            yield from _unless_of(period, name, statement, survey)


def without_term(survey: Survey) -> Iterator[Spot]:
    """25X, or a higher exemption, without a date or an event."""
    for statement, part in _parts(survey):
        found = part.instruction
        if not isinstance(found, LongExemption) or part.is_of_source:
            continue
        if not (found.until or found.event or found.code.endswith(("HUM", "HUMAN", "WMD"))):
            yield Spot(statement.offset, f"{found.code} stands without a date and without an event")


def beyond_50_years(survey: Survey) -> Iterator[Spot]:
    """50X or 75X before E.O. 13526."""
    for statement, part in _parts(survey):
        found = part.instruction
        if isinstance(found, LongExemption) and found.years > 25 and not part.is_of_source:
            yield from _unless_of(BEYOND_50_YEARS, found.code, statement, survey)


def restricted_data_with_date(survey: Survey) -> Iterator[Spot]:
    """Restricted Data or its kin, and an instruction that would declassify it."""
    caveats = {name for mark in survey.marks for name in mark.reading.caveats}
    atomic = sorted(ATOMIC & (caveats | survey.head_caveats))
    for statement, part in _parts(survey):
        if atomic and not isinstance(part.instruction, _NO_DATE):
            yield Spot(
                statement.offset,
                f"the cable has {' and '.join(atomic)}, which no date declassifies, and its E.O."
                " line does not say so",
            )
            return


def _instructing(survey: Survey) -> list[Statement]:
    return [statement for statement in survey.statements if statement.instructs]


def _denials(survey: Survey) -> list[Statement]:
    return [statement for statement in survey.statements if statement.denies]


def _parts(survey: Survey) -> Iterator[tuple[Statement, Part]]:
    for statement in survey.statements:
        for part in statement.parts:
            yield statement, part


def _meaning(statement: Statement, survey: Survey) -> object:
    """What two statements have in common that say the same: the day, or the same words."""
    (first, *others) = statement.parts
    if isinstance(first.instruction, OnDate) and not others:
        return first.instruction.written.calendar_day(survey.cable.date)
    return " ".join(statement.text.upper().split()).rstrip(" .;,")


def _out_of_time(
    kind: type[Instruction], period: Period, name: str, survey: Survey
) -> Iterator[Spot]:
    for statement, part in _parts(survey):
        if isinstance(part.instruction, kind) and not part.is_of_source:
            yield from _unless_of(period, name, statement, survey)


def _unless_of(period: Period, name: str, statement: Statement, survey: Survey) -> Iterator[Spot]:
    """The finding that a marking is not of the time of the cable."""
    day = survey.date_outside(period)
    if day:
        yield Spot(statement.offset, f"{name} is valid {period}, and the cable is of {day}")
