"""The fields of the message head: E.O. line, TAGS, SUBJECT and REF, each over its lines."""

from __future__ import annotations

from collections.abc import Callable

from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.model import CUT, EOLine, FurnitureKind, PortionKind, Span
from declass.cable.patterns import (
    DECLASSIFY_KEYWORD,
    HEAD_LINE,
    INSTRUCTION_GOES_ON,
    KEYWORD_LINE,
    ORDER,
    ORGANISATION_TAGS,
    PARAGRAPH_NUMBER,
    ROUTING_REMARK,
    RULE,
    SETTLED_INSTRUCTION,
    TAG,
    UNFINISHED_INSTRUCTION,
)
from declass.cable.reference import read_references
from declass.cable.scan import Line, fold
from declass.marking.banner import read_banner, read_caveats
from declass.marking.portion_mark import read_mark

_LONGEST_INSTRUCTION = 6
_LONGEST_END = 8  # characters of the last word of an unfinished instruction, and one more
_LONGEST_SUBJECT = 5
_LONGEST_REFERENCES = 20
_MOST_TAGS = 60
_WRAPPED = 40
"""Characters from which a line counts as full, so that the next one may continue it."""

_SLIPS = str.maketrans("OoIl", "0011", ",. ")
"""Letters that stand for digits in the number of an order, and signs that part its digits."""

AddFurniture = Callable[..., None]


class FieldReader:
    """Reads the fields that begin at a line.

    Args:
        lines: the lines of the whole text.
        draft: receives what is read.
        add: called with kind, line and ``is_understood`` for each line taken.
    """

    def __init__(self, lines: list[Line], draft: DraftCable, add: AddFurniture) -> None:
        self._lines = lines
        self._draft = draft
        self._add = add
        self.readers: dict[str, Callable[[int], int]] = {
            "eo": self.eo_line,
            "tags": self._tags,
            "subject": self._subject,
            "reference": self._references,
        }

    # -- E.O. line ---------------------------------------------------------------------------

    def eo_line(self, position: int) -> int:
        """Read an E.O. line; returns the position of the first line after it."""
        line = self._lines[position]
        parts = split_order(line.text)
        if parts is None:
            return position
        number, begun = parts
        instruction, end = self._instruction(begun, position)
        last = self._lines[end - 1]
        eo_line = EOLine(
            number,
            fold(instruction),
            fold(self._draft.text[line.begin : last.end]),
            Span(line.begin, last.end),
        )
        key = f"{number} {eo_line.instruction.upper()}"
        if key not in self._draft.known_instructions:
            self._draft.known_instructions.add(key)
            self._draft.eo_lines.append(eo_line)
        whole = Line(line.start, line.begin, last.end, "")
        self._add(FurnitureKind.EO_LINE, whole)
        return end

    def _instruction(self, instruction: str, position: int) -> tuple[str, int]:
        """Read on over the lines that an instruction runs over.

        One that goes on beyond the longest there may be is cut with a sign that it was.
        """
        end = position + 1
        while end < len(self._lines):
            following = self._lines[end]
            waits = not instruction.strip(" :;.") or is_unfinished(instruction)
            if waits and not following.text and end == position + 1 and self._is_date(end + 1):
                end += 1
                continue
            is_begun = begins_something(following) and not KEYWORD_LINE.match(following.text)
            if is_begun and not (waits and self._is_date(end)):
                break
            is_settled = not waits and is_settled_before(instruction, following.text)
            if is_routing_remark(following.text) or (is_settled and not self._field_at(end + 1)):
                break
            if end - position == _LONGEST_INSTRUCTION:
                return f"{instruction} {CUT}", end
            instruction = _without_keyword(f"{instruction} {following.text}".strip())
            end += 1
        return instruction, end

    def _is_date(self, position: int) -> bool:
        return position < len(self._lines) and is_date_line(self._lines[position].text)

    def _field_at(self, position: int) -> bool:
        """True where a field begins: what stands before it belongs to the field above."""
        found = HEAD_LINE.match(self._lines[position].text) if position < len(self._lines) else None
        return found is not None and found.lastgroup in ("tags", "subject")

    # -- TAGS --------------------------------------------------------------------------------

    def _tags(self, position: int) -> int:
        end = position
        known = set(self._draft.tags)
        is_open = True
        while end < len(self._lines):
            line = self._lines[end]
            label = HEAD_LINE.match(line.text) if end == position else None
            words = line.text[label.end() :] if label else line.text
            names = words.upper().replace(",", " ").replace(";", " ").replace("/", " ").split()
            is_understood = bool(names) and all(map(_is_known_tag, names))
            if end > position and not (
                is_understood
                and (is_open or not begins_something(line))
                and all(name in words for name in names)
                and HEAD_LINE.match(line.text) is None
                and len(known) < _MOST_TAGS
            ):
                break
            tags = [name for name in names if TAG.match(name) and name not in known]
            known.update(tags)
            self._draft.tags += tags
            self._add(FurnitureKind.TAGS, line, is_understood=is_understood or not names)
            is_open = words.rstrip().endswith(",")
            end += 1
        return end

    # -- SUBJECT -----------------------------------------------------------------------------

    def _subject(self, position: int) -> int:
        end = self._end_of_subject(position)
        first = self._lines[position]
        label = HEAD_LINE.match(first.text)
        content = first.begin + (label.end() if label else 0)
        last = self._lines[end - 1].end
        while content < last and self._draft.text[content] in " \t\xa0\r\n":
            content += 1
        read = read_mark(self._draft.text, content, after_number=True)
        words = fold(self._draft.text[read[1] if read else content : last])
        if self._draft.subject is not None and words == self._draft.subject:
            self._draft.add(FurnitureKind.REPEATED_HEADER, first.start, last)
            return end
        if self._draft.subject is None:
            self._draft.subject = words
        self._draft.add(FurnitureKind.SUBJECT_LABEL, first.start, content)
        if content < last:
            portion = DraftPortion(
                PortionKind.SUBJECT, None, read[0] if read else None, read[1] if read else content
            )
            portion.extend(content, last)
            self._draft.portions.append(portion)
        return end

    def _end_of_subject(self, position: int) -> int:
        """Find where a subject ends.

        A line continues it only after a full line, or where the label stands alone, or indented
        below a subject without a mark, which must not speak for more than it heads;
        and only in the same letters, for a subject in capitals does not go on in small ones.
        """
        label = HEAD_LINE.match(self._lines[position].text)
        opening = self._lines[position].text[label.end() if label else 0 :].strip(" :;-")
        is_marked = read_mark(opening, 0, after_number=True) is not None
        end = position + 1
        while end < len(self._lines) and end - position < _LONGEST_SUBJECT:
            before, line = self._lines[end - 1], self._lines[end]
            if begins_something(line) or (opening and opening.isupper() != line.text.isupper()):
                break
            is_indented = line.begin > line.start and line.text.isupper() and not is_marked
            if opening and len(before.text) < _WRAPPED and not is_indented:
                break
            opening = opening or line.text
            end += 1
        return end

    # -- REF ---------------------------------------------------------------------------------

    def _references(self, position: int) -> int:
        end = position
        while end < len(self._lines) and end - position < _LONGEST_REFERENCES:
            line = self._lines[end]
            _, is_understood = read_references(line.text, year=2000)
            if end > position and not self._continues_references(end, is_understood=is_understood):
                break
            if line.text:
                self._draft.references += f"{line.text}\n"
            kind = FurnitureKind.REFERENCES if line.text else FurnitureKind.BLANK
            self._add(kind, line, is_understood=is_understood)
            end += 1
        return end

    def _continues_references(self, position: int, *, is_understood: bool) -> bool:
        """True for a line of references, also after one blank line when it is lettered."""
        line, before = self._lines[position], self._lines[position - 1]
        if not line.text:
            after = self._lines[position + 1] if position + 1 < len(self._lines) else None
            return bool(before.text) and after is not None and _is_lettered_reference(after.text)
        if not before.text:
            return _is_lettered_reference(line.text)
        return is_understood and _is_reference(line.text)


