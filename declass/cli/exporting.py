"""What `declass export` does with its cables: find each, then write the markings of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from declass.cli.inputs import STANDARD_STREAM, Input
from declass.cli.output import Screen
from declass.cli.showing import Found, Sight, find
from declass.errors import UsageError
from declass.export.declassification import Words
from declass.export.ism import marked_cable, require_valid, together, write
from declass.export.names import own
from declass.marking.level import Level
from declass.whole_file import put_in_place


@dataclass(frozen=True, slots=True)
class Exporter:
    """Collects cables, and writes their markings.

    Attributes:
        ceiling: the highest level of free text that may be shown.
        db: the register, as named by the user, or None.
        target: the file to write, None for standard output.
        screen: where to say what the markings could not.
        taken: the elements of the cables so far, each with what to call its cable.
    """

    ceiling: Level
    db: str | None
    target: Path | None
    screen: Screen
    taken: list[tuple[str, Element]] = field(default_factory=list)

    def take(self, given: Input) -> None:
        """Find a cable in a file, on standard input or in the register, and mark it.

        Raises:
            UnreadableError, NotACableError: it is no text of a cable, and nothing in the register.
            OutputError: its markings are not valid, which is a defect of declass.
            StoreError: the register cannot be read.
            UsageError: it is the file that is to be written.
        """
        if given.trouble is not None:
            raise given.trouble
        self._require_other(given.path)
        found = find(STANDARD_STREAM if given.path is None else given.name, self.db)
        element = marked_cable(found.cable, found.schedule, self._words(found))
        require_valid(element)
        self.taken.append((given.name, element))

    def write(self, *, overwrite: bool) -> None:
        """Write the markings of all cables that were found; nothing where there is none.

        Raises:
            OutputError: the file exists or cannot be written; nothing of it is left behind.
        """
        if not self.taken:
            return
        data = write(together([element for _, element in self.taken]))
        if self.target is None:
            print(data.decode("ascii"), end="")
        else:
            put_in_place(data, self.target, overwrite=overwrite)
        for line in self._remarks():
            self.screen.line(f"note: {line}")
        if self.target is not None:
            self.screen.line(f"{len(self.taken)} exported: {self.target}")

    def _words(self, found: Found) -> Words:
        """The free text that a release at the ceiling would show."""
        sight, block = Sight(found.cable, self.ceiling), found.cable.classified_by
        return Words(
            level=self.ceiling.name,
            instruction=_seen(found.schedule.raw, sight.instruction(found.schedule)),
            classifier=_seen(block.classifier if block else None, sight.classifier()),
            derived_from=_seen(block.derived_from if block else None, sight.derived_from()),
        )

    def _require_other(self, path: Path | None) -> None:
        """Refuse to write over a cable that is exported."""
        target = self.target
        if target and path and target.exists() and path.exists() and target.samefile(path):
            raise UsageError(
                "the output is one of the inputs", place=str(path), remedy="give another name"
            )

    def _remarks(self) -> Iterator[str]:
        """The remarks of the export, each with the cable and the portion that it is about."""
        for name, cable in self.taken:
            for element in (cable, *cable.findall(own("portion"))):
                portion = element.get("number") or element.get("kind")
                for each in element.findall(own("remark")):
                    line = f"line {each.get('line')}" if each.get("line") else None
                    place = [part for part in (name, portion, line) if part]
                    yield ": ".join([*place, each.text or ""])


def _seen(text: str | None, shown: str) -> str | None:
    """A text where it is what is shown of it, None where something else stands in its place."""
    return text if text == shown else None
