"""What holds for the lint as a whole, whatever a cable says."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given

from declass.cable.parse import parse
from declass.errors import NotACableError
from declass.lint.example import Example
from declass.lint.registry import RULES, choose_rules
from declass.lint.run import check
from tests.cable import strategies
from tests.cable.factories import cable_text

CODES = {rule.code for rule in RULES}
SENTINEL = "qzxqzx"


def planted(text: str) -> str:
    """The cable with each word of three letters and more in its portions made a sentinel."""
    cable = parse(text)
    spans = [
        (max(start, portion.content), end)
        for portion in cable.portions
        for start, end in portion.spans
    ]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + re.sub(r"[A-Za-z]{3,}", SENTINEL, text[start:end]) + text[end:]
    return text


@given(strategies.wild_cables)
def test_no_cable_is_too_wild(text: str) -> None:
    with contextlib.suppress(NotACableError):
        cable = parse(text)
        findings = check(cable)
        assert {finding.code for finding in findings} <= CODES
        assert list(findings) == sorted(findings, key=lambda each: (each.line, each.code))
        assert all(1 <= finding.line <= text.count("\n") + 1 for finding in findings)
        assert all(finding.message.isprintable() for finding in findings)


@given(strategies.wild_cables)
def test_no_finding_quotes_the_text_of_a_portion(text: str) -> None:
    with contextlib.suppress(NotACableError):
        for finding in check(parse(planted(text))):
            assert SENTINEL not in finding.message.lower()
            assert SENTINEL not in (finding.portion or "").lower()


@pytest.mark.parametrize(
    "parts",
    [
        {"order": f"E.O. 12958: DECL: AFTER {SENTINEL} IS SIGNED"},
        {"order": f"E.O. 12958: DECL: 06/06/2016 {SENTINEL}"},
        {"order": f"E.O. 12958: DECL: {SENTINEL}"},
        {"order": f"E.O. 12065: RDS 6/6/01 ({SENTINEL}, ADA) OR-P"},
        {"order": f"E.O. 12598 {SENTINEL}: DECL: 02/30/2016"},
        {"order": "", "authority": f"DERIVED FROM: {SENTINEL}\nDECLASSIFY ON: {SENTINEL}"},
        {"authority": f"CLASSIFIED BY: {SENTINEL} ADA. REASON: 1.4 (J)."},
        {"authority": f"CLASSIFIED BY: {SENTINEL} ADA. REASON: {SENTINEL}."},
        {"subject": f"({SENTINEL}) HARBOR"},
        {"captions": f"DEPT FOR {SENTINEL}\n{SENTINEL}"},
        {"banner": f"C O N F I D E N T A L {SENTINEL}"},
        {"body": f"1. (C//{SENTINEL}) a.\n2. (S0 {SENTINEL}) b.\n3. {SENTINEL}"},
        {"body": f"1. (C//{SENTINEL}) a. (TS) b.\n2. (C {SENTINEL} a. (S) b."},
    ],
    ids=str,
)
def test_no_finding_quotes_free_text_of_the_head(parts: dict[str, str]) -> None:
    findings = check(parse(Example(**parts).text))
    assert SENTINEL not in repr(findings).lower()


def test_a_finding_has_the_line_of_what_is_wrong() -> None:
    example = Example(
        order="E.O. 12958:\nDECL: 02/30/2016",
        body="1. (U) The harbor is\npublic.\n\n2. (C//QX) The dredger is not.\n\n3. It is old.",
    )
    lines = example.text.splitlines()
    findings = {finding.code: finding for finding in check(parse(example.text))}
    assert lines[findings["DM604"].line - 1].startswith("E.O.")
    assert lines[findings["DM103"].line - 1].startswith("2.")
    assert findings["DM103"].portion == "2"
    assert lines[findings["DM101"].line - 1].startswith("3.")


def test_lines_are_counted_alike_with_other_line_ends() -> None:
    text = Example(body="1. (C) The harbor is public.\n\n2. It is old.").text
    assert check(parse(text.replace("\n", "\r\n"))) == check(parse(text))


def test_only_the_chosen_rules_run() -> None:
    cable = parse(Example(banner="", subject="HARBOR", order="E.O. 12598: DECL: 02/30/16").text)
    assert {finding.code for finding in check(cable)} > {"DM004", "DM503"}
    assert {finding.code for finding in check(cable, choose_rules(["DM5"], []))} == {"DM503"}
    assert check(cable, ()) == ()


@pytest.mark.parametrize(
    ("remark", "code", "text"),
    [
        ("no-banner", "DM004", Example(banner="").text),
        ("banner-misspelt", "DM005", Example(banner="C O N F I D E N T A L").text),
        ("banners-differ", "DM006", Example(time="ZNY SSSSS ZZH\nR 060827Z JUN 06").text),
        ("mark-unreadable", "DM103", Example(body="1. (S0) a.").text),
        ("no-date", "DM609", Example(time="BT").text),
        ("eo-lines-differ", "DM504", Example(order="E.O. 12958: X1\nE.O. 12958: OADR").text),
        ("unclassified-with-reasons", "DM406", Example(banner="UNCLAS", body="1. (U) a.").text),
    ],
    ids=lambda value: "" if "\n" in value else value,
)
def test_what_the_parser_remarks_is_found(remark: str, code: str, text: str) -> None:
    cable = parse(text)
    assert remark in {each.code for each in cable.remarks}
    assert code in {finding.code for finding in check(cable)}


def test_the_banner_of_a_later_section_may_be_the_one_that_is_misspelt() -> None:
    later = "S E C R E E T SECTION 02 OF 02 LISBON 000777"
    findings = check(parse(cable_text(f"1. (U) a.\n\n{later}\n\n2. (S) b.\n")))
    assert [finding.code for finding in findings] == ["DM005"]


# -- time ----------------------------------------------------------------------------------------

LONG: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: "1. (C) The harbor is public.\n\n" * n,
    "unmarked": lambda n: "1. (U) The harbor.\n\nThe dredger is not public.\n\n" * n,
    "damaged marks": lambda n: "1. (S0) The harbor is public.\n" * n,
    "caveats": lambda n: "1. (S//NF/REL TO USA, GBR) The harbor is public.\n" * n,
    "lists": lambda n: "a. (U) x\n(1) y\n-- (S) z\n" * n,
    "one paragraph": lambda n: "1. (C) " + "The harbor is public. " * n,
    "headers": lambda n: "S E C R E T SECTION 02 OF 02 LISBON 000777\nE.O. 12958: X1\n\nx\n\n" * n,
}


SLOWEST = 4  # times as long as parsing: a shared machine stalls at times


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the better of two runs."""
    times = []
    for _ in range(2):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("name", LONG)
def test_a_long_cable_takes_no_longer_than_its_parsing(name: str) -> None:
    """Parsing is linear (bench/hostile.py); a check that is not takes many times as long."""
    text = cable_text(LONG[name](8_000))
    cable = parse(text)
    assert seconds(lambda: check(cable)) < SLOWEST * seconds(lambda: parse(text))


def test_many_different_instructions_take_no_longer_than_their_parsing() -> None:
    lines = "\n".join(f"E.O. 12958: DECL: 06/06/{year}" for year in range(2007, 5000))
    text = Example(order=lines).text
    cable = parse(text)
    assert len(cable.eo_lines) > 2500
    assert seconds(lambda: check(cable)) < 2 * SLOWEST * seconds(lambda: parse(text))
