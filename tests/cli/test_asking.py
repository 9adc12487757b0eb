"""What the values of the options of `declass due` mean."""

from __future__ import annotations

import datetime as dt

import pytest

from declass.cli import due_options
from declass.cli.asking import Chosen, read_event, read_period, read_query, refuse_together
from declass.errors import UsageError
from declass.marking.level import Level
from declass.report.ics import Per
from declass.report.periods import Period
from declass.schedule.model import Basis
from declass.store.due_query import ALL, DueGroup, DueQuery, DueSort

TODAY = dt.date(2026, 3, 31)


def query_of(
    chosen: Chosen | None = None,
    *,
    sort: str = "date",
    group: str | None = None,
    limit: str | None = None,
) -> DueQuery:
    return read_query(
        Period(), chosen or Chosen(), sort=sort, is_reversed=False, group=group, limit=limit
    )


def period_of(**given: str) -> Period:
    options = {"before": None, "after": None, "on": None, "within": None} | given
    is_overdue = options.pop("overdue", None) is not None
    return read_period(**options, is_overdue=is_overdue, today=TODAY)


def test_the_choices_that_help_names_are_those_that_there_are() -> None:
    assert tuple(Basis) == due_options.BASES
    assert tuple(DueSort) == due_options.SORTS
    assert tuple(DueGroup) == due_options.GROUPS
    assert tuple(Per) == due_options.EVENTS


def test_no_option_is_no_limit() -> None:
    assert query_of() == ALL


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ({}, None, None),
        ({"before": "2017"}, None, "2017-01-01"),
        ({"after": "2016-03", "before": "2017"}, "2016-03-01", "2017-01-01"),
        ({"on": "2016-03"}, "2016-03-01", "2016-04-01"),
        ({"within": "next 90 days"}, "2026-03-31", "2026-06-29"),
        ({"overdue": "yes"}, None, "2026-03-31"),
    ],
    ids=str,
)
def test_time_may_be_said_in_four_ways(
    given: dict[str, str], start: str | None, end: str | None
) -> None:
    found = period_of(**given)
    assert [day and str(day) for day in (found.start, found.end)] == [start, end]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"on": "2016", "within": "this year"}, "--on and --in exclude each other"),
        ({"on": "2016", "before": "2017"}, "--before and --on exclude each other"),
        ({"within": "this year", "after": "2017"}, "--after and --in exclude each other"),
        ({"overdue": "yes", "before": "2017"}, "--before and --overdue exclude each other"),
        (
            {"on": "2016", "within": "this year", "overdue": "yes"},
            "--on, --in and --overdue exclude each other",
        ),
    ],
    ids=str,
)
def test_ways_to_say_a_time_that_exclude_each_other_are_named(
    given: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=f"^{message}; give one of them$"):
        period_of(**given)


@pytest.mark.parametrize(
    ("option", "texts", "expected"),
    [
        ("bases", ["OADR"], {Basis.OADR}),
        ("bases", ["date, event", "oadr"], {Basis.DATE, Basis.EVENT, Basis.OADR}),
        ("classifications", ["s,TS", "c"], {Level.S, Level.TS, Level.C}),
        ("posts", ["The Hague,amembassy tokyo"], {"THEHAGUE", "TOKYO"}),
        ("posts", ["SECSTATE"], {"STATE"}),
        ("tags", ["efis , prel", "PREL"], {"EFIS", "PREL"}),
    ],
)
def test_values_may_be_repeated_or_stand_between_commas_in_either_case(
    option: str, texts: list[str], expected: set[object]
) -> None:
    assert getattr(query_of(Chosen(**{option: texts})), option) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.4(b)", {"1.4(b)"}),
        ("1.4b", {"1.4(b)"}),
        (" 1.4 (B) ", {"1.4(b)"}),
        ("1.4(b),1.5(d)", {"1.4(b)", "1.5(d)"}),
        ("1.4(b),(d)", {"1.4(b)", "1.4(d)"}),
        ("1.4 b-d", {"1.4(b)", "1.4(c)", "1.4(d)"}),
        ("1.4", {"1.4"}),
        ("1.3(a)(5)", {"1.3(a)(5)"}),
        ("1-301(c)", {"1-301(c)"}),
    ],
)
def test_reasons_are_read_as_in_a_cable(text: str, expected: set[str]) -> None:
    assert query_of(Chosen(reasons=[text])).reasons == expected


@pytest.mark.parametrize(
    "text", ["", "b", "(b)", "1.4(z)", "1.6(b)", "soon", "1.4(b) soon", "REASON 1.4(b)"]
)
def test_what_is_no_reason_says_what_one_looks_like(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no reason for classification; give .* 1\.4\(b\)"):
        query_of(Chosen(reasons=[text]))


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("bases", "oaths", "unknown basis 'oaths'; give one of date, duration, event"),
        ("bases", "date,", "unknown basis ''; give one of"),
        ("classifications", "X", "unknown level 'X'; give one of U, SBU, R, C, S, TS"),
        ("posts", "12", "'12' is no post; give its name .* such as TOKYO"),
        ("tags", "a b", "'a b' is no tag; give one of the TAGS of a cable, such as EFIS"),
    ],
)
def test_a_value_that_there_is_not_says_what_there_is(option: str, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        query_of(Chosen(**{option: [text]}))


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "ten", "", "１０", "9" * 30, "+5"])
def test_a_limit_is_a_number_of_cables(text: str) -> None:
    with pytest.raises(UsageError, match="is no number of cables; give a whole number from 1"):
        query_of(limit=text)


def test_sort_group_and_event_are_read_in_either_case() -> None:
    assert query_of(sort="MRN", group="Year", limit="10") == DueQuery(
        sort=DueSort.MRN, group=DueGroup.YEAR, limit=10
    )
    assert read_event("Cable") is Per.CABLE
    for wrong in ({"sort": "size"}, {"group": "size"}):
        with pytest.raises(UsageError, match=r"unknown key for --.* 'size'; give one of"):
            query_of(**wrong)  # type: ignore[arg-type]
    with pytest.raises(
        UsageError, match="unknown value for --ics-per 'year'; give one of day, cable"
    ):
        read_event("year")


def test_one_option_and_one_that_is_off_do_not_exclude_each_other() -> None:
    refuse_together({"--json": True, "--csv": False, "--ics": None})
    with pytest.raises(UsageError, match="--json and --ics exclude each other"):
        refuse_together({"--json": True, "--csv": False, "--ics": "-"})
