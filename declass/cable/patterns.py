r"""What the lines of a cable look like, as data.

Every pattern is matched at the start of a line from which leading blanks are gone, unless its
comment says otherwise. Repeats are bounded and never nested, so each runs in time proportional to
the line. Patterns ignore case where reissued cables in lower case have the organ too.
"""

from __future__ import annotations

import re

HEAD_LINE = re.compile(
    r"""
    (?P<page>      PAGE\s{1,3}\d{1,3}\b                              # PAGE 01 LISBON 01234 021432Z
    )|(?P<relay>   (?:\*?V?ZCZC|V\s?Z\s?C\s?Z\s?C)[A-Z0-9*]{0,12}\b  # VZCZCXRO2538
    )|(?P<routing> (?:ZZ|OO|PP|RR|Z|O|P|R)(?:\s{1,3}RU[A-Z]{2,6}\b)  # OO RUEHC RUEHKO
    )|(?P<station> DE\s{1,3}RU[A-Z]{2,6}\b                           # DE RUEHLI #0777/01 1570827
    )|(?P<security>ZN[RY]\s{1,3}[A-Z]{1,5}\b                         # ZNY SSSSS ZZK
    )|(?P<dtg>     (?:(?:ZZ|OO|PP|RR|[ZOPR])\s{1,3}){0,4}\d{6}Z\s    # O 060827Z JUN 06
    )|(?P<origin>  FM\s                                              # FM AMEMBASSY LISBON
    )|(?P<action>  TO\s{1,3}[A-Z]                                    # TO RUEHC/SECSTATE WASHDC
    )|(?P<info>    INFO\s{1,3}[A-Z]                                  # INFO RUEHMD/AMEMBASSY MADRID
    )|(?P<break>   BT\s{0,3}\Z                                        # break: the text begins
    )|(?P<bureau>  (?:ACTION|ORIGIN)\s{1,3}[A-Z]{1,6}-\d\d           # ACTION EUR-12
    )|(?P<drafting>(?:DRAFTED|APPROVED|CLEARED)\s{1,3}BY\s{0,3}[:\s]  # DRAFTED BY EUR/NE:ATHORNBURY
    )|(?P<addressee>RU[A-Z]{2,6}/ | ZEN[/\s] | XMT\s                 # RUEHFR/AMEMBASSY PARIS 44
    )|(?P<eo>      ["'*-]{0,2}\s?(?:E\s?[.,]?\s?[O0]\s?[.,]?\s?[:.,]?|EXECUTIVE\s{1,3}ORDER)\s{0,3}
                   (?:[\dOIl][\dOIl,.]{2,5}[\dOIl]\b|\d\d\s\d{3}\b|:)  # E.O. 12958: DECL: ...
    )|(?P<tags>    TAGS?\s{0,3}[:;] | (?-i:TAGS\s{1,4}(?=[A-Z]{4}[,\s]))
    )|(?P<subject> SU?B?J?E?CT?\s{0,3}[:;] | SUBJ?\s{0,3}[:;] | SUBJECT\s{1,3}-\s
                   | S\sU\sB\sJ(?:\sE\sC\sT)?\s{0,3}[:;] | (?-i:SUBJECT\s{2,6}(?=\S))
    )|(?P<reference>REF(?:ERENCE|TEL)?S?(?:\(S\))?\s{0,3}[:;]
    )|(?P<authority>(?:\([A-Z/]{1,8}\)\s{0,3})?(?:ORIGINALLY\s{1,3})?
                   (?:CLASS?I?F[A-Z]{0,4}D\s{1,3}(?:BY\b|[:;])|CLASS\.?\s?BY\s?[:;]|C\sL\sA\sS\sS\sI\sF\sI\sE\sD\s{1,3}B\sY)
    )|(?P<derived> DERIVED\s{1,3}FROM\s{0,3}[:;]?
    )|(?P<declassify>DECL(?:AS(?:S(?:IFY)?)?)?(?:\s{1,3}ON)?\s{0,3}[:;]
    )|(?P<reason>  (?:REASONS?(?:\(S\))?|R\sE\sA\sS\sO\sN\sS?)\s{0,3}[:;]
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Organs of the head that announce themselves; banner and captions are read by their words."""

INLINE_FIELD = re.compile(
    r"(?<![A-Z0-9])(?:TAGS?|SUBJ(?:ECT)?|REF(?:ERENCE)?S?|CLASSIFIED\s{1,3}BY)\s{0,3}:",
    re.IGNORECASE,
)
"""A field that begins in the middle of a line (searched for), in cables run together."""

INLINE_PARAGRAPH = re.compile(r"(?<=\s)\d{1,3}\s?\.\s{0,3}\([A-Z/ ,\-]{1,20}\)", re.IGNORECASE)
"""The first paragraph on the line of the subject (searched for), in cables run together."""

INLINE_EO = re.compile(
    r"(?<![A-Z0-9])E\s?[.,]?\s?[O0]\s?[.,]\s?[:.,]?\s{0,3}\d{5}\s{0,3}[:.,]", re.IGNORECASE
)
"""An E.O. line with other text before it on the line (searched for in the head only)."""

ORDER = re.compile(
    r"[\"'*-]{0,2}\s?(?:E\s?[.,]?\s?[O0]\s?[.,]?\s?[:.,]?|EXECUTIVE\s{1,3}ORDER)\s{0,3}"
    r"(?P<order>[\dOIl][\dOIl,.]{2,5}[\dOIl]\b|\d\d\s\d{3}\b)?"
    r"[\s.,:;]{0,4}(?:AS\s{1,3}AMENDED[\s.,:;]{0,4})?",
    re.IGNORECASE,
)
"""Executive order, its number, and the punctuation after it."""

_REST_OF_A_DATE = r"\.?\s{0,2}\d{1,2}(?:ST|ND|RD|TH)?(?:[\s,']|\Z)|[\s,.]{1,3}\d{4}\b(?!\s?[/-])"
DECLASSIFY_KEYWORD = re.compile(
    r"(?:DECLASSIFY\s{1,3}ON|DECLASSIFICATION(?:\s{1,3}ON)?|DECLASS|DECLAS|DELC|DECL|DCL|DEC(?!"
    + _REST_OF_A_DATE
    + "))"
    r"\b(?:\s{1,3}(?:ON|DATE)\b)?[\s:;.]{0,4}",
    re.IGNORECASE,
)

KEYWORD_LINE = re.compile(r"DECL(?:AS(?:S(?:IFY)?)?)?\s{0,3}[:;]", re.IGNORECASE)
"""``DECL: 06/30/2012`` on a line of its own, for the E.O. line above it or in its place."""

SETTLED_INSTRUCTION = re.compile(
    r"(?:.{0,40}\d[/\-. ]{0,3}\d|.{0,20}\bX-?\s?\d|.{0,10}\bO\.?A\.?D\.?R|.{0,5}\bN\.?/?A\b|"
    r".{0,5}\bNONE\b|.{0,5}\bMR\b|X?GDS|ADS|.{0,20}-HUM|.{0,20}-WMD|.{0,20}\bYEARS\b)",
    re.IGNORECASE,
)
"""An instruction that no longer waits for its date on the next line."""

INSTRUCTION_GOES_ON = re.compile(
    r"\d{1,2}\s?/\s?\d{1,2}\s?/|(?:25|50|75)\s?-?\s?X"
    r"|(?:OR|AND|BUT|UNLESS|EXCEPT|UNTIL|AFTER|FOLLOWING|UPON|WHEN|WHICHEVER|NOT|PENDING|OADR|RD|FRD"
    r"|TFNI|(?:FORMERLY )?RESTRICTED|X\s?-?\s?\d|1\.6|X?GDS|ADS|RDS|XDS|EXEMPT|MANUAL|MR"
    r"|INDEF[A-Z]{0,8}|DECL[A-Z]{0,13}|DNG|DOWNGRADED?|REVIEW|SUBJECT TO|NATO PORTIONS?"
    r"|SOURCES?\s(?:MARKED|DATED?)|DATE\sOF\s(?:THE\s)?SOURCE|N/A\sTO)(?![A-Z])",
    re.IGNORECASE,
)
"""A line with which an instruction goes on, however settled it looked."""

UNFINISHED_INSTRUCTION = re.compile(
    r"(?:[,;/(&]|\b(?:AND|OR|OF|ON|SOURCE|THE|TO|AFTER|UNTIL|UPON|WHEN|NOT))\Z", re.IGNORECASE
)
"""The end of an instruction of which more must stand on the next line (searched for)."""

DTG = re.compile(
    r"(?P<precedence>(?:(?:ZZ|OO|PP|RR|[ZOPR])\s{1,3}){0,4})"
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)Z\s{1,3}(?P<month>[A-Z]{3})[A-Z]{0,6}\s{1,3}"
    r"(?P<year>\d{4}|\d\d)\b",
    re.IGNORECASE,
)

