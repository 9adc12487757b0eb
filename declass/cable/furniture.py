"""Page furniture in the body: page and section lines, repeated headers, closing lines, stamps.

Furniture is left out of a release as no part of the message, so a line passes for furniture only
where nothing but furniture could look like it: a bare banner, a section line of this very cable,
a header whose section number or message number fits.
"""

from __future__ import annotations

from collections.abc import Callable

from declass.cable.draft import DraftCable
from declass.cable.head import HeadReader, RepeatReader
from declass.cable.model import FurnitureKind
from declass.cable.patterns import (
    CLOSING,
    DTG,
    FURNITURE_HINT,
    HEAD_LINE,
    PAGE_HEAD,
    PARAGRAPH_NUMBER,
    RULE,
    SECTION_LINE,
    STATION_NUMBER,
)
from declass.cable.records import STAMP_WORDS, is_attribute, is_footer, is_stamp
from declass.cable.reference import read_dtg
from declass.cable.scan import Line
from declass.cable.transmission import is_wire_line
from declass.marking.banner import read_banner, read_caveats

_BEGINS_HEADER = frozenset(("relay", "routing", "station", "security", "dtg", "page"))
_AUTHORITY = frozenset(("authority", "derived", "declassify"))
_FURTHEST_CLOSING = 12
_LONGEST_HEADER = 16
"""Lines of a repeated header in which its station or date-time group shows whose it is."""
_LEAST_ATTRIBUTES = 2
_LONGEST_VALUE = 3
"""Lines over which a value in the attribute block of a records system runs on."""


