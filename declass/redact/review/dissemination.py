"""Who may get a portion, by its caveats: countries, and readers without a caveat.

Fail closed: what is classified goes to another country only where a REL TO list names it. A
decision to release to foreigners is a marking of its own, and RELIDO, EYES ONLY, NATO and the mark
of a foreign origin are none.

Sources: IC marking manual (REL TO, NOFORN, RELIDO; the register of tetragraphs); 32 CFR 2001.24(c),
(d) (foreign government information, dissemination controls).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from declass.errors import UsageError
from declass.marking.level import Level
from declass.marking.releasees import RELEASEES
from declass.marking.vocabulary import CAVEAT_WORDS, HANDLING_WORDS

_SAME = {
    "US": "USA", "UK": "GBR", "UNITED KINGDOM": "GBR", "AUSTRALIA": "AUS", "CANADA": "CAN",
    "CA": "CAN", "JAPAN": "JPN", "JA": "JPN", "NEW ZEALAND": "NZL", "NZ": "NZL", "FR": "FRA",
    "IT": "ITA", "NL": "NLD", "NO": "NOR", "DA": "DNK", "GER": "DEU", "GM": "DEU", "ROK": "KOR",
    "ROM": "ROU", "TU": "TUR", "GR": "GRC", "PL": "POL", "BE": "BEL",
}  # fmt: skip
"""The code of the manual for names and older codes of one country; those that could be two
countries (AS, AU, GE, SP, IS, PO, KO) are left as they are."""

_MEMBERS = {
    "FVEY": ("AUS", "CAN", "GBR", "NZL", "USA"),
    "ACGU": ("AUS", "CAN", "GBR", "USA"),
}
"""Groups whose members never change. Others are released to as a group only."""

_IMPLIED = {"SCI": ("SI", "TK", "HCS", "G"), "SI": ("G",), "NATO": ("ATOMAL",), "RD": ("CNWDI",)}
"""What carries a caveat although it does not name it."""


def read_country(text: str) -> str:
    """Read a country or group, in canonical form: ``GBR`` for ``uk``.

    Raises:
        UsageError: no REL TO list names it, or it is the United States.
    """
    name = " ".join(text.upper().split())
    if name not in RELEASEES or _SAME.get(name, name) == "USA":
        raise UsageError(
            "this is no foreign country or group of a REL TO list",
            remedy="give its code, such as GBR, JPN or FVEY",
        )
    return _SAME.get(name, name)


def read_caveat(text: str) -> str:
    """Read a caveat, short or long, in canonical form: ``NOFORN`` for ``nf``.

    Raises:
        UsageError: no caveat is called so.
    """
    words = " ".join(text.upper().replace("/", " ").replace("-", " ").split())
    for row in (*CAVEAT_WORDS, *HANDLING_WORDS):
        if words == row.name or words in row.spellings:
            return row.name
    raise UsageError("this is no caveat", remedy="give one such as NF, ORCON, FGI or NODIS")


def why_not_to(
    countries: Collection[str], level: Level, caveats: Iterable[str], banner: Iterable[str]
) -> str:
    """Say why a portion does not go to all of some countries.

    Args:
        countries: as `read_country` gives them; at least one.
        level: of the portion.
        caveats: of the portion. A bare REL stands for the list of the banner.
        banner: caveats of the banner.

    Returns:
        Why, in one clause; "" where it goes to them.
    """
    names = set(caveats)
    if "REL" in names:
        names |= {name for name in banner if name.startswith("REL TO ")}
    if "NOFORN" in names:
        return "NOFORN"
    lists = [name for name in names if name.startswith("REL TO ")]
    if not lists:
        is_barred = level.is_classified or "REL" in names
        return "classified without a REL TO list" if is_barred else ""
    for each in lists:
        if not _members(countries) - {"USA"} <= _members(each[len("REL TO ") :].split(", ")):
            return "a REL TO list without them"
    return ""


def carried(excluded: Iterable[str], level: Level, caveats: Iterable[str]) -> str:
    """The first of some caveats that a portion carries, "" for none.

    Args:
        excluded: as `read_caveat` gives them.
        level: of the portion. A mark (SBU) is a level, and counts as the caveat as well.
        caveats: of the portion. Of foreign government information the origin follows the caveat.
    """
    names = {name.split()[0] if name.startswith("FGI ") else name for name in caveats}
    if level is Level.SBU:
        names.add("SBU")
    for name in excluded:
        if not names.isdisjoint((name, *_IMPLIED.get(name, ()))):
            return name
    return ""


def _members(names: Iterable[str]) -> set[str]:
    """Countries by the code of the manual; groups by their members, where those never change."""
    codes = [_SAME.get(name, name) for name in names]
    return {member for code in codes for member in _MEMBERS.get(code, (code,))}
