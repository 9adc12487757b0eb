"""The walls of CONTRIBUTING.md: as written in .importlinter, and as they hold at run time."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
MODULES = sorted((HOUSE / "declass").rglob("*.py"))

HEAVY = {
    *("alembic", "jinja2", "pyhanko", "pypdfium2", "reportlab", "rich", "sqlalchemy"),
    *("sqlmodel", "typer"),
}


def loaded_by(program: str, *arguments: str) -> set[str]:
    """The modules that a fresh interpreter has loaded at the end of `program`."""
    report = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    run = subprocess.run(
        [sys.executable, "-c", report + program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=HOUSE,
    )
    *messages, modules = run.stderr.splitlines()
    assert run.returncode == 0, messages
    return set(modules.split())


def command(*arguments: str) -> set[str]:
    """The modules that the command `declass` loads."""
    return loaded_by("from declass.cli.app import main; main()", *arguments)


def test_the_import_contracts_are_kept() -> None:
    program = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=HOUSE
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize(
    "module",
    [
        *("release", "paper.layout", "pdf.writer", "flow.html_release", "formats"),
        *("shape.form", "evidence.raw", "verify", "publish", "signing.sign"),
    ],
)
def test_what_draws_a_release_loads_no_cable(module: str) -> None:
    """The linter reads written imports only; this asks the interpreter."""
    loaded = loaded_by(f"import declass.redact.{module}")
    assert not {name for name in loaded if name.startswith("declass.cable")}


def test_the_package_itself_loads_nothing_heavy() -> None:
    assert not loaded_by("import declass") & HEAVY


@pytest.mark.parametrize(
    "room",
    ["marking", "cable.parse", "schedule.decide", "lint.run", "redact.review.policy", "export.ism"],
)
def test_the_core_loads_nothing_heavy(room: str) -> None:
    assert not loaded_by(f"import declass.{room}") & HEAVY


def test_help_loads_neither_reportlab_nor_sqlalchemy() -> None:
    assert not command("--help") & {"reportlab", "sqlalchemy", "sqlmodel", "alembic"}


def test_help_loads_no_room_that_a_command_works_in() -> None:
    rooms = ("cable", "schedule", "redact", "lint", "export", "inspection", "report")
    loaded = command("--help")
    assert not {name for name in loaded if name.startswith(tuple(f"declass.{r}." for r in rooms))}


def test_redact_without_a_register_loads_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.delenv("DECLASS_DB", raising=False)
    sample = HOUSE / "sample_cables" / "two-section-secret.txt"
    loaded = command("redact", str(sample), "-o", str(tmp_path / "released.pdf"))
    assert "declass.redact.pdf.writer" in loaded
    assert not loaded & {"reportlab", "sqlalchemy", "sqlmodel", "alembic"}


def test_a_forecast_on_a_terminal_draws_nothing_on_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECLASS_DB", str(tmp_path / "my.db"))
    command("ingest", str(HOUSE / "sample_cables" / "event.txt"))
    loaded = command("forecast")
    assert "declass.cli.bars" in loaded
    assert not loaded & {"reportlab", "rich", "icalendar"}


def test_a_due_list_on_a_terminal_draws_nothing_and_writes_no_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECLASS_DB", str(tmp_path / "my.db"))
    command("ingest", str(HOUSE / "sample_cables" / "event.txt"))
    loaded = command("due")
    assert "declass.cli.listing" in loaded
    assert not loaded & {"reportlab", "rich", "icalendar"}


def test_the_key_dates_of_a_request_load_no_database() -> None:
    loaded = command("calendar", "--request", "2026-03-02")
    assert "declass.report.key_dates" in loaded
    assert not loaded & {"sqlalchemy", "sqlmodel", "reportlab", "icalendar"}


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(HOUSE)) for path in MODULES])
def test_no_module_guesses_dates(path: Path) -> None:
    """``dateutil.parser`` fills missing parts from today, and guesses the order of the fields."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    assert not {name for name in names if name.startswith("dateutil.parser")}
