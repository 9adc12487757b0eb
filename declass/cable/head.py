"""The head of a telegram: everything from the first relay line to the first paragraph.

`HeadReader` walks lines and hands each to the reader of its organ. The same walk serves the head
proper and the header that a multi-section telegram repeats at every section break, where what it
reads is compared with the head instead of being taken for new.
"""

from __future__ import annotations

from collections.abc import Callable

from declass.cable import authority, transmission
from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.model import EOLine, FurnitureKind, PortionKind, Span
from declass.cable.patterns import (
    CORRECTED_COPY,
    COUNTERS,
    DECLASSIFY_KEYWORD,
    HEAD_LINE,
    INLINE_EO,
    INLINE_FIELD,
    ORDER,
    PARAGRAPH_NUMBER,
    ROUTING_REMARK,
    RULE,
    SETTLED_INSTRUCTION,
    TAG,
    is_stamp,
)
from declass.cable.reference import read_references
from declass.cable.scan import LONGEST_FIELD_LINE, Line, fold
from declass.marking.banner import read_banner, read_caveats
from declass.marking.portion_mark import read_mark

_LOOK_AHEAD = 12
"""Lines after an unknown one in which another field shows that the head is not over."""

_LONGEST_INSTRUCTION = 4
_LONGEST_SUBJECT = 5
_LONGEST_REFERENCES = 20
_WRAPPED = 40
"""Characters from which a line counts as full, so that the next one may continue it."""


