"""Which elements of a cable may be shown: a verdict each, with its reason and its ground.

Source: 5 U.S.C. 552(b) (what is withheld is segregated, and its place shown with the ground).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from declass.cable.model import (
    Cable,
    EOLine,
    Furniture,
    FurnitureKind,
    Portion,
    PortionKind,
    Span,
)
from declass.cable.scan import fold
from declass.marking.level import Level
from declass.redact.review.choices import Choices, Releasing
from declass.redact.review.cutting import cut, spans_of
from declass.redact.review.findings import (
    Bench,
    Finding,
    judge_free_text,
    judge_heading,
    judge_portion,
    withheld_by,
)
from declass.redact.review.grounds import grounds_of
from declass.redact.review.selection import select
from declass.schedule.plain import is_plain_marking

if TYPE_CHECKING:
    from declass.schedule.model import Schedule

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


def open_bench(
    cable: Cable, ceiling: Level, choices: Choices, schedule: Schedule | None = None
) -> Bench:
    """Gather what the verdicts about a cable rest on.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling.
        schedule: that of the cable with what is recorded about it; None where nothing is.

    Raises:
        UsageError: the choices name what the cable does not have, or contradict each other.
    """
    selection, grounds = select(cable, choices), grounds_of(cable, choices.on, schedule)
    return Bench(cable, ceiling, choices, selection, grounds)


def judge(bench: Bench) -> list[Verdict]:
    """Decide about every element that is part of the message.

    Page lines, repeated headers, closing lines and the footers of records systems are not: they
    belong to the page.

    Args:
        bench: what the verdicts rest on.

    Returns:
        One verdict for each element, and for each piece of a portion of which a passage is
        withheld, in order of the source.
    """
    cable = bench.cable
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


def _portion_verdicts(bench: Bench) -> list[Verdict]:
    portions = bench.cable.portions
    found: dict[int, list[Verdict]] = {}
    for index, portion in enumerate(portions):
        if portion.kind is not PortionKind.HEADING:
            found[index] = _verdicts(bench, index, judge_portion(bench, index))
    under: dict[int, list[Verdict]] = {}
    for index, verdicts in found.items():
        heading = portions[index].heading
        if heading is not None:
            under.setdefault(heading, []).extend(verdicts)
    for index, portion in enumerate(portions):
        if portion.kind is PortionKind.HEADING:
            beneath = under.get(index, [])
            finding = judge_heading(
                bench,
                index,
                has_shown=any(verdict.is_released for verdict in beneath),
                grounds=[verdict.ground for verdict in beneath if verdict.ground],
            )
            found[index] = _verdicts(bench, index, finding)
    return [verdict for index in range(len(portions)) for verdict in found[index]]


def _verdicts(bench: Bench, index: int, finding: Finding) -> list[Verdict]:
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


def _pieces(bench: Bench, index: int, whole: Verdict) -> Iterator[Verdict]:
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
            finding = withheld_by(bench, portion, choices)
            part = part._replace(
                is_released=False, reason=finding.reason, ground=finding.ground, override=None
            )
        yield part


def _marking(ceiling: Level, portion: Portion, finding: Finding) -> tuple[Level, tuple[str, ...]]:
    """What a portion adds to the banner of the release."""
    if portion.level <= ceiling:
        return portion.level, portion.caveats
    if finding.override is not None:  # found fit for the ceiling, and perhaps for no less
        return ceiling, portion.caveats if ceiling.is_classified else ()
    # Shown for another reason than its level: found to need no protection of its own.
    return Level.U, ()


def _furniture_verdict(
    bench: Bench, piece: Furniture, subject: Sequence[Verdict], plain: dict[int, bool]
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
            is_released, reason, *_ = judge_free_text(bench)
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
        return plain[begin] if begin in plain else _is_plain_text(text)
    return piece.is_understood


def _is_plain_text(text: str) -> bool:
    """True for a marking; a line without words says nothing, and is none."""
    return bool(text.strip()) and is_plain_marking(fold(text))


def _repeats_subject(cable: Cable, title: str) -> bool:
    """True for the line ``Cable title:`` alone, and for a title in the words of the subject."""
    words = fold(title)
    if ":" in words and words.partition(":")[0].lower().endswith("title"):
        words = words.partition(":")[2].strip()
    return not words or words.casefold() in (cable.subject or "").casefold()


def _is_plain(line: EOLine) -> bool:
    """True where everything that an E.O. line says is a marking, and none of it free text."""
    return is_plain_marking(line.instruction, line.order)
