"""The events that cables wait for: each with its cables, as far as they may be shown.

An event is free text of the cables that name it. A cable counts under its event only where the
whole of it may be seen; of the others there is only a number, so that nothing shown depends on
their words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from declass.errors import StoreError, UsageError
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.schedule.phrase import event_phrase
from declass.store.decisions import StandingEvent, WaitingCable
from declass.store.records import key_of

if TYPE_CHECKING:
    from declass.store.register import Register

_ALIKE = 3  # events named in a message


@dataclass(frozen=True, slots=True)
class EventGroup:
    """An event, and the cables under it that may be shown.

    Attributes:
        phrase: the event in normal form.
        keys: by what each cable can be asked for, by date.
        first: date of the earliest cable, or None.
        last: date of the latest cable, or None.
        bound: the latest automatic date among them, or None.
        standing: the event as it is recorded, or None.
    """

    phrase: str
    keys: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    bound: dt.date | None
    standing: StandingEvent | None


@dataclass(frozen=True, slots=True)
class EventList:
    """Events, and how much is left out.

    Attributes:
        groups: the events, in alphabetical order.
        withheld: how many cables name an event that may not be shown at the ceiling.
        level: the lowest level at which they all would be, None where no level is enough.
    """

    groups: tuple[EventGroup, ...]
    withheld: int
    level: Level | None


def event_list(register: Register, ceiling: Level, *, is_whole: bool) -> EventList:
    """List the events that current cables wait for.

    Args:
        register: an open register.
        ceiling: the highest classification of a cable that may be shown.
        is_whole: list the events that are settled, too.
    """
    shown: list[WaitingCable] = []
    withheld: list[WaitingCable] = []
    for each in register.waiting_cables():
        if is_whole or not each.is_settled:
            (shown if _may_show(each, ceiling) else withheld).append(each)
    is_out_of_reach = any(not _may_show(each, max(Level)) for each in withheld)
    return EventList(
        groups=tuple([_group(phrase, cables) for phrase, cables in _by_phrase(shown)]),
        withheld=len({each.identity for each in withheld}),
        level=None
        if is_out_of_reach
        else max([each.classification for each in withheld], default=ceiling),
    )


def read_event(register: Register, text: str, ceiling: Level) -> str:
    """The event that somebody means, in normal form.

    Args:
        register: an open register.
        text: the event as somebody wrote it.
        ceiling: the highest level of a cable whose event may be named in an error.

    Raises:
        UsageError: the text names no event.
        StoreError: no current cable waits for it; those that are alike are named.
    """
    phrase = event_phrase(text)
    if not phrase:
        raise UsageError("these words name no event", remedy="give it as `declass events` lists it")
    waiting = list(register.waiting_cables())
    if any(each.phrase == phrase for each in waiting):
        return phrase
    known = {each.phrase: None for each in waiting if _may_show(each, ceiling)}
    raise StoreError("no cable waits for this event", remedy=_alike(phrase, known))


def _alike(phrase: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    alike = get_close_matches(phrase, known, _ALIKE)
    if not alike:
        return "`declass events` lists those that are known"
    return f"these are alike: {'; '.join(alike)}"


def _may_show(cable: WaitingCable, ceiling: Level) -> bool:
    """True where all words of the cable may be seen; Restricted Data and its kin never are."""
    return cable.classification <= ceiling and ATOMIC.isdisjoint(cable.caveats)


def _by_phrase(cables: Iterable[WaitingCable]) -> Iterable[tuple[str, Iterable[WaitingCable]]]:
    return groupby(cables, attrgetter("phrase"))


def _group(phrase: str, found: Iterable[WaitingCable]) -> EventGroup:
    cables = list(found)
    dates = [each.date for each in cables if each.date]
    bounds = [each.bound for each in cables if each.bound]
    return EventGroup(
        phrase=phrase,
        keys=tuple([key_of(each.identity) for each in cables]),
        first=min(dates, default=None),
        last=max(dates, default=None),
        bound=max(bounds, default=None),
        standing=cables[0].standing,
    )
