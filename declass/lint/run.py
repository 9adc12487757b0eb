"""Cable to findings: the rules run, their mistakes sorted by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from declass.cable.model import Cable
from declass.lint.model import Finding, Rule, Spot
from declass.lint.registry import RULES
from declass.lint.survey import survey


def check(cable: Cable, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """Find the marking mistakes of a cable.

    Never fails on what a cable says, and takes time in proportion to its length.

    Args:
        cable: the cable.
        rules: the rules to go by.

    Returns:
        The findings by line, and by code within a line.
    """
    looked_over = survey(cable)
    spotted = [(rule.code, spot) for rule in rules for spot in rule.check(looked_over)]
    findings = _placed(cable.text, sorted(spotted, key=lambda pair: pair[1].offset))
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.code)))


def _placed(text: str, spotted: list[tuple[str, Spot]]) -> Iterator[Finding]:
    """The findings of mistakes that come in order of their offset, lines counted as they go."""
    line, counted = 1, 0
    for code, spot in spotted:
        line += text.count("\n", counted, spot.offset)
        counted = spot.offset
        yield Finding(code, spot.message, line, spot.portion)
