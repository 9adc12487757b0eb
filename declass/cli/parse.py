"""The command `declass parse`."""

from __future__ import annotations

import typer

from declass.cli import options
from declass.cli.inputs import Input, list_inputs
from declass.cli.output import print_json
from declass.cli.trouble import outcomes, report_failures


def parse(cables: options.Inputs, json: options.Json = False) -> None:
    """Print what cables say, in full text, as JSON.

    This is a parser and withholds nothing: its output holds the text of all portions and is as
    classified as its input. docs/schema.md describes the fields. No register is needed.

    \b
    Examples:
      declass parse cable.txt                       spread out, for reading
      declass parse cables/ --json | jq -r .mrn     one object a line
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are

    def show(given: Input) -> None:
        from declass.cli.fields import fields_of

        print_json(fields_of(given.read().text), is_line=json)

    raise typer.Exit(report_failures(outcomes(list_inputs(cables), show)))
