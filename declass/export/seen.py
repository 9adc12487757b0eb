"""An element as the constraints see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from declass.export.elements import markings_of
from declass.export.markings import Markings
from declass.export.names import ism
from declass.export.vocabulary import Attribute, attributes

_PREFIX = ism("")


@dataclass(frozen=True, slots=True)
class Seen:
    """An element with its markings.

    Attributes:
        element: the element.
        markings: its markings.
        parts: those of the elements below it that count for it; only a resource has any.
        created: the date of the resource that governs, "" where it has none.
        lacks_resource: it is the root of a document in which no element speaks for the whole.
    """

    element: Element
    markings: Markings
    parts: tuple[Markings, ...] = ()
    created: str = ""
    lacks_resource: bool = False

    def says(self, *names: str) -> list[str]:
        """Which of some attributes of ISM it has, by their local names."""
        return [name for name in names if self.element.get(ism(name)) is not None]

    def text(self, name: str) -> str:
        """An attribute of ISM by its local name, "" where it has none."""
        return self.element.get(ism(name), "")

    @property
    def is_classified(self) -> bool:
        """True for RESTRICTED and above."""
        return self.markings.is_classified

    @property
    def is_resource(self) -> bool:
        """True where it speaks for a whole document."""
        return _is_resource(self.element)

    def names(self) -> list[str]:
        """The local names of all attributes of ISM that it has."""
        return [name.removeprefix(_PREFIX) for name in self.element.attrib if _is_ism(name)]

    def known(self, *kinds: str) -> Iterator[tuple[Attribute, str]]:
        """The attributes that have a row, with their texts; only those of some kinds, if named."""
        for name in self.names():
            row = attributes().get(name)
            if row and (not kinds or row.kind in kinds):
                yield row, self.text(name)


def see(root: Element) -> Iterator[Seen]:
    """The root of a document, and each element below it that has an attribute of ISM."""
    resources = [each for each in root.iter() if _is_resource(each)]
    created = resources[0].get(ism("createDate"), "") if resources else ""
    for each in root.iter():
        if each is root or any(map(_is_ism, each.attrib)):
            parts = tuple(_parts(each)) if _is_resource(each) else ()
            lacks_resource = each is root and not resources
            yield Seen(each, markings_of(each), parts, created, lacks_resource)


def _is_resource(element: Element) -> bool:
    return element.get(ism("resourceElement")) == "true"


def _parts(resource: Element) -> Iterator[Markings]:
    for each in resource.iter():
        is_left_out = each.get(ism("excludeFromRollup")) == "true"
        if each is not resource and each.get(ism("classification")) and not is_left_out:
            yield markings_of(each)


def _is_ism(name: str) -> bool:
    return name.startswith(_PREFIX)
