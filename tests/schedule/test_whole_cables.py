"""From the text of a cable to its schedule: what its lines hand to the rules."""

from __future__ import annotations

import pytest

from declass.cable.parse import parse
from declass.schedule.decide import compute_schedule
from tests.cable.factories import cable_text
from tests.schedule.factories import decided, iso

NAME = "Classified By: DCM Ada Thornbury"
REASON = "Reason: 1.4(b)"

# The block below the head, and the governing date of a cable of 6 June 2006 whose E.O. line says
# 06/06/2016.
BLOCKS = [
    (f"{NAME}\n{REASON}", "2016-06-06"),
    (f"{NAME}\n{REASON}\nDeclassify On: 20260606", "2026-06-06"),
    (f"{NAME}. {REASON} DECL: 20260606", "2026-06-06"),
    (f"{NAME}. {REASON}. DECL ON 20260606", "2026-06-06"),
    (f"{NAME}, DECL 06/06/2026. {REASON}", "2026-06-06"),
    (f"{NAME}\nDECLAS ON: 20260606\n{REASON}", "2026-06-06"),
    (f"{NAME}. {REASON}. DECLASSIFICATION DATE: 06/06/2026", "2026-06-06"),
    (f"{NAME}\n{REASON}\nDeclassify On: 25X1,\n20500101", "2050-01-01"),
    (f"{NAME}\n{REASON}\nDeclassify On: 20170606\nor upon signature, whichever is later", "2031-12-31"),
    ("Derived From: Memo A\nDeclassify On: 20170606\nDerived From: Memo B\nDeclassify On: 20260606", "2026-06-06"),
    ("Derived From: Memo A; Declassify On: 20170606\nDerived From: Memo B; Declassify On: 20260606", "2026-06-06"),
    ("Derived From: Memo A, declassify on 25X1 20500101\nDeclassify On: 20170606", "2050-01-01"),
    ("Derived From: Memo A\nDeclassify On: Source marked OADR, date of source\n19 June 1996", "2021-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "due"), BLOCKS, ids=[block for block, _ in BLOCKS])
def test_every_instruction_of_the_block_is_heard(block: str, due: str) -> None:
    schedule = compute_schedule(parse(cable_text("1. (S) The dredger came in.\n", authority=block)))
    assert iso(schedule.due) == due


def test_a_source_that_names_its_own_date_is_heard_beside_the_date_of_the_block() -> None:
    source = "Memo B, Declassify On: 03/24/2030"
    assert iso(decided(None, declassify_on="03/24/2017", derived_from=source).due) == "2030-03-24"


def test_a_paragraph_on_sources_says_all_their_dates() -> None:
    block = f"{NAME}. {REASON}. Declassify On: 20170606. Derived from: Memo B, DECL: 20260606."
    body = f"1. (U) {block}\n\n2. (S) The dredger came in.\n"
    schedule = compute_schedule(parse(cable_text(body, authority="")))
    assert iso(schedule.due) == "2026-06-06"


def test_two_statements_that_wait_for_two_events_wait_for_both() -> None:
    schedule = decided("AFTER THE REGATTA", declassify_on="AFTER THE HERRING SUMMIT")
    assert schedule.events == ("REGATTA", "HERRING SUMMIT")
    assert "2 statements differ; the most restrictive governs." in schedule.warnings
