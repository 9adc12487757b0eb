"""Whether an instruction is a marking and nothing else, so that it can be shown to anyone.

A module of its own, for this is all that a redaction asks of this room: the plainest forms are
told at a glance, and the reader of instructions is only loaded for the others.
"""

from __future__ import annotations

import re

EVIDENT = re.compile(r"(?:\d{1,2}/\d{1,2}/\d{4}|\d{4}/\d\d/\d\d|X[1-8]|OADR|N/A|GDS)\Z", re.ASCII)
"""The plainest forms; each is read as a plain marking by `read_instruction` too (tested)."""


def is_plain_marking(text: str, order: str | None = None) -> bool:
    """True where the whole text is a known marking without free text.

    Such an instruction can be shown to anyone: a date, a duration, an exemption, ``OADR``,
    ``GDS``, ``N/A``... False for events, names, and whatever is not fully understood.

    Args:
        text: the instruction as written.
        order: the order that is cited; one that is no number is free text, too.
    """
    if order is not None and not order.isdecimal():
        return False
    if EVIDENT.match(text):
        return True
    from declass.schedule.instruction import read_instruction

    return read_instruction(text).is_plain
