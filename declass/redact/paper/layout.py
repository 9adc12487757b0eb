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

from collections.abc import Sequence

from declass.errors import DeclassError
from declass.redact.paper.cover import BLOCK, COVER, Texts, write
from declass.redact.paper.facts import stamp_warnings
from declass.redact.paper.markup import add_text
from declass.redact.paper.metadata import NUMBERED, UNNUMBERED
from declass.redact.paper.rows import (
    COLUMNS,
    MARGIN_ROWS,
    REPLACEMENT,
    ROWS,
    Kind,
    Page,
    Pages,
    Row,
    Stack,
    apart,
    clean,
    fit,
    note,
    printed,
)
from declass.redact.paper.tally import set_table, table_of_grounds
from declass.redact.release import Disposition, Part, Release, ReleasedLine, WithheldRun
from declass.templating import Wording

__all__ = [
    "COLUMNS",
    "MARGIN_ROWS",
    "REPLACEMENT",
    "ROWS",
    "Kind",
    "Page",
    "Pages",
    "Row",
    "clean",
    "lay_out",
    "printed",
]

MIN_BODY_ROWS = 20  # what head and foot must leave; a banner that takes more is none


def lay_out(release: Release, wording: Wording, texts: Texts | None = None) -> Pages:
    """Lay out a release.

    Args:
        release: what may be seen.
        wording: the words of the release itself.
        texts: what templates say of it; what those shipped say, where None.

    Raises:
        DeclassError: the markings leave too little room on a page, or a text is unfit for pages.
    """
    head = _head(release, wording)
    tallest_foot = _foot(release, wording, _LAST_PAGE, _LAST_PAGE)
    room = ROWS - 2 * MARGIN_ROWS - len(head) - len(tallest_foot)
    if room < MIN_BODY_ROWS:
        raise DeclassError("banner is too long for the head of a page", place=release.mrn)

    lines, replaced = _fit_lines(release.lines)
    stack = Stack(room)
    _open(stack, release, wording, write(release, wording) if texts is None else texts, replaced)
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
        warnings=(*_warnings(replaced), *stamp_warnings(release)),
    )


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


def _add_box(stack: Stack, run: WithheldRun, wording: Wording) -> None:
    """Label and bars of a withheld run; the label never stands alone at the foot of a page.

    A ground that does not fit on a bar stands whole before the box, and cut on the bar.
    """
    words = words_on_box(run, wording)
    before = _label(run)
    if len(words) > _BAR_COLUMNS:
        before += note([run.ground])
    stack.keep(len(before) + 1)
    for row in before:
        stack.add(row)
    stack.add(_on_bar(words, run.ground))
    for _ in range(run.bars - 1):
        stack.add(_continued(run, wording) if stack.is_fresh else _BAR)


def _label(run: WithheldRun) -> list[Row]:
    if not run.label:
        return []
    rows = [Row(Kind.LABEL, text) for text in fit(run.label)[0]]
    is_found = run.part is not Part.HEAD
    return [rows[0]._replace(bookmark=_fit_bookmark(run.label)) if is_found else rows[0], *rows[1:]]


def _fit_bookmark(text: str) -> str:
    words = clean(text)[0].strip().rstrip(":")
    return words if len(words) <= COLUMNS else words[: COLUMNS - 3] + "..."


def words_on_box(run: WithheldRun, wording: Wording) -> str:
    """The words on a box: the ground, and how much is withheld where that is told."""
    if run.lines is not None:
        form = wording.box_line if run.lines == 1 else wording.box_lines
        return form.fill(ground=run.ground, lines=run.lines)
    if run.paragraphs is not None:
        form = wording.box_paragraph if run.paragraphs == 1 else wording.box_paragraphs
        return form.fill(ground=run.ground, paragraphs=run.paragraphs)
    return wording.box_untold.fill(ground=run.ground)


_BAR = Row(Kind.BAR)
_BAR_COLUMNS = COLUMNS - 2  # for words on it, one column from its edges
_CUT = "..."


def _continued(run: WithheldRun, wording: Wording) -> Row:
    return _on_bar(wording.box_continued.fill(ground=run.ground, lines=run.bars), run.ground)


