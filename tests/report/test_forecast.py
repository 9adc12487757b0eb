"""The forecast: its years, its parts, and that no cable is lost from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import UsageError
from declass.marking.level import Level
from declass.report.forecast import (
    NO_LIMITS,
    PARTS,
    By,
    Limits,
    YearCount,
    forecast,
    parse_year,
    runs,
)
from declass.schedule.model import Basis
from declass.store.due_query import ALL, DueQuery
from declass.store.records import DueCount
from declass.store.register import Register
from tests.report.factories import UNDATED, Counted
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule

POSTS = frozenset({"OSLO", "THEHAGUE"})
TAGS = frozenset({"EFIS"})
ROWS = (
    DueCount(2016, Level.C, Basis.DATE, 3),
    DueCount(2016, Level.S, Basis.DATE, 2),
    DueCount(2016, Level.S, Basis.OADR, 4),
    DueCount(2018, Level.TS, Basis.EXEMPT, 1),
)


def test_a_year_between_has_no_cable_and_is_there() -> None:
    found = forecast(Counted(ROWS), By.LEVEL)
    assert [(year.year, year.total) for year in found.years] == [(2016, 9), (2017, 0), (2018, 1)]
    assert found.total == 10
    assert found.undated == UNDATED


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.LEVEL, {"C": (3, 0, 0), "S": (6, 0, 0), "TS": (0, 0, 1)}),
        (By.BASIS, {"date": (5, 0, 0), "exempt": (0, 0, 1), "oadr": (4, 0, 0)}),
    ],
)
def test_the_parts_of_a_year_are_levels_or_bases(by: By, expected: dict[str, object]) -> None:
    found = forecast(Counted(ROWS), by)
    columns = zip(*[year.counts for year in found.years], strict=True)
    parts = dict(zip(found.parts, columns, strict=True))
    assert {name: column for name, column in parts.items() if any(column)} == expected
    assert [found.parts[place] for place in found.found] == list(expected)


@pytest.mark.parametrize(
    ("first", "last", "years", "earlier", "later"),
    [
        (None, None, (2016, 2018), 0, 0),
        (2017, None, (2017, 2018), 9, 0),
        (None, 2017, (2016, 2017), 0, 1),
        (2014, 2020, (2014, 2020), 0, 0),
        (2016, 2016, (2016, 2016), 0, 1),
        (2017, 2017, None, 9, 1),
        (2030, None, None, 10, 0),
    ],
)
def test_what_lies_beyond_the_limits_is_counted_apart(
    *,
    first: int | None,
    last: int | None,
    years: tuple[int, int] | None,
    earlier: int,
    later: int,
) -> None:
    found = forecast(Counted(ROWS), By.LEVEL, Limits(first, last))
    assert (found.earlier, found.later) == (earlier, later)
    assert found.total == 10 - earlier - later
    if years is None:
        assert found.years == ()
        return
    assert [year.year for year in found.years] == list(range(years[0], years[1] + 1))


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (NO_LIMITS, ""),
        (Limits(first=2017), "Not shown: 9 before 2017."),
        (Limits(last=2016), "Not shown: 1 after 2016."),
        (Limits(first=2015, last=2016), "Not shown: 0 before 2015, 1 after 2016."),
    ],
)
def test_what_is_not_shown_is_said_in_a_sentence(limits: Limits, sentence: str) -> None:
    assert forecast(Counted(ROWS), By.LEVEL, limits).beyond == sentence


def test_an_empty_register_has_no_years() -> None:
    found = forecast(Counted(()), By.BASIS)
    assert (found.years, found.total, found.found) == ((), 0, ())


def test_limits_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(UsageError, match="no year lies from 2018 to 2017"):
        forecast(Counted(ROWS), By.LEVEL, Limits(2018, 2017))


@pytest.mark.parametrize(
    ("limits", "asked"),
    [
        (Limits(posts=POSTS, tags=TAGS), DueQuery(posts=POSTS, tags=TAGS)),
        (Limits(2017, posts=POSTS), DueQuery(posts=POSTS)),
        (NO_LIMITS, ALL),
    ],
    ids=["posts and tags", "posts", "neither"],
)
def test_the_register_is_asked_for_posts_and_tags_and_all_years(
    limits: Limits, asked: DueQuery
) -> None:
    register = Counted(ROWS)
    forecast(register, By.LEVEL, limits)
    assert register.asked == asked


counts = st.lists(
    st.builds(
        DueCount,
        st.integers(1970, 2099),
        st.sampled_from(Level),
        st.sampled_from(Basis),
        st.integers(1, 5000),
    )
).map(lambda rows: sorted(rows, key=lambda row: row.year))
limit = st.none() | st.integers(1970, 2099)


@given(counts, st.sampled_from(By), limit, limit)
def test_no_cable_is_lost(rows: list[DueCount], by: By, one: int | None, other: int | None) -> None:
    first, last = (one, other) if one is None or other is None else sorted((one, other))
    found = forecast(Counted(rows), by, Limits(first, last))
    assert found.total + found.earlier + found.later == sum(row.cables for row in rows)
    assert sum(found.totals) == found.total
    years = [year.year for year in found.years]
    assert years == list(range(years[0], years[-1] + 1)) if years else found.total == 0


@pytest.mark.parametrize("by", By)
def test_the_sum_of_the_bars_is_the_number_of_dated_cables(by: By) -> None:
    """With a real register."""
    days = ("2018-01-01", "2016-12-31", "2031-12-31")
    with Register.open("sqlite://", create=True) as register:
        for number, day in enumerate(days):
            cable = make_cable(f"08TOKYO{number}")
            schedule = make_schedule(dt.date.fromisoformat(day))
            register.ingest(make_provenance(cable), cable, schedule, now=NOW, actor=ACTOR)
        assert forecast(register, by).total == len(list(register.due_entries())) == 3


def test_every_level_and_basis_is_a_part() -> None:
    assert PARTS[By.LEVEL] == ("U", "SBU", "R", "C", "S", "TS")
    assert set(PARTS[By.BASIS]) == {basis.value for basis in Basis}


# -- years in a row without any cable ------------------------------------------------------------


def named(years: Iterable[int], first: int = 2016) -> Iterator[tuple[str, int]]:
    rows = [YearCount(first + place, (total,)) for place, total in enumerate(years)]
    return ((name, year.total) for name, year in runs(rows))


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ((1, 2), [("2016", 1), ("2017", 2)]),
        ((1, 0, 0, 0, 1), [("2016", 1), ("2017", 0), ("2018", 0), ("2019", 0), ("2020", 1)]),
        ((1, 0, 0, 0, 0, 1), [("2016", 1), ("2017-2020", 0), ("2021", 1)]),
        ((0, 0, 0, 0, 0), [("2016-2020", 0)]),
        ((), []),
    ],
)
def test_a_long_run_of_empty_years_takes_one_line(
    totals: tuple[int, ...], expected: list[tuple[str, int]]
) -> None:
    assert list(named(totals)) == expected


# -- years ---------------------------------------------------------------------------------------


def test_a_year_has_four_digits() -> None:
    assert (parse_year("2030"), parse_year(" 0001 ")) == (2030, 1)


@pytest.mark.parametrize(
    "text", ["", "30", "0000", "2030-01", "20300", "soon", "２０３０", "-2030"]
)
def test_what_is_no_year_says_what_was_expected(text: str) -> None:
    with pytest.raises(UsageError, match="is no year; give one such as 2030"):
        parse_year(text)
