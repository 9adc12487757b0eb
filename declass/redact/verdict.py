"""Which elements of a cable may be shown: a verdict each, with its reason and its ground.

What is withheld by its level or its caveats stays so, whatever a reviewer chooses, but for portions
that are released by name and on an authority; Restricted Data and its kin not even then. Every
other choice withholds more.

Sources: 32 CFR 2001.21(c) (portions), 2001.24(h), (i) and 2001.30(p) (atomic energy information);
5 U.S.C. 552(b) (grounds).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from declass.cable.model import (
    Cable,
    EOLine,
    Furniture,
    FurnitureKind,
    LevelSource,
    Portion,
    PortionKind,
    Span,
)
from declass.cable.scan import fold
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.redact.choices import Choices, Releasing, SubjectChoice, Withholding
from declass.redact.cutting import cut, spans_of
from declass.redact.dissemination import carried, why_not_to
from declass.redact.grounds import BETWEEN, Grounds, grounds_of
from declass.redact.selection import Selection, select
from declass.schedule.model import Schedule
from declass.schedule.plain import is_plain_marking

_PAGE_KINDS = frozenset(
    (
        FurnitureKind.PAGE_LINE,
        FurnitureKind.REPEATED_HEADER,
        FurnitureKind.CLOSING,
        FurnitureKind.RECORDS_FOOTER,
    )
)


class Verdict(NamedTuple):
    """What becomes of one element of a cable, or of one piece of a portion that is cut.

    Attributes:
        element: the portion or the piece of furniture.
        text: its text; of a portion that is cut, that of the piece.
        spans: where that text stands in the source.
        marking: level and caveats that it adds to the banner of what is released.
        is_released: whether it is shown.
        reason: what the decision rests on.
        ground: why it is withheld, "" where it is released.
        is_behind: a withheld passage of the same portion stands before it, so that the ends of its
            lines are not to be shown.
        override: the choice by which it is released although it is above the ceiling.
    """

    element: Portion | Furniture
    text: str
    spans: tuple[Span, ...]
    marking: tuple[Level, tuple[str, ...]]
    is_released: bool
    reason: str
    ground: str
    is_behind: bool = False
    override: Releasing | None = None

    @property
    def is_first(self) -> bool:
        """False for a piece of a portion that does not begin it."""
        return self.spans[0].start <= _spans(self.element)[0].start

    @property
    def label_length(self) -> int:
        """How much of the text is the number and the mark of a portion."""
        if isinstance(self.element, Furniture):
            return 0
        return max(0, self.element.content - self.spans[0].start)


class _Bench(NamedTuple):
    """All that the verdicts about one cable rest on."""

    cable: Cable
    ceiling: Level
    choices: Choices
    selection: Selection
    grounds: Grounds


class _Finding(NamedTuple):
    """What is found about a portion.

    Attributes:
        is_released: whether it is shown.
        reason: why.
        ground: why it is withheld, "" where it is shown.
        override: the choice by which it is shown although it is above the ceiling.
    """

    is_released: bool
    reason: str
    ground: str = ""
    override: Releasing | None = None


def judge(
    cable: Cable, ceiling: Level, choices: Choices, schedule: Schedule | None = None
) -> list[Verdict]:
    """Decide about every element that is part of the message.

    Page lines, repeated headers, closing lines and the footers of records systems are not: they
    belong to the page.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling.
        schedule: that of the cable with what is recorded about it; None where nothing is.

    Returns:
        One verdict for each element, and for each piece of a portion of which a passage is
        withheld, in order of the source.

    Raises:
        UsageError: the choices name what the cable does not have, or contradict each other.
    """
    selection, grounds = select(cable, choices), grounds_of(cable, choices.on, schedule)
    bench = _Bench(cable, ceiling, choices, selection, grounds)
    portions = _portion_verdicts(bench)
    subject = [verdict for verdict in portions if verdict.element.kind is PortionKind.SUBJECT]
    first = [verdict for verdict in subject if verdict.element is subject[0].element]
    interrupted = [portion for portion in cable.portions if len(portion.spans) > 1]
    starts = [portion.spans[0].start for portion in interrupted]
    plain = {line.span.start: _is_plain(line) for line in cable.eo_lines}
    pieces = []
    for piece in cable.furniture:
        before = bisect_right(starts, piece.span.start) - 1
        is_inside = (
            piece.kind in (FurnitureKind.BLANK, FurnitureKind.RULE)
            and before >= 0
            and piece.span.start < interrupted[before].spans[-1].start
        )
        if piece.kind not in _PAGE_KINDS and not is_inside:
            pieces.append(_furniture_verdict(bench, piece, first, plain))
    return sorted(portions + pieces, key=lambda verdict: verdict.spans[0].start)


def _spans(element: Portion | Furniture) -> tuple[Span, ...]:
    return element.spans if isinstance(element, Portion) else (element.span,)


def _portion_verdicts(bench: _Bench) -> list[Verdict]:
    portions = bench.cable.portions
    found: dict[int, list[Verdict]] = {}
    for index, portion in enumerate(portions):
        if portion.kind is not PortionKind.HEADING:
            found[index] = _verdicts(bench, index, _by_choice(bench, index, _judge(bench, portion)))
    under: dict[int, list[Verdict]] = {}
    for index, verdicts in found.items():
        heading = portions[index].heading
        if heading is not None:
            under.setdefault(heading, []).extend(verdicts)
    for index, portion in enumerate(portions):
        if portion.kind is PortionKind.HEADING:
            finding = _judge_heading(bench, index, under.get(index, []))
            found[index] = _verdicts(bench, index, finding)
    return [verdict for index in range(len(portions)) for verdict in found[index]]


def _verdicts(bench: _Bench, index: int, finding: _Finding) -> list[Verdict]:
    """The verdict about a portion; where passages of it are withheld, one about each piece."""
    portion = bench.cable.portions[index]
    whole = Verdict(
        portion,
        bench.cable.portion_text(portion),
        portion.spans,
        _marking(bench.ceiling, portion, finding),
        finding.is_released,
        finding.reason,
        finding.ground,
        override=finding.override,
    )
    if not finding.is_released or index not in bench.selection.passages:
        return [whole]
    return list(_pieces(bench, index, whole))


def _pieces(bench: _Bench, index: int, whole: Verdict) -> Iterator[Verdict]:
    portion, passages = bench.cable.portions[index], bench.selection.passages[index]
    begin = portion.content - portion.spans[0].start
    for piece in cut(whole.text, [passage.stretch for passage in passages], begin):
        part = whole._replace(
            text=whole.text[piece.stretch.start : piece.stretch.end],
            spans=spans_of(portion.spans, piece.stretch),
            is_behind=piece.is_behind,
        )
        choices = [passages[position].by for position in piece.passages]
        if choices:
            finding = _withheld(bench, portion, choices)
            part = part._replace(
                is_released=False, reason=finding.reason, ground=finding.ground, override=None
            )
        yield part


def _marking(ceiling: Level, portion: Portion, finding: _Finding) -> tuple[Level, tuple[str, ...]]:
    """What a portion adds to the banner of the release."""
    if portion.level <= ceiling:
        return portion.level, portion.caveats
    if finding.override is not None:  # found fit for the ceiling, and perhaps for no less
        return ceiling, portion.caveats if ceiling.is_classified else ()
    # Shown for another reason than its level: found to need no protection of its own.
    return Level.U, ()


def _by_choice(bench: _Bench, index: int, by_level: _Finding) -> _Finding:
    """What becomes of a portion by the reviewer's choices, given what its level makes of it."""
    portion = bench.cable.portions[index]
    choices = bench.selection.withheld.get(index, ())
    bars = tuple(_bars(bench, portion.level, _caveats(bench.cable, portion)))
    if choices or bars:
        return _withheld(bench, portion, choices, bars, by_level)
    releasing = bench.selection.released.get(index)
    if releasing is None or by_level.is_released or not _may_be_released(bench, portion):
        return by_level
    reason = f"released by the reviewer ({releasing}), by authority of {releasing.authority}"
    return _Finding(True, reason, override=releasing)


