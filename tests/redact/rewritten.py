"""Cables that differ in withheld words alone, stated on the parsed cable.

What a portion is does not change with its words here: that the parser takes nothing from them but
marks is tested elsewhere (`test_samples`, `test_attacks`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from declass.cable.model import Cable, EOLine, Furniture, Portion, Span
from declass.redact.review.verdict import Verdict

Words = Callable[[], str]
"""Gives the words of the next line, without a line end."""


def with_other_words(cable: Cable, elements: Sequence[Portion | Furniture], words: Words) -> Cable:
    """The same cable with other words, more or fewer, in each line of some elements.

    Lines, their ends, numbers and marks stay as they are; blank lines may become words and the
    other way round.
    """
    pieces = {span: cable.text[span.start : span.end] for span in _spans(cable)}
    for element in elements:
        for span in spans_of(element):
            begin = max(0, element.content - span.start) if isinstance(element, Portion) else 0
            pieces[span] = pieces[span][:begin] + _said(pieces[span][begin:], words)
    return _with_pieces(cable, pieces)


def with_other_passages(cable: Cable, verdicts: Sequence[Verdict], words: Words) -> Cable:
    """The same cable with other words in each line of what is withheld of its portions."""
    pieces = {span: cable.text[span.start : span.end] for span in _spans(cable)}
    places = [
        (max(start, verdict.element.content), end)
        for verdict in verdicts
        if isinstance(verdict.element, Portion) and not verdict.is_released
        for start, end in verdict.spans
    ]
    for start, end in sorted(places, reverse=True):
        span = next((each for each in pieces if each.start <= start < end <= each.end), None)
        if span is not None:
            text, first, last = pieces[span], start - span.start, end - span.start
            pieces[span] = text[:first] + _said(text[first:last], words) + text[last:]
    return _with_pieces(cable, pieces)


def _said(text: str, words: Words) -> str:
    """Other words for each line of a text; the ends of the lines stay."""
    ends = [line[len(line.splitlines()[0]) :] for line in text.splitlines(keepends=True)]
    return "".join([words() + end for end in ends])


def withheld_elements(verdicts: Sequence[Verdict]) -> list[Portion | Furniture]:
    """The elements of which nothing is released, each once."""
    shown = [verdict.element for verdict in verdicts if verdict.is_released]
    withheld = [verdict.element for verdict in verdicts if not verdict.is_released]
    return [each for at, each in enumerate(withheld) if each not in [*shown, *withheld[:at]]]


def spans_of(element: Portion | Furniture) -> Sequence[Span]:
    return element.spans if isinstance(element, Portion) else (element.span,)


def _spans(cable: Cable) -> list[Span]:
    spans = [span for portion in cable.portions for span in portion.spans]
    return spans + [piece.span for piece in cable.furniture]


def _with_pieces(cable: Cable, pieces: Mapping[Span, str]) -> Cable:
    moved: dict[Span, Span] = {}
    text = ""
    for span in sorted(pieces):
        moved[span] = Span(len(text), len(text) + len(pieces[span]))
        text += pieces[span]
    return dataclasses.replace(
        cable,
        text=text,
        portions=tuple([_moved_portion(portion, moved) for portion in cable.portions]),
        furniture=tuple(
            [dataclasses.replace(piece, span=moved[piece.span]) for piece in cable.furniture]
        ),
        eo_lines=tuple([_moved_line(line, moved) for line in cable.eo_lines]),
    )


def _moved_portion(portion: Portion, moved: Mapping[Span, Span]) -> Portion:
    shift = moved[portion.spans[0]].start - portion.spans[0].start
    return dataclasses.replace(
        portion,
        spans=tuple([moved[span] for span in portion.spans]),
        content=portion.content + shift,
    )


def _moved_line(line: EOLine, moved: Mapping[Span, Span]) -> EOLine:
    span = next(span for span in moved if span.start <= line.span.start < span.end)
    shift = moved[span].start - span.start
    return dataclasses.replace(line, span=Span(line.span.start + shift, line.span.end + shift))
