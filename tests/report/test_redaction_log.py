"""The redaction log: a row for each place that a release withholds, and no withheld word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from declass.cable.parse import parse
from declass.errors import StoreError
from declass.marking.level import Level
from declass.redact.paper.justification import codes_of, justify
from declass.redact.review.policy import withhold
from declass.report.redaction_log import LogRow, redaction_log
from declass.report.redaction_log_paper import render
from declass.schedule.decide import compute_schedule
from declass.store.records import Provenance
from declass.store.register import Register
from declass.templating import load_justifications
from tests.cli.runner import DATED, SENTINEL, planted
from tests.store.factories import ACTOR, NOW, make_pdf

WORDS = load_justifications()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.open(tmp_path / "r.sqlite3", create=True) as opened:
        yield opened


def released(register: Register, text: str, level: Level, sha256: str = "ab" * 32) -> None:
    cable = parse(text)
    register.ingest(
        Provenance("/a.txt", sha256), cable, compute_schedule(cable), now=NOW, actor=ACTOR
    )
    register.record_release(sha256, withhold(cable, level), make_pdf(), now=NOW, actor=ACTOR)


def logged(register: Register, *keys: str) -> list[LogRow]:
    return list(redaction_log(register, keys, WORDS))


def test_a_row_for_each_place_with_lines_exemption_and_what_it_protects(register: Register) -> None:
    released(register, DATED, Level.C)
    rows = logged(register, "08TOKYO804")
    assert [(row.portion, row.level, row.lines, row.exemption) for row in rows] == [
        ("subject", "S", 1, "(b)(1) 1.4(b),(d)"),
        ("3. (S)", "S", 1, "(b)(1) 1.4(b),(d)"),
        ("signature", "S", 1, "(b)(1) 1.4(b),(d)"),
    ]
    row = rows[0]
    assert (row.document, str(row.date), row.ceiling) == ("08TOKYO804", "2008-03-24", "C")
    assert (row.sender, row.addressees) == ("AMEMBASSY TOKYO", "SECSTATE WASHDC")
    assert row.disposition == "RELEASED IN PART"
    assert row.justification == "; ".join(
        f"{code}: {WORDS[code]}" for code in codes_of(row.exemption)
    )


def test_a_release_in_full_is_in_the_log_with_nothing_withheld(register: Register) -> None:
    released(register, DATED, Level.S)
    assert [(row.portion, row.lines, row.exemption) for row in logged(register)] == [("", 0, "")]


def test_a_release_of_which_the_places_were_not_kept_is_said_to_be_one(
    register: Register,
) -> None:
    """Releases recorded under an older schema."""
    released(register, DATED, Level.C)
    with register._engine.begin() as connection:  # noqa: SLF001 -- as the older program left it
        connection.exec_driver_sql("DELETE FROM withheld")
    assert [row.portion for row in logged(register)] == ["not recorded"]


def test_each_release_of_a_cable_stands_by_itself_oldest_first(register: Register) -> None:
    released(register, DATED, Level.C)
    released(register, DATED, Level.U)
    assert [row.ceiling for row in logged(register)] == ["C"] * 3 + ["U"] * 4


def test_no_withheld_word_is_in_the_log(register: Register) -> None:
    released(register, planted(DATED, Level.U), Level.U)
    rows = logged(register)
    assert rows
    assert SENTINEL not in repr(rows).lower()


def test_a_cable_without_a_number_is_not_named_by_a_digest_of_its_text(register: Register) -> None:
    """It would confirm a guess at what is withheld; the digest of the release confirms none."""
    released(register, DATED.replace("TOKYO 000804", ""), Level.C)
    for row in logged(register):
        assert row.document == f"release {row.pdf_sha256[:12]}"


def test_an_unknown_cable_is_an_error(register: Register) -> None:
    with pytest.raises(StoreError, match="nothing of that name"):
        logged(register, "08TOKYO999")


@pytest.mark.parametrize(
    ("ground", "codes"),
    [
        ("(b)(1) 1.4(b),(d)", ("(b)(1)", "1.4(b)", "1.4(d)")),
        ("(b)(1) 1.5(a)", ("(b)(1)", "1.5(a)")),
        ("(b)(1)", ("(b)(1)",)),
        ("(b)(3) 42 U.S.C. 2162", ("(b)(3)", "42 U.S.C. 2162")),
        ("(b)(7)(C)", ("(b)(7)(C)",)),
        ("(b)(1) 25X1 50X2-WMD", ("(b)(1)", "25X1", "50X2-WMD")),
        ("(b)(1) 3.3(b)(6) 3.3(h)(1)(A)", ("(b)(1)", "3.3(b)(6)", "3.3(h)(1)(A)")),
        ("(b)(1) 6.2(a),(d); (b)(6)", ("(b)(1)", "6.2(a)", "6.2(d)", "(b)(6)")),
        ("SBU, exemption to be stated", ()),
    ],
)
def test_the_codes_of_a_ground(ground: str, codes: tuple[str, ...]) -> None:
    assert codes_of(ground) == codes
    assert all(code in WORDS for code in codes)


def test_a_ground_that_nobody_has_explained_says_so() -> None:
    assert (
        justify("SBU, exemption to be stated", WORDS)
        == "SBU, exemption to be stated: no justification"
    )
    assert justify("(b)(1)", {}) == "(b)(1): no justification"


def test_a_site_says_it_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    own = '[reasons]\n"1.4(b)" = "what a government gave us"\n'
    (tmp_path / "release" / "justifications.toml").write_text(own)
    assert load_justifications(tmp_path) == {**WORDS, "1.4(b)": "what a government gave us"}


def test_the_log_on_paper_has_every_row(register: Register) -> None:
    released(register, DATED, Level.U)
    rows = logged(register)
    document = pypdfium2.PdfDocument(render(rows, NOW.date()))
    pages = [page.get_textpage().get_text_range() for page in document]
    text = " ".join("\n".join(pages).split())
    for row in rows:
        assert row.portion in text
    assert "foreign government information" in text
    assert render(rows, NOW.date()) == render(rows, NOW.date())