STATION_NUMBER = re.compile(
    r"DE\s{1,3}RU[A-Z]{2,6}\s{1,3}#?(\d{1,6})(?:/(\d{1,3}))?", re.IGNORECASE
)
PAGE_HEAD = re.compile(
    r"PAGE\s{1,3}(?P<page>\d{1,3})\s{1,8}(?P<post>[A-Z][A-Z .']{1,24}?)\s{1,8}(?P<number>\d{1,8})"
    r"(?:\s{1,8}\d\d\s{1,3}OF\s{1,3}\d\d)?(?:\s{1,8}(?P<day>\d\d)\d{4}Z)?\Z",
    re.IGNORECASE,
)
SECURITY_LETTERS = re.compile(r"ZN[RY]\s{1,3}([A-Z])\1{0,4}\b", re.IGNORECASE)

ADDRESS = re.compile(r"[A-Z0-9 /().,'#:;&\-]{1,120}\Z", re.IGNORECASE)
"""What may stand in an address line for it to count as understood."""

PROSE = (
    r"(?!.{0,160}(?<!\S)(?:IS|ARE|WAS|WERE|BEEN|HAS|HAVE|HAD|THAT|WHICH|WHOM|WILL|WOULD|SAID|SAYS|"
    r"TOLD|ASKED|HIS|HER|THEIR|OUR|SHE|THEY|NOT|BUT|WHEN|BECAUSE|MET|KNOWS)(?!\S))"
)
"""Set before a pattern: no word of a sentence stands in the line."""

