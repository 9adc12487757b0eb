"""What is found about a portion: whether it may be shown, why, and the ground where it may not.

Its level is asked first, then the reviewer's choices. Every choice withholds more, but for one:
a portion may be released by name and on an authority, Restricted Data and its kin not even then.

Sources: 32 CFR 2001.21(c) (portions), 2001.24(h), (i) and 2001.30(p) (atomic energy information).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from declass.cable.model import Cable, LevelSource, Portion, PortionKind
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.redact.release import BETWEEN_GROUNDS
from declass.redact.review.choices import Choices, Releasing, SubjectChoice, Withholding
from declass.redact.review.dissemination import carried, why_not_to
from declass.redact.review.grounds import Grounds
from declass.redact.review.selection import Selection


class Bench(NamedTuple):
    """All that the verdicts about one cable rest on.

    Attributes:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond it.
        selection: which portions and passages the choices name.
        grounds: the grounds that the cable gives.
    """

    cable: Cable
    ceiling: Level
    choices: Choices
    selection: Selection
    grounds: Grounds


class Finding(NamedTuple):
    """What is found about a portion.

    Attributes:
        is_released: whether it is shown.
        reason: why.
        ground: why it is withheld, "" where it is shown.
        override: the choice by which it is shown although it is above the ceiling.
    """

    is_released: bool
    reason: str
    ground: str = ""
    override: Releasing | None = None


def judge_portion(bench: Bench, index: int) -> Finding:
    """What becomes of a portion other than a heading."""
    return _by_choice(bench, index, _by_level(bench, bench.cable.portions[index]))


def judge_heading(bench: Bench, index: int, *, has_shown: bool, grounds: Sequence[str]) -> Finding:
    """What becomes of a heading: without a mark it goes with what stands under it.

    Args:
        bench: what the verdict rests on.
        index: position of the heading in `Cable.portions`.
        has_shown: something under it is shown.
        grounds: those of what is withheld under it.
    """
    portion = bench.cable.portions[index]
    is_marked = portion.mark is not None or portion.level_source is LevelSource.RAISED
    choices = bench.selection.withheld.get(index, ())
    finding = Finding(is_released=True, reason="a portion under it is released")
    if is_marked or not portion.is_evident or not ATOMIC.isdisjoint(portion.caveats):
        finding = _by_choice(bench, index, _by_level(bench, portion))
    elif choices:
        finding = withheld_by(bench, portion, choices)
    if not finding.is_released or finding.override:
        return finding
    if has_shown:
        return Finding(is_released=True, reason="a portion under it is released")
    if releasing := bench.selection.released.get(index):
        return _released_by(releasing)
    own = bench.grounds.ground(portion.level, portion.caveats)
    apart = [ground for several in grounds for ground in several.split(BETWEEN_GROUNDS)]
    is_within = portion.level <= bench.ceiling
    ground = BETWEEN_GROUNDS.join(dict.fromkeys(apart)) if is_within and apart else own
    return Finding(False, "every portion under it is withheld", ground)


def judge_free_text(bench: Bench) -> Finding:
    """What becomes of free text of the head: it goes as the whole cable does."""
    cable = bench.cable
    reason = f"free text without a mark: {cable.classification.name}, as the whole cable"
    is_within = cable.classification <= bench.ceiling and ATOMIC.isdisjoint(cable.caveats)
    caveats = (*cable.caveats, *cable.captions)
    bars = tuple(_bars(bench, cable.classification, caveats)) if is_within else ()
    if is_within and not bars:
        return Finding(is_released=True, reason=reason)
    ground = bench.grounds.ground(cable.classification, cable.caveats)
    return Finding(False, BETWEEN_GROUNDS.join([reason, *bars]), ground)


def withheld_by(
    bench: Bench,
    portion: Portion,
    choices: Sequence[Withholding],
    bars: tuple[str, ...] = (),
    by_level: Finding | None = None,
) -> Finding:
    """A portion, or a passage of one, that choices withhold; perhaps its level does so anyway."""
    is_above = by_level is not None and not by_level.is_released
    reasons = [by_level.reason] if by_level is not None and is_above else []
    reasons += [f"withheld by the reviewer ({choice})" for choice in choices]
    stated = [ground for choice in choices for ground in choice.grounds]
    has_own = bool(bars) or is_above
    ground = bench.grounds.ground(portion.level, portion.caveats, stated, has_own=has_own)
    return Finding(False, BETWEEN_GROUNDS.join([*reasons, *bars]), ground)


def _by_level(bench: Bench, portion: Portion) -> Finding:
    """What the level makes of a portion, and the choice about a subject without a mark."""
    is_released, reason = _within(bench, portion)
    ground = "" if is_released else bench.grounds.ground(portion.level, portion.caveats)
    return Finding(is_released, reason, ground)


def _within(bench: Bench, portion: Portion) -> tuple[bool, str]:
    atomic = ATOMIC.intersection(portion.caveats)
    if atomic:
        return False, f"{', '.join(sorted(atomic))}: no release at any level"
    if portion.kind is PortionKind.SUBJECT and not portion.is_marked:
        is_undecided = portion.level_source is LevelSource.OVERALL
        if bench.choices.subject is SubjectChoice.RELEASE and is_undecided:
            return True, "released by the reviewer (--subject release)"
        if bench.choices.subject is SubjectChoice.WITHHOLD:
            return False, "withheld by the reviewer (--subject withhold)"
    return portion.level <= bench.ceiling, _level_reason(portion)


def _by_choice(bench: Bench, index: int, by_level: Finding) -> Finding:
    """What becomes of a portion by the reviewer's choices, given what its level makes of it."""
    portion = bench.cable.portions[index]
    choices = bench.selection.withheld.get(index, ())
    bars = tuple(_bars(bench, portion.level, _caveats(bench.cable, portion)))
    if choices or bars:
        return withheld_by(bench, portion, choices, bars, by_level)
    releasing = bench.selection.released.get(index)
    if releasing is None or by_level.is_released or not _may_be_released(bench, portion):
        return by_level
    return _released_by(releasing)


