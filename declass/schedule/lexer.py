"""Cuts an instruction into tokens: each word of it is one that `tokens` knows, or a WORD."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from declass.schedule.tokens import TOKEN_FORMS, Kind
from declass.schedule.written_date import WrittenDate, match_date


class Token(NamedTuple):
    """A stretch of an instruction.

    Attributes:
        kind: what it is.
        text: as written, in capitals.
        date: the date that it is, for Kind.DATE.
    """

    kind: Kind
    text: str
    date: WrittenDate | None = None


def fold(text: str) -> str:
    """Capitals, white space folded to single blanks, and one sort of dash, quote and dot."""
    return " ".join(text.translate(_PLAIN).upper().split())


def tokenize(folded: str) -> list[Token]:
    """Cut a folded text into tokens, up to the label of the next organ of the cable.

    The label itself is the last token where there is one: what follows it is not looked at, except
    after CLASSIFIED BY, for the instruction may follow who classified.
    """
    tokens: list[Token] = []
    position = 0
    while position < len(folded):
        if folded[position] == " ":
            position += 1
            continue
        token, position = _token(folded, position)
        tokens.append(token)
        if token.kind is Kind.LABEL and token.text != "CLASSIFIED BY":
            break
    return tokens


def _token(folded: str, position: int) -> tuple[Token, int]:
    if dated := match_date(folded, position):
        written, end = dated
        return Token(Kind.DATE, written.raw, written), end
    found = _lexer().match(folded, position)
    if found is None:
        raise AssertionError("the last row of TOKEN_FORMS matches any character but a blank")
    return Token(_KINDS[found.lastgroup or ""], found[0]), found.end()


_KINDS = {row.name: row.kind for row in TOKEN_FORMS}
_PLAIN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d", '"')
)


@cache
def _lexer() -> re.Pattern[str]:
    return re.compile("|".join([f"(?P<{row.name}>{row.pattern})" for row in TOKEN_FORMS]))
