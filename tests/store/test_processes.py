"""What other processes see: a crash, a rival, and what importing costs."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from declass.schedule.decide import compute_schedule
from declass.store.records import Outcome
from declass.store.register import Register
from tests.store.factories import (
    ACTOR,
    NOW,
    make_cable,
    make_provenance,
    make_schedule,
    make_waiting,
)

ROOT = Path(__file__).parents[2]
CABLES = 30

INGEST = f"""
import os, signal, sys
from declass.store import audit, mapping
from declass.store.register import Register
from tests.store.factories import ACTOR, NOW, make_cable, make_provenance, make_schedule

place, dying_breath = sys.argv[1:]

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

with Register.open(place, create=True) as register:
    for number in range({CABLES}):
        if number == 7 and dying_breath:
            room, function = dying_breath.split(".")
            setattr({{"audit": audit, "mapping": mapping}}[room], function, die)
        cable = make_cable(f"08TOKYO{{number}}")
        print(register.ingest(
            make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR
        ).value)
"""


def start(place: Path, dying_breath: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", INGEST, str(place), dying_breath],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def ingest_all(register: Register) -> list[Outcome]:
    cables = [make_cable(f"08TOKYO{number}") for number in range(CABLES)]
    return [
        register.ingest(make_provenance(cable), cable, make_schedule(), now=NOW, actor=ACTOR)
        for cable in cables
    ]


@pytest.mark.parametrize(
    "dying_breath",
    ["mapping.rows_beside_cable", "audit.append"],
    ids=["after the cable itself", "before the audit event"],
)
def test_a_killed_ingest_leaves_whole_cables_and_the_next_run_does_the_rest(
    tmp_path: Path, dying_breath: str
) -> None:
    place = tmp_path / "r.sqlite3"
    killed = start(place, dying_breath)
    killed.communicate(timeout=60)
    assert killed.returncode < 0

    with Register.open(place, create=False) as register:
        assert [entry.reasons for entry in register.due_entries()] == [("1.4(b)", "1.4(d)")] * 7
        assert register.verify_chain().events == 7
        assert ingest_all(register) == [Outcome.UNCHANGED] * 7 + [Outcome.NEW] * (CABLES - 7)
        assert register.verify_chain().is_whole


def test_two_processes_that_ingest_the_same_cables_do_not_double_them(tmp_path: Path) -> None:
    place = tmp_path / "r.sqlite3"
    rivals = [start(place), start(place)]
    outcomes = [line for rival in rivals for line in rival.communicate(timeout=60)[0].split("\n")]
    assert [rival.returncode for rival in rivals] == [0, 0]
    assert outcomes.count("new") == outcomes.count("unchanged") == CABLES

    with Register.open(place, create=False) as register:
        assert len(list(register.due_entries())) == CABLES
        check = register.verify_chain()
    assert check.is_whole
    assert check.events == CABLES


DECIDE = """
import datetime as dt, sys
from declass.errors import StoreError
from declass.schedule.recorded import RecordedEvent
from declass.store.decisions import EventDecision
from declass.store.register import Register
from tests.store.factories import NOW

place, phrase = sys.argv[1:]
decision = EventDecision(RecordedEvent(phrase, dt.date(2012, 5, 6)), "communique 7")
today = NOW.date()

def insist(register, plan):
    while True:
        try:
            return register.enact(plan(), now=NOW, actor=phrase, login="x")
        except StoreError as error:
            assert "has changed since this was shown" in error.problem

with Register.open(place, create=False) as register:
    for _ in range(10):
        insist(register, lambda: register.plan_event(decision, today=today))
        insist(register, lambda: register.plan_event_undo(phrase))
    insist(register, lambda: register.plan_event(decision, today=today))
"""


def test_two_processes_that_decide_about_the_same_cables_keep_the_trail_whole(
    tmp_path: Path,
) -> None:
    place = tmp_path / "r.sqlite3"
    cable = make_waiting(804, "AFTER THE REGATTA; AFTER THE AUCTION")
    with Register.open(place, create=True) as register:
        register.ingest(
            make_provenance(cable), cable, compute_schedule(cable), now=NOW, actor=ACTOR
        )
        rivals = [
            subprocess.Popen([sys.executable, "-c", DECIDE, str(place), phrase], cwd=ROOT)
            for phrase in ("REGATTA", "AUCTION")
        ]
        assert [rival.wait(timeout=60) for rival in rivals] == [0, 0]
        assert register.verify_chain().is_whole
        dossier = register.find("08TOKYO804")
    assert dossier is not None
    assert dossier.cable.schedule.due == dt.date(2012, 5, 6)


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("declass.store", "sqlalchemy, sqlmodel, alembic, platformdirs"),
        ("declass.store.records", "sqlalchemy, sqlmodel, alembic, platformdirs"),
        ("declass.store.decisions", "sqlalchemy, sqlmodel, alembic, platformdirs"),
        ("declass.store.location", "sqlalchemy, sqlmodel, alembic, platformdirs"),
        ("declass.report.due", "sqlalchemy, sqlmodel, alembic, platformdirs"),
        ("declass.report.events", "sqlalchemy, sqlmodel, alembic, platformdirs"),
        ("declass.store.register", "alembic"),
    ],
)
def test_importing_loads_no_more_than_it_needs(module: str, absent: str) -> None:
    code = f"import sys, {module}; print(set('{absent}'.split(', ')) & set(sys.modules))"
    loaded = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert loaded.strip() == "set()"


def test_opening_a_register_of_today_loads_no_alembic(tmp_path: Path) -> None:
    place = tmp_path / "r.sqlite3"
    Register.open(place, create=True).close()
    code = (
        "import sys; from declass.store.register import Register;"
        f"Register.open({str(place)!r}, create=True).close(); print('alembic' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "False\n"
