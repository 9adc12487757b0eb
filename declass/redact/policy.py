"""What may be seen: (cable, ceiling, reviewer's choices) to `Release`.

Promised: a portion is shown only where its own readable mark, or that of the paragraph it stands
under, is at most the ceiling; free text of the head is shown only where the whole cable could be;
Restricted Data, Formerly Restricted Data and TFNI are shown at no ceiling. A `Release` is built
from released text and from counts of whole lines, of nothing else.

Not promised: that the marks are right. A secret in a paragraph marked (U) is released with it, and
a word of a withheld portion that a released one also has is seen in the latter. Equities of other
agencies, foreign governments and NATO are not looked at here.

Sources: 32 CFR 2001.21(b), (c) (portions), 2001.24(g) (compilations), 2001.24(h), (i) and
2001.30(p) (atomic energy information), 2001.25(b) (markings of what is released); 5 U.S.C. 552(b)
(segregable portions, amount and ground of what is deleted).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from declass.cable.model import (
    Cable,
    Furniture,
    FurnitureKind,
    LevelSource,
    Portion,
    PortionKind,
    Span,
)
from declass.errors import RefusedReleaseError
from declass.marking.banner import banner_text, roll_up
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.redact.release import Decision, Disposition, Release, ReleasedLine, WithheldRun
from declass.schedule.plain import is_plain_marking

MOST_BLANK_LINES = 2
"""Blank lines in a row that a release shows; a text may hold a million."""

_PAGE_KINDS = frozenset(
    (
        FurnitureKind.PAGE_LINE,
        FurnitureKind.REPEATED_HEADER,
        FurnitureKind.CLOSING,
        FurnitureKind.RECORDS_FOOTER,
    )
)
_HEAD_LABELS = {
    FurnitureKind.EO_LINE: "E.O. line:",
    FurnitureKind.CLASSIFIED_BY: "CLASSIFIED BY:",
    FurnitureKind.REFERENCES: "REF:",
    FurnitureKind.TAGS: "TAGS:",
    FurnitureKind.TITLE: "Title:",
    FurnitureKind.BANNER: "Banner:",
}


class SubjectChoice(StrEnum):
    """What a reviewer decides about a subject that carries no mark."""

    BY_RULE = "by-rule"  # unmarked: withheld below the classification of the cable
    RELEASE = "release"
    WITHHOLD = "withhold"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reviewer decides beyond the ceiling.

    Attributes:
        subject: about an unmarked subject; a subject marked above the ceiling is never shown.
        accepts_compilation: the reviewer has looked at a cable whose portions are all marked below
            its banner, and finds that they may be released together (32 CFR 2001.24(g)).
    """

    subject: SubjectChoice = SubjectChoice.BY_RULE
    accepts_compilation: bool = False


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of one element of a cable.

    Attributes:
        element: the portion or the piece of furniture.
        text: its text.
        marking: level and caveats that it adds to the banner of what is released.
        is_released: whether it is shown.
        reason: what the decision rests on.
        ground: why it is withheld, "" where it is released.
    """

    element: Portion | Furniture
    text: str
    marking: tuple[Level, tuple[str, ...]]
    is_released: bool
    reason: str
    ground: str


def withhold(cable: Cable, ceiling: Level, choices: Choices | None = None) -> Release:
    """Decide what may be seen of a cable.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling; by rule where None.

    Returns:
        The release. Raising the level of a portion never makes it show more.

    Raises:
        RefusedReleaseError: every portion is marked below the banner, so that the cable may be
            classified as a compilation, and no reviewer has accepted its release.
    """
    choices = choices or Choices()
    verdicts = _verdicts(cable, ceiling, choices)
    compilation = _compilation_warning(cable, ceiling)
    if compilation and not choices.accepts_compilation:
        raise RefusedReleaseError(
            compilation,
            remedy="have a reviewer decide, then state it with --compilation release",
        )
    level, caveats = roll_up(verdict.marking for verdict in verdicts if verdict.is_released)
    return Release(
        mrn=cable.mrn,
        ceiling=ceiling.name,
        old_banner=banner_text(cable.classification, cable.caveats),
        new_banner=banner_text(level, caveats),
        disposition=_disposition(verdicts),
        lines=tuple(_lines(verdicts)),
        decisions=tuple([_decision(verdict) for verdict in verdicts if _is_worth_a_row(verdict)]),
        warnings=tuple(_warnings(cable, compilation)),
    )


def withheld_lines(cable: Cable, ceiling: Level, choices: Choices | None = None) -> tuple[str, ...]:
    """The source lines that `withhold` leaves out, for a verification that they are nowhere.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling; by rule where None.

    Returns:
        The lines of every withheld element, number and mark left out, in order of the source.
    """
    lines: list[str] = []
    for verdict in _verdicts(cable, ceiling, choices or Choices()):
        if not verdict.is_released:
            element = verdict.element
            label = element.content - element.spans[0].start if isinstance(element, Portion) else 0
            lines += verdict.text[label:].splitlines()
    return tuple([line for line in lines if line.strip()])


def released_lines(cable: Cable, ceiling: Level, choices: Choices | None = None) -> tuple[str, ...]:
    """The source lines that `withhold` shows, taken from the cable and not from the release.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling; by rule where None.

    Returns:
        The lines of every released element, in order of the source.
    """
    lines: list[str] = []
    for verdict in _verdicts(cable, ceiling, choices or Choices()):
        if verdict.is_released:
            lines += verdict.text.splitlines()
    return tuple([line for line in lines if line.strip()])


# -- verdicts ----------------------------------------------------------------------------------


def _verdicts(cable: Cable, ceiling: Level, choices: Choices) -> list[_Verdict]:
    """One verdict for every element that is part of the message, in order of the source."""
    portions = _portion_verdicts(cable, ceiling, choices)
    subject = next(
        (v for v in portions if isinstance(v.element, Portion) and v.element.kind == "subject"),
        None,
    )
    interrupted = [portion for portion in cable.portions if len(portion.spans) > 1]
    starts = [portion.spans[0].start for portion in interrupted]
    pieces = []
    for piece in cable.furniture:
        before = bisect_right(starts, piece.span.start) - 1
        is_inside = before >= 0 and piece.span.start < interrupted[before].spans[-1].start
        if piece.kind not in _PAGE_KINDS and not is_inside:
            pieces.append(_furniture_verdict(cable, piece, ceiling, subject))
    return sorted(portions + pieces, key=_place)


def _place(verdict: _Verdict) -> int:
    element = verdict.element
    return (element.spans[0] if isinstance(element, Portion) else element.span).start


def _portion_verdicts(cable: Cable, ceiling: Level, choices: Choices) -> list[_Verdict]:
    verdicts: list[_Verdict] = []
    shown_headings: set[int] = set()
    for portion in cable.portions:
        is_released, reason = _judge(portion, ceiling, choices)
        if is_released and portion.heading is not None and portion.kind is not PortionKind.HEADING:
            shown_headings.add(portion.heading)
        verdicts.append(_portion_verdict(cable, portion, ceiling, reason, is_released=is_released))
    for index, portion in enumerate(cable.portions):
        if portion.kind is PortionKind.HEADING:
            is_released, reason = _judge_heading(
                portion, ceiling, has_shown=index in shown_headings
            )
            verdicts[index] = _portion_verdict(
                cable, portion, ceiling, reason, is_released=is_released
            )
    return verdicts


def _portion_verdict(
    cable: Cable, portion: Portion, ceiling: Level, reason: str, *, is_released: bool
) -> _Verdict:
    is_within = portion.level <= ceiling
    return _Verdict(
        portion,
        cable.portion_text(portion),
        # Shown for another reason than its level: found to need no protection of its own.
        (portion.level, portion.caveats) if is_within else (Level.U, ()),
        is_released,
        reason,
        "" if is_released else _ground(cable, portion.level, portion.caveats),
    )


def _judge(portion: Portion, ceiling: Level, choices: Choices) -> tuple[bool, str]:
    """Say whether a portion other than a heading may be shown, and why."""
    atomic = ATOMIC.intersection(portion.caveats)
    if atomic:
        return False, f"{', '.join(sorted(atomic))}: no release at any level"
    reason = _level_reason(portion)
    if portion.kind is PortionKind.SUBJECT and not portion.is_marked:
        if choices.subject is SubjectChoice.RELEASE and portion.mark is None:
            return True, "released by the reviewer (--subject release)"
        if choices.subject is SubjectChoice.WITHHOLD:
            return False, "withheld by the reviewer (--subject withhold)"
    return portion.level <= ceiling, reason


def _judge_heading(portion: Portion, ceiling: Level, *, has_shown: bool) -> tuple[bool, str]:
    atomic = ATOMIC.intersection(portion.caveats)
    if atomic:
        return False, f"{', '.join(sorted(atomic))}: no release at any level"
    if portion.mark is not None and portion.level > ceiling:
        return False, _level_reason(portion)
    if has_shown:
        return True, "a portion under it is released"
    return False, "every portion under it is withheld"


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
    cable: Cable, piece: Furniture, ceiling: Level, subject: _Verdict | None
) -> _Verdict:
    text = cable.text[piece.span.start : piece.span.end]
    kind = piece.kind
    if kind in (FurnitureKind.TITLE, FurnitureKind.SUBJECT_LABEL) and subject is not None:
        is_released, reason = subject.is_released, "as the subject"
    elif kind is FurnitureKind.EO_LINE:
        is_released, reason = _is_plain_instruction(cable, piece.span), "declassification marking"
    else:
        is_released, reason = piece.is_understood and kind is not FurnitureKind.TITLE, "marking"
    if not is_released and kind not in (FurnitureKind.TITLE, FurnitureKind.SUBJECT_LABEL):
        is_released = cable.classification <= ceiling and not ATOMIC & set(cable.caveats)
        reason = f"free text without a mark: {cable.classification.name}, as the whole cable"
    ground = "" if is_released else _ground(cable, cable.classification, cable.caveats)
    return _Verdict(piece, text, (Level.U, ()), is_released, reason, ground)


def _is_plain_instruction(cable: Cable, span: Span) -> bool:
    """True where everything that the E.O. line says is a marking, and none of it free text."""
    lines = [line for line in cable.eo_lines if span.start <= line.span.start < span.end]
    block = cable.classified_by
    instructions = [line.instruction for line in lines]
    if block is not None and block.declassify_on is not None:
        instructions.append(block.declassify_on)
    return bool(instructions) and all(is_plain_marking(instruction) for instruction in instructions)


def _ground(cable: Cable, level: Level, caveats: tuple[str, ...]) -> str:
    """The ground for withholding: FOIA exemption and the sections of the order.

    An unclassified but controlled portion has no exemption by itself; the reviewer must state one.
    """
    if ATOMIC.intersection(caveats):
        return "(b)(3) 42 U.S.C. 2162"
    if not level.is_classified:
        return f"{level.name}, exemption to be stated"
    reasons = cable.classified_by.reasons if cable.classified_by else ()
    sections: dict[str, list[str]] = {}
    for reason in reasons:
        section, _, rest = reason.partition("(")
        sections.setdefault(section, []).append(f"({rest}")
    return " ".join(["(b)(1)", *(f"{name}{','.join(parts)}" for name, parts in sections.items())])


# -- the release -------------------------------------------------------------------------------


def _lines(verdicts: list[_Verdict]) -> Iterator[ReleasedLine | WithheldRun]:
    """Released lines and withheld runs; pieces that share a source line are joined to one line."""
    pending = ""
    for verdict in verdicts:
        element = verdict.element
        kind = element.kind
        if verdict.is_released and kind is not FurnitureKind.BANNER:
            pending += _few_blank_lines(verdict.text) if _is_blank(kind) else verdict.text
            continue
        yield from _released(pending)
        pending = ""
        if verdict.is_released:
            yield from _released(verdict.text, is_struck=True)
        elif kind is not FurnitureKind.SUBJECT_LABEL:
            yield WithheldRun(_run_label(verdict), _count(verdict.text), verdict.ground)
    yield from _released(pending)


def _released(text: str, *, is_struck: bool = False) -> Iterator[ReleasedLine]:
    for line in text.splitlines():
        yield ReleasedLine(line.rstrip(), is_struck and bool(line.strip()))


def _is_blank(kind: PortionKind | FurnitureKind) -> bool:
    return kind is FurnitureKind.BLANK


def _few_blank_lines(text: str) -> str:
    return "\n" * min(MOST_BLANK_LINES, _count(text))


def _count(text: str) -> int:
    """How many source lines a text has: the only length of a withheld text that is ever told."""
    return max(1, len(text.splitlines()))


def _run_label(verdict: _Verdict) -> str:
    element = verdict.element
    if isinstance(element, Furniture):
        return _HEAD_LABELS.get(element.kind, "")
    if element.kind is PortionKind.SUBJECT:
        return f"SUBJECT: {element.label}".rstrip()
    return element.label


def _is_worth_a_row(verdict: _Verdict) -> bool:
    """True for portions, and for what else of the cable is withheld."""
    if isinstance(verdict.element, Portion):
        return True
    return not verdict.is_released and verdict.element.kind is not FurnitureKind.SUBJECT_LABEL


def _decision(verdict: _Verdict) -> Decision:
    element = verdict.element
    if isinstance(element, Portion):
        label, kind = element.label, element.kind.value
        # Shown for another reason than its level, which would only puzzle the reader of the table.
        is_beside_level = verdict.is_released and element.level > verdict.marking[0]
        level = "" if is_beside_level else element.level.name
    else:
        label, kind, level = _run_label(verdict), "head", ""
    return Decision(
        label=label,
        kind=kind,
        level=level,
        is_released=verdict.is_released,
        lines=_count(verdict.text),
        ground=verdict.ground,
        reason=verdict.reason,
    )


def _disposition(verdicts: list[_Verdict]) -> Disposition:
    if all(verdict.is_released for verdict in verdicts):
        return Disposition.IN_FULL
    if any(v.is_released for v in verdicts if isinstance(v.element, Portion)):
        return Disposition.IN_PART
    return Disposition.DENIED


def _compilation_warning(cable: Cable, ceiling: Level) -> str | None:
    """Say so where a cable may be classified as a compilation (32 CFR 2001.24(g))."""
    paragraphs = [
        portion
        for portion in cable.portions
        if portion.kind in (PortionKind.PARAGRAPH, PortionKind.SUBPARAGRAPH)
    ]
    highest = max((portion.level for portion in paragraphs), default=cable.classification)
    if not cable.classification.is_classified or cable.classification <= ceiling:
        return None
    if highest >= cable.classification or highest > ceiling:
        return None
    return (
        f"the cable is {cable.classification.title} but no paragraph of it is marked above "
        f"{highest.title}: it may be classified as a compilation (32 CFR 2001.24(g))"
    )


def _warnings(cable: Cable, compilation: str | None) -> Iterator[str]:
    for remark in cable.remarks:
        yield f"line {remark.line}: {remark.message}" if remark.line else remark.message
    if compilation:
        yield f"{compilation}; released on the reviewer's word"
