"""How a portion is named in tables: by what may be shown to anyone."""

from __future__ import annotations

from declass.cable.model import Cable, Portion
from declass.redact.release import Decision, Release

UNREADABLE = "(?)"


def mark_of(portion: Portion) -> str:
    """Its mark as written; of a mark that cannot be read only that there is one."""
    if UNREADABLE in portion.label:
        return UNREADABLE
    return " ".join((portion.mark or "").split())


def decided_portions(cable: Cable, release: Release) -> list[tuple[Portion | None, Decision]]:
    """The decisions of a release, each with the portion that it is about.

    A decision about a line of the head has none. Several may be about pieces of one portion.
    """
    portions = iter(cable.portions)
    portion: Portion | None = None
    decided: list[tuple[Portion | None, Decision]] = []
    for decision in release.decisions:
        if decision.kind == "head":
            decided.append((None, decision))
            continue
        portion = portion if decision.is_further else next(portions)
        decided.append((portion, decision))
    return decided
