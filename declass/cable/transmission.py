"""The transmission header: relay and routing lines, date-time group, FM, TO and INFO."""

from __future__ import annotations

from collections.abc import Callable

from declass.cable.draft import DraftCable
from declass.cable.model import Addressee, FurnitureKind
from declass.cable.patterns import (
    ADDRESS,
    ADDRESSEE,
    COUNTERS,
    DTG,
    HEAD_LINE,
    OFFICE,
    PAGE_HEAD,
    PRECEDENCES,
    SECURITY_LETTERS,
    SECURITY_LEVELS,
    STATION_NUMBER,
    WIRE_WORD,
)
from declass.cable.reference import read_dtg
from declass.cable.scan import Line, fold
from declass.marking.banner import read_banner
from declass.marking.posts import is_post

AddFurniture = Callable[..., None]
_WIRE_GROUPS = (
    "page",
    "relay",
    "routing",
    "station",
    "security",
    "dtg",
    "origin",
    "break",
    "bureau",
)
_LONGEST_DRAFTING = 20
"""Lines of the longest block of those who drafted, cleared and approved a telegram."""


def read_line(
    group: str, lines: list[Line], position: int, draft: DraftCable, add: AddFurniture
) -> int:
    """Read one line of the header, and the lines that continue it.

    Args:
        group: which organ it is: the name of the group of `HEAD_LINE` that matched.
        lines: the lines of the text.
        position: position of the line.
        draft: receives what is read.
        add: called with kind, line and ``is_understood`` for each line taken.

    Returns:
        Position of the first line that was not taken.
    """
    line = lines[position]
    if group in ("action", "info", "addressee"):
        return _read_addressees(group, lines, position, draft, add)
    if group == "drafting":
        return _read_drafting(lines, position, add)
    is_understood = _is_understood(group, line.text)
    if group == "dtg":
        _read_dtg(line, draft)
    elif group == "origin":
        if is_understood:  # it names the cable on every page of a release
            draft.origin = draft.origin or fold(line.text[2:])
    elif group == "station":
        number = STATION_NUMBER.match(line.text)
        if number and draft.station_number is None:
            draft.station_number = int(number[1])
    elif group == "security":
        letters = SECURITY_LETTERS.match(line.text)
        level = SECURITY_LEVELS.get(letters[1].upper()) if letters else None
        draft.security_levels += [level] if level else []
    elif group == "page":
        _read_page_head(line, draft)
    add(FurnitureKind.TRANSMISSION, line, is_understood=is_understood)
    return position + 1


def is_wire_line(text: str) -> bool:
    """True for a line that can only be one of a header, its every word: text stands in none."""
    found = HEAD_LINE.match(text)
    group = found.lastgroup if found else None
    if group in ("action", "info"):
        return _is_address(text.split(None, 1)[1])
    if group is not None and group in _WIRE_GROUPS:
        return _is_understood(group, text)
    return COUNTERS.match(text.upper()) is not None


def _is_understood(group: str, text: str) -> bool:
    """True where the whole line is of the words that its organ is made of."""
    if group == "origin":
        return _is_address(text[2:].strip())
    if group == "page":
        return PAGE_HEAD.match(text) is not None
    if group == "bureau":
        return COUNTERS.match(text.upper()) is not None
    return all(WIRE_WORD.match(word) for word in text.upper().split())


def _read_drafting(lines: list[Line], position: int, add: AddFurniture) -> int:
    """Read names of drafters and offices, down to a blank line or the next line of the header."""
    end = position
    while end < len(lines) and end - position < _LONGEST_DRAFTING:
        text = lines[end].text
        found = HEAD_LINE.match(text)
        if end > position and (
            not text
            or (found is not None and found.lastgroup != "drafting")
            or COUNTERS.match(text.upper())
            or read_banner(text)
        ):
            break
        add(FurnitureKind.TRANSMISSION, lines[end], is_understood=False)
        end += 1
    return end


def _read_dtg(line: Line, draft: DraftCable) -> None:
    found = DTG.match(line.text)
    if found is None or draft.dtg is not None:
        return
    draft.dtg = read_dtg(line.text)
    letters = found["precedence"].upper().split()
    draft.precedence = PRECEDENCES.get(letters[0][0]) if letters else None


def _read_page_head(line: Line, draft: DraftCable) -> None:
    found = PAGE_HEAD.match(line.text)
    if found and draft.post is None and not found["post"].upper().startswith("RU"):
        draft.post = found["post"].upper().strip()
        draft.station_number = draft.station_number or int(found["number"])


def _read_addressees(
    group: str, lines: list[Line], position: int, draft: DraftCable, add: AddFurniture
) -> int:
    is_action = group == "action" or (group == "addressee" and not _last_is_info(draft))
    end = position
    while end < len(lines):
        text = lines[end].text
        if end > position and not _continues(text):
            break
        body = text
        if end == position and group != "addressee":
            body = text.split(None, 1)[1] if " " in text or "\t" in text else ""
        is_understood = _is_address(body)
        found = (
            ADDRESSEE.match(body) if is_understood and not COUNTERS.match(body.upper()) else None
        )
        if found and body:
            draft.addressees.append(
                Addressee(
                    is_action,
                    " ".join(found["name"].split()),
                    found["routing"],
                    found["precedence"].upper() if found["precedence"] else None,
                    found["number"],
                )
            )
        add(FurnitureKind.TRANSMISSION, lines[end], is_understood=is_understood)
        end += 1
    return end


def _continues(text: str) -> bool:
    found = HEAD_LINE.match(text)
    if found:
        return found.lastgroup == "addressee"
    return bool(text) and read_banner(text) is None and _is_address(text)


def _is_address(text: str) -> bool:
    """True for the words of an address or of a distribution, and nothing else."""
    if COUNTERS.match(text.upper()):
        return True
    if ADDRESS.match(text) is None:
        return False
    found = ADDRESSEE.match(text)
    return OFFICE.match(text.upper()) is not None or (found is not None and is_post(found["name"]))


def _last_is_info(draft: DraftCable) -> bool:
    return bool(draft.addressees) and not draft.addressees[-1].action
