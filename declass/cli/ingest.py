"""The command `declass ingest`."""

from __future__ import annotations

import sys

import typer

from declass.cli import options
from declass.cli.inputs import list_inputs
from declass.cli.output import Screen
from declass.cli.register import open_register
from declass.cli.trouble import outcomes, report_failures


def ingest(
    cables: options.Inputs,
    db: options.Database = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Keep cables and their declassification dates in the register.

    The same text again changes nothing, so an interrupted run can simply be repeated. Another
    text under a known message reference number becomes a new version, and the older one stays.
    What cannot be read is kept as a failure, with its reason. Hidden files, Markdown and releases
    (*.redacted.pdf and the like) in directories are passed over.

    \b
    Examples:
      declass ingest cables/                 a directory with all below it
      declass ingest a.txt b.txt --db my.db  into a register of its own
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli.ingesting import Ingester, progress, without_register

    screen = Screen(sys.stdout, quiet, verbose)
    with open_register(db, create=True) as register:
        ingester = Ingester(register, screen)
        try:
            found = without_register(list_inputs(cables), register.place)
            with progress(found, is_shown=not quiet) as inputs:
                results = list(outcomes(inputs, ingester.keep))
        finally:
            ingester.sum_up()
    raise typer.Exit(report_failures(results))
