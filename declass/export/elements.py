"""Markings on elements of XML: how they are written, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from declass.export.markings import USA, Draft, Markings
from declass.export.names import Token, ism, own
from declass.export.notes import Note
from declass.export.vocabulary import attributes

# Control characters (XML 1.0 has few of them, and a terminal obeys some of those), surrogates, and
# the two characters at the end of the plane.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

BETWEEN_CAVEATS = "; "


def marked(
    name: str, draft: Draft, labels: Mapping[str, str | None], said: Mapping[str, str]
) -> Element:
    """An element with its markings.

    Args:
        name: its name in the namespace of declass.
        draft: its markings; the caveats that they do not say become its attribute `caveats`.
        labels: attributes without a namespace; None and "" are left out.
        said: other attributes, with their namespaces.
    """
    labels = {**labels, "caveats": BETWEEN_CAVEATS.join(dict.fromkeys(draft.unsaid))}
    result = Element(own(name), {key: _fit(text) for key, text in labels.items() if text})
    written = {**said, **_written(draft.frozen())}
    names = [ism(each) for each in attributes()]
    for key in sorted(written, key=lambda key: names.index(key) if key in names else len(names)):
        result.set(key, _fit(written[key]))
    return result


def remark(target: Element, notes: Iterable[Note]) -> None:
    """Add a remark to an element for each note."""
    for each in notes:
        place = {"line": str(each.line)} if each.line else {}
        made = SubElement(target, own("remark"), {"code": each.code} | place)
        made.text = _fit(each.message)


def markings_of(element: Element) -> Markings:
    """The markings of an element; UNCLASSIFIED where it has none."""
    tokens = {
        Token(row.name, value)
        for row in attributes().values()
        if row.kind in ("token", "tokens") and row.name != "classification"
        for value in element.get(ism(row.name), "").split()
    }
    return Markings(
        element.get(ism("classification"), "U"), frozenset(tokens - {Token("ownerProducer", USA)})
    )


def _written(markings: Markings) -> dict[str, str]:
    """The attributes of markings, the values of each in their order."""
    written = {ism("classification"): markings.classification}
    for row in attributes().values():
        if row.vocabulary and row.name != "classification":
            values = row.vocabulary.in_order(markings.values(row.name))
            if values:
                written[ism(row.name)] = " ".join(values)
    return written


def _fit(text: str) -> str:
    """The text without the characters that XML cannot hold, or a terminal would obey."""
    return _UNFIT.sub("\ufffd", text)
