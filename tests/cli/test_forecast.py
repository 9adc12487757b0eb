from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import sys
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from declass.cli.forecast import CHOICES
from declass.report.forecast import By
from tests.cli.runner import DATED, HOUSE, Program, process

COUNTED = "Without a date: 1 undetermined, 0 exempt by law, 0 nothing to declassify. Failed inputs"


@pytest.fixture
def register(declass: Program, monkeypatch: pytest.MonkeyPatch) -> str:
    """Four cables on 2 March 2026: due in 2016 and twice in 2018, and undetermined."""
    monkeypatch.setattr("declass.cli.forecast.today", lambda: dt.date(2026, 3, 2))
    declass.write("a.txt")
    declass.write("b.txt", DATED.replace("000804", "000805").replace("2018", "2016"))
    declass.write("c.txt", DATED.replace("000804", "000806").replace("03/24/2018", "SOMEHOW"))
    oslo = DATED.replace("TOKYO", "OSLO").replace("S E C R E T", "C O N F I D E N T I A L")
    declass.write("d.txt", oslo.replace("(S)", "(C)"))
    assert declass("ingest", declass.place, "--db", "my.db").code == 0
    return "my.db"


def test_the_chart_has_a_line_a_year_and_the_counts_beneath(
    register: str, declass: Program
) -> None:
    answer = declass("forecast", "--db", register)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "year  cables",
        "2016       1  ▓▓▓▓▓▓▓▓▓▓",
        "2017       0",
        "2018       2  ░░░░░░░░░░▓▓▓▓▓▓▓▓▓",
        "",
        "░ C 1   ▓ S 2",
        f"{COUNTED}: 0.",
    ]
    assert answer.err == ""


