"""How far an automatic date may be put off, and when a delay puts nothing off.

The limits are rows with their citation. A reviewer's decision that goes beyond one is refused,
with the days that are allowed.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from declass.errors import UsageError
from declass.schedule.case import later
from declass.schedule.model import WITHOUT_DATE, Basis, Governs, Schedule
from declass.schedule.recorded import Delay, DelayKind

_FOR_GOOD = 9999  # no limit: more years than the calendar has


class Limit(NamedTuple):
    """How long a delay of one kind may last.

    Attributes:
        kind: on what ground.
        citation: where the limit stands.
        years: how many years at most.
        counts_from_recording: they count from the day of recording, not from the automatic date.
        is_year_end: it ends on 31 December.
    """

    kind: DelayKind
    citation: str
    years: int = _FOR_GOOD
    counts_from_recording: bool = False
    is_year_end: bool = False

    def last_day(self, automatic: date, today: date) -> date:
        """The last day to which the automatic date may be put off."""
        start = today if self.counts_from_recording else automatic
        return later(start, relativedelta(years=self.years))


LIMITS = {
    limit.kind: limit
    for limit in (
        Limit(DelayKind.FILE_SERIES, "E.O. 13526 s3.3(c)"),
        Limit(DelayKind.SPECIAL_MEDIA, "32 CFR 2001.30(n)(1)", years=5),
        Limit(DelayKind.REFERRAL, "32 CFR 2001.30(n)(2)"),
        Limit(
            DelayKind.NEWLY_DISCOVERED, "32 CFR 2001.30(n)(3)", years=3, counts_from_recording=True
        ),
        Limit(DelayKind.INTEGRAL_FILE, "32 CFR 2001.30(n)(4)", is_year_end=True),
    )
}
"""The limit of each kind of delay."""


def automatic_date(schedule: Schedule) -> date | None:
    """The automatic date that a delay would put off, None where none applies.

    Args:
        schedule: without any delay.
    """
    return schedule.due if schedule.governs is Governs.AUTOMATIC else schedule.bound


def check_delay(delay: Delay, without: Schedule, after: Schedule, today: date) -> None:
    """Refuse a delay that the law does not allow, or that would put nothing off.

    Other delays of the same cable are left out of account: each stands by itself.

    Args:
        delay: what is to be recorded.
        without: the schedule of the cable without any delay.
        after: its schedule with this delay and no other.
        today: the day of recording.

    Raises:
        UsageError: it says which days are allowed.
    """
    automatic = automatic_date(without)
    if automatic is None:
        raise UsageError(
            f"no automatic date can be put off: {_why_none(without)}",
            remedy="give a cable that `declass show` gives an automatic date",
        )
    if delay.until <= automatic:
        raise UsageError(
            f"until {delay.until} would put nothing off: the automatic date is {automatic}",
            remedy=f"give a day after {automatic}",
        )
    _check_limit(delay, automatic, today)
    if without.due and after.due == without.due:
        raise UsageError(
            f"would put nothing off: the instruction itself gives {without.due}, and a delay only"
            f" concerns the automatic date, {automatic}",
            remedy="give a cable that waits for its automatic date",
        )


def _check_limit(delay: Delay, automatic: date, today: date) -> None:
    limit = LIMITS[delay.kind]
    last = limit.last_day(automatic, today)
    if delay.until > last:
        start = f"its recording, {today}" if limit.counts_from_recording else f"{automatic}"
        raise UsageError(
            f"until {delay.until} is too long for {delay.kind}: the limit is {limit.years} years"
            f" from {start} ({limit.citation})",
            remedy=f"give a day up to {last}",
        )
    if limit.is_year_end and (delay.until.month, delay.until.day) != (12, 31):
        raise UsageError(
            f"until {delay.until} is no date for {delay.kind}: it ends with the 25th year of the"
            f" newest record in the block ({limit.citation})",
            remedy="give a 31 December",
        )


def _why_none(schedule: Schedule) -> str:
    if schedule.basis is Basis.NONE:
        return "there is nothing to declassify"
    if schedule.rule in WITHOUT_DATE:
        return f"no executive order sets a date for it ({schedule.rule})"
    if schedule.due:
        return f"the instruction gives {schedule.due}, and none applies beside it"
    return "its own date is not known"
