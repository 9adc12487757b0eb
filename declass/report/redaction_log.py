"""The redaction log, or Vaughn index: what was withheld in which document, and why.

A row is a place at which a release withholds something. It says what the release itself says there,
which is public by design, and adds who sent the cable to whom, as far as the release shows that,
and the ground in words. No word of what is withheld is in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from declass.cable.model import Cable, FurnitureKind, PortionKind
from declass.cable.parse import parse
from declass.redact.paper.justification import justify
from declass.store.records import has_number, key_of
from declass.store.register import Register
from declass.store.release_log import LoggedRelease, WithheldFacts

WITHHELD = "withheld"
UNKNOWN_PLACE = "not recorded"


class LogRow(NamedTuple):
    """A place at which a release withholds something.

    Attributes:
        document: by what the cable can be asked for: its MRN, or the first digits of the sha256 of
            its release. That of the cable would confirm guesses at what is withheld.
        date: day of the cable, or None.
        sender: who sent it; `WITHHELD` where a release would not show that.
        addressees: to whom, action before information; likewise.
        released_on: the day of the release, UTC.
        ceiling: code of the highest level released.
        disposition: the stamp.
        portion: number and mark of the place, or what it is; "" for a release in full.
        level: code of the level of the place, "" where it has none of its own.
        lines: how many lines are withheld there; None where the release does not tell.
        exemption: the ground, in codes.
        justification: the ground, in words.
        pdf_sha256: digest of the file that was published.
    """

    document: str
    date: dt.date | None
    sender: str
    addressees: str
    released_on: dt.date
    ceiling: str
    disposition: str
    portion: str
    level: str
    lines: int | None
    exemption: str
    justification: str
    pdf_sha256: str


def redaction_log(
    register: Register, keys: Sequence[str], justifications: Mapping[str, str]
) -> Iterator[LogRow]:
    """The rows of recorded releases, oldest release first.

    A release in full has one row without a place, so that the log has every document.

    Args:
        register: an open register.
        keys: the cables, as for `Register.find`; all where there are none.
        justifications: the words for each code of a ground.

    Raises:
        StoreError: the register has no cable under a key, or cannot be read.
    """
    for logged in register.logged_releases(keys):
        yield from _rows(logged, justifications)


def _rows(logged: LoggedRelease, justifications: Mapping[str, str]) -> Iterator[LogRow]:
    sender, addressees = _parties(parse(logged.text))
    for place in _places(logged):
        yield LogRow(
            document=_document(logged),
            date=logged.date,
            sender=sender,
            addressees=addressees,
            released_on=logged.release.released_at.date(),
            ceiling=logged.release.ceiling.name,
            disposition=logged.release.disposition.value,
            portion=_name(place),
            level=place.level,
            lines=place.lines,
            exemption=place.ground,
            justification=justify(place.ground, justifications) if place.ground else "",
            pdf_sha256=logged.release.pdf.sha256,
        )


def _document(logged: LoggedRelease) -> str:
    if has_number(logged.identity):
        return logged.identity
    return f"release {key_of(logged.release.pdf.sha256)}"


def _places(logged: LoggedRelease) -> Iterable[WithheldFacts]:
    if logged.withheld:
        return logged.withheld
    # Recorded before places were kept, or nothing is withheld.
    kind = UNKNOWN_PLACE if logged.release.withheld else ""
    return (WithheldFacts(label="", kind=kind, level="", lines=0, ground=""),)


def _name(place: WithheldFacts) -> str:
    """``3. (S)``, ``heading (S)``, ``signature``: paragraphs go by their number."""
    if place.kind in (PortionKind.PARAGRAPH, PortionKind.SUBPARAGRAPH):
        return place.label or place.kind
    if place.label.lower().startswith(place.kind):
        return place.label
    return f"{place.kind} {place.label}".strip()


def _parties(cable: Cable) -> tuple[str, str]:
    """From and to, where every line of the transmission header is an address and nothing else."""
    head = [each for each in cable.furniture if each.kind is FurnitureKind.TRANSMISSION]
    if not all(each.is_understood for each in head):
        return WITHHELD, WITHHELD
    sent = cable.transmission
    ordered = sorted(sent.addressees, key=lambda each: not each.action)
    return sent.origin or "", "; ".join([each.name for each in ordered])
