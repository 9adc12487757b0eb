"""How each caveat of a cable is said in ISM, as data, and the codes of countries and groups.

A caveat that no value says, or none says exactly, is kept beside the markings of ISM, and a remark
names it. What stands in its place is never less strict where the caveat forbids something to
foreigners, and nothing where it names a channel within the Department.
"""

from __future__ import annotations

from typing import NamedTuple

from declass.export.demands import CONCEALED, FOUO, NATO_OWNED, NF, RD, RELIDO, SBU
from declass.export.names import Token
from declass.export.vocabulary import vocabularies
from declass.marking.vocabulary import HANDLING_WORDS


class Saying(NamedTuple):
    """How a caveat is said.

    Attributes:
        caveat: its canonical name.
        tokens: the values that say it, or that stand in its place.
        is_exact: they say all that it says.
    """

    caveat: str
    tokens: tuple[Token, ...]
    is_exact: bool = True


_SI = Token("SCIcontrols", "SI")
_OC = Token("disseminationControls", "OC")

SAYINGS = (
    Saying("NOFORN", (NF,)),
    Saying("ORCON", (_OC,)),
    Saying("PROPIN", (Token("disseminationControls", "PR"),)),
    Saying("IMCON", (Token("disseminationControls", "IMC"),)),
    Saying("RELIDO", (RELIDO,)),
    Saying("FISA", (Token("disseminationControls", "FISA"),)),
    Saying("EYES ONLY", (NF,), is_exact=False),  # for the eyes of persons; EYES is one of countries
    Saying("NOCONTRACT", (), is_exact=False),  # retired
    Saying("WNINTEL", (), is_exact=False),  # retired
    Saying("SI", (_SI,)),
    Saying("TK", (Token("SCIcontrols", "TK"),)),
    Saying("HCS", (Token("SCIcontrols", "HCS"),)),
    Saying("G", (_SI, Token("SCIcontrols", "SI-G"))),
    Saying("SCI", (NF, _OC), is_exact=False),  # it does not say which system
    Saying("RD", (RD,)),
    Saying("FRD", (Token("atomicEnergyMarkings", "FRD"),)),
    Saying("CNWDI", (RD, Token("atomicEnergyMarkings", "RD-CNWDI"))),
    Saying("TFNI", (Token("atomicEnergyMarkings", "TFNI"),)),
    Saying("ATOMAL", (NATO_OWNED, Token("nonUSControls", "ATOMAL"))),
    Saying("NATO", (NATO_OWNED,)),
    Saying("FGI", (CONCEALED,)),
    Saying("NODIS", (Token("nonICmarkings", "ND"),)),
    Saying("EXDIS", (Token("nonICmarkings", "XD"),)),
    Saying("LIMDIS", (Token("nonICmarkings", "DS"),)),
    Saying("STADIS", (), is_exact=False),
    Saying("ROGER CHANNEL", (), is_exact=False),
    Saying("TERREP", (), is_exact=False),
    Saying("DS CHANNEL", (), is_exact=False),
    Saying("FOUO", (FOUO,)),
    Saying("SBU", (SBU,)),
    Saying("LOU", (SBU,), is_exact=False),
    Saying("CUI", (SBU,), is_exact=False),
    Saying("EFTO", (SBU,), is_exact=False),
    Saying("SIPDIS", ()),  # it and the words of handling restrict nothing
    *(Saying(row.name, ()) for row in HANDLING_WORDS),
)

_BY_CAVEAT = {row.caveat: row for row in SAYINGS}

CODES = {
    "US": "USA", "UK": "GBR", "CA": "CAN", "FR": "FRA", "GM": "DEU", "GER": "DEU", "IT": "ITA",
    "JA": "JPN", "NZ": "NZL", "NL": "NLD", "NO": "NOR", "DA": "DNK", "BE": "BEL", "SP": "ESP",
    "PO": "PRT", "TU": "TUR", "GR": "GRC", "PL": "POL", "AS": "AUS", "KO": "KOR", "ROK": "KOR",
    "ROM": "ROU", "AUSTRALIA": "AUS", "CANADA": "CAN", "JAPAN": "JPN", "KOREA": "KOR",
    "UNITED KINGDOM": "GBR", "NEW ZEALAND": "NZL",
}  # fmt: skip
"""Other forms of a country in REL TO lists and origins. Not here is what may mean either of two: AU
(Australia, Austria), GE (Georgia, Germany), IS (Iceland, Israel)."""


def saying(caveat: str) -> Saying:
    """How a caveat is said; one that is not in the table is said by nothing, and not exactly."""
    return _BY_CAVEAT.get(caveat, Saying(caveat, (), is_exact=False))


def code(name: str) -> str | None:
    """The code of a country or group as a mark names it, or None where it has none."""
    value = CODES.get(name, name)
    return value if value in vocabularies()["releasableTo"].terms else None
