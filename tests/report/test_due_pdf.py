"""The due list on paper: all of its rows, none of the subjects that it may not show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from declass.errors import OutputError
from declass.marking.level import Level
from declass.report import due_pdf
from declass.report.due import DueList, due_list
from declass.report.periods import parse_limit
from declass.schedule.model import Basis
from declass.store.due_query import DueQuery
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule

TODAY = dt.date(2026, 3, 2)
BLANK = "No subject: there is none, or it may not be shown at {}."


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("sqlite://", create=True) as opened:
        yield opened


def ingest(
    register: Register,
    number: int = 1,
    day: str = "2026-05-04",
    level: Level = Level.S,
    subject: str | None = "MUSEUM LOANS",
) -> None:
    cable = make_cable(f"08TOKYO{number}", subject=subject, subject_level=level)
    schedule = make_schedule(dt.date.fromisoformat(day))
    register.ingest(make_provenance(cable), cable, schedule, now=NOW, actor=ACTOR)


def listed(register: Register, ceiling: Level = Level.U, before: str = "2100") -> DueList:
    return due_list(register, DueQuery(before=parse_limit(before)), ceiling)


def sheets(found: DueList) -> list[str]:
    with pypdfium2.PdfDocument(due_pdf.render(found, TODAY)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def marking(sheet: str) -> set[str]:
    titles = {level.title for level in Level}
    return {line for line in sheet.splitlines() if line in titles}


def test_a_row_has_what_a_reviewer_asks_for(register: Register) -> None:
    ingest(register, level=Level.U)
    (sheet,) = sheets(listed(register))
    for words in (
        *("Cables due for declassification", "Report of 2026-03-02", "Page 1 of"),
        "Due before 2100-01-01. Subjects are shown up to UNCLASSIFIED.",
        "1 cable by month of declassification in 2026 and by level",
        *("08TOKYO1", "2008-03-24", "2026-05-04", "date", "1.4(b) 1.4(d)", "MUSEUM LOANS"),
        "Without a date: 0 undetermined, 0 exempt by law, 0 nothing to declassify.",
        BLANK.format("UNCLASSIFIED"),
    ):
        assert words in sheet


def test_all_cables_are_there_on_as_many_sheets_as_they_need(register: Register) -> None:
    for number in range(60):
        ingest(register, number, level=Level.U, subject="A LONG LOAN OF SCROLLS " * (number % 9))
    found = sheets(listed(register))
    assert len(found) > 2
    words = " ".join(found).split()
    assert sorted(word for word in words if word.startswith("08TOKYO")) == sorted(
        f"08TOKYO{number}" for number in range(60)
    )
    assert words.count("SCROLLS") == sum(number % 9 for number in range(60))
    assert all("declassify on" in sheet for sheet in found)


@pytest.mark.parametrize("ceiling", Level)
@pytest.mark.parametrize("level", Level)
def test_a_subject_is_shown_and_the_report_marked_as_the_ceiling_says(
    level: Level, ceiling: Level, register: Register
) -> None:
    ingest(register, level=level)
    (sheet,) = sheets(listed(register, ceiling))
    assert ("MUSEUM LOANS" in sheet) == (level <= ceiling)
    assert marking(sheet) == {ceiling.title if level <= ceiling else "UNCLASSIFIED"}
    assert BLANK.format(ceiling.title) in sheet


def test_withheld_subjects_change_no_byte(register: Register) -> None:
    """Beside the chart of levels, which all cables here share."""
    ingest(register)
    with Register.open("sqlite://", create=True) as other:
        ingest(other, subject="ANOTHER AND MUCH LONGER SUBJECT OF THE SAME LEVEL")
        assert due_pdf.render(listed(register), TODAY) == due_pdf.render(listed(other), TODAY)


def test_what_has_no_date_is_counted(register: Register) -> None:
    ingest(register)
    cable = make_cable("08TOKYO2")
    undetermined = make_schedule(None, basis=Basis.EVENT, rule="row-10")
    register.ingest(make_provenance(cable), cable, undetermined, now=NOW, actor=ACTOR)
    assert "Without a date: 1 undetermined" in sheets(listed(register))[0]


def test_an_empty_list_says_so(register: Register) -> None:
    ingest(register)
    (sheet,) = sheets(listed(register, Level.TS, before="2020"))
    assert "No cable is due within these limits." in sheet
    assert "Without a date: 0 undetermined" in sheet
    assert marking(sheet) == {"UNCLASSIFIED"}


@pytest.mark.parametrize(
    ("days", "title", "shown"),
    [
        (("2026-01-01", "2026-12-31"), "month of declassification in 2026", ["Jan", "Dec"]),
        (("2025-12-31", "2026-01-01"), "year of declassification", ["2025", "2026"]),
        (("1961-12-31", "2086-12-31"), "year of declassification", ["1960", "2085"]),
    ],
)
def test_a_year_is_drawn_by_month_and_more_by_year(
    days: tuple[str, ...], title: str, shown: list[str], register: Register
) -> None:
    for number, day in enumerate(days):
        ingest(register, number, day)
    (sheet,) = sheets(listed(register))
    assert f"2 cables by {title} and by level" in sheet
    assert set(shown) <= set(sheet.split())


@pytest.mark.parametrize(
    ("before", "after", "question"),
    [
        (None, None, "All cables with a date."),
        ("2017", None, "Due before 2017-01-01."),
        (None, "2016-07", "Due on or after 2016-07-01."),
        ("2017", "2016", "Due on or after 2016-01-01 and before 2017-01-01."),
    ],
)
def test_the_question_stands_on_the_first_sheet(
    before: str | None, after: str | None, question: str, register: Register
) -> None:
    end = parse_limit(before) if before else None
    start = parse_limit(after) if after else None
    assert question in sheets(due_list(register, DueQuery(start, end), Level.U))[0]


def test_what_was_chosen_and_what_is_left_out_stand_on_it(register: Register) -> None:
    for number in range(3):
        ingest(register, number)
    query = DueQuery(
        classifications=frozenset({Level.S, Level.TS}), posts=frozenset({"TOKYO"}), limit=1
    )
    (sheet,) = sheets(due_list(register, query, Level.U))
    words = " ".join(sheet.split())
    assert "All cables with a date. Only classification S or TS, post TOKYO." in words
    assert "2 more within these limits. Without a date: 0 undetermined" in words


def test_a_subject_with_letters_that_no_font_has_is_shown_with_a_sign(register: Register) -> None:
    ingest(register, level=Level.U, subject="ŁÓDŹ MUSEUM")
    (sheet,) = sheets(listed(register))
    assert "¤ÓD¤ MUSEUM" in sheet
    assert "¤ stands for a character that cannot be printed." in sheet


def test_the_same_list_gives_the_same_bytes(register: Register) -> None:
    ingest(register)
    assert due_pdf.render(listed(register), TODAY) == due_pdf.render(listed(register), TODAY)


def test_a_file_is_not_replaced_unless_asked(tmp_path: Path, register: Register) -> None:
    target = tmp_path / "due.pdf"
    due_pdf.write(listed(register), target, as_of=TODAY, overwrite=False)
    before = target.read_bytes()
    ingest(register)
    with pytest.raises(OutputError, match="--force"):
        due_pdf.write(listed(register), target, as_of=TODAY, overwrite=False)
    assert target.read_bytes() == before
    due_pdf.write(listed(register), target, as_of=TODAY, overwrite=True)
    assert target.read_bytes() == due_pdf.render(listed(register), TODAY)
