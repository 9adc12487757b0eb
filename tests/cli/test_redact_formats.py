"""`declass redact --format`: from the cable to the file, the register and standard output."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from declass.marking.level import Level
from declass.redact.formats import FORMATS
from declass.sources.read import read_file
from declass.store.register import Register
from tests.cli.runner import SAMPLE, SENTINEL, Program, planted, process

BEGINS = {"pdf": b"%PDF-", "txt": "█ ".encode(), "html": b"<!DOCTYPE html>", "json": b'{\n  "mrn"'}
WITHOUT_PAGES = ["txt", "html", "json"]

each_format = pytest.mark.parametrize("form", FORMATS)


@each_format
def test_a_format_has_a_name_of_its_own_beside_the_cable(form: str, declass: Program) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "--format", form)
    assert (answer.code, answer.err) == (0, "")
    written = declass.place / f"tokyo.redacted.{form}"
    assert answer.out.endswith(f"RELEASED IN PART at U, 4 of 5 withheld: {written.name}\n")
    assert written.read_bytes().startswith(BEGINS[form])


@each_format
@pytest.mark.parametrize("letters", [str.lower, str.upper])
def test_an_output_tells_its_format_by_its_name(
    form: str, letters: type[str], declass: Program
) -> None:
    declass.write("cable")
    name = f"out.{letters(form)}"
    assert declass("redact", "cable", "-o", name).code == 0
    assert (declass.place / name).read_bytes().startswith(BEGINS[form])


@pytest.mark.parametrize("name", ["out", "out.htm", "out.release"])
def test_any_other_name_is_that_of_a_pdf_unless_told_otherwise(name: str, declass: Program) -> None:
    declass.write("cable")
    assert declass("redact", "cable", "-o", name).code == 0
    assert (declass.place / name).read_bytes().startswith(BEGINS["pdf"])
    assert declass("redact", "cable", "-o", name, "--format", "html", "-f").code == 0
    assert (declass.place / name).read_bytes().startswith(BEGINS["html"])


def test_a_name_that_contradicts_the_format_is_refused(declass: Program) -> None:
    declass.write("cable")
    answer = declass("redact", "cable", "-o", "out.pdf", "--format", "txt")
    assert answer.code == 2
    assert answer.err.startswith("declass: --format txt contradicts --output out.pdf; ")
    assert [path.name for path in declass.place.iterdir()] == ["cable"]


def test_an_unknown_format_is_one_line_that_names_those_that_exist(declass: Program) -> None:
    declass.write("cable")
    answer = declass("redact", "cable", "--format", "docx")
    assert answer.code == 2
    assert answer.err == "declass: unknown format 'docx'; give one of pdf, txt, html, json\n"


@pytest.mark.parametrize("form", WITHOUT_PAGES)
def test_standard_output_gets_the_release_and_nothing_else(form: str, declass: Program) -> None:
    declass.write("tokyo.txt")
    declass("redact", "tokyo.txt", "--format", form)
    done = process("redact", "tokyo.txt", "-o", "-", "--format", form, place=declass.place)
    assert done.returncode == 0
    assert done.stdout == (declass.place / f"tokyo.redacted.{form}").read_bytes()
    assert b"RELEASED IN PART at U" in done.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_text_may_be_written_to_a_terminal(declass: Program) -> None:
    declass.write("tokyo.txt")
    master, slave = os.openpty()
    arguments = ("redact", "tokyo.txt", "-qo", "-", "--format", "txt")
    done = process(*arguments, place=declass.place, stdout=slave)
    os.close(slave)
    assert done.returncode == 0
    assert "█ RELEASED IN PART" in os.read(master, 100_000).decode()
    os.close(master)


STATED = (
    *("--case", "F-2014-20439", "--document", "C05777720", "--agency", "Department of Fisheries"),
    *("--declassified-by", "A. QUILL, REVIEWER", "--declassify-authority", "Guide DF-2"),
    *("--declassified-on", "2016-05-04"),
)


@pytest.mark.parametrize("form", WITHOUT_PAGES)
def test_what_is_stated_stands_in_every_format(form: str, declass: Program) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "--format", form, *STATED)
    assert (answer.code, answer.err) == (0, "")
    text = (declass.place / f"tokyo.redacted.{form}").read_text(encoding="utf-8")
    for words in ("F-2014-20439", "C05777720", "Department of Fisheries", "A. QUILL, REVIEWER",
                  "Guide DF-2", "2016-05-04"):  # fmt: skip
        assert words in text
    assert ("DECLASSIFIED IN PART" in text) is (form != "json")


@pytest.mark.parametrize("form", WITHOUT_PAGES)
def test_a_note_says_where_a_release_is_not_called_declassified(
    form: str, declass: Program
) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "-l", "C", "--format", form, *STATED)
    assert "note: the release is not called declassified: SECRET before" in answer.out
    text = (declass.place / f"tokyo.redacted.{form}").read_text(encoding="utf-8")
    assert "declassified" not in re.sub("declassified_by", "", text).lower()
    assert "A. QUILL" not in text


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_cover_goes_before_the_cable(form: str, declass: Program) -> None:
    declass.write("tokyo.txt")
    assert declass("redact", "tokyo.txt", "--format", form, "--cover").code == 0
    text = (declass.place / f"tokyo.redacted.{form}").read_text(encoding="utf-8")
    found = [
        text.index(words)
        for words in ("SECRET", "RELEASE OF CABLE 08TOKYO804", "WHAT IS WITHHELD",
                      "Released at UNCLASSIFIED", "FM AMEMBASSY TOKYO")
    ]  # fmt: skip
    assert found == sorted(found)
    assert "places" not in text


@pytest.mark.parametrize("options", [("--format", "json"), ("-o", "a.json")], ids=" ".join)
def test_json_has_no_cover_and_says_so(options: tuple[str, ...], declass: Program) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "--cover", *options)
    assert answer.code == 2
    assert answer.err.startswith("declass: --cover is for readers, and --format json has none; ")
    assert [path.name for path in declass.place.iterdir()] == ["tokyo.txt"]


@pytest.mark.parametrize("form", WITHOUT_PAGES)
def test_the_register_knows_the_format(form: str, declass: Program) -> None:
    declass.write("tokyo.txt")
    declass("redact", "tokyo.txt", "--format", form, "--db", "my.db")
    with Register.open("my.db", create=False) as register:
        dossier = register.find("08TOKYO804")
    assert dossier is not None
    (recorded,) = dossier.releases
    assert recorded.pdf.options == (("format", form),)
    assert Path(recorded.pdf.output).name == f"tokyo.redacted.{form}"


def test_releases_are_not_read_as_cables(declass: Program) -> None:
    declass.write("tokyo.txt")
    for form in FORMATS:
        assert declass("redact", "tokyo.txt", "--format", form).code == 0
    answer = declass("parse", ".", "--json")
    assert answer.code == 0
    assert [json.loads(line)["mrn"] for line in answer.out.splitlines()] == ["08TOKYO804"]


@pytest.mark.parametrize("form", WITHOUT_PAGES)
@pytest.mark.parametrize("level", [Level.U, Level.C], ids=lambda level: level.name)
def test_nothing_withheld_is_written(form: str, level: Level, declass: Program) -> None:
    secret = declass.write("cable.txt", planted(read_file(SAMPLE).text, level))
    assert SENTINEL in secret.read_text()
    answer = declass("redact", secret, "--level", level.name, "--format", form, "--verbose")
    assert answer.code == 0
    content = (declass.place / f"cable.redacted.{form}").read_text(encoding="utf-8")
    assert SENTINEL not in (content + answer.out + answer.err).lower()


def test_what_is_written_out_is_noted(declass: Program) -> None:
    text = read_file(SAMPLE).text.replace("The delegations met", "The\u202e delegations\u200b met")
    declass.write("cable.txt", text)
    answer = declass("redact", "cable.txt", "--format", "txt")
    assert "note: 2 signs are written out, as <U+202E>" in answer.out
    written = (declass.place / "cable.redacted.txt").read_text(encoding="utf-8")
    assert "The<U+202E> delegations<U+200B> met" in written


@pytest.mark.parametrize("form", WITHOUT_PAGES)
def test_a_leak_is_refused_and_leaves_nothing(
    form: str, declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that says one line too much, whatever its format."""
    from declass.redact.release import ReleasedLine
    from declass.redact.review import policy
    from declass.redact.review.verdict import Verdict

    lines = policy._lines  # noqa: SLF001 -- the defect is planted behind the check's back

    def careless(verdicts: list[Verdict], **options: bool) -> list[object]:
        secret = next(each.text for each in verdicts if "second road" in each.text)
        return [*lines(verdicts, **options), ReleasedLine(secret.split("\n")[0])]

    declass.write("tokyo.txt")
    monkeypatch.setattr(policy, "_lines", careless)
    answer = declass("redact", "tokyo.txt", "--format", form)
    assert answer.code == 1
    assert "release not published: a word that only withheld lines have in " in answer.err
    assert "road" not in answer.err
    assert [path.name for path in declass.place.iterdir()] == ["tokyo.txt"]
