"""What a schedule says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from declass.schedule.model import Basis, Schedule, Step

EARLY, LATE = date(2016, 3, 24), date(2033, 12, 31)


def schedule(day: date | None, bound: date | None, basis: Basis, rule: str) -> Schedule:
    return Schedule(
        None,
        "12958",
        day,
        bound,
        basis,
        rule,
        (Step(rule, "practice", "a date", "a day", "So it is."),),
    )


@pytest.mark.parametrize(
    ("day", "bound", "due"),
    [(EARLY, LATE, EARLY), (LATE, EARLY, EARLY), (EARLY, None, EARLY), (None, LATE, LATE)],
)
def test_due_is_the_earlier_of_result_and_automatic_date(
    day: date | None, bound: date | None, due: date
) -> None:
    result = schedule(day, bound, Basis.DATE, "row-05")
    assert result.due == due
    assert not result.is_undetermined


def test_an_event_that_nobody_recorded_is_due_at_its_bound() -> None:
    assert schedule(None, LATE, Basis.EVENT, "row-10").due == LATE


def test_an_undetermined_cable_is_never_due_although_it_is_bounded() -> None:
    result = schedule(None, LATE, Basis.DEFAULT, "row-31")
    assert result.due is None
    assert result.is_undetermined


@pytest.mark.parametrize(
    ("basis", "rule"),
    [(Basis.NONE, "row-03"), (Basis.EXEMPT, "row-01"), (Basis.EXEMPT, "row-02")],
)
def test_no_date_by_law_is_not_undetermined(basis: Basis, rule: str) -> None:
    result = schedule(None, None, basis, rule)
    assert result.due is None
    assert not result.is_undetermined


def test_no_date_for_want_of_the_cable_date_is_undetermined() -> None:
    assert schedule(None, None, Basis.OADR, "row-12").is_undetermined
