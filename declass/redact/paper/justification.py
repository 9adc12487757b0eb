"""Grounds -> the codes in them, and those in words (5 U.S.C. 552(b); E.O. 13526 s1.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CODE = re.compile(
    r"\(b\)\([1-9]\)(?:\([A-F]\))?|(?P<section>1\.[345]|6\.2)(?P<letters>(?:,?\([a-h]\)){1,8})"
    r"|(?:25|50|75)X[1-9]?(?:-[A-Z]{3,5})?|3\.3\([bh]\)\([1-9]\)(?:\([AB]\))?"
    r"|[0-9]{1,2} U\.S\.C\. [0-9]{1,5}"
)
_UNEXPLAINED = "no justification"


def codes_of(ground: str) -> tuple[str, ...]:
    """The single codes of a ground: ``(b)(1) 1.4(b),(d)`` has ``(b)(1)``, 1.4(b) and 1.4(d)."""
    found: list[str] = []
    for code in _CODE.finditer(ground):
        letters = re.findall(r"\([a-h]\)", code["letters"] or "")
        found += [f"{code['section']}{letter}" for letter in letters] or [code[0]]
    return tuple(found)


def justify(ground: str, justifications: Mapping[str, str]) -> str:
    """A ground in words; a code without any is named as one that nobody has explained."""
    words = [f"{code}: {justifications.get(code, _UNEXPLAINED)}" for code in codes_of(ground)]
    return "; ".join(words) or f"{ground}: {_UNEXPLAINED}"
