"""Looks for withheld words in a finished HTML file, and for what no release in HTML consists of.

The file is read by the parser of the standard library, which knows nothing of our writer. It must
begin with the fixed frame (`html_frame`), hold no element, attribute or value but those in the
tables here, and be written as those elements are written in one way only: put together again from
what the parser saw, it must be the same file. So there is no comment, no script, no hidden element
and no blank in a tag. Every text in it must be released, or one of the release's own.

What is not promised: the order of whole lines, of boxes and of the words of the release itself is
not judged, nor how often the last stand in it, nor which gaps are between lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from html.parser import HTMLParser

from declass.errors import RefusedReleaseError
from declass.redact.evidence.model import Channel, Evidence
from declass.redact.flow.html_frame import STYLE, frame
from declass.redact.flow.html_release import BEFORE_BOX, BEFORE_OLD
from declass.redact.flow.known import KnownLines, as_text, has_all
from declass.redact.flow.visible import visible
from declass.redact.verify import Leak, Trace, find_words

CHILDREN: Mapping[str, frozenset[str]] = {
    parent: frozenset(children.split())
    for parent, children in {
        "": "html",
        "html": "head body",
        "head": "meta title style",
        "body": "header nav main footer",
        "header": "p h1 h2 hr table section",
        "section": "p h1 h2 hr table",
        "nav": "ul",
        "ul": "li",
        "main": "div p h2",
        "div": "p h2",
        "footer": "p",
        "table": "thead tbody",
        "thead": "tr",
        "tbody": "tr",
        "tr": "th td",
        "li": "a",
        "p": "del span",
    }.items()
}
"""What may stand in an element; in one that is not here, text alone."""

ATTRIBUTES: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "html": {"lang": re.compile("en-US")},
    "p": {"class": re.compile("next|label|box"), "id": re.compile("p[1-9][0-9]{0,6}")},
    "h2": {"class": re.compile("next"), "id": re.compile("p[1-9][0-9]{0,6}")},
    "th": {"scope": re.compile("col|row")},
    "a": {"href": re.compile("#p[1-9][0-9]{0,6}")},
    "span": {"aria-hidden": re.compile("true")},
}
"""What may be said of an element; those of ``meta`` are in the frame."""

_BLOCKS = frozenset(CHILDREN) - {"li", "p"}  # between their children stands a line end, no more
_INLINE = frozenset(("a", "del", "span"))
_VOID = frozenset(("meta", "hr"))
_ONCE = frozenset("html head title style body header section nav main footer h1".split())
_DOCTYPE = "DOCTYPE html"
_METAS = frozenset(re.findall("<meta [^>]*>", frame("")))
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}


class _Element:
    """An element that has text, or stands around others.

    Attributes:
        tag: its name.
        number: its place among all elements of the file, from 1.
        kind: its class, or "".
    """

    def __init__(self, tag: str, number: int, kind: str = "") -> None:
        self.tag = tag
        self.number = number
        self.kind = kind
        self._inside: list[tuple[str, list[str]]] = []

    def add(self, text: str, around: str) -> None:
        """Add a text, with the name of the element around it, or ""."""
        if not self._inside or self._inside[-1][0] != around:
            self._inside.append((around, []))
        self._inside[-1][1].append(text)

    def add_inline(self, tag: str) -> None:
        """Add an element that stands amid the text."""
        self._inside.append((tag, []))

    @property
    def inside(self) -> list[tuple[str, str]]:
        """The texts in it, each with the name of the element around it, or ""."""
        return [(tag, "".join(texts)) for tag, texts in self._inside]

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join([text for _, text in self.inside])


def find_leaks(
    content: bytes, withheld: Sequence[str], released: Sequence[str], own_words: Sequence[str]
) -> tuple[Leak, ...]:
    """Look for traces of withheld lines, and for what no release in HTML consists of.

    Args:
        content: the bytes of the file, read back from where they were written.
        withheld: the withheld lines of the source.
        released: its released lines, in their order; from the cable, not from the release.
        own_words: what the release says itself (`Drawn.own_words`).

    Returns:
        One leak for each trace and place; empty for a clean file.

    Raises:
        RefusedReleaseError: the file is no text, or lacks a released line.
    """
    page = as_text(content)
    reader = _Reader()
    reader.feed(page)
    reader.finish()
    shown = [visible(line) for line in released]
    texts = [element.text for element in reader.elements if element.tag != "li"]
    own = frozenset(own_words)
    if not (has_all(shown, "\n".join(texts)) and own <= reader.texts()):
        raise RefusedReleaseError("the text of the finished file cannot be read back")
    return (
        *find_words(reader.evidence, withheld, [*released, *shown, *own_words]),
        *_strangers(reader.elements, KnownLines(shown), own),
        *_misshapen(reader, page),
    )


def _strangers(
    elements: Sequence[_Element], known: KnownLines, own_words: frozenset[str]
) -> Iterator[Leak]:
    """The first text that no release has."""
    for element in elements:
        if not _is_known(element, known, own_words):
            yield Leak(Trace.STRANGER, Channel.ELEMENT, element.number)
            return


def _is_known(element: _Element, known: KnownLines, own_words: frozenset[str]) -> bool:
    """Whether the text of an element is released or our own, and stands in it as it should."""
    match element.inside:
        case [("span", sign), ("", _)]:
            return element.kind == "box" and sign == BEFORE_BOX and element.text in own_words
        case [("", word), ("del", line)]:
            return word == BEFORE_OLD and (element.text in own_words or known.allows(line))
        case [("a", text)]:
            return text in own_words or known.has_words(text)
        case [("", text)] if element.kind != "box":
            return text in own_words or all(map(known.allows, text.split("\n")))
        case _:
            return not element.inside and element.tag == "td"


def _misshapen(reader: _Reader, page: str) -> Iterator[Leak]:
    """What is in no table, or written in another way than ours."""
    titles = [element.text for element in reader.elements if element.tag == "title"]
    is_framed = len(titles) == 1 and page.startswith(frame(titles[0]))
    places = [f"p{number}" for number in range(1, len(reader.ids) + 1)]
    is_linked = reader.ids == places == reader.targets
    if reader.fault or not is_framed or not is_linked or reader.written() != page:
        yield Leak(Trace.SHAPE, Channel.STRUCTURE, reader.fault)


class _Reader(HTMLParser):
    """Reads a page, and writes it again as we would have written it.

    Attributes:
        evidence: all that the page says, save what is in the tables.
        elements: those that have text.
        ids: what links may lead to, in order.
        targets: what links lead to, in order.
        fault: number of the first element that is in no table, or stands where it must not.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.evidence: list[Evidence] = []
        self.elements: list[_Element] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.fault: int | None = None
        self._written: list[str] = []
        self._open = [_Element("", 0)]
        self._count = 0
        self._seen: set[str] = set()

    def texts(self) -> set[str]:
        """The texts of all elements."""
        return {element.text for element in self.elements}

    def written(self) -> str:
        """The page as we would have written it, from what was read."""
        return "".join([*self._written, "\n"])

    def finish(self) -> None:
        """Read to the end, where every element must be closed."""
        self.close()
        for element in self._open[1:]:
            self._refuse(element.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count += 1
        above = self._open[-1]
        if tag not in CHILDREN.get(above.tag, ()) or (tag in _ONCE and tag in self._seen):
            self._refuse(tag)
        if tag == "h2" and "h1" not in self._seen:
            self._refuse(tag)
        self._seen.add(tag)
        listed = "".join([f' {name}="{escape(value or "", quote=False)}"' for name, value in attrs])
        written = f"<{tag}{listed}>"
        self._written.append(written if tag in _INLINE else f"\n{written}")
        if tag in _VOID:
            if written not in (*_METAS, "<hr>"):
                self._refuse(written)
            return
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag in _INLINE:
            above.add_inline(tag)
        self._open.append(_Element(tag, self._count, dict(attrs).get("class") or ""))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        form = ATTRIBUTES.get(tag, {}).get(name)
        if form is None or not form.fullmatch(value):
            self._refuse(f"{name} {value}")
        if name == "id":
            self.ids.append(value)
        if name == "href":
            self.targets.append(value[1:])

    def handle_endtag(self, tag: str) -> None:
        self._written.append(f"\n</{tag}>" if tag in _BLOCKS else f"</{tag}>")
        if self._open[-1].tag != tag or len(self._open) == 1:
            self._refuse()
            return
        element = self._open.pop()
        if tag not in _BLOCKS and tag not in _INLINE and tag != "style":
            self.elements.append(element)
            self._tell(element.text, element.number)

    def handle_data(self, data: str) -> None:
        if self._open[-1].tag == "style":
            self._written.append(data)
            if data != STYLE:
                self._refuse(data)
            return
        if self._open[-1].tag not in _BLOCKS:
            self._written.append(escape(data, quote=False))
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._written.append(f"&{name};")
        if name not in _ENTITIES:
            self._refuse(name)
        self._text(_ENTITIES.get(name, ""))

    def _text(self, text: str) -> None:
        """Add a text to the element that it stands in, and to its place in there."""
        tag = self._open[-1].tag
        if tag in _BLOCKS:
            if text != "\n":
                self._refuse(text)
            return
        if tag in _INLINE:
            self._open[-2].add(text, tag)
        else:
            self._open[-1].add(text, "")

    def handle_decl(self, decl: str) -> None:
        self._written.append(f"<!{decl}>")
        if decl != _DOCTYPE:
            self._refuse(decl)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._refuse(" ".join([tag, *[f"{name} {value}" for name, value in attrs]]))

    def handle_comment(self, data: str) -> None:
        self._refuse(data)

    def handle_pi(self, data: str) -> None:
        self._refuse(data)

    def unknown_decl(self, data: str) -> None:
        self._refuse(data)

    def handle_charref(self, name: str) -> None:
        self._refuse(name)

    def _refuse(self, text: str = "") -> None:
        self.fault = self.fault or self._count or None
        self._tell(text, self._count)

    def _tell(self, text: str, number: int | None) -> None:
        self.evidence.append(Evidence(Channel.ELEMENT, number, text))
