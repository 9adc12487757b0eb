"""Phrases that withheld and released parts of a cable share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from declass.redact.crosscheck.field_words import field_words
from declass.redact.crosscheck.passages import (
    CrossLeak,
    Kind,
    Passage,
    Place,
    Ruler,
    by_line,
    first_of_each,
    keep,
    offsets,
)
from declass.redact.crosscheck.tokens import WORD

PHRASE = 5  # words
TELLING = 2  # words of a phrase that are neither fillers nor of the trade

_Phrase = tuple[str, ...]


def shared_phrases(
    ruler: Ruler, withheld: Sequence[Passage], released: Sequence[Passage]
) -> Iterator[CrossLeak]:
    """Find the phrases of `PHRASE` words and more that stand on both sides.

    A phrase in which fewer than `TELLING` words are neither fillers nor of the trade is none.
    """
    shown = {gram for passage in released for gram in _grams(passage.words)}
    found: dict[_Phrase, list[Place]] = {}
    for passage in withheld:
        if not shown.isdisjoint(_grams(passage.words)):
            _keep_all(found, ruler, passage, _shared_phrases(passage, shown))
    if not found:
        return
    wanted = {gram for phrase in found for gram in _grams(phrase)}
    where: dict[_Phrase, list[Place]] = {}
    for passage in released:
        _keep_all(where, ruler, passage, _first_grams(passage, wanted))
    for phrase, places in found.items():
        shared = sorted({place for gram in _grams(phrase) for place in where[gram]}, key=by_line)
        yield CrossLeak(Kind.PHRASE, first_of_each(places), first_of_each(shared), " ".join(phrase))


def _shared_phrases(passage: Passage, shown: set[_Phrase]) -> Iterator[tuple[int, _Phrase]]:
    """The longest phrases of a passage that are released, each with the position of its start."""
    words = passage.words
    for first, last in _stretches([gram in shown for gram in _grams(words)]):
        phrase = tuple(words[first : last + PHRASE])
        if _is_telling(phrase):
            yield first, phrase


def _first_grams(passage: Passage, wanted: set[_Phrase]) -> Iterator[tuple[int, _Phrase]]:
    """Where each of the wanted grams first stands in a passage."""
    seen: set[_Phrase] = set()
    for at, gram in enumerate(_grams(passage.words)):
        if gram in wanted and gram not in seen:
            seen.add(gram)
            yield at, gram


def _keep_all(
    found: dict[_Phrase, list[Place]],
    ruler: Ruler,
    passage: Passage,
    hits: Iterable[tuple[int, _Phrase]],
) -> None:
    """Keep phrases of a passage, given with the positions of their first words in order."""
    positions = enumerate(offsets(ruler.text, passage, WORD))
    for wanted, phrase in hits:
        offset = next(offset for at, (offset, _) in positions if at == wanted)
        keep(found, phrase, Place(passage.name, ruler.line(offset)))


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All `PHRASE` words in a row."""
    return zip(*[islice(words, start, None) for start in range(PHRASE)], strict=False)


def _stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last position of each stretch of flags that are up."""
    first = None
    for at, flag in enumerate(flags):
        if flag and first is None:
            first = at
        elif not flag and first is not None:
            yield first, at - 1
            first = None
    if first is not None:
        yield first, len(flags) - 1


def _is_telling(phrase: Sequence[str]) -> bool:
    known = field_words()
    return sum(word not in known and not word.isdecimal() for word in phrase) >= TELLING
