"""The constraints on markings: one function each, whose description says what is asked.

A function yields the attributes or values that break its constraint in an element, and nothing
where all is well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from declass.export.demands import (
    CLASSIFICATIONS,
    CLIMBING,
    COVERED_BY,
    EXCLUSIONS,
    LASTING,
    NEEDS,
    REL,
    RELIDO,
    UNCLASSIFIED_ONLY,
    higher,
)
from declass.export.markings import USA, is_above
from declass.export.names import UNDATED, UNDETERMINED, Token
from declass.export.seen import Seen
from declass.export.vocabulary import version

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AUTHORITY = ("classifiedBy", "derivativelyClassifiedBy", "classificationReason", "derivedFrom")
_DECLASSIFICATION = ("declassDate", "declassEvent", "declassException")
_EYES = Token("disseminationControls", "EYES")
_DISPLAY = Token("disseminationControls", "DISPLAYONLY")
_FOREIGN = ("FGIsourceOpen", "FGIsourceProtected")
_ATOMIC = frozenset(Token("atomicEnergyMarkings", each) for each in ("RD", "FRD", "TFNI"))


def unknown_attributes(seen: Seen) -> Iterator[str]:
    """An attribute of the namespace is one of those kept here."""
    known = {row.name for row, _ in seen.known()}
    yield from (name for name in seen.names() if name not in known)


def empty(seen: Seen) -> Iterator[str]:
    """No attribute is empty."""
    yield from (row.name for row, text in seen.known() if not text.strip())


def unknown_values(seen: Seen) -> Iterator[str]:
    """An enumerated value is in its vocabulary."""
    for row, text in seen.known("token", "tokens"):
        terms = row.vocabulary.terms if row.vocabulary else {}
        yield from (row.name for value in text.split() if value not in terms)


def several_values(seen: Seen) -> Iterator[str]:
    """`classification`, `declassException` and `DESVersion` have one value."""
    yield from (row.name for row, text in seen.known("token") if len(text.split()) > 1)


def doubles(seen: Seen) -> Iterator[str]:
    """No value stands twice in a list."""
    for row, text in seen.known("tokens"):
        if len(set(text.split())) < len(text.split()):
            yield row.name


def out_of_order(seen: Seen) -> Iterator[str]:
    """The values of a list stand in the order of their vocabulary."""
    for row, text in seen.known("tokens"):
        if row.vocabulary and row.vocabulary.in_order(text.split()) != text.split():
            yield row.name


def retired_values(seen: Seen) -> Iterator[str]:
    """A document has no value that was retired before its date."""
    for row, text in seen.known("token", "tokens"):
        terms = row.vocabulary.terms if row.vocabulary else {}
        for term in (terms[value] for value in text.split() if value in terms):
            if term.last_day and seen.created > term.last_day.isoformat():
                yield term.value


def no_dates(seen: Seen) -> Iterator[str]:
    """A date is a day, YYYY-MM-DD."""
    yield from (row.name for row, text in seen.known("date") if not _is_date(text))


def no_booleans(seen: Seen) -> Iterator[str]:
    """A boolean is true or false."""
    yield from (row.name for row, text in seen.known("boolean") if text not in ("true", "false"))


def too_long(seen: Seen) -> Iterator[str]:
    """A text is no longer than its attribute may be."""
    yield from (row.name for row, text in seen.known("text") if len(text) > row.longest)


def without_resource(seen: Seen) -> Iterator[str]:
    """An element of the document speaks for the whole: `resourceElement` is true."""
    if seen.lacks_resource:
        yield "resourceElement"


def without_classification(seen: Seen) -> Iterator[str]:
    """`classification` and `ownerProducer` stand together, wherever ISM speaks."""
    if seen.names() and len(seen.says("classification", "ownerProducer")) < 2:
        yield "classification, ownerProducer"


def restricted_by_usa(seen: Seen) -> Iterator[str]:
    """RESTRICTED is no classification of the United States."""
    if USA in seen.text("ownerProducer").split() and seen.text("classification") == "R":
        yield "classification"


def classified_attributes(seen: Seen) -> Iterator[str]:
    """What is unclassified has no classification authority, no declassification and no SCI."""
    if not seen.is_classified:
        yield from seen.says(*_AUTHORITY, *_DECLASSIFICATION, "SCIcontrols")


def unclassified_controls(seen: Seen) -> Iterator[str]:
    """FOUO, SBU, DCNI and UCNI do not stand beside a classification."""
    if seen.is_classified:
        yield from _values(UNCLASSIFIED_ONLY & seen.markings.tokens)


def too_low(seen: Seen) -> Iterator[str]:
    """A marking stands at its lowest classification or higher: OC at C, IMC at S, SI-G at TS."""
    held = seen.markings.classification
    for need in NEEDS:
        is_known = held in CLASSIFICATIONS
        if is_known and need.token in seen.markings.tokens and higher(held, need.lowest) != held:
            yield need.token.value


def without_companion(seen: Seen) -> Iterator[str]:
    """A marking has its companions: SI-G has SI and OC, RD-CNWDI has RD, HCS, ND and XD have NF."""
    tokens = seen.markings.tokens
    for need in NEEDS:
        if need.token in tokens and not tokens.issuperset(need.companions):
            yield need.token.value


def excluding(seen: Seen) -> Iterator[str]:
    """Of NF, REL, EYES one stands; of NF, RELIDO, DISPLAYONLY; of ND, XD; of LES, LES-NF."""
    for stronger, weaker, _ in EXCLUSIONS:
        if {stronger, weaker} <= seen.markings.tokens:
            yield f"{stronger.value}, {weaker.value}"


def released_to_nobody(seen: Seen) -> Iterator[str]:
    """REL and EYES name somebody in `releasableTo`."""
    if not seen.markings.tokens.isdisjoint((REL, _EYES)) and not seen.says("releasableTo"):
        yield "releasableTo"


def named_without_release(seen: Seen) -> Iterator[str]:
    """`releasableTo` stands with REL or EYES only."""
    if seen.says("releasableTo") and seen.markings.tokens.isdisjoint((REL, _EYES)):
        yield "releasableTo"


def without_usa(seen: Seen) -> Iterator[str]:
    """`releasableTo` begins with USA."""
    if seen.says("releasableTo") and seen.text("releasableTo").split()[:1] != [USA]:
        yield "releasableTo"


def usa_alone(seen: Seen) -> Iterator[str]:
    """`releasableTo` names more than USA."""
    if seen.says("releasableTo") and len(seen.text("releasableTo").split()) < 2:
        yield "releasableTo"


def display(seen: Seen) -> Iterator[str]:
    """DISPLAYONLY and `displayOnlyTo` stand together."""
    if (_DISPLAY in seen.markings.tokens) != bool(seen.says("displayOnlyTo")):
        yield "displayOnlyTo"


def relido_on_foreign(seen: Seen) -> Iterator[str]:
    """RELIDO does not stand on foreign information."""
    is_foreign = seen.says(*_FOREIGN) or seen.text("ownerProducer").split() != [USA]
    if RELIDO in seen.markings.tokens and is_foreign:
        yield "RELIDO"


def foreign_controls(seen: Seen) -> Iterator[str]:
    """`nonUSControls` stand on what NATO alone owns."""
    if seen.says("nonUSControls") and seen.text("ownerProducer").split() != ["NATO"]:
        yield "nonUSControls"


def concealed(seen: Seen) -> Iterator[str]:
    """FGI as an owner stands alone, and with `FGIsourceProtected`."""
    owners = seen.text("ownerProducer").split()
    if "FGI" in owners and (len(owners) > 1 or seen.text("FGIsourceProtected") != "FGI"):
        yield "ownerProducer"


def reason_alone(seen: Seen) -> Iterator[str]:
    """`classificationReason` stands with `classifiedBy` only."""
    if seen.says("classificationReason") and not seen.says("classifiedBy"):
        yield "classificationReason"


def derived_by_halves(seen: Seen) -> Iterator[str]:
    """`derivativelyClassifiedBy` and `derivedFrom` stand together."""
    if len(seen.says("derivativelyClassifiedBy", "derivedFrom")) == 1:
        yield "derivativelyClassifiedBy, derivedFrom"


def two_classifiers(seen: Seen) -> Iterator[str]:
    """A document is classified by itself or derivatively, not both."""
    if len(seen.says("classifiedBy", "derivativelyClassifiedBy")) == 2:
        yield "classifiedBy, derivativelyClassifiedBy"


def other_version(seen: Seen) -> Iterator[str]:
    """The resource has the version of these vocabularies."""
    if seen.text("DESVersion") != version():
        yield "DESVersion"


def without_date(seen: Seen) -> Iterator[str]:
    """The resource has `createDate`, or `declass:undated`, not both."""
    if bool(seen.says("createDate")) == (seen.element.get(UNDATED) == "true"):
        yield "createDate"


def not_declassified(seen: Seen) -> Iterator[str]:
    """A classified resource says when it is declassified, or is `declass:undetermined`."""
    if seen.is_classified and not _is_undetermined(seen) and not seen.says(*_DECLASSIFICATION):
        yield "declassDate, declassEvent, declassException"


def undetermined_beside(seen: Seen) -> Iterator[str]:
    """`declass:undetermined` stands on a classified resource, and for all instructions."""
    if _is_undetermined(seen):
        yield from seen.says(*_DECLASSIFICATION)
        if not seen.is_classified:
            yield "undetermined"


def lasting_with_term(seen: Seen) -> Iterator[str]:
    """AEA, NATO, NATO-AEA, 50X1-HUM and 50X2-WMD have neither date nor event."""
    if seen.text("declassException") in LASTING:
        yield from seen.says("declassDate", "declassEvent")


def exception_without_term(seen: Seen) -> Iterator[str]:
    """An exemption from 25 years has a date or an event."""
    exception = seen.text("declassException")
    if exception and exception not in LASTING and not seen.says("declassDate", "declassEvent"):
        yield "declassException"


def atomic_exception(seen: Seen) -> Iterator[str]:
    """RD, FRD and TFNI are exempt as AEA or NATO-AEA, and AEA stands for them only."""
    exception = seen.text("declassException")
    is_atomic = not seen.markings.tokens.isdisjoint(_ATOMIC)
    if is_atomic and exception not in ("AEA", "NATO-AEA"):
        yield "declassException"
    if exception == "AEA" and not is_atomic:
        yield "atomicEnergyMarkings"


def nato_exception(seen: Seen) -> Iterator[str]:
    """A classified resource with portions of NATO is exempt as NATO or NATO-AEA."""
    has_nato = any("NATO" in part.values("ownerProducer") for part in seen.parts)
    is_exempt = seen.text("declassException") in ("NATO", "NATO-AEA")
    if seen.is_classified and has_nato and not is_exempt:
        yield "declassException"


def part_above(seen: Seen) -> Iterator[str]:
    """No portion is classified higher than its resource."""
    whole = seen.markings.classification
    held = ["C" if part.classification == "R" else part.classification for part in seen.parts]
    known = [each for each in (*held, whole) if each in CLASSIFICATIONS]
    if whole in known and any(higher(whole, each) != whole for each in known):
        yield "classification"


def not_climbed(seen: Seen) -> Iterator[str]:
    """What restricts a portion restricts its resource: NF, OC, SCI, RD, ND and their like."""
    tokens = seen.markings.tokens
    risen = {token for part in seen.parts for token in part.tokens & CLIMBING} - tokens
    if seen.is_classified:
        risen -= UNCLASSIFIED_ONLY
    yield from _values(token for token in risen if COVERED_BY.get(token) not in tokens)


def foreign_not_named(seen: Seen) -> Iterator[str]:
    """The foreign owners of portions are named in `FGIsourceOpen`, or concealed."""
    owners = {owner for part in seen.parts for owner in part.values("ownerProducer")} - {USA}
    owners |= {source for part in seen.parts for source in part.values("FGIsourceOpen")}
    if not seen.says("FGIsourceProtected"):
        yield from sorted(owners - seen.markings.values("FGIsourceOpen"))


def released_too_widely(seen: Seen) -> Iterator[str]:
    """A resource is released to nobody to whom a classified portion is not."""
    named = seen.markings.values("releasableTo")
    classified = [part for part in seen.parts if part.is_classified]
    if REL in seen.markings.tokens and any(
        not named <= part.values("releasableTo") for part in classified
    ):
        yield "releasableTo"


def relido_too_wide(seen: Seen) -> Iterator[str]:
    """A resource is RELIDO where all classified portions are."""
    classified = [part for part in seen.parts if part.is_classified]
    if RELIDO in seen.markings.tokens and any(RELIDO not in part.tokens for part in classified):
        yield "RELIDO"


def level_not_reached(seen: Seen) -> Iterator[str]:
    """A portion reaches the classification of the resource, or `compilationReason` says why not."""
    whole = seen.markings.classification
    are_known = all(part.classification in CLASSIFICATIONS for part in seen.parts)
    is_alone = are_known and whole in CLASSIFICATIONS and is_above(whole, seen.parts)
    if is_alone and not seen.says("compilationReason"):
        yield "compilationReason"


def _is_undetermined(seen: Seen) -> bool:
    return seen.element.get(UNDETERMINED) == "true"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _values(tokens: Iterable[Token]) -> list[str]:
    return sorted([token.value for token in tokens])
