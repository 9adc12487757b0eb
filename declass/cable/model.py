"""What a cable says: plain frozen records, each part with its place in the source text.

Nothing of the text is lost. The spans of a cable's portions and furniture do not overlap, and in
order of their start they cover the text from its first character to its last; `reassemble` joins
them back. This module imports no pattern and does no I/O.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import NamedTuple

from declass.marking.level import Level

CUT = "\u2026"
"""Ends a declassification instruction of which more lines followed than there may be."""


class Span(NamedTuple):
    """A half-open range of characters in the text of a cable, counted from 0."""

    start: int
    end: int


class PortionKind(StrEnum):
    """What sort of portion it is (32 CFR 2001.21(c))."""

    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    HEADING = "heading"
    SUBJECT = "subject"
    SIGNATURE = "signature"


class LevelSource(StrEnum):
    """Where the level of a portion comes from."""

    WRITTEN = "written"  # its own readable mark
    PARENT = "parent"  # the paragraph that a sub-paragraph stands under
    OVERALL = "overall"  # no mark: the classification of the whole cable
    UNREADABLE = "unreadable"  # a mark that cannot be read: never below the classification
    RAISED = "raised"  # a lower mark, raised by another mark in or about the same portion


class FurnitureKind(Enum):
    """What a stretch of text between the portions is.

    PAGE_LINE, REPEATED_HEADER, CLOSING and RECORDS_FOOTER belong to the page or to the
    transmission; the others belong to the message.
    """

    METADATA = "metadata head of a collection"
    TITLE = "title in the metadata head, repeating the subject"
    TRANSMISSION = "transmission header"
    BANNER = "banner"
    CAPTION = "captions and routing lines"
    EO_LINE = "executive order and declassification instruction"
    TAGS = "TAGS line"
    SUBJECT_LABEL = "the word SUBJECT and its colon"
    REFERENCES = "references"
    CLASSIFIED_BY = "classification authority block"
    PAGE_LINE = "page or section line"
    REPEATED_HEADER = "header repeated at a section break"
    RULE = "line of dashes"
    CLOSING = "closing line"
    RECORDS_FOOTER = "footer of a records system"
    BLANK = "blank lines"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that is not a portion.

    Attributes:
        kind: what it is.
        span: where it stands.
        is_understood: every word of it was read by a grammar of markings, addresses or references.
            False where it carries free text (a name where a reference is expected); such text is
            to be treated as an unmarked portion. Whether a declassification instruction is free
            text (an event) is for `declass.schedule.instruction` to say.
    """

    kind: FurnitureKind
    span: Span
    is_understood: bool = True


@dataclass(frozen=True, slots=True)
class Portion:
    """A portion of a cable: subject, heading, paragraph, sub-paragraph or signature.

    Attributes:
        kind: what sort of portion.
        number: its number as a path (``"3"``, ``"3.a"``), None where it has none.
        mark: the raw portion mark as written, brackets included; None where it has none.
        label: its number and mark in canonical form, fit to be shown to anyone (``"3. (S/NF)"``,
            ``"3. (?)"`` for a mark that cannot be read); "" for a portion with neither.
        level: the level that governs it.
        caveats: canonical caveats beside the level (``"NOFORN"``, ``"REL TO USA, GBR"``).
        level_source: where the level comes from.
        inherited_from: number of the parent that gave the level, for LevelSource.PARENT.
        heading: position in `Cable.portions` of the heading that it stands under, or None.
        spans: where its text stands, number and mark included; more than one where furniture
            interrupts it.
        content: offset in the source at which the words after number and mark begin.
        is_evident: False for an unmarked heading that is told only by its capitals and the blank
            lines around it: it may as well be a sentence or a name.
    """

    kind: PortionKind
    number: str | None
    mark: str | None
    label: str
    level: Level
    caveats: tuple[str, ...]
    level_source: LevelSource
    inherited_from: str | None
    heading: int | None
    spans: tuple[Span, ...]
    content: int
    is_evident: bool = True

    @property
    def is_marked(self) -> bool:
        """True where the portion carries a readable mark of its own."""
        return self.level_source in (LevelSource.WRITTEN, LevelSource.RAISED) and bool(self.mark)

    @property
    def name(self) -> str:
        """What it is called in tables and addressed by: its number, or what sort of portion it is.

        Fit to be shown to anyone.
        """
        return self.number or self.kind.value


