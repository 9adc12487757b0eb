"""Which level governs each portion: drafts to portions, failing closed.

A readable mark at the beginning of a portion gives its level. A second mark inside it, or a
statement about several paragraphs, can only raise it. A sub-paragraph without a mark takes that of
the paragraph above it (32 CFR 2001.21(c)); everything else without a mark, or with one that cannot
be read, takes the overall classification.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.model import LevelSource, Portion, PortionKind
from declass.cable.patterns import BLANKET_MARK, BLANKET_WORDS, INNER_MARK
from declass.cable.scan import fold
from declass.marking.level import Level
from declass.marking.portion_mark import PortionMark, read_words

_LAST_NUMBER = 999
_MOST_STATEMENTS = 30
"""Statements about several paragraphs of which each is looked at for each paragraph."""

_BLANKET_LEVELS = {
    "TOP SECRET": Level.TS,
    "TS": Level.TS,
    "SECRET": Level.S,
    "S": Level.S,
    "CONFIDENTIAL": Level.C,
    "C": Level.C,
    "SENSITIVE BUT UNCLASSIFIED": Level.SBU,
    "SBU": Level.SBU,
}


@dataclass(slots=True)
class _Reading:
    """Level, caveats and their source, of one portion."""

    level: Level
    caveats: tuple[str, ...]
    source: LevelSource

    def raise_to(self, level: Level, caveats: tuple[str, ...] = ()) -> None:
        """Raise level and caveats; never lower them."""
        if level > self.level:
            self.level, self.source = level, LevelSource.RAISED
        self.caveats += tuple(name for name in caveats if name not in self.caveats)


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
    drafts = draft.portions
    _take_closing_marks(draft)
    readings: dict[int, _Reading] = {}
    for portion in drafts:
        readings[id(portion)] = _read(portion, readings, overall, overall_caveats)
    _raise_by_inner_marks(draft, readings)
    _raise_by_blanket_marks(draft, readings)
    positions = {id(portion): index for index, portion in enumerate(drafts)}
    return tuple(
        [_freeze(draft.text, portion, readings[id(portion)], positions) for portion in drafts]
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
    if portion.parent is not None and id(portion.parent) in readings:
        parent = readings[id(portion.parent)]
        source = parent.source if parent.source is LevelSource.OVERALL else LevelSource.PARENT
        return _Reading(parent.level, parent.caveats, source)
    return _Reading(overall, overall_caveats, LevelSource.OVERALL)


def _take_closing_marks(draft: DraftCable) -> None:
    """Take a mark that closes an unmarked paragraph, after its last sentence, for its own."""
    for portion in draft.portions:
        if portion.mark is not None or portion.kind is not PortionKind.PARAGRAPH:
            continue
        start, end = portion.spans[-1]
        tail = draft.text[max(start, portion.content, end - 120) : end].rstrip()
        if not tail.endswith(")"):
            continue
        opening = tail.rfind("(")
        before = tail[:opening].rstrip()
        found = INNER_MARK.match(tail, opening) if opening >= 0 else None
        if found and found.end() == len(tail) and before[-1:] in (".", "?", "!", '"'):
            reading = read_words(found[0][1:-1])
            if reading is not None and reading.is_readable:
                portion.mark = PortionMark(
                    found[0], reading.level, reading.caveats, is_readable=True
                )


def _raise_by_inner_marks(draft: DraftCable, readings: dict[int, _Reading]) -> None:
    """Raise portions in which a higher mark stands at the start of a sentence or line."""
    drafts = draft.portions
    if not drafts:
        return
    starts = [portion.spans[0].start for portion in drafts]
    for found in INNER_MARK.finditer(draft.text, starts[0]):
        portion = drafts[bisect_right(starts, found.start()) - 1]
        if found.start() < portion.content or not _stands_out(draft.text, found.start()):
            continue
        if not any(span.start <= found.start() < span.end for span in portion.spans):
            continue
        mark = read_words(found[0][1:-1])
        if mark is not None:
            readings[id(portion)].raise_to(mark.level, mark.caveats)


def _stands_out(text: str, position: int) -> bool:
    """True at the start of a sentence or of a line."""
    before = text[max(0, position - 4) : position]
    bare = before.rstrip(" \t")
    return bare == "" or bare[-1] in "\n\r.:?!\"'"


def _raise_by_blanket_marks(draft: DraftCable, readings: dict[int, _Reading]) -> None:
    """Raise what a statement such as ``Paragraphs 3-5 are Secret`` speaks of."""
    upper = draft.text.upper()
    if not any(word in upper for word in BLANKET_WORDS):
        return
    statements = {
        (int(found["first"] or 0), int(found["last"] or _LAST_NUMBER), _level_of(found["level"]))
        for found in BLANKET_MARK.finditer(upper)
    }
    if len(statements) > _MOST_STATEMENTS:  # nobody writes so many: take the worst for all
        statements = {(0, _LAST_NUMBER, max(level for _, _, level in statements))}
    for portion in draft.portions:
        if portion.kind is PortionKind.SUBJECT:
            continue
        digits = (portion.number or "").partition(".")[0]
        number = int(digits) if digits.isdecimal() else None
        for first, last, level in statements:
            is_for_all = first == 0
            if is_for_all or (number is not None and first <= number <= last):
                readings[id(portion)].raise_to(level)


def _level_of(words: str) -> Level:
    return _BLANKET_LEVELS[fold(words)]


def _freeze(
    text: str, portion: DraftPortion, reading: _Reading, positions: dict[int, int]
) -> Portion:
    parent, heading = portion.parent, portion.heading
    mark = portion.mark
    return Portion(
        kind=portion.kind,
        number=portion.number,
        mark=mark.raw if mark else None,
        label=_label(text, portion),
        level=reading.level,
        caveats=reading.caveats,
        level_source=reading.source,
        inherited_from=parent.number if parent and reading.source is LevelSource.PARENT else None,
        heading=positions.get(id(heading)) if heading is not None else None,
        spans=tuple(portion.spans),
        content=portion.content,
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
