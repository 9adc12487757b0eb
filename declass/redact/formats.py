"""The formats of a release: each with what draws it and what checks the finished file.

A new format is a row here, with a module that draws a `Release` and one that reads the file again
and knows it to the letter. Neither can reach a cable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from declass.redact import verify
from declass.redact.drawn import Drawn
from declass.redact.paper.cover import Texts
from declass.redact.paper.layout import lay_out
from declass.redact.release import Release
from declass.redact.stamp import UNSTAMPED, Stamp
from declass.redact.verify import Leak
from declass.templating import Wording


@dataclass(frozen=True, slots=True)
class Format:
    """A format of releases.

    Attributes:
        name: what it is called on the command line; its files end in it, behind a point.
        is_text: whether a terminal can show it.
        draw: makes a file of a release, the words of releases, and the texts of their templates.
        find_leaks: looks for leaks in a finished file. Takes its bytes, the withheld and the
            released lines of the source, and the file's own words (`Drawn`); raises
            RefusedReleaseError where nothing can be said about it.
    """

    name: str
    is_text: bool
    draw: Callable[[Release, Wording, Texts], Drawn]
    find_leaks: Callable[[bytes, Sequence[str], Sequence[str], Sequence[str]], tuple[Leak, ...]]

    @property
    def suffix(self) -> str:
        """What the name of its file ends in, unless told otherwise."""
        return f".redacted.{self.name}"


def _draw_pdf(release: Release, wording: Wording, texts: Texts) -> Drawn:
    from declass.redact.pdf import writer

    pages = lay_out(release, wording, texts)
    return Drawn(writer.draw(pages), pages.own_words(), pages.warnings)


def _find_leaks_in_pdf(
    content: bytes, withheld: Sequence[str], released: Sequence[str], own_words: Sequence[str]
) -> tuple[Leak, ...]:
    return verify.find_leaks(content, withheld, (*released, *own_words))


def _of(name: str) -> Format:
    """A format without pages; its two modules are loaded when they are asked for."""

    def draw(release: Release, wording: Wording, texts: Texts) -> Drawn:
        module = import_module(f"declass.redact.flow.{name}_release")
        drawn: Drawn = module.draw(release, wording, texts)
        return drawn

    def find_leaks(
        content: bytes, withheld: Sequence[str], released: Sequence[str], own_words: Sequence[str]
    ) -> tuple[Leak, ...]:
        search = import_module(f"declass.redact.flow.{name}_check").find_leaks
        leaks: tuple[Leak, ...] = search(content, withheld, released, own_words)
        return leaks

    ending = "txt" if name == "text" else name
    return Format(ending, is_text=True, draw=draw, find_leaks=find_leaks)


PDF = Format("pdf", is_text=False, draw=_draw_pdf, find_leaks=_find_leaks_in_pdf)

FORMATS: Mapping[str, Format] = MappingProxyType(
    {each.name: each for each in (PDF, _of("text"), _of("html"), _of("json"))}
)
"""By their names."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """How a release is to look.

    Attributes:
        form: the format of the file.
        stamp: what a reviewer states about the release, and whether it has a cover.
        site: a directory of templates that go before those shipped, or None.
    """

    form: Format = PDF
    stamp: Stamp = UNSTAMPED
    site: Path | None = None
