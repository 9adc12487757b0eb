"""What `declass parse` prints: the fields of `parse.schema.json`, fixed for good."""

from __future__ import annotations

from datetime import date

from declass.cable.model import Cable, Portion
from declass.cable.parse import parse
from declass.schedule.decide import compute_schedule
from declass.schedule.model import Schedule, Step


def fields_of(text: str) -> dict[str, object]:
    """The fields of a cable, full text of its portions included.

    Raises:
        NotACableError: the text is no cable.
    """
    cable = parse(text)
    schedule = compute_schedule(cable)
    block = cable.classified_by
    return {
        "mrn": cable.mrn,
        "date": _iso(cable.date),
        "classification": cable.classification.name,
        "captions": cable.captions,
        "order": schedule.order,
        "declassify": _declassify(schedule),
        "reasons": block.reasons if block else (),
        "classified_by": block.classifier if block else None,
        "subject": cable.subject,
        "tags": cable.tags,
        "refs": cable.references,
        "portions": [_portion(cable, portion) for portion in cable.portions],
    }


def explanation_fields(title: str, schedule: Schedule) -> dict[str, object]:
    """The fields of a schedule with each step that leads to it.

    Args:
        title: the instruction, fit to be shown.
        schedule: what follows from it.
    """
    return {
        "instruction": title,
        "order": schedule.order,
        "declassify_on": _iso(schedule.due),
        "governs": schedule.governs.value,
        "instructed": _iso(schedule.instructed),
        "automatic": _iso(schedule.bound),
        "basis": schedule.basis.value,
        "rule": schedule.rule,
        "superseded": _iso(schedule.superseded),
        "review": _iso(schedule.review),
        "is_undetermined": schedule.is_undetermined,
        "steps": [_step(step) for step in schedule.steps],
        "warnings": schedule.warnings,
        "needs": schedule.needs,
    }


def _step(step: Step) -> dict[str, str]:
    return {
        "rule": step.rule,
        "citation": step.citation,
        "in": step.given,
        "out": step.result,
        "sentence": step.sentence,
    }


def _declassify(schedule: Schedule) -> dict[str, str | None]:
    return {
        "raw": schedule.raw,
        "date": _iso(schedule.date),
        "bound": _iso(schedule.bound),
        "basis": schedule.basis.value,
        "rule": schedule.rule,
    }


def _portion(cable: Cable, portion: Portion) -> dict[str, object]:
    label = portion.content - portion.spans[0].start
    return {
        "number": portion.number,
        "kind": portion.kind.value,
        "mark": portion.mark,
        "level": portion.level.name,
        "caveats": portion.caveats,
        "marked": portion.is_marked,
        "text": cable.portion_text(portion)[label:].strip(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
