"""Attacks on the parser and the policy: cables made to smuggle a secret into a release.

Each text names KRAKENOV where a reviewer who reads the marks would not let him be seen. Found by
review; each row was shown once.
"""

from __future__ import annotations

import pytest

from declass.cable.parse import parse
from declass.marking.level import Level
from declass.redact.release import Release, ReleasedLine, WithheldRun
from declass.redact.review.choices import Choices, SubjectChoice
from declass.redact.review.policy import withhold
from tests.cable.factories import cable_text

FREELY = Choices(subject=SubjectChoice.RELEASE, accepts_compilation=True)
PAGE_LINE = "LISBON 00000777  002 OF 002"
FINE = "The landings of the year were counted again by the harbor office."


def shown(result: Release) -> str:
    lines = [line.text for line in result.lines if isinstance(line, ReleasedLine)]
    labels = [line.label for line in result.lines if isinstance(line, WithheldRun)]
    labels += [decision.label for decision in result.decisions]
    return "\n".join([*lines, *labels, *result.warnings, result.new_banner, result.old_banner])


BODIES = [
    # headings
    "1. (S) Our sources are these:\n\nGeneral Alba\n\nColonel Omar Krakenov\n\n2. (U) {fine}",
    "1. (S) We met the usual contacts.\n\nMr. Bartholomew Krakenov, Harbor Master\n\n2. (U) {fine}",
    "1. (S) Paid:\n\nGENERAL KRAKENOV    20,000\n\n2. (U) {fine}",
    "1. (S) Catch:\n\n   Krakenov    1.0    2.0\n\n2. (U) {fine}",
    "1. (S) Paid.\n\nAgent Krakenov  paid 20,000\n-----\nrow\n\n2. (U) {fine}",
    "THE KRAKENOV PALACE\n\n1. (U) {fine}",
    "1. (S) Our source is\n\n{page}\n\n\nBartholomew Krakenov\n\n2. (U) {fine}",
    "Krakenov Nuclear Site (S)\n\n1. (U) {fine}",
    "Krakenov Nuclear Site (S)\n-------------------------\n\n1. (U) {fine}",
    "Talks (S) With Krakenov\n-----------------------\n\n1. (U) {fine}",
    "1. (U) {fine}\n\nA. KRAKENOV AND HIS MONEY\n\n2. (U) {fine}",
    "1. (U) {fine}\n\nII. KRAKENOV AND HIS MONEY\n\n2. (U) {fine}",
    "1. (U) {fine}\n\n--- KRAKENOV ---\n\n2. (U) {fine}",
    # reissues in lower case
    "1. (u) x.\n\n(s) the krakenov is our agent.",
    "1. (u) x.\n(s) the krakenov is our agent.",
    "1. (u) x. (s) the krakenov is our agent.",
    "1. (u) x. (s/nf) the krakenov is our agent.",
    "1. (u) x. 2. (s) krakenov. 3. (u) y.",
    # a second mark inside a portion
    "1. (U) Fine; (S) Krakenov",
    "1. (U) Fine -- (S) Krakenov",
    "1. (U) Fine. End summary (S) Krakenov",
    "1. (U) Fine (ref B) (S) Krakenov",
    "1. (U) \u201cFine.\u201d (S) Krakenov",
    "1. (U) Fine\u2026 (S) Krakenov",
    "1. (U) Fine. (S)Krakenov",
    "1. (U) Fine. ( S ) Krakenov",
    "1. (U) Fine. [S] Krakenov",
    "1. (U) Fine. (S} Krakenov",
    "1. (U) Fine. (S/NF.) Krakenov",
    "1. (U) Fine. (SECRET) Krakenov",
    "1. (U) Fine. (CONFIDENTIAL) Krakenov",
    "1.(U)Fine.2.(S)Krakenov",
    "1. (U) Krakenov (S)",
    "1. (U) {fine}\n4.1 (S) Krakenov",
    "1. (U) {fine}\no (S) Krakenov",
    "1. (U) {fine}\n> (S) Krakenov",
    "1. (U) {fine}\n#1 (S) Krakenov",
    "1. (U) {fine}\n(1a) (S) Krakenov",
    "1. (U) {fine}\n5, (S) Krakenov",
    "1. (U) {fine}\npara 5 (S) Krakenov",
    "1. (U) {fine}\n(S Krakenov",
    "1. (U) {fine}\nS) Krakenov",
    "1. (U) {fine}\n5 S) Krakenov",
    # marks in a row
    "1. (U)   (C) Krakenov",
    "1. (U)(S0) Krakenov",
    "1. (U) S) Krakenov",
    # inheritance
    "1. (U) x. (S) The agents said:\n\n- krakenov pays.",
    "1. (U) Paragraphs 2-3 are Secret.\n\n2. (U) The agents said:\n\n- krakenov.",
    "1. (S) Points:\n\n-- (U) x.\n\n* Krakenov",
    "1. (S) Points:\n\na. (U) x.\n(1) Krakenov",
    "1. (U) x.\n\nA. Q. Krakenov sold the boats.",
    "1. (U) x.\n\nJ. Krakenov sold the boats.",
    "1. (U) x.\n\n2) Krakenov",
    "1. (U) x.\n\n(2) Krakenov",
    "1. (U) x.\n\nII. Krakenov",
    "1. (U) x.\n\nB. Krakenov",
    "1) (U) x.\n\n9) Krakenov",
    "1. (S) Points.\n-- (U) x.\n-- Krakenov",
    "1. (S) Points.\n- (U) x.\n* Krakenov",
    "1. (S) Points.\na. (U) x.\nc. Krakenov",
    "1. (S) Points.\na. (U) x.\nb) Krakenov",
    "1. (S) Points.\n(a) (U) x.\n(c) Krakenov",
    "1. (S) Points.\ni. (U) x.\niii. Krakenov",
    # the scope of a heading
    "KRAKENOV PAID BY US\n-------------------\n\n1. (S) PAID.\n\n(U) NEXT STEPS\n\n2. (U) FISH WERE COUNTED.",
    "KRAKENOV PAID BY US\n-------------------\n\n1. (S) ok\n\nNEXT STEPS\n----------\n\n2. (U) {fine}",
    # numbers without a blank line
    "3. (U) x.\n5. Krakenov",
    "3. (U) x.\n3. Krakenov",
    "3. (U) x.\n1. Krakenov",
    "3. (U) x.\n\u00b612. Krakenov",
    "3. (U) x.\n4. S/NF) Krakenov",
    "3. (U) x.\n4. (S/NF Krakenov",
    # page furniture
    "1. (U) x.\n{page}\n\nKrakenov",
    "1. (U) x.\n\n{page}\nKrakenov",
    "1. (U) x.\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nKrakenov",
    "1. (U) x. End summary\n\n{page}\n\nKrakenov",
    "1. (u) x. end summary\n\nkrakenov",
    # statements about several paragraphs
    "1. (U) Paras 2, 3 and 4 are Secret\n\n3. (U) Krakenov",
    "1. (U) Paragraph 3 is classified Secret\n\n3. (U) Krakenov",
    "1. (U) Paragraphs three through five are Secret\n\n3. (U) Krakenov",
    "1. (S - ENTIRE TEXT)\n\n2. (U) Krakenov",
    "1. SECRET - ENTIRE TEXT.\n\n2. (U) Krakenov",
]


