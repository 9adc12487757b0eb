"""Looks for withheld words in a finished JSON file, and for what no release in JSON consists of.

The file is read by the parser of the standard library. It must have all the fields of the schema
that ships beside it and no others, and be written in the one way in which a release is. Every text
and every number in it must be released, or one of the release's own.

What is not promised: the order of whole lines, and of boxes, is not judged, nor is whether a line
begins something.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from declass.errors import RefusedReleaseError
from declass.redact.evidence.model import Channel, Evidence
from declass.redact.flow.json_release import write
from declass.redact.flow.known import KnownLines, has_all
from declass.redact.verify import Leak, Trace, find_words

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_SCHEMA = Path(__file__).with_name("release.schema.json")
_TYPES = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "null": type(None),
    "object": dict,
    "string": str,
}


class _Said(NamedTuple):
    """A text or a number in the file, and the name of the field that it stands in."""

    field: str
    text: str


def find_leaks(
    content: bytes, withheld: Sequence[str], released: Sequence[str], own_words: Sequence[str]
) -> tuple[Leak, ...]:
    """Look for traces of withheld lines, and for what no release in JSON consists of.

    Args:
        content: the bytes of the file, read back from where they were written.
        withheld: the withheld lines of the source.
        released: its released lines, in their order; from the cable, not from the release.
        own_words: what the release says itself (`Drawn.own_words`).

    Returns:
        One leak for each trace and place; empty for a clean file.

    Raises:
        RefusedReleaseError: the file is no JSON, or lacks a released line.
    """
    try:
        value: Json = json.loads(content)
    except (ValueError, RecursionError) as trouble:
        raise RefusedReleaseError("finished file is no JSON") from trouble
    said = list(_said(value))
    if not has_all(released, "\n".join([each.text for each in said if each.field == "text"])):
        raise RefusedReleaseError("the text of the finished file cannot be read back")
    pieces = [Evidence(Channel.VALUE, place, each.text) for place, each in enumerate(said, 1)]
    leaks = (
        *find_words(pieces, withheld, [*released, *own_words]),
        *_strangers(said, KnownLines(released), frozenset(own_words)),
    )
    if write(value) == content and holds(schema(), value):
        return leaks
    pieces = [Evidence(Channel.STRUCTURE, None, name) for name in _names(value)]
    pieces.append(Evidence(Channel.STRUCTURE, None, content.decode(errors="replace")))
    return (
        *leaks,
        *find_words(pieces, withheld, [*released, *own_words]),
        Leak(Trace.SHAPE, Channel.STRUCTURE),
    )


def _strangers(
    said: Sequence[_Said], known: KnownLines, own_words: frozenset[str]
) -> Iterator[Leak]:
    """The first text or number that no release has."""
    for place, (field, text) in enumerate(said, 1):
        is_known = (
            known.allows(text)
            if field == "text"
            else text in own_words or (field == "bookmark" and known.has_words(text))
        )
        if not is_known:
            yield Leak(Trace.STRANGER, Channel.VALUE, place)
            return


def _said(value: Json, field: str = "") -> Iterator[_Said]:
    match value:
        case dict():
            for name, inner in value.items():
                yield from _said(inner, name)
        case list():
            for inner in value:
                yield from _said(inner, field)
        case str() if value:
            yield _Said(field, value)
        case int() | float() if not isinstance(value, bool):
            yield _Said(field, str(value))


def _names(value: Json) -> Iterator[str]:
    match value:
        case dict():
            yield from value
            for inner in value.values():
                yield from _names(inner)
        case list():
            for inner in value:
                yield from _names(inner)


@cache
def schema() -> Mapping[str, Any]:
    """The schema of a release."""
    found: Mapping[str, Any] = json.loads(_SCHEMA.read_bytes())
    return found


def holds(rule: Mapping[str, Any], value: Json) -> bool:
    """Whether a value is as a part of the schema says: all fields of an object in their order.

    Raises:
        KeyError: the rule is of a form that is not understood.
    """
    match rule:
        case {"$ref": name}:
            return holds(schema()["$defs"][name.rpartition("/")[2]], value)
        case {"anyOf": choices}:
            return any(holds(choice, value) for choice in choices)
        case {"const": word}:
            return isinstance(value, str) and value == word
        case {"enum": words}:
            return isinstance(value, str) and value in words
        case {"properties": fields}:
            return (
                isinstance(value, dict)
                and list(value) == list(fields)
                and all(holds(fields[name], inner) for name, inner in value.items())
            )
        case {"items": each}:
            return isinstance(value, list) and all(holds(each, inner) for inner in value)
    names = [rule["type"]] if isinstance(rule["type"], str) else rule["type"]
    return type(value) in [_TYPES[name] for name in names] and not (
        isinstance(value, int) and value < rule.get("minimum", value)
    )
