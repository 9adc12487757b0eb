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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from declass.cable.model import Cable, FurnitureKind, Portion, PortionKind, Span
from declass.redact.crosscheck.field_words import HONORIFICS, field_words
from declass.redact.crosscheck.passages import (
    CrossLeak,
    Kind,
    Passage,
    Place,
    Ruler,
    by_line,
    first_of_each,
    keep,
)
from declass.redact.crosscheck.rarity import SHORTEST_WORD, is_rare
from declass.redact.crosscheck.shared_phrases import shared_phrases
from declass.redact.crosscheck.tokens import WORD, fold, run_in, tokens_of_each, words
from declass.redact.review.verdict import Verdict

LONGEST_ACRONYM = 6  # letters

_AUTHORITY = "classified by"  # names the one who signs, by law (32 CFR 2001.21(a)(1))
_RELEASED_PLACES = {
    FurnitureKind.TITLE: "title",
    FurnitureKind.CAPTION: "caption",
    FurnitureKind.TAGS: "TAGS",
    FurnitureKind.REFERENCES: "REF",
    FurnitureKind.CLASSIFIED_BY: _AUTHORITY,
}
_WITHHELD_PLACES = {**_RELEASED_PLACES, FurnitureKind.EO_LINE: "E.O. line"}
_VOWELS = frozenset("aeiouy")
_LONGEST_TITLE = 12  # characters, with what parts it from the name
_WIDEST_GAP = 3  # characters between the words of a name

_Phrase = tuple[str, ...]


def cross_check(cable: Cable, verdicts: Iterable[Verdict]) -> tuple[CrossLeak, ...]:
    """Find what withheld and released parts of a cable share.

    Args:
        cable: the cable.
        verdicts: what becomes of its elements.

    Returns:
        What they share: phrases first, then in order of the source. Time and space grow with the
        length of the text.
    """
    withheld: list[Passage] = []
    released: list[Passage] = []
    for verdict in verdicts:
        passage = _passage(cable, verdict)
        if passage is not None:
            (released if verdict.is_released else withheld).append(passage)
    if not withheld or not released:
        return ()
    ruler = Ruler(cable.text)
    return (*shared_phrases(ruler, withheld, released), *_rarities(ruler, withheld, released))


def _passage(cable: Cable, verdict: Verdict) -> Passage | None:
    element = verdict.element
    if isinstance(element, Portion):
        name = element.name
        spans = tuple([Span(max(start, element.content), end) for start, end in verdict.spans])
    else:
        places = _RELEASED_PLACES if verdict.is_released else _WITHHELD_PLACES
        if element.kind not in places:
            return None
        name, spans = places[element.kind], (element.span,)
    text = "\n".join([cable.text[start:end] for start, end in spans])
    return Passage(name, spans, text, words(text), run_in(text).findall(text))


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
    ruler: Ruler, withheld: Sequence[Passage], released: Sequence[Passage]
) -> Iterator[CrossLeak]:
    hidden, shown = _vocabulary(withheld), _vocabulary(released)
    shared = hidden.tokens.intersection(shown.tokens) - field_words()  # most are, and told quickly
    rare = {token for token in shared if is_rare(token)}
    titled = {word for word in hidden.titled & shown.titled if len(word) >= SHORTEST_WORD} - rare
    if not rare and not titled:
        return
    bearing = _bearing(shown, rare, titled)
    where: dict[str, list[Place]] = {}
    for passage in released:
        first = {hit.token: hit for hit in reversed(_hits(ruler, passage, bearing, titled))}
        for hit in first.values():
            keep(where, hit.token, Place(passage.name, ruler.line(hit.start)))
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
            keep(found, words, Place(passage.name, ruler.line(group[0].start)))
    for words, places in found.items():
        released_in = first_of_each(sorted(where[words[0]], key=by_line))
        yield CrossLeak(kinds[words], first_of_each(places), released_in, " ".join(words))


def _vocabulary(passages: Sequence[Passage]) -> _Vocabulary:
    written: set[str] = set()
    titled: set[str] = set()
    for passage in passages:
        written.update(passage.runs)
        if not HONORIFICS.isdisjoint(passage.words):
            pairs = pairwise(passage.words)
            titled.update([word for title, word in pairs if title in HONORIFICS])
    found = tokens_of_each(written)
    return _Vocabulary(found, {token for each in found.values() for token in each}, titled)


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
    ruler: Ruler, passage: Passage, bearing: Mapping[str, tuple[str, ...]], titled: set[str]
) -> list[_Hit]:
    """The shared tokens of a passage, in order; those of `titled` only after a title."""
    if bearing.keys().isdisjoint(passage.runs):
        return []
    has_cases = not passage.text.isupper() and not passage.text.islower()
    pattern = run_in(ruler.text)
    found = [
        match
        for start, end in passage.spans
        for match in pattern.finditer(ruler.text, start, end)
        if match[0] in bearing
    ]
    return [
        _Hit(token, *match.span(), _kind(match[0], token, has_cases=has_cases))
        for match in found
        for token in bearing[match[0]]
        if token not in titled or _is_after_title(ruler.text, match.start())
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
