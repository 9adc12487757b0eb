"""``python -m declass`` is the command ``declass``."""

from __future__ import annotations

from declass.cli.app import main

if __name__ == "__main__":
    main()
