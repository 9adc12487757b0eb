"""Release -> plain text: UTF-8 without a mark, a line for each released line, LF at its end.

    █ [old marking: SECRET//NOFORN]
    █ UNCLASSIFIED                              what the release says itself stands behind █,
    █ Case No. F-12                             a sign that no released line has (`visible`):
    █ 08LISBON804                               none can pass for a box or a stamp, wherever
    █                                           a screen breaks it
    █ RELEASED IN PART                          (a cover stands before this line)
    ...
    1. (U) The harbour museum has lent its      released lines as the source has them
    model of the quay.
    ████ 3. (S/NF)  withheld, (b)(1) 1.4(b),(d), 12 lines

A box is one line of one form, whatever it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from declass.redact.drawn import Drawn
from declass.redact.flow.flow import OLD_MARKING, Box, Flow, Passage, flow_of
from declass.redact.flow.visible import BLOCK
from declass.redact.paper import cover
from declass.redact.paper.blocks import Block
from declass.redact.paper.cover import NO_TEXTS, Texts
from declass.redact.paper.markup import lines_of
from declass.redact.paper.rows import COLUMNS
from declass.redact.paper.tally import set_table
from declass.redact.release import Release
from declass.templating import Wording

BEFORE_BOX = f"{BLOCK * 4} "
BEFORE_OLD = f"{BLOCK} [{OLD_MARKING}: "
AFTER_OLD = "]"
_WIDTH = COLUMNS - len(f"{BLOCK} ")


def draw(release: Release, wording: Wording, texts: Texts = NO_TEXTS) -> Drawn:
    """Draw a release.

    Args:
        release: what may be seen.
        wording: the words of the release itself.
        texts: the texts of templates.

    Returns:
        The file; as its own words, its lines that stand behind the sign, save old markings amid
        the text, which are lines of the source.

    Raises:
        DeclassError: the text of a template is unfit.
    """
    flow = flow_of(release, wording, texts)
    head, foot = _head(flow), _foot(flow)
    boxes = [_box(piece) for piece in flow.pieces if isinstance(piece, Box)]
    lines = [*head, *_body(flow), "", *foot]
    return Drawn(
        content="".join([f"{line}\n" for line in lines]).encode(),
        own_words=tuple(dict.fromkeys([*head, *boxes, *foot])),
        warnings=flow.warnings,
    )


def _head(flow: Flow) -> list[str]:
    """Old banner, new banner, numbers (32 CFR 2001.25(b)(4)); cover; stamp, what is withheld."""
    parts = (
        (*_banners(flow), *flow.case, flow.number),
        _lines(flow.cover, cover.COVER),
        (flow.stamp, *flow.facts),
        _lines(flow.block, cover.BLOCK),
        set_table(flow.table) if flow.table else (),
    )
    _, *lines = [line for part in parts if part for line in ("", *part)]
    return [_own(line) for line in lines]


def _lines(blocks: Iterable[Block], name: str) -> list[str]:
    return list(lines_of(blocks, _WIDTH, name))


def _foot(flow: Flow) -> list[str]:
    return [_own(line) for line in (flow.stamp, *reversed(_banners(flow)))]


def _banners(flow: Flow) -> list[str]:
    old = [f"[{OLD_MARKING}: {flow.old_banner}{AFTER_OLD}"] if flow.old_banner else []
    return [*old, flow.new_banner]


def _own(text: str) -> str:
    return f"{BLOCK} {text}".rstrip()


def _body(flow: Flow) -> Iterator[str]:
    yield ""
    for place, piece in enumerate(flow.pieces):
        yield from [""] * (piece.gap if place else 0)
        if isinstance(piece, Passage):
            yield from map(_struck, piece.lines) if piece.is_struck else piece.lines
        else:
            yield _box(piece)


def _struck(line: str) -> str:
    return f"{BEFORE_OLD}{line}{AFTER_OLD}"


def _box(box: Box) -> str:
    label = f"{box.label}  " if box.label else ""
    return f"{BEFORE_BOX}{label}{box.words}"
