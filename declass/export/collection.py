"""A collection of cables, marked as the roll-up of them all."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from declass.export.demands import REL, RELIDO
from declass.export.elements import marked, markings_of
from declass.export.markings import Draft, Markings, roll_up
from declass.export.names import UNDATED, UNDETERMINED, Token, ism
from declass.export.vocabulary import version

_BY_LAW = ("NATO-AEA", "AEA", "NATO")
_LONGEST = ("50X1-HUM", "50X2-WMD")


def collected(cables: Sequence[Element]) -> Element:
    """The element of several cables.

    It is released to those to whom all are released, is declassified when the last of them is,
    and has the date of the newest. Nobody has classified it by itself, so it names no authority.

    Args:
        cables: their elements, with their markings.
    """
    parts = [markings_of(each) for each in cables]
    whole = Draft("U", _release_of_first(parts))
    roll_up(whole, parts)
    said = {ism("resourceElement"): "true", ism("DESVersion"): version()}
    said |= _created(cables)
    if whole.classification != "U":
        said |= _declassified([each for each in cables if _is_classified(each)])
    result = marked("collection", whole, {}, said)
    result.extend(cables)
    return result


def _release_of_first(parts: Sequence[Markings]) -> set[Token]:
    """What the first classified part says of release, which the others may narrow."""
    first = next((part for part in parts if part.is_classified), None)
    return {
        token
        for token in (first.tokens if first else ())
        if token in (REL, RELIDO) or token.attribute == "releasableTo"
    }


def _created(cables: Sequence[Element]) -> dict[str, str]:
    days = [each.get(ism("createDate")) for each in cables]
    known = [day for day in days if day]
    return {ism("createDate"): max(known)} if len(known) == len(days) else {UNDATED: "true"}


def _declassified(cables: Sequence[Element]) -> dict[str, str]:
    """The longest instruction governs (32 CFR 2001.22(e)(2), (4)).

    First comes what no date declassifies, then what is undetermined, then the latest date.
    """
    exceptions = [each.get(ism("declassException"), "") for each in cables]
    if by_law := [name for name in _BY_LAW if name in exceptions]:
        return {ism("declassException"): by_law[0] if len(by_law) == 1 else _BY_LAW[0]}
    days = [each.get(ism("declassDate"), "") for each in cables]
    terms = list(zip(days, exceptions, strict=True))
    if any(not day and exception not in _LONGEST for day, exception in terms):
        return {UNDETERMINED: "true"}
    if longest := [name for name in _LONGEST if name in exceptions]:
        return {ism("declassException"): longest[0]}
    day, exception = max(terms)
    said = {ism("declassDate"): day}
    return said | {ism("declassException"): exception} if exception else said


def _is_classified(element: Element) -> bool:
    return markings_of(element).is_classified
