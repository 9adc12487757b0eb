"""What a reviewer is told of the choices that were made, and what is recorded of them.

Nothing here quotes the cable: portions go by their numbers, passages by lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from declass.cable.model import Cable, Portion
from declass.redact.release import Amount
from declass.redact.review.choices import Address, Choices, Releasing, SubjectChoice, portions_text
from declass.redact.review.findings import Bench
from declass.redact.review.grounds import CLASSIFIED
from declass.redact.review.selection import Selection, select
from declass.redact.review.verdict import Verdict


def reviewer_notes(bench: Bench, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """What a reviewer should know of the choices and the grounds.

    Args:
        bench: what the verdicts rest on.
        verdicts: what becomes of the elements of the cable.
    """
    for each in overrides(verdicts):
        yield (
            f"released above the level: {portions_text(each.portions)}, by authority of "
            f"{each.authority}: {each.reason}"
        )
    if bench.selection.released:
        yield from _notes_of_releasing(bench.cable, bench.selection, verdicts)
    doubt = bench.grounds.doubt
    if doubt and any(verdict.ground.startswith(CLASSIFIED) for verdict in verdicts):
        yield doubt


def overrides(verdicts: Iterable[Verdict]) -> tuple[Releasing, ...]:
    """The choices that released something above the level, each with the portions released."""
    portions: dict[Releasing, dict[str, None]] = {}
    for verdict in verdicts:
        if verdict.override is not None and isinstance(verdict.element, Portion):
            portions.setdefault(verdict.override, {})[verdict.element.name] = None
    return tuple(
        replace(choice, portions=tuple(Address(name, name) for name in names))
        for choice, names in portions.items()
    )


def recorded_choices(cable: Cable, choices: Choices) -> tuple[tuple[str, str], ...]:
    """What was decided otherwise than by rule, for the record: names of options with values.

    A passage is recorded by its portion and its lines.
    """
    recorded = (*_general(choices), *_withheld(choices, select(cable, choices)))
    return (*recorded, *_released(choices))


def _general(choices: Choices) -> Iterator[tuple[str, str]]:
    if choices.subject is not SubjectChoice.BY_RULE:
        yield "subject", choices.subject.value
    if choices.accepts_compilation:
        yield "compilation", "release"
    if choices.amount is not Amount.LINES:
        yield "amount", choices.amount.value
    if choices.merges:
        yield "merge", "yes"
    for country in choices.releasable_to:
        yield "releasable-to", country
    for caveat in choices.excluded_caveats:
        yield "exclude-caveat", caveat


def _withheld(choices: Choices, selection: Selection) -> Iterator[tuple[str, str]]:
    for withheld in choices.withheld:
        if withheld.is_exempting:
            grounds = ", ".join(withheld.grounds)
            yield "exempt", f"{grounds}:{portions_text(withheld.portions)}"
        elif withheld.passage is None:
            yield "withhold", portions_text(withheld.portions)
    for passage in [each for several in selection.passages.values() for each in several]:
        place = f"{portions_text(passage.by.portions)}:lines {passage.lines}"
        yield "withhold-text", " ".join([place, *passage.by.grounds])


def _released(choices: Choices) -> Iterator[tuple[str, str]]:
    for releasing in choices.released:
        yield "release", portions_text(releasing.portions)
        yield "authority", releasing.authority
        yield "reason", releasing.reason


def _notes_of_releasing(
    cable: Cable, selection: Selection, verdicts: Sequence[Verdict]
) -> Iterator[str]:
    """What --release left as it was, by the number of the portion."""
    found: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(id(verdict.element), []).append(verdict)
    by_place = {place: found[id(portion)] for place, portion in enumerate(cable.portions)}
    for place in sorted(selection.released):
        name = cable.portions[place].name
        if not any(verdict.is_released for verdict in by_place[place]):
            yield f"{name} stays withheld: {by_place[place][0].reason}"
        elif not any(verdict.override for verdict in by_place[place]):
            yield f"{name} would be released without --release"
    for above, beneath in selection.beneath.items():
        kept = [
            cable.portions[place].name
            for place in beneath
            if not any(verdict.is_released for verdict in by_place[place])
        ]
        if kept:
            names = ", ".join(dict.fromkeys(kept))
            yield f"{names} under {cable.portions[above].name}: withheld, for not named"
