from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from declass import __version__
from declass.cli.output import printable
from tests.cli.runner import DATED, HOUSE, SAMPLE, Program, process

COMMANDS = ("redact", "ingest", "due", "forecast", "calendar", "show", "parse")


def test_the_version_is_told(declass: Program) -> None:
    assert declass("--version") == (0, f"declass {__version__}\n", "")


def test_help_names_every_command_and_gives_examples(declass: Program) -> None:
    answer = declass("--help")
    assert answer.code == 0
    for command in COMMANDS:
        assert f"  {command} " in answer.out
        text = declass(command, "--help").out
        assert "Examples:\n    declass " in text
        assert f"declass {command}" in text


def test_nothing_asked_is_answered_with_help(declass: Program) -> None:
    answer = declass()
    assert answer.code == 2
    assert "Usage: declass" in answer.out + answer.err


@pytest.mark.parametrize(
    "arguments", [("burn",), ("redact", "--burn", "a.txt"), ("due", "--before")], ids=" ".join
)
def test_wrong_usage_has_its_own_exit_code(arguments: tuple[str, ...], declass: Program) -> None:
    answer = declass(*arguments)
    assert answer.code == 2
    assert "Error: " in answer.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete(shell: str, declass: Program) -> None:
    variables = {
        "_DECLASS_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "declass redact --level ",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": "declass redact --level ",
        "COMP_CWORD": "3",
    }
    done = process(place=declass.place, env=variables)
    assert b"SBU" in done.stdout


# -- trouble -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        ValueError("the museum loan is a pretext"),
        RecursionError("the museum loan"),
        KeyError("museum"),
        MemoryError(),
        AssertionError(),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("command", ["redact", "parse", "show"])
def test_an_unexpected_error_is_a_line_without_traceback_or_words(
    command: str, error: Exception, declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_: str) -> None:
        raise error

    declass.write("a.txt")
    for module in ("releasing", "fields", "showing"):
        monkeypatch.setattr(f"declass.cli.{module}.parse", stumble)
    answer = declass(command, "a.txt")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert answer.err.startswith("declass: a.txt: ")
    assert "museum" not in answer.err
    assert "Traceback" not in answer.err


def test_an_error_of_the_program_itself_is_a_line_too(
    declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(text: str) -> None:
        raise TypeError(text)

    monkeypatch.setattr("declass.cli.asking.parse_limit", stumble)
    answer = declass("due", "--before", "2017")
    assert answer.code == 1
    assert answer.err.startswith("declass: internal error: TypeError at cli/asking.py:")
    assert answer.err.endswith("report this as a defect of declass, without the cable\n")


def test_an_interrupted_run_says_no_more(declass: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    declass.write("a.txt")
    monkeypatch.setattr("declass.cli.fields.parse", interrupt)
    answer = declass("parse", "a.txt")
    assert answer.code == 130
    assert "Traceback" not in answer.err


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_process_is_interrupted_cleanly() -> None:
    """It waits for standard input when the signal comes."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "declass", "parse", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"O 240827Z")
        running.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(2)
        running.send_signal(signal.SIGINT)
        _, error = running.communicate(timeout=20)
    assert running.returncode == 130
    assert b"Traceback" not in error


def test_a_reader_that_leaves_early_is_no_trouble(declass: Program) -> None:
    for number in range(40):
        declass.write(f"{number}.txt")
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m declass parse . | head -1"],
        cwd=declass.place,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
        capture_output=True,
        check=False,
    )
    assert done.stdout == b"{\n"
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["parse", "show", "redact"])
def test_results_that_cannot_be_written_are_a_failure(command: str, declass: Program) -> None:
    declass.write("a.txt")
    with Path("/dev/full").open("wb") as full:
        done = process(command, "a.txt", place=declass.place, stdout=full)
    assert done.returncode == 1
    assert b"no space left on device" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


# -- what a terminal gets ----------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("settings", "is_coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
    ids=str,
)
def test_colours_are_for_terminals_whose_user_wants_them(
    settings: dict[str, str], is_coloured: bool, declass: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    declass.write("a.txt")
    monkeypatch.setenv("TERM", "xterm")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", terminal)
        declass("redact", "a.txt")
    assert ("\x1b[" in terminal.getvalue()) == is_coloured
    assert "\x1b[" not in declass("redact", "a.txt", "--force").out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("São Jordão", "São Jordão"),
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\nb\rc\td", r"a\nb\rc\td"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}fdp", r"\u202efdp"),
        ("\udce9", r"\udce9"),
    ],
)
def test_nothing_printed_can_steer_a_terminal(text: str, expected: str) -> None:
    assert printable(text) == expected


def test_a_hostile_name_or_subject_cannot_steer_a_terminal(declass: Program) -> None:
    declass.write("a\x1b[31m.txt", DATED.replace("SQUID", "SQ\x1b[31mUID"))
    shown = [
        declass("redact", "a\x1b[31m.txt"),
        declass("show", "a\x1b[31m.txt", "--level", "S"),
        declass("redact", "b\x1b[31m.txt"),
    ]
    assert all("\x1b" not in answer.out + answer.err for answer in shown)
    assert "\\x1b" in shown[1].out


def test_a_terminal_that_knows_few_letters_gets_escapes(declass: Program) -> None:
    sample = HOUSE / "sample_cables" / "crlf-latin1.txt"
    done = process(
        "show", sample, "--level", "S", place=declass.place, env={"PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 0
    assert b"S\\xc3O JORD\\xc3O" in done.stdout


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal_only(declass: Program) -> None:
    declass.write("a.txt")
    declass.write("b.txt", DATED.replace("000804", "000805"))
    master, slave = os.openpty()
    settings = {"TERM": "xterm", "COLUMNS": "100"}
    done = process("ingest", ".", "--db", "x.db", place=declass.place, stderr=slave, env=settings)
    os.close(slave)
    shown = os.read(master, 65536)
    os.close(master)
    assert done.returncode == 0
    assert b"2/2" in shown
    plain = process("ingest", ".", "--db", "x.db", place=declass.place)
    assert plain.stderr == b""


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (("--help",), {"rich", "pydantic", "reportlab", "sqlalchemy", "pypdfium2_raw"}),
        (("redact", "{sample}", "-o", "a.pdf"), {"rich", "pydantic", "sqlalchemy", "json"}),
        (("parse", "{sample}"), {"rich", "pydantic", "reportlab", "sqlalchemy"}),
        (("show", "{sample}"), {"rich", "pydantic", "reportlab", "sqlalchemy"}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_command_loads_what_it_needs(command: tuple[str, ...], unwanted: set[str]) -> None:
    """typer loads pydantic for itself unless `declass.cli.command` keeps it from doing so."""
    program = (
        "import sys\nfrom declass.cli.app import run\n"
        "code = run(sys.argv[1:])\nprint(*sys.modules, file=sys.stderr)\nsys.exit(code)"
    )
    arguments = [word.format(sample=SAMPLE) for word in command]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
    )
    assert not unwanted & set(done.stderr.split())
