"""Releases of all samples at all levels: nothing withheld is in them, whoever looks."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
import xray  # type: ignore[import-not-found,unused-ignore]

from declass.cable.model import Cable, Portion, PortionKind
from declass.cable.parse import parse
from declass.marking.level import Level
from declass.redact.prepare import Prepared, prepare
from declass.redact.release import WithheldRun
from declass.redact.review.choices import Choices
from declass.redact.verify import find_leaks
from declass.sources.read import read_file

SAMPLES = sorted((Path(__file__).parents[2] / "sample_cables").glob("*.txt"))
LEVELS = (Level.U, Level.SBU, Level.C, Level.S)
ON_A_REVIEWERS_WORD = Choices(accepts_compilation=True)
WORD = re.compile(r"[^\W_]+")
WORD_OUTSIDE_MARKS = re.compile(r"(?<!\()[^\W_]+(?!\))")  # a mark inside a portion decides about it

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
each_level = pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.name)


def prepared(text: str, level: Level) -> Prepared:
    return prepare(parse(text), level, ON_A_REVIEWERS_WORD)


def words(lines: tuple[str, ...]) -> set[str]:
    return {word.casefold() for line in lines for word in WORD.findall(line)}


@each_sample
@each_level
def test_no_reader_finds_a_word_that_is_only_in_withheld_lines(
    sample: Path, level: Level, tmp_path: Path
) -> None:
    result = prepared(read_file(sample).text, level)
    secret = words(result.withheld) - words(result.released)
    texts = [
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(result.content)
    ]
    if shutil.which("pdftotext"):
        path = tmp_path / "release.pdf"
        path.write_bytes(result.content)
        command = ["pdftotext", "-layout", str(path), "-"]
        texts.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    seen = words(tuple(texts))
    assert seen
    assert not secret & seen


@each_sample
@each_level
def test_verification_passes_what_is_clean(sample: Path, level: Level) -> None:
    result = prepared(read_file(sample).text, level)
    assert find_leaks(result.content, result.withheld, result.released) == ()


@each_sample
def test_x_ray_finds_no_bad_redaction(sample: Path) -> None:
    result = prepared(read_file(sample).text, Level.U)
    assert asyncio.run(xray.inspect(result.content)) == {}


@each_sample
@each_level
def test_every_withheld_line_is_counted(sample: Path, level: Level) -> None:
    result = prepared(read_file(sample).text, level)
    runs = [run for run in result.release.lines if isinstance(run, WithheldRun)]
    withheld = [decision for decision in result.release.decisions if not decision.is_released]
    assert [run.lines for run in runs] == [decision.lines for decision in withheld]


@each_sample
@each_level
@pytest.mark.parametrize("seed", [1, 2])
def test_other_withheld_words_give_the_same_bytes(sample: Path, level: Level, seed: int) -> None:
    """Noninterference from the source text on: through parser, policy, layout and writer."""
    text = read_file(sample).text
    cable = parse(text)
    before = prepare(cable, level, ON_A_REVIEWERS_WORD)
    changed = with_other_words(cable, withheld_portions(cable, before), random.Random(seed))  # noqa: S311 - words, not keys
    after = prepared(changed, level)
    assert after.release == before.release
    assert after.content == before.content


def withheld_portions(cable: Cable, result: Prepared) -> list[Portion]:
    decisions = [each for each in result.release.decisions if each.kind != "head"]
    pairs = zip(cable.portions, decisions, strict=True)
    return [
        portion
        for portion, decision in pairs
        # A subject stands again in the header of each section, and is known there by its words.
        if not decision.is_released and portion.kind is not PortionKind.SUBJECT
    ]


def with_other_words(cable: Cable, portions: list[Portion], chance: random.Random) -> str:
    """The text with other words of other lengths in some portions, capitals where there were."""

    def other(word: re.Match[str]) -> str:
        letters = "".join(chance.choices("qxzj", k=chance.randint(2, 9)))
        return (
            letters.upper()
            if word[0].isupper()
            else letters.title()
            if word[0][0].isupper()
            else letters
        )

    pieces: list[str] = []
    position = 0
    spans = [
        (max(start, portion.content), end) for portion in portions for start, end in portion.spans
    ]
    for start, end in sorted(spans):
        pieces += [cable.text[position:start], WORD_OUTSIDE_MARKS.sub(other, cable.text[start:end])]
        position = end
    return "".join([*pieces, cable.text[position:]])
