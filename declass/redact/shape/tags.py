"""The tags of a release, held to the letter against what its pages show.

Elements stand in the order of the pages and of their numbers there. What each says follows from the
page: its tag, its number, and for a box the alternate text that its words make. So no tag can say
anything that the pages do not. On each page some of them that touch may be a division, the head of
a telegram.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from declass.redact.paper.alternate import alternate, literal
from declass.redact.shape.file import Fault, Object, Value
from declass.redact.shape.page import Element, Shown


def require(objects: Sequence[Object], roles: Mapping[int, str], pages: Sequence[Shown]) -> None:
    """Require that the tags are those of the pages.

    Args:
        objects: of the file, numbered from 1.
        roles: which object plays which role, in the order of the pages and of their elements.
        pages: what each page shows.

    Raises:
        Fault: a tag is missing, or one too many, or says something else than its page.
    """
    walk = _Walk(objects, roles)
    below: list[bytes] = []
    parents: list[Value] = []
    for place, (page, shown) in enumerate(zip(_playing(roles, "page"), pages, strict=True)):
        _require_title(place, shown, page)
        told = [
            walk.element(element, page, number) for number, element in enumerate(shown.elements)
        ]
        below += walk.turn()
        parents += [b"%d" % place, tuple(told)]
        _require_entry(objects, page, b"/StructParents", b"%d" % place)
    walk.end()
    _require_entry(objects, walk.root, b"/ParentTree", {b"/Nums": tuple(parents)})
    _require_entry(objects, walk.document, b"/K", tuple(below))


def _playing(roles: Mapping[int, str], *played: str) -> list[int]:
    return [number for number, role in roles.items() if role in played]


class _Walk:
    """Goes along the objects of elements, in the order in which readers meet them."""

    def __init__(self, objects: Sequence[Object], roles: Mapping[int, str]) -> None:
        self._objects = objects
        self._divisions = _playing(roles, "division")
        self._waiting = iter(_playing(roles, "element", "division"))
        (self.root,) = _playing(roles, "tags")
        (self.document,) = _playing(roles, "document")
        self._division: int | None = None
        self._inside: list[Value] = []  # what the division still has
        self._below: list[bytes] = []

    def element(self, element: Element, page: int, number: int) -> bytes:
        """Require that the next object is this element of a page; returns the reference to it."""
        holder = next(self._waiting, self.document)
        if holder in self._divisions:
            self._enter_division(holder)
            holder = next(self._waiting, self.document)
        reference = b"%d 0 R" % holder
        parent = self.document
        if self._inside and self._division and element.tag != b"H1":
            parent = self._division
            if self._inside.pop(0) != reference:
                raise Fault(holder)
        else:
            self._below.append(reference)
        value = self._objects[holder - 1].value
        expected = _object(element, parent, page, number)
        if not isinstance(value, Mapping) or [*value.items()] != [*expected.items()]:
            raise Fault(holder)
        return reference

    def _enter_division(self, holder: int) -> None:
        value = self._objects[holder - 1].value
        inside = value.get(b"/K") if isinstance(value, Mapping) else None
        if self._division or not isinstance(inside, tuple) or not inside:
            raise Fault(holder)
        self._division = holder
        self._inside = [*inside]
        self._below.append(b"%d 0 R" % holder)

    def turn(self) -> list[bytes]:
        """End a page; returns what the document holds of it."""
        if self._inside:
            raise Fault(self._division)
        below, self._below, self._division = self._below, [], None
        return below

    def end(self) -> None:
        """Require that no element is left."""
        if (left := next(self._waiting, None)) is not None:
            raise Fault(left)


def _object(element: Element, parent: int, page: int, number: int) -> Mapping[bytes, Value]:
    entries: dict[bytes, Value] = {
        b"/S": b"/" + element.tag,
        b"/P": b"%d 0 R" % parent,
        b"/Pg": b"%d 0 R" % page,
        b"/K": b"%d" % number,
    }
    if element.words:
        entries[b"/Alt"] = literal(alternate(element.words))
    return entries


def _require_title(place: int, shown: Shown, page: int) -> None:
    """The first element of a file is its title, and nothing else is."""
    for number, element in enumerate(shown.elements):
        if (element.tag == b"H1") is not (place == number == 0):
            raise Fault(page)


def _require_entry(objects: Sequence[Object], number: int, key: bytes, expected: Value) -> None:
    value = objects[number - 1].value
    if not isinstance(value, Mapping) or value.get(key) != expected:
        raise Fault(number)