def _may_be_released(bench: Bench, portion: Portion) -> bool:
    """False for what no choice releases: atomic energy information, and a subject withheld."""
    is_subject = portion.kind is PortionKind.SUBJECT and not portion.is_marked
    is_withheld = is_subject and bench.choices.subject is SubjectChoice.WITHHOLD
    return ATOMIC.isdisjoint(portion.caveats) and not is_withheld


def _released_by(releasing: Releasing) -> Finding:
    reason = f"released by the reviewer ({releasing}), by authority of {releasing.authority}"
    return Finding(is_released=True, reason=reason, override=releasing)


def _bars(bench: Bench, level: Level, caveats: tuple[str, ...]) -> Iterator[str]:
    """Why something is withheld for its caveats."""
    excluded, countries = bench.choices.excluded_caveats, bench.choices.releasable_to
    if excluded and (name := carried(excluded, level, caveats)):
        yield f"it carries {name} (--exclude-caveat)"
    if countries and (why := why_not_to(countries, level, caveats, bench.cable.caveats)):
        yield f"{why} (--releasable-to {', '.join(countries)})"


def _caveats(cable: Cable, portion: Portion) -> tuple[str, ...]:
    """The caveats of a portion; without a mark, also those of the caption lines."""
    is_marked = portion.level_source not in (LevelSource.OVERALL, LevelSource.UNREADABLE)
    return portion.caveats if is_marked else (*portion.caveats, *cable.captions)


def _level_reason(portion: Portion) -> str:
    name = portion.level.name
    if portion.level_source is LevelSource.PARENT:
        above = f" {portion.inherited_from}" if portion.inherited_from else ""
        return f"unmarked: {name}, as paragraph{above} above it"
    return {
        LevelSource.WRITTEN: f"marked {name}",
        LevelSource.OVERALL: f"unmarked: {name}, as the whole cable",
        LevelSource.UNREADABLE: f"mark not readable: {name}",
        LevelSource.RAISED: f"raised to {name} by a second mark",
    }[portion.level_source]
