"""How far an automatic date may be put off, and when a delay puts nothing off."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.parse import parse
from declass.errors import UsageError
from declass.marking.level import Level
from declass.schedule.decide import Facts, compute_schedule, decide
from declass.schedule.delays import LIMITS, automatic_date, check_delay
from declass.schedule.model import Schedule
from declass.schedule.recorded import Delay, DelayKind, Recorded, RecordedEvent
from declass.schedule.rules.premises import DELAY_IDS
from declass.schedule.rules.table import RULES
from tests.schedule.test_decide_properties import FORMS, LEVELS, ORDERS, ORIGINS
from tests.store.factories import make_waiting

TODAY = date(2026, 3, 2)


def scheduled(
    text: str, *delays: Delay, level: str = "S", origin: str | None = "2008-03-24"
) -> Schedule:
    day = date.fromisoformat(origin) if origin else None
    return decide(Facts(text, "12958", day, Level[level], recorded=Recorded(delays=delays)))


def checked(text: str, kind: DelayKind, until: str, **about: str | None) -> None:
    delay = Delay(kind, date.fromisoformat(until), "memorandum 12", "another equity")
    without = scheduled(text, **about)  # type: ignore[arg-type]
    check_delay(delay, without, scheduled(text, delay, **about), TODAY)  # type: ignore[arg-type]


def test_every_kind_has_a_limit_whose_citation_is_that_of_its_rule() -> None:
    assert set(LIMITS) == set(DelayKind)
    for kind, limit in LIMITS.items():
        assert limit.citation.removeprefix("32 CFR ") in RULES[DELAY_IDS[kind]].citation


@pytest.mark.parametrize(
    ("kind", "until"),
    [
        (DelayKind.FILE_SERIES, "2034-01-01"),
        (DelayKind.FILE_SERIES, "2099-12-31"),
        (DelayKind.SPECIAL_MEDIA, "2038-12-31"),
        (DelayKind.REFERRAL, "2060-06-01"),
        (DelayKind.INTEGRAL_FILE, "2041-12-31"),
    ],
)
def test_a_delay_within_its_limit_is_allowed(kind: DelayKind, until: str) -> None:
    checked("X1", kind, until)


def test_newly_discovered_records_have_three_years_from_their_recording() -> None:
    checked("OADR", DelayKind.NEWLY_DISCOVERED, "2029-03-02", origin="1990-01-09")
    with pytest.raises(UsageError, match=r"3 years from its recording, 2026-03-02 .*\(n\)\(3\)"):
        checked("OADR", DelayKind.NEWLY_DISCOVERED, "2029-03-03", origin="1990-01-09")


@pytest.mark.parametrize(
    ("text", "kind", "until", "told"),
    [
        ("X1", DelayKind.SPECIAL_MEDIA, "2039-01-01", r"5 years from 2033-12-31 .*\(n\)\(1\)\); give a day up to 2038-12-31"),
        ("X1", DelayKind.INTEGRAL_FILE, "2041-06-30", r"25th year of the newest record .*\(n\)\(4\)\); give a 31 December"),
        ("X1", DelayKind.REFERRAL, "2033-12-31", "would put nothing off: the automatic date is 2033-12-31; give a day after 2033-12-31"),
        ("X1", DelayKind.FILE_SERIES, "1990-01-01", "would put nothing off"),
        ("25X1", DelayKind.REFERRAL, "2040-12-31", "the automatic date is 2058-12-31"),
        ("03/24/2016", DelayKind.REFERRAL, "2040-12-31", "the instruction itself gives 2016-03-24"),
        ("10 YEARS", DelayKind.REFERRAL, "2040-12-31", "the instruction itself gives 2018-03-24"),
        ("75X1 20900101", DelayKind.REFERRAL, "2095-12-31", "the instruction gives 2090-01-01, and none applies beside it"),
        ("RD", DelayKind.REFERRAL, "2040-12-31", r"no executive order sets a date for it \(row-01\)"),
        ("N/A TO NATO PORTIONS", DelayKind.REFERRAL, "2040-12-31", r"\(row-02\)"),
    ],
)  # fmt: skip
def test_what_is_refused_says_what_is_allowed(
    text: str, kind: DelayKind, until: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        checked(text, kind, until)


@pytest.mark.parametrize(
    ("level", "origin", "told"),
    [
        ("U", "2008-03-24", "there is nothing to declassify"),
        ("S", None, "its own date is not known"),
    ],
)
def test_a_cable_without_an_automatic_date_cannot_be_delayed(
    level: str, origin: str | None, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        checked("N/A", DelayKind.REFERRAL, "2040-12-31", level=level, origin=origin)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X1", "2033-12-31"),
        ("05/01/2050", "2033-12-31"),
        ("SOURCE MARKED OADR, DATE OF SOURCE 19 JUNE 1994", "2019-12-31"),
        ("03/24/2016", "2033-12-31"),
        ("SOMEHOW", "2033-12-31"),
        ("25X1", "2058-12-31"),
    ],
)
def test_the_automatic_date_is_the_one_that_a_delay_puts_off(text: str, expected: str) -> None:
    assert automatic_date(scheduled(text)) == date.fromisoformat(expected)


@given(
    st.tuples(FORMS, ORDERS, LEVELS, ORIGINS),
    st.sampled_from(DelayKind),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
)
def test_a_delay_that_is_allowed_makes_a_cable_due_later_and_others_never_earlier(
    cable: tuple[str, str | None, str, date], kind: DelayKind, until: date
) -> None:
    text, order, level, origin = cable
    delay = Delay(kind, until, "memorandum 12", "another equity")
    without, after = (
        decide(Facts(text, order, origin, Level[level], recorded=Recorded(delays=delays)))
        for delays in ((), (delay,))
    )
    assert (without.due is None) == (after.due is None)
    assert without.due is None or after.due is None or without.due <= after.due
    try:
        check_delay(delay, without, after, TODAY)
    except UsageError:
        return
    if without.due and after.due:
        assert without.due < after.due
        assert after.due in {until, after.instructed}  # a written date may come before its end
    else:
        assert without.is_undetermined
        assert after.bound == until


EVENTS = st.lists(
    st.sampled_from(
        [
            "AFTER THE REGATTA", "2 YEARS AFTER THE REGATTA", "AFTER THE AUCTION", "25X6, UPON THE REGATTA",
            "12/31/2015 OR AFTER THE REGATTA, WHICHEVER IS EARLIER", "12/31/2015 OR UPON THE AUCTION",
            "10 YEARS OR UPON THE REGATTA", "X1", "03/24/2016", "SOMEHOW",
        ]
    ),
    min_size=1,
    max_size=3,
)  # fmt: skip


@given(EVENTS, st.dates(date(2008, 3, 24), date(2060, 1, 1)), ORIGINS)
def test_a_recorded_event_never_makes_a_cable_due_later(
    texts: list[str], day: date, origin: date
) -> None:
    facts = Facts("; ".join(texts), "12958", origin, Level.S)
    come = Recorded(events=(RecordedEvent("REGATTA", day),))
    before = decide(facts)
    after = decide(Facts("; ".join(texts), "12958", origin, Level.S, recorded=come))
    assert after.events == before.events
    assert before.due is None or (after.due is not None and after.due <= before.due)
    assert after.bound is None or after.due is None or after.due <= after.bound


def test_two_lines_that_wait_for_different_events_name_both() -> None:
    text = make_waiting().text.replace(
        "for reasons 1.4 (b).", "for reasons 1.4 (b).\nDeclassify On: AFTER THE AUCTION"
    )
    cable = parse(text)
    assert compute_schedule(cable).events == ("REGATTA", "AUCTION")
    for phrase in ("REGATTA", "AUCTION"):
        come = Recorded(events=(RecordedEvent(phrase, date(2012, 5, 6)),))
        schedule = compute_schedule(cable, come)
        assert schedule.events == ("REGATTA", "AUCTION")
        assert schedule.due == date(2033, 12, 31)
