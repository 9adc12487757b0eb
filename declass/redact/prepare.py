"""Cable -> a drawn release with all that is needed to verify it, short of publishing it.

This is the only module that sees both sides of the wall: what may be shown, and, for the search
after leaks, what may not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from declass.cable.model import Cable
from declass.marking.level import Level
from declass.redact.formats import Presentation
from declass.redact.paper import cover
from declass.redact.release import Release
from declass.redact.review.choices import Choices
from declass.redact.review.policy import rule
from declass.redact.review.verdict import Verdict
from declass.redact.verify import Leak, refuse
from declass.templating import load_wording

if TYPE_CHECKING:
    from declass.schedule.model import Schedule


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that is drawn and not yet published.

    Attributes:
        release: what may be seen.
        content: the file.
        withheld: the withheld lines of the source. They go to the verification and nowhere else.
        released: all text that may appear in the file, and must.
        check: gets the bytes of the finished file and its name, and raises RefusedReleaseError
            unless it is a release in its format in which no leak is found.
        verdicts: what became of each element of the cable, for the cross-check and nothing else.
        warnings: what a reviewer should look at; they quote no withheld text.
    """

    release: Release
    content: bytes = field(repr=False)
    withheld: tuple[str, ...] = field(repr=False)
    released: tuple[str, ...] = field(repr=False)
    check: Callable[[bytes, str], None] = field(repr=False, compare=False)
    verdicts: tuple[Verdict, ...] = field(repr=False)
    warnings: tuple[str, ...]


def prepare(
    cable: Cable,
    ceiling: Level,
    choices: Choices | None = None,
    *,
    presentation: Presentation | None = None,
    schedule: Schedule | None = None,
) -> Prepared:
    """Decide what may be seen of a cable, and draw it.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling; by rule where None.
        presentation: how the release is to look; a PDF without a stamp where None.
        schedule: that of the cable with what is recorded about it; None where nothing is.

    Returns:
        What `publish.publish` is to verify and put in its place.

    Raises:
        RefusedReleaseError: the cable may not be released without a reviewer's word.
        UsageError: the choices name what the cable does not have, or contradict each other.
        DeclassError: a template cannot be used, or the markings leave too little room on a page.
    """
    release, withheld, released, verdicts = rule(cable, ceiling, choices, schedule)
    presentation = presentation or Presentation()
    form, stamp, site = presentation.form, presentation.stamp, presentation.site
    release = replace(release, stamp=stamp)
    wording = load_wording(site)
    drawn = form.draw(release, wording, cover.write(release, wording, site))

    def find_leaks(content: bytes) -> tuple[Leak, ...]:
        return form.find_leaks(content, withheld, released, drawn.own_words)

    return Prepared(
        release=release,
        content=drawn.content,
        withheld=withheld,
        released=(*released, *drawn.own_words),
        check=partial(refuse, find_leaks),
        verdicts=verdicts,
        warnings=(*release.warnings, *drawn.warnings),
    )
