"""Release -> pages: which line of print stands on which row of which page.

A page is a sheet of US Letter with 66 rows of 80 columns, like the sheet in a teleprinter; there is
nothing finer than a row and a column, so that no width tells anything. A withheld run is drawn as

    3. (S/NF)                                   its label, readable before the box
    ███ (b)(1) 1.4(b),(d)  3 lines ████████     one bar a source line, each of full width,
    ███████████████████████████████████████     with the ground and the count in white
    ███████████████████████████████████████     on the first bar of every page

or as one bar, where its lines are not told. Where pages break depends on the released lines, the
labels, the grounds and the counts alone. What a `Release` does not hold cannot come out of here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from declass.errors import DeclassError
from declass.redact.metadata import NUMBERED, UNNUMBERED
from declass.redact.release import Amount, Disposition, Part, Release, ReleasedLine, WithheldRun
from declass.templating import Wording

COLUMNS = 80
ROWS = 66  # of a sheet: 11 inches at 6 rows to the inch
MARGIN_ROWS = 3  # kept free at the head and at the foot of a sheet
MIN_BODY_ROWS = 20  # what head and foot must leave; a banner that takes more is none
TAB = 8

REPLACEMENT = "¤"  # stands for a character that cannot be printed


class Kind(Enum):
    """What stands on a row."""

    TEXT = "a line of the source"
    STRUCK = "an old marking, with a line through it"
    LABEL = "number and mark of a withheld run"
    NOTE = "words of the release itself"
    BAR = "a black bar over all columns, its text in white"
    RULE = "a thin line over all columns"


class Row(NamedTuple):
    """One row of a page.

    Attributes:
        kind: what stands on it.
        text: at most `COLUMNS` characters, all of Windows Latin-1.
        part: what it is part of, for readers who hear the page.
        begins: whether it begins a paragraph, although no blank row stands before it.
        bookmark: what the portion that begins on it is found by, or "".
    """

    kind: Kind
    text: str = ""
    part: Part = Part.TEXT
    begins: bool = False
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page from top to bottom; the body may be shorter than the room for it."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    foot: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A release, laid out.

    Attributes:
        pages: at least one.
        title: of the file.
        warnings: what was lost in print, for the reviewer.
    """

    pages: tuple[Page, ...]
    title: str
    warnings: tuple[str, ...]

    def own_words(self) -> tuple[str, ...]:
        """The texts on the pages that are not lines of the source, without doubles.

        Labels, boxes, head, foot and summary: what a check for leaks must allow beside the
        released lines, which it takes from elsewhere than from these pages.
        """
        rows = [row for page in self.pages for row in (*page.head, *page.foot)]
        source = (Kind.TEXT, Kind.STRUCK)
        rows += [row for page in self.pages for row in page.body if row.kind not in source]
        return tuple(dict.fromkeys(row.text for row in rows if row.text))


def lay_out(release: Release, wording: Wording) -> Pages:
    """Lay out a release.

    Args:
        release: what may be seen.
        wording: the words of the release itself.

    Raises:
        DeclassError: the markings leave too little room on a page.
    """
    head = _head(release, wording)
    tallest_foot = _foot(release, wording, _LAST_PAGE, _LAST_PAGE)
    room = ROWS - 2 * MARGIN_ROWS - len(head) - len(tallest_foot)
    if room < MIN_BODY_ROWS:
        raise DeclassError("banner is too long for the head of a page", place=release.mrn)

    lines, replaced = _fit_lines(release.lines)
    stack = _Stack(room)
    for row in _summary(release, wording, replaced):
        stack.add(row)
    for index, line in enumerate(lines):
        if isinstance(line, WithheldRun):
            _add_box(stack, line, wording)
        else:
            stack.keep(_rows_together(lines, index))
            stack.add(line)

    bodies = stack.bodies()
    pages = str(len(bodies))
    return Pages(
        pages=tuple(
            Page(head, tuple(body), _foot(release, wording, str(number), pages))
            for number, body in enumerate(bodies, start=1)
        ),
        title=_title(release),
        warnings=_warnings(replaced),
    )


def printed(text: str) -> Sequence[str]:
    """The rows that a line of the source takes in print, at least one."""
    return _fit(text)[0]


def _rows_together(lines: Sequence[Row | WithheldRun], index: int) -> int:
    """How many rows from one on are to stand on one page.

    Lines that stand alone, as a heading between its dashes does, stay together and with what
    follows them; of a longer passage the first two lines do.
    """
    before = lines[index - 1] if index else None
    if isinstance(before, Row) and before.text:
        return 1
    block = 0
    for line in lines[index : index + _SHORT_BLOCK + 1]:
        if not (isinstance(line, Row) and line.text):
            break
        block += 1
    if block == 0:
        return 1
    return min(block + 3 if block <= _SHORT_BLOCK else 2, len(lines) - index)


