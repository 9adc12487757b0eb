"""What things are called in the XML of an export: the two namespaces, and the single value."""

from __future__ import annotations

from typing import NamedTuple

ISM = "urn:us:gov:ic:ism"
"""The namespace of the markings of the Intelligence Community."""

OWN = "urn:declass:markings:1"
"""The namespace of what declass says itself: cables, portions, remarks."""

PREFIXES = {"ism": ISM, "declass": OWN}


class Token(NamedTuple):
    """One value of one attribute of ISM.

    Attributes:
        attribute: local name of the attribute (``"disseminationControls"``).
        value: the value (``"NF"``).
    """

    attribute: str
    value: str


def ism(name: str) -> str:
    """The name of an attribute of ISM, with its namespace."""
    return f"{{{ISM}}}{name}"


def own(name: str) -> str:
    """The name of an element or attribute of declass, with its namespace."""
    return f"{{{OWN}}}{name}"


UNDETERMINED = own("undetermined")
"""Stands for the declassification instruction where the cable has none that is understood."""

UNDATED = own("undated")
"""Stands for `createDate` where the cable has no readable date."""
