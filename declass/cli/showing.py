"""What `declass show` prints: a cable's head, its date and why, its portions, its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from declass.cable.model import Cable, ClassifiedBy, FurnitureKind, Portion, PortionKind, Span
from declass.cable.parse import parse
from declass.cable.reference import read_mrn
from declass.cli.inputs import STANDARD_INPUT, STANDARD_STREAM, Input
from declass.cli.output import print_line, print_prose, print_table
from declass.cli.portions import decided_portions, mark_of
from declass.cli.register import find_register, open_register, provenance
from declass.cli.trouble import outcomes
from declass.errors import DeclassError, UnreadableError
from declass.marking.banner import banner_text
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.redact.review.choices import Choices
from declass.redact.review.policy import withhold
from declass.schedule.decide import compute_schedule
from declass.schedule.model import Schedule
from declass.schedule.plain import is_plain_marking
from declass.store.records import Dossier

_LABEL = 15  # columns of the names of the fields
_NO_VALUE = "none"


@dataclass(frozen=True, slots=True)
class Found:
    """A cable, and what the register has under its name; the latter None for one from a file."""

    cable: Cable
    schedule: Schedule
    dossier: Dossier | None = None


def find(key: str, db: str | None) -> Found:
    """The cable in a file of that name, or else in the register under that key.

    Raises:
        UnreadableError: there is neither.
        NotACableError: it is a file, and no cable.
        StoreError: the register cannot be read.
    """
    if key == STANDARD_STREAM or Path(key).exists():
        given = Input(STANDARD_INPUT) if key == STANDARD_STREAM else Input(key, Path(key))
        (found,) = outcomes([given], lambda each: _read(each, db))
        if isinstance(found, DeclassError):
            raise found
        return found
    if find_register(db) is None:
        raise UnreadableError(
            "no such file, and there is no register to look in",
            place=key,
            remedy="check the path, or ingest the cable first",
        )
    with open_register(db, create=False) as register:
        dossier = register.find(read_mrn(key) or key)
    if dossier is None:
        raise UnreadableError(
            "no such file, and nothing of that name in the register",
            place=key,
            remedy="give a path, a message reference number such as 08TOKYO804, or a sha256",
        )
    return Found(parse(dossier.cable.text), dossier.cable.schedule, dossier)


def _read(given: Input, db: str | None) -> Found:
    """The cable in a file, with what the register, if there is one, has recorded about it."""
    source = given.read()
    cable = parse(source.text)
    schedule = compute_schedule(cable)
    if find_register(db) is not None:
        with open_register(db, create=False) as register:
            schedule = register.scheduled(provenance(given, source), cable, schedule)
    return Found(cable, schedule)


def print_cable(cable: Cable, schedule: Schedule, ceiling: Level) -> None:
    """Print all that may be seen of a cable at a level, save the words of its paragraphs."""
    sight = Sight(cable, ceiling)
    _print_head(cable, sight)
    print_line()
    _print_schedule(schedule, sight)
    print_line()
    _print_portions(cable)
    notes = [
        f"line {each.line}: {each.message}" if each.line else each.message for each in cable.remarks
    ]
    _print_notes([*notes, *schedule.warnings])


def print_history(dossier: Dossier) -> None:
    """Print the versions and the releases of a cable."""
    print_line()
    versions = [
        (
            str(each.version),
            f"{each.ingested_at:%Y-%m-%d %H:%M}",
            each.provenance.sha256[:12],
            each.provenance.name,
        )
        for each in dossier.versions
    ]
    print_table(("version", "ingested (UTC)", "sha256", "from"), versions)
    if not dossier.releases:
        return
    print_line()
    releases = [
        (
            f"{each.released_at:%Y-%m-%d %H:%M}",
            each.ceiling.name,
            each.disposition.value,
            str(each.version),
            each.released_by,
            each.pdf.output,
        )
        for each in dossier.releases
    ]
    print_table(("released (UTC)", "at", "disposition", "version", "by", "file"), releases)


class Sight:
    """What of the free text of a cable may be seen at a level: what a release would show.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
    """

    def __init__(self, cable: Cable, ceiling: Level) -> None:
        self.cable = cable
        self.ceiling = ceiling
        # Whether a compilation may be released is not the question here: no paragraph is shown.
        release = withhold(cable, ceiling, Choices(accepts_compilation=True))
        self._is_released = [
            (portion, decision.is_released)
            for portion, decision in decided_portions(cable, release)
            if portion is not None
        ]
        self._sees_all = cable.classification <= ceiling and ATOMIC.isdisjoint(cable.caveats)

    def subject(self) -> str:
        """The subject, where every portion that is one would be released."""
        shown = [shown for part, shown in self._is_released if part.kind is PortionKind.SUBJECT]
        return self._text(self.cable.subject, is_shown=all(shown) if shown else self._sees_all)

    def classifier(self) -> str:
        """Who classified it, where the text that says so would be released."""
        block = self.cable.classified_by
        if block is None:
            return _NO_VALUE
        return self._text(block.classifier, is_shown=self._sees_block(block))

    def derived_from(self) -> str:
        """The source that it is derived from, where the text that says so would be released."""
        block = self.cable.classified_by
        if block is None:
            return _NO_VALUE
        return self._text(block.derived_from, is_shown=self._sees_block(block))

    def instruction(self, schedule: Schedule) -> str:
        """The declassification instruction, where it has no free text, or all may be seen."""
        raw = schedule.raw
        is_plain = raw is not None and is_plain_marking(raw, schedule.order)
        return self._text(raw, is_shown=is_plain or self._sees_all)

    def furniture(self, kind: FurnitureKind, values: Iterable[str]) -> str:
        """Values from a part of the head, where that part holds no free text."""
        pieces = [piece for piece in self.cable.furniture if piece.kind is kind]
        is_shown = all(piece.is_understood for piece in pieces) or self._sees_all
        return self._text(", ".join(values), is_shown=is_shown)

    def _sees_block(self, block: ClassifiedBy) -> bool:
        """True where all lines that the block was put together from would be released."""
        pieces = [each for each in self.cable.furniture if each.kind is FurnitureKind.CLASSIFIED_BY]
        are_understood = all(piece.is_understood for piece in pieces) or self._sees_all
        return are_understood and self._sees(block.span)

    def _sees(self, span: Span) -> bool:
        for piece in self.cable.furniture:
            if piece.span.start <= span.start < piece.span.end:
                return piece.is_understood or self._sees_all
        for portion, is_released in self._is_released:
            if any(part.start <= span.start < part.end for part in portion.spans):
                return is_released
        return self._sees_all

    def _text(self, text: str | None, *, is_shown: bool) -> str:
        if not text:
            return _NO_VALUE
        return text if is_shown else f"withheld at {self.ceiling.name}"


def _print_head(cable: Cable, sight: Sight) -> None:
    block, sent = cable.classified_by, cable.transmission
    from_to = FurnitureKind.TRANSMISSION
    fields = (
        ("MRN", cable.mrn or _NO_VALUE),
        ("date", str(cable.date or "not readable")),
        ("classification", banner_text(cable.classification, cable.caveats)),
        ("captions", ", ".join(cable.captions) or _NO_VALUE),
        ("sections", str(cable.sections)),
        ("from", sight.furniture(from_to, [sent.origin] if sent.origin else [])),
        ("to", sight.furniture(from_to, [to.name for to in sent.addressees if to.action])),
        ("info", sight.furniture(from_to, [to.name for to in sent.addressees if not to.action])),
        ("subject", sight.subject()),
        ("tags", sight.furniture(FurnitureKind.TAGS, cable.tags)),
        ("references", sight.furniture(FurnitureKind.REFERENCES, cable.references)),
        ("classified by", sight.classifier()),
        ("reasons", ", ".join(block.reasons if block else ()) or _NO_VALUE),
    )
    for name, value in fields:
        _print_field(name, value)


def _print_schedule(schedule: Schedule, sight: Sight) -> None:
    """Print when the cable is declassified, and each step that leads there with its citation."""
    _print_field("declassify on", str(schedule.due or _without_date(schedule)))
    _print_field("basis", f"{schedule.basis} ({schedule.rule})")
    _print_field("instruction", sight.instruction(schedule))
    _print_field("automatic date", str(schedule.bound or _NO_VALUE))
    if schedule.superseded:
        _print_field("written date", f"{schedule.superseded}, superseded")
    if schedule.review:
        _print_field("review date", str(schedule.review))
    print_line("why")
    for number, step in enumerate(schedule.steps, start=1):
        first = f"  {number}. "
        print_prose(step.sentence, first=first, indent=" " * len(first))
        print_prose(f"{step.rule}: {step.citation}", first=" " * len(first))


def _without_date(schedule: Schedule) -> str:
    return "undetermined" if schedule.is_undetermined else "no date"


def _print_portions(cable: Cable) -> None:
    rows = [
        (
            portion.name,
            mark_of(portion),
            portion.level.name,
            ", ".join(portion.caveats),
            _source_of_level(portion),
        )
        for portion in cable.portions
    ]
    print_table(("portion", "mark", "level", "caveats", "level from"), rows)


def _source_of_level(portion: Portion) -> str:
    if portion.inherited_from is not None:
        return f"paragraph {portion.inherited_from}"
    return _SOURCES[portion.level_source.value]


_SOURCES = {
    "written": "its mark",
    "parent": "the paragraph above",
    "overall": "the whole cable",
    "unreadable": "the whole cable: its mark cannot be read",
    "raised": "another mark in it",
}


def _print_notes(notes: Iterable[str]) -> None:
    for position, note in enumerate(notes):
        if position == 0:
            print_line()
            print_line("notes")
        print_prose(note, first="  ", indent="    ")


def _print_field(name: str, value: str) -> None:
    print_prose(value, first=name.ljust(_LABEL), indent=" " * _LABEL)
