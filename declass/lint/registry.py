"""All rules, in order of their codes, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from declass.errors import UsageError
from declass.lint.catalogue import (
    authority,
    banner,
    captions,
    caveats,
    dates,
    instruction,
    portions,
    reasons,
)
from declass.lint.model import Rule

RULES: tuple[Rule, ...] = (
    *banner.RULES,
    *portions.RULES,
    *caveats.RULES,
    *captions.RULES,
    *reasons.RULES,
    *instruction.RULES,
    *dates.RULES,
    *authority.RULES,
)

_CODES = tuple([rule.code for rule in RULES])
_MOST_SUGGESTIONS = 3


def find_rule(code: str) -> Rule:
    """The rule of a code, in either case.

    Raises:
        UsageError: there is no such rule; the message names the nearest.
    """
    found = next((rule for rule in RULES if rule.code == code.upper()), None)
    if found is None:
        raise _unknown(code)
    return found


def choose_rules(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that are selected and not ignored.

    Args:
        select: codes, or how codes begin (``DM1`` for all of DM101 to DM199), in either case; all
            rules where there are none.
        ignore: the same, for rules that are left out.

    Raises:
        UsageError: no rule has such a code, or no rule is left.
    """
    chosen = (_codes(select) or set(_CODES)) - _codes(ignore)
    if not chosen:
        raise UsageError("no rule is left", remedy="ignore fewer rules, or select others")
    return tuple([rule for rule in RULES if rule.code in chosen])


def _codes(prefixes: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for prefix in prefixes:
        codes = {code for code in _CODES if prefix and code.startswith(prefix.upper())}
        if not codes:
            raise _unknown(prefix)
        found |= codes
    return found


def _unknown(code: str) -> UsageError:
    begun = [known for known in _CODES if known.startswith(code.upper())]
    nearest = get_close_matches(code.upper(), begun or _CODES, _MOST_SUGGESTIONS, cutoff=0)
    return UsageError(
        f"unknown rule {code!r}",
        remedy=f"the nearest are {', '.join(sorted(nearest))}; --list has them all",
    )
