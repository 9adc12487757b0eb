"""What a reviewer states on a release: read, printed, recorded, and refused where it is unfit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

from declass.cli import stamping
from declass.cli.stamping import LONGEST_NUMBER, LONGEST_WORDS
from declass.store.register import Register
from tests.cli.runner import DATED, Program

STATED = (
    *("--case", "F-2014-20439", "--document", "C05777720", "--agency", "Department of Fisheries"),
    *("--declassified-by", "A. QUILL, REVIEWER", "--declassify-authority", "Guide DF-2"),
    *("--declassified-on", "2016-05-04"),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamping, "today", lambda: dt.date(2016, 5, 4))


def pages(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def test_what_is_stated_stands_on_the_pages(declass: Program) -> None:
    declass.write("tokyo.txt")
    assert declass("redact", "tokyo.txt", *STATED, "--no-record").code == 0
    (page,) = pages(declass.place / "tokyo.redacted.pdf")
    for words in ("F-2014-20439", "C05777720", "Department of Fisheries", "A. QUILL, REVIEWER",
                  "Guide DF-2", "2016-05-04", "DECLASSIFIED IN PART"):  # fmt: skip
        assert words in page


def test_a_cover_goes_before_the_cable(declass: Program) -> None:
    declass.write("tokyo.txt")
    assert declass("redact", "tokyo.txt", "--cover", "--no-record").code == 0
    cover, cable = pages(declass.place / "tokyo.redacted.pdf")
    assert "RELEASE OF CABLE 08TOKYO804" in cover
    assert "WHAT IS WITHHELD" in cover
    assert "FM AMEMBASSY TOKYO" in cable


def test_a_release_without_options_is_as_it_was(declass: Program) -> None:
    declass.write("tokyo.txt")
    declass("redact", "tokyo.txt", "--no-record")
    (page,) = pages(declass.place / "tokyo.redacted.pdf")
    assert "declassified" not in page.lower()
    assert "Case" not in page


def test_a_note_says_where_a_release_is_not_called_declassified(declass: Program) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "-l", "C", *STATED, "--no-record")
    assert answer.code == 0
    assert "note: the release is not called declassified: SECRET before, CONFIDENTIAL now" in answer.out  # fmt: skip
    assert "DECLASSIFIED" not in "".join(pages(declass.place / "tokyo.redacted.pdf"))


def test_it_may_be_downgraded_instead(declass: Program) -> None:
    declass.write("tokyo.txt")
    options = ("--downgraded-to", "c", "--declassified-on", "2016-05-04")
    answer = declass("redact", "tokyo.txt", "-l", "C", *options, "--no-record")
    assert "not called" not in answer.out
    assert "DOWNGRADED IN PART TO CONFIDENTIAL" in pages(declass.place / "tokyo.redacted.pdf")[0]


def test_what_is_stated_is_recorded(declass: Program) -> None:
    declass.write("tokyo.txt")
    assert declass("redact", "tokyo.txt", *STATED, "--cover", "--db", "my.db").code == 0
    with Register.open("my.db", create=False) as register:
        dossier = register.find("08TOKYO804")
    assert dossier is not None
    assert dossier.releases[0].pdf.options == (
        ("case", "F-2014-20439"),
        ("document", "C05777720"),
        ("agency", "Department of Fisheries"),
        ("declassified-by", "A. QUILL, REVIEWER"),
        ("declassify-authority", "Guide DF-2"),
        ("declassified-on", "2016-05-04"),
        ("cover", "yes"),
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--case", ""), "--case is empty"),
        (("--case", "  "), "--case is empty"),
        (("--case", "F" * (LONGEST_NUMBER + 1)), "--case has more than 40 characters"),
        (("--agency", "A\nB"), "--agency has characters that cannot be printed"),
        (("--agency", "A\x1b[2J"), "--agency has characters that cannot be printed"),
        (("--document", "Ж"), "--document has characters that cannot be printed"),
        (("--declassified-by", "Q" * (LONGEST_WORDS + 1)), "has more than 240 characters"),
        (("--declassified-by", ""), "--declassified-by is empty"),
        (("--declassified-by", "Q", "--declassified-on", "4 May"), "'4 May' is no day"),
        (("--declassified-by", "Q", "--declassified-on", "2016-05-05"), "is in the future"),
        (("--declassify-authority", "Guide"), "say nothing alone"),
        (("--declassified-on", "2016-05-04"), "say nothing alone"),
        (("--downgraded-to", "U"), "unknown level for --downgraded-to"),
        (("--downgraded-to", ""), "unknown level for --downgraded-to"),
        (("--declassified-by", "Q", "--downgraded-to", "C"), "exclude each other"),
    ],
    ids=str,
)
def test_what_is_unfit_is_wrong_usage_and_nothing_is_released(
    declass: Program, options: tuple[str, ...], problem: str
) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "--no-record", *options)
    assert answer.code == 2
    assert problem in answer.err
    assert not (declass.place / "tokyo.redacted.pdf").exists()


def test_a_document_number_is_that_of_one_cable(declass: Program) -> None:
    declass.write("a.txt")
    declass.write("b.txt")
    answer = declass("redact", "a.txt", "b.txt", "--document", "C1")
    assert answer.code == 2
    assert "--document names one document" in answer.err
    assert declass("redact", "a.txt", "b.txt", "--case", "F-12", "--no-record").code == 0


def test_a_broken_template_is_one_line_and_nothing_is_released(declass: Program) -> None:
    declass.write("tokyo.txt")
    (declass.place / "site" / "release").mkdir(parents=True)
    (declass.place / "site" / "release" / "cover.txt.j2").write_text("= X\n\n{{ withheld }}\n")
    answer = declass("redact", "tokyo.txt", "--cover", "--templates", "site", "--no-record")
    assert answer.code == 1
    (line,) = answer.err.splitlines()
    assert "cover.txt.j2:3: unknown name: 'withheld' is undefined; mend the template" in line
    assert not (declass.place / "tokyo.redacted.pdf").exists()


def test_other_withheld_words_give_the_same_answer_and_file(declass: Program) -> None:
    """Noninterference of all that the command gives; words of one line stay on it."""
    answers, files = [], []
    for words in ("{{ mrn }} | = the deputy said.", "a pretext"):
        text = DATED.replace("The museum loan is a pretext, the deputy said.", words)
        declass.write("tokyo.txt", text)
        answers.append(declass("redact", "tokyo.txt", "-f", "--cover", *STATED, "--no-record"))
        files.append((declass.place / "tokyo.redacted.pdf").read_bytes())
    assert answers[0] == answers[1]
    assert files[0] == files[1]
