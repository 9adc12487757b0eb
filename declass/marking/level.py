"""Classification levels and their order."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """A level of protection, low to high; comparison follows the order.

    Only TS, S and C are classifications of the United States (32 CFR 2001.24(a)). SBU stands for
    every unclassified but controlled marking (SBU, LOU, FOUO, CUI); R is foreign or NATO
    RESTRICTED, handled between SBU and CONFIDENTIAL.
    """

    U = 0
    SBU = 1
    R = 2
    C = 3
    S = 4
    TS = 5

    @property
    def title(self) -> str:
        """The word that a banner prints for the level."""
        return _TITLES[self]

    @property
    def is_classified(self) -> bool:
        """True for RESTRICTED and above: what FOIA exemption (b)(1) and the orders are about."""
        return self >= Level.R


_TITLES = {
    Level.U: "UNCLASSIFIED",
    Level.SBU: "SENSITIVE BUT UNCLASSIFIED",
    Level.R: "RESTRICTED",
    Level.C: "CONFIDENTIAL",
    Level.S: "SECRET",
    Level.TS: "TOP SECRET",
}
