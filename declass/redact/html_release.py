"""Release -> one HTML file that a screen reader reads well and nothing can be added to.

It loads nothing and runs nothing (`html_frame`). Its elements, from top to bottom: the markings,
the stamp as the title, what is withheld; links to the portions by their numbers; what may be seen,
with subject and headings as headings; the stamp and the markings again. A box is a paragraph that
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

from declass.redact.cover import NO_TEXTS, Texts
from declass.redact.drawn import Drawn
from declass.redact.flow import OLD_MARKING, Box, Flow, Passage, Piece, flow_of
from declass.redact.html_frame import frame
from declass.redact.release import Part, Release
from declass.redact.visible import BLOCK
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
    """
    flow = flow_of(release, wording)
    pieces = _numbered(flow.pieces)
    parts = [_header(flow), *_links(pieces), _main(pieces), _footer(flow)]
    page = frame(flow.title) + _around("body", parts) + "\n</html>\n"
    return Drawn(page.encode(), tuple(dict.fromkeys(_own_words(flow))), flow.warnings)


def _own_words(flow: Flow) -> Iterator[str]:
    yield from (flow.title, flow.new_banner, flow.number, flow.stamp, *flow.facts)
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
    facts = [_element("p", fact) for fact in flow.facts]
    head = [*_banners(flow), _element("p", flow.number), _element("h1", flow.stamp)]
    return _around("header", [*head, *facts, _table(flow.table)])


def _footer(flow: Flow) -> str:
    return _around("footer", [_element("p", flow.stamp), *reversed(_banners(flow))])


def _banners(flow: Flow) -> list[str]:
    old = [_old(flow.old_banner)] if flow.old_banner else []
    return [*old, _element("p", flow.new_banner)]


def _table(table: Sequence[Sequence[str]]) -> str:
    heads, *rows = table
    if not rows:
        return _element("p", heads[0])
    head = _row([_element("th", cell, scope="col") for cell in heads])
    body = [
        _row([_element("th", ground, scope="row"), *[_element("td", cell) for cell in cells]])
        for ground, *cells in rows
    ]
    return _around("table", [_around("thead", [head]), _around("tbody", body)])


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
