"""What `declass explain` finds and prints: a schedule as a tree of rules."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from declass.cable.fields import split_order
from declass.cable.reference import read_mrn
from declass.cli.inputs import STANDARD_STREAM
from declass.cli.options import read_day, read_level
from declass.cli.output import WIDEST_PROSE, printable
from declass.errors import UsageError
from declass.marking.level import Level
from declass.schedule.decide import Facts, decide
from declass.schedule.model import UNDETERMINED, Governs, Schedule, Step

if TYPE_CHECKING:
    from rich.tree import Tree

_DIGEST = re.compile(r"[0-9a-f]{12,64}")
_ANNOUNCED = re.compile(r"\s*(?:E\.?\s?O\.?|DECL|DERIVED|SOURCE)", re.IGNORECASE)
_LEVEL = "S"  # of an instruction alone, unless told
_EXPECTED = (
    'give an instruction such as "E.O. 12958: DECL: X1", "DECL: 03/24/2016", "10 YEARS" or "OADR",'
    " the path of a cable, or its message reference number"
)
_HEADLINES = {
    Governs.INSTRUCTION: "the date of the instruction governs",
    Governs.AUTOMATIC: "the automatic date governs",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A schedule to be explained.

    Attributes:
        title: the instruction, fit to be shown at the ceiling.
        about: what was known beside it: date and classification of the cable.
        schedule: what follows.
    """

    title: str
    about: str
    schedule: Schedule


def explanation_of(
    what: str, dated: str | None, classification: str | None, ceiling: Level, db: str | None
) -> Explanation:
    """The schedule of a cable in a file or in the register, or of an instruction as a text.

    Args:
        what: path, message reference number, digest, or the text of an instruction.
        dated: the date of the cable that carries the text, as it was written.
        classification: its classification, likewise; SECRET where it is None.
        ceiling: the highest level of a cable whose free text may be shown.
        db: the register, None for that of the user.

    Raises:
        UsageError: it is none of them, or a cable, and date or classification are given too.
        DeclassError: the cable cannot be read.
    """
    is_cable = what == STANDARD_STREAM or (bool(what) and Path(what).exists())
    if is_cable or read_mrn(what) or _DIGEST.fullmatch(what):
        for option, value in (("--dated", dated), ("--classification", classification)):
            if value is not None:
                raise UsageError(
                    f"{option} is for the text of an instruction, and a cable says it itself",
                    remedy="leave it out",
                )
        return _of_cable(what, ceiling, db)
    day = None if dated is None else read_day(dated)
    return _of_text(what, day, read_level(classification or _LEVEL))


def _of_cable(key: str, ceiling: Level, db: str | None) -> Explanation:
    from declass.cli.showing import Sight, find

    found = find(key, db)
    title = Sight(found.cable, ceiling).instruction(found.schedule)
    return Explanation(title, _about(found.cable.date, found.cable.classification), found.schedule)


def _of_text(text: str, dated: dt.date | None, classification: Level) -> Explanation:
    order, instruction = split_order(text.strip()) or (None, text)
    schedule = decide(Facts(instruction, order, dated, classification))
    is_nonsense = schedule.rule == UNDETERMINED and not _ANNOUNCED.match(text)
    if is_nonsense or not text.strip():
        raise UsageError(
            f"{text!r} is no file, and no declassification instruction", remedy=_EXPECTED
        )
    return Explanation(text.strip(), _about(dated, classification), schedule)


def _about(day: dt.date | None, classification: Level) -> str:
    return f"{classification.title} cable of {day or 'unknown date'}"


def print_explanation(found: Explanation) -> None:
    """Print the steps as a tree."""
    import shutil

    from rich.console import Console

    width = min(shutil.get_terminal_size().columns, WIDEST_PROSE)
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    console.print(tree_of(found))


def tree_of(found: Explanation) -> Tree:
    """The tree: the governing date, then each step, doubts, and what would settle it."""
    from rich.text import Text
    from rich.tree import Tree

    schedule = found.schedule
    tree = Tree(Text(printable(f"{found.title}  ({found.about})")))
    root = tree.add(Text(_headline(schedule), style="bold"))
    for name, value in _facts(schedule):
        root.add(Text(f"{name:<16}{value}"))
    steps = root.add(Text("steps"))
    for step in schedule.steps:
        _add_step(steps, step)
    _add_list(root, "doubts", schedule.warnings)
    _add_list(root, "to settle it", schedule.needs)
    return tree


def _headline(schedule: Schedule) -> str:
    if schedule.due:
        return f"declassify on {schedule.due}: {_HEADLINES[schedule.governs]}"
    return "undetermined: no date" if schedule.is_undetermined else "no date"


def _facts(schedule: Schedule) -> Iterable[tuple[str, str]]:
    yield "basis", f"{schedule.basis} ({schedule.rule})"
    facts = (
        ("instruction", schedule.instructed),
        ("automatic date", schedule.bound),
        ("superseded", schedule.superseded),
        ("review", schedule.review),
    )
    yield from [(name, str(day)) for name, day in facts if day]


def _add_step(tree: Tree, step: Step) -> None:
    from rich.text import Text

    branch = tree.add(Text(printable(f"{step.rule}: {step.given} -> {step.result}")))
    branch.add(Text(printable(step.sentence)))
    branch.add(Text(step.citation, style="italic"))


def _add_list(tree: Tree, head: str, lines: Iterable[str]) -> None:
    from rich.text import Text

    listed = list(lines)
    if listed:
        branch = tree.add(Text(head))
        for line in listed:
            branch.add(Text(printable(line)))
