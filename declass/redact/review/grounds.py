"""Grounds for withholding: what a cable gives, and what a reviewer may state.

Under 25 years a classified portion is withheld for the reasons of its classification. From its
automatic date on it is not, unless it is exempt from automatic declassification: then the category
of the exemption is its ground (E.O. 13526 s3.3(b), (h); 32 CFR 2001.26).

Sources: 5 U.S.C. 552(b)(1) to (9); E.O. 13526 s1.4, s3.3(b), (h), s6.2; E.O. 12958 (1995) s1.5;
32 CFR 2001.26 (25X, 50X, 75X).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from declass.cable.model import Cable
from declass.errors import UsageError
from declass.marking.level import Level
from declass.marking.vocabulary import ATOMIC
from declass.redact.release import BETWEEN_GROUNDS

if TYPE_CHECKING:
    from declass.schedule.model import Schedule

CLASSIFIED = "(b)(1)"
ATOMIC_GROUND = "(b)(3) 42 U.S.C. 2162"

_YEARS = 25  # until the automatic date, the end of the year (E.O. 13526 s3.3(a))
_LONGEST_STATUTE = 60  # characters: a ground stands on a bar of 80
# Not compiled here: most releases need none of them.
_EXEMPTION = r"\(?b\)?\s?\(?(?P<number>[1-9])\)?(?:\s?\(?(?P<letter>[a-f])\)?)?(?=\s|\Z)"
_SECTION = (
    r"(?P<section>1\.4|1\.5|6\.2)(?P<letters>(?:[\s,]{0,3}\([a-h]\)){1,8})"
    r"|3\.3\s?\((?P<list>b|h)\)\s?\((?P<category>[1-9])\)(?:\s?\((?P<item>[ab])\))?"
    r"|(?P<coded>25x[1-9](?:-hum(?:an)?)?|50x[1-9](?:-hum|-wmd)?|75x[1-9]?(?:-hum|-wmd)?)"
)
_LETTERS = {"1.4": "abcdefgh", "1.5": "abcdefg", "6.2": "abcdefg"}
_STATUTE = r"[A-Za-z0-9 .,()/&'-]{1,%d}" % _LONGEST_STATUTE


class Grounds(NamedTuple):
    """The grounds that one cable gives on one day.

    Attributes:
        classified: for its classified portions (``"(b)(1) 1.4(b),(d)"``).
        doubt: what is doubtful about it, in a sentence; "" where nothing is.
    """

    classified: str
    doubt: str = ""

    def ground(
        self,
        level: Level,
        caveats: tuple[str, ...],
        stated: Sequence[str] = (),
        *,
        has_own: bool = True,
    ) -> str:
        """The ground for withholding a portion, or a passage of one.

        Args:
            level: of the portion.
            caveats: of the portion.
            stated: what a reviewer states. It is added to the ground that the cable gives; for
                what is unclassified but controlled, of which the cable gives none, it stands alone.
            has_own: False where the portion is not withheld for its own level or caveats, so that
                what is stated, if anything, stands alone.
        """
        if ATOMIC.intersection(caveats):
            own = ATOMIC_GROUND
        elif level.is_classified:
            own = self.classified
        else:
            own, has_own = f"{level.name}, exemption to be stated", False
        grounds = dict.fromkeys([own, *stated] if has_own or not stated else stated)
        return BETWEEN_GROUNDS.join(grounds)


def grounds_of(cable: Cable, on: dt.date | None, schedule: Schedule | None = None) -> Grounds:
    """The grounds that a cable gives.

    Args:
        cable: the cable.
        on: the day of the release; None for one within 25 years.
        schedule: that of the cable with what is recorded about it; None where nothing is.

    Raises:
        UsageError: the release would be older than the cable.
    """
    by_reason = Grounds(_by_reasons(cable))
    if on is None or cable.date is None:
        return by_reason
    if on < cable.date:
        raise UsageError(
            f"a release on {on} would be older than the cable, of {cable.date}",
            remedy="give a later day with --on",
        )
    if not is_beyond_25_years(cable, on):
        return by_reason
    from declass.schedule.decide import compute_schedule

    return _beyond_25_years(by_reason, on, schedule or compute_schedule(cable))


def is_beyond_25_years(cable: Cable, on: dt.date | None) -> bool:
    """Whether the automatic date of a cable, as the order sets it, has come on a day.

    From then on its schedule decides about its grounds, and before it does not.
    """
    if on is None or cable.date is None:
        return False
    return on >= dt.date(cable.date.year + _YEARS, 12, 31)


def read_ground(text: str) -> str:
    """Read a ground that a reviewer states, in canonical form.

    ``(b)(6)``, ``b6``, ``(b)(7)(C)``; ``(b)(3)`` with the statute after it; ``(b)(1)`` with codes
    after it, or such a code alone: ``1.4(b),(d)``, ``25X6``, ``3.3(b)(1)``.

    Raises:
        UsageError: no exemption has that code.
    """
    words = " ".join(text.split())
    found = re.match(_EXEMPTION, words.lower())
    if found is None:
        return f"{CLASSIFIED} {_read_codes(words)}"
    number, letter, rest = found["number"], found["letter"] or "", words[found.end() :].strip()
    if letter and number != "7":
        raise _unknown()
    name = f"(b)({number})" + (f"({letter.upper()})" if letter else "")
    if not rest:
        return name
    if name == CLASSIFIED:
        return f"{name} {_read_codes(rest)}"
    if number == "3" and re.fullmatch(_STATUTE, rest):
        return f"{name} {rest}"
    raise _unknown()


def _by_reasons(cable: Cable) -> str:
    reasons = cable.classified_by.reasons if cable.classified_by else ()
    sections: dict[str, list[str]] = {}
    for reason in reasons:
        section, _, rest = reason.partition("(")
        sections.setdefault(section, []).append(f"({rest}")
    return " ".join([CLASSIFIED, *(f"{name}{','.join(parts)}" for name, parts in sections.items())])


def _beyond_25_years(by_reason: Grounds, on: dt.date, schedule: Schedule) -> Grounds:
    """The grounds of a cable that is older than 25 years."""
    codes = tuple(_exemptions(schedule))
    if not codes:
        if schedule.bound is None or on < schedule.bound:  # put off, or set by no order
            return by_reason
        return by_reason._replace(
            doubt=f"the automatic date {schedule.bound} has passed, and no exemption from it is "
            f"recorded: {CLASSIFIED} may not stand (E.O. 13526 s3.3(a))"
        )
    ground = f"{CLASSIFIED} {' '.join(codes)}"
    if schedule.due is None or on < schedule.due:
        return Grounds(ground)
    return Grounds(
        ground,
        f"the exemption {', '.join(codes)} ended on {schedule.due}: {CLASSIFIED} may not stand"
        " (E.O. 13526 s3.3(h))",
    )


def _exemptions(schedule: Schedule) -> Iterator[str]:
    """The codes of the exemptions in the instruction that governs, each once."""
    from declass.schedule.instruction import read_instruction
    from declass.schedule.kinds import Instruction, LongExemption, Several, SourceMarked

    def codes(instruction: Instruction) -> Iterator[str]:
        match instruction:
            case LongExemption(code=code):
                yield code
            case Several(instructions=several):
                for each in several:
                    yield from codes(each)
            case SourceMarked(instruction=of_source):
                yield from codes(of_source)
            case _:
                pass

    yield from dict.fromkeys(codes(read_instruction(schedule.raw or "").instruction))


def _read_codes(text: str) -> str:
    """Codes of the order after (b)(1), in canonical form."""
    codes: list[str] = []
    place = 0
    lowered, section = text.lower(), re.compile(_SECTION)
    while place < len(text):
        found = section.match(lowered, place)
        if found is None:
            raise _unknown()
        codes.append(_code(found))
        place = found.end()
        while text[place : place + 1] in {",", " "}:
            place += 1
    if not codes:
        raise _unknown()
    return " ".join(codes)


def _code(found: re.Match[str]) -> str:
    if coded := found["coded"]:
        return coded.upper()
    if category := found["category"]:
        item = f"({found['item'].upper()})" if found["item"] else ""
        return f"3.3({found['list']})({category}){item}"
    section = found["section"]
    letters = re.findall("[a-h]", found["letters"])
    if not set(letters) <= set(_LETTERS[section]):
        raise _unknown()
    return section + ",".join([f"({letter})" for letter in dict.fromkeys(letters)])


def _unknown() -> UsageError:
    return UsageError(
        "no exemption has that code",
        remedy="give one such as (b)(6), (b)(7)(C), (b)(3) and its statute, 1.4(b), 25X6, "
        "3.3(b)(1)",
    )
