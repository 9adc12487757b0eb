"""Numbers that the register counts, against the same cables counted one by one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.model import Cable
from declass.marking.level import Level
from declass.schedule.model import UNDETERMINED, Basis, Schedule
from declass.store.due_query import DueQuery
from declass.store.records import AutomaticCount, DueCount, Undated
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule

TODAY = dt.date(2026, 3, 2)
END_2033 = dt.date(2033, 12, 31)


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("sqlite://", create=True) as opened:
        yield opened


def ingest(register: Register, cable: Cable, schedule: Schedule | None = None) -> None:
    register.ingest(
        make_provenance(cable), cable, schedule or make_schedule(), now=NOW, actor=ACTOR
    )


def test_cables_are_counted_by_year_level_and_basis_in_order(register: Register) -> None:
    rows = [
        ("2018-01-01", Level.S, Basis.DATE),
        ("2016-12-31", Level.S, Basis.OADR),
        ("2016-01-01", Level.S, Basis.OADR),
        ("2016-05-05", Level.C, Basis.OADR),
        ("2016-05-05", Level.S, Basis.DATE),
    ]
    for number, (day, level, basis) in enumerate(rows):
        cable = make_cable(f"08TOKYO{number}", classification=level)
        ingest(register, cable, make_schedule(dt.date.fromisoformat(day), basis=basis))
    assert register.due_counts().dated == (
        DueCount(2016, Level.C, Basis.OADR, 1),
        DueCount(2016, Level.S, Basis.DATE, 1),
        DueCount(2016, Level.S, Basis.OADR, 2),
        DueCount(2018, Level.S, Basis.DATE, 1),
    )


def test_an_older_version_is_not_counted(register: Register) -> None:
    ingest(register, make_cable())
    ingest(register, make_cable(body=("1. (S) The loan of three scrolls.\n",)))
    (count,) = register.due_counts().dated
    assert count.cables == 1


@pytest.mark.parametrize(
    ("post", "tag", "dated", "undetermined"),
    [
        (None, None, 2, 1),
        ("TOKYO", None, 1, 1),
        ("SUVA", None, 1, 0),
        (None, "EFIS", 1, 1),
        ("TOKYO", "EFIS", 0, 1),
        ("OSLO", None, 0, 0),
        (None, "EFI", 0, 0),
    ],
)
def test_a_limit_holds_for_the_dated_and_the_undated(
    post: str | None, tag: str | None, dated: int, undetermined: int, register: Register
) -> None:
    ingest(register, make_cable("08TOKYO1"))
    ingest(register, replace(make_cable("08SUVA2"), tags=("PREL", "EFIS")))
    unread = make_schedule(None, bound=END_2033, basis=Basis.DEFAULT, rule=UNDETERMINED)
    ingest(register, replace(make_cable("08TOKYO3"), tags=("EFIS", "EFIS")), unread)
    register.record_failure("/cables/b.txt", None, "is forbidden", now=NOW, actor=ACTOR)
    counts = register.due_counts(
        DueQuery(posts=frozenset([post] if post else []), tags=frozenset([tag] if tag else []))
    )
    assert sum(count.cables for count in counts.dated) == dated
    assert counts.undated == Undated(undetermined, 0, 0, failed=1)


dated = st.builds(
    make_schedule,
    st.dates(dt.date(1975, 1, 1), dt.date(2090, 12, 31)),
    basis=st.sampled_from([basis for basis in Basis if basis is not Basis.NONE]),
)
undated = st.sampled_from(
    [
        make_schedule(None, basis=Basis.EXEMPT, rule="row-01"),
        make_schedule(None, basis=Basis.NONE, rule="row-03"),
        make_schedule(None, basis=Basis.DEFAULT, rule=UNDETERMINED, bound=END_2033),
    ]
)


@given(st.lists(st.tuples(st.sampled_from(Level), dated | undated), max_size=8))
def test_every_cable_is_counted_once(cables: list[tuple[Level, Schedule]]) -> None:
    with Register.open("sqlite://", create=True) as register:
        for number, (level, schedule) in enumerate(cables):
            ingest(register, make_cable(f"08TOKYO{number}", classification=level), schedule)
        counts = register.due_counts()
        listed = Counter(
            (entry.due.year, entry.classification, entry.basis) for entry in register.due_entries()
        )
        assert {(c.year, c.level, c.basis): c.cables for c in counts.dated} == listed
        assert counts.undated == register.undated()
        without = counts.undated
        assert listed.total() + without.undetermined + without.exempt + (
            without.nothing_to_declassify
        ) == len(cables)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (make_schedule(END_2033, bound=END_2033, basis=Basis.OADR), (1, 0)),
        (make_schedule(None, bound=END_2033, basis=Basis.EVENT, rule="row-10"), (1, 0)),
        (make_schedule(None, bound=END_2033, basis=Basis.DEFAULT, rule=UNDETERMINED), (1, 1)),
        (make_schedule(dt.date(2033, 12, 30), bound=END_2033), None),
        (make_schedule(dt.date(2016, 3, 24), bound=END_2033), None),
        (make_schedule(dt.date(2016, 3, 24)), None),
        (make_schedule(None, basis=Basis.EXEMPT, rule="row-01"), None),
    ],
    ids=["automatic", "event", "undetermined", "a day before", "before", "unbound", "by law"],
)
def test_an_automatic_date_counts_where_nothing_comes_before_it(
    schedule: Schedule, expected: tuple[int, int] | None, register: Register
) -> None:
    ingest(register, make_cable(), schedule)
    found = register.automatic_counts(not_before=TODAY)
    assert found == ((AutomaticCount(END_2033, *expected),) if expected else ())


@pytest.mark.parametrize(
    ("not_before", "years"),
    [("2026-12-31", [2026, 2033]), ("2027-01-01", [2033]), ("2034-01-01", [])],
)
def test_an_automatic_date_that_is_past_is_not_counted(
    not_before: str, years: list[int], register: Register
) -> None:
    for number, year in enumerate((2033, 2026, 2033)):
        end = dt.date(year, 12, 31)
        schedule = make_schedule(end, bound=end, basis=Basis.OADR)
        ingest(register, make_cable(f"08TOKYO{number}"), schedule)
    found = register.automatic_counts(not_before=dt.date.fromisoformat(not_before))
    assert [count.day.year for count in found] == years
    assert all(count.cables == (2 if count.day.year == 2033 else 1) for count in found)
