"""Release -> one HTML file that a screen reader reads well and nothing can be added to.

It loads nothing and runs nothing (`html_frame`). Its elements, from top to bottom: the markings and
the numbers; the cover; the stamp, what the reviewer states, what is withheld; links to the portions
by their numbers; what may be seen, with subject and headings as headings; the stamp and the
markings again. The first heading, that of the cover or else the stamp, is the one of the whole
file, and all others are one level below it. A box is a paragraph that
says that it is withheld, under which ground and how much, with an empty line below for each line
more (the first of the line ends behind its words ends the line of the words).

No attribute holds anything that is not shown: classes are those of the style sheet, an id is the
number of a link. Each element is written in one way, so that there is nothing to choose
(`html_check`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from itertools import groupby

from declass.redact.drawn import Drawn
from declass.redact.flow.flow import OLD_MARKING, Box, Flow, Passage, Piece, flow_of
from declass.redact.flow.html_frame import frame
from declass.redact.flow.visible import BLOCK
from declass.redact.paper.blocks import Block, Heading, Paragraph, Rule, Table, texts_of
from declass.redact.paper.cover import NO_TEXTS, Texts
from declass.redact.release import Part, Release
from declass.templating import Wording

BEFORE_OLD = f"{OLD_MARKING}: "
BEFORE_BOX = f"{BLOCK * 4} "
_HEADINGS = (Part.SUBJECT, Part.HEADING)


def draw(release: Release, wording: Wording, texts: Texts = NO_TEXTS) -> Drawn:
    """Draw a release.

    Args:
        release: what may be seen.
        wording: the words of the release itself.
        texts: the texts of templates.

    Returns:
        The file; as its own words, the texts of its elements that are no lines of the source.

    Raises:
        DeclassError: the text of the cover is unfit.
    """
    flow = flow_of(release, wording, texts)
    pieces = _numbered(flow.pieces)
    parts = [_header(flow), *_links(pieces), _main(pieces), _footer(flow)]
    page = frame(flow.title) + _around("body", parts) + "\n</html>\n"
    return Drawn(page.encode(), tuple(dict.fromkeys(_own_words(flow))), flow.warnings)


def _own_words(flow: Flow) -> Iterator[str]:
    yield from (flow.title, flow.new_banner, *flow.case, flow.number, flow.stamp, *flow.facts)
    yield from texts_of((*flow.cover, *flow.block))
    if flow.old_banner:
        yield f"{BEFORE_OLD}{flow.old_banner}"
    yield from [cell for row in flow.table for cell in row if cell]
    for piece in flow.pieces:
        texts = [piece.bookmark]
        if isinstance(piece, Box):
            texts += [piece.label, _text_of_box(piece)]
        elif piece.part is Part.HEADING:
            texts = []  # its bookmark is made of its words
        yield from filter(None, texts)


def _numbered(pieces: Iterable[Piece]) -> list[tuple[Piece, int]]:
    """Each piece with its number among those that have a bookmark, or 0."""
    count = 0
    numbered = []
    for piece in pieces:
        count += bool(piece.bookmark)
        numbered.append((piece, count if piece.bookmark else 0))
    return numbered


def _header(flow: Flow) -> str:
    parts = [
        *_banners(flow),
        *[_element("p", line) for line in (*flow.case, flow.number)],
        *([_around("section", _blocks(flow.cover, "h1"))] if flow.cover else []),
        _element("h2" if flow.cover else "h1", flow.stamp),
        *[_element("p", fact) for fact in flow.facts],
        *_blocks(flow.block),
        *_grounds(flow.table),
    ]
    return _around("header", parts)


def _blocks(blocks: Iterable[Block], first: str = "h2") -> Iterator[str]:
    """The elements of blocks, the first heading as this one."""
    heading = first
    for block in blocks:
        match block:
            case Heading(words):
                yield _element(heading, words)
                heading = "h2"
            case Paragraph(words) if words:
                yield _element("p", words)
            case Rule():
                yield "<hr>"
            case Table():
                yield from _table(block)


def _footer(flow: Flow) -> str:
    return _around("footer", [_element("p", flow.stamp), *reversed(_banners(flow))])


def _banners(flow: Flow) -> list[str]:
    old = [_old(flow.old_banner)] if flow.old_banner else []
    return [*old, _element("p", flow.new_banner)]


def _grounds(table: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if len(table) > 1:
        yield from _table(Table(tuple(table[:1]), tuple(table[1:])))
    else:
        yield from [_element("p", words) for row in table for words in row]


def _table(table: Table) -> Iterator[str]:
    """A table; the first cell of a row says what the row is about."""
    heads = [_row([_head(cell, "col") for cell in row]) for row in table.heads]
    rows = [
        _row([_head(first, "row"), *[_element("td", cell) for cell in cells]])
        for first, *cells in table.rows
    ]
    parts = [_around(tag, rows) for tag, rows in (("thead", heads), ("tbody", rows)) if rows]
    if parts:
        yield _around("table", parts)


def _head(text: str, scope: str) -> str:
    return _element("th", text, scope=scope) if text else _element("td", "")


def _row(cells: Sequence[str]) -> str:
    return _around("tr", cells)


def _links(pieces: Iterable[tuple[Piece, int]]) -> list[str]:
    links = [
        f'<li><a href="#p{number}">{_escape(piece.bookmark)}</a></li>'
        for piece, number in pieces
        if number
    ]
    return [_around("nav", [_around("ul", links)])] if links else []


def _main(pieces: Iterable[tuple[Piece, int]]) -> str:
    """What may be seen; lines of the head that follow each other stand in a block of their own."""
    parts: list[str] = []
    for is_head, group in groupby(pieces, lambda each: each[0].part is Part.HEAD):
        drawn = [element for piece, number in group for element in _piece(piece, number)]
        parts += [_around("div", drawn)] if is_head else drawn
    return _around("main", parts)


def _piece(piece: Piece, number: int) -> Iterator[str]:
    tag = "h2" if piece.part in _HEADINGS else "p"
    near = {} if piece.gap else {"class": "next"}
    place = {"id": f"p{number}"} if number else {}
    if isinstance(piece, Passage):
        draw_text = _old if piece.is_struck else partial(_element, tag)
        yield draw_text("\n".join(piece.lines), **near, **place)
        return
    if piece.label:
        kind = {"class": "label"} if tag == "p" else near
        yield _element(tag, piece.label, **kind, **place)
    words = _escape(_text_of_box(piece).removeprefix(BEFORE_BOX))
    yield f'<p class="box"><span aria-hidden="true">{BEFORE_BOX}</span>{words}</p>'


def _text_of_box(box: Box) -> str:
    return f"{BEFORE_BOX}{box.words}" + "\n" * box.lines


def _old(text: str, **attributes: str) -> str:
    return _around_text("p", f"{BEFORE_OLD}<del>{_escape(text)}</del>", attributes)


def _element(tag: str, text: str, **attributes: str) -> str:
    return _around_text(tag, _escape(text), attributes)


def _around_text(tag: str, inside: str, attributes: Mapping[str, str]) -> str:
    listed = "".join([f' {name}="{value}"' for name, value in attributes.items()])
    return f"<{tag}{listed}>{inside}</{tag}>"


def _around(tag: str, children: Iterable[str]) -> str:
    """An element with others in it, each on a line of its own."""
    return "\n".join([f"<{tag}>", *children, f"</{tag}>"])


def _escape(text: str) -> str:
    return escape(text, quote=False)
