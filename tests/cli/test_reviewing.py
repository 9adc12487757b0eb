"""`declass redact` with a reviewer's choices: options, review file, table, record and log."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from declass.store.records import Action, Dossier
from declass.store.register import Register
from tests.cli.runner import HOUSE, SAMPLE, Answer, Program

CABLE = """\
O 240827Z MAR 08
FM AMEMBASSY TOKYO
TO SECSTATE WASHDC
S E C R E T TOKYO 000804

SIPDIS

E.O. 12958: DECL: 03/24/2018
TAGS: EFIS, PREL, JA
SUBJECT: (U) SQUID QUOTAS

REF: TOKYO 500

Classified By: A. CLERK, ECON CHIEF, for reasons 1.4 (b) and (d).

1. (U) The fisheries talks opened on Monday.

2. (C) The museum loan is a pretext, the deputy
said over lunch. He has told
nobody else about the second road.

3. (S/NF) Two trawlers were seen:

   a. (U) One was blue.

   b. (S) One was grey.

4. (SBU) The visa of a clerk was refused.
CLERK
"""
SECRET = ("museum", "pretext", "deputy", "lunch")
PASSAGE = '2:"museum loan ... over lunch."'


@pytest.fixture(autouse=True)
def _cable(declass: Program) -> None:
    declass.write("a.txt", CABLE)


def table(answer: Answer) -> list[list[str]]:
    lines = answer.out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("portion "))
    rows = [re.split(" {2,}", line) for line in lines[start + 1 :]]
    return [row for row in rows if len(row) > 2]


def redact(declass: Program, *options: str | Path) -> Answer:
    answer = declass("redact", "a.txt", "--no-cross-check", *options)
    assert (answer.code, answer.err) == (0, "")
    return answer


def dossier(declass: Program) -> Dossier:
    with Register.open(declass.place / "r.db", create=False) as register:
        found = register.find("08TOKYO804")
    assert found is not None
    return found


def test_the_table_has_a_row_for_each_piece(declass: Program) -> None:
    answer = redact(declass, "-l", "S", "--withhold-text", PASSAGE, "--exempt", "(b)(6):4")
    assert [row[:1] + row[3:] for row in table(answer)] == [
        ["subject", "released", "1"],
        ["1", "released", "1"],
        ["2", "released", "1"],
        ["2", "withheld", "2", "(b)(1) 1.4(b),(d)"],
        ["2", "released", "1"],
        ["3", "released", "1"],
        ["3.a", "released", "1"],
        ["3.b", "released", "1"],
        ["4", "withheld", "1", "(b)(6)"],
        ["signature", "1"],
    ]
    assert not any(word in answer.out for word in SECRET)


def test_nothing_that_is_printed_or_kept_depends_on_a_withheld_passage(declass: Program) -> None:
    """Other words in its place, as many lines: the same output, file, record and log."""
    kept = []
    for name, words in (("one", "museum loan is a pretext, the deputy"), ("two", "x y, z")):
        declass.write("a.txt", CABLE.replace("museum loan is a pretext, the deputy", words))
        options = ("--db", f"{name}.db", "-v", "-f", "-l", "S", "--on", "2020-01-01")
        first = words.split()[0]
        passage = f"2:{first} ... over lunch."
        done = redact(declass, *options, "--withhold-text", passage)
        log = declass("log", "--json", "--db", f"{name}.db").out
        with Register.open(declass.place / f"{name}.db", create=False) as register:
            found = register.find("08TOKYO804")
        assert found is not None
        kept.append(
            (
                done.out.replace(f"{name}.db", "r.db"),
                (declass.place / "a.redacted.pdf").read_bytes(),
                log,
                found.releases[0].pdf.options,
            )
        )
    assert kept[0] == kept[1]


def test_a_release_above_the_level_is_noted_recorded_and_in_the_trail(declass: Program) -> None:
    words = ("--authority", "M. Hale", "--reason", "public since 2012")
    answer = redact(declass, "--release", "2,3", *words, "--db", "r.db")
    assert "note: released above the level: 2,3, by authority of M. Hale: public since 2012\n" in (
        answer.out
    )
    assert "note: 3.b under 3: withheld, for not named\n" in answer.out
    found = dossier(declass)
    (release,) = found.releases
    assert release.pdf.options == (
        ("release", "2,3"),
        ("authority", "M. Hale"),
        ("reason", "public since 2012"),
    )
    event = next(each for each in found.events if each.action is Action.OVERRIDDEN)
    assert event.actor == release.released_by
    assert event.at == release.released_at
    assert json.loads(event.detail) == {
        "version": 1,
        "ceiling": "U",
        "portions": "2,3",
        "authority": "M. Hale",
        "reason": "public since 2012",
        "pdf_sha256": release.pdf.sha256,
    }
    with Register.open(declass.place / "r.db", create=False) as register:
        assert register.verify_chain().is_whole


def test_what_the_level_releases_is_in_no_trail(declass: Program) -> None:
    words = ("--authority", "M. Hale", "--reason", "public")
    redact(declass, "--release", "1", *words, "--db", "r.db")
    assert all(each.action is not Action.OVERRIDDEN for each in dossier(declass).events)


def test_a_passage_is_recorded_by_its_lines(declass: Program) -> None:
    redact(declass, "-l", "S", "--withhold-text", PASSAGE, "--exempt", "b6:4", "--db", "r.db")
    found = dossier(declass)
    assert found.releases[0].pdf.options == (
        ("exempt", "(b)(6):4"),
        ("withhold-text", "2:lines 1-2"),
    )
    assert not any(word in event.detail for event in found.events for word in SECRET)


def test_the_log_has_what_a_reviewer_withheld(declass: Program) -> None:
    options = ("--withhold-text", PASSAGE, "--exempt", "(b)(7)(C):4", "--exempt", "25X6:1")
    redact(declass, "-l", "S", *options, "--db", "r.db")
    rows = [json.loads(line) for line in declass("log", "--json", "--db", "r.db").out.splitlines()]
    assert [(row["portion"], row["lines"], row["exemption"]) for row in rows] == [
        ("1. (U)", 1, "(b)(1) 25X6"),
        ("2. (C)", 2, "(b)(1) 1.4(b),(d)"),
        ("4. (SBU)", 1, "(b)(7)(C)"),
    ]
    assert all("no justification" not in row["justification"] for row in rows)


def test_countries_and_caveats(declass: Program) -> None:
    answer = redact(declass, "-l", "S", "--releasable-to", "uk", "--exclude-caveat", "sbu", "-v")
    why = {row[0]: row[-1] for row in table(answer) if "withheld" in row}
    assert why["3"] == "NOFORN (--releasable-to GBR)"
    assert why["2"] == "classified without a REL TO list (--releasable-to GBR)"
    assert why["4"] == "it carries SBU (--exclude-caveat)"
    assert "3.a" not in why


def test_the_grounds_depend_on_the_day(declass: Program) -> None:
    declass.write("a.txt", CABLE.replace("03/24/2018", "25X6"))
    early = redact(declass, "--on", "2020-01-01")
    late = redact(declass, "--on", "2034-01-01", "-f")
    assert "(b)(1) 1.4(b),(d)" in early.out
    assert "(b)(1) 25X6" in late.out


def test_a_date_that_has_passed_is_noted(declass: Program) -> None:
    assert (
        "note: the automatic date 2033-12-31 has passed"
        in redact(declass, "--on", "2034-01-01").out
    )
    assert "note:" not in redact(declass, "--on", "2033-12-30", "-f").out


def test_a_delay_in_the_register_counts(declass: Program) -> None:
    declass.write("a.txt", CABLE.replace("03/24/2018", "OADR"))
    declass("ingest", "a.txt", "--db", "r.db")
    delay = ("--kind", "referral", "--until", "2040-01-01", "--by", "M", "--reason", "equity")
    done = declass(
        "delay", "08TOKYO804", *delay, "--authority", "letter 4", "--yes", "--db", "r.db"
    )
    assert done.code == 0, done.err
    assert "automatic date" not in redact(declass, "--on", "2034-01-01", "--db", "r.db").out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--withhold", "9"), "the cable has no portion 9"),
        (("--withhold", "museum"), "--withhold: a portion is not named as it should be"),
        (("--release", "2"), "--authority is not given"),
        (("--release", "2", "--authority", "M"), "--reason is not given"),
        (("--authority", "M"), "--authority means nothing without --release"),
        (("--reason", "M"), "--reason means nothing without --release"),
        (("--withhold-text", "the deputy"), "--withhold-text: the portion is not given"),
        (("--withhold-text", "2:lines 4-5"), "portion 2: there is no line 5: it has 3"),
        (("--withhold-text", "2:the"), "portion 2: the words of the passage stand in it 3 times"),
        (("--withhold-text", "1:deputy"), "portion 1: the words of the passage do not stand in it"),
        (("--exempt", "(b)(6)"), "--exempt: the portions are not given"),
        (("--exempt", "(b)(10):4"), "--exempt: no exemption has that code"),
        (("--releasable-to", "USA"), "--releasable-to: this is no foreign country"),
        (("--exclude-caveat", "NOFORM"), "--exclude-caveat: this is no caveat"),
        (("--on", "2020"), "--on: '2020' is no day"),
        (("--on", "2008-03-23"), "a release on 2008-03-23 would be older than the cable"),
        (
            ("--withhold", "3", "--release", "3.a", "--authority", "M", "--reason", "r"),
            "portion 3.a is both withheld",
        ),
        (("--review", "r.toml", "-l", "C"), "review file and options differ in level"),
        (("--review", "b.toml"), "a.txt: the review is about another cable"),
        (("--review", "c.toml"), "c.toml: levle: unknown key"),
        (("--save-review", "a.txt", "-f"), "the review file is the cable itself"),
        (("--save-review", "a.pdf", "-o", "a.pdf"), "name the same file"),
        (("--save-review", "a.redacted.pdf"), "the review file is the release itself"),
        (("--save-review", "a.redacted.pdf", "-f"), "the review file is the release itself"),
        (("--save-review", "r.db", "--db", "r.db", "-f"), "the register and --save-review name"),
        (("-o", "r.db", "--db", "r.db", "-f"), "the register and --output name the same file"),
        (("--save-review", "-"), "--save-review does not write to standard output"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_cannot_be_done_is_one_line_and_nothing_is_written(
    options: tuple[str, ...], message: str, declass: Program
) -> None:
    declass.write("r.toml", "level = 'S'\n")
    declass.write("b.toml", "cable = '08TOKYO805'\n")
    declass.write("c.toml", "levle = 'S'\n")
    before = sorted(path.name for path in declass.place.iterdir())
    answer = declass("redact", "a.txt", *options)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
    assert len(answer.err.splitlines()) == 1
    assert not any(word in answer.err for word in SECRET)
    assert sorted(path.name for path in declass.place.iterdir()) == before


@pytest.mark.parametrize(
    "options", [("--withhold", "1"), ("--save-review", "r.toml"), ("--review", "r.json")]
)
def test_choices_about_portions_are_about_one_cable(
    options: tuple[str, ...], declass: Program
) -> None:
    declass.write("b.txt", CABLE)
    declass.write("r.json", '{"withhold": [{"portions": "1"}]}')
    answer = declass("redact", "a.txt", "b.txt", *options)
    assert answer.code == 2
    assert "there may be several" in answer.err


def test_a_review_that_cannot_be_read_is_said(declass: Program) -> None:
    answer = declass("redact", "a.txt", "--review", "nowhere.toml")
    assert answer.code == 1
    assert answer.err == "declass: nowhere.toml: cannot be read: no such file or directory\n"


ALL = (
    *("-l", "C", "--on", "2020-01-01", "--subject", "withhold", "--amount", "paragraph", "--merge"),
    *("--withhold", "3.a", "--withhold-text", PASSAGE, "--withhold-text", "1:lines 1"),
    *("--exempt", "(b)(6):4", "--exempt", "(b)(5):4", "--releasable-to", "GBR"),
    *("--exclude-caveat", "FOUO", "--release", "3", "--authority", 'M. "Hale"', "--reason", "r\\s"),
)


def test_a_saved_review_gives_the_same_release_byte_for_byte(declass: Program) -> None:
    first = redact(declass, *ALL, "--save-review", "r.toml", "-o", "1.pdf", "-v")
    again = redact(declass, "--review", "r.toml", "--save-review", "s.toml", "-o", "2.pdf", "-v")
    assert (declass.place / "1.pdf").read_bytes() == (declass.place / "2.pdf").read_bytes()
    assert (declass.place / "r.toml").read_bytes() == (declass.place / "s.toml").read_bytes()
    assert first.out.replace("1.pdf", "2.pdf").replace("r.toml", "s.toml") == again.out
    assert 'text = "museum loan ... over lunch."' in (declass.place / "r.toml").read_text()


def test_a_review_of_no_choices_says_level_day_and_cable(declass: Program) -> None:
    redact(declass, "--save-review", "r.toml")
    keys = re.findall(r"^(\w+) =", (declass.place / "r.toml").read_text(), re.MULTILINE)
    assert keys == ["cable", "sha256", "level", "on"]


def test_options_add_to_the_file(declass: Program) -> None:
    declass.write("r.json", '{"level": "S", "withhold": [{"portions": "1"}]}')
    answer = redact(declass, "--review", "r.json", "--withhold", "2")
    assert [row[0] for row in table(answer) if "withheld" in row] == ["1", "2"]


def test_a_review_file_that_exists_is_left_alone_without_force(declass: Program) -> None:
    kept = declass.write("r.toml", "# mine\n")
    answer = declass("redact", "a.txt", "--save-review", "r.toml")
    assert answer.code == 1
    assert "r.toml: output exists" in answer.err
    assert kept.read_text() == "# mine\n"
    assert not (declass.place / "a.redacted.pdf").exists()
    assert declass("redact", "a.txt", "--save-review", "r.toml", "-f").code == 0
    assert (kept.stat().st_mode & 0o777) == 0o600
    assert kept.read_text().startswith("# What a reviewer chose")


@pytest.mark.parametrize(
    ("name", "message"),
    [("none/r.toml", "none: no such directory"), (".", "output is a directory")],
)
def test_a_review_that_cannot_be_written_is_refused_before_the_release(
    name: str, message: str, declass: Program
) -> None:
    answer = declass("redact", "a.txt", "--save-review", name, "-f")
    assert (answer.code, answer.out) == (1, "")
    assert message in answer.err
    assert not (declass.place / "a.redacted.pdf").exists()


def test_the_example_of_the_page_releases_the_sample(declass: Program) -> None:
    page = (HOUSE / "docs" / "review-file.md").read_text(encoding="utf-8")
    example = re.search(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert example is not None
    declass.write("r.toml", example[1])
    answer = declass("redact", SAMPLE, "-o", "a.pdf", "--review", "r.toml", "--no-cross-check")
    assert answer.code == 0, answer.err
    pieces = [row[3] for row in table(answer) if row[0] in ("1", "5")]
    assert pieces == ["released", "withheld", "released", "released", "withheld"]
