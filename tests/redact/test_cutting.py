"""Passages inside a portion: where they are found, and what is told of them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from declass.cable.model import Span
from declass.cable.parse import parse
from declass.errors import UsageError
from declass.marking.level import Level
from declass.redact.formats import FORMATS, Format, Presentation
from declass.redact.prepare import prepare
from declass.redact.release import Amount, Release, ReleasedLine, WithheldRun
from declass.redact.review.choices import (
    Choices,
    Lines,
    Withholding,
    Words,
    read_portions,
    read_words,
)
from declass.redact.review.cutting import Stretch, cut, find, lines_of, set_anew, spans_of
from declass.redact.review.policy import withhold
from tests.cable.factories import cable_text

TEXT = "4. (C) The museum loan is a pretext,\nthe deputy said. The  Museum board\ndoes not know.\n"
BEGIN = len("4. (C)")


def found(passage: Words | Lines, text: str = TEXT, begin: int = BEGIN) -> str:
    stretch = find(text, passage, begin)
    return text[stretch.start : stretch.end]


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        (Words("loan is"), "loan is"),
        (Words("LOAN   Is"), "loan is"),
        (Words("pretext, the deputy"), "pretext,\nthe deputy"),
        (Words("the museum board"), "The  Museum board"),
        (Words("loan", "said."), "loan is a pretext,\nthe deputy said."),
        (Words("loan is", "is a"), "loan is a"),
        (Words("pretext"), "pretext"),
        (Words("does not know."), "does not know."),
        (Lines(1, 1), " The museum loan is a pretext,"),
        (Lines(2, 3), "the deputy said. The  Museum board\ndoes not know."),
    ],
)
def test_a_passage_is_found_without_regard_to_case_and_blanks(
    passage: Words | Lines, text: str
) -> None:
    assert found(passage) == text


@pytest.mark.parametrize(
    ("passage", "message"),
    [
        (Words("museum"), "the words of the passage stand in it 2 times"),
        (Words("museum", "know."), "the first words of the passage stand in it 2 times"),
        (Words("loan", "the"), "the last words of the passage stand in it 3 times"),
        (Words("road"), "the words of the passage do not stand in it"),
        (Words("loan", "road"), "the last words of the passage do not stand in it"),
        (Words("loa"), "the words of the passage do not stand in it"),
        (Words("4. (C) The"), "the words of the passage do not stand in it"),
        (Words("said.", "loan"), "the last words of the passage stand before the first"),
        (Lines(3, 4), "there is no line 4: it has 3"),
    ],
)
def test_what_cannot_be_found_once_is_refused_and_not_quoted(
    passage: Words | Lines, message: str
) -> None:
    with pytest.raises(UsageError) as trouble:
        found(passage)
    assert message in str(trouble.value)
    for word in ("museum", "loan", "road", "said"):
        assert word not in str(trouble.value)


@pytest.mark.parametrize(
    ("word", "part"),
    [("cafe\u0301", "cafe"), ("mu\u00adseum", "mu"), ("\u0130zmir", "i"), ("stra\u00dfe", "stras")],
    ids=ascii,
)
def test_no_part_of_a_word_is_withheld_without_the_rest(word: str, part: str) -> None:
    text = f"4. (C) The {word} is a pretext.\n"
    assert found(Words(word), text) == word
    with pytest.raises(UsageError, match="do not stand in it"):
        find(text, Words(f"the {part}"), BEGIN)


def test_lines_without_words_are_refused() -> None:
    with pytest.raises(UsageError, match="nothing stands in these lines"):
        found(Lines(2, 2), "4. Nets\n\nand boats\n", 2)


@pytest.mark.parametrize(
    ("words", "lines"), [("loan is", (1, 1)), ("pretext, the", (1, 2)), ("does not", (3, 3))]
)
def test_the_lines_that_a_passage_touches(words: str, lines: tuple[int, int]) -> None:
    assert lines_of(TEXT, find(TEXT, Words(words), BEGIN)) == lines


def pieces(
    *passages: Words | Lines, text: str = TEXT, begin: int = BEGIN
) -> list[tuple[str, bool]]:
    stretches = [find(text, each, begin) for each in passages]
    return [
        (text[piece.stretch.start : piece.stretch.end], bool(piece.passages))
        for piece in cut(text, stretches, begin)
    ]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([Words("loan is")], [("4. (C) The museum ", False), ("loan is", True)]),
        ([Words("The museum loan")], [("4. (C) The museum loan", True)]),
        ([Lines(1, 1)], [("4. (C) The museum loan is a pretext,", True)]),
        (
            [Lines(3, 3)],
            [(TEXT[: TEXT.index("does")], False), ("does not know.", True)],
        ),
        (
            [Words("said."), Words("loan is")],
            [
                ("4. (C) The museum ", False),
                ("loan is", True),
                (" a pretext,\nthe deputy ", False),
                ("said.", True),
            ],
        ),
        ([Words("loan is"), Words("a pretext,")], [("4. (C) The museum ", False), ("loan is a pretext,", True)]),
        ([Words("loan", "pretext,"), Words("is a")], [("4. (C) The museum ", False), ("loan is a pretext,", True)]),
    ],
    ids=["words", "from the mark on", "first line", "last line", "two", "side by side", "one in another"],
)  # fmt: skip
def test_a_portion_is_cut_into_passages_and_what_stands_between(
    passages: list[Words | Lines], expected: list[tuple[str, bool]]
) -> None:
    cuts = pieces(*passages)
    assert cuts[: len(expected)] == expected
    rest = "".join([text for text, _ in cuts[len(expected) :]])
    assert "".join([text for text, _ in cuts]) in (TEXT, TEXT.rstrip())
    assert rest == "" or not cuts[-1][1]


def test_the_blanks_before_an_indented_passage_go_with_it() -> None:
    text = "4. Nets:\n   boats\n"
    assert pieces(Words("boats"), text=text, begin=2) == [("4. Nets:\n", False), ("   boats", True)]


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("", ""),
        ("\n", ""),
        (" and boats\n", "and boats\n"),
        (", and\nboats\n   of two\tkinds.\n", ", and boats of two kinds.\n"),
        ("\nand boats\n", "and boats\n"),
        (" and\nboats\n\nin two\nlines\n", "and boats\n\nin two\nlines\n"),
        ("\n\nin two\nlines\n", "\nin two\nlines\n"),
        ("\n \t\nin two\nlines", " \t\nin two\nlines"),
        (" no end", "no end\n"),
    ],
)
def test_text_behind_a_passage_is_set_anew_to_the_next_blank_line(text: str, anew: str) -> None:
    assert set_anew(text) == anew


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=5),
    st.integers(0, 40),
    st.integers(1, 40),
)
def test_a_stretch_has_its_place_in_the_source(
    gaps: list[tuple[int, int]], start: int, length: int
) -> None:
    """Characters that are all different, so that the places can be seen by them."""
    source = "".join(map(chr, range(0x100, 0x200)))
    spans, place = [], 0
    for gap, size in gaps:
        spans.append(Span(place + gap, place + gap + size))
        place += gap + size
    text = "".join([source[first:last] for first, last in spans])
    assume(start < len(text))
    found_spans = spans_of(spans, Stretch(start, min(len(text), start + length)))
    assert "".join([source[a:b] for a, b in found_spans]) == text[start : start + length]


# -- what is told ------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from(["a", "net", "boats", "harbours", "two", "trawlers"]), max_size=14)
SECRETS = st.lists(st.text("xyz", min_size=1, max_size=12), min_size=1, max_size=14)
AMOUNTS = st.sampled_from(Amount)

BEHIND = """\
1. (U) The talks  opened with a squid of silver, which
the deputy  took.\tHe has told
nobody else  about the net of gold, or
the second road.

   It is long.

