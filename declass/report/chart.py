"""A chart of stacked bars: one drawing for SVG and for PDF.

    Cables falling due, by year and level                      title
    Report of 2026-03-02. ...                                  notes
    ▪ CONFIDENTIAL 559   ▪ SECRET 359                          legend: what occurs, with its sum
    300 ┤      ▂ ▅ █
    150 ┤  ▃ █ █ █ █ ▂                                         a bar a year, thin lines behind them
      0 ┴───────────────
         2024    2026

No two shades are equally light, so that they can be told apart in print without colours and by
people who see few of them; every bar has an outline. Fonts are those that every reader of PDFs
has. Nothing here knows a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from declass.marking.level import Level
from declass.report.paper import BOLD, FONT, SIZE, WIDTH, measure, wrap
from declass.schedule.model import Basis

if TYPE_CHECKING:
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.shapes import Drawing

HEIGHT = 330  # points; as wide as a sheet of paper within its margins

SHADES: Mapping[str, str] = {
    "U": "#fdea52",
    "SBU": "#97a028",
    "R": "#155a2c",
    "C": "#95c8ec",
    "S": "#2b74bd",
    "TS": "#2a0a33",
    "date": "#1f5a96",
    "duration": "#b7dcf2",
    "event": "#8a63b8",
    "exempt": "#eaa52f",
    "oadr": "#3a3a3a",
    "default": "#929292",
    "invalid": "#47120a",
    "none": "#ffffff",
}
"""The shade of a level or basis, always the same one."""

_TITLE = 13  # size of type; the other words have that of the report
_LINE = 12  # from one line of words to the next
_FAMILY = "Helvetica, Arial, sans-serif"  # of a browser
_INK, _GREY, _PALE = "#222222", "#5a5a5a", "#dcdcdc"
_SWATCH = 8
_WIDEST = 56  # points of a bar, however few there are
_EDGE = 14  # kept free to the right, for half of the last name
_BORDER = 14  # around an SVG, which stands on no sheet
_MOST_TICKS = 6
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)


class Bar(NamedTuple):
    """A bar: its name, and a number for each part of the chart."""

    name: str
    counts: Sequence[int]


class Part(NamedTuple):
    """A part of the bars.

    Attributes:
        name: by which it has its shade (`SHADES`).
        title: what the legend calls it.
    """

    name: str
    title: str


LEVELS = tuple(Part(level.name, level.title) for level in Level)
BASES = tuple(Part(basis.value, basis.value) for basis in Basis)


@dataclass(frozen=True, slots=True)
class Chart:
    """What is to be drawn.

    Attributes:
        title: what it shows.
        notes: paragraphs beneath the title.
        parts: what the bars are made of, from below. One that occurs nowhere is left out.
        bars: from left to right.
        today: the place of the bar in which the date of the report lies; a dashed line before it
            parts what is past from what is not. None where there is no such bar.
    """

    title: str
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    today: int | None = None

    @property
    def shown(self) -> list[tuple[Part, tuple[int, ...]]]:
        """The parts that occur, each with its number in every bar."""
        columns = zip(*[bar.counts for bar in self.bars], strict=True)
        return [
            (part, column) for part, column in zip(self.parts, columns, strict=False) if any(column)
        ]

    @property
    def description(self) -> str:
        """The bars in words, for those who cannot see them."""
        return "; ".join([f"{bar.name}: {self._parts_of(bar) or 0}" for bar in self.bars])

    def _parts_of(self, bar: Bar) -> str:
        numbers = zip(self.parts, bar.counts, strict=True)
        return ", ".join([f"{part.title} {number}" for part, number in numbers if number])


def draw(chart: Chart) -> Drawing:
    """Draw a chart, as wide as a sheet of paper within its margins and `HEIGHT` high."""
    from reportlab.graphics.shapes import Drawing

    drawing = Drawing(WIDTH, HEIGHT)
    top = _draw_words(drawing, chart)
    if chart.shown:
        plot = _plot(chart, top)
        drawing.add(plot)
        _draw_sums(drawing, chart, plot)
        if chart.today:
            _draw_today(drawing, plot, chart.today / len(chart.bars))
    return drawing


def to_svg(chart: Chart) -> bytes:
    """A chart as SVG, with a title and a description for those who cannot see it."""
    import io

    from reportlab.graphics import renderSVG

    drawing = draw(chart)
    width, height = drawing.width + 2 * _BORDER, drawing.height + 2 * _BORDER
    canvas = renderSVG.SVGCanvas(
        (drawing.width, drawing.height),
        svgAttrs={
            "role": "img",
            "aria-labelledby": "title description",
            "style": "background: white",
            "viewBox": "%d %d %d %d" % (-_BORDER, -_BORDER, width, height),
            "width": str(width),
            "height": str(height),
        },
        fontHacks={
            FONT: {"family": _FAMILY},
            BOLD: {"family": _FAMILY, "weight": "bold"},
        },
    )
    for tag, name, text in (
        ("title", "title", chart.title),
        ("desc", "description", chart.description),
    ):
        (element,) = canvas.svg.getElementsByTagName(tag)
        element.setAttribute("id", name)
        element.firstChild.data = text
    canvas.doc.removeChild(canvas.doc.doctype)  # it names a file elsewhere, which some would fetch
    renderSVG.draw(drawing, canvas)
    written = io.StringIO()
    canvas.save(written)
    return written.getvalue().encode()


def _draw_words(drawing: Drawing, chart: Chart) -> float:
    """Title, notes and legend; gives the height that is left for the plot."""
    from reportlab.graphics.shapes import String

    y = HEIGHT - _TITLE
    drawing.add(String(0, y, chart.title, fontName=BOLD, fontSize=_TITLE, fillColor=_ink(_INK)))
    for line in [line for note in chart.notes for line in wrap(note, WIDTH)]:
        y -= _LINE
        drawing.add(String(0, y, line, fontName=FONT, fontSize=SIZE, fillColor=_ink(_GREY)))
    return _draw_legend(drawing, chart, y - _LINE - 3) - _LINE


def _draw_legend(drawing: Drawing, chart: Chart, y: float) -> float:
    """The parts that occur, in as many lines as they need from `y` down; gives that of the last."""
    from reportlab.graphics.shapes import Rect, String

    x = 0.0
    for part, column in chart.shown:
        text = f"{part.title} {sum(column):,}"
        width = _SWATCH + 4 + measure(text) + 16
        if x and x + width > WIDTH:
            x, y = 0.0, y - _LINE
        swatch = Rect(x, y - 1, _SWATCH, _SWATCH, fillColor=_ink(SHADES[part.name]))
        swatch.strokeColor, swatch.strokeWidth = _ink(_INK), 0.4
        drawing.add(swatch)
        drawing.add(String(x + _SWATCH + 4, y, text, fontName=FONT, fontSize=SIZE))
        x += width
    return y


def _plot(chart: Chart, top: float) -> VerticalBarChart:
    from reportlab.graphics.charts.barcharts import VerticalBarChart

    tallest = max([sum(bar.counts) for bar in chart.bars])
    tick = _tick(tallest)
    highest = -(-tallest // tick) * tick
    plot = VerticalBarChart()
    plot.x = 6 + measure(f"{highest:,}")
    plot.y = 22
    plot.width = WIDTH - plot.x - _EDGE
    plot.height = top - plot.y - _LINE
    pitch = plot.width / len(chart.bars)
    plot.barWidth = min(0.8 * pitch, _WIDEST)
    plot.groupSpacing = pitch - plot.barWidth
    plot.data = [list(column) for _, column in chart.shown]
    plot.bars.strokeColor, plot.bars.strokeWidth = _ink(_INK), 0.3
    for place, (part, _) in enumerate(chart.shown):
        plot.bars[place].fillColor = _ink(SHADES[part.name])
    plot.valueAxis.valueMin, plot.valueAxis.valueMax = 0, highest
    plot.valueAxis.valueStep = tick
    plot.categoryAxis.categoryNames = _names(chart, plot.width)
    _style_axes(plot)
    return plot


def _style_axes(plot: VerticalBarChart) -> None:
    """Thin lines across, one line below, and no more ink than that."""
    values, names = plot.valueAxis, plot.categoryAxis
    values.labelTextFormat = "{:,.0f}".format
    values.visibleAxis = values.visibleTicks = names.visibleTicks = False
    values.visibleGrid = True
    values.gridStrokeColor, values.gridStrokeWidth = _ink(_PALE), 0.5
    names.style = "stacked"
    names.strokeColor, names.strokeWidth = _ink(_INK), 0.6
    for axis in (values, names):
        axis.labels.fontName, axis.labels.fontSize = FONT, SIZE
        axis.labels.fillColor = _ink(_INK)


def _draw_sums(drawing: Drawing, chart: Chart, plot: VerticalBarChart) -> None:
    """The sum above each bar, where all of them have room."""
    from reportlab.graphics.shapes import String

    pitch = plot.width / len(chart.bars)
    sums = [sum(bar.counts) for bar in chart.bars]
    if max([measure(f"{each:,}") for each in sums]) > pitch - 2:
        return
    for place, each in enumerate(sums):
        if each:
            x = plot.x + (place + 0.5) * pitch
            y = plot.y + plot.height * each / plot.valueAxis.valueMax + 3
            label = String(x, y, f"{each:,}", fontName=FONT, fontSize=SIZE, textAnchor="middle")
            drawing.add(label)


def _draw_today(drawing: Drawing, plot: VerticalBarChart, share: float) -> None:
    """A dashed line between two bars, at a share of the width.

    A `Line` becomes a closed path in SVG, which runs back through its own gaps and fills them.
    """
    from reportlab.graphics.shapes import PolyLine

    x = plot.x + share * plot.width
    line = PolyLine([x, plot.y, x, plot.y + plot.height + _LINE / 2])
    line.strokeColor, line.strokeWidth, line.strokeDashArray = _ink(_INK), 0.8, (3, 2)
    drawing.add(line)


def _names(chart: Chart, width: float) -> list[str]:
    """The names of the bars, of so many only that they do not run into each other."""
    names = [bar.name for bar in chart.bars]
    pitch = width / len(names)
    needed = max(map(measure, names)) + 6
    every = next((step for step in _STEPS if step * pitch >= needed), len(names))
    start = _first_round(names, every)
    return [name if place % every == start else "" for place, name in enumerate(names)]


def _first_round(names: Sequence[str], every: int) -> int:
    """The place of the first name to show: of years one that is a round number."""
    years = [int(name) for name in names[: every + 1] if name.isdecimal()]
    if len(years) < 2:
        return 0
    round_number = every * (years[1] - years[0])
    return next((place for place, year in enumerate(years) if year % round_number == 0), 0) % every


def _tick(tallest: int) -> int:
    """The distance of the lines behind the bars: 1, 2 or 5 and zeros."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power * _MOST_TICKS >= tallest:
                return digit * power
        power *= 10


def _ink(colour: str) -> object:
    from reportlab.lib.colors import HexColor

    return HexColor(colour)
