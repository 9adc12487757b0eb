"""x-ray, the checker that found many bad redactions in court files, finds none in ours."""

from __future__ import annotations

import asyncio
from io import BytesIO

import pikepdf
import xray
from hypothesis import given, settings

from declass.redact.paper.layout import lay_out
from declass.redact.pdf.writer import draw
from declass.redact.release import Release
from tests.redact.factories import SAMPLE, WORDING, pdf_of, releases, run


def bad_redactions(pdf: bytes) -> object:
    return asyncio.run(xray.inspect(pdf))


def test_x_ray_sees_a_bad_redaction_in_a_page_of_ours() -> None:
    """Else the tests below would prove nothing."""
    with pikepdf.open(BytesIO(pdf_of(run(20)))) as document:
        page = document.pages[0]
        hidden = b"BT /F1 10 Tf 100 494.8 Td (the pilots will strike on Monday) Tj ET\n"
        page.Contents = document.make_stream(hidden + page.Contents.read_bytes())
        spoiled = BytesIO()
        document.save(spoiled)
    assert bad_redactions(spoiled.getvalue())


def test_x_ray_finds_no_bad_redaction_in_the_sample() -> None:
    assert bad_redactions(draw(lay_out(SAMPLE, WORDING))) == {}


@settings(max_examples=20)
@given(releases)
def test_x_ray_finds_no_bad_redaction(made: Release) -> None:
    assert bad_redactions(draw(lay_out(made, WORDING))) == {}
