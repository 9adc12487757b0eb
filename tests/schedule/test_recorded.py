"""Events that have come to pass, and delays of the automatic date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.schedule.decide import compute_schedule, decide
from declass.schedule.model import Basis, Governs, Schedule
from declass.schedule.phrase import event_phrase
from declass.schedule.recorded import Delay, DelayKind, Recorded, RecordedEvent
from declass.schedule.rules.premises import DELAY_IDS, DELAYS
from tests.schedule.factories import cable, facts, iso
from tests.schedule.test_decide_properties import FORMS, LEVELS, ORIGINS

SUMMIT = "HERRING SUMMIT"


def after(text: str, *days: str, phrase: str = SUMMIT, origin: str = "2008-03-24") -> Schedule:
    """The schedule of an instruction once its event is recorded on a day."""
    events = tuple(RecordedEvent(phrase, date.fromisoformat(day)) for day in days)
    return decide(facts(text, origin=origin, recorded=Recorded(events)))


def delayed(text: str, *delays: Delay, origin: str = "2008-03-24") -> Schedule:
    return decide(facts(text, origin=origin, recorded=Recorded(delays=delays)))


def delay(until: str, kind: DelayKind = DelayKind.REFERRAL) -> Delay:
    return Delay(kind, date.fromisoformat(until), "the Director of Records", "another equity")


@pytest.mark.parametrize(
    ("text", "due", "rule"),
    [
        ("AFTER THE HERRING SUMMIT", "2012-05-06", "row-10"),
        ("upon the herring summit", "2012-05-06", "row-10"),
        ("2 YEARS AFTER THE HERRING SUMMIT", "2014-05-06", "row-10"),
        ("25 YEARS AFTER THE HERRING SUMMIT", "2033-12-31", "row-06"),
        ("12/31/2015 OR AFTER THE HERRING SUMMIT, WHICHEVER IS EARLIER", "2012-05-06", "row-11"),
        ("12/31/2010 OR AFTER THE HERRING SUMMIT, WHICHEVER IS EARLIER", "2010-12-31", "row-11"),
        ("12/31/2015 OR AFTER THE HERRING SUMMIT, WHICHEVER IS LATER", "2015-12-31", "row-11"),
        ("12/31/2010 OR AFTER THE HERRING SUMMIT, WHICHEVER IS LATER", "2012-05-06", "row-11"),
        ("12/31/2010 OR AFTER THE HERRING SUMMIT", "2012-05-06", "row-11"),
        ("02/30/2010 OR AFTER THE HERRING SUMMIT, WHICHEVER IS EARLIER", "2012-05-06", "row-11"),
        ("02/30/2010 OR AFTER THE HERRING SUMMIT, WHICHEVER IS LATER", "2033-12-31", "row-11"),
        ("25X6, AFTER THE HERRING SUMMIT", "2012-05-06", "row-15"),
        ("50X6, AFTER THE HERRING SUMMIT", "2012-05-06", "row-18"),
        ("AFTER THE HERRING SUMMIT; 03/24/2016", "2016-03-24", "row-11"),
        ("AFTER THE HERRING SUMMIT; 03/24/2016; X1", "2033-12-31", "row-13"),
        ("AFTER THE OTHER SUMMIT", "2033-12-31", "row-10"),
        ("AFTER THE HERRING SUMMIT; AFTER THE OTHER SUMMIT", "2033-12-31", "row-10"),
    ],
)
def test_a_recorded_event_gives_the_date_that_was_waited_for(
    text: str, due: str, rule: str
) -> None:
    schedule = after(text, "2012-05-06")
    assert (iso(schedule.due), schedule.rule) == (due, rule)


def test_an_event_that_is_not_recorded_says_what_would_settle_it() -> None:
    waiting, settled = (
        after("AFTER THE HERRING SUMMIT"),
        after("AFTER THE HERRING SUMMIT", "2012-05-06"),
    )
    assert waiting.needs == ("the date of the event",)
    assert waiting.governs is Governs.AUTOMATIC
    assert settled.needs == ()
    assert settled.governs is Governs.INSTRUCTION
    assert waiting.events == settled.events == (SUMMIT,)


def test_an_event_before_the_cable_is_another_event() -> None:
    assert after("AFTER THE HERRING SUMMIT", "2008-03-23") == after("AFTER THE HERRING SUMMIT")
    assert iso(after("AFTER THE HERRING SUMMIT", "2008-03-24").due) == "2008-03-24"


def test_an_event_beyond_25_years_is_overtaken() -> None:
    schedule = after("AFTER THE HERRING SUMMIT", "2040-01-01")
    assert (iso(schedule.due), schedule.rule) == ("2033-12-31", "row-06")
    assert iso(schedule.superseded) == "2040-01-01"
    assert [step.rule for step in schedule.steps[-2:]] == ["row-10", "row-06"]


def test_a_cable_takes_what_is_recorded_too() -> None:
    recorded = Recorded((RecordedEvent("REGATTA", date(2012, 5, 6)),))
    line = cable(("12958", "AFTER THE REGATTA"))
    assert iso(compute_schedule(line, recorded).due) == "2012-05-06"
    assert iso(compute_schedule(line).due) == "2033-12-31"


@given(FORMS, ORIGINS, LEVELS, st.dates(date(1972, 1, 1), date(2060, 1, 1)))
def test_a_recorded_event_never_puts_a_date_off(
    text: str, origin: date, level: str, day: date
) -> None:
    """Before it is recorded only the automatic date bounds the cable."""
    unrecorded = decide(facts(text, origin=iso(origin), level=level))
    events = tuple(RecordedEvent(phrase, day) for phrase in unrecorded.events)
    settled = decide(facts(text, origin=iso(origin), level=level, recorded=Recorded(events)))
    if unrecorded.due is None:
        assert settled.due is None
    else:
        assert settled.due is not None
        assert settled.due <= unrecorded.due


@pytest.mark.parametrize("kind", DelayKind)
def test_a_delay_puts_the_automatic_date_off_and_cites_its_rule(kind: DelayKind) -> None:
    schedule = delayed("X1", delay("2035-06-30", kind), origin="1998-05-01")
    assert (iso(schedule.due), iso(schedule.bound)) == ("2035-06-30", "2035-06-30")
    steps = {step.rule: step for step in schedule.steps}
    assert steps[DELAY_IDS[kind]].given == "2023-12-31"
    assert steps[DELAY_IDS[kind]].result == "2035-06-30"
    assert "the Director of Records" in steps[DELAY_IDS[kind]].sentence


def test_every_ground_of_delay_has_its_rule() -> None:
    assert {rule.id for rule in DELAYS} == set(DELAY_IDS.values())
    assert set(DELAY_IDS) == set(DelayKind)


@pytest.mark.parametrize(
    ("text", "until", "due"),
    [
        ("03/24/2016", "2040-06-30", "2016-03-24"),  # the instruction's own date stands
        ("05/01/2039", "2036-06-30", "2036-06-30"),  # overtaken, and then put off
        ("05/01/2039", "2045-06-30", "2039-05-01"),  # put off beyond what is written
        ("N/A", "2040-06-30", "2040-06-30"),
        ("AFTER THE HERRING SUMMIT", "2040-06-30", "2040-06-30"),
        ("X1", "2020-01-01", "2033-12-31"),  # nothing to put off
        ("25X1", "2060-06-30", "2060-06-30"),
        ("RD", "2040-06-30", None),
        ("XYZ GARBAGE", "2040-06-30", None),
    ],
)
def test_what_a_delay_moves_and_what_not(text: str, until: str, due: str | None) -> None:
    assert iso(delayed(text, delay(until)).due) == due


def test_of_several_delays_the_longest_governs() -> None:
    schedule = delayed("N/A", delay("2036-01-01"), delay("2038-01-01", DelayKind.SPECIAL_MEDIA))
    assert iso(schedule.due) == "2038-01-01"


@given(FORMS, ORIGINS, LEVELS, st.sampled_from(DelayKind), st.dates())
def test_a_delay_never_makes_a_cable_due_earlier(
    text: str, origin: date, level: str, kind: DelayKind, until: date
) -> None:
    plain = decide(facts(text, origin=iso(origin), level=level))
    late = Delay(kind, until, "an authority", "a reason")
    put_off = decide(
        facts(text, origin=iso(origin), level=level, recorded=Recorded(delays=(late,)))
    )
    if plain.due is None:
        assert put_off.due is None
    else:
        assert put_off.due is not None
        assert put_off.due >= plain.due
        assert put_off.basis is plain.basis or plain.basis is Basis.EVENT


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("AFTER THE HERRING SUMMIT", "HERRING SUMMIT"),
        ("upon  the Herring\nSummit.", "HERRING SUMMIT"),
        ("Herring Summit", "HERRING SUMMIT"),
        ("WITH THE END OF THE REGATTA", "END OF REGATTA"),
        ("ON THE DATE OF THE ELECTION", "ELECTION"),
        ("WHEN A PORT AGREEMENT ENTERS INTO FORCE", "PORT AGREEMENT ENTERS INTO FORCE"),
        ("DEPARTURE OF THE DELEGATION", "DEPARTURE OF DELEGATION"),
        ("UPON DEPARTURE OF A DELEGATION", "DEPARTURE OF DELEGATION"),
        ("AFTER PHASE A OF THE TALKS", "PHASE A OF TALKS"),
        ("UPON SIGNATURE OF ANNEX A", "SIGNATURE OF ANNEX A"),
        ("AFTER", ""),
        ("", ""),
    ],
)
def test_an_event_has_one_normal_form(text: str, phrase: str) -> None:
    assert event_phrase(text) == phrase


@given(st.text(max_size=60))
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    once = event_phrase(text)
    assert event_phrase(once) == once
    assert event_phrase(f"AFTER THE {text.upper()}") == event_phrase(text.upper())
