r"""Undressing: exports and web pages dress a text, and each step takes one kind of dress off.

A step works only where the text *plainly* wears that dress: where the whole of it agrees, not where
a sign or two could be the text's own. A plain text comes through unchanged, character for
character, line ends included. Each step is linear in the length of the text.

What is not promised: that a text in two dresses of one kind is freed of both, or that a text that
wears its dress only in part is freed at all. What stays is read as text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.entities import html5


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of dress.

    Attributes:
        name: short stable name, kept with the source.
        take_off: gives the text without that dress, or the text itself where it does not wear it.
        dressed: a text that wears it.
        bare: the same text without it.
        not_dressed: texts that look like it and are left alone.
    """

    name: str
    take_off: Callable[[str], str]
    dressed: str
    bare: str
    not_dressed: tuple[str, ...]


def undress(text: str) -> tuple[str, tuple[str, ...]]:
    """Take off every dress that `text` plainly wears.

    Returns:
        The bare text, and the names of the steps that changed it, in order.
    """
    taken: list[str] = []
    for step in STEPS:
        bare = step.take_off(text)
        if bare != text:
            taken.append(step.name)
            text = bare
    return text, tuple(taken)


def find_doubts(text: str) -> tuple[str, ...]:
    """Warnings about a dress that cannot be taken off with certainty."""
    if not text.isascii() and _UTF8_AS_LATIN1.search(text):
        return ("Some characters look like UTF-8 that was read as Latin-1; they are kept.",)
    return ()


def drop_nuls(text: str) -> str:
    """Drop NULs, with which telegraph and records systems pad their lines."""
    return text.replace("\0", "")


def strip_tags(text: str) -> str:
    """Take the tags out of HTML; scripts, styles and comments go, all visible text stays.

    Names and addresses in angle brackets are no tags and stay. HTML that leaves a script or a
    comment open is not understood, and left as it is.
    """
    if not _PLAIN_SIGN_OF_HTML.search(text):
        return text
    kept: list[str] = []
    position = 0
    at_line_start = True
    closer: str | None = None  # what ends the invisible part that we are in
    for tag in _TAG.finditer(text):
        name = (tag["name"] or tag["bracket"]).lower()
        if closer is not None:
            closer = None if tag.group().lower().startswith(closer) else closer
        elif name == "-->":
            continue  # an arrow of the text's own
        else:
            words = text[position : tag.start()]
            at_line_start = words.endswith("\n") if words else at_line_start
            line_end = _line_end(name, tag["line_end"] or "", at_line_start=at_line_start)
            at_line_start = at_line_start or bool(line_end)
            kept += words, line_end
            closer = None if tag.group().startswith("</") else _INVISIBLE.get(name)
        position = tag.end()
    return text if closer else "".join((*kept, text[position:]))


def decode_entities(text: str) -> str:
    """Replace HTML's character references (``&amp;``, ``&#x000A;``) by what they stand for."""
    return _ENTITY.sub(_meaning, text)


def break_lines(text: str) -> str:
    r"""Make line ends of literal ``\n`` and ``\r\n``, where the text has hardly any of its own."""
    literal = text.count("\\n")
    if literal < _ENOUGH or text.strip().count("\n") * 10 > literal:
        return text
    return text.replace("\\r\\n", "\r\n").replace("\\n", "\n")


def drop_line_end_backslashes(text: str) -> str:
    r"""Drop the ``\`` with which a database export continues a value over its line ends."""
    dressed = text.count("\\\n") + text.count("\\\r\n")
    if dressed < _ENOUGH or dressed * 2 < text.count("\n"):
        return text
    return text.replace("\\\n", "\n").replace("\\\r\n", "\r\n")


def halve_doubled_quotes(text: str) -> str:
    """Halve the double quotes that a CSV export doubled, and drop the pair around the whole.

    Only where no quote stands alone: one that does shows that the doubled ones are the text's own.
    """
    inner = text.strip()
    if len(inner) > 1 and inner[0] == inner[-1] == '"':
        inner = inner[1:-1]
        if (halved := _halved(inner)) is not None:
            return halved
    halved = _halved(text)
    return text if halved is None else halved


def drop_quote_backslashes(text: str) -> str:
    r"""Make ``"`` of ``\"``, where no quote stands without its backslash."""
    dressed = text.count('\\"')
    if dressed < _ENOUGH or dressed != text.count('"'):
        return text
    return text.replace('\\"', '"')


def _halved(text: str) -> str | None:
    quotes = text.count('"')
    pairs = text.count('""')
    if pairs < _ENOUGH or pairs * 2 != quotes:
        return None
    return text.replace('""', '"')