OFFICE = re.compile(
    PROSE + r"(?:[A-Z0-9().,'#:;&\-]{1,24}[ /]{1,3}){0,2}?"
    r"(?:AM(?:EMBASSY|CONSUL|CONGEN|EMB)|SECSTATE|SECDEF|DEPT|DEPARTMENT|STATE|EMBASSY|CONSULATE|"
    r"US(?:MISSION|DEL|INT|UN|NATO|EU|LO|OAS|OECD|DAO|NMR|REP|IA|AID|DOC|TR|DA|CINC|AREUR|AFE|SS|"
    r"PACOM|CENTCOM|SOUTHCOM|NORTHCOM|MTN|SOCOM|STRATCOM|TRANSCOM)[A-Z]{0,14}|"
    r"MISSION|COLLECTIVE|POSTS?|CJCS|JCS|JOINT STAFF|CIA|DIA|NSC|NSA|DEA|FAA|FBI|NASA|CDC|HQ|"
    r"CDR\w{0,12}|CINC[A-Z]{2,12}|SAC(?:LANT|EUR)|SHAPE|CCGD[A-Z]{0,12}|"
    r"COM(?:US|NAV|SUB|AIR|PAC|EUR|LANT|FLE|ID|CARIB|SEC|THIRD|FIFTH|SIX|SEV|PAT|DES|CRU)[A-Z]{0,14}|"
    r"COMMERCE|TREASURY|WHITE HOUSE|WASH(?:INGTON)?\s?DC|"
    r"FLASH|IMMEDIATE|PRIORITY|ROUTINE|R[UH][A-Z]{3,6}(?=\s?/))\b"
)
"""A word by which a line of addressees is known, among its first three; for text in capitals."""

ADDRESSEE = re.compile(
    r"(?:(?P<routing>RU[A-Z]{2,6})\s?/\s?)?(?P<name>[A-Z][A-Z0-9 .,'/&()\-]{0,80}?)"
    r"(?:\s{1,6}(?P<precedence>FLASH|(?:NIACT\s)?IMMEDIATE|PRIORITY|ROUTINE)\b)?"
    r"(?:\s{1,6}(?P<number>\d{1,6}))?\Z",
    re.IGNORECASE,
)

