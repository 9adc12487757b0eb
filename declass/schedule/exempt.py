"""Exemptions and indefinite markings: rows 1, 2 and 12 to 20 of the decision table."""

from __future__ import annotations

from datetime import date

from declass.schedule.case import Case, undetermined
from declass.schedule.dates import without_origin
from declass.schedule.exemptions import X_ABOLISHED, exemption
from declass.schedule.kinds import Indefinite, LongExemption, XExemption
from declass.schedule.model import Basis, Schedule

_NO_OADR_FROM = date(1995, 10, 14)
_NO_X_FROM = date(2003, 9, 22)


def restricted_data(case: Case) -> Schedule:
    """Row 1: no executive order declassifies Restricted Data and its kin."""
    sentence = "It holds Restricted Data or its kin, which no executive order declassifies."
    return case.outcome("row-01", Basis.EXEMPT, None, sentence, years=0)


def nato_information(case: Case, others: str) -> Schedule:
    """Row 2: NATO decides about NATO information; `others` says what becomes of the rest."""
    sentence = f"NATO portions have no date: NATO decides about them. {others}"
    return case.outcome("row-02", Basis.EXEMPT, None, sentence, years=0)


def originating_agency(case: Case) -> Schedule:
    """Row 12: OADR left the date to the agency, and today to the law."""
    is_late = case.source is None and case.origin is not None and case.origin >= _NO_OADR_FROM
    warnings = ("OADR was no longer allowed on the date of the cable.",) if is_late else ()
    return case.computed(
        "row-12",
        Basis.OADR,
        "OADR sets no date, so the automatic one governs.",
        warnings=warnings,
    )


def x_exemption(instruction: XExemption, case: Case) -> Schedule:
    """Row 13: exempt from the ten years of 1995, not from the automatic date."""
    known = [exemption(f"X{number}") for number in instruction.numbers]
    titles = "; ".join([f"{row.code} ({row.title})" for row in known if row])
    is_late = case.source is None and case.origin is not None and case.origin >= _NO_X_FROM
    return case.computed(
        "row-13",
        Basis.EXEMPT,
        f"{titles or 'An X exemption'} sets no date, so the automatic one governs.",
        warnings=(f"{X_ABOLISHED}.",) if is_late else (),
    )


def indefinite(instruction: Indefinite, case: Case) -> Schedule:
    """Row 14: a marking without an end has the automatic one."""
    is_imagery = instruction.marking.endswith(("ONLY", "12951"))
    warning = "If it is imagery under E.O. 12951, the Director of National Intelligence decides."
    return case.computed(
        "row-14",
        Basis.EXEMPT,
        f"{instruction.marking} sets no date, so the automatic one governs.",
        warnings=(warning,) if is_imagery else (),
    )


def treaty(case: Case) -> Schedule:
    """Row 20: a treaty binds, but sets no date."""
    why = "A treaty may forbid declassification: the other party has to be asked."
    return case.computed("row-20", Basis.EXEMPT, why, warnings=(why,))


def long_exemption(instruction: LongExemption, case: Case) -> Schedule:
    """Rows 15 to 19. A date that cannot be used counts as none."""
    code = instruction.code
    row = exemption(code)
    name = f"{code} ({row.title})" if row else code
    day = instruction.until.calendar_day(case.origin) if instruction.until else None
    if day and case.is_before_origin(day):
        day = None
    if "HUM" in code or code.startswith(("50X1", "50X2")):
        return _without_date("row-17", name, case, years=75, is_expected=True)
    warnings = () if case.origin or not instruction.until else (without_origin(instruction.until),)
    if instruction.years == 75:
        return _beyond_75_years(day, name, case, warnings)
    years = instruction.years + 25
    rule = "row-15" if instruction.years == 25 else "row-18"
    if day:
        return _exempt_until(day, rule, name, case, years=years, warnings=warnings)
    if instruction.has_event:
        sentence = f"{name} lasts until an event, and no date of it is recorded."
        return case.outcome(rule, Basis.EXEMPT, None, sentence, years=years)
    return _without_date("row-16" if years == 50 else rule, name, case, years=years)


def _without_date(
    rule: str, name: str, case: Case, *, years: int, is_expected: bool = False
) -> Schedule:
    sentence = f"{name} lasts as long as it may."
    warning = f"{name} has no usable date: the longest time that it may last was taken."
    warnings = () if is_expected else (warning,)
    return case.computed(rule, Basis.EXEMPT, sentence, years=years, warnings=warnings)


def _exempt_until(  # noqa: PLR0913 -- as `Case.outcome`
    day: date, rule: str, name: str, case: Case, *, years: int, warnings: tuple[str, ...]
) -> Schedule:
    cap = case.automatic(years)
    if cap and day > cap:
        sentence = f"{name} is written until {day}, and may last until {cap} at most."
        return case.outcome(rule, Basis.EXEMPT, cap, sentence, years=years, superseded=day)
    sentence = f"{name} lasts until {day}."
    return case.outcome(rule, Basis.EXEMPT, day, sentence, years=years, warnings=warnings)


def _beyond_75_years(
    day: date | None, name: str, case: Case, warnings: tuple[str, ...]
) -> Schedule:
    if day is None:
        why = f"{name} has no usable date, and only its date bounds it."
        return undetermined(case, why, years=0)
    sentence = f"{name} lasts until the date that was approved, {day}."
    return case.outcome("row-19", Basis.EXEMPT, day, sentence, years=0, warnings=warnings)
