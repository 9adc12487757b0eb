"""The texts of a release that come from templates: the block on its first page, and its cover."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from declass.redact.paper.facts import facts
from declass.redact.release import Release
from declass.templating import Wording, load_justifications

BLOCK = "release/block.txt.j2"
COVER = "release/cover.txt.j2"


@dataclass(frozen=True, slots=True)
class Texts:
    """What `markup` makes rows of.

    Attributes:
        block: stands on the first page of the cable; "" for none.
        cover: stands on pages of its own before it, where there is to be one.
    """

    block: str = ""
    cover: str = ""


NO_TEXTS = Texts()


def write(release: Release, wording: Wording, site: Path | None = None) -> Texts:
    """Fill in the templates that a release asks for.

    Args:
        release: what may be seen; its stamp says whether there are any.
        wording: the words of the release itself.
        site: a directory of templates that go before those shipped, or None.

    Raises:
        DeclassError: a template cannot be used.
    """
    if not release.stamp:
        return NO_TEXTS
    from declass.templating.text import fill_in

    values = facts(release, wording, load_justifications(site))
    return Texts(
        block=fill_in(BLOCK, values, site).strip(),
        cover=fill_in(COVER, values, site) if release.stamp.has_cover else "",
    )
