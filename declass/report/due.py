"""The due list: which cables are to be declassified within a span of time, and what has no date.

A limit is a year, a month or a day, and means its first day. A list runs from `after`, that day
included, to `before`, that day excluded, so ``--after 2016 --before 2017`` is the year 2016, and
lists of following years neither overlap nor leave a gap.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from declass.errors import UsageError
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.schedule.model import Basis
from declass.store.records import DueEntry, Undated

if TYPE_CHECKING:
    from declass.store.register import Register

_LIMIT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SHORT_DIGEST = 12


@dataclass(frozen=True, slots=True)
class DueRow:
    """A line of the due list, fit to be shown at the ceiling of the list.

    Attributes:
        mrn: message reference number, None where the cable has none.
        key: by what the cable can be asked for: its MRN, or the first digits of its sha256.
        date: day of the cable, or None.
        level: overall classification.
        declassify_on: the governing date.
        basis: what the date rests on.
        reasons: reasons for classification (``"1.4(b)"``).
        subject: the subject, None where there is none or it may not be shown.
    """

    mrn: str | None
    key: str
    date: dt.date | None
    level: Level
    declassify_on: dt.date
    basis: Basis
    reasons: tuple[str, ...]
    subject: str | None


@dataclass(frozen=True, slots=True)
class DueList:
    """The cables that fall due within the limits, and a count of those without any date.

    Iterating reads the rows from the register, by date and then by MRN, and holds few of them at
    a time; it can be done again while the register is open.

    Attributes:
        register: where the rows are read.
        before: governing dates before this day, None for no limit.
        after: governing dates on or after this day, None for no limit.
        ceiling: subjects above this level are left out.
        undated: cables that no limits would bring into the list, by cause, and failed inputs.
    """

    register: Register
    before: dt.date | None
    after: dt.date | None
    ceiling: Level
    undated: Undated

    def __iter__(self) -> Iterator[DueRow]:
        for entry in self.register.due_entries(before=self.before, after=self.after):
            yield _row(entry, self.ceiling)


def due_list(
    register: Register, before: dt.date | None, after: dt.date | None, ceiling: Level
) -> DueList:
    """List the current cables whose governing date lies in ``[after, before)``.

    Args:
        register: an open register.
        before: the first day that is too late, None for no limit.
        after: the first day that counts, None for no limit.
        ceiling: the highest level of a subject that may be shown.

    Raises:
        UsageError: no day lies between the limits.
        StoreError: the register cannot be read.
    """
    if before is not None and after is not None and after >= before:
        raise UsageError(
            f"no day lies from {after} to before {before}",
            remedy="give an earlier day for --after than for --before",
        )
    return DueList(register, before, after, ceiling, register.undated())


def parse_limit(text: str) -> dt.date:
    """Read a limit: the first day of a year (``2017``), of a month (``2017-03``), or a day.

    Raises:
        UsageError: it is written otherwise, or no such day exists.
    """
    match = _LIMIT.fullmatch(text.strip())
    try:
        if match:
            year, month, day = match.groups(default="1")
            return dt.date(int(year), int(month), int(day))
    except ValueError:
        pass
    raise UsageError(
        f"{text!r} is no date",
        remedy="give a year (2017), a month (2017-03) or a day (2017-03-24)",
    )


def _row(entry: DueEntry, ceiling: Level) -> DueRow:
    return DueRow(
        mrn=entry.mrn,
        key=entry.mrn or entry.identity[:_SHORT_DIGEST],
        date=entry.date,
        level=entry.classification,
        declassify_on=entry.due,
        basis=entry.basis,
        reasons=entry.reasons,
        subject=entry.subject if _may_show_subject(entry, ceiling) else None,
    )


def _may_show_subject(entry: DueEntry, ceiling: Level) -> bool:
    """True where the register knows the subject's own level, and the ceiling reaches it.

    Restricted Data and its kin are shown at no ceiling (32 CFR 2001.24(h), (i)).
    """
    return bool(entry.subject_facts) and all(
        facts.level <= ceiling and ATOMIC.isdisjoint(facts.caveats) for facts in entry.subject_facts
    )
