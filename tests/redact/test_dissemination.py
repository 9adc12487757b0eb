"""To whom a portion may go: fail closed, by its caveats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import UsageError
from declass.marking.level import Level
from declass.marking.portion_mark import read_words
from declass.marking.vocabulary import CAVEAT_WORDS
from declass.redact.review.dissemination import carried, read_caveat, read_country, why_not_to


def marked(inner: str) -> tuple[Level, tuple[str, ...]]:
    mark = read_words(inner)
    assert mark is not None
    assert mark.is_readable
    return mark.level, mark.caveats


BARRED = [
    # mark, countries, whether it goes to them
    ("S//NF", ["GBR"], False),
    ("S", ["GBR"], False),
    ("C", ["GBR"], False),
    ("R", ["GBR"], False),
    ("U", ["GBR"], True),
    ("SBU", ["GBR"], True),
    ("SBU/NF", ["GBR"], False),
    ("S//REL TO USA, GBR", ["GBR"], True),
    ("S//REL TO USA, GBR", ["JPN"], False),
    ("S//REL TO USA, GBR", ["GBR", "JPN"], False),
    ("S//REL TO USA, GBR, JPN", ["GBR", "JPN"], True),
    ("C/REL UK", ["GBR"], True),
    ("C/REL UNITED KINGDOM", ["GBR"], True),
    ("S//REL TO USA, FVEY", ["GBR"], True),
    ("S//REL TO USA, FVEY", ["FRA"], False),
    ("S//REL TO USA, AUS, CAN, GBR, NZL", ["FVEY"], True),
    ("S//REL TO USA, AUS, CAN, GBR", ["FVEY"], False),
    ("S//REL TO USA, NATO", ["GBR"], False),
    ("S//REL TO USA, NATO", ["NATO"], True),
    ("S//REL TO USA, GBR//NF", ["GBR"], False),
    ("S//RELIDO", ["GBR"], False),
    ("S//EYES ONLY", ["GBR"], False),
    ("NS", ["GBR"], False),
    ("UK S", ["GBR"], False),
    ("SBU//REL TO USA, JPN", ["GBR"], False),
]


@pytest.mark.parametrize(("mark", "countries", "goes"), BARRED)
def test_to_whom_a_mark_lets_a_portion_go(mark: str, countries: list[str], *, goes: bool) -> None:
    level, caveats = marked(mark)
    assert (why_not_to(countries, level, caveats, ()) == "") is goes


def test_a_bare_rel_stands_for_the_list_of_the_banner() -> None:
    level, caveats = marked("S//REL")
    assert why_not_to(["GBR"], level, caveats, ("REL TO USA, GBR",)) == ""
    assert why_not_to(["JPN"], level, caveats, ("REL TO USA, GBR",)) != ""
    assert why_not_to(["GBR"], level, caveats, ("NOFORN",)) != ""
    assert why_not_to(["GBR"], *marked("SBU/REL"), ()) != ""


@given(
    st.sampled_from([mark for mark, _, _ in BARRED]),
    st.lists(st.sampled_from(["GBR", "JPN", "FVEY", "NATO"]), min_size=1),
    st.sampled_from(["AUS", "FRA"]),
)
def test_one_more_country_never_lets_a_portion_go(
    mark: str, countries: list[str], more: str
) -> None:
    level, caveats = marked(mark)
    if why_not_to(countries, level, caveats, ()):
        assert why_not_to([*countries, more], level, caveats, ())


@pytest.mark.parametrize(
    ("text", "country"),
    [("GBR", "GBR"), ("gbr", "GBR"), ("uk", "GBR"), ("United  Kingdom", "GBR"), ("FVEY", "FVEY"),
     ("JA", "JPN"), ("AS", "AS")],
)  # fmt: skip
def test_a_country_is_read_in_any_of_its_names(text: str, country: str) -> None:
    assert read_country(text) == country
    assert read_country(country) == country


@pytest.mark.parametrize("text", ["", "USA", "us", "XYZ", "England", "GBR,JPN"])
def test_what_no_list_names_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_country(text)


@pytest.mark.parametrize("row", CAVEAT_WORDS, ids=lambda row: row.name)
def test_a_caveat_is_read_short_and_long(row: object) -> None:
    for spelling in (row.name, *row.spellings):  # type: ignore[attr-defined]
        name = read_caveat(spelling.lower())
        assert name in {
            each.name for each in CAVEAT_WORDS if spelling in (each.name, *each.spellings)
        }


@pytest.mark.parametrize("text", ["", "NOFORM", "SECRET", "REL TO GBR"])
def test_what_is_no_caveat_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_caveat(text)


@pytest.mark.parametrize(
    ("mark", "excluded", "name"),
    [
        ("S//NF", "NOFORN", "NOFORN"),
        ("S//OC/NF", "NOFORN", "NOFORN"),
        ("S", "NOFORN", ""),
        ("SBU", "SBU", "SBU"),
        ("U//FOUO", "SBU", "SBU"),
        ("U//FOUO", "FOUO", "FOUO"),
        ("U", "SBU", ""),
        ("UK S", "FGI", "FGI"),
        ("TS//SI", "SCI", "SCI"),
        ("TS//SI", "TK", ""),
        ("CTSA", "NATO", "NATO"),
    ],
)
def test_what_a_portion_carries(mark: str, excluded: str, name: str) -> None:
    assert carried([excluded], *marked(mark)) == name
