"""Banners as telegrams spell them, and the roll-up of portions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.marking.banner import banner_text, close_up, read_banner, read_caveats, roll_up
from declass.marking.level import Level
from declass.marking.vocabulary import UNCLASSIFIED_CONTROLS

BANNERS = [
    ("S E C R E T SECTION 01 OF 02 LISBON 000804", "S", (), (1, 2), "LISBON", 804),
    ("S E C R E T  S E C T I O N 02 OF 03 LISBON 000804", "S", (), (2, 3), "LISBON", 804),
    ("s e c r e t section 02 of 02 lisbon 000777", "S", (), (2, 2), "LISBON", 777),
    ("S  E  C  R  E  T  LISBON 777", "S", (), (1, 1), "LISBON", 777),
    ("C O N F I D E N T I A L", "C", (), (1, 1), None, None),
    ("C O N F I D E N T I A L NOFORN", "C", ("NOFORN",), (1, 1), None, None),
    ("S E C R E T  N O F O R N", "S", ("NOFORN",), (1, 1), None, None),
    ("S E C R E T NOFORN SECTION 02 OF 03 PORT LOUIS 001234", "S", ("NOFORN",), (2, 3), "PORT LOUIS", 1234),
    ("S E C R E T//NOFORN LISBON 001277", "S", ("NOFORN",), (1, 1), "LISBON", 1277),
    ("T O P  S E C R E T LISBON 12", "TS", (), (1, 1), "LISBON", 12),
    ("TOP SECRET", "TS", (), (1, 1), None, None),
    ("SECRET//NOFORN", "S", ("NOFORN",), (1, 1), None, None),
    ("SECRET//REL TO USA, GBR", "S", ("REL TO USA, GBR",), (1, 1), None, None),
    ("SECRET//RESTRICTED DATA LISBON 3", "S", ("RD",), (1, 1), "LISBON", 3),
    ("UNCLAS", "U", (), (1, 1), None, None),
    ("UNCLASSIFIED", "U", (), (1, 1), None, None),
    ("UNCLAS SECTION 01 OF 02 LISBON 000001", "U", (), (1, 2), "LISBON", 1),
    ("UNCLAS SENSITIVE", "SBU", (), (1, 1), None, None),
    ("UNCLAS SIPDIS SENSITIVE", "SBU", ("SIPDIS",), (1, 1), None, None),
    ("UNCLAS E F T O", "SBU", (), (1, 1), None, None),
    ("UNCLASSIFIED//FOUO", "SBU", ("FOUO",), (1, 1), None, None),
    ("LIMITED OFFICIAL USE LISBON 1234", "SBU", ("LOU",), (1, 1), "LISBON", 1234),
    ("RESTRICTED", "R", (), (1, 1), None, None),
]  # fmt: skip


@pytest.mark.parametrize("row", BANNERS, ids=[row[0] for row in BANNERS])
def test_a_banner_is_read_whole(
    row: tuple[str, str, tuple[str, ...], tuple[int, int], str | None, int | None],
) -> None:
    line, level, caveats, section, post, number = row
    banner = read_banner(line)
    assert banner is not None
    assert (banner.level.name, banner.section, banner.post, banner.number) == (
        level, section, post, number
    )  # fmt: skip
    assert set(banner.caveats) == {name for name in caveats if name not in UNCLASSIFIED_CONTROLS}
    assert banner.is_understood
    assert not banner.is_misspelt


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("C O N F I D E N T AL", "C"),
        ("CONFIDENTAL LISBON 000777", "C"),
        ("CONFIDENITAL", "C"),
        ("S E C R E", "S"),
        ("TOPSECRET", "TS"),
    ],
)
def test_a_misspelt_classified_banner_is_recognised_and_says_so(line: str, level: str) -> None:
    banner = read_banner(line)
    assert banner is not None
    assert (banner.level.name, banner.is_misspelt) == (level, True)


@pytest.mark.parametrize(
    "line",
    ["UNCLASSIFED", "UNCLSSIFIED", "U N C L A S S F I E D"],
)
def test_a_misspelt_unclassified_banner_is_none(line: str) -> None:
    """Fail closed: a damaged word must not declare a cable unclassified."""
    banner = read_banner(line)
    assert banner is None or not banner.is_understood or banner.level is not Level.U


@pytest.mark.parametrize(
    "line",
    ["SECRETARY OF STATE", "CONFERENCE OPENED", "The harbor", "", "SECTION 02 OF 02", "x" * 5_000],
)
def test_other_lines_are_no_banners(line: str) -> None:
    assert read_banner(line) is None


@pytest.mark.parametrize(
    ("line", "post"),
    [
        ("S E C R E T COSMIC LISBON 000412", "LISBON"),
        ("S E C R E T FENWICKE 000412", "FENWICKE"),
        ("CONFIDENTIAL SOURCE FENWICKE RECEIVED 5000", "SOURCE FENWICKE RECEIVED"),
    ],
)
def test_an_unknown_word_before_the_number_is_no_part_of_a_known_post(line: str, post: str) -> None:
    """It may be a person; the line is then free text, although its level governs."""
    banner = read_banner(line)
    assert banner is not None
    assert (banner.post, banner.is_understood) == (post, False)


@pytest.mark.parametrize("line", ["SECRET TALKS WERE HELD", "CONFIDENTIAL, he said, and left."])
def test_a_line_with_other_words_is_not_understood_as_a_banner(line: str) -> None:
    banner = read_banner(line)
    assert banner is not None
    assert not banner.is_understood


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("SIPDIS", ("SIPDIS",)),
        ("NOFORN SIPDIS", ("NOFORN", "SIPDIS")),
        ("N O F O R N", ("NOFORN",)),
        ("sensitive", ("SBU",)),
        ("//NOFORN//", ("NOFORN",)),
        ("NOT FOR RELEASE TO FOREIGN NATIONALS", ("NOFORN",)),
        ("EXDIS DECAPTIONED", ("EXDIS",)),
        ("SIPDIS - DECAPTIONED", ("SIPDIS",)),
        ("DECAPTIONED", None),
        ("FODAG", ("FODAG",)),
        ("AIDAC", ("AIDAC",)),
        ("VISAS", ("VISAS",)),
        ("CODEL", ("CODEL",)),
        ("CODEL FENWICKE", None),
        ("NIACT IMMEDIATE", ("NIACT IMMEDIATE",)),
        ("SIPDIS AIDAC", ("SIPDIS", "AIDAC")),
        ("//", None),
        ("NODIS HARBOR", None),
        ("", None),
    ],
)
def test_a_line_of_captions_holds_nothing_else(line: str, names: tuple[str, ...] | None) -> None:
    assert read_caveats(line) == names


def test_letters_are_closed_up_only_where_three_stand_alone() -> None:
    assert close_up("S E C R E T  N O F O R N") == "SECRET NOFORN"
    assert close_up("A B HARBOR") == "A B HARBOR"


ROLL_UPS = [
    ([], "U", ()),
    ([("U", ()), ("C", ())], "C", ()),
    ([("S", ("NOFORN",)), ("C", ())], "S", ("NOFORN",)),
    ([("SBU", ("FOUO",)), ("C", ())], "C", ()),
    ([("SBU", ("FOUO",)), ("U", ())], "SBU", ("FOUO",)),
    ([("S", ("REL TO USA, GBR",)), ("S", ("REL TO USA, GBR, AUS",))], "S", ("REL TO USA, GBR",)),
    ([("S", ("REL TO USA, GBR",)), ("S", ())], "S", ()),
    ([("S", ("REL TO USA, GBR",)), ("U", ())], "S", ("REL TO USA, GBR",)),
    ([("S", ("REL TO USA, GBR",)), ("S", ("NOFORN",))], "S", ("NOFORN",)),
    ([("S", ("RD",)), ("U", ())], "S", ("RD",)),
]


@pytest.mark.parametrize(("portions", "level", "caveats"), ROLL_UPS)
def test_portions_roll_up_to_a_banner(
    portions: list[tuple[str, tuple[str, ...]]], level: str, caveats: tuple[str, ...]
) -> None:
    """32 CFR 2001.21(b): the banner is the highest portion."""
    assert roll_up([(Level[name], names) for name, names in portions]) == (Level[level], caveats)


@given(st.lists(st.sampled_from(Level)), st.sampled_from(Level))
def test_one_more_portion_never_lowers_the_banner(levels: list[Level], another: Level) -> None:
    before = roll_up([(level, ()) for level in levels])[0]
    after = roll_up([(level, ()) for level in [*levels, another]])[0]
    assert after == max(before, another)


def test_the_line_of_a_banner_joins_its_parts_by_double_slashes() -> None:
    assert banner_text(Level.S, ("NOFORN",)) == "SECRET//NOFORN"


@given(st.text(max_size=200))
def test_no_line_breaks_the_reading_of_banners(line: str) -> None:
    banner = read_banner(line)
    assert banner is None or banner.section[0] >= 0
