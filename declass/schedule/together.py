"""What the things said in one instruction amount to together."""

from __future__ import annotations

from collections.abc import Sequence

from declass.schedule.kinds import (
    DateAndEvent,
    ForDuration,
    Instruction,
    LongExemption,
    NoInstruction,
    OnDate,
    OnEvent,
    Several,
    SourceMarked,
    Which,
)
from declass.schedule.written_date import WrittenDate


def together(items: Sequence[Instruction], which: Which) -> Instruction:
    """The one instruction that several make.

    Args:
        items: what was said, in order; empty where nothing was.
        which: which of a date and an event governs, as far as it is said.
    """
    match items:
        case []:
            return NoInstruction(is_written=False)
        case [alone]:
            return alone
        case [OnDate() | ForDuration() as limit, OnEvent() as event]:
            return DateAndEvent(limit, event, which)
        case [OnEvent() as event, OnDate() | ForDuration() as limit]:
            return DateAndEvent(limit, event, which)
        case [
            LongExemption(code, WrittenDate()) as dated,
            LongExemption(other, event=OnEvent()),
        ] if which is Which.EARLIER and code == other:
            return dated
        case _:
            return Several(tuple(items))


def of_source(items: Sequence[Instruction], written: WrittenDate) -> list[Instruction]:
    """What was said before the date of a source, as said by that source.

    Where all has the date of a source already, the new one is that of another source, which says
    the same.
    """
    dated = [item for item in items if isinstance(item, SourceMarked)]
    undated = [item for item in items if not isinstance(item, SourceMarked)]
    says = undated or dict.fromkeys([item.instruction for item in dated])
    return [*dated, *[SourceMarked(item, written) for item in says]]
