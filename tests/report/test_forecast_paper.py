"""The forecast as a picture: what it says beside its bars, and the numbers beneath them."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest
from lxml import etree

from declass.marking.level import Level
from declass.report.forecast import NO_LIMITS, By, Forecast, Limits
from declass.report.forecast_paper import forecast_chart, forecast_pdf, forecast_svg
from declass.report.timeline import MOST_BARS
from tests.report.factories import make_forecast

TODAY = dt.date(2026, 3, 2)
YEARS = {2024: {Level.C: 3, Level.S: 2}, 2031: {Level.C: 1200}, 2032: {Level.TS: 1}}


def sheets(found: Forecast) -> list[str]:
    with pypdfium2.PdfDocument(forecast_pdf(found, TODAY)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_all_numbers_stand_beneath_the_chart() -> None:
    (sheet,) = sheets(make_forecast(YEARS))
    lines = [line.split() for line in sheet.splitlines()]
    for row in (
        *("year cables C S TS", "2024 5 3 2 0", "2025-2030 0 0 0 0", "2031 1,200 1,200 0 0"),
        *("2032 1 0 0 1", "all years 1,206 1,203 2 1"),
    ):
        assert row.split() in lines


def test_the_parts_may_be_bases() -> None:
    (sheet,) = sheets(make_forecast(YEARS, By.BASIS))
    assert "1,206 cables by year of declassification and by basis" in sheet
    assert "date 1,206" in sheet


@pytest.mark.parametrize("by", By)
def test_it_shows_nothing_of_a_cable_and_is_unclassified(by: By) -> None:
    for sheet in sheets(make_forecast({year: {Level.TS: 1} for year in range(2000, 2080)}, by)):
        assert sheet.count("UNCLASSIFIED") == 2


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (NO_LIMITS, "Report of 2026-03-02. The dashed line stands before"),
        (Limits(2030), "Report of 2026-03-02. Not shown: 5 before 2030."),
        (Limits(posts=frozenset({"THEHAGUE", "OSLO"})), "Only post OSLO or THEHAGUE."),
        (Limits(tags=frozenset({"EFIS"})), "Only tag EFIS."),
        (Limits(posts=frozenset({"OSLO"}), tags=frozenset({"EFIS"})), "Only post OSLO, tag EFIS."),
        (Limits(1990, 1991), "No cable falls due in these years."),
    ],
)
def test_the_picture_says_what_it_counts(limits: Limits, expected: str) -> None:
    chart = forecast_chart(make_forecast(YEARS, limits=limits), TODAY)
    assert expected in chart.notes[0]
    assert chart.notes[1].startswith("Without a date: 4 undetermined, 3 exempt by law, 2 nothing")


def test_thousands_of_years_are_drawn_together() -> None:
    found = make_forecast({1981: {Level.C: 1}, 9998: {Level.C: 1}})
    chart = forecast_chart(found, TODAY)
    assert len(chart.bars) <= MOST_BARS
    assert sum(sum(bar.counts) for bar in chart.bars) == 2
    assert "Each bar stands for 100 years from the one named." in chart.notes[0]


@pytest.mark.parametrize("limits", [NO_LIMITS, Limits(1990, 1991)], ids=["some", "none"])
def test_picture_and_paper_are_the_same_each_time(limits: Limits) -> None:
    found = make_forecast(YEARS, limits=limits)
    assert forecast_svg(found, TODAY) == forecast_svg(found, TODAY)
    assert forecast_pdf(found, TODAY) == forecast_pdf(found, TODAY)


def test_the_date_of_the_report_is_the_one_that_is_handed_down() -> None:
    written = etree.fromstring(forecast_svg(make_forecast(YEARS), dt.date(1999, 1, 2)))
    words = "".join(str(text) for text in written.itertext())
    assert "Report of 1999-01-02." in words
    assert "2024: CONFIDENTIAL 3, SECRET 2; 2025: 0" in words
