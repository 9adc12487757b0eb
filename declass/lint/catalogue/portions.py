"""DM101 to DM199: the marks of the portions."""

from __future__ import annotations

from declass.lint.example import Example
from declass.lint.model import Rule
from declass.lint.rules import portions

RULES = (
    Rule(
        code="DM101",
        name="portion-unmarked",
        title="A paragraph has no mark",
        citation="32 CFR 2001.21(c); E.O. 12065 s1-504",
        why="Nobody can say how high it is: it is treated, and withheld, as high as the cable."
        " A sub-paragraph may do without a mark, and follows what it stands under.",
        fix="Mark it for what it says by itself.",
        bad=Example(body="1. (U) The harbor is public.\n2. (C) The dredger is not.\n3. It is old."),
        good=Example(
            body="1. (U) The harbor is public.\n2. (C) The dredger is not.\n3. (U) It is old."
        ),
        check=portions.unmarked,
    ),
    Rule(
        code="DM102",
        name="no-portion-marked",
        title="No portion has a mark",
        citation="32 CFR 2001.21(c); E.O. 12065 s1-504",
        why="Nothing of the cable can be released below its classification until somebody has"
        " marked it. Cables before December 1978 did without marks, and are passed over.",
        fix="Mark every portion, or state what holds for all: (C - Entire text).",
        bad=Example(
            subject="HARBOR DREDGING", body="1. The harbor is public.\n2. The dredger is not."
        ),
        good=Example(),
        check=portions.none_marked,
    ),
    Rule(
        code="DM103",
        name="mark-unreadable",
        title="A portion mark cannot be read",
        citation="32 CFR 2001.21(c)",
        why="A damaged mark may have been any mark, so the portion is treated at least as high as"
        " the cable.",
        fix="Look at another copy of the cable, and restore the mark.",
        bad=Example(
            body="1. (U) The harbor is public.\n2. (C) The dredger is not.\n3. (C//QX) It is old."
        ),
        good=Example(
            body="1. (U) The harbor is public.\n2. (C) The dredger is not.\n3. (C) It is old."
        ),
        check=portions.unreadable,
    ),
    Rule(
        code="DM104",
        name="subject-unmarked",
        title="The subject has no mark",
        citation="32 CFR 2001.21(c)",
        why="A subject is a portion. It stands in lists and logs that others see, so that it should"
        " be unclassified, and say that it is.",
        fix="Mark it for what it says by itself, and word it so that it is (U).",
        bad=Example(subject="HARBOR DREDGING"),
        good=Example(),
        check=portions.subject_unmarked,
    ),
    Rule(
        code="DM105",
        name="mark-out-of-place",
        title="A mark is not in round brackets before its portion",
        citation="32 CFR 2001.21(c)",
        why="A mark is a symbol in parentheses immediately before what it speaks for. Elsewhere, or"
        " with a bracket lost, it may be overlooked or be taken for a word of the text.",
        fix="Put it in round brackets, between the number and the first word.",
        bad=Example(body="1. (U) The harbor is public.\n2. The dredger is not. (C)"),
        good=Example(),
        check=portions.out_of_place,
    ),
    Rule(
        code="DM106",
        name="mark-raised",
        title="A second mark is above the mark of the portion",
        citation="32 CFR 2001.21(c)",
        why="A portion has one level. Where a second mark in it, or a statement about several"
        " paragraphs, says more, the higher governs the whole of it.",
        fix="Divide the paragraph at the second mark, or mark the whole as high as its highest"
        " part.",
        bad=Example(body="1. (U) The harbor is public. (C) The dredger is not."),
        good=Example(),
        check=portions.raised,
    ),
)
