"""How much is withheld, told in lines, in paragraphs or not at all; boxes that touch, made one.

All of it happens behind the wall: runs with their counts go in, runs that tell less come out.

Source: 5 U.S.C. 552(b), closing text (the amount deleted is indicated at the place of the deletion,
unless that would harm an interest that the exemption protects).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from declass.redact.release import (
    BETWEEN_GROUNDS,
    Amount,
    Decision,
    Part,
    Release,
    ReleasedLine,
    WithheldRun,
)

_MERGED = (Part.TEXT, Part.HEADING)
"""Runs of the head keep their own boxes: each says which line of the head is missing."""


def merge(lines: Iterable[ReleasedLine | WithheldRun]) -> Iterator[ReleasedLine | WithheldRun]:
    """Make one box of withheld portions between which nothing is released but blank lines.

    Args:
        lines: released lines and runs, in order.

    Returns:
        The same, where a box of several portions has their lines and grounds, and no label.
    """
    run: WithheldRun | None = None
    blank: list[ReleasedLine] = []
    for line in lines:
        if isinstance(line, ReleasedLine) and not line.text.strip():
            blank.append(line)
            continue
        if isinstance(line, WithheldRun) and line.part in _MERGED:
            if run is not None:
                run, blank = _joined(run, line), []
                continue
            yield from blank
            run, blank = line, []
            continue
        if run is not None:
            yield run
        yield from blank
        run, blank = None, []
        yield line
    if run is not None:
        yield run
    yield from blank


def _joined(above: WithheldRun, below: WithheldRun) -> WithheldRun:
    grounds = dict.fromkeys(above.ground.split(BETWEEN_GROUNDS))
    grounds |= dict.fromkeys(below.ground.split(BETWEEN_GROUNDS))
    return WithheldRun(
        label="",
        lines=(above.lines or 0) + (below.lines or 0),
        ground=BETWEEN_GROUNDS.join(grounds),
        paragraphs=(above.paragraphs or 1) + (below.paragraphs or 1),
    )


def tell(
    lines: Iterable[ReleasedLine | WithheldRun], amount: Amount
) -> Iterator[ReleasedLine | WithheldRun]:
    """Leave of the counts of each run what is to be told.

    Args:
        lines: released lines and runs, in order.
        amount: what is to be told.
    """
    for line in lines:
        yield line if isinstance(line, ReleasedLine) else _told(line, amount)


def _told(run: WithheldRun, amount: Amount) -> WithheldRun:
    match amount:
        case Amount.LINES:
            return run._replace(paragraphs=None)
        case Amount.PARAGRAPH:
            return run._replace(lines=None, paragraphs=run.paragraphs or 1)
        case Amount.NONE:
            return run._replace(lines=None, paragraphs=None)


def places(release: Release) -> list[Decision]:
    """What is withheld, place by place, as anybody may see it: where boxes are merged, by box."""
    if not release.is_merged:
        return [decision for decision in release.decisions if not decision.is_released]
    return [_of_box(line) for line in release.lines if isinstance(line, WithheldRun)]


def _of_box(box: WithheldRun) -> Decision:
    return Decision(
        label=box.label.rstrip(":"),
        kind="paragraph" if box.part is Part.TEXT else box.part.value,
        level="",
        is_released=False,
        lines=box.lines,
        ground=box.ground,
        reason="",
    )


def tell_decision(decision: Decision, amount: Amount) -> Decision:
    """The same decision, without the lines of what is withheld where they are not told."""
    if decision.is_released or amount is Amount.LINES:
        return decision
    return decision._replace(lines=None)
