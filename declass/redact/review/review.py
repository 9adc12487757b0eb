"""A review: all that can be chosen about a release, as far as it was chosen.

It is what a review file holds and what the options of `declass redact` say; the two are joined, and
must not contradict each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from declass.errors import UsageError
from declass.marking.level import Level
from declass.redact.release import Amount
from declass.redact.review.choices import Choices, Releasing, SubjectChoice, Withholding

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Review:
    """What was chosen. None, or nothing, stands for what was not.

    Attributes:
        cable: message reference number of the cable that it is about.
        sha256: digest of the bytes of that cable, in hexadecimal digits.
        level: the highest level that may be shown.
        on, subject, accepts_compilation, amount, merges: as in `Choices`.
        releasable_to, excluded_caveats, withheld, released: as in `Choices`.
    """

    cable: str | None = None
    sha256: str | None = None
    level: Level | None = None
    on: dt.date | None = None
    subject: SubjectChoice | None = None
    accepts_compilation: bool | None = None
    amount: Amount | None = None
    merges: bool | None = None
    releasable_to: tuple[str, ...] = ()
    excluded_caveats: tuple[str, ...] = ()
    withheld: tuple[Withholding, ...] = ()
    released: tuple[Releasing, ...] = ()

    @property
    def is_about_one_cable(self) -> bool:
        """True where it names a cable, or portions, which are numbered in each cable anew."""
        return bool(self.cable or self.sha256 or self.withheld or self.released)

    def joined(self, other: Review) -> Review:
        """Both reviews together: what either chooses.

        Raises:
            UsageError: they differ in something that can be chosen once.
        """
        both: dict[str, object] = {}
        for each in fields(self):
            one, two = getattr(self, each.name), getattr(other, each.name)
            if isinstance(one, tuple):
                both[each.name] = tuple(dict.fromkeys((*one, *two)))
            elif one is not None and two is not None and one != two:
                raise UsageError(
                    f"review file and options differ in {_NAMES.get(each.name, each.name)}",
                    remedy="choose it once",
                )
            else:
                both[each.name] = one if two is None else two
        return replace(self, **both).in_order()  # type: ignore[arg-type]  # its own fields

    def in_order(self) -> Review:
        """The same, exemptions behind what else is withheld, as a review file has them."""
        withheld = sorted(self.withheld, key=lambda choice: choice.is_exempting)
        return replace(self, withheld=tuple(withheld))

    def choices(self) -> Choices:
        """The choices beyond the level; by rule where nothing was chosen."""
        return Choices(
            subject=self.subject or SubjectChoice.BY_RULE,
            accepts_compilation=bool(self.accepts_compilation),
            amount=self.amount or Amount.LINES,
            merges=bool(self.merges),
            on=self.on,
            releasable_to=self.releasable_to,
            excluded_caveats=self.excluded_caveats,
            withheld=self.withheld,
            released=self.released,
        )

    def require(self, mrn: str | None, sha256: str, place: str) -> None:
        """Refuse a cable that the review is not about.

        Raises:
            UsageError: it names another one.
        """
        for name, wanted, found in (("cable", self.cable, mrn), ("sha256", self.sha256, sha256)):
            if wanted is not None and wanted != found:
                raise UsageError(
                    f"the review is about another cable: {name} differs",
                    place=place,
                    remedy="give the cable that was reviewed, or review this one",
                )


_NAMES = {"accepts_compilation": "compilation", "merges": "merge"}


def read_one_of(text: str, choices: Iterable[Value]) -> Value:
    """The member of some choices whose name or value is a text.

    Raises:
        UsageError: none is called so.
    """
    known = {_written(choice): choice for choice in choices}
    if text in known:
        return known[text]
    raise UsageError("unknown value", remedy=f"give one of {', '.join(known)}")


def _written(choice: object) -> str:
    return choice.name if isinstance(choice, Level) else str(choice)
