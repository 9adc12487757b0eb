from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from lxml import etree

from declass.errors import OutputError
from declass.marking.level import Level
from declass.sources.read import read_file
from tests.cli.runner import DATED, SAMPLES, SENTINEL, Program, planted, process
from tests.export.factories import ISM, OWN, parsed

OTHER = DATED.replace("000804", "000805").replace("2018", "2016")
EVENT = DATED.replace("03/24/2018", "AFTER THE ROAD IS BUILT")


def root_of(answer: str) -> etree._Element:
    return parsed(answer.encode())


def test_a_file_is_exported_with_the_markings_of_each_portion(declass: Program) -> None:
    declass.write("a.txt")
    answer = declass("export", "a.txt")
    assert answer.code == 0
    root = root_of(answer.out)
    assert root.tag == f"{OWN}cable"
    assert root.get("mrn") == "08TOKYO804"
    assert root.get(f"{ISM}classification") == "S"
    assert root.get(f"{ISM}declassDate") == "2018-03-24"
    assert root.get(f"{ISM}classificationReason") == "1.4(b), 1.4(d)"
    levels = [each.get(f"{ISM}classification") for each in root.findall(f"{OWN}portion")]
    assert levels == ["S", "U", "C", "S", "S"]


@pytest.mark.parametrize("form", [("--format", "ism"), ()], ids=["ism", "unless told"])
def test_the_format_is_ism(form: tuple[str, ...], declass: Program) -> None:
    declass.write("a.txt")
    assert "urn:us:gov:ic:ism" in declass("export", "a.txt", *form).out


def test_an_unknown_format_is_wrong_usage(declass: Program) -> None:
    declass.write("a.txt")
    answer = declass("export", "a.txt", "--format", "sarif")
    assert answer == (2, "", "declass: unknown format 'sarif'; give one of ism\n")


def test_several_cables_are_one_collection_in_their_order(declass: Program) -> None:
    declass.write("b.txt", OTHER)
    declass.write("a.txt")
    root = root_of(declass("export", ".").out)
    assert root.tag == f"{OWN}collection"
    assert [each.get("mrn") for each in root] == ["08TOKYO804", "08TOKYO805"]
    assert root.get(f"{ISM}declassDate") == "2018-03-24"


def test_a_cable_comes_from_the_register_by_its_number_beside_others_from_files(
    declass: Program,
) -> None:
    declass.write("a.txt")
    declass("ingest", "a.txt", "--db", "my.db")
    other = declass.write("b.txt", OTHER)
    root = root_of(declass("export", "08 tokyo 00804", other, "--db", "my.db").out)
    assert [each.get("mrn") for each in root] == ["08TOKYO804", "08TOKYO805"]


def test_standard_input_is_exported(alone: Path) -> None:
    for output in ((), ("-o", "-")):
        with (alone / "in").open("w+b") as stream:
            stream.write(DATED.encode())
            stream.seek(0)
            done = process("export", "-", *output, place=alone, stdin=stream)
        assert done.returncode == 0
        assert parsed(done.stdout).get("mrn") == "08TOKYO804"


def test_a_failure_is_told_and_the_others_are_still_exported(declass: Program) -> None:
    declass.write("a.txt")
    declass.write("letter.txt", "Dear colleague,\n\nnothing here is a cable.\n")
    answer = declass("export", "a.txt", "letter.txt", "08TOKYO999")
    assert answer.code == 1
    assert root_of(answer.out).get("mrn") == "08TOKYO804"
    assert "letter.txt: this text is no cable" in answer.err
    assert "08TOKYO999: no such file, and there is no register to look in" in answer.err


def test_where_nothing_can_be_exported_nothing_is_written(declass: Program) -> None:
    answer = declass("export", "nothing.txt", "-o", "out.xml")
    assert answer.code == 1
    assert answer.out == ""
    assert list(declass.place.iterdir()) == []


