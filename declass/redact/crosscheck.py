"""What a withheld and a released part of a cable have in common, for the reviewer who decides.

A name that is withheld in paragraph 6 and stands in the subject is no secret any more, and what
stands around the box tells what is in it. Nothing that looks at the PDF can see that.

Looked for are words and numbers that are rare (`rarity`), words after a title (``MR. HILL``), and
phrases of five words and more. Released places are portions, the title, captions, TAGS,
references and the classification authority block; addresses, banners and message numbers are on
every cable and are left out.

What is found depends on withheld text: it is for the reviewer, and outside the promise that every
public output is the same whatever the withheld words are. Nothing that draws a release can reach
this module.

Not promised: a name that is also a common word, a fact in other words, a word spelt in two ways.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice, pairwise
from typing import NamedTuple, TypeVar

from declass.cable.model import Cable, FurnitureKind, Portion, PortionKind, Span
from declass.redact.field_words import HONORIFICS, field_words
from declass.redact.rarity import SHORTEST_WORD, is_rare
from declass.redact.tokens import RUN, WORD, fold, tokens
from declass.redact.verdict import Verdict

PHRASE = 5  # words
TELLING = 2  # words of a phrase that are neither fillers nor of the trade
LONGEST_ACRONYM = 6  # letters
MOST_PLACES = 20
"""Places that are kept for one finding on either side: enough to look, and a bound."""

_AUTHORITY = "classified by"  # names the one who signs, by law (32 CFR 2001.21(a)(1))
_RELEASED_PLACES = {
    FurnitureKind.TITLE: "title",
    FurnitureKind.CAPTION: "caption",
    FurnitureKind.TAGS: "TAGS",
    FurnitureKind.REFERENCES: "REF",
    FurnitureKind.CLASSIFIED_BY: _AUTHORITY,
}
_WITHHELD_PLACES = {**_RELEASED_PLACES, FurnitureKind.EO_LINE: "E.O. line"}
_LINE_END = re.compile("\n")
_VOWELS = frozenset("aeiouy")
_LONGEST_TITLE = 12  # characters, with what parts it from the name
_WIDEST_GAP = 3  # characters between the words of a name

_Phrase = tuple[str, ...]
Key = TypeVar("Key")


class Kind(StrEnum):
    """What is shared."""

    PHRASE = "phrase"
    NAME = "name"
    ACRONYM = "acronym"
    NUMBER = "number"
    WORD = "word"


class Place(NamedTuple):
    """Where it stands.

    Attributes:
        name: number of the portion, or what it is; fit to be shown to anyone.
        line: line of the source, counted from 1, where it first stands in that part.
    """

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class CrossLeak:
    """Something that stands on both sides.

    Attributes:
        kind: what it is.
        withheld: where it is withheld, in order of the source.
        released: where it is released.
        words: what it is, in lower case. Not to be shown to anyone who may not see the cable.
    """

    kind: Kind
    withheld: tuple[Place, ...]
    released: tuple[Place, ...]
    words: str = field(repr=False)


class _Passage(NamedTuple):
    """A part of the cable, number and mark left out.

    Attributes:
        name: as in `Place`.
        spans: the stretches of its text.
        text: the stretches together.
        words: its words in order, folded.
    """

    name: str
    spans: tuple[Span, ...]
    text: str
    words: list[str]


def cross_check(cable: Cable, verdicts: Iterable[Verdict]) -> tuple[CrossLeak, ...]:
    """Find what withheld and released parts of a cable share.

    Args:
        cable: the cable.
        verdicts: what becomes of its elements.

    Returns:
        What they share: phrases first, then in order of the source. Time and space grow with the
        length of the text.
    """
    withheld: list[_Passage] = []
    released: list[_Passage] = []
    for verdict in verdicts:
        passage = _passage(cable, verdict)
        if passage is not None:
            (released if verdict.is_released else withheld).append(passage)
    if not withheld or not released:
        return ()
    ruler = _Ruler(cable.text)
    return (*_phrases(ruler, withheld, released), *_rarities(ruler, withheld, released))


def _passage(cable: Cable, verdict: Verdict) -> _Passage | None:
    element = verdict.element
    if isinstance(element, Portion):
        name = element.number or element.kind.value
        spans = tuple([Span(max(start, element.content), end) for start, end in element.spans])
    else:
        places = _RELEASED_PLACES if verdict.is_released else _WITHHELD_PLACES
        if element.kind not in places:
            return None
        name, spans = places[element.kind], (element.span,)
    text = "\n".join([cable.text[start:end] for start, end in spans])
    return _Passage(name, spans, text, _words(text))


def _words(text: str) -> list[str]:
    if text.isascii():
        return WORD.findall(text.lower())
    return [fold(word) for word in WORD.findall(text)]


class _Ruler:
    """Tells where in a source something stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: list[int] | None = None

    def line(self, offset: int) -> int:
        """The line, counted from 1, of a character."""
        if self._ends is None:
            self._ends = [found.start() for found in _LINE_END.finditer(self.text)]
        return bisect_right(self._ends, offset - 1) + 1


