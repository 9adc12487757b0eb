"""How much is read: caps, each with its reason."""

from __future__ import annotations

# The longest telegrams, of dozens of sections, have a few hundred kilobytes. What is larger is a
# collection, a book or an accident, and would cost memory and time for nothing.
MAX_BYTES = 8 * 1024 * 1024
