"""Release -> one JSON object, for programs: the fields of `release.schema.json`, fixed for good.

It is written in ASCII, in one way only. Released lines are in it sign for sign: what reads them is
to take them for text, not for markup or for commands to a terminal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from declass.redact.drawn import Drawn
from declass.redact.paper.facts import DECLASSIFIED, DOWNGRADED, change, stamp_warnings
from declass.redact.release import Decision, Part, Release, ReleasedLine, WithheldRun

RELEASED, WITHHELD = "released", "withheld"


def draw(release: Release, *_: object) -> Drawn:
    """Draw a release.

    Args:
        release: what may be seen.
        _: the words of releases and the texts of their templates: a program reads none, so that
            there is no cover.

    Returns:
        The file; as its own words, its texts and numbers that are no lines of the source.
    """
    return Drawn(
        content=write(fields_of(release)),
        own_words=tuple(dict.fromkeys(_own_words(release))),
        warnings=tuple(stamp_warnings(release)),
    )


def write(value: object) -> bytes:
    """A JSON value in the one form in which a release has it."""
    return json.dumps(value, indent=2).encode() + b"\n"


def _own_words(release: Release) -> Iterator[str]:
    """What the file says beside released lines; a bookmark that is a heading is one of those."""
    head = (release.mrn, release.ceiling, release.old_banner, release.new_banner)
    told: list[object] = [*head, release.disposition.value, release.amount.value]
    told += _stamp(release).values()
    for line in release.lines:
        if isinstance(line, WithheldRun):
            told += _run(line).values()
        else:
            is_label = line.part is not Part.HEADING
            told += [RELEASED, line.part.value, line.bookmark if is_label else None]
    for decision in release.public_decisions:
        told += _decision(decision).values()
    yield from [str(each) for each in told if each]


def fields_of(release: Release) -> dict[str, object]:
    """The fields of a release."""
    return {
        "mrn": release.mrn,
        "ceiling": release.ceiling,
        "old_banner": release.old_banner,
        "new_banner": release.new_banner,
        "disposition": release.disposition.value,
        "amount": release.amount.value,
        "stamp": _stamp(release),
        "lines": [
            _line(each) if isinstance(each, ReleasedLine) else _run(each) for each in release.lines
        ],
        "decisions": [_decision(each) for each in release.public_decisions],
    }


def _stamp(release: Release) -> dict[str, object]:
    """What is stated; of a change, where the release is changed so, and not else."""
    stamp, changed = release.stamp, change(release)
    return {
        "case": stamp.case,
        "document": stamp.document,
        "agency": stamp.agency,
        "change": changed,
        "declassified_by": stamp.declassified_by if changed == DECLASSIFIED else "",
        "downgraded_to": stamp.downgraded_to if changed == DOWNGRADED else "",
        "authority": stamp.authority if changed else "",
        "on": str(stamp.on) if changed and stamp.on else None,
    }


def _line(line: ReleasedLine) -> dict[str, object]:
    return {
        "kind": RELEASED,
        "part": line.part.value,
        "text": line.text,
        "is_struck": line.is_struck,
        "begins": line.begins,
        "bookmark": line.bookmark,
    }


def _run(run: WithheldRun) -> dict[str, object]:
    return {
        "kind": WITHHELD,
        "part": run.part.value,
        "label": run.label,
        "ground": run.ground,
        "lines": run.lines,
        "paragraphs": run.paragraphs,
    }


def _decision(decision: Decision) -> dict[str, object]:
    return {
        "label": decision.label,
        "kind": decision.kind,
        "level": decision.level,
        "decision": RELEASED if decision.is_released else WITHHELD,
        "lines": decision.lines,
        "ground": decision.ground,
        "reason": decision.reason,
    }
