"""How long the command takes to start, as ratios to `python -c "import typer"`.

    python bench/startup.py [ROUNDS]

Prints the median of ROUNDS interleaved runs (21 unless told), in milliseconds and as a ratio to
typer's own import, beside the target. Interleaved, so that a machine that slows down slows all.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).parents[1]
SAMPLE = HOUSE / "sample_cables" / "two-section-secret.txt"
ROUNDS = 21

# Name, arguments of the interpreter, target as a ratio to the floor (None for a mark of measure).
FLOOR = "import typer"
COMMAND = ("-c", "from declass.cli.app import main; main()")  # what the installed script does
CASES = (
    ("python", ("-c", "pass"), None),
    (FLOOR, ("-c", "import typer"), None),
    ("declass --help", (*COMMAND, "--help"), 1.3),
    ("declass redact", (*COMMAND, "redact", str(SAMPLE), "-fo", "released.pdf"), 2.7),
)


def main() -> None:
    """Measure, and print a line a case."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as place:
        medians = measure(rounds, Path(place))
    print(f"median of {rounds} interleaved runs")
    for name, _, target in CASES:
        ratio = medians[name] / medians[FLOOR]
        goal = f"  (target {target})" if target else ""
        print(f"{name:16}{medians[name] * 1000:8.1f} ms  x{ratio:.2f}{goal}")


def measure(rounds: int, place: Path) -> dict[str, float]:
    """The median time of each case in seconds, for a user who has no register.

    All modules are compiled, as those of an installed package are.
    """
    environment = os.environ | {"HOME": str(place), "XDG_DATA_HOME": str(place)}
    environment |= {"PYTHONPATH": str(HOUSE), "PYTHONPYCACHEPREFIX": str(place / "compiled")}
    for name in ("DECLASS_DB", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    times: dict[str, list[float]] = {name: [] for name, _, _ in CASES}
    for round_number in range(rounds + 1):
        for name, arguments, _ in CASES:
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, *arguments],
                check=True,
                stdout=subprocess.DEVNULL,
                cwd=place,
                env=environment,
            )
            if round_number:  # the first one fills the caches
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


if __name__ == "__main__":
    main()
