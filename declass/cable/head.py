"""The head of a telegram: everything from the first relay line to the first paragraph.

`HeadReader` walks lines and hands each to the reader of its organ. `RepeatReader` walks the header
that a multi-section telegram repeats at every section break: it takes only what cannot be text, or
stood in the head letter for letter.
"""

from __future__ import annotations

from declass.cable import authority, transmission
from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.fields import FieldReader, is_routing_remark, starts_paragraph
from declass.cable.model import FurnitureKind, PortionKind
from declass.cable.patterns import (
    CORRECTED_COPY,
    COUNTERS,
    HEAD_LINE,
    INLINE_EO,
    INLINE_FIELD,
    INLINE_PARAGRAPH,
    PARAGRAPH_NUMBER,
    RULE,
)
from declass.cable.records import is_stamp
from declass.cable.scan import LONGEST_FIELD_LINE, Line
from declass.marking.banner import Banner, read_banner, read_caveats
from declass.marking.portion_mark import read_mark

_LOOK_AHEAD = 12
"""Lines after an unknown one in which another field shows that the head is not over."""

_FIELDS = frozenset(("eo", "tags", "subject"))
_HEAD_GROUPS = _FIELDS | {"reference", "dtg", "origin"}
_LAST_BANNERS = 4
"""Banners among which a repeated one is looked for, so that a million of them stay few."""


class HeadReader:
    """Reads the head into a draft.

    Attributes:
        lines: the lines of the whole text; a line with two fields is cut in two in place.
        draft: receives what is read.
    """

    def __init__(self, lines: list[Line], draft: DraftCable) -> None:
        self.lines = lines
        self.draft = draft
        self._fields = FieldReader(lines, draft, self._add)

    def read(self, position: int) -> int:
        """Read the head that begins at a line; returns the position of the first line of text."""
        while position < len(self.lines):
            line = self.lines[position]
            if not line.text:
                self._add(FurnitureKind.BLANK, line)
                position += 1
                continue
            following = self._read_organ(position)
            if following is None and self._head_goes_on(position):
                following = self._unknown(position)
            if following is None:
                break
            self.draft.head_lines.update(each.text for each in self.lines[position:following])
            position = following
        return position

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
        if group in self._fields.readers:
            self.draft.organs.add(group)
            return self._fields.readers[group](position)
        if group in authority.GROUPS:
            self.draft.organs.add("authority")
            return self.read_authority(position)
        banner = read_banner(line.text)
        if banner and self._has_fields() and self.draft.banners:
            if not repeats_banner(banner, self.draft):
                return None
            return RepeatReader(self.lines, self.draft).read(position)
        if banner:
            self.draft.banners.append(banner)
            self.draft.organs.add("banner")
            self._add(FurnitureKind.BANNER, line, is_understood=banner.is_understood)
            return position + 1
        if group and not self._has_fields():
            self.draft.organs.add(group)
            return transmission.read_line(group, self.lines, position, self.draft, self._add)
        return self._caption(position)

    def _cut(self, position: int) -> Line:
        """Cut a line in which a second field begins (``E.O. 12958: ... TAGS: ...``) in two."""
        line = self.lines[position]
        if len(line.text) > LONGEST_FIELD_LINE:
            return line
        found = HEAD_LINE.match(line.text)
        cut = INLINE_FIELD.search(line.text, 1)
        if found and found.lastgroup == "subject":
            cut = cut or INLINE_PARAGRAPH.search(line.text, 1)
        if not found:
            cut = INLINE_EO.search(line.text, 1) or cut
            if cut and not is_routing_remark(line.text[: cut.start()].rstrip()):
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
        return bool(_FIELDS & self.draft.organs)

    def _head_goes_on(self, position: int) -> bool:
        """True where a line that begins no organ is followed by another field before any text.

        A line with a mark (``(U) SENSITIVE, PROTECT ACCORDINGLY``) may stand in the head, a
        numbered paragraph does not.
        """
        reach = _LOOK_AHEAD if self._has_fields() else _LOOK_AHEAD * 5
        is_marked = starts_paragraph(self.lines[position])
        if is_marked and (self.draft.subject is not None or _is_numbered(self.lines[position])):
            return False
        for line in self.lines[position + 1 : position + reach]:
            found = HEAD_LINE.match(line.text)
            if found and found.lastgroup in _HEAD_GROUPS:
                return True
            if starts_paragraph(line):
                return False
            if INLINE_EO.search(line.text[:LONGEST_FIELD_LINE]):
                return True
        return False

    def _unknown(self, position: int) -> int:
        """Keep a line of the head that is not understood as a portion, with its mark if any."""
        line = self.lines[position]
        read = read_mark(line.text, 0, after_number=False)
        previous = self.draft.portions[-1] if self.draft.portions else None
        if (
            read is None
            and previous
            and previous.kind is PortionKind.PARAGRAPH
            and previous.mark is None
            and previous.spans[-1].end == line.start
        ):
            previous.extend(line.start, line.end)
        else:
            content = line.begin + (read[1] if read else 0)
            mark = read[0] if read else None
            portion = DraftPortion(PortionKind.PARAGRAPH, None, mark, content)
            portion.extend(line.start, line.end)
            self.draft.portions.append(portion)
        return position + 1

    def _add(self, kind: FurnitureKind, line: Line, *, is_understood: bool = True) -> None:
        self.draft.add(kind, line.start, line.end, is_understood=is_understood)

    def _caption(self, position: int) -> int | None:
        line = self.lines[position]
        names = read_caveats(line.text)
        upper = line.text.upper()
        if names:
            self.draft.captions += [name for name in names if name not in self.draft.captions]
        elif is_stamp(line.text):
            self._add(FurnitureKind.PAGE_LINE, line)
            return position + 1
        elif self._has_fields() or not (
            is_routing_remark(line.text)
            or any(pattern.match(upper) for pattern in (CORRECTED_COPY, RULE, COUNTERS))
        ):
            return None
        self._add(FurnitureKind.CAPTION, line)
        return position + 1


