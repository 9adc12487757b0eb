"""Asks whether a document in XML is valid ISM, by the vocabularies and the table of constraints."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple
from xml.etree.ElementTree import Element

from declass.export.constraints import ON_ELEMENTS, ON_RESOURCES
from declass.export.seen import Seen, see


class Problem(NamedTuple):
    """A constraint that is broken.

    Attributes:
        constraint: its id.
        place: the element, by its name and its number among those of that name (``"portion 3"``).
        about: the attribute or value that is wrong.
    """

    constraint: str
    place: str
    about: str


def validate(root: Element) -> list[Problem]:
    """The problems of a document, in its order; none where it is valid.

    Args:
        root: the document; elements that have no attribute of ISM are passed over.
    """
    problems: list[Problem] = []
    counted: Counter[str] = Counter()
    for seen in see(root):
        name = seen.element.tag.rpartition("}")[2]
        counted[name] += 1
        problems += _problems(seen, f"{name} {counted[name]}")
    return problems


def _problems(seen: Seen, place: str) -> list[Problem]:
    rows = ON_ELEMENTS + (ON_RESOURCES if seen.is_resource else ())
    return [Problem(row.id, place, about) for row in rows for about in row.broken_by(seen)]
