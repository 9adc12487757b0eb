"""What becomes of trouble: one line on standard error, and an exit code; never a traceback.

The message of an error that nobody expected is not shown, since it may quote the cable: its kind
and its place in the program are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from declass.cli.inputs import Input
from declass.cli.output import print_line
from declass.errors import DeclassError, OutputError, StoreError, UsageError

INTERRUPTED = 130

_PACKAGE = Path(__file__).parents[1]
_FATAL = (UsageError, StoreError, BrokenPipeError)  # trouble of the whole run, not of one input

Result = TypeVar("Result")


def outcomes(
    inputs: Iterable[Input], work: Callable[[Input], Result]
) -> Iterator[Result | DeclassError]:
    """Do the work for each input, one after another; one that fails does not stop the rest.

    Yields:
        What the work gave, or the error of that input, with its place.

    Raises:
        UsageError, StoreError: the trouble is not with an input, so that to go on is of no use.
    """
    for each in inputs:
        try:
            outcome: Result | DeclassError = work(each)
        except _FATAL:
            raise
        except Exception as error:  # noqa: BLE001 -- the next input may well be sound
            outcome = explain(error)
            outcome.place = outcome.place or each.name
        yield outcome


def explain(error: Exception) -> DeclassError:
    """What an error means to the one who gave the command."""
    if isinstance(error, DeclassError):
        return error
    if isinstance(error, MemoryError):
        return DeclassError("out of memory")
    if isinstance(error, OSError):
        reason = (error.strerror or type(error).__name__).lower()
        return OutputError(f"cannot be written: {reason}", place=error.filename or "output")
    return DeclassError(
        f"internal error: {type(error).__name__} at {_place(error)}",
        remedy="report this as a defect of declass, without the cable",
    )


def report(error: DeclassError) -> int:
    """Say on standard error what went wrong.

    Returns:
        The exit code of the error.
    """
    print_line(f"declass: {error}", sys.stderr)
    return error.exit_code


def report_failures(results: Iterable[object]) -> int:
    """Report each error among the outcomes as it comes.

    Returns:
        The exit code: 1 where there was any, else 0.
    """
    failed = [report(result) for result in results if isinstance(result, DeclassError)]
    return 1 if failed else 0


def _place(error: Exception) -> str:
    """The innermost line of declass in the traceback: ``cable/body.py:120``."""
    place = "unknown place"
    step = error.__traceback__
    while step is not None:
        path = Path(step.tb_frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            place = f"{path.relative_to(_PACKAGE).as_posix()}:{step.tb_lineno}"
        step = step.tb_next
    return place
