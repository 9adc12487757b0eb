"""The metadata head that web copies of a collection put before a telegram.

Labels and values come in any of these forms: label lines, then as many value lines; a label line,
then its value line; ``Label: value`` lines; rows of a table with tabs or bars; rows of quoted
values. Below them stand the title (which repeats the subject), tags, and page furniture, up to the
line where the telegram begins. What is not understood is kept, never taken for a marking.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from declass.cable.draft import DraftCable
from declass.cable.model import FurnitureKind
from declass.cable.patterns import HEAD_LINE, MONTHS, OFFICE, PARAGRAPH_NUMBER, TAG
from declass.cable.reference import read_mrn
from declass.cable.scan import LONGEST_FIELD_LINE, Line, fold
from declass.marking.banner import Banner, read_banner
from declass.marking.posts import is_post

_LABELS = {
    "identifier": "identifier",
    "id": "identifier",
    "refid": "identifier",
    "ref id": "identifier",
    "reference id": "identifier",
    "canonical id": "identifier",
    "message reference number": "identifier",
    "created": "created",
    "date": "created",
    "classification": "classification",
    "original classification": "classification",
    "current classification": "classification",
    "origin": "origin",
    "source": "origin",
    "from": "origin",
    "released": "released",
}
_LABEL = re.compile(r"([A-Za-z][A-Za-z \xa0/\-]{1,40}?)[ \xa0]{0,4}:(?=\s|\Z)[ \t\xa0]{0,8}")
_TITLE = re.compile(r"(?:Cable[ \xa0]{1,4})?title[ \t\xa0]{0,4}:[ \t\xa0]{0,8}", re.IGNORECASE)
_TAGS = re.compile(r"tags[ \t\xa0]{0,4}:[ \t\xa0]{0,8}", re.IGNORECASE)
_PAGE_FURNITURE = re.compile(
    r"(?:pdf|how-to read a cable|(?:raw )?content|permalink|\[?\s?metadata\s?\]?|header|print|"
    r"share|cable text|linked documents|\||\s){1,12}\Z",
    re.IGNORECASE,
)
_QUOTED_CELL = re.compile(r'"([^"]{0,200})"')
_TABLE_CELL = re.compile(r"(?<![^\t|])([^\t|]{0,200})(?=[\t|]|\Z)")
_QUOTED_ROW = re.compile(r'"[^"]{0,200}"\s{0,4}[,;]\s{0,4}"')
_RULE_OF_A_TABLE = re.compile(r"[|+\-=: \t]{3,200}\Z")
_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<number>\d\d)-|\s(?P<month>[A-Z]{3})[A-Z]{0,6}\s)(?P<day>\d{1,2})"
    r"(?:,?[T ]\d\d:\d\d(?::\d\d)?Z?(?:\s\([A-Z]{6,9}\))?)?\Z",
    re.IGNORECASE,
)
_LONGEST_HEAD = 60
"""Lines after which a metadata head without a telegram below it is given up."""
_LEAST_FIELDS = 2
_LONGEST_TITLE = 4

_STRONG = frozenset(
    ("page", "relay", "routing", "station", "security", "dtg", "origin", "action", "bureau", "eo")
)
"""Organs with which a telegram begins."""
_LIKE_A_TITLE = frozenset(("origin", "action", "bureau"))
"""Those of them that a line of a title may look like."""


class Cell(NamedTuple):
    """A label or a value: its words, and where it stands in the source."""

    text: str
    start: int
    end: int


def read_metadata(lines: list[Line], draft: DraftCable) -> int:
    """Read the metadata head, if the text begins with one.

    Args:
        lines: the lines of the whole text.
        draft: receives identifier, day of creation, classification, origin, tags and furniture.

    Returns:
        Position of the first line after the head; 0 where there is none.
    """
    reader = MetadataReader(lines, draft)
    position = reader.read()
    if reader.fields < _LEAST_FIELDS:
        draft.furniture.clear()
        draft.tags.clear()
        draft.identifier = draft.created = draft.filed_classification = draft.origin = None
        return 0
    draft.organs.add("metadata")
    return position


class MetadataReader:
    """Walks the lines of a metadata head.

    Attributes:
        lines: the lines of the whole text.
        draft: receives what is read.
        fields: how many values of known labels were read.
        waiting: labels whose values are still to come, in order.
        title: lines of the title read so far, None outside a title.
    """

    def __init__(self, lines: list[Line], draft: DraftCable) -> None:
        self.lines = lines
        self.draft = draft
        self.fields = 0
        self.waiting: list[str] = []
        self.title: int | None = None

    def read(self) -> int:
        """Read the head; returns the position of the first line of the telegram."""
        for index, line in enumerate(self.lines[:_LONGEST_HEAD]):
            if not line.text:
                self.draft.add(FurnitureKind.BLANK, line.start, line.end)
            elif _RULE_OF_A_TABLE.match(line.text):
                self._add(line)
            elif not self._read_line(index, line) or not self._has_begun(line):
                return index
        return min(len(self.lines), _LONGEST_HEAD)

    def _has_begun(self, line: Line) -> bool:
        """True once a label, a value, a title or page furniture was read: text begins no head."""
        is_label = _LABEL.match(line.text) or _PAGE_FURNITURE.match(fold(line.text))
        return bool(self.fields or self.waiting or self.title is not None or is_label)

    def _read_line(self, index: int, line: Line) -> bool:
        """Read a line; False where the telegram begins with it."""
        if self._is_value(index):
            return self._read_pair(line, is_known=True) or self._read_cells(line)
        self.waiting.clear()
        if self._begins_telegram(index):
            return False
        if _TITLE.match(line.text):
            self.title = 0
            self.draft.add(FurnitureKind.TITLE, line.start, line.end)
        elif tags := _TAGS.match(line.text):
            self._read_tags(line, tags.end())
        elif self._read_dress(line):
            self.title = None
        elif self.title is not None and self.title < _LONGEST_TITLE:
            self.title += 1
            self.draft.add(FurnitureKind.TITLE, line.start, line.end)
        elif not self._read_pair(line) and not self._read_cells(line):
            self._add(line, is_understood=False)
        return True

    def _is_value(self, index: int) -> bool:
        """True for a line that a label waits for; a banner is one only of a classification."""
        if not self.waiting or self._organ(index) not in _STRONG:
            return bool(self.waiting)
        return self.waiting[0] == "classification" and bool(read_banner(self.lines[index].text))

    def _begins_telegram(self, index: int) -> bool:
        """True for the first line of the telegram.

        TAGS, SUBJECT and the like may be attributes of the head as well: they begin the telegram
        only where no other beginning stands below them.
        """
        group = self._organ(index)
        if group is None or (group == "tags" and self.title is not None):
            return False
        if self.title is not None and group in _LIKE_A_TITLE:
            return False
        if group in _STRONG:
            return True
        for below in range(index + 1, min(index + _LONGEST_HEAD, len(self.lines))):
            if PARAGRAPH_NUMBER.match(self.lines[below].text):
                return True
            if self._organ(below) in _STRONG:
                return False
        return True

    def _organ(self, index: int) -> str | None:
        """The organ of a telegram that a line begins; a banner counts as its page line."""
        text = self.lines[index].text
        banner = read_banner(text)
        if banner and banner.is_understood:
            return "page"
        found = HEAD_LINE.match(text)
        if found is None or (
            found.lastgroup in ("origin", "action") and not OFFICE.match(text.upper())
        ):
            return None
        return found.lastgroup

    # -- labels and values -------------------------------------------------------------------

    def _read_pair(self, line: Line, *, is_known: bool = False) -> bool:
        """Read ``Label: value``; an unknown label is kept with its value as not understood.

        Args:
            line: the line.
            is_known: True where only a known label makes it a pair.
        """
        found = _LABEL.match(line.text)
        label = _LABELS.get(fold(found[1]).lower()) if found else None
        if found is None or (is_known and label is None):
            return False
        if any(_label(cell) for cell in _cells(line)):
            return False  # a row of labels, each with its colon
        value = line.text[found.end() :]
        if is_known:
            self.waiting.clear()
        if value or label is None:
            self._add_value(label or "", Cell(fold(value), line.start, line.end))
        else:
            self.waiting.append(label)
            self._add(line)
        return True

    def _read_cells(self, line: Line) -> bool:
        """Read a row of labels, of values, or of both in turn; False where it is none."""
        cells = _cells(line)
        labels = [_label(cell) for cell in cells]
        if not any(labels) and not self.waiting and not self._name_values(cells):
            return False
        position = line.start
        for cell, label in zip(cells, labels, strict=True):
            self._add_between(position, cell.start)
            position = cell.end
            if label:
                self.waiting.append(label)
                self.draft.add(FurnitureKind.METADATA, cell.start, cell.end)
            else:
                self._add_value(self.waiting.pop(0) if self.waiting else "", cell)
        self._add_between(position, line.end)
        if not any(labels) and len(cells) > 1:
            self.waiting.clear()
        return True

    def _add_between(self, start: int, end: int) -> None:
        """Add what stands between cells: separators, or words that no cell could be made of."""
        is_understood = not any(sign.isalnum() for sign in self.draft.text[start:end])
        self.draft.add(FurnitureKind.METADATA, start, end, is_understood=is_understood)

    def _name_values(self, cells: list[Cell]) -> bool:
        """Find the labels of a row that has none; False where it is no such row."""
        names = [_guess(cell.text) for cell in cells]
        if len({name for name in names if name}) < _LEAST_FIELDS or "identifier" not in names:
            return False
        self.waiting += names
        return True

    def _add_value(self, label: str, cell: Cell) -> None:
        kind, is_understood = FurnitureKind.METADATA, False
        self.fields += bool(label)
        if label == "identifier":
            name = re.sub(r"_[a-z]\Z", "", cell.text)
            self.draft.identifier = self.draft.identifier or read_mrn(name)
            is_understood = read_mrn(name) is not None
        elif label == "classification":
            kind, is_understood = FurnitureKind.BANNER, self._classify(cell.text)
        elif self._classify(cell.text):
            pass  # a level under another label, or under a wrong one, governs as well
        elif label in ("created", "released"):
            day = _day(cell.text)
            is_understood = day is not None
            if label == "created":
                self.draft.created = self.draft.created or day
        elif label == "origin":
            self.draft.origin = self.draft.origin or cell.text
            is_understood = is_post(cell.text)
        self.draft.add(kind, cell.start, cell.end, is_understood=is_understood)

    def _classify(self, value: str) -> bool:
        """Take the classification of the head; of several the highest governs."""
        banner = read_banner(value)
        known: Banner | None = self.draft.filed_classification
        if banner and (known is None or banner.level > known.level):
            self.draft.filed_classification = banner
        return banner is not None and banner.is_understood

    # -- title, tags and dress ---------------------------------------------------------------

    def _read_tags(self, line: Line, start: int) -> None:
        self.title = None
        names = line.text[start:].replace(",", " ").upper().split()
        is_understood = all(TAG.match(name) for name in names)
        self.draft.tags += [name for name in names if is_understood]
        self._add(line, is_understood=is_understood)

    def _read_dress(self, line: Line) -> bool:
        if not _PAGE_FURNITURE.match(fold(line.text)):
            return False
        self._add(line)
        return True

    def _add(self, line: Line, *, is_understood: bool = True) -> None:
        self.draft.add(FurnitureKind.METADATA, line.start, line.end, is_understood=is_understood)


def _cells(line: Line) -> list[Cell]:
    """Cut a line at tabs, bars, or the commas between quoted values; one cell where none stand."""
    is_quoted = _QUOTED_ROW.match(line.text) is not None
    is_row = is_quoted or "\t" in line.text or "|" in line.text
    if not is_row or len(line.text) > LONGEST_FIELD_LINE:
        return [Cell(fold(line.text), line.start, line.end)]
    first, last = line.text[0] == "|", len(line.text) - (line.text[-1] == "|")
    found = (_QUOTED_CELL if is_quoted else _TABLE_CELL).finditer(line.text, first, last)
    return [
        Cell(fold(cell[1]), line.begin + cell.start(1), line.begin + cell.end(1)) for cell in found
    ]


def _label(cell: Cell) -> str | None:
    return _LABELS.get(cell.text.rstrip(": ").lower())


def _guess(value: str) -> str:
    """The label that a value without one can only have, "" where it may be anything."""
    banner = read_banner(value)
    if banner and banner.is_understood:
        return "classification"
    if read_mrn(value):
        return "identifier"
    if _DATE.match(value):
        return "created"
    return "origin" if is_post(value) else ""


def _day(value: str) -> date | None:
    found = _DATE.match(value)
    if found is None:
        return None
    month = int(found["number"]) if found["number"] else MONTHS.get(found["month"].upper(), 0)
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None
