"""Events in normal form, so that the same event is found in every cable that waits for it.

``AFTER THE HERRING SUMMIT``, ``upon the herring summit.`` and ``Herring Summit`` are one event:
capitals, words only, without articles and without what leads up to it. What is left is compared
letter for letter. Nothing is guessed: ``END OF TALKS`` and ``CONCLUSION OF TALKS`` are two, and so
are ``PHASE A`` and ``PHASE``.
"""

from __future__ import annotations

import re

from declass.schedule.lexer import fold

_WORDS = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("AN", "THE"))
_BEFORE_AN_A = frozenset("AFTER AT BETWEEN BY FOR FROM IN OF ON TO UNTIL UPON WHEN WITH".split())
"""Words after which an A is an article; after any other it may be a letter that tells things apart.
"""
_LEADS = frozenset(
    "A AFTER AT BY FOLLOWING IF ON ONCE PENDING UNTIL UPON WHEN WITH OR AND DATE OF".split()
)
"""Words that only lead up to an event. Taken off its beginning, and nowhere else."""


def event_phrase(text: str) -> str:
    """The event that a text names, in normal form; "" where it names none.

    Args:
        text: an event as written, with or without what leads up to it.
    """
    words = [word for word in _WORDS.findall(fold(text)) if word not in _ARTICLES]
    while words and words[0] in _LEADS:
        del words[0]
    kept: list[str] = []
    for word in words:
        if word != "A" or kept[-1] not in _BEFORE_AN_A:
            kept.append(word)
    return " ".join(kept)