def _may_be_released(bench: _Bench, portion: Portion) -> bool:
    """False for what no choice releases: atomic energy information, and a subject withheld."""
    is_subject = portion.kind is PortionKind.SUBJECT and not portion.is_marked
    is_withheld = is_subject and bench.choices.subject is SubjectChoice.WITHHOLD
    return ATOMIC.isdisjoint(portion.caveats) and not is_withheld


def _withheld(
    bench: _Bench,
    portion: Portion,
    choices: Sequence[Withholding],
    bars: tuple[str, ...] = (),
    by_level: _Finding | None = None,
) -> _Finding:
    """A portion, or a passage of one, that choices withhold; perhaps its level does so anyway."""
    is_above = by_level is not None and not by_level.is_released
    reasons = [by_level.reason] if by_level is not None and is_above else []
    reasons += [f"withheld by the reviewer ({choice})" for choice in choices]
    stated = [ground for choice in choices for ground in choice.grounds]
    has_own = bool(bars) or is_above
    ground = bench.grounds.ground(portion.level, portion.caveats, stated, has_own=has_own)
    return _Finding(False, BETWEEN.join([*reasons, *bars]), ground)


def _bars(bench: _Bench, level: Level, caveats: tuple[str, ...]) -> Iterator[str]:
    """Why something is withheld for its caveats."""
    excluded, countries = bench.choices.excluded_caveats, bench.choices.releasable_to
    if excluded and (name := carried(excluded, level, caveats)):
        yield f"it carries {name} (--exclude-caveat)"
    if countries and (why := why_not_to(countries, level, caveats, bench.cable.caveats)):
        yield f"{why} (--releasable-to {', '.join(countries)})"


