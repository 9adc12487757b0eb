"""Exports of whole cables: valid, read alike by lxml, and without a word that is withheld."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from declass.cable.model import Cable, LevelSource
from declass.cable.parse import parse
from declass.errors import NotACableError, OutputError
from declass.export import ism
from declass.export.declassification import NOTHING_SHOWN, Words
from declass.export.ism import marked_cable, together, write
from declass.export.validate import Problem, validate
from declass.marking.level import Level
from declass.schedule.decide import compute_schedule
from declass.sources.read import read_file
from tests.cable import strategies
from tests.cable.factories import cable_text
from tests.cli.runner import SAMPLES
from tests.export.factories import ISM, OWN, Read, parsed, read

CODES = {"UK": "GBR", "US": "USA", "AUS": "AUS", "GBR": "GBR", "NZL": "NZL", "USA": "USA"}
SILENT = {"SIPDIS"}
PORTIONS = f"{OWN}portion"


def sample(path: Path) -> Cable:
    return parse(read_file(path).text)


def element(cable: Cable, words: Words = NOTHING_SHOWN) -> ET.Element:
    return marked_cable(cable, compute_schedule(cable), words)


def exported(cable: Cable) -> etree._Element:
    """The export of a cable as lxml reads it; its validity is asked on the way."""
    return parsed(write(element(cable)))


def expected(level: Level, caveats: tuple[str, ...]) -> Read:
    """What an export is to say of a level and caveats such as the samples have them."""
    lists = [name for name in caveats if name.startswith("REL TO ")]
    released = {CODES[code] for name in lists for code in name[7:].split(", ")}
    names = set(caveats) - set(lists) - SILENT
    if {"NODIS", "EXDIS"} & names:
        names.add("NOFORN")
    if "NOFORN" in names:
        released = set()
    return Read(level, frozenset(names), frozenset(released), None, ())


each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)


@each_sample
def test_a_sample_is_read_back_as_it_is(path: Path) -> None:
    cable = sample(path)
    root = exported(cable)
    for portion, element in zip(cable.portions, root.findall(PORTIONS), strict=True):
        assert read(element) == expected(portion.level, portion.caveats)
        assert element.get("kind") == portion.kind.value
        assert element.get("number") == portion.number
        assert element.get("label", "") == portion.label
        assert element.get("levelFrom") == portion.level_source.value
    whole = read(root)
    highest = max([cable.classification, *(portion.level for portion in cable.portions)])
    assert whole.level == highest
    names = (*cable.caveats, *cable.captions)
    assert whole.caveats >= expected(highest, names).caveats
    schedule, block = compute_schedule(cable), cable.classified_by
    assert whole.day == (schedule.due if highest.is_classified else None)
    is_original = block is not None and block.derived_from is None
    assert whole.reasons == (block.reasons if block and is_original else ())
    assert root.get("mrn") == cable.mrn
    assert root.get(f"{ISM}createDate") == str(cable.date)


@each_sample
def test_a_sample_holds_no_word_of_its_text(path: Path) -> None:
    """By default nothing but markings, numbers and labels is exported."""
    cable = sample(path)
    data = write(element(cable)).decode()
    for portion in cable.portions:
        label = portion.content - portion.spans[0].start
        for line in cable.portion_text(portion)[label:].splitlines():
            if len(line.split()) > 2:
                assert line.strip() not in data
    for text in (cable.subject, cable.classified_by and cable.classified_by.classifier):
        assert text is None or text not in data


def test_all_samples_are_one_valid_collection() -> None:
    cables = [sample(path) for path in SAMPLES]
    root = parsed(write(together([element(each) for each in cables])))
    assert root.tag == f"{OWN}collection"
    assert [each.get("mrn") for each in root] == [cable.mrn for cable in cables]
    assert read(root).level == max(cable.classification for cable in cables)
    assert root.get(f"{ISM}createDate") == max(str(cable.date) for cable in cables)
    assert root.get(f"{ISM}declassException") == "AEA", "one of them is Restricted Data"


def test_the_document_is_ascii_that_says_so() -> None:
    data = write(element(marked("(C)")))
    assert data.isascii()
    assert data.startswith(b"<?xml version='1.0' encoding='us-ascii'?>\n<declass:cable ")
    assert data.endswith(b"</declass:cable>\n")


def marked(mark: str, **head: str) -> Cable:
    """A cable with one marked paragraph."""
    return parse(cable_text(f"1. {mark} Nets.\n", **head))


def codes(element: etree._Element) -> list[str]:
    return [each.get("code", "") for each in element.findall(f"{OWN}remark")]


def test_an_unreadable_mark_is_exported_at_the_level_of_the_cable_with_a_remark() -> None:
    root = exported(marked("(S0)", banner="C O N F I D E N T I A L"))
    portion = root.findall(PORTIONS)[-1]
    assert portion.get("levelFrom") == LevelSource.UNREADABLE
    assert portion.get("label") == "1. (?)"
    assert read(portion).level is Level.S
    assert "mark-unreadable" in codes(root)


def test_a_cable_that_is_not_understood_is_undetermined_and_valid() -> None:
    root = exported(marked("(S)", eo="E.O. 12958: DECL: SOMEHOW"))
    assert root.get(f"{OWN}undetermined") == "true"
    assert root.get(f"{ISM}declassDate") is None
    assert "undetermined" in codes(root)


def test_a_cable_without_a_date_says_so_and_is_valid() -> None:
    text = cable_text("1. (S) Nets.\n").replace("O 060827Z JUN 06\n", "")
    cable = parse(text)
    assert cable.date is None
    root = exported(cable)
    assert root.get(f"{OWN}undated") == "true"
    assert {"no-date", "undated"} <= set(codes(root))


def test_a_cable_above_all_its_portions_says_that_nobody_says_why() -> None:
    text = cable_text("1. (U) Nets.\n", banner="S E C R E T")
    cable = parse(text)
    root = exported(cable)
    assert root.get(f"{ISM}compilationReason") == "not stated by the cable"
    assert "level-not-reached" in codes(root)


def test_what_the_markings_do_not_say_stands_beside_them() -> None:
    root = exported(marked("(S//WNINTEL//REL TO USA, AU, GBR)"))
    portion = root.findall(PORTIONS)[-1]
    assert portion.get("caveats") == "WNINTEL; REL TO USA, AU, GBR"
    assert portion.get(f"{ISM}releasableTo") == "USA GBR"
    assert codes(portion) == ["unsaid", "no-code"]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x9b", "\ufffe", "\ud800", "\r", "\n"])
def test_a_sign_that_xml_cannot_hold_or_a_terminal_obeys_is_replaced(sign: str) -> None:
    words = Words(level="S", classifier=f"A{sign}CLERK")
    root = parsed(write(element(marked("(S)"), words)))
    assert root.get(f"{ISM}classifiedBy") == "A\ufffdCLERK"


@pytest.mark.parametrize("text", ['<A> & "B"', "São Jordão", "\U0001d518 \u202e"])
def test_any_other_text_is_read_back_as_it_is(text: str) -> None:
    root = parsed(write(element(marked("(S)"), Words(level="S", classifier=text))))
    assert root.get(f"{ISM}classifiedBy") == text


def test_an_export_that_is_not_valid_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    root = element(marked("(S)"))
    broken = [Problem("in-order", "portion 1", "releasableTo")] * 2
    monkeypatch.setattr(ism, "validate", lambda _: broken)
    with pytest.raises(OutputError, match=r"not valid ISM \(in-order\)"):
        write(root)


COLLECTED = [
    # E.O. lines of the cables, what the collection says
    (["DECL: 06/06/2016", "DECL: 01/01/2020"], {"declassDate": "2020-01-01"}),
    (["DECL: 06/06/2016", "DECL: SOMEHOW"], {}),
    (["DECL: 06/06/2016", "DECL: 25X6, 20400101"], {"declassDate": "2040-01-01", "declassException": "25X6"}),
    (["DECL: 25X6, 20300101", "DECL: 25X1, 20400101"], {"declassDate": "2040-01-01", "declassException": "25X1"}),
    (["DECL: 50X2-WMD", "DECL: 50X1-HUM"], {"declassException": "50X1-HUM"}),
    (["DECL: 50X1-HUM", "DECL: SOMEHOW"], {}),
    (["N/A TO RD PORTIONS", "DECL: SOMEHOW"], {"declassException": "AEA"}),
    (["N/A TO RD PORTIONS", "N/A TO NATO PORTIONS"], {"declassException": "NATO-AEA"}),
    (["DECL: 06/06/2016", "DECL: AFTER THE ROAD IS BUILT"], {"declassDate": "2031-12-31"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "said"), COLLECTED, ids=[" and ".join(row[0]) for row in COLLECTED]
)
def test_the_longest_instruction_governs_a_collection(
    lines: list[str], said: dict[str, str]
) -> None:
    cables = [element(marked("(S)", eo=f"E.O. 13526: {line}")) for line in lines]
    root = parsed(write(together(cables)))
    names = ("declassDate", "declassEvent", "declassException")
    assert {name: root.get(ISM + name) for name in names if root.get(ISM + name)} == said
    assert (root.get(f"{OWN}undetermined") == "true") == (not said)


def test_a_collection_is_released_to_those_to_whom_all_cables_are() -> None:
    lists = ("USA, AUS, GBR", "USA, GBR, NZL")
    cables = [
        parse(cable_text(f"1. (S//REL TO {names}) Nets.\n", banner=f"SECRET//REL TO {names}"))
        for names in lists
    ]
    root = parsed(write(together([element(each) for each in cables])))
    assert root.get(f"{ISM}releasableTo") == "USA GBR"


def test_a_collection_of_unclassified_cables_has_nothing_to_declassify() -> None:
    head = {"banner": "UNCLAS", "zny": "UUUUU", "eo": "E.O. 12958: N/A", "authority": ""}
    root = parsed(write(together([element(marked("(U)", **head)) for _ in range(2)])))
    assert read(root).level is Level.U
    assert root.get(f"{ISM}declassDate") is None


MARKS = (
    "(U)", "(SBU)", "(C)", "(S//NF)", "(TS//SI//NF)", "(S0)", "(C", "(S//OC/IMC)", "(NS)", "(NR)",
    "(UK-C)", "(R)", "(S//RD)", "(C//RD-CNWDI)", "(S//NODIS)", "(C/EXDIS)", "(LOU)", "(U//FOUO)",
    "(S//REL TO USA, GBR)", "(C/REL UK)", "(S//REL TO USA, AU)", "(S/REL)", "(S//RELIDO)",
    "(CTSA)", "(C//FGI)", "(EU-S)", "(S//EYES ONLY)", "(S//HCS)", "(C//G)", "(U//NF)",
)  # fmt: skip
BANNERS = (
    "S E C R E T", "C O N F I D E N T I A L", "UNCLAS", "TOP SECRET", "S E C R E T NOFORN",
    "SECRET//REL TO USA, GBR", "NATO SECRET", "NATO UNCLASSIFIED", "UNCLAS SENSITIVE", "SECRET//ORCON", "RESTRICTED", "",
)  # fmt: skip
LINES = (
    "DECL: 06/06/2016", "DECL: X1", "DECL: 25X1", "DECL: 50X1-HUM", "DECL: SOMEHOW", "N/A",
    "N/A TO RD PORTIONS", "N/A TO NATO PORTIONS", "DECL: AFTER THE ROAD IS BUILT", "",
)  # fmt: skip
marked_cables = st.builds(
    lambda marks, banner, line, caption: cable_text(
        "".join(f"{number}. {mark} Nets.\n\n" for number, mark in enumerate(marks, 1)),
        banner=banner,
        eo=f"E.O. 13526: {line}",
        tags=f"{caption}\nTAGS: EFIS",
    ),
    st.lists(st.sampled_from(MARKS), max_size=4),
    st.sampled_from(BANNERS),
    st.sampled_from(LINES),
    st.sampled_from(("SIPDIS", "NODIS", "EXDIS", "LIMDIS", "STADIS")),
)


@given(marked_cables | strategies.wild_cables)
def test_every_cable_has_a_valid_export_that_is_never_lower(text: str) -> None:
    with contextlib.suppress(NotACableError):
        cable = parse(text)
        root = exported(cable)
        whole = read(root)
        assert whole.level >= cable.classification
        for portion, element in zip(cable.portions, root.findall(PORTIONS), strict=True):
            found = read(element)
            assert found.level >= portion.level
            said_otherwise = {*codes(element)} & {"raised", "restricted"}
            assert found.level == portion.level or said_otherwise
            caveats = {name.replace("FGI UK", "FGI GBR") for name in portion.caveats}
            lost = {name for name in caveats if not name.startswith("REL TO ") and name != "REL"}
            lost -= found.caveats | SILENT
            assert lost <= {"EXDIS", "RELIDO"}, "and those only beside NODIS and NOFORN"
            if "NOFORN" in portion.caveats:
                assert "NOFORN" in found.caveats
                assert not found.releasees
            assert found.releasees <= {"USA"} | _released(portion.caveats)


def _released(caveats: tuple[str, ...]) -> set[str]:
    return {
        CODES.get(code, code)
        for name in caveats
        for code in re.findall(r"[A-Z]{2,}", name.removeprefix("REL TO "))
    }


@given(st.lists(marked_cables, min_size=2, max_size=3))
def test_every_collection_is_valid(texts: list[str]) -> None:
    assert validate(together([element(parse(text)) for text in texts])) == []
