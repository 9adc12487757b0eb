"""Declassification scheduling and redaction of diplomatic cables.

    from declass import Level, check, compute_schedule, parse, render, withhold

    cable = parse(text)                       # what the text says
    schedule = compute_schedule(cable)        # when it is declassified, and by which rule
    release = withhold(cable, Level.U)        # what may be seen: no withheld text is in it
    pdf = render(release)                     # the bytes of a PDF
    findings = check(cable)                   # what is wrong with its markings

Each name is imported on first use, so that ``import declass`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declass.cable.model import Cable, Portion
    from declass.cable.parse import parse
    from declass.errors import DeclassError
    from declass.lint.model import Finding
    from declass.lint.run import check
    from declass.marking.level import Level
    from declass.redact.pdf.writer import render
    from declass.redact.release import Release
    from declass.redact.review.policy import withhold
    from declass.schedule.decide import compute_schedule
    from declass.schedule.model import Schedule

__version__ = "0.1.0"

__all__ = [
    "Cable",
    "DeclassError",
    "Finding",
    "Level",
    "Portion",
    "Release",
    "Schedule",
    "check",
    "compute_schedule",
    "parse",
    "render",
    "withhold",
]

_HOMES = {
    "Cable": "declass.cable.model",
    "DeclassError": "declass.errors",
    "Finding": "declass.lint.model",
    "Level": "declass.marking.level",
    "Portion": "declass.cable.model",
    "Release": "declass.redact.release",
    "Schedule": "declass.schedule.model",
    "check": "declass.lint.run",
    "compute_schedule": "declass.schedule.decide",
    "parse": "declass.cable.parse",
    "render": "declass.redact.pdf.writer",
    "withhold": "declass.redact.review.policy",
}


def __getattr__(name: str) -> object:
    """Import a public name from its room on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
