"""Write the list of common words, from the lists of SCOWL.

SCOWL (Spell Checker Oriented Word Lists, Kevin Atkinson) sorts words by how common they are. Names,
abbreviations and words with a capital stand in lists of their own and are not taken. Debian has it
as a package: apt install scowl.

    python docs/common_words.py [/usr/share/dict/scowl]
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

TARGET = Path(__file__).parents[1] / "declass" / "redact" / "crosscheck" / "common_words.txt"
LISTS = ("english-words", "american-words", "british-words", "british_z-words")
RAREST = 40  # of the sizes of SCOWL, 10 to 95; its authors call 35 small and 50 medium
WORD = re.compile(r"[a-z]{2,}")


def main() -> None:
    """Join the lists, one word a line, in order."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/dict/scowl")
    words: set[str] = set()
    for name in LISTS:
        for path in source.glob(f"{name}.*"):
            if int(path.suffix[1:]) <= RAREST:
                words.update(filter(WORD.fullmatch, without_accents(path).split()))
    if not words:
        sys.exit(f"{source}: no lists of SCOWL")
    TARGET.write_text("\n".join(["", *sorted(words), ""]), encoding="ascii")


def without_accents(path: Path) -> str:
    """The words of a list in ASCII."""
    apart = unicodedata.normalize("NFKD", path.read_text("latin-1"))
    return apart.encode("ascii", "ignore").decode()


if __name__ == "__main__":
    main()