class RepeatReader:
    """Reads a header that is given again, at a section break or directly below the head.

    Attributes:
        lines: the lines of the whole text.
        draft: receives one kind of furniture, and an E.O. line that differs from the head's.
    """

    def __init__(self, lines: list[Line], draft: DraftCable) -> None:
        self.lines = lines
        self.draft = draft

    def read(self, position: int) -> int:
        """Read the header that begins at a line; returns the position of the first line of text."""
        while position < len(self.lines):
            following = self._read_line(position)
            if following is None:
                break
            first, last = self.lines[position], self.lines[following - 1]
            self.draft.add(FurnitureKind.REPEATED_HEADER, first.start, last.end)
            position = following
        return position

    def _read_line(self, position: int) -> int | None:
        text = self.lines[position].text
        if not text or text in self.draft.head_lines or read_caveats(text) is not None:
            return position + 1
        if transmission.is_wire_line(text):
            return position + 1
        found = HEAD_LINE.match(text)
        if found and found.lastgroup == "eo":
            return FieldReader(self.lines, self.draft, _drop).eo_line(position)
        banner = read_banner(text)
        if banner is None or not repeats_banner(banner, self.draft):
            return None
        if banner not in self.draft.banners[-_LAST_BANNERS:]:
            self.draft.banners.append(banner)
        return position + 1


def _drop(kind: FurnitureKind, line: Line, *, is_understood: bool = True) -> None:
    """Take no furniture: the reader of a repeated header adds its own."""


def _is_numbered(line: Line) -> bool:
    return PARAGRAPH_NUMBER.match(line.text) is not None


def repeats_banner(banner: Banner, draft: DraftCable) -> bool:
    """True for a banner of this cable: bare, or with its section or message number."""
    if not banner.is_understood:
        return False
    if banner.number is None:
        return True
    numbers = {known.number for known in draft.banners[:_LAST_BANNERS]} | {draft.station_number}
    numbers.discard(None)
    return not numbers or banner.number in numbers
