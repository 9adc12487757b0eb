"""Key dates as a calendar file (RFC 5545), for any calendar client.

Each entry is a whole day. Its UID is made of the rule and the day that it is counted from, so that
a calendar that is saved again brings its entries up to date instead of doubling them.
"""

from __future__ import annotations

import datetime as dt

from declass.report.key_dates import Calendar, KeyDate
from declass.report.words import cables

_PRODUCT = "-//declass//key dates//EN"


def to_ics(calendar: Calendar, now: dt.datetime) -> bytes | None:
    """Write key dates as a calendar file.

    Args:
        calendar: the key dates.
        now: when, with its time zone: a client takes the later of two entries with one UID.

    Returns:
        The file, or None where there is no key date: a calendar file has at least one entry (RFC
        5545 s3.6).
    """
    import icalendar

    if not calendar.dates:
        return None
    file = icalendar.Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", "declass: key dates")
    for date in calendar.dates:
        event = icalendar.Event()
        event.add("uid", uid_of(date))
        event.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
        event.add("dtstart", date.day)
        event.add("summary", _summary(date))
        event.add("description", _description(date))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())


def uid_of(date: KeyDate) -> str:
    """The name by which a client knows an entry again."""
    return f"{date.rule.id}.{date.counted_from}@declass"


def _summary(date: KeyDate) -> str:
    title = date.rule.title[0].upper() + date.rule.title[1:]
    if date.cables is None:
        return title
    return f"{title} ({cables(date.cables)})"


def _description(date: KeyDate) -> str:
    lines = [
        f"{date.rule.sentence} {date.rule.citation}.",
        f"Counted from the {date.rule.start}, {date.counted_from}.",
    ]
    if date.undetermined:
        lines.append(f"Undetermined are {date.undetermined} of the cables.")
    return "\n".join(lines)
