from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.report.timeline import MOST_BARS, by_month, by_year

TODAY = dt.date(2026, 3, 2)


def years(first: int, last: int) -> list[tuple[int, tuple[int, int]]]:
    return [(year, (1, year % 3)) for year in range(first, last + 1)]


def test_a_year_has_a_bar_of_its_own() -> None:
    timeline = by_year(years(2024, 2027), TODAY)
    assert [bar.name for bar in timeline.bars] == ["2024", "2025", "2026", "2027"]
    assert [tuple(bar.counts) for bar in timeline.bars] == [(1, 2), (1, 0), (1, 1), (1, 2)]
    assert timeline.today == 2
    assert timeline.notes == ("The dashed line stands before the bar in which 2026-03-02 lies.",)


@pytest.mark.parametrize(
    ("first", "last", "today"),
    [(2026, 2030, None), (2027, 2030, None), (2020, 2025, None), (2020, 2026, 6)],
    ids=["begins this year", "begins later", "ends before", "ends this year"],
)
def test_a_line_parts_what_is_past_from_what_is_not(
    first: int, last: int, today: int | None
) -> None:
    timeline = by_year(years(first, last), TODAY)
    assert timeline.today == today
    assert len(timeline.notes) == (0 if today is None else 1)


def test_many_years_share_bars_that_begin_with_round_numbers() -> None:
    timeline = by_year(years(1963, 2086), TODAY)
    assert [bar.name for bar in timeline.bars[:3]] == ["1960", "1965", "1970"]
    assert [bar.counts[0] for bar in timeline.bars] == [2, *[5] * 24, 2]
    assert timeline.bars[timeline.today or 0].name == "2025"
    assert timeline.notes[0] == "Each bar stands for 5 years from the one named."


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_no_cable_is_lost_and_no_bar_too_many(one: int, other: int) -> None:
    first, last = sorted((one, other))
    rows = years(first, last)
    timeline = by_year(rows, TODAY)
    assert len(timeline.bars) <= MOST_BARS
    for part in (0, 1):
        assert sum(bar.counts[part] for bar in timeline.bars) == sum(row[1][part] for row in rows)


def test_without_years_there_are_no_bars() -> None:
    timeline = by_year([], TODAY)
    assert (timeline.bars, timeline.today, timeline.notes) == ((), None, ())


@pytest.mark.parametrize(
    ("year", "as_of", "today"),
    [(2026, TODAY, 2), (2026, dt.date(2026, 1, 31), None), (2027, TODAY, None)],
)
def test_a_year_has_twelve_months(year: int, as_of: dt.date, today: int | None) -> None:
    timeline = by_month(year, [(month,) for month in range(12)], as_of)
    assert [bar.name for bar in timeline.bars[:2]] == ["Jan", "Feb"]
    assert [bar.counts for bar in timeline.bars] == [(month,) for month in range(12)]
    assert timeline.today == today
