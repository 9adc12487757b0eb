"""How much is withheld, told in lines, in paragraphs or not at all; and boxes made one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.parse import parse
from declass.marking.level import Level
from declass.redact.amount import merge
from declass.redact.paper.layout import lay_out
from declass.redact.pdf.writer import draw
from declass.redact.prepare import prepare
from declass.redact.release import Amount, Part, Release, ReleasedLine, WithheldRun
from declass.redact.review.choices import Choices
from declass.redact.review.policy import withhold
from declass.redact.verify import find_leaks
from tests.cable.factories import cable_text
from tests.redact.factories import WORDING

BODY = """\
1. (U) The quay is to be widened.

2. (C) {first}

3. (S/NF) The owner of the crane
   will sell it.

4. (U) The museum opens on Monday.

5. (C) The minister has doubts.
"""
FIRST = "The harbour master\nasks for\nfour cranes."

withheld_lines = st.lists(
    st.from_regex(r"[A-Z][a-z ]{0,40}[a-z]", fullmatch=True), min_size=1, max_size=60
).map("\n".join)


def released(choices: Choices, first: str = FIRST) -> Release:
    return withhold(parse(cable_text(BODY.format(first=first))), Level.U, choices)


def runs(release: Release) -> list[WithheldRun]:
    # Of the head only the signature's kind of box is left out: it is not what is told apart here.
    return [
        line
        for line in release.lines
        if isinstance(line, WithheldRun) and line.part is Part.TEXT and "Sig" not in line.label
    ]


def said(release: Release) -> str:
    return "\n".join(lay_out(release, WORDING).own_words())


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Amount.LINES, [(3, None), (2, None), (1, None)]),
        (Amount.PARAGRAPH, [(None, 1)] * 3),
        (Amount.NONE, [(None, None)] * 3),
    ],
)
def test_a_run_tells_what_it_is_asked_to(
    amount: Amount, expected: list[tuple[int | None, int | None]]
) -> None:
    made = released(Choices(amount=amount))
    assert [(run.lines, run.paragraphs) for run in runs(made)] == expected
    told = [d.lines for d in made.decisions if d.label.startswith(("2.", "3.", "5."))]
    assert told == [lines for lines, _ in expected]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount.LINES, "(b)(1) 1.4(b),(d)  3 lines"),
        (Amount.PARAGRAPH, "(b)(1) 1.4(b),(d)  1 paragraph"),
        (Amount.NONE, "(b)(1) 1.4(b),(d)"),
    ],
)
def test_a_box_says_what_the_run_tells(amount: Amount, words: str) -> None:
    assert f" {words}" in lay_out(released(Choices(amount=amount)), WORDING).own_words()


@pytest.mark.parametrize("amount", Amount)
def test_the_table_of_grounds_tells_no_more_than_boxes_do(amount: Amount) -> None:
    words = said(released(Choices(amount=amount)))
    assert ("lines" in words) is (amount is Amount.LINES)
    assert ("paragraphs" in words) is (amount is Amount.PARAGRAPH)
    assert ("places" in words) is (amount is not Amount.NONE)


@given(withheld_lines, withheld_lines)
def test_where_no_lines_are_told_nothing_depends_on_their_number(one: str, other: str) -> None:
    for amount in (Amount.PARAGRAPH, Amount.NONE):
        choices = Choices(amount=amount)
        first, second = released(choices, one), released(choices, other)
        assert first == second
        assert draw(lay_out(first, WORDING)) == draw(lay_out(second, WORDING))


def test_boxes_that_touch_become_one_without_numbers() -> None:
    assert [run[:3] for run in runs(released(Choices(merges=True)))] == [
        ("", 5, "(b)(1) 1.4(b),(d)"),
        ("5. (C)", 1, "(b)(1) 1.4(b),(d)"),
    ]
    assert [
        (run.label, run.paragraphs)
        for run in runs(released(Choices(merges=True, amount=Amount.PARAGRAPH)))
    ] == [("", 2), ("5. (C)", 1)]


def test_a_merged_box_has_all_grounds() -> None:
    cable = parse(cable_text("1. (U) Open.\n\n2. (C) Closed.\n\n3. (SBU) Personal.\n"))
    (run,) = runs(withhold(cable, Level.U, Choices(merges=True)))
    assert run.ground == "(b)(1) 1.4(b),(d); SBU, exemption to be stated"


def test_lines_of_the_head_keep_their_boxes() -> None:
    head = [WithheldRun("REF:", 1, "x", Part.HEAD), WithheldRun("TAGS:", 2, "x", Part.HEAD)]
    made = replace(released(Choices()), lines=(*head, ReleasedLine("END")))
    assert list(merge(made.lines)) == list(made.lines)


@given(st.sampled_from(Amount), st.booleans(), st.sampled_from(Level))
def test_released_lines_are_the_same_however_much_is_told(
    amount: Amount, merges: bool, ceiling: Level
) -> None:
    def shown(choices: Choices) -> list[str]:
        cable = parse(cable_text(BODY.format(first=FIRST)))
        lines = withhold(cable, ceiling, choices).lines
        return [line.text for line in lines if isinstance(line, ReleasedLine) and line.text]

    by_rule = Choices(accepts_compilation=True)
    assert shown(replace(by_rule, amount=amount, merges=merges)) == shown(by_rule)


@pytest.mark.parametrize("amount", Amount)
@pytest.mark.parametrize("merges", [False, True], ids=["apart", "merged"])
def test_the_file_passes_its_verification(amount: Amount, merges: bool) -> None:
    cable = parse(cable_text(BODY.format(first=FIRST)))
    made = prepare(cable, Level.U, Choices(amount=amount, merges=merges))
    assert find_leaks(made.content, made.withheld, made.released) == ()
