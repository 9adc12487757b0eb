"""Finds and loads `templates/`: of a checkout, of an installed wheel, and of a site.

A site overrides a template by a file of the same name in its own directory; of the wording of a
release it states only what it wants to say otherwise. A broken template is an error with its file
and the name of what is wrong, never a release with a hole in it.

Templates can only have values filled in: no attribute, index, conversion or format of a value can
be reached from them.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from declass.errors import DeclassError

_PACKAGE = Path(__file__).parent
_SHIPPED = (_PACKAGE / "templates", _PACKAGE.parent / "templates")  # a wheel; a checkout

_WORDING = "release/wording.toml"
_JUSTIFICATIONS = "release/justifications.toml"


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
    """

    levels: Mapping[str, str]
    stamps: Mapping[str, str]
    number_unknown: str
    page: Form
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
        words |= _checked(_read_tables(path), path)
    for name in _ENTRIES:
        if name not in words:
            raise DeclassError(f"template {_WORDING} lacks {name}", remedy="install declass again")
    return Wording(
        levels=_table(words, "levels"),
        stamps=_table(words, "stamp"),
        number_unknown=words["page.number_unknown"],
        page=Form(words["page.page"]),
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
    )


def load_justifications(site: Path | None = None) -> Mapping[str, str]:
    """Why something is withheld, in words, by the code of the ground (``"1.4(b)"``).

    Args:
        site: a directory of templates that go before those shipped, or None.

    Raises:
        DeclassError: no justifications are found, or some that cannot be used.
    """
    texts: dict[str, str] = {}
    for path in reversed(find_templates(_JUSTIFICATIONS, site)):
        for table, entries in _read_tables(path).items():
            if not isinstance(entries, dict):
                raise DeclassError(f"{table} stands outside any table", place=str(path))
            for code, text in entries.items():
                if not isinstance(text, str) or not text.isprintable():
                    raise DeclassError(f"{code} is not a line of text", place=str(path))
                texts[code] = text
    return MappingProxyType(texts)


def find_templates(name: str, site: Path | None = None) -> tuple[Path, ...]:
    """The files that are called `name`, the site's before the one that is shipped.

    Args:
        name: path inside a template directory (``"release/wording.toml"``).
        site: a directory of templates that go before those shipped, or None.

    Raises:
        DeclassError: the site's directory does not exist, or no template of that name is shipped.
    """
    if site is not None and not site.is_dir():
        raise DeclassError("no such template directory", place=str(site))
    shipped = [directory / name for directory in _SHIPPED if (directory / name).is_file()]
    if not shipped:
        raise DeclassError(
            f"template {name} is missing from this installation", remedy="install declass again"
        )
    own = [site / name] if site is not None and (site / name).is_file() else []
    return (*own, shipped[0])


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
}


def _read_tables(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise DeclassError(f"template cannot be read ({trouble})", place=str(path)) from trouble


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
