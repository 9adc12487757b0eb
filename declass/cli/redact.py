"""The command `declass redact`."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import typer

from declass.cli import options, redact_options
from declass.cli.inputs import STANDARD_STREAM, list_inputs
from declass.cli.output import Screen, reserved_stdout
from declass.cli.register import find_register
from declass.cli.trouble import outcomes, report_failures
from declass.errors import UsageError


def redact(
    cables: options.Inputs,
    level: options.Ceiling = "U",
    output: redact_options.Output = None,
    subject: redact_options.Subject = "by-rule",
    compilation: redact_options.Compilation = "refuse",
    amount: redact_options.AmountTold = "lines",
    merge: redact_options.Merge = False,
    cross_check: redact_options.CrossCheck = True,
    cross_words: redact_options.CrossWords = False,
    strict: redact_options.Strict = False,
    force: options.Force = False,
    templates: options.Templates = None,
    db: options.Database = None,
    no_record: redact_options.NoRecord = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Release cables as redacted PDFs that hold no withheld text.

    What is above the level is withheld, and what is in doubt. Each PDF is searched for withheld
    words before it gets its name. Words that withheld and released parts share are pointed out by
    their places. Where there is a register, the release is recorded in it, and
    with it the cable.

    \b
    Examples:
      declass redact cable.txt                      at UNCLASSIFIED, cable.redacted.pdf
      declass redact cable.txt -l C -o release.pdf  up to CONFIDENTIAL
      declass redact *.txt --subject release        unmarked subjects are shown
      declass redact cable.txt --strict             not where a withheld name is shown elsewhere
      cat cable.txt | declass redact - -o - >a.pdf  in a pipe
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    _require_one_input(cables, output)
    with reserved_stdout() if output == STANDARD_STREAM else nullcontext() as stream:
        from declass.cli.crosschecking import CrossChecker
        from declass.cli.releasing import Releaser, read_choices

        remarks = Screen(sys.stderr, quiet, verbose)
        checker = CrossChecker(
            is_on=cross_check, is_strict=strict, shows_words=cross_words, screen=remarks
        )
        releaser = Releaser(
            ceiling=options.read_level(level),
            choices=read_choices(subject, compilation, amount, merges=merge),
            output=output,
            stream=stream,
            overwrite=force,
            site=Path(templates) if templates else None,
            register=None if no_record else find_register(db),
            screen=Screen(sys.stdout, quiet, verbose),
            remarks=remarks,
            cross=checker,
        )
        with releaser:
            raise typer.Exit(report_failures(outcomes(list_inputs(cables), releaser.release)))


def _require_one_input(cables: list[str], output: str | None) -> None:
    if output is not None and (len(cables) > 1 or Path(cables[0]).is_dir()):
        raise UsageError(
            "--output names one file, and there may be several releases",
            remedy="leave it out, or give one cable",
        )
