"""Draw the picture of the README: a page of the show-piece, released at CONFIDENTIAL.

make picture
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

from declass import Level, parse, render, withhold
from declass.sources.read import read_file

ROOT = Path(__file__).parents[1]
PAGE = 3  # of four: portions of every level, a box that runs on from the page before
SCALE = 1.6


def main() -> int:
    """Write docs/released-page.png."""
    cable = parse(read_file(ROOT / "sample_cables" / "two-section-secret.txt").text)
    document = pypdfium2.PdfDocument(render(withhold(cable, Level.C)))
    picture = document[PAGE - 1].render(scale=SCALE, grayscale=True).to_pil()
    picture.quantize(16).save(ROOT / "docs" / "released-page.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
