"""Grounds for withholding: those of the cable on the day of the release, and those stated."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.parse import parse
from declass.errors import UsageError
from declass.marking.level import Level
from declass.redact.review.choices import Choices
from declass.redact.review.grounds import grounds_of, read_ground
from declass.redact.review.policy import withhold
from declass.schedule.decide import compute_schedule
from declass.schedule.recorded import Delay, DelayKind, Recorded
from tests.cable.factories import cable_text

B1 = "(b)(1) 1.4(b),(d)"
BODY = "1. (U) Nets.\n\n2. (S) Boats.\n"


def dated(year: int, **head: str) -> str:
    return cable_text(BODY, **head).replace("JUN 06", f"JUN {year % 100:02}")


# The cable is of 2006-06-06: its automatic date is 2031-12-31 (E.O. 13526 s3.3(a)).
ROWS = [
    # instruction, day of the release, ground, beginning of the doubt
    ("06/06/2016", "2026-11-25", B1, ""),
    ("06/06/2016", "2031-12-30", B1, ""),
    ("06/06/2016", "2031-12-31", B1, "the automatic date 2031-12-31 has passed"),
    ("06/06/2016", "2040-01-01", B1, "the automatic date 2031-12-31 has passed"),
    ("X1", "2040-01-01", B1, "the automatic date 2031-12-31 has passed"),
    ("25X6", "2031-12-30", B1, ""),
    ("25X6", "2031-12-31", "(b)(1) 25X6", ""),
    ("25X1, 25X6", "2040-01-01", "(b)(1) 25X1 25X6", ""),
    ("25X6", "2056-12-30", "(b)(1) 25X6", ""),
    ("25X6", "2056-12-31", "(b)(1) 25X6", "the exemption 25X6 ended on 2056-12-31"),
    ("25X6, 20450129", "2045-01-28", "(b)(1) 25X6", ""),
    ("25X6, 20450129", "2045-01-29", "(b)(1) 25X6", "the exemption 25X6 ended on 2045-01-29"),
    ("50X1-HUM", "2060-01-01", "(b)(1) 50X1-HUM", ""),
    ("50X1-HUM", "2082-01-01", "(b)(1) 50X1-HUM", "the exemption 50X1-HUM ended on 2081-12-31"),
]


@pytest.mark.parametrize(("instruction", "on", "ground", "doubt"), ROWS)
def test_the_grounds_of_a_cable_on_a_day(
    instruction: str, on: str, ground: str, doubt: str
) -> None:
    cable = parse(dated(6, eo=f"E.O. 13526: DECL: {instruction}"))
    grounds = grounds_of(cable, dt.date.fromisoformat(on))
    assert grounds.classified == ground
    assert grounds.doubt.startswith(doubt)
    assert bool(grounds.doubt) is bool(doubt)


def test_a_delay_that_is_recorded_puts_the_automatic_date_off() -> None:
    cable = parse(dated(6))
    on = dt.date(2033, 1, 1)
    delay = Delay(DelayKind.SPECIAL_MEDIA, dt.date(2035, 1, 1), "M. Hale", "tapes")
    schedule = compute_schedule(cable, Recorded(delays=(delay,)))
    assert grounds_of(cable, on).doubt
    assert grounds_of(cable, on, schedule) == (B1, "")


def test_without_a_day_or_a_date_the_reasons_stand() -> None:
    cable = parse(dated(6, eo="E.O. 13526: DECL: 25X6"))
    assert grounds_of(cable, None) == (B1, "")
    undated = parse(cable_text(BODY).replace("JUN 06", "XXX 06"))
    assert undated.date is None
    assert grounds_of(undated, dt.date(2060, 1, 1)) == (B1, "")


def test_no_release_is_older_than_its_cable() -> None:
    with pytest.raises(UsageError, match="2005-01-01 would be older than the cable"):
        grounds_of(parse(dated(6)), dt.date(2005, 1, 1))


def test_the_doubt_is_said_where_something_is_withheld_as_classified() -> None:
    cable = parse(dated(6))
    choices = Choices(on=dt.date(2040, 1, 1))
    assert any("automatic date" in each for each in withhold(cable, Level.U, choices).warnings)
    assert not any("automatic" in each for each in withhold(cable, Level.S, choices).warnings)


def test_the_day_changes_grounds_and_nothing_else() -> None:
    cable = parse(dated(6, eo="E.O. 13526: DECL: 25X6"))
    early = withhold(cable, Level.U, Choices(on=dt.date(2020, 1, 1)))
    late = withhold(cable, Level.U, Choices(on=dt.date(2040, 1, 1)))
    assert [each.is_released for each in early.decisions] == [
        each.is_released for each in late.decisions
    ]
    assert {each.ground for each in late.decisions} == {"", "(b)(1) 25X6"}


# -- stated ------------------------------------------------------------------------------------

READ = [
    *[(f"(b)({number})", f"(b)({number})") for number in range(2, 10)],
    *[(f"(b)(7)({letter})", f"(b)(7)({letter})") for letter in "ABCDEF"],
    ("(b)(1)", "(b)(1)"),
    ("b6", "(b)(6)"),
    ("(B)(6)", "(b)(6)"),
    (" (b) (7) (c) ", "(b)(7)(C)"),
    ("b7c", "(b)(7)(C)"),
    ("(b)(3) 8 U.S.C. 1202(f)", "(b)(3) 8 U.S.C. 1202(f)"),
    ("(b)(3)  INA section 222(f)", "(b)(3) INA section 222(f)"),
    ("1.4(b)", "(b)(1) 1.4(b)"),
    ("1.4(B), (D)", "(b)(1) 1.4(b),(d)"),
    ("(b)(1) 1.4(b),(d)", "(b)(1) 1.4(b),(d)"),
    ("1.5(a)", "(b)(1) 1.5(a)"),
    ("6.2(d)", "(b)(1) 6.2(d)"),
    *[(f"25X{number}", f"(b)(1) 25X{number}") for number in range(1, 10)],
    ("25x1-hum", "(b)(1) 25X1-HUM"),
    ("50X2-WMD", "(b)(1) 50X2-WMD"),
    ("75X", "(b)(1) 75X"),
    *[(f"3.3(b)({number})", f"(b)(1) 3.3(b)({number})") for number in range(1, 10)],
    ("3.3(h)(1)(a)", "(b)(1) 3.3(h)(1)(A)"),
    ("(b)(1) 25X1, 25X6", "(b)(1) 25X1 25X6"),
]


@pytest.mark.parametrize(("text", "ground"), READ)
def test_a_ground_is_read_in_canonical_form(text: str, ground: str) -> None:
    assert read_ground(text) == ground
    assert read_ground(ground) == ground


@pytest.mark.parametrize(
    "text",
    [
        "", "b", "(b)", "(b)(0)", "(b)(10)", "(b)(6)(A)", "(b)(7)(G)", "(c)(6)", "66", "privacy",
        "(b)(6) names", "(b)(6); (b)(5)", "1.4", "1.4(i)", "1.5(h)", "1.6(a)", "1.4(b) names",
        "25X0", "25X10", "25X", "26X1", "X1", "3.3(a)(1)", "3.3(b)(10)", "(b)(1) names",
        "(b)(3) " + "x" * 61, "(b)(3) a; b", "(b)(3) caf\u00e9",
    ],
)  # fmt: skip
def test_what_is_no_exemption_is_refused_and_not_quoted(text: str) -> None:
    with pytest.raises(UsageError) as trouble:
        read_ground(text)
    assert "names" not in str(trouble.value)


@given(st.text("b()1234567.4XxU, ", max_size=14))
def test_any_text_is_a_ground_in_a_form_that_stays_or_is_refused(text: str) -> None:
    try:
        ground = read_ground(text)
    except UsageError:
        return
    assert read_ground(ground) == ground
    assert "; " not in ground
