"""What one marking asks of the others beside it, and of the document that it stands in.

The same rows serve twice: what is exported is settled by them, and a document is checked against
them. "Rules" are those of the specification that `vocabulary.specification` names.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from declass.export.names import Token

CLASSIFICATIONS = ("U", "R", "C", "S", "TS")
"""Low to high."""

_control = partial(Token, "disseminationControls")
_other = partial(Token, "nonICmarkings")
_sci = partial(Token, "SCIcontrols")
_atomic = partial(Token, "atomicEnergyMarkings")

NF = _control("NF")
REL = _control("REL")
RELIDO = _control("RELIDO")
FOUO = _control("FOUO")
SBU = _other("SBU")
SBU_NF = _other("SBU-NF")
RD = _atomic("RD")
CONCEALED = Token("FGIsourceProtected", "FGI")
NATO_OWNED = Token("ownerProducer", "NATO")
NATO_NAMED = Token("FGIsourceOpen", "NATO")


_SIGMAS = tuple(f"{kind}-SG-{number}" for kind in ("RD", "FRD") for number in (14, 15, 18, 20))


class Need(NamedTuple):
    """What a marking cannot do without.

    Attributes:
        token: the marking.
        lowest: the lowest classification that it stands at.
        companions: markings that stand beside it.
        source: the rules that say so.
    """

    token: Token
    lowest: str
    companions: tuple[Token, ...]
    source: str


class Exclusion(NamedTuple):
    """Two markings of which only one can stand.

    Attributes:
        stronger: the one that remains.
        weaker: the one that falls away.
        source: the rule that says so.
    """

    stronger: Token
    weaker: Token
    source: str


NEEDS = (
    Need(_sci("SI"), "C", (), "ISM-ID-00043"),
    Need(_sci("SI-G"), "TS", (_sci("SI"), _control("OC")), "ISM-ID-00044, 00045, 00187"),
    Need(_sci("TK"), "S", (), "ISM-ID-00047"),
    Need(_sci("HCS"), "C", (NF,), "ISM-ID-00048, 00049"),
    Need(RD, "C", (), "ISM-ID-00174"),
    Need(_atomic("FRD"), "C", (), "ISM-ID-00174"),
    Need(_atomic("TFNI"), "C", (), "ISM-ID-00174"),
    Need(_atomic("RD-CNWDI"), "S", (RD,), "ISM-ID-00175, 00185"),
    *(
        Need(_atomic(value), "C", (_atomic(value[:-6]),), "ISM-ID-00173, 00183, 00184")
        for value in _SIGMAS
    ),
    Need(_control("OC"), "C", (), "ISM-ID-00028"),
    Need(_control("EYES"), "C", (), "ISM-ID-00028"),
    Need(_control("IMC"), "S", (), "ISM-ID-00107"),
    Need(_other("ND"), "U", (NF,), "ISM-ID-00313"),
    Need(_other("XD"), "U", (NF,), "ISM-ID-00314"),
)

EXCLUSIONS = (
    Exclusion(NF, REL, "ISM-ID-00033"),
    Exclusion(NF, _control("EYES"), "ISM-ID-00033"),
    Exclusion(REL, _control("EYES"), "ISM-ID-00033"),
    Exclusion(NF, RELIDO, "ISM-ID-00169"),
    Exclusion(NF, _control("DISPLAYONLY"), "ISM-ID-00169"),
    Exclusion(_control("DISPLAYONLY"), RELIDO, "ISM-ID-00169"),
    Exclusion(_other("ND"), _other("XD"), "ISM-ID-00038"),
    Exclusion(_other("LES-NF"), _other("LES"), "ISM-ID-00148"),
)

UNCLASSIFIED_ONLY = frozenset((FOUO, SBU, SBU_NF, _atomic("DCNI"), _atomic("UCNI")))
"""Controls of unclassified information; rules ISM-ID-00030, 00037, 00181."""

CLIMBING = frozenset(
    (
        NF,
        *map(_control, ("RS", "OC", "IMC", "PR", "DSEN", "FISA")),
        *map(_other, ("DS", "XD", "ND")),
        *map(_sci, ("HCS", "SI", "SI-G", "TK")),
        *map(_atomic, ("RD", "RD-CNWDI", "FRD", "TFNI", *_SIGMAS)),
        CONCEALED,
        *UNCLASSIFIED_ONLY,
    )
)
"""Markings of a portion that its document carries too, where it can (ISM-ID-00065 to 00105)."""

COVERED_BY = {_other("XD"): _other("ND"), SBU: SBU_NF}
"""Markings that need not climb to a document that has the stronger one."""

LASTING = frozenset(("AEA", "NATO", "NATO-AEA", "50X1-HUM", "50X2-WMD"))
"""Exemptions that stand without a date or an event (ISM-ID-00133, 00141, 00176)."""


def higher(one: str, other: str) -> str:
    """The higher of two classifications."""
    return max(one, other, key=CLASSIFICATIONS.index)
