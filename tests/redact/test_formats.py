"""What holds of a release in every format: the same wall, whatever is behind it."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from declass.cable.parse import parse
from declass.cli.redact_options import FORMATS as NAMES
from declass.errors import RefusedReleaseError
from declass.marking.level import Level
from declass.redact.flow import html_release, text_release
from declass.redact.formats import FORMATS, PDF, Format, Presentation
from declass.redact.paper.cover import Texts
from declass.redact.prepare import Prepared, prepare
from declass.redact.publish import publish
from declass.redact.release import Amount, Release, ReleasedLine
from declass.redact.review.choices import Choices
from declass.redact.stamp import Stamp
from declass.redact.verify import Trace
from declass.sources.folder import walk
from declass.sources.read import read_file
from tests.redact.factories import (
    WORDING,
    drawn_as,
    release,
    releases_of_cables,
    run,
    source_of,
    stamps,
)
from tests.redact.test_samples import with_other_words, withheld_portions

HOUSE = Path(__file__).parents[2]
SAMPLES = sorted((HOUSE / "sample_cables").glob("*.txt"))
WITHOUT_PAGES = [form for form in FORMATS.values() if form is not PDF]
ON_A_REVIEWERS_WORD = Choices(accepts_compilation=True)

each_format = pytest.mark.parametrize("form", WITHOUT_PAGES, ids=lambda form: form.name)
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)


def prepared(text: str, level: Level, form: Format, **choices: object) -> Prepared:
    decided = Choices(accepts_compilation=True, **choices)  # type: ignore[arg-type]
    return prepare(parse(text), level, decided, presentation=Presentation(form))


def test_the_command_line_knows_every_format() -> None:
    assert tuple(FORMATS) == NAMES


def test_releases_in_a_directory_are_not_taken_for_cables(tmp_path: Path) -> None:
    for form in FORMATS.values():
        (tmp_path / f"a{form.suffix}").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    assert list(walk([tmp_path])) == [tmp_path / "a.txt"]


# --- of the samples ------------------------------------------------------------------------------


@each_format
@each_sample
def test_verification_passes_what_is_clean(sample: Path, form: Format) -> None:
    text = read_file(sample).text
    for level, amount in zip(Level, [*Amount, *Amount], strict=True):
        made = prepared(text, level, form, amount=amount, merges=level is Level.C)
        made.check(made.content, "a file")


@each_format
@each_sample
def test_other_withheld_words_give_the_same_bytes(sample: Path, form: Format) -> None:
    """Noninterference from the source text on: through parser, policy and writer."""
    text = read_file(sample).text
    cable = parse(text)
    for seed, level in enumerate((Level.U, Level.SBU, Level.C, Level.S)):
        before = prepare(cable, level, ON_A_REVIEWERS_WORD, presentation=Presentation(form))
        portions = withheld_portions(cable, before)
        changed = with_other_words(cable, portions, random.Random(seed))  # noqa: S311 - words, not keys
        assert prepared(changed, level, form).content == before.content


@pytest.mark.parametrize("amount", [Amount.PARAGRAPH, Amount.NONE])
@each_format
def test_where_the_amount_is_not_told_nothing_depends_on_it(form: Format, amount: Amount) -> None:
    sample = HOUSE / "sample_cables" / "two-section-secret.txt"
    text = read_file(sample).text
    longer = text.replace("12. (S) ", "12. (S) It has\nmore\nand more\nlines. ")
    assert longer != text
    before, after = (prepared(each, Level.C, form, amount=amount) for each in (text, longer))
    assert after.content == before.content


@each_format
@each_sample
def test_a_lower_level_never_shows_a_line_more(sample: Path, form: Format) -> None:
    text = read_file(sample).text
    source = {line.rstrip() for line in text.splitlines()}
    shown = [source & shown_in(prepared(text, level, form).content, form) for level in Level]
    assert all(below <= above for below, above in pairwise(shown))
    assert len(shown[-1]) > len(source) / 2


def shown_in(content: bytes, form: Format) -> set[str]:
    """The lines that a reader of a file sees, lined through or not."""
    text = content.decode()
    if form.name == "json":
        return {line.get("text", "") for line in json.loads(text)["lines"]}
    if form.name == "html":
        text = unescape(re.sub("<[^>]*>", "", text))
        return {line.removeprefix(html_release.BEFORE_OLD) for line in text.split("\n")}
    before, after = text_release.BEFORE_OLD, text_release.AFTER_OLD
    return {
        line.removeprefix(before).removesuffix(after) if line.startswith(before) else line
        for line in text.split("\n")
    }


@each_format
def test_the_bytes_depend_on_nothing_around(form: Format) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.redact.test_formats import *\n"
        f"made = prepared(SAMPLES[-3].read_text(), Level.C, FORMATS[{form.name!r}])\n"
        "sys.stdout.buffer.write(made.content)"
    )
    surroundings = (
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland"},
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=HOUSE,
            env=os.environ | each,
            capture_output=True,
            check=True,
        ).stdout
        for each in surroundings
    ]
    assert outputs[0] == outputs[1] != b""


# --- of any release ------------------------------------------------------------------------------


@each_format
@given(
    made=releases_of_cables, withheld=st.lists(st.text("ab \u0416(/S)", max_size=60), max_size=5)
)
def test_a_release_that_shows_what_it_may_show_is_clean(
    form: Format, made: Release, withheld: list[str]
) -> None:
    drawn = form.draw(made, WORDING, Texts())
    source = source_of(made)
    shown = "\n".join([*source, *drawn.own_words]).casefold()
    assume(not any(word.casefold() in shown for line in withheld for word in line.split()))
    assert form.find_leaks(drawn.content, withheld, source, drawn.own_words) == ()


@each_format
@given(made=releases_of_cables, stamp=stamps)
def test_whatever_is_stated_is_shown_and_passes_the_check(
    form: Format, made: Release, stamp: Stamp
) -> None:
    drawn = drawn_as(form, replace(made, stamp=stamp))
    assert form.find_leaks(drawn.content, ("squid quotas",), source_of(made), drawn.own_words) == ()
    assert "\u202e" not in drawn.content.decode()
    assert below_the_head(drawn.content, form) == below_the_head(drawn_as(form, made).content, form)


def below_the_head(content: bytes, form: Format) -> object:
    """All that follows what a release says of itself."""
    text = content.decode()
    if form.name == "json":
        return {name: each for name, each in json.loads(text).items() if name != "stamp"}
    return text.partition("\n<main>\n" if form.name == "html" else "\n\n")[2]


@each_format
@given(
    made=releases_of_cables,
    word=st.from_regex("[a-z]{3,12}q[0-9]{2}", fullmatch=True),
    place=st.integers(0, 30),
)
def test_a_withheld_line_that_was_released_by_mistake_is_found(
    form: Format, made: Release, word: str, place: int
) -> None:
    """The defect that `released` is for: it comes from the cable, the file from the release."""
    source = source_of(made)
    assume(word not in " ".join(source).casefold())
    mistaken = release(*made.lines[:place], ReleasedLine(f"so {word} said"), *made.lines[place:])
    drawn = form.draw(mistaken, WORDING, Texts())
    leaks = form.find_leaks(drawn.content, [f"so {word} said"], source, drawn.own_words)
    assert {Trace.TOKEN, Trace.STRANGER} <= {leak.trace for leak in leaks}


@each_format
@given(made=releases_of_cables)
@settings(max_examples=30)
def test_a_file_that_lacks_a_released_line_is_refused(form: Format, made: Release) -> None:
    drawn = form.draw(made, WORDING, Texts())
    forgotten = (*source_of(made), "9. (U) A paragraph that was forgotten.")
    with pytest.raises(RefusedReleaseError, match="cannot be read back"):
        form.find_leaks(drawn.content, (), forgotten, drawn.own_words)


@each_format
def test_released_lines_may_be_pieces_of_a_line_that_is_shown_whole(form: Format) -> None:
    """Portions that share a line of the source are released one by one and shown together."""
    pieces = ("1. (U) Quay:  ", "the museum has  lent its models.  ", "2. (U) Trawlers.")
    drawn = form.draw(release("".join(pieces), run(3)), WORDING, Texts())
    assert form.find_leaks(drawn.content, (), pieces, drawn.own_words) == ()


@each_format
@pytest.mark.parametrize(
    "told",
    ["UGlsb3Rz", "pi lo ts", "1. (U)  Quay: open.", " 1. (U) Quay: open.", "open.", "12"],
    ids=["base64", "pieces", "two blanks", "a blank before", "a piece", "a number"],
)
def test_a_text_that_is_not_released_is_found_without_knowing_what_it_means(
    form: Format, told: str
) -> None:
    source = ("1. (U) Quay: open.", "2. (U) Trawlers.")
    drawn = form.draw(release(*source, told, run(3)), WORDING, Texts())
    (leak,) = form.find_leaks(drawn.content, (), source, drawn.own_words)
    assert leak.trace is Trace.STRANGER


@each_format
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"%PDF-1.7", b"\x00" * 9], ids=repr)
def test_a_file_of_which_nothing_can_be_said_is_refused(form: Format, content: bytes) -> None:
    with pytest.raises(RefusedReleaseError):
        form.find_leaks(content, (), ("1. (U) Quay.",), ("RELEASED IN FULL",))


@each_format
def test_a_refused_file_is_not_published_and_its_words_are_not_told(
    form: Format, tmp_path: Path
) -> None:
    text = read_file(HOUSE / "sample_cables" / "two-section-secret.txt").text
    made = prepared(text, Level.C, form)
    spoiled = made.content.replace(b"RELEASED IN PART", made.withheld[0].encode(), 1)
    with pytest.raises(RefusedReleaseError) as caught:
        publish(spoiled, tmp_path / "a", check=made.check, overwrite=False)
    said = str(caught.value)
    assert said.startswith(f"{tmp_path / 'a'}: release not published: ")
    assert not [word for word in made.withheld[0].split() if len(word) > 4 and word in said]
    assert list(tmp_path.iterdir()) == []
