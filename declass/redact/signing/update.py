"""A release -> the same with room for a signature behind it: an incremental update.

A signature must lie in the file that it signs, and must leave the verified bytes as they are. So it
is added behind them (ISO 32000-1, 7.5.6): one field of a form, which no page shows, the signature
itself, and the page and the catalog once more with what leads to these two. The signature certifies
the file: no change is allowed after it (12.8.2.2, DocMDP, P 1). All of it is fixed but for numbers,
the time and the signature; there is no room for words.

pyHanko could write the update too. It would write the metadata anew with it, with its name and the
time, and an /ID of random bytes, so that the update could not be held against one form.
"""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from itertools import accumulate
from struct import Struct
from typing import NamedTuple

from declass.redact.shape.signature import Anchors, find_anchors

_PAGE = b"/Annots [ %(field)d 0 R ] /Tabs /S"
_CATALOG = (
    b"/AcroForm << /Fields [ %(field)d 0 R ] /SigFlags 3 >> /Perms << /DocMDP %(signature)d 0 R >>"
    # PAdES is no part of PDF 1.7, so that the file has to name it (ETSI TS 102 778-3).
    b" /Extensions << /ESIC << /Type /DeveloperExtensions /BaseVersion /1.7 /ExtensionLevel 1 >> >>"
)
# Of no size, locked, and not hidden: PDF/A allows no hidden annotation, PDF/UA no untagged one that
# is seen (ISO 19005-2, 6.3.2; ISO 14289-1, 7.18.1).
_FIELD = (
    b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /TU (Signature of this release)"
    b" /F 132 /Rect [ 0 0 0 0 ] /P %(page)d 0 R /V %(signature)d 0 R >>"
)
_SIGNATURE = (
    b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:%(time)bZ)"
    b" /Reference [ << /Type /SigRef /TransformMethod /DocMDP"
    b" /TransformParams << /Type /TransformParams /V /1.2 /P 1 >> >> ]"
    b" /ByteRange [ 0 %(start)-10d %(end)-10d %(rest)-10d ] /Contents "
)
# A stream, as the cross-references of the release are, to which it leads back.
_REFERENCES = (
    b"%d 0 obj\n<< /Type /XRef /Size %d /Root %d 0 R /Prev %d /ID [ %b (%b) ] /W [ 1 4 1 ]"
    b" /Index [ %b] /Length %d >>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
)
_ENTRY = Struct(">BIB")
_IN_USE = 1
_NEW_OBJECTS = 3


class Unsigned(NamedTuple):
    """A release with an update that lacks only its signature.

    Attributes:
        before: the bytes before the place of the signature.
        after: those behind it.
        room: bytes of a signature for which there is a place.
    """

    before: bytes
    after: bytes
    room: int

    def digest(self) -> bytes:
        """SHA-256 of what is signed."""
        return sha256(self.before + self.after).digest()

    def signed(self, signature: bytes) -> bytes:
        """The whole file with its signature.

        Raises:
            ValueError: there is not so much room.
        """
        if len(signature) > self.room:
            raise ValueError("there is too little room for the signature")
        digits = signature.ljust(self.room, b"\0").hex().upper().encode()
        return b"%b<%b>%b" % (self.before, digits, self.after)


def extend(pdf: bytes, now: dt.datetime, room: int) -> Unsigned:
    """Add to a release all but the signature.

    Args:
        pdf: a release, as `pdf.writer.draw` writes it.
        now: the time of signing.
        room: how many bytes to leave for the signature.

    Raises:
        Fault: it is no release.
    """
    base = find_anchors(pdf)
    field, signature = base.size, base.size + 1
    to = {b"page": base.page, b"field": field, b"signature": signature}
    objects = {
        base.page: b"%b %b >>" % (base.page_entries, _PAGE % to),
        base.catalog: b"%b %b >>" % (base.catalog_entries, _CATALOG % to),
        field: _FIELD % to,
    }
    pieces = [b"%d 0 obj\n%b\nendobj\n" % each for each in objects.items()]
    places = list(accumulate(map(len, pieces), initial=len(pdf)))
    entries = sorted(zip((*objects, signature), places, strict=True))
    start = places[-1] + len(_opening(signature, now, 0, 0, 0))
    end = start + 2 * room + len("<>")
    rest = len(_closing(base, entries, end, b""))
    before = b"".join([pdf, *pieces, _opening(signature, now, start, end, rest)])
    return Unsigned(before, _closing(base, entries, end, before), room)


def _opening(number: int, now: dt.datetime, start: int, end: int, rest: int) -> bytes:
    """The object of the signature up to its place; as long for any time and range."""
    time = now.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S").encode()
    told = {b"time": time, b"start": start, b"end": end, b"rest": rest}
    return b"%d 0 obj\n%b" % (number, _SIGNATURE % told)


def _closing(base: Anchors, entries: list[tuple[int, int]], end: int, before: bytes) -> bytes:
    """All behind the signature. The new half of the identity is a hash of what stands before it."""
    rest = b" >>\nendobj\n"
    size = base.size + _NEW_OBJECTS
    number, place = size - 1, end + len(rest)
    entries = [*entries, (number, place)]
    index = b"".join([b"%d 1 " % number for number, _ in entries])
    table = b"".join([_ENTRY.pack(_IN_USE, place, 0) for _, place in entries])
    identity = sha256(before).hexdigest()[:32].encode()
    told = (size, base.catalog, base.previous, base.identity, identity)
    return rest + _REFERENCES % (number, *told, index, len(table), table, place)
