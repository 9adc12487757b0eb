"""Which level governs each portion: drafts to portions, failing closed.

A readable mark at the beginning of a portion gives its level. A second mark inside it, or a
statement about several paragraphs, can only raise it. A sub-paragraph without a mark takes that of
what it stands under (32 CFR 2001.21(c)); everything else without a mark, or with one that cannot
be read, takes the overall classification.
"""

from __future__ import annotations

from dataclasses import dataclass

from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.model import LevelSource, Portion, PortionKind
from declass.cable.raising import Raise, raises
from declass.cable.scan import fold
from declass.marking.level import Level
from declass.marking.portion_mark import PortionMark, read_words
from declass.marking.vocabulary import ATOMIC


@dataclass(slots=True)
class _Reading:
    """Level, caveats and their source, of one portion."""

    level: Level
    caveats: tuple[str, ...]
    source: LevelSource
    giver: str | None = None

    def raise_to(self, raised: Raise) -> None:
        """Raise level and caveats; never lower them.

        A mark of the same level decides, too, about what nobody had marked in front.
        """
        is_decided = raised.level == self.level and self.source is LevelSource.OVERALL
        if raised.level > self.level or (is_decided and raised.level > Level.U):
            self.level, self.source = raised.level, LevelSource.RAISED
        self.caveats += tuple(name for name in raised.caveats if name not in self.caveats)


def settle(
    draft: DraftCable, overall: Level, overall_caveats: tuple[str, ...]
) -> tuple[Portion, ...]:
    """Give every portion its level and freeze it.

    Args:
        draft: a cable with all its portions, in order.
        overall: the overall classification.
        overall_caveats: caveats of the banner, which an unmarked portion carries too.

    Returns:
        The portions in order of the source.
    """
    _take_closing_marks(draft)
    raised = raises(draft)
    atomic = {name for each in raised for name in each.caveats if name in ATOMIC}
    overall_caveats = tuple(dict.fromkeys([*overall_caveats, *sorted(atomic)]))
    readings: dict[int, _Reading] = {}
    for index, portion in enumerate(draft.portions):
        reading = _read(portion, readings, overall, overall_caveats)
        reading.raise_to(raised[index])
        readings[id(portion)] = reading
    positions = {id(portion): index for index, portion in enumerate(draft.portions)}
    return tuple(
        [
            _freeze(draft.text, portion, readings[id(portion)], positions)
            for portion in draft.portions
        ]
    )


def _read(
    portion: DraftPortion,
    readings: dict[int, _Reading],
    overall: Level,
    overall_caveats: tuple[str, ...],
) -> _Reading:
    mark = portion.mark
    if mark is not None and mark.is_readable:
        return _Reading(mark.level, mark.caveats, LevelSource.WRITTEN)
    if mark is not None:
        caveats = tuple(dict.fromkeys(mark.caveats + overall_caveats))
        return _Reading(max(overall, mark.level), caveats, LevelSource.UNREADABLE)
    if portion.parent is not None:
        return _inherit(portion.parent, readings)
    return _Reading(overall, overall_caveats, LevelSource.OVERALL)


def _inherit(parent: DraftPortion, readings: dict[int, _Reading]) -> _Reading:
    """The highest of all that a sub-paragraph stands under, up to its paragraph.

    A bullet may belong to the paragraph although another item stands between: ``2. (S) Points:``,
    ``-- (U) One.``, ``* Two.``
    """
    above = [parent]
    while above[-1].parent is not None:
        above.append(above[-1].parent)
    giver = max(above, key=lambda portion: readings[id(portion)].level)
    reading = readings[id(giver)]
    caveats = dict.fromkeys(name for each in above for name in readings[id(each)].caveats)
    is_overall = reading.source is LevelSource.OVERALL
    source = LevelSource.OVERALL if is_overall else LevelSource.PARENT
    return _Reading(reading.level, tuple(caveats), source, giver.number)


def _take_closing_marks(draft: DraftCable) -> None:
    """Take a mark that closes an unmarked paragraph, after its last sentence, for its own.

    Not a (U) where other paragraphs are marked in front, nor (R), which is too easily a party.
    """
    is_marked_in_front = any(
        portion.mark is not None for portion in draft.portions if portion.number is not None
    )
    for portion in draft.portions:
        if portion.mark is not None or portion.kind is not PortionKind.PARAGRAPH:
            continue
        start, end = portion.spans[-1]
        tail = draft.text[max(start, portion.content, end - 120) : end].rstrip()
        opening = tail.rfind("(")
        if opening < 0 or not tail.endswith(")"):
            continue
        before = tail[:opening].rstrip()
        inner = tail[opening + 1 : -1]
        reading = read_words(inner) if inner.isupper() else None
        if reading is None or not reading.is_readable or before[-1:] not in (".", "?", "!", '"'):
            continue
        if reading.level is Level.R or (reading.level is Level.U and is_marked_in_front):
            continue
        portion.mark = PortionMark(tail[opening:], reading.level, reading.caveats, is_readable=True)


def _freeze(
    text: str, portion: DraftPortion, reading: _Reading, positions: dict[int, int]
) -> Portion:
    heading = portion.heading
    mark = portion.mark
    return Portion(
        kind=portion.kind,
        number=portion.number,
        mark=mark.raw if mark else None,
        label=_label(text, portion),
        level=reading.level,
        caveats=reading.caveats,
        level_source=reading.source,
        inherited_from=reading.giver if reading.source is LevelSource.PARENT else None,
        heading=positions.get(id(heading)) if heading is not None else None,
        spans=tuple(portion.spans),
        content=portion.content,
        is_evident=portion.is_evident,
    )


def _label(text: str, portion: DraftPortion) -> str:
    """Number and mark as written, fit to be shown to anyone.

    Both are of closed grammars, but for a mark that cannot be read: of it only that there is one.
    """
    mark = portion.mark
    shown = "" if mark is None else mark.raw if mark.is_readable else "(?)"
    if portion.kind in (PortionKind.HEADING, PortionKind.SUBJECT):
        return fold(shown)
    before = text[portion.spans[0].start : portion.content]
    if mark is None:
        return fold(before)
    if mark.raw not in before:  # a mark that closes its paragraph
        return fold(f"{before} {shown}")
    return fold(before.replace(mark.raw, shown))
