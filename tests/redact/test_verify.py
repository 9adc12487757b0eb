"""Plants withheld words in a finished release in every way known, and asks that each be found."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO

import pikepdf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from declass.errors import RefusedReleaseError
from declass.redact.evidence.model import Channel
from declass.redact.paper.layout import lay_out
from declass.redact.pdf.writer import draw
from declass.redact.release import Release, ReleasedLine
from declass.redact.verify import Leak, Trace, find_leaks, refuse
from tests.redact.factories import WORDING, pages_of, releases, run

SENTINEL = "HARBOR PILOTS WILL STRIKE ON MONDAY"
WITHHELD = ("3. (S/NF) The union told us:", SENTINEL, "and asked for 4000 euros.")
SOURCE = ("1. (U) The harbor museum will open on Monday.", "", "2. (U) Trawlers pay 20 euros.")
PAGES = pages_of(*SOURCE, run(3))
CLEAN = draw(PAGES)
RELEASED = (*SOURCE, *PAGES.own_words())


def test_a_clean_release_has_no_leaks() -> None:
    assert find_leaks(CLEAN, WITHHELD, RELEASED) == ()


def words_found(
    pdf: bytes, withheld: Sequence[str] = WITHHELD, released: Sequence[str] = RELEASED
) -> list[Leak]:
    """What the search for words finds by itself, before the shape of the file refuses it."""
    by_form = {Trace.SHAPE, Trace.STRANGER}
    return [leak for leak in find_leaks(pdf, withheld, released) if leak.trace not in by_form]


# --- in the code of a page -----------------------------------------------------------------------

SHOWN = f"({SENTINEL}) Tj".encode()


def in_page_code(before: bytes = b"", after: bytes = b"") -> bytes:
    with pikepdf.open(BytesIO(CLEAN)) as document:
        page = document.pages[0]
        code = page.Contents.read_bytes()
        page.Contents = document.make_stream(before + b"\n" + code + b"\n" + after)
        return saved(document)


def saved(document: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    return file.getvalue()


def text(code: bytes, settings: bytes = b"", at: bytes = b"72 300") -> bytes:
    return b"q BT /F1 10 Tf %b %b Td %b ET Q" % (settings, at, code)


def one_by_one(words: str) -> bytes:
    return b" ".join(b"(%b) Tj 6 0 Td" % letter.encode() for letter in words)


PAGE_CODE: dict[str, Callable[[], bytes]] = {
    "under a bar": lambda: in_page_code(before=text(SHOWN, at=b"72 570")),
    "black on a bar": lambda: in_page_code(after=text(SHOWN, at=b"72 570")),
    "white on white": lambda: in_page_code(before=text(SHOWN, b"1 g")),
    "invisible": lambda: in_page_code(before=text(SHOWN, b"3 Tr")),
    "off the page": lambda: in_page_code(before=text(SHOWN, at=b"9000 9000")),
    "clipped": lambda: in_page_code(before=b"q 0 0 1 1 re W n " + text(SHOWN) + b" Q"),
    "tiny": lambda: in_page_code(before=text(SHOWN, b"0.01 0 0 0.01 0 0 Tm")),
    "hexadecimal": lambda: in_page_code(before=text(b"<%b> Tj" % SENTINEL.encode().hex().encode())),
    "kerned": lambda: in_page_code(
        before=text(b"[<484152> 20 (BOR PI) -3 (LOTS W) 1 (ILL) 2 ( STRIKE ON)] TJ")
    ),
    "octal": lambda: in_page_code(
        before=text(b"(%b) Tj" % b"".join(b"\\%03o" % code for code in SENTINEL.encode()))
    ),
    "unescaped brackets": lambda: in_page_code(before=text(b"(a (nested) (PILOTS) one) Tj")),
    "letter by letter": lambda: in_page_code(before=text(one_by_one(SENTINEL))),
    "letter by letter off the page": lambda: in_page_code(
        before=text(one_by_one(SENTINEL), at=b"9000 9000")
    ),
    "a comment": lambda: in_page_code(before=b"% " + SENTINEL.encode()),
    "a short comment": lambda: in_page_code(before=b"%4000"),
    "ActualText in UTF-16": lambda: in_page_code(
        before=b"/Span << /ActualText <FEFF%b> >> BDC EMC"
        % SENTINEL.encode("utf-16-be").hex().encode()
    ),
    "a name": lambda: in_page_code(before=b"/PILO#54S MP"),
    "lower case": lambda: in_page_code(before=text(b"(pilots) Tj")),
    "words that released lines have": lambda: in_page_code(
        before=text(b"(will on Monday the harbor) Tj (strike) Tj")
    ),
}


@pytest.mark.parametrize("plant", PAGE_CODE.values(), ids=PAGE_CODE)
def test_a_leak_in_page_code_is_found(plant: Callable[[], bytes]) -> None:
    leaks = words_found(plant())
    assert {leak.channel for leak in leaks} & {Channel.PAGE, Channel.STREAM}


# --- elsewhere in the file -----------------------------------------------------------------------


def in_document(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(BytesIO(CLEAN)) as document:
        change(document)
        return saved(document)


def set_info(document: pikepdf.Pdf) -> None:
    document.docinfo["/Keywords"] = SENTINEL


def set_xmp(document: pikepdf.Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = SENTINEL


def add_outline(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SENTINEL, 0))


def attach(document: pikepdf.Pdf) -> None:
    document.attachments["list.txt"] = pikepdf.AttachedFileSpec(document, SENTINEL.encode())


def attach_by_name(document: pikepdf.Pdf) -> None:
    document.attachments["PILOTS.txt"] = pikepdf.AttachedFileSpec(document, b"nothing")


def annotate(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 1, 1],
        Contents=pikepdf.String(SENTINEL),
        F=2,
    )
    document.pages[0].Annots = document.make_indirect(pikepdf.Array([note]))


def set_private_data(document: pikepdf.Pdf) -> None:
    document.Root.PieceInfo = pikepdf.Dictionary(Editor=pikepdf.Dictionary(Private=SENTINEL))


def set_private_data_in_utf16(document: pikepdf.Pdf) -> None:
    document.Root.PieceInfo = pikepdf.Dictionary(Private=SENTINEL + " \u0416")


def set_alternative_text(document: pikepdf.Pdf) -> None:
    element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, Alt=SENTINEL)
    document.Root.StructTreeRoot = pikepdf.Dictionary(K=document.make_indirect(element))


def set_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=f"app.alert('{SENTINEL}')"
    )


def add_number(document: pikepdf.Pdf) -> None:
    document.Root.PieceInfo = pikepdf.Dictionary(Private=pikepdf.String("4000"))


IN_DOCUMENT = {
    "Info": (set_info, {Channel.METADATA, Channel.STRUCTURE}),
    "XMP": (set_xmp, {Channel.STREAM}),
    "outline": (add_outline, {Channel.OUTLINE, Channel.STRUCTURE}),
    "attachment": (attach, {Channel.ATTACHMENT, Channel.STREAM}),
    "name of an attachment": (attach_by_name, {Channel.ATTACHMENT, Channel.STRUCTURE}),
    "hidden annotation": (annotate, {Channel.ANNOTATION, Channel.STRUCTURE}),
    "private data": (set_private_data, {Channel.STRUCTURE}),
    "private data in UTF-16": (set_private_data_in_utf16, {Channel.STRUCTURE}),
    "alternative text": (set_alternative_text, {Channel.STRUCTURE}),
    "script": (set_script, {Channel.STRUCTURE}),
    "a number in private data": (add_number, {Channel.STRUCTURE}),
}


@pytest.mark.parametrize(("change", "channels"), IN_DOCUMENT.values(), ids=IN_DOCUMENT)
def test_a_leak_elsewhere_is_found_by_every_reader_that_can_see_it(
    change: Callable[[pikepdf.Pdf], object], channels: set[Channel]
) -> None:
    leaks = words_found(in_document(change))
    assert {leak.channel for leak in leaks} == channels


def in_object_streams(pdf: bytes) -> bytes:
    file = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    return file.getvalue()


@pytest.mark.parametrize(("change", "channels"), IN_DOCUMENT.values(), ids=IN_DOCUMENT)
def test_a_leak_in_an_object_stream_is_found(
    change: Callable[[pikepdf.Pdf], object], channels: set[Channel]
) -> None:
    leaks = words_found(in_object_streams(in_document(change)))
    assert {leak.channel for leak in leaks} == channels - {Channel.STRUCTURE} | {Channel.STREAM}


@pytest.mark.parametrize("withheld", ["ObjStm XRef First Index Predictor Columns", "1 0 2 65 130"])
def test_words_of_object_streams_and_their_table_are_no_leak(withheld: str) -> None:
    assert words_found(in_object_streams(CLEAN), [withheld]) == []


# --- bytes that no reader of pages looks at ------------------------------------------------------


def before_the_table(extra: bytes) -> bytes:
    """Put bytes between the last object and the cross-references, which still hold."""
    start = int(re.findall(rb"startxref\n(\d+)", CLEAN)[0])
    moved = CLEAN[:start] + extra + CLEAN[start:]
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % (start + len(extra)), moved)


def updated(dirty: bytes) -> bytes:
    """Save a spoiled file again, by appending a clean page code to it."""
    with pikepdf.open(BytesIO(dirty)) as document:
        number = document.pages[0].Contents.objgen[0]
    with pikepdf.open(BytesIO(CLEAN)) as document:
        code = zlib.compress(document.pages[0].Contents.read_bytes())
    new_object = b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\nendobj\n"
    body = dirty + new_object % (number, len(code), code)
    trailer = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %b /Root %b /Prev %b >>\n"
    size, root, previous = (
        re.findall(pattern, dirty)[-1]
        for pattern in (rb"/Size (\d+)", rb"/Root (\d+ 0 R)", rb"startxref\s+(\d+)")
    )
    tail = trailer % (number, len(dirty), size, root, previous)
    return body + tail + b"startxref\n%d\n%%%%EOF\n" % len(body)


def stream(code: bytes, filters: bytes = b"") -> bytes:
    return b"99 0 obj\n<< %b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
        filters,
        len(code),
        code,
    )


IN_BYTES: dict[str, Callable[[], bytes]] = {
    "object that nothing refers to": lambda: before_the_table(
        b"99 0 obj\n(%b)\nendobj\n" % SENTINEL.encode()
    ),
    "garbage between objects": lambda: before_the_table(b"PILOTS\n"),
    "number amid garbage": lambda: before_the_table(b"(4000)\n"),
    "plain stream": lambda: before_the_table(stream(SENTINEL.encode())),
    "deflated stream": lambda: before_the_table(
        stream(zlib.compress(SENTINEL.encode()), b"/Filter /FlateDecode")
    ),
    "bytes after the end of a deflated stream": lambda: before_the_table(
        stream(zlib.compress(b"nothing") + SENTINEL.encode(), b"/Filter [ /FlateDecode ]")
    ),
    "stream in hexadecimal digits": lambda: before_the_table(
        stream(SENTINEL.encode().hex().encode() + b">", b"/Filter /ASCIIHexDecode")
    ),
    "stream in two codes": lambda: before_the_table(
        stream(
            zlib.compress(SENTINEL.encode()).hex().encode(),
            b"/Filter [/ASCIIHexDecode /FlateDecode]",
        )
    ),
    "strings of one letter, some of them words of the notation": lambda: before_the_table(
        stream(one_by_one(SENTINEL))
    ),
    "stream in UTF-16": lambda: before_the_table(stream(SENTINEL.encode("utf-16-be"))),
    "after the end of the file": lambda: CLEAN + b"% " + SENTINEL.encode(),
}


@pytest.mark.parametrize("plant", IN_BYTES.values(), ids=IN_BYTES)
def test_a_leak_in_bytes_that_no_page_uses_is_found(plant: Callable[[], bytes]) -> None:
    leaks = words_found(plant())
    assert {leak.channel for leak in leaks} & {Channel.STREAM, Channel.STRUCTURE}


def test_words_of_an_earlier_revision_are_found_though_they_are_gone_from_the_pages() -> None:
    leaks = words_found(updated(in_page_code(before=text(SHOWN))))
    assert {leak.channel for leak in leaks} == {Channel.STREAM}


# --- what is no leak -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "withheld",
    [
        "courier catalog pages parent length filter root size type font contents resources",
        "stream object xref trailer encoding EN us PDF 1.7 EOF id",
        "792 612 480 66 12 65535",
        "2. (U) Trawlers pay 20 euros.",
        "will open on Monday",
        "",
    ],
)
def test_words_of_the_notation_and_of_released_lines_are_no_leak(withheld: str) -> None:
    assert find_leaks(CLEAN, [withheld], RELEASED) == ()


NUMBERS = ("PORT  2005 2006", "Lisbon 1.0  2.0", "Porto  3.0  4.0")
UNCLASHING = {
    "an accented letter in a word": ("São Paulo is far.", "so"),
    "an accented letter in the middle": ("The museum has más models.", "ms"),
    "an accented letter at the end": ("The café is open.", "CAF"),
    "a first letter that cannot be printed": ("Łask has a museum.", "ask"),
    "last letters that cannot be printed": ("Barış has a boat.", "bar"),
    "a ligature": ("The ﬁrst trawler.", "rst and first"),
    "a letter that is cut off a long run": ("The ŁaskMuseumHasLentItsBoats again.", "askMuseumHasLentItsBoats"),
    "an accent of its own": ("The cafe\u0301 is open.", "café"),
    "text decoded wrongly before": ("The cafÃ© is open.", "café"),
    "text that begins like a mark of UTF-16": ("þÿ The quay is open.", "quay"),
    "a word longer than a page is wide": ("x" * 83, "xxx"),
    "zeros": ("The quay is open.", "0000000000"),
    "an offset": ("The quay is open.", "0000000015"),
    "a table of small numbers": ("The quay is open.", "\n".join(NUMBERS)),
    "a table beside its released head": (NUMBERS[0], "\n".join(NUMBERS[1:])),
    "the size of a page": ("The quay is open.", "0 0 612 792"),
    "operands": ("The quay is open.", "66 744 480 12 66 732 480 12"),
    "entries of the table of objects": ("The quay is open.", "0000000015 00000 0000000120 00000"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "withheld"), UNCLASHING.values(), ids=UNCLASHING)
def test_a_good_release_is_not_refused_for_a_withheld_word_that_it_does_not_show(
    line: str, withheld: str
) -> None:
    pages = pages_of(line, run(3))
    assert find_leaks(draw(pages), withheld.splitlines(), [line, *pages.own_words()]) == ()


@pytest.mark.parametrize(
    "withheld", ["1 1 1 u", "page 1 of 1 UNCLASSIFIED", "08LISBON804 released in part"]
)
def test_words_that_only_meet_between_the_rows_of_a_page_are_no_leak(withheld: str) -> None:
    pages = pages_of("1. (U) The quay is open.", run(3))
    assert (
        find_leaks(draw(pages), [withheld], ["1. (U) The quay is open.", *pages.own_words()]) == ()
    )


@given(releases, st.integers(0, 10**10).map(str))
def test_no_number_in_the_notation_of_a_file_is_a_leak(made: Release, number: str) -> None:
    pages = lay_out(made, WORDING)
    source = [line.text for line in made.lines if isinstance(line, ReleasedLine)]
    assume(number not in "".join([*source, *pages.own_words()]))
    numbers = f"{number} {number} {number} {number}"
    assert find_leaks(draw(pages), [numbers], [*source, *pages.own_words()]) == ()


@given(releases, st.lists(st.text("ab \u0416(/S)", max_size=60), max_size=5))
def test_a_release_that_shows_what_it_may_show_is_clean(made: Release, withheld: list[str]) -> None:
    pages = lay_out(made, WORDING)
    source = [line.text for line in made.lines if isinstance(line, ReleasedLine)]
    assume(all(len(word) <= 80 for line in source for word in line.split()))
    shown = [row.text for page in pages.pages for row in page.body]
    assert find_leaks(draw(pages), withheld, [*source, *pages.own_words(), *shown]) == ()


@given(releases, st.from_regex("[a-z]{3,12}q[0-9]{2}", fullmatch=True), st.integers(0, 40))
def test_a_withheld_line_that_was_released_by_mistake_is_found(
    made: Release, word: str, place: int
) -> None:
    """The defect that `released` is for: it comes from the cable, the pages from the release."""
    source = [line.text for line in made.lines if isinstance(line, ReleasedLine)]
    assume(word not in " ".join(source).casefold())
    mistaken = [*made.lines[:place], ReleasedLine(f"so {word} said"), *made.lines[place:]]
    pages = pages_of(*mistaken)
    leaks = find_leaks(draw(pages), [f"so {word} said"], [*source, *pages.own_words()])
    assert {Trace.TOKEN, Trace.STRANGER} <= {leak.trace for leak in leaks}


# --- files of which nothing can be said ----------------------------------------------------------


def without_pages() -> bytes:
    file = BytesIO()
    pikepdf.new().save(file)
    return file.getvalue()


def encrypted() -> bytes:
    file = BytesIO()
    with pikepdf.open(BytesIO(CLEAN)) as document:
        document.save(file, encryption=pikepdf.Encryption(owner="owner", user=""))
    return file.getvalue()


def with_blank_page() -> bytes:
    with pikepdf.open(BytesIO(CLEAN)) as document:
        document.pages[0].Contents = document.make_stream(b"")
        return saved(document)


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "cannot be opened"),
    "no PDF": (lambda: b"PDF" * 100, "cannot be opened"),
    "cut short": (lambda: CLEAN[:300], "cannot be opened"),
    "no pages": (without_pages, "no pages"),
    "no text": (with_blank_page, "cannot be read back"),
    "encrypted": (encrypted, "cannot be read|encrypted"),
    "unknown code": (
        lambda: before_the_table(stream(b"", b"/Filter /DCTDecode")),
        "stream of object 99 cannot be read",
    ),
    "damaged stream": (
        lambda: before_the_table(stream(b"x\x9c123", b"/Filter /FlateDecode")),
        "stream of object 99 cannot be read",
    ),
    "stream without an end": (
        lambda: CLEAN + b"99 0 obj\n<< >>\nstream\n",
        "stream of object 99 has no end",
    ),
    "unknown predictor": (
        lambda: before_the_table(
            stream(zlib.compress(b""), b"/Filter /FlateDecode /DecodeParms << /Predictor 7 >>")
        ),
        "stream of object 99 cannot be read",
    ),
}


@pytest.mark.parametrize(("make", "problem"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_of_which_nothing_can_be_said_is_refused(
    make: Callable[[], bytes], problem: str
) -> None:
    with pytest.raises(RefusedReleaseError, match=problem):
        find_leaks(make(), WITHHELD, RELEASED)


def test_released_lines_may_be_pieces_of_a_line_that_is_shown_whole() -> None:
    """Portions that share a line of the source are released one by one and shown together."""
    pieces = (
        "1. (U) Quay: ",
        "the museum has lent its models of the trawlers and of the quay to us.",
    )
    pages = pages_of("".join(pieces))
    assert find_leaks(draw(pages), (), [*pieces, *pages.own_words()]) == ()


@pytest.mark.parametrize("told", ["UGlsb3Rz", "1f8b0800", "a fact in other words", "pi lo ts"])
def test_a_text_that_is_not_released_is_found_without_knowing_what_it_means(told: str) -> None:
    spoiled = draw(pages_of(*SOURCE, told, run(3)))
    (leak,) = find_leaks(spoiled, (), RELEASED)
    assert (leak.trace, leak.channel) == (Trace.STRANGER, Channel.STREAM)


def test_released_lines_in_another_order_are_found() -> None:
    """Their order could be a code, if they were cut into short pieces."""
    spoiled = draw(pages_of(*SOURCE, "will open", "The harbor", run(3)))
    assert [leak.trace for leak in find_leaks(spoiled, (), RELEASED)] == [Trace.STRANGER]


@pytest.mark.parametrize(
    "spoil",
    [updated, lambda pdf: pdf + b"% x\n", lambda pdf: pdf[:-1]],
    ids=["an earlier revision", "a comment at the end", "no last line end"],
)
def test_a_file_of_another_shape_is_refused_though_it_says_nothing(
    spoil: Callable[[bytes], bytes],
) -> None:
    assert find_leaks(spoil(CLEAN), (), RELEASED) == (Leak(Trace.SHAPE, Channel.STRUCTURE),)


def test_titles_of_an_outline_that_stand_one_below_the_other_are_no_text() -> None:
    lines = [ReleasedLine(f"{n}. Open.", begins=True, bookmark=f"{n}.") for n in range(1, 25)]
    apart = [each for line in lines for each in (line, "")]
    pages = pages_of(*apart, run(1))
    released = [*[line.text for line in lines], *pages.own_words()]
    table = " ".join(map(str, range(1, 25)))
    assert find_leaks(draw(pages), [table], released) == ()


def test_a_file_that_lacks_a_released_line_is_refused() -> None:
    with pytest.raises(RefusedReleaseError, match="cannot be read back"):
        find_leaks(CLEAN, WITHHELD, [*RELEASED, "9. (U) A paragraph that was forgotten."])


# --- what is said of a leak ----------------------------------------------------------------------


def test_a_refusal_says_where_and_never_what() -> None:
    spoiled = in_page_code(before=text(SHOWN))
    with pytest.raises(RefusedReleaseError) as caught:
        refuse(partial(find_leaks, withheld=WITHHELD, released=RELEASED), spoiled, "a.pdf")
    said = str(caught.value)
    assert said.startswith("a.pdf: release not published: ")
    assert "page text 1" in said
    assert not [word for word in SENTINEL.split() if word in said]


def test_a_clean_file_is_not_refused() -> None:
    refuse(partial(find_leaks, withheld=WITHHELD, released=RELEASED), CLEAN, "a.pdf")
