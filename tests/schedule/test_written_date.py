"""Dates as cables write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.schedule.written_date import DATE_FORMS, DateForm, last_day, read_written_date

ORIGIN = date(2008, 3, 24)
DAYS = st.dates(date(1970, 1, 1), date(2150, 12, 31))
NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def day_of(text: str, origin: date | None = ORIGIN, *, is_past: bool = False) -> date | None:
    written = read_written_date(text)
    assert written is not None, text
    return written.calendar_day(origin, is_past=is_past)


@pytest.mark.parametrize("row", DATE_FORMS, ids=lambda row: row.name)
def test_each_form_reads_its_examples_and_they_mean_the_same_day(row: DateForm) -> None:
    days = {
        "month_name": date(2016, 3, 31),
        "month_number": date(2016, 3, 31),
        "year": date(2016, 12, 31),
        "run_together_short": date(2086, 3, 24),  # of 2016 it could be another order of fields
    }
    expected = days.get(row.name, date(2016, 3, 24))
    for example in row.examples:
        assert re.match(row.pattern, example), example
        assert day_of(example) == expected, example


@pytest.mark.parametrize("row", DATE_FORMS, ids=lambda row: row.name)
def test_no_form_reads_its_counterexamples(row: DateForm) -> None:
    for example in row.not_examples:
        assert not re.match(row.pattern, example), example


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/24/2016", date(2016, 3, 24)),
        ("3/4/16", date(2016, 3, 4)),
        ("03-24-2016", date(2016, 3, 24)),
        ("2016/03/24", date(2016, 3, 24)),
        ("2016-03-24", date(2016, 3, 24)),
        ("20160324", date(2016, 3, 24)),
        ("24 MAR 2016", date(2016, 3, 24)),
        ("24MAR16", date(2016, 3, 24)),
        ("March 24, 2016", date(2016, 3, 24)),
        ("MAR 2016", date(2016, 3, 31)),
        ("FEB 2016", date(2016, 2, 29)),
        ("2016", date(2016, 12, 31)),
        ("03 / 24 / 2016", date(2016, 3, 24)),
    ],
)
def test_every_written_form_of_the_trade_is_read(text: str, expected: date) -> None:
    assert day_of(text) == expected


@given(DAYS)
def test_a_day_written_in_any_full_form_is_that_day(day: date) -> None:
    name = NAMES[day.month - 1]
    for text in (
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month:02}-{day.day:02}-{day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}{day.month:02}{day.day:02}",
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
    ):
        assert day_of(text, None) == day


@given(DAYS, DAYS)
def test_a_two_digit_year_is_the_first_that_is_not_before_the_cable(
    day: date, origin: date
) -> None:
    written = read_written_date(f"{day.month}/{day.day}/{day.year % 100:02}")
    assert written is not None
    read = written.calendar_day(origin)
    years = [year for year in range(origin.year, origin.year + 100) if year % 100 == day.year % 100]
    assert len(years) == 1
    if read is None:
        assert (day.month, day.day) == (2, 29)
    else:
        assert (read.year, read.month, read.day) == (years[0], day.month, day.day)


@pytest.mark.parametrize(
    ("text", "origin", "expected"),
    [
        ("06/30/18", date(2008, 3, 24), date(2018, 6, 30)),
        ("08/24/05", date(1998, 8, 24), date(2005, 8, 24)),
        ("06/30/70", None, date(1970, 6, 30)),
        ("06/30/69", None, date(2069, 6, 30)),
    ],
)
def test_two_digit_years_need_the_date_of_the_cable(
    text: str, origin: date | None, expected: date
) -> None:
    assert day_of(text, origin) == expected


def test_a_two_digit_year_of_a_source_lies_behind_the_cable() -> None:
    assert day_of("6/19/94", date(2006, 9, 9), is_past=True) == date(1994, 6, 19)
    assert day_of("6/19/94", date(2006, 9, 9)) == date(2094, 6, 19)


@pytest.mark.parametrize(
    "text", ["02/30/2016", "13/13/2016", "2016/13/01", "20160230", "31 JUN 16"]
)
def test_an_impossible_date_is_read_and_kept_and_means_no_day(text: str) -> None:
    written = read_written_date(text)
    assert written is not None
    assert written.raw == text
    assert written.calendar_day(ORIGIN) is None


def test_day_first_is_read_with_a_warning_where_month_first_cannot_be() -> None:
    written = read_written_date("24/03/2016")
    assert written is not None
    assert written.calendar_day(ORIGIN) == date(2016, 3, 24)
    assert len(written.warnings) == 1
    assert day_of("16/03/16") == date(2016, 3, 16)


@pytest.mark.parametrize("text", ["O3/24/2O16", "03/24/20l6", "l2/3I/2016", "03/24/2016"])
def test_letters_in_place_of_digits_are_read_with_a_warning(text: str) -> None:
    written = read_written_date(text)
    assert written is not None
    assert written.raw == text.upper()
    assert bool(written.warnings) == (text != "03/24/2016")


def test_an_s_stands_for_5_only_between_two_digits() -> None:
    assert day_of("1/1/2S16") == date(2516, 1, 1)
    assert read_written_date("S1/01/2016") is None
    assert read_written_date("1S/01/2016") is None


@pytest.mark.parametrize("text", ["", "OIL", "OI/LO/OLIO", "1.4", "24 MAR", "12", "03/24/20166"])
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read_written_date(text) is None


@given(st.text(alphabet="0123456789OILS/-. ,MARJUNEDC'", max_size=24))
def test_reading_never_raises_and_keeps_what_was_written(text: str) -> None:
    written = read_written_date(text)
    if written:
        assert written.raw == " ".join(text.upper().split())
        written.calendar_day(date.max)
        written.calendar_day(date.min, is_past=True)
        written.calendar_day(None)


@given(st.dates())
def test_the_last_day_of_a_month_is_followed_by_the_first(day: date) -> None:
    last = last_day(day.year, day.month)
    assert (last.year, last.month) == (day.year, day.month)
    assert last == date.max or (last + timedelta(days=1)).day == 1
