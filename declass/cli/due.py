"""The command `declass due`."""

from __future__ import annotations

from declass.cli import due_options, options
from declass.cli.clock import today
from declass.cli.files import Desk, file_named
from declass.cli.inputs import STANDARD_STREAM
from declass.cli.register import open_register, stamp
from declass.errors import UsageError


def due(
    before: options.Before = None,
    after: options.After = None,
    on: due_options.On = None,
    within: due_options.Within = None,
    overdue: due_options.Overdue = False,
    basis: due_options.Bases = None,
    classification: due_options.Classifications = None,
    reason: due_options.Reasons = None,
    post: due_options.Posts = None,
    tag: due_options.Tags = None,
    sort: due_options.Sort = "date",
    reverse: due_options.Reverse = False,
    group: due_options.Group = None,
    limit: due_options.Limit = None,
    level: options.Ceiling = "U",
    json: options.Json = False,
    csv: options.Csv = False,
    ics: due_options.Ics = None,
    ics_per: due_options.IcsPer = "day",
    pdf: options.Pdf = None,
    force: options.Force = False,
    db: options.Database = None,
    quiet: options.Quiet = False,
) -> None:
    """List the cables that are to be declassified within a time.

    --before is exclusive: --before 2017 lists what is due on or before 31 December 2016. The
    options that choose cables may be repeated, or take several values between commas: a cable is
    listed that has one of them, for each option. A subject is shown only where its own level is at
    most --level, which chooses no cables. Beside every answer stands how many cables have no date:
    those that the same question would find without its dates and --basis.

    \b
    Examples:
      declass due --before 2017                    due by the end of 2016
      declass due --in 'next 90 days' --post Oslo  soon, from one post
      declass due --overdue --reason '1.4(b)'      past, with foreign government information
      declass due --on 2017 --group post           a year, post by post
      declass due --before 2030 --csv >due.csv     for a spreadsheet
      declass due --in 'this year' --ics due.ics   for a calendar
      declass due --after 2026 --pdf due.pdf       on paper, with a chart
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli import asking, listing
    from declass.report.due import due_list

    asking.refuse_together({"--json": json, "--csv": csv, "--ics": ics, "--pdf": pdf})
    asking.refuse_together({"--ics": ics, "--pdf": pdf, "--group": group})
    for name, value in (("--sort", sort != "date"), ("--reverse", reverse)):
        asking.refuse_together({"--ics": ics, name: value})  # a calendar is by date
    if ics is None and ics_per != due_options.EVENTS[0]:
        raise UsageError("--ics-per means nothing without --ics", remedy="leave it out")
    day, target = today(), file_named("--pdf", pdf)
    ceiling, per = options.read_level(level), asking.read_event(ics_per)
    period = asking.read_period(before, after, on, within, is_overdue=overdue, today=day)
    query = asking.read_query(
        period,
        asking.Chosen(basis, classification, reason, post, tag),
        sort=sort,
        is_reversed=reverse,
        group=group,
        limit=limit,
    )
    desk = Desk(json or csv or ics == STANDARD_STREAM, is_quiet=quiet, overwrite=force)
    with open_register(db, create=False) as register:
        found = due_list(register, query, ceiling)
        if target is not None:
            listing.give_report(found, day, target, desk)
        elif ics:
            listing.give_calendar(found, per, stamp()["now"], ics, desk)
        elif json:
            listing.print_objects(found)
        elif csv:
            listing.print_cells(found)
        else:
            listing.print_rows(found)
        listing.remark_on(found, desk)
