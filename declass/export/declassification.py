"""When a cable is declassified, and who classified it, as ISM says it of a whole document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from declass.cable.model import ClassifiedBy
from declass.export.demands import LASTING, NATO_NAMED, NATO_OWNED, RD
from declass.export.markings import Draft, Markings
from declass.export.names import UNDETERMINED, ism
from declass.export.vocabulary import attributes, vocabularies
from declass.schedule.instruction import read_instruction
from declass.schedule.kinds import Instruction, LongExemption, Several, SourceMarked
from declass.schedule.model import THE_EVENT, WITHOUT_DATE, Schedule

NOT_STATED = "not stated"
"""Stands for a classifier whom the cable does not name."""

BETWEEN_REASONS = ", "

_RESTRICTED_DATA, _NATO_INFORMATION = WITHOUT_DATE
_TERM_OF_25X = ("row-15", "row-16")
_TERM_OF_50X = "row-17"
_WITHOUT_VALUE = ("row-12", "row-13", "row-14", "row-18", "row-19", "row-20", "row-23", "row-25")
"""Rules of instructions that ISM has no value for, or none any more: only their date is said."""


@dataclass(frozen=True, slots=True)
class Words:
    """The free text of a cable's head that an export may show; None for what is withheld.

    Attributes:
        level: the level that it is shown at, as a remark names it.
        instruction: the declassification instruction as written.
        classifier: who classified the cable.
        derived_from: the source of a derived classification.
    """

    level: str = "U"
    instruction: str | None = None
    classifier: str | None = None
    derived_from: str | None = None


NOTHING_SHOWN = Words()
"""What is shown at UNCLASSIFIED of a cable of which nobody has looked what may be shown."""


def add_instructed(draft: Draft, parts: Sequence[Markings], schedule: Schedule) -> None:
    """Give a document the markings of which its instruction alone speaks.

    ``N/A TO RD PORTIONS`` says that there are some, though no mark of the cable does.

    Args:
        draft: the markings of the document by its banner; they are changed.
        parts: those of its portions.
        schedule: when it is declassified.
    """
    tokens = draft.tokens.union(*[part.tokens for part in parts])
    if not tokens.isdisjoint((NATO_NAMED, NATO_OWNED)):
        return
    has_atomic = any(token.attribute == "atomicEnergyMarkings" for token in tokens)
    if schedule.rule == _RESTRICTED_DATA and not has_atomic:
        draft.tokens.add(RD)
        draft.remark("instructed-only", "atomic energy information", "RD")
    elif schedule.rule == _NATO_INFORMATION and draft.classification != "U":
        draft.tokens.add(NATO_NAMED)
        draft.remark("instructed-only", "NATO information", "NATO")


def declassification(draft: Draft, schedule: Schedule, words: Words) -> dict[str, str]:
    """The attributes that say when a document is declassified.

    Args:
        draft: its markings, settled; remarks are added to it.
        schedule: when the cable is declassified.
        words: the free text that may be shown.
    """
    if draft.classification == "U":
        if schedule.due:
            draft.remark("nothing-to-declassify", schedule.due.isoformat())
        return {}
    exception = _exception(draft, schedule)
    said = {ism("declassException"): exception} if exception else {}
    if exception in LASTING:
        return said
    if THE_EVENT in schedule.needs:
        said[ism("declassEvent")] = _shown(draft, words, "instruction", "declassEvent")
    if schedule.due:
        said[ism("declassDate")] = schedule.due.isoformat()
    if schedule.rule in _WITHOUT_VALUE and schedule.due:
        draft.remark("no-exception", schedule.rule)
    if said.keys() <= {ism("declassException")}:
        draft.remark("undetermined")
        return {UNDETERMINED: "true"}
    return said


def authority(draft: Draft, block: ClassifiedBy | None, words: Words) -> dict[str, str]:
    """The attributes that say who classified a document, and why.

    Args:
        draft: its markings, settled; remarks are added to it.
        block: the classification authority block of the cable, or None.
        words: the free text that may be shown.
    """
    says_so = block is not None and (block.classifier or block.reasons or block.derived_from)
    if draft.classification == "U":
        if says_so:
            draft.remark("authority-left-out")
        return {}
    if block is None or not says_so:
        draft.remark("no-authority")
        return {}
    is_derived = bool(block.derived_from)
    attribute = "derivativelyClassifiedBy" if is_derived else "classifiedBy"
    is_named = block.classifier is not None
    name = _shown(draft, words, "classifier", attribute) if is_named else NOT_STATED
    said = {ism(attribute): name}
    if is_derived:
        said[ism("derivedFrom")] = _shown(draft, words, "derived_from", "derivedFrom")
    if block.reasons and is_derived:
        draft.remark("reasons-left-out")
    elif block.reasons:
        said[ism("classificationReason")] = BETWEEN_REASONS.join(block.reasons)
    return said


def _exception(draft: Draft, schedule: Schedule) -> str | None:
    """The exemption; of several the one that lasts longest."""
    is_atomic = schedule.rule == _RESTRICTED_DATA or bool(draft.values("atomicEnergyMarkings"))
    if NATO_NAMED in draft.tokens:
        return "NATO-AEA" if is_atomic else "NATO"
    if is_atomic:
        return "AEA"
    exemptions = [each for each in _instructions(schedule) if isinstance(each, LongExemption)]
    exemptions.sort(key=_last_day, reverse=True)
    codes = dict.fromkeys(_value(each.code, schedule.rule) for each in exemptions)
    known = [code for code in codes if code in vocabularies()["declassException"].terms]
    if len(known) > 1:
        draft.remark("one-exception", known[0])
    return known[0] if known else None


def _last_day(exemption: LongExemption) -> date:
    """The day until which an exemption lasts; one without a date lasts longer than all others."""
    day = exemption.until.calendar_day(None) if exemption.until else None
    return day or date.max


def _value(code: str, rule: str) -> str:
    """How ISM writes an exemption that the rule is about, "" for another; 25X1-HUM is 50X1-HUM."""
    if rule in _TERM_OF_25X:
        return code[:4]
    if rule != _TERM_OF_50X:
        return ""
    if code.startswith("50X2"):
        return "50X2-WMD"
    return "50X1-HUM" if "HUM" in code or code.startswith("50X1") else ""


def _instructions(schedule: Schedule) -> Iterator[Instruction]:
    """The single instructions of which that of a schedule consists."""
    return _parts(read_instruction(schedule.raw or "").instruction)


def _parts(instruction: Instruction) -> Iterator[Instruction]:
    if isinstance(instruction, Several):
        for each in instruction.instructions:
            yield from _parts(each)
    elif isinstance(instruction, SourceMarked):
        yield from _parts(instruction.instruction)
    else:
        yield instruction


def _shown(draft: Draft, words: Words, field: str, attribute: str) -> str:
    """Free text, or the phrase that it is withheld, no longer than its attribute may be."""
    text: str | None = getattr(words, field)
    if text is None:
        draft.remark("withheld", attribute, words.level)
        return f"withheld at {words.level}"
    longest = attributes()[attribute].longest
    if len(text) > longest:
        draft.remark("shortened", attribute)
        return text[:longest]
    return text
