"""Names of officers and remarks beside a schedule of E.O. 11652 or E.O. 12065: free text.

E.O. 12065 s1-501 asked for the identity of the classifier, so cables have his name beside the date:
``GDS 3/4/86 (OFFICER FIRST) OR-P``. A name in its usual form, surname, comma, first name, in
brackets, is a token by itself; here stand the others. No grammar tells a name from a remark with
certainty, so a word that might change the date (EXTENDED, REVIEW, NOT) makes it no name, and the
caller has to say that it was a guess.
"""

from __future__ import annotations

from collections.abc import Sequence

from declass.schedule.lexer import Token
from declass.schedule.tokens import Kind
from declass.schedule.written_date import NUMBER_WORDS

_LONGEST = 24  # tokens of a remark
_MOST_WORDS = 5  # of a name, initials and the halves of O'BRIEN included

_NO_NAMES = NUMBER_WORDS.keys() | frozenset(
    "A AN AND ANY AS BE BUT BY DATE DO DUE FOR FROM HAS HOLD IN INFO IS IT KEEP NEVER NO NOR NOT"
    " OF ON ONLY OR PER REF RETAIN SEE TBD THE THIS TO UNLESS UNTIL VOID WITH YR YRS".split()
)
_NO_NAMES_BEGIN = (
    *(
        "AMEND",
        "AUTOMAT",
        "CANCEL",
        "CHANGE",
        "CLASSIF",
        "CONFID",
        "CORRECT",
        "DECL",
        "DELET",
        "DOWNGR",
    ),
    *(
        "EFFECT",
        "ERROR",
        "EXCEPT",
        "EXEMPT",
        "EXTEN",
        "FURTHER",
        "INDEF",
        "INFORM",
        "LATER",
        "MONTH",
        "NOTICE",
        "ORIGIN",
    ),
    *("PARA", "PEND", "PERMAN", "POSTPON", "RECLASS", "RELEAS", "REQUIR", "RESTRICT", "REVIEW"),
    *("REVIS", "SCHED", "SECRET", "SECTION", "SOURCE", "SUBJECT", "SUSPEN", "TENTATIV", "UPGRAD"),
    *("WITHHELD", "WITHHOLD", "YEAR"),
)
_LIMITS = frozenset("BUT NEVER NO NOT ONLY PART PARTS UNLESS UNTIL WITHOUT".split())
_LIMITS_BEGIN = (
    *("EXCEPT", "EXCIS", "EXCLU", "EXEMPT", "EXTEN", "PARA", "PARTIAL", "PEND", "PORTION"),
    *("POSTPON", "RECLASS", "REDACT", "SANITI", "SUBJECT", "WITHH"),
)
_IN_A_NAME = (Kind.WORD, Kind.JOINT)
_IN_A_TITLE = (*_IN_A_NAME, Kind.ON, Kind.OFFICE, Kind.OFFICER)
_IN_A_REMARK = (*_IN_A_NAME, Kind.ON, Kind.BY, Kind.OR, Kind.EVENT, Kind.CAVEAT, Kind.INDEFINITE)
_AFTER_A_NAME = (Kind.OFFICE, Kind.OR, Kind.BREAK, Kind.LABEL)

# Originator codes longer than three letters that are no free text.
OFFICES = frozenset("ADMIN COMM CONS CONSUL ECON EXEC LEGAT POLMIL SCIATT".split())


def remark_end(tokens: Sequence[Token], start: int) -> int | None:
    """Position behind a bracket that holds words only; `start` is the token after its opening."""
    return _past_bracket(tokens, start, _IN_A_REMARK)


def name_end(tokens: Sequence[Token], start: int, *, is_bracketed: bool) -> int | None:
    """Position behind a name, None where the words are no name.

    Args:
        tokens: the tokens of an instruction.
        start: position of the first word.
        is_bracketed: a bracket opened before it; otherwise surname and first name need a comma
            between them, and nothing but an originator code may follow.
    """
    end = _past(tokens, start, _IN_A_NAME)
    texts = [token.text for token in tokens[start:end]]
    if not is_name([token.text for token in tokens[start:end] if token.kind is Kind.WORD]):
        return None
    if is_bracketed:
        return _past_bracket(tokens, start, _IN_A_NAME)
    is_last = end == len(tokens) or tokens[end].kind in _AFTER_A_NAME
    return end if is_last and "," in texts[1:3] else None


def title_end(tokens: Sequence[Token], start: int) -> int:
    """Position behind a name and title, with MR before it or not; `start` is the token after BY.

    It ends before a marking, and before a word that leaves something classified (EXCEPT, PART).
    """
    end = start + any(token.text in ("MR", "MR.") for token in tokens[start : start + 1])
    while end < min(len(tokens), start + _LONGEST) and _is_in_a_title(tokens[end]):
        end += 1
    return end


def _is_in_a_title(token: Token) -> bool:
    is_limit = token.text in _LIMITS or token.text.startswith(_LIMITS_BEGIN)
    return token.kind in _IN_A_TITLE and not is_limit


def is_office_code(text: str) -> bool:
    """True for ``OR-P`` or ``OR-ECON``: a code, and no word that might be free text."""
    codes = text.replace(" ", "")[len("OR-") :].split("/")
    return all(len(code) <= 3 or code in OFFICES for code in codes)


def _past(tokens: Sequence[Token], start: int, kinds: tuple[Kind, ...]) -> int:
    end = start
    while (
        end < min(len(tokens), start + _LONGEST)
        and tokens[end].kind in kinds
        and tokens[end].text not in ("(", ")")
    ):
        end += 1
    return end


def _past_bracket(tokens: Sequence[Token], start: int, kinds: tuple[Kind, ...]) -> int | None:
    end = _past(tokens, start, kinds)
    is_closed = start < end < len(tokens) and tokens[end].text == ")"
    return end + 1 if is_closed else None


def is_name(words: Sequence[str]) -> bool:
    """True for two to five words of letters, none of which could change the date beside them."""
    return (
        2 <= len(words) <= _MOST_WORDS
        and max(map(len, words)) > 1
        and all(word.isalpha() for word in words)
        and _NO_NAMES.isdisjoint(word for word in words if len(word) > 1)
        and not any(word.startswith(_NO_NAMES_BEGIN) for word in words)
    )
