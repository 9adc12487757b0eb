"""How fast cables are parsed, and that no input makes the parser slow.

The floor looks at every line of the same text once, with one compiled multi-line pattern that
tells the sorts of lines apart: the least that any reader of cables does. Both run turn by turn in
one process; the median of many turns is printed.

    python bench/parse.py
"""

from __future__ import annotations

import gc
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from declass.cable.parse import parse
from declass.errors import NotACableError

TARGET = 12.0  # times the floor
HOSTILE_TARGET = 2.3  # time at 2n over time at n
HOSTILE_CHARACTERS = 250_000  # n; the largest text is 4n, a million

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

HEAD = (
    "O 240827Z MAR 08\nFM AMEMBASSY LISBON\nTO SECSTATE WASHDC\nS E C R E T LISBON 000804\n\n"
    "E.O. 12958: DECL: 03/24/2018\nTAGS: PREL\nSUBJECT: (U) NETS\n\n1. (S) Boats.\n\n"
)

HOSTILE: dict[str, Callable[[int], str]] = {
    "one line": lambda n: "a" * n,
    "blanks": lambda n: " " * n,
    "line ends": lambda n: "\n" * n,
    "digits": lambda n: "7" * n,
    "(": lambda n: "(" * n,
    "(S) ": lambda n: "(S) " * (n // 4),
    "E.O. 12958: ": lambda n: "E.O. 12958: " * (n // 12),
    "E.O. lines": lambda n: "E.O. 12958: DECL:\n" * (n // 18),
    "S E C R E T ": lambda n: "S E C R E T " * (n // 12),
    "headers": lambda n: "S E C R E T SECTION 02 OF 02 LISBON 000804\n\nx\n" * (n // 45),
    "marked lines": lambda n: "1. (S0) x\n" * (n // 10),
    "nested lists": lambda n: "a. (U) x\n(1) y\n-- z\n" * (n // 20),
    "REF: ": lambda n: "REF: A. LISBON 1 " * (n // 17),
    "reasons": lambda n: "CLASSIFIED BY: X REASONS 1.4 (B) " * (n // 33),
}


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


def measure_hostile() -> bool:
    """Time hostile texts at n, 2n and 4n characters, in the head and in the body."""
    print(f"\nhostile input, seconds at n, 2n, 4n (n = {HOSTILE_CHARACTERS:,} characters)")
    kept = True
    for name, make in HOSTILE.items():
        for place, head in (("alone", ""), ("body", HEAD)):
            times = [best_time(head + make(HOSTILE_CHARACTERS * m)) for m in (1, 2, 4)]
            ratios = [times[1] / times[0], times[2] / times[1]]
            is_linear = max(ratios) <= HOSTILE_TARGET or times[2] < 0.05  # too short to tell
            kept = kept and is_linear
            print(
                f"  {name:14} {place:6} {times[0]:7.3f} {times[1]:7.3f} {times[2]:7.3f}"
                f"   x{ratios[0]:.2f} x{ratios[1]:.2f}{'' if is_linear else '   MISSED'}"
            )
    return kept


def best_time(text: str) -> float:
    """Seconds of the best of three parses; the collector would measure the heap, not the parser."""
    times = []
    for _ in range(3):
        gc.collect()
        gc.disable()
        start = time.process_time()
        try:
            parse(text)
        except NotACableError:
            pass
        finally:
            gc.enable()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    met = measure_rate()
    met = measure_hostile() and met
    sys.exit(not met)
