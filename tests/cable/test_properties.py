"""What holds for every text: nothing is lost, and doubt never lowers a level."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.model import Cable, LevelSource, Portion, PortionKind
from declass.cable.parse import parse
from declass.errors import NotACableError
from declass.marking.level import Level
from tests.cable import strategies
from tests.cable.factories import cable_text


def covers(cable: Cable) -> bool:
    """True where the spans follow one another from the first character to the last."""
    spans = sorted(
        [span for portion in cable.portions for span in portion.spans]
        + [piece.span for piece in cable.furniture]
    )
    ends = [0, *(span.end for span in spans)]
    return [span.start for span in spans] == ends[:-1] and ends[-1] == len(cable.text)


@given(strategies.wild_cables)
def test_portions_and_furniture_give_the_text_back(text: str) -> None:
    with contextlib.suppress(NotACableError):
        cable = parse(text)
        assert cable.reassemble() == text
        assert covers(cable)


@given(st.text())
def test_any_text_is_a_cable_or_is_refused_as_none(text: str) -> None:
    with contextlib.suppress(NotACableError):
        assert parse(text).reassemble() == text


@given(strategies.wild_cables)
def test_a_portion_lies_below_the_classification_only_by_a_readable_mark(text: str) -> None:
    """Rule 1 of the design: unsure means withheld."""
    with contextlib.suppress(NotACableError):
        cable = parse(text)
        for portion in cable.portions:
            if portion.level < cable.classification:
                assert portion.level_source in (
                    LevelSource.WRITTEN,
                    LevelSource.PARENT,
                    LevelSource.RAISED,
                )
            if portion.level_source is LevelSource.PARENT:
                assert portion.kind is PortionKind.SUBPARAGRAPH


@given(strategies.wild_cables)
def test_each_portion_begins_with_its_own_mark(text: str) -> None:
    with contextlib.suppress(NotACableError):
        cable = parse(text)
        for portion in cable.portions:
            if portion.mark is not None and portion.kind is not PortionKind.PARAGRAPH:
                start = portion.spans[0].start
                assert portion.mark in cable.text[start : portion.content]


MARKED = "1. (U) Nets.\n\n2. {mark} Boats are ours.\n\n3. (U) Lines.\n"
NOISE = st.text(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 /-#*.,", min_size=1, max_size=4
)


def second_paragraph(cable: Cable) -> Portion:
    return next(p for p in cable.portions if "Boats are ours" in cable.portion_text(p))


@pytest.mark.parametrize("mark", ["(S)", "(S//NF)", "(S/REL UK)", "(S-NF)"])
@given(data=st.data())
def test_noise_in_a_mark_never_lowers_its_portion(mark: str, data: st.DataObject) -> None:
    """A letter that makes another readable mark of it (``(NC)``) is no noise, but another mark."""
    position = data.draw(st.integers(1, len(mark)))
    noise = data.draw(NOISE)
    noisy = mark[:position] + noise + mark[position:]
    portion = second_paragraph(parse(cable_text(MARKED.format(mark=noisy))))
    if portion.level_source is LevelSource.WRITTEN and not re.search("[Ss]", portion.mark or ""):
        return
    assert portion.level >= Level.S


@given(strategies.cables, st.integers(0, 40), st.sampled_from(("(C)", "(S)", "(TS)")))
def test_raising_a_mark_never_lowers_another_portion(text: str, index: int, mark: str) -> None:
    before = parse(text)
    marked = [p for p in before.portions if p.mark == "(U)"]
    if not marked:
        return
    chosen = marked[index % len(marked)]
    position = text.index("(U)", chosen.spans[0].start)
    after = parse(text[:position] + mark + text[position + 3 :])
    levels = {p.spans[0].start: p.level for p in before.portions}
    shift = len(mark) - 3
    for portion in after.portions:
        start = portion.spans[0].start
        known = levels.get(start if start <= position else start - shift)
        if known is not None:
            assert portion.level >= known
