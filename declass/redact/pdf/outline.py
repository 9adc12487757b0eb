"""The marks of pages -> the outline: one flat list, for a reader who looks for a portion."""

from __future__ import annotations

from collections.abc import Sequence

from declass.redact.paper.alternate import literal
from declass.redact.pdf.page import Mark


def outline(marks: Sequence[tuple[int, Mark]], root: int) -> list[str]:
    """The objects of an outline; none where nothing is marked.

    Args:
        marks: the number of the page of each, and the mark.
        root: the number of the first object of the outline, which is its root.
    """
    if not marks:
        return []
    last = root + len(marks)
    items = [f"<</Type/Outlines/First {root + 1} 0 R/Last {last} 0 R/Count {len(marks)}>>"]
    for number, (page, (top, title)) in enumerate(marks, start=root + 1):
        words = literal(title).decode()
        before = f"/Prev {number - 1} 0 R" if number > root + 1 else ""
        after = f"/Next {number + 1} 0 R" if number < last else ""
        place = f"/Dest[{page} 0 R/XYZ null {top} null]"
        items.append(f"<</Title{words}/Parent {root} 0 R{before}{after}{place}>>")
    return items
