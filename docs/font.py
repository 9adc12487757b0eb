"""Make the font of releases: Liberation Mono, cut down to Windows Latin-1, once and for all.

It is made by hand and committed, so that no release makes a font of its own: one that was cut to
the letters of a text would tell which letters these are. The licence of the original asks for
another name. Needs fontTools, and LiberationMono-Regular.ttf of Debian's fonts-liberation2:

    python docs/font.py /usr/share/fonts/truetype/liberation2/LiberationMono-Regular.ttf
"""

from __future__ import annotations

import sys
import zlib
from io import BytesIO
from pathlib import Path

from fontTools import subset  # type: ignore[import-not-found,unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-not-found,unused-ignore]

TARGET = (
    Path(__file__).parents[1] / "declass" / "redact" / "pdf" / "fonts" / "declass-mono.ttf.zlib"
)
NAME = "DeclassMono"
LETTERS = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)]).decode("cp1252", errors="ignore")


def main(source: str) -> int:
    """Write declass/redact/pdf/fonts/declass-mono.ttf.zlib."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True
    )
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "DSIG", "gasp", "meta"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = NAME
    file = BytesIO()
    font.save(file)
    TARGET.write_bytes(zlib.compress(file.getvalue(), 9))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
