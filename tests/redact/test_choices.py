"""What a reviewer's choices let through: less than the level does, but for what is released by name."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from declass.cable.model import Cable, Portion, PortionKind
from declass.cable.parse import parse
from declass.errors import NotACableError, UsageError
from declass.marking.level import Level
from declass.redact.paper.layout import lay_out
from declass.redact.prepare import prepare
from declass.redact.release import Decision, Release, ReleasedLine, WithheldRun
from declass.redact.review.choices import (
    Choices,
    Lines,
    Releasing,
    SubjectChoice,
    Withholding,
    Words,
    read_portions,
)
from declass.redact.review.notes import overrides, recorded_choices
from declass.redact.review.policy import rule, withhold
from declass.redact.verify import find_leaks
from declass.templating import load_wording
from tests.cable import strategies
from tests.cable.factories import cable_text
from tests.redact import composed
from tests.redact.rewritten import with_other_passages

BODY = """\
1. (U) Nets are public.

2. (C) Boats are not, said the
deputy. They never
were.

3. (S//NF) Depths are secret:

   a. (U) Some lines.

   b. (S) Other lines.

THE PIER
--------

4. (S//REL TO USA, GBR) Lines are shared.

5. (SBU) Pots are controlled.

6. Anchors carry no mark.
THORNBURY
"""
ATOMIC = "1. (U) Nets.\n\n2. (S//RD) Drawings.\n\n3. (S) Boats.\n"
HEAD = {"banner": "S E C R E T NOFORN"}


def release(choices: Choices, level: str = "S", body: str = BODY, **head: str) -> Release:
    return withhold(parse(cable_text(body, **HEAD | head)), Level[level], choices)


def withholding(*portions: str, **more: object) -> Choices:
    return Choices(withheld=tuple(Withholding(read_portions(each), **more) for each in portions))  # type: ignore[arg-type]


def releasing(portions: str, authority: str = "M. Hale", reason: str = "public") -> Choices:
    return Choices(released=(Releasing(read_portions(portions), authority, reason),))


def shown(result: Release) -> str:
    return "\n".join(line.text for line in result.lines if isinstance(line, ReleasedLine))


def rows(result: Release) -> dict[str, Decision]:
    """The first decision about each portion, by its label or kind."""
    return {each.label or each.kind: each for each in reversed(result.decisions)}


# -- withhold ----------------------------------------------------------------------------------


def test_what_is_withheld_by_number_goes_with_all_beneath_it_and_says_why() -> None:
    result = release(withholding("3"))
    for label in ("3. (S//NF)", "a. (U)", "b. (S)"):
        row = rows(result)[label]
        assert not row.is_released
        assert row.reason == "withheld by the reviewer (--withhold 3)"
    assert "lines" not in shown(result)
    assert "Nets" in shown(result)


def test_a_portion_above_the_level_says_so_first() -> None:
    row = rows(release(withholding("2"), "U"))["2. (C)"]
    assert row.reason == "marked C; withheld by the reviewer (--withhold 2)"


def test_a_heading_goes_with_what_stands_under_it() -> None:
    result = release(withholding("4-6", grounds=("(b)(6)",)))
    heading = rows(result)["heading"]
    assert (heading.is_released, heading.reason) == (False, "every portion under it is withheld")
    assert heading.ground == "(b)(6)"
    assert "PIER" not in shown(result)


def test_a_subject_that_is_withheld_takes_the_title_and_the_label_with_it() -> None:
    result = release(withholding("subject"))
    assert "SUBJECT" not in shown(result)
    assert "DREDGING" not in shown(result)


# -- grounds -----------------------------------------------------------------------------------

B1 = "(b)(1) 1.4(b),(d)"


@pytest.mark.parametrize(
    ("label", "number", "level", "grounds", "ground"),
    [
        ("2. (C)", "2", "U", (), B1),
        ("2. (C)", "2", "U", ("(b)(6)",), f"{B1}; (b)(6)"),
        ("2. (C)", "2", "U", ("(b)(6)", "(b)(7)(C)"), f"{B1}; (b)(6); (b)(7)(C)"),
        ("2. (C)", "2", "U", (B1,), B1),
        ("2. (C)", "2", "S", (), B1),
        ("2. (C)", "2", "S", ("(b)(6)",), "(b)(6)"),
        ("5. (SBU)", "5", "U", (), "SBU, exemption to be stated"),
        ("5. (SBU)", "5", "U", ("(b)(6)",), "(b)(6)"),
        ("5. (SBU)", "5", "S", ("(b)(3) 8 U.S.C. 1202(f)",), "(b)(3) 8 U.S.C. 1202(f)"),
        ("1. (U)", "1", "S", ("(b)(5)",), "(b)(5)"),
        ("1. (U)", "1", "S", (), "U, exemption to be stated"),
    ],
)
def test_a_stated_ground_is_added_to_the_one_that_a_portion_has(
    label: str, number: str, level: str, grounds: tuple[str, ...], ground: str
) -> None:
    row = rows(release(withholding(number, grounds=grounds), level))[label]
    assert (row.is_released, row.ground) == (False, ground)


def test_a_stated_ground_is_added_to_that_of_restricted_data() -> None:
    result = release(withholding("2", grounds=("(b)(6)",)), body=ATOMIC)
    assert rows(result)["2. (S//RD)"].ground == "(b)(3) 42 U.S.C. 2162; (b)(6)"


def test_grounds_of_several_choices_stand_together() -> None:
    both = (
        *withholding("1-5", grounds=("(b)(5)",)).withheld,
        *withholding("5", grounds=("(b)(6)",)).withheld,
    )
    result = rows(release(Choices(withheld=both)))
    assert result["5. (SBU)"].ground == "(b)(5); (b)(6)"
    assert result["1. (U)"].ground == "(b)(5)"
    assert "--exempt (b)(6):5" in result["5. (SBU)"].reason


# -- caveats and countries ---------------------------------------------------------------------


def released_labels(result: Release) -> set[str]:
    return {label for label, row in rows(result).items() if row.is_released}


def test_what_does_not_go_to_a_country_is_withheld() -> None:
    result = release(Choices(releasable_to=("GBR",)))
    assert released_labels(result) == {
        "(U)", "1. (U)", "a. (U)", "heading", "4. (S//REL TO USA, GBR)", "5. (SBU)",
    }  # fmt: skip
    assert rows(result)["3. (S//NF)"].reason == "NOFORN (--releasable-to GBR)"
    assert rows(result)["2. (C)"].reason == "classified without a REL TO list (--releasable-to GBR)"


def test_a_list_must_have_every_country() -> None:
    assert "4. (S//REL TO USA, GBR)" not in released_labels(
        release(Choices(releasable_to=("GBR", "JPN")))
    )


def test_what_carries_a_caveat_is_withheld() -> None:
    result = release(Choices(excluded_caveats=("NOFORN",)))
    assert not rows(result)["3. (S//NF)"].is_released
    assert not rows(result)["6."].is_released, "without a mark it carries what the banner does"
    assert rows(result)["2. (C)"].is_released
    assert rows(result)["3. (S//NF)"].reason == "it carries NOFORN (--exclude-caveat)"


def test_free_text_of_the_head_carries_what_the_banner_does() -> None:
    head = {"ref": "\nREF: TELCON ABOUT THE BOATS\n"}
    assert "BOATS" in shown(release(Choices(), **head))
    for choices in (Choices(excluded_caveats=("NOFORN",)), Choices(releasable_to=("GBR",))):
        result = release(choices, **head)
        assert "BOATS" not in shown(result)
        assert "LISBON" in shown(result), "markings are shown"


def test_an_unmarked_portion_carries_what_the_caption_lines_do() -> None:
    result = release(Choices(excluded_caveats=("SIPDIS",)))
    assert not rows(result)["6."].is_released
    assert rows(result)["1. (U)"].is_released


# -- release -----------------------------------------------------------------------------------


def test_a_portion_is_released_above_the_level_on_an_authority() -> None:
    result = release(releasing("2"), "U")
    assert "Boats are not" in shown(result)
    assert rows(result)["2. (C)"].reason == (
        "released by the reviewer (--release 2), by authority of M. Hale"
    )
    assert rows(result)["2. (C)"].level == "C"
    assert "released above the level: 2, by authority of M. Hale: public" in result.warnings


def test_only_the_portion_that_is_named_is_released() -> None:
    result = release(releasing("3"), "U")
    assert "Depths" in shown(result)
    assert "Other lines" not in shown(result)
    assert "3.b under 3: withheld, for not named" in result.warnings


@pytest.mark.parametrize("level", [level.name for level in Level])
def test_atomic_energy_information_is_released_by_no_choice(level: str) -> None:
    """32 CFR 2001.24(h)(2), (i)(3), 2001.30(p)."""
    result = release(releasing("2"), level, ATOMIC)
    assert "Drawings" not in shown(result)
    assert "2 stays withheld: RD: no release at any level" in result.warnings
    whole = release(releasing("subject-3"), level, ATOMIC)
    assert "Drawings" not in shown(whole)


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ({"excluded_caveats": ("NOFORN",)}, "3"),
        ({"releasable_to": ("GBR",)}, "2"),
        ({"subject": SubjectChoice.WITHHOLD}, "subject"),
    ],
)
def test_what_other_choices_withhold_is_not_released(more: dict[str, object], number: str) -> None:
    choices = dataclasses.replace(releasing(number), **more)  # type: ignore[arg-type]
    result = release(choices, "U", subject="SUBJECT: NETS")
    assert any(warning.startswith(f"{number} stays withheld") for warning in result.warnings)
    assert not any(warning.startswith("released above") for warning in result.warnings)


def test_what_the_level_releases_needs_no_authority() -> None:
    cable = parse(cable_text(BODY))
    ruling = rule(cable, Level.C, releasing("1-2"))
    assert overrides(ruling.verdicts) == ()
    assert "1 would be released without --release" in ruling.release.warnings


def test_what_is_released_above_the_level_raises_the_banner_to_the_level_and_no_further() -> None:
    cable = parse(cable_text(BODY))
    assert withhold(cable, Level.U, releasing("2")).new_banner == "UNCLASSIFIED"
    assert withhold(cable, Level.C, releasing("4")).new_banner == "CONFIDENTIAL"
    assert withhold(cable, Level.C, releasing("3")).new_banner == "CONFIDENTIAL//NOFORN"


def test_a_heading_above_the_level_is_released_like_any_portion() -> None:
    body = "(S) THE PIER\n------------\n\n1. (U) Nets.\n\n2. (S) Boats.\n"
    assert "PIER" not in shown(release(Choices(), "U", body))
    assert "PIER" in shown(release(releasing("heading"), "U", body))


# -- passages ----------------------------------------------------------------------------------


def passage(number: str, what: Words | Lines, *grounds: str) -> Choices:
    return withholding(number, passage=what, grounds=grounds)


def part_of(result: Release, words: str) -> list[ReleasedLine | WithheldRun]:
    """The lines from the one with these words to the next blank one."""
    lines = list(result.lines)
    start = next(n for n, line in enumerate(lines) if words in (line[0] or ""))
    end = next(n for n in range(start, len(lines)) if not (lines[n][0] or lines[n][1]))
    return lines[start:end]


def test_around_a_passage_words_are_released() -> None:
    result = release(passage("2", Words("not, said", "deputy."), "(b)(6)"))
    first, run, last = part_of(result, "2. (C)")
    assert (first.text, last.text) == ("2. (C) Boats are", "They never were.")  # type: ignore[union-attr]
    assert isinstance(run, WithheldRun)
    assert (run.label, run.lines, run.ground) == ("", 2, "(b)(6)")


def test_a_passage_from_the_mark_on_has_the_number_on_its_box() -> None:
    result = release(passage("2", Words("Boats", "deputy.")))
    run, last = part_of(result, "2. (C)")
    assert isinstance(run, WithheldRun)
    assert (run.label, run.lines, run.ground) == ("2. (C)", 2, B1)
    assert last[0] == "They never were."


def test_each_piece_has_a_row_of_its_own() -> None:
    result = release(passage("2", Words("deputy.")))
    found = [each for each in result.decisions if each.label == "2. (C)"]
    assert [(each.is_released, each.lines, each.is_further) for each in found] == [
        (True, 1, False), (False, 1, True), (True, 1, True),
    ]  # fmt: skip
    assert found[1].reason == "withheld by the reviewer (--withhold-text 2)"


def test_a_passage_of_what_is_withheld_anyway_changes_nothing() -> None:
    assert release(passage("2", Words("deputy.")), "U") == release(Choices(), "U")


def test_a_passage_may_be_kept_of_what_is_released_above_the_level() -> None:
    both = dataclasses.replace(passage("2", Words("deputy.")), released=releasing("2").released)
    result = release(both, "U")
    assert "Boats are not, said the" in shown(result)
    assert "deputy" not in shown(result)
    assert "released above the level: 2, by authority of M. Hale: public" in result.warnings


def test_a_passage_of_the_subject_takes_the_title_with_it() -> None:
    title = "Cable title:\n\nHARBOR DREDGING\n\nTags: EFIS\n"
    metadata = f"Identifier\nCreated\nClassification\nOrigin\n06LISBON777\n2006-06-06 08:27:00\nSECRET\nEmbassy Lisbon\n{title}\n"
    cable = parse(metadata + cable_text(BODY))
    assert shown(withhold(cable, Level.S)).count("DREDGING") == 2
    result = withhold(cable, Level.S, passage("subject", Words("dredging")))
    assert "DREDGING" not in shown(result)
    assert "SUBJECT: (U) HARBOR" in shown(result)


def test_a_passage_over_a_page_line_is_found_and_withheld() -> None:
    body = "1. (U) Nets are\nLISBON 00000777  002 OF 003\npublic and blue.\n\n2. (S) Boats.\n"
    result = release(passage("1", Words("are", "public")), body=body)
    assert "public" not in shown(result)
    assert [row.lines for row in result.decisions if row.label == "1. (U)"] == [1, 2, 1]
    assert "and blue." in shown(result)


def test_a_release_with_passages_passes_its_verification() -> None:
    both = (
        *passage("2", Words("not, said", "deputy.")).withheld,
        *passage("4", Lines(1, 1)).withheld,
        *passage("5", Words("controlled")).withheld,
    )
    prepared = prepare(parse(cable_text(BODY)), Level.S, Choices(withheld=both))
    assert find_leaks(prepared.content, prepared.withheld, prepared.released) == ()
    assert "controlled." in prepared.withheld or "controlled" in prepared.withheld


def test_the_record_has_lines_and_no_words() -> None:
    cable = parse(cable_text(BODY))
    choices = dataclasses.replace(
        passage("2", Words("not, said", "deputy."), "(b)(6)"),
        released=releasing("3").released,
        releasable_to=("GBR",),
        excluded_caveats=("ORCON",),
        subject=SubjectChoice.RELEASE,
    )
    assert recorded_choices(cable, choices) == (
        ("subject", "release"),
        ("releasable-to", "GBR"),
        ("exclude-caveat", "ORCON"),
        ("withhold-text", "2:lines 1-2 (b)(6)"),
        ("release", "3"),
        ("authority", "M. Hale"),
        ("reason", "public"),
    )


# -- properties --------------------------------------------------------------------------------

levels = st.sampled_from(Level)


def names_of(cable: Cable) -> Sequence[str]:
    return sorted({portion.name for portion in cable.portions})


@st.composite
def shrinking(draw: st.DrawFn, cable: Cable) -> Choices:
    """Choices of every kind but --release, about portions and lines that the cable has."""
    names = names_of(cable)
    choices = []
    for name in draw(st.lists(st.sampled_from(names), max_size=3)) if names else ():
        alone = [each for each in cable.portions if each.name == name]
        is_cut = (
            len(alone) == 1 and alone[0].kind is not PortionKind.HEADING and draw(st.booleans())
        )
        choices.append(
            Withholding(
                read_portions(name),
                draw_lines(draw, cable, alone[0]) if is_cut else None,
                tuple(draw(st.lists(st.sampled_from(["(b)(6)", "(b)(5)"]), unique=True))),
            )
        )
    return Choices(
        accepts_compilation=True,
        releasable_to=tuple(draw(st.lists(st.sampled_from(["GBR", "JPN"]), max_size=1))),
        excluded_caveats=tuple(draw(st.lists(st.sampled_from(["NOFORN", "SBU"]), max_size=1))),
        withheld=tuple(choices),
    )


def draw_lines(draw: st.DrawFn, cable: Cable, portion: Portion) -> Lines | None:
    """Lines in which something stands."""
    text = cable.portion_text(portion)
    begin, full = portion.content - portion.spans[0].start, []
    place = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if text[max(begin, place) : place + len(line)].strip():
            full.append(number)
        place += len(line)
    if not full:
        return None
    first = draw(st.sampled_from(full))
    return Lines(first, draw(st.sampled_from([number for number in full if number >= first])))


@given(strategies.cables, levels, st.data())
def test_a_choice_only_ever_withholds_more(text: str, level: Level, data: st.DataObject) -> None:
    cable = parse(text)
    without = rule(cable, level, Choices(accepts_compilation=True))
    with_choices = rule(cable, level, data.draw(shrinking(cable)))
    assert words(with_choices.released) <= words(without.released)
    rest = " ".join(" ".join(without.released).split())
    for line in with_choices.released:  # what stands behind a passage has other line ends
        assert " ".join(line.split()) in rest


def words(lines: Sequence[str]) -> Counter[str]:
    return Counter(" ".join(lines).split())


@given(strategies.cables, levels, st.data())
def test_a_release_by_name_shows_the_portions_named_and_headings_over_them(
    text: str, level: Level, data: st.DataObject
) -> None:
    cable = parse(text)
    names = [
        each
        for each in names_of(cable)
        if [portion.name for portion in cable.portions].count(each) == 1
    ]
    assume(names)
    name = data.draw(st.sampled_from(names))
    choices = dataclasses.replace(releasing(name), accepts_compilation=True)
    before = rule(cable, level, Choices(accepts_compilation=True))
    after = rule(cable, level, choices)
    for one, two in zip(before.verdicts, after.verdicts, strict=True):
        if one.is_released or not two.is_released:
            assert one.is_released == two.is_released
            continue
        element = two.element
        is_named = isinstance(element, Portion) and element.name == name
        assert is_named or element.kind is PortionKind.HEADING or name == "subject"


@given(composed.cables, levels, st.data(), composed.secrets)
def test_a_release_does_not_depend_on_a_passage_that_it_withholds(
    text: str, level: Level, data: st.DataObject, said: list[str]
) -> None:
    """Noninterference: other words, more or fewer, on as many lines; the same pages."""
    try:
        cable = parse(text)
    except NotACableError:
        reject()
    choices = data.draw(shrinking(cable))
    words = itertools.cycle(said)
    before = rule(cable, level, choices)
    changed = with_other_passages(cable, before.verdicts, lambda: next(words).strip() or "x")
    one, two = before.release, withhold(changed, level, choices)
    assert one == two
    wording = load_wording()
    assert lay_out(one, wording) == lay_out(two, wording)
    assert recorded_choices(cable, choices) == recorded_choices(changed, choices)


def test_a_message_about_a_passage_quotes_nothing() -> None:
    with pytest.raises(UsageError) as trouble:
        release(passage("2", Words("deputy", "harbour")))
    assert "harbour" not in str(trouble.value)
    assert "deputy" not in str(trouble.value)
