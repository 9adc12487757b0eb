"""Finds boxes that were drawn over a picture: what is under them is in the picture as it was.

A box is found where the page is of one colour and the picture, without the box, is not. A box over
a blank part of the paper hides nothing, and one that was painted into the picture leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from PIL import Image

from declass.inspection.kinds import Box, Finding, Kind
from declass.inspection.sight import FAINT, IMAGE, PATH, SHADING, TEXT, Drawn, View

SMALLEST = 4.0  # points: a box with a shorter side hides no letter
EDGE = 0.15  # of a side: edges are blurred, and corners of what is no rectangle are bare
DETAIL = 0.01  # of the pixels: so many at least are of another colour where something is written
MAX_BOXES = 2000  # of a page: of more, only the first are looked at

_Area = tuple[int, int, int, int]


class _Cover(NamedTuple):
    """What may hide a part of a picture: its object, None for an annotation, and where it is."""

    drawn: Drawn | None
    box: Box


def look_under(view: View) -> list[Finding]:
    """Look for boxes over pictures.

    Args:
        view: the page, open in the engine.
    """
    if not any(each.kind == IMAGE for each in view.drawn.values()):
        return []
    covers = chain(_covers(view), (_Cover(None, box) for box in view.annotations()))
    large = (cover for cover in covers if _shorter_side(cover.box) >= SMALLEST)
    return _hidden(view, list(islice(large, MAX_BOXES)))


def _hidden(view: View, covers: list[_Cover]) -> list[Finding]:
    """A finding for each box that is plain on the page and would not be without what covers."""
    if not covers:
        return []
    page = view.without((TEXT,), annotations=True)
    plain = [cover for cover in covers if _is_plain(page, _middle(view, cover.box))]
    under = _pictures_without(view, plain)
    boxes = dict.fromkeys(box for _, box in plain if _has_detail(under, _middle(view, box)))
    return [Finding(Kind.PICTURE_UNDER_BOX, view.number, box, where="picture") for box in boxes]


def _covers(view: View) -> Iterator[_Cover]:
    """What is drawn over one of the pictures, or so near that it may be."""
    below: Box | None = None
    for each in view.drawn.values():
        if below and each.kind in (PATH, SHADING, IMAGE):
            for part in view.parts(each):
                if _shorter_side(part.common(below)) > 0:
                    yield _Cover(each, part)
        if each.kind == IMAGE:
            below = below.joined(each.box) if below else each.box


def _shorter_side(box: Box) -> float:
    return min(box.right - box.left, box.top - box.bottom)


def _pictures_without(view: View, covers: list[_Cover]) -> Image.Image:
    """The pictures of a page alone, but for those that are covers themselves."""
    covering = {cover.drawn.order for cover in covers if cover.drawn}
    others = [each for each in view.drawn.values() if each.kind != IMAGE or each.order in covering]
    with view.switched_off(others):
        return view.draw()


def _middle(view: View, box: Box) -> _Area:
    """The pixels of a box, without its edges and what is not on the page."""
    left, top, right, bottom = view.pixels(box)
    across, down = round((right - left) * EDGE), round((bottom - top) * EDGE)
    width, height = view.size
    return (
        max(left + across, 0),
        max(top + down, 0),
        min(right - across, width),
        min(bottom - down, height),
    )


def _is_plain(picture: Image.Image, area: _Area) -> bool:
    """Whether an area is of one colour; what is not on the page is not."""
    left, top, right, bottom = area
    if left >= right or top >= bottom:
        return False
    counts = picture.crop(area).histogram()
    return all(_spread(counts[start : start + 256]) < FAINT for start in (0, 256, 512))


def _spread(counts: list[int]) -> int:
    """How far the darkest and the lightest of some pixels are apart."""
    found = [value for value, count in enumerate(counts) if count]
    return found[-1] - found[0]


def _has_detail(picture: Image.Image, area: _Area) -> bool:
    counts = picture.crop(area).convert("L").histogram()
    paper = counts.index(max(counts))
    like_paper = sum(counts[max(paper - FAINT, 0) : paper + FAINT])
    return sum(counts) - like_paper > DETAIL * sum(counts)
