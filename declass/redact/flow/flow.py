"""Release -> a flow: what is read one after another, where there are no pages.

Text and HTML are drawn from it. All text in it is `visible`. It has nothing finer than a line:
of a box it has the words and how many lines stand for it, which is one where that is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from declass.redact.flow.visible import count_written_out, visible
from declass.redact.paper import blocks
from declass.redact.paper.alternate import alternate
from declass.redact.paper.blocks import Block
from declass.redact.paper.cover import BLOCK, COVER, NO_TEXTS, Texts
from declass.redact.paper.facts import stamp_warnings
from declass.redact.paper.layout import words_on_box
from declass.redact.paper.metadata import NUMBERED, UNNUMBERED
from declass.redact.paper.rows import TAB
from declass.redact.paper.tally import table_of_grounds
from declass.redact.release import (
    MOST_BLANK_LINES,
    Disposition,
    Part,
    Release,
    ReleasedLine,
    WithheldRun,
)
from declass.templating import Wording

OLD_MARKING = "old marking"
"""Said of a marking with a line through it: not every reader sees, or says, the line."""


class Passage(NamedTuple):
    """Released lines that are one paragraph, one heading or one line of the head.

    Attributes:
        lines: at least one, none of them blank.
        part: what it is part of.
        is_struck: an old marking; it has one line then.
        gap: how many blank lines stand before it.
        bookmark: what it is found by, or "".
    """

    lines: tuple[str, ...]
    part: Part
    is_struck: bool
    gap: int
    bookmark: str


class Box(NamedTuple):
    """Something withheld.

    Attributes:
        label: number and mark, or what it is; "" where that is not told.
        words: that it is withheld, how much and under which ground.
        lines: how many lines stand for it.
        part: what it is part of.
        gap: how many blank lines stand before it.
        bookmark: what it is found by, or "".
    """

    label: str
    words: str
    lines: int
    part: Part
    gap: int
    bookmark: str


Piece: TypeAlias = "Passage | Box"


@dataclass(frozen=True, slots=True)
class Flow:
    """A release as it is read.

    Attributes:
        title: of the file.
        old_banner: overall marking of the cable; "" where it still holds.
        new_banner: overall marking of what is shown.
        case: agency, case and document, where they are stated, a line each.
        number: message reference number, or the words for none.
        cover: what goes before all else, or nothing.
        stamp: how much is released.
        facts: what else the release says of itself, a line each.
        block: what the reviewer states, or nothing.
        table: what is withheld under which ground: heads, then rows; nothing where the cover
            says it.
        pieces: what may be seen of the cable, and boxes, in order.
        warnings: what was changed in released lines, and what is stated and not said, for the
            reviewer.
    """

    title: str
    old_banner: str
    new_banner: str
    case: tuple[str, ...]
    number: str
    cover: tuple[Block, ...]
    stamp: str
    facts: tuple[str, ...]
    block: tuple[Block, ...]
    table: tuple[tuple[str, ...], ...]
    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...]


def flow_of(release: Release, wording: Wording, texts: Texts = NO_TEXTS) -> Flow:
    """Put a release into the order in which it is read.

    Args:
        release: what may be seen.
        wording: the words of the release itself.
        texts: the texts of templates.

    Raises:
        DeclassError: the release has a cover, and its text does not begin with a heading.
    """
    number = visible(release.mrn or "")
    has_old = release.old_banner != release.new_banner
    pieces = tuple(_pieces(release.lines, wording))
    has_cover = release.stamp.has_cover
    cover = blocks.read(texts.cover, COVER, _fit, has_title=True) if has_cover else ()
    table = () if has_cover else table_of_grounds(release, wording)
    return Flow(
        title=NUMBERED.format(number=number) if number.isalnum() else UNNUMBERED,
        old_banner=visible(release.old_banner) if has_old else "",
        new_banner=visible(release.new_banner),
        case=_case(release, wording),
        number=number or wording.number_unknown,
        cover=cover,
        stamp=wording.stamps[release.disposition.name.lower()],
        facts=_facts(release, wording),
        block=blocks.read(texts.block, BLOCK, _fit),
        table=tuple(tuple(map(visible, row)) for row in table),
        pieces=pieces,
        warnings=(*_warnings(pieces), *stamp_warnings(release)),
    )


def _fit(line: str) -> str:
    return visible(line.expandtabs(TAB))


def _case(release: Release, wording: Wording) -> tuple[str, ...]:
    stamp = release.stamp
    case = wording.case.fill(case=stamp.case) if stamp.case else ""
    document = wording.document.fill(document=stamp.document) if stamp.document else ""
    return tuple([text for text in map(visible, (stamp.agency, case, document)) if text])


def _facts(release: Release, wording: Wording) -> tuple[str, ...]:
    if release.disposition is Disposition.DENIED:
        return ()
    level = wording.levels.get(release.ceiling, release.ceiling)
    return (wording.released_at.fill(level=level),)


def _pieces(lines: Iterable[ReleasedLine | WithheldRun], wording: Wording) -> Iterator[Piece]:
    passage: list[ReleasedLine] = []
    above = gap = 0  # blank lines before the passage, and since the last line
    for line in lines:
        if isinstance(line, ReleasedLine) and not line.text.strip():
            gap = min(gap + 1, MOST_BLANK_LINES)
            continue
        if passage and not (isinstance(line, ReleasedLine) and not gap and _goes_on(passage, line)):
            yield _passage(passage, above)
            passage = []
        if isinstance(line, WithheldRun):
            yield _box(line, gap, wording)
        else:
            above = above if passage else gap
            passage.append(line)
        gap = 0
    if passage:
        yield _passage(passage, above)


def _goes_on(passage: Sequence[ReleasedLine], line: ReleasedLine) -> bool:
    is_old = passage[0].is_struck or line.is_struck
    return line.part is passage[0].part and not is_old and not line.begins


def _passage(lines: Sequence[ReleasedLine], gap: int) -> Passage:
    first = lines[0]
    texts = tuple([visible(line.text) for line in lines])
    bookmark = visible(first.bookmark)
    if bookmark and first.part is Part.HEADING:  # in the form in which its words are shown
        bookmark = " ".join(" ".join(texts).strip(" -").split())
    return Passage(texts, first.part, first.is_struck, gap, bookmark)


def _box(run: WithheldRun, gap: int, wording: Wording) -> Box:
    label = visible(run.label)
    bookmark = label.rstrip(":") if run.part is not Part.HEAD else ""
    words = alternate(visible(words_on_box(run, wording)))
    return Box(label, words, run.bars, run.part, gap, bookmark)


def _warnings(pieces: Iterable[Piece]) -> tuple[str, ...]:
    count = sum(
        count_written_out(line)
        for piece in pieces
        if isinstance(piece, Passage)
        for line in piece.lines
    )
    if not count:
        return ()
    many = "sign is" if count == 1 else "signs are"
    return (f"{count} {many} written out, as <U+202E>: to show them could hide or reorder text",)
