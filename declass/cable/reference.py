"""Message reference numbers and date-time groups, in canonical form."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from declass.cable.patterns import DTG, MONTHS
from declass.marking.posts import known_post

_WINDOW_START = 70
"""Two-digit years run from 1970 to 2069: the oldest electronic cables are of 1973."""

_CANONICAL = re.compile(r"(\d\d)\s{0,2}([A-Z]{2,24})\s{0,2}0{0,7}(\d{1,8})\Z", re.IGNORECASE)
_POST_ALIASES = {"SECSTATE": "STATE", "SECSTATE WASHDC": "STATE", "STATEWASHDC": "STATE"}
_OFFICE = re.compile(
    r"(?:AMEMBASSY|AMCONSUL|AMCONGEN|AMEMB|USINT|EMBASSY|USMISSION)\s{1,3}", re.IGNORECASE
)

_ITEM = re.compile(
    r"(?:(?<![A-Z0-9])\(?(?P<year>(?:19|20)?\d\d)\)?\s{0,3})?"
    r"(?<![A-Z'])(?P<post>(?!AND\b|OR\b|NOTAL\b|PREVIOUS\b|REFS?\b)[A-Z][A-Z']{1,14}\.?"
    r"(?:(?:\s{1,2}|-)(?!AND\b|OR\b|NOTAL\b|PREVIOUS\b)[A-Z][A-Z']{1,14}){0,4})"
    r"\s{0,3}(?P<number>\d{1,8})(?![\d/])",
    re.IGNORECASE,
)
_MONTH = (
    "(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|"
    "SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_DATE = re.compile(
    r"(?:\b(?:DTG|OF|DATED)\s{1,3})?(?<![A-Z0-9])(?:"
    rf"\d{{6}}Z(?:\s{{0,3}}{_MONTH}(?:\s{{0,3}}\d{{2,4}})?)?"
    rf"|{_MONTH}\s{{1,3}}\d{{1,2}}(?:,?\s{{1,3}}\d{{4}})?(?![\d/])"
    rf"|\d{{1,2}}\s{{0,3}}{_MONTH}(?:,?\s{{0,3}}(?:\d{{4}}|\d\d))?(?![\d/])"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))\b",
    re.IGNORECASE,
)
"""Days of the messages referred to: ``DTG 011200Z MAY 06``, ``OF MAY 3``, ``03 MAY 2006``."""

_HARMLESS = re.compile(
    r"REF(?:ERENCE)?S?(?:\(S\))?\s?[:;]|\b(?:AND|OR|NOTAL|PREVIOUS|ET\sAL|SERIES|TEL|AIRGRAM|EXDIS|NODIS|LIMDIS|DTG)\b"
    r"|(?<![A-Z])\(?[A-Z][.):]|[^A-Z0-9]",
    re.IGNORECASE,
)


def full_year(two_digits: int) -> int:
    """Expand a two-digit year of a date-time group or message number: 1970 to 2069."""
    return (1900 if two_digits >= _WINDOW_START else 2000) + two_digits


def read_dtg(line: str) -> datetime | None:
    """Read a date-time group such as ``O 060827Z JUN 06``.

    Args:
        line: the line that begins with its precedence letters or its day.

    Returns:
        The time of origin, UTC; None where there is none or where no such time exists.
    """
    found = DTG.match(line)
    month = MONTHS.get(found["month"].upper()) if found else None
    if found is None or month is None:
        return None
    year = int(found["year"])
    try:
        return datetime(
            year if year > 99 else full_year(year),
            month,
            int(found["day"]),
            int(found["hour"]),
            int(found["minute"]),
            tzinfo=UTC,
        )
    except ValueError:
        return None


def canonical_mrn(post: str, number: int, year: int) -> str:
    """The canonical form of a message reference number: ``08TOKYO804``.

    Args:
        post: the post, with or without AMEMBASSY before it; blanks are left out.
        number: the message number of the year.
        year: the full year.
    """
    return f"{year % 100:02}{canonical_post(post)}{number}"


def canonical_post(name: str) -> str:
    """The name of a post as a message reference number has it: ``THEHAGUE`` for ``The Hague``.

    Args:
        name: the post, with or without AMEMBASSY before it.
    """
    name = _OFFICE.sub("", " ".join(name.upper().split()))
    return re.sub("[^A-Z]", "", _POST_ALIASES.get(name, name))


def read_mrn(text: str) -> str | None:
    """Read a whole text as a message reference number (``08TOKYO804``, ``08 TOKYO 00804``)."""
    found = _CANONICAL.match(text.strip())
    return f"{found[1]}{found[2].upper()}{int(found[3])}" if found else None


def post_of(mrn: str) -> str:
    """The post in a canonical message reference number: ``TOKYO`` in ``08TOKYO804``."""
    return mrn.strip("0123456789")


def read_references(text: str, year: int | None) -> tuple[tuple[str, ...], bool]:
    """Read the messages that a REF line names.

    Args:
        text: the line or lines, label included.
        year: full year of the cable, taken for a reference that names none; None where unknown,
            and then such a reference is left out.

    Returns:
        Canonical numbers in order, without doubles, and whether every word was understood. A
        number after a name that is no known post is kept, but not understood: it may be a person.
    """
    found: list[str] = []
    rest: list[str] = []
    position = 0
    text = _DATE.sub(" ", text)
    for item in _ITEM.finditer(text):
        post = known_post(item["post"]) or ""
        rest += [text[position : item.start()], item["post"].removesuffix(post)]
        position = item.end()
        own_year = full_year(int(item["year"][-2:])) if item["year"] else year
        if own_year is not None:
            found.append(canonical_mrn(post or item["post"], int(item["number"]), own_year))
    rest.append(text[position:])
    is_understood = not _HARMLESS.sub("", " ".join(rest))
    return tuple(dict.fromkeys(found)), is_understood
