"""Documents in ISM made by hand, and read by lxml: with other eyes than those of declass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree as ET

from lxml import etree

from declass.marking.level import Level

ISM = "{urn:us:gov:ic:ism}"
OWN = "{urn:declass:markings:1}"

# What each value says of a cable, as docs/ism.md has it: by hand, not from the tables of declass.
CAVEATS = {
    "NF": "NOFORN", "OC": "ORCON", "PR": "PROPIN", "IMC": "IMCON", "RELIDO": "RELIDO",
    "FISA": "FISA", "FOUO": "FOUO", "SI": "SI", "TK": "TK", "HCS": "HCS", "SI-G": "G", "RD": "RD",
    "RD-CNWDI": "CNWDI", "FRD": "FRD", "TFNI": "TFNI", "ND": "NODIS", "XD": "EXDIS",
    "DS": "LIMDIS", "ATOMAL": "ATOMAL", "FGI": "FGI",
}  # fmt: skip
LISTS = (
    "disseminationControls",
    "SCIcontrols",
    "atomicEnergyMarkings",
    "nonICmarkings",
    "nonUSControls",
    "FGIsourceProtected",
)


class Read(NamedTuple):
    """What lxml reads of an element.

    Attributes:
        level: the level.
        caveats: canonical caveats, those that ISM does not say among them.
        releasees: codes to whom it is released.
        day: the date of declassification.
        reasons: reasons for classification.
    """

    level: Level
    caveats: frozenset[str]
    releasees: frozenset[str]
    day: date | None
    reasons: tuple[str, ...]


def parsed(data: bytes) -> etree._Element:
    """A document as lxml reads it, without help from outside."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def read(element: etree._Element) -> Read:
    """What an element says of itself."""
    values = [value for name in LISTS for value in element.get(ISM + name, "").split()]
    owners = element.get(ISM + "ownerProducer", "").split()
    sources = element.get(ISM + "FGIsourceOpen", "").split()
    caveats = {CAVEATS[value] for value in values if value in CAVEATS}
    foreign = {*owners, *sources} - {"USA"}
    caveats |= {"NATO" if each == "NATO" else f"FGI {each}" for each in foreign}
    caveats |= set(element.get("caveats", "").split("; ")) - {""}
    level = Level[element.get(ISM + "classification", "")]
    if level is Level.U and ({"SBU", "SBU-NF", "FOUO"} & set(values) or owners != ["USA"]):
        level = Level.SBU
    written = element.get(ISM + "declassDate")
    reasons = element.get(ISM + "classificationReason")
    return Read(
        level,
        frozenset(caveats),
        frozenset(element.get(ISM + "releasableTo", "").split()),
        date.fromisoformat(written) if written else None,
        tuple(reasons.split(", ")) if reasons else (),
    )


def element(name: str, marks: Mapping[str, str | None]) -> ET.Element:
    """An element with attributes of ISM; None leaves one out, a name with ``:`` is our own."""
    made = ET.Element(OWN + name)
    for key, value in marks.items():
        space, _, local = key.rpartition(":")
        if value is not None:
            made.set((OWN if space else ISM) + local, value)
    return made


def document(
    marks: Mapping[str, str | None] | None = None, *portions: Mapping[str, str | None]
) -> ET.Element:
    """A valid SECRET document with one SECRET portion, but for the changes that are made."""
    resource: dict[str, str | None] = {
        "classification": "S",
        "ownerProducer": "USA",
        "declassDate": "2018-03-24",
        "resourceElement": "true",
        "createDate": "2008-03-24",
        "DESVersion": "10",
    }
    made = element("cable", {**resource, **(marks or {})})
    for portion in portions or ({},):
        owned: dict[str, str | None] = {"classification": "S", "ownerProducer": "USA"}
        made.append(element("portion", {**owned, **portion}))
    return made
