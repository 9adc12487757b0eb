"""DM401 to DM499: reasons for classification."""

from __future__ import annotations

from declass.lint.example import Example
from declass.lint.model import Rule
from declass.lint.rules import reasons

_BY = "CLASSIFIED BY: DCM ADA THORNBURY."
_DERIVED = "DERIVED FROM: LISBON HARBOR GUIDE, 3 MAY 2004\nDECLASSIFY ON: 06/06/2016"

RULES = (
    Rule(
        code="DM401",
        name="reason-section-out-of-time",
        title="The reasons are those of another order",
        citation="E.O. 12958 s1.5 (1995), s1.4 as amended by E.O. 13292; E.O. 13526 s1.4;"
        " E.O. 12356 s1.3; E.O. 12065 s1-301",
        why="Section 1.5 listed the reasons up to 21 September 2003, and section 1.4 does since the"
        " amendment of 25 March 2003; in between both are right. The letters mean nearly the same,"
        " but 1.5 is now the section on the duration of classification.",
        fix="Cite the section of the order that was in force on the day of the cable.",
        bad=Example(authority=f"{_BY} REASON: 1.5 (B)."),
        good=Example(authority=f"{_BY} REASON: 1.4 (B)."),
        check=reasons.section_out_of_time,
    ),
    Rule(
        code="DM402",
        name="reason-letter-unknown",
        title="A reason does not exist",
        citation="E.O. 13526 s1.4(a)-(h); E.O. 12958 s1.5(a)-(g)",
        why="A release has to cite the reason for what it withholds, and this one stands for"
        " nothing.",
        fix="Find out which letter was meant.",
        bad=Example(authority=f"{_BY} REASON: 1.4 (J)."),
        good=Example(authority=f"{_BY} REASON: 1.4 (G)."),
        check=reasons.letter_unknown,
    ),
    Rule(
        code="DM403",
        name="reason-incomplete",
        title="A reason lacks its letter or its section",
        citation="32 CFR 2001.21(a)(3)",
        why="The number 1.4 alone names no category, and a letter alone no order. declass takes"
        " letters without a section for those of 1.4.",
        fix="Write section and letter: 1.4 (B).",
        bad=Example(authority=f"{_BY} REASONS B AND D."),
        good=Example(authority=f"{_BY} REASONS 1.4 B AND D."),
        check=reasons.incomplete,
    ),
    Rule(
        code="DM404",
        name="reason-in-derivative",
        title="A derivative classification gives a reason",
        citation="32 CFR 2001.22(d)",
        why="The reason of a source is not carried forward: it was that of another classifier,"
        " about another document.",
        fix="Leave the reason out, or, where the cable was classified by its own officer, the"
        " source.",
        bad=Example(authority=f"REASON: 1.4 (B)\n{_DERIVED}"),
        good=Example(authority=_DERIVED),
        check=reasons.in_derivative,
    ),
    Rule(
        code="DM405",
        name="reason-missing",
        title="A classifier is named without a reason",
        citation="E.O. 12958 s1.7(a)(5); E.O. 13526 s1.6(a)(5); 32 CFR 2001.21(a)(3)",
        why="Every original classification since 14 October 1995 has to give its reason, without"
        " which a challenge or a review has nothing to measure it by.",
        fix="Add the section and the letter of the reason.",
        bad=Example(authority=_BY),
        good=Example(authority=f"{_BY} REASON: 1.4 (B)."),
        check=reasons.missing,
    ),
    Rule(
        code="DM406",
        name="unclassified-with-authority",
        title="An unclassified cable names a classifier or a reason",
        citation="E.O. 13526 s1.6(a)",
        why="Somebody meant to classify it. Where it gives a reason, its unmarked text is treated"
        " as CONFIDENTIAL.",
        fix="Restore the classification in banner and marks, or take the block out.",
        bad=Example(banner="UNCLAS", order="E.O. 12958: N/A", body="1. (U) The harbor is public."),
        good=Example(
            banner="UNCLAS",
            order="E.O. 12958: N/A",
            authority="",
            body="1. (U) The harbor is public.",
        ),
        check=reasons.unclassified,
    ),
)
