"""The outline of a release, held to the letter against what its pages show.

It is one flat list. A title is the beginning of the text at its place (`pdf.titles`), the place is
the top of a row on which an element begins that is no box, and the places follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from declass.redact.paper.alternate import literal
from declass.redact.pdf.titles import is_shown
from declass.redact.shape.file import Fault, Object, Value
from declass.redact.shape.page import Shown


def require(
    objects: Sequence[Object], roles: Mapping[int, str], pages: Sequence[Shown]
) -> list[str]:
    """Require that the outline, where there is one, says nothing but what the pages show.

    Args:
        objects: of the file, numbered from 1.
        roles: which object plays which role; the items of the outline follow its root.
        pages: what each page shows.

    Returns:
        The titles.

    Raises:
        Fault: an item says something else, or stands for another place.
    """
    roots = [number for number, role in roles.items() if role == "outline"]
    items = [number for number, role in roles.items() if role == "outline item"]
    shown = dict(zip([n for n, role in roles.items() if role == "page"], pages, strict=True))
    for root in roots:
        if not items:
            raise Fault(root)
        _require_same(objects, root, _root(root, len(items)))
    before = (0, 0)
    titles = []
    for number in items:
        value = objects[number - 1].value
        page, top, title = _said(value, number)
        if page not in shown or top not in shown[page].begun or (page, -top) <= before:
            raise Fault(number)
        texts = [text for place, text in shown[page].body.items() if place <= top]
        if not is_shown(title, texts):
            raise Fault(number)
        _require_same(objects, number, _item(number, items, (page, top, title)))
        before = (page, -top)
        titles.append(title)
    return titles


_STRING = re.compile(rb"\((.*)\)|<FEFF([0-9A-F]+)>")
_ESCAPED = re.compile(rb"\\(.)")
_PAGE = re.compile(rb"([1-9][0-9]{0,6}) 0 R")
_NUMBER = re.compile(rb"[1-9][0-9]{0,3}")


def _said(value: Value, number: int) -> tuple[int, int, str]:
    """The page that an item stands for, the height of its place there, and its title."""
    match value:
        case {b"/Title": bytes(title), b"/Dest": (bytes(page), _, _, bytes(top), _)}:
            said = _STRING.fullmatch(title)
            on = _PAGE.fullmatch(page)
            if said and on and _NUMBER.fullmatch(top):
                return int(on[1]), int(top), _read(said)
    raise Fault(number)


def _read(string: re.Match[bytes]) -> str:
    """What a string says; `literal` writes it in one way."""
    plain, coded = string.groups()
    if plain is not None:
        return _ESCAPED.sub(rb"\1", plain).decode("ascii")
    return bytes.fromhex(coded.decode()).decode("utf-16-be", "replace")


def _root(root: int, items: int) -> Mapping[bytes, Value]:
    return {
        b"/Type": b"/Outlines",
        b"/First": b"%d 0 R" % (root + 1),
        b"/Last": b"%d 0 R" % (root + items),
        b"/Count": b"%d" % items,
    }


def _item(number: int, items: Sequence[int], said: tuple[int, int, str]) -> Mapping[bytes, Value]:
    page, top, title = said
    entries: dict[bytes, Value] = {
        b"/Title": literal(title),
        b"/Parent": b"%d 0 R" % (items[0] - 1),
    }
    if number > items[0]:
        entries[b"/Prev"] = b"%d 0 R" % (number - 1)
    if number < items[-1]:
        entries[b"/Next"] = b"%d 0 R" % (number + 1)
    entries[b"/Dest"] = (b"%d 0 R" % page, b"/XYZ", b"null", b"%d" % top, b"null")
    return entries


def _require_same(objects: Sequence[Object], number: int, expected: Mapping[bytes, Value]) -> None:
    value = objects[number - 1].value
    if not isinstance(value, Mapping) or [*value.items()] != [*expected.items()]:
        raise Fault(number)
