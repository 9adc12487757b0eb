"""Release -> the public facts that templates may print: texts, numbers and rows of such.

All of it stands on the pages of the release or was stated by the reviewer. Date, parties and
subject are taken from released lines, and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TypeAlias

from declass.marking.level import Level
from declass.redact.paper.justification import codes_of, justify
from declass.redact.paper.rows import clean
from declass.redact.paper.tally import add_up, amount_of
from declass.redact.release import Amount, Disposition, Part, Release, ReleasedLine, WithheldRun
from declass.templating import Wording

Row: TypeAlias = "dict[str, str | int]"
Fact: TypeAlias = "str | int | list[Row]"

DECLASSIFIED = "declassified"
DOWNGRADED = "downgraded"

_DATED = re.compile(r"(?:[A-Z] ){0,4}([0-9]{6}Z [A-Z]{3} [0-9]{2,4})\b")
_FROM = re.compile(r"FM (.+)")
_TO = re.compile(r"TO (.+)")
_ADDRESSEE = re.compile(
    r"(?:TO )?(?:[A-Z]{4,8}/)?(.+?)(?: (?:NIACT|FLASH|IMMEDIATE|PRIORITY|ROUTINE))*(?: [0-9]{4})?"
)
_END_OF_ADDRESSEES = re.compile(r"INFO\b|BT$|ZEN\b|$")
_SUBJECT = re.compile(r"\s*subj(?:ect)?\s*:?\s*", re.IGNORECASE)


def facts(release: Release, wording: Wording, justifications: Mapping[str, str]) -> dict[str, Fact]:
    """The facts of a release, by the names that docs/templates.md gives them.

    Args:
        release: what may be seen.
        wording: the words of the release itself.
        justifications: the words for each code of a ground.
    """
    runs = [line for line in release.lines if isinstance(line, WithheldRun)]
    stamp = release.stamp
    given: dict[str, Fact] = {
        "mrn": release.mrn or wording.number_unknown,
        "old_banner": release.old_banner,
        "new_banner": release.new_banner,
        "disposition": release.disposition.name.lower(),
        "stamp": wording.stamps[release.disposition.name.lower()],
        "level": wording.levels.get(release.ceiling, release.ceiling),
        "case": stamp.case,
        "document": stamp.document,
        "agency": stamp.agency,
        "change": change(release),
        "declassified_by": stamp.declassified_by,
        "downgraded_to": wording.levels.get(stamp.downgraded_to, ""),
        "authority": stamp.authority,
        "on": str(stamp.on or ""),
        "amount": release.amount.value,
        "appeals": wording.appeals,
    }
    given |= _head(release)
    given |= _withheld(runs, release.amount, justifications)
    return {name: _plain(fact) for name, fact in given.items()}


def change(release: Release) -> str:
    """What the release may say of itself: that it is declassified, downgraded, or "".

    It is declassified where the reviewer says so, the cable was classified, and what is shown is
    not; downgraded likewise. A release that shows nothing is neither.
    """
    stamp = release.stamp
    was, is_now = (_level(banner) for banner in (release.old_banner, release.new_banner))
    if release.disposition is Disposition.DENIED:
        return ""
    if stamp.declassified_by and was.is_classified and not is_now.is_classified:
        return DECLASSIFIED
    if stamp.downgraded_to and is_now <= Level[stamp.downgraded_to] < was:
        return DOWNGRADED
    return ""


def stamp_warnings(release: Release) -> Iterator[str]:
    """What the reviewer stated and the release does not say, and what she did not state."""
    stamp = release.stamp
    if not (stamp.declassified_by or stamp.downgraded_to):
        return
    if not change(release):
        word = DECLASSIFIED if stamp.declassified_by else DOWNGRADED
        yield (
            f"the release is not called {word}: {release.old_banner} before, "
            f"{release.new_banner} now, {release.disposition}"
        )
    elif stamp.on is None:
        yield f"no day is stated on which it was {change(release)} (32 CFR 2001.25(b)(3))"


_LEVELS = {level.title: level for level in Level}


def _level(banner: str) -> Level:
    """The level that a banner states; TOP SECRET where that is none."""
    return _LEVELS.get(banner.partition("//")[0], Level.TS)


def _head(release: Release) -> dict[str, Fact]:
    """Date, sender, addressees and subject as released lines have them; "" where they do not.

    A subject is given whole or not at all, and a line that is none of the head ends the addressees.
    """
    head = [line.text if line.part is Part.HEAD else "" for line in _shown(release)]
    subject = [line.text for line in _shown(release) if line.part is Part.SUBJECT]
    boxes = [line for line in release.lines if isinstance(line, WithheldRun)]
    is_cut = Part.SUBJECT in [box.part for box in boxes]
    return {
        "dated": _first(_DATED, head),
        "sender": _first(_FROM, head),
        "addressees": _addressees(head),
        "subject": "" if is_cut else _SUBJECT.sub("", " ".join(takewhile(bool, subject)), count=1),
    }


def _shown(release: Release) -> Iterator[ReleasedLine]:
    return (line for line in release.lines if isinstance(line, ReleasedLine))


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((found[1] for line in lines if (found := pattern.match(line))), "")


def _addressees(lines: Sequence[str]) -> str:
    start = next((place for place, line in enumerate(lines) if _TO.match(line)), len(lines))
    names = takewhile(lambda line: not _END_OF_ADDRESSEES.match(line), lines[start:])
    return "; ".join([found[1] for line in names if (found := _ADDRESSEE.fullmatch(line))])


def _withheld(
    runs: Sequence[WithheldRun], amount: Amount, justifications: Mapping[str, str]
) -> dict[str, Fact]:
    """The places at which something is withheld, as boxes show them, and what that adds up to."""
    places: list[Row] = [
        {
            "portion": run.label.rstrip(":"),
            "part": run.part.value,
            "amount": amount_of(run) or "",
            "ground": run.ground,
            "justification": justify(run.ground, justifications),
        }
        for run in runs
    ]
    codes = dict.fromkeys([code for run in runs for code in codes_of(run.ground)])
    return {
        "places": places,
        "grounds": _grounds(runs, amount),
        "codes": [{"code": code, "justification": justifications.get(code, "")} for code in codes],
        "total": sum(map(amount_of, runs)) if amount is not Amount.NONE else "",
    }


def _grounds(runs: Sequence[WithheldRun], amount: Amount) -> list[Row]:
    """The grounds in the order of the pages; their numbers are "" where no amount is told."""
    is_told = amount is not Amount.NONE
    return [
        {
            "ground": each.ground,
            "places": each.places if is_told else "",
            "amount": each.amount if is_told else "",
        }
        for each in add_up(runs)
    ]


def _plain(fact: Fact) -> Fact:
    """The same in print: one line without the sign that parts the cells of a table."""
    if isinstance(fact, list):
        return [{name: _plain_cell(cell) for name, cell in row.items()} for row in fact]
    return _plain_cell(fact)


def _plain_cell(fact: str | int) -> str | int:
    return clean(fact)[0].replace("|", "¦") if isinstance(fact, str) else fact
