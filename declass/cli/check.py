"""The command `declass check`."""

from __future__ import annotations

import typer

from declass.cli import options
from declass.errors import UsageError


def check(
    cables: options.Checked = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    format: options.Format = "text",  # noqa: A002 -- the name of the option
    explain: options.Explain = None,
    list_rules: options.ListRules = False,
    db: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """Find marking mistakes in cables, each by a numbered rule.

    Findings name markings, numbers and dates, never the words of a cable. Exit code 1 when
    something is found. docs/rules.md has all rules, as --explain has each.

    \b
    Examples:
      declass check cables/                     everything, with a summary by rule
      declass check cable.txt --ignore DM104    but for unmarked subjects
      declass check 08REYKJAVIK904              from the register
      declass check --explain DM001             what it means, and how to mend it
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli import checking

    if explain is not None:
        checking.print_rule(explain)
    elif list_rules:
        checking.print_rules(checking.read_rules(select or [], ignore or []))
    elif not cables:
        raise UsageError(
            "no cable is given", remedy="give a file, a directory, - or what the register has"
        )
    else:
        rules = checking.read_rules(select or [], ignore or [])
        write = checking.read_format(format, is_quiet=quiet)
        raise typer.Exit(checking.check_all(cables, db, rules, write))
