"""Portion marks in the forms of domain.md section 3 and variants.md, and what is no mark."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.marking.level import Level
from declass.marking.portion_mark import read_mark, read_words
from declass.marking.vocabulary import (
    CAVEAT_WORDS,
    FOREIGN_ORIGINS,
    LEVEL_WORDS,
    CaveatWord,
    LevelWord,
)

READABLE = [
    ("(U)", "U", ()),
    ("(u)", "U", ()),
    ("(C)", "C", ()),
    ("(c)", "C", ()),
    ("(S)", "S", ()),
    ("(TS)", "TS", ()),
    ("(R)", "R", ()),
    ("( S )", "S", ()),
    ("(\xa0S\xa0)", "S", ()),
    ("(S}", "S", ()),
    ("[S]", "S", ()),
    ("(CONFIDENTIAL)", "C", ()),
    ("(Secret)", "S", ()),
    ("(TOP SECRET)", "TS", ()),
    ("(UNCLASSIFIED)", "U", ()),
    ("(S/NF)", "S", ("NOFORN",)),
    ("(S//NF)", "S", ("NOFORN",)),
    ("(S///NF)", "S", ("NOFORN",)),
    ("(S-NF)", "S", ("NOFORN",)),
    ("(S NF)", "S", ("NOFORN",)),
    ("(S/ NF)", "S", ("NOFORN",)),
    ("(S / NOFORN)", "S", ("NOFORN",)),
    ("(S//)", "S", ()),
    ("(//S)", "S", ()),
    ("(S)(NF)", "S", ("NOFORN",)),
    ("(S) (NF)", "S", ("NOFORN",)),
    ("(C) (SBU)", "C", ()),
    ("(SBU) (C)", "C", ()),
    ("(C/REL UK)", "C", ("REL TO UK",)),
    ("(C/REL USA, GBR)", "C", ("REL TO USA, GBR",)),
    ("(S//REL TO USA, AUS, GBR)", "S", ("REL TO USA, AUS, GBR",)),
    ("(s//rel to usa and gbr)", "S", ("REL TO USA, GBR",)),
    ("(S//REL TO USA, GBR/NF)", "S", ("REL TO USA, GBR", "NOFORN")),
    ("(C/REL TO UNITED KINGDOM)", "C", ("REL TO UNITED KINGDOM",)),
    ("(S//REL)", "S", ("REL",)),
    ("(C-Entire text)", "C", ()),
    ("(C - ENTIRE TEXT)", "C", ()),
    ("(C - ENTIRE TEXT.)", "C", ()),
    ("(SBU/NF)", "SBU", ("NOFORN",)),
    ("(SBU-NF)", "SBU", ("NOFORN",)),
    ("(SBU)", "SBU", ()),
    ("(LOU)", "SBU", ("LOU",)),
    ("(FOUO)", "SBU", ("FOUO",)),
    ("(CUI)", "SBU", ("CUI",)),
    ("(U//FOUO)", "SBU", ("FOUO",)),
    ("(U/SBU)", "SBU", ("SBU",)),
    ("(U//NF)", "SBU", ("NOFORN",)),
    ("(S//OC)", "S", ("ORCON",)),
    ("(S//ORCON/PROPIN)", "S", ("ORCON", "PROPIN")),
    ("(TS//SI/TK//NF)", "TS", ("SI", "TK", "NOFORN")),
    ("(TS//HCS-O//OC/NF)", "TS", ("HCS", "ORCON", "NOFORN")),
    ("(S//RD)", "S", ("RD",)),
    ("(S//RD-N)", "S", ("CNWDI",)),
    ("(S-FRD)", "S", ("FRD",)),
    ("(S//TFNI)", "S", ("TFNI",)),
    ("(NU)", "SBU", ("NATO",)),
    ("(NR)", "R", ("NATO",)),
    ("(NC)", "C", ("NATO",)),
    ("(//NS)", "S", ("NATO",)),
    ("(CTS)", "TS", ("NATO",)),
    ("(CTS//ATOMAL)", "TS", ("NATO", "ATOMAL")),
    ("(UK-C)", "C", ("FGI UK",)),
    ("(//GBR S)", "S", ("FGI GBR",)),
    ("(S//FGI)", "S", ("FGI",)),
    ("(C/EXDIS)", "C", ("EXDIS",)),
]

UNREADABLE = [
    ("(S0)", "S"),
    ("(5S)", "S"),
    ("(C#)", "C"),
    ("(C//XQ)", "C"),
    ("(S/C)", "S"),
    ("(TSS)", "TS"),
    ("(SI/U)", "S"),
    ("(U//SI)", "SBU"),
    ("(U//RD)", "SBU"),
    ("(NF)", "U"),
    ("( )", "U"),
    ("()", "U"),
]

NO_MARK = [
    "(a)",
    "(b)",
    "(1)",
    "(12)",
    "(ii)",
    "(See paragraph 4)",
    "(Comment: the harbor master laughed)",
    "(X)",
    "S) without its bracket and without a number before it",
    "(C without its second bracket",
    "text (S) later",
    "",
]


@pytest.mark.parametrize(("text", "level", "caveats"), READABLE, ids=[row[0] for row in READABLE])
def test_a_mark_is_read_whole(text: str, level: str, caveats: tuple[str, ...]) -> None:
    read = read_mark(f"{text} Landings fell.", 0, after_number=False)
    assert read is not None
    mark, end = read
    assert (mark.level.name, mark.caveats, mark.is_readable) == (level, caveats, True)
    assert (mark.raw, end) == (text, len(text))


@pytest.mark.parametrize(("text", "hint"), UNREADABLE, ids=[row[0] for row in UNREADABLE])
def test_a_damaged_mark_is_unreadable_and_hints_at_its_level(text: str, hint: str) -> None:
    read = read_mark(f"{text} Landings fell.", 0, after_number=False)
    assert read is not None
    assert (read[0].is_readable, read[0].level.name) == (False, hint)


@pytest.mark.parametrize("text", NO_MARK)
def test_other_brackets_are_no_marks(text: str) -> None:
    assert read_mark(text, 0, after_number=False) is None


@pytest.mark.parametrize(
    ("text", "level", "is_readable"),
    [
        ("S) The", "S", True),
        ("C) The", "C", True),
        ("U) The", "U", True),
        ("(C The", "C", False),
        ("(U Thant said", "U", False),
    ],
)
def test_after_a_number_a_lost_bracket_is_forgiven_only_where_nothing_is_lowered(
    text: str, level: str, *, is_readable: bool
) -> None:
    read = read_mark(text, 0, after_number=True)
    assert read is not None
    assert (read[0].level.name, read[0].is_readable) == (level, is_readable)


@pytest.mark.parametrize("row", LEVEL_WORDS, ids=lambda row: row.spellings[0])
def test_every_spelling_of_a_level_reads_as_that_level(row: LevelWord) -> None:
    for spelling in row.spellings:
        reading = read_words(spelling)
        assert reading is not None, spelling
        assert (reading.is_readable, reading.level) == (True, row.level), spelling


@pytest.mark.parametrize("row", CAVEAT_WORDS, ids=lambda row: row.name)
def test_every_spelling_of_a_caveat_reads_as_its_name(row: CaveatWord) -> None:
    for spelling in (row.name, *row.spellings):
        reading = read_words(f"S//{spelling}")
        assert reading is not None, spelling
        assert (reading.is_readable, reading.level) == (True, Level.S), spelling
        assert row.name in reading.caveats, spelling


def test_every_row_of_caveats_says_where_it_is_defined() -> None:
    assert all(row.citation for row in CAVEAT_WORDS)


CLASSIFIED = ["(C)", "(S)", "(TS)", "(S//NF)", "(C/REL UK)", "(TS//SI)", "(S-NF)", "(//GBR S)"]
NOISE = string.ascii_letters + string.digits + " /-.,#*"


@given(st.sampled_from(CLASSIFIED), st.data())
def test_noise_inside_a_mark_never_lowers_it(text: str, data: st.DataObject) -> None:
    """A damaged mark is at least what it was, or is no mark and the classification governs."""
    position = data.draw(st.integers(1, len(text) - 1))
    noisy = text[:position] + data.draw(st.text(NOISE, min_size=1, max_size=3)) + text[position:]
    whole, noisy_read = read_words(text[1:-1]), read_mark(noisy, 0, after_number=True)
    assert whole is not None
    if noisy_read is not None and noisy_read[0].is_readable:
        assert noisy_read[0].level >= min(whole.level, Level.C)
        assert noisy_read[0].level >= Level.C


@given(st.text(max_size=120), st.booleans())
def test_no_text_breaks_the_grammar(text: str, after_number: bool) -> None:
    read = read_mark(text, 0, after_number=after_number)
    assert read is None or 0 < read[1] <= len(text)


def test_foreign_origins_are_no_levels() -> None:
    spellings = {spelling for row in LEVEL_WORDS for spelling in row.spellings}
    assert not spellings & FOREIGN_ORIGINS