def test_the_output_is_a_file_that_is_whole_and_alone(declass: Program) -> None:
    declass.write("a.txt")
    shown = declass("export", "a.txt").out
    answer = declass("export", "a.txt", "-o", "out.xml")
    assert answer.code == 0
    assert answer.out == ""
    assert "1 exported: out.xml" in answer.err
    assert (declass.place / "out.xml").read_text() == shown
    assert sorted(path.name for path in declass.place.iterdir()) == ["a.txt", "out.xml"]


def test_a_file_that_exists_is_overwritten_by_force_only(declass: Program) -> None:
    declass.write("a.txt")
    target = declass.write("out.xml", "mine")
    answer = declass("export", "a.txt", "-o", "out.xml")
    assert answer.code == 1
    assert "out.xml: output exists" in answer.err
    assert target.read_text() == "mine"
    assert declass("export", "a.txt", "-o", "out.xml", "--force").code == 0
    assert target.read_text().startswith("<?xml")


def test_a_cable_is_never_overwritten_by_its_export(declass: Program) -> None:
    path = declass.write("a.txt")
    answer = declass("export", "a.txt", "-o", "a.txt", "--force")
    assert answer.code == 2
    assert "the output is one of the inputs" in answer.err
    assert path.read_text() == DATED


def test_a_disk_that_is_full_leaves_nothing_behind(
    declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    declass.write("a.txt")

    def fail(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", fail)
    answer = declass("export", "a.txt", "-o", "out.xml")
    assert answer.code == OutputError.exit_code
    assert "out.xml: cannot be written: no space left on device" in answer.err
    assert [path.name for path in declass.place.iterdir()] == ["a.txt"]


def test_remarks_are_told_with_their_place_unless_quiet(declass: Program) -> None:
    text = DATED.replace("3. (S) He", "3. (S//WNINTEL) He").replace("2. (C) The", "2. (C0) The")
    declass.write("a.txt", text)
    told = declass("export", "a.txt").err.splitlines()
    assert "note: a.txt: 3: WNINTEL has no value in ISM" in told
    assert any(line.startswith("note: a.txt: line 18: a portion mark could not") for line in told)
    assert declass("export", "a.txt", "--quiet").err == ""


@pytest.mark.parametrize(("level", "is_shown"), [("U", False), ("C", False), ("S", True)])
def test_an_event_is_shown_where_a_release_would_show_it(
    level: str, is_shown: bool, declass: Program
) -> None:
    declass.write("a.txt", EVENT)
    answer = declass("export", "a.txt", "--level", level)
    event = root_of(answer.out).get(f"{ISM}declassEvent")
    assert event == ("AFTER THE ROAD IS BUILT" if is_shown else f"withheld at {level}")
    assert ("declassEvent is withheld" in answer.err) != is_shown


@pytest.mark.parametrize(("level", "is_shown"), [("U", False), ("S", True)])
def test_a_source_is_shown_where_a_release_would_show_it(
    level: str, is_shown: bool, declass: Program
) -> None:
    line = "Derived From: the letter of the harbor master"
    declass.write("a.txt", re.sub("Classified By.*", line, DATED))
    source = root_of(declass("export", "a.txt", "-l", level).out).get(f"{ISM}derivedFrom")
    assert source == ("the letter of the harbor master" if is_shown else f"withheld at {level}")


def test_a_classifier_in_a_line_of_markings_is_shown(declass: Program) -> None:
    declass.write("a.txt")
    assert root_of(declass("export", "a.txt").out).get(f"{ISM}classifiedBy") == (
        "A. CLERK, ECON CHIEF"
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_no_word_that_is_withheld_is_exported(sample: Path, declass: Program) -> None:
    """Each withheld word is made a sentinel; `parse` shows that it is there to be found."""
    text = read_file(sample).text
    for level in Level:
        secret = declass.write("cable.txt", planted(text, level))
        answer = declass("export", secret, "--level", level.name)
        assert answer.code == 0
        assert SENTINEL not in (answer.out + answer.err).lower()
        if SENTINEL in secret.read_text(encoding="utf-8"):
            assert SENTINEL in declass("parse", secret).out
