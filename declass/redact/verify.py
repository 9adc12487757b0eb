"""Looks for withheld words in a finished PDF, with readers that know nothing of our writer.

For the search the file is read twice: by PDFium, as a browser would (`evidence_pdfium`), and byte
by byte, every stream inflated, whether any page uses it or not (`evidence_raw`). In all that they
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
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from declass.errors import RefusedReleaseError
from declass.redact import evidence_pdfium, evidence_raw, shape
from declass.redact.alternate import WITHHELD
from declass.redact.evidence import Channel, Evidence
from declass.redact.layout import printed
from declass.redact.metadata import UNNUMBERED
from declass.redact.shape import PageCode
from declass.redact.shape_file import Fault

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
            order, and what the release says itself (`layout.Pages.own_words`). Take the former
            from the cable: taken from the laid-out pages, they would prove the pages by the pages.

    Returns:
        One leak for each trace and place; empty for a clean file.

    Raises:
        RefusedReleaseError: the file cannot be opened or read, has no pages, or lacks released
            words, so that nothing can be said about it.
    """
    rows = [row for line in released for row in printed(line)]
    secret = _Secret.of(withheld, released, rows)
    pieces = (*evidence_pdfium.read(pdf), *evidence_raw.read(pdf))
    _require(released, pieces)
    leaks = secret.leaks(pieces)
    try:
        codes, titles = shape.read_contents(pdf)
    except Fault as fault:
        return (*leaks, Leak(Trace.SHAPE, Channel.STRUCTURE, fault.number))
    strangers = _strangers(codes, rows)
    if leaks and not strangers:
        leaks = secret.beside([*codes, titles]).leaks(pieces)
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
    return tuple(_Secret.of(withheld, released, rows).leaks(pieces))


def refuse_leaks(
    pdf: bytes, *, withheld: Sequence[str], released: Sequence[str], place: str
) -> None:
    """Raise RefusedReleaseError unless `find_leaks` finds nothing; `place` names the file."""
    refuse(lambda content: find_leaks(content, withheld, released), pdf, place)


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


class _Secret(NamedTuple):
    """What only withheld lines have."""

    tokens: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    windows: frozenset[str]

    @classmethod
    def of(cls, withheld: Sequence[str], released: Sequence[str], rows: Sequence[str]) -> _Secret:
        lines = [_tokens(line) for line in withheld]
        tokens = {token for line in lines for token in line if len(token) >= SHORTEST_TOKEN}
        phrases = {phrase for line in lines for phrase in _phrases(line)}
        windows = {window for line in lines for window in _windows(line)}
        for known in _known(released, rows):
            tokens.difference_update(known)
            phrases.difference_update(_phrases(known))
            windows.difference_update(_windows(known))
        return cls(frozenset(tokens), frozenset(phrases), frozenset(windows))

    def beside(self, codes: Iterable[PageCode]) -> _Secret:
        """The same, without what arises where released rows or titles stand one below the other.

        Foot and head come between them on a page, and numbers of a table may continue so.
        """
        pages = [_tokens("\n".join(code.texts)) for code in codes]
        return _Secret(
            self.tokens,
            self.phrases.difference(*map(_phrases, pages)),
            self.windows.difference(*map(_windows, pages)),
        )

    def leaks(self, pieces: Iterable[Evidence]) -> list[Leak]:
        return [leak for piece in pieces for leak in self._traces(piece)]

    def _traces(self, piece: Evidence) -> Iterator[Leak]:
        words = _tokens(piece.text)
        bare_words = _tokens(piece.syntax)
        telling = {word for word in bare_words if _is_telling(word)}
        if not (self.tokens.isdisjoint(words) and self.tokens.isdisjoint(telling)):
            yield Leak(Trace.TOKEN, piece.channel, piece.number)
        bare_phrases = self.phrases.intersection(_phrases(bare_words))
        if not (
            self.phrases.isdisjoint(_phrases(words))
            and all(telling.isdisjoint(phrase) for phrase in bare_phrases)
        ):
            yield Leak(Trace.WORDS, piece.channel, piece.number)
        if not self.windows.isdisjoint(_windows(words, WINDOW_STEP)):
            yield Leak(Trace.LETTERS, piece.channel, piece.number)


def _known(released: Sequence[str], rows: Sequence[str]) -> Iterator[list[str]]:
    """The words that may appear: as the lines have them, and as pages show and readers take them.

    These differ where a letter cannot be printed: the sign in its place cuts a word in two.
    """
    yield _tokens(f"{UNNUMBERED} {WITHHELD}")  # in the title, and in what is said of boxes
    as_written = _tokens("\n".join(released))
    yield as_written
    as_printed = _tokens("\n".join(rows))
    if as_printed != as_written:
        yield as_printed
    for row in rows:
        if not row.isascii():
            _, *others = evidence_raw.readings(row.encode("cp1252"))
            yield from map(_tokens, others)


def _is_telling(word: str) -> bool:
    """Whether a word amid operators and operands is no accident; a number there is an operand."""
    return len(word) >= SHORTEST_BARE_WORD and not word.isdigit()


def _require(released: Iterable[str], pieces: Iterable[Evidence]) -> None:
    """Refuse a file whose pages lack a released word: who sees no text finds no leak in it."""
    shown: set[str] = set()
    for piece in pieces:
        if piece.channel is Channel.PAGE:
            shown.update(_tokens(piece.text))
    for line in released:
        if shown.issuperset(_tokens(line)):
            continue
        whole = [rows[0] for rows in map(printed, line.split()) if len(rows) == 1]
        if not shown.issuperset(token for word in whole for token in _tokens(word)):
            raise RefusedReleaseError("the text of its pages cannot be read back")


_TOKEN = re.compile(r"[^\W_]+")
_ACCENTED = re.compile("[A-Za-z][\u0300-\u036f]")


def _tokens(text: str) -> list[str]:
    """The runs of letters and digits of a text, without regard to case or form of letters."""
    if text.isascii():
        return _TOKEN.findall(text.lower())
    text = _ACCENTED.sub(lambda letter: unicodedata.normalize("NFC", letter[0]), text)
    return [_fold(token) for token in _TOKEN.findall(text)]


def _fold(token: str) -> str:
    if token.isascii():
        return token.lower()
    return unicodedata.normalize("NFKC", token).casefold()


def _phrases(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(PHRASE)), strict=False)


def _windows(words: Sequence[str], step: int = 1) -> Iterable[str]:
    letters = "".join(words)
    return [letters[start : start + WINDOW] for start in range(0, len(letters) - WINDOW + 1, step)]
