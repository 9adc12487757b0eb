"""Which executive order speaks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from declass.schedule.orders import ORDERS, order_in_force, speaking_order


def test_the_orders_follow_one_another_without_gap_or_overlap() -> None:
    for before, after in pairwise(ORDERS):
        assert before.last is not None
        assert after.first == before.last + timedelta(days=1)
    assert ORDERS[-1].last is None


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1972, 5, 31), None),
        (date(1972, 6, 1), "11652"),
        (date(1978, 11, 30), "11652"),
        (date(1978, 12, 1), "12065"),
        (date(1982, 8, 1), "12356"),
        (date(1995, 10, 13), "12356"),
        (date(1995, 10, 14), "12958"),
        (date(2010, 6, 24), "12958"),
        (date(2010, 6, 25), "13526"),
    ],
)
def test_the_order_in_force_changes_on_its_first_day(day: date, number: str | None) -> None:
    order = order_in_force(day)
    assert (order.number if order else None) == number


def test_the_amendment_shows_from_22_september_2003() -> None:
    for day, amended_by in ((date(2003, 9, 21), None), (date(2003, 9, 22), "13292")):
        order = order_in_force(day)
        assert order is not None
        assert order.amended_by == amended_by


def test_the_cited_order_gives_the_meaning_and_an_untimely_one_a_warning() -> None:
    speaking = speaking_order("12958", date(2010, 12, 1))
    assert speaking.order is not None
    assert speaking.order.number == "12958"
    assert len(speaking.warnings) == 1


@pytest.mark.parametrize("slip", ["12598", "12985", "12956", "99999"])
def test_a_number_that_is_no_order_gives_way_to_the_one_in_force(slip: str) -> None:
    speaking = speaking_order(slip, date(2008, 3, 24))
    assert speaking.order == order_in_force(date(2008, 3, 24))
    assert slip in speaking.warnings[0]


def test_no_citation_is_no_doubt() -> None:
    assert speaking_order(None, date(2006, 9, 9)).warnings == ()
    assert speaking_order(None, None).order is None


def test_the_amending_order_may_be_cited_for_the_amended_one() -> None:
    speaking = speaking_order("13292", date(2008, 3, 24))
    assert speaking.order is not None
    assert speaking.order.title == "E.O. 12958 as amended by E.O. 13292"
    assert speaking.warnings == ()
