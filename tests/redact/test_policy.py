"""The withholding policy: what a ceiling and a reviewer's choices let through."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from declass.cable.model import Cable, Portion
from declass.cable.parse import parse
from declass.errors import RefusedReleaseError
from declass.marking.level import Level
from declass.redact.release import Decision, Disposition, Release, ReleasedLine, WithheldRun
from declass.redact.review.choices import Choices, SubjectChoice
from declass.redact.review.policy import rule, withhold
from tests.cable import strategies
from tests.cable.factories import cable_text
from tests.redact.rewritten import with_other_words

BODY = """\
1. (U) Nets are public.

2. (C) Boats are not.
They never were.

3. (S//NF) Depths are secret.

4. (U) Lines are public:

   a. (S) Some lines.
   b. Other lines.

5. Pots carry no mark.
THORNBURY
"""
COMPILATION = Choices(accepts_compilation=True)


def released_lines(cable: Cable, ceiling: Level) -> tuple[str, ...]:
    return rule(cable, ceiling, COMPILATION).released


def withheld_lines(cable: Cable, ceiling: Level) -> tuple[str, ...]:
    return rule(cable, ceiling, COMPILATION).withheld


def release(body: str, level: str = "U", choices: Choices | None = None, **head: str) -> Release:
    return withhold(parse(cable_text(body, **head)), Level[level], choices)


def shown(result: Release) -> str:
    return "\n".join(line.text for line in result.lines if isinstance(line, ReleasedLine))


def runs(result: Release) -> list[tuple[str, int | None]]:
    return [(run.label, run.lines) for run in result.lines if isinstance(run, WithheldRun)]


def test_portions_above_the_ceiling_are_withheld_by_whole_lines() -> None:
    result = release(BODY)
    assert runs(result) == [
        ("2. (C)", 2),
        ("3. (S//NF)", 1),
        ("a. (S)", 1),
        ("5.", 1),
        ("Signature:", 1),
    ]
    assert "Nets are public" in shown(result)
    assert "Other lines" in shown(result)
    for word in ("Boats", "never", "Depths", "Some lines", "Pots", "THORNBURY"):
        assert word not in shown(result)


@pytest.mark.parametrize(
    ("level", "count"), [("U", 5), ("SBU", 5), ("R", 5), ("C", 4), ("S", 0), ("TS", 0)]
)
def test_a_higher_ceiling_withholds_less(level: str, count: int) -> None:
    assert len(runs(release(BODY, level))) == count


def test_the_ground_names_the_exemption_and_the_reasons() -> None:
    grounds = {r.ground for r in release(BODY).lines if isinstance(r, WithheldRun)}
    assert grounds == {"(b)(1) 1.4(b),(d)"}


def test_the_ground_of_a_controlled_portion_is_for_the_reviewer_to_state() -> None:
    result = release("1. (SBU) Nets.\n\n2. (S) Boats.\n")
    assert "exemption to be stated" in next(
        run.ground for run in result.lines if isinstance(run, WithheldRun)
    )


def test_banners_old_and_new() -> None:
    """32 CFR 2001.25(b)(4), and the highest level of what is still shown."""
    result = release(BODY, "C", banner="S E C R E T NOFORN")
    assert (result.old_banner, result.new_banner) == ("SECRET//NOFORN", "CONFIDENTIAL")
    struck = [r.text for r in result.lines if isinstance(r, ReleasedLine) and r.is_struck]
    assert struck == ["S E C R E T NOFORN LISBON 000777"]


def test_a_banner_that_still_holds_is_not_lined_through() -> None:
    result = release(BODY, "S", banner="S E C R E T NOFORN", subject="SUBJECT: (S/NF) NETS")
    assert result.old_banner == result.new_banner == "SECRET//NOFORN"
    assert "S E C R E T NOFORN LISBON 000777" in shown(result)
    assert not [r for r in result.lines if isinstance(r, ReleasedLine) and r.is_struck]


def test_what_is_shown_without_a_mark_of_its_own_adds_nothing_to_the_new_banner() -> None:
    body = "THE PIER\n--------\n\n1. (U) Nets were counted.\n\n2. (S) Boats were counted.\n"
    result = release(body, banner="S E C R E T NOFORN")
    assert "THE PIER" in shown(result)
    assert result.new_banner == "UNCLASSIFIED"


@pytest.mark.parametrize(
    ("level", "body", "disposition"),
    [
        ("S", BODY, Disposition.IN_FULL),
        ("U", BODY, Disposition.IN_PART),
        ("U", "1. (S) Boats.\n", Disposition.IN_PART),  # the subject is marked (U)
    ],
)
def test_the_stamp(level: str, body: str, disposition: Disposition) -> None:
    assert release(body, level).disposition is disposition


def test_a_cable_of_which_no_portion_is_shown_is_denied() -> None:
    result = release("1. (S) Boats.\n", subject="SUBJECT: BOATS")
    assert result.disposition is Disposition.DENIED


# -- subject -----------------------------------------------------------------------------------

SUBJECTS = [
    ("SUBJECT: NETS", "U", SubjectChoice.BY_RULE, False),
    ("SUBJECT: NETS", "S", SubjectChoice.BY_RULE, True),
    ("SUBJECT: NETS", "U", SubjectChoice.RELEASE, True),
    ("SUBJECT: NETS", "S", SubjectChoice.WITHHOLD, False),
    ("SUBJECT: (U) NETS", "U", SubjectChoice.BY_RULE, True),
    ("SUBJECT: (U) NETS", "U", SubjectChoice.WITHHOLD, True),
    ("SUBJECT: (C) NETS", "U", SubjectChoice.RELEASE, False),
    ("SUBJECT: (S0) NETS", "U", SubjectChoice.RELEASE, False),
]


@pytest.mark.parametrize(("subject", "level", "choice", "is_shown"), SUBJECTS)
def test_a_choice_about_the_subject_counts_where_it_has_no_mark(
    subject: str, level: str, choice: SubjectChoice, *, is_shown: bool
) -> None:
    result = release("1. (S) Boats.\n", level, Choices(subject=choice), subject=subject)
    assert ("NETS" in shown(result)) is is_shown
    if not is_shown:
        assert any(label.startswith("SUBJECT:") for label, _ in runs(result))
        assert "SUBJECT" not in shown(result)


METADATA = """\
Identifier
Created
Classification
Origin
06LISBON777
2006-06-06 08:27:00
SECRET
Embassy Lisbon
Cable title:

NETS AND BOATS

Tags: EFIS PREL
"""


@pytest.mark.parametrize("choice", SubjectChoice)
def test_the_title_of_the_metadata_head_goes_with_the_subject(choice: SubjectChoice) -> None:
    text = METADATA + cable_text("1. (S) Boats.\n", subject="SUBJECT: NETS AND BOATS")
    result = withhold(parse(text), Level.U, Choices(subject=choice))
    assert shown(result).count("NETS AND BOATS") == (2 if choice is SubjectChoice.RELEASE else 0)


def test_a_subject_repeated_at_a_section_break_is_not_shown() -> None:
    body = (
        "1. (U) Nets are\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nSIPDIS\n\n"
        "E.O. 12958: DECL: 06/06/2016\nSUBJECT: BOATS\n\npublic.\n\n2. (S) Boats.\n"
    )
    assert "BOATS" not in shown(release(body, subject="SUBJECT: BOATS"))


# -- headings ----------------------------------------------------------------------------------


def heading_shown(heading: str, under: str, level: str = "U") -> bool:
    body = f"{heading}\n-----------\n\n{under}\n\n2. (S) Boats were counted.\n"
    return "PIER" in shown(release(body, level))


@pytest.mark.parametrize(
    ("heading", "under", "is_shown"),
    [
        ("THE PIER", "1. (U) Nets were counted.", True),
        ("THE PIER", "1. (S) Nets were counted.", False),
        ("(U) THE PIER", "1. (U) Nets were counted.", True),
        ("(U) THE PIER", "1. (S) Nets were counted.", False),
        ("(S) THE PIER", "1. (U) Nets were counted.", False),
        ("THE PIER", "1. (S) Nets:\n   a. (U) Large ones.", True),
    ],
)
def test_a_heading_goes_with_what_stands_under_it(
    heading: str, under: str, *, is_shown: bool
) -> None:
    assert heading_shown(heading, under) is is_shown


def test_a_heading_with_nothing_under_it_is_withheld() -> None:
    body = "1. (U) Nets were counted again.\n\n2. (S) Boats were too.\n\nTHE PIER\n--------\n"
    assert "PIER" not in shown(release(body))


# -- atomic energy -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark", ["(S//RD)", "(S//FRD)", "(S//TFNI)", "(S//RD-N)", "(CTS//ATOMAL)", "(RD)"]
)
@pytest.mark.parametrize("level", [level.name for level in Level])
def test_atomic_energy_information_is_shown_at_no_ceiling(mark: str, level: str) -> None:
    """32 CFR 2001.24(h)(2), (i)(3), 2001.30(p)."""
    result = release(f"1. (U) Nets.\n\n2. {mark} Drawings.\n\n3. (S) Boats.\n", level)
    assert "Drawings" not in shown(result)
    run = next(r for r in result.lines if isinstance(r, WithheldRun) and r.label.startswith("2."))
    assert run.ground == "(b)(3) 42 U.S.C. 2162"


def test_restricted_data_in_the_banner_withholds_what_is_unmarked() -> None:
    result = release(
        "1. Drawings.\n\n2. (U) Nets.\n",
        "TS",
        Choices(subject=SubjectChoice.RELEASE),
        banner="S E C R E T//RESTRICTED DATA",
        subject="SUBJECT: DRAWINGS",
    )
    assert "DRAWINGS" not in shown(result).upper()
    assert [label for label, _ in runs(result)] == ["SUBJECT:", "1."]


# -- the head ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "value", "words", "is_shown"),
    [
        ("eo", "E.O. 12958: DECL: 06/06/2016", "06/06/2016", True),
        ("eo", "E.O. 12958: DECL: X1", "X1", True),
        ("eo", "E.O. 12958: DECL: AFTER THE BOATS ARE SOLD", "BOATS", False),
        ("eo", "E.O. 12958: DECL: 06/06/2016 THE BOATS ARE OURS", "BOATS", False),
        ("eo", "THE BOATS ARE OURS\nE.O. 12958: DECL: 06/06/2016", "BOATS", False),
        ("ref", "\nREF: LISBON 700\n", "LISBON 700", True),
        ("ref", "\nREF: TELCON ABOUT THE BOATS\n", "BOATS", False),
        ("tags", "TAGS: EFIS, PO", "EFIS", True),
        ("tags", "TAGS: EFIS, OTRA (BOATS, ADA)", "BOATS", False),
        ("authority", "Classified By: Ada Thornbury, reasons 1.4 (b).", "Ada", True),
        ("authority", "Classified By: Ada Thornbury, who owns the boats", "boats", False),
        ("authority", "Derived from: Multiple sources", "Multiple", True),
        ("authority", "Derived from: Memo about the boats", "boats", False),
    ],
)
def test_of_the_head_only_what_the_grammar_understood_is_shown(
    part: str, value: str, words: str, *, is_shown: bool
) -> None:
    head = {part: value}
    result = release("1. (S) Pots.\n", "U", None, **head)
    assert (words in shown(result)) is is_shown
    full = release("1. (S) Pots.\n", "S", None, **head)
    assert words in shown(full)


def test_page_furniture_is_not_shown() -> None:
    body = "1. (U) Nets are\nLISBON 00000777  002 OF 003\npublic.\n\n2. (S) Boats.\n\nNNNN\n"
    text = shown(release(body))
    assert "002 OF 003" not in text
    assert "NNNN" not in text


def test_a_million_blank_lines_are_not_shown() -> None:
    result = release("1. (U) Nets.\n" + "\n" * 5_000 + "2. (S) Boats.\n")
    assert len(result.lines) < 60


# -- compilations ------------------------------------------------------------------------------


def test_a_compilation_is_refused_without_a_reviewers_word() -> None:
    """32 CFR 2001.24(g): a document may be classified though each of its portions is not."""
    cable = parse(cable_text("1. (U) Nets.\n\n2. (U) Boats.\n"))
    with pytest.raises(RefusedReleaseError, match="compilation"):
        withhold(cable, Level.U)
    result = withhold(cable, Level.U, COMPILATION)
    assert any("compilation" in warning for warning in result.warnings)


def test_the_refusal_does_not_quote_the_cable() -> None:
    cable = parse(cable_text("1. (U) Nets.\n", subject="SUBJECT: BOATS"))
    with pytest.raises(RefusedReleaseError) as trouble:
        withhold(cable, Level.U)
    assert "Nets" not in str(trouble.value)
    assert "BOATS" not in str(trouble.value)


# -- properties --------------------------------------------------------------------------------

levels = st.sampled_from(Level)


def decisions(result: Release) -> list[Decision]:
    return [decision for decision in result.decisions if decision.kind != "head"]


@given(strategies.cables, levels, levels)
def test_a_higher_ceiling_never_hides_what_a_lower_one_shows(
    text: str, one: Level, other: Level
) -> None:
    cable = parse(text)
    low, high = sorted((one, other))
    shown_low = released_lines(cable, low)
    shown_high = list(released_lines(cable, high))
    for line in shown_low:
        assert line in shown_high


@given(strategies.cables, levels)
def test_released_and_withheld_lines_are_all_that_the_message_has(text: str, level: Level) -> None:
    cable = parse(text)
    withheld = "\n".join(withheld_lines(cable, level))
    released = "\n".join(released_lines(cable, level))
    for portion in cable.portions:
        for line in cable.text[portion.content : portion.spans[0].end].splitlines():
            assert line in withheld or line in released


def raised(cable: Cable, portion: Portion, mark: str) -> str:
    start = cable.text.index(portion.mark or "", portion.spans[0].start)
    return cable.text[:start] + mark + cable.text[start + len(portion.mark or "") :]


@given(strategies.cables, levels, st.integers(0, 30), st.sampled_from(("(S)", "(TS)")))
def test_raising_a_portion_never_reveals_more(
    text: str, level: Level, index: int, mark: str
) -> None:
    cable = parse(text)
    marked = [p for p in cable.portions if p.mark in ("(U)", "(C)")]
    assume(marked)
    chosen = marked[index % len(marked)]
    after = parse(raised(cable, chosen, mark))
    before_lines = [line.replace(chosen.mark or "", mark) for line in released_lines(cable, level)]
    for line in released_lines(after, level):
        assert line.replace(chosen.mark or "", mark) in before_lines


@given(strategies.cables, levels, st.data())
def test_a_release_does_not_depend_on_what_it_withholds(
    text: str, level: Level, data: st.DataObject
) -> None:
    """Noninterference, stated on the parsed cable: other words, as many lines, the same release."""
    cable = parse(text)
    withheld = [
        p
        for p, decision in zip(
            cable.portions, decisions(withhold(cable, level, COMPILATION)), strict=True
        )
        if not decision.is_released
    ]
    assume(withheld)
    chosen = data.draw(st.sampled_from(withheld))
    words = data.draw(st.text("xyz\u4e16\u0430 ", min_size=1, max_size=90))
    changed = with_other_words(cable, [chosen], lambda: words)
    assert withhold(changed, level, COMPILATION) == withhold(cable, level, COMPILATION)
