"""Every error that declass raises on purpose, with its exit code.

    DeclassError            1  some input failed
    ├── UsageError          2  the request itself makes no sense
    ├── UnreadableError     1  an input cannot be read at all (absent, binary, a PDF, too large)
    ├── NotACableError      1  it can be read, and it is no cable
    ├── StoreError          1  the register cannot be opened, read or written
    ├── OutputError         1  a result cannot be written (exists, no directory, disk full)
    └── RefusedReleaseError 1  a release was made and failed verification: nothing was published

A message says what is wrong, where, and what to do. It never quotes the text of a cable: messages
reach logs and screens that are not cleared for it.
"""

from __future__ import annotations


class DeclassError(Exception):
    """Base of the tree: a trouble that a person can act on.

    Args:
        problem: what is wrong, in one clause, without a full stop.
        place: the file, or ``file:line``, that it concerns.
        remedy: what to do about it, in one clause.
    """

    exit_code = 1

    def __init__(
        self, problem: str, *, place: str | None = None, remedy: str | None = None
    ) -> None:
        self.problem = problem
        self.place = place
        self.remedy = remedy
        super().__init__(problem)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        what_to_do = f"; {self.remedy}" if self.remedy else ""
        return f"{where}{self.problem}{what_to_do}"


class UsageError(DeclassError):
    """The request itself makes no sense: an unknown level, an impossible date."""

    exit_code = 2


class UnreadableError(DeclassError):
    """An input cannot be read: absent, forbidden, empty, binary, a PDF, too large."""


class NotACableError(DeclassError):
    """An input is text, but carries too few organs of a cable to be taken for one."""


class StoreError(DeclassError):
    """The register cannot be opened, read or written."""


class OutputError(DeclassError):
    """A result cannot be written: it exists, its directory does not, the disk is full."""


class RefusedReleaseError(DeclassError):
    """A finished release failed verification, so it was not published."""
