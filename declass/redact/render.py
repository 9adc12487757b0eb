"""Release -> the bytes of a PDF: the words it prints, the pages, the drawing."""

from __future__ import annotations

from pathlib import Path

from declass.redact import pdf
from declass.redact.layout import lay_out
from declass.redact.release import Release
from declass.templating import load_wording


def render(release: Release, *, site: Path | None = None) -> bytes:
    """Draw a release.

    Args:
        release: what may be seen.
        site: a directory of templates that go before those shipped, or None.

    Returns:
        A whole PDF file. The same release and templates give the same bytes.

    Raises:
        DeclassError: a template cannot be used, or the markings leave too little room on a page.
    """
    return pdf.render(lay_out(release, load_wording(site)))
