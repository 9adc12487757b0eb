"""The command `declass export`."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from declass.cli import options
from declass.cli.inputs import STANDARD_STREAM, list_inputs
from declass.cli.output import Screen
from declass.cli.trouble import outcomes, report_failures


def export(
    cables: options.InputsOrKeys,
    output_format: options.ExportFormat = "ism",
    level: options.Ceiling = "U",
    output: options.ExportOutput = None,
    force: options.Force = False,
    db: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """Write the markings of cables and their portions as XML.

    Markings only, and no word of a portion. Who classified a cable, and the event that
    declassifies it, stand in it where a release at --level would show them. Several cables become
    one collection, marked as the roll-up of all. What the markings could not say is remarked in
    the XML, and on standard error. docs/ism.md describes it.

    \b
    Examples:
      declass export cable.txt                     on standard output
      declass export cables/ -o markings.xml       all of them in one file
      declass export 08TOKYO804 --db register.db   a cable of the register
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli.exporting import Exporter

    options.read_choice("format", output_format, options.EXPORT_FORMATS)
    target = Path(output) if output and output != STANDARD_STREAM else None
    exporter = Exporter(options.read_level(level), db, target, Screen(sys.stderr, quiet))
    results = list(outcomes(list_inputs(cables), exporter.take))
    exporter.write(overwrite=force)
    raise typer.Exit(report_failures(results))
