"""The tags of a release, held to the letter against what its pages show.

Elements stand in the order of the pages and of their numbers there. What each says follows from the
page: its tag, its number, and for a box the alternate text that its words make. So no tag can say
anything that the pages do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from declass.redact.alternate import alternate, literal
from declass.redact.shape_file import Fault, Object, Value
from declass.redact.shape_page import Element, Shown


def require(objects: Sequence[Object], roles: Mapping[int, str], pages: Sequence[Shown]) -> None:
    """Require that the tags are those of the pages.

    Args:
        objects: of the file, numbered from 1.
        roles: which object plays which role, in the order of the pages and of their elements.
        pages: what each page shows.

    Raises:
        Fault: a tag is missing, or one too many, or says something else than its page.
    """
    elements = iter(_playing(roles, "element"))
    (root,) = _playing(roles, "tags")
    (document,) = _playing(roles, "document")
    parents: list[Value] = []
    for place, (page, shown) in enumerate(zip(_playing(roles, "page"), pages, strict=True)):
        told = []
        for number, element in enumerate(shown.elements):
            holder = next(elements, document)
            expected = _object(element, document, page, number)
            if holder == document or objects[holder - 1].value != expected:
                raise Fault(holder)
            told.append(_reference(holder))
        _require_title(place, shown, page)
        parents += [b"%d" % place, tuple(told)]
        _require_entry(objects, page, b"/StructParents", b"%d" % place)
    _require_entry(objects, root, b"/ParentTree", {b"/Nums": tuple(parents)})
    if (left := next(elements, None)) is not None:
        raise Fault(left)


def _playing(roles: Mapping[int, str], role: str) -> list[int]:
    return [number for number, played in roles.items() if played == role]


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number


def _object(element: Element, document: int, page: int, number: int) -> Value:
    entries: dict[bytes, Value] = {
        b"/S": b"/" + element.tag,
        b"/P": _reference(document),
        b"/Pg": _reference(page),
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
