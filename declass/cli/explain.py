"""The command `declass explain`."""

from __future__ import annotations

from declass.cli import options


def explain(
    what: options.Explained,
    dated: options.Dated = None,
    classification: options.Classification = None,
    level: options.Ceiling = "U",
    json: options.Json = False,
    db: options.Database = None,
) -> None:
    """Explain a declassification instruction, rule by rule.

    Of a text it needs the date of the cable that would carry it, and its classification (SECRET
    unless told); of a cable it reads both. Each step names its rule, where the rule stands, what
    went in and what came out.

    \b
    Examples:
      declass explain "E.O. 12958: DECL: X1" --dated 1998-05-01
      declass explain "GDS" --dated 1975-07-03 --classification C
      declass explain cable.txt --json
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli.explaining import explanation_of, print_explanation
    from declass.cli.fields import explanation_fields
    from declass.cli.output import print_json

    ceiling = options.read_level(level)
    found = explanation_of(what, dated, classification, ceiling, db)
    if json:
        print_json(explanation_fields(found.title, found.schedule))
    else:
        print_explanation(found)
