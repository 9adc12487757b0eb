from __future__ import annotations

import pytest

from declass.errors import UsageError
from declass.lint.registry import RULES, choose_rules, find_rule

ALL = [rule.code for rule in RULES]


def chosen(select: list[str], ignore: list[str]) -> list[str]:
    return [rule.code for rule in choose_rules(select, ignore)]


def beginning(*prefixes: str) -> list[str]:
    return [code for code in ALL if code.startswith(prefixes)]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ([], [], ALL),
        (["DM001"], [], ["DM001"]),
        (["DM6"], [], beginning("DM6")),
        (["dm6", "DM001"], [], ["DM001", *beginning("DM6")]),
        ([], ["DM1"], [code for code in ALL if code[2] != "1"]),
        (["DM1"], ["DM104"], [code for code in beginning("DM1") if code != "DM104"]),
        (["DM10"], ["dm101", "DM102"], ["DM103", "DM104", "DM105", "DM106"]),
        (["DM"], [], ALL),
    ],
    ids=str,
)
def test_rules_are_chosen_by_code_or_by_how_codes_begin(
    select: list[str], ignore: list[str], expected: list[str]
) -> None:
    assert chosen(select, ignore) == expected


@pytest.mark.parametrize("code", ["DM999", "DM1011", "E501", "M001", "", "DM001;", "%"])
def test_an_unknown_code_is_an_error_that_names_the_nearest(code: str) -> None:
    for select, ignore in (([code], []), ([], [code]), (["DM001", code], [])):
        with pytest.raises(UsageError, match=r"unknown rule .*the nearest are DM"):
            choose_rules(select, ignore)


def test_what_leaves_no_rule_is_an_error() -> None:
    """A check that looks for nothing would pass everything."""
    with pytest.raises(UsageError, match="no rule is left"):
        choose_rules(["DM001"], ["DM0"])


def test_a_rule_is_found_in_either_case_and_only_by_its_whole_code() -> None:
    assert find_rule("dm104").code == find_rule("DM104").code == "DM104"
    with pytest.raises(UsageError, match="unknown rule 'DM10'"):
        find_rule("DM10")
