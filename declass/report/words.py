"""Words that reports have in common."""

from __future__ import annotations


def cables(count: int) -> str:
    """A number of cables: ``1 cable``, ``1,206 cables``."""
    return f"{count:,} {'cable' if count == 1 else 'cables'}"
