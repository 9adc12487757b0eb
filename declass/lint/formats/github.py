"""Findings as the workflow commands of GitHub, which shows them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from declass.lint.model import Finding, Outcome, each_finding
from declass.lint.registry import find_rule

_IN_MESSAGES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTIES = (*_IN_MESSAGES, (":", "%3A"), (",", "%2C"))


def github_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """``::warning file=cable.txt,line=4,title=DM001 ...::the banner is ...``."""
    for name, finding in each_finding(outcomes):
        yield _command(name, finding)


def _command(name: str, finding: Finding) -> str:
    title = f"{finding.code} {find_rule(finding.code).title}"
    properties = (("file", name), ("line", str(finding.line)), ("title", title))
    written = ",".join([f"{key}={_escaped(value, _IN_PROPERTIES)}" for key, value in properties])
    return f"::warning {written}::{_escaped(finding.message, _IN_MESSAGES)}"


def _escaped(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    for sign, code in signs:
        text = text.replace(sign, code)
    return text
