"""The forecast as a picture: SVG, and a PDF with the same picture and its numbers as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from textwrap import shorten

from declass.marking.banner import banner_text
from declass.marking.level import Level
from declass.report.chart import BASES, HEIGHT, LEVELS, Chart, draw, to_svg
from declass.report.forecast import By, Forecast, Limits, runs
from declass.report.paper import GAP, WIDTH, Column, Paper
from declass.report.timeline import by_year
from declass.report.undated import undated_sentence
from declass.report.words import cables

_PARTS = {By.LEVEL: LEVELS, By.BASIS: BASES}
_CHART = "chart"
_WIDEST = 100  # points of a column
_LONGEST = 120  # characters of posts and tags, whatever was asked for


def forecast_svg(forecast: Forecast, as_of: dt.date) -> bytes:
    """Draw a forecast as SVG.

    Args:
        forecast: the forecast.
        as_of: the date of the report.
    """
    return to_svg(forecast_chart(forecast, as_of))


def forecast_pdf(forecast: Forecast, as_of: dt.date) -> bytes:
    """Draw a forecast as a PDF, with all its numbers beneath the chart.

    It shows numbers and nothing of any cable, and is marked UNCLASSIFIED.

    Args:
        forecast: the forecast.
        as_of: the date of the report.
    """
    paper = Paper("Forecast of declassification", as_of)
    paper.place(_CHART, HEIGHT)
    if forecast.years:
        heads = ("cables", *[_PARTS[forecast.by][place].name for place in forecast.found])
        width = min(_WIDEST, (WIDTH + GAP) / (len(heads) + 1))
        columns = [Column(head, width, is_number=True) for head in heads]
        paper.table((Column("year", width), *columns), _rows(forecast))
    drawing = draw(forecast_chart(forecast, as_of))
    return paper.finish(banner_text(Level.U), {_CHART: drawing})


def forecast_chart(forecast: Forecast, as_of: dt.date) -> Chart:
    """The picture of a forecast: what it shows, for which cables, and what it cannot show."""
    timeline = by_year([(year.year, year.counts) for year in forecast.years], as_of)
    sentences = (
        f"Report of {as_of}.",
        _limits_sentence(forecast.limits),
        forecast.beyond,
        *timeline.notes,
        "" if forecast.years else "No cable falls due in these years.",
    )
    return Chart(
        title=f"{cables(forecast.total)} by year of declassification and by {forecast.by}",
        notes=(" ".join(filter(None, sentences)), undated_sentence(forecast.undated)),
        parts=_PARTS[forecast.by],
        bars=timeline.bars,
        today=timeline.today,
    )


def _limits_sentence(limits: Limits) -> str:
    which = [f"{name} {' or '.join(values)}" for name, values in limits.query.chosen]
    return f"Only {shorten(', '.join(which), _LONGEST, placeholder=' ...')}." if which else ""


def _rows(forecast: Forecast) -> Iterator[tuple[str, ...]]:
    places = forecast.found
    for name, year in runs(forecast.years):
        yield (name, f"{year.total:,}", *[f"{year.counts[place]:,}" for place in places])
    totals = [f"{forecast.totals[place]:,}" for place in places]
    yield ("all years", f"{forecast.total:,}", *totals)
