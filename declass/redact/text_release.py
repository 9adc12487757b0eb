"""Release -> plain text: UTF-8 without a mark, a line for each released line, LF at its end.

    █ [old marking: SECRET//NOFORN]
    █ UNCLASSIFIED                              what the release says itself stands behind █,
    █ 08LISBON804                               a sign that no released line has (`visible`):
    █                                           none can pass for a box or a stamp, wherever
    █ RELEASED IN PART                          a screen breaks it
    ...
    1. (U) The harbour museum has lent its      released lines as the source has them
    model of the quay.
    ████ 3. (S/NF)  withheld, (b)(1) 1.4(b),(d), 12 lines

A box is one line of one form, whatever it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from declass.redact.cover import NO_TEXTS, Texts
from declass.redact.drawn import Drawn
from declass.redact.flow import OLD_MARKING, Box, Flow, Passage, flow_of
from declass.redact.release import Release
from declass.redact.tally import set_table
from declass.redact.visible import BLOCK
from declass.templating import Wording

BEFORE_BOX = f"{BLOCK * 4} "
BEFORE_OLD = f"{BLOCK} [{OLD_MARKING}: "
AFTER_OLD = "]"


def draw(release: Release, wording: Wording, texts: Texts = NO_TEXTS) -> Drawn:
    """Draw a release.

    Args:
        release: what may be seen.
        wording: the words of the release itself.
        texts: the texts of templates.

    Returns:
        The file; as its own words, its lines that stand behind the sign, save old markings amid
        the text, which are lines of the source.
    """
    flow = flow_of(release, wording)
    head, foot = _head(flow), _foot(flow)
    boxes = [_box(piece) for piece in flow.pieces if isinstance(piece, Box)]
    lines = [*head, *_body(flow), "", *foot]
    return Drawn(
        content="".join([f"{line}\n" for line in lines]).encode(),
        own_words=tuple(dict.fromkeys([*head, *boxes, *foot])),
        warnings=flow.warnings,
    )


def _head(flow: Flow) -> list[str]:
    """Old banner, new banner, number (32 CFR 2001.25(b)(4)); stamp, and what is withheld."""
    lines = [*_banners(flow), flow.number, "", flow.stamp, *flow.facts, "", *set_table(flow.table)]
    return [_own(line) for line in lines]


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
