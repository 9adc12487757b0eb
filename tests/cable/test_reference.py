"""Message numbers that a REF line names: posts are known by name, days are no messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declass.cable.reference import canonical_mrn, read_mrn, read_references
from declass.marking.posts import is_post, known_post, posts

UNDERSTOOD = [
    ("REF: LISBON 400", ["06LISBON400"]),
    ("A. LISBON 400 (DTG 011200Z MAY 06)", ["06LISBON400"]),
    ("A. LISBON 400 OF MAY 3", ["06LISBON400"]),
    ("LISBON 400 DATED 3 MAY 2006", ["06LISBON400"]),
    ("LISBON 400 (05/03/2006)", ["06LISBON400"]),
    ("STATE 12 (011200Z)", ["06STATE12"]),
    ("MARSEILLE 5", ["06MARSEILLE5"]),
    ("LA PAZ 12", ["06LAPAZ12"]),
    ("UN ROME 3", ["06UNROME3"]),
    ("ST PETERSBURG 5", ["06STPETERSBURG5"]),
    ("ST. PETERSBURG 5", ["06STPETERSBURG5"]),
    ("PORT AU PRINCE 9", ["06PORTAUPRINCE9"]),
    ("PORT-AU-PRINCE 9", ["06PORTAUPRINCE9"]),
    ("USUN NEW YORK 3", ["06USUNNEWYORK3"]),
    ("DAR ES SALAAM 7", ["06DARESSALAAM7"]),
    ("A. 05 DAR ES SALAAM 7 B. LA PAZ 12", ["05DARESSALAAM7", "06LAPAZ12"]),
    ("B.LISBON 5", ["06LISBON5"]),
    ("AMEMBASSY LISBON 5", ["06LISBON5"]),
    ("05LISBON5; 2004 MADRID 6", ["05LISBON5", "04MADRID6"]),
    ("SECDEF 77", ["06SECDEF77"]),
]  # fmt: skip

NOT_UNDERSTOOD = [
    ("MINISTER FENWICKE RECEIVED 5000", ["06MINISTERFENWICKERECEIVED5000"]),
    ("TELCON FENWICKE 12", ["06TELCONFENWICKE12"]),
    ("FENWICKE IN LISBON 12", ["06LISBON12"]),
    ("LISBON 400 OF FENWICKE", ["06LISBON400"]),
    ("TELCON WITH THE HARBOR MASTER OF MAY 3", []),
]


@pytest.mark.parametrize(("line", "names"), UNDERSTOOD, ids=[row[0] for row in UNDERSTOOD])
def test_a_line_of_references_is_understood_whole(line: str, names: list[str]) -> None:
    assert read_references(line, 2006) == (tuple(names), True)


@pytest.mark.parametrize(("line", "names"), NOT_UNDERSTOOD, ids=[row[0] for row in NOT_UNDERSTOOD])
def test_free_text_that_looks_like_a_reference_is_not_understood(
    line: str, names: list[str]
) -> None:
    """It keeps the number that it may be, but it may as well name a source."""
    assert read_references(line, 2006) == (tuple(names), False)


@given(st.sampled_from(sorted(posts())), st.integers(1, 99_999))
def test_every_known_post_makes_a_reference(post: str, number: int) -> None:
    assert read_references(f"REF: A. {post} {number}", 2006) == (
        (canonical_mrn(post, number, 2006),),
        True,
    )


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("COSMIC LISBON", "LISBON"),
        ("AMEMBASSY PORT OF SPAIN", "AMEMBASSY PORT OF SPAIN"),
        ("FENWICKE", None),
        ("", None),
    ],
)
def test_the_longest_known_post_at_the_end_is_found(name: str, post: str | None) -> None:
    assert known_post(name) == post


@pytest.mark.parametrize("name", ["Embassy Lisbon", "US Mission Geneva", "Secretary of State"])
def test_a_post_is_known_in_the_words_of_a_collection(name: str) -> None:
    assert is_post(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [("08TOKYO804", "08TOKYO804"), ("08 TOKYO 00804", "08TOKYO804"), ("TOKYO", None)],
)
def test_a_message_number_is_canonical(text: str, name: str | None) -> None:
    assert read_mrn(text) == name


@given(st.text(max_size=300))
def test_no_line_breaks_the_reading_of_references(line: str) -> None:
    names, _ = read_references(line, 2006)
    assert len(set(names)) == len(names)
