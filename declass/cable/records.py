"""What a records system adds to a cable: stamps on its pages, an attribute block at its end.

Most cables have neither, so the patterns are compiled when one is first looked for.
"""

from __future__ import annotations

import re
from functools import cache

STAMP_WORDS = ("CLASSIFIED/RELEASED", "CLASSIFIED / RELEASED", "SYSTEMATIC REVIEW")
"""Words of which one stands in every stamp, in upper case: a quick look before a slow match."""

_REVIEW = r"(?:EO\s)?SYSTEMATIC REVIEW\s{1,3}\d{1,2}\s[A-Z]{3}\s\d{4}"


def is_stamp(line: str) -> bool:
    """True for a stamp that a records system prints on every page of a reviewed cable.

    A name of up to four words before, the day of the review behind, and nothing else.
    """
    upper = line.upper()
    return any(word in upper for word in STAMP_WORDS) and _stamp().match(line) is not None


def is_footer(line: str) -> bool:
    """True for the line with which the attribute block of a records system begins."""
    return line[:1] in "MmAa" and _footer().match(line) is not None


def is_attribute(line: str) -> bool:
    """True for a line of that block, by its label."""
    return ":" in line and _attribute().match(line) is not None


@cache
def _stamp() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:[A-Z][A-Z.'\-]{0,24}\s){0,4}DECLASSIFIED\s?/\s?RELEASED\s{1,3}U\.?S\.?\s{1,3}"
        rf"DEPARTMENT OF STATE(?:\s{{1,3}}{_REVIEW})?|{_REVIEW})\Z",
        re.IGNORECASE,
    )


@cache
def _footer() -> re.Pattern[str]:
    return re.compile(
        r"(?:MESSAGE ATTRIBUTES|AUTOMATIC DECAPTIONING\s{0,2}:\s{0,3}(?:X|Y|N|N/A|YES|NO|Z)?)\Z",
        re.IGNORECASE,
    )


@cache
def _attribute() -> re.Pattern[str]:
    return re.compile(
        r"(?:AUTOMATIC DECAPTIONING|CAPTURE DATE|CHANNEL INDICATORS|CONCEPTS|CONTROL NUMBER|COPY|"
        r"CURRENT (?:CLASSIFICATION|HANDLING)|DECAPTION (?:DATE|NOTE)|DISPOSITION [A-Z ]{2,24}|"
        r"DOCUMENT (?:NUMBER|SOURCE|UNIQUE ID)|DRAFT DATE|DRAFTER|ENCLOSURE|ERRORS|EXECUTIVE ORDER|"
        r"EXPIRATION|FILM NUMBER|FORMAT|FROM|HANDLING RESTRICTIONS|IMAGE PATH|ISECURE|LEGACY KEY|"
        r"LINE COUNT|LITIGATION [A-Z ]{4,24}|LOCATOR|MARKINGS|MESSAGE ID|OFFICE|"
        r"ORIGINAL (?:CLASSIFICATION|HANDLING RESTRICTIONS|PREVIOUS [A-Z ]{4,32})|PAGE COUNT|"
        r"PREVIOUS [A-Z ]{4,32}|REFERENCE|RETENTION|REVIEW [A-Z ]{4,24}|SAS ID|SECURE|STATUS|"
        r"SUBJECT|TAGS|TO|TYPE|VDKVGWKEY)\s{0,2}:(?!\S)",
        re.IGNORECASE,
    )
