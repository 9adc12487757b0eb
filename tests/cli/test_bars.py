"""The forecast as bars: no line too wide, every bar as long as its number is large."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cli.bars import PARTS, Pen, bar_lines, knows_blocks
from declass.marking.level import Level
from declass.report.forecast import PARTS as NAMES
from declass.report.forecast import By
from tests.report.factories import make_forecast

WIDTHS = [40, 80, 200]
COLOUR = re.compile("\x1b\\[\\d+m")


def lines(
    years: dict[int, dict[Level, int]], by: By = By.LEVEL, pen: Pen | None = None
) -> list[str]:
    return list(bar_lines(make_forecast(years, by), pen or Pen(80)))


def bars(found: list[str]) -> dict[str, str]:
    """The bars by their years; the legend, which follows an empty line, left out."""
    rows = [re.split(" +", line, maxsplit=2) for line in found[1 : found.index("")]]
    return {row[0]: row[2] if len(row) > 2 else "" for row in rows}


def test_a_year_has_a_line_and_a_level_a_sign() -> None:
    assert lines({2026: {Level.C: 30, Level.S: 15}, 2028: {Level.TS: 60}}, pen=Pen(44)) == [
        "year  cables",
        "2026      45  ░░░░░░░░░░░░░░░▓▓▓▓▓▓▓▓",
        "2027       0",
        "2028      60  ██████████████████████████████",
        "",
        "░ C 30   ▓ S 15   █ TS 60",
    ]


def test_a_poor_terminal_gets_ascii() -> None:
    found = lines({2026: {Level.C: 30, Level.S: 15}}, pen=Pen(40, has_blocks=False))
    assert "".join(found).isascii()
    assert found[-1] == ": C 30   x S 15"


def test_colours_change_no_column() -> None:
    years = {2026: dict.fromkeys(Level, 9)}
    coloured = lines(years, pen=Pen(80, has_colours=True))
    assert "\x1b[31m" in "".join(coloured)
    assert [COLOUR.sub("", line) for line in coloured] == lines(years)


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("has_blocks", [True, False])
def test_no_two_parts_have_one_sign(by: By, *, has_blocks: bool) -> None:
    pen = Pen(80, has_blocks=has_blocks)
    signs = [pen.draw(part, 1) for part in PARTS[by]]
    assert len(set(signs)) == len(signs) == len(NAMES[by])
    assert all(len(sign) == 1 for sign in signs)


years = st.dictionaries(
    st.integers(1970, 2090),
    st.dictionaries(st.sampled_from(Level), st.integers(1, 10**6), min_size=1),
    min_size=1,
    max_size=20,
)


@pytest.mark.parametrize("width", WIDTHS)
@given(years=years, by=st.sampled_from(By))
def test_no_line_is_wider_than_the_terminal(
    width: int, years: dict[int, dict[Level, int]], by: By
) -> None:
    found = lines(years, by, Pen(width))
    assert max(map(len, found)) <= width


@pytest.mark.parametrize("width", WIDTHS)
@given(years=years)
def test_a_bar_is_as_long_as_its_number_is_large(
    width: int, years: dict[int, dict[Level, int]]
) -> None:
    found = bars(lines(years, pen=Pen(width)))
    totals = {str(year): sum(levels.values()) for year, levels in years.items()}
    longest = max(map(len, found.values()))
    for year, total in totals.items():
        assert len(found[year]) >= 1
        assert abs(len(found[year]) - longest * total / max(totals.values())) <= 1
    assert not any(bar for year, bar in found.items() if year not in totals)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_longest_bar_ends_at_the_edge(width: int) -> None:
    found = lines({2026: {Level.C: 999}, 2027: {Level.S: 5}}, pen=Pen(width))
    assert max(map(len, found)) == width


def test_few_cables_are_drawn_short() -> None:
    assert bars(lines({2026: {Level.C: 1}}, pen=Pen(200))) == {"2026": "░" * 10}


def test_a_cable_is_seen_beside_a_million() -> None:
    found = bars(lines({2026: {Level.C: 10**6}, 2027: {Level.TS: 1}}))
    assert found["2027"] == "█"


def test_a_terminal_that_is_too_narrow_gets_the_narrowest_chart() -> None:
    years = {2026: dict.fromkeys(Level, 10**6)}
    assert lines(years, pen=Pen(3)) == lines(years, pen=Pen(40))


def test_a_long_legend_takes_more_lines() -> None:
    found = lines({2026: dict.fromkeys(Level, 10**6)}, pen=Pen(40))
    legend = found[found.index("") + 1 :]
    assert len(legend) > 1
    assert " ".join(legend).split()[1::3] == [level.name for level in Level]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", True), ("utf-16", True), ("ascii", False), ("latin-1", False), ("cp437", False)],
)
def test_a_stream_is_asked_for_its_signs(encoding: str, *, expected: bool) -> None:
    assert knows_blocks(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) is expected


def test_a_stream_without_an_encoding_gets_ascii() -> None:
    assert not knows_blocks(io.StringIO())
