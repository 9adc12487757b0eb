"""What the objects of a file hold beside its pages: a list of checks of one shape.

Words of metadata and bookmarks are found only where no page shows them: a title that stands on the
first page tells nothing. Alternate texts of tagged files are not looked at here; with withheld
words to look for, every string is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from declass.inspection.file import Entry, PdfFile, dictionaries, is_name, strings
from declass.inspection.kinds import Box, Finding, Kind
from declass.redact.evidence.syntax import Name, Ref, Value, text_of
from declass.redact.paper.metadata import UNNUMBERED

LONGEST_NAME = 20  # characters of a kind of annotation or action
MAX_BOOKMARKS = 10_000  # an outline can be a circle


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check looks at.

    Attributes:
        file: the file.
        seen: the text that its pages show, without blanks and case.
        reached: the numbers of the objects that a viewer can come to.
    """

    file: PdfFile
    seen: str
    reached: frozenset[int]

    def tells_more(self, text: str) -> bool:
        """Whether a text has a word of three letters or more that no page shows."""
        words = _WORD.findall(text.casefold())
        return any(len(word) > 2 and word not in self.seen for word in words)


_WORD = re.compile(r"[^\W_]+")

Check = Callable[[Subject], Iterator[Finding]]


def run_checks(subject: Subject) -> Iterator[Finding]:
    """All that the checks find."""
    for check in CHECKS:
        yield from check(subject)


def _revisions(subject: Subject) -> Iterator[Finding]:
    file = subject.file
    ends = file.raw.count(b"startxref")
    first = file.entries[0].fields if file.entries else {}
    expected = 2 if "Linearized" in first else 1  # a file for the web is written in two parts
    if ends > expected:
        yield Finding(Kind.REVISION, count=ends - expected, where="before the last startxref")


_PLAIN_KEYS = frozenset(
    "Producer Creator CreationDate ModDate Trapped GTS_PDFXVersion GTS_PDFXConformance".split()
)
_KNOWN_KEYS = ("Title", "Author", "Subject", "Keywords")
_EMPTY_WORDS = frozenset("untitled anonymous unspecified (anonymous) (unspecified) unknown".split())


def _information(subject: Subject) -> Iterator[Finding]:
    file = subject.file
    for trailer in file.trailers[-1:]:
        for key, value in file.fields(trailer.get("Info")).items():
            text = _text(file.get(value))
            is_plain = key in _PLAIN_KEYS or key.startswith("PTEX.")
            if not is_plain and text.casefold() not in _EMPTY_WORDS and subject.tells_more(text):
                where = key if key in _KNOWN_KEYS else "another property"
                yield Finding(Kind.INFORMATION, None, None, len(text), where, text)


_TOLD = re.compile(
    r"<(dc:(?:title|creator|description|subject|contributor|rights|source|identifier)|pdf:Keywords"
    r"|photoshop:\w{1,40}|xmpMM:History)\b[^>]{0,500}>([^\0]{0,20000}?)</\1>"
)
_TAG = re.compile(r"<[^<>]{0,2000}>")


def _xmp(subject: Subject) -> Iterator[Finding]:
    for entry in subject.file.latest.values():
        if not is_name(entry.fields.get("Subtype"), "XML"):
            continue
        content = subject.file.content(entry) or b""
        for match in _TOLD.finditer(content.decode("utf-8", "replace")):
            text = " ".join(_TAG.sub(" ", match[2]).split())
            text = text.removeprefix(UNNUMBERED)  # in the title of every release, and on no page
            if text.casefold() not in _EMPTY_WORDS and subject.tells_more(text):
                yield Finding(Kind.XMP, None, None, len(text), match[1], text)


def _attachments(subject: Subject) -> Iterator[Finding]:
    for number, fields in dictionaries(subject.file):
        if "EF" not in fields or number not in subject.reached:
            continue
        name = _text(subject.file.get(fields.get("UF") or fields.get("F")))
        yield Finding(Kind.ATTACHMENT, None, None, len(name), f"object {number}", name)


