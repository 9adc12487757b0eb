"""How fast schedules are computed.

The floor makes the same records, a schedule and its steps, from values that are there already: the
least that any rule engine does whose results are such records. Both run turn by turn in one
process. "new texts" are instructions that the process has not read before, as in a corpus in which
no two cables have the same date; "known texts" come again and again, as OADR and X1 do.

    python bench/schedule.py
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from declass.marking.level import Level
from declass.schedule.decide import Facts, decide
from declass.schedule.instruction import read_instruction
from declass.schedule.model import Schedule, Step

PER_MINUTE = 1_000_000
TARGET = 15.0  # times the floor
NUMBER = 3000  # schedules a turn
TURNS = 15

# As often as real cables have them: most have a date, some a duration, few anything else.
FORMS = ("DECL: {:%m/%d/%Y}",) * 12 + ("DECL: {:%Y/%m/%d}", "DECL: {:%d %b %Y}", "{:%m/%d/%y}")
MARKINGS = ("10 YEARS", "X1", "1.6X6", "OADR", "N/A", "25X1", "AFTER THE HERRING SUMMIT", "X1, X6")


def corpus() -> list[Facts]:
    """Facts of cables of many days; four in five instructions stand there once only."""
    days = (date(1996, 1, 1) + timedelta(days=number) for number in range(5000))
    facts = []
    for position, (day, form) in enumerate(islice(product(days, FORMS), NUMBER)):
        text = MARKINGS[position % 8] if position % 5 == 0 else form.format(day + timedelta(3600))
        facts.append(Facts(text, "12958", day, Level.S))
    return facts


def seconds(work: Callable[[], object]) -> float:
    """Seconds of one turn of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def rebuild(schedules: Sequence[Schedule]) -> list[Schedule]:
    """The floor: the same records, made anew from what they hold."""
    return [
        Schedule(
            each.raw,
            each.order,
            each.date,
            each.bound,
            each.basis,
            each.rule,
            tuple([Step(*step) for step in each.steps]),
            each.warnings,
            each.superseded,
            each.review,
            each.instructed,
            each.needs,
            each.events,
        )
        for each in schedules
    ]


def decide_all(facts: Sequence[Facts]) -> list[Schedule]:
    """The rules applied to each."""
    return [decide(each) for each in facts]


def decide_new(facts: Sequence[Facts]) -> list[Schedule]:
    """The same for a process that has read no instruction yet."""
    read_instruction.cache_clear()
    return decide_all(facts)


def main() -> int:
    """Measure, print a line a case, and say whether the targets are met."""
    facts = corpus()
    schedules = decide_all(facts)
    floors, known, new = [], [], []
    for _ in range(TURNS):
        floors.append(seconds(lambda: rebuild(schedules)))
        known.append(seconds(lambda: decide_all(facts[: NUMBER // 3])) * 3)
        new.append(seconds(lambda: decide_new(facts)))
    floor = statistics.median(floors)
    print(f"schedules of {NUMBER:,} cables, one core")
    print(f"  the records alone   {floor / NUMBER * 1e6:6.1f} us")
    is_met = True
    for name, times in (("known texts", known), ("new texts", new)):
        one = statistics.median(times) / NUMBER
        ratio = statistics.median(t / f for t, f in zip(times, floors, strict=True))
        is_met &= ratio <= TARGET
        print(
            f"  {name:18}{one * 1e6:8.1f} us  x{ratio:4.1f}  (target <= {TARGET:.0f})"
            f"   {60 / one:,.0f} a minute (wanted {PER_MINUTE:,})"
        )
    return not is_met


if __name__ == "__main__":
    sys.exit(main())
