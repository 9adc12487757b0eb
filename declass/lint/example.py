"""The short cables that show what a rule is about: one frame, with the parts that matter replaced.

They are invented: the post exists, the harbor, its dredger and the officer do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import ndiff


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A cable of 6 June 2006, CONFIDENTIAL and marked as it should be, save for what is given.

    A part that is given as "" is left out.

    Attributes:
        time: date-time group.
        banner: words of the banner, before post and number.
        captions: lines below the banner.
        order: E.O. line, over as many lines as it takes.
        subject: subject, with its mark.
        authority: classification authority block.
        body: the paragraphs.
    """

    time: str = "R 060827Z JUN 06"
    banner: str = "C O N F I D E N T I A L"
    captions: str = ""
    order: str = "E.O. 12958: DECL: 06/06/2016"
    subject: str = "(U) HARBOR DREDGING"
    authority: str = "CLASSIFIED BY: DCM ADA THORNBURY. REASON: 1.4 (B)."
    body: str = "1. (U) The harbor is public.\n2. (C) The dredger is not."

    @property
    def text(self) -> str:
        """The whole cable."""
        head = (
            self.time,
            f"{self.banner} LISBON 000777" if self.banner else "",
            self.captions,
            self.order,
            f"SUBJECT: {self.subject}",
            self.authority,
        )
        return "\n".join([*(part for part in head if part), "", self.body, ""])


def difference(bad: Example, good: Example) -> list[str]:
    """The two cables as one, line by line: ``- `` what is wrong, ``+ `` what is right.

    Lines that are the same in both begin with two blanks.
    """
    lines = ndiff(bad.text.splitlines(), good.text.splitlines())
    return [line.rstrip() for line in lines if not line.startswith("?")]
