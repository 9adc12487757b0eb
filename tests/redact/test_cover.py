"""The block and the cover on their pages: whole, verified, and blind to what is withheld."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.parse import parse
from declass.errors import DeclassError
from declass.marking.level import Level
from declass.redact.formats import Presentation
from declass.redact.paper.cover import Texts, write
from declass.redact.paper.layout import lay_out
from declass.redact.paper.rows import COLUMNS, MARGIN_ROWS, ROWS, Kind, Pages, Row
from declass.redact.pdf.writer import draw, render
from declass.redact.prepare import Prepared, prepare
from declass.redact.release import Amount, Disposition, Part, Release, ReleasedLine, WithheldRun
from declass.redact.review.choices import Choices
from declass.redact.shape import form
from declass.redact.stamp import Stamp
from declass.redact.verify import find_leaks
from tests.cable.factories import cable_text
from tests.redact.factories import GROUND, WORDING, release, releases, run

STAMP = Stamp(
    case="F-2014-20439",
    document="C05777720",
    agency="Department of Fisheries",
    declassified_by="A. QUILL, REVIEWER, RECORDS OFFICE",
    authority="Guide DF-2 of 2012-05-01",
    on=dt.date(2016, 5, 4),
)
COVERED = replace(STAMP, has_cover=True)
LONG_GROUND = "(b)(3) " + "50 U.S.C. 3024(i)(1), " * 8 + "(b)(7)(C)"

BODY = """\
1. (U) The quay is to be widened.

2. (C) {words}

3. (S/NF) {words}

