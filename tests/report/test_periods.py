"""Spans of days as people write them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import UsageError
from declass.report.periods import FORMS, Period, parse_date, parse_limit, parse_period

TODAY = dt.date(2026, 3, 31)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))


def period(start: str | None, end: str | None) -> Period:
    first, after_last = [dt.date.fromisoformat(day) if day else None for day in (start, end)]
    return Period(first, after_last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017", dt.date(2017, 1, 1)),
        ("2017-03", dt.date(2017, 3, 1)),
        ("2017-03-24", dt.date(2017, 3, 24)),
        (" 2016-02-29 ", dt.date(2016, 2, 29)),
    ],
)
def test_a_limit_means_the_first_day_of_what_is_written(text: str, expected: dt.date) -> None:
    assert parse_limit(text) == expected


@pytest.mark.parametrize("read", [parse_limit, parse_date])
@pytest.mark.parametrize(
    "text",
    [
        *("", "17", "20170324", "0000", "soon", "２０１７", "-2017", "2017-", "2017-3"),
        *("2017-13", "2017-00", "2017-02-29", "2017-02-30", "2017-03-24T00"),
        *("24/03/2017", "03/24/2017", "2017-Q1"),
    ],
)
def test_an_impossible_date_says_what_was_expected(read: object, text: str) -> None:
    assert callable(read)
    with pytest.raises(UsageError, match=r"give a year \(2017\), a month .* or a day"):
        read(text)


@given(st.dates())
def test_every_day_is_read_as_itself(day: dt.date) -> None:
    assert parse_limit(day.isoformat()) == day


SPANS = {
    "2017": ("2017-01-01", "2018-01-01"),
    "2017-03": ("2017-03-01", "2017-04-01"),
    "2017-12": ("2017-12-01", "2018-01-01"),
    "2016-02-29": ("2016-02-29", "2016-03-01"),
    "2017-Q1": ("2017-01-01", "2017-04-01"),
    "2017q4": ("2017-10-01", "2018-01-01"),
    "Q2 2017": ("2017-04-01", "2017-07-01"),
    "next 90 days": ("2026-03-31", "2026-06-29"),
    "today": ("2026-03-31", "2026-04-01"),
    "Tomorrow": ("2026-04-01", "2026-04-02"),
    "yesterday": ("2026-03-30", "2026-03-31"),
    "next 1 day": ("2026-03-31", "2026-04-01"),
    "Next  2 Weeks": ("2026-03-31", "2026-04-14"),
    "next 1 month": ("2026-03-31", "2026-04-30"),
    "next 6 months": ("2026-03-31", "2026-09-30"),
    "next 2 years": ("2026-03-31", "2028-03-31"),
    "last 90 days": ("2025-12-31", "2026-03-31"),
    "last 1 month": ("2026-02-28", "2026-03-31"),
    "last 10 years": ("2016-03-31", "2026-03-31"),
    "this month": ("2026-03-01", "2026-04-01"),
    "next month": ("2026-04-01", "2026-05-01"),
    "last month": ("2026-02-01", "2026-03-01"),
    "this quarter": ("2026-01-01", "2026-04-01"),
    "next quarter": ("2026-04-01", "2026-07-01"),
    "last quarter": ("2025-10-01", "2026-01-01"),
    "this year": ("2026-01-01", "2027-01-01"),
    "next year": ("2027-01-01", "2028-01-01"),
    "last year": ("2025-01-01", "2026-01-01"),
    "next 99999 years": ("2026-03-31", None),
    "last 99999 months": (None, "2026-03-31"),
    "9999": ("9999-01-01", None),
    "9999-12-31": ("9999-12-31", None),
    "9999-Q4": ("9999-10-01", None),
}


@pytest.mark.parametrize(("text", "expected"), SPANS.items(), ids=SPANS)
def test_a_span_is_read(text: str, expected: tuple[str | None, str | None]) -> None:
    assert parse_period(text, TODAY) == period(*expected)


@pytest.mark.parametrize("example", [example for example, _, _ in FORMS])
def test_each_form_reads_its_own_example_first(example: str) -> None:
    matching = [form for form, pattern, _ in FORMS if pattern.fullmatch(example.lower())]
    assert matching == [example]
    assert parse_period(example, TODAY) != Period()


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "90 days", "next days", "next 0 days", "next -3 days", "next 1.5 years"),
        *("next week", "next ninety days", "next 100000 days", "this week", "in 90 days"),
        *("Q5 2017", "2017-Q0", "next 90 days or so", "next 9０ days", "today or so"),
    ],
)
def test_what_is_no_span_says_what_one_looks_like(text: str) -> None:
    with pytest.raises(UsageError, match=r"no span of time; give one such as 'next 90 days'"):
        parse_period(text, TODAY)


@pytest.mark.parametrize("text", ["2017-13", "2017-02-30", "0000", "0000-Q1"])
def test_an_impossible_date_in_a_span_is_no_date(text: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        parse_period(text, TODAY)


@given(DAYS, st.integers(1, 3000))
def test_next_n_days_are_n_days_from_today(today: dt.date, number: int) -> None:
    found = parse_period(f"next {number} days", today)
    assert found.start == today
    assert found.end == today + dt.timedelta(number)


@given(DAYS, st.integers(1, 999), st.sampled_from(["days", "weeks", "months", "years"]))
def test_the_last_ones_end_where_the_next_ones_begin(
    today: dt.date, number: int, unit: str
) -> None:
    last = parse_period(f"last {number} {unit}", today)
    following = parse_period(f"next {number} {unit}", today)
    assert last.end == following.start == today
    assert last.start is not None
    assert following.end is not None
    assert last.start < today < following.end


@given(DAYS, st.sampled_from(["month", "quarter", "year"]))
def test_whole_spans_follow_each_other_and_today_is_in_this_one(today: dt.date, unit: str) -> None:
    last, this, following = [
        parse_period(f"{which} {unit}", today) for which in ("last", "this", "next")
    ]
    assert last.end == this.start
    assert this.end == following.start
    assert this.start is not None
    assert this.end is not None
    assert this.start <= today < this.end
    assert this.start.day == this.end.day == 1


@given(DAYS)
def test_a_day_lies_in_its_month_its_quarter_and_its_year(day: dt.date) -> None:
    texts = (
        f"{day}",
        f"{day:%Y-%m}",
        f"{day:%Y}-Q{(day.month + 2) // 3}",
        f"{day:%Y}",
    )
    spans = [parse_period(text, TODAY) for text in texts]
    for inner, outer in pairwise(spans):
        assert inner.start is not None
        assert inner.end is not None
        assert outer.start is not None
        assert outer.end is not None
        assert outer.start <= inner.start <= day < inner.end <= outer.end


@given(st.text(max_size=30))
def test_no_text_raises_anything_but_wrong_usage(text: str) -> None:
    try:
        found = parse_period(text, TODAY)
    except UsageError:
        return
    assert found.start is not None or found.end is not None
