"""Cables to order, for tests: a head of known parts around a body."""

from __future__ import annotations

HEAD = """\
VZCZCXRO2538
OO RUEHC RUEHMD
DE RUEHLI #0777/01 1570827
ZNY {zny} ZZH
O 060827Z JUN 06
FM AMEMBASSY LISBON
TO RUEHC/SECSTATE WASHDC IMMEDIATE 1234
INFO RUEHMD/AMEMBASSY MADRID PRIORITY 44
{banner} LISBON 000777

SIPDIS

{eo}
{tags}
{subject}
{ref}
{authority}
"""


def cable_text(
    body: str,
    *,
    banner: str = "S E C R E T",
    zny: str = "SSSSS",
    eo: str = "E.O. 12958: DECL: 06/06/2016",
    tags: str = "TAGS: EFIS, PREL, PO",
    subject: str = "SUBJECT: (U) HARBOR DREDGING",
    ref: str = "\nREF: LISBON 700\n",
    authority: str = "Classified By: DCM Ada Thornbury for reasons 1.4 (b) and (d).",
) -> str:
    """Write a cable around a body; each part of the head may be replaced."""
    head = HEAD.format(
        zny=zny, banner=banner, eo=eo, tags=tags, subject=subject, ref=ref, authority=authority
    )
    return f"{head}\n{body}"
