"""Each constraint, by a document that breaks it and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.export.constraints import ON_ELEMENTS, ON_RESOURCES
from declass.export.validate import Problem, validate
from declass.export.vocabulary import attributes
from tests.export.factories import document, element

Marks = dict[str, str | None]

UNCLASSIFIED: Marks = {"classification": "U", "declassDate": None}
NF: Marks = {"disseminationControls": "NF"}
REL: Marks = {"disseminationControls": "REL"}
EXEMPT: Marks = {"declassDate": None, "declassException": "AEA", "atomicEnergyMarkings": "RD"}
NATO: Marks = {"declassDate": None, "declassException": "NATO", "FGIsourceOpen": "NATO"}

BREAKS: list[tuple[str, Marks, list[Marks]]] = [
    ("resource-present", {"resourceElement": None}, [{}]),
    ("attribute-known", {"secrecy": "high"}, [{}]),
    ("not-empty", {"classifiedBy": " "}, [{}]),
    ("value-known", {}, [{"disseminationControls": "NOBODY"}]),
    ("value-known", {"FGIsourceProtected": "FGI"}, [{}, {"ownerProducer": "UK"}]),
    ("one-value", {"declassException": "25X1 25X2"}, [{}]),
    ("no-doubles", NF, [{"disseminationControls": "NF NF"}]),
    ("in-order", {"disseminationControls": "NF OC"}, [{}]),
    ("in-order", {"disseminationControls": "REL", "releasableTo": "USA NZL AUS"}, [{**REL, "releasableTo": "USA AUS NZL"}]),
    ("not-retired", {"createDate": "2014-09-12"}, [{"disseminationControls": "EYES", "releasableTo": "USA GBR"}]),
    ("date", {"declassDate": "24 March 2018"}, [{}]),
    ("date", {"declassDate": "2018-02-30"}, [{}]),
    ("date", {"declassDate": "20180324"}, [{}]),
    ("boolean", {}, [{"excludeFromRollup": "yes"}]),
    ("length", {"classifiedBy": "A" * 1024}, [{}]),
    ("classification-and-owner", {}, [{"ownerProducer": None}]),
    ("restricted-is-foreign", {}, [{"classification": "R"}, {}]),
    ("unclassified-bare", {**UNCLASSIFIED, "classifiedBy": "A. CLERK"}, [{"classification": "U"}]),
    ("unclassified-bare", {**UNCLASSIFIED, "declassDate": "2018-03-24"}, [{"classification": "U"}]),
    ("unclassified-only", {}, [{"nonICmarkings": "SBU"}]),
    ("unclassified-only", {"disseminationControls": "FOUO"}, [{}]),
    ("lowest-level", {"disseminationControls": "IMC"}, [{}, {"classification": "C", "disseminationControls": "IMC"}]),
    ("lowest-level", {"disseminationControls": "OC"}, [{}, {"classification": "U", "disseminationControls": "OC"}]),
    ("companions", {**NF, "nonICmarkings": "ND"}, [{"nonICmarkings": "ND"}]),
    ("companions", {**EXEMPT, "atomicEnergyMarkings": "RD RD-CNWDI"}, [{"atomicEnergyMarkings": "RD-CNWDI"}]),
    ("companions", {**EXEMPT, "atomicEnergyMarkings": "RD RD-SG-14"}, [{"atomicEnergyMarkings": "RD-SG-14"}]),
    ("exclusions", NF, [{"disseminationControls": "NF REL", "releasableTo": "USA GBR"}]),
    ("exclusions", {**NF, "nonICmarkings": "ND"}, [{**NF, "nonICmarkings": "XD ND"}]),
    ("release-named", {}, [REL]),
    ("named-for-release", {}, [{"releasableTo": "USA GBR"}]),
    ("usa-first", {}, [{**REL, "releasableTo": "AUS GBR"}]),
    ("usa-not-alone", {}, [{**REL, "releasableTo": "USA"}]),
    ("display-named", {}, [{"disseminationControls": "DISPLAYONLY"}]),
    ("display-named", {}, [{"displayOnlyTo": "USA GBR"}]),
    ("relido-domestic", {"FGIsourceProtected": "FGI"}, [{"disseminationControls": "RELIDO", "FGIsourceProtected": "FGI"}]),
    ("foreign-controls", {}, [{"nonUSControls": "ATOMAL"}]),
    ("concealed", {"FGIsourceProtected": "FGI"}, [{}, {"ownerProducer": "FGI"}]),
    ("reason-of-classifier", {"classificationReason": "1.4(b)"}, [{}]),
    ("derived-from-source", {"derivedFrom": "Multiple Sources"}, [{}]),
    ("derived-from-source", {"derivativelyClassifiedBy": "A. CLERK"}, [{}]),
    ("one-classifier", {"classifiedBy": "A", "derivativelyClassifiedBy": "B", "derivedFrom": "C"}, [{}]),
    ("version", {"DESVersion": None}, [{}]),
    ("created", {"createDate": None}, [{}]),
    ("created", {"declass:undated": "true"}, [{}]),
    ("declassified", {"declassDate": None}, [{}]),
    ("undetermined", {"declass:undetermined": "true"}, [{}]),
    ("undetermined", {**UNCLASSIFIED, "declass:undetermined": "true"}, [{"classification": "U"}]),
    ("lasting", {"declassException": "50X1-HUM"}, [{}]),
    ("exception-term", {"declassDate": None, "declassException": "25X1"}, [{}]),
    ("atomic-exception", {"atomicEnergyMarkings": "FRD"}, [{}]),
    ("atomic-exception", {**EXEMPT, "atomicEnergyMarkings": None}, [{}]),
    ("nato-exception", {"FGIsourceOpen": "NATO"}, [{}, {"ownerProducer": "NATO"}]),
    ("portion-not-above", {}, [{"classification": "TS"}]),
    ("portion-not-above", UNCLASSIFIED, [{"classification": "C"}]),
    ("controls-climb", {}, [NF]),
    ("controls-climb", {}, [{"SCIcontrols": "SI"}]),
    ("controls-climb", UNCLASSIFIED, [{"classification": "U", "disseminationControls": "FOUO"}]),
    ("foreign-named", {}, [{}, {"ownerProducer": "GBR"}]),
    ("release-common", {**REL, "releasableTo": "USA GBR"}, [{}]),
    ("release-common", {**REL, "releasableTo": "USA AUS GBR"}, [{**REL, "releasableTo": "USA GBR"}]),
    ("relido-common", {"disseminationControls": "RELIDO"}, [{}]),
    ("level-reached", {}, [{"classification": "C"}]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("constraint", "marks", "portions"),
    BREAKS,
    ids=[f"{row[0]} {number}" for number, row in enumerate(BREAKS)],
)
def test_a_broken_constraint_is_named_and_no_other(
    constraint: str, marks: Marks, portions: list[Marks]
) -> None:
    assert {problem.constraint for problem in validate(document(marks, *portions))} == {constraint}


def test_every_constraint_is_broken_by_a_test() -> None:
    assert {row[0] for row in BREAKS} == {row.id for row in ON_ELEMENTS + ON_RESOURCES}


def test_every_constraint_has_a_sentence_and_a_source_and_an_id_of_its_own() -> None:
    rows = ON_ELEMENTS + ON_RESOURCES
    assert all(row.text.endswith(".") and row.source for row in rows)
    assert len({row.id for row in rows}) == len(rows)


VALID: dict[str, tuple[Marks, list[Marks]]] = {
    "as it is": ({}, [{}]),
    "an event": ({"declassDate": None, "declassEvent": "after the summit"}, [{}]),
    "a date and an event": ({"declassEvent": "after the summit"}, [{}]),
    "an exemption with a date": ({"declassException": "25X6"}, [{}]),
    "an exemption for good": ({"declassDate": None, "declassException": "50X1-HUM"}, [{}]),
    "undetermined": ({"declassDate": None, "declass:undetermined": "true"}, [{}]),
    "undated": ({"createDate": None, "declass:undated": "true"}, [{}]),
    "atomic energy": (EXEMPT, [{"atomicEnergyMarkings": "RD"}]),
    "NATO": (NATO, [{}, {"ownerProducer": "NATO", "classification": "R"}]),
    "unclassified": (UNCLASSIFIED, [{"classification": "U"}]),
    "unclassified NATO": (
        {**UNCLASSIFIED, "FGIsourceOpen": "NATO"},
        [{"classification": "U", "ownerProducer": "NATO"}],
    ),
    "a compilation": ({"compilationReason": "together they say more"}, [{"classification": "C"}]),
    "what is left out of the roll-up": (
        {},
        [{}, {**NF, "classification": "TS", "excludeFromRollup": "true"}],
    ),
    "an unclassified control in a classified document": (
        {},
        [{}, {"classification": "U", "nonICmarkings": "SBU"}],
    ),
    "EYES before its last day": (
        {},
        [{"disseminationControls": "EYES", "releasableTo": "USA GBR"}],
    ),
    "a concealed source": ({"FGIsourceProtected": "FGI"}, [{}, {"ownerProducer": "GBR"}]),
}  # fmt: skip


@pytest.mark.parametrize(("marks", "portions"), VALID.values(), ids=list(VALID))
def test_a_valid_document_has_no_problem(marks: Marks, portions: list[Marks]) -> None:
    assert validate(document(marks, *portions)) == []


def test_a_problem_says_where_it_is() -> None:
    root = document({}, {}, {"disseminationControls": "NOBODY"})
    assert validate(root) == [Problem("value-known", "portion 2", "disseminationControls")]


def test_elements_without_markings_are_passed_over() -> None:
    root = document()
    root.append(element("remark", {}))
    assert validate(root) == []


def test_each_resource_of_an_aggregate_is_asked_by_itself() -> None:
    root = document({"declassDate": "2030-01-01"})
    root.append(document({"DESVersion": "9"}))
    assert [problem.constraint for problem in validate(root)] == ["value-known", "version"]


values = st.sampled_from(
    sorted(
        {value for row in attributes().values() if row.vocabulary for value in row.vocabulary.terms}
    )
) | st.text("ABC 129-", max_size=5)
marks_of_any_kind = st.dictionaries(
    st.sampled_from([*attributes(), "declass:undetermined", "declass:undated", "nonsense"]),
    st.lists(values, max_size=3).map(" ".join),
    max_size=8,
)


@given(marks_of_any_kind, st.lists(marks_of_any_kind, max_size=3))
def test_no_markings_whatever_raise_an_error(
    marks: dict[str, str], portions: list[dict[str, str]]
) -> None:
    for problem in validate(document({**marks}, *[{**portion} for portion in portions])):
        assert problem.constraint in {row.id for row in ON_ELEMENTS + ON_RESOURCES}
