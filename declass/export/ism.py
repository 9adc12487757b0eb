"""Cables as XML: the markings of each as attributes of ISM, and no word of a portion.

A cable becomes an element `cable` with one element `portion` for each of its portions, in order.
Several become a `collection`, which is marked as the roll-up of all. What the markings cannot say,
or say otherwise than the cable, stands in elements `remark`. docs/ism.md describes it all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as ET

from declass.cable.model import Cable, Portion
from declass.errors import OutputError
from declass.export.collection import collected
from declass.export.declassification import (
    NOTHING_SHOWN,
    Words,
    add_instructed,
    authority,
    declassification,
)
from declass.export.elements import marked, remark
from declass.export.markings import Draft, as_whole, is_above, roll_up, say
from declass.export.names import PREFIXES, UNDATED, ism
from declass.export.notes import Note
from declass.export.validate import validate
from declass.export.vocabulary import version
from declass.schedule.model import Schedule

COMPILATION = "not stated by the cable"
"""Why a document is marked above all its portions, where the cable does not say."""


def marked_cable(cable: Cable, schedule: Schedule, words: Words = NOTHING_SHOWN) -> ET.Element:
    """The element of a cable.

    Args:
        cable: the cable.
        schedule: when it is declassified.
        words: what may be shown of its free text.
    """
    portions = [say(portion.level, portion.caveats) for portion in cable.portions]
    parts = [draft.frozen() for draft in portions]
    whole = as_whole(say(cable.classification, (*cable.caveats, *cable.captions)))
    add_instructed(whole, parts, schedule)
    roll_up(whole, parts)
    said = _resource(whole, cable.date)
    said |= authority(whole, cable.classified_by, words)
    said |= declassification(whole, schedule, words)
    if is_above(whole.classification, parts):
        said[ism("compilationReason")] = COMPILATION
    result = marked("cable", whole, {"mrn": cable.mrn}, said)
    remark(result, [Note(*each) for each in cable.remarks])
    remark(result, whole.notes)
    for portion, draft in zip(cable.portions, portions, strict=True):
        result.append(_portion(portion, draft))
    return result


def together(cables: Sequence[ET.Element]) -> ET.Element:
    """The one cable, or the collection of several.

    Args:
        cables: elements of cables, at least one.
    """
    return cables[0] if len(cables) == 1 else collected(cables)


def require_valid(root: ET.Element) -> None:
    """Refuse what breaks a constraint of ISM.

    Raises:
        OutputError: it does, which is a defect of declass.
    """
    if problems := validate(root):
        broken = ", ".join(dict.fromkeys(problem.constraint for problem in problems))
        raise OutputError(
            f"the export is not valid ISM ({broken})",
            remedy="report this as a defect of declass, without the cable",
        )


def write(root: ET.Element) -> bytes:
    """The XML of a cable or a collection, in ASCII.

    Raises:
        OutputError: it is not valid.
    """
    require_valid(root)
    for prefix, namespace in PREFIXES.items():
        ET.register_namespace(prefix, namespace)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return text + b"\n"


def _resource(whole: Draft, day: date | None) -> dict[str, str]:
    said = {ism("resourceElement"): "true", ism("DESVersion"): version()}
    if day is None:
        whole.remark("undated")
        return said | {UNDATED: "true"}
    return said | {ism("createDate"): day.isoformat()}


def _portion(portion: Portion, draft: Draft) -> ET.Element:
    labels = {
        "kind": portion.kind.value,
        "number": portion.number,
        "label": portion.label,
        "levelFrom": portion.level_source.value,
    }
    result = marked("portion", draft, labels, {})
    remark(result, draft.notes)
    return result
