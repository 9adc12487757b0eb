"""The commands `declass events`, `declass events record` and `declass events undo`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from declass.cli import options
from declass.cli.clock import today
from declass.cli.command import PlainCommand, PlainGroup
from declass.cli.output import print_json, print_line, print_table
from declass.cli.register import open_register
from declass.errors import UsageError

if TYPE_CHECKING:
    from declass.marking.level import Level
    from declass.report.events import EventGroup, EventList

_HEADS = ("cables", "first", "last", "automatic date", "recorded", "MRN", "event")
_FIELDS = (
    *("event", "cables", "first", "last", "automatic_date", "recorded", "by", "authority"),
    "keys",
)
_NAMED = 3  # cables named in a row

All = Annotated[bool, typer.Option("--all", "-a", help="List the events that are settled, too.")]
Phrase = Annotated[
    str,
    typer.Argument(
        metavar="EVENT",
        help="The event, as it is listed or as a cable has it.",
        show_default=False,
    ),
]
Date = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="DAY", help="The day on which it came to pass.", show_default=False
    ),
]

events = typer.Typer(cls=PlainGroup, invoke_without_command=True, rich_markup_mode=None)


@events.callback()
def list_events(
    context: typer.Context,
    level: options.Ceiling = "U",
    every: All = False,
    json: options.Json = False,
    db: options.Database = None,
) -> None:
    """List the events that cables wait for, and record them.

    Cables whose instruction names the same event stand together. An event is free text: it is shown
    only where the whole cable is classified at most at --level.

    \b
    Examples:
      declass events --level S                            all that is waited for, up to SECRET
      declass events record "HERRING SUMMIT" \\
        --date 2016-05-04 --by "M. Hale" --authority "communique of 4 May 2016"
      declass events undo "HERRING SUMMIT"                the dates go back
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    if context.invoked_subcommand is not None:
        _require_no_options(context)
        return
    from declass.report.events import event_list

    ceiling = options.read_level(level)
    with open_register(db, create=False) as register:
        found = event_list(register, ceiling, is_whole=every)
    if json:
        for group in found.groups:
            print_json(dict(zip(_FIELDS, _values(group), strict=True)))
    else:
        _print_list(found)
    if found.withheld:
        print_line(_withheld(found, ceiling), sys.stderr if json else sys.stdout)


@events.command(cls=PlainCommand)
def record(
    event: Phrase,
    date: Date = None,
    by: options.By = None,
    authority: options.Authority = None,
    level: options.Ceiling = "U",
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Record that an event has come to pass.

    It counts for all cables that name it, and for those that come later. Shows the cables with
    their dates before and after, and asks. The day may be neither in the future nor before one of
    the cables.

    \b
    Examples:
      declass events record "HERRING SUMMIT" --date 2016-05-04 --by "M. Hale" \\
        --authority "communique of 4 May 2016" --dry-run
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli.deciding import decide, require_answer
    from declass.report.events import read_event
    from declass.schedule.recorded import RecordedEvent
    from declass.store.decisions import EventDecision

    ceiling = options.read_level(level)
    day = options.read_day(options.read_words("--date", date))
    who = options.read_words("--by", by)
    why = options.read_words("--authority", authority)
    require_answer(is_agreed=yes, is_dry_run=dry_run)
    with open_register(db, create=False) as register:
        come = RecordedEvent(read_event(register, event, ceiling), day)
        plan = register.plan_event(EventDecision(come, why), today=today())
        decide(register, plan, who, is_agreed=yes, is_dry_run=dry_run)


@events.command(cls=PlainCommand)
def undo(
    event: Phrase,
    by: options.By = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Undo the record of an event: the dates of its cables go back.

    Shows the cables with their dates before and after, and asks. The record stays in the register,
    marked as undone. Without --by it is the user who answers for it.

    \b
    Examples:
      declass events undo "HERRING SUMMIT"
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cli.deciding import decide, require_answer
    from declass.schedule.phrase import event_phrase

    require_answer(is_agreed=yes, is_dry_run=dry_run)
    with open_register(db, create=False) as register:
        plan = register.plan_event_undo(event_phrase(event))
        decide(register, plan, by, is_agreed=yes, is_dry_run=dry_run)


def _require_no_options(context: typer.Context) -> None:
    """Options before the name of a further command would be lost: refuse them."""
    given = [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name
        and getattr(context.get_parameter_source(parameter.name), "name", "") == "COMMANDLINE"
    ]
    if given:
        raise UsageError(
            f"{given[0]} stands before {context.invoked_subcommand}",
            remedy="give options after the name of the command",
        )


def _print_list(found: EventList) -> None:
    if not found.groups:
        print_line("No event is waited for." if not found.withheld else "No event can be shown.")
        return
    print_table(_HEADS, map(_cells, found.groups))


def _cells(group: EventGroup) -> tuple[str, ...]:
    rest = len(group.keys) - _NAMED
    named = ", ".join(group.keys[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
    days = (group.first, group.last, group.bound, group.standing and group.standing.event.day)
    return (str(len(group.keys)), *[str(day or "") for day in days], named, group.phrase)


def _values(group: EventGroup) -> tuple[object, ...]:
    standing = group.standing
    days = (group.first, group.last, group.bound, standing and standing.event.day)
    return (
        group.phrase,
        len(group.keys),
        *[day.isoformat() if day else None for day in days],
        standing.recorded_by if standing else None,
        standing.authority if standing else None,
        group.keys,
    )


def _withheld(found: EventList, ceiling: Level) -> str:
    cables = "1 cable" if found.withheld == 1 else f"{found.withheld} cables"
    way = f"--level {found.level.name} shows them" if found.level else "no level shows all of them"
    return f"Withheld at {ceiling.name}: the events of {cables}; {way}."
