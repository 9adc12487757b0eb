"""From the text of a declassification instruction to a typed instruction.

What counts as understood, and what does not (fail closed):

- Every word must have a place: in a known form, in an event, or in a name or remark where a form
  has one (see `officers`).
  One word that has none makes the whole text `NotUnderstood`, whatever else it says:
  ``03/24/2016 XYZ GARBAGE`` is no date. The rules leave such a cable undetermined.
- A text becomes an event only where a word that begins events (AFTER, UPON, WHEN, END...) opens
  it, or stands after a date; words before such a word are not an event.
- Two forms side by side, whatever joins them, are `Several`, and the longest of them governs.
- The label of another organ (``TAGS:``) ends the instruction; a list of reasons in it is skipped.
"""

from __future__ import annotations

from functools import lru_cache

from declass.cable.model import CUT
from declass.cable.reason import find_reasons
from declass.schedule.kinds import NotUnderstood, Reading
from declass.schedule.lexer import fold
from declass.schedule.reader import Reader

# Longer than any instruction of any order: a text beyond it is prose that was taken for one.
LONGEST_INSTRUCTION = 2000

_REMEMBERED = 1024  # texts: cables of a day say much the same, and each is asked for twice


@lru_cache(maxsize=_REMEMBERED)
def read_instruction(text: str) -> Reading:
    """Read the text of an instruction, after the order; a keyword before it does no harm.

    Never raises: what is not understood is `NotUnderstood`.
    """
    folded = fold(text)
    if len(folded) > LONGEST_INSTRUCTION or folded.endswith(CUT):
        return Reading(NotUnderstood(), is_plain=False)
    reading = Reader(folded).read()
    if isinstance(reading.instruction, NotUnderstood) and (reasons := find_reasons(folded)):
        reading = Reader(f"{folded[: reasons.start]} {folded[reasons.end :]}").read()
    return reading