@pytest.mark.parametrize(
    ("options", "years", "sentence"),
    [
        (("--from", "2018"), ["2018"], "Not shown: 1 before 2018."),
        (("--to", "2017"), ["2016", "2017"], "Not shown: 2 after 2017."),
        (("--from", "2015", "--to", "2016"), ["2015", "2016"], "0 before 2015, 2 after 2016."),
        (("--post", "oslo"), ["2018"], "Without a date: 0 undetermined"),
        (("--tag", "efis", "--post", "Tokyo"), ["2016", "2017", "2018"], "1 undetermined"),
        (("--post", "oslo, Lima"), ["2018"], "Without a date: 0 undetermined"),
        (("--post", "oslo", "--post", "tokyo"), ["2016", "2017", "2018"], "1 undetermined"),
        (("--tag", "scul,efis"), ["2016", "2017", "2018"], "1 undetermined"),
        (("--tag", "SCUL"), [], "No cable falls due in these years."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_limits_leave_nothing_uncounted(
    options: tuple[str, ...], years: list[str], sentence: str, register: str, declass: Program
) -> None:
    answer = declass("forecast", *options, "--db", register)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert [line.split()[0] for line in lines if line[:4].isdecimal()] == years
    assert sentence in answer.out
    assert lines[-1].startswith("Without a date: ")


def test_a_post_and_a_tag_that_no_cable_has_are_pointed_out(
    register: str, declass: Program
) -> None:
    asked = ("forecast", "--post", "Lima", "--tag", "scul,efis", "--db", register)
    lacking = [
        f"note: the register has no cable with {name}\n" for name in ("post LIMA", "tag SCUL")
    ]
    assert declass(*asked).err == "".join(lacking)
    assert declass(*asked, "--quiet").err == ""


def test_json_is_one_object_a_year(register: str, declass: Program) -> None:
    answer = declass("forecast", "--json", "--db", register)
    years = [json.loads(line) for line in answer.out.splitlines()]
    assert [(year["year"], year["cables"]) for year in years] == [(2016, 1), (2017, 0), (2018, 2)]
    assert years[2] == {
        "year": 2018,
        "cables": 2,
        "U": 0,
        "SBU": 0,
        "R": 0,
        "C": 1,
        "S": 1,
        "TS": 0,
    }
    assert answer.err == f"{COUNTED}: 0.\n"


def test_csv_on_standard_output_and_in_a_file_are_the_same(register: str, declass: Program) -> None:
    printed = declass("forecast", "--csv", "-", "--by", "basis", "--db", register)
    assert printed.err == f"{COUNTED}: 0.\n"
    saved = declass("forecast", "--csv", "f.csv", "--by", "basis", "--db", register)
    assert saved.out == f"written: f.csv\n{COUNTED}: 0.\n"
    assert (declass.place / "f.csv").read_text("utf-8") == printed.out
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert [(row["year"], row["cables"], row["date"]) for row in rows] == [
        *(("2016", "1", "1"), ("2017", "0", "0"), ("2018", "2", "2")),
    ]


def test_picture_and_paper_show_the_same_numbers(register: str, declass: Program) -> None:
    answer = declass("forecast", "--svg", "f.svg", "--pdf", "f.pdf", "--db", register)
    assert answer.code == 0
    assert answer.out.splitlines()[:2] == ["written: f.svg", "written: f.pdf"]
    words = "".join(str(text) for text in etree.parse(declass.place / "f.svg").getroot().itertext())
    assert "2016: SECRET 1; 2017: 0; 2018: CONFIDENTIAL 1, SECRET 1" in words
    with pypdfium2.PdfDocument(declass.place / "f.pdf") as document:
        sheet = document[0].get_textpage().get_text_range()
    for text in (words, sheet):
        assert "Report of 2026-03-02." in text
        assert "3 cables by year of declassification and by level" in text
        assert f"{COUNTED}: 0." in text


def test_files_are_replaced_only_when_asked(register: str, declass: Program) -> None:
    for option in ("--svg", "--pdf", "--csv"):
        (declass.place / "kept").write_text("kept", encoding="utf-8")
        answer = declass("forecast", option, "kept", "--db", register)
        assert answer.code == 1
        assert answer.err.startswith("declass: kept: output exists; ")
        assert (declass.place / "kept").read_text("utf-8") == "kept"
        assert declass("forecast", option, "kept", "--force", "--db", register).code == 0
        assert (declass.place / "kept").stat().st_size > 4
    assert not list(declass.place.glob("*.part"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--from", "soon"), "'soon' is no year; give one such as 2030"),
        (("--to", "20"), "'20' is no year; give one such as 2030"),
        (("--from", "2018", "--to", "2017"), "no year lies from 2018 to 2017; "),
        (("--post", "08"), "'08' is no post; give its name as in 08TOKYO804"),
        (("--tag", "no tag"), "'no tag' is no tag; give one of the TAGS"),
        (("--by", "post"), "unknown choice for --by 'post'; give one of level, basis"),
        (("--svg", "-"), "--svg does not write to standard output; name a file"),
        (("--pdf", "-"), "--pdf does not write to standard output; name a file"),
        (("--svg", "f", "--pdf", "./f"), "--svg and --pdf name the same file; give another name"),
        (("--pdf", "f", "--csv", "f", "-f"), "--pdf and --csv name the same file"),
        (("--json", "--csv", "-"), "--json and --csv - exclude each other; give one of them"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_makes_no_sense_is_wrong_usage(
    options: tuple[str, ...], message: str, register: str, declass: Program
) -> None:
    answer = declass("forecast", *options, "--db", register)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith(f"declass: {message}")


def test_without_a_register_the_way_to_one_is_said(declass: Program) -> None:
    answer = declass("forecast")
    assert answer.code == 1
    assert "there is no register; make one with declass ingest" in answer.err


def test_quiet_leaves_the_chart(register: str, declass: Program) -> None:
    answer = declass("forecast", "--from", "2018", "--quiet", "--db", register)
    assert "2018" in answer.out
    assert "Not shown" not in answer.out + answer.err
    assert "Without a date" not in answer.out + answer.err


@pytest.mark.parametrize("columns", ["40", "80", "200"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_process_fits_its_terminal(
    columns: str, encoding: str, register: str, declass: Program
) -> None:
    options = {"COLUMNS": columns, "PYTHONIOENCODING": encoding}
    done = process("forecast", "--quiet", "--db", register, place=declass.place, env=options)
    lines = done.stdout.decode(encoding).splitlines()
    assert done.returncode == 0
    assert done.stderr == b""
    assert max(map(len, lines)) <= int(columns)
    assert lines[1].split()[2][0] == {"utf-8": "▓", "ascii": "x"}[encoding]


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
@pytest.mark.parametrize(("no_color", "is_coloured"), [("", True), ("1", False)])
def test_colours_are_for_a_terminal_that_wants_them(
    no_color: str, *, is_coloured: bool, register: str, declass: Program
) -> None:
    import pty

    reader, writer = pty.openpty()
    process(
        *("forecast", "--db", register),
        place=declass.place,
        env={"NO_COLOR": no_color, "TERM": "xterm"},
        stdout=writer,
    )
    os.close(writer)
    shown = os.read(reader, 100_000)
    os.close(reader)
    assert (b"\x1b[31m" in shown) == is_coloured
    assert "▓".encode() in shown or sys.platform == "darwin"


def test_the_choices_are_those_of_the_report() -> None:
    assert tuple(By) == CHOICES


def test_the_samples_are_all_counted(declass: Program) -> None:
    declass("ingest", HOUSE / "sample_cables", "--db", "my.db")
    answer = declass("forecast", "--json", "--db", "my.db")
    dated = sum(json.loads(line)["cables"] for line in answer.out.splitlines())
    numbers = [int(word.rstrip(".")) for word in answer.err.split() if word[0].isdecimal()]
    assert dated + sum(numbers) == len(list((HOUSE / "sample_cables").glob("*.txt")))


def test_nothing_is_written_where_nothing_is_asked(register: str, declass: Program) -> None:
    before = sorted(Path.iterdir(declass.place))
    declass("forecast", "--db", register)
    assert sorted(Path.iterdir(declass.place)) == before
