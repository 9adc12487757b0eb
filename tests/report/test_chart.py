"""The chart, as another reader of SVG finds it."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from declass.report.chart import BASES, LEVELS, SHADES, Bar, Chart, Part, to_svg

SVG = "{http://www.w3.org/2000/svg}"
C_AND_S = LEVELS[3:5]


def make_chart(
    columns: Sequence[Sequence[int]],
    *,
    names: Sequence[str] = (),
    parts: tuple[Part, ...] = C_AND_S,
    notes: tuple[str, ...] = (),
    today: int | None = None,
) -> Chart:
    """A chart of years from 2016 on."""
    names = names or [str(2016 + place) for place in range(len(columns))]
    bars = tuple([Bar(name, counts) for name, counts in zip(names, columns, strict=True)])
    return Chart("Cables by year", notes, parts, bars, today)


def tree(chart: Chart) -> etree._Element:
    return etree.fromstring(to_svg(chart))


def fill(element: etree._Element) -> str:
    """The shade of an element as in `SHADES`."""
    style = dict(item.split(": ") for item in str(element.get("style")).rstrip(";").split("; "))
    levels = style["fill"].removeprefix("rgb(").removesuffix(")").split(",")
    return "#" + "".join([f"{round(float(level.rstrip('%')) * 2.55):02x}" for level in levels])


def heights(chart: Chart) -> dict[str, dict[float, float]]:
    """Of each part the heights of its bars by their places; swatches of the legend left out."""
    found: defaultdict[str, dict[float, float]] = defaultdict(dict)
    names = {shade: name for name, shade in SHADES.items()}
    for bar in tree(chart).iter(f"{SVG}rect"):
        if bar.get("style") and float(bar.get("width", "0")) != 8:
            shade = min(names, key=lambda each: distance(each, fill(bar)))
            found[names[shade]][float(bar.get("x", "0"))] = float(bar.get("height", "0"))
    return found


def distance(one: str, other: str) -> int:
    return sum(abs(a - b) for a, b in zip(channels(one), channels(other), strict=True))


def channels(shade: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(shade.lstrip("#")))


def texts(chart: Chart) -> list[str]:
    return [text.text for text in tree(chart).iter(f"{SVG}text") if text.text]


def test_each_number_has_a_bar_as_high_as_it_is_large() -> None:
    found = heights(make_chart([(2, 1), (0, 0), (4, 8)]))
    c, s = list(found["C"].values()), list(found["S"].values())
    unit = c[0] / 2
    assert c == pytest.approx([2 * unit, 4 * unit])
    assert s == pytest.approx([1 * unit, 8 * unit])


@settings(max_examples=25)
@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 2), min_size=1, max_size=60))
def test_heights_are_in_proportion(columns: list[tuple[int, int]]) -> None:
    found = heights(make_chart(columns))
    drawn = [height for part in found.values() for height in part.values()]
    counts = [count for column in zip(*columns, strict=True) for count in column if count]
    assert len(drawn) == len(counts)
    unit = sum(drawn) / sum(counts) if counts else 0
    assert drawn == pytest.approx([unit * count for count in counts], abs=0.01)


def test_a_part_that_occurs_nowhere_is_left_out() -> None:
    chart = make_chart([(0, 0, 0, 2, 0, 1)], parts=LEVELS)
    assert set(heights(chart)) == {"C", "TS"}
    assert "CONFIDENTIAL 2" in texts(chart)
    assert not any(text.startswith("SECRET") for text in texts(chart))


@pytest.mark.parametrize("columns", [[], [(0, 0), (0, 0)]])
def test_where_there_is_nothing_there_are_only_words(columns: list[tuple[int, int]]) -> None:
    chart = make_chart(columns, notes=("No cable.",))
    assert heights(chart) == {}
    assert texts(chart) == ["Cables by year", "No cable."]


def test_a_picture_says_in_words_what_it_shows() -> None:
    root = tree(make_chart([(2, 1), (0, 0)]))
    assert root.findtext(f"{SVG}title") == "Cables by year"
    assert root.findtext(f"{SVG}desc") == "2016: CONFIDENTIAL 2, SECRET 1; 2017: 0"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title description"
    assert {element.get("id") for element in root[:2]} == {"title", "description"}


def test_a_picture_refers_to_nothing_elsewhere() -> None:
    written = to_svg(make_chart([(2, 1)]))
    assert b"DOCTYPE" not in written
    assert b"href=" not in written
    assert etree.fromstring(written).getroottree().docinfo.encoding == "utf-8"


def test_words_of_a_user_are_words_in_the_picture() -> None:
    note = "Only cables with the tag <A>&\x07\ud800."
    assert "Only cables with the tag <A>&¤¤." in texts(make_chart([(1, 1)], notes=(note,)))


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert to_svg(make_chart([(2, 1)], today=0)) == to_svg(make_chart([(2, 1)], today=0))


@pytest.mark.parametrize(("today", "dashes"), [(None, 0), (0, 0), (1, 1)])
def test_a_dashed_line_parts_the_bars(today: int | None, dashes: int) -> None:
    chart = make_chart([(2, 1), (3, 4)], today=today)
    dashed = re.findall(rb"<(\w+) [^>]*stroke-dasharray: 3, 2", to_svg(chart))
    assert dashed == [b"polyline"] * dashes  # a closed path would run back over its own gaps


# -- what can be read -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 12, 25, 40, 60, 99])
@pytest.mark.parametrize("first", [1980, 2001])
def test_names_of_bars_do_not_overlap_and_stay_in_the_picture(first: int, count: int) -> None:
    names = [str(first + place) for place in range(count)]
    chart = make_chart([(1, 2)] * count, names=names)
    root = tree(chart)
    places = []
    for text in root.iter(f"{SVG}text"):
        group = text.getparent()
        if text.text in names and group is not None and "matrix" in str(group.get("transform")):
            x = float(str(group.get("transform")).split(",")[4])
            places.append((x + float(text.get("x", "0")), 2 * -float(text.get("x", "0"))))
    left, _, width, _ = map(int, str(root.get("viewBox")).split())
    assert places
    assert places[0][0] >= left
    assert sum(places[-1]) <= left + width
    for (start, length), (following, _) in itertools.pairwise(sorted(places)):
        assert following - (start + length) >= 4


@pytest.mark.parametrize(("count", "shown"), [(60, "2020 2025 2030"), (99, "2020 2025 2030")])
def test_of_many_years_the_round_ones_are_named(count: int, shown: str) -> None:
    names = [str(2016 + place) for place in range(count)]
    found = [text for text in texts(make_chart([(1, 2)] * count)) if text in names]
    assert found[:3] == shown.split()


def test_a_bar_has_its_sum_above_where_there_is_room() -> None:
    few = texts(make_chart([(1200, 34), (0, 0), (1, 1)]))
    assert {"1,234", "2"} <= set(few)
    many = texts(make_chart([(1200, 34)] * 60))
    assert "1,234" not in many


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (1, ["0", "1"]),
        (6, ["0", "1", "2", "3", "4", "5", "6"]),
        (7, ["0", "2", "4", "6", "8"]),
        (12_879, ["0", "5,000", "10,000", "15,000"]),
    ],
)
def test_the_lines_behind_the_bars_have_round_numbers(largest: int, ticks: list[str]) -> None:
    _title, _legend, _first, _second, *found, _sum = texts(make_chart([(largest, 0), (0, 0)]))
    assert found == ticks


def test_a_legend_that_is_too_long_takes_more_lines() -> None:
    chart = make_chart([(10**9,) * 8], parts=BASES)
    root = tree(chart)
    swatches = [bar for bar in root.iter(f"{SVG}rect") if float(bar.get("width", "0")) == 8]
    assert len(swatches) == 8
    assert len({bar.get("y") for bar in swatches}) == 2


def lightness(shade: str) -> float:
    """L* of CIE 1976: how light a shade looks, from 0 to 100."""
    linear = [
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
        for level in [channel / 255 for channel in channels(shade)]
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return float(116 * luminance ** (1 / 3) - 16)


@pytest.mark.parametrize("parts", [LEVELS, BASES], ids=["levels", "bases"])
def test_shades_can_be_told_apart_without_colours(parts: tuple[Part, ...]) -> None:
    shades = sorted(lightness(SHADES[part.name]) for part in parts)
    assert all(lighter - darker >= 9 for darker, lighter in itertools.pairwise(shades))


def test_every_part_has_a_shade() -> None:
    assert set(SHADES) == {part.name for part in LEVELS + BASES}
