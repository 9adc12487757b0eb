"""A cable as the checks see it: what several of them want to know, worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from declass.cable.model import Cable, FurnitureKind, LevelSource, Portion, PortionKind
from declass.cable.scan import fold
from declass.lint.law import Period
from declass.marking.banner import Banner, read_banner, read_caveats
from declass.marking.level import Level
from declass.marking.portion_mark import PortionMark, read_mark
from declass.schedule.instruction import read_instruction
from declass.schedule.kinds import DateAndEvent, Instruction, NoInstruction, Several, SourceMarked

TEXT_KINDS = frozenset((PortionKind.PARAGRAPH, PortionKind.SUBPARAGRAPH))
_UNDECIDED = frozenset((LevelSource.OVERALL, LevelSource.UNREADABLE))
_FIELDS = frozenset(
    (
        FurnitureKind.TAGS,
        FurnitureKind.SUBJECT_LABEL,
        FurnitureKind.REFERENCES,
        FurnitureKind.CLASSIFIED_BY,
    )
)


class HeadLine(NamedTuple):
    """A line of the head that consists of markings.

    Attributes:
        text: the line, in capitals.
        offset: where it stands.
        banner: what it says as a banner, None for a line of captions.
        caveats: canonical names of its caveats and captions.
    """

    text: str
    offset: int
    banner: Banner | None
    caveats: tuple[str, ...]


class Mark(NamedTuple):
    """A portion mark by itself: what it says, and of which portion."""

    portion: Portion
    reading: PortionMark


class Part(NamedTuple):
    """A single instruction; `is_of_source` where it is that of the source, carried forward."""

    instruction: Instruction
    is_of_source: bool


class Statement(NamedTuple):
    """A statement on declassification: an E.O. line, or Declassify On in the authority block.

    Attributes:
        text: the instruction as written.
        offset: where it stands.
        parts: the instructions in it, taken apart.
        downgrade: text of the downgrading beside it, or None.
    """

    text: str
    offset: int
    parts: tuple[Part, ...]
    downgrade: str | None

    @property
    def instructs(self) -> bool:
        """False for N/A, and for a line that says nothing."""
        return not all(isinstance(part.instruction, NoInstruction) for part in self.parts)

    @property
    def denies(self) -> bool:
        """True for N/A and the like: it is said that nothing is instructed."""
        return any(
            isinstance(part.instruction, NoInstruction) and part.instruction.is_written
            for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class Survey:
    """A cable, and what checks look at.

    Attributes:
        cable: the cable.
        head_lines: banners and caption lines of the head, in order.
        marks: the readable marks, in order.
        damaged: the portions whose marks cannot be read; what stands in such a mark may be text.
        paragraphs: paragraphs and sub-paragraphs of the body; unknown lines of the head are none.
        statements: E.O. lines in order, then that of the authority block.
        authority: text of the authority block and of what belongs to it, folded to one line.
    """

    cable: Cable
    head_lines: tuple[HeadLine, ...]
    marks: tuple[Mark, ...]
    damaged: tuple[Portion, ...]
    paragraphs: tuple[Portion, ...]
    statements: tuple[Statement, ...]
    authority: str

    @property
    def banner_level(self) -> Level | None:
        """The highest level of the banners, that of a metadata head included; None without any."""
        levels = (line.banner.level for line in self.head_lines if line.banner)
        return max(levels, default=None)

    @property
    def head_caveats(self) -> set[str]:
        """Caveats and captions of banner and caption lines."""
        return {name for line in self.head_lines for name in line.caveats}

    @property
    def top(self) -> int:
        """Where to point when something is missing: the banner, or the beginning of the text."""
        return self.head_lines[0].offset if self.head_lines else 0

    @property
    def is_classified(self) -> bool:
        """The banner states a classification, or there is none that could say otherwise."""
        level = self.banner_level
        return level is None or level.is_classified

    @property
    def is_unclassified(self) -> bool:
        """Neither the banner nor any mark states a classification."""
        marked = any(mark.portion.level.is_classified for mark in self.marks)
        return not (self.is_classified or marked)

    @property
    def is_wholly_marked(self) -> bool:
        """Every paragraph has a level of its own, or of what it stands under."""
        return bool(self.paragraphs) and not any(
            portion.level_source in _UNDECIDED for portion in self.paragraphs
        )

    @property
    def has_marks(self) -> bool:
        """A portion is marked, or a statement about several portions marks them."""
        return any(
            portion.mark or portion.level_source is LevelSource.RAISED
            for portion in self.cable.portions
        )

    @property
    def is_derivative(self) -> bool:
        """It was classified on the word of a source, or says so."""
        block = self.cable.classified_by
        is_said = bool(block and block.derived_from) or "DERIVED FROM" in self.authority.upper()
        return is_said or any(part.is_of_source for each in self.statements for part in each.parts)

    def has_remark(self, code: str) -> bool:
        """True where the parser made a remark of that code."""
        return any(remark.code == code for remark in self.cable.remarks)

    def is_of(self, period: Period, *, if_undated: bool = True) -> bool:
        """True where the cable is of a period; `if_undated` where its date is unknown."""
        day = self.cable.date
        return if_undated if day is None else period.contains(day)

    def date_outside(self, period: Period) -> date | None:
        """The date of the cable, where it is known and lies outside a period."""
        day = self.cable.date
        return None if day is None or period.contains(day) else day


def survey(cable: Cable) -> Survey:
    """Look a cable over, in time proportional to its length."""
    marks = list(_marks(cable))
    return Survey(
        cable=cable,
        head_lines=tuple(_head_lines(cable)),
        marks=tuple([mark for mark in marks if mark.reading.is_readable]),
        damaged=tuple([mark.portion for mark in marks if not mark.reading.is_readable]),
        paragraphs=_paragraphs(cable),
        statements=tuple(_statements(cable)),
        authority=_authority(cable),
    )


def phrase(portion: Portion) -> str:
    """How a portion is named in a sentence: ``paragraph 3``, ``the subject``."""
    if portion.number:
        return f"{portion.kind} {portion.number}"
    if portion.kind in (PortionKind.SUBJECT, PortionKind.SIGNATURE):
        return f"the {portion.kind}"
    article = "a" if portion.kind is PortionKind.HEADING else "an unnumbered"
    return f"{article} {portion.kind}"


def shown_mark(mark: Mark) -> str:
    """A readable mark as written, in one line: every word of it is one of the vocabulary."""
    return fold(mark.reading.raw)


def _head_lines(cable: Cable) -> Iterator[HeadLine]:
    for piece in cable.furniture:
        if piece.kind not in (FurnitureKind.BANNER, FurnitureKind.CAPTION):
            continue
        offset = piece.span.start
        for line in cable.text[piece.span.start : piece.span.end].splitlines(keepends=True):
            text = line.strip()
            banner = read_banner(text) if piece.kind is FurnitureKind.BANNER else None
            caveats = banner.caveats if banner else read_caveats(text) or ()
            if banner or caveats:
                yield HeadLine(text.upper(), offset, banner, caveats)
            offset += len(line)


def _marks(cable: Cable) -> Iterator[Mark]:
    for portion in cable.portions:
        if portion.mark is not None:
            read = read_mark(f"{portion.mark} ", 0, after_number=True)
            unread = PortionMark(portion.mark, portion.level, (), is_readable=False)
            yield Mark(portion, read[0] if read else unread)


def _paragraphs(cable: Cable) -> tuple[Portion, ...]:
    texts = [portion for portion in cable.portions if portion.kind in TEXT_KINDS]
    numbered = (portion.spans[0].start for portion in texts if portion.number)
    begin = next(numbered, len(cable.text))
    ends = [piece.span.end for piece in cable.furniture if piece.kind in _FIELDS]
    end_of_head = max([end for end in ends if end <= begin], default=0)
    block = cable.classified_by
    return tuple(
        [
            portion
            for portion in texts
            if portion.spans[0].start >= end_of_head
            and not (block and portion.spans[0].start <= block.span.start < portion.spans[-1].end)
        ]
    )


def _statements(cable: Cable) -> Iterator[Statement]:
    texts = [(line.instruction, line.span.start) for line in cable.eo_lines]
    block = cable.classified_by
    if block and block.declassify_on:
        texts.append((block.declassify_on, block.span.start))
    for text, offset in texts:
        reading = read_instruction(text)
        yield Statement(text, offset, tuple(_parts(reading.instruction)), reading.downgrade)


def _parts(instruction: Instruction, *, is_of_source: bool = False) -> Iterator[Part]:
    match instruction:
        case Several():
            for each in instruction.instructions:
                yield from _parts(each, is_of_source=is_of_source)
        case SourceMarked():
            yield from _parts(instruction.instruction, is_of_source=True)
        case DateAndEvent():
            yield Part(instruction, is_of_source)
            yield from _parts(instruction.limit, is_of_source=is_of_source)
        case _:
            yield Part(instruction, is_of_source)


def _authority(cable: Cable) -> str:
    spans = [piece.span for piece in cable.furniture if piece.kind is FurnitureKind.CLASSIFIED_BY]
    if not spans and cable.classified_by:
        spans = [cable.classified_by.span]
    return fold(" ".join([cable.text[start:end] for start, end in spans]))
