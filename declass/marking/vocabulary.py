"""The words of portion marks and banners, as data.

One row a meaning, with every spelling that cables use for it. A spelling is written in words
separated by single blanks; slashes, hyphens and commas of a real mark count as blanks. To teach the
tool a new marking, add a spelling or a row: nothing else changes.

Sources: 32 CFR 2001.21 to 2001.24 (levels, portions, foreign government information), the IC
marking manual (dissemination controls, SCI, REL TO), 5 FAH-2 (State captions), 10 CFR 1045
(Restricted Data).
"""

from __future__ import annotations

from typing import NamedTuple

from declass.marking.level import Level


class LevelWord(NamedTuple):
    """Spellings of a level.

    Attributes:
        level: what they mean.
        spellings: upper case, words separated by single blanks.
        caveats: what the spelling says beside the level (``NS`` is SECRET of NATO).
        in_portion: True where the spelling stands in portion marks, not only in banners.
    """

    level: Level
    spellings: tuple[str, ...]
    caveats: tuple[str, ...] = ()
    in_portion: bool = True


class CaveatWord(NamedTuple):
    """Spellings of a caveat, with its name in canonical form.

    Attributes:
        name: canonical form, as in a banner.
        spellings: upper case, words separated by single blanks; `name` need not be repeated.
        citation: where it is defined.
    """

    name: str
    spellings: tuple[str, ...]
    citation: str


LEVEL_WORDS = (
    LevelWord(Level.U, ("U", "UNCLAS", "UNCLASS", "UNCLASSIFIED", "UNCL")),
    LevelWord(
        Level.SBU,
        (
            "SBU",
            "SENSITIVE BUT UNCLASSIFIED",
            "UNCLAS SENSITIVE",
            "UNCLASSIFIED SENSITIVE",
            "UNCLAS E F T O",
            "UNCLAS EFTO",
            "U SBU",
        ),
    ),
    LevelWord(Level.SBU, ("FOUO", "FOR OFFICIAL USE ONLY", "OUO", "OFFICIAL USE ONLY"), ("FOUO",)),
    LevelWord(Level.SBU, ("LOU", "LIMITED OFFICIAL USE", "LTD OFF USE"), ("LOU",)),
    LevelWord(Level.SBU, ("CUI", "CONTROLLED UNCLASSIFIED INFORMATION"), ("CUI",)),
    LevelWord(Level.R, ("R", "RESTRICTED")),
    LevelWord(Level.C, ("C", "CONF", "CONFIDENTIAL", "C M", "C MOD")),
    LevelWord(Level.S, ("S", "SECRET")),
    LevelWord(Level.TS, ("TS", "TOP SECRET", "T S")),
    LevelWord(Level.SBU, ("NU", "NATO UNCLASSIFIED"), ("NATO",)),
    LevelWord(Level.R, ("NR", "NATO RESTRICTED"), ("NATO",)),
    LevelWord(Level.C, ("NC", "NATO CONFIDENTIAL"), ("NATO",)),
    LevelWord(Level.S, ("NS", "NATO SECRET"), ("NATO",)),
    LevelWord(Level.TS, ("CTS", "COSMIC TOP SECRET"), ("NATO",)),
    LevelWord(Level.C, ("CRD",), ("RD",)),
    LevelWord(Level.S, ("SRD",), ("RD",)),
    LevelWord(Level.TS, ("TSRD",), ("RD",)),
    LevelWord(Level.C, ("CFRD",), ("FRD",)),
    LevelWord(Level.S, ("SFRD",), ("FRD",)),
    LevelWord(Level.TS, ("TSFRD",), ("FRD",)),
    LevelWord(Level.C, ("NCA",), ("NATO", "ATOMAL")),
    LevelWord(Level.S, ("NSAT",), ("NATO", "ATOMAL")),
    LevelWord(Level.TS, ("CTSA",), ("NATO", "ATOMAL")),
)

_IC = "IC marking manual"
_FAH = "5 FAH-2 H-440"
_DOE = "10 CFR 1045; 32 CFR 2001.24(h)"

