"""Text to `Cable`: puts the organs together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from declass.cable.authority import parse_block
from declass.cable.body import read_body
from declass.cable.draft import DraftCable
from declass.cable.head import HeadReader
from declass.cable.levels import settle
from declass.cable.model import (
    Cable,
    LevelSource,
    Portion,
    PortionKind,
    Remark,
    Span,
    Transmission,
)
from declass.cable.patterns import AUTHORITY_PARAGRAPH, HEAD_LINE
from declass.cable.reference import canonical_mrn, read_references
from declass.cable.scan import Line, fold, scan
from declass.errors import NotACableError
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC, CAPTIONS, DISSEMINATION_CAPTIONS

_STRONG_ORGANS = frozenset(("dtg", "eo", "tags", "security", "metadata", "station"))
_ORGANS_OF_A_CABLE = 2
_TELEGRAM_BEGINS = frozenset(("relay", "routing", "station", "security", "dtg", "page"))
"""Organs with which a telegram begins: no metadata head stands before it."""


def parse(text: str) -> Cable:
    """Read the text of a cable.

    Never fails on what a cable says: what is not understood becomes an unmarked portion or a
    remark. Takes time in proportion to the length of the text, whatever it holds.

    Args:
        text: the whole text, in any of the forms that cables come in.

    Returns:
        The cable; its portions and furniture reassemble to `text`, character for character.

    Raises:
        NotACableError: the text carries too few organs of a cable to be taken for one.
    """
    lines = scan(text)
    draft = DraftCable(text)
    position = _read_metadata(lines, draft)
    position = HeadReader(lines, draft).read(position)
    _require_cable(draft)
    read_body(lines, position, draft)
    overall, caveats = _classify(draft)
    portions = settle(draft, overall, caveats)
    _read_authority_paragraph(draft, portions)
    _remark(draft, portions)
    return _freeze(draft, overall, caveats, portions)


def _read_metadata(lines: list[Line], draft: DraftCable) -> int:
    """Read the metadata head, unless the text begins with the telegram itself."""
    first = next((line.text for line in lines if line.text), "")
    found = HEAD_LINE.match(first)
    if found is not None and found.lastgroup in _TELEGRAM_BEGINS:
        return 0
    from declass.cable.metadata import read_metadata

    return read_metadata(lines, draft)


def _require_cable(draft: DraftCable) -> None:
    if len(draft.organs) < _ORGANS_OF_A_CABLE or not draft.organs & _STRONG_ORGANS:
        raise NotACableError(
            "this text is no cable: it has no date-time group, E.O. line, TAGS or banner that "
            "could be read",
            remedy="give the text of one cable, from its transmission header or banner on",
        )


def _classify(draft: DraftCable) -> tuple[Level, tuple[str, ...]]:
    """The overall classification: the highest of all that states one.

    A cable without any banner is TOP SECRET until someone decides (fail closed): what its marks
    add up to says nothing about its unmarked portions.
    """
    banners = list(draft.banners)
    if draft.filed_classification:
        banners.append(draft.filed_classification)
    stated = [banner.level for banner in banners]
    stated += [Level[name] for name in draft.security_levels]
    if not stated:
        draft.remarks.append(
            Remark("no-banner", "no banner could be read: unmarked text is treated as TOP SECRET")
        )
        stated.append(Level.TS)
    if "SBU" in draft.captions:
        stated.append(Level.SBU)
    readable = [each.mark for each in draft.portions if each.mark and each.mark.is_readable]
    marks = [mark.level for mark in readable]
    has_reasons = draft.classified_by is not None and bool(draft.classified_by.reasons)
    if has_reasons and max(stated + marks) < Level.C:
        draft.remarks.append(
            Remark(
                "unclassified-with-reasons",
                "the cable names reasons for classification under an unclassified banner: unmarked "
                "text is treated as CONFIDENTIAL",
            )
        )
        stated.append(Level.C)
    names = [name for banner in banners for name in banner.caveats]
    names += draft.captions
    # Atomic energy information in one portion makes the whole document carry it (10 CFR 1045).
    names += [name for mark in readable for name in mark.caveats if name in ATOMIC]
    caveats = dict.fromkeys(
        name for name in names if name not in CAPTIONS or name in DISSEMINATION_CAPTIONS
    )
    return max(stated + marks), tuple(name for name in caveats if name != "SBU")


def _read_authority_paragraph(draft: DraftCable, portions: tuple[Portion, ...]) -> None:
    """Take the classification authority from a paragraph, where it has no block of its own."""
    if draft.classified_by is not None:
        return
    for portion in portions:
        if portion.kind is PortionKind.PARAGRAPH and AUTHORITY_PARAGRAPH.match(
            draft.text, portion.content
        ):
            start, end = portion.content, portion.spans[-1].end
            while start < end and draft.text[start].isspace():
                start += 1
            draft.classified_by = parse_block(draft.text[start:end], Span(start, end))
            return


def _remark(draft: DraftCable, portions: tuple[Portion, ...]) -> None:
    remarks = draft.remarks
    if any(banner.is_misspelt for banner in draft.banners):
        remarks.append(Remark("banner-misspelt", "the banner is misspelt"))
    levels = {banner.level for banner in draft.banners}
    levels |= {draft.filed_classification.level} if draft.filed_classification else set()
    levels |= {Level[name] for name in draft.security_levels}
    if len(levels) > 1:
        remarks.append(
            Remark("banners-differ", "banner, ZNY line and metadata differ: the highest governs")
        )
    if draft.dtg is None and draft.created is None:
        remarks.append(Remark("no-date", "the cable has no readable date"))
    if len(draft.eo_lines) > 1:
        remarks.append(Remark("eo-lines-differ", "the cable has several E.O. lines that differ"))
    remarks += _remarks_on_marks(draft, portions)


def _remarks_on_marks(draft: DraftCable, portions: tuple[Portion, ...]) -> Iterator[Remark]:
    line, counted = 1, 0
    for portion in portions:
        if portion.level_source is not LevelSource.UNREADABLE:
            continue
        start = portion.spans[0].start
        line += draft.text.count("\n", counted, start)
        counted = start
        yield Remark(
            "mark-unreadable",
            f"a portion mark could not be read: the portion is treated as {portion.level.title}",
            line,
        )


def _freeze(
    draft: DraftCable, overall: Level, caveats: tuple[str, ...], portions: tuple[Portion, ...]
) -> Cable:
    day = draft.dtg.date() if draft.dtg else draft.created
    references, _ = read_references(draft.references, day.year if day else None)
    return Cable(
        text=draft.text,
        mrn=_mrn(draft, day),
        date=day,
        classification=overall,
        caveats=caveats,
        captions=_captions(draft),
        sections=max((banner.section[1] for banner in draft.banners), default=1),
        transmission=Transmission(
            draft.precedence, draft.dtg, draft.origin, tuple(draft.addressees)
        ),
        eo_lines=tuple(draft.eo_lines),
        classified_by=draft.classified_by,
        subject=fold(draft.subject) if draft.subject is not None else None,
        tags=tuple(dict.fromkeys(draft.tags)),
        references=references,
        portions=portions,
        furniture=tuple(draft.furniture),
        remarks=tuple(draft.remarks),
    )


def _captions(draft: DraftCable) -> tuple[str, ...]:
    """Captions of the banner line and of the lines below it; a NOFORN in the banner is none."""
    names = [name for banner in draft.banners for name in banner.caveats]
    names = [name for name in names if name not in DISSEMINATION_CAPTIONS] + draft.captions
    return tuple(dict.fromkeys(name for name in names if name in CAPTIONS))


def _mrn(draft: DraftCable, day: date | None) -> str | None:
    if draft.identifier is not None:
        return draft.identifier
    posts = [banner.post for banner in draft.banners if banner.post] + [draft.post, draft.origin]
    numbers = [banner.number for banner in draft.banners] + [draft.station_number]
    post = next((post for post in posts if post), None)
    number = next((number for number in numbers if number is not None), None)
    if post is None or number is None or day is None:
        return None
    return canonical_mrn(post, number, day.year)
