"""How fast cables are parsed.

The floor looks at every line of the same text once, with one compiled multi-line pattern that
tells the sorts of lines apart: the least that any reader of cables does. Both run turn by turn in
one process; the median of many turns is printed.

    python bench/parse.py
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from declass.cable.parse import parse

TARGET = 12.0  # times the floor

FLOOR = re.compile(
    r"""
    ^[ \t]*(?:
      (?P<dtg>     (?:[ZOPR][ ])?\d{6}Z[ ]\w{3}[ ]\d\d)
    | (?P<address> (?:FM|TO|INFO)[ ]|RU\w+/)
    | (?P<relay>   VZCZC\w*|DE[ ]RU\w+|ZN[RY][ ]\w+|(?:ZZ|OO|PP|RR)[ ]RU\w+)
    | (?P<banner>  (?:T[ ]?O[ ]?P[ ]+)?S[ ]?E[ ]?C[ ]?R[ ]?E[ ]?T|C[ ]?O[ ]?N[ ]?F|UNCLAS)
    | (?P<field>   E\.?[ ]?O\.?[ ]?\d{5}|TAGS|SUBJ(?:ECT)?|REFS?|CLASSIFIED[ ]BY)
    | (?P<page>    PAGE[ ]\d\d|[A-Z ]+[ ]\d{8}[ ]+\d{3}[ ]OF[ ]\d{3})
    | (?P<rule>    [-=*]{3,})
    | (?P<number>  \d{1,3}[.)][ ]*(?:\([A-Z/]+\))?)
    | (?P<sub>     (?:[a-z][.)]|\([a-z0-9]\)|--?)[ ]+(?:\([A-Z/]+\))?)
    | (?P<mark>    \([A-Z/]{1,12}\))
    | (?P<text>    \S)
    )?.*$
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)


def median(work: Callable[[], object], turns: int) -> float:
    """Seconds of one turn."""
    times = []
    for _ in range(turns):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def scan(text: str) -> list[str | None]:
    """The floor: the sort of every line."""
    return [found.lastgroup for found in FLOOR.finditer(text)]


def measure_rate() -> bool:
    """Parse every sample; say how the show-piece of 6 KB compares with the floor."""
    text = (ROOT / "sample_cables" / "two-section-secret.txt").read_text(encoding="utf-8")
    floors, parses = [], []
    for _ in range(15):
        floors.append(median(lambda: scan(text), 7))
        parses.append(median(lambda: parse(text), 7))
    floor, full = statistics.median(floors), statistics.median(parses)
    ratio = statistics.median(p / f for p, f in zip(parses, floors, strict=True))
    print(f"parse of {len(text) / 1000:.1f} KB, two sections, one core")
    print(f"  one scan of its lines   {floor * 1e3:7.3f} ms")
    print(
        f"  full parse              {full * 1e3:7.3f} ms   x{ratio:4.1f}  (target <= {TARGET:.0f})"
        f"   {1 / full:,.0f} cables/s"
    )
    return ratio <= TARGET


if __name__ == "__main__":
    sys.exit(not measure_rate())