def _is_known_tag(name: str) -> bool:
    """True for a subject tag (four letters), a country (two) or a known organisation."""
    return TAG.match(name) is not None and (len(name) in (2, 4) or name in ORGANISATION_TAGS)


def _is_reference(text: str) -> bool:
    return (
        HEAD_LINE.match(text) is None
        and PARAGRAPH_NUMBER.match(text) is None
        and bool(read_references(text, year=2000)[0])
    )


def _is_lettered_reference(text: str) -> bool:
    is_lettered = text[:1] == "(" or text[1:2] in (".", ")")
    return is_lettered and _is_reference(text) and all(read_references(text, year=2000))


def begins_something(line: Line) -> bool:
    """True for a line that cannot continue a field: blank, an organ, a paragraph, a rule."""
    return (
        not line.text
        or HEAD_LINE.match(line.text) is not None
        or starts_paragraph(line)
        or read_banner(line.text) is not None
        or read_caveats(line.text) is not None
        or RULE.match(line.text) is not None
    )


def starts_paragraph(line: Line) -> bool:
    """True for a line that begins with a paragraph number or with a mark."""
    if PARAGRAPH_NUMBER.match(line.text):
        return True
    mark = read_mark(line.text, 0, after_number=False)
    return mark is not None and not HEAD_LINE.match(line.text)


def is_routing_remark(text: str) -> bool:
    """True for an attention line, also in a reissue in lower case that names an office."""
    return ROUTING_REMARK.match(text.upper() if "/" in text else text) is not None


def split_order(text: str) -> tuple[str | None, str] | None:
    """Take an E.O. line apart.

    Args:
        text: a text that begins with ``E.O.``.

    Returns:
        The number of the order that it cites, None where it cites none, and the instruction after
        it, without the keyword DECL. None where the text is no E.O. line.
    """
    order = ORDER.match(text)
    if order is None:
        return None
    number = order["order"].translate(_SLIPS) if order["order"] else None
    return number, _without_keyword(text[order.end() :])


def is_settled_before(instruction: str, following: str) -> bool:
    """True where an instruction is whole, and does not go on with the line that follows it."""
    is_whole = SETTLED_INSTRUCTION.match(instruction) and not is_unfinished(instruction)
    return bool(is_whole) and not INSTRUCTION_GOES_ON.match(following)


def is_date_line(text: str) -> bool:
    """True for a short line that begins with a digit: the date that is waited for."""
    number = PARAGRAPH_NUMBER.match(text)
    is_paragraph = number is not None and number["plain"] is not None
    return text[:1].isdigit() and len(text) <= _WRAPPED and not is_paragraph


def is_unfinished(instruction: str) -> bool:
    """True where an instruction ends in the middle: with a comma, with OR."""
    return UNFINISHED_INSTRUCTION.search(instruction.rstrip()[-_LONGEST_END:]) is not None


def _without_keyword(instruction: str) -> str:
    """Take DECL, DECLASSIFY ON... from the front; ``DECLASSIFIED ON`` is no keyword."""
    keyword = DECLASSIFY_KEYWORD.match(instruction)
    return instruction[keyword.end() :] if keyword else instruction
