"""How fast releases are made, how large they are, and what memory they take.

The floor (`release_peers.floor`) writes the same laid-out rows with its own few lines: untagged, no
font file, no hash. It is compared with drawing, and with layout and drawing together, in one
process, turn by turn; the median of many turns is printed. So are the peers, for the same rows.
The ratios are what to trust.

    python bench/release.py
"""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from release_peers import PEERS, floor, release, withheld

from declass.redact.paper.layout import Pages, lay_out
from declass.redact.pdf.writer import draw
from declass.redact.release import ReleasedLine
from declass.redact.verify import find_leaks
from declass.templating import load_wording

WORDING = load_wording()
SECONDS = 3.0  # that a row takes, or a little more
PYMUPDF = "PyMuPDF, redacted"
TIMES_PYMUPDF = 20.0
RATE = 1000  # releases of three pages in a second, laid out and drawn
MEMORY = 40  # megabytes, at the most, of the process that makes 200 pages


class Size(NamedTuple):
    """A row of the table: how many lines of the source, and what is wanted.

    Attributes:
        lines: of the source.
        ratio: times the floor, layout included.
        kilobytes: of the file.
    """

    lines: int
    ratio: float
    kilobytes: float


SIZES = (Size(80, 4.0, 21), Size(130, 4.0, 21), Size(420, 3.0, 40), Size(8970, 2.5, 250))
THREE_PAGES = SIZES[1]


def medians(calls: Sequence[Callable[[], object]], seconds: float = SECONDS) -> list[float]:
    """Median time of each call in milliseconds, taken in turns for about `seconds`.

    It is the time of a processor: a machine that others use would interrupt the longer calls.
    """
    times: list[list[float]] = [[] for _ in calls]
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times[0]) < 3:
        for call, taken in zip(calls, times, strict=True):
            start = time.process_time()
            call()
            taken.append(1000 * (time.process_time() - start))
    return [statistics.median(taken) for taken in times]


def said(*, is_met: bool, wanted: str) -> str:
    """Whether a target is met, and which it is."""
    return f"ok ({wanted})" if is_met else f"MISSED ({wanted})"


def drawing(size: Size) -> bool:
    """Print a row of the first table: a release of some size against the floor."""
    made = release(size.lines)
    pages = lay_out(made, WORDING)
    source = [line.text for line in made.lines if isinstance(line, ReleasedLine)]
    known = (*source, *pages.own_words())
    secret = withheld(made)
    pdf = draw(pages)
    least, drawn, both = medians(
        [lambda: floor(pages), lambda: draw(pages), lambda: draw(lay_out(made, WORDING))]
    )
    (verified,) = medians([lambda: find_leaks(pdf, secret, known)], SECONDS / 3)
    kilobytes = len(pdf) / 1000
    wanted = [f"<= {size.ratio:.1f}x", f"<= {size.kilobytes:.0f} KB"]
    is_met = both <= size.ratio * least and kilobytes <= size.kilobytes
    if size is THREE_PAGES:
        wanted.append(f">= {RATE}/s")
        is_met = is_met and both <= 1000 / RATE
    print(
        f"{len(pages.pages):>5}{kilobytes:>8.1f}{least:>9.3f}{drawn:>9.3f}{drawn / least:>7.2f}"
        f"{both:>10.3f}{both / least:>7.2f}{1000 / both:>8.0f}{verified:>10.2f}"
        f"  {said(is_met=is_met, wanted=', '.join(wanted))}"
    )
    return is_met


def peers(size: Size) -> bool:
    """Print a row for each peer: the same rows, drawn by it, against drawing here."""
    pages = lay_out(release(size.lines), WORDING)
    there = {name: call for name, (call, module) in PEERS.items() if _is_there(name, module)}
    ours, *taken = medians([lambda: draw(pages), *[_bound(each, pages) for each in there.values()]])
    is_met = True
    for (name, call), time_taken in zip(there.items(), taken, strict=True):
        verdict = ""
        if name == PYMUPDF:
            is_met = time_taken >= TIMES_PYMUPDF * ours
            verdict = "  " + said(is_met=is_met, wanted=f">= {TIMES_PYMUPDF:.0f}x")
        size_of_file = len(call(pages)) / 1000
        count = len(pages.pages)
        print(
            f"{count:>5}{size_of_file:>8.1f}{time_taken:>11.2f}{time_taken / ours:>9.1f}"
            f"  {name}{verdict}"
        )
    return is_met


def _bound(call: Callable[[Pages], bytes], pages: Pages) -> Callable[[], bytes]:
    return lambda: call(pages)


def _is_there(name: str, module: str) -> bool:
    found = importlib.util.find_spec(module) is not None
    if not found:
        print(f"{name} is left out: {module} is not installed")
    return found


MAKE_200_PAGES = """
from release_peers import release
from declass.redact.pdf.writer import render
render(release(8970))
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) // 1024)
"""


def memory() -> bool:
    """Print the peak memory of a process of its own that makes 200 pages."""
    program = f"import sys; sys.path[:0] = {sys.path[:2]!r}\n{MAKE_200_PAGES}"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    peak = int(ran.stdout)
    is_met = peak <= MEMORY
    verdict = said(is_met=is_met, wanted=f"<= {MEMORY} MB")
    print(f"\npeak memory at 200 pages {peak} MB  {verdict}")
    return is_met


def main() -> int:
    """Print the tables; ends with 1 where a target is missed."""
    print("layout and drawing against the floor; times in milliseconds, on one core")
    print("pages      KB    floor    drawn  ratio  laid out  ratio  PDFs/s    verify")
    met = [drawing(size) for size in SIZES]
    print("\npeers, for the same rows, against drawing here")
    print("pages      KB       time    ratio")
    met += [peers(size) for size in SIZES]
    met.append(memory())
    return not all(met)


if __name__ == "__main__":
    sys.exit(main())
