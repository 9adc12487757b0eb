"""What `declass ingest` does with each input: read, parse, schedule, keep."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from declass.cable.parse import parse
from declass.cli.inputs import Input
from declass.cli.output import Screen
from declass.cli.register import provenance, stamp
from declass.cli.trouble import explain
from declass.errors import DeclassError
from declass.schedule.decide import compute_schedule
from declass.sources.read import Source
from declass.store.records import Outcome
from declass.store.register import Register

FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ingester:
    """Brings cables into a register, and counts what became of them.

    Attributes:
        register: the register, open.
        screen: where to say what became of each input, and of all.
        counts: how many inputs came to what end: an `Outcome`, or `FAILED`.
    """

    register: Register
    screen: Screen
    counts: Counter[str] = field(default_factory=Counter)

    def keep(self, given: Input) -> Outcome:
        """Bring one input into the register, as a cable or as a failure.

        Raises:
            DeclassError: it is no cable; the register has it as a failure.
            StoreError: the register cannot be written.
        """
        source: Source | None = None
        try:
            source = given.read()
            cable = parse(source.text)
            schedule = compute_schedule(cable)
        except Exception as error:
            self.counts[FAILED] += 1
            failure = explain(error)
            self._keep_failure(given, source, failure)
            raise failure from error
        outcome = self.register.ingest(provenance(given, source), cable, schedule, **stamp())
        self.counts[outcome] += 1
        self.screen.detail(f"{given.name}: {cable.mrn or 'no message number'}, {outcome}")
        return outcome

    def sum_up(self) -> None:
        """Say how many inputs came to what end."""
        counted = [f"{self.counts[each]} {each}" for each in (*Outcome, FAILED)]
        total = self.counts.total()
        self.screen.line(f"{total} read: {', '.join(counted)}")
        self.screen.line(f"register: {self.register.place}")

    def _keep_failure(self, given: Input, source: Source | None, failure: DeclassError) -> None:
        """Record the failure, save of a name that stands for nothing that could be read later."""
        if given.trouble or (given.path and not os.path.lexists(given.path)):
            return
        name = str(given.path.absolute()) if given.path else given.name
        reason = str(DeclassError(failure.problem, remedy=failure.remedy))
        digest = source.sha256 if source else None
        self.register.record_failure(name, digest, reason, **stamp())


def without_register(inputs: Iterable[Input], place: str) -> list[Input]:
    """The inputs, save the files of the register itself: it may lie among the cables."""
    own = {Path(place + ending).absolute() for ending in ("", "-wal", "-shm")}
    return [each for each in inputs if each.path is None or each.path.absolute() not in own]


@contextmanager
def progress(inputs: Sequence[Input], *, is_shown: bool) -> Iterator[Iterable[Input]]:
    """Show on a terminal how far along the inputs the work has come."""
    if not is_shown or len(inputs) < 2 or not sys.stderr.isatty():
        yield inputs
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar.track(inputs)
