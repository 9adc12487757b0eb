"""The classification authority block: Classified By, Reason, Derived From, Declassify On.

The block is free text (a name, a title) in a frame of markings. It counts as understood, and may
be shown as a marking, only where a list of reasons closes it; otherwise nobody can say where it
ends and the text of the cable begins, so it is treated as an unmarked portion.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from declass.cable.draft import DraftCable
from declass.cable.fields import is_date_line, is_settled_before, is_unfinished
from declass.cable.model import ClassifiedBy, FurnitureKind, Span
from declass.cable.patterns import (
    DECLASSIFY_KEYWORD,
    HEAD_LINE,
    PARAGRAPH_NUMBER,
    RULE,
)
from declass.cable.reason import find_reasons
from declass.cable.scan import LONGEST_FIELD_LINE, Line, fold

GROUPS = frozenset(("authority", "reason", "derived", "declassify"))
"""Groups of `HEAD_LINE` that this module reads."""

_LONGEST_BLOCK = 7
_LONGEST_UNKNOWN = 3
_LONGEST_CLASSIFIER = 240
_LABEL = re.compile(
    r"(?:\([A-Z/]{1,8}\)\s{0,3})?(?:ORIGINALLY\s{1,3})?"
    r"(?:C\sL\sA\sS\sS\sI\sF\sI\sE\sD\s{1,3}B\sY|CLASSIFIED(?:\s{1,3}BY)?|CLASS\s?BY)[\s:;.]{0,4}",
    re.IGNORECASE,
)
_DERIVED = re.compile(r"DERIVED\s{1,3}FROM[\s:;]{0,4}", re.IGNORECASE)
_DERIVED_INLINE = re.compile(r"\bDERIVED\s{1,3}FROM\s{0,3}[:;]", re.IGNORECASE)
_DECLASSIFY_INLINE = re.compile(
    r"\bDECL(?:AS(?:S(?:IFY)?)?)?(?:\s{1,3}ON\b\s{0,3}[:;]?|\s{0,2}[:;]|\s{1,3}(?=\d))"
    r"|\bDECLASSIFICATION(?:\s{1,3}DATE)?\s{0,2}[:;]",
    re.IGNORECASE,
)
_NAMELESS_SOURCE = re.compile(
    r"(?:MULTIPLE SOURCES?|DSCG[ 0-9\-]{0,12}|[A-Z0-9\-]{0,12}\s?"
    r"(?:SECURITY )?CLASSIFICATION GUIDE[ A-Z0-9\-.,/]{0,24})[.,;]?\Z",
    re.IGNORECASE,
)
_MOST_WORDS = 14
_PARTICLES = frozenset(
    "a acting ai and at by d da de del der des di do dos du e el for i ibn in la le of per reason"
    " reasons s the to und van von y".split()
)
_CLAUSE_WORDS = frozenset(
    "are asked because been believes had has have he her him his is it knows our paid said says"
    " she summary tells that their they told under was we were what when which who whose will with"
    " would you".split()
)
_STOP = re.compile(r"[a-z]{3,}[.?!]\s+[A-Z]|[A-Z]{4,}[.?!]\s+[A-Z]")
"""The end of a sentence; that of an abbreviation (``Dr. Thornbury``) is shorter."""

_REASON_LINE = re.compile(r"E\.?\s?O\.?\s?\d{5}[,:]?\s{1,3}(?:FOR\s)?REASONS?\b", re.IGNORECASE)
_TRAILING = " \t\r\n\xa0.,;:"

AddFurniture = Callable[..., None]


def read_authority(lines: list[Line], position: int, draft: DraftCable, add: AddFurniture) -> int:
    """Read the block, or the part of it, that begins at a line.

    Args:
        lines: the lines of the text; a line in which other text follows the block is cut in two.
        position: position of the line.
        draft: its `classified_by` is made or completed.
        add: called with kind, line and ``is_understood`` for each line taken.

    Returns:
        Position of the first line that was not taken.
    """
    found = HEAD_LINE.match(lines[position].text)
    group = found.lastgroup if found else None
    if group == "declassify":
        return _read_declassify(lines, position, draft, add)
    if group == "derived":
        return _read_derived(lines, position, draft, add)
    return _read_classifier(lines, position, draft, add)


def parse_block(text: str, span: Span) -> ClassifiedBy:
    """Read a whole block that stands in one text, such as a paragraph of its own.

    Args:
        text: the block from its label on.
        span: where it stands.
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    reasons = find_reasons(text)
    derived = _DERIVED_INLINE.search(text)
    declassify = _DECLASSIFY_INLINE.search(text)
    ends = [found.start() for found in (derived, declassify) if found]
    ends += [reasons.start] if reasons else []
    classifier = fold(text[start : min(ends, default=len(text))]).strip(_TRAILING)
    return ClassifiedBy(
        classifier or None,
        reasons.reasons if reasons else (),
        _between(text, derived, declassify),
        _between(text, declassify, derived),
        span,
    )


def _between(text: str, label: re.Match[str] | None, other: re.Match[str] | None) -> str | None:
    if label is None:
        return None
    end = other.start() if other and other.start() > label.end() else len(text)
    return fold(text[label.end() : end]).strip(" .,;:") or None


