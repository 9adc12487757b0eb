"""The values that options share."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cli.options import read_day
from declass.errors import UsageError


@given(st.dates())
def test_every_day_is_read_as_itself(day: dt.date) -> None:
    assert read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026", "2026-03", "2026-02-29", "2026-13-01", "20260302", "03/02/2026", "soon"),
        *("2026-3-2", "2026-W10-1", "２０２６-03-02", "0000-01-01", "2026-03-02T00:00"),
    ],
)
def test_what_is_no_day_says_what_was_expected(text: str) -> None:
    with pytest.raises(UsageError, match="is no day; give year, month and day as in 2017-03-24"):
        read_day(text)
