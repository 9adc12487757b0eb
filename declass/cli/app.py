"""The command line: the commands put together, and what becomes of their errors."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from declass import __version__
from declass.cli.command import PlainCommand, PlainGroup
from declass.cli.trouble import INTERRUPTED, explain, report

# Importing makes many objects and no garbage; the default (700) costs a tenth of a short run.
_OBJECTS_BETWEEN_COLLECTIONS = 200_000

COMMANDS = (
    *("redact", "ingest", "due", "forecast", "calendar", "events", "delay", "show", "explain"),
    *("check", "verify", "export", "log", "parse"),
)
"""The commands, in the order of the help text. Each is in the module of its name."""


def program(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with some of its commands; only their modules are loaded."""
    app = typer.Typer(
        cls=PlainGroup,
        no_args_is_help=True,
        rich_markup_mode=None,  # rich would double the time of --help
        pretty_exceptions_enable=False,
    )
    app.callback()(_declass)
    for name in commands:
        command = getattr(import_module(f"declass.cli.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(cls=PlainCommand)(command)
    return app


def main() -> NoReturn:
    """The program: runs the command line of the process, and exits with its code."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    code = run(sys.argv[1:])
    gc.freeze()  # to look for garbage at the very end would cost as much as a parse
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run a command line.

    Args:
        arguments: the words after the name of the program.

    Returns:
        The exit code. Whatever went wrong has been said on standard error.
    """
    if sys.stderr is None:  # closed by the shell: what would go there must not go elsewhere
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # for a terminal that knows few letters
    is_named = bool(arguments) and arguments[0] in COMMANDS
    app = program(arguments[:1] if is_named else COMMANDS)
    try:
        app(args=arguments, prog_name="declass")
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else int(bool(done.code))
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- a traceback may quote the cable
        code = report(explain(error))
    return _flushed(code)


def _flushed(code: int) -> int:
    """The exit code, once all that was printed has arrived where it goes."""
    if sys.stdout is None:
        return code
    try:
        sys.stdout.flush()
    except OSError as trouble:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more goes there
        if code:
            return code
        return 1 if isinstance(trouble, BrokenPipeError) else report(explain(trouble))
    return code


def _print_version(is_asked: bool) -> None:
    if is_asked:
        print(f"declass {__version__}")
        raise typer.Exit


def _declass(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Read diplomatic cables, compute when they are declassified, release redacted PDFs.

    \b
    Examples:
      declass redact cable.txt --level C    a PDF without anything above CONFIDENTIAL
      declass ingest cables/                keep cables and their dates in the register
      declass due --before 2017             what is due by the end of 2016
      declass forecast --from 2026          how many fall due in each year
      declass show cable.txt                when is it due, and why
      declass parse cable.txt --json        everything that it says, for a program
      declass check cable.txt               what is wrong with its markings
      declass export cable.txt              its markings alone, as XML
      declass verify release.pdf            what any PDF hides

    Exit codes: 0 done, 1 some inputs failed, 2 wrong usage, 130 interrupted.
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
