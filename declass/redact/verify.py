"""Looks for withheld words in a finished PDF, with readers that know nothing of our writer.

The file is read twice: by PDFium, as a browser would (`evidence_pdfium`), and byte by byte, every
stream inflated, whether any page uses it or not (`evidence_raw`). In all that they find, three
kinds of trace are looked for:

- a *token* (a run of letters and digits) that only withheld lines have;
- *words*: four or more in a row of a withheld line that released text has nowhere in a row;
- *letters*: nineteen or more in a row of a withheld line, whatever stands between them, as when
  a text is shown letter by letter or cut by kerning.

What is not promised: words that released lines have too are no trace, and a fact told in other
words, a picture, a hash or the length of something is not seen. The gate against those is that the
writer cannot reach withheld text at all (`release`); this is the control behind the gate.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from declass.errors import RefusedReleaseError
from declass.redact import evidence_pdfium, evidence_raw
from declass.redact.evidence import Channel, Evidence

SHORTEST_TOKEN = 2  # characters, in text
SHORTEST_BARE_WORD = 3  # characters, in the syntax of the file
SHORTEST_BARE_NUMBER = 8  # digits, likewise: shorter ones are coordinates, lengths and offsets
PHRASE = 4  # words
WINDOW = 16  # letters and digits
WINDOW_STEP = 4  # evidence is looked at from every fourth character
LONGEST_WORD = 80  # characters: a longer one is broken at the edge of a page


class Trace(StrEnum):
    """What was found."""

    TOKEN = "a word that only withheld lines have"  # noqa: S105
    WORDS = "words of a withheld line"
    LETTERS = "letters of a withheld line"
    REVISION = "an earlier revision of the file"


@dataclass(frozen=True, slots=True)
class Leak:
    """A trace of withheld text. It says where it is and never what it says.

    Attributes:
        trace: what was found.
        channel: where it was found.
        number: page for page text and annotations, object for streams, else None; from 1.
    """

    trace: Trace
    channel: Channel
    number: int | None = None

    def __str__(self) -> str:
        number = f" {self.number}" if self.number is not None else ""
        return f"{self.trace} in {self.channel}{number}"


def find_leaks(pdf: bytes, withheld: Sequence[str], released: Sequence[str]) -> tuple[Leak, ...]:
    """Look for traces of withheld lines in a finished file.

    Args:
        pdf: the bytes of the file, read back from where they were written.
        withheld: the withheld lines of the source.
        released: all text that may appear, and must: the released lines of the source, and what
            the release says itself (`layout.Pages.own_words`). Take the former from the cable:
            taken from the laid-out pages, they would prove the pages by the pages.

    Returns:
        One leak for each trace and place; empty for a clean file.

    Raises:
        RefusedReleaseError: the file cannot be opened or read, has no pages, or lacks released
            words, so that nothing can be said about it.
    """
    secret = _Secret.of(withheld, released)
    pieces = (*evidence_pdfium.read(pdf), *evidence_raw.read(pdf))
    _require(released, pieces)
    leaks = [leak for piece in pieces for leak in secret.traces(piece)]
    if evidence_raw.count_revisions(pdf) > 1:
        leaks.append(Leak(Trace.REVISION, Channel.STRUCTURE))
    return tuple(leaks)


def refuse_leaks(
    pdf: bytes, *, withheld: Sequence[str], released: Sequence[str], place: str
) -> None:
    """Raise RefusedReleaseError unless `find_leaks` finds nothing; `place` names the file."""
    try:
        leaks = find_leaks(pdf, withheld, released)
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


@dataclass(frozen=True, slots=True)
class _Secret:
    """What only withheld lines have."""

    tokens: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    windows: frozenset[str]

    @classmethod
    def of(cls, withheld: Sequence[str], released: Sequence[str]) -> _Secret:
        lines = [_tokens(line) for line in withheld]
        known = _tokens("\n".join(released))
        tokens = {token for line in lines for token in line if len(token) >= SHORTEST_TOKEN}
        phrases = {phrase for line in lines for phrase in _phrases(line)}
        windows = {window for line in lines for window in _windows(line)}
        return cls(
            tokens=frozenset(tokens.difference(known)),
            phrases=frozenset(phrases.difference(_phrases(known))),
            windows=frozenset(windows.difference(_windows(known))),
        )

    def traces(self, piece: Evidence) -> Iterator[Leak]:
        words = _tokens(piece.text)
        bare_words = _tokens(piece.syntax)
        telling = [word for word in bare_words if _is_telling(word)]
        if not (self.tokens.isdisjoint(words) and self.tokens.isdisjoint(telling)):
            yield Leak(Trace.TOKEN, piece.channel, piece.number)
        if not (
            self.phrases.isdisjoint(_phrases(words))
            and self.phrases.isdisjoint(_phrases(bare_words))
        ):
            yield Leak(Trace.WORDS, piece.channel, piece.number)
        if not self.windows.isdisjoint(_windows(words, WINDOW_STEP)):
            yield Leak(Trace.LETTERS, piece.channel, piece.number)


def _is_telling(word: str) -> bool:
    """Whether a word amid operators and operands is too long to be one by accident."""
    return len(word) >= (SHORTEST_BARE_NUMBER if word.isdigit() else SHORTEST_BARE_WORD)


def _require(released: Iterable[str], pieces: Iterable[Evidence]) -> None:
    """Refuse a file whose pages lack a released word: who sees no text finds no leak in it."""
    shown: set[str] = set()
    for piece in pieces:
        if piece.channel is Channel.PAGE:
            shown.update(_tokens(piece.text))
    for line in released:
        if shown.issuperset(_tokens(line)):
            continue
        words = filter(_is_printed_whole, line.replace("\t", " ").split(" "))
        if not shown.issuperset(token for word in words for token in _tokens(word)):
            raise RefusedReleaseError("the text of its pages cannot be read back")


def _is_printed_whole(word: str) -> bool:
    """False for a word that no page shows as it is: too long, or not in Windows Latin-1."""
    try:
        word.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return len(word) <= LONGEST_WORD


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
