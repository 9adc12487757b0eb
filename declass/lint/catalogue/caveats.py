"""DM201 to DM299: caveats."""

from __future__ import annotations

from declass.lint.example import Example
from declass.lint.model import Rule
from declass.lint.rules import caveats

_IC = "IC marking manual"

RULES = (
    Rule(
        code="DM201",
        name="noforn-with-rel-to",
        title="NOFORN stands beside REL TO",
        citation=f"{_IC}, dissemination controls",
        why="The one forbids what the other allows. NOFORN governs.",
        fix="Keep the one that is meant.",
        bad=Example(
            banner="S E C R E T NOFORN",
            body="1. (U) The harbor is public.\n2. (S//NF/REL TO USA, GBR) The dredger is not.",
        ),
        good=Example(
            banner="S E C R E T NOFORN",
            body="1. (U) The harbor is public.\n2. (S//NF) The dredger is not.",
        ),
        check=caveats.noforn_with_rel_to,
    ),
    Rule(
        code="DM202",
        name="rel-to-without-usa",
        title="A list of releasees lacks USA",
        citation=f"{_IC}, REL TO; DCID 1/7 (1998)",
        why="A list names all who may see the text, USA first. One without USA, or with nobody in"
        " it, is incomplete, and nobody can say what is missing.",
        fix="Write REL TO USA, then the others in the order of their codes.",
        bad=Example(
            body="1. (U) The harbor is public.\n2. (C) The dredger is not.\n"
            "3. (C//REL TO GBR) It was built in Leith."
        ),
        good=Example(
            body="1. (U) The harbor is public.\n2. (C) The dredger is not.\n"
            "3. (C//REL TO USA, GBR) It was built in Leith."
        ),
        check=caveats.rel_to_without_usa,
    ),
    Rule(
        code="DM203",
        name="head-caveat-in-no-portion",
        title="A caveat of the banner stands in no portion mark",
        citation="32 CFR 2001.21(b), 2001.24(f)",
        why="A banner adds up what the portions say. A caveat that none of them has was meant for"
        " one of them, which is now marked too low.",
        fix="Put the caveat into the marks of the portions that need it, or take it from the"
        " banner.",
        bad=Example(banner="C O N F I D E N T I A L NOFORN"),
        good=Example(
            banner="C O N F I D E N T I A L NOFORN",
            body="1. (U) The harbor is public.\n2. (C//NF) The dredger is not.",
        ),
        check=caveats.banner_caveat_in_no_portion,
    ),
    Rule(
        code="DM204",
        name="portion-caveat-not-in-head",
        title="A caveat of a portion is missing from the banner",
        citation="32 CFR 2001.21(b), 2001.24(f); 10 CFR 1045",
        why="Whoever goes by the banner gives the cable to somebody who must not see that portion.",
        fix="Put the caveat on the banner line.",
        bad=Example(body="1. (U) The harbor is public.\n2. (C//NF) The dredger is not."),
        good=Example(
            banner="C O N F I D E N T I A L NOFORN",
            body="1. (U) The harbor is public.\n2. (C//NF) The dredger is not.",
        ),
        check=caveats.portion_caveat_not_in_banner,
    ),
    Rule(
        code="DM205",
        name="marking-retired",
        title="A marking was no longer in use",
        citation="00 STATE 018029 (LOU); DCID 1/7 of 12 April 1995 (WNINTEL, NOCONTRACT);"
        " 32 CFR 2002 (FOUO)",
        why="LOU gave way to SBU on 1 October 1995, WNINTEL and NOCONTRACT ended on 12 April 1995,"
        " FOUO gave way to CUI on 14 November 2016. Later readers need not know what they ask for.",
        fix="Use the marking that took its place.",
        bad=Example(body="1. (LOU) The harbor is public.\n2. (C) The dredger is not."),
        good=Example(body="1. (SBU) The harbor is public.\n2. (C) The dredger is not."),
        check=caveats.retired,
    ),
    Rule(
        code="DM206",
        name="control-beside-classification",
        title="A marking for unclassified information stands beside a classification",
        citation="32 CFR 2001.24(a)",
        why="SBU, LOU, FOUO and the like must not be used for classified information, alone or"
        " beside TOP SECRET, SECRET or CONFIDENTIAL: the classification covers what they ask for.",
        fix="Leave it out.",
        bad=Example(captions="SENSITIVE"),
        good=Example(),
        check=caveats.control_beside_classification,
    ),
)
