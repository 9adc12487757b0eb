"""The due list: its limits, its order, and what it shows of a subject."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest

from declass.cable.model import Cable
from declass.errors import UsageError
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.report.due import due_list, head_of
from declass.report.periods import parse_limit
from declass.schedule.model import Basis, Schedule
from declass.store.due_query import ALL, DueGroup, DueQuery
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("sqlite://", create=True) as opened:
        yield opened


def ingest(register: Register, cable: Cable, schedule: Schedule | None = None) -> None:
    register.ingest(
        make_provenance(cable), cable, schedule or make_schedule(), now=NOW, actor=ACTOR
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, None, ["2016-12-31", "2017-01-01", "2017-12-31", "2018-01-01"]),
        ("2017", None, ["2016-12-31"]),
        (None, "2017", ["2017-01-01", "2017-12-31", "2018-01-01"]),
        ("2018", "2017", ["2017-01-01", "2017-12-31"]),
    ],
)
def test_before_is_exclusive_and_after_is_inclusive(
    register: Register, before: str | None, after: str | None, expected: list[str]
) -> None:
    for number, day in enumerate(("2018-01-01", "2016-12-31", "2017-12-31", "2017-01-01")):
        schedule = make_schedule(dt.date.fromisoformat(day))
        ingest(register, make_cable(f"08TOKYO{number}"), schedule)
    start, end = [parse_limit(text) if text else None for text in (after, before)]
    listed = due_list(register, DueQuery(start, end), Level.U)
    assert [row.declassify_on.isoformat() for row in listed] == expected


@pytest.mark.parametrize("after", [dt.date(2017, 1, 1), dt.date(2018, 1, 1)])
def test_limits_with_no_day_between_them_are_refused(register: Register, after: dt.date) -> None:
    with pytest.raises(UsageError, match="no day lies"):
        due_list(register, DueQuery(after, dt.date(2017, 1, 1)), Level.U)


def test_a_row_has_what_a_reviewer_asks_for_and_equal_dates_go_by_mrn(register: Register) -> None:
    for mrn in ("08TOKYO9", "08PARIS2"):
        ingest(register, make_cable(mrn))
    first, second = due_list(register, ALL, Level.U)
    assert (first.mrn, second.mrn) == ("08PARIS2", "08TOKYO9")
    assert first.key == "08PARIS2"
    assert (first.date, first.level) == (dt.date(2008, 3, 24), Level.S)
    assert (first.declassify_on, first.basis) == (dt.date(2016, 3, 24), Basis.DATE)
    assert first.reasons == ("1.4(b)", "1.4(d)")
    assert first.post == "PARIS"


def test_a_cable_without_a_number_can_be_asked_for_by_its_key(register: Register) -> None:
    cable = make_cable(None, date=None)
    ingest(register, cable)
    [row] = due_list(register, ALL, Level.U)
    assert (row.mrn, row.date, row.post) == (None, None, None)
    dossier = register.find(row.key)
    assert dossier is not None
    assert dossier.cable.text == cable.text


@pytest.mark.parametrize("ceiling", Level)
@pytest.mark.parametrize("level", Level)
def test_a_subject_is_shown_where_its_own_level_is_within_the_ceiling(
    register: Register, level: Level, ceiling: Level
) -> None:
    ingest(register, make_cable(subject_level=level, classification=Level.S))
    [row] = due_list(register, ALL, ceiling)
    assert row.subject == ("MUSEUM LOANS" if level <= ceiling else None)


@pytest.mark.parametrize("caveat", sorted(ATOMIC))
def test_a_subject_of_atomic_information_is_shown_at_no_ceiling(
    register: Register, caveat: str
) -> None:
    ingest(register, make_cable(subject_level=Level.U, subject_caveats=(caveat,)))
    [row] = due_list(register, ALL, Level.TS)
    assert row.subject is None


def test_a_subject_whose_own_level_is_not_known_is_not_shown(register: Register) -> None:
    cable = make_cable()
    without_subject_portion = make_cable(subject=None)
    ingest(register, _with_subject(without_subject_portion, cable.subject))
    [row] = due_list(register, ALL, Level.TS)
    assert row.subject is None


def test_what_has_no_date_is_counted_and_not_listed(register: Register) -> None:
    causes = ((Basis.EVENT, "row-10"), (Basis.EXEMPT, "row-01"), (Basis.NONE, "row-03"))
    for number, (basis, rule) in enumerate(causes):
        schedule = make_schedule(None, basis=basis, rule=rule)
        ingest(register, make_cable(f"08TOKYO{number}"), schedule)
    register.record_failure("/cables/b.txt", None, "is forbidden", now=NOW, actor=ACTOR)
    listed = due_list(register, DueQuery(before=dt.date(2100, 1, 1)), Level.U)
    assert list(listed) == []
    undated = listed.undated
    assert (undated.undetermined, undated.exempt) == (1, 1)
    assert (undated.nothing_to_declassify, undated.failed) == (1, 1)


def test_a_list_can_be_read_twice(register: Register) -> None:
    ingest(register, make_cable())
    listed = due_list(register, ALL, Level.U)
    assert list(listed) == list(listed) != []


@pytest.mark.parametrize(("limit", "left_out"), [(None, 0), (1, 2), (3, 0), (9, 0)])
def test_a_list_that_is_cut_says_how_many_are_left_out(
    register: Register, limit: int | None, left_out: int
) -> None:
    for number in range(3):
        ingest(register, make_cable(f"08TOKYO{number}"))
    listed = due_list(register, DueQuery(limit=limit), Level.U)
    assert len(list(listed)) + left_out == 3
    assert listed.left_out == left_out


@pytest.mark.parametrize("group", DueGroup)
def test_every_row_stands_under_a_head_that_has_a_size(register: Register, group: DueGroup) -> None:
    for number, mrn in enumerate(("08TOKYO1", "08LIMA2", None)):
        ingest(register, make_cable(mrn), make_schedule(dt.date(2016 + number, 1, 1)))
    listed = due_list(register, DueQuery(group=group), Level.U)
    heads = [head_of(row, group) for row in listed]
    assert {head: heads.count(head) for head in heads} == listed.group_sizes


def _with_subject(cable: Cable, subject: str | None) -> Cable:
    return dataclasses.replace(cable, subject=subject)
