"""Which words and numbers are rare: such as may point to what a withheld portion is about.

Most cables are written in capitals throughout, so that a capital says nothing. A word is common
where the list of common English words has it or the trade uses it daily, and rare otherwise: a
name, an acronym, a term. A name that is also a common word (HILL) is not told by this.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import ascii_lowercase

from declass.redact.crosscheck.field_words import field_words

SHORTEST_WORD = 3  # letters
FEWEST_DIGITS = 3  # of a number, zeros at either end left out

_LIST = Path(__file__).with_name("common_words.txt")
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])")
_WITH_UNIT = re.compile(r"([0-9]{1,40})[a-z]{1,3}")
_LONGEST_WORD = 40


def is_rare(token: str) -> bool:
    """Say whether a token is rare.

    Args:
        token: a word in lower case without accents, or digits, or both together.
    """
    if token.isalpha():
        return len(token) >= SHORTEST_WORD and token not in field_words() and not _is_listed(token)
    if number := _WITH_UNIT.fullmatch(token):  # 3rd, 80s, 12km
        token = number[1]
    return not token.isdecimal() or _is_rare_number(token)


def _is_rare_number(digits: str) -> bool:
    """True for what is no year, no day, no round and no small number."""
    if _YEAR.fullmatch(digits) or _DAY.fullmatch(digits):
        return False
    return len(digits.strip("0")) >= FEWEST_DIGITS


def _is_listed(word: str) -> bool:
    """Look a word up by halving the list where it lies: to split it takes longer than a release."""
    if len(word) > _LONGEST_WORD or not "a" <= word[:1] <= "z":
        return False
    words = _common_words()
    first = ascii_lowercase.find(word[0])
    low, high = _starts()[first : first + 2]  # line ends, between which the word must stand
    while low < high:
        begin = words.rfind("\n", low, (low + high) // 2 + 1)
        end = words.find("\n", begin + 1)
        found = words[begin + 1 : end]
        if found == word:
            return True
        if found < word:
            low = end
        else:
            high = begin
    return False


@cache
def _starts() -> list[int]:
    """Before the first word with each letter, and behind the last word of all."""
    words = _common_words()
    return [*[words.index(f"\n{letter}") for letter in ascii_lowercase], len(words) - 1]


@cache
def _common_words() -> str:
    """Common English words in order, a line end before and after each."""
    return _LIST.read_text(encoding="ascii")
