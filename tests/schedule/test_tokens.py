"""The words of instructions: the table proves itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.schedule.lexer import fold, tokenize
from declass.schedule.tokens import TOKEN_FORMS, Kind, TokenForm


@pytest.mark.parametrize("row", TOKEN_FORMS, ids=lambda row: row.name)
def test_each_form_is_one_token_of_its_kind(row: TokenForm) -> None:
    for example in row.examples:
        tokens = tokenize(example)
        assert [(token.kind, token.text) for token in tokens] == [(row.kind, example)], example


@pytest.mark.parametrize("row", TOKEN_FORMS, ids=lambda row: row.name)
def test_no_form_takes_its_counterexamples(row: TokenForm) -> None:
    for example in row.not_examples:
        assert tokenize(example)[0].kind is not row.kind, example


def test_names_are_unique_and_every_kind_has_a_row() -> None:
    assert len({row.name for row in TOKEN_FORMS}) == len(TOKEN_FORMS)
    assert {row.kind for row in TOKEN_FORMS} | {Kind.DATE} == set(Kind)


@given(st.text(alphabet="X1256GDSOARN/;,.()-: ECLTON0", max_size=60))
def test_nothing_but_blanks_is_lost(text: str) -> None:
    folded = fold(text)
    tokens = tokenize(folded)
    if not any(token.kind is Kind.LABEL for token in tokens):
        joined = "".join([token.text for token in tokens])
        assert joined.replace(" ", "") == folded.replace(" ", "")


def test_dashes_quotes_and_blanks_of_every_sort_are_folded() -> None:
    assert fold("25x1\u2013hum \u00a0 \u201coadr\u201d\n it\u2019s") == '25X1-HUM "OADR" IT\'S'
