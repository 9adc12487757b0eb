"""What `declass verify` does: read a PDF, look into it, report."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from declass.cli.files import Desk
from declass.cli.output import print_json, print_line
from declass.errors import UnreadableError
from declass.inspection.file import MAX_FILE
from declass.inspection.inspect import inspect
from declass.inspection.kinds import KINDS, Finding
from declass.marking.level import Level

LONGEST_EXCERPT = 200  # characters of hidden text in a report


class Verification(NamedTuple):
    """What was found in a file.

    Attributes:
        name: of the file.
        pdf: its bytes.
        findings: what was found.
    """

    name: str
    pdf: bytes
    findings: tuple[Finding, ...]


def examine(name: str, against: str | None, ceiling: Level) -> Verification:
    """Look into a file.

    Args:
        name: of the file.
        against: a cable whose withheld words must not be in it, or None.
        ceiling: the level above which its words are withheld.

    Raises:
        UnreadableError: the file or the cable cannot be read.
        NotACableError: the cable is none.
    """
    pdf = _bytes(Path(name))
    withheld, released = _words(Path(against), ceiling) if against else ((), ())
    try:
        return Verification(name, pdf, inspect(pdf, withheld=withheld, released=released))
    except UnreadableError as error:
        error.place = name
        raise


def print_report(verification: Verification, desk: Desk, *, with_text: bool) -> None:
    """Print a line for each finding, and how many there are."""
    for finding in verification.findings:
        print_line(f"{verification.name}: {_sentence(finding)}")
        if with_text and finding.text:
            print_line(f"    {finding.text[:LONGEST_EXCERPT]}")
    count = len(verification.findings)
    found = f"{count} finding{'s' * (count != 1)}" if count else "nothing found"
    desk.remark(f"{verification.name}: {found}")


def print_objects(verification: Verification, *, with_text: bool) -> None:
    """Print a JSON object for each finding."""
    for finding in verification.findings:
        told: dict[str, object] = {
            "file": verification.name,
            "kind": finding.kind.value,
            "title": KINDS[finding.kind].title,
            "page": finding.page,
            "box": [round(side, 2) for side in finding.box] if finding.box else None,
            "count": finding.count,
            "where": finding.where,
        }
        print_json(told | ({"text": finding.text[:LONGEST_EXCERPT]} if with_text else {}))


def save_pictures(verification: Verification, target: Path, desk: Desk) -> None:
    """Write a picture of each page on which something has a place.

    Raises:
        OutputError: one exists, or cannot be written.
    """
    from declass.inspection.picture import draw_findings

    for index, picture in enumerate(draw_findings(verification.pdf, verification.findings)):
        further = target.with_name(f"{target.stem}-{picture.page}{target.suffix}")
        desk.save(picture.png, further if index else target)


def _sentence(finding: Finding) -> str:
    place = f"page {finding.page}, " if finding.page else ""
    if finding.box:
        place += "box " + " ".join(f"{side:.0f}" for side in finding.box) + ", "
    count = f": {finding.count}" if finding.count else ""
    where = f" ({finding.where})" if finding.where else ""
    return f"{place}{finding.kind} {KINDS[finding.kind].title}{count}{where}"


def _words(path: Path, ceiling: Level) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a cable that a release withholds, and those that it may show."""
    from declass.cable.parse import parse
    from declass.redact.prepare import prepare
    from declass.redact.review.choices import Choices
    from declass.sources.read import read_file

    cable = parse(read_file(path).text)
    prepared = prepare(cable, ceiling, Choices(accepts_compilation=True))
    return prepared.withheld, prepared.released


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnreadableError("the file is too large", place=str(path), remedy="split it")
        return path.read_bytes()
    except OSError as trouble:
        reason = (trouble.strerror or type(trouble).__name__).lower()
        raise UnreadableError(f"cannot be read: {reason}", place=str(path)) from trouble
