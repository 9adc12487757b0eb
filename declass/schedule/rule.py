"""What a rule is: the law in words, when it was in effect, and the clauses by which it governs.

A rule is data. Its clauses say of which kind of instruction it speaks, under which condition, and
what follows: the result, and the sentence that explains it. The engine (`govern`) walks them.
Sentences are forms with names in braces, which `wording` fills in; they name dates and markings,
and never quote the words of an event or of anything not understood.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from declass.schedule.case import Matter
from declass.schedule.kinds import Instruction
from declass.schedule.model import Basis


def always(_: Matter) -> bool:
    """The condition that holds for every instruction of its kind."""
    return True


def nothing(_: Matter) -> date | None:
    """The result of a clause that gives no date."""
    return None


def own_day(matter: Matter) -> date | None:
    """The day that the instruction itself gives."""
    return matter.day


def automatic_day(matter: Matter) -> date | None:
    """31 December of the 25th year from origin, after delays."""
    return matter.case.automatic(25)


class Doubt(NamedTuple):
    """A warning that a clause brings with it under a condition.

    Attributes:
        when: the condition.
        sentence: the warning, a form as in `Clause`.
    """

    when: Callable[[Matter], bool]
    sentence: str


class Clause(NamedTuple):
    """When a rule governs an instruction, and what follows.

    Attributes:
        kind: the kind of instruction.
        when: the condition; over all rules exactly one clause holds for any instruction.
        basis: what the result rests on.
        sentence: what was concluded.
        day: the result, a date or None.
        counts: instead of `day`: the result is 31 December of this year from source or origin.
        bound: the automatic date that applies, in years from origin; 0 where none does.
        is_doubtful: the sentence is a warning too.
        doubts: other warnings.
        before: a step that comes before: id of its rule, and its sentence.
        is_superseded: the result takes the place of the day that the instruction gives.
        is_review: the day that the instruction gives is one of review.
        needs: what would settle it, or "".
    """

    kind: type[Instruction]
    when: Callable[[Matter], bool]
    basis: Basis
    sentence: str
    day: Callable[[Matter], date | None] = nothing
    counts: int = 0
    bound: int = 25
    is_doubtful: bool = False
    doubts: tuple[Doubt, ...] = ()
    before: tuple[str, str] | None = None
    is_superseded: bool = False
    is_review: bool = False
    needs: str = ""


class Rule(NamedTuple):
    """A row of the table of rules.

    Attributes:
        id: stable id (``"row-05"``).
        condition: what the instruction says.
        result: what follows from it.
        citation: where the rule stands; "practice" where it rests on usage, not on a text.
        clauses: how it governs; empty where the engine itself applies it.
        first: first day on which cables could be marked so, None for no limit.
        last: last such day, None for no limit.
        untimely: the warning for a cable of another day, "" where it makes no difference.
    """

    id: str
    condition: str
    result: str
    citation: str
    clauses: tuple[Clause, ...] = ()
    first: date | None = None
    last: date | None = None
    untimely: str = ""

    def is_in_effect(self, day: date) -> bool:
        """True where a cable of that day could be marked so."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
