"""One instruction of one cable before the rules, and the schedule that comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from declass.marking.level import Level
from declass.schedule.model import UNDETERMINED, Basis, Schedule, Step
from declass.schedule.orders import Order
from declass.schedule.rules import RULES

UNKNOWN_DATE = "The date of the cable is unknown, so no date can be computed."

_25_YEARS = relativedelta(years=25)


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules need to know beside the instruction.

    Attributes:
        raw: the instruction as written, None where there is none.
        order: the order that gives the instruction its meaning, or None.
        origin: the date of the cable, or None where it is unknown.
        level: the overall classification.
        source: the date of the source that the instruction is taken from, or None.
    """

    raw: str | None
    order: Order | None
    origin: date | None
    level: Level
    source: date | None = None

    def automatic(self, years: int) -> date | None:
        """31 December of the nth year from origin; None where origin is unknown."""
        return year_end(self.origin, years) if self.origin else None

    def is_overtaken(self, day: date) -> bool:
        """True where a day is more than 25 years from origin (32 CFR 2001.12(c)(1))."""
        return self.origin is not None and day > later(self.origin, _25_YEARS)

    def is_before_origin(self, day: date) -> bool:
        """True where a day is before the cable's own."""
        return self.origin is not None and day < self.origin

    def outcome(  # noqa: PLR0913 -- a column of the decision table each
        self,
        rule: str,
        basis: Basis,
        day: date | None,
        sentence: str,
        *,
        years: int = 25,
        earlier_steps: tuple[Step, ...] = (),
        warnings: tuple[str, ...] = (),
        superseded: date | None = None,
        review: date | None = None,
    ) -> Schedule:
        """The schedule of this case under a rule.

        Args:
            rule: id of the rule that governs.
            basis: what the result rests on.
            day: the result, or None.
            sentence: what the rule made of the instruction.
            years: the automatic date that applies; 0 where none does.
            earlier_steps: steps before the one of the governing rule.
            warnings: doubts.
            superseded: a written date that an automatic date overtakes.
            review: a date of review.
        """
        bound = self.automatic(years) if years else None
        steps = (*self._premises(years, bound), *earlier_steps, step(rule, sentence))
        return Schedule(
            raw=self.raw,
            order=self.order.number if self.order else None,
            date=day,
            bound=bound,
            basis=basis,
            rule=rule,
            steps=steps,
            warnings=warnings,
            superseded=superseded,
            review=review,
        )

    def computed(  # noqa: PLR0913 -- as above
        self,
        rule: str,
        basis: Basis,
        sentence: str,
        *,
        years: int = 25,
        warnings: tuple[str, ...] = (),
        superseded: date | None = None,
        review: date | None = None,
    ) -> Schedule:
        """The outcome that is 31 December of the nth year from origin, or from the source.

        Undetermined where both dates are unknown.
        """
        start = self.source or self.origin
        if start is None:
            day, warnings = None, (*warnings, UNKNOWN_DATE)
        else:
            day = year_end(start, years)
            whose = "the source" if self.source else "the cable"
            sentence += (
                f" 31 December of the {years}th year from the date of {whose}, {start}, is {day}."
            )
        return self.outcome(
            rule,
            basis,
            day,
            sentence,
            years=years,
            warnings=warnings,
            superseded=superseded,
            review=review,
        )

    def _premises(self, years: int, bound: date | None) -> tuple[Step, ...]:
        premises = []
        if self.order:
            sentence = f"The instruction has the meaning that {self.order.title} gives it."
            premises.append(Step("order", self.order.citation, sentence))
        if bound:
            sentence = (
                f"The automatic date, {years} years from {self.origin}, is {bound}, if the cable"
                " is of permanent historical value, as is assumed."
            )
            premises.append(step("automatic", sentence))
        return tuple(premises)


def step(rule: str, sentence: str) -> Step:
    """A step under a rule, with the citation of that rule."""
    return Step(rule, RULES[rule].citation, sentence)


def year_end(day: date, years: int) -> date:
    """31 December of the nth year after the year of a day; the last year there is, if beyond."""
    return date(min(day.year + years, date.max.year), 12, 31)


def later(day: date, span: relativedelta) -> date:
    """A day and a span, by the calendar; the last day there is, if the sum lies beyond it."""
    try:
        return day + span
    except (ValueError, OverflowError):
        return date.max


def undetermined(case: Case, why: str, *, years: int = 25) -> Schedule:
    """Row 31: the automatic date is an outer bound, and nobody may call the cable due."""
    warning = f"{why} A reviewer has to decide."
    return case.outcome(
        UNDETERMINED, Basis.DEFAULT, None, warning, years=years, warnings=(warning,)
    )


def incomplete(case: Case, why: str) -> Schedule:
    """Row 4 for a classified cable; for another one nobody knows what is meant."""
    if not case.level.is_classified:
        return undetermined(case, why)
    return case.computed("row-04", Basis.DEFAULT, why, warnings=(why,))