def _read_classifier(lines: list[Line], position: int, draft: DraftCable, add: AddFurniture) -> int:
    end = position + 1
    while end < len(lines) and end - position < _LONGEST_BLOCK and _continues(lines[end].text):
        end += 1
    begin = lines[position].begin
    is_too_long = any(len(line.text) > LONGEST_FIELD_LINE for line in lines[position:end])
    text = draft.text[begin : lines[end - 1].end]
    reasons = None if is_too_long else find_reasons(text)
    if reasons is None or reasons.start > _LONGEST_CLASSIFIER:
        end = min(end, position + _LONGEST_UNKNOWN)
        stop = lines[end - 1].end
        text = draft.text[begin : min(stop, begin + LONGEST_FIELD_LINE)]
        _complete(draft, parse_block(text, Span(begin, stop)))
        for line in lines[position:end]:
            add(FurnitureKind.CLASSIFIED_BY, line, is_understood=False)
        return end
    end = _cut_after(lines, position, begin + reasons.end)
    stop = lines[end - 1].end
    block = parse_block(draft.text[begin:stop], Span(begin, stop))
    _complete(draft, block)
    is_understood = block.classifier is None or _is_name_and_title(block.classifier)
    for line in lines[position:end]:
        add(FurnitureKind.CLASSIFIED_BY, line, is_understood=is_understood)
    if end < len(lines) and _DECLASSIFY_INLINE.match(lines[end].text):
        return _read_declassify(lines, end, draft, add)
    return end


def _is_name_and_title(text: str) -> bool:
    """True for words that may be a name and a title, and are no sentence.

    ``Acting Econ Counselor Ada Thornbury``, ``ADA THORNBURY, DCM``: few words, capitalised but for
    particles, none of those that make a clause.
    """
    words = re.findall(r"[^\W\d_]+", text)
    is_sentence = any(word.lower() in _CLAUSE_WORDS for word in words) or _STOP.search(text)
    are_capitalised = text.islower() or all(
        word[0].isupper() or word.lower() in _PARTICLES for word in words
    )
    return len(words) <= _MOST_WORDS and are_capitalised and not is_sentence


def _continues(text: str) -> bool:
    if not text or PARAGRAPH_NUMBER.match(text) or RULE.match(text):
        return False
    found = HEAD_LINE.match(text)
    return found is None or found.lastgroup == "reason" or _REASON_LINE.match(text) is not None


def _cut_after(lines: list[Line], position: int, offset: int) -> int:
    """Cut the line in which the block ends, where other text follows on it.

    Returns:
        Position of the line after the block.
    """
    while lines[position].end < offset:
        position += 1
    line = lines[position]
    rest = line.text[max(0, offset - line.begin) :]
    stripped = rest.lstrip(_TRAILING + ")]")
    if stripped:
        middle = line.begin + len(line.text) - len(stripped)
        lines[position] = Line(
            line.start, line.begin, middle, line.text[: middle - line.begin].rstrip()
        )
        lines.insert(position + 1, Line(middle, middle, line.end, stripped))
    return position + 1


def _read_derived(lines: list[Line], position: int, draft: DraftCable, add: AddFurniture) -> int:
    line = lines[position]
    label = _DERIVED.match(line.text)
    text = line.text[label.end() :] if label else line.text
    declassify = _DECLASSIFY_INLINE.search(text)
    source = text[: declassify.start()] if declassify else text
    instruction = fold(text[declassify.end() :]) if declassify else None
    _complete(
        draft,
        ClassifiedBy(
            None, (), fold(source).strip(" .,;:") or None, instruction, Span(line.begin, line.end)
        ),
    )
    is_understood = declassify is None and bool(_NAMELESS_SOURCE.match(source.strip()))
    add(FurnitureKind.CLASSIFIED_BY, line, is_understood=is_understood)
    return position + 1


def _read_declassify(lines: list[Line], position: int, draft: DraftCable, add: AddFurniture) -> int:
    """Read ``Declassify On:`` and the line or two over which its instruction runs."""
    keyword = DECLASSIFY_KEYWORD.match(lines[position].text)
    instruction = lines[position].text[keyword.end() :] if keyword else lines[position].text
    end = position + 1
    while (
        end < len(lines)
        and end - position < 3
        and (_continues(lines[end].text) or _is_awaited(instruction, lines[end].text))
        and not is_settled_before(instruction, lines[end].text)
    ):
        instruction += f" {lines[end].text}"
        end += 1
    span = Span(lines[position].begin, lines[end - 1].end)
    _complete(draft, ClassifiedBy(None, (), None, fold(instruction), span))
    add(FurnitureKind.EO_LINE, Line(lines[position].start, span.start, span.end, ""))
    return end


def _is_awaited(instruction: str, text: str) -> bool:
    """True for the date for which an instruction breaks off at the end of its line."""
    return is_unfinished(instruction) and is_date_line(text)


def _complete(draft: DraftCable, part: ClassifiedBy) -> None:
    """Add what a part of the block says to what is known; several sources stand side by side."""
    known = draft.classified_by
    if known is None:
        draft.classified_by = part
        return
    draft.classified_by = ClassifiedBy(
        known.classifier or part.classifier,
        tuple(dict.fromkeys(known.reasons + part.reasons)),
        _side_by_side(known.derived_from, part.derived_from),
        _side_by_side(known.declassify_on, part.declassify_on),
        known.span,
    )


def _side_by_side(known: str | None, part: str | None) -> str | None:
    """Two statements as one; what was stated is not added again, nor to one beyond all reading."""
    if not known or not part:
        return known or part
    is_stated = part.upper() in known.upper().split("; ")
    return known if is_stated or len(known) > LONGEST_FIELD_LINE else f"{known}; {part}"
