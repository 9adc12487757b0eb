from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.sources.read import SIGNS_OF_DRESS
from declass.sources.undress import STEPS, Step, find_doubts, undress

EVERY_STEP = pytest.mark.parametrize("step", STEPS, ids=[step.name for step in STEPS])

# Anything but the signs of a dress: no tag or entity, no backslash, no NUL, no pair of quotes.
PLAIN = st.text(st.characters(codec="utf-8", exclude_characters='<&\\\0"'))

HOSTILE = ["<", "<!--", "<script>", "<a ", "</p>", "<br", "&", "&#", "&#1", "&a", '"', "\\", "\\n"]


@EVERY_STEP
def test_a_step_takes_off_its_dress(step: Step) -> None:
    assert step.take_off(step.dressed) == step.bare


@EVERY_STEP
def test_undressing_names_the_step_that_it_took(step: Step) -> None:
    assert undress(step.dressed) == (step.bare, (step.name,))


@EVERY_STEP
def test_a_bare_text_has_nothing_to_take_off(step: Step) -> None:
    assert undress(step.bare) == (step.bare, ())


@EVERY_STEP
def test_a_step_leaves_alone_what_only_looks_dressed(step: Step) -> None:
    for text in step.not_dressed:
        assert step.take_off(text) == text


def test_step_names_are_distinct() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)


@given(PLAIN)
def test_a_plain_text_comes_through_unchanged(text: str) -> None:
    assert undress(text) == (text, ())


@given(st.lists(st.sampled_from([*HOSTILE, "9" * 5000, ";", ">", "\n", "x"])).map("".join))
def test_no_heap_of_signs_makes_a_step_fail(text: str) -> None:
    bare, steps = undress(text)
    assert (bare != text) <= bool(steps)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_line_ends_stay_as_they_are(line_end: str) -> None:
    text = f"1. (C) Nets.{line_end}{line_end}2. (U) Buoys.{line_end}"
    assert undress(text) == (text, ())


@pytest.mark.parametrize(
    ("dressed", "bare"),
    [
        pytest.param("<p>Nets<p>Buoys", "Nets\nBuoys", id="paragraphs-left-open"),
        pytest.param("<p>Nets</p>\n<p>Buoys</p>\n", "Nets\nBuoys\n", id="paragraphs"),
        pytest.param("Nets<br>\n<br>\nBuoys", "Nets\n\nBuoys", id="blank-line"),
        pytest.param("Nets<BR />Buoys", "Nets\nBuoys", id="upper-case"),
        pytest.param("REF <a href='x'>A</a>\nB", "REF A\nB", id="line-end-after-a-link"),
        pytest.param("<pre>A &lt;B&gt;</pre>", "A <B>\n", id="escaped-brackets-are-text"),
        pytest.param("<pre>FOR <NAME></pre>", "FOR <NAME>\n", id="unknown-tag-is-text"),
        pytest.param(
            "<html><script>if (a<b) {}</script>C O N F I D E N T I A L<br></html>",
            "C O N F I D E N T I A L\n",
            id="script",
        ),
        pytest.param(
            '"1. The ""Sunrise"".\n2. ""Nets""."', '1. The "Sunrise".\n2. "Nets".', id="csv"
        ),
        pytest.param(
            '"""Sunrise"" and ""Sunset"""', '"Sunrise" and "Sunset"', id="csv-at-the-edge"
        ),
        pytest.param('1. \\"A\\"\\\n2. B\\\n', '1. "A"\n2. B\n', id="database-export"),
    ],
)
def test_dresses_as_they_come(dressed: str, bare: str) -> None:
    assert undress(dressed)[0] == bare


def test_text_outside_the_preformatted_part_of_a_page_is_kept() -> None:
    """A classification often stands only in the table above the telegram."""
    page = "<!doctype html><table><tr><td>SECRET</td></tr></table><pre>1. Nets.</pre>"
    assert undress(page)[0].split() == ["SECRET", "1.", "Nets."]


@pytest.mark.parametrize(
    "text", ["Caf\u00c3\u00a9", "Dock\u00e2\u20ac\u2122s"], ids=["latin1", "cp1252"]
)
def test_utf8_read_as_latin1_is_reported_and_kept(text: str) -> None:
    assert undress(text) == (text, ())
    assert len(find_doubts(text)) == 1


@pytest.mark.parametrize("text", ["Café", "Dock’s", "ÂNGELO", "NAÇÃO"])
def test_accents_are_no_reason_for_doubt(text: str) -> None:
    assert find_doubts(text) == ()


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("start", ["", "<br>"], ids=["bare", "html"])
def test_a_megabyte_of_hostile_input_comes_through(start: str, piece: str) -> None:
    """That it takes time in proportion is measured in bench/hostile.py."""
    text, _ = undress(start + piece * (1_000_000 // len(piece)))
    assert isinstance(text, str)


@given(
    st.text(st.characters(codec="ascii")).filter(
        lambda text: not any(map(text.count, SIGNS_OF_DRESS))
    )
)
def test_a_text_without_the_signs_of_a_dress_wears_none(text: str) -> None:
    assert undress(text) == (text, ())
    assert find_doubts(text) == ()