@pytest.mark.parametrize("body", BODIES)
def test_the_body_gives_no_secret_away(body: str) -> None:
    text = cable_text(body.replace("{fine}", FINE).replace("{page}", PAGE_LINE) + "\n")
    assert "krakenov" not in shown(withhold(parse(text), Level.U, FREELY)).lower()


HEADS = [
    {"subject": "SUBJECT: (C) SHORT\nKRAKENOV DEAL WITH SMITH"},
    {"subject": "SUBJECT: THE HARBOR\nKRAKENOV AND HIS MONEY"},
    {"subject": "SUBJECT: (U) HARBOR\n  KRAKENOV IS OUR AGENT"},
    {"eo": "CORRECTED COPY (KRAKENOV IS OUR AGENT)\nE.O. 12958: DECL: 06/06/2016"},
    {"subject": "SUBJECT: KRAKENOV SITE (S)"},
    {"subject": "SUBJECT:\n1. (S) Krakenov"},
    {"subject": "SUBECT: KRAKENOV"},
    {"subject": "SUBJECT - (C) KRAKENOV"},
    {"ref": "\nREFTEL: KRAKENOV\n"},
    {"ref": "\nREF: TELCON ABOUT KRAKENOV\n"},
    {"tags": "TAGS: PREL KRAKENOV IS OUR AGENT"},
    {"tags": "TAGS: PREL\nOUR SPY KRAKENOV IS IN TOWN"},
    {"authority": "Classifed By: Ambassador Krakenov the spy"},
    {
        "authority": "Classified By: DCM Ada\nSummary: Krakenov is our agent\nunder section 1.4 (b) of it"
    },
    {"authority": "Classified By: DCM X, whose source Krakenov is in danger, for reasons 1.4 (b)"},
    {"authority": "Declassify on: OADR\n\nDeclassify on: after Krakenov is exfiltrated"},
    {"eo": "(U) SENSITIVE, PROTECT ACCORDINGLY\nE.O. 12958: DECL: AFTER KRAKENOV LEAVES"},
    {"eo": "FOR AMBASSADOR KRAKENOV FROM THE SECRETARY\n\nE.O. 12958: DECL: 06/06/2016"},
]


