"""What a release withholds under which ground, added up (5 U.S.C. 552(b), closing text)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from declass.redact.release import Amount, Release, WithheldRun
from declass.templating import Wording

_WIDTHS = (10, 12)  # of the columns with amounts


class Sum(NamedTuple):
    """What is withheld under one ground.

    Attributes:
        ground: the ground.
        places: in how many places.
        amount: how many lines, or paragraphs where those are told; 0 where nothing is.
    """

    ground: str
    places: int
    amount: int


def amount_of(run: WithheldRun) -> int:
    """How many lines a run has, or paragraphs where those are told; 0 where nothing is."""
    return run.lines or run.paragraphs or 0


def add_up(runs: Iterable[WithheldRun]) -> list[Sum]:
    """The grounds in the order in which they come, each with what is withheld under it."""
    places: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    for run in runs:
        places[run.ground] += 1
        amounts[run.ground] += amount_of(run)
    return [Sum(ground, places[ground], amounts[ground]) for ground in places]


def table_of_grounds(release: Release, wording: Wording) -> list[tuple[str, ...]]:
    """The table of grounds: its heads, then a row for each ground with its places and its amount.

    Where several grounds are counted, the last row adds them up. Where no amount is told there is
    one column, and where nothing is withheld one row, which says so.
    """
    sums = add_up(line for line in release.lines if isinstance(line, WithheldRun))
    if not sums:
        return [(wording.nothing_withheld,)]
    if release.amount is Amount.NONE:
        return [(wording.ground,), *[(each.ground,) for each in sums]]
    unit = wording.lines if release.amount is Amount.LINES else wording.paragraphs
    places, amounts = (sum(column) for column in list(zip(*sums, strict=True))[1:])
    total = [Sum(wording.total, places, amounts)] if len(sums) > 1 else []
    return [
        (wording.ground, wording.places, unit),
        *[(each.ground, str(each.places), str(each.amount)) for each in (*sums, *total)],
    ]


def set_table(table: Sequence[Sequence[str]]) -> list[str]:
    """The lines of the table, in columns of one width."""
    widest = max([len(ground) for ground, *_ in table])
    rows = [
        [f"{ground:<{widest}}", *map(str.rjust, amounts, _WIDTHS)] for ground, *amounts in table
    ]
    return ["".join(row).rstrip() for row in rows]
