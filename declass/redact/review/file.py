"""The review file: choices about a release in TOML or JSON, to be kept, repeated and compared.

It may quote the cable: a passage is named by its words. So it is as secret as the cable itself, and
messages about it name keys and never values.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from declass.errors import DeclassError, UnreadableError, UsageError
from declass.marking.level import Level
from declass.redact.release import Amount
from declass.redact.review.choices import (
    Lines,
    Releasing,
    SubjectChoice,
    Withholding,
    Words,
    portions_text,
    read_lines,
    read_portions,
    read_words,
)
from declass.redact.review.dissemination import read_caveat, read_country
from declass.redact.review.grounds import read_ground
from declass.redact.review.review import Review, read_one_of

LARGEST = 1_000_000  # bytes
COMPILATION = ("refuse", "release")

SINGLE = (
    "cable", "sha256", "level", "on", "subject", "compilation", "amount", "merge", "releasable_to",
    "exclude_caveat",
)  # fmt: skip
TABLES = {
    "withhold": ("portions", "text", "lines", "grounds", "reason"),
    "exempt": ("portions", "grounds", "reason"),
    "release": ("portions", "authority", "reason"),
}
_HEAD = """\
# What a reviewer chose: declass redact CABLE --review FILE. It may quote the cable, and is as
# secret as the cable is.
"""
_LINE = re.compile(r"\(at line ([0-9]{1,9}), column")

Value = TypeVar("Value")


def parse_review(content: bytes, name: str) -> Review:
    """Read a review file.

    Args:
        content: the bytes of the file.
        name: its path; JSON where it ends in ``.json``, else TOML.

    Raises:
        UnreadableError: it is no text, or too large.
        UsageError: it is not well-formed, or has a key or a value that no review has. The place is
            the file, with the line where the text itself is broken.
    """
    if len(content) > LARGEST:
        raise UnreadableError("is too large for a review", place=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise UnreadableError("is not UTF-8", place=name) from trouble
    tree = _load(text, name)
    try:
        return _read(_Table(tree, "", (*SINGLE, *TABLES)))
    except DeclassError as trouble:
        trouble.place = name
        raise


def write_review(review: Review) -> str:
    """A review as TOML: one order of keys, so that two files can be compared line by line."""
    lines = [_HEAD.rstrip()]
    lines += [_entry(name, value) for name, value in _singles(review) if value not in (None, [])]
    for choice in review.in_order().withheld:
        lines += ["", f"[[{'exempt' if choice.is_exempting else 'withhold'}]]"]
        lines += [_entry(name, value) for name, value in _withholding(choice) if value]
    for releasing in review.released:
        lines += ["", "[[release]]", _entry("portions", portions_text(releasing.portions))]
        lines += [_entry("authority", releasing.authority), _entry("reason", releasing.reason)]
    return "\n".join(lines) + "\n"


def _load(text: str, name: str) -> object:
    try:
        if name.lower().endswith(".json"):
            return json.loads(text, object_pairs_hook=_without_doubles)
        return tomllib.loads(text.replace("\r\n", "\n"))
    except json.JSONDecodeError as trouble:
        raise _broken("JSON", name, str(trouble.lineno)) from trouble
    except tomllib.TOMLDecodeError as trouble:
        line = _LINE.search(str(trouble))
        raise _broken("TOML", name, line[1] if line else "") from trouble
    except (RecursionError, ValueError) as trouble:
        raise _broken("text of a review", name, "") from trouble


def _broken(form: str, name: str, line: str) -> UsageError:
    place = f"{name}:{line}" if line else name
    return UsageError(f"is no {form}", place=place, remedy="see docs/review-file.md")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    tree = dict(pairs)
    if len(tree) < len(pairs):
        raise ValueError
    return tree


class _Table:
    """A table of the file: its values by key, each checked when it is read.

    Args:
        values: what stands there.
        place: what to call it: "" for the file itself, else ``[[withhold]] 2``.
        known: the keys that it may have.
    """

    def __init__(self, values: object, place: str, known: Iterable[str]) -> None:
        if not isinstance(values, Mapping):
            raise UsageError(f"{place or 'the whole'} is no table", remedy=_SEE)
        self._values: Mapping[str, object] = values
        self._place = place
        unknown = [key for key in values if key not in known]
        if unknown:
            raise UsageError(
                f"{self.place_of(ascii(unknown[0])[1:-1])}: unknown key",
                remedy=f"known are {', '.join(known)}",
            )

    def place_of(self, key: str) -> str:
        return f"{self._place}: {key}" if self._place else key

    def one(self, key: str, read: Callable[[str], Value]) -> Value | None:
        """What a text is read as, None where there is none."""
        value = self._values.get(key)
        if value is None:
            return None
        with self._named(key):
            return read(_text(value))

    def words(self, key: str) -> str:
        """A text on one line; "" where there is none."""
        return self.one(key, lambda text: " ".join(text.split())) or ""

    def needed(self, key: str, read: Callable[[str], Value]) -> Value:
        """What a text is read as that must be there."""
        value = self.one(key, read)
        if not value:
            raise UsageError(f"{self.place_of(key)}: is missing", remedy="it must be given")
        return value

    def each(self, key: str, read: Callable[[str], Value]) -> tuple[Value, ...]:
        """What the texts of a list are read as."""
        values = self._values.get(key, [])
        with self._named(key):
            if not isinstance(values, list):
                raise UsageError("is no list of texts")
            return tuple(dict.fromkeys([read(_text(value)) for value in values]))

    def flag(self, key: str) -> bool | None:
        value = self._values.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise UsageError(f"{self.place_of(key)}: is neither true nor false")

    def day(self, key: str) -> dt.date | None:
        value = self._values.get(key)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        return self.one(key, _read_day)

    def tables(self, key: str) -> Iterator[_Table]:
        """The tables of an array of tables."""
        values = self._values.get(key, [])
        if not isinstance(values, list):
            raise UsageError(f"{key}: is no array of tables", remedy=f"write [[{key}]]")
        for number, each in enumerate(values, start=1):
            yield _Table(each, f"[[{key}]] {number}", TABLES[key])

    def has(self, key: str) -> bool:
        return key in self._values

    @contextmanager
    def _named(self, key: str) -> Iterator[None]:
        try:
            yield
        except UsageError as trouble:
            trouble.problem = f"{self.place_of(key)}: {trouble.problem}"
            raise


_SEE = "see docs/review-file.md"


def _read(table: _Table) -> Review:
    compilation = table.one("compilation", lambda text: read_one_of(text, COMPILATION))
    withheld = [_read_withholding(each) for each in table.tables("withhold")]
    withheld += [_read_withholding(each, is_exempting=True) for each in table.tables("exempt")]
    return Review(
        cable=table.words("cable").upper() or None,
        sha256=table.words("sha256").lower() or None,
        level=table.one("level", lambda text: read_one_of(text.upper(), Level)),
        on=table.day("on"),
        subject=table.one("subject", lambda text: read_one_of(text, SubjectChoice)),
        accepts_compilation=None if compilation is None else compilation == "release",
        amount=table.one("amount", lambda text: read_one_of(text, Amount)),
        merges=table.flag("merge"),
        releasable_to=table.each("releasable_to", read_country),
        excluded_caveats=table.each("exclude_caveat", read_caveat),
        withheld=tuple(dict.fromkeys(withheld)),
        released=tuple(dict.fromkeys(map(_read_releasing, table.tables("release")))),
    ).in_order()


def _read_withholding(table: _Table, *, is_exempting: bool = False) -> Withholding:
    if table.has("text") and table.has("lines"):
        raise UsageError(
            f"{table.place_of('text')}: a passage is given by its words or by its lines",
            remedy="leave out text or lines",
        )
    words: Words | None = table.one("text", read_words)
    lines: Lines | None = table.one("lines", read_lines)
    grounds = table.each("grounds", read_ground)
    if is_exempting and not grounds:
        raise UsageError(f"{table.place_of('grounds')}: is missing", remedy="it must be given")
    return Withholding(
        table.needed("portions", read_portions), words or lines, grounds, table.words("reason")
    )


def _read_releasing(table: _Table) -> Releasing:
    portions = table.needed("portions", read_portions)
    return Releasing(portions, table.needed("authority", _folded), table.needed("reason", _folded))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise UsageError("is no text", remedy='write it in quotes, as "3,5-7"')


def _read_day(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError as trouble:
        raise UsageError("is no day", remedy="give it as 2017-03-24") from trouble


class _Written(NamedTuple):
    """An entry of the file."""

    name: str
    value: object


def _singles(review: Review) -> Iterator[_Written]:
    compilation = review.accepts_compilation
    yield _Written("cable", review.cable)
    yield _Written("sha256", review.sha256)
    yield _Written("level", review.level.name if review.level is not None else None)
    yield _Written("on", review.on)
    yield _Written("subject", review.subject)
    yield _Written("compilation", None if compilation is None else COMPILATION[compilation])
    yield _Written("amount", review.amount)
    yield _Written("merge", review.merges)
    yield _Written("releasable_to", [*review.releasable_to])
    yield _Written("exclude_caveat", [*review.excluded_caveats])


def _withholding(choice: Withholding) -> Iterator[_Written]:
    yield _Written("portions", portions_text(choice.portions))
    if isinstance(choice.passage, Words):
        yield _Written("text", str(choice.passage))
    elif choice.passage is not None:
        yield _Written("lines", str(choice.passage))
    yield _Written("grounds", [*choice.grounds])
    yield _Written("reason", choice.reason)


def _entry(name: str, value: object) -> str:
    return f"{name} = {_value(value)}"


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    """A basic string of TOML, on one line."""
    return f'"{"".join([_ESCAPES.get(sign) or _escaped(sign) for sign in text])}"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escaped(sign: str) -> str:
    if sign.isprintable():
        return sign
    is_half = "\ud800" <= sign <= "\udfff"  # of a pair, which no file can hold
    return f"\\U{0xFFFD if is_half else ord(sign):08X}"
