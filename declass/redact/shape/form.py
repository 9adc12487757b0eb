"""Refuses a finished file that holds anything a release does not consist of.

The search for withheld words (`verify`) finds words; it cannot find what is coded in a way that it
does not know. So the form of the file is checked too: every byte of it must belong to an object or
to the frame around the objects (`file`), every object must be reached from the trailer and
play a role in `ROLES`, with all the keys of that role and no others, and the code of a page is held
to the few things that pages draw (`page`). The font is the one font, the metadata are the
fixed packet with a number of the head in it, the tags are those that the pages ask for
(`tags`), and the outline says how texts of the pages begin (`outline`). Keys stand in
the order of their table, and objects in the order of `ORDER`. What is in no table is refused: no
comment, annotation, image, attachment, script, second font or second revision can pass.

Nothing here knows the writer. When the writer learns something new, its roles are added to `ROLES`,
and its operators to the table of `page`.

What is not promised: which words a page shows is not judged here (`verify` does that), nor which
texts are headings or lines of the head, and which of them the outline names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from declass.redact.paper.metadata import NUMBERED, UNNUMBERED, packet
from declass.redact.pdf import font
from declass.redact.pdf.packing import unpack
from declass.redact.shape import outline, tags
from declass.redact.shape.file import Fault, File, Value, read_file
from declass.redact.shape.page import Shown, read_code

MAX_CODE = 2**20  # bytes of the code of one page: a hundred times what a full page takes


class PageCode(NamedTuple):
    """The code of one page: the number of its object, and the texts that it shows, in order."""

    number: int
    texts: tuple[str, ...]


class Contents(NamedTuple):
    """What a release shows: the code of each page, and the titles of its outline, in order."""

    codes: list[PageCode]
    titles: PageCode


def read(pdf: bytes) -> list[PageCode]:
    """Hold a file against the tables, and take from it what its pages show.

    Args:
        pdf: a whole file.

    Returns:
        The code of every page, in order.

    Raises:
        Fault: the file holds something that no release consists of.
    """
    return read_contents(pdf).codes


def read_contents(pdf: bytes) -> Contents:
    """The same, with the titles of the outline, which stand one behind the other in the file."""
    file = read_file(pdf)
    cast = _Cast(file)
    _require_order(cast.roles, len(file.objects))
    codes = [
        (number, read_code(_inflate(stream, number), number))
        for number, stream in cast.streams("page code")
    ]
    pages = [shown for _, shown in codes]
    _require_fixed(cast, pages[0])
    tags.require(file.objects, cast.roles, pages)
    titles = outline.require(file.objects, cast.roles, pages)
    return Contents(
        [PageCode(number, shown.texts) for number, shown in codes],
        PageCode(file.holder, tuple(titles)),
    )


def _require_order(roles: Mapping[int, str], count: int) -> None:
    """Every object plays a role, and they are numbered by their roles, then as they were met."""
    by_role: dict[str, list[int]] = {role: [] for role in ORDER}
    for number, role in roles.items():
        by_role[_SAME_PLACE.get(role, role)].append(number)
    expected = [number for numbers in by_role.values() for number in numbers]
    for number in range(1, count + 1):
        if expected[number - 1 : number] != [number]:
            raise Fault(number)


def _require_fixed(cast: _Cast, first: Shown) -> None:
    """The font is the one font; the title is a number of the head, or fixed words."""
    titles = [UNNUMBERED, *[NUMBERED.format(number=text) for text in first.head]]
    known = {"font file": [font.data()], "metadata": [packet(title) for title in titles]}
    for role, streams in known.items():
        for number, stream in cast.streams(role):
            if stream not in streams:
                raise Fault(number)


class _Named:
    def __init__(self, name: str) -> None:
        self.name = name


class Target(_Named):
    """A reference to an object with this role, the only one to that object."""


class Back(_Named):
    """A reference to an object that was met in this role before."""


class Inline(_Named):
    """A dictionary with this role."""


class Shared(_Named):
    """A reference to the one object with this role, which others may refer to too."""


class Later(_Named):
    """What `tags` looks at."""


class CountOf(_Named):
    """How many items the list under another key of the same dictionary has."""


Rule: TypeAlias = "bytes | re.Pattern[bytes] | _Named | tuple[Rule, ...] | list[Rule]"
"""What a value must be: as written, of a pattern, of a role, a list with a rule for each item, or
(a list of one rule) a list of any length by that rule.