def _caveats(cable: Cable, portion: Portion) -> tuple[str, ...]:
    """The caveats of a portion; without a mark, also those of the caption lines."""
    is_marked = portion.level_source not in (LevelSource.OVERALL, LevelSource.UNREADABLE)
    return portion.caveats if is_marked else (*portion.caveats, *cable.captions)


def _judge(bench: _Bench, portion: Portion) -> _Finding:
    """Say whether the level of a portion other than a heading lets it be shown, and why."""
    is_released, reason = _by_level(bench, portion)
    ground = "" if is_released else bench.grounds.ground(portion.level, portion.caveats)
    return _Finding(is_released, reason, ground)


def _by_level(bench: _Bench, portion: Portion) -> tuple[bool, str]:
    atomic = ATOMIC.intersection(portion.caveats)
    if atomic:
        return False, f"{', '.join(sorted(atomic))}: no release at any level"
    if portion.kind is PortionKind.SUBJECT and not portion.is_marked:
        is_undecided = portion.level_source is LevelSource.OVERALL
        if bench.choices.subject is SubjectChoice.RELEASE and is_undecided:
            return True, "released by the reviewer (--subject release)"
        if bench.choices.subject is SubjectChoice.WITHHOLD:
            return False, "withheld by the reviewer (--subject withhold)"
    return portion.level <= bench.ceiling, _level_reason(portion)


