"""DM501 to DM599: the E.O. line and its instruction."""

from __future__ import annotations

from declass.lint.example import Example
from declass.lint.model import Rule
from declass.lint.rules import instruction

_OF_1980 = {"time": "R 060827Z JUN 80", "authority": ""}
_OF_2012 = {"time": "R 060827Z JUN 12"}
_RD = "1. (U) The harbor is public.\n2. (C//RD) The reactor of the dredger is not."

RULES = (
    Rule(
        code="DM501",
        name="instruction-missing",
        title="A classified cable does not say when it is declassified",
        citation="32 CFR 2001.21(a)(4), 2001.12(c)(2)",
        why="Without an instruction only the automatic date is left, 25 years on.",
        fix="Add the E.O. line with a date or an event.",
        bad=Example(order=""),
        good=Example(),
        check=instruction.missing,
    ),
    Rule(
        code="DM502",
        name="not-applicable-classified",
        title="A classified cable says N/A",
        citation="32 CFR 2001.21(a)(4), 2001.12(c)(2)(iii)",
        why="N/A is right for an unclassified cable. Either the instruction or the classification"
        " is wrong; until somebody decides, the automatic date holds.",
        fix="Give the date or the event, or take the classification away.",
        bad=Example(order="E.O. 12958: N/A"),
        good=Example(),
        check=instruction.not_applicable,
    ),
    Rule(
        code="DM503",
        name="order-wrong",
        title="The order cited is not the one in force",
        citation="E.O. 13526 s6.2; the orders of 1972, 1978, 1982, 1995 and 2009",
        why="The order cited gives the instruction its meaning, the one in force says what was"
        " allowed. A number that is no order on classification is a slip: 12598, 12985.",
        fix="Cite the order in force on the day of the cable.",
        bad=Example(order="E.O. 12598: DECL: 06/06/2016"),
        good=Example(),
        check=instruction.order_wrong,
    ),
    Rule(
        code="DM504",
        name="instructions-differ",
        title="Two instructions of the cable differ",
        citation="32 CFR 2001.21(a)(4); practice",
        why="The header of a later section, or the authority block, repeats the E.O. line. Where it"
        " says something else, nobody knows which holds: the more restrictive governs.",
        fix="Find out which is right, and write it in both places.",
        bad=Example(
            authority="DERIVED FROM: LISBON HARBOR GUIDE, 3 MAY 2004\nDECLASSIFY ON: 06/06/2021"
        ),
        good=Example(
            authority="DERIVED FROM: LISBON HARBOR GUIDE, 3 MAY 2004\nDECLASSIFY ON: 06/06/2016"
        ),
        check=instruction.statements_differ,
    ),
    Rule(
        code="DM505",
        name="instruction-not-understood",
        title="The instruction is not understood",
        citation="32 CFR 2001.12(c)(2)",
        why="A word of it has no place, and may change the rest. The cable is undetermined, and"
        " never called due.",
        fix="Write a date, an event that begins with AFTER, UPON or WHEN, or an exemption.",
        bad=Example(order="E.O. 12958: DECL: 06/06/2016 HARBOR"),
        good=Example(),
        check=instruction.not_understood,
    ),
    Rule(
        code="DM506",
        name="instruction-unclassified",
        title="An unclassified cable has a declassification instruction",
        citation="32 CFR 2001.24(a); practice",
        why="There is nothing to declassify in U and SBU. Either the banner lost its"
        " classification, or the date was left over from another cable.",
        fix="Write N/A, or restore the classification.",
        bad=Example(
            banner="UNCLAS", captions="SENSITIVE", authority="", body="1. (SBU) The harbor is old."
        ),
        good=Example(
            banner="UNCLAS",
            captions="SENSITIVE",
            order="E.O. 12958: N/A",
            authority="",
            body="1. (SBU) The harbor is old.",
        ),
        check=instruction.unclassified,
    ),
    Rule(
        code="DM507",
        name="x-exemption-out-of-time",
        title="An X exemption stands where there is none",
        citation="E.O. 12958 s1.6(d); abolished by E.O. 13292 from 22 September 2003",
        why="X1 to X8 exempted from the ten years of E.O. 12958. Before and after it they mean"
        " nothing, and the automatic date holds.",
        fix="Give a date within 25 years, or an event.",
        bad=Example(order="E.O. 12958: DECL: X1"),
        good=Example(),
        check=instruction.x_exemption,
    ),
    Rule(
        code="DM508",
        name="indefinite-out-of-time",
        title="A marking without an end stands where the order has none",
        citation="32 CFR 2001.12(c)(2); E.O. 12356 s1.4(a)",
        why="OADR was valid under E.O. 12356, up to 13 October 1995. Since then every instruction"
        " has an end, and so OADR, MR, DCI ONLY and the like are none.",
        fix="Give a date or an event. From a source carry its marking and its date forward:"
        " Source marked OADR, date of source.",
        bad=Example(order="E.O. 12958: DECL: OADR"),
        good=Example(),
        check=instruction.indefinite,
    ),
    Rule(
        code="DM509",
        name="timetable-out-of-time",
        title="A schedule of another order is cited",
        citation="E.O. 11652 s5; E.O. 12065 s1-4",
        why="ADS and XGDS belong to E.O. 11652, RDS and XDS to E.O. 12065, GDS to both. Under"
        " another order they give no date.",
        fix="Write the form of the order in force.",
        bad=Example(order="E.O. 12065: XGDS-1 6/6/86", **_OF_1980),
        good=Example(order="E.O. 12065: GDS 6/6/86", **_OF_1980),
        check=instruction.timetable,
    ),
    Rule(
        code="DM510",
        name="exemption-without-term",
        title="An exemption from 25 years has no date and no event",
        citation="32 CFR 2001.26(a)(1)",
        why="25X prolongs a classification to a date or an event; without one it is incomplete, and"
        " is taken for 50 years. Only human sources and weapons of mass destruction need none:"
        " 50X1-HUM, 50X2-WMD.",
        fix="Add the date or the event, at most 50 years from the day of the cable.",
        bad=Example(order="E.O. 13526: DECL: 25X6", **_OF_2012),
        good=Example(order="E.O. 13526: DECL: 25X6, 20400606", **_OF_2012),
        check=instruction.without_term,
    ),
    Rule(
        code="DM511",
        name="exemption-before-13526",
        title="An exemption of E.O. 13526 stands on an older cable",
        citation="E.O. 13526 s3.3(h); 32 CFR 2001.26(b), (c)",
        why="There was no 50X1-HUM, 50X2-WMD or 75X before E.O. 13526: a later hand has added it,"
        " or the date of the cable is wrong.",
        fix="Restore the instruction that the cable had.",
        bad=Example(order="E.O. 12958: DECL: 50X1-HUM"),
        good=Example(order="E.O. 13526: DECL: 50X1-HUM", **_OF_2012),
        check=instruction.beyond_50_years,
    ),
    Rule(
        code="DM512",
        name="restricted-data-with-date",
        title="Restricted Data has a declassification date",
        citation="32 CFR 2001.24(h)(2), (i)(3); 10 CFR 1045",
        why="No executive order declassifies RD, FRD or TFNI. A date on such a cable makes readers"
        " believe that the day will come.",
        fix="Write N/A TO RD PORTIONS, and put the date of the rest into the source list.",
        bad=Example(banner="C O N F I D E N T I A L RD", body=_RD),
        good=Example(
            banner="C O N F I D E N T I A L RD",
            order="E.O. 12958: DECL: N/A TO RD PORTIONS. SEE SOURCE LIST FOR NSI PORTIONS",
            body=_RD,
        ),
        check=instruction.restricted_data_with_date,
    ),
)
