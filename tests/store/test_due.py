"""What the register answers to a question about due dates, and how it finds the answer."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from declass.cable.model import Cable
from declass.cable.reference import post_of
from declass.marking.level import Level
from declass.schedule.model import UNDETERMINED, WITHOUT_DATE, Basis, Schedule
from declass.store.due import listing
from declass.store.due_query import ALL, DueGroup, DueQuery, DueSort
from declass.store.records import DueEntry, SubjectFacts, Undated
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule

FIRST, LAST = dt.date(2014, 1, 1), dt.date(2018, 12, 31)
CORRECTED = ("1. (S) The loan of the three scrolls is agreed.\n",)


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("sqlite://", create=True) as opened:
        yield opened


def ingest(register: Register, cable: Cable, schedule: Schedule | None = None) -> None:
    register.ingest(
        make_provenance(cable), cable, schedule or make_schedule(), now=NOW, actor=ACTOR
    )


def mrns(register: Register, query: DueQuery) -> list[str | None]:
    return [entry.mrn for entry in register.due_entries(query)]


class Kept(NamedTuple):
    """A cable in the register, as the question sees it."""

    cable: Cable
    schedule: Schedule

    @property
    def identity(self) -> str:
        return self.cable.mrn or make_provenance(self.cable).sha256

    @property
    def post(self) -> str | None:
        return post_of(self.cable.mrn) if self.cable.mrn else None

    @property
    def reasons(self) -> tuple[str, ...]:
        return self.cable.classified_by.reasons if self.cable.classified_by else ()


@st.composite
def registers(draw: st.DrawFn) -> list[Kept]:
    """Up to nine cables that differ in all that a question may ask."""
    codes = st.lists(st.sampled_from(["1.4(b)", "1.4(d)", "1.5(b)"]), unique=True, max_size=2)
    tags = st.lists(st.sampled_from(["PREL", "EFIS", "SCUL"]), unique=True, max_size=2)
    names = st.sampled_from(["TOKYO", "LIMA", None])
    kept = []
    for number in range(draw(st.integers(0, 9))):
        name = draw(names)
        cable = make_cable(
            name and f"08{name}{number}",
            body=(f"1. (S) Letter {number}.\n",),
            classification=draw(st.sampled_from([Level.C, Level.S, Level.TS])),
            reasons=tuple(draw(codes)),
            tags=tuple(draw(tags)),
        )
        basis = draw(st.sampled_from([Basis.DATE, Basis.EVENT, Basis.NONE]))
        day = draw(st.none() | st.dates(FIRST, LAST))
        kept.append(Kept(cable, make_schedule(day, basis=basis, rule="row-05")))
    return kept


def some(*values: Any) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


QUERIES = st.builds(
    DueQuery,
    after=st.none() | st.dates(FIRST, LAST),
    before=st.none() | st.dates(FIRST, LAST),
    bases=some(Basis.DATE, Basis.EVENT),
    classifications=some(Level.C, Level.S),
    reasons=some("1.4(b)", "1.4(d)"),
    posts=some("TOKYO", "LIMA"),
    tags=some("PREL", "EFIS"),
    sort=st.sampled_from(DueSort),
    is_reversed=st.booleans(),
    group=st.none() | st.sampled_from(DueGroup),
    limit=st.none() | st.integers(1, 5),
)


def fits(kept: Kept, query: DueQuery) -> bool:
    """All that a question asks, save of date and basis."""
    return (
        (not query.classifications or kept.cable.classification in query.classifications)
        and (not query.posts or kept.post in query.posts)
        and (not query.reasons or not query.reasons.isdisjoint(kept.reasons))
        and (not query.tags or not query.tags.isdisjoint(kept.cable.tags))
    )


def is_listed(kept: Kept, query: DueQuery) -> bool:
    due = kept.schedule.due
    return (
        due is not None
        and (query.after is None or due >= query.after)
        and (query.before is None or due < query.before)
        and (not query.bases or kept.schedule.basis in query.bases)
        and fits(kept, query)
    )


def head(kept: Kept, group: DueGroup | None) -> str | None:
    assert kept.schedule.due is not None
    names = {
        DueGroup.YEAR: str(kept.schedule.due.year),
        DueGroup.POST: kept.post,
        DueGroup.CLASSIFICATION: kept.cable.classification.name,
        None: None,
    }
    return names[group]


def place(kept: Kept, query: DueQuery) -> tuple[Any, ...]:
    """What a cable goes by in a list."""
    due = kept.schedule.due
    assert due is not None
    post = (kept.post is None, kept.post or "")
    groups = {
        DueGroup.YEAR: due.year,
        DueGroup.POST: post,
        DueGroup.CLASSIFICATION: kept.cable.classification,
        None: 0,
    }
    sorts = {
        DueSort.DATE: due,
        DueSort.MRN: kept.identity,
        DueSort.POST: post,
        DueSort.CLASSIFICATION: kept.cable.classification,
        DueSort.BASIS: kept.schedule.basis.value,
    }
    return groups[query.group], sorts[query.sort], due, kept.identity


@given(registers(), QUERIES, st.randoms(use_true_random=False))
def test_an_answer_is_what_anyone_would_pick_by_hand_in_whatever_order_cables_came(
    kept: list[Kept], query: DueQuery, order: Any
) -> None:
    listed = sorted(
        [each for each in kept if is_listed(each, query)],
        key=lambda each: place(each, query),
        reverse=query.is_reversed,
    )
    expected = [entry_of(each) for each in listed]
    sizes = Counter(head(each, query.group) for each in listed) if query.group else {}
    order.shuffle(kept)
    with Register.open("sqlite://", create=True) as register:
        for each in kept:
            ingest(register, *each)
        assert list(register.due_entries(query)) == expected[: query.limit]
        assert register.count_due(query) == len(expected)
        assert register.count_due_by_group(query) == sizes
        undated = register.undated(query)
    without = [each for each in kept if each.schedule.due is None and fits(each, query)]
    nothing = sum(each.schedule.basis is Basis.NONE for each in without)
    assert undated == Undated(len(without) - nothing, 0, nothing, 0)


def entry_of(kept: Kept) -> DueEntry:
    cable, schedule = kept
    assert schedule.due is not None
    return DueEntry(
        identity=kept.identity,
        mrn=cable.mrn,
        post=kept.post,
        date=cable.date,
        classification=cable.classification,
        due=schedule.due,
        basis=schedule.basis,
        reasons=kept.reasons,
        subject=cable.subject,
        subject_facts=(SubjectFacts(Level.U, ()),),
    )


def test_undated_cables_are_counted_by_cause(register: Register) -> None:
    schedules = [
        make_schedule(None, basis=Basis.NONE, rule="row-03"),
        make_schedule(None, basis=Basis.NONE, rule="row-03"),
        make_schedule(None, basis=Basis.EXEMPT, rule=WITHOUT_DATE[0]),
        make_schedule(None, basis=Basis.EXEMPT, rule="row-13"),  # X1, the cable's date unknown
        make_schedule(None, basis=Basis.EVENT, rule="row-10"),
        make_schedule(None, basis=Basis.DEFAULT, bound=dt.date(2033, 12, 31), rule=UNDETERMINED),
        make_schedule(),
    ]
    for number, schedule in enumerate(schedules):
        ingest(register, make_cable(f"08TOKYO{number}"), schedule)
    register.record_failure("/cables/b.txt", None, "is forbidden", now=NOW, actor=ACTOR)
    everything = Undated(undetermined=3, exempt=1, nothing_to_declassify=2, failed=1)
    assert register.undated() == everything
    dated = DueQuery(before=dt.date(1990, 1, 1), bases=frozenset({Basis.DATE}), limit=1)
    assert register.undated(dated) == everything
    assert register.undated(DueQuery(posts=frozenset({"LIMA"}))) == Undated(0, 0, 0, failed=1)
    assert len(list(register.due_entries())) == 1


def test_a_replaced_version_is_neither_listed_nor_counted(register: Register) -> None:
    ingest(register, make_cable(), make_schedule(None, basis=Basis.EVENT))
    ingest(register, make_cable(body=CORRECTED))
    ingest(register, make_cable(body=("1. (S) Four scrolls.\n",)), make_schedule(FIRST))
    assert register.undated().undetermined == 0
    assert [entry.due for entry in register.due_entries()] == [FIRST]
    assert register.count_due(ALL) == 1


def test_an_event_with_an_automatic_date_is_due_then(register: Register) -> None:
    bound = dt.date(2033, 12, 31)
    ingest(register, make_cable(), make_schedule(None, basis=Basis.EVENT, bound=bound))
    assert [entry.due for entry in register.due_entries()] == [bound]


def test_reasons_keep_their_order_beyond_the_tenth(register: Register) -> None:
    reasons = tuple([f"1.3(a)({number})" for number in (*range(1, 11), 2, 1)])
    ingest(register, make_cable(reasons=reasons))
    [entry] = register.due_entries()
    assert entry.reasons == reasons


def test_every_portion_that_is_a_subject_governs_it(register: Register) -> None:
    cable = make_cable(subject_caveats=("REL TO USA, GBR", "NOFORN"))
    [subject, *_] = cable.portions
    second = replace(subject, level=Level.S, caveats=())
    ingest(register, replace(cable, portions=(*cable.portions, second)))
    [entry] = register.due_entries()
    assert set(entry.subject_facts) == {
        SubjectFacts(Level.U, ("REL TO USA, GBR", "NOFORN")),
        SubjectFacts(Level.S, ()),
    }


def test_what_no_cable_has_is_named(register: Register) -> None:
    ingest(register, make_cable(reasons=("1.4(b)",), tags=("EFIS",)))
    asked = DueQuery(
        posts=frozenset({"TOKYO", "LIMMA"}),
        reasons=frozenset({"1.4(b)", "1.4(h)"}),
        tags=frozenset({"EFIS", "EFISH"}),
    )
    assert register.unknown(asked) == ("reason 1.4(h)", "post LIMMA", "tag EFISH")
    assert register.unknown(ALL) == ()


def test_a_long_list_is_whole_across_chunks(register: Register) -> None:
    expected = []
    for number in range(1100):
        reasons = ("1.4(a)",) * (number % 3)
        cable = make_cable(f"08TOKYO{number:04}", subject=f"ROADS {number}", reasons=reasons)
        ingest(register, cable)
        expected.append((cable.mrn, reasons, cable.subject))
    found = [(entry.mrn, entry.reasons, entry.subject) for entry in register.due_entries()]
    assert found == expected


def test_the_first_row_does_not_wait_for_the_others(register: Register) -> None:
    long = "HERRING " * 5_000
    for number in range(200):
        ingest(register, make_cable(f"08TOKYO{number}", subject=f"{long}{number}"))
    next(register.due_entries())  # fills the caches
    tracemalloc.start()
    next(register.due_entries())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 80 * len(long)


FILTERED = {
    "all": ALL,
    "limits of time": DueQuery(after=FIRST, before=LAST),
    "backwards": DueQuery(is_reversed=True),
    "by year": DueQuery(group=DueGroup.YEAR),
    "basis": DueQuery(bases=frozenset({Basis.OADR})),
    "classification": DueQuery(classifications=frozenset({Level.C, Level.S})),
    "post": DueQuery(posts=frozenset({"TOKYO"})),
    "posts": DueQuery(posts=frozenset({"TOKYO", "LIMA"})),
    "reason": DueQuery(reasons=frozenset({"1.4(b)"})),
    "tags": DueQuery(tags=frozenset({"EFIS", "PREL"})),
}


@pytest.mark.parametrize("query", FILTERED.values(), ids=FILTERED)
def test_a_list_by_date_is_read_in_the_order_of_its_index(query: DueQuery, tmp_path: Path) -> None:
    """Nothing is sorted, and no table is searched through: the first page comes at once."""
    Register.open(tmp_path / "r.db", create=True).close()
    sql = listing(query).compile(
        dialect=sqlite.dialect(),
        compile_kwargs={"literal_binds": True, "render_postcompile": True},
    )
    with closing(sqlite3.connect(tmp_path / "r.db")) as database:
        plan = [row[-1] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert plan[0].startswith("SEARCH schedule USING COVERING INDEX ix_schedule_listed")
    assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN")]
    assert "SEARCH portion USING INDEX ix_portion_subject (cable_id=?)" in plan
    for table in ("reason", "tag"):
        beside = [step for step in plan if step.startswith(f"SEARCH {table} ")]
        assert all("cable_id=?" in step for step in beside), beside


@pytest.mark.parametrize("query", FILTERED.values(), ids=FILTERED)
def test_the_statement_is_one_that_postgresql_has_too(query: DueQuery) -> None:
    sql = str(listing(query).compile(dialect=postgresql.dialect()))
    assert "string_agg" in sql
    assert "group_concat" not in sql
