"""Key dates, by the calendar and from their table."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import UsageError
from declass.report.key_dates import (
    KEY_DATES,
    Start,
    automatic_calendar,
    request_calendar,
)
from declass.schedule.model import UNDETERMINED, Basis
from declass.store.records import Undated
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule

TODAY = dt.date(2026, 3, 2)
REQUESTS = [start for start in Start if start is not Start.AUTOMATIC]
days = st.dates(dt.date(1972, 6, 1), dt.date(2200, 12, 31))


def dates_of(start: Start, day: dt.date) -> dict[str, dt.date]:
    return {date.rule.id: date.day for date in request_calendar({start: day}).dates}


@pytest.mark.parametrize(
    ("start", "day", "expected"),
    [
        (Start.AUTOMATIC, "2033-12-31", ["2028-12-31", "2032-12-31", "2033-12-31"]),
        (Start.AUTOMATIC, "2036-02-29", ["2031-02-28", "2035-02-28", "2036-02-29"]),
        (Start.REQUEST, "2026-03-02", ["2027-03-02"]),
        (Start.REQUEST, "2024-02-29", ["2025-02-28"]),
        (Start.REQUEST, "2023-02-28", ["2024-02-28"]),
        (Start.DENIAL, "2026-03-02", ["2026-05-01"]),
        (Start.DENIAL, "2023-12-31", ["2024-02-29"]),
        (Start.CHALLENGE, "2026-01-01", ["2026-03-02", "2026-05-01"]),
        (Start.CHALLENGE, "2024-01-01", ["2024-03-01", "2024-04-30"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_key_dates_are_counted_by_the_calendar(start: Start, day: str, expected: list[str]) -> None:
    found = dates_of(start, dt.date.fromisoformat(day))
    assert [date.isoformat() for date in found.values()] == expected


@pytest.mark.parametrize(
    ("section", "rules"),
    [
        ("32 CFR 2001.30(m)", ["exemption-opens", "exemption-closes"]),
        ("E.O. 13526 s3.3(c)", ["exemption-opens", "exemption-closes"]),
        ("E.O. 13526 s3.3(a)", ["automatic"]),
        ("32 CFR 2001.33", ["review-decision", "review-appeal"]),
        ("32 CFR 2001.14", ["challenge-answer", "challenge-panel"]),
    ],
)
def test_every_key_date_has_its_citation(section: str, rules: list[str]) -> None:
    assert [rule.id for rule in KEY_DATES if section in rule.citation] == rules


def test_the_table_is_sound() -> None:
    assert len({rule.id for rule in KEY_DATES}) == len(KEY_DATES)
    assert {rule.start for rule in KEY_DATES} == set(Start)
    for rule in KEY_DATES:
        assert re.fullmatch("[a-z]+(-[a-z]+)*", rule.id)
        assert rule.sentence.endswith(".")
        assert rule.title
        assert rule.title[0].islower()


@pytest.mark.parametrize("start", Start)
@given(one=days, other=days)
def test_a_later_day_never_gives_an_earlier_key_date(
    start: Start, one: dt.date, other: dt.date
) -> None:
    earlier, later = (dates_of(start, day) for day in sorted((one, other)))
    assert all(earlier[rule] <= later[rule] for rule in earlier)


@given(days)
def test_a_year_goes_to_the_same_day_or_to_the_end_of_february(day: dt.date) -> None:
    (found,) = dates_of(Start.REQUEST, day).values()
    is_odd = (day.month, day.day) == (2, 29) and not calendar.isleap(day.year + 1)
    assert (found.year, found.month) == (day.year + 1, day.month)
    assert found.day == (28 if is_odd else day.day)


@given(days)
def test_days_are_counted_one_by_one(day: dt.date) -> None:
    found = dates_of(Start.CHALLENGE, day)
    assert (found["challenge-answer"] - day).days == 60
    assert (found["challenge-panel"] - day).days == 120


def test_several_requests_are_put_in_order() -> None:
    calendar_ = request_calendar(dict.fromkeys(REQUESTS, TODAY))
    assert [date.rule.id for date in calendar_.dates] == [
        *("review-appeal", "challenge-answer", "challenge-panel", "review-decision"),
    ]
    assert calendar_.undated is None
    assert all(date.cables is None for date in calendar_.dates)


@pytest.mark.parametrize("start", REQUESTS)
def test_the_end_of_the_calendar_is_an_error_that_says_so(start: Start) -> None:
    with pytest.raises(UsageError, match="no calendar goes as far as a key date of 9999-12-31"):
        request_calendar({start: dt.date(9999, 12, 31)})


# -- of a register --------------------------------------------------------------------------------


def test_the_cables_of_a_register_have_key_dates_together() -> None:
    end_2027, end_2033 = dt.date(2027, 12, 31), dt.date(2033, 12, 31)
    schedules = [
        make_schedule(end_2033, bound=end_2033, basis=Basis.OADR),
        make_schedule(end_2027, bound=end_2027, basis=Basis.OADR),
        make_schedule(None, bound=end_2033, basis=Basis.DEFAULT, rule=UNDETERMINED),
        make_schedule(dt.date(2025, 12, 31), bound=dt.date(2025, 12, 31), basis=Basis.OADR),
        make_schedule(None, basis=Basis.NONE, rule="row-03"),
    ]
    with Register.open("sqlite://", create=True) as register:
        for number, schedule in enumerate(schedules):
            cable = make_cable(f"08TOKYO{number}")
            register.ingest(make_provenance(cable), cable, schedule, now=NOW, actor=ACTOR)
        found = automatic_calendar(register, TODAY)
    assert [
        (date.day.isoformat(), date.rule.id, date.cables, date.undetermined) for date in found.dates
    ] == [
        ("2022-12-31", "exemption-opens", 1, 0),
        ("2026-12-31", "exemption-closes", 1, 0),
        ("2027-12-31", "automatic", 1, 0),
        ("2028-12-31", "exemption-opens", 2, 1),
        ("2032-12-31", "exemption-closes", 2, 1),
        ("2033-12-31", "automatic", 2, 1),
    ]
    assert found.undated == Undated(1, 0, 1, 0)


def test_an_empty_register_has_none() -> None:
    with Register.open("sqlite://", create=True) as register:
        assert automatic_calendar(register, TODAY).dates == ()
