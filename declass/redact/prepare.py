"""Cable -> a drawn release with all that is needed to verify it, short of publishing it.

This is the only module that sees both sides of the wall: what may be shown, and, for the search
after leaks, what may not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from declass.cable.model import Cable
from declass.marking.level import Level
from declass.redact import cover, pdf
from declass.redact.choices import Choices
from declass.redact.layout import lay_out
from declass.redact.policy import rule
from declass.redact.release import Release
from declass.redact.stamp import UNSTAMPED, Stamp
from declass.redact.verdict import Verdict
from declass.schedule.model import Schedule
from declass.templating import load_wording


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that is drawn and not yet published.

    Attributes:
        release: what may be seen.
        pdf: the file.
        withheld: the withheld lines of the source. They go to the verification and nowhere else.
        released: all text that may appear in the file, and must.
        verdicts: what became of each element of the cable, for the cross-check and nothing else.
        warnings: what a reviewer should look at; they quote no withheld text.
    """

    release: Release
    pdf: bytes = field(repr=False)
    withheld: tuple[str, ...] = field(repr=False)
    released: tuple[str, ...] = field(repr=False)
    verdicts: tuple[Verdict, ...] = field(repr=False)
    warnings: tuple[str, ...]


def prepare(
    cable: Cable,
    ceiling: Level,
    choices: Choices | None = None,
    *,
    site: Path | None = None,
    stamp: Stamp = UNSTAMPED,
    schedule: Schedule | None = None,
) -> Prepared:
    """Decide what may be seen of a cable, and draw it.

    Args:
        cable: the cable.
        ceiling: the highest level that may be shown.
        choices: what a reviewer decides beyond the ceiling; by rule where None.
        site: a directory of templates that go before those shipped, or None.
        stamp: what a reviewer states about the release, and whether it has a cover.
        schedule: that of the cable with what is recorded about it; None where nothing is.

    Returns:
        What `publish.publish` is to verify and put in its place.

    Raises:
        RefusedReleaseError: the cable may not be released without a reviewer's word.
        UsageError: the choices name what the cable does not have, or contradict each other.
        DeclassError: a template cannot be used, or the markings leave too little room on a page.
    """
    release, withheld, released, verdicts = rule(cable, ceiling, choices, schedule)
    release = replace(release, stamp=stamp)
    wording = load_wording(site)
    texts = cover.write(release, wording, site)
    pages = lay_out(release, wording, texts)
    return Prepared(
        release=release,
        pdf=pdf.draw(pages),
        withheld=withheld,
        released=(*released, *pages.own_words()),
        verdicts=verdicts,
        warnings=(*release.warnings, *pages.warnings),
    )