CAVEAT_WORDS = (
    CaveatWord(
        "NOFORN",
        (
            "NF",
            "NOFOR",
            "NOT RELEASABLE TO FOREIGN NATIONALS",
            "NOT FOR RELEASE TO FOREIGN NATIONALS",
        ),
        _IC,
    ),
    CaveatWord("ORCON", ("OC", "ORIGINATOR CONTROLLED"), _IC),
    CaveatWord("PROPIN", ("PR", "PROPRIETARY"), _IC),
    CaveatWord("IMCON", ("IMC",), _IC),
    CaveatWord("RELIDO", (), _IC),
    CaveatWord("FISA", (), _IC),
    CaveatWord("EYES ONLY", ("EYES",), _IC),
    CaveatWord("NOCONTRACT", (), "IC marking manual, retired"),
    CaveatWord("WNINTEL", ("WN",), "IC marking manual, retired"),
    CaveatWord("SI", ("COMINT", "SI G"), _IC),
    CaveatWord("TK", (), _IC),
    CaveatWord("HCS", ("HCS O", "HCS P"), _IC),
    CaveatWord("G", ("GAMMA",), _IC),
    CaveatWord("SCI", (), _IC),
    CaveatWord("RD", ("RESTRICTED DATA",), _DOE),
    CaveatWord("FRD", ("FORMERLY RESTRICTED DATA",), _DOE),
    CaveatWord("CNWDI", ("RD N",), _DOE),
    CaveatWord("TFNI", ("TRANSCLASSIFIED FOREIGN NUCLEAR INFORMATION",), "32 CFR 2001.24(i)"),
    CaveatWord("ATOMAL", (), "32 CFR 2001.24(c)"),
    CaveatWord("NATO", (), "32 CFR 2001.24(c)"),
    CaveatWord("FGI", ("FOREIGN GOVERNMENT INFORMATION",), "32 CFR 2001.24(c)"),
    CaveatWord("NODIS", ("ND",), _FAH),
    CaveatWord("EXDIS", ("XD",), _FAH),
    CaveatWord("LIMDIS", ("LIMITED DISTRIBUTION",), _FAH),
    CaveatWord("STADIS", (), _FAH),
    CaveatWord("SIPDIS", (), _FAH),
    CaveatWord("ROGER CHANNEL", ("ROGER",), _FAH),
    CaveatWord("TERREP", (), _FAH),
    CaveatWord("DS CHANNEL", ("DSCHANNEL",), _FAH),
    CaveatWord("FOUO", ("FOR OFFICIAL USE ONLY",), _FAH),
    CaveatWord("SBU", ("SENSITIVE", "SENSITIVE BUT UNCLASSIFIED"), _FAH),
    CaveatWord("LOU", ("LIMITED OFFICIAL USE",), _FAH),
    CaveatWord("CUI", (), "32 CFR 2002"),
    CaveatWord("EFTO", ("E F T O",), "5 FAH-2; encrypted for transmission only"),
)

HANDLING_WORDS = (
    CaveatWord("AIDAC", (), "5 FAH-2; channel of the aid agency"),
    CaveatWord("CODEL", (), "5 FAH-2; visit of members of Congress"),
    CaveatWord("FODAG", (), "5 FAH-2; channel of the mission to the food agencies"),
    CaveatWord("NIACT IMMEDIATE", ("NIACT",), "5 FAH-2; to be acted on by night"),
    CaveatWord("VISAS", (), "5 FAH-2; series of visa telegrams"),
)
"""Words of caption lines that restrict nothing; they stand in no portion mark."""

DECAPTIONED = "DECAPTIONED"
"""Said of the caption before it, which a records system has lifted; the caption is kept."""

CAPTIONS = frozenset(
    ("NODIS", "EXDIS", "LIMDIS", "STADIS", "SIPDIS", "ROGER CHANNEL", "TERREP", "DS CHANNEL",
     "NOFORN", "EYES ONLY", *(row.name for row in HANDLING_WORDS))
)  # fmt: skip
"""Caveats and handling words that a telegram carries on a line of its own (5 FAH-2 H-440)."""

DISSEMINATION_CAPTIONS = frozenset(("NOFORN", "EYES ONLY"))
"""Captions that say who may see the text: they are caveats of the banner as well."""

ATOMIC = frozenset(("RD", "FRD", "CNWDI", "TFNI", "ATOMAL"))
"""Caveats of atomic energy information: no declassification by this agency, no release at any
ceiling (32 CFR 2001.24(h)(2), (i)(3); 2001.30(p); 10 CFR 1045)."""

CLASSIFIED_ONLY = ATOMIC | {"SI", "TK", "HCS", "G", "SCI", "ORCON", "IMCON"}
"""Caveats that no unclassified portion carries: a mark that joins them to U contradicts itself."""

UNCLASSIFIED_CONTROLS = frozenset(("FOUO", "SBU", "LOU", "CUI", "EFTO"))
"""Caveats that a classified banner does not repeat: the classification covers them."""

FOREIGN_ORIGINS = frozenset(
    ("UK", "GBR", "USA", "US", "FRA", "DEU", "GER", "CAN", "AUS", "NZ", "NZL", "JPN", "JA", "ROK",
     "KOR", "ITA", "ESP", "NLD", "NOR", "DNK", "ISR", "EU")
)  # fmt: skip
"""Origins that may stand before a level (``UK-C``, ``//GBR S``; 32 CFR 2001.24(c))."""

ENTIRE_TEXT_NOTES = frozenset(
    ("ENTIRE TEXT", "ENTIRE CABLE", "ENTIRE MESSAGE", "ENTIRE DOCUMENT", "ENTIRE PARAGRAPH",
     "ENTIRE PARA", "ALL PARAS", "ALL PARAGRAPHS", "WHOLE TEXT", "TEXT")
)  # fmt: skip
"""Notes inside or after a mark that speak of its reach: ``(C-Entire text)``."""
