"""The body: numbered and unnumbered paragraphs, sub-paragraphs, headings, signature.

What begins a portion may be guessed wrongly without harm, by one rule: only a readable mark at the
very beginning of a portion may give it a level below the classification of the cable. So where it
is in doubt whether text goes on, it begins a portion of its own, without a mark: a block after a
blank line, unless the text before it announces it (a colon) or breaks off in mid-sentence; an item
without a mark, unless a colon or the item before it announces it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.furniture import BodyFurniture
from declass.cable.heading import Heading, HeadingFinder
from declass.cable.model import FurnitureKind, PortionKind
from declass.cable.numbering import Start, read_start
from declass.cable.patterns import PLAIN_WORDS, STOCK_END
from declass.cable.raising import FARTHEST_ITEM
from declass.cable.scan import Line
from declass.cable.signature import mark_signatures
from declass.marking.level import Level

_DEEPEST_LIST = 8
_MID_SENTENCE = frozenset(",;-\u2013\u2014/&")
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
        has_blank_aside: a blank line stood before that furniture, or ended it.
        is_mixed_case: the body is not in capitals throughout.
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
    has_blank_aside: bool = False
    is_mixed_case: bool = False

    def read(self, position: int) -> None:
        """Read all lines from a position on."""
        furniture = BodyFurniture(self.lines, self.draft, position)
        headings = HeadingFinder(self.lines, position, self.draft.text)
        self.is_mixed_case = headings.is_mixed_case
        while position < len(self.lines):
            line = self.lines[position]
            if not line.text:
                self.blanks.append(line)
                position += 1
                continue
            if self.is_mixed_case and self._is_plain_prose(line):
                position += 1
                continue
            has_blank_before = bool(self.blanks)
            end = furniture.read(position, self._flush_blanks)
            if end is not None:
                self.has_blank_aside = (
                    has_blank_before
                    or not self.lines[end - 1].text
                    or (self.interrupted and self.has_blank_aside)
                )
                self.interrupted = True
                position = end
                continue
            heading = None
            if self._has_gap() and not (self._breaks_off() or self._announces()):
                heading = headings.find(position)
            if heading is not None:
                self._begin_heading(position, heading)
                position = heading.end
                continue
            self._text(line)
            position += 1
        self._flush_blanks()
        mark_signatures(self.lines, self.draft)

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
        is_fresh = self._has_gap() or not self._breaks_off()
        start = read_start(line.text, is_fresh=is_fresh, last_number=self.last_number)
        if start is not None and self._is_lettered(start):
            start = start.as_item()
        if start is None or not self._begins(start):
            self._continue_or_begin(line)
        elif start.is_paragraph and not self._is_nested(start):
            self._begin_paragraph(line, start)
        elif self._is_announced(start):
            self._begin_subparagraph(line, start)
        else:
            self._begin_unmarked(line)
        self.gap = self.interrupted = False

    def _has_gap(self) -> bool:
        """True where a blank line parts the next line from the text before it.

        Furniture parts nothing by itself, but a blank line on either side of it does.
        """
        has_blank = bool(self.blanks) or (self.interrupted and self.has_blank_aside)
        return has_blank or self.gap or self.current is None

    def _begins(self, start: Start) -> bool:
        r"""Say whether what looks like a beginning is one.

        A mark without a number in the middle of a block begins a portion only where a sentence
        has just ended: ``... under article\n(U) of the treaty``.
        """
        if self._has_gap() or (start.number is not None and start.is_paragraph):
            return True
        if start.number is None and start.bullet is None:
            return self._last_character() in _SENTENCE_ENDS
        if start.mark is not None or self._is_in_item():
            return True
        return start.bullet is None and (start.begins_list() or self._follows_item(start))

    def _is_in_item(self) -> bool:
        """True inside an item of a list: the next item must not pass for a part of this one."""
        return self.current is not None and self.current.kind is PortionKind.SUBPARAGRAPH

    def _is_nested(self, start: Start) -> bool:
        """True for a number in another style than that of the paragraphs: a list inside one."""
        if start.number is None or self.style is None or self.paragraph is None:
            return False
        if start.style == self.style:
            return False
        if start.mark is None:
            return self._is_announced(start)
        return start.style == "(1)" or int(start.number) != self.last_number + 1

    def _is_announced(self, start: Start) -> bool:
        """True for an item of a list that stands in its paragraph, so that it may inherit.

        After a blank line an item without a mark must follow another of its list, or be the first
        after a colon.
        """
        if start.mark is not None or not self._has_gap() or self._follows_item(start):
            return True
        return self._announces() and (start.bullet is not None or start.begins_list())

    def _follows_item(self, start: Start) -> bool:
        return any(start.follows(item.style, item.number) for item in self.trail)

    def _is_lettered(self, start: Start) -> bool:
        """True where a bare mark is the next letter of a list: ``(A) ... (B) ... (C)``."""
        letter = start.letter
        if letter is None or self.current is None:
            return False
        first, end = self.paragraph or self.current, self.current.spans[-1].end
        begin = max(first.spans[0].start, end - FARTHEST_ITEM)
        return f"({chr(ord(letter) - 1)})" in self.draft.text[begin:end]

    def _continue_or_begin(self, line: Line) -> None:
        if self.current is not None and (not self._has_gap() or self._goes_on(line)):
            self._join(self.current, line)
        else:
            self._begin_unmarked(line)

    def _begin_unmarked(self, line: Line) -> None:
        self._begin(DraftPortion(PortionKind.PARAGRAPH, None, None, line.begin), line)
        self.paragraph = None
        self.trail.clear()

    def _goes_on(self, line: Line) -> bool:
        """True where text after a blank line plainly continues what stood before it."""
        if self._announces():
            return True
        if self._breaks_off():
            return self.interrupted or (self.is_mixed_case and line.text[0].islower())
        return self.interrupted and self._is_as_high_as_the_banner()

    def _is_as_high_as_the_banner(self) -> bool:
        """True where it lowers nothing to let the current portion go on."""
        mark = self.current.mark if self.current is not None else None
        if mark is None:
            return self.current is not None and self.current.parent is None
        stated = [banner.level for banner in self.draft.banners]
        stated += [Level[name] for name in self.draft.security_levels]
        if self.draft.filed_classification is not None:
            stated.append(self.draft.filed_classification.level)
        return mark.is_readable and mark.level >= max(stated, default=Level.TS)

    def _announces(self) -> bool:
        return self.current is not None and self._last_character() == ":"

    def _breaks_off(self) -> bool:
        """True in mid-sentence: after a letter, a comma or a dash that ends no stock phrase."""
        if self.current is None:
            return False
        tail = self._tail()
        return (tail[-1:].isalpha() or tail[-1:] in _MID_SENTENCE) and not STOCK_END.search(tail)

    def _last_character(self) -> str:
        return self._tail()[-1:] or "."

    def _tail(self) -> str:
        """The last words of the current portion."""
        if self.current is None:
            return ""
        start, end = self.current.spans[-1]
        return self.draft.text[max(start, end - 80) : end].rstrip()

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
        if portion.kind is PortionKind.PARAGRAPH and portion.number is None and self.style:
            self.heading = None  # among numbered paragraphs it may be a heading that was not known
        portion.heading = self.heading
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

    def _begin_heading(self, position: int, heading: Heading) -> None:
        """Begin a heading; lines of dashes above and below belong to it, for they are as long."""
        self._flush_blanks()
        lines = self.lines[position : heading.end]
        first = next(line for line in lines if not HeadingFinder.is_rule(line))
        start = read_start(first.text, is_fresh=True, last_number=self.last_number)
        mark = start.mark if start and start.number is None and start.bullet is None else None
        content = first.begin + (start.end if start and mark else 0)
        portion = DraftPortion(
            PortionKind.HEADING, None, mark, content, is_evident=heading.is_evident
        )
        for line in lines:
            portion.extend(line.start, line.end)
        self.draft.portions.append(portion)
        self.heading = portion
        self.current = self.paragraph = None
        self.trail.clear()
        self.gap, self.interrupted = True, False
