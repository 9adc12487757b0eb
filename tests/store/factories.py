"""Cables, schedules and releases made by hand, for tests of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from hashlib import sha256

from declass.cable.model import (
    Cable,
    ClassifiedBy,
    EOLine,
    Furniture,
    FurnitureKind,
    LevelSource,
    Portion,
    PortionKind,
    Span,
    Transmission,
)
from declass.cable.parse import parse
from declass.marking.level import Level
from declass.redact.release import Decision, Disposition, Release, WithheldRun
from declass.schedule.model import Basis, Schedule, Step
from declass.store.records import Provenance, PublishedPdf

NOW = dt.datetime(2026, 3, 2, 10, 30, 0, 123456, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)
ACTOR = "m.hale"


def make_cable(
    mrn: str | None = "08TOKYO804",
    *,
    body: Sequence[str] = ("1. (S) The loan of the two scrolls is agreed.\nIt runs to May.\n",),
    subject: str | None = "MUSEUM LOANS",
    subject_level: Level = Level.U,
    subject_caveats: tuple[str, ...] = (),
    classification: Level = Level.S,
    reasons: tuple[str, ...] = ("1.4(b)", "1.4(d)"),
    tags: tuple[str, ...] = ("PREL", "SCUL"),
    date: dt.date | None = dt.date(2008, 3, 24),
) -> Cable:
    """A cable whose text is its MRN, its subject and its paragraphs, each a portion."""
    head = f"{mrn or 'NO NUMBER'}\n"
    pieces = [(PortionKind.SUBJECT, f"{subject}\n")] if subject else []
    pieces += [(PortionKind.PARAGRAPH, text) for text in body]
    portions: list[Portion] = []
    start = len(head)
    for kind, text in pieces:
        is_subject = kind is PortionKind.SUBJECT
        portions.append(
            Portion(
                kind=kind,
                number=None if is_subject else str(len(portions)),
                mark="(U)" if is_subject else "(S)",
                label="(U)" if is_subject else f"{len(portions)}. (S)",
                level=subject_level if is_subject else classification,
                caveats=subject_caveats if is_subject else ("REL TO USA, GBR",),
                level_source=LevelSource.WRITTEN,
                inherited_from=None,
                heading=None,
                spans=(Span(start, start + len(text)),),
                content=start,
            )
        )
        start += len(text)
    instruction = EOLine("12958", "03/24/2016", "E.O. 12958: DECL: 03/24/2016", Span(0, 0))
    return Cable(
        text=head + "".join([text for _, text in pieces]),
        mrn=mrn,
        date=date,
        classification=classification,
        caveats=("NOFORN",),
        captions=("SIPDIS",),
        sections=1,
        transmission=Transmission(None, None, None, ()),
        eo_lines=(instruction,),
        classified_by=ClassifiedBy("A. CLERK, ECON CHIEF", reasons, None, None, Span(0, 0)),
        subject=subject,
        tags=tags,
        references=("08TOKYO500",),
        portions=tuple(portions),
        furniture=(Furniture(FurnitureKind.TITLE, Span(0, len(head))),),
        remarks=(),
    )


def make_schedule(
    date: dt.date | None = dt.date(2016, 3, 24),
    *,
    basis: Basis = Basis.DATE,
    bound: dt.date | None = None,
    rule: str = "row-05",
) -> Schedule:
    """A schedule with one step."""
    return Schedule(
        raw="03/24/2016",
        order="12958",
        date=date,
        bound=bound,
        basis=basis,
        rule=rule,
        steps=(
            Step(
                "row-05",
                "32 CFR 2001.12(c)(1)",
                "03/24/2016",
                "2016-03-24",
                "The date in the cable governs.",
            ),
        ),
        warnings=("The year has two digits.",),
        superseded=dt.date(2040, 1, 1),
        review=dt.date(2000, 1, 15),
    )


WAITING = """\
O {date:%d}0827Z {month} {date:%y}
FM AMEMBASSY TOKYO
TO SECSTATE WASHDC
{banner} TOKYO {number:06}

E.O. 12958: DECL: {instruction}
TAGS: EFIS, JA
SUBJECT: (U) SQUID QUOTAS

Classified By: A. CLERK, ECON CHIEF, for reasons 1.4 (b).

1. ({mark}) {words}
"""


def make_waiting(
    number: int = 804,
    instruction: str = "AFTER THE REGATTA",
    *,
    date: dt.date = dt.date(2008, 3, 24),
    banner: str = "S E C R E T",
    words: str = "The loan of the two scrolls is agreed.",
) -> Cable:
    """A cable that has been read from a text, with an instruction that may wait for an event."""
    month = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()[date.month - 1]
    return parse(
        WAITING.format(
            number=number,
            instruction=instruction,
            date=date,
            month=month,
            banner=banner,
            mark=banner[0],
            words=words,
        )
    )


def make_provenance(cable: Cable, name: str = "/cables/a.txt") -> Provenance:
    """The provenance of a cable: its digest is that of its text."""
    return Provenance(name, sha256(cable.text.encode()).hexdigest())


def make_release(mrn: str | None = "08TOKYO804") -> Release:
    """A release in part: one portion shown, two withheld."""
    return Release(
        mrn=mrn,
        ceiling="C",
        old_banner="SECRET//NOFORN",
        new_banner="CONFIDENTIAL",
        disposition=Disposition.IN_PART,
        lines=(WithheldRun("1. (S)", 2, "(b)(1) 1.4(b)"),),
        decisions=(
            Decision("(U)", "subject", "U", True, 1, "", "own mark"),
            Decision("1. (S)", "paragraph", "S", False, 2, "(b)(1) 1.4(b)", "own mark"),
            Decision("2. (S)", "paragraph", "S", False, 1, "(b)(1) 1.4(b)", "own mark"),
        ),
    )


def make_pdf(output: str = "/out/a.redacted.pdf") -> PublishedPdf:
    """A published file."""
    return PublishedPdf(output, "ab" * 32, (("subject", "release"),))
