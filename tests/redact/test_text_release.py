from __future__ import annotations

import pytest

from declass.errors import RefusedReleaseError
from declass.redact.release import Amount, Disposition, Part, ReleasedLine, WithheldRun
from declass.redact.text_check import find_leaks
from declass.redact.text_release import draw
from declass.redact.verify import Trace, refuse
from tests.redact.factories import GROUND, WORDING, release, run

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
    "content", [DRAWN.content[:-1], DRAWN.content + b"x"], ids=["less", "more"]
)
def test_a_file_ends_with_the_end_of_a_line(content: bytes) -> None:
    leaks = find_leaks(content, (), RELEASED, DRAWN.own_words)
    assert [leak.trace for leak in leaks] == [Trace.SHAPE]
