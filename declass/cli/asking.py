"""What `declass due` is asked for: from the values of its options to a question to the register."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from itertools import chain
from typing import NamedTuple, TypeVar

from declass.cable.patterns import TAG
from declass.cable.reason import find_reasons
from declass.cable.reference import canonical_post
from declass.cli.due_options import EVENTS, GROUPS, SORTS
from declass.cli.options import read_choice, read_level
from declass.errors import UsageError
from declass.report.ics import Per
from declass.report.periods import Period, parse_date, parse_limit, parse_period
from declass.schedule.model import Basis
from declass.store.due_query import DueGroup, DueQuery, DueSort

Value = TypeVar("Value")

_NUMBER = re.compile("[1-9][0-9]{0,8}")


def refuse_together(given: Mapping[str, object]) -> None:
    """Refuse options that exclude each other.

    Args:
        given: values by the names of their options; what is None or False was not given.

    Raises:
        UsageError: more than one was given.
    """
    names = [name for name, value in given.items() if value is not None and value is not False]
    if len(names) > 1:
        together = f"{', '.join(names[:-1])} and {names[-1]}"
        raise UsageError(f"{together} exclude each other", remedy="give one of them")


def read_period(
    before: str | None,
    after: str | None,
    on: str | None,
    within: str | None,
    *,
    is_overdue: bool,
    today: dt.date,
) -> Period:
    """The days on which cables are to fall due.

    Raises:
        UsageError: a value that is no date or no span, or options that exclude each other.
    """
    whole = {"--on": on, "--in": within, "--overdue": is_overdue}
    for name, limit in (("--before", before), ("--after", after)):
        refuse_together({name: limit, **whole})
    if on is not None:
        return parse_date(on)
    if within is not None:
        return parse_period(within, today)
    if is_overdue:
        return Period(None, today)
    return Period(
        None if after is None else parse_limit(after),
        None if before is None else parse_limit(before),
    )


class Chosen(NamedTuple):
    """The values of the options that choose cables; each may have been given several times."""

    bases: list[str] | None = None
    classifications: list[str] | None = None
    reasons: list[str] | None = None
    posts: list[str] | None = None
    tags: list[str] | None = None


def read_query(
    period: Period,
    chosen: Chosen,
    *,
    sort: str,
    is_reversed: bool,
    group: str | None,
    limit: str | None,
) -> DueQuery:
    """The question that the options put.

    Raises:
        UsageError: a value that an option does not have.
    """
    reasons = [_read_reasons(text) for text in chosen.reasons or []]
    return DueQuery(
        after=period.start,
        before=period.end,
        bases=_each(_read_basis, chosen.bases),
        classifications=_each(read_level, chosen.classifications),
        reasons=frozenset(chain.from_iterable(reasons)),
        posts=read_posts(chosen.posts),
        tags=read_tags(chosen.tags),
        sort=DueSort(read_choice("key for --sort", sort.lower(), SORTS)),
        is_reversed=is_reversed,
        group=None if group is None else _read_group(group),
        limit=None if limit is None else _read_limit(limit),
    )


def read_posts(texts: list[str] | None) -> frozenset[str]:
    """Posts in normal form.

    Raises:
        UsageError: one is no name.
    """
    return _each(_read_post, texts)


def read_tags(texts: list[str] | None) -> frozenset[str]:
    """TAGS in normal form.

    Raises:
        UsageError: one could stand in no cable.
    """
    return _each(_read_tag, texts)


def read_event(text: str) -> Per:
    """What an event of a calendar stands for.

    Raises:
        UsageError: the option does not have that value.
    """
    return Per(read_choice("value for --ics-per", text.lower(), EVENTS))


def _each(read: Callable[[str], Value], texts: list[str] | None) -> frozenset[Value]:
    """The values of an option that may be repeated, and may have several between commas."""
    return frozenset([read(part.strip()) for text in texts or [] for part in text.split(",")])


def _read_basis(text: str) -> Basis:
    return Basis(read_choice("basis", text.lower(), list(Basis)))


def _read_reasons(text: str) -> tuple[str, ...]:
    """Reasons in normal form, from all that a cable may write for them, behind a section."""
    expression = f"REASONS {text.strip()}"
    found = find_reasons(expression)
    if found is None or found.end < len(expression) or not text.strip()[:1].isdecimal():
        raise UsageError(
            f"{text!r} is no reason for classification",
            remedy="give section and letter, such as 1.4(b), 1.5(d) or 1.3(a)(5)",
        )
    return found.reasons


def _read_post(text: str) -> str:
    if post := canonical_post(text):
        return post
    raise UsageError(f"{text!r} is no post", remedy="give its name as in 08TOKYO804, such as TOKYO")


def _read_tag(text: str) -> str:
    if TAG.match(text):
        return text.upper()
    raise UsageError(f"{text!r} is no tag", remedy="give one of the TAGS of a cable, such as EFIS")


def _read_group(text: str) -> DueGroup:
    return DueGroup(read_choice("key for --group", text.lower(), GROUPS))


def _read_limit(text: str) -> int:
    if _NUMBER.fullmatch(text):
        return int(text)
    raise UsageError(f"{text!r} is no number of cables", remedy="give a whole number from 1")
