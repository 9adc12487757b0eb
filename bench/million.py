"""Makes a register with as many cables as one likes: what `bench/due.py` asks.

    python bench/million.py FILE CABLES

The rows go straight into the tables that `Register.open` makes. They are always the same for the
same number. A cable has what its due date is listed with (its own row and text, its schedule,
portions, reasons, TAGS); instructions, references and the audit trail are left out.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from declass.marking.posts import AFRICA, AMERICAS, EAST_ASIA, EUROPE
from declass.store.register import Register

CHUNK = 10_000
TEXT = "1. (C) The ferry to the outer islands is late, and so is the mail.\n" * 20
STEP = ("row-05", "32 CFR 2001.12(c)(1)", "03/24/2016", "2016-03-24", "The written date governs.")
STEPS = json.dumps([STEP, STEP])
TAGS = ("PREL", "EFIS", "SCUL", "ELTN", *[f"T{number:02}" for number in range(60)])
LEVELS, SHARES = ("U", "SBU", "C", "S", "TS"), (25, 10, 45, 18, 2)

Row = tuple[object, ...]


def make(place: Path, cables: int) -> None:
    """Make a register of invented cables where there is none."""
    Register.open(place, create=True).close()
    with closing(sqlite3.connect(place, isolation_level=None)) as database:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("BEGIN")
        for table, rows in _chunks(cables):
            columns = COLUMNS[table]
            marks = ", ".join("?" * len(columns.split(", ")))
            database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 -- names of our own
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = WAL")


COLUMNS = {
    "cable": "id, identity, version, is_current, mrn, post, date, classification, caveats, "
    "captions, classifier, subject, sha256, source_name, ingested_at, text",
    "schedule": "cable_id, raw, order_number, date, bound, due, is_undetermined, basis, rule, "
    "steps, warnings, needs, identity, is_current, classification, post",
    "portion": "cable_id, position, number, kind, label, level, level_source, caveats, is_marked, "
    "lines",
    "reason": "cable_id, position, code",
    "tag": "cable_id, position, code",
}


def _chunks(cables: int) -> Iterator[tuple[str, list[Row]]]:
    """The rows of some cables, table by table."""
    chance = random.Random(1)  # noqa: S311 -- for no secret
    names = f"{AFRICA}, {AMERICAS}, {EAST_ASIA}, {EUROPE}".split(",")
    posts = ["".join(name.split()) for name in names]
    rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    for number in range(1, cables + 1):
        _add(rows, number, chance.choice(posts), chance)
        if number % CHUNK == 0 or number == cables:
            yield from rows.items()
            for each in rows.values():
                each.clear()


def _add(rows: dict[str, list[Row]], number: int, post: str, chance: random.Random) -> None:
    """Add the rows of a cable; one in a hundred has no number, one in a hundred is replaced."""
    day = dt.date(1973, 1, 1) + dt.timedelta(chance.randrange(365 * 38))
    digest = sha256(b"%d" % number).hexdigest()
    mrn = f"{day.year % 100:02}{post}{number}" if number % 100 else None
    listed = (mrn or digest, number % 101 != 0)
    of_post = post if mrn else None
    (level,) = chance.choices(LEVELS, SHARES)
    subject = f"THE FERRY TO THE ISLANDS OFF {post}, LETTER {number}"
    at = "2026-03-02 10:30:00.000000"
    about = (day.isoformat(), level, "[]", '["SIPDIS"]', "A. CLERK", subject, digest)
    rows["cable"].append(
        (number, listed[0], 1, listed[1], mrn, of_post, *about, f"/cables/{number}.txt", at, TEXT)
    )
    due = _schedule(day, level, chance)
    rows["schedule"].append(
        (number, "03/24/2016", "12958", *due, STEPS, "[]", "[]", *listed, level, of_post)
    )
    of_subject = chance.choice(("U", level))
    rows["portion"].append((number, 0, None, "subject", "", of_subject, "written", "[]", True, 1))
    for position in range(1, 6):
        label = f"{position}. ({level})"
        mark = (str(position), "paragraph", label, level, "written", "[]", True, 6)
        rows["portion"].append((number, position, *mark))
    letters = chance.sample("abcdefgh", 0 if level in ("U", "SBU") else chance.choice((1, 2, 3)))
    rows["reason"] += [(number, n, f"1.4({letter})") for n, letter in enumerate(letters)]
    rows["tag"] += [(number, n, code) for n, code in enumerate(chance.sample(TAGS, 3))]


def _schedule(day: dt.date, level: str, chance: random.Random) -> Row:
    """Date, bound, due, is_undetermined, basis and rule of a schedule."""
    bound = dt.date(day.year + 25, 12, 31).isoformat()
    luck = chance.random()
    if level in ("U", "SBU"):
        return None, None, None, False, "none", "row-03"
    if luck < 0.5:
        return bound, bound, bound, False, chance.choice(("exempt", "oadr", "default")), "row-13"
    if luck < 0.96:
        written = (day + dt.timedelta(3652)).isoformat()
        return written, bound, written, False, "date", "row-05"
    if luck < 0.99:
        return None, bound, None, True, "default", "row-31"
    return None, None, None, False, "exempt", "row-01"


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
