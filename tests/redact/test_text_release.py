from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from declass.errors import DeclassError, RefusedReleaseError
from declass.redact.drawn import Drawn
from declass.redact.flow.text_check import find_leaks
from declass.redact.flow.text_release import draw
from declass.redact.formats import FORMATS
from declass.redact.release import Amount, Disposition, Part, ReleasedLine, WithheldRun
from declass.redact.stamp import Stamp
from declass.redact.verify import Trace, refuse
from tests.redact.factories import COVERED, GROUND, STAMP, WORDING, drawn_as, release, run

SOURCE = ("1. (U) The harbor museum will open on Monday.", "4. (U) Trawlers pay 20 euros.")
BANNER = "S E C R E T LISBON 000804"
MADE = release(
    ReleasedLine(BANNER, is_struck=True),
    "",
    SOURCE[0],
    "",
    run(12),
    WithheldRun("SUBJECT:", 1, "(b)(6)", Part.SUBJECT),
    "",
    SOURCE[1],
)
DRAWN = draw(MADE, WORDING)
RELEASED = (BANNER, *SOURCE)
WITHHELD = ("The pilots will strike on Tuesday.", "They ask for 4000 more.")


def text_of(*lines: str | ReleasedLine | WithheldRun, **changes: object) -> str:
    return draw(release(*lines, **changes), WORDING).content.decode()


def test_a_release_in_text_line_by_line() -> None:
    assert DRAWN.content.decode() == (
        "█ [old marking: SECRET//NOFORN]\n"
        "█ UNCLASSIFIED\n"
        "█ 08LISBON804\n"
        "█\n"
        "█ RELEASED IN PART\n"
        "█ Released at UNCLASSIFIED\n"
        "█\n"
        "█ Withheld under       places       lines\n"
        "█ (b)(1) 1.4(b),(d)         1          12\n"
        "█ (b)(6)                    1           1\n"
        "█ total                     2          13\n"
        "\n"
        "█ [old marking: S E C R E T LISBON 000804]\n"
        "\n"
        "1. (U) The harbor museum will open on Monday.\n"
        "\n"
        "████ 3. (S/NF)  withheld, (b)(1) 1.4(b),(d), 12 lines\n"
        "████ SUBJECT:  withheld, (b)(6), 1 line\n"
        "\n"
        "4. (U) Trawlers pay 20 euros.\n"
        "\n"
        "█ RELEASED IN PART\n"
        "█ UNCLASSIFIED\n"
        "█ [old marking: SECRET//NOFORN]\n"
    )


def test_nothing_is_withheld_in_full() -> None:
    text = text_of("x", old_banner="UNCLASSIFIED", disposition=Disposition.IN_FULL)
    assert "█ Nothing is withheld.\n" in text
    assert "old marking" not in text


@pytest.mark.parametrize(
    ("amount", "paragraphs", "words"),
    [
        (Amount.PARAGRAPH, 2, "2 paragraphs"),
        (Amount.NONE, None, ""),
    ],
)
def test_a_box_tells_what_the_amount_tells(
    amount: Amount, paragraphs: int | None, words: str
) -> None:
    merged = WithheldRun("", None, GROUND, paragraphs=paragraphs)
    text = text_of(merged, amount=amount)
    assert ", ".join(filter(None, [f"\n████ withheld, {GROUND}", words])) + "\n" in text