def _on_bar(words: str, ground: str) -> Row:
    """A bar with words on it; of words that are too long the ground in them is cut."""
    excess = len(words) - _BAR_COLUMNS
    if excess > 0:
        kept = max(0, len(ground) - excess - len(_CUT))
        words = words.replace(ground, ground[:kept] + _CUT, 1)
    return Row(Kind.BAR, f" {clean(words)[0].strip()[:_BAR_COLUMNS]}")


def _head(release: Release, wording: Wording) -> tuple[Row, ...]:
    """Old banner struck through, new banner, numbers (32 CFR 2001.25(b)(4))."""
    return (
        *_old_banner(release),
        *_new_banner(release),
        *_case(release, wording),
        *note([release.mrn or wording.number_unknown]),
        Row(Kind.RULE),
        Row(Kind.NOTE),
    )


def _case(release: Release, wording: Wording) -> list[Row]:
    """Agency, case and document, where they are stated, on one row where they fit on one."""
    stamp = release.stamp
    case = wording.case.fill(case=stamp.case) if stamp.case else ""
    document = wording.document.fill(document=stamp.document) if stamp.document else ""
    numbers = [number for number in (case, document) if number]
    texts = apart(stamp.agency, "  ".join(numbers))
    if len(texts) > 1:
        texts = [stamp.agency, *numbers]
    return note([text for text in texts if text.strip()])


def _title(release: Release) -> str:
    """The title of the file: the number as the head shows it, or fixed words."""
    numbers = fit(release.mrn)[0] if release.mrn else ()
    return NUMBERED.format(number=numbers[0]) if len(numbers) == 1 else UNNUMBERED


def _foot(release: Release, wording: Wording, page: str, pages: str) -> tuple[Row, ...]:
    number = wording.page.fill(page=page, pages=pages)
    return (
        Row(Kind.NOTE),
        Row(Kind.RULE),
        *note(apart(_stamp(release.disposition, wording), number)),
        *_new_banner(release),
        *_old_banner(release),
    )


def _old_banner(release: Release) -> list[Row]:
    if release.old_banner == release.new_banner:
        return []
    return [Row(Kind.STRUCK, text.center(COLUMNS).rstrip()) for text in fit(release.old_banner)[0]]


def _new_banner(release: Release) -> list[Row]:
    return note([text.center(COLUMNS).rstrip() for text in fit(release.new_banner)[0]])


def _open(stack: Stack, release: Release, wording: Wording, texts: Texts, replaced: int) -> None:
    """The cover, and the block at the head of the first page of the cable.

    The block has stamp, level, what the reviewer states, and what is withheld under what. The
    amount deleted and the exemption are shown at the place of each deletion; the table adds them
    up (5 U.S.C. 552(b), closing text). Where there is a cover, it has the table.
    """
    has_cover = release.stamp.has_cover
    if has_cover:
        add_text(stack, texts.cover, COVER, has_title=True)
        stack.turn()
    part = Part.HEADING if has_cover else Part.TITLE
    words = []
    if release.disposition is not Disposition.DENIED:
        level = wording.levels.get(release.ceiling, release.ceiling)
        words += [wording.released_at.fill(level=level)]
    table = [] if has_cover else ["", *set_table(table_of_grounds(release, wording))]
    if replaced:
        table += ["", wording.replaced.fill(sign=REPLACEMENT, count=replaced)]
    for row in note([_stamp(release.disposition, wording)]):
        stack.add(row._replace(part=part))
    for row in note(words):
        stack.add(row)
    if texts.block:
        stack.add(Row(Kind.NOTE))
        add_text(stack, texts.block, BLOCK)
    for row in (*note(table), Row(Kind.RULE), Row(Kind.NOTE)):
        stack.add(row)


def _stamp(disposition: Disposition, wording: Wording) -> str:
    return wording.stamps[disposition.name.lower()]


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
        texts, count = fit(line.text)
        replaced += count
        bookmark = _fit_bookmark(line.bookmark) if line.bookmark else ""
        fitted.append(Row(kind, texts[0], line.part, line.begins, bookmark))
        fitted += [Row(kind, text, line.part) for text in texts[1:]]
    return fitted, replaced
