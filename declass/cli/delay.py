"""The command `declass delay`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from declass.cli import options
from declass.cli.clock import today
from declass.cli.output import print_json, print_line, print_table
from declass.cli.register import open_register
from declass.errors import UsageError

if TYPE_CHECKING:
    from declass.schedule.recorded import Delay, DelayKind
    from declass.store.decisions import StandingDelay

# As `DelayKind` has them, which `--help` need not load (tested).
KINDS = ("file-series", "special-media", "referral", "newly-discovered", "integral-file")
_HEADS = ("MRN", "kind", "until", "by", "recorded", "authority", "reason")
_FIELDS = ("key", "kind", "until", "by", "recorded", "authority", "reason")


Cable = Annotated[
    str | None,
    typer.Argument(
        metavar="MRN",
        help="A cable in the register, by its message reference number or the first 12 digits of "
        "its sha256. Without it the delays that stand are listed.",
        show_default=False,
    ),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=f"The ground: {', '.join(KINDS)}.",
        autocompletion=options.one_of(KINDS),
        show_default=False,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DAY",
        help="The day to which the automatic date is put off.",
        show_default=False,
    ),
]
Reason = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar="TEXT",
        help="Why, in words fit for anyone who may see the date.",
        show_default=False,
    ),
]
Undo = Annotated[bool, typer.Option("--undo", help="Undo the delay: the date goes back.")]


def delay(
    cable: Cable = None,
    kind: Kind = None,
    until: Until = None,
    by: options.By = None,
    authority: options.Authority = None,
    reason: Reason = None,
    undo: Undo = False,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    json: options.Json = False,
    db: options.Database = None,
) -> None:
    """Put off the automatic date of a cable, or list what is put off.

    A decision that E.O. 13526 s3.3 and 32 CFR 2001.30(n) allow, with its authority and reason. It
    holds for later versions of the cable too. The date is shown before and after, and the decision
    confirmed. --undo takes it back; --kind says which delay, where there are several.

    \b
    Examples:
      declass delay                                 the delays that stand
      declass delay 85SUVA12 --kind referral --until 2028-12-31 --by "M. Hale" \\
        --authority "referral 2026-113" --reason "equity of another agency"
      declass delay 85SUVA12 --undo
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    from declass.cable.reference import read_mrn
    from declass.cli.deciding import decide, require_answer

    if cable is None:
        _refuse("without a cable", {"--kind": kind, "--until": until, "--by": by})
        _refuse("without a cable", {"--authority": authority, "--reason": reason, "--undo": undo})
        _refuse("without a cable", {"--yes": yes, "--dry-run": dry_run})
        with open_register(db, create=False) as register:
            _list(register.delays(), is_json=json)
        return
    _refuse("with a cable", {"--json": json})
    if undo:
        _refuse("with --undo", {"--until": until, "--authority": authority, "--reason": reason})
    wanted = None if undo else _read_delay(kind, until, authority, reason)
    who = by if undo else options.read_words("--by", by)
    ground = _read_kind(kind) if kind else None
    require_answer(is_agreed=yes, is_dry_run=dry_run)
    with open_register(db, create=False) as register:
        key = read_mrn(cable) or cable
        if wanted is None:
            plan = register.plan_delay_undo(key, ground)
        else:
            plan = register.plan_delay(key, wanted, today=today())
        decide(register, plan, who, is_agreed=yes, is_dry_run=dry_run)


def _refuse(where: str, given: Mapping[str, object]) -> None:
    """Refuse options that would be passed over."""
    for name, value in given.items():
        if value:
            raise UsageError(f"{name} means nothing {where}", remedy="leave it out")


def _read_delay(
    kind: str | None, until: str | None, authority: str | None, reason: str | None
) -> Delay:
    from declass.schedule.recorded import Delay

    return Delay(
        kind=_read_kind(options.read_words("--kind", kind)),
        until=options.read_day(options.read_words("--until", until)),
        authority=options.read_words("--authority", authority),
        reason=options.read_words("--reason", reason),
    )


def _read_kind(text: str) -> DelayKind:
    from declass.schedule.recorded import DelayKind

    return DelayKind(options.read_choice("kind of delay", text, KINDS).replace("-", " "))


def _spelling(kind: DelayKind) -> str:
    return kind.value.replace(" ", "-")


def _list(delays: Sequence[StandingDelay], *, is_json: bool) -> None:
    if is_json:
        for each in delays:
            print_json(dict(zip(_FIELDS, _cells(each), strict=True)))
    elif delays:
        print_table(_HEADS, map(_cells, delays))
    else:
        print_line("No delay stands.")


def _cells(standing: StandingDelay) -> tuple[str, ...]:
    from declass.store.records import key_of

    delay = standing.delay
    return (
        key_of(standing.identity),
        _spelling(delay.kind),
        str(delay.until),
        standing.recorded_by,
        str(standing.recorded_at.date()),
        delay.authority,
        delay.reason,
    )
