"""What may be seen: (cable, ceiling, reviewer's choices) to `Release`.

Promised: a portion is shown only where its own readable mark, or that of the paragraph it stands
under, is at most the ceiling; free text of the head is shown only where the whole cable could be;
Restricted Data, Formerly Restricted Data and TFNI are shown at no ceiling. A `Release` is built
from released text and from counts of whole lines, of nothing else.

Not promised: that the marks are right. A secret in a paragraph marked (U) is released with it, and
a word of a withheld portion that a released one also has is seen in the latter (`crosscheck`
points such words out). Equities of other agencies, foreign governments and NATO are not looked at.

Sources: 32 CFR 2001.21(b), (c) (portions), 2001.24(g) (compilations), 2001.24(h), (i) and
2001.30(p) (atomic energy information), 2001.25(b) (markings of what is released); 5 U.S.C. 552(b)
(segregable portions, amount and ground of what is deleted).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from declass.cable.model import Cable, Furniture, FurnitureKind, Portion, PortionKind
from declass.errors import RefusedReleaseError
from declass.marking.banner import banner_text, roll_up
from declass.marking.level import Level
from declass.redact.amount import merge, tell, tell_decision
from declass.redact.release import (
    MOST_BLANK_LINES,
    Decision,
    Disposition,
    Part,
    Release,
    ReleasedLine,
    WithheldRun,
)
from declass.redact.review.choices import Choices
from declass.redact.review.cutting import set_anew
from declass.redact.review.findings import Bench
from declass.redact.review.notes import reviewer_notes
from declass.redact.review.verdict import Verdict, judge, open_bench

if TYPE_CHECKING:
    from declass.schedule.model import Schedule

_HEAD_LABELS = {
    FurnitureKind.EO_LINE: "E.O. line:",
    FurnitureKind.CLASSIFIED_BY: "CLASSIFIED BY:",
    FurnitureKind.REFERENCES: "REF:",
    FurnitureKind.TAGS: "TAGS:",
    FurnitureKind.TITLE: "Title:",
    FurnitureKind.BANNER: "Banner:",
}


class Ruling(NamedTuple):
    """What is decided about a cable, and what a verification of the release needs.

    Attributes:
        release: what may be seen.
        withheld: the source lines of every withheld element, number and mark left out. They go to
            the verification and nowhere else.
        released: the source lines of every released element, taken from the cable and not from the
            release.
        verdicts: what became of each element, for the search after words that both sides share.
    """

    release: Release
    withheld: tuple[str, ...]
    released: tuple[str, ...]
    verdicts: tuple[Verdict, ...]


def rule(
    cable: Cable,
    ceiling: Level,
    choices: Choices | None = None,
    schedule: Schedule | None = None,
) -> Ruling:
    """Decide what may be seen of a cable, and keep what shows that the decision was carried out.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling; by rule where None.
        schedule: that of the cable with what is recorded about it; None where nothing is.

    Returns:
        The release, and the lines of both sides in order of the source, blank ones left out.

    Raises:
        RefusedReleaseError: every portion is marked below the banner, so that the cable may be
            classified as a compilation, and no reviewer has accepted its release.
        UsageError: the choices name what the cable does not have, or contradict each other.
    """
    bench = open_bench(cable, ceiling, choices or Choices(), schedule)
    verdicts = judge(bench)
    return Ruling(
        _release(bench, verdicts),
        _source_lines(verdicts, are_released=False),
        _source_lines(verdicts, are_released=True),
        tuple(verdicts),
    )


def withhold(
    cable: Cable,
    ceiling: Level,
    choices: Choices | None = None,
    schedule: Schedule | None = None,
) -> Release:
    """Decide what may be seen of a cable: the release of `rule`, whose arguments and errors it has.

    Raising the level of a portion never makes it show more.
    """
    return rule(cable, ceiling, choices, schedule).release


def _release(bench: Bench, verdicts: list[Verdict]) -> Release:
    cable, ceiling, choices = bench.cable, bench.ceiling, bench.choices
    compilation = _compilation_warning(cable, ceiling)
    if compilation and not choices.accepts_compilation:
        raise RefusedReleaseError(
            compilation,
            remedy="have a reviewer decide, then state it with --compilation release",
        )
    level, caveats = roll_up(verdict.marking for verdict in verdicts if verdict.is_released)
    old_banner = banner_text(cable.classification, cable.caveats)
    new_banner = banner_text(level, caveats)
    lines = _lines(verdicts, are_banners_old=old_banner != new_banner)
    decisions = [_decision(verdict) for verdict in verdicts if _is_worth_a_row(verdict)]
    return Release(
        mrn=cable.mrn,
        ceiling=ceiling.name,
        old_banner=old_banner,
        new_banner=new_banner,
        disposition=_disposition(verdicts),
        lines=tuple(tell(merge(lines) if choices.merges else lines, choices.amount)),
        decisions=tuple([tell_decision(each, choices.amount) for each in decisions]),
        amount=choices.amount,
        is_merged=choices.merges,
        warnings=(
            *_warnings(cable, compilation),
            *reviewer_notes(bench, verdicts),
        ),
    )


def _source_lines(verdicts: list[Verdict], *, are_released: bool) -> tuple[str, ...]:
    """The lines of one side; of what is withheld without the number and mark, which are shown.

    What stands behind a passage has the lines that it is set in anew.
    """
    lines: list[str] = []
    for verdict in verdicts:
        if verdict.is_released is are_released:
            text = verdict.text if are_released else verdict.text[verdict.label_length :]
            lines += (set_anew(text) if verdict.is_behind else text).splitlines()
    return tuple([line for line in lines if line.strip()])


def _lines(
    verdicts: list[Verdict], *, are_banners_old: bool
) -> Iterator[ReleasedLine | WithheldRun]:
    """Released lines and withheld runs; pieces that share a source line are joined to one line.

    Banners are lined through where they no longer hold, and stand for themselves where they do.
    """
    pending: list[_Piece] = []
    for verdict in verdicts:
        element = verdict.element
        kind = element.kind
        if verdict.is_released and kind is not FurnitureKind.BANNER:
            pending.append(_Piece(_shown(verdict), _part(element), _bookmark(verdict)))
            continue
        yield from _released(pending)
        pending = []
        if verdict.is_released:
            yield from _released([_Piece(verdict.text, Part.TEXT)], is_struck=are_banners_old)
        elif kind is not FurnitureKind.SUBJECT_LABEL:
            lines = _count(verdict.text)
            yield WithheldRun(_run_label(verdict), lines, verdict.ground, _part(element))
    yield from _released(pending)


class _Piece(NamedTuple):
    """The text of a released element, what its lines are part of, and what it is found by."""

    text: str
    part: Part
    bookmark: str = ""


_PARTS = {
    PortionKind.SUBJECT: Part.SUBJECT,
    FurnitureKind.SUBJECT_LABEL: Part.SUBJECT,
    PortionKind.HEADING: Part.HEADING,
}


def _part(element: Portion | Furniture) -> Part:
    is_head = isinstance(element, Furniture) and element.kind not in _BETWEEN
    return _PARTS.get(element.kind, Part.HEAD if is_head else Part.TEXT)


_BETWEEN = (FurnitureKind.BLANK, FurnitureKind.RULE)


def _bookmark(verdict: Verdict) -> str:
    if isinstance(verdict.element, Furniture) or not verdict.is_first:
        return ""
    if verdict.element.kind is PortionKind.HEADING:
        return " ".join(verdict.text.strip(" \n-").split())
    return _run_label(verdict).rstrip(":")


def _released(pieces: Sequence[_Piece], *, is_struck: bool = False) -> Iterator[ReleasedLine]:
    """The lines of some pieces; a line of several is part of what its first words are part of."""
    begins = {
        place + len(piece.text) - len(piece.text.lstrip()): piece
        for place, piece in zip(_places(pieces), pieces, strict=True)
        if piece.text.strip()
    }
    part = Part.TEXT
    place = 0
    for line in "".join([piece.text for piece in pieces]).splitlines(keepends=True):
        words = place + len(line) - len(line.lstrip())
        is_first = words in begins and bool(line.strip())
        piece = begins[words] if is_first else None
        part = piece.part if piece else part
        bookmark = piece.bookmark if piece else ""
        is_old = is_struck and bool(line.strip())
        yield ReleasedLine(line.rstrip(), is_old, part, is_first, bookmark)
        place += len(line)


def _places(pieces: Sequence[_Piece]) -> Iterator[int]:
    place = 0
    for piece in pieces:
        yield place
        place += len(piece.text)


def _shown(verdict: Verdict) -> str:
    """The text of a released element as it is shown."""
    if verdict.element.kind is FurnitureKind.BLANK:
        return _few_blank_lines(verdict.text)
    return set_anew(verdict.text) if verdict.is_behind else verdict.text


def _few_blank_lines(text: str) -> str:
    return "\n" * min(MOST_BLANK_LINES, _count(text))


def _count(text: str) -> int:
    """How many source lines a text has: the only length of a withheld text that is ever told."""
    return max(1, len(text.splitlines()))


def _run_label(verdict: Verdict) -> str:
    element = verdict.element
    if isinstance(element, Furniture):
        return _HEAD_LABELS.get(element.kind, "")
    if not verdict.is_first:
        return ""
    if element.kind is PortionKind.SUBJECT:
        return f"SUBJECT: {element.label}".rstrip()
    if element.kind is PortionKind.SIGNATURE:
        return "Signature:"
    return element.label


def _is_worth_a_row(verdict: Verdict) -> bool:
    """True for portions, and for what else of the cable is withheld."""
    if isinstance(verdict.element, Portion):
        return True
    return not verdict.is_released and verdict.element.kind is not FurnitureKind.SUBJECT_LABEL


def _decision(verdict: Verdict) -> Decision:
    element = verdict.element
    if isinstance(element, Portion):
        label, kind = element.label, element.kind.value
        # Shown for another reason than its level, which would only puzzle the reader of the table.
        is_beside_level = verdict.is_released and element.level > verdict.marking[0]
        level = "" if is_beside_level and not verdict.override else element.level.name
    else:
        label, kind, level = _run_label(verdict), "head", ""
    return Decision(
        label=label,
        kind=kind,
        level=level,
        is_released=verdict.is_released,
        lines=_count(_shown(verdict) if verdict.is_released else verdict.text),
        ground=verdict.ground,
        reason=verdict.reason,
        is_further=not verdict.is_first,
    )


def _disposition(verdicts: list[Verdict]) -> Disposition:
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
