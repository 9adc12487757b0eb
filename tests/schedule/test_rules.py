"""The table of rules and the exemption tables, as data; and the engine that walks them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.marking.level import Level
from declass.schedule.case import Case, Matter, matter_of
from declass.schedule.exemptions import EXEMPTIONS, exemption
from declass.schedule.govern import events_of
from declass.schedule.instruction import read_instruction
from declass.schedule.kinds import Instruction, Several, SourceMarked
from declass.schedule.model import UNDETERMINED, WITHOUT_DATE
from declass.schedule.orders import speaking_order
from declass.schedule.recorded import DelayKind, Recorded, RecordedEvent
from declass.schedule.rule import Clause
from declass.schedule.rules.table import CLAUSES, DECISION_TABLE, HIERARCHY, RULES
from declass.schedule.wording import WORDS
from tests.schedule.factories import decided
from tests.schedule.test_cases import CASES
from tests.schedule.test_decide_properties import FORMS, LEVELS, ORDERS, ORIGINS
from tests.schedule.test_recorded import after, delay, delayed

ALL_CLAUSES = [
    pytest.param(clause, id=f"{rule.id}-{number}")
    for rule in DECISION_TABLE
    for number, clause in enumerate(rule.clauses)
]


def test_the_table_has_31_rows_in_order() -> None:
    assert [rule.id for rule in DECISION_TABLE] == [f"row-{number:02}" for number in range(1, 32)]


def test_every_rule_says_when_what_and_by_which_law() -> None:
    for rule in RULES.values():
        assert rule.condition, rule.id
        assert rule.result, rule.id
        assert rule.citation, rule.id
    assert set(RULES) >= {rule.id for rule in DECISION_TABLE}


def test_a_rule_with_a_warning_for_another_time_says_what_its_time_is() -> None:
    for rule in RULES.values():
        assert not rule.untimely or (rule.first and rule.last), rule.id
        assert not (rule.first and rule.last) or rule.first < rule.last, rule.id


def test_ids_named_elsewhere_are_rows_of_the_table() -> None:
    assert {UNDETERMINED, *WITHOUT_DATE, *HIERARCHY} <= RULES.keys()
    for rule in DECISION_TABLE:
        for clause in rule.clauses:
            assert clause.before is None or clause.before[0] in RULES


def test_every_kind_of_instruction_has_its_clauses() -> None:
    combined = {Several, SourceMarked}  # the engine takes them apart
    assert set(CLAUSES) == set(get_args(Instruction)) - combined


@pytest.mark.parametrize("clause", ALL_CLAUSES)
def test_a_sentence_leaves_open_only_words_that_are_known(clause: Clause) -> None:
    sentences = [clause.sentence, *(doubt.sentence for doubt in clause.doubts)]
    sentences += [clause.before[1]] if clause.before else []
    for sentence in sentences:
        assert sentence.endswith(".")
        assert {name for _, name, _, _ in Formatter().parse(sentence) if name} <= WORDS.keys()


def matters(
    text: str, order: str | None, origin: date | None, level: Level, event: date | None
) -> Iterator[Matter]:
    """The instructions of a text, taken apart as the engine does it, each in its case."""
    instruction = read_instruction(text).instruction
    recorded = Recorded(
        tuple(RecordedEvent(phrase, event) for phrase in events_of(instruction) if event)
    )
    case = Case(text, speaking_order(order, origin).order, origin, level, recorded=recorded)
    waiting = [instruction]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Several):
            waiting += part.instructions
        elif isinstance(part, SourceMarked):
            waiting.append(part.instruction)
        else:
            yield matter_of(part, case)


def holding(matter: Matter) -> list[Clause]:
    return [clause for _, clause in CLAUSES[type(matter.instruction)] if clause.when(matter)]


@given(
    st.text(max_size=40) | FORMS,
    ORDERS,
    st.none() | ORIGINS | st.dates(),
    LEVELS,
    st.none() | ORIGINS,
)
def test_exactly_one_clause_holds_for_any_instruction(
    text: str, order: str | None, origin: date | None, level: str, event: date | None
) -> None:
    """So the order of the rows does not matter, and a new row cannot hide an old one."""
    for matter in matters(text, order, origin, Level[level], event):
        assert len(holding(matter)) == 1


def test_every_clause_holds_for_some_case_of_these_tests() -> None:
    """An untested clause is an untested rule."""
    extra = [
        ("10 YEARS", "12958", None, "S", None),
        ("GDS", "11652", None, "S", None),
        ("GDS", "11652", "1975-07-03", "U", None),
        ("ADS", "12065", "1980-01-15", "U", None),
        ("", "12958", "2006-06-06", "C", None),
        ("DECLASSIFIED", "12958", "2006-06-06", "C", None),
        ("1.6(d)", "12958", "1999-11-11", "C", None),
        ("RDS", "12065", "1980-01-15", "S", None),
        ("50X6, UPON CLOSURE OF THE HARBOR", "13526", "2011-01-15", "S", None),
        ("AFTER THE SUMMIT", "12958", "2008-03-24", "S", "2012-05-06"),
        ("AFTER THE SUMMIT", "12958", "2008-03-24", "S", "2040-05-06"),
        ("12/31/2015 OR WHEN SIGNED, WHICHEVER IS LATER", "12958", "2008-03-24", "S", "2012-05-06"),
        ("12/31/2015 OR WHEN SIGNED, WHICHEVER IS LATER", "12958", "2008-03-24", "S", "2044-05-06"),
    ]  # fmt: skip
    rows = [(row.text, row.order, row.origin, row.level, None) for row in CASES] + extra
    held = {
        id(clause)
        for text, order, origin, level, event in rows
        for matter in matters(
            text,
            order,
            date.fromisoformat(origin) if origin else None,
            Level[level],
            date.fromisoformat(event) if event else None,
        )
        for clause in holding(matter)
    }
    missing = [each.id for each in ALL_CLAUSES if id(each.values[0]) not in held]
    assert missing == []


def test_every_rule_is_reached_by_a_step_of_some_schedule_of_these_tests() -> None:
    schedules = [
        decided(row.text, order=row.order, origin=row.origin, level=row.level) for row in CASES
    ]
    schedules += [
        delayed("N/A", *(delay("2040-01-01", kind) for kind in DelayKind)),
        after("AFTER THE HERRING SUMMIT", "2012-05-06"),
        decided("03/24/2016", declassify_on="03/24/2018"),
        decided("03/24/2016", caveats=("FGI GBR",)),
    ]
    reached = {step.rule for schedule in schedules for step in schedule.steps}
    assert set(RULES) - reached == set()


def test_every_exemption_code_is_known_with_its_section() -> None:
    codes = [f"X{number}" for number in range(1, 9)] + [f"25X{number}" for number in range(1, 10)]
    for code in [*codes, "25X1-HUMAN", "50X1-HUM", "50X2-WMD"]:
        row = exemption(code)
        assert row is not None, code
        assert row.title
        assert row.citation
    assert exemption("X9") is None
    assert len({row.code for row in EXEMPTIONS}) == len(EXEMPTIONS)


def test_the_citation_carries_the_number_of_the_exemption() -> None:
    for code, citation in (
        ("X6", "E.O. 12958 (1995) s1.6(d)(6)"),
        ("25X9", "E.O. 13526 s3.3(b)(9)"),
    ):
        row = exemption(code)
        assert row is not None
        assert row.citation == citation
