"""Refuses a signed release that holds anything but the release and its signature.

The first bytes must be those of the release. All that follows is held against one form, `_FORM`, in
which only numbers, the time and the digits of the signature are open, and each number against what
it counts or points to. Nothing here knows the writer (`signing.update`).

What is not promised: what the signature says is not judged here (`signing` does that).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from declass.redact.shape.file import Fault, Object, Value, read_file

_FORM = re.compile(
    rb"(?P<page>\d+) 0 obj\n"
    rb"(?P<page_entries><< [^\n]*) /Annots \[ (?P<field>\d+) 0 R \] /Tabs /S >>\n"
    rb"endobj\n"
    rb"(?P<catalog>\d+) 0 obj\n"
    rb"(?P<catalog_entries><< [^\n]*) /AcroForm << /Fields \[ (?P=field) 0 R \] /SigFlags 3 >>"
    rb" /Perms << /DocMDP (?P<signature>\d+) 0 R >> /Extensions << /ESIC"
    rb" << /Type /DeveloperExtensions /BaseVersion /1\.7 /ExtensionLevel 1 >> >> >>\n"
    rb"endobj\n"
    rb"(?P<at_field>(?P=field)) 0 obj\n"
    rb"<< /Type /Annot /Subtype /Widget /FT /Sig /T \(Signature\) /TU \(Signature of this release\)"
    rb" /F 132 /Rect \[ 0 0 0 0 \] /P (?P=page) 0 R /V (?P=signature) 0 R >>\n"
    rb"endobj\n"
    rb"(?P<at_signature>(?P=signature)) 0 obj\n"
    rb"<< /Type /Sig /Filter /Adobe\.PPKLite /SubFilter /ETSI\.CAdES\.detached"
    rb" /M \(D:(?P<time>\d{14})Z\) /Reference \[ << /Type /SigRef /TransformMethod /DocMDP"
    rb" /TransformParams << /Type /TransformParams /V /1\.2 /P 1 >> >> \]"
    rb" /ByteRange \[ (?P<range>[ \d]{34}) \] /Contents <(?P<digits>(?:[0-9A-F]{2})+)> >>\n"
    rb"endobj\n"
    rb"(?P<at_references>\d+) 0 obj\n"
    rb"<< /Type /XRef /Size (?P<size>\d+) /Root (?P=catalog) 0 R /Prev (?P<previous>\d+)"
    rb" /ID \[ (?P<identity>\(\w{32}\)) (?P<new_identity>\(\w{32}\)) \] /W \[ 1 4 1 \]"
    rb" /Index \[ (?P<index>(?:\d+ 1 ){5})\] /Length 30 >>\nstream\n(?P<table>.{30})\nendstream\n"
    rb"endobj\n"
    rb"startxref\n(?P<last>\d+)\n%%EOF\n",
    re.DOTALL,
)


class Anchors(NamedTuple):
    """Where in a release an update is fastened.

    Attributes:
        page: the number of the first page.
        page_entries: what its dictionary begins with, all but the brackets at its end.
        catalog: the number of the catalog.
        catalog_entries: likewise.
        size: how many objects there are, with the free one.
        previous: where the cross-references begin.
        identity: as the trailer has it.
    """

    page: int
    page_entries: bytes
    catalog: int
    catalog_entries: bytes
    size: int
    previous: int
    identity: bytes


def find_anchors(pdf: bytes) -> Anchors:
    """Find where a release can be extended.

    Raises:
        Fault: it is no release.
    """
    objects = read_file(pdf).objects
    trailer = _entries(objects, len(objects))
    catalog = _number(trailer[b"/Root"])
    catalog_entries = _entries(objects, catalog)
    page = _number(_first(_entries(objects, _number(catalog_entries[b"/Pages"]))[b"/Kids"]))
    return Anchors(
        page,
        _written(_entries(objects, page)).removesuffix(b" >>"),
        catalog,
        _written(catalog_entries).removesuffix(b" >>"),
        len(objects) + 1,
        int(pdf.splitlines()[-2]),
        _first(trailer[b"/ID"]),
    )


def _entries(objects: Sequence[Object], number: int) -> Mapping[bytes, Value]:
    value = objects[number - 1].value
    if not isinstance(value, Mapping):
        raise Fault(number)
    return value


def _first(value: Value) -> bytes:
    if isinstance(value, tuple) and value and isinstance(value[0], bytes):
        return value[0]
    raise Fault


def _number(value: Value) -> int:
    """That of the object that is referred to."""
    if isinstance(value, bytes):
        return int(value.split()[0])
    raise Fault


def _written(value: Value) -> bytes:
    """A value in the notation of the file."""
    if isinstance(value, Mapping):
        return b"<< %b>>" % b"".join([b"%b %b " % (key, _written(of)) for key, of in value.items()])
    if isinstance(value, tuple):
        return b"[ %b]" % b"".join([_written(item) + b" " for item in value])
    return value


class Signed(NamedTuple):
    """What is open in the form of a signature.

    Attributes:
        time: of signing.
        container: the signature, with the zeros behind it.
        digest: SHA-256 of what it signs.
    """

    time: dt.datetime
    container: bytes
    digest: bytes


def read(signed: bytes, pdf: bytes) -> Signed:
    """Hold a signed release against its form.

    Args:
        signed: the whole file.
        pdf: the release that was signed.

    Raises:
        Fault: the file does not begin with the release, or something else than a signature follows.
    """
    form = _FORM.fullmatch(signed, len(pdf)) if signed.startswith(pdf) else None
    if form is None:
        raise Fault
    start, end = form.start("digits") - 1, form.end("digits") + 1
    before, after = signed[:start], signed[end:]
    at = find_anchors(pdf)
    expected = {
        "page": b"%d" % at.page,
        "page_entries": at.page_entries,
        "catalog": b"%d" % at.catalog,
        "catalog_entries": at.catalog_entries,
        "field": b"%d" % at.size,
        "signature": b"%d" % (at.size + 1),
        "range": b"0 %-10d %-10d %-10d" % (start, end, len(after)),
        "at_references": b"%d" % (at.size + 2),
        "index": b"".join([b"%d 1 " % number for number, _ in _places(form)]),
        "table": b"".join([b"\1%b\0" % place.to_bytes(4, "big") for _, place in _places(form)]),
        "size": b"%d" % (at.size + 3),
        "previous": b"%d" % at.previous,
        "identity": at.identity,
        "new_identity": b"(%b)" % sha256(before).hexdigest()[:32].encode(),
        "last": b"%d" % form.start("at_references"),
    }
    if any(form[name] != value for name, value in expected.items()):
        raise Fault
    container = bytes.fromhex(form["digits"].decode())
    return Signed(_time(form["time"]), container, sha256(before + after).digest())


def _places(form: re.Match[bytes]) -> list[tuple[int, int]]:
    """The numbers of the objects of an update in their order, each with its place."""
    objects = ("page", "catalog", "at_field", "at_signature", "at_references")
    return sorted([(int(form[each]), form.start(each)) for each in objects])


def _time(digits: bytes) -> dt.datetime:
    try:
        return dt.datetime.strptime(f"{digits.decode()}Z", "%Y%m%d%H%M%S%z")
    except ValueError as trouble:
        raise Fault from trouble
