"""How fast releases are made, against the least that a PDF of the same rows can cost.

The floor writes the same laid-out rows with its own few lines: untagged, one of the fonts that
every reader has, deflated page code, no object table, no hash. It is compared with layout and
drawing together, in one process, turn by turn; the median of many turns is printed.

    python bench/release.py
"""

from __future__ import annotations

import statistics
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from declass.redact.layout import MARGIN_ROWS, ROWS, Kind, Page, Pages, lay_out
from declass.redact.pdf import draw
from declass.redact.release import Disposition, Release, ReleasedLine, WithheldRun
from declass.redact.verify import find_leaks
from declass.templating import load_wording

WORDING = load_wording()
TARGET = 4.0  # times the floor, at three pages
LINES = (80, 130, 450, 9000)  # of the source; 130 lines are three pages

LINE = "The harbor master of quay {number} said that trawlers pay {number} euros a day."


def release(lines: int) -> Release:
    """Ten lines in turn: six that are released, four withheld."""
    made: list[ReleasedLine | WithheldRun] = []
    for number in range(0, lines, 10):
        made += [ReleasedLine(LINE.format(number=number + line)) for line in range(5)]
        made += [ReleasedLine(""), WithheldRun(f"{number}. (S/NF)", 4, "(b)(1) 1.4(b),(d)")]
    return Release(
        mrn="08LISBON804",
        ceiling="U",
        old_banner="SECRET//NOFORN",
        new_banner="UNCLASSIFIED",
        disposition=Disposition.IN_PART,
        lines=tuple(made),
        decisions=(),
    )


def floor(pages: Pages) -> bytes:
    """The least: the same rows, written straight into the bytes of a file."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for page in pages.pages:
        code = zlib.compress(floor_code(page), 6)
        kids.append(b"%d 0 R" % (len(objects) + 2))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(code), code)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(kids))
    out = [b"%PDF-1.7\n"]
    offset = len(out[0])
    table = [b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)]
    for number, body in enumerate(objects, start=1):
        out.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        table.append(b"%010d 00000 n \n" % offset)
        offset += len(out[-1])
    out += table
    out.append(
        b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, offset)
    )
    return b"".join(out)


def floor_code(page: Page) -> bytes:
    """The code of one page: black shapes, then text."""
    free = ROWS - 2 * MARGIN_ROWS - len(page.head) - len(page.body) - len(page.foot)
    shapes = []
    texts = []
    y = 744
    for kind, text, *_ in (*page.head, *page.body, *[(Kind.TEXT, "")] * free, *page.foot):
        if kind is Kind.BAR:
            shapes.append(f"66 {y} 480 12 re\n")
        elif kind is Kind.RULE:
            shapes.append(f"66 {y + 6} 480 .6 re\n")
        elif kind is Kind.STRUCK:
            shapes.append(f"66 {y + 5} {6 * len(text)} 1 re\n")
        if text:
            safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            white = kind is Kind.BAR
            texts.append(f"1 g ({safe})Tj 0 g T*\n" if white else f"({safe})Tj T*\n")
        else:
            texts.append("T*\n")
        y -= 12
    code = "".join(["0 g\n", *shapes, "f\nBT /F1 10 Tf 12 TL 66 747 Td\n", *texts, "ET\n"])
    return code.encode("cp1252")


def medians(calls: list[Callable[[], object]], seconds: float = 3.0) -> list[float]:
    """Median time of each call, taken in turns for about `seconds`."""
    times: list[list[float]] = [[] for _ in calls]
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times[0]) < 5:
        for call, taken in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def measure(lines: int) -> None:
    """Print one row: a release of that many source lines."""
    made = release(lines)
    laid_out = lay_out(made, WORDING)
    source = [line.text for line in made.lines if isinstance(line, ReleasedLine)]
    released = (*source, *laid_out.own_words())
    withheld = [
        f"Pilots of ship {number} will strike on Monday, the union told the mission."
        for number in range(sum(isinstance(line, WithheldRun) for line in made.lines) * 4)
    ]
    pdf = draw(laid_out)
    calls: list[Callable[[], object]] = [
        lambda: floor(laid_out),
        lambda: lay_out(made, WORDING),
        lambda: draw(lay_out(made, WORDING)),
        lambda: find_leaks(pdf, withheld, released),
    ]
    least, layout, drawn, verified = (1000 * median for median in medians(calls))
    verdict = ""
    if lines == 130:
        verdict = "  ok" if drawn <= TARGET * least else f"  MISSED: target {TARGET}"
    print(
        f"{len(laid_out.pages):>5} {len(pdf) / 1000:>7.1f} {least:>9.3f} {layout:>9.3f}"
        f" {drawn:>9.3f} {drawn / least:>6.2f} {1000 / drawn:>8.0f}"
        f" {verified:>9.2f} {1000 / (drawn + verified):>9.0f}{verdict}"
    )


def main() -> None:
    """Print the table."""
    print("layout and drawing against the floor; times in milliseconds, on one core")
    print("pages      KB     floor    layout     drawn  ratio   PDFs/s    verify  verified/s")
    for lines in LINES:
        measure(lines)


if __name__ == "__main__":
    main()
