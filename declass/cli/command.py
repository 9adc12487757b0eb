"""Typer's commands without its type conversion, which costs as long as all the rest.

Since version 0.29 typer builds a pydantic adapter for each parameter of the command that runs: some
100 ms, more than parsing, drawing and verifying a cable together. Ours are texts, lists of texts
and flags, which need none: what a text means is read in `declass.cli.options`, whose errors say
what would have been right. With another typer, which knows nothing of this, all works as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup


class _Parameter(Protocol):
    """What we use of a parameter of typer."""

    multiple: bool
    nargs: int
    _runtime_param: object


_AnyParameter = TypeVar("_AnyParameter", bound=Any)


class _AsWritten:
    """Takes a value as it was written."""

    def coerce(self, value: object, param: _Parameter, ctx: typer.Context) -> object:
        is_list = getattr(param, "multiple", False) or param.nargs == -1
        return [] if value is None and is_list else value


_AS_WRITTEN = _AsWritten()


def _take_as_written(parameters: Iterable[_AnyParameter]) -> list[_AnyParameter]:
    found = list(parameters)
    for parameter in found:
        parameter._runtime_param = _AS_WRITTEN  # noqa: SLF001  # no public way
    return found


class PlainCommand(TyperCommand):
    """A command whose values are taken as they are written."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401
        """The parameters, ``--help`` included."""
        return _take_as_written(super().get_params(ctx))


class PlainGroup(TyperGroup):
    """A group of commands whose own values are taken as they are written."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401
        """The parameters, ``--help`` included."""
        return _take_as_written(super().get_params(ctx))
