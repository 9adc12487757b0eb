"""The exemption codes, what they stand for, and where the orders list them."""

from __future__ import annotations

from typing import NamedTuple

X_CITATION = "E.O. 12958 (1995) s1.6(d)"
X_ABOLISHED = "E.O. 13292 abolished the X exemptions from 22 September 2003"


class Exemption(NamedTuple):
    """An exemption from automatic declassification.

    Attributes:
        code: as a cable writes it (``"X1"``, ``"25X6"``, ``"50X1-HUM"``).
        title: what it protects.
        citation: where it is listed.
    """

    code: str
    title: str
    citation: str


_RESERVED_1995 = (
    "an intelligence source, method or activity, or a cryptologic system or activity",
    "weapons of mass destruction",
    "technology within a weapon system",
    "military plans, or preparations to carry them out",
    "foreign government information",
    "relations with another government, a source, or a diplomatic activity",
    "the protection of the President and others",
    "a statute, treaty or international agreement",
)
_BEYOND_25_YEARS = (
    "a confidential human source, an intelligence service relationship, or a method",
    "weapons of mass destruction",
    "cryptologic systems or activities",
    "state-of-the-art technology within a weapon system",
    "war plans still in effect",
    "foreign government information, or serious harm to relations",
    "the protection of the President and others",
    "emergency preparedness, or vulnerabilities of systems and installations",
    "a statute, treaty or international agreement",
)

# E.O. 12958 (1995) s1.6(d); E.O. 13526 s3.3(b); s3.3(h)(1) and 32 CFR 2001.26(b).
EXEMPTIONS = (
    *(
        Exemption(f"X{number}", title, f"{X_CITATION}({number})")
        for number, title in enumerate(_RESERVED_1995, 1)
    ),
    *(
        Exemption(f"25X{number}", title, f"E.O. 13526 s3.3(b)({number})")
        for number, title in enumerate(_BEYOND_25_YEARS, 1)
    ),
    Exemption("25X1-HUM", "a confidential human source", "ISOO Notice 2012-02"),
    Exemption("25X1-HUMAN", "a confidential human source", "ISOO Notice 2012-02"),
    Exemption("50X1-HUM", "a confidential human source", "E.O. 13526 s3.3(h)(1)(A)"),
    Exemption(
        "50X2-WMD",
        "key design concepts of weapons of mass destruction",
        "E.O. 13526 s3.3(h)(1)(B)",
    ),
)

_BY_CODE = {row.code: row for row in EXEMPTIONS}


def exemption(code: str) -> Exemption | None:
    """The exemption of a code as written in `EXEMPTIONS`, or None where there is no such one."""
    return _BY_CODE.get(code)
