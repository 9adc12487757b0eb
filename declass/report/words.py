"""Words that stand beside every answer: how many cables, and how many that no date can show."""

from __future__ import annotations

from declass.store.records import Undated


def undated_sentence(undated: Undated) -> str:
    """How many cables have no date, by cause, and how many inputs failed."""
    return (
        f"Without a date: {undated.undetermined} undetermined, {undated.exempt} exempt by law, "
        f"{undated.nothing_to_declassify} nothing to declassify. Failed inputs: {undated.failed}."
    )


def cables(count: int) -> str:
    """A number of cables: ``1 cable``, ``1,206 cables``."""
    return f"{count:,} {'cable' if count == 1 else 'cables'}"
