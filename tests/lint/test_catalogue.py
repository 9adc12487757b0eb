"""The table of rules proves itself: each rule finds its own bad example, and nothing in its good."""

from __future__ import annotations

import re
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import iter_modules

import pytest

from declass.cable.parse import parse
from declass.lint import rules
from declass.lint.example import Example, difference
from declass.lint.model import Rule
from declass.lint.registry import RULES
from declass.lint.run import check

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)

GIVEN = {
    "DM001": "banner-below-portions",
    "DM002": "banner-above-portions",
    "DM003": "unclassified-over-classified",
    "DM004": "banner-missing",
    "DM005": "banner-misspelt",
    "DM006": "levels-differ",
    "DM007": "sensitive-unsaid",
    "DM101": "portion-unmarked",
    "DM102": "no-portion-marked",
    "DM103": "mark-unreadable",
    "DM104": "subject-unmarked",
    "DM105": "mark-out-of-place",
    "DM106": "mark-raised",
    "DM201": "noforn-with-rel-to",
    "DM202": "rel-to-without-usa",
    "DM203": "head-caveat-in-no-portion",
    "DM204": "portion-caveat-not-in-head",
    "DM205": "marking-retired",
    "DM206": "control-beside-classification",
    "DM301": "distributions-exclude-each-other",
    "DM302": "distribution-unsaid",
    "DM401": "reason-section-out-of-time",
    "DM402": "reason-letter-unknown",
    "DM403": "reason-incomplete",
    "DM404": "reason-in-derivative",
    "DM405": "reason-missing",
    "DM406": "unclassified-with-authority",
    "DM501": "instruction-missing",
    "DM502": "not-applicable-classified",
    "DM503": "order-wrong",
    "DM504": "instructions-differ",
    "DM505": "instruction-not-understood",
    "DM506": "instruction-unclassified",
    "DM507": "x-exemption-out-of-time",
    "DM508": "indefinite-out-of-time",
    "DM509": "timetable-out-of-time",
    "DM510": "exemption-without-term",
    "DM511": "exemption-before-13526",
    "DM512": "restricted-data-with-date",
    "DM601": "beyond-25-years",
    "DM602": "beyond-ten-years",
    "DM603": "date-not-after-cable",
    "DM604": "date-impossible",
    "DM605": "year-of-two-digits",
    "DM606": "downgraded-too-late",
    "DM607": "duration-differs",
    "DM608": "timetable-incomplete",
    "DM609": "cable-undated",
    "DM701": "classifier-missing",
    "DM702": "source-missing",
}
"""Every code that was ever given, with its name: a line may be added, none changed or removed."""


def found(example: Example) -> list[str]:
    return [finding.code for finding in check(parse(example.text))]


@each_rule
def test_a_rule_finds_its_bad_example_and_no_other_rule_does(rule: Rule) -> None:
    assert set(found(rule.bad)) == {rule.code}


@each_rule
def test_no_rule_finds_anything_in_a_good_example(rule: Rule) -> None:
    assert found(rule.good) == []


@each_rule
def test_a_bad_example_shows_where_it_is_wrong(rule: Rule) -> None:
    changed = [line for line in difference(rule.bad, rule.good) if line.startswith(("+", "-"))]
    assert 1 <= len(changed) <= 6


@each_rule
def test_a_row_is_complete_and_in_form(rule: Rule) -> None:
    assert re.fullmatch(r"DM[0-9]{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", rule.name)
    assert re.fullmatch(r"[A-Z0-9].*[^.]", rule.title)
    assert re.search(r"CFR|E\.O\.|FAM|FAH|STATE|DCID|manual", rule.citation)
    for sentence in (rule.why, rule.fix):
        assert re.fullmatch(r"[A-Z0-9].*\.", sentence)


def test_codes_and_names_are_those_that_were_given() -> None:
    assert {rule.code: rule.name for rule in RULES}.items() <= GIVEN.items()
    assert len(set(GIVEN.values())) == len(GIVEN)
    assert len(RULES) >= 40


def test_rules_come_in_order_of_their_codes_and_no_name_twice() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_check_belongs_to_one_rule() -> None:
    """A function that somebody wrote, and that no row has, would never run."""
    modules = [
        import_module(f"{rules.__name__}.{each.name}") for each in iter_modules(rules.__path__)
    ]
    written = {
        function
        for module in modules
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written == {rule.check for rule in RULES}
    assert len(written) == len(RULES)


def test_the_frame_itself_is_as_it_should_be() -> None:
    assert found(Example()) == []
    cable = parse(Example().text)
    assert (cable.mrn, str(cable.date)) == ("06LISBON777", "2006-06-06")