A pattern must leave no room for a message; those in use are for values that `file` holds
against what they count or hash.
"""

_NUMBER = re.compile(rb"[0-9]{1,8}")
_IDENTITY = re.compile(rb"\([0-9a-f]{32}\)")

_PACKED: Mapping[bytes, Rule] = {b"/Filter": b"/FlateDecode", b"/Length": _NUMBER}
_CATALOG: Mapping[bytes, Rule] = {
    b"/Type": b"/Catalog",
    b"/Pages": Target("page tree"),
    b"/Lang": b"(en-US)",
    b"/MarkInfo": Inline("mark info"),
    b"/Metadata": Target("metadata"),
    b"/StructTreeRoot": Target("tags"),
    b"/ViewerPreferences": Inline("viewer preferences"),
}

ROLES: Mapping[str, Mapping[bytes, Rule]] = {
    "cross-references": {
        b"/Type": b"/XRef",
        b"/Size": _NUMBER,
        b"/W": (b"1", b"4", b"3"),
        b"/Root": Target("catalog"),
        b"/ID": (_IDENTITY, _IDENTITY),
        **_PACKED,
    },
    "object stream": {b"/Type": b"/ObjStm", b"/N": _NUMBER, b"/First": _NUMBER, **_PACKED},
    "catalog": _CATALOG,
    "catalog with an outline": {
        **_CATALOG,
        b"/Outlines": Target("outline"),
        b"/PageMode": b"/UseOutlines",
    },
    "outline": {
        b"/Type": b"/Outlines",
        b"/First": Later("outline"),
        b"/Last": Later("outline"),
        b"/Count": _NUMBER,
    },
    "viewer preferences": {b"/DisplayDocTitle": b"true"},
    "mark info": {b"/Marked": b"true"},
    "metadata": {b"/Type": b"/Metadata", b"/Subtype": b"/XML", b"/Length": _NUMBER},
    "page tree": {
        b"/Type": b"/Pages",
        b"/Count": CountOf("/Kids"),
        b"/Kids": [Target("page")],
        b"/MediaBox": (b"0", b"0", b"612", b"792"),
    },
    "resources": {b"/ColorSpace": Inline("colours"), b"/Font": Inline("fonts")},
    "colours": {b"/DefaultGray": (b"/CalGray", Inline("grey"))},
    "grey": {b"/WhitePoint": (b"0.9505", b"1", b"1.089"), b"/Gamma": b"2.2"},
    "fonts": {b"/F1": Target("font")},
    "font": {
        b"/Type": b"/Font",
        b"/Subtype": b"/TrueType",
        b"/BaseFont": b"/" + font.NAME.encode(),
        b"/Encoding": b"/WinAnsiEncoding",
        b"/FirstChar": b"32",
        b"/LastChar": b"255",
        b"/Widths": (b"600",) * 224,
        b"/FontDescriptor": Target("font descriptor"),
    },
    "font descriptor": {
        b"/Type": b"/FontDescriptor",
        b"/FontName": b"/" + font.NAME.encode(),
        b"/Flags": b"33",  # of one width; with the letters of Latin
        b"/FontBBox": (b"-25", b"-222", b"605", b"832"),
        b"/ItalicAngle": b"0",
        b"/Ascent": b"833",
        b"/Descent": b"-300",
        b"/CapHeight": b"659",
        b"/StemV": b"84",
        b"/FontFile2": Target("font file"),
    },
    "font file": {b"/Length1": b"%d" % font.LENGTH, **_PACKED},
    "page": {
        b"/Type": b"/Page",
        b"/Parent": Back("page tree"),
        b"/Contents": Target("page code"),
        b"/Resources": Shared("resources"),
        b"/StructParents": Later("page"),
    },
    "page code": _PACKED,
    "tags": {
        b"/Type": b"/StructTreeRoot",
        b"/K": Target("document"),
        b"/ParentTree": Later("tags"),
    },
    "document": {
        b"/S": b"/Document",
        b"/P": Back("tags"),
        b"/K": [Target("element")],
    },
    "division": {
        b"/S": b"/Div",
        b"/P": Back("document"),
        b"/K": [Target("element")],
    },
}
"""The keys of a dictionary of each role, all of them in their order, with a rule for each value."""

STREAMS = ("font file", "metadata", "page code", "object stream")
"""The roles of objects that have a stream, beside the cross-references."""

ORDER = (
    *STREAMS,
    *("catalog", "font", "font descriptor", "resources", "page tree", "page"),
    *("tags", "document", "element", "outline", "outline item", "cross-references"),
)
"""The order of objects, by their roles."""

_SAME_PLACE = {"catalog with an outline": "catalog", "division": "element"}


class _Cast:
    """Which object plays which role, in the order in which they are met from the trailer on."""

    def __init__(self, file: File) -> None:
        self._objects = file.objects
        self.roles: dict[int, str] = {}
        self._shared: dict[str, int] = {}
        self._enter("object stream", file.holder)
        self._enter("cross-references", len(file.objects))

    def streams(self, role: str) -> Iterator[tuple[int, bytes]]:
        """Number and stream of each object that plays a role."""
        for number, played in self.roles.items():
            stream = self._objects[number - 1].stream
            if played == role and stream is not None:
                yield number, stream

    def _require_role(self, role: str, value: Value, number: int | None) -> None:
        rules = ROLES[role]
        if not isinstance(value, Mapping) or [*value] != [*rules]:
            raise Fault(number)
        for key, rule in rules.items():
            self._require(_counted(rule, value), value[key], number)

    def _require(self, rule: Rule, value: Value, number: int | None) -> None:
        match rule:
            case Target(name=role):
                self._enter(role, _referred(value, number))
            case Shared(name=role):
                self._share(role, _referred(value, number))
            case Inline(name=role):
                self._require_role(role, value, number)
            case [rule_of_each] if isinstance(rule, list) and isinstance(value, tuple):
                for item in value:
                    self._require(rule_of_each, item, number)
            case tuple() if isinstance(value, tuple) and len(value) == len(rule):
                for item_rule, item in zip(rule, value, strict=True):
                    self._require(item_rule, item, number)
            case _:
                if not self._holds(rule, value, number):
                    raise Fault(number)

    def _holds(self, rule: Rule, value: Value, number: int | None) -> bool:
        if isinstance(rule, Back):
            return self.roles.get(_referred(value, number)) == rule.name
        if isinstance(rule, Later):
            return True
        if isinstance(rule, re.Pattern):
            return isinstance(value, bytes) and bool(rule.fullmatch(value))
        return isinstance(rule, bytes) and value == rule

    def _share(self, role: str, number: int) -> None:
        """Give a role that only one object has to it, unless it has it already."""
        if number not in self.roles:
            self._enter(role, number)
        if self._shared.setdefault(role, number) != number:
            raise Fault(number)

    def _enter(self, role: str, number: int) -> None:
        """Give a role to an object that has none, and check that it fits."""
        if number in self.roles or number > len(self._objects):
            raise Fault(number)
        value, stream = self._objects[number - 1]
        role = _variant(role, value)
        self.roles[number] = role
        if (stream is not None) != (role in STREAMS or number == len(self._objects)):
            raise Fault(number)
        # Elements and items have no rules here: `tags` and `outline` know them wholly.
        if role in ROLES:
            self._require_role(role, value, number)
        if role == "outline":  # its items are all that is left but the cross-references
            for item in range(number + 1, len(self._objects)):
                self._enter("outline item", item)


def _variant(role: str, value: Value) -> str:
    if not isinstance(value, Mapping):
        return role
    if role == "catalog" and b"/Outlines" in value:
        return "catalog with an outline"
    return "division" if role == "element" and value.get(b"/S") == b"/Div" else role


def _counted(rule: Rule, holder: Mapping[bytes, Value]) -> Rule:
    if isinstance(rule, CountOf):
        return b"%d" % len(holder[rule.name.encode()])
    return rule


_REFERENCE = re.compile(rb"([1-9][0-9]{0,6}) 0 R")


def _referred(value: Value, number: int | None) -> int:
    match = _REFERENCE.fullmatch(value) if isinstance(value, bytes) else None
    if not match:
        raise Fault(number)
    return int(match[1])


def _inflate(data: bytes, number: int) -> bytes:
    """What a packed stream says, and it must be packed as ours are."""
    code = unpack(data, MAX_CODE)
    if code is None:
        raise Fault(number)
    return code
