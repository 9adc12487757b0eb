"""Findings for programs: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from declass.lint.model import Outcome, each_finding
from declass.lint.registry import find_rule


def json_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """An object for each finding, in ASCII, which every reader takes.

    Its fields are ``file``, ``line``, ``code``, ``title``, ``message`` and ``portion``.
    """
    for name, finding in each_finding(outcomes):
        yield json.dumps(
            {
                "file": name,
                "line": finding.line,
                "code": finding.code,
                "title": find_rule(finding.code).title,
                "message": finding.message,
                "portion": finding.portion,
            }
        )
