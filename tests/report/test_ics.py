"""The due list as a calendar: as RFC 5545 has it, and without a word that is withheld."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import icalendar
import pytest

from declass.marking.level import Level
from declass.report.due import due_list
from declass.report.ics import Per, to_ics
from declass.store.due_query import ALL, DueQuery
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule

DAY, NEXT_DAY = dt.date(2016, 12, 31), dt.date(2017, 1, 1)
REQUIRED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}
SUBJECT = "HERRING; SQUID, EEL \\ ROE: " + "ÅL OG LAKS 鮪 " * 12


@pytest.fixture
def register() -> Iterator[Register]:
    """Three cables on one day, one of them without a number, and one the day after."""
    with Register.open("sqlite://", create=True) as opened:
        for mrn, day in (("08TOKYO1", DAY), ("08LIMA2", DAY), (None, DAY), ("08OSLO3", NEXT_DAY)):
            keep(opened, mrn, day)
        yield opened


def keep(register: Register, mrn: str | None, day: dt.date, subject: str = SUBJECT) -> None:
    cable = make_cable(mrn, subject=subject, subject_level=Level.C)
    register.ingest(make_provenance(cable), cable, make_schedule(day), now=NOW, actor=ACTOR)


def calendar_of(
    register: Register,
    per: Per,
    *,
    query: DueQuery = ALL,
    ceiling: Level = Level.U,
    now: dt.datetime = NOW,
) -> bytes:
    made = to_ics(due_list(register, query, ceiling), per, now)
    assert made is not None
    return made


def events_of(made: bytes) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(made)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar.events


@pytest.mark.parametrize("per", Per)
def test_the_file_is_what_rfc_5545_asks_for(register: Register, per: Per) -> None:
    made = calendar_of(register, per, ceiling=Level.S)
    lines = made.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert b"\r" not in made.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no line ends within a character
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line)
    whole = made.replace(b"\r\n ", b"").split(b"\r\n")
    assert {b"VERSION:2.0", b"PRODID:-//declass//due list//EN"} <= set(whole)
    assert not [line for line in whole if line.startswith(b"METHOD")]  # it would need an organizer
    for event in b"\n".join(whole).split(b"BEGIN:VEVENT\n")[1:]:
        names = re.findall(rb"^([A-Z-]+)[;:]", event, re.MULTILINE)
        assert sorted(set(names) - {b"END"}) == sorted(name.encode() for name in REQUIRED)
        assert len(names) == len(set(names)) + (names.count(b"END") - 1)
        assert re.search(
            rb"^DTSTART;VALUE=DATE:2016\d{4}$|^DTSTART;VALUE=DATE:2017\d{4}$", event, re.MULTILINE
        )
        assert re.search(rb"^DTSTAMP:20260302T103000Z$", event, re.MULTILINE)


def test_a_day_is_an_event_that_names_its_cables(register: Register) -> None:
    first, second = events_of(calendar_of(register, Per.DAY))
    assert (first.start, first.end) == (DAY, NEXT_DAY)
    assert first["summary"] == "Due for declassification: 3 cables"
    assert first["description"].splitlines() == [
        "08LIMA2 S date 1.4(b) 1.4(d)",
        "08TOKYO1 S date 1.4(b) 1.4(d)",
        "1 cable without a message reference number",
        "All of them: declass due --on 2016-12-31",
    ]
    assert second["summary"] == "Due for declassification: 1 cable"
    assert (second.start, second["transp"]) == (NEXT_DAY, "TRANSPARENT")


def test_a_cable_is_an_event_and_those_without_a_number_share_one(register: Register) -> None:
    events = events_of(calendar_of(register, Per.CABLE))
    assert [str(event["summary"]) for event in events] == [
        "08LIMA2 due for declassification (date)",
        "08TOKYO1 due for declassification (date)",
        "Due for declassification: 1 cable",
        "08OSLO3 due for declassification (date)",
    ]
    assert events[0]["description"].splitlines() == [
        "SECRET, dated 2008-03-24.",
        "Reasons: 1.4(b) 1.4(d).",
        "Why: declass show 08LIMA2",
    ]


@pytest.mark.parametrize("per", Per)
@pytest.mark.parametrize(("ceiling", "is_shown"), [(Level.U, False), (Level.C, True)])
def test_a_subject_is_in_a_description_where_the_ceiling_reaches_it_and_in_no_summary(
    register: Register, per: Per, ceiling: Level, *, is_shown: bool
) -> None:
    events = events_of(calendar_of(register, per, ceiling=ceiling))
    assert any(SUBJECT.strip() in event["description"] for event in events) is is_shown
    assert not [event for event in events if "HERRING" in event["summary"]]


@pytest.mark.parametrize("per", Per)
def test_the_same_question_gives_the_same_uids_whenever_it_is_put(
    register: Register, per: Per
) -> None:
    first = events_of(calendar_of(register, per))
    later = events_of(
        calendar_of(
            register,
            per,
            query=DueQuery(after=DAY, limit=100),
            now=NOW.astimezone(dt.timezone(dt.timedelta(hours=9))) + dt.timedelta(days=9),
        )
    )
    uids = [event["uid"] for event in first]
    assert [event["uid"] for event in later] == uids
    assert len(set(uids)) == len(uids)
    assert {event["dtstamp"].dt for event in first} == {NOW.replace(microsecond=0)}
    assert {event["dtstamp"].dt for event in later} != {NOW.replace(microsecond=0)}


def test_uids_are_those_of_every_version_of_declass(register: Register) -> None:
    events = events_of(calendar_of(register, Per.CABLE))
    assert events[1]["uid"] == "f1113060-c342-5fc6-af9f-e73246d4bfbf@declass"


def test_calendars_of_two_questions_can_stand_beside_each_other(register: Register) -> None:
    asked = [
        *[DueQuery(posts=frozenset({post})) for post in ("TOKYO", "LIMA")],
        *(ALL, DueQuery(classifications=frozenset({Level.S}))),
    ]
    days = [events_of(calendar_of(register, Per.DAY, query=query))[0] for query in asked]
    assert len({event["uid"] for event in days}) == len(asked)


@pytest.mark.parametrize("per", Per)
def test_nothing_is_made_of_the_text_of_a_cable(per: Per) -> None:
    """Its sha256 would let anyone try out what the text may have been."""
    made = []
    for body in ("1. (S) The eel is agreed.\n", "1. (S) The eel is refused.\n"):
        cable = make_cable(None, body=(body,))
        with Register.open("sqlite://", create=True) as register:
            register.ingest(make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR)
            made.append(calendar_of(register, per))
    assert made[0] == made[1]


def test_a_cable_whose_date_moves_keeps_its_uid() -> None:
    uids = set()
    for day in (DAY, NEXT_DAY):
        with Register.open("sqlite://", create=True) as register:
            keep(register, "08TOKYO1", day)
            uids |= {event["uid"] for event in events_of(calendar_of(register, Per.CABLE))}
    assert len(uids) == 1


def test_control_characters_do_not_reach_a_calendar() -> None:
    with Register.open("sqlite://", create=True) as register:
        keep(register, "08TOKYO1", DAY, "EEL\x07S\x00\r\nBEGIN:VALARM\x85 ROE")
        made = calendar_of(register, Per.CABLE, ceiling=Level.S)
    [event] = events_of(made)
    assert event["description"].startswith("EEL S   BEGIN:VALARM  ROE\n")
    assert b"\r\nBEGIN:VALARM" not in made


def test_of_a_day_of_many_the_first_are_named_and_the_others_counted() -> None:
    with Register.open("sqlite://", create=True) as register:
        for number in range(203):
            keep(register, f"08TOKYO{number}", DAY)
        [event] = events_of(calendar_of(register, Per.DAY))
    lines = event["description"].splitlines()
    assert event["summary"] == "Due for declassification: 203 cables"
    assert len(lines) == 202
    assert lines[-2] == "and 3 cables more"


def test_the_last_day_of_all_has_no_day_after() -> None:
    with Register.open("sqlite://", create=True) as register:
        keep(register, "08TOKYO1", dt.date.max)
        [event] = events_of(calendar_of(register, Per.CABLE))
    assert event["dtstart"].dt == dt.date.max
    assert "dtend" not in event


@pytest.mark.parametrize("per", Per)
def test_without_a_cable_there_is_no_calendar(register: Register, per: Per) -> None:
    listed = due_list(register, DueQuery(before=dt.date(1990, 1, 1)), Level.U)
    assert to_ics(listed, per, NOW) is None
