"""What `declass redact` does with each cable: read, release, verify, publish, record."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from declass.cable.model import Cable, Portion
from declass.cable.parse import parse
from declass.cli.crosschecking import CrossChecker
from declass.cli.inputs import Input
from declass.cli.output import STANDARD_OUTPUT, Screen, write_whole
from declass.cli.portions import decided_portions, mark_of
from declass.cli.register import is_there, open_register, provenance, stamp
from declass.cli.reviewing import save_review
from declass.cli.stamping import recorded
from declass.errors import OutputError, StoreError, UsageError
from declass.marking.level import Level
from declass.redact.formats import PDF, Format, Presentation
from declass.redact.prepare import Prepared, prepare
from declass.redact.publish import publish
from declass.redact.release import Decision
from declass.redact.review.choices import Choices
from declass.redact.review.grounds import is_beyond_25_years
from declass.redact.review.notes import overrides, recorded_choices
from declass.redact.review.review import Review
from declass.sources.read import Source
from declass.whole_file import require_room

if TYPE_CHECKING:
    from declass.redact.signing.sign import Credentials
    from declass.schedule.model import Schedule
    from declass.store.register import Register

_WITHHELD = "withheld"
_HEADS = ("portion", "mark", "level", "decision", "lines", "ground")


class _Delivered(NamedTuple):
    """Where a release went, and the digest of its bytes there."""

    place: str
    sha256: str


@dataclass(slots=True)
class Releaser:
    """Releases cables, one after another, as one command asks for.

    Attributes:
        review: what the reviewer chose.
        today: the day of the release, where none was chosen.
        saved: where the review is to be written, None for nowhere.
        presentation: how the releases are to look.
        output: where the file goes, None for a name after that of the cable.
        stream: standard output, where the file goes there, else None.
        overwrite: whether a file that exists may be replaced.
        register: where releases are recorded, None for nowhere.
        screen: where to say what was released.
        remarks: where to say how the cable was read, which is about all of its text: no public
            output, and so on standard error.
        cross: looks for what withheld and released parts share.
        credentials: who signs the releases, None for nobody.
    """

    review: Review
    today: dt.date
    saved: Path | None
    presentation: Presentation
    output: str | None
    stream: RawIOBase | None
    overwrite: bool
    register: str | Path | None
    screen: Screen
    remarks: Screen
    cross: CrossChecker
    credentials: Credentials | None = None
    _written: set[Path] = field(default_factory=set)
    _open_register: Register | None = None

    def release(self, given: Input) -> None:
        """Release one cable: the file stands under its name, whole and verified, or not at all.

        Raises:
            UnreadableError, NotACableError: it is no text of a cable.
            RefusedReleaseError: a reviewer has to decide, or the file failed its verification.
            OutputError: the file cannot be written, or exists.
            StoreError: the file stands, and the register could not record it.
        """
        source = given.read()
        cable = parse(source.text)
        self.review.require(cable.mrn, source.sha256, source.name)
        prepared = prepare(
            cable,
            self._level,
            self._choices,
            presentation=self.presentation,
            schedule=self._schedule(given, source, cable),
        )
        self.cross.check(cable, prepared.verdicts, source.name)
        self._require_room_for_review(given.path, self._target(given.path, cable.mrn))
        delivered = self._deliver(prepared, given, cable.mrn)
        self._tell(prepared, cable, source, delivered.place)
        if self.saved is not None:
            self._save_review(self.saved, cable, source)
        if self.register is not None:
            with _named(delivered.place):
                self._record(given, source, cable, prepared, delivered)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._open_register is not None:
            self._open_register.close()

    @property
    def _level(self) -> Level:
        return Level.U if self.review.level is None else self.review.level

    @property
    def _choices(self) -> Choices:
        choices = self.review.choices()
        return choices if choices.on else replace(choices, on=self.today)

    def _schedule(self, given: Input, source: Source, cable: Cable) -> Schedule | None:
        """The schedule with what is recorded, where that can matter to the grounds of a release."""
        is_asked = is_beyond_25_years(cable, self._choices.on)
        if not is_asked or self.register is None or not is_there(self.register):
            return None
        from declass.schedule.decide import compute_schedule

        with open_register(self.register, create=False) as register:
            return register.scheduled(provenance(given, source), cable, compute_schedule(cable))

    def _target(self, path: Path | None, mrn: str | None) -> Path:
        """The file of a release that does not go to standard output."""
        form = self.presentation.form
        return Path(self.output) if self.output else default_output(path, mrn, form)

    def _require_room_for_review(self, path: Path | None, target: Path) -> None:
        """Refuse a review file that could not be written, before anything is."""
        if self.saved is None:
            return
        if self.saved.resolve() == target.resolve():
            raise UsageError(
                "the review file is the release itself",
                place=str(self.saved),
                remedy="give another name",
            )
        if path is not None and self.saved.exists() and self.saved.samefile(path):
            raise UsageError(
                "the review file is the cable itself",
                place=str(self.saved),
                remedy="give another name",
            )
        require_room(self.saved, overwrite=self.overwrite)

    def _save_review(self, target: Path, cable: Cable, source: Source) -> None:
        whole = replace(self.review, level=self._level, on=self._choices.on)
        save_review(whole, target, cable.mrn, source.sha256, overwrite=self.overwrite)
        self.screen.line(f"review: {target}")

    def _deliver(self, prepared: Prepared, given: Input, mrn: str | None) -> _Delivered:
        if self.stream is not None:
            content = self._finished(prepared, STANDARD_OUTPUT)
            write_whole(content, self.stream)
            return _Delivered(STANDARD_OUTPUT, sha256(content).hexdigest())
        target = self._target(given.path, mrn)
        self._require_own(target, given.path)
        is_signed = self.credentials is not None
        published = publish(
            self._finished(prepared, str(target)) if is_signed else prepared.content,
            target,
            check=None if is_signed else prepared.check,
            overwrite=self.overwrite,
        )
        self._written.add(target.resolve())
        return _Delivered(str(published.path), published.sha256)

    def _finished(self, prepared: Prepared, place: str) -> bytes:
        """The release, verified, and then signed where it is to be."""
        prepared.check(prepared.content, place)
        if self.credentials is None:
            return prepared.content
        from declass.redact.signing.sign import sign

        return sign(prepared.content, self.credentials, now=stamp()["now"], place=place)

    def _require_own(self, target: Path, path: Path | None) -> None:
        """Refuse to write over the cable itself, or over another release of the same run."""
        if path is not None and target.exists() and target.samefile(path):
            raise UsageError(
                "the output is the cable itself", place=str(target), remedy="give another name"
            )
        if target.resolve() in self._written:
            raise OutputError(
                "another cable of this run was released under this name",
                place=str(target),
                remedy="release this one by itself, with -o",
            )

    def _tell(self, prepared: Prepared, cable: Cable, source: Source, place: str) -> None:
        release, screen = prepared.release, self.screen
        screen.line(f"{source.name}: {release.mrn or 'no message number'}, {release.old_banner}")
        screen.table(
            (*_HEADS, "why") if screen.is_verbose else _HEADS,
            [
                _row(portion, decision, with_reason=screen.is_verbose)
                for portion, decision in decided_portions(cable, release)
            ],
            accent=_WITHHELD,
        )
        for step in source.steps:
            self.remarks.detail(f"undressed: {step}")
        for doubt in source.warnings:
            self.remarks.line(f"note: {doubt}")
        for warning in prepared.warnings:
            screen.line(f"note: {warning}")
        withheld = sum(not decision.is_released for decision in release.decisions)
        share = f"{withheld} of {len(release.decisions)} withheld"
        screen.line(f"{release.disposition} at {release.ceiling}, {share}: {place}")

    def _record(
        self,
        given: Input,
        source: Source,
        cable: Cable,
        prepared: Prepared,
        delivered: _Delivered,
    ) -> None:
        """Record the release, and first the cable, if the register does not have it."""
        from declass.schedule.decide import compute_schedule
        from declass.store.records import PublishedPdf

        if self._open_register is None:
            self._open_register = open_register(self.register, create=True)
        is_file = delivered.place != STANDARD_OUTPUT
        self._open_register.ingest(
            provenance(given, source), cable, compute_schedule(cable), **stamp()
        )
        self._open_register.record_release(
            source.sha256,
            prepared.release,
            PublishedPdf(
                output=str(Path(delivered.place).absolute()) if is_file else delivered.place,
                sha256=delivered.sha256,
                options=self._recorded(cable),
                overrides=overrides(prepared.verdicts),
            ),
            **stamp(),
        )
        self.screen.detail(f"recorded in {self._open_register.place}")

    def _recorded(self, cable: Cable) -> tuple[tuple[str, str], ...]:
        """What was decided otherwise than by rule."""
        form = self.presentation.form
        return (
            *recorded_choices(cable, self._choices),
            *([("on", str(self.review.on))] if self.review.on else ()),
            *recorded(self.presentation.stamp),
            *([("format", form.name)] if form is not PDF else ()),
            *([("sign", self.credentials.fingerprint)] if self.credentials else ()),
        )


def default_output(path: Path | None, mrn: str | None, form: Format) -> Path:
    """The name of a release: that of its cable, beside it where that directory can be written.

    A cable from standard input has no name; its message reference number stands for it.
    """
    if path is None:
        return Path(f"{mrn or 'stdin'}{form.suffix}")
    beside = path.with_name(f"{path.stem}{form.suffix}")
    return beside if os.access(path.parent, os.W_OK) else Path(beside.name)


@contextmanager
def _named(place: str) -> Iterator[None]:
    """Say of trouble with the register that the release itself stands."""
    try:
        yield
    except StoreError as error:
        error.problem = f"released as {place}, but not recorded: {error.problem}"
        raise


def _row(portion: Portion | None, decision: Decision, *, with_reason: bool) -> tuple[str, ...]:
    cells = (
        portion.name if portion else decision.label,
        mark_of(portion) if portion else "",
        decision.level,
        "released" if decision.is_released else _WITHHELD,
        str(decision.lines or ""),
        decision.ground,
    )
    return (*cells, decision.reason) if with_reason else cells
