"""How a decision about dates is made on a terminal: shown, confirmed, recorded."""

from __future__ import annotations

import sys

import typer

from declass.cli.output import print_line, print_table
from declass.cli.register import stamp
from declass.errors import UsageError
from declass.schedule.model import Schedule
from declass.store.decisions import Change, Plan
from declass.store.records import key_of
from declass.store.register import Register

_HEADS = ("MRN", "cable date", "level", "declassify on", "would be", "basis")
_UNCHANGED = "unchanged"


def require_answer(*, is_agreed: bool, is_dry_run: bool) -> None:
    """Refuse to begin where nobody could be asked.

    Raises:
        UsageError: the decision is not agreed to, and standard input is no terminal.
    """
    if is_agreed or is_dry_run or (sys.stdin is not None and sys.stdin.isatty()):
        return
    raise UsageError(
        "there is no terminal on which to ask", remedy="give --dry-run to see it, --yes to do it"
    )


def decide(
    register: Register, plan: Plan, by: str | None, *, is_agreed: bool, is_dry_run: bool
) -> None:
    """Show what would follow from a decision, have it confirmed, and make it.

    Args:
        register: an open register.
        plan: the decision, and what follows.
        by: who answers for it; the user where None.
        is_agreed: it need not be confirmed.
        is_dry_run: it is only to be shown.

    Raises:
        StoreError: the register has changed meanwhile.
        typer.Exit: the answer was no.
    """
    _show(plan)
    if is_dry_run:
        print_line("Nothing was recorded.")
        return
    if not is_agreed and not _ask():
        print_line("Nothing was recorded.")
        raise typer.Exit(1)
    user = stamp()
    who = " ".join((by or "").split()) or user["actor"]
    register.enact(plan, now=user["now"], actor=who, login=user["actor"])
    print_line(f"Recorded in {register.place}")


def _show(plan: Plan) -> None:
    if plan.changes:
        print_table(_HEADS, map(_row, plan.changes))
    moved = sum(_day(change.before) != _day(change.after) for change in plan.changes)
    cables = "cable" if len(plan.changes) == 1 else "cables"
    print_line(f"Concerns {len(plan.changes)} {cables}; the date changes for {moved}.")


def _row(change: Change) -> tuple[str, ...]:
    before, after = _day(change.before), _day(change.after)
    return (
        key_of(change.identity),
        str(change.date or ""),
        change.classification.name,
        before,
        _UNCHANGED if before == after else after,
        change.after.basis.value,
    )


def _day(schedule: Schedule) -> str:
    if schedule.due:
        return str(schedule.due)
    return "undetermined" if schedule.is_undetermined else "no date"


def _ask() -> bool:
    try:
        answer = input("Record it? [y/N] ")
    except EOFError:
        print_line()
        return False
    return answer.strip().lower() in {"y", "yes"}