# -- phrases -----------------------------------------------------------------------------------


def _phrases(
    ruler: _Ruler, withheld: Sequence[_Passage], released: Sequence[_Passage]
) -> Iterator[CrossLeak]:
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
        shared = sorted({place for gram in _grams(phrase) for place in where[gram]}, key=_by_line)
        yield CrossLeak(
            Kind.PHRASE, _first_of_each(places), _first_of_each(shared), " ".join(phrase)
        )


def _shared_phrases(passage: _Passage, shown: set[_Phrase]) -> Iterator[tuple[int, _Phrase]]:
    """The longest phrases of a passage that are released, each with the position of its start."""
    words = passage.words
    for first, last in _stretches([gram in shown for gram in _grams(words)]):
        phrase = tuple(words[first : last + PHRASE])
        if _is_telling(phrase):
            yield first, phrase


def _first_grams(passage: _Passage, wanted: set[_Phrase]) -> Iterator[tuple[int, _Phrase]]:
    """Where each of the wanted grams first stands in a passage."""
    seen: set[_Phrase] = set()
    for at, gram in enumerate(_grams(passage.words)):
        if gram in wanted and gram not in seen:
            seen.add(gram)
            yield at, gram


def _keep_all(
    found: dict[_Phrase, list[Place]],
    ruler: _Ruler,
    passage: _Passage,
    hits: Iterable[tuple[int, _Phrase]],
) -> None:
    """Keep phrases of a passage, given with the positions of their first words in order."""
    offsets = enumerate(_offsets(ruler.text, passage, WORD))
    for wanted, phrase in hits:
        offset = next(offset for at, (offset, _) in offsets if at == wanted)
        _keep(found, phrase, Place(passage.name, ruler.line(offset)))


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


def _by_line(place: Place) -> int:
    return place.line


def _first_of_each(places: Iterable[Place]) -> tuple[Place, ...]:
    """The first place of each name."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.name, place)
    return tuple(first.values())


def _keep(found: dict[Key, list[Place]], key: Key, place: Place) -> None:
    """Add a place, while there are not too many."""
    places = found.setdefault(key, [])
    if len(places) < MOST_PLACES:
        places.append(place)


def _offsets(text: str, passage: _Passage, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Where in the source a pattern is found in a passage, and what."""
    for start, end in passage.spans:
        for match in pattern.finditer(text, start, end):
            yield match.start(), match[0]


# -- names, numbers, words ---------------------------------------------------------------------


class _Hit(NamedTuple):
    """A shared token of a withheld passage, where it stands."""

    token: str
    start: int
    end: int
    kind: Kind


class _Vocabulary(NamedTuple):
    """The words of one side.

    Attributes:
        runs: each run as written, with its tokens.
        tokens: all tokens.
        titled: the words that stand after a title.
    """

    runs: dict[str, tuple[str, ...]]
    tokens: set[str]
    titled: set[str]


