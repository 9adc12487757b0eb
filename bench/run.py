"""Every benchmark in turn; ends with 1 where one misses its target.

make bench
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS = (
    "startup.py",
    "parse.py",
    "schedule.py",
    "release.py",
    "crosscheck.py",
    "hostile.py",
    "due.py",
)


def main() -> int:
    """Run them one after the other, so that none disturbs another."""
    missed = 0
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        missed |= subprocess.run(
            [sys.executable, Path(__file__).with_name(name)], check=False
        ).returncode
    return missed


if __name__ == "__main__":
    sys.exit(main())
