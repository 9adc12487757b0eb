"""The due list: which cables are to be declassified within a span of time, and what has no date.

A list runs from the first day that counts, that day included, to the first that is too late, that
day excluded, so ``--after 2016 --before 2017`` is the year 2016, and lists of following years
neither overlap nor leave a gap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from declass.errors import UsageError
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.report.undated import undated_sentence
from declass.schedule.model import Basis
from declass.store.due_query import DueGroup, DueQuery
from declass.store.records import DueEntry, SubjectFacts, Undated, key_of

if TYPE_CHECKING:
    from declass.store.register import Register

_MOST_KEPT = 4096  # decisions about subjects that are kept; few cables differ in what decides


class DueRow(NamedTuple):
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
        post: the post in the MRN, None where there is no MRN.
    """

    mrn: str | None
    key: str
    date: dt.date | None
    level: Level
    declassify_on: dt.date
    basis: Basis
    reasons: tuple[str, ...]
    subject: str | None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class DueList:
    """The cables that fall due within the limits, and counts of what the list does not show.

    Iterating reads the rows from the register, in the order that was asked for, and holds few of
    them at a time; it can be done again while the register is open. Each count is read when it is
    asked for, so that nobody waits for it before the first row.

    Attributes:
        register: where the rows are read.
        query: what was asked for.
        ceiling: subjects above this level are left out.
    """

    register: Register
    query: DueQuery
    ceiling: Level

    def __iter__(self) -> Iterator[DueRow]:
        ceiling = self.ceiling
        for entry in self.register.due_entries(self.query):
            yield _row(entry, ceiling)

    @property
    def undated(self) -> Undated:
        """Cables that no limits of time would bring into the list, by cause, and failed inputs.

        The other limits hold for these cables too, save that to a basis.
        """
        return self.register.undated(self.query)

    @property
    def left_out(self) -> int:
        """How many cables more there would be without a limit to their number."""
        if self.query.limit is None:
            return 0
        return max(0, self.register.count_due(self.query) - self.query.limit)

    @property
    def beside(self) -> str:
        """What stands beside the list: how many cables it leaves out, and how many have no date."""
        left_out = self.left_out
        more = f"{left_out:,} more within these limits. " if left_out else ""
        return more + undated_sentence(self.undated)

    @property
    def unknown(self) -> tuple[str, ...]:
        """What was asked for and is in no cable at all (``"post LIMMA"``), most often a slip."""
        return self.register.unknown(self.query)

    @property
    def group_sizes(self) -> Mapping[str | None, int]:
        """How many cables stand under each head (`head_of`), those left out included."""
        return self.register.count_due_by_group(self.query)


def due_list(register: Register, query: DueQuery, ceiling: Level) -> DueList:
    """List the current cables that a question asks for.

    Args:
        register: an open register.
        query: what is asked for.
        ceiling: the highest level of a subject that may be shown.

    Raises:
        UsageError: no day lies between the limits.
    """
    after, before = query.after, query.before
    if before is not None and after is not None and after >= before:
        raise UsageError(
            f"no day lies from {after} to before {before}",
            remedy="give an earlier day for --after than for --before",
        )
    return DueList(register, query, ceiling)


def head_of(row: DueRow, group: DueGroup) -> str | None:
    """The head under which a row stands; None for a cable without a post."""
    match group:
        case DueGroup.YEAR:
            return str(row.declassify_on.year)
        case DueGroup.POST:
            return row.post
        case DueGroup.CLASSIFICATION:
            return row.level.name


def _row(entry: DueEntry, ceiling: Level) -> DueRow:
    is_shown = entry.subject is not None and _may_show_subject(entry.subject_facts, ceiling)
    return DueRow(
        entry.mrn,
        key_of(entry.identity),
        entry.date,
        entry.classification,
        entry.due,
        entry.basis,
        entry.reasons,
        entry.subject if is_shown else None,
        entry.post,
    )


@lru_cache(_MOST_KEPT)
def _may_show_subject(subject_facts: tuple[SubjectFacts, ...], ceiling: Level) -> bool:
    """True where the register knows the subject's own level, and the ceiling reaches it.

    Restricted Data and its kin are shown at no ceiling (32 CFR 2001.24(h), (i)).
    """
    return bool(subject_facts) and all(
        facts.level <= ceiling and ATOMIC.isdisjoint(facts.caveats) for facts in subject_facts
    )
