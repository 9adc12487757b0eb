"""The attributes of ISM and their values, as `vocabularies.toml` and `countries.toml` have them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_COUNTRIES = {"name": "countries", "source": "ISO 3166-1 alpha-3"}


class Term(NamedTuple):
    """A value that an attribute may have.

    Attributes:
        value: as it is written.
        meaning: what it says.
        source: where it is defined.
        last_day: the last day on which a document may have it, None where it is in use.
    """

    value: str
    meaning: str
    source: str
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values of an attribute.

    Attributes:
        name: its name: that of the attribute, or of a part of other vocabularies.
        terms: the values in their order.
    """

    name: str
    terms: Mapping[str, Term]

    def in_order(self, values: Iterable[str]) -> list[str]:
        """Values in the order of the vocabulary; those that it does not know at the end."""
        places = {value: place for place, value in enumerate(self.terms)}
        return sorted(values, key=lambda value: (places.get(value, len(places)), value))


class Attribute(NamedTuple):
    """An attribute of ISM.

    Attributes:
        name: its local name.
        kind: ``"token"``, ``"tokens"``, ``"text"``, ``"date"`` or ``"boolean"``.
        vocabulary: its values, None where they are not enumerated.
        longest: characters of the longest text, 0 where it is none.
        on: the elements on which an export writes it, in words.
        taken_from: what of a cable it says, in words.
    """

    name: str
    kind: str
    vocabulary: Vocabulary | None
    longest: int
    on: str
    taken_from: str


@cache
def version() -> str:
    """The version of the specification whose values these are (``DESVersion``)."""
    return str(_tables()["version"])


@cache
def specification() -> str:
    """The title of that specification."""
    return str(_tables()["specification"])


@cache
def attributes() -> Mapping[str, Attribute]:
    """The attributes by their local names, in the order in which an export writes them."""
    return {row["name"]: _attribute(row) for row in _tables()["attribute"]}


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """The vocabularies by their names, parts of others among them."""
    known: dict[str, Vocabulary] = {}
    rows = [_COUNTRIES | _load("countries.toml"), *_tables()["vocabulary"]]
    for row in sorted(rows, key=lambda row: "made_of" in row):
        known[row["name"]] = Vocabulary(row["name"], _terms(row, known))
    return known


def _attribute(row: Mapping[str, Any]) -> Attribute:
    name = row["name"]
    return Attribute(
        name=name,
        kind=row["kind"],
        vocabulary=vocabularies().get(row.get("vocabulary", name)),
        longest=row.get("longest", 0),
        on=row["on"],
        taken_from=row["taken_from"],
    )


def _terms(row: Mapping[str, Any], known: Mapping[str, Vocabulary]) -> dict[str, Term]:
    without = row.get("without", ())
    terms = {
        value: term
        for part in row.get("made_of", ())
        for value, term in known[part].terms.items()
        if value not in without
    }
    sources, retired = row.get("sources", {}), row.get("retired", {})
    return terms | {
        value: Term(value, meaning, sources.get(value, row["source"]), retired.get(value))
        for value, meaning in row.get("meanings", {}).items()
    }


@cache
def _tables() -> dict[str, Any]:
    return _load("vocabularies.toml")


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("declass.export") / name).read_text(encoding="utf-8"))
