"""From levels and caveats to markings of ISM."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.export.caveats import SAYINGS
from declass.export.demands import CLASSIFICATIONS, EXCLUSIONS, NEEDS, UNCLASSIFIED_ONLY
from declass.export.markings import Draft, Markings, as_whole, is_above, roll_up, say
from declass.export.names import Token
from declass.marking.level import Level
from declass.marking.releasees import RELEASEES


def written(draft: Draft) -> str:
    """Classification, owners, and all other values, as a line."""
    markings = draft.frozen()
    others = sorted(t.value for t in markings.tokens if t.attribute != "ownerProducer")
    owners = "+".join(sorted(markings.values("ownerProducer")))
    return " ".join([markings.classification, owners, *others])


def codes(draft: Draft) -> list[str]:
    return [note.code for note in draft.notes]


SAID = [
    # level, caveats, what is said, what is kept beside it, remarks
    ("U", "", "U USA", "", ""),
    ("C", "", "C USA", "", ""),
    ("TS", "", "TS USA", "", ""),
    ("SBU", "", "U USA SBU", "", ""),
    ("SBU", "SBU", "U USA SBU", "", ""),
    ("SBU", "NOFORN", "U USA NF SBU-NF", "", ""),
    ("SBU", "FOUO", "U USA FOUO", "", ""),
    ("SBU", "LOU", "U USA SBU", "LOU", "approximated"),
    ("SBU", "CUI", "U USA SBU", "CUI", "approximated"),
    ("SBU", "EFTO", "U USA SBU", "EFTO", "approximated"),
    ("U", "NOFORN", "U USA NF", "", ""),
    ("C", "FOUO", "C USA", "FOUO", "covered"),
    ("C", "LOU", "C USA", "LOU", "covered"),
    ("C", "SBU", "C USA", "SBU", "covered"),
    ("S", "NOFORN", "S USA NF", "", ""),
    ("S", "ORCON|NOFORN|PROPIN|FISA", "S USA FISA NF OC PR", "", ""),
    ("S", "IMCON", "S USA IMC", "", ""),
    ("C", "IMCON", "S USA IMC", "", "raised"),
    ("U", "ORCON", "C USA OC", "", "raised"),
    ("S", "RELIDO", "S USA RELIDO", "", ""),
    ("S", "RELIDO|NOFORN", "S USA NF", "", "dropped"),
    ("S", "RELIDO|FGI", "S USA FGI", "", "dropped"),
    ("S", "RELIDO|FGI UK", "S GBR", "", "dropped"),
    ("S", "EYES ONLY", "S USA NF", "EYES ONLY", "approximated"),
    ("S", "NOCONTRACT", "S USA", "NOCONTRACT", "unsaid"),
    ("S", "WNINTEL", "S USA", "WNINTEL", "unsaid"),
    ("S", "STADIS", "S USA", "STADIS", "unsaid"),
    ("S", "SIPDIS|AIDAC", "S USA", "", ""),
    ("TS", "SI|TK", "TS USA SI TK", "", ""),
    ("C", "TK", "S USA TK", "", "raised"),
    ("S", "HCS", "S USA HCS NF", "", "added"),
    ("S", "G", "TS USA OC SI SI-G", "", "raised added"),
    ("S", "SCI", "S USA NF OC", "SCI", "approximated"),
    ("S", "RD", "S USA RD", "", ""),
    ("SBU", "RD", "C USA RD", "", "raised covered"),
    ("C", "CNWDI", "S USA RD RD-CNWDI", "", "raised"),
    ("S", "FRD|TFNI", "S USA FRD TFNI", "", ""),
    ("S", "NATO", "S NATO", "", ""),
    ("R", "NATO", "R NATO", "", ""),
    ("SBU", "NATO", "U NATO", "", ""),
    ("TS", "NATO|ATOMAL", "TS NATO ATOMAL", "", ""),
    ("S", "ATOMAL", "S NATO ATOMAL", "", ""),
    ("S", "NATO|FGI UK", "S NATO GBR", "", ""),
    ("C", "FGI UK", "C GBR", "", ""),
    ("R", "FGI UK", "R GBR", "", ""),
    ("C", "FGI FRA|FGI UK", "C FRA+GBR", "", ""),
    ("C", "FGI USA", "C USA", "", ""),
    ("C", "FGI EU", "C USA FGI", "FGI EU", "no-origin-code"),
    ("C", "FGI", "C USA FGI", "", ""),
    ("R", "", "C USA", "", "restricted"),
    ("S", "NODIS", "S USA ND NF", "", "added"),
    ("S", "EXDIS|NOFORN", "S USA NF XD", "", ""),
    ("S", "NODIS|EXDIS", "S USA ND NF", "", "added dropped"),
    ("C", "LIMDIS", "C USA DS", "", ""),
    ("S", "REL TO USA, GBR", "S USA GBR REL USA", "", ""),
    ("S", "REL TO UK", "S USA GBR REL USA", "", ""),
    ("S", "REL TO USA, JAPAN, ROK", "S USA JPN KOR REL USA", "", ""),
    ("S", "REL TO USA, FVEY", "S USA FVEY REL USA", "", ""),
    ("S", "REL TO USA, GBR, AU", "S USA GBR REL USA", "REL TO USA, GBR, AU", "no-code"),
    ("S", "REL TO USA, EU", "S USA NF", "REL TO USA, EU", "no-code nobody-named"),
    ("S", "REL TO USA", "S USA NF", "", "nobody-named"),
    ("S", "REL", "S USA NF", "", "nobody-named"),
    ("S", "REL TO USA, GBR|REL TO USA, AUS, GBR", "S USA GBR REL USA", "", ""),
    ("S", "REL TO USA, GBR|REL TO USA, AUS", "S USA NF", "", "nobody-named"),
    ("S", "REL TO USA, GBR|NOFORN", "S USA NF", "", "dropped"),
    ("S", "REL TO USA, GBR|EXDIS", "S USA NF XD", "", "added dropped"),
    ("SBU", "REL TO USA, GBR", "U USA GBR REL SBU USA", "", ""),
]


@pytest.mark.parametrize(
    ("level", "caveats", "said", "unsaid", "remarks"),
    SAID,
    ids=[f"{row[0]}//{row[1]}" for row in SAID],
)
def test_a_mark_is_said(level: str, caveats: str, said: str, unsaid: str, remarks: str) -> None:
    draft = say(Level[level], caveats.split("|") if caveats else ())
    assert written(draft) == said
    assert "; ".join(draft.unsaid) == unsaid
    assert " ".join(codes(draft)) == remarks


def test_every_caveat_is_said_in_the_table() -> None:
    """Words that only handle a telegram are said by SIPDIS and AIDAC for all of them."""
    used = {caveat for row in SAID for caveat in row[1].split("|")}
    silent = {row.caveat for row in SAYINGS if row.is_exact and not row.tokens}
    rest = {"ROGER CHANNEL", "TERREP", "DS CHANNEL"}
    assert {row.caveat for row in SAYINGS} - used - silent == rest


marks = st.tuples(
    st.sampled_from(Level),
    st.lists(
        st.sampled_from([row.caveat for row in SAYINGS])
        | st.lists(st.sampled_from(sorted(RELEASEES)), min_size=1, max_size=3).map(
            lambda names: f"REL TO {', '.join(names)}"
        )
        | st.sampled_from(["REL", "FGI UK", "FGI EU", "FGI USA"]),
        max_size=5,
        unique=True,
    ),
)
"""Levels with caveats that occur, in combinations that do not."""


def rank(classification: str) -> int:
    return CLASSIFICATIONS.index(classification)


@given(marks)
def test_no_mark_is_said_lower_than_it_is(mark: tuple[Level, list[str]]) -> None:
    level, caveats = mark
    draft = say(level, caveats)
    assert rank(draft.classification) >= rank("U" if level is Level.SBU else level.name)
    for row in SAYINGS:
        if row.caveat not in caveats or row.caveat in draft.unsaid:
            continue
        for token in row.tokens:
            stronger = {each.stronger for each in EXCLUSIONS if each.weaker == token}
            is_said = token in draft.tokens or not stronger.isdisjoint(draft.tokens)
            assert (
                is_said
                or any(note.code in ("covered", "dropped") for note in draft.notes)
                or (token.value == "SBU" and "SBU-NF" in draft.values("nonICmarkings"))
            )


@given(marks)
def test_what_is_said_meets_all_demands(mark: tuple[Level, list[str]]) -> None:
    draft = say(*mark)
    for need in NEEDS:
        if need.token in draft.tokens:
            assert rank(draft.classification) >= rank(need.lowest)
            assert draft.tokens >= set(need.companions)
    for row in EXCLUSIONS:
        assert not {row.stronger, row.weaker} <= draft.tokens
    assert draft.classification == "U" or UNCLASSIFIED_ONLY.isdisjoint(draft.tokens)
    assert ("REL" in draft.values("disseminationControls")) == bool(draft.values("releasableTo"))
    assert draft.values("releasableTo") != {"USA"}


def markings(text: str) -> Markings:
    """Markings from a level and caveats: ``S|NOFORN``."""
    level, *caveats = text.split("|")
    return say(Level[level], caveats).frozen()


ROLLED_UP = [
    # banner, portions, the whole, remarks
    ("S", ["U", "S"], "S USA", ""),
    ("S", ["U", "C"], "S USA", "level-not-reached"),
    ("S", [], "S USA", "level-not-reached"),
    ("U", ["U"], "U USA", ""),
    ("C", ["C", "S"], "S USA", "from-portions"),
    ("S", ["S|NOFORN"], "S USA NF", "from-portions"),
    ("S|NOFORN", ["S|NOFORN"], "S USA NF", ""),
    ("S", ["S|SI|ORCON", "C|RD"], "S USA OC RD SI", "from-portions"),
    ("S", ["S", "SBU|FOUO", "SBU"], "S USA", ""),
    ("SBU", ["SBU|FOUO", "U"], "U USA FOUO SBU", "from-portions"),
    ("SBU", ["SBU|NOFORN"], "U USA NF SBU-NF", "from-portions"),
    ("C", ["C", "SBU|NOFORN"], "C USA NF", "from-portions"),
    ("S|NODIS", ["S|EXDIS"], "S USA ND NF", "added"),
    ("S", ["S|EXDIS", "C|NODIS"], "S USA ND NF", "from-portions"),
    ("R", ["R"], "C USA", "restricted"),
    ("R|NATO", ["R|NATO"], "C USA NATO", "restricted"),
    ("C", ["R|FGI UK", "U"], "C USA GBR", "from-portions"),
    ("S", ["S|NATO|ATOMAL"], "S USA NATO", "from-portions"),
    ("S|NATO|ATOMAL", ["S|NATO|ATOMAL"], "S USA NATO", "approximated"),
    ("SBU|NATO", ["SBU|NATO"], "U USA NATO SBU", ""),
    ("S", ["S|FGI"], "S USA FGI", "from-portions"),
    ("S|REL TO USA, GBR", ["S|REL TO USA, GBR", "U"], "S USA GBR REL USA", ""),
    ("S|REL TO USA, GBR, AUS", ["S|REL TO USA, GBR"], "S USA GBR REL USA", "release-narrowed"),
    ("S|REL TO USA, GBR", ["S|REL TO USA, GBR", "C"], "S USA", "release-narrowed"),
    (
        "S|REL TO USA, GBR",
        ["S|REL TO USA, GBR", "C|REL TO USA, AUS"],
        "S USA NF",
        "release-narrowed nobody-named",
    ),
    ("S|REL TO USA, GBR", ["S|NOFORN"], "S USA NF", "from-portions release-narrowed"),
    ("S", ["S|REL TO USA, GBR"], "S USA", ""),
    ("S|RELIDO", ["S|RELIDO"], "S USA RELIDO", ""),
    ("S|RELIDO", ["S|RELIDO", "C"], "S USA", "release-narrowed"),
    ("S|RELIDO", ["S|RELIDO", "U"], "S USA RELIDO", ""),
]


@pytest.mark.parametrize(
    ("banner", "portions", "whole", "remarks"),
    ROLLED_UP,
    ids=[f"{row[0]} of {' '.join(row[1])}" for row in ROLLED_UP],
)
def test_a_whole_carries_what_its_portions_do(
    banner: str, portions: list[str], whole: str, remarks: str
) -> None:
    level, *caveats = banner.split("|")
    draft = as_whole(say(Level[level], caveats))
    roll_up(draft, [markings(portion) for portion in portions])
    assert written(draft) == whole
    assert " ".join(codes(draft)) == remarks


@pytest.mark.parametrize(
    ("whole", "parts", "is_so"),
    [
        ("S", "U C", True),
        ("S", "U S", False),
        ("U", "", False),
        ("C", "R", False),
        ("S", "R", True),
    ],
)
def test_a_classification_that_no_part_reaches_is_told(whole: str, parts: str, is_so: bool) -> None:
    assert is_above(whole, [Markings(each, frozenset()) for each in parts.split()]) is is_so


def test_the_owner_is_the_united_states_unless_another_is_named() -> None:
    assert Markings("C", frozenset()).values("ownerProducer") == {"USA"}
    owned = Markings("C", frozenset([Token("ownerProducer", "GBR")]))
    assert owned.values("ownerProducer") == {"GBR"}
