"""Pictures of pages with what was found on them outlined."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw

from declass.inspection.inspect import each_page
from declass.inspection.kinds import Box, Finding
from declass.inspection.sight import View

MAX_PICTURES = 100
_RED = (220, 0, 30)
_MARGIN, _WIDTH = 3, 2  # pixels


class Picture(NamedTuple):
    """A picture of a page.

    Attributes:
        page: from 1.
        png: the bytes of the file.
    """

    page: int
    png: bytes


def draw_findings(pdf: bytes, findings: Sequence[Finding]) -> list[Picture]:
    """Draw the pages on which something was found, as a viewer shows them, with outlines.

    Args:
        pdf: the whole file.
        findings: what was found in it. What has no place on a page is not drawn.

    Returns:
        The first hundred such pages, in order.
    """
    boxes: dict[int, list[tuple[str, Box]]] = {}
    for finding in findings:
        if finding.page is not None and finding.box is not None:
            boxes.setdefault(finding.page, []).append((finding.kind, finding.box))
    drawn = sorted(boxes)[:MAX_PICTURES]

    def draw(view: View) -> Picture | None:
        if view.number not in drawn:
            return None
        return Picture(view.number, _png(view, boxes[view.number]))

    return [picture for picture in each_page(pdf, draw) if picture is not None]


def _png(view: View, boxes: list[tuple[str, Box]]) -> bytes:
    picture = view.draw(annotations=True)
    pencil = ImageDraw.Draw(picture)
    for code, box in boxes:
        left, top, right, bottom = _within(view.pixels(box), picture)
        outline = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
        pencil.rectangle(outline, outline=_RED, width=_WIDTH)
        pencil.text((left, max(top - 16, 0)), code, fill=_RED)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _within(area: tuple[int, int, int, int], picture: Image.Image) -> tuple[int, int, int, int]:
    """The area; for what lies outside of the page, where the page is nearest to it."""
    width, height = picture.size
    left, top, right, bottom = area
    left, right = (min(max(x, 2 * _MARGIN), width - 2 * _MARGIN) for x in (left, right))
    top, bottom = (min(max(y, 2 * _MARGIN), height - 2 * _MARGIN) for y in (top, bottom))
    return left, top, max(left, right), max(top, bottom)
