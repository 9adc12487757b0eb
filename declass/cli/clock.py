"""The clock of the machine, for commands that ask what day it is."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The day, where the user is."""
    return dt.datetime.now(dt.UTC).astimezone().date()
