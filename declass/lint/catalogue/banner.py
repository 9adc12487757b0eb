"""DM001 to DM099: the banner."""

from __future__ import annotations

from declass.lint.example import Example
from declass.lint.model import Rule
from declass.lint.rules import banner

_ALL_UNCLASSIFIED = "1. (U) The harbor is public.\n2. (U) So is the dredger."
_NOTHING_CLASSIFIED = {"order": "E.O. 12958: N/A", "authority": ""}

RULES = (
    Rule(
        code="DM001",
        name="banner-below-portions",
        title="The banner is below a portion",
        citation="32 CFR 2001.21(b)",
        why="The banner is the highest level of all portions. Whoever goes by it handles the cable,"
        " and its unmarked text, at too low a level.",
        fix="Raise the banner to the highest portion, or correct the mark of the portion.",
        bad=Example(body="1. (U) The harbor is public.\n2. (S) The dredger is not."),
        good=Example(
            banner="S E C R E T", body="1. (U) The harbor is public.\n2. (S) The dredger is not."
        ),
        check=banner.below_portions,
    ),
    Rule(
        code="DM002",
        name="banner-above-portions",
        title="The banner is above every portion",
        citation="32 CFR 2001.21(b), 2001.24(g)",
        why="Either a portion is marked too low, or the cable is a compilation: then it must say"
        " so, and a release in part needs the word of a reviewer.",
        fix="Lower the banner to the highest portion. For a compilation, explain in the text why"
        " the whole is classified higher than its parts.",
        bad=Example(banner="S E C R E T"),
        good=Example(),
        check=banner.above_portions,
    ),
    Rule(
        code="DM003",
        name="unclassified-over-classified",
        title="An unclassified banner stands over a classified portion",
        citation="32 CFR 2001.21(b)",
        why="The cable travels over circuits that are not cleared for what stands in it.",
        fix="Classify the cable as high as its highest portion, or correct the mark.",
        bad=Example(banner="UNCLAS", **_NOTHING_CLASSIFIED),
        good=Example(banner="UNCLAS", body=_ALL_UNCLASSIFIED, **_NOTHING_CLASSIFIED),
        check=banner.unclassified_over_classified,
    ),
    Rule(
        code="DM004",
        name="banner-missing",
        title="The cable has no banner",
        citation="32 CFR 2001.21(b)",
        why="Nobody can say how high the unmarked text is: it is treated as TOP SECRET.",
        fix="Put the classification on a line of its own above the E.O. line.",
        bad=Example(banner=""),
        good=Example(),
        check=banner.missing,
    ),
    Rule(
        code="DM005",
        name="banner-misspelt",
        title="The banner is misspelt",
        citation="32 CFR 2001.20",
        why="Machines that route by the banner may not read it. declass reads a misspelt"
        " classification, and takes a damaged UNCLASSIFIED for no banner.",
        fix="Spell it as the other pages do.",
        bad=Example(banner="C O N F I D E N T A L"),
        good=Example(),
        check=banner.misspelt,
    ),
    Rule(
        code="DM006",
        name="levels-differ",
        title="Banner, ZNY line and metadata head state different levels",
        citation="32 CFR 2001.21(b); practice",
        why="One of them is wrong, and nobody can tell which: the highest governs.",
        fix="Find the level of the cable as it was sent, and make the others agree.",
        bad=Example(time="ZNY SSSSS ZZH\nR 060827Z JUN 06"),
        good=Example(time="ZNY CCCCC ZZH\nR 060827Z JUN 06"),
        check=banner.levels_differ,
    ),
    Rule(
        code="DM007",
        name="sensitive-unsaid",
        title="A portion is SBU, and neither banner nor captions say so",
        citation="12 FAM 540; 00 STATE 018029",
        why="An SBU cable goes out as UNCLAS with the caption SENSITIVE. Without it, the cable is"
        " handled as one that anybody may see.",
        fix="Put SENSITIVE on the caption line, or correct the mark.",
        bad=Example(
            banner="UNCLAS",
            body="1. (U) The harbor is public.\n2. (SBU) The dredger is not.",
            **_NOTHING_CLASSIFIED,
        ),
        good=Example(
            banner="UNCLAS",
            captions="SENSITIVE",
            body="1. (U) The harbor is public.\n2. (SBU) The dredger is not.",
            **_NOTHING_CLASSIFIED,
        ),
        check=banner.sensitive_unsaid,
    ),
)
