"""Releases made by hand, for tests of what draws and checks them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from declass.redact.drawn import Drawn
from declass.redact.formats import Format
from declass.redact.paper.cover import write
from declass.redact.paper.layout import Pages, lay_out
from declass.redact.pdf.writer import draw
from declass.redact.release import Disposition, Part, Release, ReleasedLine, WithheldRun
from declass.redact.stamp import Stamp
from declass.templating import load_wording

WORDING = load_wording()
GROUND = "(b)(1) 1.4(b),(d)"
STAMP = Stamp(
    case="F-2014-20439",
    document="C05777720",
    agency="Department of Fisheries",
    declassified_by="A. QUILL, REVIEWER",
    authority="Guide DF-2",
    on=dt.date(2016, 5, 4),
)
COVERED = replace(STAMP, has_cover=True)

_EMPTY = Release(
    mrn="08LISBON804",
    ceiling="U",
    old_banner="SECRET//NOFORN",
    new_banner="UNCLASSIFIED",
    disposition=Disposition.IN_PART,
    lines=(),
    decisions=(),
)


def release(*lines: str | ReleasedLine | WithheldRun, **changes: object) -> Release:
    """A release of `lines`; a bare string is a released line."""
    typed = tuple(ReleasedLine(line) if isinstance(line, str) else line for line in lines)
    return replace(_EMPTY, lines=typed, **changes)  # type: ignore[arg-type]


def run(lines: int, label: str = "3. (S/NF)", ground: str = GROUND) -> WithheldRun:
    return WithheldRun(label, lines, ground)


def pages_of(*lines: str | ReleasedLine | WithheldRun, **changes: object) -> Pages:
    return lay_out(release(*lines, **changes), WORDING)


def pdf_of(*lines: str | ReleasedLine | WithheldRun, **changes: object) -> bytes:
    return draw(pages_of(*lines, **changes))


SAMPLE = release(
    "FM EMBASSY LISBON",
    ReleasedLine("S E C R E T SECTION 01 OF 02 LISBON 000804", is_struck=True),
    "",
    run(1, "SUBJECT: (C)"),
    "",
    "1. (U) The harbour museum has lent its model of the quay (see paragraph 4).",
    "",
    run(12),
    "",
    *[
        f"4. (U) Trawler {number} turns in the inner basin; café “Mar” is open."
        for number in range(60)
    ],
    run(70, "5. (S)", "(b)(1) 1.4(d)"),
    run(2, "", "(b)(6)"),
    "OFFICER",
)

CABLE = release(
    ReleasedLine("FM EMBASSY LISBON", part=Part.HEAD, begins=True),
    ReleasedLine("TO SECSTATE WASHDC, WHICH IS", part=Part.HEAD, begins=True),
    ReleasedLine("FAR AWAY", part=Part.HEAD),
    "",
    WithheldRun("REF:", 1, "(b)(1)", part=Part.HEAD),
    ReleasedLine("TAGS: EFIS", part=Part.HEAD, begins=True),
    ReleasedLine("SUBJECT: THE QUAY", part=Part.SUBJECT, begins=True),
    "",
    ReleasedLine("----", part=Part.HEADING, begins=True, bookmark="A MODEL"),
    ReleasedLine("A MODEL", part=Part.HEADING),
    ReleasedLine("----", part=Part.HEADING),
    "",
    ReleasedLine("1. (U) The museum has lent", begins=True, bookmark="1. (U)"),
    "its model.",
    ReleasedLine("2. (U) It is back.", begins=True, bookmark="2. (U)"),
    run(2),
)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=200) | st.text(
    "abc (\\) \t.-é\u0301\u00a0Ж", max_size=200
)

parts_of_a_cable = st.sampled_from([part for part in Part if part is not Part.TITLE])
bookmarks = st.just("") | texts
released_lines = st.builds(
    ReleasedLine, texts, st.booleans(), parts_of_a_cable, st.booleans(), bookmarks
)
withheld_runs = st.builds(
    WithheldRun,
    label=st.sampled_from(["", "3. (S/NF)", "SUBJECT:", "12.a. (TS//SI)"]),
    lines=st.integers(1, 90),
    ground=st.sampled_from([GROUND, "(b)(6)", "(b)(3) 50 U.S.C. 3024(i)(1)"]),
)
releases = st.lists(released_lines | withheld_runs, max_size=40).map(lambda lines: release(*lines))

# --- without pages -------------------------------------------------------------------------------


def drawn_as(form: Format, made: Release, site: Path | None = None) -> Drawn:
    """A release as a file, with the texts of its templates."""
    return form.draw(made, WORDING, write(made, WORDING, site))


def source_of(made: Release) -> tuple[str, ...]:
    """The released lines of the source, as policy gives them to a check."""
    lines = [line.text for line in made.lines if isinstance(line, ReleasedLine)]
    return tuple([line for line in lines if line.strip()])


def _as_policy_makes_it(line: ReleasedLine) -> ReleasedLine:
    text = line.text.rstrip()
    words = " ".join(text.strip(" \n-").split())
    return line._replace(text=text, bookmark=words if line.part is Part.HEADING else line.bookmark)


released_lines_of_a_cable = released_lines.map(_as_policy_makes_it)
runs_of_a_cable = st.builds(
    WithheldRun._replace, withheld_runs, part=parts_of_a_cable, paragraphs=st.none()
)
releases_of_cables = st.lists(released_lines_of_a_cable | runs_of_a_cable, max_size=30).map(
    lambda lines: release(*lines)
)

words_of_a_stamp = st.just("") | texts | st.text("ABC .|=-(7)é█<&\u202e", min_size=1, max_size=40)
stamps = st.builds(
    Stamp,
    *[words_of_a_stamp] * 5,
    st.none() | st.just(dt.date(2016, 5, 4)),
    st.sampled_from(["", "C", "S"]),
    st.booleans(),
)
