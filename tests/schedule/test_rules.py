"""The decision table and the exemption tables, as data."""

from __future__ import annotations

from declass.schedule.exemptions import EXEMPTIONS, exemption
from declass.schedule.model import UNDETERMINED, WITHOUT_DATE
from declass.schedule.rules.table import DECISION_TABLE, HIERARCHY, RULES


def test_the_table_has_31_rows_in_order() -> None:
    assert [rule.id for rule in DECISION_TABLE] == [f"row-{number:02}" for number in range(1, 32)]


def test_every_rule_says_when_what_and_by_which_law() -> None:
    for rule in tuple(RULES.values()):
        assert rule.condition, rule.id
        assert rule.result, rule.id
        assert rule.citation, rule.id
    assert len(RULES) == len(tuple(RULES.values()))


def test_ids_named_elsewhere_are_rows_of_the_table() -> None:
    assert {UNDETERMINED, *WITHOUT_DATE, *HIERARCHY} <= RULES.keys()


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
