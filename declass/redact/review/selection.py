"""Which portions of a cable, and which passages in them, a reviewer's choices name.

In doubt more is withheld and less is released: a number that is withheld stands for all that
stands under it, and for every portion so numbered; one that is released stands for a single portion
alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from declass.cable.model import Cable, Portion, PortionKind
from declass.errors import UsageError
from declass.redact.review.choices import (
    Address,
    Choices,
    Lines,
    Releasing,
    Withholding,
    Words,
    portions_text,
)
from declass.redact.review.cutting import Stretch, find, lines_of


class Passage(NamedTuple):
    """A stretch of a portion that is withheld.

    Attributes:
        stretch: where it stands in the text of the portion.
        lines: the lines of the portion that it touches.
        by: the choice.
    """

    stretch: Stretch
    lines: Lines
    by: Withholding


@dataclass(frozen=True, slots=True)
class Selection:
    """What choices mean for one cable; all keys are positions in `Cable.portions`.

    Attributes:
        withheld: the choices that withhold a portion.
        released: the choice that releases a portion.
        passages: the passages of a portion that are withheld, in order of the choices.
        beneath: what stands under a portion that is released by its number alone.
    """

    withheld: Mapping[int, tuple[Withholding, ...]] = field(default_factory=dict)
    released: Mapping[int, Releasing] = field(default_factory=dict)
    passages: Mapping[int, tuple[Passage, ...]] = field(default_factory=dict)
    beneath: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def select(cable: Cable, choices: Choices) -> Selection:
    """Find what the choices name.

    Raises:
        UsageError: a portion or a passage that the cable does not have, one to be released or cut
            of which there are two, or a portion that is both withheld and released.
    """
    if not choices.withheld and not choices.released:
        return Selection()
    portions = cable.portions
    withheld: dict[int, tuple[Withholding, ...]] = {}
    passages: dict[int, tuple[Passage, ...]] = {}
    for choice in choices.withheld:
        if choice.passage is not None:
            index = _one(portions, choice)
            found = _passage(cable, portions[index], choice, choice.passage)
            passages[index] = (*passages.get(index, ()), found)
            continue
        for index in _with_all_beneath(portions, choice.portions):
            withheld[index] = (*withheld.get(index, ()), choice)
    released: dict[int, Releasing] = {}
    beneath: dict[int, tuple[int, ...]] = {}
    for releasing in choices.released:
        for address in releasing.portions:
            chosen = _alone(portions, address)
            released = dict.fromkeys(chosen, releasing) | released
            under = range(chosen.stop, _end_beneath(portions, chosen.stop - 1))
            beneath[chosen.start] = tuple(under)
    _refuse_contradictions(portions, withheld, released)
    return Selection(withheld, released, passages, beneath)


def _with_all_beneath(portions: Sequence[Portion], addresses: Iterable[Address]) -> Iterator[int]:
    """The positions of portions and of what stands under them, each once."""
    chosen: dict[int, None] = {}
    for address in addresses:
        firsts, lasts = _places(portions, address.first), _places(portions, address.last)
        if address.first != address.last:
            _require_forward(address, firsts[0], lasts[-1])
            stretch = range(firsts[0], _end_beneath(portions, lasts[-1]))
            chosen |= dict.fromkeys(stretch)
            firsts = _outside(portions, stretch)
        for place in firsts:
            chosen |= dict.fromkeys(range(place, _end_beneath(portions, place)))
    return iter(chosen)


def _outside(portions: Sequence[Portion], stretch: range) -> list[int]:
    """The positions before and behind a stretch of portions that are numbered as one in it."""
    numbers = {portions[place].number for place in stretch} - {None}
    return [
        place
        for place, portion in enumerate(portions)
        if place not in stretch and portion.number in numbers
    ]


def _alone(portions: Sequence[Portion], address: Address) -> range:
    """The position of the one portion, or of each from the one to the other."""
    first, last = (_place(portions, name) for name in address)
    _require_forward(address, first, last)
    return range(first, last + 1)


def _place(portions: Sequence[Portion], name: str) -> int:
    """The position of the only portion of that name."""
    places = _places(portions, name)
    if len(places) > 1:
        raise UsageError(
            f"{len(places)} portions are called {name}",
            remedy="only a single one can be released, or withheld in part",
        )
    return places[0]


def _places(portions: Sequence[Portion], name: str) -> list[int]:
    places = [place for place, portion in enumerate(portions) if portion.name == name]
    if not places:
        raise UsageError(
            f"the cable has no portion {name}",
            remedy="give a number that declass show prints for it",
        )
    return places


def _require_forward(address: Address, first: int, last: int) -> None:
    if last < first:
        raise UsageError(f"{address} stands backwards", remedy="give the first one first")


def _end_beneath(portions: Sequence[Portion], place: int) -> int:
    """The position behind the last portion that stands under another.

    A paragraph without a number may be the rest of the one before it, one with a letter may be an
    item behind such a rest, and an item without a number may stand under the item before it: each
    goes with it.
    """
    above = portions[place]
    place += 1
    if above.kind not in (PortionKind.PARAGRAPH, PortionKind.SUBPARAGRAPH):
        return place
    while place < len(portions) and _is_beneath(portions[place], above):
        place += 1
    return place


def _is_beneath(portion: Portion, above: Portion) -> bool:
    if portion.kind is PortionKind.PARAGRAPH:
        return above.number is not None and (
            portion.number is None or (above.number.isdecimal() and not portion.number.isdecimal())
        )
    if portion.kind is not PortionKind.SUBPARAGRAPH:
        return False
    if above.kind is PortionKind.PARAGRAPH or portion.number is None:
        return True
    if above.number is None:
        return "." not in portion.number
    return portion.number.rpartition(".")[0] not in _paths_above(above.number)


def _paths_above(number: str) -> set[str]:
    """The numbers of what an item stands under: ``3.a.1`` under ``3.a`` and ``3``."""
    parts = number.split(".")
    return {".".join(parts[:depth]) for depth in range(1, len(parts))} or {""}


def _passage(
    cable: Cable, portion: Portion, choice: Withholding, passage: Words | Lines
) -> Passage:
    name, text = portion.name, cable.portion_text(portion)
    begin = portion.content - portion.spans[0].start
    if portion.kind is PortionKind.HEADING:
        raise UsageError(
            "a heading is not withheld in part: the dashes around it are as long as it is",
            remedy="withhold the heading",
        )
    try:
        found = find(text, passage, begin)
    except UsageError as trouble:
        trouble.problem = f"portion {name}: {trouble.problem}"
        raise
    return Passage(found, lines_of(text, found), choice)


def _one(portions: Sequence[Portion], choice: Withholding) -> int:
    """The position of the portion that a passage stands in."""
    (address, *more) = choice.portions
    if more or address.first != address.last:
        raise UsageError(
            f"a passage stands in one portion, not in {portions_text(choice.portions)}",
            remedy="give the passage in each of them",
        )
    return _place(portions, address.first)


def _refuse_contradictions(
    portions: Sequence[Portion],
    withheld: Mapping[int, Sequence[Withholding]],
    released: Mapping[int, Releasing],
) -> None:
    for place in sorted(withheld.keys() & released.keys()):
        raise UsageError(
            f"portion {portions[place].name} is both withheld ({withheld[place][0]}) and"
            f" released ({released[place]})",
            remedy="leave one of them out",
        )