COUNTERS = re.compile(
    r"(?:(?:INFO|ACTION|ORIGIN)\s{1,4})?(?:[A-Z]{1,6}-\d\d\b\s{0,6}){1,30}(?:/\d{3}\s?[A-Z]{1,2})?\Z"
    r"|\d{1,3}(?:\s{1,3}[A-Z])?\Z"
    r"|[\-\s]{0,60}\d{5,12}(?:\s{1,3}\d{6}Z)?(?:\s{0,3}[/0-9]{0,12})\Z"
    r"|-{3,60}\s{0,6}(?:(?=[A-F]{0,11}\d)[0-9A-F]{5,12}|\d{6}Z)"
    r"(?:\s{1,4}(?:\d{6}Z|(?=[A-F]{0,11}\d)[0-9A-F]{5,12})){0,2}\s{0,4}(?:/\s{0,2}\d{1,4})?\Z"
    r"|(?:FLASH|(?:NIACT\s)?IMMEDIATE|PRIORITY|ROUTINE|ZZ[HK])\Z"
)
"""Distribution counters, the digits of the 1970s form, and words of the wire alone on a line; for
text in capitals."""

WIRE_WORD = re.compile(
    r"(?:[ZOPR]{1,2}|R[UH][A-Z]{2,6}|Z[A-Z]{2}(?:-?\d)?|([SCUTEFR])\1{0,4}|\*?V?ZCZC[A-Z0-9*]{0,12}|"
    r"DE|BT|CTG|CC|[A-Z]{0,3}#?\d{1,12}(?:/\d{1,4})?Z?|[/\-]|"
    r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))\Z"
)
"""A word of the lines of relays, stations, times and security: none carries any text. For text in
capitals."""

_AGENCIES = (
    "DEPARTMENT|DEPT|STATE|WASHDC|USUN|USEU|USNATO|NSC|USDOC|DOC|COMMERCE|TREASURY|TREAS|"
    "DEFENSE|SECDEF|OSD|JCS|DOJ|JUSTICE|DOE|ENERGY|DHS|HHS|DOT|TRANSPORTATION|USDA|AGRICULTURE|"
    "INTERIOR|LABOR|USTR|EPA|FAA|NOAA|USAID|AID|USIA|ACDA|EUCOM|CENTCOM|PACOM|CENTRAL"
)

ROUTING_REMARK = re.compile(
    PROSE + rf"(?:(?:{_AGENCIES}|"
    r"EMBASSY|EMBASSIES|CONSULATES?|MISSIONS?|POSTS?|GENEVA|VIENNA|PARIS|LONDON|BRUSSELS|ALSO|"
    r"PLEASE|PLS)\b[A-Z ,/&]{0,30}\b(?:FOR|PASS(?:\sTO)?)\b|(?:FOR|PASS)\s{1,3}[A-Z]{2,6}/"
    rf"|PASS\s(?:TO\s)?(?:{_AGENCIES})\b"
    r"|[A-Z]{3,14}(?:\s[A-Z]{3,14})?\s(?:FOR|PASS)\s[A-Z]{2,10}(?![A-Z ]))"
    r"[A-Z0-9 /,.:&()\-]{0,80}\Z"
)
"""Attention lines: ``DEPT FOR EUR/WE``, ``STATE PASS USTR``, ``PARIS FOR POL: THORNBURY``."""

CORRECTED_COPY = re.compile(
    r"C\s?O\s?R\s?R\s?E\s?C\s?T\s?E\s?D\s{1,3}C\s?O\s?P\s?Y\b[\s(:\-]{0,4}"
    r"(?:(?:PARA(?:GRAPH)?S?|PORTION|MARKINGS?|CLASSIFICATION|CAPTIONS?|ADDRESSEES?|SUBJECT|LINE|"
    r"TEXT|TAGS|REFS?|DTG|DECL|SLUG|ADDED|CHANGED|AND|IN|OF|TO|\d{1,3})[\s,/]{0,2}){0,8}[).]{0,2}\Z",
    re.IGNORECASE,
)

MONTHS = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1
    )
}

PRECEDENCES = {"Z": "FLASH", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}

SECURITY_LEVELS = {"C": "C", "S": "S", "T": "TS"}
"""Letters of the ZNY line. U is no evidence: it does not stand in for a banner."""

TAG = re.compile(r"[A-Z][A-Z0-9\-]{1,7}\Z", re.IGNORECASE)

