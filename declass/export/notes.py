"""What an export says beside the markings: what they cannot say, or say otherwise than the cable.

A remark names markings, dates and codes, and never any other word of the cable.
"""

from __future__ import annotations

from typing import NamedTuple


class NoteKind(NamedTuple):
    """A remark that an export may make.

    Attributes:
        code: its stable name.
        text: its sentence, with places for what it is about.
        occasion: when it is made.
    """

    code: str
    text: str
    occasion: str


class Note(NamedTuple):
    """A remark on a marking.

    Attributes:
        code: its `NoteKind`, or what the reader of the cable calls its remark.
        message: one sentence.
        line: line number in the source, None where it is about no line.
    """

    code: str
    message: str
    line: int | None = None


KINDS = (
    NoteKind("unsaid", "{} has no value in ISM", "a caveat that no value says"),
    NoteKind(
        "approximated",
        "{} has no value in ISM: {} stands in its place",
        "a caveat that is said by something stricter, or less definite",
    ),
    NoteKind(
        "covered",
        "{} has no value beside a classification, which covers it",
        "a control of unclassified information in a classified portion",
    ),
    NoteKind("raised", "{} stands at {} or higher: exported so", "a caveat above its level"),
    NoteKind("added", "{} does not stand without {}: added", "a caveat without its companion"),
    NoteKind("dropped", "{} cannot stand beside {}: left out", "caveats that exclude each other"),
    NoteKind(
        "restricted",
        "RESTRICTED is no classification of the United States: exported as CONFIDENTIAL",
        "RESTRICTED without NATO or a country",
    ),
    NoteKind(
        "no-code",
        "{} has no code, or one of two meanings: left out of those to whom it is released",
        "a country or group of a REL TO list that ISM does not know",
    ),
    NoteKind(
        "no-origin-code",
        "the origin {} has no code: exported as foreign information of a concealed source",
        "a foreign origin that ISM does not know",
    ),
    NoteKind(
        "nobody-named",
        "the release names nobody but the United States: exported as NF",
        "a REL TO list of which nobody is left",
    ),
    NoteKind(
        "from-portions",
        "the whole carries what stands in portions and not in the banner: {}",
        "a caveat or level that the banner does not have",
    ),
    NoteKind(
        "release-narrowed",
        "portions are released to fewer than the banner says: so is the whole",
        "a REL TO list of the banner that not all portions have",
    ),
    NoteKind(
        "level-not-reached",
        "no portion is marked as high as the whole: it may be a compilation",
        "a classification above that of all portions",
    ),
    NoteKind(
        "instructed-only",
        "the instruction speaks of {}, and no mark does: the whole carries {}",
        "an instruction for RD or NATO portions, without such portions",
    ),
    NoteKind(
        "no-exception",
        "the instruction has no value in ISM ({}): the date is the one that follows from it",
        "OADR, X1 to X8, MR, a treaty, 75X and other instructions of their kind",
    ),
    NoteKind(
        "one-exception",
        "ISM has one exemption, {}, for the several of the instruction",
        "an instruction with several 25X or 50X codes",
    ),
    NoteKind(
        "nothing-to-declassify",
        "the cable is unclassified: its date of declassification, {}, is left out",
        "an unclassified cable with a date",
    ),
    NoteKind(
        "undetermined",
        "it is undetermined when the cable is declassified: no date is given",
        "a classified cable without a date that is understood",
    ),
    NoteKind("undated", "the date of the cable is unknown: createDate is left out", "no date"),
    NoteKind("withheld", "{} is withheld at {}", "free text that a release would not show"),
    NoteKind(
        "no-authority",
        "the cable does not say who classified it",
        "a classified cable without Classified By, reasons and Derived From",
    ),
    NoteKind(
        "authority-left-out",
        "the cable is unclassified: its classification authority is left out",
        "an unclassified cable with Classified By or reasons",
    ),
    NoteKind(
        "reasons-left-out",
        "a derived classification states no reasons: left out",
        "reasons beside Derived From",
    ),
    NoteKind("shortened", "{} is longer than ISM allows: shortened", "a text of more than 1,023"),
)

_TEXTS = {kind.code: kind.text for kind in KINDS}


def note(code: str, *about: str) -> Note:
    """The remark of a code, about certain markings, dates or codes."""
    return Note(code, _TEXTS[code].format(*about))
