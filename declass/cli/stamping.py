"""What the reviewer states on a release, read from the options of `declass redact`."""

from __future__ import annotations

from declass.cli.clock import today
from declass.cli.options import read_choice, read_day
from declass.cli.stamp_options import DOWNGRADED
from declass.errors import UsageError
from declass.redact.paper.rows import clean
from declass.redact.stamp import Stamp

LONGEST_NUMBER = 40  # characters of what stands in the head of every page
LONGEST_WORDS = 240  # of what stands on the first page


def read_stamp(
    case: str | None,
    document: str | None,
    agency: str | None,
    declassified_by: str | None,
    downgraded_to: str | None,
    authority: str | None,
    on: str | None,
    *,
    has_cover: bool,
) -> Stamp:
    """What the reviewer states, from the values of the options.

    Raises:
        UsageError: a text is empty, too long or not fit for print; a day is none, or to come; an
            authority or a day of nothing; declassified and downgraded at once.
    """
    if declassified_by and downgraded_to:
        raise UsageError("--declassified-by and --downgraded-to exclude each other")
    if (authority or on) and not (declassified_by or downgraded_to):
        raise UsageError(
            "--declassify-authority and --declassified-on say nothing alone",
            remedy="give --declassified-by or --downgraded-to",
        )
    day = read_day(on) if on is not None else None
    if day and day > today():
        raise UsageError(f"--declassified-on {day} is in the future")
    return Stamp(
        case=_line("--case", case, LONGEST_NUMBER),
        document=_line("--document", document, LONGEST_NUMBER),
        agency=_line("--agency", agency, LONGEST_NUMBER),
        declassified_by=_line("--declassified-by", declassified_by, LONGEST_WORDS),
        authority=_line("--declassify-authority", authority, LONGEST_WORDS),
        on=day,
        downgraded_to=read_choice("level for --downgraded-to", downgraded_to.upper(), DOWNGRADED)
        if downgraded_to is not None
        else "",
        has_cover=has_cover,
    )


def recorded(stamp: Stamp) -> list[tuple[str, str]]:
    """What is stated, by the names of the options, for the record of the release."""
    stated = {name: getattr(stamp, field) for name, field in _FIELDS.items()}
    return [(name, "yes" if fact is True else str(fact)) for name, fact in stated.items() if fact]


_FIELDS = {
    "case": "case",
    "document": "document",
    "agency": "agency",
    "declassified-by": "declassified_by",
    "downgraded-to": "downgraded_to",
    "declassify-authority": "authority",
    "declassified-on": "on",
    "cover": "has_cover",
}


def _line(name: str, text: str | None, longest: int) -> str:
    if text is None:
        return ""
    words = text.strip()
    if not words:
        raise UsageError(f"{name} is empty", remedy="leave it out")
    if len(words) > longest:
        raise UsageError(f"{name} has more than {longest} characters")
    if not words.isprintable() or clean(words)[1]:
        raise UsageError(
            f"{name} has characters that cannot be printed",
            remedy="give one line in Windows Latin-1",
        )
    return words
