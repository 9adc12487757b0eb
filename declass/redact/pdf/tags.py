"""The elements of pages -> the tree of tags that a reader who hears the file goes along.

Elements stand below the document in the order of the pages and of their numbers there, but for the
head of a telegram, whose lines are a division of their own on each page that has some.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from declass.redact.paper.alternate import alternate, literal
from declass.redact.pdf.page import Drawn


def tree(pages: Sequence[Drawn], first_page: int, root: int) -> list[str]:
    """The objects of the tree: its root, the document, and all elements.

    Args:
        pages: each page.
        first_page: the number of the object of the first page.
        root: the number of the first object of the tree, which is its root.
    """
    document = root + 1
    speak = cache(_alternate)  # many boxes say the same
    bodies: list[str] = []
    below: list[str] = []
    parents: list[str] = []
    for place, page in enumerate(pages):
        numbers = _numbers(page, root + 2 + len(bodies))
        elements = [f"{number} 0 R" for number in numbers.elements]
        parents.append(f"{place}[{' '.join(elements)}]")
        made = _bodies(page, first_page + place, (document, numbers.division), speak)
        start, end = page.head
        if start < end:
            inside = " ".join(elements[start:end])
            made.insert(start, f"<</S/Div/P {document} 0 R/K[{inside}]>>")
            elements[start:end] = [f"{numbers.division} 0 R"]
        bodies += made
        below += elements
    return [
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree<</Nums[{''.join(parents)}]>>>>",
        f"<</S/Document/P {root} 0 R/K[{' '.join(below)}]>>",
        *bodies,
    ]


class _Numbers(NamedTuple):
    """Of the objects of a page's elements, and of the division that stands among them, or 0."""

    elements: Sequence[int]
    division: int


def _numbers(page: Drawn, first: int) -> _Numbers:
    start, end = page.head
    count = len(page.elements)
    if start == end:
        return _Numbers(range(first, first + count), 0)
    numbers = [*range(first, first + count + 1)]
    return _Numbers(numbers, numbers.pop(start))


def _bodies(
    page: Drawn, number: int, above: tuple[int, int], speak: Callable[[str], str]
) -> list[str]:
    """The objects of a page's elements.

    Args:
        page: the page.
        number: of its object.
        above: the numbers of the document and of the division.
        speak: what is said of a box.
    """
    document, division = above
    start, end = page.head
    parents = [document] * len(page.elements)
    parents[start:end] = [division] * (end - start)
    on = f"0 R/Pg {number} 0 R/K"
    return [
        f"<</S/{tag}/P {parent} {on} {place}{words and speak(words)}>>"
        for place, ((tag, words), parent) in enumerate(zip(page.elements, parents, strict=True))
    ]


def _alternate(words: str) -> str:
    """What is said of a box with these words on it."""
    return f"/Alt{literal(alternate(words)).decode()}"
