"""Running the command line: as a process of its own, or within the test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from declass.cable.model import FurnitureKind
from declass.cable.parse import parse
from declass.cli.app import run
from declass.marking.level import Level
from declass.redact.review.choices import Choices
from declass.redact.review.policy import withhold

HOUSE = Path(__file__).parents[2]
SAMPLES = sorted((HOUSE / "sample_cables").glob("*.txt"))
SAMPLE = HOUSE / "sample_cables" / "two-section-secret.txt"
SENTINEL = "qzxqzx"

CABLE = """\
S E C R E T TOKYO 000804

SIPDIS

E.O. 12958: DECL: 03/24/2018
TAGS: EFIS, PREL, JA
SUBJECT: SQUID QUOTAS

REF: TOKYO 500

Classified By: A. CLERK, ECON CHIEF, for reasons 1.4 (b) and (d).

1. (U) The fisheries talks opened on Monday.

2. (C) The museum loan is a pretext, the deputy said.

3. (S) He has told nobody else about the second road.
CLERK
"""
DATED = f"O 240827Z MAR 08\nFM AMEMBASSY TOKYO\nTO SECSTATE WASHDC\n{CABLE}"


class Answer(NamedTuple):
    """What a command line answered."""

    code: int
    out: str
    err: str


class Program:
    """Runs command lines within the test, in a directory and a home of its own."""

    def __init__(self, place: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.place = place
        self.capture = capture

    def __call__(self, *arguments: str | Path) -> Answer:
        self.capture.readouterr()
        code = run([str(argument) for argument in arguments])
        return Answer(code, *self.capture.readouterr())

    def write(self, name: str, text: str = DATED) -> Path:
        path = self.place / name
        path.write_text(text, encoding="utf-8")
        return path


def process(
    *arguments: str | Path, place: Path, **options: Any
) -> subprocess.CompletedProcess[Any]:
    """Run ``python -m declass`` as a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(HOUSE)}
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(
        [sys.executable, "-m", "declass", *map(str, arguments)],
        cwd=place,
        env=environment | options.pop("env", {}),
        check=False,
        **streams | options,
    )


def planted(text: str, level: Level) -> str:
    """The cable with each word of three letters and more that is withheld made a sentinel."""
    cable = parse(text)
    release = withhold(cable, level, Choices(accepts_compilation=True))
    decisions = [decision for decision in release.decisions if decision.kind != "head"]
    spans = [
        (max(start, portion.content), end)
        for portion, decision in zip(cable.portions, decisions, strict=True)
        if not decision.is_released
        for start, end in portion.spans
    ]
    if any(d.kind == "subject" and not d.is_released for d in decisions):
        spans += [(*piece.span,) for piece in cable.furniture if piece.kind is FurnitureKind.TITLE]
    for start, end in sorted(spans, reverse=True):
        secret = re.sub(r"[A-Za-z]{3,}", SENTINEL, text[start:end])
        text = text[:start] + secret + text[end:]
    return text
