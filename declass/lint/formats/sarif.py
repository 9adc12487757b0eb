"""Findings as a log of the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from declass.errors import DeclassError
from declass.lint.example import difference
from declass.lint.model import Checked, Finding, Outcome, Rule
from declass.lint.registry import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = "warning"
_INDEXES = {rule.code: index for index, rule in enumerate(RULES)}


def sarif_lines(outcomes: Iterable[Outcome], version: str) -> Iterator[str]:
    """The lines of one log.

    Args:
        outcomes: what became of each input; one that failed is told in the log.
        version: the version of declass.
    """
    found = list(outcomes)
    failures = [outcome for outcome in found if isinstance(outcome, DeclassError)]
    run = {
        "tool": {
            "driver": {
                "name": "declass",
                "semanticVersion": version,
                "rules": [_rule(rule) for rule in RULES],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not failures,
                "toolExecutionNotifications": [_failure(failure) for failure in failures],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(outcome.name, finding)
            for outcome in found
            if isinstance(outcome, Checked)
            for finding in outcome.findings
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield from json.dumps(log, indent=2).splitlines()


def _rule(rule: Rule) -> dict[str, Any]:
    example = "\n".join(difference(rule.bad, rule.good))
    return {
        "id": rule.code,
        "name": "".join([word.capitalize() for word in rule.name.split("-")]),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": f"{rule.fix}\n\n{rule.citation}\n\n{example}",
            "markdown": f"{rule.fix}\n\n*{rule.citation}*\n\n```diff\n{example}\n```",
        },
        "defaultConfiguration": {"level": _LEVEL},
        "properties": {"citation": rule.citation},
    }


def _result(name: str, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(name)},
            "region": {"startLine": finding.line},
        }
    }
    if finding.portion is not None:
        location["logicalLocations"] = [{"name": finding.portion, "kind": "portion"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEXES[finding.code],
        "level": _LEVEL,
        "message": {"text": finding.message},
        "locations": [location],
    }


def _failure(failure: DeclassError) -> dict[str, Any]:
    return {"level": "error", "message": {"text": str(failure)}}


def _uri(name: str) -> str:
    """A path as a URI; a relative one stays relative."""
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