def _judge_heading(bench: _Bench, index: int, under: list[Verdict]) -> _Finding:
    """Say what becomes of a heading: without a mark it goes with what stands under it."""
    portion = bench.cable.portions[index]
    is_marked = portion.mark is not None or portion.level_source is LevelSource.RAISED
    if is_marked or not portion.is_evident or not ATOMIC.isdisjoint(portion.caveats):
        finding = _by_choice(bench, index, _judge(bench, portion))
    else:
        choices = bench.selection.withheld.get(index, ())
        finding = _withheld(bench, portion, choices) if choices else _Finding(True, "")
    if not finding.is_released or finding.override:
        return finding
    if any(verdict.is_released for verdict in under):
        return _Finding(True, "a portion under it is released")
    if releasing := bench.selection.released.get(index):
        reason = f"released by the reviewer ({releasing}), by authority of {releasing.authority}"
        return _Finding(True, reason, override=releasing)
    grounds = [verdict.ground for verdict in under if portion.level <= bench.ceiling]
    own = bench.grounds.ground(portion.level, portion.caveats)
    ground = BETWEEN.join(dict.fromkeys(grounds)) or own
    return _Finding(False, "every portion under it is withheld", ground)


def _level_reason(portion: Portion) -> str:
    name = portion.level.name
    if portion.level_source is LevelSource.PARENT:
        above = f" {portion.inherited_from}" if portion.inherited_from else ""
        return f"unmarked: {name}, as paragraph{above} above it"
    return {
        LevelSource.WRITTEN: f"marked {name}",
        LevelSource.OVERALL: f"unmarked: {name}, as the whole cable",
        LevelSource.UNREADABLE: f"mark not readable: {name}",
        LevelSource.RAISED: f"raised to {name} by a second mark",
    }[portion.level_source]


def _furniture_verdict(
    bench: _Bench, piece: Furniture, subject: Sequence[Verdict], plain: dict[int, bool]
) -> Verdict:
    """What becomes of a piece of furniture, given what becomes of the subject, piece by piece."""
    cable = bench.cable
    text = cable.text[piece.span.start : piece.span.end]
    kind = piece.kind
    ground = bench.grounds.ground(cable.classification, cable.caveats)
    reason = "as the subject"
    if kind is FurnitureKind.SUBJECT_LABEL and subject:
        is_released = subject[0].is_released
    elif kind is FurnitureKind.TITLE and subject and _repeats_subject(cable, text):
        is_released = all(verdict.is_released for verdict in subject)
        ground = next((verdict.ground for verdict in subject if verdict.ground), ground)
    else:
        is_released, reason = _is_marking(piece, text, plain), "marking"
        if not is_released:
            is_released, reason = _judge_free_text(bench)
    return Verdict(
        piece,
        text,
        (piece.span,),
        (Level.U, ()),
        is_released,
        reason,
        "" if is_released else ground,
    )


def _is_marking(piece: Furniture, text: str, plain: dict[int, bool]) -> bool:
    """True where every word is a marking, and none free text."""
    if piece.kind is FurnitureKind.TITLE:
        return False
    if piece.kind is FurnitureKind.EO_LINE:
        begin = piece.span.start + len(text) - len(text.lstrip())
        return plain[begin] if begin in plain else is_plain_marking(fold(text))
    return piece.is_understood


def _judge_free_text(bench: _Bench) -> tuple[bool, str]:
    """Say whether free text of the head may be shown: it goes as the whole cable does."""
    cable = bench.cable
    reason = f"free text without a mark: {cable.classification.name}, as the whole cable"
    bars = list(_bars(bench, cable.classification, (*cable.caveats, *cable.captions)))
    if cable.classification > bench.ceiling or not ATOMIC.isdisjoint(cable.caveats):
        return False, reason
    return not bars, BETWEEN.join([reason, *bars])


def _repeats_subject(cable: Cable, title: str) -> bool:
    """True for the line ``Cable title:`` alone, and for a title in the words of the subject."""
    words = fold(title)
    if ":" in words and words.partition(":")[0].lower().endswith("title"):
        words = words.partition(":")[2].strip()
    return not words or words.casefold() in (cable.subject or "").casefold()


def _is_plain(line: EOLine) -> bool:
    """True where everything that an E.O. line says is a marking, and none of it free text."""
    return is_plain_marking(line.instruction, line.order)
