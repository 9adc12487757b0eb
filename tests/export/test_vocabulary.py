"""The vocabularies, and the tables that speak in their words, as data."""

from __future__ import annotations

import pytest

from declass.export.caveats import CODES, SAYINGS, code, saying
from declass.export.demands import (
    CLASSIFICATIONS,
    CLIMBING,
    COVERED_BY,
    EXCLUSIONS,
    LASTING,
    NEEDS,
    UNCLASSIFIED_ONLY,
)
from declass.export.names import Token
from declass.export.notes import KINDS
from declass.export.vocabulary import attributes, specification, version, vocabularies
from declass.marking.level import Level
from declass.marking.releasees import RELEASEES
from declass.marking.vocabulary import CAVEAT_WORDS, FOREIGN_ORIGINS, HANDLING_WORDS, LEVEL_WORDS


def is_known(token: Token) -> bool:
    vocabulary = attributes()[token.attribute].vocabulary
    return vocabulary is not None and token.value in vocabulary.terms


@pytest.mark.parametrize("name", vocabularies())
def test_every_value_has_a_meaning_and_a_source(name: str) -> None:
    terms = vocabularies()[name].terms
    assert terms
    for value, term in terms.items():
        assert term.value == value
        assert value == "".join(value.split()), "a list is cut at its blanks"
        assert len(term.meaning) > 3, value
        assert len(term.source) > 3, value


def test_the_version_of_the_vocabularies_is_the_one_that_a_document_states() -> None:
    assert list(vocabularies()["DESVersion"].terms) == [version()]
    assert specification().endswith(f"version {version()}")


def test_every_attribute_says_what_it_is_taken_from_and_has_the_values_that_it_enumerates() -> None:
    for row in attributes().values():
        assert row.taken_from, row.name
        assert row.kind in ("token", "tokens", "text", "date", "boolean")
        assert (row.vocabulary is not None) == (row.kind in ("token", "tokens")), row.name
        assert (row.longest > 0) == (row.kind == "text"), row.name


def test_the_values_that_the_specification_names_are_here() -> None:
    expected = {
        "classification": "U R C S TS",
        "SCIcontrols": "HCS SI SI-G TK",
        "disseminationControls": ("RS FOUO OC IMC NF PR REL RELIDO EYES DSEN FISA DISPLAYONLY"),
        "nonICmarkings": "DS XD ND SBU SBU-NF LES LES-NF SSI NNPI",
        "nonUSControls": "ATOMAL BOHEMIA BALK",
        "declassException": (
            "AEA NATO NATO-AEA 25X1 25X1-EO-12951 25X2 25X3 25X4 25X5 25X6 25X7 25X8 25X9"
            " 50X1-HUM 50X2-WMD"
        ),
        "compliesWith": "IntelReport ICDocument DoD5230.24",
    }
    found = {name: " ".join(vocabularies()[name].terms) for name in expected}
    assert found == expected


def test_the_united_states_come_first_then_countries_then_groups_each_by_its_code() -> None:
    names = list(vocabularies()["releasableTo"].terms)
    countries = [name for name in names[1:] if len(name) == 3]
    groups = [name for name in names if len(name) == 4]
    assert names == ["USA", *sorted(countries), *sorted(groups)]
    assert len(countries) > 200
    assert "USA" not in vocabularies()["FGIsourceOpen"].terms
    assert next(iter(vocabularies()["ownerProducer"].terms)) == "FGI"


def test_every_caveat_that_a_mark_may_have_has_a_row() -> None:
    named = {row.name for row in (*CAVEAT_WORDS, *HANDLING_WORDS)}
    named |= {caveat for row in LEVEL_WORDS for caveat in row.caveats}
    assert named == {row.caveat for row in SAYINGS}
    assert len(SAYINGS) == len(named)


def test_an_unknown_caveat_is_never_said_exactly() -> None:
    assert saying("NO SUCH CAVEAT") == ("NO SUCH CAVEAT", (), False)


@pytest.mark.parametrize("row", SAYINGS, ids=lambda row: row.caveat)
def test_a_caveat_is_said_in_words_of_the_vocabularies(row: tuple[str, tuple[Token, ...]]) -> None:
    assert all(map(is_known, row[1]))


def test_the_demands_speak_in_words_of_the_vocabularies() -> None:
    tokens = {*CLIMBING, *UNCLASSIFIED_ONLY, *COVERED_BY, *COVERED_BY.values()}
    tokens |= {token for need in NEEDS for token in (need.token, *need.companions)}
    tokens |= {token for row in EXCLUSIONS for token in (row.stronger, row.weaker)}
    assert {token for token in tokens if not is_known(token)} == set()
    assert set(CLASSIFICATIONS) == vocabularies()["classification"].terms.keys()
    assert vocabularies()["declassException"].terms.keys() >= LASTING
    assert all(need.source for need in NEEDS)
    assert all(row.source for row in EXCLUSIONS)


def test_every_level_but_sbu_is_a_classification() -> None:
    assert {level.name for level in Level} - set(CLASSIFICATIONS) == {"SBU"}


def test_of_those_to_whom_a_mark_may_release_only_these_have_no_code() -> None:
    """Two countries to one code, and bodies that the register of tetragraphs does not have."""
    ambiguous = {"AU", "GE", "IS"}
    unregistered = {"CFOR", "EU", "IFOR", "MCFI", "RSMA", "SFOR", "UN"}
    assert {name for name in RELEASEES if code(name) is None} == ambiguous | unregistered
    assert {name for name in FOREIGN_ORIGINS if code(name) is None} == {"EU"}
    assert all(code(name) == value for name, value in CODES.items())


def test_every_remark_has_a_text_and_an_occasion_and_a_name_of_its_own() -> None:
    assert all(kind.text and kind.occasion for kind in KINDS)
    assert len({kind.code for kind in KINDS}) == len(KINDS)
