"""DM301 to DM399: captions."""

from __future__ import annotations

from declass.lint.example import Example
from declass.lint.model import Rule
from declass.lint.rules import captions

RULES = (
    Rule(
        code="DM301",
        name="distributions-exclude-each-other",
        title="NODIS, EXDIS or LIMDIS stand together",
        citation="5 FAH-2 H-252.1-1, H-440",
        why="Each names those who get the cable, and no one else. STADIS may stand beside any of"
        " them; they may not stand beside each other.",
        fix="Keep the most restrictive: NODIS before EXDIS before LIMDIS.",
        bad=Example(captions="NODIS\nEXDIS"),
        good=Example(captions="NODIS"),
        check=captions.several_distributions,
    ),
    Rule(
        code="DM302",
        name="distribution-unsaid",
        title="A portion is marked NODIS, EXDIS or LIMDIS, and no caption is",
        citation="5 FAH-2 H-440; IC marking manual",
        why="The cable is distributed by its captions. A portion that asks for less distribution"
        " than the cable gets has been seen by too many.",
        fix="Put the caption below the banner, or correct the mark.",
        bad=Example(body="1. (U) The harbor is public.\n2. (C//XD) The dredger is not."),
        good=Example(
            captions="EXDIS", body="1. (U) The harbor is public.\n2. (C//XD) The dredger is not."
        ),
        check=captions.portion_distribution_unsaid,
    ),
)
