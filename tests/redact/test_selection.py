"""Which portions a reviewer's choices name: more where they withhold, less where they release."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.parse import parse
from declass.errors import UsageError
from declass.redact.review.choices import (
    Address,
    Choices,
    Lines,
    Releasing,
    Withholding,
    Words,
    portions_text,
    read_lines,
    read_passage,
    read_portions,
    read_words,
)
from declass.redact.review.selection import select
from tests.cable.factories import cable_text

BODY = """\
1. (U) Nets.

2. (C) Boats:

   a. (U) Large ones.

   b. (C) Small ones:

      (1) (U) Red ones.

   -- (U) A bullet.

   c. (U) Old ones.

THE PIER
--------

3. (U) Pots.

The rest of the pots, without a number.

4. (S) Lines.

3. (U) Pots again.
THORNBURY
"""
CABLE = parse(cable_text(BODY))
NAMES = [portion.name for portion in CABLE.portions]


def test_the_cable_has_the_portions_that_the_tables_are_about() -> None:
    assert NAMES == [
        "subject", "1", "2", "2.a", "2.b", "2.b.1", "subparagraph", "2.c", "heading", "3",
        "paragraph", "4", "3", "signature",
    ]  # fmt: skip


# -- what is written ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("3", "3"),
        ("5-7", "5-7"),
        ("3,5-7", "3,5-7"),
        (" 3 , 5 - 7 ", "3,5-7"),
        ("2.a", "2.a"),
        ("2.A-2.C", "2.a-2.c"),
        ("5\u20137", "5-7"),
        ("subject", "subject"),
        ("Signature", "signature"),
        ("12.b.3", "12.b.3"),
    ],
)
def test_portions_are_read_as_declass_show_prints_them(text: str, canonical: str) -> None:
    portions = read_portions(text)
    assert portions_text(portions) == canonical
    assert read_portions(canonical) == portions


@pytest.mark.parametrize(
    "text", ["", ",", "3,", "3-", "-3", "3-4-5", "(3)", "3;4", "pier", "the pier", "3:4"]
)
def test_what_names_no_portion_is_refused_and_not_quoted(text: str) -> None:
    with pytest.raises(UsageError) as trouble:
        read_portions(text)
    assert str(trouble.value).startswith("a portion is not named as it should be; give numbers")


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("He has ... the road", Words("He has", "the road")),
        ('"He has ... the road"', Words("He has", "the road")),
        ("He  has\u00a0\u2026\nthe road", Words("He has", "the road")),
        ("the whole of it", Words("the whole of it")),
        ("lines 2-3", Lines(2, 3)),
        ("line 2", Lines(2, 2)),
        ("Lines 2 - 3", Lines(2, 3)),
        ('"lines 2-3"', Words("lines 2-3")),
    ],
)
def test_a_passage_is_read_by_words_or_lines(text: str, passage: Words | Lines) -> None:
    assert read_passage(text) == passage


@pytest.mark.parametrize(
    "text", ["", " ", '""', " ... the road", "He ... ", "a ... b ... c", "lines 3-2"]
)
def test_what_is_no_passage_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as trouble:
        read_passage(text)
    assert "road" not in str(trouble.value)


@pytest.mark.parametrize("text", ["0", "0-1", "two", "2-", "", "2-1"])
def test_what_are_no_lines_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_lines(text)


@given(st.text(max_size=60))
def test_words_are_written_as_they_are_read(text: str) -> None:
    try:
        words = read_words(text)
    except UsageError:
        return
    assert read_words(str(words)) == words


# -- what is withheld --------------------------------------------------------------------------


def withheld(text: str) -> list[str]:
    found = select(CABLE, Choices(withheld=(Withholding(read_portions(text)),))).withheld
    return [NAMES[place] for place in sorted(found)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1", ["1"]),
        ("2", ["2", "2.a", "2.b", "2.b.1", "subparagraph", "2.c"]),
        ("2.a", ["2.a"]),
        ("2.b", ["2.b", "2.b.1", "subparagraph"]),
        ("2.b.1", ["2.b.1", "subparagraph"]),
        ("2.b-2.c", ["2.b", "2.b.1", "subparagraph", "2.c"]),
        ("1-2", ["1", "2", "2.a", "2.b", "2.b.1", "subparagraph", "2.c"]),
        ("3", ["3", "paragraph", "3"]),
        ("2.c-4", ["2.c", "heading", "3", "paragraph", "4", "3"]),
        ("3-4", ["3", "paragraph", "4", "3"]),
        ("4-3", ["3", "paragraph", "4", "3"]),
        ("heading", ["heading"]),
        ("subject,signature", ["subject", "signature"]),
        ("subject-signature", NAMES),
        ("1,1,1", ["1"]),
    ],
)
def test_a_number_that_is_withheld_stands_for_all_beneath_it(text: str, names: list[str]) -> None:
    assert withheld(text) == names


LETTERED = """\
1. (C) The quay has three owners.

   They have not met since.

   a. (S) The first one is a baron.

      (1) (U) He has a boat.

   b. (U) The second one is his son.

