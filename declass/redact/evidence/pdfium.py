"""Reads a PDF with PDFium, the engine of a browser, which knows nothing of our writer."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from declass.errors import RefusedReleaseError
from declass.redact.evidence.model import Channel, Evidence

MAX_BOOKMARKS = 10_000  # an outline can be a circle

_INFO_KEYS = (
    b"Title",
    b"Author",
    b"Subject",
    b"Keywords",
    b"Creator",
    b"Producer",
    b"CreationDate",
    b"ModDate",
)
_ANNOTATION_KEYS = (b"Contents", b"T", b"Subj", b"RC", b"TU", b"V", b"NM")

ENGINE = threading.Lock()  # PDFium is not safe for threads


def read(pdf: bytes) -> tuple[Evidence, ...]:
    """Everything that the engine finds: page text, annotations, metadata, outline, attachments.

    Args:
        pdf: a whole file.

    Raises:
        RefusedReleaseError: the engine cannot open the file or one of its pages, or it has none.
    """
    with ENGINE:
        pdfium = library()
        document = pdfium.FPDF_LoadMemDocument64(pdf, len(pdf), None)
        if not document:
            raise RefusedReleaseError("finished file cannot be opened")
        try:
            return tuple(_read_document(pdfium, document))
        finally:
            pdfium.FPDF_CloseDocument(document)


@cache
def library() -> Any:
    """The engine, without the fonts of this machine: they make it slow and say nothing."""
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped, unused-ignore]

    no_font_directories = (ctypes.POINTER(ctypes.c_char) * 1)()
    settings = pdfium.FPDF_LIBRARY_CONFIG(version=2)
    settings.m_pUserFontPaths = ctypes.cast(no_font_directories, type(settings.m_pUserFontPaths))
    pdfium.FPDF_InitLibraryWithConfig(settings)
    return pdfium


def _read_document(pdfium: Any, document: Any) -> Iterator[Evidence]:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise RefusedReleaseError("finished file has no pages")
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            raise RefusedReleaseError(f"page {index + 1} of the finished file cannot be opened")
        try:
            yield Evidence(Channel.PAGE, index + 1, _page_text(pdfium, page))
            for text in _annotations(pdfium, page):
                yield Evidence(Channel.ANNOTATION, index + 1, text)
        finally:
            pdfium.FPDF_ClosePage(page)
    for key in _INFO_KEYS:
        yield Evidence(Channel.METADATA, None, _string(pdfium.FPDF_GetMetaText, document, key))
    for text in _bookmarks(pdfium, document):
        yield Evidence(Channel.OUTLINE, None, text)
    for text in _attachments(pdfium, document):
        yield Evidence(Channel.ATTACHMENT, None, text)


def _page_text(pdfium: Any, page: Any) -> str:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise RefusedReleaseError("text of a page of the finished file cannot be read")
    try:
        count = max(pdfium.FPDFText_CountChars(text_page), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return bytes(buffer)[: 2 * written].decode("utf-16-le", "replace").rstrip("\0")


def _annotations(pdfium: Any, page: Any) -> Iterator[str]:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        for key in _ANNOTATION_KEYS:
            yield _string(pdfium.FPDFAnnot_GetStringValue, annotation, key)
        pdfium.FPDFPage_CloseAnnot(annotation)


def _bookmarks(pdfium: Any, document: Any) -> Iterator[str]:
    waiting = [pdfium.FPDFBookmark_GetFirstChild(document, None)]
    read_so_far = 0
    while waiting:
        bookmark = waiting.pop()
        if not bookmark:
            continue
        read_so_far += 1
        if read_so_far > MAX_BOOKMARKS:
            raise RefusedReleaseError("outline of the finished file has no end")
        yield _string(pdfium.FPDFBookmark_GetTitle, bookmark)
        waiting.append(pdfium.FPDFBookmark_GetNextSibling(document, bookmark))
        waiting.append(pdfium.FPDFBookmark_GetFirstChild(document, bookmark))


def _attachments(pdfium: Any, document: Any) -> Iterator[str]:
    for index in range(pdfium.FPDFDoc_GetAttachmentCount(document)):
        attachment = pdfium.FPDFDoc_GetAttachment(document, index)
        yield _string(pdfium.FPDFAttachment_GetName, attachment)
        yield _file_text(pdfium, attachment)


def _file_text(pdfium: Any, attachment: Any) -> str:
    length = ctypes.c_ulong()
    pdfium.FPDFAttachment_GetFile(attachment, None, 0, length)
    buffer = ctypes.create_string_buffer(length.value)
    pdfium.FPDFAttachment_GetFile(attachment, buffer, length.value, length)
    return buffer.raw.replace(b"\0", b"").decode("utf-8", "replace")


_SHORTEST = 2  # bytes: the sign that ends a string


def _string(call: Callable[..., int], *arguments: Any) -> str:
    """Ask for the size of a string in UTF-16 first, then for the string."""
    size = call(*arguments, None, 0)
    if size <= _SHORTEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    call(*arguments, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")
