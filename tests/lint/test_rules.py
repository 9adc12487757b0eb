"""What each family of rules finds beyond its examples, and what only looks like a mistake."""

from __future__ import annotations

import pytest

from declass.cable.parse import parse
from declass.lint.example import Example
from declass.lint.run import check

PUBLIC = "1. (U) The harbor is public.\n"
UNCLASSIFIED = {"banner": "UNCLAS", "order": "E.O. 12958: N/A", "authority": ""}
NAMED = "CLASSIFIED BY: DCM ADA THORNBURY."


def case(name: str, codes: str, **parts: str) -> object:
    """A row: what it is about, the codes that are found, and the parts of the cable."""
    return pytest.param(parts, codes.split(), id=name)


def old(year: str, order: str) -> dict[str, str]:
    """A cable of another time, with its E.O. line and without a classifier."""
    return {"time": f"R 060827Z JAN {year}", "order": order, "authority": ""}


def reasons(expression: str, time: str = "JUN 06", until: str = "06/06/2010") -> dict[str, str]:
    """A cable with these reasons."""
    return {
        "time": f"R 060827Z {time}",
        "order": f"E.O. 12958: DECL: {until}",
        "authority": f"{NAMED} {expression}",
    }


BANNERS = (
    case("one finding for several portions", "DM001", body=f"{PUBLIC}2. (S) a.\n3. (S) b."),
    case("the subject counts", "", banner="S E C R E T", subject="(S) WHO OWNS THE DREDGER"),
    case("a subject above the banner", "DM001", subject="(S) WHO OWNS THE DREDGER"),
    case("a second mark counts", "DM001 DM106", body=f"{PUBLIC}2. (C) a. (S) b."),
    case(
        "an unmarked paragraph may be why", "DM101", banner="S E C R E T", body="1. (U) a.\n2. b."
    ),
    case("SBU over S", "DM003", **UNCLASSIFIED, captions="SENSITIVE", body="1. (S) a."),
    case(
        "SBU by its banner", "", **UNCLASSIFIED | {"banner": "UNCLAS SENSITIVE"}, body="1. (SBU) a."
    ),
    case("SBU by EFTO", "", **UNCLASSIFIED | {"banner": "UNCLAS E F T O"}, body="1. (SBU) a."),
    case("unclassified without marks", "", **UNCLASSIFIED, subject="A", body="1. a.\n2. b."),
    case("a sub-paragraph above its parent", "", body=f"{PUBLIC}2. (U) Points:\na. (C) One."),
)
PORTIONS = (
    case(
        "a sub-paragraph follows its paragraph",
        "",
        body=f"{PUBLIC}2. (C) Points:\na. One.\nb. Two.",
    ),
    case(
        "sub-paragraphs of an unmarked one",
        "DM101",
        body=f"{PUBLIC}2. (C) a.\n3. Points:\na. One.\nb. Two.",
    ),
    case("each unmarked paragraph", "DM101 DM101", body="1. (C) a.\n2. b.\n3. c."),
    case("entire text", "DM104", subject="HARBOR", body="1. (C - ENTIRE TEXT) a.\n2. b."),
    case("entire text, and one below it", "DM106", body="1. (C - ENTIRE TEXT) a.\n2. (U) b."),
    case(
        "the authority as a paragraph",
        "",
        authority="",
        body=f"(U) {NAMED} REASON: 1.4 (B).\n\n1. (C) a.",
    ),
    case("an unmarked one", "", authority="", body=f"{NAMED} REASON: 1.4 (B).\n\n1. (C) a."),
    case("a routing line", "", captions="DEPT FOR EUR/WE", body="1. (C) a."),
    case(
        "no marks were asked for in 1975",
        "",
        **old("75", "E.O. 11652: GDS"),
        subject="A",
        body="1. a.\n2. b.",
    ),
    case(
        "marks were asked for in 1980",
        "DM102",
        **old("80", "E.O. 12065: GDS 1/6/86"),
        subject="A",
        body="1. a.",
    ),
    case("one lost bracket", "DM105", body=f"{PUBLIC}2. C) a."),
    case("other brackets", "DM105", body=f"{PUBLIC}2. [C] a."),
    case("a lost bracket that cannot be read", "DM103", body=f"{PUBLIC}2. (C) a.\n3. (C b."),
    case(
        "a damaged mark with a higher one", "DM103", body=f"{PUBLIC}2. (C//QX) a. (C) b.\n3. (C) c."
    ),
    case("marks in a row", "DM204", body=f"{PUBLIC}2. (C)(NF) a."),
    case("a mark behind a heading", "", body=f"{PUBLIC}2. Summary: (C) a."),
    case("words in brackets", "", body=f"{PUBLIC}2. (C) The minister(s) chose option (c)."),
)
CAVEATS = (
    case(
        "NOFORN over REL TO of a portion",
        "",
        banner="C O N F I D E N T I A L NOFORN",
        body="1. (C//NF) a.\n2. (C//REL TO USA, GBR) b.",
    ),
    case(
        "NOFORN with REL TO in the banner",
        "DM201",
        banner="C O N F I D E N T I A L NOFORN REL TO USA GBR",
        body="1. (C//NF) a.\n2. (C//REL TO USA, GBR) b.",
    ),
    case("REL without a list", "DM202", body=f"{PUBLIC}2. (C) a.\n3. (C//REL) b."),
    case(
        "REL UK before there was a form",
        "DM605",
        **reasons("REASON: 1.5 (B).", "JAN 98", "1/6/05"),
        body=f"{PUBLIC}2. (C) a.\n3. (C/REL UK) b.",
    ),
    case(
        "all are releasable, and the banner is not",
        "DM204",
        body=f"{PUBLIC}2. (C//REL TO USA, GBR) a.",
    ),
    case("some are not", "", body=f"{PUBLIC}2. (C) a.\n3. (C//REL TO USA, GBR) b."),
    case("NOFORN as a caption", "", captions="NOFORN", body=f"{PUBLIC}2. (C//NF) a."),
    case("a caveat of an SBU portion", "", body="1. (SBU/NF) a.\n2. (C) b."),
    case("a caption is no caveat of portions", "", captions="SIPDIS\nEXDIS"),
    case(
        "unmarked paragraphs may have it",
        "DM101",
        banner="C O N F I D E N T I A L NOFORN",
        body="1. (C) a.\n2. b.",
    ),
    case("Restricted Data", "DM204 DM512", body=f"{PUBLIC}2. (C//RD) a."),
    case(
        "RD covers FRD",
        "",
        banner="C O N F I D E N T I A L RD",
        order="E.O. 12958: DECL: N/A TO RD PORTIONS",
        body="1. (C//RD) a.\n2. (C//FRD) b.",
    ),
    case("a mark of two controls", "DM206", body=f"{PUBLIC}2. (C/SBU) a."),
    case("SENSITIVE in the banner", "DM206", banner="C O N F I D E N T I A L SENSITIVE"),
    case(
        "LOU while it was in use",
        "",
        **old("85", "E.O. 12356: N/A") | {"banner": "LIMITED OFFICIAL USE"},
        body="1. (LOU) a.",
    ),
    case(
        "LOU as banner",
        "DM205",
        **UNCLASSIFIED | {"banner": "LIMITED OFFICIAL USE"},
        body="1. (SBU) a.",
    ),
    case("FOUO before CUI", "", body="1. (U//FOUO) a.\n2. (C) b."),
    case("WNINTEL", "DM205", body=f"{PUBLIC}2. (C//WN) a."),
)
CAPTIONS = (
    case("in the banner line", "DM301", banner="C O N F I D E N T I A L NODIS EXDIS"),
    case("LIMDIS", "DM301", captions="EXDIS\nLIMDIS"),
    case("STADIS may stand beside", "", captions="NODIS\nSTADIS\nSIPDIS"),
    case("NODIS in a mark under EXDIS", "DM302", captions="EXDIS", body=f"{PUBLIC}2. (C//ND) a."),
)
REASONS = (
    case("1.5 while both were right", "", **reasons("REASON: 1.5 (B).", "JUN 03")),
    case("1.4 while both were right", "", **reasons("REASON: 1.4 (B).", "JUN 03")),
    case("1.4 before its time", "DM401", **reasons("REASON: 1.4 (B).", "JAN 03")),
    case(
        "1.5 on the first day without",
        "DM401",
        **reasons("REASON: 1.5 (B).", "SEP 03") | {"time": "R 220827Z SEP 03"},
    ),
    case(
        "1.3 of E.O. 12356",
        "",
        **old("93", "E.O. 12356: DECL: OADR") | {"authority": f"{NAMED} REASON: 1.3 (A)(5)."},
    ),
    case(
        "1.4 under E.O. 12356",
        "DM401",
        **old("93", "E.O. 12356: DECL: OADR") | {"authority": f"{NAMED} REASON: 1.4 (B)."},
    ),
    case(
        "every letter of 1.4",
        "",
        **reasons("REASONS: 1.4 (A), (B), (C), (D), (E), (F), (G) AND (H)."),
    ),
    case("1.5 has no (h)", "DM402", **reasons("REASON: 1.5 (H).", "JUN 98", "06/06/2008")),
    case("a letter behind others", "DM101 DM402", **reasons("REASONS: 1.4 (B) AND (J).")),
    case("a section alone", "DM403", **reasons("REASON: 1.4.")),
    case("a lost point", "", **reasons("REASON: 14 (B).")),
    case(
        "letters alone, before 1.4", "DM403", **reasons("REASONS B AND D.", "JUN 98", "06/06/2008")
    ),
    case(
        "derived, by the source's marking",
        "DM404 DM702",
        order="E.O. 12958: DECL: SOURCE MARKED OADR, DATE OF SOURCE 6 JUNE 1994",
    ),
    case(
        "no reason was asked for in 1993",
        "",
        **old("93", "E.O. 12356: DECL: OADR") | {"authority": NAMED},
    ),
    case(
        "unclassified with a name alone",
        "DM406",
        **UNCLASSIFIED | {"authority": NAMED},
        body="1. (U) a.",
    ),
)
INSTRUCTIONS = (
    case("an event", "", order="E.O. 12958: DECL: WHEN THE HARBOR OPENS"),
    case("a duration", "", order="E.O. 12958: DECL: 10 YEARS"),
    case("a line without an instruction", "DM501", order="E.O. 12958: DECL:"),
    case(
        "a downgrading is no instruction", "DM501", order="E.O. 12958: DNG: UNCLASSIFIED 06/06/2016"
    ),
    case(
        "Declassify On alone",
        "",
        order="",
        authority="DERIVED FROM: GUIDE\nDECLASSIFY ON: 06/06/2016",
    ),
    case("unclassified without a line", "", **UNCLASSIFIED | {"order": ""}, body="1. (U) a."),
    case("E.O. 13292", "", order="E.O. 13292: DECL: 06/06/2016"),
    case("E.O. 13526 too early", "DM503", order="E.O. 13526: DECL: 20160606"),
    case("12958 after its time", "DM503", time="R 060827Z JUL 10"),
    case("no number", "DM503", order="E.O.: DECL: 06/06/2016"),
    case(
        "one day in two forms",
        "",
        order="E.O. 12958: DECL: 06/06/2016\nE.O. 12958: DECL: 2016/06/06",
    ),
    case("two days", "DM504", order="E.O. 12958: DECL: 06/06/2016\nE.O. 12958: DECL: 06/07/2016"),
    case("a day and N/A", "DM504", order="E.O. 12958: DECL: 06/06/2016\nE.O. 12958: N/A"),
    case(
        "declassified",
        "",
        **UNCLASSIFIED | {"order": "E.O. 12958: DECLASSIFIED 06/06/2005"},
        body="1. (U) a.",
    ),
    case("X1 in its time", "", **reasons("REASON: 1.5 (B).", "JUN 98", "X1")),
    case("X1 before its time", "DM507", **old("93", "E.O. 12356: DECL: X1")),
    case(
        "X1 of a source",
        "",
        order="E.O. 12958:",
        authority="DERIVED FROM: GUIDE\nDECLASSIFY ON: SOURCE MARKED X1, DATE OF SOURCE 6 JUNE 1999",
    ),
    case("OADR in its time", "", **old("93", "E.O. 12356: DECL: OADR")),
    case("OADR before its time", "DM508", **old("81", "E.O. 12065: OADR")),
    case("manual review", "DM508", order="E.O. 12958: DECL: MR"),
    case("imagery", "", order="E.O. 12958: DECL: E.O. 12951"),
    case("GDS of E.O. 11652", "", **old("74", "E.O. 11652: GDS")),
    case("RDS of E.O. 12065 on an older cable", "DM509", **old("74", "E.O. 11652: RDS-1 6/6/90")),
    case("GDS today", "DM509", order="E.O. 12958: DECL: GDS"),
    case("25X with an event", "", order="E.O. 12958: DECL: 25X6, WHEN THE HARBOR OPENS"),
    case("25X1-HUMAN", "", order="E.O. 12958: DECL: 25X1-HUMAN"),
    case("50X6 without a date", "DM510", time="R 060827Z JUN 12", order="E.O. 13526: DECL: 50X6"),
    case("75X too early", "DM510 DM511", order="E.O. 12958: DECL: 75X"),
)
DATES = (
    case("25 years in words", "DM601", order="E.O. 12958: DECL: 26 YEARS"),
    case("a ground", "", order="E.O. 12958: DECL: 25X1, 06/06/2040"),
    case("an event before a late date", "DM601", order="E.O. 12958: DECL: 06/06/2040 OR WHEN SIGNED, WHICHEVER IS EARLIER"),
    case("no limit under E.O. 12356", "", **old("93", "E.O. 12356: DECL: 1/6/23")),
    case("ten years and a day", "DM602", **reasons("REASON: 1.5 (B).", "JUN 98", "06/07/2008")),
    case("an X exemption beside it", "", **reasons("REASON: 1.5 (B).", "JUN 98", "X1, 06/06/2018")),
    case("up to 25 years, once signed", "", **reasons("REASON: 1.5 (B).", "APR 03", "06/06/2020")),
    case("before the cable", "DM603", order="E.O. 12958: DECL: 06/06/1996"),
    case("the day after", "", order="E.O. 12958: DECL: 06/07/2006"),
    case("the date of a source", "", order="E.O. 12958:", authority="DERIVED FROM: GUIDE\nDECLASSIFY ON: SOURCE MARKED OADR, DATE OF SOURCE 6 JUNE 1994"),
    case("month 13", "DM604", order="E.O. 12958: DECL: 13/32/2016"),
    case("an impossible date of an exemption", "DM604", order="E.O. 12958: DECL: 25X1, 02/30/2040"),
    case("two digits in 1993", "", **old("93", "E.O. 12356: DECL: 1/6/99")),
    case("a downgrading in time", "", order="E.O. 12958: DNG: UNCLASSIFIED 01/01/2009; DECL: 01/01/2010"),
    case("a downgrading on the day", "DM606", order="E.O. 12958: DNG: CONFIDENTIAL 01/01/2010; DECL: 01/01/2010"),
    case("XGDS without its ground", "DM608", **old("74", "E.O. 11652: XGDS")),
    case("XGDS with its paragraph", "", **old("74", "E.O. 11652: XGDS 5B(2)")),
    case("RDS with a date alone", "DM608", **old("80", "E.O. 12065: RDS 5 JUN 2000")),
    case("RDS with neither", "DM608", **old("80", "E.O. 12065: RDS")),
    case("ADS with an event", "", **old("74", "E.O. 11652: ADS WHEN SIGNED")),
    case("GDS without a date under E.O. 12065", "DM608", **old("80", "E.O. 12065: GDS (THORNBURY, ADA) OR-P")),
    case("no date, no rule of a time", "DM609", time="", order="E.O. 12958: DECL: X1"),
)  # fmt: skip
AUTHORITY = (
    case("a reason and no name", "DM701", authority="REASON: 1.4 (B)."),
    case("nobody was asked for in 1993", "", **old("93", "E.O. 12356: DECL: OADR")),
    case(
        "a source stands for it",
        "",
        authority="DERIVED FROM: MULTIPLE SOURCES\nDECLASSIFY ON: 06/06/2016",
    ),
    case(
        "no source",
        "DM702",
        order="E.O. 12958: DECL: SOURCE MARKED OADR, DATE OF SOURCE 6 JUNE 1994",
        authority="",
    ),
)


@pytest.mark.parametrize(
    ("parts", "codes"),
    [*BANNERS, *PORTIONS, *CAVEATS, *CAPTIONS, *REASONS, *INSTRUCTIONS, *DATES, *AUTHORITY],
)
def test_what_is_found(parts: dict[str, str], codes: list[str]) -> None:
    findings = check(parse(Example(**parts).text))
    assert sorted(finding.code for finding in findings) == codes