4. (U) The museum opens on Monday.
"""


def covered(*lines: object, **changes: object) -> Pages:
    return lay_out(release(*lines, stamp=COVERED, **changes), WORDING)  # type: ignore[arg-type]  # a bare row of lines


def texts(pages: Pages, number: int = 0) -> list[str]:
    page = pages.pages[number]
    return [row.text for row in (*page.head, *page.body, *page.foot) if row.text]


def cover_of(pages: Pages) -> list[str]:
    """The texts of the cover, without head and foot."""
    found = []
    for page in pages.pages:
        if page.body[0].part is Part.HEADING and page.body[0].text in WORDING.stamps.values():
            break
        found += [row.text for row in page.body if row.text]
    return found


def prepared(text: str, stamp: Stamp, choices: Choices | None = None) -> Prepared:
    return prepare(parse(text), Level.U, choices, presentation=Presentation(stamp=stamp))


# -- the head of every page, and the block -----------------------------------------------------


def test_every_page_has_case_document_and_agency() -> None:
    pages = lay_out(release(run(150), stamp=STAMP), WORDING)
    line = "Department of Fisheries".ljust(39) + "Case No. F-2014-20439  Doc. No. C05777720"
    assert [page.head.count(Row(Kind.NOTE, line)) for page in pages.pages] == [1] * 4


@pytest.mark.parametrize(
    ("stamp", "rows"),
    [
        (Stamp(case="F-12"), ["Case No. F-12".rjust(COLUMNS)]),
        (Stamp(document="C1"), ["Doc. No. C1".rjust(COLUMNS)]),
        (Stamp(agency="Fisheries"), ["Fisheries"]),
        (Stamp(case="F" * 40, document="C" * 40, agency="A" * 40),
         ["A" * 40, "Case No. " + "F" * 40, "Doc. No. " + "C" * 40]),
        (Stamp(on=dt.date(2016, 5, 4)), []),
    ],
)  # fmt: skip
def test_the_head_has_what_is_stated_and_no_more(stamp: Stamp, rows: list[str]) -> None:
    head = lay_out(release("x", stamp=stamp), WORDING).pages[0].head
    bare = lay_out(release("x"), WORDING).pages[0].head
    assert [row.text for row in head if row not in bare] == rows
    assert len(head) == len(bare) + len(rows)


def test_the_first_page_says_who_declassified_it_by_what_and_when() -> None:
    pages = lay_out(release("x", run(3), stamp=STAMP), WORDING)
    shown = [row.text for row in pages.pages[0].body if row.kind is Kind.NOTE]
    assert shown[:7] == [
        "RELEASED IN PART",
        "Released at UNCLASSIFIED",
        "",
        "DECLASSIFIED IN PART",
        "By:         A. QUILL, REVIEWER, RECORDS OFFICE",
        "Authority:  Guide DF-2 of 2012-05-01",
        "Date:       2016-05-04",
    ]
    assert pages.warnings == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"disposition": Disposition.DENIED},
        {"new_banner": "CONFIDENTIAL"},
        {"old_banner": "UNCLASSIFIED"},
        {"stamp": Stamp(case="F-12")},
        {"stamp": Stamp()},
    ],
    ids=str,
)
def test_nothing_is_called_declassified_that_is_not(changes: dict[str, object]) -> None:
    for has_cover in (False, True):
        made = release("x", run(3), **{"stamp": STAMP} | changes)
        made = replace(made, stamp=replace(made.stamp, has_cover=has_cover))
        assert "declassified" not in "\n".join(lay_out(made, WORDING).own_words()).lower()


def test_a_downgraded_release_says_to_what() -> None:
    stamp = Stamp(downgraded_to="C", authority="Guide DF-2", on=dt.date(2016, 5, 4))
    made = release("x", old_banner="SECRET", new_banner="CONFIDENTIAL", stamp=stamp)
    shown = texts(lay_out(made, WORDING))
    assert {"DOWNGRADED IN PART TO CONFIDENTIAL", "Authority:  Guide DF-2", "Date:       2016-05-04"} <= set(shown)  # fmt: skip


def test_a_release_of_which_nothing_is_stated_is_as_it_was() -> None:
    made = release("x", run(3))
    assert write(made, WORDING) == Texts()
    assert render(made) == draw(lay_out(made, WORDING, Texts()))


# -- the cover ---------------------------------------------------------------------------------


def test_the_cover_says_all_that_the_release_shows_of_itself() -> None:
    made = prepared(cable_text(BODY.format(words="Trawlers.")), COVERED).release
    assert cover_of(lay_out(made, WORDING)) == [
        "RELEASE OF CABLE 06LISBON777",
        "Decision:       RELEASED IN PART, up to UNCLASSIFIED",
        "Marked before:  SECRET",
        "Marked now:     UNCLASSIFIED",
        "Agency:         Department of Fisheries",
        "Case:           F-2014-20439",
        "Document:       C05777720",
        "Dated:          060827Z JUN 06",
        "From:           AMEMBASSY LISBON",
        "To:             SECSTATE WASHDC",
        "Subject:        (U) HARBOR DREDGING",
        "DECLASSIFIED IN PART",
        "By:         A. QUILL, REVIEWER, RECORDS OFFICE",
        "Authority:  Guide DF-2 of 2012-05-01",
        "Date:       2016-05-04",
        "WHAT IS WITHHELD",
        "Withheld under     Places  Lines",
        "(b)(1) 1.4(b),(d)       2      2",
        "Portion    Lines  Withheld under",
        "2. (C)         1  (b)(1) 1.4(b),(d)",
        "3. (S/NF)      1  (b)(1) 1.4(b),(d)",
        "WHAT THE GROUNDS PROTECT",
        "(b)(1)  properly classified under an executive order in the interest of national",
        "        defense or foreign policy",
        "1.4(b)  foreign government information",
        "1.4(d)  foreign relations or foreign activities of the United States, including",
        "        confidential sources",
        "IF YOU DO NOT AGREE",
        "Where this release answers a request under the Freedom of Information Act, you",
        "may appeal to the head of the agency against what is withheld, within 90 days of",
        "the date of the decision (5 U.S.C. 552(a)(6)(A)(i)). Write to the address in the",
        "letter that came with this release, and state case number F-2014-20439.",
        "You may also ask for help from the FOIA Public Liaison of the agency, or for",
        "mediation from the Office of Government Information Services (OGIS) of the",
        "National Archives and Records Administration (5 U.S.C. 552(h)).",
    ]


def test_the_cable_begins_on_a_page_of_its_own_and_leaves_the_table_to_the_cover() -> None:
    pages = covered("FM EMBASSY LISBON", run(3))
    assert len(pages.pages) == 2
    first = [row.text for row in pages.pages[1].body if row.text]
    assert first[:2] == ["RELEASED IN PART", "Released at UNCLASSIFIED"]
    assert not [text for text in first if text.startswith("Withheld under")]
    assert [page.foot[2].text.split()[-3:] for page in pages.pages] == [
        ["1", "of", "2"],
        ["2", "of", "2"],
    ]


def test_a_withheld_subject_is_not_on_the_cover() -> None:
    cable = cable_text(BODY.format(words="Nets."), subject="SUBJECT: (S) A SECRET DREDGER")
    shown = cover_of(lay_out(prepared(cable, COVERED).release, WORDING))
    assert not [text for text in shown if text.startswith("Subject:")]
    assert "SUBJECT: (S)      1  (b)(1) 1.4(b),(d)" in shown


def test_where_nothing_is_withheld_there_is_nothing_to_appeal_against() -> None:
    shown = cover_of(covered("x", disposition=Disposition.IN_FULL))
    assert shown[-2:] == ["WHAT IS WITHHELD", "Nothing is withheld."]


def test_a_denied_cable_has_a_level_on_no_cover() -> None:
    assert "Decision:       DENIED IN FULL" in cover_of(
        covered(run(3), disposition=Disposition.DENIED)
    )


def test_a_long_table_goes_over_pages_under_its_head() -> None:
    pages = covered("x", *[run(n, f"{n}. (S)", LONG_GROUND) for n in range(1, 301)])
    shown = cover_of(pages)
    assert [text.split()[0] for text in shown if re.match(r"\d+\. \(S\)", text)] == [
        f"{n}." for n in range(1, 301)
    ]
    tops = [page.body[0].text.split() for page in pages.pages[1:20]]
    assert tops == [["Portion", "Lines", "Withheld", "under"]] * 19


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (Amount.LINES, ["Portion    Lines  Withheld under", "2. (C)         1  (b)(1) 1.4(b),(d)"]),
        (Amount.PARAGRAPH, ["Portion    Paragraphs  Withheld under", "2. (C)              1  (b)(1) 1.4(b),(d)"]),
        (Amount.NONE, ["Portion    Withheld under", "2. (C)     (b)(1) 1.4(b),(d)"]),
    ],
)  # fmt: skip
def test_the_cover_tells_as_much_as_boxes_do(amount: Amount, told: list[str]) -> None:
    cable = cable_text(BODY.format(words="Trawlers."))
    shown = cover_of(lay_out(prepared(cable, COVERED, Choices(amount=amount)).release, WORDING))
    start = shown.index(told[0])
    assert shown[start : start + 2] == told
    counts = [text for text in shown if text.startswith("Withheld under")]
    assert bool(counts) is (amount is not Amount.NONE)


def test_what_a_merged_box_does_not_show_is_not_on_the_cover() -> None:
    cable = cable_text(BODY.format(words="Trawlers."))
    shown = cover_of(lay_out(prepared(cable, COVERED, Choices(merges=True)).release, WORDING))
    assert "without a number      2  (b)(1) 1.4(b),(d)" in shown
    assert not [text for text in shown if text.startswith(("2. (C)", "3. (S/NF)"))]


# -- the file ----------------------------------------------------------------------------------

FIVE = [run(n, f"{n}. (S)") for n in range(1, 6)]
MADE = {
    "nothing withheld": release("x", disposition=Disposition.IN_FULL),
    "one": release("x", run(3)),
    "five": release("x", *FIVE),
    "three hundred": release("x", *[run(1, f"{n}. (S)") for n in range(300)]),
    "long grounds": release("x", *[run(2, f"{n}. (S)", LONG_GROUND) for n in range(40)]),
    "paragraphs": release(
        "x", WithheldRun("3. (S)", None, GROUND, paragraphs=1), amount=Amount.PARAGRAPH
    ),
    "no amount": release("x", WithheldRun("", None, GROUND), amount=Amount.NONE),
    "denied": release(run(9), disposition=Disposition.DENIED),
    "no number": release("x", run(3), mrn=None),
}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_the_file_passes_its_verification(made: Release) -> None:
    pages = lay_out(replace(made, stamp=COVERED), WORDING)
    lines = [line.text for line in made.lines if isinstance(line, ReleasedLine)]
    assert find_leaks(draw(pages), ["squid quotas"], [*lines, *pages.own_words()]) == ()


def test_other_readers_find_the_cover_first() -> None:
    document = pypdfium2.PdfDocument(draw(covered("FM EMBASSY LISBON", run(3))))
    first, second = [page.get_textpage().get_text_bounded() for page in document]
    assert "RELEASE OF CABLE 08LISBON804" in first
    assert "FM EMBASSY LISBON" not in first
    assert "FM EMBASSY LISBON" in second


stamps = st.builds(
    Stamp,
    *[st.just("") | st.text("ABC .|=-(7)é", min_size=1, max_size=40).map(str.strip)] * 5,
    st.none() | st.just(dt.date(2016, 5, 4)),
    st.sampled_from(["", "C", "S"]),
    st.booleans(),
)


@given(releases, stamps)
def test_whatever_is_stated_the_file_has_the_shape_of_a_release(made: Release, stamp: Stamp) -> None:  # fmt: skip
    pages = lay_out(replace(made, stamp=stamp), WORDING)
    form.read(draw(pages))
    for page in pages.pages:
        assert len([*page.head, *page.body, *page.foot]) <= ROWS - 2 * MARGIN_ROWS
        assert all(len(row.text) <= COLUMNS for row in page.body)
    titles = [row for page in pages.pages for row in page.body if row.part is Part.TITLE]
    assert titles[0] is pages.pages[0].body[0]
    assert titles[0].text == (
        f"RELEASE OF CABLE {made.mrn}" if stamp.has_cover else "RELEASED IN PART"
    )


secrets = st.lists(
    st.from_regex(r"[A-Z][a-z |={%}]{0,90}[a-z]", fullmatch=True), min_size=3, max_size=3
).map("\n".join)


@given(secrets, secrets, st.sampled_from(Amount), st.booleans())
def test_nothing_depends_on_withheld_words(
    one: str, other: str, amount: Amount, merges: bool
) -> None:
    choices = Choices(amount=amount, merges=merges)
    made = [
        prepared(cable_text(BODY.format(words=secret)), COVERED, choices) for secret in (one, other)
    ]
    assert made[0].content == made[1].content
    assert made[0].warnings == made[1].warnings


@given(st.integers(1, 60), st.integers(1, 60))
def test_where_no_amount_is_told_nothing_depends_on_the_number_of_lines(one: int, other: int) -> None:  # fmt: skip
    first, second = [
        prepared(
            cable_text(BODY.format(words="\n".join(["Trawlers."] * lines))),
            COVERED,
            Choices(amount=Amount.NONE),
        ).content
        for lines in (one, other)
    ]
    assert first == second


# -- templates of a site -----------------------------------------------------------------------


def site_with(directory: Path, **files: str) -> Path:
    (directory / "release").mkdir()
    for name, text in files.items():
        (directory / "release" / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return directory


def of_site(site: Path, stamp: Stamp = COVERED) -> Pages:
    made = release("x", run(3), stamp=stamp)
    return lay_out(made, WORDING, write(made, WORDING, site))


def test_a_site_writes_its_own_block(tmp_path: Path) -> None:
    site = site_with(tmp_path, block__txt__j2="= OFFICE OF {{ agency | upper }}\nSee {{ case }}.")
    shown = texts(of_site(site, STAMP))
    assert {"OFFICE OF DEPARTMENT OF FISHERIES", "See F-2014-20439."} <= set(shown)
    assert "OFFICE OF DEPARTMENT OF FISHERIES" in cover_of(of_site(site))


def test_an_empty_block_takes_no_room(tmp_path: Path) -> None:
    site = site_with(tmp_path, block__txt__j2="{# nothing #}\n\n")
    bare = lay_out(release("x", run(3)), WORDING).pages[0].body
    assert of_site(site, Stamp(case="F-12")).pages[0].body == bare


def test_a_site_writes_its_own_cover_and_it_is_verified(tmp_path: Path) -> None:
    site = site_with(
        tmp_path,
        cover__txt__j2="= {{ mrn }}\n{% for place in places %}\n"
        "| {{ place.portion }} | {{ place.justification }} |\n{% endfor %}\n",
    )
    pages = of_site(site)
    assert cover_of(pages)[:2] == [
        "08LISBON804",
        "3. (S/NF)  (b)(1): properly classified under an executive order in the interest",
    ]
    assert find_leaks(draw(pages), ["squid quotas"], ["x", *pages.own_words()]) == ()


@pytest.mark.parametrize(
    ("cover", "problem", "line"),
    [
        ("= X\n{{ withheld }}", "unknown name", ":2"),
        ("= X\n{% if %}", "cannot be filled in", ":2"),
        ("no title", "does not begin with a heading", ""),
        ("", "does not begin with a heading", ""),
        ("= X\n" + "| a " * 40, "more columns", ""),
    ],
)
def test_a_broken_cover_is_an_error_with_its_file(
    tmp_path: Path, cover: str, problem: str, line: str
) -> None:
    with pytest.raises(DeclassError) as caught:
        of_site(site_with(tmp_path, cover__txt__j2=cover))
    assert problem in caught.value.problem
    assert caught.value.place is not None
    assert caught.value.place.endswith(f"release/cover.txt.j2{line}")
