"""The transmission header: words of the wire are understood, free text among them is not."""

from __future__ import annotations

import datetime as dt

import pytest

from declass.cable.model import Cable, PortionKind
from declass.cable.parse import parse
from declass.cable.transmission import is_wire_line
from tests.cable.factories import cable_text

BODY = "1. (S) The dredger came in.\n"

OUTGOING = """\
CONFIDENTIAL

PAGE 01        STATE  150227

43 R
ORIGIN EUR-12

INFO  OCT-01  ISO-00  /026 R

DRAFTED BY EUR/NE:ATHORNBURY:EB
APPROVED BY EUR/NE:CFENWICKE
L/OES:RSMALLWOOD
------A1B2C3  060830Z /38
R 060827Z JUN 76
FM SECSTATE WASHDC
TO AMEMBASSY OSLO
INFO USLOSACLANT NORFOLK VA

C O N F I D E N T I A L STATE 150227

E.O. 11652: GDS
TAGS: EFIS, NO
SUBJECT: NETS

1. COUNT THEM.
"""


def not_understood(cable: Cable) -> list[str]:
    return [cable.text[p.span.start : p.span.end] for p in cable.furniture if not p.is_understood]


def test_an_outgoing_telegram_is_read_whole_but_for_the_names_of_its_drafters() -> None:
    cable = parse(OUTGOING)
    assert cable.mrn == "76STATE150227"
    assert cable.transmission.origin == "SECSTATE WASHDC"
    assert cable.transmission.dtg == dt.datetime(1976, 6, 6, 8, 27, tzinfo=dt.UTC)
    assert [(each.action, each.name) for each in cable.transmission.addressees] == [
        (True, "AMEMBASSY OSLO"),
        (False, "USLOSACLANT NORFOLK VA"),
    ]
    assert [portion.kind for portion in cable.portions] == [
        PortionKind.SUBJECT,
        PortionKind.PARAGRAPH,
    ]
    assert not_understood(cable) == [
        "DRAFTED BY EUR/NE:ATHORNBURY:EB\nAPPROVED BY EUR/NE:CFENWICKE\nL/OES:RSMALLWOOD\n"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "43 R",
        "------A1B2C3  060830Z /38",
        "--------------------- 018834",
        "ZZK",
        "FLASH",
        "NIACT IMMEDIATE",
        "INFO USLOSACLANT NORFOLK VA",
        "INFO RHEFDIA/DIA WASHDC PRIORITY",
        "INFO RUEHLMC/MILLENNIUM CHALLENGE CORP WASHDC",
        "INFO BUENOS AIRES 12",
        "TO ALL EUROPEAN POSTS",
        "ORIGIN EUR-12",
        "DE RUEHLI #0777/01 1570827",
        "ZNY SSSSS ZZH",
        "O R 060827Z JUN 06 ZFF-4",
        "FM USMISSION GENEVA",
        "BT",
    ],
)
def test_words_of_the_wire_are_understood(line: str) -> None:
    assert is_wire_line(line)
    head = cable_text(BODY).replace("FM AMEMBASSY LISBON\n", f"FM AMEMBASSY LISBON\n{line}\n")
    cable = parse(head)
    assert not_understood(cable) == []
    assert [portion.number for portion in cable.portions] == [None, "1"]


@pytest.mark.parametrize(
    "line",
    [
        "FENWICKE IS THE SOURCE OF THE MISSION",
        "TO FENWICKE WHO RUNS THE MISSION",
        "INFO FENWICKE IS THE SOURCE OF THE EMBASSY",
        "INFO THE EMBASSY SAYS FENWICKE PAID",
        "INFO FENWICKE 5000",
        "COMMENT FENWICKE PAID",
        "FM FENWICKE THE SOURCE",
        "ZNY SSSSS FENWICKE PAID",
        "DE RUEHLI FENWICKE PAID",
        "R 060827Z JUN 06 FENWICKE PAID",
        "PAGE 01 FENWICKE PAID",
        "DRAFTED BY FENWICKE",
        "ACTION EUR-12 FENWICKE PAID",
        "STATE PASS USTR THAT FENWICKE PAID",
    ],
)
def test_free_words_in_the_header_are_withheld(line: str) -> None:
    """A name in an address line may be a source: the line is free text."""
    assert not is_wire_line(line)
    cable = parse(cable_text(BODY).replace("TO RUEHC/", f"{line}\nTO RUEHC/"))
    place = cable.text.index(line)
    withheld = [(p.span.start, p.span.end) for p in cable.furniture if not p.is_understood]
    withheld += [span for p in cable.portions if not p.is_marked for span in p.spans]
    assert any(start <= place < end for start, end in withheld)


@pytest.mark.parametrize(
    "line", ["PASS TO USTR", "PARIS FOR POL: THORNBURY", "DEPT FOR EUR/WE", "PLEASE PASS TO NOAA"]
)
def test_attention_lines_are_furniture(line: str) -> None:
    cable = parse(cable_text(BODY, eo=f"{line}\n\nE.O. 12958: DECL: 06/06/2016"))
    assert [portion.number for portion in cable.portions] == [None, "1"]
