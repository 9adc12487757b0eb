"""The banner against the portions, and against what else states a level."""

from __future__ import annotations

from collections.abc import Iterator

from declass.lint.model import Spot
from declass.lint.survey import Survey, phrase
from declass.marking.level import Level
from declass.marking.vocabulary import UNCLASSIFIED_CONTROLS


def below_portions(survey: Survey) -> Iterator[Spot]:
    """A classified banner is below the roll-up of the portions."""
    level = survey.banner_level
    if level is not None and level.is_classified:
        yield from _portions_above(level, survey)


def above_portions(survey: Survey) -> Iterator[Spot]:
    """Every paragraph is marked, and no portion is as high as the banner."""
    level = survey.banner_level
    if level is None or not level.is_classified or not survey.is_wholly_marked:
        return
    portions = [*survey.paragraphs, *(mark.portion for mark in survey.marks)]
    highest = max(portion.level for portion in portions)
    if highest < level:
        yield Spot(survey.top, f"the banner is {level.title}, but no portion above {highest.title}")


def unclassified_over_classified(survey: Survey) -> Iterator[Spot]:
    """An unclassified banner stands over portions that are classified."""
    level = survey.banner_level
    if level is not None and not level.is_classified:
        yield from _portions_above(Level.SBU, survey)


def sensitive_unsaid(survey: Survey) -> Iterator[Spot]:
    """A plain UNCLASSIFIED banner, without a caption, stands over portions that are SBU."""
    is_said = not UNCLASSIFIED_CONTROLS.isdisjoint(survey.head_caveats)
    if survey.banner_level is Level.U and survey.is_unclassified and not is_said:
        yield from _portions_above(Level.U, survey)


def missing(survey: Survey) -> Iterator[Spot]:
    """No banner can be read."""
    if survey.banner_level is None:
        yield Spot(survey.top, "no banner can be read: unmarked text is treated as TOP SECRET")


def misspelt(survey: Survey) -> Iterator[Spot]:
    """A letter of a banner is wrong or missing."""
    is_found = False
    for line in survey.head_lines:
        if line.banner and line.banner.is_misspelt:
            is_found = True
            yield Spot(
                line.offset, f"the banner is misspelt, and read as {line.banner.level.title}"
            )
    if not is_found and survey.has_remark("banner-misspelt"):
        yield Spot(survey.top, "the banner of a later section is misspelt")


def levels_differ(survey: Survey) -> Iterator[Spot]:
    """Banners, ZNY line and metadata head state different levels."""
    if survey.has_remark("banners-differ"):
        highest = survey.cable.classification.title
        yield Spot(
            survey.top,
            "banners, ZNY line and metadata differ in their level: the cable is treated as"
            f" {highest}",
        )


def _portions_above(level: Level, survey: Survey) -> Iterator[Spot]:
    """One finding about all portions that are marked above a level."""
    above = [mark.portion for mark in survey.marks if mark.portion.level > level]
    if not above or survey.banner_level is None:
        return
    highest = max(above, key=lambda portion: portion.level)
    others = f"; {len(above)} portions are above the banner" if len(above) > 1 else ""
    yield Spot(
        survey.top,
        f"the banner is {survey.banner_level.title}, but {phrase(highest)} is"
        f" {highest.level.title}{others}",
        highest.name,
    )
