"""What a reviewer chooses: the options of `declass redact` and the review file, made one review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from declass.cli.options import read_choice, read_day, read_level, read_words
from declass.cli.redact_options import AMOUNTS, COMPILATION_CHOICES, SUBJECT_CHOICES
from declass.errors import UnreadableError, UsageError
from declass.redact.release import Amount
from declass.redact.review.choices import (
    Releasing,
    SubjectChoice,
    Withholding,
    read_passage,
    read_portions,
)
from declass.redact.review.dissemination import read_caveat, read_country
from declass.redact.review.grounds import read_ground
from declass.redact.review.review import Review

Value = TypeVar("Value")


class Given(NamedTuple):
    """The values of the options, as they were written; None, or nothing, where one was not."""

    level: str | None
    on: str | None
    subject: str | None
    compilation: str | None
    amount: str | None
    merge: bool
    withhold: Sequence[str]
    withhold_text: Sequence[str]
    exempt: Sequence[str]
    releasable_to: Sequence[str]
    exclude_caveat: Sequence[str]
    release: Sequence[str]
    authority: str | None
    reason: str | None


def read_review(given: Given, file: str | None) -> Review:
    """The review that the options and the review file make together.

    Raises:
        UsageError: a value that an option or a key does not have, or options and file differ.
        UnreadableError: the file cannot be read.
    """
    chosen = _read_options(given)
    return _read_file(Path(file)).joined(chosen) if file else chosen


def save_review(
    review: Review, target: Path, mrn: str | None, sha256: str, *, overwrite: bool
) -> None:
    """Write a review of one cable to a file that only its owner can read.

    Raises:
        OutputError: it exists, or cannot be written.
    """
    from declass.redact.review.file import write_review
    from declass.whole_file import put_in_place

    about = replace(review, cable=mrn, sha256=sha256)
    put_in_place(write_review(about).encode(), target, overwrite=overwrite, is_private=True)


def _read_options(given: Given) -> Review:
    compilation = _one(given.compilation, "compilation", COMPILATION_CHOICES)
    subject = _one(given.subject, "subject", SUBJECT_CHOICES)
    amount = _one(given.amount, "amount", AMOUNTS)
    return Review(
        level=None if given.level is None else read_level(given.level),
        on=_read_on(given.on),
        subject=None if subject is None else SubjectChoice(subject),
        accepts_compilation=None if compilation is None else compilation == "release",
        amount=None if amount is None else Amount(amount),
        merges=given.merge or None,
        releasable_to=_each("--releasable-to", read_country, given.releasable_to),
        excluded_caveats=_each("--exclude-caveat", read_caveat, given.exclude_caveat),
        withheld=(
            *_each("--withhold", _read_withholding, given.withhold),
            *_each("--withhold-text", _read_passage, given.withhold_text),
            *_each("--exempt", _read_exemption, given.exempt),
        ),
        released=_read_releasing(given),
    ).in_order()


def _one(text: str | None, name: str, choices: Sequence[str]) -> str | None:
    return None if text is None else read_choice(f"choice for --{name}", text, choices)


def _each(option: str, read: Callable[[str], Value], texts: Sequence[str]) -> tuple[Value, ...]:
    with _named(option):
        return tuple(dict.fromkeys(map(read, texts)))


@contextmanager
def _named(option: str) -> Iterator[None]:
    """Say of trouble which option it is with."""
    try:
        yield
    except UsageError as trouble:
        trouble.problem = f"{option}: {trouble.problem}"
        raise


def _read_on(text: str | None) -> dt.date | None:
    with _named("--on"):
        return None if text is None else read_day(text)


def _read_withholding(text: str) -> Withholding:
    return Withholding(read_portions(text))


def _read_passage(text: str) -> Withholding:
    portion, colon, passage = text.partition(":")
    if not colon:
        raise UsageError(
            "the portion is not given",
            remedy='write it before a colon, as in 4:"first words ... last words"',
        )
    return Withholding(read_portions(portion), read_passage(passage))


def _read_exemption(text: str) -> Withholding:
    ground, colon, portions = text.rpartition(":")
    if not colon:
        raise UsageError(
            "the portions are not given", remedy="write them after a colon, as in (b)(6):4-5"
        )
    return Withholding(read_portions(portions), grounds=(read_ground(ground),))


def _read_releasing(given: Given) -> tuple[Releasing, ...]:
    if not given.release:
        for option, value in (("--authority", given.authority), ("--reason", given.reason)):
            if value is not None:
                raise UsageError(f"{option} means nothing without --release", remedy="leave it out")
        return ()
    portions = [
        portion for each in _each("--release", read_portions, given.release) for portion in each
    ]
    return (
        Releasing(
            tuple(dict.fromkeys(portions)),
            authority=read_words("--authority", given.authority),
            reason=read_words("--reason", given.reason),
        ),
    )


def _read_file(path: Path) -> Review:
    from declass.redact.review.file import LARGEST, parse_review

    try:
        with path.open("rb") as stream:
            return parse_review(stream.read(LARGEST + 1), str(path))
    except OSError as trouble:
        reason = (trouble.strerror or type(trouble).__name__).lower()
        raise UnreadableError(f"cannot be read: {reason}", place=str(path)) from trouble
