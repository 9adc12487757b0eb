"""The events that cables wait for: which are listed, and what of them may be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from declass.errors import StoreError, UsageError
from declass.marking.level import Level
from declass.report.events import event_list, read_event
from declass.schedule.decide import compute_schedule
from declass.schedule.recorded import RecordedEvent
from declass.store.decisions import EventDecision
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_provenance, make_waiting

REGATTA, AUCTION, PAVING = "HERRING REGATTA", "LACQUER AUCTION", "PAVING OF SECOND ROAD"


@pytest.fixture
def register() -> Iterator[Register]:
    """Five cables and three events; two of the cables are SECRET, one names two events."""
    with Register.open("sqlite://", create=True) as opened:
        for number, banner, instruction in (
            (1, "C O N F I D E N T I A L", "AFTER THE HERRING REGATTA"),
            (2, "S E C R E T", "UPON THE HERRING REGATTA"),
            (3, "C O N F I D E N T I A L", "AFTER HERRING REGATTA; AFTER THE LACQUER AUCTION"),
            (4, "S E C R E T", "AFTER THE PAVING OF THE SECOND ROAD"),
            (5, "C O N F I D E N T I A L", "03/24/2016"),
        ):
            date = dt.date(2008, number, 24)
            cable = make_waiting(number, instruction, banner=banner, date=date)
            opened.ingest(
                make_provenance(cable), cable, compute_schedule(cable), now=NOW, actor=ACTOR
            )
        yield opened


def record(register: Register, phrase: str) -> None:
    event = RecordedEvent(phrase, dt.date(2012, 5, 6))
    plan = register.plan_event(EventDecision(event, "communique 7"), today=NOW.date())
    register.enact(plan, now=NOW, actor="M. Hale", login=ACTOR)


@pytest.mark.parametrize(
    ("ceiling", "shown", "withheld", "level"),
    [
        (Level.U, {}, 4, Level.S),
        (Level.C, {REGATTA: ("08TOKYO1", "08TOKYO3"), AUCTION: ("08TOKYO3",)}, 2, Level.S),
        (
            Level.S,
            {
                REGATTA: ("08TOKYO1", "08TOKYO2", "08TOKYO3"),
                AUCTION: ("08TOKYO3",),
                PAVING: ("08TOKYO4",),
            },
            0,
            Level.S,
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Level) else "",
)
def test_a_cable_counts_under_its_event_where_all_of_it_may_be_seen(
    ceiling: Level,
    shown: dict[str, tuple[str, ...]],
    withheld: int,
    level: Level,
    register: Register,
) -> None:
    found = event_list(register, ceiling, is_whole=False)
    assert {group.phrase: group.keys for group in found.groups} == shown
    assert (found.withheld, found.level) == (withheld, level)


def test_an_event_has_the_span_of_its_cables_and_their_latest_automatic_date(
    register: Register,
) -> None:
    group = event_list(register, Level.S, is_whole=False).groups[0]
    assert (group.first, group.last) == (dt.date(2008, 1, 24), dt.date(2008, 3, 24))
    assert group.bound == dt.date(2033, 12, 31)
    assert group.standing is None


def test_what_is_settled_is_listed_only_on_demand_and_then_with_its_day(
    register: Register,
) -> None:
    record(register, REGATTA)
    pending = event_list(register, Level.C, is_whole=False)
    assert [group.phrase for group in pending.groups] == [AUCTION]
    assert pending.withheld == 1
    whole = event_list(register, Level.C, is_whole=True)
    assert [group.phrase for group in whole.groups] == [REGATTA, AUCTION]
    standing = whole.groups[0].standing
    assert standing is not None
    assert (standing.event.day, standing.recorded_by) == (dt.date(2012, 5, 6), "M. Hale")


def test_restricted_data_is_shown_at_no_level() -> None:
    with Register.open("sqlite://", create=True) as register:
        cable = make_waiting(banner="S E C R E T")
        schedule = compute_schedule(cable)
        atomic = make_waiting(banner="S E C R E T//RD")
        assert "RD" in atomic.caveats
        register.ingest(make_provenance(atomic), atomic, schedule, now=NOW, actor=ACTOR)
        found = event_list(register, Level.TS, is_whole=True)
    assert (found.groups, found.withheld, found.level) == ((), 1, None)


@pytest.mark.parametrize("text", [REGATTA, "after the herring regatta.", "Herring Regatta"])
def test_an_event_is_read_in_any_of_its_forms(text: str, register: Register) -> None:
    assert read_event(register, text, Level.U) == REGATTA


@pytest.mark.parametrize("text", ["", "after the", "...", "upon"])
def test_what_names_no_event_is_wrong_usage(text: str, register: Register) -> None:
    with pytest.raises(UsageError, match="name no event"):
        read_event(register, text, Level.S)


@pytest.mark.parametrize(
    ("text", "ceiling", "told"),
    [
        ("HERRING REGATTAS", Level.C, f"; these are alike: {REGATTA}"),
        ("HERRING REGATTAS", Level.SBU, "; `declass events` lists those that are known"),
        ("PAVING OF THE ROAD", Level.S, f"; these are alike: {PAVING}"),
        ("PAVING OF THE ROAD", Level.C, "; `declass events` lists those that are known"),
        ("WHALE COUNT", Level.S, "; `declass events` lists those that are known"),
    ],
)
def test_an_unknown_event_is_told_those_that_are_alike_and_may_be_shown(
    text: str, ceiling: Level, told: str, register: Register
) -> None:
    with pytest.raises(StoreError) as caught:
        read_event(register, text, ceiling)
    assert str(caught.value) == f"no cable waits for this event{told}"
