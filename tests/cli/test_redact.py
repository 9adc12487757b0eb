from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from declass.marking.level import Level
from declass.sources.read import read_file
from declass.store.register import Register
from tests.cli.runner import DATED, SAMPLES, SENTINEL, Program, planted, process

PDF = b"%PDF-"


def pdfs(place: Path) -> list[str]:
    return sorted(path.name for path in place.rglob("*.pdf"))


def test_a_release_stands_beside_its_cable(declass: Program) -> None:
    folder = declass.place / "folder"
    folder.mkdir()
    cable = declass.write("folder/tokyo.txt")
    answer = declass("redact", cable)
    assert answer.code == 0
    assert (folder / "tokyo.redacted.pdf").read_bytes().startswith(PDF)
    assert answer.out.splitlines()[-1] == (
        f"RELEASED IN PART at U, 4 of 5 withheld: {folder / 'tokyo.redacted.pdf'}"
    )
    assert answer.err == ""


def test_the_table_says_what_became_of_each_portion(declass: Program) -> None:
    declass.write("tokyo.txt")
    table = [line.split(maxsplit=5) for line in declass("redact", "tokyo.txt").out.splitlines()]
    assert table[1] == ["portion", "mark", "level", "decision", "lines", "ground"]
    assert table[3] == ["1", "(U)", "U", "released", "1"]
    assert table[4] == ["2", "(C)", "C", "withheld", "1", "(b)(1) 1.4(b),(d)"]


def test_verbose_says_what_each_decision_rests_on(declass: Program) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "--verbose")
    assert "marked C" in answer.out
    assert "unmarked: S, as the whole cable" in answer.out


