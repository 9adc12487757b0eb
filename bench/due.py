"""How fast `declass due` answers from a register of a million cables.

The floor is the very same SQL, put to the same file through sqlite3 alone: its rows go to
`csv.writer` as they are, where declass makes records of them, decides about each subject, and makes
every cell safe for a spreadsheet. Both run turn by turn in one process; the median of the ratios is
printed. The first page is read on a new connection each time, as a command does.

    python bench/due.py [CABLES]

The register (a million cables take 3 GB) stands in a temporary directory, see TMPDIR.
"""

from __future__ import annotations

import csv
import datetime as dt
import gc
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy.dialects import sqlite

from declass.cli.listing import print_cells
from declass.marking.level import Level
from declass.report.due import DueList, due_list
from declass.store.due import listing
from declass.store.due_query import DueQuery
from declass.store.register import Register

MAKER = Path(__file__).with_name("million.py")
CABLES = 1_000_000
TARGET = 2.0  # times the floor
MOST_MEMORY = 16.0  # MB that reading the whole list may take
PAGE = 50
NOWHERE = Path(os.devnull)
TURNS, PAGES = 5, 101

QUERIES = (
    ("before 2001", DueQuery(before=dt.date(2001, 1, 1))),
    ("one post", DueQuery(posts=frozenset({"TOKYO"}))),
    ("one reason", DueQuery(reasons=frozenset({"1.4(b)"}))),
    ("one tag", DueQuery(tags=frozenset({"EFIS"}))),
)
ALL = DueQuery()


def sql_of(query: DueQuery) -> str:
    """The statement that declass puts, as text."""
    written = {"literal_binds": True, "render_postcompile": True}
    return str(listing(query).compile(dialect=sqlite.dialect(), compile_kwargs=written))


def seconds(work: Callable[[], object]) -> float:
    """Seconds of one turn of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(name: str, floor: Callable[[], object], ours: Callable[[], object], turns: int) -> bool:
    """Measure turn by turn, print a line, and say whether the target is met."""
    floor(), ours()  # fills the caches
    pairs = [(seconds(floor), seconds(ours)) for _ in range(turns)]
    ratio = statistics.median([full / least for least, full in pairs])
    least, full = (statistics.median(column) * 1e3 for column in zip(*pairs, strict=True))
    print(
        f"  {name:26}{least:10.1f} ms{full:10.1f} ms   x{ratio:4.2f}  (target <= {TARGET:.0f})",
        flush=True,
    )
    return ratio <= TARGET


def measure_answers(place: Path, register: Register) -> bool:
    """Whole answers as CSV, which goes nowhere."""
    is_met = True
    with closing(sqlite3.connect(place)) as database, NOWHERE.open("w") as nowhere:
        for name, query in QUERIES:
            sql, found = sql_of(query), due_list(register, query, Level.U)
            is_met &= compare(
                f"{name}, {register.count_due(query):,} rows",
                lambda sql=sql: csv.writer(nowhere).writerows(database.execute(sql)),
                lambda found=found: print_cells(found, nowhere),
                TURNS,
            )
    return is_met


def measure_first_page(place: Path, register: Register) -> bool:
    """The first rows of all that have a date."""
    sql, found = sql_of(ALL), due_list(register, ALL, Level.U)

    def floor() -> None:
        with closing(sqlite3.connect(place)) as database:
            database.execute(sql).fetchmany(PAGE)

    def ours() -> None:
        list(islice(found, PAGE))
        register.close()  # of its connections; it can be asked again

    return compare(f"first {PAGE} of all", floor, ours, PAGES)


def measure_memory(found: DueList) -> bool:
    """How much the process grows while it reads the whole list."""
    list(islice(found, PAGE))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = sum(1 for _ in found)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"  memory for {rows:,} rows: {grown:.1f} MB  (target <= {MOST_MEMORY:.0f})", flush=True)
    return grown <= MOST_MEMORY


def main() -> int:
    """Make the register, measure, and end with 1 where a target is missed."""
    cables = int(sys.argv[1]) if len(sys.argv) > 1 else CABLES
    gc.set_threshold(200_000)  # as the command has it
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory) / "register.sqlite3"
        start = time.perf_counter()
        subprocess.run([sys.executable, MAKER, place, str(cables)], check=True)
        took, size = time.perf_counter() - start, place.stat().st_size / 1e9
        print(f"due list of {cables:,} cables ({size:.1f} GB, made in {took:.0f} s)", flush=True)
        print(f"  {'':26}{'sqlite3':>13}{'declass':>13}")
        with Register.open(place, create=False) as register:
            results = (
                measure_memory(due_list(register, ALL, Level.U)),
                measure_first_page(place, register),
                measure_answers(place, register),
            )
    return not all(results)


if __name__ == "__main__":
    sys.exit(main())