_SHORT_BLOCK = 3
"""Lines of the tallest heading: dashes above, words, dashes below."""

_LAST_PAGE = "9999999"  # no release has more; a foot is never taller than with these digits


class _Stack:
    """Rows on their way to pages: fills one page after the other."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._page: list[Row] = []
        self._pages = [self._page]

    def add(self, row: Row) -> None:
        if len(self._page) == self._room:
            self._turn()
        self._page.append(row)

    def keep(self, rows: int) -> None:
        """Turn the page if `rows` more do not fit on it (and would fit on a fresh one)."""
        if len(self._page) + rows > self._room >= rows:
            self._turn()

    @property
    def is_fresh(self) -> bool:
        """True where the next row is the first of a page."""
        return len(self._page) in (0, self._room)

    def bodies(self) -> list[list[Row]]:
        return self._pages

    def _turn(self) -> None:
        self._page = []
        self._pages.append(self._page)


def _add_box(stack: _Stack, run: WithheldRun, wording: Wording) -> None:
    """Label and bars of a withheld run; the label never stands alone at the foot of a page."""
    before = _label(run)
    stack.keep(len(before) + 1)
    for row in before:
        stack.add(row)
    stack.add(_on_bar(_amount(run, wording)))
    again = _on_bar(wording.box_continued.fill(ground=run.ground, lines=run.bars))
    for _ in range(run.bars - 1):
        stack.add(again if stack.is_fresh else _BAR)


def _label(run: WithheldRun) -> list[Row]:
    if not run.label:
        return []
    rows = [Row(Kind.LABEL, text) for text in _fit(run.label)[0]]
    is_found = run.part is not Part.HEAD
    return [rows[0]._replace(bookmark=_fit_bookmark(run.label)) if is_found else rows[0], *rows[1:]]


def _fit_bookmark(text: str) -> str:
    words = clean(text)[0].strip().rstrip(":")
    return words if len(words) <= COLUMNS else words[: COLUMNS - 3] + "..."


def _amount(run: WithheldRun, wording: Wording) -> str:
    """The words on a box: the ground, and how much is withheld where that is told."""
    if run.lines is not None:
        form = wording.box_line if run.lines == 1 else wording.box_lines
        return form.fill(ground=run.ground, lines=run.lines)
    if run.paragraphs is not None:
        form = wording.box_paragraph if run.paragraphs == 1 else wording.box_paragraphs
        return form.fill(ground=run.ground, paragraphs=run.paragraphs)
    return wording.box_untold.fill(ground=run.ground)


_BAR = Row(Kind.BAR)


def _on_bar(text: str) -> Row:
    """A bar with words on it, one column from its edges; a ground too long for it is cut."""
    words = clean(text)[0].strip()
    if len(words) > COLUMNS - 2:
        words = words[: COLUMNS - 5] + "..."
    return Row(Kind.BAR, f" {words}")


def _head(release: Release, wording: Wording) -> tuple[Row, ...]:
    """Old banner struck through, new banner, number (32 CFR 2001.25(b)(4))."""
    return (
        *_old_banner(release),
        *_new_banner(release),
        *_note([release.mrn or wording.number_unknown]),
        Row(Kind.RULE),
        Row(Kind.NOTE),
    )


def _title(release: Release) -> str:
    """The title of the file: the number as the head shows it, or fixed words."""
    numbers = _fit(release.mrn)[0] if release.mrn else ()
    return NUMBERED.format(number=numbers[0]) if len(numbers) == 1 else UNNUMBERED


def _foot(release: Release, wording: Wording, page: str, pages: str) -> tuple[Row, ...]:
    number = wording.page.fill(page=page, pages=pages)
    return (
        Row(Kind.NOTE),
        Row(Kind.RULE),
        *_note(_apart(_stamp(release.disposition, wording), number)),
        *_new_banner(release),
        *_old_banner(release),
    )


def _old_banner(release: Release) -> list[Row]:
    if release.old_banner == release.new_banner:
        return []
    return [Row(Kind.STRUCK, text.center(COLUMNS).rstrip()) for text in _fit(release.old_banner)[0]]


def _new_banner(release: Release) -> list[Row]:
    return _note([text.center(COLUMNS).rstrip() for text in _fit(release.new_banner)[0]])


def _summary(release: Release, wording: Wording, replaced: int) -> list[Row]:
    """The block at the head of the first page: stamp, level, and what is withheld under what.

    The amount deleted and the exemption are shown at the place of each deletion; the table adds
    them up (5 U.S.C. 552(b), closing text).
    """
    stamp = [row._replace(part=Part.TITLE) for row in _note([_stamp(release.disposition, wording)])]
    texts = []
    if release.disposition is not Disposition.DENIED:
        level = wording.levels.get(release.ceiling, release.ceiling)
        texts += [wording.released_at.fill(level=level)]
    texts += ["", *_table_of_grounds(release, wording)]
    if replaced:
        texts += ["", wording.replaced.fill(sign=REPLACEMENT, count=replaced)]
    return [*stamp, *_note(texts), Row(Kind.RULE), Row(Kind.NOTE)]


def _table_of_grounds(release: Release, wording: Wording) -> list[str]:
    runs = [line for line in release.lines if isinstance(line, WithheldRun)]
    if not runs:
        return [wording.nothing_withheld]
    places = Counter(run.ground for run in runs)
    if release.amount is Amount.NONE:
        return [wording.ground, *places]
    amounts: Counter[str] = Counter()
    for run in runs:
        amounts[run.ground] += run.lines or run.paragraphs or 0
    unit = wording.lines if release.amount is Amount.LINES else wording.paragraphs
    table = [(wording.ground, wording.places, unit)]
    table += [(ground, str(places[ground]), str(amounts[ground])) for ground in places]
    if len(places) > 1:
        table += [(wording.total, str(places.total()), str(amounts.total()))]
    width = max([len(ground) for ground, _, _ in table])
    return [f"{ground:<{width}}{place:>10}{amount:>12}" for ground, place, amount in table]


def _stamp(disposition: Disposition, wording: Wording) -> str:
    return wording.stamps[disposition.name.lower()]


def _note(texts: Iterable[str]) -> list[Row]:
    return [Row(Kind.NOTE, fitted) for text in texts for fitted in _fit(text)[0]]


def _apart(left: str, right: str) -> list[str]:
    """Two texts at the two edges of a row; on two rows where they do not fit on one."""
    if len(left) + 2 + len(right) > COLUMNS:
        return [left, right]
    return [f"{left}{right:>{COLUMNS - len(left)}}"]


def _warnings(replaced: int) -> tuple[str, ...]:
    if not replaced:
        return ()
    many = "character" if replaced == 1 else "characters"
    return (f"{replaced} {many} cannot be printed; {REPLACEMENT} stands in the place of each",)


def _fit_lines(
    lines: Sequence[ReleasedLine | WithheldRun],
) -> tuple[list[Row | WithheldRun], int]:
    """Released lines as rows, withheld runs as they are, and how many characters were replaced."""
    fitted: list[Row | WithheldRun] = []
    replaced = 0
    for line in lines:
        if isinstance(line, WithheldRun):
            fitted.append(line)
            continue
        kind = Kind.STRUCK if line.is_struck else Kind.TEXT
        texts, count = _fit(line.text)
        replaced += count
        bookmark = _fit_bookmark(line.bookmark) if line.bookmark else ""
        fitted.append(Row(kind, texts[0], line.part, line.begins, bookmark))
        fitted += [Row(kind, text, line.part) for text in texts[1:]]
    return fitted, replaced


def _fit(text: str) -> tuple[Sequence[str], int]:
    """The rows that a text takes, at least one, and how many of its characters were replaced."""
    if len(text) <= COLUMNS and text.isascii() and text.isprintable():
        return (text.rstrip(),), 0
    cleaned, replaced = clean(text)
    return _wrap(cleaned.rstrip()), replaced


def clean(text: str) -> tuple[str, int]:
    """Make a text fit for print: it has only characters of Windows Latin-1 then.

    Tabs are expanded, accents composed, and what cannot be shown is replaced.

    Returns:
        The text, and how many of its characters `REPLACEMENT` stands for.
    """
    text = _ACCENTED.sub(_compose, text.expandtabs(TAB).translate(_ALIKE))
    return _UNPRINTABLE.subn(REPLACEMENT, text)


# Every blank is a blank, and a soft hyphen that is written is a hyphen.
_BLANKS = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_ALIKE = str.maketrans({**dict.fromkeys(_BLANKS, " "), "\u00ad": "-"})

# A letter and its accent one by one: to normalise a whole text is quadratic in a run of accents.
_ACCENTED = re.compile("[A-Za-z][\u0300-\u036f]")

_PRINTABLE = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)]).decode("cp1252", errors="ignore")
_UNPRINTABLE = re.compile(f"[^{re.escape(_PRINTABLE)}]")


def _compose(accented: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", accented[0])


def _wrap(text: str) -> list[str]:
    """Break a text at blanks into rows, in the middle of a word where a row has no blank."""
    rows = []
    start = 0
    while len(text) - start > COLUMNS:
        end = text.rfind(" ", start + 1, start + COLUMNS + 1)
        if end < 0 or text[start:end].isspace():
            end = start + COLUMNS
        rows.append(text[start:end].rstrip())
        start = end
        while text[start] == " ":
            start += 1
    rows.append(text[start:])
    return rows
