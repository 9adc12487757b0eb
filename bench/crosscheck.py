"""What the cross-check costs a release: against parsing, drawing and verifying a three-page cable.

python bench/crosscheck.py
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from declass.cable.parse import parse
from declass.marking.level import Level
from declass.redact.crosscheck.search import cross_check
from declass.redact.prepare import prepare
from declass.redact.review.policy import rule
from declass.redact.verify import find_leaks

SAMPLE = Path(__file__).parents[1] / "sample_cables" / "two-section-secret.txt"
TARGET = 0.10  # of a verified release
SECONDS = 3.0


def main() -> int:
    """Measure in turn, in one process, and print the medians."""
    text = SAMPLE.read_text(encoding="utf-8")
    cable = parse(text)
    verdicts = rule(cable, Level.C).verdicts

    def verified_release() -> None:
        made = prepare(parse(text), Level.C)
        find_leaks(made.content, made.withheld, made.released)

    release, check = medians([verified_release, lambda: cross_check(cable, verdicts)])
    share = check / release
    verdict = "ok" if share <= TARGET else f"MISSED: target {TARGET:.0%}"
    print(
        f"verified release {1000 * release:.2f} ms, cross-check {1000 * check:.2f} ms, "
        f"{share:.1%}  {verdict}"
    )
    return share > TARGET


def medians(calls: list[Callable[[], object]]) -> list[float]:
    """Median time of each call, taken in turns."""
    times: list[list[float]] = [[] for _ in calls]
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        for call, taken in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


if __name__ == "__main__":
    sys.exit(main())
