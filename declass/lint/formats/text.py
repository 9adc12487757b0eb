"""Findings for people: a line each, then how many there are of each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from declass.lint.model import Checked, Finding, Outcome
from declass.lint.registry import find_rule


def text_lines(outcomes: Iterable[Outcome], *, with_summary: bool = True) -> Iterator[str]:
    """``cable.txt:4: DM001 the banner is ...``, and a summary by rule.

    Args:
        outcomes: what became of each input.
        with_summary: False for the findings alone.
    """
    counts: Counter[str] = Counter()
    checked = found = failed = 0
    for outcome in outcomes:
        if not isinstance(outcome, Checked):
            failed += 1
            continue
        checked += 1
        found += bool(outcome.findings)
        counts.update(finding.code for finding in outcome.findings)
        for finding in outcome.findings:
            yield _line(outcome.name, finding)
    if with_summary:
        yield from _by_rule(counts)
        yield _summary(checked, counts.total(), found, failed)


def _line(name: str, finding: Finding) -> str:
    return f"{name}:{finding.line}: {finding.code} {finding.message}"


def _summary(checked: int, findings: int, found: int, failed: int) -> str:
    where = "it" if checked == 1 else f"{found} of them"
    parts = [f"{_counted(checked, 'cable')} checked"]
    if checked:
        parts.append(f"{_counted(findings, 'finding')} in {where}" if findings else "no findings")
    if failed:
        parts.append(f"{_counted(failed, 'input')} failed")
    return ", ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number <= 1 else 's'}"


def _by_rule(counts: Counter[str]) -> Iterator[str]:
    if counts:
        yield ""
    width = len(str(max(counts.values(), default=0)))
    for code in sorted(counts):
        yield f"{counts[code]:>{width}}  {code}  {find_rule(code).title}"