ORGANISATION_TAGS = frozenset(
    """
    ACABQ AORC APEC ASEAN AUC BEXP CARICOM CBW CDG CFE COE COMESA CSCE EBRD ECOWAS EEC EFTA ESA EU
    EUN FAO GATT GCC IADB IAEA IBRD ICAO ICC ICCAT ICJ ICRC IDA IFAD IFC ILO IMF IMO INRB IOM ITU
    IWC KNNP KWMN MTCR NAFTA NATO NEA NPT NSG OAS OAU OECD OIC OPCW OPEC OSCE PKO SAARC SADC UNCTAD
    UN UNAUS UNCHR UNDP UNEP UNESCO UNFPA UNGA UNHCR UNHRC UNICEF UNIDO UNMIK UNSC UNSCE UPU WFP
    WHO WIPO WMO WTO WTRO
    """.split()
)
"""TAGS of organisations whose length is neither that of a subject (4) nor of a country (2)."""

RULE = re.compile(r"[-=_*~]{3,}\Z|(?:[-=_*]\s){3,}[-=_*]\Z")

SECTION_LINE = re.compile(
    r"(?P<post>[A-Z][A-Z .'\-]{1,24}?)\s{1,6}(?P<number>\d{3,8})\s{1,6}\d{3}(?:\.\d)? OF \d{3}\Z",
    re.IGNORECASE,
)

FURNITURE_HINT = re.compile(
    r"PAGE\s|N{3}|BT\Z|#\d|[-=_*~<]|MINIMIZE|CABLE\sENDS|END\sOF|MESSAGE\sATTR|AUTOMATIC\sDECAP"
    r"|\*?V?\s?Z|OO\s|PP\s|RR\s|[ZOPR]\s\d|DE\sRU|ZN[RY]\s|\d{6}Z"
    r"|T\s?O\s?P\s|S\s?E\s?[CN]|C\s?O\s?N|U\s?N\s?C|R\s?E\s?S|SBU|LIM|LOU|FOUO|CUI"
    r"|SIPDIS|N\s?O\s?[FD]|EXDIS|STADIS|ROGER|TERREP|DS\s?CHANNEL|EYES"
    r"|(?:ORIGINALLY\s)?CLASS|C\sL\sA|DERIVED|DECL|\([A-Z/]{1,8}\)\s{0,3}CLASS",
    re.IGNORECASE,
)
"""How every line of furniture begins, but for section lines and stamps: a quick look."""

CLOSING = re.compile(
    r"(?:N{3,5}|BT|#\d{3,5}"
    r"|[=\-<\s]{0,40}(?:CABLE ENDS|END OF (?:CABLE|DOCUMENT|MESSAGE))[>=\-\s]{0,40}"
    r"|MINIMIZE CONSIDERED\.?|<<\s?END OF DOCUMENT\s?>>)\Z",
    re.IGNORECASE,
)

PARAGRAPH_NUMBER = re.compile(
    r"(?:[¶\u00b6]\s?|PARA(?:GRAPH)?\s)?(?:"
    r"(?P<plain>\d{1,3})\s{0,2}(?P<point>[.):])(?!\d)"
    r"|\((?P<bracketed>\d{1,3})\)"
    r"|(?P<bare>\d{1,3})(?=\s{0,3}[(\[{])"
    r"|(?P<spaced>\d{1,3})(?=\s{1,6}[A-Z]))[ \t\xa0]{0,8}"
)
"""``1.``, ``1)``, ``(1)``, ``1 (C)``, ``1  Text``, with a pilcrow before it or not."""

SUB_NUMBER = re.compile(
    r"(?:(?P<letter>[A-Za-z])(?P<point>[.)])"
    r"|\((?P<bracketed>[A-Za-z]|[ivxIVX]{2,4})\)"
    r"|(?P<roman>[ivxIVX]{2,4})[.)]"
    r"|(?P<bullet>-{1,3}|[*\u2022\u00b7\u2013\u2014]))(?=[\s(])[ \t\xa0]{0,8}"
)
"""``a.``, ``(b)``, ``A)``, ``ii.``, ``--``, ``*``."""

PLAIN_WORDS = re.compile(r"[a-z]{2,30}[ ,;'\-]")
"""How a line begins that can be nothing but prose, in a body of capitals and small letters."""

