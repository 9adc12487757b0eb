"""What may be seen of a cable.

A `Release` is the wall of the product. It holds the released lines and, for every withheld run,
only its line count, its label and its ground. It holds no withheld text, no hash of it, and no
length finer than whole source lines. Whatever draws a release cannot reach a cable.

What is not promised: labels (paragraph numbers, portion marks, caveats, reasons, grounds) and the
counts of withheld lines are public by design (5 U.S.C. 552(b), the amount of information deleted),
and words of a withheld portion that a *released* portion also has are released with the latter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from declass.redact.stamp import UNSTAMPED, Stamp

BETWEEN_GROUNDS = "; "
"""Stands between the grounds of a run; none has it within."""


MOST_BLANK_LINES = 2
"""Blank lines in a row that a release shows; a text may hold a million."""


class Disposition(StrEnum):
    """How much of a cable a release shows, in the words of the stamp."""

    IN_FULL = "RELEASED IN FULL"
    IN_PART = "RELEASED IN PART"
    DENIED = "DENIED IN FULL"


class Amount(StrEnum):
    """What a release tells of how much is withheld at each place.

    The amount deleted is indicated, unless that would harm an interest that the exemption protects
    (5 U.S.C. 552(b), closing text). Where it is not told, nothing depends on it.
    """

    LINES = "lines"
    PARAGRAPH = "paragraph"
    NONE = "none"


class Part(StrEnum):
    """What a line of a release is part of, for readers who hear the page."""

    TITLE = "title"
    HEAD = "head"
    SUBJECT = "subject"
    HEADING = "heading"
    TEXT = "text"


class ReleasedLine(NamedTuple):
    """One line of the source that may be seen.

    Attributes:
        text: the line without its line end. May be longer than a page is wide.
        is_struck: an old marking, to be shown with a line through it (32 CFR 2001.25(b)(4)).
        part: what it is part of.
        begins: whether a released portion or a line of the head begins on it.
        bookmark: what the portion that begins on it is found by: its number and mark in canonical
            form, or the words of a heading; "" for none.
    """

    text: str
    is_struck: bool = False
    part: Part = Part.TEXT
    begins: bool = False
    bookmark: str = ""


class WithheldRun(NamedTuple):
    """A portion that may not be seen, or several that touch.

    Attributes:
        label: number and mark in canonical form (``"3. (S/NF)"``), or what it is (``"SUBJECT:"``);
            "" where that is not told.
        lines: how many source lines it has, blank ones inside it included, at least 1; None where
            that is not told.
        ground: why it is withheld (``"(b)(1) 1.4(b),(d)"``).
        part: what it is part of.
        paragraphs: how many portions it has; None where that is not told, or lines are.
    """

    label: str
    lines: int | None
    ground: str
    part: Part = Part.TEXT
    paragraphs: int | None = None

    @property
    def bars(self) -> int:
        """How many bars stand for it."""
        return self.lines or 1


class Decision(NamedTuple):
    """What became of one portion: a row of the summary table.

    Attributes:
        label: number and mark in canonical form, or what it is.
        kind: paragraph, subparagraph, heading, subject, signature, or the name of a header field.
        level: code of the level that governs it (``"S"``); "" where it is shown for another reason,
            as an unmarked heading above something released is.
        is_released: whether it is shown.
        lines: how many source lines it has; None where it is withheld and that is not told.
        ground: why it is withheld; "" where it is released.
        reason: what the level and the decision rest on, in one clause.
        is_further: it is about another piece of the portion that the row before is about.
    """

    label: str
    kind: str
    level: str
    is_released: bool
    lines: int | None
    ground: str
    reason: str
    is_further: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """What may be seen of a cable at one ceiling.

    Attributes:
        mrn: message reference number, or None.
        ceiling: code of the highest level released (``"U"``).
        old_banner: overall marking of the cable, to be struck through (``"SECRET//NOFORN"``).
        new_banner: overall marking of what is still shown.
        disposition: the stamp.
        lines: released lines and withheld runs in order of the source.
        decisions: one row a portion, in order of the source.
        amount: what `lines` and `decisions` tell of how much is withheld.
        is_merged: portions that touch have one box, and what is public does not tell them apart;
            `decisions`, which is for the reviewer, does.
        warnings: what a reviewer should look at; they quote no withheld text.
        stamp: what a reviewer states about it.
    """

    mrn: str | None
    ceiling: str
    old_banner: str
    new_banner: str
    disposition: Disposition
    lines: tuple[ReleasedLine | WithheldRun, ...]
    decisions: tuple[Decision, ...]
    amount: Amount = Amount.LINES
    is_merged: bool = False
    warnings: tuple[str, ...] = ()
    stamp: Stamp = UNSTAMPED

    @property
    def public_decisions(self) -> tuple[Decision, ...]:
        """The decisions that anybody may see: where boxes are merged, of what is released."""
        return tuple([each for each in self.decisions if each.is_released or not self.is_merged])