2. (U) The quay is closed.
"""


def test_items_behind_the_rest_of_a_paragraph_go_with_it() -> None:
    """The parser cannot tell that they stand under it, and calls them ``a`` and ``b``."""
    cable = parse(cable_text(LETTERED))
    found = select(cable, Choices(withheld=(Withholding(read_portions("1")),))).withheld
    names = [cable.portions[place].name for place in sorted(found)]
    assert names == ["1", "paragraph", "a", "a.1", "a.1.b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9", "the cable has no portion 9"),
        ("1-9", "the cable has no portion 9"),
        ("2.d", "the cable has no portion 2.d"),
        ("2-1", "2-1 stands backwards"),
        ("signature-subject", "signature-subject stands backwards"),
    ],
)
def test_what_the_cable_does_not_have_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        withheld(text)


# -- what is released --------------------------------------------------------------------------


def releasing(text: str) -> Choices:
    return Choices(released=(Releasing(read_portions(text), "M. Hale", "public"),))


@pytest.mark.parametrize(
    ("text", "names", "beneath"),
    [
        ("1", ["1"], []),
        ("2", ["2"], ["2.a", "2.b", "2.b.1", "subparagraph", "2.c"]),
        ("2.b", ["2.b"], ["2.b.1", "subparagraph"]),
        ("2.a-2.b", ["2.a", "2.b"], ["2.b.1", "subparagraph"]),
        ("1-2", ["1", "2"], ["2.a", "2.b", "2.b.1", "subparagraph", "2.c"]),
        ("2-4", NAMES[2:12], []),
    ],
)
def test_a_number_that_is_released_stands_for_itself(
    text: str, names: list[str], beneath: list[str]
) -> None:
    found = select(CABLE, releasing(text))
    assert [NAMES[place] for place in sorted(found.released)] == names
    assert [NAMES[place] for under in found.beneath.values() for place in under] == beneath


@pytest.mark.parametrize("text", ["3", "1-3", "3-4", "9"])
def test_what_is_released_is_there_once(text: str) -> None:
    with pytest.raises(UsageError, match=r"2 portions are called 3|no portion 9"):
        select(CABLE, releasing(text))


def test_a_portion_is_not_both_withheld_and_released() -> None:
    both = Choices(withheld=(Withholding(read_portions("2")),), released=releasing("2.a").released)
    with pytest.raises(UsageError, match=r"portion 2\.a is both withheld \(--withhold 2\)"):
        select(CABLE, both)


# -- passages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("portions", "message"),
    [
        ("1,4", "a passage stands in one portion"),
        ("1-4", "a passage stands in one portion"),
        ("3", "2 portions are called 3"),
        ("heading", "a heading is not withheld in part"),
        ("9", "no portion 9"),
        ("4", "portion 4: the words of the passage do not stand in it"),
    ],
)
def test_a_passage_stands_in_one_portion(portions: str, message: str) -> None:
    choice = Withholding(read_portions(portions), Words("Nets"))
    with pytest.raises(UsageError, match=message) as trouble:
        select(CABLE, Choices(withheld=(choice,)))
    assert "Nets" not in str(trouble.value)


def test_a_passage_is_kept_with_the_lines_that_it_touches() -> None:
    choice = Withholding((Address("2.b", "2.b"),), Words("small"))
    (passages,) = select(CABLE, Choices(withheld=(choice,))).passages.values()
    assert [each.lines for each in passages] == [Lines(1, 1)]
