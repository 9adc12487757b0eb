"""The metadata head that web copies of a collection put before a telegram.

Four label lines and four value lines, or ``Label: value`` lines, or a row of a table; then the
title (which repeats the subject), tags, and page furniture, up to the telegram itself.
"""

from __future__ import annotations

import re
from datetime import date

from declass.cable.draft import DraftCable
from declass.cable.model import FurnitureKind
from declass.cable.patterns import ADDRESS, HEAD_LINE, TAG
from declass.cable.reference import read_mrn
from declass.cable.scan import Line, fold
from declass.marking.banner import read_banner

_LABELS = {
    "identifier": "identifier",
    "reference id": "identifier",
    "canonical id": "identifier",
    "message reference number": "identifier",
    "created": "created",
    "date": "created",
    "classification": "classification",
    "origin": "origin",
    "from": "origin",
    "released": "released",
}
_LABEL_AND_VALUE = re.compile(
    r"(Identifier|Reference ID|Canonical ID|Message Reference Number|Created|Date|Classification|"
    r"Origin|From|Released)[ \t\xa0]{0,4}[:|\t][ \t\xa0]{0,8}(.{0,120})\Z",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:Cable )?title[ \t\xa0]{0,4}:[ \t\xa0]{0,8}", re.IGNORECASE)
_TAGS = re.compile(r"tags[ \t\xa0]{0,4}:[ \t\xa0]{0,8}", re.IGNORECASE)
_PAGE_FURNITURE = re.compile(
    r"(?:pdf|how-to read a cable|raw content|permalink|\[?\s?metadata\s?\]?|header|print|share|"
    r"cable text|\||\s){1,12}\Z",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)\b")
_LONGEST_HEAD = 60
"""Lines after which a metadata head without a telegram below it is given up."""


def read_metadata(lines: list[Line], draft: DraftCable) -> int:
    """Read the metadata head, if the text begins with one.

    Args:
        lines: the lines of the whole text.
        draft: receives identifier, day of creation, classification, origin, tags and furniture.

    Returns:
        Position of the first line after the head; 0 where there is none.
    """
    position = _read_fields(lines, draft)
    if position == 0:
        return 0
    draft.organs.add("metadata")
    return _read_title_and_tags(lines, position, draft)


def _read_fields(lines: list[Line], draft: DraftCable) -> int:
    position = 0
    waiting: list[str] = []
    fields = 0
    while position < len(lines) and position < _LONGEST_HEAD:
        line = lines[position]
        paired = _LABEL_AND_VALUE.match(line.text)
        label = _LABELS.get(line.text.rstrip(":").strip().lower())
        if paired:
            _store(_LABELS[paired[1].lower()], paired[2], line, draft)
            fields += 1
        elif label and not fields:
            waiting.append(label)
            draft.add(FurnitureKind.METADATA, line.start, line.end)
        elif line.text and waiting:
            _store(waiting.pop(0), line.text, line, draft)
            fields += 1
        elif not line.text:
            draft.add(FurnitureKind.BLANK, line.start, line.end)
        else:
            break
        position += 1
    if fields < 2:
        draft.furniture.clear()
        return 0
    return position


def _store(label: str, value: str, line: Line, draft: DraftCable) -> None:
    is_understood = True
    if label == "identifier":
        draft.identifier = read_mrn(value)
        is_understood = draft.identifier is not None
    elif label == "classification":
        draft.filed_classification = read_banner(value)
        is_understood = draft.filed_classification is not None and (
            draft.filed_classification.is_understood
        )
        draft.add(FurnitureKind.BANNER, line.start, line.end, is_understood=is_understood)
        return
    elif label in ("created", "released"):
        found = _DATE.match(value)
        is_understood = found is not None
        if found and label == "created":
            draft.created = _day(found)
    else:
        is_understood = bool(ADDRESS.match(value))
        draft.origin = draft.origin or fold(value)
    draft.add(FurnitureKind.METADATA, line.start, line.end, is_understood=is_understood)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _read_title_and_tags(lines: list[Line], position: int, draft: DraftCable) -> int:
    """Read on to the telegram; text between that is none of title, tags and dress is not known."""
    is_title = False
    for index in range(position, min(len(lines), position + _LONGEST_HEAD)):
        line = lines[index]
        if not line.text:
            draft.add(FurnitureKind.BLANK, line.start, line.end)
        elif _TITLE.match(line.text):
            is_title = True
            draft.add(FurnitureKind.TITLE, line.start, line.end)
        elif (tags := _TAGS.match(line.text)) and is_title:
            is_title = False
            names = line.text[tags.end() :].replace(",", " ").upper().split()
            is_understood = all(TAG.match(name) for name in names)
            draft.tags += [name for name in names if TAG.match(name)]
            draft.add(FurnitureKind.METADATA, line.start, line.end, is_understood=is_understood)
        elif _PAGE_FURNITURE.match(fold(line.text)):
            is_title = False
            draft.add(FurnitureKind.METADATA, line.start, line.end)
        elif is_title:
            draft.add(FurnitureKind.TITLE, line.start, line.end)
        elif HEAD_LINE.match(line.text) or read_banner(line.text):
            return index
        else:
            draft.add(FurnitureKind.METADATA, line.start, line.end, is_understood=False)
    return min(len(lines), position + _LONGEST_HEAD)
