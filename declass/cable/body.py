"""The body: numbered and unnumbered paragraphs, sub-paragraphs, headings, signature.

What begins a portion may be guessed wrongly in either direction without harm, by one rule: only a
readable mark at the very beginning of a portion may give it a level below the classification of
the cable. A block that begins without number or mark after a blank line is therefore a portion of
its own, unless the text before it announces it (a colon) or breaks off in mid-sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.furniture import BodyFurniture
from declass.cable.heading import HeadingFinder
from declass.cable.model import FurnitureKind, PortionKind, Span
from declass.cable.numbering import Start, read_start
from declass.cable.patterns import PLAIN_WORDS, SIGNATURE
from declass.cable.scan import Line

_DEEPEST_LIST = 8
_SENTENCE_ENDS = frozenset(".?!\")'")


def read_body(lines: list[Line], position: int, draft: DraftCable) -> None:
    """Read the body from a line on, to the end of the text.

    Args:
        lines: the lines of the whole text.
        position: position of the first line of the body.
        draft: receives portions and furniture.
    """
    BodyReader(lines, draft).read(position)


class Item(NamedTuple):
    """An open sub-paragraph: how its number is written, its number, and the portion."""

    style: str
    number: str | None
    portion: DraftPortion


@dataclass(slots=True)
class BodyReader:
    """Walks the lines of a body.

    Attributes:
        lines: the lines of the whole text.
        draft: receives what is read.
        current: the portion that the next line may continue.
        paragraph: the paragraph that sub-paragraphs stand under.
        heading: the heading that paragraphs stand under.
        blanks: blank lines seen since the last line of text or furniture.
        trail: the sub-paragraphs that are open, outermost first.
        style: how paragraphs are numbered in this cable, None before the first number.
        last_number: number of the last paragraph, 0 before the first.
        gap: nothing, a heading or a blank line stands before the next line of text.
        interrupted: furniture stands before the next line of text.
        blank_before: a blank line stood before that furniture.
        blank_after: that furniture ended with a blank line of its own.
    """

    lines: list[Line]
    draft: DraftCable
    current: DraftPortion | None = None
    paragraph: DraftPortion | None = None
    heading: DraftPortion | None = None
    blanks: list[Line] = field(default_factory=list)
    trail: list[Item] = field(default_factory=list)
    style: str | None = None
    last_number: int = 0
    gap: bool = True
    interrupted: bool = False
    blank_before: bool = False
    blank_after: bool = False

    def read(self, position: int) -> None:
        """Read all lines from a position on."""
        furniture = BodyFurniture(self.lines, self.draft, position)
        headings = HeadingFinder(self.lines, position, self.draft.text)
        while position < len(self.lines):
            line = self.lines[position]
            if not line.text:
                self.blanks.append(line)
                position += 1
                continue
            if headings.is_mixed_case and self._is_plain_prose(line):
                position += 1
                continue
            has_blank_before = bool(self.blanks)
            end = furniture.read(position, self._flush_blanks)
            if end is not None:
                self.blank_before = self.blank_before if self.interrupted else has_blank_before
                self.interrupted = True
                self.blank_after = not self.lines[end - 1].text
                position = end
                continue
            end = headings.find(position, gap=self._has_gap())
            if end is not None:
                self._begin_heading(position, end)
                position = end
                continue
            self._text(line)
            position += 1
        self._flush_blanks()
        self._mark_signature()

    # -- blank lines and furniture -----------------------------------------------------------

    def _flush_blanks(self) -> None:
        for line in self.blanks:
            self.draft.add(FurnitureKind.BLANK, line.start, line.end)
        self.blanks.clear()

    # -- text --------------------------------------------------------------------------------

    def _is_plain_prose(self, line: Line) -> bool:
        """Add a line that can only continue the one above it: most lines, so worth a short cut."""
        if self.current is None or self.blanks or self.gap or self.interrupted:
            return False
        if not PLAIN_WORDS.match(line.text):
            return False
        self.current.extend(line.start, line.end)
        return True

    def _text(self, line: Line) -> None:
        start = read_start(line.text, has_gap=self._has_gap(), last_number=self.last_number)
        if start is None or not self._begins(start):
            self._continue_or_begin(line)
        elif start.is_paragraph and not self._is_nested(start):
            self._begin_paragraph(line, start)
        else:
            self._begin_subparagraph(line, start)
        self.gap = self.interrupted = False

    def _has_gap(self) -> bool:
        """True where a blank line parts the next line from the text before it.

        Furniture parts nothing by itself: only where blank lines stand on both sides of it.
        """
        has_blank = bool(self.blanks)
        if self.interrupted:
            has_blank = self.blank_before and (has_blank or self.blank_after)
        return has_blank or self.gap or self.current is None

    def _begins(self, start: Start) -> bool:
        r"""Say whether what looks like a beginning is one.

        A mark without a number in the middle of a block begins a portion only where a sentence
        has just ended: ``... under article\\n(U) of the treaty``.
        """
        if self._has_gap() or (start.number is not None and start.is_paragraph):
            return True
        if start.number is None and start.bullet is None:
            return not self._breaks_off()
        if start.mark is not None:
            return True
        return start.bullet is None and (
            start.begins_list()
            or any(start.follows(item.style, item.number) for item in self.trail)
        )

    def _is_nested(self, start: Start) -> bool:
        """True for a number in another style than that of the paragraphs: a list inside one."""
        if start.number is None or self.style is None or self.paragraph is None:
            return False
        if start.style == self.style:
            return False
        is_next = int(start.number) == self.last_number + 1
        return start.mark is None or start.style == "(1)" or not is_next

    def _continue_or_begin(self, line: Line) -> None:
        if self.current is not None and (not self._has_gap() or self._goes_on(line)):
            self._join(self.current, line)
            return
        self._begin(DraftPortion(PortionKind.PARAGRAPH, None, None, line.begin), line)
        self.paragraph = None
        self.trail.clear()

    def _goes_on(self, line: Line) -> bool:
        """True where text after a blank line plainly continues what stood before it."""
        last = self._last_character()
        if last == ":":
            return True
        return last not in _SENTENCE_ENDS and (self.interrupted or line.text[0].islower())

    def _breaks_off(self) -> bool:
        return self._last_character() not in _SENTENCE_ENDS | {":"}

    def _last_character(self) -> str:
        if self.current is None:
            return "."
        start, end = self.current.spans[-1]
        tail = self.draft.text[max(start, end - 200) : end].rstrip()
        return tail[-1:] or "."

    def _join(self, portion: DraftPortion, line: Line) -> None:
        """Let a portion go on; blank lines that it runs over are part of it."""
        if self.blanks and not self.interrupted and portion.spans[-1].end == self.blanks[0].start:
            portion.extend(self.blanks[0].start, self.blanks[-1].end)
            self.blanks.clear()
        self._flush_blanks()
        portion.extend(line.start, line.end)

    # -- beginnings --------------------------------------------------------------------------

    def _begin(self, portion: DraftPortion, line: Line) -> None:
        self._flush_blanks()
        portion.extend(line.start, line.end)
        portion.heading = portion.heading or self.heading
        self.draft.portions.append(portion)
        self.current = portion

    def _begin_paragraph(self, line: Line, start: Start) -> None:
        portion = DraftPortion(
            PortionKind.PARAGRAPH, start.number, start.mark, line.begin + start.end
        )
        self._begin(portion, line)
        self.paragraph = portion
        self.trail.clear()
        if start.number is not None:
            self.style = self.style or start.style
            self.last_number = int(start.number)

    def _begin_subparagraph(self, line: Line, start: Start) -> None:
        """Begin a sub-paragraph; without a paragraph above it, it is a paragraph."""
        if self.paragraph is None:
            self._begin(
                DraftPortion(
                    PortionKind.PARAGRAPH, start.number, start.mark, line.begin + start.end
                ),
                line,
            )
            self.paragraph = self.current if start.bullet is None else None
            return
        del self.trail[self._depth(start) :]
        parent = self.trail[-1].portion if self.trail else self.paragraph
        number = start.number
        if number is not None:
            number = f"{parent.number}.{number}" if parent.number else number
        portion = DraftPortion(
            PortionKind.SUBPARAGRAPH, number, start.mark, line.begin + start.end, parent
        )
        self._begin(portion, line)
        if len(self.trail) < _DEEPEST_LIST:
            self.trail.append(Item(start.style, start.number, portion))

    def _depth(self, start: Start) -> int:
        """How many of the open sub-paragraphs a new one stands under."""
        for depth in range(len(self.trail) - 1, -1, -1):
            if start.follows(self.trail[depth].style, self.trail[depth].number):
                return depth
        if start.begins_list():
            return len(self.trail)
        styles = [item.style for item in self.trail]
        return styles.index(start.style) if start.style in styles else len(self.trail)

    def _begin_heading(self, position: int, end: int) -> None:
        """Begin a heading; lines of dashes above and below belong to it, for they are as long."""
        self._flush_blanks()
        first = next(line for line in self.lines[position:end] if not HeadingFinder.is_rule(line))
        start = read_start(first.text, has_gap=True, last_number=self.last_number)
        mark = start.mark if start and start.number is None and start.bullet is None else None
        content = first.begin + (start.end if start and mark else 0)
        portion = DraftPortion(PortionKind.HEADING, None, mark, content)
        for line in self.lines[position:end]:
            portion.extend(line.start, line.end)
        self.draft.portions.append(portion)
        self.heading = portion
        self.current = self.paragraph = None
        self.trail.clear()
        self.gap, self.interrupted = True, False

    def _mark_signature(self) -> None:
        """Take the last lines of the body for signatures, where they are names in capitals."""
        self._split_signature()
        for portion in reversed(self.draft.portions):
            if portion.number is not None or portion.mark is not None:
                break
            if portion.kind not in (PortionKind.PARAGRAPH, PortionKind.HEADING):
                break
            words = self.draft.text[portion.spans[0].start : portion.spans[-1].end].strip()
            if not all(self._is_signature(line.strip()) for line in words.splitlines()):
                break
            portion.kind = PortionKind.SIGNATURE
            portion.heading = None

    def _is_signature(self, line: str) -> bool:
        """True for a name in capitals; in a reissue in lower case, for any single word."""
        name = line.upper() if self.draft.text.islower() else line
        return name.isupper() and SIGNATURE.match(name) is not None

    def _split_signature(self) -> None:
        """Part names in capitals from the sentence that ends on the line above them."""
        last = self.draft.portions[-1] if self.draft.portions else None
        if last is None or last is not self.current:
            return
        start, end = last.spans[-1]
        first: Line | None = None
        for line in reversed(self.lines):
            if line.start >= end:
                continue
            if line.start <= start or not self._is_signature(line.text):
                break
            first = line
        if first is None or self.draft.text[start : first.start].rstrip()[-1:] not in ".?!":
            return
        last.spans[-1] = Span(start, first.start)
        signature = DraftPortion(PortionKind.PARAGRAPH, None, None, first.begin)
        signature.extend(first.start, end)
        self.draft.portions.append(signature)