STOCK_HEADING = re.compile(
    r"(?:(?:BEGIN|END|OF)?\s?(?:EXECUTIVE\s)?(?:SUMMARY(?:\sAND\s(?:COMMENT|ACTION REQUEST))?|"
    r"COMMENTS?|INTRODUCTION|BACKGROUND|ACTION REQUEST(?:ED)?|ACTION|CONCLUSION|NOTE|TEXT|"
    r"BIO(?:GRAPHIC)? NOTE|NEXT STEPS|PARTICIPANTS|DETAILS|BIOGRAPHICAL NOTE|SCENESETTER))"
    r"\s?[.:]?\Z",
    re.IGNORECASE,
)
"""Headings so common that they say nothing of their own, alone on a line."""

STOCK_END = re.compile(r"\b(?:end|begin)\s(?:of\s)?(?:summary|comment|text|note)\Z", re.IGNORECASE)
"""The last words of a passage, after which nothing goes on although no full stop is written."""

RUN_IN_HEADING = re.compile(
    r"(?:BEGIN\s)?(?:SUMMARY|COMMENT|INTRODUCTION|BACKGROUND|ACTION REQUEST(?:ED)?|NOTE|CONCLUSION)"
    r"(?:\sAND\s(?:COMMENT|ACTION REQUEST))?\s?(?:[:.]|--?)\s{0,3}(?=[(\[])",
    re.IGNORECASE,
)
"""A stock heading between the number and the mark: ``3. Summary: (C) The...``."""

SIGNATURE = re.compile(r"[^\W\d_](?:[^\W\d_]|['\-]){1,24}(?:\s(?:JR|SR|II|III)\.?)?#{0,4}\Z")
"""One name, of letters of any alphabet; that it is in capitals is asked beside."""

INNER_MARK = re.compile(r"[(\[]([ \t\xa0]{0,3}[A-Za-z][A-Za-z0-9/ ,.\-\xa0]{0,40})[)\]}]")
"""Anything in brackets inside a text that may be a mark (searched for); its words are read."""

LOST_MARK = re.compile(
    r"^[^\w\n(]{0,4}\d{0,3}[^\w\n(]{0,3}(?:\((TS|SBU|[SC])(?:/{1,2}[A-Z]{2,6})?[ \t]"
    r"|(TS|SBU|[SC])(?:/{1,2}[A-Z]{2,6})?\)[ \t])",
    re.MULTILINE,
)
"""A mark at the start of a line that lost one of its brackets (searched for)."""

_LEVELS = r"TOP SECRET|SECRET|CONFIDENTIAL|SENSITIVE BUT UNCLASSIFIED|SBU|TS|S|C"
BLANKET_MARK = re.compile(
    r"(?:PARA(?:GRAPH)?S?\s(?P<list>[0-9A-Z,&\- ]{1,60}?)\s?"
    r"|(?:ALL PARA(?:GRAPH)?S|ENTIRE (?:TEXT|CABLE|MESSAGE))\s(?:(?:ARE|IS)\s)?(?:CLASSIFIED\s)?)"
    rf"(?<![A-Z])(?P<level>{_LEVELS})\b"
)
"""One statement for many paragraphs, in upper case: ``PARAGRAPHS 3-5 ARE SECRET``, ``PARAS 3, 4 AND
5 ARE CLASSIFIED SECRET``, ``ALL PARAGRAPHS SBU``."""

BLANKET_BEFORE = re.compile(rf"(?:^|[^A-Z])({_LEVELS})\s?[:\-]{{0,2}}\s?\Z")
"""The level before ``ENTIRE TEXT``: ``SECRET - ENTIRE TEXT`` (searched for just before it)."""

BLANKET_WORDS = ("PARAS ", "PARAGRAPHS ", "PARA ", "PARAGRAPH ", "ALL PARA", "ENTIRE ")
"""How each such statement begins."""

NUMBER_WORDS = {
    name: number
    for number, name in enumerate(
        "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE".split(), 1
    )
}

AUTHORITY_PARAGRAPH = re.compile(
    r"\s{0,4}(?:ORIGINALLY\s{1,3})?CLASSIFIED\s{1,3}BY\b", re.IGNORECASE
)
"""A paragraph that is the classification authority block."""
