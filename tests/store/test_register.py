"""What comes into the register, what comes out, and what does not change."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from declass.cable.model import Cable
from declass.errors import StoreError
from declass.marking.level import Level
from declass.redact.release import Disposition
from declass.schedule.model import Schedule
from declass.store.records import Action, Outcome, Provenance
from declass.store.register import Register
from tests.store.factories import (
    ACTOR,
    LATER,
    NOW,
    make_cable,
    make_pdf,
    make_provenance,
    make_release,
    make_schedule,
)

CORRECTED = ("1. (S) The loan of the three scrolls is agreed.\n",)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.open(tmp_path / "register.sqlite3", create=True) as opened:
        yield opened


def ingest(
    register: Register,
    cable: Cable,
    schedule: Schedule | None = None,
    *,
    name: str = "/cables/a.txt",
    now: dt.datetime = NOW,
) -> Outcome:
    provenance = make_provenance(cable, name)
    return register.ingest(provenance, cable, schedule or make_schedule(), now=now, actor=ACTOR)


def test_a_cable_and_its_schedule_come_back_as_they_went_in(register: Register) -> None:
    cable, schedule = make_cable(), make_schedule(bound=dt.date(2033, 12, 31))
    assert ingest(register, cable, schedule) is Outcome.NEW

    dossier = register.find("08TOKYO804")
    assert dossier is not None
    stored = dossier.cable
    assert stored.schedule == schedule
    assert stored.provenance == make_provenance(cable)
    assert stored.ingested_at == NOW
    assert cable.classified_by is not None
    assert stored.classifier == cable.classified_by.classifier
    assert stored.reasons == cable.classified_by.reasons
    for field in (
        *("text", "mrn", "date", "classification", "caveats", "captions", "subject", "tags"),
        "references",
    ):
        assert getattr(stored, field) == getattr(cable, field), field
    for facts, portion in zip(stored.portions, cable.portions, strict=True):
        for field in (
            *("number", "kind", "label", "level", "level_source", "caveats", "is_marked"),
        ):
            assert getattr(facts, field) == getattr(portion, field), field
    assert [facts.lines for facts in stored.portions] == [1, 2]
    assert [(line.order, line.text) for line in stored.instructions] == [("12958", "03/24/2016")]


def test_the_same_bytes_change_nothing_under_whatever_name(register: Register) -> None:
    ingest(register, make_cable())
    before = register.find("08TOKYO804")
    assert ingest(register, make_cable(), now=LATER) is Outcome.UNCHANGED
    assert ingest(register, make_cable(), name="/cables/copy.txt") is Outcome.UNCHANGED
    assert register.find("08TOKYO804") == before
    assert register.verify_chain().events == 1


def test_a_corrected_text_becomes_the_current_version_and_the_old_one_stays(
    register: Register,
) -> None:
    ingest(register, make_cable())
    corrected = make_cable(body=CORRECTED)
    assert ingest(register, corrected, now=LATER) is Outcome.NEW_VERSION

    dossier = register.find("08TOKYO804")
    assert dossier is not None
    assert dossier.cable.text == corrected.text
    assert [(v.version, v.is_current, v.ingested_at) for v in dossier.versions] == [
        (1, False, NOW),
        (2, True, LATER),
    ]
    assert [event.action for event in dossier.events] == [Action.INGESTED, Action.REPLACED]
    assert len(list(register.due_entries())) == 1


def test_an_old_text_that_comes_again_does_not_become_current(register: Register) -> None:
    ingest(register, make_cable())
    ingest(register, make_cable(body=CORRECTED))
    assert ingest(register, make_cable(), now=LATER) is Outcome.UNCHANGED
    dossier = register.find("08TOKYO804")
    assert dossier is not None
    assert dossier.cable.version == 2


def test_two_cables_without_a_number_are_two_cables(register: Register) -> None:
    first, second = make_cable(None), make_cable(None, body=CORRECTED)
    assert [ingest(register, first), ingest(register, second)] == [Outcome.NEW, Outcome.NEW]
    assert len(list(register.due_entries())) == 2


@pytest.mark.parametrize("digits", [12, 20, 64])
@pytest.mark.parametrize("mrn", [None, "08TOKYO804"], ids=["without MRN", "with MRN"])
def test_a_cable_is_found_by_the_first_digits_of_its_sha256(
    register: Register, mrn: str | None, digits: int
) -> None:
    cable = make_cable(mrn)
    ingest(register, cable)
    dossier = register.find(make_provenance(cable).sha256[:digits])
    assert dossier is not None
    assert dossier.cable.text == cable.text


@pytest.mark.parametrize("key", ["08PARIS1", "", "abc", "0" * 12, "%", "08TOKYO80", "08TOKYO8_4"])
def test_what_is_not_there_is_not_found(register: Register, key: str) -> None:
    ingest(register, make_cable())
    assert register.find(key) is None


def test_digits_that_fit_two_cables_are_refused(register: Register) -> None:
    for mrn, last in (("08TOKYO1", "1"), ("08TOKYO2", "2")):
        provenance = Provenance("/cables/a.txt", "c" * 63 + last)
        register.ingest(provenance, make_cable(mrn), make_schedule(), now=NOW, actor=ACTOR)
    with pytest.raises(StoreError, match="several cables"):
        register.find("c" * 12)


def test_a_release_is_kept_with_the_version_that_it_shows(register: Register) -> None:
    cable = make_cable()
    ingest(register, cable)
    ingest(register, make_cable(body=CORRECTED))
    register.record_release(
        make_provenance(cable).sha256, make_release(), make_pdf(), now=LATER, actor="b.reviewer"
    )
    dossier = register.find("08TOKYO804")
    assert dossier is not None
    [release] = dossier.releases
    assert (release.version, release.ceiling, release.disposition, release.withheld) == (
        *(1, Level.C, Disposition.IN_PART, 2),
    )
    assert release.pdf == make_pdf()
    assert (release.released_at, release.released_by) == (LATER, "b.reviewer")
    assert dossier.events[-1].action is Action.RELEASED


def test_a_release_of_an_unknown_text_is_refused_and_leaves_no_trace(register: Register) -> None:
    with pytest.raises(StoreError, match="not in the register; ingest it"):
        register.record_release("ff" * 32, make_release(), make_pdf(), now=NOW, actor=ACTOR)
    assert register.verify_chain().events == 0


def test_a_failure_is_listed_once_however_often_it_happens(register: Register) -> None:
    for now in (NOW, LATER):
        register.record_failure("/cables/b.txt", "aa" * 32, "is no cable", now=now, actor=ACTOR)
    [failure] = register.failures()
    assert (failure.source_name, failure.sha256) == ("/cables/b.txt", "aa" * 32)
    assert (failure.reason, failure.failed_at) == ("is no cable", NOW)
    assert register.undated().failed == 1
    assert register.verify_chain().events == 1


def test_a_failure_is_closed_by_the_same_bytes_and_not_by_others_of_its_name(
    register: Register,
) -> None:
    cable = make_cable()
    register.record_failure(
        "/cables/a.txt", make_provenance(cable).sha256, "is no cable", now=NOW, actor=ACTOR
    )
    ingest(register, make_cable(body=CORRECTED), name="/cables/a.txt", now=LATER)
    assert len(register.failures()) == 1
    ingest(register, cable, name="/cables/z.txt", now=LATER)
    assert register.failures() == ()


def test_an_unreadable_file_is_closed_by_a_later_cable_of_its_name(register: Register) -> None:
    ingest(register, make_cable("08TOKYO1"), name="/cables/a.txt", now=NOW)
    register.record_failure("/cables/a.txt", None, "is forbidden", now=LATER, actor=ACTOR)
    assert len(register.failures()) == 1
    later = LATER + dt.timedelta(seconds=1)
    ingest(register, make_cable("08TOKYO2"), name="/cables/a.txt", now=later)
    assert register.failures() == ()


def test_a_file_name_that_is_no_unicode_is_kept_readable(register: Register) -> None:
    register.record_failure("/cables/\udcff.txt", None, "is forbidden", now=NOW, actor=ACTOR)
    ingest(register, make_cable(), name="/cables/\udcfe.txt")
    assert register.failures()[0].source_name == "/cables/\\udcff.txt"


def test_a_text_that_is_no_unicode_is_refused_whole(register: Register) -> None:
    cable = dataclasses.replace(make_cable(), text="1. (S) \ud800 scrolls")
    provenance = Provenance("/cables/a.txt", "aa" * 32)
    with pytest.raises(StoreError) as caught:
        register.ingest(provenance, cable, make_schedule(), now=NOW, actor=ACTOR)
    assert "scrolls" not in str(caught.value)
    assert register.find("08TOKYO804") is None


def test_a_moment_without_a_time_zone_is_refused(register: Register) -> None:
    with pytest.raises(Exception, match="without a time zone"):
        ingest(register, make_cable(), now=NOW.replace(tzinfo=None))
    assert register.find("08TOKYO804") is None


def test_a_moment_in_another_zone_is_kept_as_the_same_moment(register: Register) -> None:
    tokyo = NOW.astimezone(dt.timezone(dt.timedelta(hours=9)))
    ingest(register, make_cable(), now=tokyo)
    dossier = register.find("08TOKYO804")
    assert dossier is not None
    assert dossier.cable.ingested_at == dossier.events[0].at == NOW
    assert register.verify_chain().is_whole
