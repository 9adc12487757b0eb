"""Events in normal form, so that the same event is found in every cable that waits for it.

``AFTER THE HERRING SUMMIT``, ``upon the herring summit.`` and ``Herring Summit`` are one event:
capitals, words only, without articles and without what leads up to it. What is left is compared
letter for letter. Nothing is guessed: ``END OF TALKS`` and ``CONCLUSION OF TALKS`` are two.
"""

from __future__ import annotations

import re

from declass.schedule.tokens import fold

_WORDS = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("A", "AN", "THE"))
_LEADS = frozenset(
    "AFTER AT BY FOLLOWING IF ON ONCE PENDING UNTIL UPON WHEN WITH OR AND DATE OF".split()
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
    return " ".join(words)
