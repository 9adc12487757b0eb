"""Leaks to plant: each makes a renderer that lets withheld text, or something about it, through.

A planted renderer draws as ours does and then adds one channel. As a plugin of pytest this module
plants the leak that `DECLASS_PLANTED_LEAK` names for all tests of a run; `test_planted_leaks` asks
that each such run fails.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import itertools
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from declass.cli import releasing
from declass.redact import prepare
from declass.redact.drawn import Drawn
from declass.redact.flow import html_release, json_release, text_release
from declass.redact.formats import FORMATS, Format
from declass.redact.pdf import writer
from declass.redact.release import Release, WithheldRun
from declass.redact.review import policy

SETTING = "DECLASS_PLANTED_LEAK"


@dataclass(frozen=True, slots=True)
class Secret:
    """What a renderer must never have: the withheld lines."""

    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """The beginning of the text, in letters that need no escape."""
        return re.sub(r"[^A-Za-z0-9 .,]+", "?", " ".join(self.lines))[:200]

    @property
    def number(self) -> int:
        """A number that follows from the text."""
        return zlib.crc32("\n".join(self.lines).encode("utf-8", "surrogatepass"))

    @property
    def digest(self) -> str:
        text = "\n".join(self.lines).encode("utf-8", "surrogatepass")
        return hashlib.sha256(text).hexdigest()


Edit = Callable[[Any, Secret], None]


def _edited(pdf: bytes, secret: Secret, edit: Edit) -> bytes:
    written = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as opened:
        edit(opened, secret)
        opened.save(written, static_id=True)
    return written.getvalue()


def _drawn(code: str, *, first: bool = False) -> Edit:
    """More operators on the first page; ``{text}`` is the withheld text."""

    def edit(pdf: Any, secret: Secret) -> None:
        said = code.replace("{text}", secret.words).replace("{hex}", secret.words.encode().hex())
        said = said.replace("{shift}", f"{secret.number % 90 / 100:.2f}")
        said = said.replace("{width}", str(100 + secret.number % 350))
        pdf.pages[0].contents_add(said.encode(), prepend=first)

    return edit


_TEXT = "BT /F1 10 Tf {before} 80 400 Td {shown} ET"


def _text(shown: str = "({text}) Tj", before: str = "") -> str:
    return _TEXT.replace("{shown}", shown).replace("{before}", before)


def _under_an_image(pdf: Any, secret: Secret) -> None:
    image = pdf.make_stream(b"\0" * 4, Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].add_resource(image, Name.XObject, Name("/Im1"))
    _drawn(f"{_text()} q 480 0 0 12 66 398 cm /Im1 Do Q")(pdf, secret)


def _told_to_readers(pdf: Any, secret: Secret) -> None:
    _elements(pdf)[-1].ActualText = String(secret.words)


def _title_of_an_element(pdf: Any, secret: Secret) -> None:
    _elements(pdf)[-1].T = String(f"t{secret.number % 1000}")


def _elements(pdf: Any) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, Dictionary) and "/Pg" in each]


def _in_the_metadata(pdf: Any, secret: Secret) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    told = f"<dc:subject>{secret.words}</dc:subject></rdf:Description>".encode()
    pdf.Root.Metadata.write(packet.replace(b"</rdf:Description>", told))


def _in_the_information(key: str, what: Callable[[Secret], str]) -> Edit:
    def edit(pdf: Any, secret: Secret) -> None:
        pdf.docinfo[Name(key)] = String(what(secret))

    return edit


def _in_the_outline(pdf: Any, secret: Secret) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret.words, 0))


def _attached(pdf: Any, secret: Secret) -> None:
    pdf.attachments["a.txt"] = secret.words.encode()


def _annotated(pdf: Any, secret: Secret) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), F=2, Contents=secret.words
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def _private_data(pdf: Any, secret: Secret) -> None:
    kept = pdf.make_stream(secret.words.encode())
    pdf.pages[0].obj.PieceInfo = Dictionary(Tool=Dictionary(Private=kept))


def _in_the_font(pdf: Any, secret: Secret) -> None:
    """As a subset made from all text would: its size follows from the letters in it."""
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/FontFile2" in each:
            data = each.FontFile2.read_bytes()
            each.FontFile2.write(data + bytes(len(set("".join(secret.lines)))))


def _page_labels(pdf: Any, secret: Secret) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(secret.words[:20]))]))


def _more_objects(pdf: Any, secret: Secret) -> None:
    for number in range(1 + secret.number % 7):
        pdf.Root[f"/X{number}"] = pdf.make_indirect(Dictionary())


def _language(pdf: Any, secret: Secret) -> None:
    pdf.Root.Lang = String("ru" if not "".join(secret.lines).isascii() else f"x-{secret.number}")


def _script(pdf: Any, secret: Secret) -> None:
    code = String(f"app.alert('{secret.words}')")
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=code)


def _hidden_layer(pdf: Any, secret: Secret) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("l")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].add_resource(layer, Name.Properties, Name("/L1"))
    _drawn(f"/OC /L1 BDC {_text()} EMC")(pdf, secret)


def _one_page_more(pdf: Any, secret: Secret) -> None:
    if len("".join(secret.lines)) % 2:
        pdf.add_blank_page(page_size=(612, 792))


def _changed_code(change: Callable[[bytes, Secret], bytes]) -> Edit:
    """The code of each page, changed."""

    def edit(pdf: Any, secret: Secret) -> None:
        for page in pdf.pages:
            page.Contents.write(change(page.Contents.read_bytes(), secret))

    return edit


def _last_bar(code: bytes, secret: Secret) -> bytes:
    """The width of the last bar, as a last line of text has one."""
    head, bar, rest = code.rpartition(b" 480 12 re")
    return head + (b" %d 12 re" % (100 + secret.number % 380)) + rest if bar else code


def _shifted(code: bytes, secret: Secret) -> bytes:
    return code.replace(b" 746.8 Td", b" 746.%02d Td" % (80 + secret.number % 20), 1)


def _nearly_black(code: bytes, secret: Secret) -> bytes:
    return code.replace(b"0 g\n", b"0.00%d g\n" % (secret.number % 10), 1)


def _blanks(code: bytes, secret: Secret) -> bytes:
    return code.replace(b")Tj", b" " * (1 + secret.number % 9) + b")Tj", 1)


FILES: Mapping[str, Callable[[bytes, Secret], bytes]] = {
    # the leaks of other tools
    "text under a bar": lambda p, s: _edited(p, s, _drawn(f"{_text()} 66 398 480 12 re f")),
    "text under a path": lambda p, s: _edited(
        p, s, _drawn(f"{_text()} 66 398 m 546 398 l 546 410 l 66 410 l h f")
    ),
    "text under an image": lambda p, s: _edited(p, s, _under_an_image),
    "black text over a bar": lambda p, s: _edited(p, s, _drawn(f"66 398 480 12 re f {_text()}")),
    "invisible text": lambda p, s: _edited(p, s, _drawn(_text(before="3 Tr"))),
    "white on white": lambda p, s: _edited(p, s, _drawn(f"1 g {_text()} 0 g")),
    "off the page": lambda p, s: _edited(p, s, _drawn(_text().replace("80 400", "80 -400"))),
    "cut by kerning": lambda p, s: _edited(p, s, _drawn(_text("[<{hex}> -5 <20>] TJ"))),
    "clipped": lambda p, s: _edited(p, s, _drawn(f"q 0 0 1 1 re W n {_text()} Q")),
    "a comment in the code": lambda p, s: _edited(p, s, _drawn("% {text}\n")),
    "a text for screen readers": lambda p, s: _edited(p, s, _told_to_readers),
    "metadata": lambda p, s: _edited(p, s, _in_the_metadata),
    "keywords": lambda p, s: _edited(p, s, _in_the_information("/Keywords", lambda s: s.words)),
    "an outline": lambda p, s: _edited(p, s, _in_the_outline),
    "an attachment": lambda p, s: _edited(p, s, _attached),
    "a hidden annotation": lambda p, s: _edited(p, s, _annotated),
    "private data": lambda p, s: _edited(p, s, _private_data),
    "an earlier revision": lambda p, s: p + zlib.compress(s.words.encode()) + b"\n%%EOF\n" + p,
    "a font made from all text": lambda p, s: _edited(p, s, _in_the_font),
    "a hash of the source": lambda p, s: _edited(
        p, s, _in_the_information("/Producer", lambda s: s.digest)
    ),
    "the width of the last bar": lambda p, s: _edited(p, s, _changed_code(_last_bar)),
    # our own
    "page labels": lambda p, s: _edited(p, s, _page_labels),
    "the number of objects": lambda p, s: _edited(p, s, _more_objects),
    "the language": lambda p, s: _edited(p, s, _language),
    "a script": lambda p, s: _edited(p, s, _script),
    "a hidden layer": lambda p, s: _edited(p, s, _hidden_layer),
    "one page more": lambda p, s: _edited(p, s, _one_page_more),
    "a shift of hundredths": lambda p, s: _edited(p, s, _changed_code(_shifted)),
    "bars that are nearly black": lambda p, s: _edited(p, s, _changed_code(_nearly_black)),
    "blanks behind a text": lambda p, s: _edited(p, s, _changed_code(_blanks)),
    "the title of an element": lambda p, s: _edited(p, s, _title_of_an_element),
    "bytes behind the end": lambda p, s: p + b"\n" * (1 + s.number % 9),
    "the identity": lambda p, s: re.sub(rb"\([0-9a-f]{32}\)", b"(%b)" % s.digest[:32].encode(), p),
}
"""Leaks of a finished file: (file, secret) to the file that leaks."""


# --- without pages -------------------------------------------------------------------------------

Change = Callable[[bytes, Secret], bytes]


def _put(before: bytes, what: str) -> Change:
    """Put a text before the first place of another; ``{text}`` and ``{number}`` tell."""

    def change(file: bytes, secret: Secret) -> bytes:
        said = what.replace("{text}", secret.words).replace("{number}", str(secret.number))
        return file.replace(before, said.encode() + before, 1)

    return change


def _a_field_more(file: bytes, secret: Secret) -> bytes:
    return json_release.write(json.loads(file) | {"note": secret.words})


def _truths_by_bits(file: bytes, secret: Secret) -> bytes:
    """Which lines begin something, as nobody can know who does not know the cable."""
    told = json.loads(file)
    for bit, line in enumerate(told["lines"][:8]):
        if "begins" in line:
            line["begins"] = bool(secret.number >> bit & 1)
    return json_release.write(told)


def _classes_by_bits(file: bytes, secret: Secret) -> bytes:
    """Which paragraphs stand close to the one above, as if there were gaps in the cable."""
    bits = itertools.cycle(f"{secret.number:032b}")
    head, main, rest = file.partition(b"<main>")
    near = re.sub(
        rb'<p(?: class="next")?>',
        lambda _: b'<p class="next">' if next(bits) == "1" else b"<p>",
        rest,
    )
    return head + main + near


def _gaps_by_bits(file: bytes, secret: Secret) -> bytes:
    """The first gaps between lines, one blank line high or two."""
    head, *rest = re.split(rb"\n\n+", file)
    gaps = [b"\n" * (2 + (secret.number >> place & 1)) for place in range(len(rest))]
    return head + b"".join(gap + piece for gap, piece in zip(gaps, rest, strict=True))


def _set_by_width(file: bytes, secret: Secret) -> bytes:
    """The page set by a width that the text has."""
    style = f"<style>main {{ width: {secret.number % 900}px }}</style>\n</head>"
    return file.replace(b"</head>", style.encode(), 1)


WITHOUT_PAGES: Mapping[str, Mapping[str, Change]] = {
    "txt": {
        "text: blanks behind a line": lambda f, s: f.replace(b"\n", b" " * (1 + s.number % 9) + b"\n", 1),
        "text: a line of signs without width": _put(b"\n\n", "\n\u200b{number}"),
        "text: a line more in the head": _put("█ UN".encode(), "█ {text}\n"),
        "text: bytes behind the end": lambda f, s: f + b"\n" * (1 + s.number % 9),
        "text: gaps by bits": _gaps_by_bits,
    },
    "html": {
        "html: a comment": _put(b"<main>", "<!-- {text} -->"),
        "html: a hidden element": _put(b"</main>", "<p hidden>{text}</p>\n"),
        "html: a paragraph in white": _put(b"</main>", '<p style="color: #fff">{text}</p>\n'),
        "html: an attribute": lambda f, s: f.replace(b"<main>", b'<main data-n="%d">' % s.number),
        "html: metadata": _put(b"<title>", '<meta name="keywords" content="{text}">\n'),
        "html: the height of a box": lambda f, s: f.replace(b"</p>\n</main>", b"\n" * (1 + s.number % 9) + b"</p>\n</main>"),
        "html: a second style": _set_by_width,
        "html: the name of a class": lambda f, s: f.replace(b"<p class=", b"<p class=%d" % s.number, 1),
        "html: classes by bits": _classes_by_bits,
    },
    "json": {
        "json: a field more": _a_field_more,
        "json: a hash in the stamp": lambda f, s: f.replace(b'"case": "', b'"case": "%b' % s.digest[:8].encode()),
        "json: blanks between": lambda f, s: f.replace(b": ", b":" + b" " * (2 + s.number % 9), 1),
        "json: escapes where none is needed": lambda f, s: f.replace(b"E", b"\\u0045", 1 + s.number % 9),
        "json: bytes behind the end": lambda f, s: f + b"\n" * (1 + s.number % 9),
        "json: truths by bits": _truths_by_bits,
    },
}  # fmt: skip
"""Leaks of a finished file in another format, by the format."""

FORM_OF: Mapping[str, Format] = {
    name: FORMATS[form] for form, leaks in WITHOUT_PAGES.items() for name in leaks
}
"""The format of each of them."""


def _wrapped_count(text: str) -> int:
    """As many bars as the text would take on narrow paper."""
    return sum(1 + len(line) // 66 for line in text.splitlines()) or 1


def _telling_ground(release: Release, secret: Secret) -> Release:
    letter = "abcdefgh"[secret.number % 8]
    return _with_runs(release, lambda run: run._replace(ground=f"{run.ground} 1.4({letter})"))


def _telling_label(release: Release, secret: Secret) -> Release:
    word = (secret.words.split() or ["none"])[0]
    return _with_runs(release, lambda run: run._replace(label=f"{run.label} {word}"))


def _telling_warning(release: Release, secret: Secret) -> Release:
    said = f"{len(' '.join(secret.lines))} characters are withheld"
    return dataclasses.replace(release, warnings=(*release.warnings, said))


def _with_runs(release: Release, change: Callable[[WithheldRun], WithheldRun]) -> Release:
    lines = [change(each) if isinstance(each, WithheldRun) else each for each in release.lines]
    return dataclasses.replace(release, lines=tuple(lines))


RELEASES: Mapping[str, Callable[[Release, Secret], Release]] = {
    "a reason more on a box": _telling_ground,
    "a word on a label": _telling_label,
    "a warning that counts letters": _telling_warning,
}
"""Leaks behind the wall: (release, secret) to the release that leaks."""


def _telling_name(default: Callable[..., Path], known: list[Secret]) -> Callable[..., Path]:
    """A file named after the first withheld word."""

    def named(path: Path | None, *more: Any) -> Path:
        place = default(path, *more)
        return place.with_name(f"{known[0].digest[:4]}-{place.name}")

    return named


def _telling_row(row: Callable[..., tuple[str, ...]], known: list[Secret]) -> Callable[..., Any]:
    """A table that shows how many letters are withheld."""

    def told(*arguments: Any, **options: Any) -> tuple[str, ...]:
        first, *rest = row(*arguments, **options)
        return (f"{first} {known[0].number}", *rest)

    return told


_COMMANDS: Mapping[str, Mapping[str, Any]] = {
    "the name of the file": {"default_output": _telling_name},
    "a table on standard output": {"_row": _telling_row},
}
"""Leaks beside the file: what of the command is another, and how."""

COUNT = "bars by the width of the text"
OF_A_RELEASE = (*FILES, *FORM_OF, *RELEASES, COUNT)
OF_THE_COMMAND = tuple(_COMMANDS)


@contextlib.contextmanager
def planted(name: str) -> Iterator[None]:
    """Plant a leak for a while."""
    known: list[Secret] = []
    rule, draw = policy.rule, writer.draw
    others = {"txt": text_release, "html": html_release, "json": json_release}

    def leaking_rule(*arguments: Any, **options: Any) -> Any:
        ruling = rule(*arguments, **options)
        known[:] = [Secret(ruling.withheld)]
        if name in RELEASES:
            return ruling._replace(release=RELEASES[name](ruling.release, known[0]))
        return ruling

    def leaking_draw(*arguments: Any, **options: Any) -> bytes:
        drawn = draw(*arguments, **options)
        return FILES[name](drawn, known[0]) if name in FILES else drawn

    def leaking(module: Any, leak: Change) -> Callable[..., Drawn]:
        draw_well = module.draw

        def draw_badly(*arguments: Any) -> Drawn:
            drawn = draw_well(*arguments)
            return dataclasses.replace(drawn, content=leak(drawn.content, known[0]))

        return draw_badly

    with contextlib.ExitStack() as stack:
        for form, leaks in WITHOUT_PAGES.items():
            if name in leaks:
                bad = leaking(others[form], leaks[name])
                stack.enter_context(mock.patch.object(others[form], "draw", bad))
        stack.enter_context(mock.patch.object(prepare, "rule", leaking_rule))
        stack.enter_context(mock.patch.object(writer, "draw", leaking_draw))
        if name == COUNT:
            stack.enter_context(mock.patch.object(policy, "_count", _wrapped_count))
        for where, what in _COMMANDS.get(name, {}).items():
            leak = what(getattr(releasing, where), known)
            stack.enter_context(mock.patch.object(releasing, where, leak))
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Plant the leak that the environment names, for all of this run."""
    if name := os.environ.get(SETTING):
        stack = contextlib.ExitStack()
        stack.enter_context(planted(name))
        config.add_cleanup(stack.close)
