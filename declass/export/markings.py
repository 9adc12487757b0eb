"""From a level and its caveats to markings of ISM, and from those of portions to those of a whole.

Fail closed: what cannot be said is said more strictly, or kept beside the markings with a remark.
The classification is never below the level, and nothing that forbids falls away but for something
that forbids more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from declass.export.caveats import Saying, code, saying
from declass.export.demands import (
    CLIMBING,
    CONCEALED,
    COVERED_BY,
    EXCLUSIONS,
    FOUO,
    NATO_OWNED,
    NEEDS,
    NF,
    REL,
    RELIDO,
    SBU,
    SBU_NF,
    UNCLASSIFIED_ONLY,
    Need,
    higher,
)
from declass.export.names import Token
from declass.export.notes import Note, note
from declass.marking.level import Level

USA = "USA"
_RELEASE = "REL TO "
_ORIGIN = "FGI "
_NON_US = "nonUSControls"


@dataclass(frozen=True, slots=True)
class Markings:
    """The markings of one element.

    Attributes:
        classification: ``"U"``, ``"R"``, ``"C"``, ``"S"`` or ``"TS"``.
        tokens: everything else; of the owners only those other than the United States.
    """

    classification: str
    tokens: frozenset[Token]

    @property
    def is_classified(self) -> bool:
        """True for RESTRICTED and above."""
        return self.classification != "U"

    def values(self, attribute: str) -> frozenset[str]:
        """The values of an attribute, those of `ownerProducer` never empty."""
        values = frozenset([token.value for token in self.tokens if token.attribute == attribute])
        return values or frozenset((USA,) if attribute == "ownerProducer" else ())


@dataclass(slots=True)
class Draft:
    """Markings in the making.

    Attributes:
        classification: as in `Markings`.
        tokens: likewise.
        unsaid: caveats that the tokens do not say, or not exactly.
        notes: what is to be remarked.
    """

    classification: str
    tokens: set[Token] = field(default_factory=set)
    unsaid: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def frozen(self) -> Markings:
        """The markings as they are."""
        return Markings(self.classification, frozenset(self.tokens))

    def remark(self, kind: str, *about: str) -> None:
        """Make a remark, once."""
        if (made := note(kind, *about)) not in self.notes:
            self.notes.append(made)

    def raise_to(self, classification: str) -> None:
        """Raise the classification; never lower it."""
        self.classification = higher(self.classification, classification)

    def values(self, attribute: str) -> set[str]:
        """The values of an attribute."""
        return {token.value for token in self.tokens if token.attribute == attribute}

    def drop(self, attribute: str) -> None:
        """Leave an attribute out."""
        self.tokens = {token for token in self.tokens if token.attribute != attribute}


def say(level: Level, caveats: Iterable[str]) -> Draft:
    """Say a level and its canonical caveats.

    Args:
        level: the level that governs.
        caveats: as in `Portion.caveats`.
    """
    draft = Draft("U" if level is Level.SBU else level.name)
    releases: list[set[str]] = []
    for caveat in caveats:
        if caveat == "REL" or caveat.startswith(_RELEASE):
            releases.append(_released_to(draft, caveat))
        elif caveat.startswith(_ORIGIN):
            _take_origin(draft, caveat)
        else:
            _take(draft, saying(caveat))
    if releases:
        _release(draft, set.intersection(*releases))
    if level is Level.SBU and FOUO not in draft.tokens and not draft.values("ownerProducer"):
        draft.tokens.add(SBU)
    settle(draft)
    return draft


def _take(draft: Draft, row: Saying) -> None:
    if draft.classification != "U" and not UNCLASSIFIED_ONLY.isdisjoint(row.tokens):
        draft.unsaid.append(row.caveat)
        draft.remark("covered", row.caveat)
        return
    draft.tokens.update(row.tokens)
    if row.is_exact:
        return
    draft.unsaid.append(row.caveat)
    if row.tokens:
        draft.remark("approximated", row.caveat, _listed(row.tokens))
    else:
        draft.remark("unsaid", row.caveat)


def _take_origin(draft: Draft, caveat: str) -> None:
    name = caveat.removeprefix(_ORIGIN)
    owner = code(name)
    if owner is None:
        draft.tokens.add(CONCEALED)
        draft.unsaid.append(caveat)
        draft.remark("no-origin-code", name)
    elif owner != USA:
        draft.tokens.add(Token("ownerProducer", owner))


def _released_to(draft: Draft, caveat: str) -> set[str]:
    """The codes of a REL TO list; those that have none are left out, which releases to fewer."""
    names = caveat.removeprefix(_RELEASE).split(", ") if caveat.startswith(_RELEASE) else []
    codes = {name: code(name) for name in names}
    for name in [name for name, known in codes.items() if known is None]:
        draft.unsaid.append(caveat)
        draft.remark("no-code", name)
    return {known for known in codes.values() if known}


def _release(draft: Draft, codes: set[str]) -> None:
    """Name those to whom it is released; where nobody is left, it is released to no one."""
    draft.drop("releasableTo")
    draft.tokens.discard(REL)
    if codes <= {USA}:
        draft.tokens.add(NF)
        draft.remark("nobody-named")
        return
    draft.tokens.add(REL)
    draft.tokens.update(Token("releasableTo", each) for each in codes | {USA})


def settle(draft: Draft) -> None:
    """Make markings agree with one another, by the rows of `demands`; only ever upwards."""
    _settle_owner(draft)
    for need in NEEDS:
        if need.token in draft.tokens:
            _meet(draft, need)
    for stronger, weaker, _ in EXCLUSIONS:
        if {stronger, weaker} <= draft.tokens:
            draft.tokens.remove(weaker)
            draft.remark("dropped", weaker.value, stronger.value)
    if RELIDO in draft.tokens and _is_foreign(draft):
        draft.tokens.remove(RELIDO)
        draft.remark("dropped", "RELIDO", "foreign information")
    if REL not in draft.tokens:
        draft.drop("releasableTo")
    _settle_unclassified(draft)


def _settle_unclassified(draft: Draft) -> None:
    """Leave controls of unclassified information out of what is classified."""
    if draft.classification != "U":
        for control in sorted(UNCLASSIFIED_ONLY & draft.tokens):
            draft.tokens.remove(control)
            draft.remark("covered", control.value)
    elif {SBU, NF} <= draft.tokens:
        draft.tokens.remove(SBU)
        draft.tokens.add(SBU_NF)


def _settle_owner(draft: Draft) -> None:
    """Make one of several owners the owner where one is NATO, which owns alone."""
    owners = draft.values("ownerProducer")
    if NATO_OWNED in draft.tokens and len(owners) > 1:
        draft.drop("ownerProducer")
        draft.tokens.add(NATO_OWNED)
        draft.tokens.update(Token("FGIsourceOpen", each) for each in owners - {"NATO"})
    if draft.classification == "R" and not owners:
        draft.classification = "C"
        draft.remark("restricted")


def _meet(draft: Draft, need: Need) -> None:
    """Raise the classification, and add markings, until a need is met."""
    what = need.token.value
    if higher(draft.classification, need.lowest) != draft.classification:
        draft.classification = need.lowest
        draft.remark("raised", what, need.lowest)
    missing = [each for each in need.companions if each not in draft.tokens]
    if missing:
        draft.tokens.update(missing)
        draft.remark("added", what, _listed(missing))


def _is_foreign(draft: Draft) -> bool:
    named = ("ownerProducer", "FGIsourceOpen", "FGIsourceProtected")
    return any(draft.values(attribute) for attribute in named)


def as_whole(draft: Draft) -> Draft:
    """Make markings those of a whole document of the United States.

    Foreign owners become the named sources of foreign information in it; what only NATO can own
    stays with the portions. What is unclassified and foreign is controlled.
    """
    owners = draft.values("ownerProducer")
    if owners and draft.classification == "U" and FOUO not in draft.tokens:
        draft.tokens.add(SBU)
    draft.drop("ownerProducer")
    draft.tokens.update(Token("FGIsourceOpen", each) for each in owners)
    if draft.values(_NON_US):
        draft.unsaid += sorted(draft.values(_NON_US))
        draft.remark("approximated", "ATOMAL", "NATO-AEA")
        draft.drop(_NON_US)
    settle(draft)
    return draft


def roll_up(whole: Draft, parts: Sequence[Markings]) -> None:
    """Give a whole what its parts carry (32 CFR 2001.21(b)); what it carries already stays.

    Args:
        whole: the markings of the document by its banner; it is changed.
        parts: those of its portions.
    """
    before = whole.frozen()
    for part in parts:
        whole.raise_to("C" if part.classification == "R" else part.classification)
    risen = {token for part in parts for token in part.tokens & CLIMBING}
    if whole.classification != "U":
        risen -= UNCLASSIFIED_ONLY
    together = risen | whole.tokens
    whole.tokens |= {token for token in risen if COVERED_BY.get(token) not in together}
    for part in parts:
        sources = (part.values("ownerProducer") | part.values("FGIsourceOpen")) - {USA}
        whole.tokens.update(Token("FGIsourceOpen", each) for each in sources)
    added = [token.value for token in sorted(whole.tokens - before.tokens)]
    added += [whole.classification] if whole.classification != before.classification else []
    if added:
        whole.remark("from-portions", ", ".join(added))
    _narrow_release(whole, [part for part in parts if part.is_classified])
    settle(whole)
    if is_above(whole.classification, parts):
        whole.remark("level-not-reached")


def _narrow_release(whole: Draft, classified: Sequence[Markings]) -> None:
    """Release a whole to those only to whom all of its classified parts are released."""
    if RELIDO in whole.tokens and any(RELIDO not in part.tokens for part in classified):
        whole.tokens.remove(RELIDO)
        whole.remark("release-narrowed")
    if REL not in whole.tokens:
        return
    if any(REL not in part.tokens for part in classified):
        whole.tokens.remove(REL)
        whole.remark("release-narrowed")
        return
    named = whole.values("releasableTo")
    common = named.intersection(*[part.values("releasableTo") for part in classified])
    if common != named:
        whole.remark("release-narrowed")
        _release(whole, common)


def is_above(classification: str, parts: Iterable[Markings]) -> bool:
    """True for a classification that none of the parts reaches; RESTRICTED reaches CONFIDENTIAL."""
    reached = ["C" if part.classification == "R" else part.classification for part in parts]
    return classification != "U" and all(higher(each, classification) != each for each in reached)


def _listed(tokens: Iterable[Token]) -> str:
    return ", ".join([token.value for token in tokens])
