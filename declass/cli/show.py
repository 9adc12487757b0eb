"""The command `declass show`."""

from __future__ import annotations

from declass.cli import options


def show(
    cable: options.Key,
    level: options.Ceiling = "U",
    db: options.Database = None,
) -> None:
    """Show what is known about a cable, and why.

    Its head, its declassification date with each rule that leads to it, its portions and their
    levels. Free text of the head is shown only where a release at --level would show it, the words
    of paragraphs never. Of a cable in the register, versions and releases are shown too.

    \b
    Examples:
      declass show cable.txt         from a file
      declass show 08REYKJAVIK904    from the register
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli.showing import find, print_cable, print_history

    found = find(cable, db)
    print_cable(found.cable, found.schedule, options.read_level(level))
    if found.dossier is not None:
        print_history(found.dossier)
