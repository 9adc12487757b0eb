"""Looks for all that any PDF holds and its pages do not show.

Promised: text that leaves no ink on a page is found, whatever hides it, and so is what the checks
of `checks` name. Given withheld words, every stream and string of the file is searched for them.

Not promised: words in a picture are not read, though a box over some of them is found; nor are
letters of a font with an encoding of its own outside of the pages; nor what a viewer is to fetch
from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from declass.errors import RefusedReleaseError, UnreadableError
from declass.inspection.checks import Subject, run_checks
from declass.inspection.file import MAX_PAGES, PdfFile, read_file
from declass.inspection.kinds import Finding, Kind
from declass.redact.evidence import pdfium, raw
from declass.redact.evidence.model import Channel, Evidence
from declass.redact.pdf import font
from declass.redact.verify import find_words

if TYPE_CHECKING:
    from declass.inspection.sight import View

Result = TypeVar("Result")

_REMEDY = "save it anew and verify that"


def inspect(
    pdf: bytes, *, withheld: Sequence[str] = (), released: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Look for what a PDF holds and does not show.

    Args:
        pdf: a whole file.
        withheld: lines of the source whose words must not be in it.
        released: lines of the source that may be: what they have too is no finding.

    Returns:
        The findings, by page; those of the file itself come last.

    Raises:
        UnreadableError: it is no PDF, encrypted, damaged, or too large.
    """
    from declass.inspection.hidden import look
    from declass.inspection.scan import look_under

    file = read_file(pdf)
    looks = each_page(pdf, lambda view: (look(view), look_under(view)))
    sights = [sight for sight, _ in looks]
    findings = [finding for sight, under in looks for finding in (*sight.findings, *under)]
    seen = "".join(sight.seen for sight in sights).casefold()
    findings += run_checks(Subject(file, seen, frozenset(file.reached())))
    if withheld:
        findings += _against(file, withheld, released)
    findings += [
        Finding(Kind.UNREAD_STREAM, where=f"object {number}") for number in sorted({*file.unread})
    ]
    return tuple(sorted(findings, key=_place))


def each_page(pdf: bytes, do: Callable[[View], Result]) -> list[Result]:
    """Do something with each page of a file while it is open in the engine.

    Raises:
        UnreadableError: the engine cannot open the file or one of its pages, or there are too many.
    """
    from declass.inspection.sight import View

    with pdfium.ENGINE:
        library = pdfium.library()
        document = library.FPDF_LoadMemDocument64(pdf, len(pdf), None)
        count = library.FPDF_GetPageCount(document) if document else 0
        if not 0 < count <= MAX_PAGES:
            raise UnreadableError("it is damaged, or has no pages or too many", remedy=_REMEDY)
        results = []
        try:
            for index in range(count):
                page = library.FPDF_LoadPage(document, index)
                if not page:
                    raise UnreadableError(f"page {index + 1} cannot be opened", remedy=_REMEDY)
                try:
                    results.append(do(View(library, page, index + 1)))
                finally:
                    library.FPDF_ClosePage(page)
        finally:
            library.FPDF_CloseDocument(document)
    return results


def _place(finding: Finding) -> tuple[int, str, float]:
    page = finding.page or MAX_PAGES + 1
    return page, str(finding.kind), -finding.box.top if finding.box else 0.0


def _against(file: PdfFile, withheld: Sequence[str], released: Sequence[str]) -> Iterator[Finding]:
    pieces = list(_evidence(file))
    for leak in find_words(pieces, withheld, released):
        on_page = leak.channel in (Channel.PAGE, Channel.ANNOTATION)
        stream = "" if on_page or leak.number is None else f" {leak.number}"
        where = f"{leak.trace} in {leak.channel}{stream}"
        yield Finding(Kind.WITHHELD_WORDS, leak.number if on_page else None, where=where)


def _evidence(file: PdfFile) -> Iterator[Evidence]:
    """Everything that the file says, read by the engine and byte by byte."""
    try:
        yield from pdfium.read(file.raw)
    except RefusedReleaseError as trouble:
        raise UnreadableError(trouble.problem, remedy=_REMEDY) from trouble
    outside, end = [], 0
    for entry in file.entries:
        if entry.data is None:
            continue
        content = file.content(entry)
        if content is not None and not font.is_known(entry.data):
            yield raw.evidence(Channel.STREAM, entry.number, content)
        start = file.raw.find(entry.data, end) if entry.data else end
        outside.append(file.raw[end:start])
        end = start + len(entry.data)
    outside.append(file.raw[end:])
    yield raw.evidence(Channel.STRUCTURE, None, b"\n".join(outside))
