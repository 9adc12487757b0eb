"""The review file: what it may say, what is refused, and that it comes back as it was written."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.errors import DeclassError, UnreadableError, UsageError
from declass.marking.level import Level
from declass.redact.release import Amount
from declass.redact.review.choices import (
    Choices,
    Lines,
    Releasing,
    SubjectChoice,
    Withholding,
    Words,
    read_portions,
    read_words,
)
from declass.redact.review.file import LARGEST, SINGLE, TABLES, parse_review, write_review
from declass.redact.review.review import Review

PAGE = Path(__file__).parents[2] / "docs" / "review-file.md"
TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)

FULL = """\
cable = "08tokyo804"
sha256 = "AB12"
level = "c"
on = 2026-11-25
subject = "release"
compilation = "release"
amount = "paragraph"
merge = true
releasable_to = ["uk"]
exclude_caveat = ["NF"]

[[withhold]]
portions = "3,5-7"
reason = "referred"

[[withhold]]
portions = "4"
text = "He has ... the road"

[[withhold]]
portions = "4"
lines = "2-3"
grounds = ["b6"]

[[exempt]]
portions = "8"
grounds = ["(b)(6)", "(b)(5)"]

[[release]]
portions = "2"
authority = "M. Hale"
reason = "public"
"""
REVIEW = Review(
    cable="08TOKYO804",
    sha256="ab12",
    level=Level.C,
    on=dt.date(2026, 11, 25),
    subject=SubjectChoice.RELEASE,
    accepts_compilation=True,
    amount=Amount.PARAGRAPH,
    merges=True,
    releasable_to=("GBR",),
    excluded_caveats=("NOFORN",),
    withheld=(
        Withholding(read_portions("3,5-7"), reason="referred"),
        Withholding(read_portions("4"), Words("He has", "the road")),
        Withholding(read_portions("4"), Lines(2, 3), ("(b)(6)",)),
        Withholding(read_portions("8"), grounds=("(b)(6)", "(b)(5)")),
    ),
    released=(Releasing(read_portions("2"), "M. Hale", "public"),),
)


def read(text: str, name: str = "r.toml") -> Review:
    return parse_review(text.encode(), name)


def test_all_that_can_be_chosen_is_read() -> None:
    assert read(FULL) == REVIEW


def test_json_has_the_same_tree() -> None:
    tree = tomllib.loads(FULL)
    assert read(json.dumps(tree, default=str), "r.json") == REVIEW
    assert read(json.dumps(tree, default=str), "R.JSON") == REVIEW


def test_an_empty_file_chooses_nothing() -> None:
    assert read("") == Review()
    assert read("\ufeff# nothing\r\n") == Review()
    assert read("{}", "r.json") == Review()
    assert Review().choices() == Choices()


# -- what is refused ---------------------------------------------------------------------------

REFUSED = [
    ("levle = 'C'", "r.toml: levle: unknown key; known are cable, sha256, level"),
    ("level = 'X'", "r.toml: level: unknown value; give one of U, SBU, R, C, S, TS"),
    ("level = 3", "r.toml: level: is no text"),
    ("on = '25 November'", "r.toml: on: is no day; give it as 2017-03-24"),
    ("on = 2026-11-25T10:00:00", "r.toml: on: is no text"),
    ("subject = 'hide'", "r.toml: subject: unknown value; give one of by-rule, release, withhold"),
    ("compilation = 'yes'", "r.toml: compilation: unknown value; give one of refuse, release"),
    ("amount = 'few'", "r.toml: amount: unknown value; give one of lines, paragraph, none"),
    ("merge = 'yes'", "r.toml: merge: is neither true nor false"),
    ("releasable_to = 'GBR'", "r.toml: releasable_to: is no list of texts"),
    ("releasable_to = ['USA']", "r.toml: releasable_to: this is no foreign country"),
    ("exclude_caveat = ['X']", "r.toml: exclude_caveat: this is no caveat"),
    ("withhold = '3'", "r.toml: withhold: is no array of tables; write [[withhold]]"),
    ("withhold = ['3']", "r.toml: [[withhold]] 1 is no table"),
    ("[[withhold]]", "r.toml: [[withhold]] 1: portions: is missing"),
    ("[[withhold]]\nportions = 3", "r.toml: [[withhold]] 1: portions: is no text"),
    ("[[withhold]]\nportions = 'x y'", "r.toml: [[withhold]] 1: portions: a portion is not named"),
    (
        "[[withhold]]\nportions = '3'\n[[withhold]]\nportion = '3'",
        "r.toml: [[withhold]] 2: portion: unknown key; known are portions, text",
    ),
    (
        "[[withhold]]\nportions = '3'\ntext = 'a'\nlines = '1'",
        "r.toml: [[withhold]] 1: text: a passage is given by its words or by its lines",
    ),
    ("[[withhold]]\nportions = '3'\ntext = ' ... a'", "r.toml: [[withhold]] 1: text: a passage"),
    ("[[withhold]]\nportions = '3'\nlines = 'all'", "r.toml: [[withhold]] 1: lines: these are no"),
    ("[[exempt]]\nportions = '3'", "r.toml: [[exempt]] 1: grounds: is missing"),
    ("[[exempt]]\nportions = '3'\ntext = 'a'", "r.toml: [[exempt]] 1: text: unknown key"),
    ("[[exempt]]\nportions = '3'\ngrounds = ['x']", "r.toml: [[exempt]] 1: grounds: no exemption"),
    ("[[release]]\nportions = '3'\nreason = 'a'", "r.toml: [[release]] 1: authority: is missing"),
    (
        "[[release]]\nportions = '3'\nauthority = 'a'\nreason = ' '",
        "r.toml: [[release]] 1: reason: is missing",
    ),
    ("level = 'C'\nlevel 'S'", "r.toml:2: is no TOML"),
    ("level = 'C'\nlevel = 'S'\n", "r.toml:2: is no TOML"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_wrong_is_said_with_its_key(text: str, message: str) -> None:
    with pytest.raises(UsageError) as trouble:
        read(text)
    assert str(trouble.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"level": "C",\n"on" 1}', "r.json:2: is no JSON"),
        ('{"level": "C", "level": "S"}', "r.json: is no text of a review"),
        ("[]", "r.json: the whole is no table"),
        ("[" * 100_000, "r.json: is no text of a review"),
        ('{"level": ' + "9" * 10_000 + "}", "r.json: is no text of a review"),
        ('{"merge": NaN}', "r.json: merge: is neither true nor false"),
    ],
    ids=["syntax", "doubles", "array", "deep", "long", "nan"],
)
def test_broken_json_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as trouble:
        read(text, "r.json")
    assert str(trouble.value).startswith(message)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xfe", "is not UTF-8"), (b"#" * (LARGEST + 1), "is too large")],
)
def test_what_is_no_text_is_unreadable(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        parse_review(content, "r.toml")


def test_trouble_quotes_no_value() -> None:
    words = "the deputy has told nobody"
    for key in ("level", "on", "subject", "amount", "cable_", "releasable_to", "exclude_caveat"):
        with pytest.raises(UsageError) as trouble:
            read(f"{key} = {[words] if key.endswith(('to', 'caveat')) else words!r}")
        assert "deputy" not in str(trouble.value)
    for key in ("portions", "lines", "text", "grounds"):
        value = f"['{words}']" if key == "grounds" else f"' ... {words}'"
        portions = "" if key == "portions" else "portions = '1'\n"
        with pytest.raises(UsageError) as trouble:
            read(f"[[withhold]]\n{portions}{key} = {value}")
        assert "deputy" not in str(trouble.value)


@given(st.text("abc=[]'\"\n123-:, {}#", max_size=60), st.sampled_from(["r.toml", "r.json"]))
def test_any_text_is_a_review_or_refused_by_a_message(text: str, name: str) -> None:
    try:
        found = read(text, name)
    except DeclassError as trouble:
        message = str(trouble)
    else:
        message = f"{name}: {found}"
    assert message.startswith(name)


# -- what is written ---------------------------------------------------------------------------

portions = st.sampled_from(["1", "3,5-7", "2.a", "subject"]).map(read_portions)
one_line = st.text(max_size=40).map(lambda text: " ".join(text.split()))
texts = one_line.filter(bool)
grounds = st.lists(
    st.sampled_from(["(b)(6)", "(b)(1) 25X6", "(b)(3) 8 U.S.C. 1202(f)"]), unique=True
)


def as_words(text: str) -> Words | None:
    try:
        return read_words(text)
    except UsageError:
        return None


passages = st.one_of(
    st.none(),
    st.builds(
        lambda first, more: Lines(first, first + more), st.integers(1, 99), st.integers(0, 9)
    ),
    st.builds(lambda one, two: f"{one} ... {two}", texts, texts).map(as_words),
    texts.map(as_words),
)
withholdings = st.builds(Withholding, portions, passages, grounds.map(tuple), one_line)
releasings = st.builds(Releasing, portions, texts, texts)
unsaid = st.none()
reviews = st.builds(
    Review,
    cable=unsaid | st.just("08TOKYO804"),
    sha256=unsaid | st.just("ab12"),
    level=unsaid | st.sampled_from(Level),
    on=unsaid | st.dates(min_value=dt.date(1000, 1, 1)),
    subject=unsaid | st.sampled_from(SubjectChoice),
    accepts_compilation=unsaid | st.booleans(),
    amount=unsaid | st.sampled_from(Amount),
    merges=unsaid | st.booleans(),
    releasable_to=st.lists(st.sampled_from(["GBR", "JPN", "FVEY"]), unique=True).map(tuple),
    excluded_caveats=st.lists(st.sampled_from(["NOFORN", "ORCON"]), unique=True).map(tuple),
    withheld=st.lists(withholdings, max_size=4, unique=True).map(tuple),
    released=st.lists(releasings, max_size=3, unique=True).map(tuple),
).map(Review.in_order)


@given(reviews)
def test_a_review_comes_back_as_it_was_written(review: Review) -> None:
    written = write_review(review)
    assert read(written) == review
    assert write_review(read(written)) == written


@given(st.text())
def test_any_text_comes_back_from_toml(text: str) -> None:
    review = Review(released=(Releasing(read_portions("1"), text, "r"),))
    (release,) = tomllib.loads(write_review(review))["release"]
    assert release["authority"] == text


def test_the_file_is_in_one_order() -> None:
    written = write_review(REVIEW)
    assert read(written) == REVIEW
    bare = [line for line in FULL.replace('"b6"', '"(b)(6)"').splitlines() if line]
    same = {'cable = "08tokyo804"': 'cable = "08TOKYO804"', 'sha256 = "AB12"': 'sha256 = "ab12"',
            'level = "c"': 'level = "C"', 'releasable_to = ["uk"]': 'releasable_to = ["GBR"]',
            'exclude_caveat = ["NF"]': 'exclude_caveat = ["NOFORN"]'}  # fmt: skip
    lines = [line for line in written.splitlines() if line and not line.startswith("#")]
    assert lines == [same.get(line, line) for line in bare]


# -- options beside the file -------------------------------------------------------------------


def test_options_and_file_add_up() -> None:
    one = read("level = 'C'\nreleasable_to = ['GBR']\n[[withhold]]\nportions = '1'")
    two = read(
        "level = 'C'\namount = 'none'\nreleasable_to = ['JPN', 'GBR']\n[[withhold]]\nportions = '2'"
    )
    both = one.joined(two)
    assert (both.level, both.amount) == (Level.C, Amount.NONE)
    assert both.releasable_to == ("GBR", "JPN")
    assert [str(each) for each in both.withheld] == ["--withhold 1", "--withhold 2"]


@pytest.mark.parametrize(
    ("one", "two", "name"),
    [
        ("level = 'C'", "level = 'U'", "level"),
        ("level = 'U'", "level = 'SBU'", "level"),
        ("on = 2020-01-01", "on = 2021-01-01", "on"),
        ("subject = 'by-rule'", "subject = 'release'", "subject"),
        ("compilation = 'refuse'", "compilation = 'release'", "compilation"),
        ("amount = 'lines'", "amount = 'none'", "amount"),
        ("merge = false", "merge = true", "merge"),
        ("cable = 'A'", "cable = 'B'", "cable"),
    ],
)
def test_two_different_choices_are_refused(one: str, two: str, name: str) -> None:
    with pytest.raises(UsageError, match=f"differ in {name}"):
        read(one).joined(read(two))


@given(reviews)
def test_a_review_joined_with_itself_or_nothing_is_itself(review: Review) -> None:
    assert review.joined(review) == review
    assert review.joined(Review()) == review == Review().joined(review)


def test_a_review_is_about_its_cable() -> None:
    review = Review(cable="08TOKYO804", sha256="ab")
    review.require("08TOKYO804", "ab", "a.txt")
    for mrn, digest in (("08TOKYO805", "ab"), (None, "ab"), ("08TOKYO804", "cd")):
        with pytest.raises(UsageError, match=r"a\.txt: the review is about another cable"):
            review.require(mrn, digest, "a.txt")
    Review().require(None, "cd", "a.txt")


# -- the page about it -------------------------------------------------------------------------


def test_every_key_is_documented_and_in_use() -> None:
    page = PAGE.read_text(encoding="utf-8")
    keys = {*SINGLE, *(key for keys in TABLES.values() for key in keys)}
    rows = re.findall(r"^\| `([a-z_0-9]+)` \|", page, re.MULTILINE)
    tables = re.findall(r"^\| `\[\[([a-z]+)\]\]` \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(keys)
    assert sorted(tables) == sorted(TABLES)


def test_the_example_of_the_page_is_a_review() -> None:
    (example,) = TOML.findall(PAGE.read_text(encoding="utf-8"))
    review = read(example)
    assert len(review.withheld) == 4
    assert review.released