class HeadReader:
    """Reads head lines into a draft, from a position on.

    Attributes:
        lines: the lines of the whole text; a line with two fields is cut in two in place.
        draft: receives what is read.
        repeats: True for a header repeated at a section break: what it holds becomes one kind of
            furniture, and the reading ends at the first line that is no part of a header.
    """

    def __init__(self, lines: list[Line], draft: DraftCable, *, repeats: bool = False) -> None:
        self.lines = lines
        self.draft = draft
        self.repeats = repeats
        self._readers: dict[str, Callable[[int], int]] = {
            "eo": self._eo_line,
            "tags": self._tags,
            "subject": self._subject,
            "reference": self._references,
        }

    def read(self, position: int) -> int:
        """Read the head that begins at a line.

        Returns:
            Position of the first line of the body (or of the text, for a repeated header).
        """
        while position < len(self.lines):
            line = self.lines[position]
            if not line.text:
                self._add(FurnitureKind.BLANK, line)
                position += 1
                continue
            following = self._read_organ(position)
            if following is None and self.repeats:
                following = self._seen_before(position)
            elif following is None and self._head_goes_on(position):
                following = self._unknown(position)
            if following is None:
                break
            if not self.repeats:
                self.draft.head_lines.update(each.text for each in self.lines[position:following])
            position = following
        return position

    def _seen_before(self, position: int) -> int | None:
        """Take a line of a repeated header that stood in the head letter for letter."""
        line = self.lines[position]
        if line.text not in self.draft.head_lines:
            return None
        self._add(FurnitureKind.REPEATED_HEADER, line)
        return position + 1

    def read_authority(self, position: int) -> int:
        """Read the classification authority block that begins at a line.

        Returns:
            Position of the first line after it.
        """
        return authority.read_authority(self.lines, position, self.draft, self._add)

    # -- which organ -------------------------------------------------------------------------

    def _read_organ(self, position: int) -> int | None:
        """Read the organ that a line begins; None where it begins none."""
        line = self._cut(position)
        found = HEAD_LINE.match(line.text)
        group = found.lastgroup if found else None
        if group in self._readers:
            self.draft.organs.add(group)
            return self._readers[group](position)
        if group in authority.GROUPS:
            self.draft.organs.add("authority")
            return self.read_authority(position)
        banner = read_banner(line.text)
        if banner and banner.is_understood:
            if self._has_fields() and self.draft.banners:  # the header is given twice
                return HeadReader(self.lines, self.draft, repeats=True).read(position)
            return self._banner(position)
        if group and not self._has_fields():
            self.draft.organs.add(group)
            return transmission.read_line(group, self.lines, position, self.draft, self._add)
        if banner and not self._has_fields():
            self.draft.banners.append(banner)
            self._add(FurnitureKind.BANNER, line, is_understood=False)
            return position + 1
        return self._caption(position)

    def _cut(self, position: int) -> Line:
        """Cut a line in which a second field begins (``E.O. 12958: ... TAGS: ...``) in two."""
        line = self.lines[position]
        if len(line.text) > LONGEST_FIELD_LINE:
            return line
        cut = INLINE_FIELD.search(line.text, 1)
        if not HEAD_LINE.match(line.text):
            cut = INLINE_EO.search(line.text, 1) or (None if self.repeats else cut)
            if cut and not _is_routing_remark(line.text[: cut.start()].rstrip()):
                cut = None
        if cut is None:
            return line
        middle = line.begin + cut.start()
        first = Line(line.start, line.begin, middle, line.text[: cut.start()].rstrip())
        self.lines[position] = first
        self.lines.insert(position + 1, Line(middle, middle, line.end, line.text[cut.start() :]))
        return first

    def _has_fields(self) -> bool:
        """True once a field of the message was read: no transmission line stands below one."""
        return not self.repeats and bool({"eo", "tags", "subject"} & self.draft.organs)

    def _head_goes_on(self, position: int) -> bool:
        """True where a line that begins no organ is followed by another field before any text."""
        if not self._has_fields() and not self._starts_paragraph(self.lines[position]):
            ahead = self.lines[position : position + _LOOK_AHEAD * 5]
        else:
            ahead = self.lines[position : position + _LOOK_AHEAD]
        for line in ahead:
            if self._starts_paragraph(line):
                return False
            found = HEAD_LINE.match(line.text)
            if found and found.lastgroup in ("eo", "tags", "subject", "reference", "dtg", "origin"):
                return True
            if INLINE_EO.search(line.text[:LONGEST_FIELD_LINE]):
                return True
        return False

    @staticmethod
    def _starts_paragraph(line: Line) -> bool:
        if PARAGRAPH_NUMBER.match(line.text):
            return True
        mark = read_mark(line.text, 0, after_number=False)
        return mark is not None and not HEAD_LINE.match(line.text)

    def _unknown(self, position: int) -> int:
        """Keep a line of the head that is not understood as an unmarked portion."""
        line = self.lines[position]
        previous = self.draft.portions[-1] if self.draft.portions else None
        if (
            previous
            and previous.kind is PortionKind.PARAGRAPH
            and previous.spans[-1].end == line.start
        ):
            previous.extend(line.start, line.end)
        else:
            portion = DraftPortion(PortionKind.PARAGRAPH, None, None, line.begin)
            portion.extend(line.start, line.end)
            self.draft.portions.append(portion)
        return position + 1

    def _add(self, kind: FurnitureKind, line: Line, *, is_understood: bool = True) -> None:
        kind = FurnitureKind.REPEATED_HEADER if self.repeats else kind
        self.draft.add(kind, line.start, line.end, is_understood=is_understood or self.repeats)

    # -- banner and captions -----------------------------------------------------------------

    def _banner(self, position: int) -> int:
        line = self.lines[position]
        banner = read_banner(line.text)
        if banner:
            self.draft.banners.append(banner)
            self.draft.organs.add("banner")
        self._add(FurnitureKind.BANNER, line)
        return position + 1

    def _caption(self, position: int) -> int | None:
        line = self.lines[position]
        names = read_caveats(line.text)
        if names:
            self.draft.captions += [name for name in names if name not in self.draft.captions]
        elif is_stamp(line.text):
            self._add(FurnitureKind.PAGE_LINE, line)
            return position + 1
        elif self._has_fields() or not (
            _is_routing_remark(line.text)
            or any(pattern.match(line.text) for pattern in (CORRECTED_COPY, RULE, COUNTERS))
        ):
            return None
        self._add(FurnitureKind.CAPTION, line)
        return position + 1

    # -- fields ------------------------------------------------------------------------------

    def _begins_something(self, line: Line) -> bool:
        """True for a line that cannot continue a field: blank, an organ, a paragraph, a rule."""
        return (
            not line.text
            or HEAD_LINE.match(line.text) is not None
            or self._starts_paragraph(line)
            or read_banner(line.text) is not None
            or read_caveats(line.text) is not None
            or RULE.match(line.text) is not None
        )

    def _eo_line(self, position: int) -> int:
        line = self.lines[position]
        order = ORDER.match(line.text)
        if order is None:
            return position
        instruction = _without_keyword(line.text[order.end() :])
        end = position + 1
        while end < len(self.lines) and end - position < _LONGEST_INSTRUCTION:
            following = self.lines[end]
            waits = not instruction.strip(" :;.")
            if waits and not following.text and end == position + 1:
                after = self.lines[end + 1] if end + 1 < len(self.lines) else None
                if after is None or not after.text[:1].isdigit() or len(after.text) > _WRAPPED:
                    break
                end += 1
                continue
            is_date = waits and following.text[:1].isdigit() and len(following.text) <= _WRAPPED
            if self._begins_something(following) and not is_date:
                break
            is_settled = not waits and SETTLED_INSTRUCTION.match(instruction) is not None
            if _is_routing_remark(following.text) or (is_settled and not self._field_at(end + 1)):
                break
            instruction = _without_keyword(f"{instruction} {following.text}".strip())
            end += 1
        last = self.lines[end - 1]
        eo_line = EOLine(
            order["order"],
            fold(instruction),
            fold(self.draft.text[line.begin : last.end]),
            Span(line.begin, last.end),
        )
        known = [(seen.order, seen.instruction.upper()) for seen in self.draft.eo_lines]
        if (eo_line.order, eo_line.instruction.upper()) not in known:
            self.draft.eo_lines.append(eo_line)
        for each in self.lines[position:end]:
            self._add(FurnitureKind.EO_LINE, each)
        return end

    def _field_at(self, position: int) -> bool:
        """True where a field begins: what stands before it belongs to the field above."""
        found = HEAD_LINE.match(self.lines[position].text) if position < len(self.lines) else None
        return found is not None and found.lastgroup in ("tags", "subject")

    def _tags(self, position: int) -> int:
        end = position
        while end < len(self.lines):
            line = self.lines[end]
            words = line.text if end > position else line.text.partition(":")[2]
            names = words.upper().replace(",", " ").replace(";", " ").split()
            is_understood = all(TAG.match(name) for name in names)
            if end > position and (
                self._begins_something(line)
                or not is_understood
                or not all(len(name) <= 5 and name in words for name in names)
            ):
                break
            tags = [name for name in names if TAG.match(name)]
            self.draft.tags += [name for name in tags if name not in self.draft.tags]
            self._add(FurnitureKind.TAGS, line, is_understood=is_understood)
            end += 1
        return end

    def _subject(self, position: int) -> int:
        end = self._end_of_subject(position)
        first = self.lines[position]
        colon = min((first.text.find(sign) for sign in ":;" if sign in first.text), default=-1)
        content = first.begin + colon + 1
        last = self.lines[end - 1].end
        while content < last and self.draft.text[content] in " \t\xa0\r\n":
            content += 1
        read = read_mark(self.draft.text, content, after_number=True)
        words = fold(self.draft.text[read[1] if read else content : last])
        if self.repeats or (self.draft.subject is not None and words == self.draft.subject):
            self.draft.add(FurnitureKind.REPEATED_HEADER, first.start, last)
            return end
        self.draft.subject = self.draft.subject if self.draft.subject is not None else words
        self.draft.add(FurnitureKind.SUBJECT_LABEL, first.start, content)
        if content < last:
            portion = DraftPortion(
                PortionKind.SUBJECT, None, read[0] if read else None, read[1] if read else content
            )
            portion.extend(content, last)
            self.draft.portions.append(portion)
        return end

    def _end_of_subject(self, position: int) -> int:
        """Find where a subject ends; a line continues it only after a full or an empty one."""
        end = position + 1
        known = self.draft.subject if self.repeats else None
        while end < len(self.lines) and end - position < _LONGEST_SUBJECT:
            before, line = self.lines[end - 1], self.lines[end]
            is_empty = end == position + 1 and before.text.rstrip()[-1:] in ":;"
            if self._begins_something(line) and not (
                is_empty and line.text and not HEAD_LINE.match(line.text)
            ):
                break
            is_indented = line.begin > line.start and line.text.isupper() and before.text.isupper()
            if not is_empty and len(before.text) < _WRAPPED and not is_indented:
                break
            if known is not None and fold(line.text) not in known:
                break
            end += 1
        return end

    def _references(self, position: int) -> int:
        end = position
        while end < len(self.lines) and end - position < _LONGEST_REFERENCES:
            line = self.lines[end]
            _, is_understood = read_references(line.text, year=2000)
            if end > position and not self._continues_references(end, is_understood=is_understood):
                break
            if line.text:
                self.draft.references += f"{line.text}\n"
            kind = FurnitureKind.REFERENCES if line.text else FurnitureKind.BLANK
            self._add(kind, line, is_understood=is_understood)
            end += 1
        return end

    def _continues_references(self, position: int, *, is_understood: bool) -> bool:
        """True for a line of references, also after one blank line when it is lettered."""
        line = self.lines[position]
        if line.text:
            is_lettered = line.text[:1] == "(" or line.text[1:2] in (".", ")")
            is_next = bool(self.lines[position - 1].text) or is_lettered
            return (
                is_next
                and is_understood
                and HEAD_LINE.match(line.text) is None
                and PARAGRAPH_NUMBER.match(line.text) is None
                and bool(read_references(line.text, year=2000)[0])
            )
        after = self.lines[position + 1] if position + 1 < len(self.lines) else None
        return (
            after is not None
            and bool(after.text)
            and bool(self.lines[position - 1].text)
            and (after.text[:1] == "(" or after.text[1:2] in (".", ")"))
            and PARAGRAPH_NUMBER.match(after.text) is None
            and all(read_references(after.text, year=2000))
        )


def _is_routing_remark(text: str) -> bool:
    """True for an attention line, also in a reissue in lower case that names an office."""
    return ROUTING_REMARK.match(text.upper() if "/" in text else text) is not None


def _without_keyword(instruction: str) -> str:
    """Take DECL, DECLASSIFY ON... from the front; ``DECLASSIFIED ON`` is no keyword."""
    keyword = DECLASSIFY_KEYWORD.match(instruction)
    return instruction[keyword.end() :] if keyword else instruction
