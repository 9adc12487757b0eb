"""The decision table: from an instruction to a date, one frozen row each.

The rows say *what* the law is, in words and with its citation; `decide` says *how* a row is
applied. The ids are stable: they stand in every schedule, and beside every date that is shown.
"25Y" is 31 December of the year that is 25 years after the year of origin; 50Y and 75Y likewise.
"The Directive" is 32 CFR part 2001 (2010); "the Order" is E.O. 13526.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A row of the decision table.

    Attributes:
        id: stable id (``"row-05"``).
        condition: what the instruction says.
        result: what follows from it.
        citation: where the rule stands; "practice" where it rests on usage, not on a text.
    """

    id: str
    condition: str
    result: str
    citation: str


DECISION_TABLE = (
    Rule(
        "row-01",
        "Restricted Data, Formerly Restricted Data or transclassified foreign nuclear information"
        " in banner, portion or instruction",
        "no date: no executive order declassifies it",
        "32 CFR 2001.24(h)(2), (i)(3); 2001.30(p)",
    ),
    Rule(
        "row-02",
        "NATO information in banner, portion or instruction",
        "no date for the NATO portions; the others by their sources",
        "IC marking manual, Declassify On hierarchy",
    ),
    Rule(
        "row-03",
        "an unclassified cable with N/A, an empty line or no line",
        "nothing to declassify",
        "practice",
    ),
    Rule(
        "row-04",
        "a classified cable with N/A, or with no instruction or an incomplete one",
        "25Y",
        "32 CFR 2001.12(c)(2)(iii)",
    ),
    Rule(
        "row-05",
        "an explicit date within 25 years of origin",
        "that date",
        "32 CFR 2001.12(c)(1)",
    ),
    Rule(
        "row-06",
        "a date later than 25 years from origin, without an exemption",
        "25Y; the written date is superseded",
        "32 CFR 2001.12(c)(1)",
    ),
    Rule(
        "row-07",
        "a date before origin",
        "no usable date: 25Y",
        "32 CFR 2001.12(c)(2)",
    ),
    Rule(
        "row-08",
        "a date that no calendar has",
        "no usable date: 25Y",
        "32 CFR 2001.12(c)(2)",
    ),
    Rule(
        "row-09",
        "a duration",
        "origin and the duration, by the calendar",
        "E.O. 12958 s1.6(b); E.O. 13526 s1.5",
    ),
    Rule(
        "row-10",
        "an event",
        "no date until the event is recorded; 25Y is the outer bound",
        "E.O. 13526 s1.5(a); 32 CFR 2001.12(c)(1)",
    ),
    Rule(
        "row-11",
        "a date and an event",
        "the earlier or the later, as written; the later where nothing is said",
        "practice, uncertain",
    ),
    Rule(
        "row-12",
        "OADR, originating agency's determination required",
        "25Y of origin, or of the date of the source",
        "32 CFR 2001.12(c)(2); 2001.22(e)(3)",
    ),
    Rule(
        "row-13",
        "an X exemption of E.O. 12958 (1995)",
        "25Y of origin, or of the date of the source",
        "32 CFR 2001.12(c)(2); 2001.22(e)(3)",
    ),
    Rule(
        "row-14",
        "manual review, DCI ONLY or another indefinite marking",
        "25Y of origin, or of the date of the source",
        "32 CFR 2001.12(c)(2); 2001.22(e)(3)",
    ),
    Rule(
        "row-15",
        "25X with a date or an event",
        "that date, at most 50Y",
        "32 CFR 2001.26(a)(1)",
    ),
    Rule(
        "row-16",
        "25X without a date",
        "50Y of origin, or of the date of the source",
        "IC marking manual, retired values",
    ),
    Rule(
        "row-17",
        "25X1-HUMAN, 50X1-HUM or 50X2-WMD",
        "75Y",
        "32 CFR 2001.26(b); ISOO Notice 2012-02",
    ),
    Rule(
        "row-18",
        "another 50X exemption",
        "its date, at most 75Y",
        "32 CFR 2001.26(b)(3)",
    ),
    Rule(
        "row-19",
        "75X with a date",
        "that date",
        "32 CFR 2001.26(c)",
    ),
    Rule(
        "row-20",
        "subject to treaty or international agreement",
        "25Y",
        "32 CFR 2001.26(a)(6)",
    ),
    Rule(
        "row-21",
        "E.O. 11652 GDS",
        "31 December of the tenth year after the year of origin for TOP SECRET, of the eighth for"
        " SECRET, of the sixth for CONFIDENTIAL",
        "E.O. 11652 s5(A); E.O. 12356 s1.4(c)",
    ),
    Rule(
        "row-22",
        "E.O. 11652 GDS or ADS with a date",
        "that date",
        "E.O. 11652 s4(A), s5",
    ),
    Rule(
        "row-23",
        "E.O. 11652 XGDS, with or without a date, number or remark",
        "exempt for 30 years under that order; today 25Y",
        "E.O. 11652 s5(B), (E); 32 CFR 2001.12(c)(2)",
    ),
    Rule(
        "row-24",
        "E.O. 12065 GDS with a date",
        "that date",
        "E.O. 12065 s1-401",
    ),
    Rule(
        "row-25",
        "E.O. 12065 RDS, or a date of review",
        "its date is one of review, not of declassification: 25Y",
        "E.O. 12065 s1-402; 32 CFR 2001.12(c)(2)",
    ),
    Rule(
        "row-26",
        "E.O. 12065 XDS with a date",
        "that date, at most 25Y",
        "practice, uncertain",
    ),
    Rule(
        "row-27",
        "E.O. 12356 with an explicit date",
        "that date",
        "E.O. 12356 s1.4(a)",
    ),
    Rule(
        "row-28",
        "declassified on a date",
        "that date: it is no longer scheduled",
        "32 CFR 2001.25",
    ),
    Rule(
        "row-29",
        "several instructions or sources",
        "the longest",
        "32 CFR 2001.22(e)(2), (4)",
    ),
    Rule(
        "row-30",
        "two E.O. lines, or an E.O. line and a Declassify On line, that differ",
        "the more restrictive",
        "practice, fail closed",
    ),
    Rule(
        "row-31",
        "anything else",
        "undetermined; 25Y is the outer bound",
        "32 CFR 2001.12(c)(2)",
    ),
)

# What every schedule rests on, beside the row that governs it.
PREMISES = (
    Rule(
        "order",
        "an order is cited, or one was in force on the date of the cable",
        "it gives the instruction its meaning",
        "the order itself",
    ),
    Rule(
        "automatic",
        "a record of permanent historical value, as cables are assumed to be",
        "31 December of the 25th year from origin; of the 50th with a 25X exemption, of the 75th"
        " with a 50X exemption",
        "E.O. 13526 s3.3(a), (h); 32 CFR 2001.30(l); 22 U.S.C. 4354",
    ),
    Rule(
        "downgrade",
        "a downgrading beside the instruction",
        "it lowers the level on its date, and declassifies nothing",
        "practice",
    ),
)

RULES = {rule.id: rule for rule in DECISION_TABLE + PREMISES}
