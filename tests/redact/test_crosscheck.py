from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.parse import parse
from declass.marking.level import Level
from declass.redact.crosscheck.passages import MOST_PLACES, CrossLeak
from declass.redact.crosscheck.rarity import is_rare
from declass.redact.crosscheck.search import cross_check
from declass.redact.crosscheck.tokens import (
    LONGEST,
    RUN,
    WORD,
    fold,
    run_in,
    tokens,
    tokens_of_each,
    words,
)
from declass.redact.review.choices import Choices
from declass.redact.review.policy import rule
from declass.sources.read import read_file

SAMPLES = Path(__file__).parents[2] / "sample_cables"
HEAD = """\
O 240827Z MAR 08
FM AMEMBASSY LISBON
TO SECSTATE WASHDC
S E C R E T LISBON 000804

E.O. 12958: DECL: 03/24/2018
TAGS: EFIS, PREL, KTFN
SUBJECT: (U) {subject}

REF: LISBON 6877

Classified By: A. Clerkwell, Econ Chief, for reasons 1.4 (b) and (d).

"""


def found(text: str, level: Level = Level.U) -> tuple[CrossLeak, ...]:
    cable = parse(text)
    return cross_check(cable, rule(cable, level, Choices(accepts_compilation=True)).verdicts)


def between(withheld: str, released: str, subject: str = "NETS") -> list[tuple[str, str]]:
    text = f"{HEAD.format(subject=subject)}1. (U) {released}\n\n2. (S) {withheld}\n"
    return [(leak.kind.value, leak.words) for leak in found(text)]


