"""The wall, as a theorem: what a release withholds changes no byte that anybody gets.

For every parsed cable, level and decision of a reviewer: replacing the words of what is withheld by
any words on as many lines leaves each public output as it was. Public are all that `declass redact`
gives in any form: the file, its name and size, the exit code, standard output and standard error
(the cross-check aside, which is the answer to a question about withheld words), and what the
register tells of the release.

`DECLASS_NONINTERFERENCE=50000 pytest tests/redact/test_noninterference.py` is the long run.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import io
import itertools
import os
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, assume, given, reject, settings
from hypothesis import strategies as st

from declass.cable.model import Cable, Furniture, Portion, PortionKind
from declass.cable.parse import parse
from declass.cli import releasing
from declass.cli.app import run
from declass.cli.inputs import Input
from declass.errors import NotACableError
from declass.marking.level import Level
from declass.redact.formats import FORMATS, PDF, Presentation
from declass.redact.prepare import prepare
from declass.redact.release import Amount
from declass.redact.review.choices import Choices, SubjectChoice
from declass.redact.stamp import UNSTAMPED, Stamp
from declass.report import redaction_log
from declass.sources.read import Source
from declass.store.register import Register
from tests.cable.factories import cable_text
from tests.redact.composed import cables, secrets
from tests.redact.rewritten import with_other_words, withheld_elements

CABLES = int(os.environ.get("DECLASS_NONINTERFERENCE", "500"))
LEVELS = st.sampled_from((Level.U, Level.U, Level.SBU, Level.C, Level.S))
forms = st.just(PDF) | st.sampled_from([*FORMATS.values()])
stamps = st.sampled_from(
    (
        UNSTAMPED,
        Stamp(has_cover=True),
        Stamp(case="F-12", declassified_by="A. QUILL, REVIEWER", has_cover=True),
    )
)
presentations = st.builds(Presentation, form=forms, stamp=stamps)
ways_to_say_it = st.tuples(
    forms.map(lambda form: ("--format", form.name)),
    st.sampled_from([(), ("--verbose",), ("--cover",), ("--case", "F-12")]),
)
NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)

many = settings(
    max_examples=CABLES,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)

choices = st.builds(
    Choices,
    subject=st.sampled_from(SubjectChoice),
    accepts_compilation=st.just(value=True),
    amount=st.sampled_from(Amount),
    merges=st.booleans(),
    releasable_to=st.sampled_from([(), (), ("GBR",)]),
    excluded_caveats=st.sampled_from([(), (), ("NOFORN",)]),
)


class Twins:
    """A cable, and the same with other withheld words."""

    def __init__(self, text: str, level: Level, decided: Choices, said: Sequence[str]) -> None:
        self.cable = _parsed(text)
        before = prepare(self.cable, level, decided)
        self.withheld = withheld_elements(before.verdicts)
        assume(self.withheld)
        self.other = rewritten(self.cable, self.withheld, itertools.cycle(said))
        assume(self.other.text != self.cable.text)


def _parsed(text: str) -> Cable:
    try:
        return parse(text)
    except NotACableError:
        reject()


def rewritten(cable: Cable, withheld: Sequence[Portion | Furniture], words: Iterator[str]) -> Cable:
    made = with_other_words(cable, withheld, lambda: next(words) or "x")
    is_subject_withheld = any(each.kind is PortionKind.SUBJECT for each in withheld)
    return dataclasses.replace(made, subject=next(words)) if is_subject_withheld else made


@many
@given(cables, LEVELS, choices, secrets, presentations)
def test_other_withheld_words_change_nothing_of_what_is_published(
    text: str, level: Level, decided: Choices, said: list[str], presentation: Presentation
) -> None:
    twins = Twins(text, level, decided, said)
    one, other = [
        prepare(cable, level, decided, presentation=presentation)
        for cable in (twins.cable, twins.other)
    ]
    assert one.release == other.release
    assert one.content == other.content
    assert one.warnings == other.warnings


@pytest.mark.slow
@settings(many, phases=[phase for phase in Phase if phase is not Phase.shrink])
@given(cables, LEVELS, choices, secrets, ways_to_say_it)
def test_other_withheld_words_change_nothing_that_the_command_gives(
    text: str, level: Level, decided: Choices, said: list[str], way: tuple[tuple[str, ...], ...]
) -> None:
    twins = Twins(text, level, decided, said)
    arguments = [
        *itertools.chain(*way),
        *("--level", level.name, "--subject", decided.subject.value),
        *("--compilation", "release", "--amount", decided.amount.value),
        *(["--merge"] if decided.merges else []),
        *[f"--releasable-to={country}" for country in decided.releasable_to],
        *[f"--exclude-caveat={caveat}" for caveat in decided.excluded_caveats],
    ]
    one, other = [published(cable, arguments) for cable in (twins.cable, twins.other)]
    assert one == other


def published(cable: Cable, arguments: Sequence[str]) -> dict[str, object]:
    """All that `declass redact` and `declass log` give for a cable, by what it is.

    The text of the cable goes the way of all cables, save that it is read and parsed beforehand:
    what is under test is what comes after.
    """
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("cable.txt").touch()
        Path("register.db").write_bytes(empty_register())
        given: dict[str, object] = {}
        with read_as(cable), stopped_clock():
            given["redact"] = said_by(
                "redact", "cable.txt", *arguments, "--no-cross-check", "--db", "register.db"
            )
            given["log"] = said_by("log", "--json", "--db", "register.db")
        for path in Path().iterdir():
            if path.name not in ("cable.txt", "register.db"):
                given[path.name] = path.read_bytes()
        return given


@cache
def empty_register() -> bytes:
    """A register, made once: to make one takes longer than all the rest."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.db"
        with Register.open(path, create=True):
            pass
        return path.read_bytes()


def said_by(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(words)
    return code, out.getvalue(), err.getvalue()


@contextlib.contextmanager
def read_as(cable: Cable) -> Iterator[None]:
    digest = sha256(cable.text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source("cable.txt", cable.text, "utf-8", digest)
    with (
        mock.patch.object(Input, "read", return_value=source),
        mock.patch.object(releasing, "parse", return_value=cable),
        mock.patch.object(redaction_log, "parse", return_value=cable),
    ):
        yield


@contextlib.contextmanager
def stopped_clock() -> Iterator[None]:
    stamp = {"now": NOW, "actor": "tester"}
    with mock.patch.object(releasing, "stamp", return_value=stamp):
        yield


def test_the_twins_are_what_they_should_be() -> None:
    """The property says something: withheld words do differ, released ones do not."""
    text = cable_text("1. (U) Nets.\n\n2. (S) Boats\nare old.\n")
    cable = parse(text)
    withheld = withheld_elements(prepare(cable, Level.U).verdicts)
    other = rewritten(cable, withheld, itertools.repeat("9. (S) SENTINEL"))
    expected = text.replace(" Boats\nare old.", "9. (S) SENTINEL\n9. (S) SENTINEL")
    assert other.text == expected


@pytest.mark.parametrize("arguments", [["--level", "U"], ["--level", "S"]], ids=["part", "full"])
def test_what_is_compared_is_all_there(arguments: list[str]) -> None:
    text = cable_text("1. (U) Nets.\n\n2. (S) Boats\nare old.\n")
    given = published(parse(text), arguments)
    redacted = given["redact"]
    assert isinstance(redacted, tuple)
    assert redacted[0] == 0
    assert "cable.redacted.pdf" in redacted[1]
    assert given.keys() == {"redact", "log", "cable.redacted.pdf"}
