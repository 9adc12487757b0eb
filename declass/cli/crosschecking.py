"""Says what withheld and released parts of a cable share: to the reviewer, on standard error.

What is said depends on withheld text and is no public output. Unless the reviewer asks for the
words themselves, it consists of kinds, portion numbers, line numbers and counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from declass.cli.output import Screen
from declass.errors import RefusedReleaseError, UsageError

if TYPE_CHECKING:
    from declass.cable.model import Cable
    from declass.redact.crosscheck.passages import CrossLeak, Place
    from declass.redact.review.verdict import Verdict

MOST_ROWS = 40
MOST_PLACES = 6  # in a cell
_HEADS = ("shared", "withheld in", "released in")


@dataclass(frozen=True, slots=True)
class CrossChecker:
    """What a command was asked to do about shared words.

    Attributes:
        is_on: whether to look at all.
        is_strict: what shares something is not released.
        shows_words: name the words: only where all that see the screen may see the cable.
        screen: standard error.
    """

    is_on: bool
    is_strict: bool
    shows_words: bool
    screen: Screen

    def __post_init__(self) -> None:
        if not self.is_on and (self.is_strict or self.shows_words):
            raise UsageError(
                "--no-cross-check leaves nothing for --strict or --cross-words",
                remedy="leave one of them out",
            )

    def check(self, cable: Cable, verdicts: Iterable[Verdict], name: str) -> None:
        """Look, and say what is shared.

        Args:
            cable: the cable.
            verdicts: what becomes of its elements.
            name: what to call it.

        Raises:
            RefusedReleaseError: something is shared, and that was not to be.
        """
        if not self.is_on or (self.screen.is_quiet and not self.is_strict):
            return
        from declass.redact.crosscheck.search import cross_check

        found = cross_check(cable, verdicts)
        if not found:
            return
        self.screen.line(f"{name}: {len(found)} shared by withheld and released parts")
        heads = (*_HEADS, "words") if self.shows_words else _HEADS
        self.screen.table(heads, [self._row(leak) for leak in found[:MOST_ROWS]])
        if len(found) > MOST_ROWS:
            self.screen.line(f"and {len(found) - MOST_ROWS} more")
        if self.is_strict:
            raise RefusedReleaseError(
                f"not released: withheld and released parts share {len(found)} rare words, "
                "numbers or phrases",
                remedy="mark the portions otherwise, or leave out --strict",
            )

    def _row(self, leak: CrossLeak) -> tuple[str, ...]:
        cells = (leak.kind.value, _named(leak.withheld), _named(leak.released))
        return (*cells, leak.words) if self.shows_words else cells


def _named(places: tuple[Place, ...]) -> str:
    """Places in one cell: ``6 (line 87), subject (line 20)``."""
    shown = [f"{place.name} (line {place.line})" for place in islice(places, MOST_PLACES)]
    more = len(places) - len(shown)
    return ", ".join([*shown, f"{more} more"] if more else shown)
