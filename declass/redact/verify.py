"""Looks for withheld words in a finished PDF, with readers that know nothing of our writer.

For the search the file is read twice: by PDFium, as a browser would (`evidence.pdfium`), and byte
by byte, every stream inflated, whether any page uses it or not (`evidence.raw`). In all that they
find, three kinds of trace are looked for:

- a *token* (a run of letters and digits) that only withheld lines have;
- *words*: four or more in a row of a withheld line that released text has nowhere in a row;
- *letters*: nineteen or more in a row of a withheld line, whatever stands between them, as when
  a text is shown letter by letter or cut by kerning.

And, since words can be coded in more ways than any reader knows, two things that need no search:

- a *text* on a page that is no part of the released lines, in their order, is refused;
- so is a file of any other *shape* than a release has (`shape`).

What is not promised: words that released lines have too are no trace, and a fact told in other
words or in the number of bars is not seen. The gate against those is that the writer cannot reach
withheld text at all (`release`); this is the control behind the gate.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from declass.errors import RefusedReleaseError
from declass.redact.evidence import pdfium, raw
from declass.redact.evidence.model import Channel, Evidence
from declass.redact.paper.alternate import WITHHELD
from declass.redact.paper.metadata import UNNUMBERED
from declass.redact.paper.rows import compose_accents, printed
from declass.redact.shape import form
from declass.redact.shape.file import Fault
from declass.redact.shape.form import PageCode

SHORTEST_TOKEN = 2  # characters, in text
SHORTEST_BARE_WORD = 3  # characters, in the syntax of the file
PHRASE = 4  # words
WINDOW = 16  # letters and digits
WINDOW_STEP = 4  # evidence is looked at from every fourth character


class Trace(StrEnum):
    """What was found."""

    TOKEN = "a word that only withheld lines have"  # noqa: S105
    WORDS = "words of a withheld line"
    LETTERS = "letters of a withheld line"
    STRANGER = "a text that is not released"
    SHAPE = "something that no release consists of"


@dataclass(frozen=True, slots=True)
class Leak:
    """A trace of withheld text. It says where it is and never what it says.

    Attributes:
        trace: what was found.
        channel: where it was found.
        number: as in `Evidence`.
    """

    trace: Trace
    channel: Channel
    number: int | None = None

    def __str__(self) -> str:
        number = f" {self.number}" if self.number is not None else ""
        return f"{self.trace} in {self.channel}{number}"


def find_leaks(pdf: bytes, withheld: Sequence[str], released: Sequence[str]) -> tuple[Leak, ...]:
    """Look for traces of withheld lines in a finished file, and for what no release consists of.

    Args:
        pdf: the bytes of the file, read back from where they were written.
        withheld: the withheld lines of the source.
        released: all text that may appear, and must: the released lines of the source in their
            order, and what the release says itself (`paper.rows.Pages.own_words`). Take the former
            from the cable: taken from the laid-out pages, they would prove the pages by the pages.

    Returns:
        One leak for each trace and place; empty for a clean file.

    Raises:
        RefusedReleaseError: the file cannot be opened or read, has no pages, or lacks released
            words, so that nothing can be said about it.
    """
    rows = [row for line in released for row in printed(line)]
    known = _known(released, rows)
    secret = _Secret.of(withheld, known)
    said = [_Said.of(piece) for piece in (*pdfium.read(pdf), *raw.read(pdf))]
    _require(released, said)
    leaks = secret.leaks(said)
    try:
        codes, titles = form.read_contents(pdf)
    except Fault as fault:
        return (*leaks, Leak(Trace.SHAPE, Channel.STRUCTURE, fault.number))
    strangers = _strangers(codes, rows)
    if leaks and not strangers:
        leaks = secret.beside([*codes, titles]).leaks(said)
    return (*leaks, *strangers)


def find_words(
    pieces: Iterable[Evidence], withheld: Sequence[str], released: Sequence[str]
) -> tuple[Leak, ...]:
    """Look for words of withheld lines in what any file says, whoever made it.

    Args:
        pieces: what readers found in the file.
        withheld: the withheld lines of the source.
        released: its released lines: what they have too is no trace.
    """
    rows = [row for line in released for row in printed(line)]
    secret = _Secret.of(withheld, _known(released, rows))
    return tuple(secret.leaks(map(_Said.of, pieces)))


def refuse(search: Callable[[bytes], tuple[Leak, ...]], content: bytes, place: str) -> None:
    """Refuse a finished file in which a search finds a leak, or of which it can say nothing.

    Args:
        search: looks for leaks; may raise RefusedReleaseError.
        content: the bytes of the file.
        place: what it is called.

    Raises:
        RefusedReleaseError: the file is not to be published.
    """
    try:
        leaks = search(content)
    except RefusedReleaseError as trouble:
        raise RefusedReleaseError(
            f"release not published: {trouble.problem}", place=place, remedy=_REMEDY
        ) from trouble
    if leaks:
        more = f" and {len(leaks) - 1} more" if len(leaks) > 1 else ""
        raise RefusedReleaseError(
            f"release not published: {leaks[0]}{more}", place=place, remedy=_REMEDY
        )


_REMEDY = "report this as a defect of declass, without the cable"


def _strangers(codes: Sequence[PageCode], rows: Sequence[str]) -> list[Leak]:
    """The first text on a page that is no part of the released rows."""
    known = [_unspaced(row) for row in rows]
    whole = frozenset(known)
    flow = "".join(known)  # where pieces of a line were joined, the page has other rows
    place = 0
    for code in codes:
        for text in map(_unspaced, code.texts):
            if text in whole:
                continue
            place = flow.find(text, place)
            if place < 0:
                return [Leak(Trace.STRANGER, Channel.STREAM, code.number)]
    return []


def _unspaced(row: str) -> str:
    return "".join(row.split())


class _Said(NamedTuple):
    """The words of a piece of evidence.

    Attributes:
        channel: where they were found.
        number: likewise.
        words: of its text, in order.
        bare: those of its syntax, where any of them is telling.
        telling: the telling ones of them.
    """

    channel: Channel
    number: int | None
    words: list[str]
    bare: list[str]
    telling: frozenset[str]

    @classmethod
    def of(cls, piece: Evidence) -> _Said:
        bare = _tokens(piece.syntax) if _LETTER.search(piece.syntax) else []
        telling = frozenset([word for word in bare if _is_telling(word)])
        words = _tokens(piece.text)
        return cls(piece.channel, piece.number, words, bare if telling else [], telling)


_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class _Secret:
    """What withheld lines have.

    What they share with released text is looked up when something is found, and not before: there
    is much of it, and little is found.

    Attributes:
        tokens: those that only they have.
        phrases: all of them.
        windows: likewise.
        known: the words that may appear.
    """

    tokens: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    windows: frozenset[str]
    known: tuple[list[str], ...]

    @classmethod
    def of(cls, withheld: Sequence[str], known: Sequence[list[str]]) -> _Secret:
        lines = [_tokens(line) for line in withheld]
        tokens = {token for line in lines for token in line if len(token) >= SHORTEST_TOKEN}
        return cls(
            frozenset(tokens.difference(*known)),
            frozenset([phrase for line in lines for phrase in _phrases(line)]),
            frozenset([window for line in lines for window in _windows(line)]),
            tuple(known),
        )

    def beside(self, codes: Iterable[PageCode]) -> _Secret:
        """The same, without what arises where released rows or titles stand one below the other.

        Foot and head come between them on a page, and numbers of a table may continue so.
        """
        pages = [_tokens("\n".join(code.texts)) for code in codes]
        return replace(self, known=(*self.known, *pages))

    def leaks(self, said: Iterable[_Said]) -> list[Leak]:
        """The traces in what was said; what two of them say alike is searched once."""
        searched: dict[str, list[Trace]] = {}
        found: list[Leak] = []
        for each in said:
            words = " ".join(each.words)
            if words not in searched:
                searched[words] = list(self._traces(each.words))
            traces = {*searched[words], *self._bare_traces(each)}
            found += [Leak(trace, each.channel, each.number) for trace in Trace if trace in traces]
        return found

    def _traces(self, words: list[str]) -> Iterator[Trace]:
        if not self.tokens.isdisjoint(words):
            yield Trace.TOKEN
        if self._phrases_in(words):
            yield Trace.WORDS
        windows = self.windows.intersection(_windows(words, WINDOW_STEP))
        if windows and not self._known_windows.issuperset(windows):
            yield Trace.LETTERS

    def _bare_traces(self, said: _Said) -> Iterator[Trace]:
        if not self.tokens.isdisjoint(said.telling):
            yield Trace.TOKEN
        if said.telling:
            phrases = self._phrases_in(said.bare)
            if any(not said.telling.isdisjoint(phrase) for phrase in phrases):
                yield Trace.WORDS

    def _phrases_in(self, words: list[str]) -> frozenset[tuple[str, ...]]:
        found = self.phrases.intersection(_phrases(words))
        return found - self._known_phrases if found else found

    @cached_property
    def _known_phrases(self) -> set[tuple[str, ...]]:
        return {phrase for words in self.known for phrase in _phrases(words)}

    @cached_property
    def _known_windows(self) -> set[str]:
        return {window for words in self.known for window in _windows(words)}


def _known(released: Sequence[str], rows: Sequence[str]) -> list[list[str]]:
    """The words that may appear: as the lines have them, and as pages show and readers take them.

    These differ where a letter cannot be printed: the sign in its place cuts a word in two.
    """
    own = _tokens(f"{UNNUMBERED} {WITHHELD}")  # in the title, and in what is said of boxes
    known = [own, _tokens("\n".join(released))]
    if (as_printed := _tokens("\n".join(rows))) not in known:
        known.append(as_printed)
    for row in rows:
        if not row.isascii():
            _, *others = raw.readings(row.encode("cp1252"))
            known += map(_tokens, others)
    return known


def _is_telling(word: str) -> bool:
    """Whether a word amid operators and operands is no accident; a number there is an operand."""
    return len(word) >= SHORTEST_BARE_WORD and not word.isdigit()


def _require(released: Sequence[str], said: Iterable[_Said]) -> None:
    """Refuse a file whose pages lack a released word: who sees no text finds no leak in it."""
    shown = {word for each in said if each.channel is Channel.PAGE for word in each.words}
    if shown.issuperset(_tokens("\n".join(released))):
        return
    for line in released:
        if shown.issuperset(_tokens(line)):
            continue
        whole = [rows[0] for rows in map(printed, line.split()) if len(rows) == 1]
        if not shown.issuperset(token for word in whole for token in _tokens(word)):
            raise RefusedReleaseError("the text of its pages cannot be read back")


_TOKEN = re.compile(r"[^\W_]+")
_ALONE = bytes([code if chr(code).isalnum() else ord(" ") for code in range(256)])


def _tokens(text: str) -> list[str]:
    """The runs of letters and digits of a text, without regard to case or form of letters."""
    if text.isascii():
        return text.lower().encode().translate(_ALONE).decode().split()
    return [_fold(token) for token in _TOKEN.findall(compose_accents(text))]


def _fold(token: str) -> str:
    if token.isascii():
        return token.lower()
    return unicodedata.normalize("NFKC", token).casefold()


def _phrases(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(PHRASE)), strict=False)


def _windows(words: Sequence[str], step: int = 1) -> Iterable[str]:
    letters = "".join(words)
    return [letters[start : start + WINDOW] for start in range(0, len(letters) - WINDOW + 1, step)]
