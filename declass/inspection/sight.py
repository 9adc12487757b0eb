"""Looks at a page with PDFium: what it draws, and which of its letters are seen.

A page is drawn with its text and without. Where a letter stands and the two pictures are the same,
nobody sees it, whatever hides it. What hides it is then told from the objects of the page, in the
order in which they are drawn. A third picture, of the text alone, shows how much ink each letter
should have, and a fourth, with annotations, what they cover.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from PIL import Image, ImageChops

from declass.inspection.kinds import Box

Handle: TypeAlias = Any  # of PDFium; pypdfium2 ships no types

MAX_SIDE = 2400  # pixels of a picture of a page, whatever its size
SCALE = 2.0  # pixels a point, where the page is not larger than that
MAX_SHAPES = 50_000  # drawn objects of a page
MAX_SEGMENTS = 200_000  # of the paths of a page
MAX_NESTING = 12  # form objects within each other
FAINT = 40  # of 255: a difference that few eyes see

TEXT, PATH, IMAGE, SHADING, _FORM = 1, 2, 3, 4, 5
_MOVE = 2  # the kind of a segment that begins a shape
_BGRX = 3  # four bytes a pixel


class Drawn(NamedTuple):
    """An object of a page.

    Attributes:
        handle: its handle.
        kind: text, path, image, shading.
        order: the later is above the earlier.
        box: where it is.
        is_optional: it is on a layer.
        matrix: what moves it from the form that it is in to the page.
    """

    handle: Handle
    kind: int
    order: int
    box: Box
    is_optional: bool
    matrix: tuple[float, ...]


class Letter(NamedTuple):
    """A letter of a page.

    Attributes:
        char: the letter.
        box: where it is.
        key: the address of its text object, which has its place in the order.
    """

    char: str
    box: Box
    key: int


@dataclass(slots=True)
class Pictures:
    """What a page looks like.

    Attributes:
        page: with its text, without annotations.
        bare: the same without text.
        ink: where text alone leaves ink, in grey.
        covered: with text and annotations, and `covered_bare` without text; None without any.
    """

    page: Image.Image
    bare: Image.Image
    ink: Image.Image
    covered: Image.Image | None = None
    covered_bare: Image.Image | None = None


class View:
    """A page that is open in the engine.

    Attributes:
        drawn: its objects, by their addresses, in order.
        letters: its letters, blanks left out.
        size: of its picture, in pixels.
    """

    def __init__(self, pdfium: Handle, page: Handle, number: int) -> None:
        self.pdfium, self.page, self.number = pdfium, page, number
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(SCALE, MAX_SIDE / max(width, height, 1.0))
        self.size = max(int(width * scale), 1), max(int(height * scale), 1)
        self.drawn = {address(each.handle): each for each in self._objects()}
        self.letters = list(self._letters())
        self._segments = 0  # looked at so far

    def pictures(self) -> Pictures:
        """Draw the page in its variants."""
        pictures = Pictures(self.draw(), self.without((TEXT,)), self._ink())
        if self.pdfium.FPDFPage_GetAnnotCount(self.page):
            pictures.covered = self.draw(annotations=True)
            pictures.covered_bare = self.without((TEXT,), annotations=True)
        return pictures

    def draw(self, *, annotations: bool = False, ground: int = 0xFFFFFFFF) -> Image.Image:
        """A picture of the page as it is now, on a ground of some colour."""
        pdfium, (width, height) = self.pdfium, self.size
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, _BGRX, None, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, ground)
            flags = 0x01 if annotations else 0
            pdfium.FPDF_RenderPageBitmap(bitmap, self.page, 0, 0, width, height, 0, flags)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", stride)

    def _ink(self) -> Image.Image:
        """Text alone, in grey: what it makes darker on white, or lighter on black."""
        with self.switched_off([each for each in self.drawn.values() if each.kind != TEXT]):
            on_white, on_black = self.draw(), self.draw(ground=0xFF000000)
        return ImageChops.lighter(
            difference(on_white, Image.new("RGB", self.size, "white")),
            difference(on_black, Image.new("RGB", self.size, "black")),
        )

    def without(self, kinds: tuple[int, ...], *, annotations: bool = False) -> Image.Image:
        """A picture of the page without objects of some kinds."""
        with self.switched_off([each for each in self.drawn.values() if each.kind in kinds]):
            return self.draw(annotations=annotations)

    @contextmanager
    def switched_off(self, objects: list[Drawn]) -> Iterator[None]:
        """Leave some objects out of the pictures meanwhile."""
        for each in objects:
            self.pdfium.FPDFPageObj_SetIsActive(each.handle, 0)
        try:
            yield
        finally:
            for each in objects:
                self.pdfium.FPDFPageObj_SetIsActive(each.handle, 1)

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Where a box of the page is in its picture: left, top, right, bottom."""
        xs, ys = zip(*(self._device(x, y) for x in box[::2] for y in box[1::2]), strict=True)
        left, top = min(xs), min(ys)
        return left, top, max(*xs, left + 1), max(*ys, top + 1)

    def _device(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        self.pdfium.FPDF_PageToDevice(self.page, 0, 0, *self.size, 0, x, y, across, down)
        return across.value, down.value

    def _objects(self) -> Iterator[Drawn]:
        pdfium, unmoved = self.pdfium, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        top = pdfium.FPDFPage_GetObject
        waiting = _children(self.page, pdfium.FPDFPage_CountObjects, top)
        stack: list[tuple[Handle, tuple[float, ...], bool, int]]
        stack = [(each, unmoved, False, 0) for each in reversed(waiting)]
        order = 0
        while stack and order < MAX_SHAPES:
            handle, matrix, is_optional, depth = stack.pop()
            is_optional = is_optional or self._is_optional(handle)
            kind = pdfium.FPDFPageObj_GetType(handle)
            if kind == _FORM:
                if depth < MAX_NESTING:
                    inner = _product(self._matrix(handle), matrix)
                    count, get = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
                    children = reversed(_children(handle, count, get))
                    stack += [(each, inner, is_optional, depth + 1) for each in children]
                continue
            order += 1
            box = _moved(self._bounds(handle), matrix)
            yield Drawn(handle, kind, order, box, is_optional, matrix)

    def parts(self, drawn: Drawn) -> list[Box]:
        """The areas that an object covers: of a path, one for each of its shapes or lines.

        Of a page with very many of them, those that come last are taken as wholes.
        """
        if drawn.kind != PATH:
            return [drawn.box]
        pdfium, handle = self.pdfium, drawn.handle
        fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
        pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
        pdfium.FPDFPageObj_GetStrokeWidth(handle, width)
        if not fill.value and not stroke.value:
            return []
        self._segments += pdfium.FPDFPath_CountSegments(handle)
        if self._segments > MAX_SEGMENTS:
            return [drawn.box]
        matrix = _product(self._matrix(handle), drawn.matrix)
        a, b, c, d, _, _ = matrix
        half = width.value / 2 * abs(a * d - b * c) ** 0.5 if stroke.value else 0.0
        shapes = [_around(points) for points in self._shapes(handle, matrix)]
        return [
            Box(left - half, bottom - half, right + half, top + half)
            for left, bottom, right, top in shapes
        ]

    def _shapes(
        self, path: Handle, matrix: tuple[float, ...]
    ) -> Iterator[list[tuple[float, float]]]:
        """The points of each shape of a path."""
        pdfium, x, y = self.pdfium, ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for index in range(pdfium.FPDFPath_CountSegments(path)):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            if points and pdfium.FPDFPathSegment_GetType(segment) == _MOVE:
                yield points
                points = []
            points.append(_point(x.value, y.value, matrix))
        if points:
            yield points

    def annotations(self) -> Iterator[Box]:
        """Where the annotations of the page are."""
        pdfium = self.pdfium
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(self.page), MAX_SHAPES)):
            annotation = pdfium.FPDFPage_GetAnnot(self.page, index)
            rectangle = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetRect(annotation, rectangle):
                sides = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
                yield _around([sides[:2], sides[2:]])
            pdfium.FPDFPage_CloseAnnot(annotation)

    def _is_optional(self, handle: Handle) -> bool:
        pdfium = self.pdfium
        for index in range(min(pdfium.FPDFPageObj_CountMarks(handle), 32)):
            mark = pdfium.FPDFPageObj_GetMark(handle, index)
            buffer, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
            pdfium.FPDFPageObjMark_GetName(mark, buffer, 32, length)
            if bytes(buffer)[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "OC":
                return True
        return False

    def _matrix(self, handle: Handle) -> tuple[float, ...]:
        matrix = self.pdfium.FS_MATRIX()
        self.pdfium.FPDFPageObj_GetMatrix(handle, matrix)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _bounds(self, handle: Handle) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        self.pdfium.FPDFPageObj_GetBounds(handle, *sides)
        return Box(*(side.value for side in sides))

    def _letters(self) -> Iterator[Letter]:
        pdfium = self.pdfium
        text_page = pdfium.FPDFText_LoadPage(self.page)
        if not text_page:
            return
        try:
            for index in range(max(pdfium.FPDFText_CountChars(text_page), 0)):
                code = pdfium.FPDFText_GetUnicode(text_page, index)
                char = chr(code) if 0 < code < 0x110000 else "\ufffd"
                if char.isspace() or not char.isprintable():
                    continue
                sides = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
                pdfium.FPDFText_GetCharBox(text_page, index, *sides)
                left, right, bottom, top = (side.value for side in sides)
                handle = pdfium.FPDFText_GetTextObject(text_page, index)
                if handle:
                    yield Letter(char, Box(left, bottom, right, top), address(handle))
        finally:
            pdfium.FPDFText_ClosePage(text_page)


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """A picture in grey of where two pictures differ, by their most different colour."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def strong_pixels(picture: Image.Image, area: tuple[int, int, int, int]) -> int:
    """How many pixels of an area of a picture in grey are more than faint."""
    return sum(picture.crop(area).histogram()[FAINT:])


def address(handle: Handle) -> int:
    """What tells a handle from others."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _children(
    parent: Handle, count: Callable[[Handle], int], get: Callable[[Handle, int], Handle]
) -> list[Handle]:
    return [get(parent, index) for index in range(min(count(parent), MAX_SHAPES))]


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    return (*_turned(a, b, outer), *_turned(c, d, outer), *_point(e, f, outer))


def _turned(x: float, y: float, matrix: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, _, _ = matrix
    return x * a + y * c, x * b + y * d


def _point(x: float, y: float, matrix: tuple[float, ...]) -> tuple[float, float]:
    across, up = _turned(x, y, matrix)
    return across + matrix[4], up + matrix[5]


def _moved(box: Box, matrix: tuple[float, ...]) -> Box:
    return _around([_point(x, y, matrix) for x in box[::2] for y in box[1::2]])


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
