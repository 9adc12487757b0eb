"""The words of declassification instructions, as data, and the lexer that finds them.

An instruction is cut into tokens, and nothing is skipped: what no row of `TOKEN_FORMS` knows
becomes a WORD, and a WORD that no event and no name explains makes the instruction one that is not
understood. To teach the tool a new form, add a row.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import NamedTuple

from declass.schedule.written_date import WrittenDate, match_date


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
    LONG_EXEMPTION = "exemption from 25 or 50 years"
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


class Token(NamedTuple):
    """A stretch of an instruction.

    Attributes:
        kind: what it is.
        text: as written, in capitals.
        date: the date that it is, for Kind.DATE.
    """

    kind: Kind
    text: str
    date: WrittenDate | None = None


NUMBER_WORDS = {
    "TWENTY-FIVE": 25,
    "TWENTY": 20,
    "FIFTEEN": 15,
    "TEN": 10,
    "NINE": 9,
    "EIGHT": 8,
    "SEVEN": 7,
    "SIX": 6,
    "FIVE": 5,
    "FOUR": 4,
    "THREE": 3,
    "TWO": 2,
    "ONE": 1,
}

_END = "(?![0-9A-Z])"
_ATOMIC = "(?:FORMERLY RESTRICTED DATA|RESTRICTED DATA|FRD|RD|TFNI|CNWDI|ATOMAL)"
_NOT_APPLICABLE = r"N ?[/.]? ?A\.?"
_LEVEL = "(?:TOP SECRET|SECRET|CONFIDENTIAL|TS|S|C|UNCLASSIFIED|U)"
NUMBER = "(?:" + "|".join(["[0-9OIL]{1,3}", *NUMBER_WORDS]) + ")"
_UNIT = r"(?:YEARS?|YRS?|MONTHS?|MOS?|WEEKS?|WKS?|DAYS?)\.?"
_CABLE = "(?:THIS |THE )?(?:ORIGIN|CABLE|MESSAGE|TELEGRAM|DOCUMENT|CLASSIFICATION)"
_EVENT_WORDS = (
    "ADOPTION|AFTER|ANNOUNCEMENT|ARRIVAL|AT|CLOSE|COMPLETION|CONCLUSION|DEATH|DEPARTURE|END|ENTRY"
    "|EXPIRATION|FOLLOWING|IF|IMPLEMENTATION|ONCE|OPENING|PENDING|PUBLICATION|RATIFICATION|RELEASE"
    "|RESOLUTION|SETTLEMENT|SIGNATURE|SIGNING|TERMINATION|UNTIL|UPON|WHEN|WITHDRAWAL"
)

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
        r"(?:DECL(?:AS(?:S(?:IFY|IFICATION)?)?)?|DELC|DCL|DEC(?= ?[:;.] ?))(?: ON)?" + _END,
        ("DECL", "DECLAS", "DECLASSIFY ON", "DECLASSIFICATION", "DELC"),
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
        r"DATE OF (?:THE )?(?:MOST RECENT |LATEST )?SOURCES?(?: IS)?" + _END,
        ("DATE OF SOURCE", "DATE OF THE MOST RECENT SOURCE"),
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
        "long_exemption",
        Kind.LONG_EXEMPTION,
        rf"(?:25|50|75) ?X(?: ?-? ?[1-9](?: ?-? ?(?:HUMAN|HUM|WMD))?)?{_END}",
        ("25X1", "25X1-HUMAN", "25X1 HUM", "50X1-HUM", "50X2-WMD", "75X", "25X-6", "50 X 6"),
        ("25X12", "25XA"),
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
        rf"(?:(?:SEC(?:TION|\.)? ?)?1 ?[.,] ?[3-6] ?-? ?\(? ?)?X ?-? ?[1-8]{_END}",
        ("X1", "X-1", "X 1", "1.6X6", "1.6 X6", "1.6 (X6", "1.5X4", "SECTION 1.6 X1"),
        ("X9", "X1A", "X12"),
    ),
    TokenForm(
        "indefinite",
        Kind.INDEFINITE,
        r"(?:M\.?R\.?|MANUAL REVIEW|(?:DCI|DNI) ONLY|INDEFINITE(?:LY)?|EXEMPT(?:ED)?)" + _END,
        ("MR", "M.R.", "MANUAL REVIEW", "DCI ONLY", "DNI ONLY", "INDEFINITE", "EXEMPT"),
        ("MRS", "EXEMPTION"),
    ),
    TokenForm(
        "treaty",
        Kind.TREATY,
        r"SUBJECT TO (?:A )?(?:TREAT(?:Y|IES)|INTERNATIONAL AGREEMENTS?)"
        r"(?: (?:OR|AND) (?:AN )?INTERNATIONAL AGREEMENTS?)?" + _END,
        ("SUBJECT TO TREATY OR INTERNATIONAL AGREEMENT", "SUBJECT TO TREATY"),
    ),
    TokenForm(
        "timetable",
        Kind.TIMETABLE,
        r"(?:X ?-? ?GDS|GDS|ADS|RDS|XDS)"
        r"(?:(?: ?- ?\(?[1-7]\)?(?![0-9/])| ?\([1-7]\)| [1-7](?![0-9/-]| ?[A-Z]))"
        r"(?: ?(?:[,/&]|AND) ?[1-7](?![0-9/-]| ?[0-9A-Z])){0,4})?" + _END,
        ("GDS", "ADS", "XGDS", "XGDS-2", "XGDS (1)", "X-GDS-3", "XGDS-1, 3", "RDS-1", "XDS-4"),
        ("GDSS", "ADSORPTION"),
    ),
    TokenForm(
        "duration",
        Kind.DURATION,
        rf"{NUMBER} ?-? ?{_UNIT}(?:,? ?(?:AND )?{NUMBER} ?-? ?{_UNIT})?"
        rf"(?: (?:FROM|AFTER) (?:THE )?(?:DATE(?: OF {_CABLE})?|{_CABLE}))?{_END}",
        (
            "10 YEARS",
            "10 YRS",
            "6 MONTHS",
            "TEN YEARS",
            "1O YEARS",
            "2 YEARS AND 6 MONTHS",
            "10 YEARS FROM DATE OF ORIGIN",
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
        rf"\((?! ?(?:{_EVENT_WORDS})\b)(?:[A-Z][A-Z'-]{{1,30}}, ?[A-Z][A-Z.' -]{{0,30}}"
        r"|(?:[A-Z]\. ?){1,3}[A-Z][A-Z'-]{1,30})\)",
        ("(OFFICER, FIRST)", "(OFFICER, A.)", "(A. OFFICER)"),
        ("(OFFICER)", "(AFTER, ALL)", "(X1, X6)"),
    ),
    TokenForm("office", Kind.OFFICE, r"OR-[A-Z]{1,3}" + _END, ("OR-P", "OR-M")),
    TokenForm(
        "event",
        Kind.EVENT,
        f"(?:{_EVENT_WORDS}){_END}",
        ("AFTER", "UPON", "WHEN", "END", "CONCLUSION"),
        ("ATTACHE", "ENDING"),
    ),
    TokenForm("or", Kind.OR, "OR" + _END, ("OR",), ("ORDER",)),
    TokenForm("on", Kind.ON, "ON" + _END, ("ON",), ("ONLY",)),
    TokenForm(
        "joint", Kind.JOINT, r"(?:AND(?![0-9A-Z])|[.,:/&()\[\]\"'-])", ("AND", ",", ":", "-")
    ),
    TokenForm("break", Kind.BREAK, ";", (";",)),
    TokenForm("word", Kind.WORD, r"(?:[0-9A-Z]+|[^ ])", ("GARBAGE", "?", "1234")),
)


def fold(text: str) -> str:
    """Capitals, white space folded to single blanks, and one sort of dash, quote and dot."""
    return " ".join(text.translate(_PLAIN).upper().split())


def tokenize(folded: str) -> list[Token]:
    """Cut a folded text into tokens, up to the label of the next organ of the cable.

    The label itself is the last token where there is one: what follows it is not looked at.
    """
    tokens: list[Token] = []
    position = 0
    while position < len(folded):
        if folded[position] == " ":
            position += 1
            continue
        token, position = _token(folded, position)
        tokens.append(token)
        if token.kind is Kind.LABEL:
            break
    return tokens


def _token(folded: str, position: int) -> tuple[Token, int]:
    if dated := match_date(folded, position):
        written, end = dated
        return Token(Kind.DATE, written.raw, written), end
    found = _lexer().match(folded, position)
    if found is None:
        raise AssertionError("the last row of TOKEN_FORMS matches any character but a blank")
    return Token(_KINDS[found.lastgroup or ""], found[0]), found.end()


_KINDS = {row.name: row.kind for row in TOKEN_FORMS}
_PLAIN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d", '"')
)


@cache
def _lexer() -> re.Pattern[str]:
    return re.compile("|".join([f"(?P<{row.name}>{row.pattern})" for row in TOKEN_FORMS]))
