"""What can be found in a PDF that its pages do not show: the kinds, as data, and the findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The codes of the kinds. A code keeps its meaning for ever."""

    UNDER_SHAPE = "LK01"
    UNDER_IMAGE = "LK02"
    UNDER_ANNOTATION = "LK03"
    SAME_COLOUR = "LK04"
    INVISIBLE = "LK05"
    HIDDEN_LAYER = "LK06"
    OUTSIDE = "LK07"
    CLIPPED = "LK08"
    HATCHED = "LK09"
    REDACTION_PENDING = "LK10"
    REVISION = "LK11"
    INFORMATION = "LK12"
    XMP = "LK13"
    ATTACHMENT = "LK14"
    ACTION = "LK15"
    FORM_VALUE = "LK16"
    ANNOTATION = "LK17"
    THUMBNAIL = "LK18"
    PRIVATE_DATA = "LK19"
    LAYER = "LK20"
    ORPHAN = "LK21"
    BOOKMARK = "LK22"
    AFTER_END = "LK23"
    WITHHELD_WORDS = "LK24"
    UNREAD_STREAM = "LK25"
    PICTURE_UNDER_BOX = "LK26"


class Meaning(NamedTuple):
    """What a kind is about.

    Attributes:
        title: what is found.
        why: what it means to whoever gives the file away.
        fix: how to mend it.
    """

    title: str
    why: str
    fix: str


_DRAW_ANEW = (
    "Take the words out of the source and make the PDF anew; covering them takes nothing out."
)
_SAVE_ANEW = "Print what may be seen to a new file, or save with an option that cleans up."

KINDS: dict[Kind, Meaning] = {
    Kind.UNDER_SHAPE: Meaning(
        "Text under a filled shape",
        "A box was drawn over the words. Whoever marks and copies the box has them.",
        _DRAW_ANEW,
    ),
    Kind.UNDER_IMAGE: Meaning(
        "Text under an image",
        "A picture lies on the words. They can be copied, and stay when it is removed.",
        _DRAW_ANEW,
    ),
    Kind.UNDER_ANNOTATION: Meaning(
        "Text under an annotation",
        "A dark highlight, a square or a stamp lies on the words. Any viewer can remove it.",
        _DRAW_ANEW,
    ),
    Kind.SAME_COLOUR: Meaning(
        "Text in the colour of what is under it",
        "White on white or black on black is seen by whoever copies the page.",
        _DRAW_ANEW,
    ),
    Kind.INVISIBLE: Meaning(
        "Invisible text",
        "The text is drawn without ink, as text recognition lays it over a scan. A box in the scan "
        "does not reach it.",
        "Recognise the text again after the redaction, or leave the text layer out.",
    ),
    Kind.HIDDEN_LAYER: Meaning(
        "Text on a hidden layer",
        "The layer is off, and a click turns it on.",
        "Remove the layer with what is on it.",
    ),
    Kind.OUTSIDE: Meaning(
        "Text outside of the visible page",
        "The page was cropped, or the words moved off it. They are still in the file.",
        _DRAW_ANEW,
    ),
    Kind.CLIPPED: Meaning(
        "Text that is not seen",
        "The words are clipped away or fully transparent, and still in the file.",
        _DRAW_ANEW,
    ),
    Kind.HATCHED: Meaning(
        "Text that is only crossed out",
        "Lines over the words hide half of their ink and none of the text.",
        _DRAW_ANEW,
    ),
    Kind.REDACTION_PENDING: Meaning(
        "A redaction that is marked and not applied",
        "The box is a plan. What is under it has not been removed.",
        "Apply the redactions, save anew, and verify again.",
    ),
    Kind.REVISION: Meaning(
        "An earlier revision of the file",
        "Changes were saved behind the old file, which is still whole before them.",
        _SAVE_ANEW,
    ),
    Kind.INFORMATION: Meaning(
        "Document information with words that no page shows",
        "Title, author, subject, keywords or other properties tell more than the pages.",
        "Empty the document properties.",
    ),
    Kind.XMP: Meaning(
        "XMP metadata with words that no page shows",
        "The second copy of the properties is often forgotten when the first is emptied.",
        "Remove the metadata, or write it from what may be seen.",
    ),
    Kind.ATTACHMENT: Meaning(
        "An attached or embedded file",
        "It travels with the pages, and nobody sees it on them.",
        "Remove the attachments.",
    ),
    Kind.ACTION: Meaning(
        "A script, or an action that reaches out of the file",
        "A script can hold, show and send anything.",
        "Remove scripts and actions.",
    ),
    Kind.FORM_VALUE: Meaning(
        "The value of a form field",
        "It is kept beside the page, also where the page no longer shows it.",
        "Flatten the form, then redact.",
    ),
    Kind.ANNOTATION: Meaning(
        "An annotation with words",
        "Comments and replies hold words, names and times of reviewers.",
        "Remove the comments.",
    ),
    Kind.THUMBNAIL: Meaning(
        "A thumbnail of a page",
        "A small picture of the page as it was when somebody made it.",
        "Remove the thumbnails.",
    ),
    Kind.PRIVATE_DATA: Meaning(
        "Private data of a program",
        "Drawing programs keep a whole second copy of the page in it, as it was before.",
        _SAVE_ANEW,
    ),
    Kind.LAYER: Meaning(
        "A layer that is off",
        "What is on it is not seen and not removed.",
        "Remove the layer with what is on it.",
    ),
    Kind.ORPHAN: Meaning(
        "An object that nothing refers to",
        "It was taken off the page and left in the file.",
        _SAVE_ANEW,
    ),
    Kind.BOOKMARK: Meaning(
        "A bookmark with words that no page shows",
        "The outline keeps the headings as they were.",
        "Write the outline anew, or leave it out.",
    ),
    Kind.AFTER_END: Meaning(
        "Bytes behind the end of the file",
        "No viewer shows them, and any editor does.",
        "Cut the file off behind its last %%EOF.",
    ),
    Kind.WITHHELD_WORDS: Meaning(
        "Withheld words",
        "The file holds words that only withheld portions of the cable have.",
        _DRAW_ANEW,
    ),
    Kind.UNREAD_STREAM: Meaning(
        "A stream that cannot be read",
        "It was not looked into, and nothing is said about what it holds.",
        _SAVE_ANEW,
    ),
    Kind.PICTURE_UNDER_BOX: Meaning(
        "A picture under a box",
        "A box was drawn over a part of a scan. The picture holds that part as it was.",
        "Paint the box into the picture itself, and make the PDF anew with that.",
    ),
}


class Box(NamedTuple):
    """A rectangle on a page, in points from its lower left corner (PDF user space)."""

    left: float
    bottom: float
    right: float
    top: float

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def common(self, other: Box) -> Box:
        """What both have in common; its sides are the wrong way round where that is nothing."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def joined(self, other: Box) -> Box:
        """The smallest that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a file holds and its pages do not show.

    Attributes:
        kind: what it is.
        page: from 1; None where it belongs to the file.
        box: where on the page, if it has a place.
        count: characters of the hidden text, or bytes of what is no text.
        where: the part of the file, in a few words that quote nothing.
        text: the hidden text. It is for cleared eyes.
    """

    kind: Kind
    page: int | None = None
    box: Box | None = None
    count: int = 0
    where: str = ""
    text: str = field(default="", repr=False)
