"""What stands behind the release in a signed file has one form, and no byte of it is free."""

from __future__ import annotations

import re

import pytest

from declass.redact.shape import signature as shape_signature
from declass.redact.shape.file import Fault
from declass.redact.signing.update import extend
from tests.redact.certificates import NOW
from tests.redact.factories import pdf_of, run

PDF = pdf_of("1. (U) The harbour museum will open on Monday.", run(3))
CONTAINER = b"\x30\x82" + bytes(14)
SIGNED = extend(PDF, NOW, 16).signed(CONTAINER)


def test_what_is_open_in_the_form_is_read() -> None:
    told = shape_signature.read(SIGNED, PDF)
    assert (told.time, told.container) == (NOW, CONTAINER)
    assert told.digest == extend(PDF, NOW, 16).digest()


def test_there_is_no_room_for_more_than_was_asked_for() -> None:
    with pytest.raises(ValueError, match="too little room"):
        extend(PDF, NOW, 15).signed(CONTAINER)


def free_places() -> set[int]:
    """The digits of the time and of the signature: what they say is judged elsewhere."""
    spans = [re.search(form, SIGNED) for form in (rb"D:(\d{14})Z", rb"/Contents <(\w+)>")]
    return {place for each in spans if each for place in range(*each.span(1))}


def test_every_byte_that_is_changed_is_seen() -> None:
    free = free_places()
    assert len(free) == 14 + 32
    missed = []
    for place in range(len(PDF), len(SIGNED)):
        if place not in free:
            changed = bytearray(SIGNED)
            changed[place] ^= 1
            try:
                shape_signature.read(bytes(changed), PDF)
            except Fault:
                continue
            missed.append(place)
    assert missed == []


PLANTED = {
    "words behind the end": (b"%%EOF\n", b"%%EOF\n% the pilots will strike\n"),
    "words between objects": (b"endobj\n", b"endobj\n% the pilots will strike\n"),
    "a reason": (b" /M (", b" /Reason (the pilots will strike) /M ("),
    "another name": (b"/T (Signature)", b"/T (the pilots)"),
    "a place that is seen": (b"/Rect [ 0 0 0 0 ]", b"/Rect [ 9 9 99 99 ]"),
    "another page": (b"/Annots [ ", b"/Contents [ 1 0 R ] /Annots [ "),
    "a script": (b"/AcroForm", b"/OpenAction << /S /JavaScript /JS (x) >> /AcroForm"),
    "leave to change": (b"/P 1 >>", b"/P 2 >>"),
    "small digits": (b"/Contents <3082", b"/Contents <3082af"),
    "no digits": (b"/Contents <3082", b"/Contents <30 82"),
    "a moved table": (b"/Prev ", b"/Prev 1"),
    "no such day": (NOW.strftime("D:%Y%m%d").encode(), b"D:20250231"),
    "one place more": (b"/Index [ ", b"/Index [ 1 1 "),
    "a place of nothing": (b"stream\n\1", b"stream\n\0"),
    "names of a program": (b"/Size", b"/Info << /Producer (x) >> /Size"),
}


@pytest.mark.parametrize("case", PLANTED)
def test_what_is_no_signature_is_refused(case: str) -> None:
    old, new = PLANTED[case]
    update = SIGNED[len(PDF) :]
    assert old in update
    with pytest.raises(Fault):
        shape_signature.read(PDF + update.replace(old, new, 1), PDF)


@pytest.mark.parametrize(
    "signed",
    [
        b"",
        PDF,
        SIGNED[:-1],
        SIGNED + SIGNED[len(PDF) :],
        b"%" + SIGNED,
        SIGNED.replace(b"Catalog", b"Katalog"),
    ],
    ids=["nothing", "unsigned", "cut short", "signed twice", "shifted", "changed"],
)
def test_what_is_not_the_release_and_a_signature_is_refused(signed: bytes) -> None:
    with pytest.raises(Fault):
        shape_signature.read(signed, PDF)