def _rarities(
    ruler: _Ruler, withheld: Sequence[_Passage], released: Sequence[_Passage]
) -> Iterator[CrossLeak]:
    hidden, shown = _vocabulary(withheld), _vocabulary(released)
    rare = {token for token in hidden.tokens & shown.tokens if is_rare(token)}
    titled = {word for word in hidden.titled & shown.titled if len(word) >= SHORTEST_WORD} - rare
    if not rare and not titled:
        return
    bearing = _bearing(shown, rare, titled)
    where: dict[str, list[Place]] = {}
    for passage in released:
        first = {hit.token: hit for hit in reversed(_hits(ruler, passage, bearing, titled))}
        for hit in first.values():
            _keep(where, hit.token, Place(passage.name, ruler.line(hit.start)))
    bearing = _bearing(hidden, rare, titled)
    found: dict[_Phrase, list[Place]] = {}
    kinds: dict[_Phrase, Kind] = {}
    for passage in withheld:
        hits = _hits(ruler, passage, bearing, titled)
        if passage.name == PortionKind.SIGNATURE:
            hits = [hit for hit in hits if _names(where[hit.token]) != [_AUTHORITY]]
        for group in _together(ruler.text, hits, where):
            words = tuple([hit.token for hit in group])
            kinds.setdefault(words, group[0].kind)
            _keep(found, words, Place(passage.name, ruler.line(group[0].start)))
    for words, places in found.items():
        shared = _first_of_each(sorted(where[words[0]], key=_by_line))
        yield CrossLeak(kinds[words], _first_of_each(places), shared, " ".join(words))


def _vocabulary(passages: Sequence[_Passage]) -> _Vocabulary:
    written: set[str] = set()
    titled: set[str] = set()
    for passage in passages:
        written.update(RUN.findall(passage.text))
        if not HONORIFICS.isdisjoint(passage.words):
            pairs = pairwise(passage.words)
            titled.update([word for title, word in pairs if title in HONORIFICS])
    runs = {run: tokens(run) for run in written}
    return _Vocabulary(runs, {token for found in runs.values() for token in found}, titled)


def _bearing(
    vocabulary: _Vocabulary, rare: set[str], titled: set[str]
) -> dict[str, tuple[str, ...]]:
    """The runs that have shared tokens, with those."""
    wanted = rare | titled
    return {
        run: tuple([token for token in found if token in wanted])
        for run, found in vocabulary.runs.items()
        if not wanted.isdisjoint(found)
    }


def _hits(
    ruler: _Ruler, passage: _Passage, bearing: Mapping[str, tuple[str, ...]], titled: set[str]
) -> list[_Hit]:
    """The shared tokens of a passage, in order; those of `titled` only after a title."""
    has_cases = not passage.text.isupper() and not passage.text.islower()
    return [
        _Hit(token, start, start + len(run), _kind(run, token, has_cases=has_cases))
        for start, run in _offsets(ruler.text, passage, RUN)
        if run in bearing
        for token in bearing[run]
        if token not in titled or _is_after_title(ruler.text, start)
    ]


def _is_after_title(text: str, offset: int) -> bool:
    before = WORD.findall(text[max(0, offset - _LONGEST_TITLE) : offset])
    return bool(before) and fold(before[-1]) in HONORIFICS


def _kind(run: str, token: str, *, has_cases: bool) -> Kind:
    """What a token is, as far as its letters tell."""
    if not token.isalpha():
        return Kind.NUMBER
    if has_cases and run.islower():
        return Kind.WORD
    is_acronym = run.isupper() if has_cases else _VOWELS.isdisjoint(token)
    return Kind.ACRONYM if is_acronym and len(token) <= LONGEST_ACRONYM else Kind.NAME


def _together(
    text: str, hits: Sequence[_Hit], where: Mapping[str, Sequence[Place]]
) -> Iterator[list[_Hit]]:
    """The hits, those of one name together: words side by side that are released in one place."""
    group: list[_Hit] = []
    for hit in hits:
        if group and not _is_one_name(text, group[-1], hit, where):
            yield group
            group = []
        if not group or hit.token != group[-1].token:
            group.append(hit)
    if group:
        yield group


def _is_one_name(text: str, before: _Hit, hit: _Hit, where: Mapping[str, Sequence[Place]]) -> bool:
    gap = text[before.end : hit.start]
    return (
        before.kind is hit.kind is Kind.NAME
        and len(gap) <= _WIDEST_GAP
        and not gap.strip()
        and _names(where[before.token]) == _names(where[hit.token])
    )


def _names(places: Sequence[Place]) -> list[str]:
    return [place.name for place in places]
