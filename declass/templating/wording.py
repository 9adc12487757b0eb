"""The words that a release prints (`release/wording.toml`), each checked when it is loaded."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from declass.errors import DeclassError
from declass.templating.find import find_templates, read_tables

_WORDING = "release/wording.toml"


@dataclass(frozen=True, slots=True)
class Form:
    """A piece of wording with named places to fill in, checked when it was loaded."""

    text: str

    def fill(self, **values: str | int) -> str:
        """The words, with `values` in their places."""
        return self.text.format_map(values)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that a release prints.

    Attributes:
        levels: the word for each level, by its code.
        stamps: the stamp for each disposition, by its name in lower case.
        number_unknown: stands for the message reference number where there is none.
        page: ``{page}`` ``{pages}``: number of the page.
        case: ``{case}``: number of the case, in the head of a page.
        document: ``{document}``: number of the document, beside it.
        released_at: ``{level}``: highest level that is shown.
        nothing_withheld: said where there is no box.
        ground, places, lines, total: heads of the table of grounds, and its last row.
        replaced: ``{sign}`` ``{count}``: characters that could not be printed.
        paragraphs: head of the table of grounds where paragraphs are told and not lines.
        box_line, box_lines, box_continued: ``{ground}`` ``{lines}``: label of a box of one line,
            of more lines, and of the rest of a box after a page break.
        box_paragraph, box_paragraphs: ``{ground}`` ``{paragraphs}``: label of a box where
            paragraphs are told and not lines.
        box_untold: ``{ground}``: label of a box where no amount is told.
        omitted: stands in the text for page furniture that was left out.
        appeals: where an appeal goes; "" where the site does not say.
    """

    levels: Mapping[str, str]
    stamps: Mapping[str, str]
    number_unknown: str
    page: Form
    case: Form
    document: Form
    released_at: Form
    nothing_withheld: str
    ground: str
    places: str
    lines: str
    total: str
    replaced: Form
    paragraphs: str
    box_line: Form
    box_lines: Form
    box_continued: Form
    box_paragraph: Form
    box_paragraphs: Form
    box_untold: Form
    omitted: str
    appeals: str


def load_wording(site: Path | None = None) -> Wording:
    """The wording of a release.

    Args:
        site: a directory of templates that go before those shipped, or None.

    Raises:
        DeclassError: no wording is found, or one that cannot be used: not TOML, an unknown name, a
            field that its form does not know, something that is not text.
    """
    words: dict[str, str] = {}
    for path in reversed(find_templates(_WORDING, site)):
        words |= _checked(read_tables(path), path)
    for name in _ENTRIES:
        if name not in words:
            raise DeclassError(f"template {_WORDING} lacks {name}", remedy="install declass again")
    return Wording(
        levels=_table(words, "levels"),
        stamps=_table(words, "stamp"),
        number_unknown=words["page.number_unknown"],
        page=Form(words["page.page"]),
        case=Form(words["page.case"]),
        document=Form(words["page.document"]),
        released_at=Form(words["summary.released_at"]),
        nothing_withheld=words["summary.nothing_withheld"],
        ground=words["summary.ground"],
        places=words["summary.places"],
        lines=words["summary.lines"],
        paragraphs=words["summary.paragraphs"],
        total=words["summary.total"],
        replaced=Form(words["summary.replaced"]),
        box_line=Form(words["box.line"]),
        box_lines=Form(words["box.lines"]),
        box_continued=Form(words["box.continued"]),
        box_paragraph=Form(words["box.paragraph"]),
        box_paragraphs=Form(words["box.paragraphs"]),
        box_untold=Form(words["box.untold"]),
        omitted=words["notice.omitted"],
        appeals=words["appeals.address"],
    )


# Every entry of the wording and the fields that it knows; one that knows none is taken as it is.
_ENTRIES: Mapping[str, tuple[str, ...]] = {
    "levels.U": (),
    "levels.SBU": (),
    "levels.R": (),
    "levels.C": (),
    "levels.S": (),
    "levels.TS": (),
    "page.number_unknown": (),
    "page.page": ("page", "pages"),
    "page.case": ("case",),
    "page.document": ("document",),
    "stamp.in_full": (),
    "stamp.in_part": (),
    "stamp.denied": (),
    "summary.released_at": ("level",),
    "summary.nothing_withheld": (),
    "summary.ground": (),
    "summary.places": (),
    "summary.lines": (),
    "summary.paragraphs": (),
    "summary.total": (),
    "summary.replaced": ("sign", "count"),
    "box.line": ("ground", "lines"),
    "box.lines": ("ground", "lines"),
    "box.continued": ("ground", "lines"),
    "box.paragraph": ("ground",),
    "box.paragraphs": ("ground", "paragraphs"),
    "box.untold": ("ground",),
    "notice.omitted": (),
    "appeals.address": (),
}


def _checked(tables: Mapping[str, object], path: Path) -> dict[str, str]:
    """The entries of a wording file as ``table.name`` -> text, each name and field known."""
    words: dict[str, str] = {}
    for table, entries in tables.items():
        if not isinstance(entries, dict):
            raise DeclassError(f"{table} stands outside any table", place=str(path))
        for key, text in entries.items():
            name = f"{table}.{key}"
            if name not in _ENTRIES:
                raise DeclassError(f"unknown name {name}", place=str(path))
            if not isinstance(text, str) or not text.isprintable():
                raise DeclassError(f"{name} is not a line of text", place=str(path))
            if _ENTRIES[name]:
                _check_fields(name, text, path)
            words[name] = text
    return words


def _check_fields(name: str, text: str, path: Path) -> None:
    known = _ENTRIES[name]
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError as trouble:
        raise DeclassError(f"{name} has a brace too many or too few", place=str(path)) from trouble
    for _, field, specification, conversion in pieces:
        if field is not None and (field not in known or specification or conversion):
            raise DeclassError(
                f"{name} has the unknown field {{{field}}}",
                place=str(path),
                remedy="it knows only " + ", ".join(f"{{{each}}}" for each in known),
            )


def _table(words: Mapping[str, str], table: str) -> Mapping[str, str]:
    entries = {name: text for name, text in words.items() if name.startswith(f"{table}.")}
    return MappingProxyType({name.split(".")[1]: text for name, text in entries.items()})
