"""Signatures: names in capitals that close the body."""

from __future__ import annotations

from declass.cable.draft import DraftCable, DraftPortion
from declass.cable.model import PortionKind, Span
from declass.cable.patterns import SIGNATURE
from declass.cable.scan import Line

_CANDIDATES = (PortionKind.PARAGRAPH, PortionKind.HEADING)


def mark_signatures(lines: list[Line], draft: DraftCable) -> None:
    """Take the last lines of the body for signatures, where they are names in capitals.

    Args:
        lines: the lines of the whole text.
        draft: a cable with all its portions; those of signatures change their kind.
    """
    is_lower_case = draft.text.islower()
    _split_off(lines, draft, is_lower_case=is_lower_case)
    for portion in reversed(draft.portions):
        is_bare = portion.number is None and portion.mark is None and portion.kind in _CANDIDATES
        words = draft.text[portion.spans[0].start : portion.spans[-1].end].strip()
        if not is_bare or not all(
            _is_signature(line.strip(), is_lower_case=is_lower_case) for line in words.splitlines()
        ):
            break
        portion.kind = PortionKind.SIGNATURE
        portion.heading = None


def _is_signature(line: str, *, is_lower_case: bool) -> bool:
    """True for a name in capitals; in a reissue in lower case, for any single word."""
    name = line.upper() if is_lower_case else line
    return name.isupper() and SIGNATURE.match(name) is not None


def _split_off(lines: list[Line], draft: DraftCable, *, is_lower_case: bool) -> None:
    """Part names in capitals from the sentence that ends on the line above them."""
    last = draft.portions[-1] if draft.portions else None
    if last is None:
        return
    begin, end = last.spans[0].start, last.spans[-1].end
    first: Line | None = None
    for line in reversed(lines):
        if line.start <= begin:
            break
        if line.start >= end or not _stands_in(line, last):
            continue
        if not _is_signature(line.text, is_lower_case=is_lower_case):
            break
        first = line
    if first is None:
        return
    cut = first.start
    kept = [Span(start, min(stop, cut)) for start, stop in last.spans if start < cut]
    if draft.text[kept[-1].start : kept[-1].end].rstrip()[-1:] not in (".", "?", "!"):
        return
    signature = DraftPortion(PortionKind.PARAGRAPH, None, None, first.begin)
    for start, stop in last.spans:
        if stop > cut:
            signature.extend(max(start, cut), stop)
    last.spans = kept
    draft.portions.append(signature)


def _stands_in(line: Line, portion: DraftPortion) -> bool:
    return bool(line.text) and portion.covers(line.start)
