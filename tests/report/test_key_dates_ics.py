"""The calendar file, as another program reads it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from declass.report.key_dates import KEY_DATES, Calendar, KeyDate, Start, request_calendar
from declass.report.key_dates_ics import to_ics, uid_of

NOW = dt.datetime(2026, 3, 2, 10, 30, 0, 123456, tzinfo=dt.timezone(dt.timedelta(hours=2)))
LATER = NOW + dt.timedelta(days=40)
END = dt.date(2033, 12, 31)
AUTOMATIC = Calendar(
    (
        KeyDate(dt.date(2028, 12, 31), KEY_DATES[0], END, cables=1206, undetermined=3),
        KeyDate(END, KEY_DATES[2], END, cables=1),
    )
)


def events(calendar: Calendar, now: dt.datetime = NOW) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(to_ics(calendar, now) or b"").walk()
    return [each for each in found if isinstance(each, icalendar.Event)]


def test_an_entry_is_a_whole_day_that_keeps_nobody_busy() -> None:
    first, second = events(AUTOMATIC)
    assert first["DTSTART"].to_ical() == b"20281231"
    assert first["DTSTART"].params["VALUE"] == "DATE"
    assert "DTEND" not in first
    assert first["TRANSP"] == "TRANSPARENT"
    assert first["SUMMARY"] == "Exemptions may be proposed (1,206 cables)"
    assert second["SUMMARY"] == "Automatic declassification (1 cable)"


def test_an_entry_says_what_it_rests_on() -> None:
    first, second = events(AUTOMATIC)
    assert str(first["DESCRIPTION"]).splitlines() == [
        f"{KEY_DATES[0].sentence} 32 CFR 2001.30(m); E.O. 13526 s3.3(c).",
        "Counted from the automatic date, 2033-12-31.",
        "Undetermined are 3 of the cables.",
    ]
    assert "Undetermined" not in str(second["DESCRIPTION"])


def test_a_calendar_that_is_saved_again_has_the_same_entries() -> None:
    more = Calendar((*AUTOMATIC.dates[:1], replace(AUTOMATIC.dates[1], cables=7)))
    before, after = events(AUTOMATIC), events(more, LATER)
    assert [each["UID"] for each in before] == [each["UID"] for each in after]
    assert after[1]["SUMMARY"] == "Automatic declassification (7 cables)"
    assert before[0]["DTSTAMP"].to_ical() == b"20260302T083000Z"
    assert after[0]["DTSTAMP"].to_ical() == b"20260411T083000Z"


def test_the_same_calendar_at_the_same_time_gives_the_same_bytes() -> None:
    assert to_ics(AUTOMATIC, NOW) == to_ics(AUTOMATIC, NOW)


@given(st.sets(st.dates(dt.date(1980, 1, 1), dt.date(2100, 1, 1)), min_size=1, max_size=9))
def test_no_two_entries_have_one_name(days: set[dt.date]) -> None:
    dates = [KeyDate(day, rule, day) for day in days for rule in KEY_DATES]
    assert len({uid_of(date) for date in dates}) == len(dates)


def test_a_request_has_no_cables() -> None:
    (event,) = events(request_calendar({Start.REQUEST: dt.date(2026, 3, 2)}))
    assert event["SUMMARY"] == "Final decision on the request"
    assert event["UID"] == "review-decision.2026-03-02@declass"


def test_the_file_is_what_the_standard_asks_for() -> None:
    written = to_ics(AUTOMATIC, NOW) or b""
    assert written.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_a_calendar_without_entries_is_none() -> None:
    assert to_ics(Calendar(()), NOW) is None
