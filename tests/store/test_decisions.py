"""Events and delays that people record: what follows, what is kept, what is undone."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declass.cable.model import Cable
from declass.cable.parse import parse
from declass.errors import StoreError, UsageError
from declass.schedule.decide import compute_schedule
from declass.schedule.model import Schedule
from declass.schedule.recorded import Delay, DelayKind, RecordedEvent
from declass.store import audit
from declass.store.decisions import EventDecision, Plan
from declass.store.records import DECISIONS, Action, Outcome
from declass.store.register import Register
from tests.store.factories import (
    ACTOR,
    LATER,
    NOW,
    make_pdf,
    make_provenance,
    make_release,
    make_waiting,
)

TODAY = NOW.date()
DAY = dt.date(2012, 5, 6)
BOUND = dt.date(2033, 12, 31)
UNTIL = dt.date(2036, 12, 31)
BY, LOGIN = "M. Hale", "mhale"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "register.sqlite3"


@pytest.fixture
def register(place: Path) -> Iterator[Register]:
    with Register.open(place, create=True) as opened:
        yield opened


def ingest(register: Register, *cables: Cable) -> None:
    for cable in cables:
        register.ingest(
            make_provenance(cable), cable, compute_schedule(cable), now=NOW, actor=ACTOR
        )


def event(phrase: str = "REGATTA", day: dt.date = DAY) -> EventDecision:
    return EventDecision(RecordedEvent(phrase, day), "communique 7")


def delay(until: dt.date = UNTIL, kind: DelayKind = DelayKind.REFERRAL) -> Delay:
    return Delay(kind, until, "referral 12", "equity of another agency")


def enact(register: Register, plan: Plan) -> None:
    register.enact(plan, now=LATER, actor=BY, login=LOGIN)


def record(register: Register, phrase: str = "REGATTA", day: dt.date = DAY) -> None:
    enact(register, register.plan_event(event(phrase, day), today=TODAY))


def undo(register: Register, phrase: str = "REGATTA") -> None:
    enact(register, register.plan_event_undo(phrase))


def put_off(register: Register, key: str = "08TOKYO804", wanted: Delay | None = None) -> None:
    enact(register, register.plan_delay(key, wanted or delay(), today=TODAY))


def stored(register: Register, key: str = "08TOKYO804") -> Schedule:
    dossier = register.find(key)
    assert dossier is not None
    return dossier.cable.schedule


def rows(place: Path, *tables: str) -> list[tuple[object, ...]]:
    """All rows of tables, byte for byte."""
    with closing(sqlite3.connect(place)) as database:
        return [row for table in tables for row in database.execute(f"SELECT * FROM {table}")]  # noqa: S608 -- our own tables


def trail(place: Path) -> list[tuple[str, str, str, dict[str, object]]]:
    with closing(sqlite3.connect(place)) as database:
        found = database.execute(
            "SELECT action, actor, subject, detail FROM audit_event ORDER BY id"
        )
        return [
            (action, actor, subject, json.loads(detail)) for action, actor, subject, detail in found
        ]


def test_a_recorded_event_settles_every_cable_that_names_it(register: Register) -> None:
    ingest(
        register,
        make_waiting(1, "AFTER THE REGATTA"),
        make_waiting(2, "2 years after the regatta"),
        make_waiting(3, "AFTER THE AUCTION"),
        make_waiting(4, "03/24/2016"),
    )
    plan = register.plan_event(event(), today=TODAY)
    assert [(change.identity, change.before.due, change.after.due) for change in plan.changes] == [
        ("08TOKYO1", BOUND, DAY),
        ("08TOKYO2", BOUND, DAY.replace(year=2014)),
    ]
    assert stored(register, "08TOKYO1").due == BOUND
    enact(register, plan)
    due = {entry.identity: entry.due for entry in register.due_entries()}
    assert due == {
        "08TOKYO1": DAY,
        "08TOKYO2": DAY.replace(year=2014),
        "08TOKYO3": BOUND,
        "08TOKYO4": dt.date(2016, 3, 24),
    }
    assert not stored(register, "08TOKYO1").needs


def test_every_decision_is_in_the_audit_trail_with_each_cable_that_it_moved(
    register: Register, place: Path
) -> None:
    ingest(register, make_waiting(1), make_waiting(2, "AFTER THE AUCTION"))
    record(register)
    undo(register)
    put_off(register, "08TOKYO1")
    enact(register, register.plan_delay_undo("08TOKYO1"))
    told = {"phrase": "REGATTA", "day": "2012-05-06", "login": LOGIN}
    held = {"delay": "delay 1", "kind": "referral", "login": LOGIN}
    why = {"until": "2036-12-31", "authority": "referral 12", "reason": "equity of another agency"}

    def moved(decision: str, before: str, after: str) -> tuple[object, ...]:
        detail = {"decision": decision, "before": before, "after": after, "rule": "row-10"}
        return ("rescheduled", BY, "08TOKYO1", detail)

    assert trail(place)[2:] == [
        ("event recorded", BY, "event 1", told | {"authority": "communique 7"}),
        moved("event 1", "2033-12-31", "2012-05-06"),
        ("event undone", BY, "event 1", told),
        moved("event 1", "2012-05-06", "2033-12-31"),
        ("delayed", BY, "08TOKYO1", held | why),
        moved("delay 1", "2033-12-31", "2036-12-31"),
        ("delay undone", BY, "08TOKYO1", held),
        moved("delay 1", "2036-12-31", "2033-12-31"),
    ]
    assert register.verify_chain().is_whole


FORMS = (
    "AFTER THE REGATTA",
    "TWO YEARS AFTER THE REGATTA",
    "12/31/2015 OR AFTER THE REGATTA, WHICHEVER IS EARLIER",
    "12/31/2015 OR AFTER THE REGATTA",
    "AFTER THE AUCTION; AFTER THE REGATTA",
    "25X6, UPON THE REGATTA",
    "X1; AFTER THE REGATTA",
)


def test_what_is_undone_leaves_the_schedules_byte_for_byte_as_they_were(
    register: Register, place: Path
) -> None:
    ingest(register, *[make_waiting(number, form) for number, form in enumerate(FORMS)])
    before = rows(place, "schedule", "event")
    record(register)
    assert rows(place, "schedule", "event") != before
    undo(register)
    assert rows(place, "schedule", "event") == before
    put_off(register, "08TOKYO0")
    assert rows(place, "schedule", "event") != before
    enact(register, register.plan_delay_undo("08TOKYO0"))
    assert rows(place, "schedule", "event") == before


def test_nothing_is_deleted(register: Register, place: Path) -> None:
    ingest(register, make_waiting())
    record(register)
    undo(register)
    record(register, day=DAY.replace(year=2013))
    put = [(row[1], row[2], row[-1]) for row in rows(place, "recorded_event")]
    assert put == [("REGATTA", "2012-05-06", BY), ("REGATTA", "2013-05-06", None)]
    assert stored(register).due == DAY.replace(year=2013)


CABLES = st.lists(
    st.tuples(st.sampled_from(FORMS), st.dates(dt.date(2006, 1, 1), dt.date(2011, 12, 31))),
    min_size=1,
    max_size=4,
)


@settings(max_examples=30)  # each makes two registers
@given(CABLES, st.sampled_from(("REGATTA", "AUCTION", "REGATTA AUCTION")))
def test_it_makes_no_difference_whether_a_cable_comes_before_the_event_or_after(
    cables: list[tuple[str, dt.date]], phrases: str
) -> None:
    found = [make_waiting(number, form, date=date) for number, (form, date) in enumerate(cables)]
    first = make_waiting(99, "AFTER THE AUCTION; AFTER THE REGATTA")
    results = []
    for early, late in ((found, []), ([], found)):
        with Register.open("sqlite://", create=True) as register:
            ingest(register, first, *early)
            for phrase in phrases.split():
                record(register, phrase)
            ingest(register, *late)
            results.append([stored(register, cable.mrn or "") for cable in (first, *found)])
            assert register.verify_chain().is_whole
    assert results[0] == results[1]


def test_a_cable_after_the_day_of_the_event_means_another_one(register: Register) -> None:
    ingest(register, make_waiting(1))
    record(register)
    ingest(register, make_waiting(2, date=dt.date(2013, 1, 1)))
    assert stored(register, "13TOKYO2").due == dt.date(2038, 12, 31)
    assert [each.is_settled for each in register.waiting_cables()] == [True, False]


def test_a_new_version_keeps_its_delay_and_its_event(register: Register) -> None:
    ingest(register, make_waiting(804), make_waiting(805))
    put_off(register)
    record(register, "REGATTA")
    undo(register, "REGATTA")
    corrected = make_waiting(words="The loan of the three scrolls is agreed.")
    provenance = make_provenance(corrected)
    outcome = register.ingest(
        provenance, corrected, compute_schedule(corrected), now=LATER, actor=ACTOR
    )
    assert outcome is Outcome.NEW_VERSION
    assert stored(register).due == UNTIL
    assert stored(register, "08TOKYO805").due == BOUND
    enact(register, register.plan_delay_undo("08TOKYO804"))
    assert stored(register).due == BOUND


def test_two_delays_stand_side_by_side_and_the_later_governs(register: Register) -> None:
    ingest(register, make_waiting())
    media = delay(dt.date(2035, 12, 31), DelayKind.SPECIAL_MEDIA)
    put_off(register)
    put_off(register, wanted=media)
    assert stored(register).due == UNTIL
    assert [each.delay.kind for each in register.delays()] == ["referral", "special media"]
    with pytest.raises(StoreError, match="several delays: referral, special media; say of which"):
        register.plan_delay_undo("08TOKYO804")
    enact(register, register.plan_delay_undo("08TOKYO804", DelayKind.REFERRAL))
    assert stored(register).due == media.until
    assert [each.delay for each in register.delays()] == [media]


def test_what_is_recorded_counts_for_a_cable_that_is_not_in_the_register(
    register: Register,
) -> None:
    ingest(register, make_waiting(1))
    record(register)
    other = make_waiting(2)
    by_itself = compute_schedule(other)
    assert register.scheduled(make_provenance(other), other, by_itself).due == DAY
    plain = make_waiting(3, "X1")
    schedule = compute_schedule(plain)
    assert register.scheduled(make_provenance(plain), plain, schedule) is schedule


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-03-03", "2026-03-03 is in the future, .*; give a day up to 2026-03-02"),
        ("2008-03-23", r"before the date of cables .* 08TOKYO804 \(2008-03-24\), 09TOKYO805 \(2009-06-01\); give a day from 2009-06-01 to 2026-03-02"),
        ("2009-05-31", r"wait for this event: 09TOKYO805 \(2009-06-01\); give a day from 2009-06-01 to 2026-03-02"),
    ],
)  # fmt: skip
def test_a_day_on_which_the_event_cannot_have_been_is_refused(
    register: Register, day: str, told: str
) -> None:
    ingest(register, make_waiting(), make_waiting(805, date=dt.date(2009, 6, 1)))
    with pytest.raises(UsageError, match=told) as caught:
        record(register, day=dt.date.fromisoformat(day))
    assert "REGATTA" not in str(caught.value)
    assert register.verify_chain().events == 2


@pytest.mark.parametrize("day", [TODAY, dt.date(2009, 6, 1)])
def test_the_first_and_the_last_day_that_are_allowed(register: Register, day: dt.date) -> None:
    ingest(register, make_waiting(), make_waiting(805, date=dt.date(2009, 6, 1)))
    record(register, day=day)
    assert stored(register).due == day


def test_many_cables_in_a_message_are_a_few_and_a_number(register: Register) -> None:
    ingest(register, *[make_waiting(number) for number in range(1, 9)])
    with pytest.raises(UsageError, match=r"08TOKYO5 \(2008-03-24\) and 3 more; give"):
        record(register, day=dt.date(2000, 1, 1))


def test_what_is_decided_already_is_said_with_its_day(register: Register) -> None:
    ingest(register, make_waiting())
    record(register)
    with pytest.raises(StoreError, match=r"recorded already, for 2012-05-06, by M\. Hale"):
        record(register, day=DAY.replace(year=2013))
    undo(register)
    with pytest.raises(StoreError, match="this event is not recorded"):
        undo(register)
    put_off(register)
    with pytest.raises(StoreError, match=r"08TOKYO804: a delay for referral .* until 2036-12-31"):
        put_off(register, wanted=delay(dt.date(2040, 1, 1)))
    enact(register, register.plan_delay_undo("08TOKYO804"))
    with pytest.raises(StoreError, match="no such delay is recorded"):
        register.plan_delay_undo("08TOKYO804")


@pytest.mark.parametrize("key", ["08TOKYO999", "0" * 12])
def test_what_is_not_in_the_register_cannot_be_decided_about(register: Register, key: str) -> None:
    ingest(register, make_waiting())
    with pytest.raises(StoreError, match="no cable waits for this event"):
        record(register, "AUCTION")
    with pytest.raises(StoreError, match=f"{key}: nothing of that name is in the register"):
        put_off(register, key)
    with pytest.raises(StoreError, match=f"{key}: nothing of that name is in the register"):
        register.plan_delay_undo(key)


def test_a_delay_that_is_refused_names_the_cable(register: Register) -> None:
    ingest(register, make_waiting(1, "03/24/2016"))
    with pytest.raises(UsageError, match=r"^08TOKYO1: would put nothing off: the instruction"):
        put_off(register, "08TOKYO1")


def test_a_cable_without_a_number_can_be_delayed_by_its_digest(register: Register) -> None:
    text = make_waiting().text.replace(" TOKYO 000804", "")
    cable = parse(text)
    assert cable.mrn is None
    ingest(register, cable)
    key = make_provenance(cable).sha256[:12]
    put_off(register, key)
    assert stored(register, key).due == UNTIL


def test_what_was_shown_is_what_is_done_or_nothing_is(register: Register, place: Path) -> None:
    ingest(register, make_waiting(1))
    plan = register.plan_event(event(), today=TODAY)
    ingest(register, make_waiting(2))
    before = rows(place, "schedule", "recorded_event", "audit_event")
    with pytest.raises(StoreError, match="has changed since this was shown; give the command"):
        enact(register, plan)
    assert rows(place, "schedule", "recorded_event", "audit_event") == before


def test_what_happens_to_other_cables_meanwhile_does_not_matter(register: Register) -> None:
    ingest(register, make_waiting(1), make_waiting(2, "AFTER THE AUCTION"))
    plan = register.plan_event(event(), today=TODAY)
    release = (make_provenance(make_waiting(1)).sha256, make_release(), make_pdf())
    register.record_release(*release, now=NOW, actor=ACTOR)
    ingest(register, make_waiting(3, "X1"))
    enact(register, plan)
    assert stored(register, "08TOKYO1").due == DAY

    plan = register.plan_event_undo("REGATTA")
    record(register, "AUCTION")
    enact(register, plan)
    assert stored(register, "08TOKYO1").due == BOUND
    assert stored(register, "08TOKYO2").due == DAY


@pytest.mark.parametrize("rival", ["the same", "another event", "a delay"])
def test_another_decision_about_the_same_cable_meanwhile_does(
    register: Register, rival: str
) -> None:
    ingest(register, make_waiting(804, "AFTER THE REGATTA; AFTER THE AUCTION"))
    plan = register.plan_event(event(), today=TODAY)
    if rival == "the same":
        record(register)
    elif rival == "another event":
        record(register, "AUCTION")
    else:
        put_off(register)
    with pytest.raises(StoreError, match="has changed since this was shown"):
        enact(register, plan)
    assert register.verify_chain().is_whole


@pytest.mark.parametrize("decision", ["event", "undo", "delay", "undo delay"])
def test_the_same_plan_is_not_enacted_twice(register: Register, decision: str) -> None:
    ingest(register, make_waiting(804), make_waiting(805))
    if decision == "undo":
        record(register)
    if decision == "undo delay":
        put_off(register)
    plan = {
        "event": lambda: register.plan_event(event(), today=TODAY),
        "undo": lambda: register.plan_event_undo("REGATTA"),
        "delay": lambda: register.plan_delay("08TOKYO804", delay(), today=TODAY),
        "undo delay": lambda: register.plan_delay_undo("08TOKYO804"),
    }[decision]()
    enact(register, plan)
    with pytest.raises(StoreError, match="has changed since this was shown"):
        enact(register, plan)


def test_a_crash_in_the_middle_leaves_nothing(
    register: Register, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(register, make_waiting())
    before = rows(place, "schedule", "event", "recorded_event", "delay", "audit_event")
    plans = (
        register.plan_event(event(), today=TODAY),
        register.plan_delay("08TOKYO804", delay(), today=TODAY),
    )

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(audit, "append_all", die)
    for plan in plans:
        with pytest.raises(KeyboardInterrupt):
            enact(register, plan)
    monkeypatch.undo()
    assert rows(place, "schedule", "event", "recorded_event", "delay", "audit_event") == before
    enact(register, plans[0])
    assert stored(register).due == DAY


def test_a_cable_that_can_no_longer_be_read_stops_all_and_is_named(
    register: Register, place: Path
) -> None:
    ingest(register, make_waiting(1), make_waiting(2))
    with closing(sqlite3.connect(place)) as database:
        database.execute("UPDATE cable SET text = 'Dear aunt' WHERE identity = '08TOKYO2'")
        database.commit()
    with pytest.raises(Exception, match=r"^08TOKYO2: this text is no cable"):
        record(register)
    assert stored(register, "08TOKYO1").due == BOUND


def test_the_actions_of_decisions_are_those_that_move_dates() -> None:
    others = {
        *(Action.INGESTED, Action.REPLACED, Action.RELEASED, Action.OVERRIDDEN, Action.FAILED),
        Action.RESCHEDULED,
    }
    assert set(DECISIONS) == set(Action) - others