class BodyFurniture:
    """Recognises furniture in the body of one text.

    Args:
        lines: the lines of the whole text.
        draft: receives the furniture.
        position: position of the first line of the body.
    """

    def __init__(self, lines: list[Line], draft: DraftCable, position: int) -> None:
        self._lines = lines
        self._draft = draft
        self._start = position
        self._numbers = {draft.station_number} | {banner.number for banner in draft.banners}
        self._numbers.discard(None)
        self._is_lower_case = draft.text.islower()
        self._captions = {*draft.captions, "NOFORN", "SIPDIS"}
        self._captions.update(name for banner in draft.banners for name in banner.caveats)
        upper = draft.text.upper()
        self._has_stamps = any(word in upper for word in STAMP_WORDS)

    def read(self, position: int, flush_blanks: Callable[[], None]) -> int | None:
        """Read the furniture that begins at a line.

        Args:
            position: position of a line that is not blank.
            flush_blanks: called before furniture is added, to keep the order.

        Returns:
            Position after it, or None where the line is no furniture.
        """
        line = self._lines[position]
        text = line.text
        if not (
            FURNITURE_HINT.match(text)
            or (text[-1].isdigit() and SECTION_LINE.match(text))
            or (self._has_stamps and is_stamp(text))
        ):
            return None
        header = self._repeated_header(text, position)
        if header is not None:
            flush_blanks()
            wire = self._lines[position:header]
            if wire:
                self._draft.add(FurnitureKind.REPEATED_HEADER, line.start, wire[-1].end)
            return RepeatReader(self._lines, self._draft).read(header)
        kind = self._kind(text, position)
        if kind is None:
            return self._late_authority(position, flush_blanks)
        flush_blanks()
        if kind is FurnitureKind.RECORDS_FOOTER:
            end = self._end_of_attributes(position)
            self._draft.add(kind, line.start, self._lines[end - 1].end)
            return end
        self._draft.add(kind, line.start, line.end)
        return position + 1

    def _kind(self, text: str, position: int) -> FurnitureKind | None:
        first = text[0]
        if first in "Pp" and (page := PAGE_HEAD.match(text)) and self._is_ours(page["number"]):
            return FurnitureKind.PAGE_LINE
        if text[-1].isdigit() and (section := SECTION_LINE.match(text)):
            return FurnitureKind.PAGE_LINE if self._is_ours(section["number"]) else None
        if first in "NnBb#=-<MmEeCc" and CLOSING.match(text):
            is_closing = self._is_near_end(position) or self._header_follows(position)
            return FurnitureKind.CLOSING if is_closing else None
        if first in "UCSTRLuclstr" and self._is_page_banner(text):
            return FurnitureKind.PAGE_LINE
        if first in "SNELXsnelx" and self._is_known_caption(text):
            return FurnitureKind.PAGE_LINE
        if is_stamp(text):
            return FurnitureKind.PAGE_LINE
        if first in "MmAa" and self._begins_attributes(position):
            return FurnitureKind.RECORDS_FOOTER
        if first in "-=_*~" and RULE.match(text) and self._is_alone(position):
            return FurnitureKind.RULE
        return None

    def _is_ours(self, number: str) -> bool:
        """True for the message number of this cable, or any where its own is unknown."""
        return not self._numbers or int(number) in self._numbers

    def _is_page_banner(self, text: str) -> bool:
        """True for a banner of this cable; in small letters only where the whole cable is."""
        if not (text.isupper() or self._is_lower_case):
            return False
        banner = read_banner(text)
        if banner is None or not banner.is_understood or banner.section != (1, 1):
            return False
        return banner.post is None or banner.number in self._numbers

    def _is_known_caption(self, text: str) -> bool:
        """True for captions that a page repeats: the head has all of them."""
        names = read_caveats(text)
        return names is not None and self._captions.issuperset(names)

    def _begins_attributes(self, position: int) -> bool:
        """True where the attribute block of a records system begins, and not a sentence.

        What stands in the block is left out of a release, so that it takes more than one line.
        """
        if not is_footer(self._lines[position].text):
            return False
        below = [line.text for line in self._lines[position + 1 : position + 6] if line.text]
        attributes = [text for text in below[:3] if is_attribute(text)]
        return len(attributes) >= _LEAST_ATTRIBUTES

    def _end_of_attributes(self, position: int) -> int:
        """Find the end of the block: its labels, the lines that a value runs on, stamps."""
        end = position + 1
        unlabelled = 0
        for index in range(position + 1, len(self._lines)):
            text = self._lines[index].text
            if not text:
                unlabelled = _LONGEST_VALUE
                continue
            is_labelled = is_attribute(text) or is_stamp(text)
            unlabelled = 0 if is_labelled else unlabelled + 1
            if unlabelled > _LONGEST_VALUE or (unlabelled and PARAGRAPH_NUMBER.match(text)):
                break
            end = index + 1
        return end

    def _is_alone(self, position: int) -> bool:
        """True for a line of dashes with blank lines, or nothing, on both sides."""
        before = position == self._start or not self._lines[position - 1].text
        after = position + 1 == len(self._lines) or not self._lines[position + 1].text
        return before and after

    def _is_near_end(self, position: int) -> bool:
        rest = self._lines[position + 1 : position + 1 + _FURTHEST_CLOSING]
        return (
            len(rest) < _FURTHEST_CLOSING
            or not any(line.text for line in rest)
            or any(is_footer(line.text) or is_stamp(line.text) for line in rest)
        )

    def _header_follows(self, position: int) -> bool:
        """True where the header of the next section stands below a closing line."""
        for index in range(position + 1, min(position + _FURTHEST_CLOSING, len(self._lines))):
            text = self._lines[index].text
            if self._repeated_header(text, index) is not None:
                return True
            if text and not (CLOSING.match(text) or self._is_page_banner(text) or is_stamp(text)):
                return False
        return False

    def _repeated_header(self, text: str, position: int) -> int | None:
        """Find where a repeated header of this cable shows, by its numbers or time, whose it is.

        Returns:
            Position of that line, nothing but lines of the wire above it; None where no such header
            begins here.
        """
        if not text or not (self._draft.banners or self._draft.dtg):
            return None
        if text[0] in "UCSTRLuclstr":
            banner = read_banner(text)
            if banner and banner.is_understood and banner.section[0] > 1:
                is_ours = banner.number is None or self._is_ours(str(banner.number))
                return position if is_ours else None
        found = HEAD_LINE.match(text)
        if found is None or found.lastgroup not in _BEGINS_HEADER:
            return None
        page = PAGE_HEAD.match(text)
        if found.lastgroup == "page" and not (page and int(page["page"]) == 1):
            return None
        return self._line_of_origin(position)

    def _line_of_origin(self, position: int) -> int | None:
        """Find the station or the time of this cable below nothing but lines of the wire."""
        for index in range(position, min(position + _LONGEST_HEADER, len(self._lines))):
            text = self._lines[index].text
            station = STATION_NUMBER.match(text)
            if station:
                return index if self._is_ours(station[1]) and is_wire_line(text) else None
            if text[:1].isalnum() and DTG.match(text):
                is_ours = self._draft.dtg is not None and read_dtg(text) == self._draft.dtg
                return index if is_ours and is_wire_line(text) else None
            if text and not is_wire_line(text) and read_caveats(text) is None:
                return None
        return None

    def _late_authority(self, position: int, flush_blanks: Callable[[], None]) -> int | None:
        """Read a classification authority block that stands at the end of the cable."""
        if self._draft.classified_by is not None or self._lines[position - 1].text:
            return None
        found = HEAD_LINE.match(self._lines[position].text)
        if found is None or found.lastgroup not in _AUTHORITY:
            return None
        flush_blanks()
        return HeadReader(self._lines, self._draft).read_authority(position)
