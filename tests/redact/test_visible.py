from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.redact.flow.visible import BLOCK, count_written_out, visible

SHOWN = {
    "plain": ("1. (U) The quay <is> & stays open.", "1. (U) The quay <is> & stays open."),
    "tab": ("Boat\t12", "Boat\t12"),
    "blanks at the end": ("The quay. \t ", "The quay."),
    "indented": ("   The quay", "   The quay"),
    "blank that does not break": ("1\u00a0250", "1 250"),
    "accent of its own": ("cafe\u0301", "caf\u00e9"),
    "other scripts": ("\u0416\u03a9\u6771", "\u0416\u03a9\u6771"),
    "quotes and dashes": ("\u201cquay\u201d \u2013 open", "\u201cquay\u201d \u2013 open"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN)
def test_what_can_be_seen_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


WRITTEN_OUT = {
    "escape": "\x1b",
    "bell": "\x07",
    "carriage return": "\r",
    "backspace": "\b",
    "delete": "\x7f",
    "control of eight bits": "\x9b",
    "line separator": "\u2028",
    "override": "\u202e",
    "isolate": "\u2066",
    "mark from right to left": "\u200f",
    "Hebrew letter": "\u05d0",
    "Arabic letter": "\u0627",
    "Arabic digit": "\u0661",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "filler that is a letter": "\u3164",
    "Braille blank": "\u2800",
    "accent that no letter takes": "\u0489",
    "variation selector": "\ufe0f",
    "tag": "\U000e0041",
    "full block": BLOCK,
    "dark shade": "\u2593",
    "private use": "\ue000",
    "lone surrogate": "\ud800",
}


@pytest.mark.parametrize("sign", WRITTEN_OUT.values(), ids=WRITTEN_OUT)
def test_what_could_hide_or_reorder_is_written_out(sign: str) -> None:
    assert visible(f"a{sign}b") == f"a<U+{ord(sign):04X}>b"
    assert count_written_out(visible(f"a{sign}b{sign}c")) == 2


def test_accents_are_not_heaped_up() -> None:
    assert visible("a" + "\u0301" * 3) == "\u00e1<U+0301><U+0301>"


@given(st.text(max_size=50))
def test_nothing_is_left_that_cannot_be_seen(text: str) -> None:
    shown = visible(text)
    assert not [sign for sign in shown if sign != "\t" and not sign.isprintable()]
    assert BLOCK not in shown
    assert {unicodedata.bidirectional(sign) for sign in shown}.isdisjoint({"R", "AL", "AN"})


@given(st.text(max_size=50))
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
