"""From the text of an instruction to its type."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.schedule.instruction import read_instruction
from declass.schedule.kinds import (
    AlreadyDeclassified,
    DateAndEvent,
    ForDuration,
    Indefinite,
    Instruction,
    LongExemption,
    NatoInformation,
    NoInstruction,
    NotUnderstood,
    OnDate,
    OnEvent,
    OnTimetable,
    OriginatingAgency,
    RestrictedData,
    Several,
    SourceMarked,
    Timetable,
    Treaty,
    Which,
    XExemption,
)
from declass.schedule.plain import EVIDENT, is_plain_marking
from declass.schedule.written_date import WrittenDate, read_written_date


def on(text: str) -> WrittenDate:
    written = read_written_date(text)
    assert written is not None
    return written


YEAR_81 = WrittenDate("81", 81, None, None, is_two_digit=True)

PLAIN: list[tuple[str, Instruction]] = [
    ("03/24/2016", OnDate(on("03/24/2016"))),
    ("DECL: 03/24/2016", OnDate(on("03/24/2016"))),
    ("DECLASSIFY ON: 20160324", OnDate(on("20160324"))),
    ("DELC 03/24/2016.", OnDate(on("03/24/2016"))),
    ("DEC: 03/24/2016", OnDate(on("03/24/2016"))),
    ("DECL; 03/24/2016", OnDate(on("03/24/2016"))),
    ("E.O. 12958, AS AMENDED: DECL: 03/24/2016", OnDate(on("03/24/2016"))),
    ("DECEMBER 31, 2015", OnDate(on("DECEMBER 31, 2015"))),
    ("UNTIL 03/24/2016", OnDate(on("03/24/2016"))),
    ("BY 03/24/2016", OnDate(on("03/24/2016"))),
    ("NOT LATER THAN 03/24/2016", OnDate(on("03/24/2016"))),
    ("03/24/2016 NOFORN", OnDate(on("03/24/2016"))),
    ("03/24/2016//NOFORN/EXDIS", OnDate(on("03/24/2016"))),
    ("DECL: 920304", OnDate(on("920304"))),
    ("03/24/2016 REASON: 1.4 (B) AND (D)", OnDate(on("03/24/2016"))),
    ("02/30/2016", OnDate(on("02/30/2016"))),
    ("10 YEARS", ForDuration(years=10)),
    ("10 yrs", ForDuration(years=10)),
    ("TEN YEARS", ForDuration(years=10)),
    ("TWENTY-FIVE YEARS", ForDuration(years=25)),
    ("6 MONTHS", ForDuration(months=6)),
    ("2 YEARS AND 6 MONTHS", ForDuration(years=2, months=6)),
    ("2 WEEKS", ForDuration(days=14)),
    ("10 YEARS FROM DATE OF ORIGIN", ForDuration(years=10)),
    ("OADR", OriginatingAgency()),
    ("O.A.D.R.", OriginatingAgency()),
    ("OADR/NOFORN", OriginatingAgency()),
    ("OARD", OriginatingAgency()),
    ("Originating Agency's Determination Required", OriginatingAgency()),
    ("X1", XExemption((1,))),
    ("X-1", XExemption((1,))),
    ("X1 AND X6", XExemption((1, 6))),
    ("X1, X6", XExemption((1, 6))),
    ("X1,6", XExemption((1, 6))),
    ("X1/6", XExemption((1, 6))),
    ("X4, 5 AND 6", XExemption((4, 5, 6))),
    ("X4, 5, AND X6", XExemption((4, 5, 6))),
    ("1.6.X6", XExemption((6,))),
    ("1.6, X6", XExemption((6,))),
    ("1.6 (X1, 6)", XExemption((1, 6))),
    ("X1, 6/6/2016", Several((XExemption((1,)), OnDate(on("6/6/2016"))))),
    ("X1, 6 JUNE 2016", Several((XExemption((1,)), OnDate(on("6 JUNE 2016"))))),
    ("X1 AND 6 MONTHS", Several((XExemption((1,)), ForDuration(months=6)))),
    ("1.6X6", XExemption((6,))),
    ("1.6 X6", XExemption((6,))),
    ("1.6 (X6)", XExemption((6,))),
    ("1.6 (X1, X6)", XExemption((1, 6))),
    ("1.6(d)(1)", XExemption((1,))),
    ("1.6 (d)(1) and (6)", XExemption((1, 6))),
    ("1.6(d)", XExemption(())),
    ("MR", Indefinite("MR")),
    ("MANUAL REVIEW", Indefinite("MANUAL REVIEW")),
    ("DCI ONLY", Indefinite("DCI ONLY")),
    ("DNI ONLY", Indefinite("DNI ONLY")),
    ("INDEF", Indefinite("INDEF")),
    ("IMPOSSIBLE TO DETERMINE", Indefinite("IMPOSSIBLE TO DETERMINE")),
    ("25X1", LongExemption("25X1")),
    ("25 X-6", LongExemption("25X6")),
    ("25X1-HUMAN", LongExemption("25X1-HUMAN")),
    ("25X1 HUM", LongExemption("25X1-HUM")),
    ("50X1-HUM", LongExemption("50X1-HUM")),
    ("50X2-WMD", LongExemption("50X2-WMD")),
    ("25X6, 20600129", LongExemption("25X6", on("20600129"))),
    ("50X6, 01/01/2070", LongExemption("50X6", on("01/01/2070"))),
    ("75X", LongExemption("75X")),
    ("75X1, 20900101", LongExemption("75X1", on("20900101"))),
    (
        "25X1, 25X6, 20600129",
        Several((LongExemption("25X1", on("20600129")), LongExemption("25X6", on("20600129")))),
    ),
    ("Subject to treaty or international agreement", Treaty()),
    ("GDS", OnTimetable(Timetable.GDS)),
    ("GDS 12/31/81", OnTimetable(Timetable.GDS, on("12/31/81"))),
    ("ADS, DECLAS 12/31/75", OnTimetable(Timetable.ADS, on("12/31/75"))),
    ("XGDS", OnTimetable(Timetable.XGDS)),
    ("XGDS-2", OnTimetable(Timetable.XGDS)),
    ("XGDS (1)", OnTimetable(Timetable.XGDS)),
    ("XGDS-1, 3", OnTimetable(Timetable.XGDS)),
    ("XGDS-3 12/31/99", OnTimetable(Timetable.XGDS, on("12/31/99"))),
    ("XGDS2", OnTimetable(Timetable.XGDS)),
    ("X.G.D.S. 2", OnTimetable(Timetable.XGDS)),
    ("XGDS 5B(2)", OnTimetable(Timetable.XGDS)),
    ("XGDS (B)(2)", OnTimetable(Timetable.XGDS)),
    ("XGDS (B) (2) 12/31/99", OnTimetable(Timetable.XGDS, on("12/31/99"))),
    ("XGDS-4 IMPOSSIBLE TO DETERMINE", OnTimetable(Timetable.XGDS)),
    ("XGDS-2 DECL INDEF", OnTimetable(Timetable.XGDS)),
    ("G.D.S.", OnTimetable(Timetable.GDS)),
    ("GDS 81", OnTimetable(Timetable.GDS, YEAR_81)),
    ("GDS, 81", OnTimetable(Timetable.GDS, YEAR_81)),
    ("GDS, DECLAS 81", OnTimetable(Timetable.GDS, YEAR_81)),
    ("GDS DECLAS 12/31/81", OnTimetable(Timetable.GDS, on("12/31/81"))),
    ("GDS 860304", OnTimetable(Timetable.GDS, on("860304"))),
    ("RDS-1 1/15/00", OnTimetable(Timetable.RDS, on("1/15/00"))),
    ("RDS-1,3 3/4/10", OnTimetable(Timetable.RDS, on("3/4/10"))),
    ("RDS-1/3 3/4/10", OnTimetable(Timetable.RDS, on("3/4/10"))),
    ("RDS-1, 2 AND 3, 3/4/10", OnTimetable(Timetable.RDS, on("3/4/10"))),
    ("RDS-1, 3 / 4 / 2010", OnTimetable(Timetable.RDS, on("3 / 4 / 2010"))),
    ("RDS-1, 3 JAN 2010", OnTimetable(Timetable.RDS, on("3 JAN 2010"))),
    ("RDS 1/15/00", OnTimetable(Timetable.RDS, on("1/15/00"))),
    ("RDS 00", OnTimetable(Timetable.RDS, WrittenDate("00", 0, None, None, is_two_digit=True))),
    ("REVIEW 06/06/2000", OnTimetable(Timetable.RDS, on("06/06/2000"))),
    ("REVIEW ON 06/06/2000", OnTimetable(Timetable.RDS, on("06/06/2000"))),
    ("XDS-4 2/2/10", OnTimetable(Timetable.XDS, on("2/2/10"))),
    ("GDS 3/4/86 OR-P", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("GDS 3/4/86 OR-ECON", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("GDS 3/4/86 OR", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("DECLASSIFIED 3/4/92", AlreadyDeclassified(on("3/4/92"))),
    ("DECLASSIFIED ON 03/04/2005", AlreadyDeclassified(on("03/04/2005"))),
    ("N/A", NoInstruction(is_written=True)),
    ("NA", NoInstruction(is_written=True)),
    ("N.A.", NoInstruction(is_written=True)),
    ("NONE", NoInstruction(is_written=True)),
    ("NOT APPLICABLE", NoInstruction(is_written=True)),
    ("", NoInstruction(is_written=False)),
    ("DECL:", NoInstruction(is_written=False)),
    ("RD", RestrictedData()),
    ("FRD", RestrictedData()),
    ("TFNI", RestrictedData()),
    ("N/A to RD/FRD portions", RestrictedData()),
    ("N/A to RD/FRD and NATO portions. See source list for NSI portions", RestrictedData()),
    ("N/A to NATO portions. See source list", NatoInformation()),
    ("DNG: CONFIDENTIAL 01/01/2004; DECL: 01/01/2009", OnDate(on("01/01/2009"))),
    ("DECL: 01/01/2009; DNG: C 01/01/2004", OnDate(on("01/01/2009"))),
    (
        "Source marked OADR, date of source 19 June 1994",
        SourceMarked(OriginatingAgency(), on("19 June 1994")),
    ),
    (
        'Source marked "X1"; date of source: 6/19/98',
        SourceMarked(XExemption((1,)), on("6/19/98")),
    ),
    (
        "Source marked OADR, date of source 1994; source marked MR, date of source 1996",
        Several(
            (
                SourceMarked(OriginatingAgency(), on("1994")),
                SourceMarked(Indefinite("MR"), on("1996")),
            )
        ),
    ),
    ("X1; 03/24/2016", Several((XExemption((1,)), OnDate(on("03/24/2016"))))),
]

FREE: list[tuple[str, Instruction]] = [
    ("AFTER THE HERRING SUMMIT", OnEvent("HERRING SUMMIT")),
    ("UPON CONCLUSION OF THE QUOTA TALKS", OnEvent("CONCLUSION OF QUOTA TALKS")),
    ("WHEN THE PORT AGREEMENT ENTERS INTO FORCE", OnEvent("PORT AGREEMENT ENTERS INTO FORCE")),
    ("UPON DEPARTURE OF THE DELEGATION", OnEvent("DEPARTURE OF DELEGATION")),
    ("ON DEPARTURE OF THE DELEGATION", OnEvent("DEPARTURE OF DELEGATION")),
    ("END OF CONFERENCE", OnEvent("END OF CONFERENCE")),
    ("CLOSURE OF THE HARBOR", OnEvent("CLOSURE OF HARBOR")),
    ("THE END OF THE REGATTA", OnEvent("END OF REGATTA")),
    ("WITH THE END OF THE REGATTA", OnEvent("END OF REGATTA")),
    ("BY THE END OF THE REGATTA", OnEvent("END OF REGATTA")),
    ("AFTER THE 2012 REGATTA", OnEvent("2012 REGATTA")),
    ("10 YEARS AFTER THE REGATTA", OnEvent("REGATTA", ForDuration(years=10))),
    ("DECLASSIFIED UPON SIGNATURE", OnEvent("SIGNATURE")),
    (
        "12/31/2015 OR WHEN SIGNED, WHICHEVER IS EARLIER",
        DateAndEvent(OnDate(on("12/31/2015")), OnEvent("SIGNED"), Which.EARLIER),
    ),
    (
        "WHEN SIGNED OR ON 12/31/2015, WHICHEVER COMES FIRST",
        DateAndEvent(OnDate(on("12/31/2015")), OnEvent("SIGNED"), Which.EARLIER),
    ),
    (
        "UPON SIGNATURE OR 10 YEARS, WHICHEVER IS LATER",
        DateAndEvent(ForDuration(years=10), OnEvent("SIGNATURE"), Which.LATER),
    ),
    (
        "12/31/2015 OR WHEN SIGNED",
        DateAndEvent(OnDate(on("12/31/2015")), OnEvent("SIGNED"), Which.UNSAID),
    ),
    ("25X1, UPON CLOSURE OF THE HARBOR", LongExemption("25X1", event=OnEvent("CLOSURE OF HARBOR"))),
    ("GDS 3/4/86 (OFFICER, A.) OR-P", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("RDS-1 1/15/00 (OFFICER, FIRST) OR-M", OnTimetable(Timetable.RDS, on("1/15/00"))),
    ("GDS 3/4/86 (OFFICER, FIRST,) OR-P", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("GDS 3/4/86 (OFFICER FIRST) OR-ECON", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("GDS 3/4/86 (O'FICER FIRST M.) OR", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("GDS 3/4/86 OFFICER, FIRST", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("GDS 3/4/86 OFFICER, FIRST M. OR-P", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("RDS-1 1/15/00 OFFICER, FIRST", OnTimetable(Timetable.RDS, on("1/15/00"))),
    ("RDS-1 1/15/00 (OFFICER FIRST)", OnTimetable(Timetable.RDS, on("1/15/00"))),
    ("GDS 3/4/86 OR-HERRING", OnTimetable(Timetable.GDS, on("3/4/86"))),
    ("XGDS-2 (INFO PROVIDED IN CONFIDENCE)", OnTimetable(Timetable.XGDS)),
    ("XGDS-1 (PROVIDED BY THE HARBOR MASTER AFTER TALKS)", OnTimetable(Timetable.XGDS)),
    ("DECLASSIFIED BY A. OFFICER, A/GIS ON 03/04/2005", AlreadyDeclassified(on("03/04/2005"))),
    ("03/24/2016 TAGS: EFIS, PO", OnDate(on("03/24/2016"))),
    ("03/24/2016 SUBJECT: HARBOR DREDGING", OnDate(on("03/24/2016"))),
    (
        "Derived from: Memo on herring. Declassify on: Source marked OADR, date of source 1994",
        SourceMarked(OriginatingAgency(), on("1994")),
    ),
]

NOT_UNDERSTOOD = [
    "03/24/2016 XYZ GARBAGE",
    "03/24/2016?",
    "NOT BEFORE 03/24/2016",
    "HERRING QUOTA TALKS",
    "THE DAY AFTER THE TALKS",
    "WITH HERRING",
    "BY HERRING",
    "12/31/2015 OR",
    "GDS-2",
    "GDS 2",
    "GDS2",
    "GDS (2)",
    "GDS-2 3/4/86",
    "G.D.S.-2",
    "ADS-1 12/31/81",
    "GDS-81",
    "81",
    "DECL: 81",
    "XGDS-1 HERRING",
    "XGDS-2 (INFO",
    "GDS 3/4/86 (EXTENDED BY REVIEW)",
    "GDS 3/4/86 (EXTENDED, BY REVIEW)",
    "GDS 3/4/86 (REVIEW REQUIRED)",
    "GDS 3/4/86 (HERRING)",
    "GDS 3/4/86 HERRING TALKS",
    "GDS 3/4/86 EXTENDED, REVIEW",
    "GDS 3/4/86 OFFICER, FIRST 12 TRAWLERS",
    "GDS (OFFICER FIRST)",
    "030486",
    "AFTER",
    "X9",
    "25X12",
    "0 YEARS",
    "OIL YEARS",
    "03242016",
    "SEE SOURCE LIST",
    "SOURCE MARKED OADR, DATE OF SOURCE UNKNOWN",
    "DATE OF SOURCE 1994",
    "DECLASSIFIED BY A. OFFICER",
    "03/24/2016 (OFFICER, A.)",
    "Derived from: Memo on herring",
    "2016-2018",
    "X1 EXTENDED",
]


@pytest.mark.parametrize(("text", "expected"), PLAIN, ids=lambda value: str(value)[:60])
def test_a_known_form_is_read_and_is_a_plain_marking(text: str, expected: Instruction) -> None:
    reading = read_instruction(text)
    assert reading.instruction == expected
    assert type(reading.instruction) is type(expected)
    assert is_plain_marking(text)


@pytest.mark.parametrize(("text", "expected"), FREE, ids=lambda value: str(value)[:60])
def test_a_form_with_free_text_is_read_and_is_no_plain_marking(
    text: str, expected: Instruction
) -> None:
    assert read_instruction(text).instruction == expected
    assert not is_plain_marking(text)


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_one_word_without_a_place_makes_the_whole_not_understood(text: str) -> None:
    assert read_instruction(text).instruction == NotUnderstood()
    assert not is_plain_marking(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("O3/24/2O16", "digits"),
        ("24/03/2016", "day first"),
        ("1.5X4", "section"),
        ("1O YEARS", "digits"),
        ("OARD", "read as OADR"),
        ("GDS-2", "letter lost"),
        ("GDS 3/4/86 (OFFICER FIRST)", "taken for the name"),
        ("GDS 3/4/86 OFFICER, FIRST", "taken for the name"),
    ],
)
def test_a_doubtful_reading_has_a_warning(text: str, word: str) -> None:
    assert word in " ".join(read_instruction(text).warnings)


def test_a_downgrading_is_kept_beside_the_instruction() -> None:
    reading = read_instruction("DNG: CONFIDENTIAL 01/01/2004; DECL: 01/01/2009")
    assert reading.downgrade == "CONFIDENTIAL 01/01/2004"


def test_case_and_line_breaks_do_not_matter() -> None:
    for text, expected in PLAIN:
        assert read_instruction(text.lower().replace(" ", "\n  ")).instruction == expected


def test_a_citation_that_is_no_number_is_no_plain_marking() -> None:
    assert is_plain_marking("X1", "12958")
    assert not is_plain_marking("X1", "HERRING")


@given(st.from_regex(EVIDENT, fullmatch=True))
def test_what_is_told_at_a_glance_is_what_the_reader_says(text: str) -> None:
    assert read_instruction(text).is_plain


def test_prose_beyond_the_longest_instruction_is_not_understood() -> None:
    assert read_instruction("AFTER " + "THE TALKS " * 1000).instruction == NotUnderstood()


@given(st.text(max_size=80))
def test_reading_never_raises(text: str) -> None:
    read_instruction(text)


@given(st.lists(st.sampled_from([text for text, _ in PLAIN + FREE]), max_size=5))
def test_reading_forms_in_any_row_never_raises(texts: list[str]) -> None:
    read_instruction(" ".join(texts))
    read_instruction("; ".join(texts))


@pytest.mark.parametrize(
    "unit",
    ["X1 ", "X1,", "25X1 ", "1.4 (B) ", "(OFFICER, ", "10 YEARS ", "O", "-", "DNG ", "GDS 81 (",
     "XGDS-1,", "G .", "REVIEW ", "THE "],
)  # fmt: skip
def test_hostile_text_is_read_or_refused_by_its_length(unit: str) -> None:
    """That it takes time in proportion is measured in bench/hostile.py."""
    assert not read_instruction(unit * (1_000_000 // len(unit))).is_plain
    read_instruction((unit * 2000)[:2000])


def test_the_room_loads_no_database_pdf_or_terminal_library() -> None:
    heavy = "{'sqlmodel', 'sqlalchemy', 'reportlab', 'rich', 'typer', 'jinja2', 'dateutil.parser'}"
    code = f"import sys, declass.schedule.decide; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