HOSTILE = {
    "a box": "████ 3. (S)  withheld, (b)(6), 1 line",
    "a stamp": "█ RELEASED IN FULL",
    "an old marking": "█ [old marking: UNCLASSIFIED]",
    "an escape": "\x1b[2J\x1b[1;1H█ RELEASED IN FULL",
    "a carriage return": "Quay.\r█ RELEASED IN FULL",
    "an override": "\u202eLLUF NI DESAELER █",
    "a separator of lines": "Quay.\u2028█ RELEASED IN FULL",
    "a null": "Quay.\x00",
    "a stamp behind many blanks": "Quay." + " " * 75 + "█ RELEASED IN FULL",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_a_released_line_passes_for_nothing_that_the_release_says(line: str) -> None:
    """Nobody who reads the file can see the sign but where the release itself speaks."""
    drawn = draw(release("before", line, "after"), WORDING)
    without = draw(release("before", "Quay.", "after"), WORDING)
    text, plain = drawn.content.decode(), without.content.decode()
    assert text.count("█") == plain.count("█")
    assert text.count("\n") == plain.count("\n")
    assert "<U+" in text
    assert find_leaks(drawn.content, (), ("before", line, "after"), drawn.own_words) == ()


# --- what the reviewer states --------------------------------------------------------------------

STAMPED = drawn_as(FORMATS["txt"], replace(MADE, stamp=STAMP))
COVER = drawn_as(FORMATS["txt"], replace(MADE, stamp=COVERED))


def head_of(text: str) -> list[str]:
    """The lines before the first of the cable, without their sign."""
    return [line[2:] for line in text.split("\n\n", maxsplit=1)[0].split("\n")]


def test_what_is_stated_stands_in_the_head() -> None:
    assert head_of(STAMPED.content.decode())[:14] == [
        "[old marking: SECRET//NOFORN]",
        "UNCLASSIFIED",
        "Department of Fisheries",
        "Case No. F-2014-20439",
        "Doc. No. C05777720",
        "08LISBON804",
        "",
        "RELEASED IN PART",
        "Released at UNCLASSIFIED",
        "",
        "DECLASSIFIED IN PART",
        "By:         A. QUILL, REVIEWER",
        "Authority:  Guide DF-2",
        "Date:       2016-05-04",
    ]


def test_a_cover_stands_between_the_markings_and_the_stamp_and_has_the_table() -> None:
    lines = head_of(COVER.content.decode())
    assert lines[6:10] == ["", "RELEASE OF CABLE 08LISBON804", "-" * 78, ""]
    assert lines[lines.index("WHAT IS WITHHELD") :][:11] == [
        "WHAT IS WITHHELD",
        "",
        "Withheld under     Places  Lines",
        "(b)(1) 1.4(b),(d)       1     12",
        "(b)(6)                  1      1",
        "Total                   2     13",
        "",
        "Portion    Lines  Withheld under",
        "3. (S/NF)     12  (b)(1) 1.4(b),(d)",
        "SUBJECT        1  (b)(6)",
        "",
    ]
    assert lines[-7:] == [
        "RELEASED IN PART",
        "Released at UNCLASSIFIED",
        "",
        "DECLASSIFIED IN PART",
        "By:         A. QUILL, REVIEWER",
        "Authority:  Guide DF-2",
        "Date:       2016-05-04",
    ]
    assert max(map(len, lines)) == 78


@pytest.mark.parametrize("drawn", [STAMPED, COVER], ids=["stamp", "cover"])
def test_the_lines_of_templates_are_our_own_and_no_others_are(drawn: Drawn) -> None:
    text = drawn.content.decode()
    assert find_leaks(drawn.content, WITHHELD, RELEASED, drawn.own_words) == ()
    for old, new in (
        ("F-2014-20439", "F-2014-20440"),
        ("A. QUILL", "A. PILOT"),
        ("█ Date: ", "█  Date: "),
        ("█ DECLASSIFIED IN PART\n", "█ DECLASSIFIED IN PART \n"),
    ):
        assert old in text
        spoiled = text.replace(old, new, 1).encode()
        with pytest.raises(RefusedReleaseError):
            refuse(
                lambda file: find_leaks(file, WITHHELD, RELEASED, drawn.own_words), spoiled, "a.txt"
            )


def test_a_cover_without_a_heading_is_an_error_of_the_template(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "cover.txt.j2").write_text("no heading")
    with pytest.raises(DeclassError, match="does not begin with a heading"):
        drawn_as(FORMATS["txt"], replace(MADE, stamp=COVERED), tmp_path)


def test_a_template_of_a_site_cannot_leave_its_place(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    hostile = "= ████ box\n\u202ex\x1b[2J\u2028y\rz\n| a\tb | c |\n" + "w" * 300
    (tmp_path / "release" / "cover.txt.j2").write_text(hostile, encoding="utf-8")
    drawn = drawn_as(FORMATS["txt"], replace(MADE, stamp=COVERED), tmp_path)
    lines = head_of(drawn.content.decode())
    assert "<U+2588><U+2588><U+2588><U+2588> box" in lines
    assert "\u202e" not in drawn.content.decode()
    assert [line for line in lines if line.startswith("ww")] == ["w" * 78] * 3 + ["w" * 66]


def test_where_it_is_not_declassified_nothing_says_so_and_a_note_says_why() -> None:
    made = release("x", new_banner="CONFIDENTIAL", stamp=STAMP)
    drawn = drawn_as(FORMATS["txt"], made)
    assert "DECLASSIFIED" not in drawn.content.decode()
    assert drawn.warnings[0].startswith("the release is not called declassified")


def test_only_what_is_stated_has_a_line() -> None:
    bare = head_of(text_of("x"))
    made = drawn_as(FORMATS["txt"], release("x", stamp=Stamp(case="F-12")))
    assert [line for line in head_of(made.content.decode()) if line not in bare] == [
        "Case No. F-12"
    ]


# --- leaks ---------------------------------------------------------------------------------------

MUTANTS: dict[str, tuple[str, str]] = {
    "a withheld line": ("\n\n1.", "\n\nThe pilots will strike on Tuesday.\n1."),
    "withheld words behind a released line": ("Monday.", "Monday. The pilots"),
    "withheld words in a box": ("12 lines", "12 lines on pilots"),
    "withheld words in the head": ("█ UNCLASSIFIED", "█ UNCLASSIFIED pilots"),
    "letters with blanks": ("Monday.", "Monday. p i l o t s"),
    "base64": ("\n\n1.", "\n\ncGlsb3Rz\n1."),
    "a bare sign": ("\n\n1.", "\n\n█ pilots\n1."),
    "another number in a box": ("12 lines", "4000 lines"),
    "blanks at the end of a line": ("Monday.", "Monday. \t"),
    "two blanks": ("harbor museum", "harbor  museum"),
    "a blank that does not break": ("harbor museum", "harbor\u00a0museum"),
    "a sign without width": ("museum", "mus\u200beum"),
    "another case": ("museum", "Museum"),
    "a line of blanks": ("\n\n1.", "\n \n1."),
    "many blank lines": ("\n\n1.", "\n\n\n\n1."),
    "carriage returns": ("\n\n1.", "\r\n\r\n1."),
    "a byte order mark": ("█ [old", "\ufeff█ [old"),
    "an old marking of our own": ("█ UNC", "█ [old marking: pilots]\n█ UNC"),
    "bars of another length": ("████ 3.", "█████ 3."),
}


@pytest.mark.parametrize(("old", "new"), MUTANTS.values(), ids=MUTANTS)
def test_what_no_release_has_is_refused(old: str, new: str) -> None:
    text = DRAWN.content.decode()
    assert old in text
    spoiled = text.replace(old, new, 1).encode()
    with pytest.raises(RefusedReleaseError, match="not published"):
        refuse(lambda file: find_leaks(file, WITHHELD, RELEASED, DRAWN.own_words), spoiled, "a.txt")


def test_a_withheld_word_is_found_by_itself() -> None:
    spoiled = DRAWN.content.replace(b"Monday.", b"Monday. PILOTS")
    leaks = find_leaks(spoiled, WITHHELD, RELEASED, DRAWN.own_words)
    assert [leak.trace for leak in leaks] == [Trace.TOKEN, Trace.STRANGER]
    assert str(leaks[0]) == "a word that only withheld lines have in line 15"


def test_a_file_in_another_code_is_refused() -> None:
    with pytest.raises(RefusedReleaseError, match="no text"):
        find_leaks(DRAWN.content.decode().encode("utf-16"), (), RELEASED, DRAWN.own_words)


@pytest.mark.parametrize(
    "content",
    [
        DRAWN.content[:-1],
        DRAWN.content + b"x",
        DRAWN.content + b"\n",
        DRAWN.content + b"\n\n",
        b"\n" + DRAWN.content,
    ],
    ids=["less", "more", "a blank line", "two", "one before"],
)
def test_a_file_begins_with_a_line_and_ends_with_the_end_of_one(content: bytes) -> None:
    leaks = find_leaks(content, (), RELEASED, DRAWN.own_words)
    assert [leak.trace for leak in leaks] == [Trace.SHAPE]
