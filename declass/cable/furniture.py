"""Page furniture in the body: page and section lines, repeated headers, closing lines, stamps.

Furniture is left out of a release as no part of the message, so a line passes for furniture only
where nothing but furniture could look like it: a bare banner, a section line of this very cable,
a header whose section number or message number fits.
"""

from __future__ import annotations

from collections.abc import Callable

from declass.cable.draft import DraftCable
from declass.cable.head import HeadReader
from declass.cable.model import FurnitureKind
from declass.cable.patterns import (
    CLOSING,
    FURNITURE_HINT,
    HEAD_LINE,
    PAGE_HEAD,
    RECORDS_FOOTER,
    RECORDS_STAMP_WORDS,
    RULE,
    SECTION_LINE,
    STATION_NUMBER,
    is_stamp,
)
from declass.cable.scan import Line
from declass.marking.banner import read_banner, read_caveats

_BEGINS_HEADER = frozenset(("relay", "routing", "station", "security", "dtg"))
_AUTHORITY = frozenset(("authority", "derived", "declassify"))
_FURTHEST_CLOSING = 12


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
        upper = draft.text.upper()
        self._has_stamps = any(word in upper for word in RECORDS_STAMP_WORDS)

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
        if self._begins_repeated_header(text, position):
            flush_blanks()
            return HeadReader(self._lines, self._draft, repeats=True).read(position)
        kind = self._kind(text, position)
        if kind is None:
            return self._late_authority(position, flush_blanks)
        flush_blanks()
        if kind is FurnitureKind.RECORDS_FOOTER:
            self._draft.add(kind, line.start, self._lines[-1].end)
            return len(self._lines)
        self._draft.add(kind, line.start, line.end)
        return position + 1

    def _kind(self, text: str, position: int) -> FurnitureKind | None:
        first = text[0]
        if first in "Pp" and (page := PAGE_HEAD.match(text)) and self._is_ours(page["number"]):
            return FurnitureKind.PAGE_LINE
        if text[-1].isdigit() and (section := SECTION_LINE.match(text)):
            return FurnitureKind.PAGE_LINE if self._is_ours(section["number"]) else None
        if first in "NnBb#=-<MmEeCc" and CLOSING.match(text) and self._is_near_end(position):
            return FurnitureKind.CLOSING
        if first in "UCSTRLuclstr" and self._is_page_banner(text):
            return FurnitureKind.PAGE_LINE
        if first in "SNELXsnelx" and read_caveats(text) is not None:
            return FurnitureKind.PAGE_LINE  # a caption repeated by a page
        if is_stamp(text):
            return FurnitureKind.PAGE_LINE
        if first in "MmAa" and RECORDS_FOOTER.match(text):
            return FurnitureKind.RECORDS_FOOTER
        if first in "-=_*~" and RULE.match(text) and self._is_alone(position):
            return FurnitureKind.RULE
        return None

    def _is_ours(self, number: str) -> bool:
        """True for the message number of this cable, or any where its own is unknown."""
        return not self._numbers or int(number) in self._numbers

    def _is_page_banner(self, text: str) -> bool:
        banner = read_banner(text)
        if banner is None or not banner.is_understood or banner.section != (1, 1):
            return False
        return banner.post is None or banner.number in self._numbers

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
            or any(RECORDS_FOOTER.match(line.text) or is_stamp(line.text) for line in rest)
        )

    def _begins_repeated_header(self, text: str, position: int) -> bool:
        if text[0] in "UCSTRLuclstr":
            banner = read_banner(text)
            if banner and banner.is_understood and banner.section[0] > 1:
                return banner.number is None or not self._numbers or banner.number in self._numbers
        found = HEAD_LINE.match(text)
        if found is None or found.lastgroup not in _BEGINS_HEADER:
            return False
        for line in self._lines[position : position + 6]:
            station = STATION_NUMBER.match(line.text)
            if station:
                return self._is_ours(station[1])
            if line.text and read_caveats(line.text) is None and not HEAD_LINE.match(line.text):
                return False
        return False

    def _late_authority(self, position: int, flush_blanks: Callable[[], None]) -> int | None:
        """Read a classification authority block that stands at the end of the cable."""
        if self._draft.classified_by is not None or self._lines[position - 1].text:
            return None
        found = HEAD_LINE.match(self._lines[position].text)
        if found is None or found.lastgroup not in _AUTHORITY:
            return None
        flush_blanks()
        return HeadReader(self._lines, self._draft).read_authority(position)