def _line_end(name: str, written: str, *, at_line_start: bool) -> str:
    """The line end that a tag makes, given the one that the source has behind it."""
    if name == "br":
        return written or "\n"
    if name in _BLOCKS:
        return "" if at_line_start else written or "\n"
    return written


def _meaning(entity: re.Match[str]) -> str:
    name = entity.group()
    return html.unescape(name) if name[1] == "#" or name[1:] in html5 else name


# Once may be the text's own; a dress shows again and again.
_ENOUGH = 2

# Elements that stand on lines of their own, and those whose contents nobody sees.
_BLOCKS = frozenset(
    "p div li tr td th h1 h2 h3 h4 h5 h6 hr pre table ul ol dl dt dd title blockquote".split()
)
_INVISIBLE = {"script": "</script", "style": "</style", "<!--": "-->"}

_NAMES = "|".join(
    sorted(
        _BLOCKS
        | frozenset(
            "a address article b body br button center code em font footer form head header html "
            "i img input label link main meta nav script section small span strong style sub sup "
            "tbody tfoot thead tt u".split()
        )
    )
)

# A tag of a known name, or a bracket of a comment, with the line end behind it.
_TAG = re.compile(
    rf"""
    (?P<bracket> <!-- | --> | <!doctype\b [^<>]{{0,1000}} > )
    | </? (?P<name> {_NAMES} ) (?: [\s/] [^<>]{{0,4000}} )? > (?P<line_end> \r?\n )?
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Nobody telegraphs these.
_PLAIN_SIGN_OF_HTML = re.compile(
    r"<!doctype html|<html[\s>]|<pre[\s>]|<p>|<br ?/?>|</(?:a|p|div|pre|td|span|code)>",
    re.IGNORECASE,
)

# With its semicolon only: the ampersand of a telegram stays.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# The first and second byte of a UTF-8 sequence, seen as Latin-1 or as Windows-1252.
_UTF8_AS_LATIN1 = re.compile("[\xc2\xc3][\x80-\xbf]|\xe2(?:\u20ac|\x80)")

STEPS = (
    Step(
        name="drop_nuls",
        take_off=drop_nuls,
        dressed="1.\0 (C) Nets\0\0 dried.\n",
        bare="1. (C) Nets dried.\n",
        not_dressed=("1. (C) Nets dried.\f\n",),
    ),
    Step(
        name="strip_tags",
        take_off=strip_tags,
        dressed=(
            "<html><style>p {}</style><!-- <p> --><td>SECRET</td>\n<pre>\nREF: <a>08PORT1</a>\n"
            "1. Nets<br>\n2. Buoys --> sails<p>3. Ropes\n</pre></html>"
        ),
        bare="SECRET\nREF: 08PORT1\n1. Nets\n2. Buoys --> sails\n3. Ropes\n",
        not_dressed=(
            "1. (U) Nets < 5 tons and > 2 tons.\n",
            "FOR <NAME> OF <A PORT>\n",
            "<pre><!-- 1. (U) Nets.\n",
            "<!doctype html><script>1. (U) Nets.\n",
        ),
    ),
    Step(
        name="decode_entities",
        take_off=decode_entities,
        dressed="1. Nets &amp; buoys&#x000A;2. &quot;Sails&quot;&#10;",
        bare='1. Nets & buoys\n2. "Sails"\n',
        not_dressed=("R&D; AT&T &C", "&notanentity;", "&#99999999999;", "&amp"),
    ),
    Step(
        name="break_lines",
        take_off=break_lines,
        dressed=r"1. Nets\n2. Buoys\r\n3. Sails" + "\n",
        bare="1. Nets\n2. Buoys\r\n3. Sails\n",
        not_dressed=("IN C:\\nets AND C:\\new\nAND C:\\notes\n", r"IN C:\nets"),
    ),
    Step(
        name="drop_line_end_backslashes",
        take_off=drop_line_end_backslashes,
        dressed="1. Nets\\\nand buoys\\\r\n\n",
        bare="1. Nets\nand buoys\r\n\n",
        not_dressed=("A path\\\nB\nC\nD path\\\nE\nF\n",),
    ),
    Step(
        name="halve_doubled_quotes",
        take_off=halve_doubled_quotes,
        dressed='1. The ""Sunrise"", a trawler.\n',
        bare='1. The "Sunrise", a trawler.\n',
        not_dressed=('The ""Sunrise"" and the "Sunset".\n', 'Left empty: ""\n', '"""Nets\n'),
    ),
    Step(
        name="drop_quote_backslashes",
        take_off=drop_quote_backslashes,
        dressed='1. The \\"Sunrise\\", a trawler.\n',
        bare='1. The "Sunrise", a trawler.\n',
        not_dressed=('The \\"Sunrise\\" and the "Sunset".\n',),
    ),
)