2. (S) Pots.
"""


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("secret", ["squid", "squid of silver,", "silver, ... told", "took."])
def test_what_stands_behind_a_passage_is_clean_in_every_format(secret: str, form: Format) -> None:
    withheld = [Withholding(read_portions("1"), read_words(each)) for each in (secret, "net")]
    choices = Choices(withheld=tuple(withheld))
    cable = parse(cable_text(BEHIND))
    made = prepare(cable, Level.U, choices, presentation=Presentation(form))
    made.check(made.content, "a file")


def released(
    before: list[str], secret: list[str], after: list[str], width: int, amount: Amount
) -> tuple[Release, Lines]:
    """A paragraph of these words as its writer broke it into lines, and the lines of the secret."""
    words = [*before, *secret, *after]
    body = textwrap.fill(" ".join(["1. (U)", *words]), width, break_long_words=False)
    text = f"{body}\n\n2. (S) Pots.\n"
    cable = parse(cable_text(text))
    portion = cable.portions[1]
    content = cable.portion_text(portion)
    start = len(before) + 2  # words, number and mark among them
    places = _word_places(content)
    stretch = Stretch(places[start][0], places[start + len(secret) - 1][1])
    lines = lines_of(content, stretch)
    choice = Withholding(read_portions("1"), _passage(content, stretch))
    choices = Choices(withheld=(choice,), amount=amount, accepts_compilation=True)
    return withhold(cable, Level.U, choices), lines


def _word_places(text: str) -> list[tuple[int, int]]:
    places, end = [], 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        places.append((start, end))
    return places


def _passage(text: str, stretch: Stretch) -> Words:
    words = text[stretch.start : stretch.end]
    assume(text.count(words) == 1)
    try:
        find(text, Words(words), len("1. (U)"))
    except UsageError:
        assume(False)
    return Words(words)


@given(WORDS, st.tuples(SECRETS, SECRETS), WORDS, st.integers(20, 60), AMOUNTS)
def test_a_passage_tells_how_many_lines_it_touches_and_nothing_finer(
    before: list[str],
    secrets: tuple[list[str], list[str]],
    after: list[str],
    width: int,
    amount: Amount,
) -> None:
    """Other words in its place, and the whole paragraph broken into lines anew around them."""
    secret, other = secrets
    one, lines = released(before, secret, after, width, amount)
    two, other_lines = released(before, other, after, width, amount)
    if amount is Amount.LINES:
        assume(lines.last - lines.first == other_lines.last - other_lines.first)
    assert one == two


@given(WORDS, SECRETS, WORDS, st.integers(20, 60))
def test_all_that_stands_around_a_passage_is_released_in_order(
    before: list[str], secret: list[str], after: list[str], width: int
) -> None:
    release, lines = released(before, secret, after, width, Amount.LINES)
    start = next(
        n
        for n, line in enumerate(release.lines)
        if (isinstance(line, ReleasedLine) and line.text.startswith("1. (U)"))
        or (isinstance(line, WithheldRun) and line.label == "1. (U)")
    )
    shown: list[str] = []
    for line in release.lines[start:]:
        if isinstance(line, WithheldRun):
            assert line.lines == lines.last - lines.first + 1
            assert line.label == ("" if before else "1. (U)")
            shown.append("|")
            if not after:
                break
        elif line.text.strip():
            shown += line.text.split()
        elif "|" in shown:
            break
    assert shown == [*(["1.", "(U)", *before] if before else []), "|", *after]
