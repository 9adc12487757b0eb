"""What no date can bring into an answer, in a sentence that stands beside every answer."""

from __future__ import annotations

from declass.store.records import Undated


def undated_sentence(undated: Undated) -> str:
    """How many cables have no date, by cause, and how many inputs failed."""
    return (
        f"Without a date: {undated.undetermined} undetermined, {undated.exempt} exempt by law, "
        f"{undated.nothing_to_declassify} nothing to declassify. Failed inputs: {undated.failed}."
    )
