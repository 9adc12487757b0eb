from __future__ import annotations

import random
import re

import pytest

from declass.cli.crosschecking import MOST_ROWS
from tests.cli.runner import DATED, Answer, Program

SHARING = DATED.replace("opened on Monday", "opened under Oddvarsen").replace(
    "second road", "road of Oddvarsen"
)


def outputs(declass: Program, *options: str) -> tuple[Answer, bytes]:
    answer = declass("redact", "tokyo.txt", "-fo", "a.pdf", "-v", *options)
    return answer, (declass.place / "a.pdf").read_bytes()


def test_what_is_shared_is_listed_by_its_places(declass: Program) -> None:
    declass.write("tokyo.txt", SHARING)
    answer, _ = outputs(declass)
    assert answer.code == 0
    first, heads, row = answer.err.splitlines()
    assert first == "tokyo.txt: 1 shared by withheld and released parts"
    assert re.split(r"\s{2,}", heads) == ["shared", "withheld in", "released in"]
    assert re.split(r"\s{2,}", row) == ["name", "3 (line 20)", "1 (line 16)"]
    assert "oddvarsen" not in (answer.out + answer.err).lower()


def test_the_words_are_shown_to_the_one_who_asks(declass: Program) -> None:
    declass.write("tokyo.txt", SHARING)
    assert "oddvarsen" in outputs(declass, "--cross-words")[0].err
    assert "oddvarsen" not in outputs(declass, "--cross-words")[0].out.lower()


@pytest.mark.parametrize("options", [("--no-cross-check",), ("--quiet",)], ids="".join)
def test_the_list_can_be_left_out(options: tuple[str, ...], declass: Program) -> None:
    declass.write("tokyo.txt", SHARING)
    assert outputs(declass, *options)[0].err == ""


@pytest.mark.parametrize("options", [(), ("--quiet",)], ids=" ".join)
def test_strict_releases_nothing_that_shares(options: tuple[str, ...], declass: Program) -> None:
    declass.write("tokyo.txt", SHARING)
    answer = declass("redact", "tokyo.txt", "--strict", "--db", "my.db", *options)
    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.splitlines()[-1].startswith("declass: tokyo.txt: not released: ")
    assert "oddvarsen" not in answer.err.lower()
    assert [path.name for path in declass.place.iterdir()] == ["tokyo.txt"]


def test_strict_releases_what_shares_nothing(declass: Program) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "--strict")
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("option", ["--strict", "--cross-words"])
def test_options_that_need_the_check_exclude_its_absence(option: str, declass: Program) -> None:
    declass.write("tokyo.txt")
    answer = declass("redact", "tokyo.txt", "--no-cross-check", option)
    assert answer.code == 2
    assert "--no-cross-check leaves nothing" in answer.err


def test_a_long_list_is_cut_and_says_so(declass: Program) -> None:
    """One phrase, the names in it, and the one that was there."""
    names = ". ".join(f"{one}{two}xqz" for one in "bcdfghjk" for two in "lmnpqrst")
    text = SHARING.replace("1. (U) ", f"1. (U) {names}. ").replace("3. (S) ", f"3. (S) {names}. ")
    declass.write("tokyo.txt", text)
    lines = outputs(declass)[0].err.splitlines()
    assert len(lines) == MOST_ROWS + 3
    assert lines[-1] == f"and {8 * 8 + 2 - MOST_ROWS} more"


# -- what may depend on withheld words, and what not -------------------------------------------


def with_secret(secret: str) -> str:
    return SHARING.replace("He has told nobody else about the road of Oddvarsen.", secret)


SECRETS = [
    "Nets.",
    "Oddvarsen has it.",
    "Fisheries talks opened under Oddvarsen, they say.",
    "Loan 9137.",
]


@pytest.mark.parametrize("options", [(), ("--no-cross-check",)], ids=" ".join)
def test_the_list_alone_depends_on_withheld_words(
    options: tuple[str, ...], declass: Program
) -> None:
    """File, standard output and exit code are the same; without the check, all is."""
    seen = set()
    lists = set()
    for secret in SECRETS:
        declass.write("tokyo.txt", with_secret(secret))
        answer, pdf = outputs(declass, *options)
        seen.add((answer.code, answer.out, pdf))
        lists.add(answer.err)
    assert len(seen) == 1
    assert len(lists) == (1 if options else 3)


def test_the_list_depends_on_shared_words_and_their_lines_only(declass: Program) -> None:
    """Withheld words that no released part has may be any: the list is the same."""
    chance = random.Random(7)  # noqa: S311 - words, not keys
    lists = set()
    for _ in range(20):
        before, after = (
            " ".join("".join(chance.choices("qxzj", k=chance.randint(3, 12))) for _ in range(5))
            for _ in range(2)
        )
        declass.write("tokyo.txt", with_secret(f"{before} Oddvarsen {after}"))
        lists.add(outputs(declass)[0].err)
    assert len(lists) == 1
