"""Which elements of a cable may be shown: one verdict each, with its reason and its ground.

Sources: 32 CFR 2001.21(c) (portions), 2001.24(h), (i) and 2001.30(p) (atomic energy information);
5 U.S.C. 552(b) (grounds).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from declass.cable.model import (
    Cable,
    EOLine,
    Furniture,
    FurnitureKind,
    LevelSource,
    Portion,
    PortionKind,
)
from declass.cable.scan import fold
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.redact.release import Amount
from declass.schedule.plain import is_plain_marking

_PAGE_KINDS = frozenset(
    (
        FurnitureKind.PAGE_LINE,
        FurnitureKind.REPEATED_HEADER,
        FurnitureKind.CLOSING,
        FurnitureKind.RECORDS_FOOTER,
    )
)


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
        amount: what the release tells of how much is withheld.
        merges: withheld portions that touch become one box, without their numbers and marks.
    """

    subject: SubjectChoice = SubjectChoice.BY_RULE
    accepts_compilation: bool = False
    amount: Amount = Amount.LINES
    merges: bool = False


class Verdict(NamedTuple):
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


def judge(cable: Cable, ceiling: Level, choices: Choices) -> list[Verdict]:
    """Decide about every element that is part of the message.

    Page lines, repeated headers, closing lines and the footers of records systems are not: they
    belong to the page.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling.

    Returns:
        One verdict for each element, in order of the source.
    """
    portions = _portion_verdicts(cable, ceiling, choices)
    subject = next(
        (
            v
            for v in portions
            if isinstance(v.element, Portion) and v.element.kind is PortionKind.SUBJECT
        ),
        None,
    )
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
            pieces.append(_furniture_verdict(cable, piece, ceiling, subject, plain))
    return sorted(portions + pieces, key=_place)


def _place(verdict: Verdict) -> int:
    element = verdict.element
    return (element.spans[0] if isinstance(element, Portion) else element.span).start


def _portion_verdicts(cable: Cable, ceiling: Level, choices: Choices) -> list[Verdict]:
    verdicts: list[Verdict] = []
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
) -> Verdict:
    is_within = portion.level <= ceiling
    return Verdict(
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
        is_undecided = portion.level_source is LevelSource.OVERALL
        if choices.subject is SubjectChoice.RELEASE and is_undecided:
            return True, "released by the reviewer (--subject release)"
        if choices.subject is SubjectChoice.WITHHOLD:
            return False, "withheld by the reviewer (--subject withhold)"
    return portion.level <= ceiling, reason


def _judge_heading(portion: Portion, ceiling: Level, *, has_shown: bool) -> tuple[bool, str]:
    atomic = ATOMIC.intersection(portion.caveats)
    if atomic:
        return False, f"{', '.join(sorted(atomic))}: no release at any level"
    is_marked = portion.mark is not None or portion.level_source is LevelSource.RAISED
    if (is_marked or not portion.is_evident) and portion.level > ceiling:
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
    cable: Cable, piece: Furniture, ceiling: Level, subject: Verdict | None, plain: dict[int, bool]
) -> Verdict:
    text = cable.text[piece.span.start : piece.span.end]
    kind = piece.kind
    if kind is FurnitureKind.SUBJECT_LABEL and subject is not None:
        is_released, reason = subject.is_released, "as the subject"
    elif kind is FurnitureKind.TITLE:
        is_subject = subject is not None and _repeats_subject(cable, text)
        is_released = is_subject and subject is not None and subject.is_released
        reason = "as the subject" if is_subject else "it does not repeat the subject"
    elif kind is FurnitureKind.EO_LINE:
        begin = piece.span.start + len(text) - len(text.lstrip())
        is_released = plain[begin] if begin in plain else is_plain_marking(fold(text))
        reason = "declassification marking"
    else:
        is_released, reason = piece.is_understood, "marking"
    if not is_released and reason != "as the subject":
        is_released = cable.classification <= ceiling and not ATOMIC & set(cable.caveats)
        reason = f"free text without a mark: {cable.classification.name}, as the whole cable"
    ground = "" if is_released else _ground(cable, cable.classification, cable.caveats)
    return Verdict(piece, text, (Level.U, ()), is_released, reason, ground)


def _repeats_subject(cable: Cable, title: str) -> bool:
    """True for the line ``Cable title:`` alone, and for a title in the words of the subject."""
    words = fold(title)
    if ":" in words and words.partition(":")[0].lower().endswith("title"):
        words = words.partition(":")[2].strip()
    return not words or words.casefold() in (cable.subject or "").casefold()


def _is_plain(line: EOLine) -> bool:
    """True where everything that an E.O. line says is a marking, and none of it free text."""
    return is_plain_marking(line.instruction, line.order)


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