_ACTIONS = ("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "Rendition")


def _actions(subject: Subject) -> Iterator[Finding]:
    for number, fields in dictionaries(subject.file):
        if is_name(fields.get("S"), *_ACTIONS) and number in subject.reached | {0}:
            script = _text(subject.file.get(fields.get("JS")))
            where = f"{_name(fields['S'])} in object {number}"
            yield Finding(Kind.ACTION, None, None, len(script), where, script)


def _form_values(subject: Subject) -> Iterator[Finding]:
    pages = _pages_of_annotations(subject)
    for number, fields in dictionaries(subject.file):
        if not ("FT" in fields or ("T" in fields and "V" in fields)):
            continue
        value = subject.file.get(fields.get("V"))
        text = " ".join(filter(None, (_text(each) for each in strings(value))))
        if text.strip() and number in subject.reached:
            page, box = pages.get(number, (None, None))
            yield Finding(Kind.FORM_VALUE, page, box, len(text), f"field {number}", text)
    if "XFA" in subject.file.fields(subject.file.catalog.get("AcroForm")):
        yield Finding(Kind.FORM_VALUE, where="XFA form")


_SILENT = ("Widget", "Popup", "Link", "Redact")
_ANNOTATION_KEYS = ("Contents", "RC", "Subj")


def _annotations(subject: Subject) -> Iterator[Finding]:
    for page, annotation in _annotations_of_pages(subject):
        fields = subject.file.fields(annotation)
        box = _box(subject.file, fields.get("Rect"))
        if is_name(fields.get("Subtype"), "Redact"):
            yield Finding(Kind.REDACTION_PENDING, page, box)
        if is_name(fields.get("Subtype"), *_SILENT):
            continue
        texts = [_text(subject.file.get(fields.get(key))) for key in _ANNOTATION_KEYS]
        text = " ".join(filter(None, texts))
        if text.strip():
            yield Finding(Kind.ANNOTATION, page, box, len(text), _name(fields.get("Subtype")), text)


def _annotations_of_pages(subject: Subject) -> Iterator[tuple[int, Value]]:
    for page, fields in enumerate(subject.file.pages(), 1):
        for annotation in subject.file.items(fields.get("Annots")):
            yield page, annotation


def _pages_of_annotations(subject: Subject) -> dict[int, tuple[int | None, Box | None]]:
    found: dict[int, tuple[int | None, Box | None]] = {}
    for page, annotation in _annotations_of_pages(subject):
        if isinstance(annotation, Ref):
            rect = subject.file.fields(annotation).get("Rect")
            found[annotation.number] = page, _box(subject.file, rect)
    return found


def _thumbnails(subject: Subject) -> Iterator[Finding]:
    for page, fields in enumerate(subject.file.pages(), 1):
        if subject.file.get(fields.get("Thumb")) is not None:
            yield Finding(Kind.THUMBNAIL, page)


def _private_data(subject: Subject) -> Iterator[Finding]:
    for number, fields in dictionaries(subject.file):
        if "PieceInfo" in fields and number in subject.reached:
            programs = subject.file.fields(fields["PieceInfo"])
            yield Finding(Kind.PRIVATE_DATA, count=len(programs), where=f"object {number}")


def _layers(subject: Subject) -> Iterator[Finding]:
    file = subject.file
    properties = file.fields(file.catalog.get("OCProperties"))
    chosen = file.fields(properties.get("D"))
    layers = file.items(chosen.get("OFF"))
    if is_name(file.get(chosen.get("BaseState")), "OFF"):
        on = file.items(chosen.get("ON"))
        layers = layers + [each for each in file.items(properties.get("OCGs")) if each not in on]
    for layer in layers:
        name = _text(file.get(file.fields(layer).get("Name")))
        yield Finding(Kind.LAYER, None, None, len(name), "layer", name)


_OF_THE_FILE = ("XRef", "ObjStm")


def _orphans(subject: Subject) -> Iterator[Finding]:
    is_linearized = any("Linearized" in entry.fields for entry in subject.file.entries[:1])
    for entry in subject.file.latest.values():
        if entry.number in subject.reached or is_name(entry.fields.get("Type"), *_OF_THE_FILE):
            continue
        is_hint = is_linearized and isinstance(entry.fields.get("S"), int)
        if "Linearized" in entry.fields or is_hint:
            continue
        size = _size(entry)
        if size:
            yield Finding(Kind.ORPHAN, count=size, where=f"object {entry.number}")


def _size(entry: Entry) -> int:
    """How many bytes of strings and of a stream an object holds."""
    return len(entry.data or b"") + sum(map(len, strings(entry.value)))


def _bookmarks(subject: Subject) -> Iterator[Finding]:
    file = subject.file
    waiting: list[Value] = [file.fields(file.catalog.get("Outlines")).get("First")]
    seen: set[int] = set()
    while waiting and len(seen) < MAX_BOOKMARKS:
        value = waiting.pop()
        if not isinstance(value, Ref) or value.number in seen:
            continue
        seen.add(value.number)
        fields = file.fields(value)
        text = _text(file.get(fields.get("Title")))
        if subject.tells_more(text):
            yield Finding(Kind.BOOKMARK, None, None, len(text), f"bookmark {len(seen)}", text)
        waiting += [fields.get("Next"), fields.get("First")]


def _after_end(subject: Subject) -> Iterator[Finding]:
    _, end, rest = subject.file.raw.rpartition(b"%%EOF")
    rest = rest.strip(b"\0 \t\r\n\x0c")
    if end and rest:
        yield Finding(Kind.AFTER_END, None, None, len(rest), "after %%EOF", text_of(rest[:2000]))


CHECKS: tuple[Check, ...] = (
    _revisions,
    _information,
    _xmp,
    _attachments,
    _actions,
    _form_values,
    _annotations,
    _thumbnails,
    _private_data,
    _layers,
    _orphans,
    _bookmarks,
    _after_end,
)


def _text(value: Value) -> str:
    """A string as letters; "" for what is none."""
    if isinstance(value, bytes):
        return text_of(value).strip()
    return ""


def _name(value: Value) -> str:
    """A name that the standard knows, so that it quotes nothing."""
    return value if isinstance(value, Name) and len(value) < LONGEST_NAME else "unknown"


def _box(file: PdfFile, value: Value) -> Box | None:
    sides = [file.get(each) for each in file.items(value)]
    numbers = [float(each) for each in sides if isinstance(each, (int, float))]
    if len(numbers) != 4:
        return None
    return Box(*map(min, numbers[:2], numbers[2:]), *map(max, numbers[:2], numbers[2:]))