def test_quiet_says_nothing(declass: Program) -> None:
    declass.write("tokyo.txt")
    assert declass("redact", "tokyo.txt", "-q") == (0, "", "")
    assert pdfs(declass.place) == ["tokyo.redacted.pdf"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_nothing_withheld_is_printed(sample: Path, declass: Program) -> None:
    """Each withheld word is made a sentinel; `parse` shows that it is there to be found."""
    text = read_file(sample).text
    for level in Level:
        secret = declass.write("cable.txt", planted(text, level))
        options = ("--level", level.name, "--compilation", "release")
        done = declass("redact", secret, *options, "--force", "--verbose")
        shown = declass("show", secret, "--level", level.name)
        assert (done.code, shown.code) == (0, 0)
        for answer in (done, shown):
            assert SENTINEL not in (answer.out + answer.err).lower()
        if SENTINEL in secret.read_text(encoding="utf-8"):
            assert SENTINEL in declass("parse", secret).out
            assert "withheld" in done.out


@pytest.mark.parametrize(
    ("level", "withheld"), [("U", 4), ("u", 4), ("SBU", 4), ("R", 4), ("C", 3), ("S", 0), ("TS", 0)]
)
def test_a_level_is_taken_in_either_case(level: str, withheld: int, declass: Program) -> None:
    declass.write("tokyo.txt")
    assert f", {withheld} of 5 withheld" in declass("redact", "tokyo.txt", "-l", level).out


@pytest.mark.parametrize(
    "options",
    [
        ("--level", "SECRET"),
        ("--level", ""),
        ("--subject", "hide"),
        ("--compilation", "yes"),
    ],
    ids=" ".join,
)
def test_an_unknown_choice_is_one_line_that_names_those_that_exist(
    options: tuple[str, str], declass: Program
) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", *options)
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert f"{options[1]!r}; give one of " in answer.err
    assert pdfs(declass.place) == []


def test_the_other_inputs_are_released_where_one_fails(declass: Program) -> None:
    for name in ("a.txt", "c.txt"):
        declass.write(name)
    answer = declass("redact", "a.txt", "b.txt", "c.txt")
    assert answer.code == 1
    assert answer.err == "declass: b.txt: no such file; check the path\n"
    assert pdfs(declass.place) == ["a.redacted.pdf", "c.redacted.pdf"]


def test_a_directory_is_searched_for_cables(declass: Program) -> None:
    (declass.place / "folder").mkdir()
    declass.write("folder/a.txt")
    declass.write("folder/b.txt")
    assert declass("redact", "folder").code == 0
    assert pdfs(declass.place) == ["a.redacted.pdf", "b.redacted.pdf"]


def test_an_output_belongs_to_a_single_cable(declass: Program) -> None:
    for inputs in (("a.txt", "b.txt"), (declass.place,)):
        answer = declass("redact", *inputs, "-o", "c.pdf")
        assert answer.code == 2
        assert "--output names one file" in answer.err


def test_an_output_that_exists_is_left_alone_without_force(declass: Program) -> None:
    declass.write("tokyo.txt")
    kept = declass.write("tokyo.redacted.pdf", "mine")
    answer = declass("redact", "tokyo.txt")
    assert answer.code == 1
    assert "output exists" in answer.err
    assert "--force" in answer.err
    assert kept.read_text() == "mine"
    assert declass("redact", "tokyo.txt", "--force").code == 0
    assert kept.read_bytes().startswith(PDF)


@pytest.mark.parametrize("name", ["tokyo.txt", "./tokyo.txt", "link.txt", "hard.txt"])
def test_a_cable_is_never_overwritten_by_its_release(name: str, declass: Program) -> None:
    cable = declass.write("tokyo.txt")
    (declass.place / "link.txt").symlink_to(cable)
    (declass.place / "hard.txt").hardlink_to(cable)
    answer = declass("redact", "tokyo.txt", "-o", name, "--force")
    assert answer.code == 2
    assert "the output is the cable itself" in answer.err
    assert cable.read_text() == DATED


def test_a_run_never_writes_two_releases_under_one_name(declass: Program) -> None:
    declass.write("a.txt")
    declass.write("a.cable")
    answer = declass("redact", "a.txt", "a.cable", "--force")
    assert answer.code == 1
    assert "another cable of this run" in answer.err


def test_a_release_stands_here_where_the_directory_of_the_cable_cannot_be_written(
    declass: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of the system by `os.access`: a test may run as root, who may write anywhere."""
    away = tmp_path / "away"
    away.mkdir()
    (away / "tokyo.txt").write_text(DATED)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != away)
    assert declass("redact", away / "tokyo.txt").code == 0
    assert pdfs(tmp_path) == ["tokyo.redacted.pdf"]
    assert (declass.place / "tokyo.redacted.pdf").exists()


def test_an_output_directory_must_exist(declass: Program) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "-o", "nowhere/tokyo.pdf")
    assert answer.code == 1
    assert answer.err == "declass: nowhere: no such directory; make it first\n"


def test_a_full_disk_leaves_nothing_behind(
    declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    declass.write("tokyo.txt")
    monkeypatch.setattr(os, "fsync", full)
    answer = declass("redact", "tokyo.txt")
    assert answer.code == 1
    assert "no space left on device" in answer.err
    assert [path.name for path in declass.place.iterdir()] == ["tokyo.txt"]


# -- standard input and output -----------------------------------------------------------------


def give(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_cable_from_standard_input_is_named_by_its_number(
    declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(DATED, monkeypatch)
    assert declass("redact", "-").code == 0
    give(DATED.replace("TOKYO", "").replace("000804", ""), monkeypatch)
    assert declass("redact", "-").code == 0
    assert pdfs(declass.place) == ["08TOKYO804.redacted.pdf", "stdin.redacted.pdf"]


def test_standard_input_is_read_once(declass: Program) -> None:
    answer = declass("redact", "-", "-")
    assert answer.code == 2
    assert "given more than once" in answer.err


def test_standard_output_gets_the_pdf_and_nothing_else(declass: Program) -> None:
    declass.write("tokyo.txt")
    declass("redact", "tokyo.txt", "-o", "file.pdf")
    done = process("redact", "-", "-o", "-", place=declass.place, input=DATED.encode())
    assert done.returncode == 0
    assert done.stdout == (declass.place / "file.pdf").read_bytes()
    assert b"RELEASED IN PART at U" in done.stderr


POLLUTED = """
import os, sys
from declass.cli import app
from declass.redact.pdf import writer as pdf

draw = pdf.draw
def polluter(pages):
    print("a library speaks", flush=True)
    os.write(1, b"and goes past Python")
    return draw(pages)
pdf.draw = polluter

from declass.redact import verify
find_leaks = verify.find_leaks
def second(*arguments, **options):
    print("another one", flush=True)
    os.write(1, b"does so too")
    os.system("echo and a child")
    return find_leaks(*arguments, **options)
verify.find_leaks = second
app.main()
"""


def test_no_library_can_spoil_the_pdf_on_standard_output(declass: Program) -> None:
    declass.write("tokyo.txt")
    declass("redact", "tokyo.txt", "-o", "file.pdf")
    done = subprocess.run(
        [sys.executable, "-c", POLLUTED, "redact", "tokyo.txt", "-o", "-"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == (declass.place / "file.pdf").read_bytes()
    for word in (b"a library speaks", b"goes past Python", b"another one", b"and a child"):
        assert word in done.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_a_pdf_is_not_written_to_a_terminal(declass: Program) -> None:
    declass.write("tokyo.txt")
    master, slave = os.openpty()
    done = process("redact", "tokyo.txt", "-o", "-", place=declass.place, stdout=slave)
    os.close(slave)
    os.close(master)
    assert done.returncode == 2
    assert b"nothing for a terminal" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_standard_output_is_said_plainly(declass: Program) -> None:
    declass.write("tokyo.txt")
    with Path("/dev/full").open("wb") as full:
        done = process("redact", "tokyo.txt", "-qo", "-", place=declass.place, stdout=full)
    assert done.returncode == 1
    expected = b"declass: standard output: cannot be written: no space left on device\n"
    assert done.stderr == expected


# -- the reviewer's decisions ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "subject"),
    [
        ((), "withheld"),
        (("--subject", "by-rule"), "withheld"),
        (("--subject", "release"), "released"),
        (("--subject", "withhold", "--level", "S"), "withheld"),
        (("--level", "S"), "released"),
    ],
    ids=" ".join,
)
def test_an_unmarked_subject_follows_the_reviewer(
    options: tuple[str, ...], subject: str, declass: Program
) -> None:
    declass.write("tokyo.txt")
    table = declass("redact", "tokyo.txt", *options).out.splitlines()
    assert table[2].split()[:3] in (["subject", "S", subject], ["subject", subject, "1"])


def test_a_compilation_needs_the_word_of_a_reviewer(declass: Program) -> None:
    compilation = DATED.replace("(S)", "(U)").replace("(C)", "(U)")
    declass.write("tokyo.txt", compilation)
    refused = declass("redact", "tokyo.txt")
    assert refused.code == 1
    assert "may be classified as a compilation" in refused.err
    assert "--compilation release" in refused.err
    assert pdfs(declass.place) == []
    released = declass("redact", "tokyo.txt", "--compilation", "release")
    assert released.code == 0
    assert "note: " in released.out


def test_a_site_has_words_of_its_own(declass: Program) -> None:
    declass.write("tokyo.txt")
    site = declass.place / "site" / "release"
    site.mkdir(parents=True)
    declass("redact", "tokyo.txt", "-o", "a.pdf")
    (site / "wording.toml").write_text('[stamp]\nin_part = "PARTLY"\n')
    assert declass("redact", "tokyo.txt", "-o", "b.pdf", "--templates", site.parent).code == 0
    assert (declass.place / "a.pdf").read_bytes() != (declass.place / "b.pdf").read_bytes()
    answer = declass("redact", "tokyo.txt", "-o", "c.pdf", "--templates", "nowhere")
    assert answer.code == 1
    assert "nowhere" in answer.err


# -- the register ------------------------------------------------------------------------------


def test_no_register_is_made(declass: Program, tmp_path: Path) -> None:
    declass.write("tokyo.txt")
    assert declass("redact", "tokyo.txt").code == 0
    assert list((tmp_path / "home").rglob("*")) == []


def releases(place: Path | str) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    with Register.open(place, create=False) as register:
        dossier = register.find("08TOKYO804")
    assert dossier is not None
    return [
        (each.ceiling.name, Path(each.pdf.output).name, each.pdf.options)
        for each in dossier.releases
    ]


def test_a_release_is_recorded_with_what_the_reviewer_decided(declass: Program) -> None:
    declass.write("tokyo.txt")
    declass("redact", "tokyo.txt", "--db", "my.db")
    declass(
        "redact", "tokyo.txt", "--db", "my.db", "-l", "C", "-o", "c.pdf", "--subject", "release"
    )
    assert releases("my.db") == [
        ("U", "tokyo.redacted.pdf", ()),
        ("C", "c.pdf", (("subject", "release"),)),
    ]


def test_the_register_of_the_user_is_used_where_it_exists(
    declass: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declass.write("tokyo.txt")
    declass("ingest", "tokyo.txt")
    (register,) = (tmp_path / "home").rglob("*.sqlite3")
    declass("redact", "tokyo.txt")
    assert len(releases(register)) == 1
    declass("redact", "tokyo.txt", "--no-record", "--force")
    assert len(releases(register)) == 1
    monkeypatch.setenv("DECLASS_DB", "other.db")
    declass("redact", "tokyo.txt", "--force")
    assert len(releases(register)) == 1
    assert len(releases("other.db")) == 1


def test_a_release_stands_where_the_register_fails_and_the_run_ends(declass: Program) -> None:
    """What would not be recorded is not released."""
    declass.write("a.txt")
    declass.write("b.txt")
    declass.write("my.db", "this is no database, and long enough to be looked at" * 20)
    answer = declass("redact", "a.txt", "b.txt", "--db", "my.db")
    assert answer.code == 1
    assert "released as a.redacted.pdf, but not recorded: is no SQLite database" in answer.err
    assert pdfs(declass.place) == ["a.redacted.pdf"]


def test_a_refused_release_is_not_recorded(
    declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from declass.errors import RefusedReleaseError

    def refuse(*_: object, **__: object) -> None:
        raise RefusedReleaseError("a word")

    declass.write("tokyo.txt")
    monkeypatch.setattr("declass.redact.verify.find_leaks", refuse)
    assert declass("redact", "tokyo.txt", "--db", "my.db").code == 1
    assert [path.name for path in declass.place.iterdir()] == ["tokyo.txt"]