@dataclass(frozen=True, slots=True)
class EOLine:
    """An ``E.O.`` line, or a ``Declassify On`` line that stands in for one.

    Attributes:
        order: number of the order in digits, as cited (``"12958"``), None where none is cited;
            "12598" and other slips are kept as written.
        instruction: the declassification instruction as written, after the order and the keyword
            DECL, line breaks folded to single blanks ("" where there is none); it ends with `CUT`
            where it ran on too long.
        raw: the whole line as written, line breaks folded to single blanks.
        span: where it stands.
    """

    order: str | None
    instruction: str
    raw: str
    span: Span


class ClassifiedBy(NamedTuple):
    """The classification authority block.

    Attributes:
        classifier: name and title as written, folded to one line; None where there is none.
        reasons: normal forms in order of appearance, without doubles (``("1.4(b)", "1.4(d)")``).
        derived_from: text after ``Derived From``, None where there is none.
        declassify_on: text after ``Declassify On`` in the block, None where there is none.
        span: where the block stands.
    """

    classifier: str | None
    reasons: tuple[str, ...]
    derived_from: str | None
    declassify_on: str | None
    span: Span


class Addressee(NamedTuple):
    """One line of TO or INFO: who gets the cable.

    Attributes:
        action: True for TO, False for INFO.
        name: the addressee as written, without routing indicator and precedence.
        routing: routing indicator (``"RUEHC"``) or None.
        precedence: ``"IMMEDIATE"``, ``"PRIORITY"``... or None.
        number: the message number at the addressee, or None.
    """

    action: bool
    name: str
    routing: str | None
    precedence: str | None
    number: str | None


class Transmission(NamedTuple):
    """The transmission header.

    Attributes:
        precedence: as a word (``"IMMEDIATE"``), None where not given.
        dtg: date-time group, UTC; None where absent or impossible.
        origin: the post after FM, as written.
        addressees: TO and INFO lines in order.
    """

    precedence: str | None
    dtg: datetime | None
    origin: str | None
    addressees: tuple[Addressee, ...]


class Remark(NamedTuple):
    """A doubt about the reading of a cable: what a reviewer should look at.

    Attributes:
        code: short stable name, e.g. ``"no-banner"``.
        message: one sentence. It quotes markings and numbers, never the words of a portion.
        line: line number in the source, counted from 1, or None.
    """

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Cable:
    """A cable as its text has it.

    Attributes:
        text: the whole source text.
        mrn: message reference number in canonical form (``"08TOKYO804"``), None where unknown.
        date: day of origin (UTC, from the date-time group, else the metadata head), or None.
        classification: overall classification: the highest of the banner, the metadata head, the
            ZNY line and the readable portion marks; TOP SECRET where there is no banner at all.
        caveats: canonical caveats of the banner (``("NOFORN",)``).
        captions: State captions in order (``("SIPDIS", "NODIS")``).
        sections: number of sections of the telegram, 1 where it says nothing.
        transmission: transmission header, with empty fields where it has none.
        eo_lines: E.O. lines of the head and of repeated headers, in order, doubles left out.
        classified_by: classification authority block, or None.
        subject: the subject without its mark, folded to one line; None where there is none.
        tags: TAGS, in order (``("PREL", "EFIS", "JA")``).
        references: canonical message numbers referred to (``("08TOKYO500",)``).
        portions: subject, headings, paragraphs, sub-paragraphs and signature in order.
        furniture: everything else, in order.
        remarks: doubts about the reading.
    """

    text: str
    mrn: str | None
    date: date | None
    classification: Level
    caveats: tuple[str, ...]
    captions: tuple[str, ...]
    sections: int
    transmission: Transmission
    eo_lines: tuple[EOLine, ...]
    classified_by: ClassifiedBy | None
    subject: str | None
    tags: tuple[str, ...]
    references: tuple[str, ...]
    portions: tuple[Portion, ...]
    furniture: tuple[Furniture, ...]
    remarks: tuple[Remark, ...]

    def portion_text(self, portion: Portion) -> str:
        """The source text of a portion, number and mark included, furniture left out."""
        return "".join([self.text[start:end] for start, end in portion.spans])

    def reassemble(self) -> str:
        """Join portions and furniture in order; equal to `text` for every cable."""
        spans = [span for portion in self.portions for span in portion.spans]
        spans += [piece.span for piece in self.furniture]
        return "".join([self.text[start:end] for start, end in sorted(spans)])
