"""What the lint is made of: rules, the mistakes that they spot, and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from declass.errors import DeclassError
from declass.lint.example import Example
from declass.lint.survey import Survey


class Spot(NamedTuple):
    """A mistake, as a check sees it.

    Attributes:
        offset: where in the text of the cable.
        message: what is wrong, in one clause. It names markings, numbers and dates, never the
            free text of a cable.
        portion: number of the portion that it is about, or its kind where it has none; None where
            it is about the cable.
    """

    offset: int
    message: str
    portion: str | None = None


Check: TypeAlias = Callable[[Survey], Iterator[Spot]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of marking: a row of the table from which check, help and documentation are made.

    Attributes:
        code: stable for good; the code of a rule that is dropped is never given again.
        name: the code in words, stable as well.
        title: what is wrong, without a full stop.
        citation: where the rule stands; "practice" where it rests on usage, not on a text.
        why: what the mistake does.
        fix: what to do about it.
        bad: a cable in which the rule finds something, and no other rule does.
        good: the same cable without the mistake; no rule finds anything in it.
        check: finds the mistake.
    """

    code: str
    name: str
    title: str
    citation: str
    why: str
    fix: str
    bad: Example
    good: Example
    check: Check


class Finding(NamedTuple):
    """A mistake in a cable.

    Attributes:
        code: the code of the rule.
        message: see `Spot`.
        line: number of the line, counted from 1. What is missing is found at the banner, or at the
            first line where there is none.
        portion: see `Spot`.
    """

    code: str
    message: str
    line: int
    portion: str | None


class Checked(NamedTuple):
    """A cable that was checked.

    Attributes:
        name: the file, or the message reference number under which the register has it.
        findings: in order of their place.
    """

    name: str
    findings: tuple[Finding, ...]


Outcome: TypeAlias = Checked | DeclassError
"""What became of an input: it was checked, or failed, with its place in the error."""


def each_finding(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, Finding]]:
    """The findings in all that was checked, each with the name of its cable."""
    for outcome in outcomes:
        if isinstance(outcome, Checked):
            for finding in outcome.findings:
                yield outcome.name, finding
