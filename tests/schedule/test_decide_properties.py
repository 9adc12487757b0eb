"""What no instruction, cable date or noise can bring about."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from declass.marking.level import Level
from declass.schedule.decide import Facts, decide
from declass.schedule.rules.table import RULES
from tests.schedule.factories import decided, iso

ORIGINS = st.dates(date(1972, 1, 1), date(2030, 12, 31))
FORMS = st.sampled_from(
    [
        "03/24/2016", "6/30/14", "10 YEARS", "6 MONTHS", "30 YEARS", "AFTER THE SUMMIT", "OADR",
        "X1, X6", "MR", "25X1", "25X6, 20600129", "50X1-HUM", "50X6, 20700101", "75X, 21000101",
        "GDS", "GDS 3/4/2003", "ADS 12/31/2010", "XGDS-2", "RDS-1 1/15/2000", "XDS-4 2/2/2010",
        "N/A", "02/30/2016", "12/31/2015 OR WHEN SIGNED, WHICHEVER IS EARLIER",
        "SUBJECT TO TREATY OR INTERNATIONAL AGREEMENT", "RD", "N/A TO NATO PORTIONS",
        "REVIEW 1/15/2000", "GDS 86", "GDS 3/4/2003 (OFFICER FIRST) OR-ECON", "X1,6", "GDS-2",
        "XGDS-2 (INFO PROVIDED IN CONFIDENCE)", "03/24/2016 NOFORN", "OARD", "XGDS 5B(2)",
        "SOURCE MARKED OADR, DATE OF SOURCE 19 JUNE 1974", "DECLASSIFIED 01/02/2012", "XYZ",
    ]
)  # fmt: skip
LEVELS = st.sampled_from(["U", "SBU", "R", "C", "S", "TS"])
ORDERS = st.sampled_from([None, "11652", "12065", "12356", "12958", "13526", "12598"])


@given(st.text(max_size=60) | FORMS, ORDERS, st.none() | st.dates(), st.sampled_from(Level))
def test_nothing_raises_and_every_schedule_cites_its_rule(
    text: str, order: str | None, origin: date | None, level: Level
) -> None:
    schedule = decide(Facts(text, order, origin, level))
    assert schedule.rule in [step.rule for step in schedule.steps]
    assert {step.rule for step in schedule.steps} <= RULES.keys()
    assert all(step.citation and step.sentence for step in schedule.steps)
    assert schedule.due is None or schedule.due in (schedule.date, schedule.bound)


@given(FORMS, ORDERS, LEVELS, ORIGINS, ORIGINS)
def test_a_later_cable_never_has_an_earlier_automatic_date(
    text: str, order: str | None, level: str, one: date, other: date
) -> None:
    first, second = sorted((one, other))
    bounds = [
        decided(text, order=order, origin=iso(day), level=level).bound for day in (first, second)
    ]
    assume(bounds[0] and bounds[1])
    assert bounds[0] <= bounds[1]  # type: ignore[operator]


@given(
    st.sampled_from(
        ["OADR", "X1", "MR", "25X1", "50X1-HUM", "N/A", "10 YEARS", "30 YEARS", "XGDS"]
    ),
    st.sampled_from(["R", "C", "S", "TS"]),
    ORIGINS,
    ORIGINS,
)
def test_what_counts_from_the_cable_never_runs_backwards(
    text: str, level: str, one: date, other: date
) -> None:
    first, second = sorted((one, other))
    results = [decided(text, origin=iso(day), level=level).due for day in (first, second)]
    assert results[0] is not None
    assert results[1] is not None
    assert results[0] <= results[1]


@given(FORMS, st.text("QVZKJ", min_size=2, max_size=8), ORIGINS, LEVELS)
def test_a_word_too_many_never_makes_a_cable_due_earlier(
    text: str, noise: str, origin: date, level: str
) -> None:
    clean = decided(text, origin=iso(origin), level=level)
    for noisy_text in (f"{text} {noise}", f"{noise} {text}", f"{text}; {noise}"):
        noisy = decided(noisy_text, origin=iso(origin), level=level)
        if clean.due is None:
            assert noisy.due is None
        else:
            assert noisy.due is None or noisy.due >= clean.due


@given(FORMS, FORMS, ORIGINS, ORDERS, st.sampled_from(["C", "S", "TS"]))
def test_two_instructions_are_never_due_before_either(
    one: str, other: str, origin: date, order: str | None, level: str
) -> None:
    parts = [decided(text, origin=iso(origin), order=order, level=level) for text in (one, other)]
    both = decided(f"{one}; {other}", origin=iso(origin), order=order, level=level)
    if any(part.due is None for part in parts):
        assert both.due is None
    else:
        assert both.due is not None
        assert all(part.due and both.due >= part.due for part in parts)


@given(
    FORMS | st.sampled_from(["UPON SIGNATURE", "GDS 3/4/2003 (OFFICER FIRST) OR-ECON"]),
    st.sampled_from(
        ["; ", ", ", " AND ", " OR ", " ", " / ", " (", " - ", ". ", " \\ ", " OR-",
         " OR WHEN SIGNED, ", ", DNG: C AFTER 5 YEARS, ", " CLASSIFIED BY A. OFFICER, "]
    ),
    st.sampled_from(["25X1", "25X6", "50X1-HUM", "50X6", "75X", "RD", "FRD", "X1", "OADR"]),
    ORIGINS,
)  # fmt: skip
def test_an_exemption_behind_anything_is_never_taken_for_a_word_of_it(
    text: str, separator: str, exemption: str, origin: date
) -> None:
    alone = decided(exemption, origin=iso(origin))
    beside = decided(f"{text}{separator}{exemption}", origin=iso(origin))
    if alone.due is None:
        assert beside.due is None
    else:
        assert beside.due is None or beside.due >= alone.due


@given(FORMS, ORIGINS)
def test_only_marks_and_dates_are_quoted(text: str, origin: date) -> None:
    """An event, a name or garbage is free text: neither steps nor warnings repeat it."""
    word = "HERRINGTON"
    for free in (f"AFTER {word} {text}", f"{text} {word}", f"DECLASSIFIED BY {word} ON 2012"):
        schedule = decided(free, origin=iso(origin))
        assert word not in str((schedule.steps, schedule.warnings))


@given(ORIGINS, st.integers(1, 25), st.integers(0, 30))
def test_durations_agree_with_the_calendar_of_the_standard_library(
    origin: date, years: int, months: int
) -> None:
    text = f"{years} YEARS" + (f" {months} MONTHS" if months else "")
    expected = counted(origin, years * 12 + months)
    schedule = decided(text, origin=iso(origin))
    if expected > counted(origin, 300):
        assert (schedule.date, schedule.superseded) == (date(origin.year + 25, 12, 31), expected)
        assert [step.rule for step in schedule.steps[-2:]] == ["row-09", "row-06"]
    else:
        assert (schedule.date, schedule.superseded) == (expected, None)


@given(ORIGINS, st.integers(1, 300))
def test_durations_in_days_are_days(origin: date, days: int) -> None:
    assert decided(f"{days} DAYS", origin=iso(origin)).date == origin + timedelta(days=days)


def counted(origin: date, months: int) -> date:
    """A day some months later, the last of its month where that is shorter."""
    year, month = divmod(origin.year * 12 + origin.month - 1 + months, 12)
    return date(year, month + 1, min(origin.day, monthrange(year, month + 1)[1]))


def test_the_end_of_the_calendar_is_no_trap() -> None:
    for text in ("999 YEARS", "OADR", "25X1", "50X1-HUM", "GDS", "03/24/98"):
        schedule = decided(text, origin="9990-05-05", order="11652")
        assert schedule.due is None or schedule.due.year <= MAXYEAR
