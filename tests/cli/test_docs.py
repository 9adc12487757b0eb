"""docs/commands.md says all that the command line takes, and the command line has help for it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import typer

from declass.cli.app import program
from declass.marking.level import Level
from tests.cli.runner import HOUSE

DOCUMENT = (HOUSE / "docs" / "commands.md").read_text(encoding="utf-8")
PROGRAM: Any = typer.main.get_command(program())
COMMANDS: dict[str, Any] = PROGRAM.commands
FURTHER: dict[str, Any] = {
    f"{name} {further}": command
    for name, group in COMMANDS.items()
    for further, command in getattr(group, "commands", {}).items()
}
PARAMETERS: list[tuple[str, Any]] = [
    (f"{name} {parameter.opts[0]}", parameter)
    for name, command in [("declass", PROGRAM), *COMMANDS.items(), *FURTHER.items()]
    for parameter in command.params
]


def test_there_are_the_commands_that_were_promised() -> None:
    names = "redact ingest due forecast calendar delay show explain"
    names += " check verify export log parse events"
    assert list(COMMANDS) == names.split()
    assert list(FURTHER) == ["events record", "events undo"]


@pytest.mark.parametrize("name", FURTHER)
def test_a_further_command_is_documented_and_has_help(name: str) -> None:
    assert re.search(rf"^### `declass {name}\b", DOCUMENT, re.MULTILINE)
    assert len(FURTHER[name].get_short_help_str(limit=200)) <= 64


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_and_has_help(name: str) -> None:
    assert re.search(rf"^## `declass {name}\b", DOCUMENT, re.MULTILINE)
    assert f"| `declass {name}` |" in DOCUMENT
    assert COMMANDS[name].help
    summary = COMMANDS[name].get_short_help_str(limit=200)
    assert len(summary) <= 64, "the list of commands would cut it off"


@pytest.mark.parametrize(
    "parameter", [each for _, each in PARAMETERS], ids=[name for name, _ in PARAMETERS]
)
def test_a_parameter_is_documented_and_has_help(parameter: Any) -> None:
    assert parameter.help
    if parameter.param_type_name == "argument":
        assert f" {parameter.metavar}" in DOCUMENT
        return
    for name in parameter.opts:
        assert f"`{name}`" in DOCUMENT
    if parameter.envvar:
        assert f"| `{parameter.envvar}` | `{parameter.opts[0]}` |" in DOCUMENT


def test_no_option_is_documented_that_does_not_exist() -> None:
    known = {name for _, each in PARAMETERS for name in (*each.opts, *each.secondary_opts)}
    assert set(re.findall(r"`(--?[a-z][a-z-]*)`", DOCUMENT)) - known == {"--help"}


def test_levels_and_exit_codes_are_documented() -> None:
    for level in Level:
        assert f"`{level.name}`" in DOCUMENT
    assert re.findall(r"^\| (\d+) \|", DOCUMENT, re.MULTILINE) == ["0", "1", "2", "130"]
    assert "0 done, 1 some inputs failed, 2 wrong usage, 130 interrupted" in PROGRAM.help


def test_every_variable_that_is_read_is_documented() -> None:
    read = {
        name
        for path in (HOUSE / "declass").rglob("*.py")
        for name in re.findall(r"\"(DECLASS_\w+|NO_COLOR)\"", path.read_text(encoding="utf-8"))
    }
    assert read
    assert {name for name in read if f"| `{name}` |" not in DOCUMENT} == set()
