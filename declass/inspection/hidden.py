"""Finds the text of a page that nobody sees, and says what hides it."""

from __future__ import annotations

import ctypes
from itertools import groupby
from typing import NamedTuple

from PIL import Image

from declass.inspection.kinds import Finding, Kind
from declass.inspection.sight import (
    FAINT,
    IMAGE,
    PATH,
    SHADING,
    Drawn,
    Letter,
    View,
    difference,
    strong_pixels,
)

SEEN_SHARE = 0.12  # of its ink: a letter with less is not read
WHOLE_SHARE = 0.6  # with less, it is crossed out
SHORTEST_HATCHED = 3  # letters: fewer may stand on a line of a table
SMALLEST_SEEN = 5  # pixels: a smaller letter may leave no ink in a picture of this size
MAX_CONFIRMED = 64  # objects of a page that are drawn once more by themselves

_INVISIBLE_MODES = (3, 7)  # neither filled nor stroked (ISO 32000-1, 9.3.6)


class PageSight(NamedTuple):
    """What a look at a page has shown.

    Attributes:
        findings: the hidden text.
        seen: the text that is seen.
    """

    findings: list[Finding]
    seen: str


def look(view: View) -> PageSight:
    """Look for hidden text on a page.

    Args:
        view: the page, open in the engine.
    """
    if not view.letters:
        return PageSight([], "")
    judge = _Judge(view)
    judged = [(judge.kind(letter), letter) for letter in view.letters]
    findings: list[Finding] = []
    seen: list[str] = []
    for (kind, _), group in groupby(judged, lambda each: (each[0], each[1].key)):
        letters = [letter for _, letter in group]
        text = "".join(letter.char for letter in letters)
        if kind is None or (kind is Kind.HATCHED and len(letters) < SHORTEST_HATCHED):
            seen.append(text)
        else:
            box = letters[0].box
            for letter in letters:
                box = box.joined(letter.box)
            findings.append(Finding(kind, view.number, box, len(text), "page text", text))
    return PageSight(findings, "".join(seen))


class _Judge:
    """Tells for each letter whether it is seen, and if not, why."""

    def __init__(self, view: View) -> None:
        pictures = view.pictures()
        self.view = view
        self.bare = pictures.bare
        self.seen = difference(pictures.page, pictures.bare)
        self.ink = pictures.ink
        self.covered = (
            difference(pictures.covered, pictures.covered_bare)
            if pictures.covered and pictures.covered_bare
            else None
        )
        self.covers = [each for each in view.drawn.values() if each.kind in (PATH, IMAGE, SHADING)]
        self.alone: dict[int, Image.Image] = {}

    def kind(self, letter: Letter) -> Kind | None:
        """The kind of what hides a letter, None where it is seen."""
        view, drawn = self.view, self.view.drawn.get(letter.key)
        if drawn is None:
            return None
        if view.pdfium.FPDFTextObj_GetTextRenderMode(drawn.handle) in _INVISIBLE_MODES:
            return Kind.INVISIBLE
        left, top, right, bottom = view.pixels(letter.box)
        width, height = view.size
        x, y = (left + right) // 2, (top + bottom) // 2
        if not (0 <= x < width and 0 <= y < height):
            return Kind.OUTSIDE
        cover = self._cover(letter, drawn)
        share = self._share(self.seen, letter)
        if share >= SEEN_SHARE and cover and self._is_opaque(cover):
            share = self._share(self._alone(drawn), letter)  # what is seen may be a label above it
        if share < SEEN_SHARE:
            return self._why(drawn, cover, (x, y))
        if self.covered and self._share(self.covered, letter) < SEEN_SHARE:
            return Kind.UNDER_ANNOTATION
        if share < WHOLE_SHARE and cover:
            return Kind.HATCHED
        return None

    def _why(self, drawn: Drawn, cover: Drawn | None, place: tuple[int, int]) -> Kind:
        if cover is not None:
            return Kind.UNDER_IMAGE if cover.kind == IMAGE else Kind.UNDER_SHAPE
        if drawn.is_optional:
            return Kind.HIDDEN_LAYER
        colour = self._colour(drawn)
        beneath = self.bare.getpixel(place)
        if (
            colour[3] >= FAINT
            and isinstance(beneath, tuple)
            and all(abs(one - other) < FAINT for one, other in zip(colour, beneath, strict=False))
        ):
            return Kind.SAME_COLOUR
        return Kind.CLIPPED

    def _cover(self, letter: Letter, drawn: Drawn) -> Drawn | None:
        """The uppermost object that is drawn over the middle of a letter."""
        left, bottom, right, top = letter.box
        x, y = (left + right) / 2, (bottom + top) / 2
        for each in reversed(self.covers):
            if each.order < drawn.order:
                return None
            if each.box.contains(x, y) and self._is_painted(each):
                return each
        return None

    def _is_painted(self, each: Drawn) -> bool:
        if each.kind != PATH:
            return True
        pdfium = self.view.pdfium
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(each.handle, fill, stroke)
        return bool(fill.value or stroke.value)

    def _is_opaque(self, each: Drawn) -> bool:
        return not self.view.pdfium.FPDFPageObj_HasTransparency(each.handle)

    def _colour(self, drawn: Drawn) -> tuple[int, ...]:
        parts = [ctypes.c_uint() for _ in range(4)]
        self.view.pdfium.FPDFPageObj_GetFillColor(drawn.handle, *parts)
        return tuple(part.value for part in parts)

    def _alone(self, drawn: Drawn) -> Image.Image:
        """Where a text object by itself is seen, for as many of them as a page may ask about."""
        if drawn.order not in self.alone:
            if len(self.alone) >= MAX_CONFIRMED:
                return self.seen
            whole = self.view.draw()
            with self.view.switched_off([drawn]):
                self.alone[drawn.order] = difference(whole, self.view.draw())
        return self.alone[drawn.order]

    def _share(self, picture: Image.Image, letter: Letter) -> float:
        """How much of the ink of a letter is seen; all of it where none can be expected."""
        left, top, right, bottom = area = self.view.pixels(letter.box)
        expected = strong_pixels(self.ink, area)
        if not expected:  # a letter that should have some is clipped, or on a layer
            is_large = bottom - top >= SMALLEST_SEEN and right > left
            return 0.0 if letter.char.isalnum() and is_large else 1.0
        return strong_pixels(picture, area) / expected
