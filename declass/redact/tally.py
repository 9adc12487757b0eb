"""What a release withholds under which ground, added up (5 U.S.C. 552(b), closing text)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from declass.redact.release import Amount, Release, WithheldRun
from declass.templating import Wording

_WIDTHS = (10, 12)  # of the columns with amounts


def table_of_grounds(release: Release, wording: Wording) -> list[tuple[str, ...]]:
    """The table of grounds: its heads, then a row for each ground with its places and its amount.

    Where several grounds are counted, the last row adds them up. Where no amount is told there is
    one column, and where nothing is withheld one row, which says so.
    """
    runs = [line for line in release.lines if isinstance(line, WithheldRun)]
    if not runs:
        return [(wording.nothing_withheld,)]
    places = Counter(run.ground for run in runs)
    if release.amount is Amount.NONE:
        return [(wording.ground,), *[(ground,) for ground in places]]
    amounts: Counter[str] = Counter()
    for run in runs:
        amounts[run.ground] += run.lines or run.paragraphs or 0
    unit = wording.lines if release.amount is Amount.LINES else wording.paragraphs
    table = [(wording.ground, wording.places, unit)]
    table += [(ground, str(places[ground]), str(amounts[ground])) for ground in places]
    if len(places) > 1:
        table += [(wording.total, str(places.total()), str(amounts.total()))]
    return [*table]


def set_table(table: Sequence[Sequence[str]]) -> list[str]:
    """The lines of the table, in columns of one width."""
    widest = max([len(ground) for ground, *_ in table])
    rows = [
        [f"{ground:<{widest}}", *map(str.rjust, amounts, _WIDTHS)] for ground, *amounts in table
    ]
    return ["".join(row).rstrip() for row in rows]
