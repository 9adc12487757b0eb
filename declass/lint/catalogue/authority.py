"""DM701 to DM799: the classification authority block."""

from __future__ import annotations

from declass.lint.example import Example
from declass.lint.model import Rule
from declass.lint.rules import authority

RULES = (
    Rule(
        code="DM701",
        name="classifier-missing",
        title="Nobody is named as classifier",
        citation="E.O. 12958 s1.7(a)(2); E.O. 13526 s1.6(a)(2); 32 CFR 2001.21(a)(1)",
        why="Since 14 October 1995 an originally classified document names its classifier, and a"
        " derived one its source. Without either nobody answers for the classification.",
        fix="Add Classified By with name, position and reason, or Derived From with the source.",
        bad=Example(authority=""),
        good=Example(),
        check=authority.classifier_missing,
    ),
    Rule(
        code="DM702",
        name="source-missing",
        title="A derivative classification names no source",
        citation="32 CFR 2001.22(c)",
        why="What a source says about declassification is carried forward; without its name nobody"
        " can look it up.",
        fix="Name the document or the guide, with its date; for several, Multiple Sources and a"
        " list.",
        bad=Example(authority="DERIVED FROM:\nDECLASSIFY ON: 06/06/2016"),
        good=Example(
            authority="DERIVED FROM: LISBON HARBOR GUIDE, 3 MAY 2004\nDECLASSIFY ON: 06/06/2016"
        ),
        check=authority.source_missing,
    ),
)
