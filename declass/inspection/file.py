"""The objects of a PDF, read from its bytes: all of them, in use or not, of every revision.

Cross-reference tables are not asked: they say where a viewer is to look, and what they leave out
is what is looked for here. Objects in object streams are read like the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise

from declass.errors import UnreadableError
from declass.redact.evidence import filters
from declass.redact.evidence.filters import Decoded
from declass.redact.evidence.raw import searched
from declass.redact.evidence.syntax import Name, Ref, Value, read_value

MAX_FILE = 512 * 2**20  # bytes: a release has thousands of pages in a tenth of it
MAX_INFLATED = 64 * 2**20  # bytes of one stream: a page that nobody could draw
MAX_TOTAL_INFLATED = 1024 * 2**20  # bytes of all streams together
MAX_OBJECTS = 1_000_000
MAX_PAGES = 10_000

_REMEDY = "make a PDF of it that any viewer opens, and verify that"


@dataclass(frozen=True, slots=True)
class Entry:
    """An object as it stands in the file.

    Attributes:
        number: its number.
        value: what it is; the dictionary of a stream.
        data: the bytes of a stream as they stand, None for other objects.
    """

    number: int
    value: Value
    data: bytes | None = None

    @property
    def fields(self) -> dict[str, Value]:
        """Its dictionary, empty where it is none."""
        return self.value if isinstance(self.value, dict) else {}


@dataclass(slots=True)
class PdfFile:
    """A file as its objects.

    Attributes:
        raw: its bytes.
        entries: all objects of all revisions, in order of the file.
        latest: the last object of each number.
        trailers: the trailer dictionaries, in order of the file.
        unread: the numbers of streams that were asked for, and could not be read or not whole.
    """

    raw: bytes
    entries: list[Entry] = field(default_factory=list)
    latest: dict[int, Entry] = field(default_factory=dict)
    trailers: list[dict[str, Value]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    _inflated: int = 0

    def get(self, value: Value) -> Value:
        """What a value is, once references are followed."""
        for _ in range(16):  # a reference to itself ends somewhere
            if not isinstance(value, Ref):
                return value
            entry = self.latest.get(value.number)
            value = entry.value if entry else None
        return None

    def fields(self, value: Value) -> dict[str, Value]:
        """The dictionary that a value is or refers to, empty where it is none."""
        found = self.get(value)
        return found if isinstance(found, dict) else {}

    def items(self, value: Value) -> list[Value]:
        """The array that a value is or refers to, empty where it is none."""
        found = self.get(value)
        return found if isinstance(found, list) else []

    @property
    def catalog(self) -> dict[str, Value]:
        """The root of what a viewer shows."""
        roots = (self.fields(trailer.get("Root")) for trailer in reversed(self.trailers))
        return next((root for root in roots if root), {})

    def pages(self) -> list[dict[str, Value]]:
        """The pages in their order."""
        found: list[dict[str, Value]] = []
        seen: set[int] = set()
        waiting: list[Value] = [self.catalog.get("Pages")]
        while waiting and len(found) < MAX_PAGES:
            value = waiting.pop()
            if isinstance(value, Ref):
                if value.number in seen:
                    continue
                seen.add(value.number)
            node = self.fields(value)
            if "Kids" in node:
                waiting += reversed(self.items(node["Kids"]))
            elif node:
                found.append(node)
        return found

    def reached(self) -> set[int]:
        """The numbers of the objects that a viewer can come to."""
        seen: set[int] = set()
        waiting: list[Value] = list(self.trailers)
        while waiting:
            value = waiting.pop()
            if isinstance(value, Ref):
                if value.number not in seen and value.number in self.latest:
                    seen.add(value.number)
                    waiting.append(self.latest[value.number].value)
            elif isinstance(value, dict):
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value
        return seen

    def enter(self, entry: Entry) -> None:
        """Add an object, in order of the file.

        Raises:
            UnreadableError: there are too many.
        """
        self.entries.append(entry)
        self.latest[entry.number] = entry
        if len(self.entries) > MAX_OBJECTS:
            raise UnreadableError("it has too many objects", remedy=_REMEDY)

    def content(self, entry: Entry) -> bytes | None:
        """What is to be searched in a stream; None for a picture in a coding for pictures.

        Of damaged streams it is what comes before the damage, and of such as cannot be decoded
        None; the numbers of both are kept in `unread`.

        Raises:
            UnreadableError: the streams that were read are too large.
        """
        decoded = self.decoded(entry)
        return searched(entry.fields, decoded, len(self.raw)) if decoded else None

    def decoded(self, entry: Entry) -> Decoded | None:
        """The decoded bytes of a stream, and those beside them; otherwise as `content`."""
        if entry.data is None or _IMAGE_FILTERS.intersection(filters.names(entry.fields, self.get)):
            return None
        is_picture = is_name(self.get(entry.fields.get("Subtype")), "Image")
        try:
            decoded = filters.decode(
                entry.fields, entry.data, MAX_INFLATED, self.get, is_picture=is_picture
            )
        except filters.UndecodableError as trouble:
            self.unread.append(entry.number)
            self._take(MAX_INFLATED if isinstance(trouble, filters.TooLargeError) else 0)
            return None
        self._take(decoded.cost)
        if not decoded.is_whole:
            self.unread.append(entry.number)
        return decoded

    def _take(self, cost: int) -> None:
        self._inflated += cost
        if self._inflated > MAX_TOTAL_INFLATED:
            raise UnreadableError("its streams are too large", remedy=_REMEDY)


def read_file(raw: bytes) -> PdfFile:
    """Read the objects of a PDF.

    Args:
        raw: a whole file.

    Raises:
        UnreadableError: it is no PDF, encrypted, damaged beyond reading, or too large.
    """
    if len(raw) > MAX_FILE:
        raise UnreadableError("the file is too large", remedy=_REMEDY)
    if b"%PDF-" not in raw[:1024]:
        raise UnreadableError("it is no PDF", remedy="name a PDF")
    file = PdfFile(raw)
    scanned = list(islice(_scan(file), MAX_OBJECTS + 1))
    file.latest = {entry.number: entry for entry in scanned}  # what object streams may refer to
    for entry in scanned:
        file.enter(entry)
        if is_name(file.get(entry.fields.get("Type")), "ObjStm"):
            for member in _members(file, entry):
                file.enter(member)
    if any("Encrypt" in trailer for trailer in file.trailers):
        raise UnreadableError("it is encrypted", remedy="save it without a password")
    if not file.catalog:
        raise UnreadableError("it is damaged: its catalog is not found", remedy=_REMEDY)
    return file


_MARK = re.compile(rb"(?:(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj|trailer)(?![^\s<\[(/\d])")


def _scan(file: PdfFile) -> Iterator[Entry]:
    """The objects in order of the file; trailers are entered in it on the way."""
    raw, position = file.raw, 0
    while match := _MARK.search(raw, position):
        value, keyword, position = read_value(raw, match.end())
        if match[1] is None:
            if isinstance(value, dict):
                file.trailers.append(value)
            continue
        data = None
        if keyword == b"stream" and isinstance(value, dict):
            data, position = _stream(raw, position, value)
        elif keyword == b"obj":  # the end of the one before it is missing
            position = (
                raw.rfind(b"\n", match.end(), position)
                if b"\n" in raw[match.end() : position]
                else position
            )
        entry = Entry(int(match[1]), value, data)
        yield entry
        if is_name(entry.fields.get("Type"), "XRef"):
            file.trailers.append(entry.fields)


def _stream(raw: bytes, position: int, fields: dict[str, Value]) -> tuple[bytes, int]:
    if raw.startswith(b"\r\n", position):
        position += 2
    elif raw[position : position + 1] in (b"\n", b"\r"):
        position += 1
    length = fields.get("Length")
    if isinstance(length, int) and 0 <= length <= len(raw) - position:
        end = position + length
        if raw[end : end + 20].lstrip().startswith(b"endstream"):
            return raw[position:end], end
    end = raw.find(b"endstream", position)
    end = len(raw) if end < 0 else end
    return raw[position:end], end


def _members(file: PdfFile, container: Entry) -> Iterator[Entry]:
    """The objects in an object stream (ISO 32000-1, 7.5.7).

    Each place in it is read once, however many objects are said to stand there.
    """
    decoded = file.decoded(container)
    count, first = [file.get(container.fields.get(key)) for key in ("N", "First")]
    if decoded is None or not isinstance(first, int) or not isinstance(count, int):
        file.unread.append(container.number)
        return
    data = decoded.data
    head = [int(word) for word in data[: max(first, 0)].split() if _INTEGER.fullmatch(word)]
    starts = [first + offset for offset in head[1::2]]
    if len(starts) != count or any(start > len(data) for start in starts):
        file.unread.append(container.number)
    ends = sorted({*starts, len(data)})
    values = {start: read_value(data[start:end])[0] for start, end in pairwise(ends)}
    for number, start in zip(head[::2], starts, strict=False):
        yield Entry(number, values.get(start))


_INTEGER = re.compile(rb"[0-9]{1,10}")
_IMAGE_FILTERS = frozenset(("DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"))


def dictionaries(file: PdfFile) -> Iterator[tuple[int, dict[str, Value]]]:
    """Every dictionary of the latest objects, however deep, with the number of its object."""
    for entry in file.latest.values():
        waiting: list[Value] = [entry.value]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield entry.number, value
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value


def strings(value: Value) -> Iterator[bytes]:
    """Every string in a value."""
    waiting: list[Value] = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, bytes):
            yield item
        elif isinstance(item, (dict, list)):
            waiting += chain(item.values() if isinstance(item, dict) else item)


def is_name(value: Value, *names: str) -> bool:
    """Whether a value is one of some names."""
    return isinstance(value, Name) and value in names
