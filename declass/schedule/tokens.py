"""The words of declassification instructions, as data; `lexer` finds them.

An instruction is cut into tokens, and nothing is skipped: what no row of `TOKEN_FORMS` knows
becomes a WORD, and a WORD that no event and no name explains makes the instruction one that is not
understood. To teach the tool a new form, add a row.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from declass.schedule.written_date import MONTH, NUMBER_WORDS


class Kind(Enum):
    """What a token is."""

    LABEL = "next organ of the cable"
    ORDER = "executive order"
    DOWNGRADE = "downgrading"
    DECLASSIFIED = "declassified"
    KEYWORD = "declassify on"
    DERIVED = "derived from"
    SOURCE_MARKED = "source marked"
    SOURCE_DATE = "date of source"
    SOURCE_LIST = "see source list"
    RESTRICTED_DATA = "Restricted Data and its kin"
    NATO = "NATO information"
    NOT_APPLICABLE = "not applicable"
    OADR = "originating agency's determination required"
    CAVEAT = "control marking beside the instruction"
    LONG_EXEMPTION = "exemption from 25 or 50 years"
    UNREADABLE_EXEMPTION = "exemption from 25 or 50 years that cannot be read"
    X_EXEMPTION = "X exemption"
    INDEFINITE = "indefinite marking"
    TREATY = "treaty"
    TIMETABLE = "schedule of E.O. 11652 or 12065"
    DURATION = "duration"
    WHICHEVER = "whichever is earlier or later"
    OFFICER = "name in brackets"
    OFFICE = "originator code"
    EVENT = "word that begins an event"
    OR = "or"
    ON = "on"
    BY = "by, no later than"
    JOINT = "punctuation and and"
    BREAK = "semicolon"
    DATE = "date"
    WORD = "anything else"


class TokenForm(NamedTuple):
    """One form of words: a row of `TOKEN_FORMS`.

    Attributes:
        name: short name, unique.
        kind: what it is.
        pattern: what it looks like, on text in capitals with white space folded.
        examples: texts that are wholly this token.
        not_examples: texts that do not begin with this token.
    """

    name: str
    kind: Kind
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()


_END = "(?![0-9A-Z])"
_ATOMIC = (
    "(?:(?:FORMERLY[ -])?RESTRICTED[ -]DATA|FORMERLY RESTRICTED|FRD|RD|TFNI|CNWDI|ATOMAL"
    "|TRANSCLASSIFIED FOREIGN NUCLEAR|CRITICAL NUCLEAR WEAPONS? DESIGN INFORMATION)"
)
# Markings in letters only, which must not pass for an office or an officer: OR-OADR, (RD, FRD).
_INDEFINITE = f"(?:{_ATOMIC}|NATO|OADR|MR|INDEF|EXEMPT|GDS|XGDS|RDS|XDS|ADS)"
_CODE = f"(?!{_INDEFINITE}{_END})[A-Z]{{1,8}}"
_NOT_APPLICABLE = r"N ?[/.]? ?A\.?"
_LEVEL = "(?:TOP SECRET|SECRET|CONFIDENTIAL|TS|S|C|UNCLASSIFIED|U)"
NUMBER = "(?:" + "|".join(["[0-9OIL]{1,3}", *NUMBER_WORDS]) + ")"
_NUMBER = rf"{NUMBER}(?: ?\({NUMBER}\))?"
_UNIT = r"(?:YEARS?|YRS?|MONTHS?|MOS?|WEEKS?|WKS?|DAYS?)\.?"
_CABLE = "(?:THIS |THE )?(?:ORIGIN(?:ATION)?|CABLE|MESSAGE|TELEGRAM|DOCUMENT|CLASSIFICATION)"
_WHEN = "AFTER|AT|FOLLOWING|IF|ONCE|PENDING|UNTIL|UPON|WHEN"
_HAPPENING = (
    "ADOPTION|ANNOUNCEMENT|ARRIVAL|CESSATION|CLOSE|CLOSING|CLOSURE|COMPLETION|CONCLUSION|DEATH"
    "|DEPARTURE|DISSOLUTION|ENACTMENT|END|ENTRY|EXPIRATION|IMPLEMENTATION|INAUGURATION|OPENING"
    "|PUBLICATION|RATIFICATION|RELEASE|RESOLUTION|SETTLEMENT|SIGNATURE|SIGNING|TERMINATION"
    "|WITHDRAWAL"
)
# Not where the digit begins a date or counts a time: RDS-1/15/00, X1, 6 JUNE 2016, X1 AND 6 MONTHS.
_NO_DATE = (
    r"(?![0-9]| ?[/-] ?[0-9]{1,2} ?[/-] ?[0-9]| ?[/-] ?(?:19|2[0O])[0-9]{2}"
    rf"|[ ,/-]{{0,2}}(?:{MONTH})\b|(?:ST|ND|RD|TH)\b| ?-? ?{_UNIT}{_END})"
)
_CATEGORY = rf"[1-7]{_NO_DATE}"
_PARAGRAPH = r"(?:(?:SEC(?:TION|\.)? ?)?\(?5\)? ?)?\(?B\)? ?\(?[1-4]\)?"
# Two letters of the four changed places, or one was written twice.
OADR_SLIPS = ("OARD", "ODAR", "AODR", "OOADR", "OAADR", "OADDR", "OADRR")

# The first row that matches wins, so a form that begins like another stands before it.
TOKEN_FORMS = (
    TokenForm(
        "label",
        Kind.LABEL,
        r"(?:(?:TAGS?|SUBJ(?:ECT)?|REF(?:ERENCE)?S?) ?:|CLASSIFIED BY)",
        ("TAGS:", "SUBJECT:", "REF:", "CLASSIFIED BY"),
        ("SUBJECT TO TREATY",),
    ),
    TokenForm(
        "imagery",
        Kind.INDEFINITE,
        r"(?:E ?\.? ?[O0] ?\.?|EXECUTIVE ORDER) ?12951" + _END,
        ("E.O. 12951", "EO 12951"),
    ),
    TokenForm(
        "order",
        Kind.ORDER,
        r"(?:(?:E ?\.? ?[O0] ?\.?|EXECUTIVE ORDER) ?[0-9]{5}" + _END + "|AS AMENDED" + _END + ")",
        ("E.O. 12958", "EO12958", "E.0. 12356", "AS AMENDED"),
    ),
    TokenForm(
        "downgrade",
        Kind.DOWNGRADE,
        rf"(?:DNG|DOWNGRADED?)(?: TO)?[ :,]{{0,3}}{_LEVEL}?{_END}",
        ("DNG: CONFIDENTIAL", "DOWNGRADE TO SECRET", "DNG", "DOWNGRADED TO C"),
    ),
    TokenForm("declassified", Kind.DECLASSIFIED, "DECLASSIFIED" + _END, ("DECLASSIFIED",)),
    TokenForm(
        "keyword",
        Kind.KEYWORD,
        r"(?:DECL(?:AS(?:S(?:IFY|IFICATION)?)?)?|DELC|DCL|DEC(?= ?[:;.] ?| [0-9]{1,4}/))"
        r"(?: ON| DATE)?" + _END,
        ("DECL", "DECLAS", "DECLASSIFY ON", "DECLASSIFICATION", "DECL DATE", "DELC"),
        ("DECLARATION", "DECEMBER"),
    ),
    TokenForm("derived", Kind.DERIVED, "DERIVED FROM" + _END, ("DERIVED FROM",)),
    TokenForm(
        "source_marked",
        Kind.SOURCE_MARKED,
        r"SOURCES? (?:WAS |WERE )?MARKED(?: AS)?" + _END,
        ("SOURCE MARKED", "SOURCES MARKED AS"),
    ),
    TokenForm(
        "source_date",
        Kind.SOURCE_DATE,
        r"(?:DATE OF (?:THE )?(?:MOST RECENT |LATEST )?SOURCES?(?: IS)?|SOURCES? DATED?)" + _END,
        ("DATE OF SOURCE", "DATE OF THE MOST RECENT SOURCE", "SOURCE DATED", "SOURCE DATE"),
    ),
    TokenForm(
        "source_list",
        Kind.SOURCE_LIST,
        r"(?:SEE SOURCE LIST(?: FOR NSI PORTIONS?)?|MULTIPLE SOURCES)" + _END,
        ("SEE SOURCE LIST", "SEE SOURCE LIST FOR NSI PORTIONS", "MULTIPLE SOURCES"),
    ),
    TokenForm(
        "restricted_data",
        Kind.RESTRICTED_DATA,
        rf"(?:{_NOT_APPLICABLE} (?:TO|FOR) )?{_ATOMIC}"
        rf"(?: ?(?:[/,&]|AND|OR) ?(?:{_ATOMIC}|NATO)){{0,6}}(?: PORTIONS?)?{_END}",
        ("RD", "FRD", "TFNI", "N/A TO RD/FRD PORTIONS", "NA TO RD, FRD AND NATO PORTIONS"),
        ("RDS-1",),
    ),
    TokenForm(
        "nato",
        Kind.NATO,
        rf"(?:{_NOT_APPLICABLE} (?:TO|FOR) )?NATO(?: (?:PORTIONS?|INFORMATION))?{_END}",
        ("N/A TO NATO PORTIONS", "NATO", "NATO PORTIONS"),
        ("NATOS",),
    ),
    TokenForm(
        "not_applicable",
        Kind.NOT_APPLICABLE,
        rf"(?:{_NOT_APPLICABLE}|NONE|NOT APPLICABLE){_END}",
        ("N/A", "NA", "N.A.", "N A", "N / A", "NONE", "NOT APPLICABLE"),
        ("NAVAL VISIT", "NONEXISTENT"),
    ),
    TokenForm(
        "oadr",
        Kind.OADR,
        r"(?:[O0] ?\.? ?A ?\.? ?D ?\.? ?R\.?"
        r"|ORIGINATING AGENCY'?S? DETERMINATION REQUIRED)" + _END,
        ("OADR", "O.A.D.R.", "O A D R", "0ADR", "ORIGINATING AGENCY'S DETERMINATION REQUIRED"),
        ("OADRS",),
    ),
    TokenForm(
        "oadr_slip",
        Kind.OADR,
        f"(?:{'|'.join(OADR_SLIPS)}){_END}",
        OADR_SLIPS,
        ("OAR", "ROAD", "OARDS"),
    ),
    TokenForm(
        "caveat",
        Kind.CAVEAT,
        r"(?:NO ?FORN|NF|SIPDIS|NODIS|EXDIS|LIMDIS|STADIS|ORCON|PROPIN|IMCON|RELIDO|NOCONTRACT"
        rf"|WNINTEL|EYES ONLY){_END}",
        ("NOFORN", "NF", "NODIS", "EXDIS", "ORCON", "EYES ONLY"),
        ("NOFORNS", "EYES"),
    ),
    TokenForm(
        "long_exemption",
        Kind.LONG_EXEMPTION,
        rf"(?:25|50|75) ?-? ?X(?: ?-? ?[1-9](?: ?-? ?(?:HUMAN|HUM|WMD))?)?{_END}",
        ("25X1", "25X1-HUMAN", "25X1 HUM", "50X1-HUM", "50X2-WMD", "75X", "25X-6", "50 X 6"),
        ("25X12", "25XA"),
    ),
    TokenForm(
        "unreadable_exemption",
        Kind.UNREADABLE_EXEMPTION,
        r"(?:2[5S]|Z5|5[0O]|S0|7[5S])X[0-9A-Z]*",
        ("25XI", "25X12", "2SX1", "5OX1", "25XA"),
        ("SOX", "X12"),
    ),
    TokenForm(
        "x_section",
        Kind.X_EXEMPTION,
        r"(?:SEC(?:TION|\.)? ?)?1 ?[.,] ?6 ?(?:\( ?D ?\)|D)"
        rf"(?: ?(?:,|AND|&)? ?(?:\( ?D ?\) ?)?\( ?[1-8] ?\)){{0,8}}{_END}",
        ("1.6(D)(1)", "1.6 (D)(1), (D)(6)", "1.6(D)", "SECTION 1.6(D)(1) AND (6)"),
        ("1.6DAYS",),
    ),
    TokenForm(
        "x_exemption",
        Kind.X_EXEMPTION,
        rf"(?:(?:SEC(?:TION|\.)? ?)?1 ?[.,] ?[3-6] ?[.,:-]? ?\(? ?)?X ?-? ?[1-8]"
        rf"(?:(?: ?(?:[,/&]|,? ?AND) ?)[1-8]{_NO_DATE}){{0,7}}{_END}",
        (
            *("X1", "X-1", "X 1", "1.6X6", "1.6 X6", "1.6 (X6", "1.5X4", "SECTION 1.6 X1"),
            *("1.6.X6", "1.6, X6", "1.6: X6", "X1,6", "X1/6", "X4, 5 AND 6", "X4, 5, AND 6"),
        ),
        ("X9", "X1A", "X12"),
    ),
    TokenForm(
        "indefinite",
        Kind.INDEFINITE,
        r"(?:M\.?R\.?|MANUAL REVIEW|(?:DCI|DNI) ONLY|INDEF(?:INITE(?:LY)?|\.)?|EXEMPT(?:ED)?"
        r"|(?:DATE )?IMPOSSIBLE TO (?:DETERMINE|FORESEE|PREDICT)(?: DATE)?)" + _END,
        (
            *("MR", "M.R.", "MANUAL REVIEW", "DCI ONLY", "DNI ONLY", "INDEFINITE", "EXEMPT"),
            *("INDEF", "INDEF.", "IMPOSSIBLE TO DETERMINE", "DATE IMPOSSIBLE TO DETERMINE"),
        ),
        ("MRS", "EXEMPTION"),
    ),
    TokenForm(
        "treaty",
        Kind.TREATY,
        r"SUBJECT TO (?:A )?(?:TREAT(?:Y|IES)|INTERNATIONAL AGREEMENTS?)"
        r"(?: (?:OR|AND) (?:AN )?INTERNATIONAL AGREEMENTS?)?" + _END,
        ("SUBJECT TO TREATY OR INTERNATIONAL AGREEMENT", "SUBJECT TO TREATY"),
    ),
    TokenForm(  # E.O. 11652 s5(B)(1) to (4); E.O. 12065 s1-301: the reason stands as a number
        "exempt_timetable",
        Kind.TIMETABLE,
        r"(?:X ?[.-]? ?G ?\.? ?D ?\.? ?S\.?|R ?\.? ?D ?\.? ?S\.?|X ?\.? ?D ?\.? ?S\.?)"
        rf"(?: ?-? ?(?:{_PARAGRAPH}|\(?{_CATEGORY}\)?)"
        rf"(?: ?(?:[,/&]|,? ?AND) ?\(?{_CATEGORY}\)?){{0,4}})?{_END}",
        (
            *("XGDS", "XGDS-2", "XGDS (1)", "X-GDS-3", "XGDS-1, 3", "RDS-1", "XDS-4", "XGDS2"),
            *("XGDS 2", "X.G.D.S.-2", "R.D.S.", "RDS-1,3", "RDS-1/3", "RDS-1, 2 AND 3", "RDS (1)"),
            *("XGDS 5B(2)", "XGDS (B)(2)", "XGDS-5(B)(2)", "XGDS B2", "XGDS SECTION 5(B)(2)"),
        ),
        ("XGDSS", "RDSA", "XGDS22"),
    ),
    TokenForm(  # without a number: GDS-2 has lost its first letter, and nobody knows which
        "timetable",
        Kind.TIMETABLE,
        r"(?:G ?\.? ?D ?\.? ?S\.?|A ?\.? ?D ?\.? ?S\.?)" + _END,
        ("GDS", "G.D.S.", "G D S", "ADS", "A.D.S."),
        ("GDSS", "ADSORPTION", "GDS2"),
    ),
    TokenForm(  # E.O. 12065 s1-402: "Review for declassification on"
        "review",
        Kind.TIMETABLE,
        r"(?:REVIEW|RVW)(?: FOR DECLASSIFICATION)?(?: (?:DATE|ON|BY))?" + _END,
        ("REVIEW", "REVIEW ON", "RVW", "REVIEW DATE", "REVIEW FOR DECLASSIFICATION ON"),
        ("REVIEWED", "REVIEWER"),
    ),
    TokenForm(
        "duration",
        Kind.DURATION,
        rf"{_NUMBER} ?-? ?{_UNIT}(?:,? ?(?:AND )?{_NUMBER} ?-? ?{_UNIT}){{0,3}}"
        rf"(?: (?:FROM|AFTER) (?:THE )?(?:DATE(?: OF {_CABLE})?|{_CABLE}))?{_END}",
        (
            *("10 YEARS", "10 YRS", "6 MONTHS", "TEN YEARS", "1O YEARS", "TWENTY FIVE YEARS"),
            *("2 YEARS AND 6 MONTHS", "10 YEARS FROM DATE OF ORIGIN", "TEN (10) YEARS"),
        ),
        ("YEARS", "OIL"),
    ),
    TokenForm(
        "whichever",
        Kind.WHICHEVER,
        r"WHICHEVER(?: EVENT)?(?: IS| COMES| OCCURS)?(?: THE)?"
        r" (?:EARLIER|EARLIEST|SOONER|FIRST|LATER|LATEST|LAST)" + _END,
        ("WHICHEVER IS EARLIER", "WHICHEVER COMES FIRST", "WHICHEVER LATER"),
        ("WHICHEVER",),
    ),
    TokenForm(
        "officer",
        Kind.OFFICER,
        rf"\((?! ?(?:{_WHEN}|{_HAPPENING})\b)(?![^()]{{0,64}}\b{_INDEFINITE}\b)"
        r"(?:[A-Z][A-Z'-]{1,30} ?, ?[A-Z][A-Z.' -]{0,30}"
        r"|(?:[A-Z]\. ?){1,3}[A-Z][A-Z'-]{1,30})(?:, ?)?\)",
        ("(OFFICER, FIRST)", "(OFFICER, A.)", "(A. OFFICER)", "(OFFICER, FIRST,)"),
        ("(OFFICER)", "(AFTER, ALL)", "(X1, X6)", "(RD, FRD)", "(OFFICER, OADR)"),
    ),
    TokenForm(
        "office",
        Kind.OFFICE,
        rf"OR ?- ?{_CODE}(?: ?/ ?{_CODE})?{_END}",
        ("OR-P", "OR-M", "OR-ECON", "OR-POL/ECON", "OR - P"),
        ("OR P", "OR-HEADQUARTERS", "OR-OADR", "OR - RD"),
    ),
    TokenForm(
        "event",
        Kind.EVENT,
        f"(?:{_WHEN}|(?:WITH )?(?:THE )?(?:{_HAPPENING})){_END}",
        ("AFTER", "UPON", "WHEN", "END", "CONCLUSION", "CLOSURE", "THE END", "WITH THE END"),
        ("ATTACHE", "ENDING", "THE", "THE DAY", "WITH THE DAY"),
    ),
    TokenForm("or", Kind.OR, "OR" + _END, ("OR",), ("ORDER",)),
    TokenForm("on", Kind.ON, "ON" + _END, ("ON",), ("ONLY",)),
    TokenForm(
        "by",
        Kind.BY,
        r"(?:BY|NLT|NOT? LATER THAN)" + _END,
        ("BY", "NLT", "NO LATER THAN", "NOT LATER THAN"),
        ("BYPASS", "NOT BEFORE"),
    ),
    TokenForm(
        "joint", Kind.JOINT, r"(?:AND(?![0-9A-Z])|[.,:/\\&()\[\]\"'-])", ("AND", ",", "-", "\\")
    ),
    TokenForm("break", Kind.BREAK, ";", (";",)),
    TokenForm("word", Kind.WORD, r"(?:[0-9A-Z]+|[^ ])", ("GARBAGE", "?", "1234")),
)
