"""That no text makes a reader of texts slow: time at n, 2n and 4n characters.

Twice the text may take 2.3 times as long at most. The largest text has a million characters. The
best of three runs counts, in processor time, with the collector at rest.

    python bench/hostile.py
"""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from declass.cable.parse import parse
from declass.cable.reason import find_reasons
from declass.errors import DeclassError
from declass.lint.run import check
from declass.marking.level import Level
from declass.redact.crosscheck.search import cross_check
from declass.redact.paper.layout import lay_out
from declass.redact.release import Disposition, Release, ReleasedLine
from declass.redact.review.choices import Choices
from declass.redact.review.verdict import judge
from declass.schedule.instruction import read_instruction
from declass.sources.undress import undress
from declass.templating import load_wording

TARGET = 2.3  # time at 2n over time at n
CHARACTERS = 250_000  # n
TOO_SHORT = 0.05  # seconds at 4n below which the clock says nothing

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


WORDING = load_wording()


def lay_out_line(text: str) -> object:
    """Lay out one line of a release."""
    line = (ReleasedLine(text.replace("\n", " ")),)
    return lay_out(
        Release(None, "U", "SECRET", "UNCLASSIFIED", Disposition.IN_FULL, line, ()), WORDING
    )


def check_both_sides(text: str) -> object:
    """Cross-check a cable that has the text in a released and in a withheld paragraph."""
    line = text.replace("\n", " ")
    cable = parse(f"{HEAD}2. (U) {line}\n\n3. (S) {line}\n")
    return cross_check(cable, judge(cable, Level.U, Choices()))


READERS: dict[str, Callable[[str], object]] = {
    "parse": parse,
    "parse, as body": lambda text: parse(HEAD + text),
    "lint, as body": lambda text: check(parse(HEAD + text)),
    "undress": undress,
    "undress, as HTML": lambda text: undress(f"<pre><br>{text}"),
    "instruction": read_instruction,
    "reasons": lambda text: find_reasons(f"REASON: 1.4 {text}"),
    "layout": lay_out_line,
    "cross-check": check_both_sides,
}


def measure() -> bool:
    """Time every reader on every text; say which grow faster than the text."""
    print(
        f"seconds at n, 2n, 4n (n = {CHARACTERS:,} characters); target x{TARGET} at each doubling"
    )
    kept = True
    for reader, read in READERS.items():
        for name, make in HOSTILE.items():
            times = [best_time(read, make(CHARACTERS * times)) for times in (1, 2, 4)]
            ratios = times[1] / times[0], times[2] / times[1]
            is_linear = max(ratios) <= TARGET or times[2] < TOO_SHORT
            kept = kept and is_linear
            print(
                f"  {reader:17} {name:14} {times[0]:7.3f} {times[1]:7.3f} {times[2]:7.3f}"
                f"   x{ratios[0]:.2f} x{ratios[1]:.2f}{'' if is_linear else '   MISSED'}"
            )
    return kept


def best_time(read: Callable[[str], object], text: str) -> float:
    """Seconds of processor time of the best of three runs."""
    times = []
    for _ in range(3):
        gc.collect()
        gc.disable()
        start = time.process_time()
        with contextlib.suppress(DeclassError):
            read(text)
        times.append(time.process_time() - start)
        gc.enable()
    return min(times)


if __name__ == "__main__":
    sys.exit(not measure())
