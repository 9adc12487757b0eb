"""The decision table: every row, every worked example, and what never happens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from declass.marking.level import Level
from declass.schedule.decide import Facts, compute_schedule, decide
from declass.schedule.model import Basis
from declass.schedule.rules.table import DECISION_TABLE, RULES
from tests.schedule.factories import cable, decided, facts, iso

# Row, facts, and what comes out: date, basis, bound. A row of the decision table each, by its id.
ROWS: list[tuple[str, Facts, str | None, str, str | None]] = [
    ("row-01", facts("N/A to RD/FRD portions"), None, "exempt", None),
    ("row-02", facts("N/A to NATO portions. See source list"), None, "exempt", None),
    ("row-03", facts("N/A", level="SBU"), None, "none", None),
    ("row-04", facts("N/A"), "2033-12-31", "default", "2033-12-31"),
    ("row-05", facts("03/24/2033"), "2033-03-24", "date", "2033-12-31"),
    ("row-06", facts("03/25/2033"), "2033-12-31", "date", "2033-12-31"),
    ("row-07", facts("03/23/2008"), "2033-12-31", "invalid", "2033-12-31"),
    ("row-08", facts("13/13/2016"), "2033-12-31", "invalid", "2033-12-31"),
    ("row-09", facts("6 MONTHS"), "2008-09-24", "duration", "2033-12-31"),
    ("row-10", facts("AFTER THE HERRING SUMMIT"), None, "event", "2033-12-31"),
    (
        "row-11",
        facts("12/31/2015 OR WHEN SIGNED, WHICHEVER IS EARLIER"),
        "2015-12-31",
        "event",
        "2033-12-31",
    ),
    (
        "row-12",
        facts("OADR", order="12356", origin="1990-01-09"),
        "2015-12-31",
        "oadr",
        "2015-12-31",
    ),
    (
        "row-13",
        facts("Source marked X1, date of source 3/4/1998"),
        "2023-12-31",
        "exempt",
        "2033-12-31",
    ),
    ("row-14", facts("MANUAL REVIEW"), "2033-12-31", "exempt", "2033-12-31"),
    ("row-15", facts("25X6, 20700101"), "2058-12-31", "exempt", "2058-12-31"),
    ("row-16", facts("25X1"), "2058-12-31", "exempt", "2058-12-31"),
    ("row-17", facts("25X1-HUMAN"), "2083-12-31", "exempt", "2083-12-31"),
    ("row-18", facts("50X6, 20700101"), "2070-01-01", "exempt", "2083-12-31"),
    ("row-19", facts("75X1, 21000101"), "2100-01-01", "exempt", None),
    (
        "row-20",
        facts("Subject to treaty or international agreement"),
        "2033-12-31",
        "exempt",
        "2033-12-31",
    ),
    (
        "row-21",
        facts("GDS", order="11652", origin="1975-07-03"),
        "1983-12-31",
        "date",
        "2000-12-31",
    ),
    (
        "row-22",
        facts("GDS 12/31/81", order="11652", origin="1975-07-03"),
        "1981-12-31",
        "date",
        "2000-12-31",
    ),
    (
        "row-23",
        facts("XGDS-2 12/31/99", order="11652", origin="1976-02-02"),
        "2001-12-31",
        "exempt",
        "2001-12-31",
    ),
    (
        "row-24",
        facts("GDS 3/4/86", order="12065", origin="1980-03-04"),
        "1986-03-04",
        "date",
        "2005-12-31",
    ),
    (
        "row-25",
        facts("RDS-1 1/15/00", order="12065", origin="1980-01-15"),
        "2005-12-31",
        "exempt",
        "2005-12-31",
    ),
    (
        "row-26",
        facts("XDS-4 2/2/99", order="12065", origin="1980-01-15"),
        "1999-02-02",
        "date",
        "2005-12-31",
    ),
    (
        "row-27",
        facts("3/4/92", order="12356", origin="1986-03-04"),
        "1992-03-04",
        "date",
        "2011-12-31",
    ),
    ("row-28", facts("DECLASSIFIED BY A. OFFICER ON 05/06/2012"), "2012-05-06", "date", None),
    ("row-31", facts("03/24/2016 XYZ GARBAGE"), None, "default", "2033-12-31"),
]


@pytest.mark.parametrize(
    ("row", "given_facts", "day", "basis", "bound"),
    ROWS,
    ids=[f"{row} {RULES[row].citation}" for row, *_ in ROWS],
)
def test_row_of_the_decision_table(
    row: str, given_facts: Facts, day: str | None, basis: str, bound: str | None
) -> None:
    schedule = decide(given_facts)
    assert (schedule.rule, iso(schedule.date), schedule.basis) == (row, day, basis)
    assert iso(schedule.bound) == bound
    assert (schedule.steps[-1].rule, schedule.steps[-1].citation) == (row, RULES[row].citation)


def test_row_29_of_several_sources_the_longest_governs() -> None:
    schedule = decided("25X6, 20400101; 03/24/2016; OADR; 50X1-HUM")
    assert (schedule.rule, iso(schedule.date)) == ("row-17", "2083-12-31")
    assert schedule.steps[-1].rule == "row-29"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("RD; 50X1-HUM", "row-01"),
        ("50X1-HUM; 50X6, 20700101", "row-17"),
        ("50X6, 20700101; 25X6, 20500101", "row-18"),
        ("25X6, 20500101; 03/24/2016", "row-15"),
        ("25X1; 03/24/2016", "row-16"),
        ("03/24/2033; 03/24/2016", "row-05"),
        ("OADR; AFTER THE SUMMIT", "row-10"),
        ("X1; 03/24/2016", "row-13"),
        ("03/24/2016; XYZ GARBAGE", "row-31"),
    ],
)
def test_row_29_the_longest_first(text: str, rule: str) -> None:
    assert decided(text).rule == rule


def test_row_30_of_differing_lines_the_more_restrictive_governs() -> None:
    schedule = compute_schedule(cable(("12958", "03/24/2016"), ("12958", "X1")))
    assert (schedule.rule, iso(schedule.date), schedule.raw) == ("row-13", "2033-12-31", "X1")
    assert schedule.steps[-1].rule == "row-30"
    assert any("differ" in warning for warning in schedule.warnings)


def test_row_30_lines_that_agree_or_say_nothing_do_not_differ() -> None:
    single = compute_schedule(cable(("12958", "03/24/2016")))
    assert compute_schedule(cable(("12958", "03/24/2016"), ("12958", ""))) == single
    assert compute_schedule(cable(("12958", "03/24/2016"), ("12958", "2016/03/24"))) == single


def test_row_30_an_undetermined_line_makes_the_cable_undetermined() -> None:
    schedule = compute_schedule(cable(("12958", "03/24/2016"), ("12958", "03/24/2016 XYZ GARBAGE")))
    assert schedule.is_undetermined
    assert schedule.due is None


def test_every_row_of_the_table_governs_or_selects_in_these_tests() -> None:
    assert {row[0] for row in ROWS} | {"row-29", "row-30"} == {rule.id for rule in DECISION_TABLE}


# Date and level, order, instruction, result, basis, rule: the worked examples of the specification.
WORKED = [
    ("2008-03-24 S", "12958", "DECL: 03/24/2016", "2016-03-24", "date", "row-05"),
    ("2008-03-24 C", "12958", "DECL: 2018/03/24", "2018-03-24", "date", "row-05"),
    ("2004-06-30 C", "12958", "DECL: 6/30/14", "2014-06-30", "date", "row-05"),
    ("2005-02-28 S", "12958", "DECL: 10 YEARS", "2015-02-28", "duration", "row-09"),
    ("2004-02-29 S", "12958", "DECL: 10 YEARS", "2014-02-28", "duration", "row-09"),
    ("2009-05-01 S", "12958", "DECL: 05/01/2039", "2034-12-31", "date", "row-06"),
    ("2009-05-01 S", "12958", "DECL: AFTER KOREAN UNIFICATION", None, "event", "row-10"),
    ("1998-05-01 C", "12958", "DECL: X1", "2023-12-31", "exempt", "row-13"),
    ("1999-11-11 S", "12958", "DECL: 1.6X5", "2024-12-31", "exempt", "row-13"),
    ("1999-11-11 S", "12958", "DECL: 1.6 (X1, X6)", "2024-12-31", "exempt", "row-13"),
    ("1990-01-09 C", "12356", "DECL: OADR", "2015-12-31", "oadr", "row-12"),
    ("1986-03-04 C", "12356", "DECL:3/4/92", "1992-03-04", "date", "row-27"),
    ("1975-07-03 C", "11652", "GDS", "1981-12-31", "date", "row-21"),
    ("1975-07-03 S", "11652", "GDS", "1983-12-31", "date", "row-21"),
    ("1975-07-03 TS", "11652", "GDS", "1985-12-31", "date", "row-21"),
    ("1976-02-02 S", "11652", "XGDS-2", "2001-12-31", "exempt", "row-23"),
    ("1974-10-10 C", "11652", "ADS, DECLAS 12/31/75", "1975-12-31", "date", "row-22"),
    ("1980-03-04 C", "12065", "GDS 3/4/86 (OFFICER, A.) OR-P", "1986-03-04", "date", "row-24"),
    ("1980-01-15 S", "12065", "RDS-1 1/15/00 (OFFICER, B.) OR-M", "2005-12-31", "exempt", "row-25"),
    ("2007-07-07 S", "12958", "DECL: 25X1", "2057-12-31", "exempt", "row-16"),
    ("2011-01-15 S", "13526", "DECL: 25X6, 20600129", "2060-01-29", "exempt", "row-15"),
    ("2011-01-15 S", "13526", "DECL: 50X1-HUM", "2086-12-31", "exempt", "row-17"),
    ("2006-06-06 C", "12958", "DECL: 02/30/2016", "2031-12-31", "invalid", "row-08"),
    ("2006-06-06 C", "12958", "N/A", "2031-12-31", "default", "row-04"),
    ("2006-06-06 U", "12958", "N/A", None, "none", "row-03"),
    ("2003-01-20 S", "12958", "DECL: 01/20/2003", "2003-01-20", "date", "row-05"),
    (
        "2006-09-09 S",
        None,
        (
            "Derived from: Multiple sources. "
            "Declassify on: Source marked OADR, date of source 19 June 1994"
        ),
        "2019-12-31",
        "oadr",
        "row-12",
    ),
]


@pytest.mark.parametrize(
    ("cabled", "order", "text", "day", "basis", "rule"),
    WORKED,
    ids=[f"{RULES[rule].citation}: {cabled} {text}" for cabled, _, text, _, _, rule in WORKED],
)
def test_worked_example(
    *, cabled: str, order: str | None, text: str, day: str | None, basis: str, rule: str
) -> None:
    origin, level = cabled.split()
    schedule = decided(text, order=order, origin=origin, level=level)
    assert (iso(schedule.date), schedule.basis, schedule.rule) == (day, basis, rule)


def test_worked_example_details() -> None:
    """What the examples say beside date and basis: superseded, bound, review, warnings."""
    overtaken = decided("05/01/2039", origin="2009-05-01")
    assert iso(overtaken.superseded) == "2039-05-01"
    event = decided("AFTER KOREAN UNIFICATION", origin="2009-05-01")
    assert iso(event.bound) == iso(event.due) == "2034-12-31"
    review = decided("RDS-1 1/15/00 (OFFICER, B.) OR-M", order="12065", origin="1980-01-15")
    assert iso(review.review) == "2000-01-15"
    for text, origin in (
        ("02/30/2016", "2006-06-06"),
        ("N/A", "2006-06-06"),
        ("25X1", "2007-07-07"),
    ):
        assert decided(text, origin=origin).warnings
    assert "own day" in decided("01/20/2003", origin="2003-01-20").warnings[0]


@pytest.mark.parametrize(
    ("text", "date_", "due"),
    [
        ("12/31/2015 OR WHEN SIGNED, WHICHEVER IS EARLIER", "2015-12-31", "2015-12-31"),
        ("12/31/2015 OR WHEN SIGNED, WHICHEVER IS LATER", None, "2033-12-31"),
        ("12/31/2015 OR WHEN SIGNED", None, "2033-12-31"),
        ("02/30/2015 OR WHEN SIGNED, WHICHEVER IS EARLIER", None, "2033-12-31"),
    ],
)
def test_a_date_counts_beside_an_event_only_where_it_suffices(
    text: str, date_: str | None, due: str
) -> None:
    schedule = decided(text)
    assert schedule.basis is Basis.EVENT
    assert (iso(schedule.date), iso(schedule.due)) == (date_, due)
    assert bool(schedule.warnings) == ("WHICHEVER" not in text or "02/30" in text)


@pytest.mark.parametrize("caveat", ["RD", "FRD", "TFNI", "CNWDI"])
def test_restricted_data_in_banner_or_portion_has_no_date_whatever_is_instructed(
    caveat: str,
) -> None:
    for text in ("03/24/2016", "N/A", "XYZ GARBAGE", "N/A TO NATO PORTIONS", None):
        schedule = decided(text, caveats=("NOFORN", caveat))
        assert (schedule.rule, schedule.due, schedule.bound) == ("row-01", None, None)
        assert not schedule.is_undetermined


def test_nato_portions_have_no_date_and_the_rest_is_said() -> None:
    schedule = decided("03/24/2016", caveats=("NATO",))
    assert (schedule.rule, schedule.due) == ("row-02", None)
    assert "2016-03-24" in schedule.steps[-1].sentence
    assert decided("03/24/2016", caveats=("REL TO USA, NATO",)).rule == "row-05"


@pytest.mark.parametrize("caveat", ["FGI", "FGI GBR"])
def test_foreign_government_information_keeps_its_date_and_is_asked_about(caveat: str) -> None:
    schedule = decided("03/24/2016", caveats=("NOFORN", caveat))
    assert (iso(schedule.due), schedule.rule) == ("2016-03-24", "row-05")
    assert schedule.steps[-1].rule == "foreign-information"
    assert "that government is asked" in schedule.warnings[-1]
    assert decided("03/24/2016", caveats=("NOFORN",)).warnings == ()


def test_declassify_on_speaks_where_the_line_is_silent() -> None:
    schedule = decided(None, declassify_on="03/24/2016")
    assert (schedule.rule, iso(schedule.due), schedule.raw) == (
        "row-05",
        "2016-03-24",
        "03/24/2016",
    )
    embedded = decided("", derived_from="Multiple sources. Declassify on: 03/24/2016")
    assert iso(embedded.due) == "2016-03-24"


def test_declassify_on_and_line_that_differ_give_the_more_restrictive() -> None:
    for line, block in (("03/24/2016", "03/24/2018"), ("03/24/2018", "03/24/2016")):
        schedule = decided(line, declassify_on=block)
        assert iso(schedule.due) == "2018-03-24"
        assert schedule.warnings
    assert decided("03/24/2016", declassify_on="2016/03/24").warnings == ()


@pytest.mark.parametrize(
    ("other", "rule", "due"),
    [
        ("03/24/2016", "row-05", "2016-03-24"),
        ("20351231", "row-06", "2033-12-31"),
        ("X1", "row-13", "2033-12-31"),
        ("AFTER THE TALKS", "row-10", "2033-12-31"),
        ("25X1", "row-16", "2058-12-31"),
        ("XYZ GARBAGE", "row-31", None),
        ("", "row-04", "2033-12-31"),
        ("N/A", "row-04", "2033-12-31"),
    ],
)
def test_not_applicable_says_nothing_beside_another_reading(
    other: str, rule: str, due: str | None
) -> None:
    for schedule in (
        decided("N/A", declassify_on=other),
        decided(other, declassify_on="N/A"),
        compute_schedule(cable(("12958", "N/A"), ("12958", other))),
        compute_schedule(cable(("12958", other), ("12958", ""), ("12958", "N/A"))),
        compute_schedule(cable(("12958", "N/A"), declassify_on=other)),
    ):
        assert (schedule.rule, iso(schedule.due)) == (rule, due)
        assert not any("differ" in warning for warning in schedule.warnings)


def test_not_applicable_in_one_text_with_a_date_is_a_conflict() -> None:
    assert iso(decided("N/A; 03/24/2016").due) == "2033-12-31"


@pytest.mark.parametrize("text", ["DECLASSIFIED", "DNG: C 01/01/2010", "NOFORN"])
def test_a_text_without_a_usable_instruction_is_row_4_and_not_called_empty(text: str) -> None:
    schedule = decided(text)
    assert (schedule.rule, iso(schedule.due)) == ("row-04", "2033-12-31")
    assert "no usable instruction" in str(schedule.steps)
    assert "has no instruction" not in str((schedule.steps, schedule.warnings))
    assert "has no instruction" in str(decided(" ").steps)


@pytest.mark.parametrize("lost", ["GDS-2", "GDS 2", "GDS2", "GDS (2)", "ADS-2", "XDS-2 12/31/81"])
def test_a_lost_letter_never_makes_a_cable_due_before_xgds(lost: str) -> None:
    exempt = decided("XGDS-2", order="11652", origin="1975-07-03")
    schedule = decided(lost, order="11652", origin="1975-07-03")
    assert exempt.due
    assert schedule.due is None or schedule.due >= exempt.due
    assert schedule.warnings


def test_a_date_of_review_declassifies_nothing() -> None:
    schedule = decided("REVIEW 06/06/2000", order="12065", origin="1980-01-15")
    assert (schedule.rule, iso(schedule.due)) == ("row-25", "2005-12-31")
    assert iso(schedule.review) == "2000-06-06"


def test_a_year_beside_gds_is_its_last_day() -> None:
    assert iso(decided("GDS 81", order="11652", origin="1975-07-03").due) == "1981-12-31"
    assert iso(decided("GDS 860304", order="12065", origin="1980-03-04").due) == "1986-03-04"


def test_no_line_at_all_is_row_3_or_row_4_by_level() -> None:
    assert compute_schedule(cable()).rule == "row-04"
    unclassified = replace(cable(), classification=Level.U)
    assert compute_schedule(unclassified).rule == "row-03"


@pytest.mark.parametrize(
    "text", ["OADR", "X1", "10 YEARS", "GDS", "N/A", "25X1", "AFTER THE TALKS", "?"]
)
def test_without_a_cable_date_what_needs_it_is_undetermined(text: str) -> None:
    schedule = decided(text, origin=None, order="11652")
    assert (schedule.date, schedule.bound, schedule.due) == (None, None, None)
    assert schedule.is_undetermined
    assert schedule.warnings


def test_without_a_cable_date_a_written_date_stands_with_a_warning() -> None:
    for text, day in (("03/24/2016", "2016-03-24"), ("03/24/71", "1971-03-24")):
        schedule = decided(text, origin=None)
        assert iso(schedule.due) == day
        assert schedule.warnings


@pytest.mark.parametrize("text", ["75X", "75X, 02/30/2090"])
def test_75x_without_a_usable_date_is_undetermined_and_unbounded(text: str) -> None:
    schedule = decided(text)
    assert (schedule.rule, schedule.bound) == ("row-31", None)
    assert schedule.is_undetermined


def test_an_incomplete_schedule_of_an_old_order_is_row_4() -> None:
    for text in ("ADS", "XDS-4"):
        assert decided(text, order="12065", origin="1980-01-15").rule == "row-04"
    assert decided("GDS", order="12065", origin="1980-01-15").rule == "row-04"
    assert decided("GDS", order="11652", origin="1975-07-03", level="U").rule == "row-31"


@pytest.mark.parametrize("source", ["06/19/2094", "06/19/1904", "02/30/1994"])
def test_an_impossible_date_of_the_source_is_not_believed(source: str) -> None:
    schedule = decided(f"Source marked OADR, date of source {source}")
    assert iso(schedule.date) == "2033-12-31"
    assert any("source" in warning for warning in schedule.warnings)


def test_the_date_of_the_source_suffices_where_that_of_the_cable_is_unknown() -> None:
    schedule = decided("Source marked OADR, date of source 6/19/94", origin=None)
    assert iso(schedule.due) == "2019-12-31"
    assert schedule.warnings


def test_a_downgrading_is_a_step_and_changes_no_date() -> None:
    schedule = decided("DNG: CONFIDENTIAL 01/01/2010; DECL: 03/24/2016")
    assert iso(schedule.due) == "2016-03-24"
    assert [step.rule for step in schedule.steps][-1] == "downgrade"


def test_a_doubtful_order_is_a_warning_not_another_date() -> None:
    schedule = decided("03/24/2016", order="12598")
    assert (schedule.order, iso(schedule.due)) == ("12958", "2016-03-24")
    assert any("12598" in warning for warning in schedule.warnings)


@pytest.mark.parametrize(
    ("text", "changes", "word"),
    [
        ("X1", {"origin": "2004-01-01"}, "abolished"),
        ("OADR", {"origin": "2004-01-01"}, "not allowed"),
        ("DCI ONLY", {}, "imagery"),
        ("XDS-4 2/2/99", {"order": "12065", "origin": "1980-01-15"}, "uncertain"),
        ("1.5X4", {}, "section"),
        ("50X6", {}, "no usable date"),
        ("25X1, 03/24/2016", {}, "one of them is wrong"),
        ("24/03/2016", {}, "day first"),
    ],
)
def test_an_uncertain_result_has_its_warning_beside_it(
    text: str, changes: dict[str, str], word: str
) -> None:
    assert word in " ".join(decided(text, **changes).warnings)