@pytest.mark.parametrize(
    ("withheld", "released", "expected"),
    [
        ("ODDVAR PAID.", "THE CLUB OF ODDVAR.", [("name", "oddvar")]),
        ("Oddvar's boat", "the ODDVAR trophy", [("name", "oddvar")]),
        ("BRITT ODDVARSEN PAID.", "BRITT\nODDVARSEN SPOKE.", [("name", "britt oddvarsen")]),
        ("MR. HILL PAID.", "MR HILL SPOKE.", [("name", "hill")]),
        ("THE HILL IS HIGH.", "MR HILL SPOKE.", []),
        ("Zébulonne paid.", "THE ZEBULONNE IS OPEN.", [("name", "zebulonne")]),
        ("They paid 1,347 crowns.", "It cost 1347 crowns.", [("number", "1347")]),
        ("It flew an F-16 there.", "An F16 was seen.", [("number", "f16")]),
        ("In 2007 there were 20 of 500.", "20 boats, 500 men, in 2007.", []),
        ("The SXTK pays.", "The SXTK wrote.", [("acronym", "sxtk")]),
        ("They hid a quoin.", "They sold a quoin.", [("word", "quoin")]),
        (
            "He said the second crane sank yesterday.",
            "People say the second crane sank yesterday.",
            [("phrase", "the second crane sank yesterday")],
        ),
        ("It was not to be done with them.", "That it was not to be done with us.", []),
        ("The harbor pilots strike.", "The harbor is full; pilots strike.", []),
        ("See paragraph 2 of reftel.", "Reftel, paragraph 2.", []),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_what_is_shared_is_found_and_what_is_common_is_not(
    withheld: str, released: str, expected: list[tuple[str, str]]
) -> None:
    assert between(withheld, released) == expected


@pytest.mark.parametrize(
    ("withheld", "place"),
    [
        ("VORLUND WILL CLOSE IT.", "subject"),
        ("THE KTFN FUND CLOSES IT.", "TAGS"),
        ("SEE TELEGRAM 6877.", "REF"),
        ("CLERKWELL WROTE IT.", "classified by"),
        ("THE WRASSE IS LATE.", "heading"),
        ("ODDVAR WILL CLOSE IT.", "1"),
    ],
)
def test_the_places_are_named_and_never_the_words(withheld: str, place: str) -> None:
    text = (
        f"{HEAD.format(subject='VORLUND ROAD')}1. (U) ODDVAR SPOKE.\n\n"
        f"------\nWRASSE\n------\n\n2. (U) MORE.\n\n3. (S) {withheld}\n"
    )
    (leak,) = found(text)
    assert [each.name for each in leak.withheld] == ["3"]
    assert [each.name for each in leak.released] == [place]
    lines = text.splitlines()
    assert leak.words.upper() in lines[leak.withheld[0].line - 1].upper()
    assert leak.words.upper() in lines[leak.released[0].line - 1].upper()
    assert leak.words not in repr(leak).lower()


def test_a_signature_that_the_law_shows_elsewhere_is_no_finding() -> None:
    text = f"{HEAD.format(subject='NETS')}1. (U) Boats.\n\n2. (S) Nets.\nCLERKWELL\n"
    assert found(text) == ()
    named = text.replace("Boats.", "Clerkwell saw boats.")
    assert [leak.words for leak in found(named)] == ["clerkwell"]


def test_nothing_is_shared_where_all_is_released() -> None:
    assert found(f"{HEAD.format(subject='NETS')}1. (U) ODDVAR.\n\n2. (S) ODDVAR.\n", Level.S) == ()


# -- a seeded corpus ---------------------------------------------------------------------------

COMMON = (
    "the harbor master said that boats from the north will pay a higher price for every ton of "
    "fish and the minister of the museum asked whether a new road could open before winter "
    "because trucks wait at the bridge while two ships unload coal near the old market"
).split()
SYLLABLES = ("vro", "kel", "zun", "tha", "qui", "mor", "dax", "fje", "lur", "wop")


def planted_cable(seed: int) -> tuple[str, set[str]]:
    """A cable in capitals with names, numbers and phrases planted on both sides, and those."""
    chance = random.Random(seed)  # noqa: S311 - words, not keys

    def name() -> str:
        return "".join(chance.sample(SYLLABLES, 4))

    def prose() -> list[str]:
        return chance.choices(COMMON, k=40)

    shared = [name(), name(), str(chance.randrange(100_001, 999_999, 2) * 10 + 7)]
    phrase = f"{name()} {' '.join(chance.sample(COMMON, 5))} {name()}"
    sides = []
    for _ in range(2):
        words = prose()
        for item in [*shared, phrase, name(), str(chance.randrange(2_100_001, 9_999_999) * 10 + 3)]:
            words.insert(chance.randrange(len(words)), item)
        sides.append(" ".join(words).upper())
    text = f"{HEAD.format(subject='NETS')}1. (U) {sides[0]}\n\n2. (S) {sides[1]}\n"
    return text, {*shared, *phrase.split()[:1], *phrase.split()[-1:]}


def test_all_that_was_planted_is_found_and_hardly_anything_else() -> None:
    right = wrong = 0
    for seed in range(300):
        text, planted = planted_cable(seed)
        leaks = found(text)
        words = {word for leak in leaks for word in leak.words.split()}
        assert planted <= words, seed
        for leak in leaks:
            is_right = not planted.isdisjoint(leak.words.split())
            right += is_right
            wrong += not is_right
    assert right / (right + wrong) >= 0.98, (right, wrong)


@pytest.mark.parametrize(
    "piece",
    [
        "ODDVAR ",
        "ODDVAR KLEPP 1347 SXTK PAID THEM. ",
        "A-B'C.D/1,2_",
        "\n\n1. (S) ODDVAR KLEPP.",
        "é",
        "7",
    ],
)
def test_hostile_text_has_few_findings_with_few_places(piece: str) -> None:
    side = piece * (60_000 // len(piece))
    text = f"{HEAD.format(subject='NETS')}1. (U) ODDVAR. {side}\n\n2. (S) {side}\n"
    leaks = found(text)
    assert len(leaks) < 50
    assert all(len(leak.withheld) <= MOST_PLACES for leak in leaks)
    assert all(len(leak.released) <= MOST_PLACES for leak in leaks)


# -- the samples -------------------------------------------------------------------------------

SAMPLE_COUNTS = {
    "1981-rds": (0, 0, 1, 0),
    "2003-two-marks": (1, 2, 0, 0),
    "2010-eo13526": (0, 1, 0, 0),
    "derived": (1, 1, 0, 0),
    "lower-case-reissue": (3, 1, 0, 0),
    "malformed": (0, 1, 1, 0),
    "noforn-rel-to": (1, 1, 1, 0),
    "two-section-secret": (0, 2, 2, 0),
}
"""How many findings at U, SBU, C and S; each was looked at. No other sample has any."""


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_samples_share_what_they_were_seen_to_share(sample: Path) -> None:
    text = read_file(sample).text
    levels = (Level.U, Level.SBU, Level.C, Level.S)
    counts = tuple(len(found(text, level)) for level in levels)
    assert counts == SAMPLE_COUNTS.get(sample.stem, (0, 0, 0, 0))


# -- rarity and tokens -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "rare"),
    [
        ("quay", False), ("trawlers", False), ("lisbon", False), ("ambassador", False),
        ("aback", False), ("zoos", False), ("norway", False), ("march", False), ("ab", False),
        ("oddvarsen", True), ("zzzzz", True), ("aaaaa", True), ("ñandu", True), ("x" * 99, True),
        ("7", False), ("500", False), ("12000", False), ("2008", False), ("20080324", False),
        ("80s", False), ("3rd", False), ("347", True), ("6877", True), ("08lisbon804", True),
    ],
)  # fmt: skip
def test_a_token_is_rare_or_common(token: str, rare: bool) -> None:
    assert is_rare(token) is rare


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("ASHGROVE'S", ("ashgrove",)),
        ("O\u2019Brien", ("obrien",)),
        ("Al-Rashid", ("al", "rashid")),
        ("1,250.5", ("12505",)),
        ("F-16", ("f", "16", "f16")),
        ("U.N.H.C.R.", ("unhcr",)),
        ("quota.", ("quota",)),
        ("Café", ("cafe",)),
        ("03/24/2018", ("03", "24", "2018")),
    ],
)
def test_a_run_has_its_tokens(run: str, expected: tuple[str, ...]) -> None:
    assert tokens(run) == expected


@given(
    st.text("aZ9_.,/:'- \n\x1c\0", max_size=60) | st.text("aé\u0301\u2019.- "),
    st.integers(0, 3 * LONGEST),
)
def test_words_and_runs_are_those_of_the_patterns_however_they_are_found(
    text: str, length: int
) -> None:
    text += "x" * length
    assert words(text) == [fold(word) for word in WORD.findall(text)]
    assert run_in(text).findall(text) == RUN.findall(text)


@given(st.lists(st.text("aZ9é.-'", min_size=1, max_size=12), max_size=20))
def test_the_tokens_of_many_runs_are_those_of_each(many: list[str]) -> None:
    assert tokens_of_each(many) == {run: tokens(run) for run in many}