@pytest.mark.parametrize("head", HEADS, ids=[str(head)[:60] for head in HEADS])
def test_the_head_gives_no_secret_away(head: dict[str, str]) -> None:
    text = cable_text(f"1. (U) {FINE}\n\n2. (S) Boats.\n", **head)
    result = withhold(parse(text), Level.U, Choices(accepts_compilation=True))
    assert "krakenov" not in shown(result).lower()


def test_releasing_the_subject_does_not_release_what_is_marked_in_it() -> None:
    for subject in ("SUBJECT: KRAKENOV SITE (S)", "SUBJECT:\n1. (S) Krakenov"):
        text = cable_text(f"2. (U) {FINE}\n\n3. (S) Boats.\n", subject=subject)
        assert "krakenov" not in shown(withhold(parse(text), Level.U, FREELY)).lower()


def test_a_title_in_other_words_than_the_subject_is_an_unmarked_text() -> None:
    head = (
        "Identifier\nCreated\nClassification\nOrigin\n06LISBON777\n2006-06-06 08:27:00\nSECRET\n"
        "Embassy Lisbon\nCable title:\n\nKRAKENOV IS OUR AGENT\n\nTags: EFIS\n"
    )
    text = head + cable_text(f"1. (U) {FINE}\n\n2. (S) Boats.\n")
    assert "krakenov" not in shown(withhold(parse(text), Level.U, FREELY)).lower()


ATOMIC = [
    "1. (S//RD) x.\n\n2. Krakenov",
    "1. (SRD) Krakenov",
    "1. (S) Fine. (S//RD) x\n\n- Krakenov design.",
    "1. (S)    (RD) Krakenov",
    "1. (U) x. (s/rd) Krakenov",
    "Site Krakenov (S/RD)\n--------------------\n\n1. (U) {fine}",
]


@pytest.mark.parametrize("body", ATOMIC)
def test_atomic_energy_information_is_not_given_away_at_any_level(body: str) -> None:
    text = cable_text(body.replace("{fine}", FINE) + "\n")
    assert "krakenov" not in shown(withhold(parse(text), Level.TS, FREELY)).lower()


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("1. (S) Three agents.\n(A) Hafez.\n(B) Salam.\n(C) Krakenov.", Level.C),
        ("1. (C)(S/XQ) Krakenov", Level.C),
        ("1. Krakenov told Sen. Smith Jr. (R)", Level.R),
    ],
)
def test_a_letter_of_a_list_or_a_party_is_no_mark(body: str, level: Level) -> None:
    text = cable_text(body + "\n")
    assert "krakenov" not in shown(withhold(parse(text), level, FREELY)).lower()


KEPT = [
    "1. (S) x.\n\nMessage attributes of the new radio were told to Krakenov.\n\n2. (S) y.",
    "1. (S) x.\n\nAutomatic decaptioning: Krakenov likes it.\n\n2. (S) y.",
    "1. (S) He asked that it be\ndeclassified/released to the press by Krakenov.",
    "1. (S) x.\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nto release Krakenov from prison.",
    "1. (S) x.\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nINFO Krakenov",
    "1. (S) x.\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nreason: Krakenov\nsaid so\nagain",
    "1. (S) x.\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nREF: Krakenov",
    "1. (S) x.\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nSUBJECT: (U) Krakenov",
    "1. (S) x.\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nPAGE 3 of Krakenov",
    "1. (S) x.\n\nS E C R E T SECTION 02 OF 02 LISBON 000777\n\nClassified By: Krakenov\nthe text",
    "1. (S) x.\n\nSECRET TALKS WITH KRAKENOV ON 14\n\n2. (S) y.",
    "1. (S) x.\n\nClassified by size, the nets of Krakenov are large.\n\n2. (S) y.",
    "1. (S) x.\n\nDerived from fish oil, Krakenov sells soap.\n\n2. (S) y.",
]


@pytest.mark.parametrize("body", KEPT)
def test_text_that_looks_like_furniture_is_not_dropped(body: str) -> None:
    """What a release neither shows nor counts as withheld is lost to everybody."""
    cable = parse(cable_text(body + "\n"))
    assert "krakenov" in shown(withhold(cable, Level.S, FREELY)).lower()


def test_a_word_of_prose_is_no_page_banner() -> None:
    cable = parse(cable_text("1. (S) He asked that it remain\nconfidential.\n"))
    assert "confidential." in shown(withhold(cable, Level.S, FREELY))
