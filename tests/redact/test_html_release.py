from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from declass.errors import RefusedReleaseError
from declass.redact.drawn import Drawn
from declass.redact.flow import html_frame
from declass.redact.flow.html_check import ATTRIBUTES, CHILDREN, find_leaks
from declass.redact.flow.html_release import draw
from declass.redact.formats import FORMATS
from declass.redact.release import Amount, Disposition, Part, ReleasedLine, WithheldRun
from declass.redact.verify import Trace, refuse
from tests.redact.factories import COVERED, GROUND, STAMP, WORDING, drawn_as, release, run

BANNER = "S E C R E T LISBON 000804"
HEADING = ("----------", "WHAT IT IS", "----------")
SOURCE = (
    "FM EMBASSY LISBON",
    "TO SECSTATE WASHDC",
    BANNER,
    "SUBJECT: (U) THE QUAY",
    *HEADING,
    "1. (U) The harbor museum will <open> on Monday & stay open.",
    "   It lends   its models.",
)
MADE = release(
    ReleasedLine(SOURCE[0], part=Part.HEAD, begins=True),
    ReleasedLine(SOURCE[1], part=Part.HEAD, begins=True),
    ReleasedLine(BANNER, is_struck=True),
    "",
    ReleasedLine(SOURCE[3], part=Part.SUBJECT, begins=True),
    "",
    ReleasedLine(HEADING[0], part=Part.HEADING, begins=True, bookmark="WHAT IT IS"),
    *[ReleasedLine(line, part=Part.HEADING) for line in HEADING[1:]],
    "",
    ReleasedLine(SOURCE[7], begins=True, bookmark="1. (U)"),
    SOURCE[8],
    "",
    "",
    run(3),
    WithheldRun("SUBJECT: (C)", 1, "(b)(6)", Part.SUBJECT),
    run(2, "", "(b)(6)"),
)
DRAWN = draw(MADE, WORDING)
PAGE = DRAWN.content.decode()
BODY = PAGE[PAGE.index("<main>") :]
WITHHELD = ("The pilots will strike on Tuesday.", "They ask for 4000 more.")


def page_of(*lines: str | ReleasedLine | WithheldRun, **changes: object) -> str:
    return draw(release(*lines, **changes), WORDING).content.decode()


def test_a_release_in_html_element_by_element() -> None:
    assert BODY == (
        "<main>\n"
        "<div>\n"
        '<p class="next">FM EMBASSY LISBON</p>\n'
        '<p class="next">TO SECSTATE WASHDC</p>\n'
        "</div>\n"
        '<p class="next">old marking: <del>S E C R E T LISBON 000804</del></p>\n'
        "<h2>SUBJECT: (U) THE QUAY</h2>\n"
        '<h2 id="p1">----------\nWHAT IT IS\n----------</h2>\n'
        '<p id="p2">1. (U) The harbor museum will &lt;open&gt; on Monday &amp; stay open.\n'
        "   It lends   its models.</p>\n"
        '<p class="label" id="p3">3. (S/NF)</p>\n'
        '<p class="box"><span aria-hidden="true">████ </span>'
        "withheld, (b)(1) 1.4(b),(d), 3 lines\n\n\n</p>\n"
        '<h2 class="next" id="p4">SUBJECT: (C)</h2>\n'
        '<p class="box"><span aria-hidden="true">████ </span>withheld, (b)(6), 1 line\n</p>\n'
        '<p class="box"><span aria-hidden="true">████ </span>withheld, (b)(6), 2 lines\n\n</p>\n'
        "</main>\n"
        "<footer>\n<p>RELEASED IN PART</p>\n<p>UNCLASSIFIED</p>\n"
        "<p>old marking: <del>SECRET//NOFORN</del></p>\n</footer>\n"
        "</body>\n</html>\n"
    )


def test_the_page_is_what_another_parser_makes_of_it() -> None:
    root = lxml.html.document_fromstring(DRAWN.content)
    assert root.get("lang") == "en-US"
    assert root.findtext(".//title") == "Released cable 08LISBON804"
    assert [each.tag for each in root.xpath("/html/body/*")] == ["header", "nav", "main", "footer"]
    headings = [(each.tag, each.text_content()) for each in root.iter("h1", "h2")]
    assert headings[0] == ("h1", "RELEASED IN PART")
    assert {tag for tag, _ in headings[1:]} == {"h2"}
    links = [(link.get("href"), link.text_content()) for link in root.iter("a")]
    assert links == [
        ("#p1", "WHAT IT IS"),
        ("#p2", "1. (U)"),
        ("#p3", "3. (S/NF)"),
        ("#p4", "SUBJECT: (C)"),
    ]
    assert [f"#{each.get('id')}" for each in root.iter() if each.get("id")] == [
        to for to, _ in links
    ]
    cells = [[cell.text for cell in row] for row in root.iter("tr")]
    assert cells == [
        ["Withheld under", "places", "lines"],
        [GROUND, "1", "3"],
        ["(b)(6)", "2", "3"],
        ["total", "3", "6"],
    ]


def test_a_reader_without_the_style_sheet_misses_nothing() -> None:
    text = unescape(re.sub("<style>.*?</style>|<[^>]*>", "", PAGE, flags=re.DOTALL))
    for line in (*SOURCE, "RELEASED IN PART", "UNCLASSIFIED", f"████ withheld, {GROUND}, 3 lines"):
        assert line in text


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    assert not re.search(r"script|url\(|@import|http:|https:|\bon\w+=|\bsrc=", PAGE.lower())
    digest = b64encode(sha256(html_frame.STYLE.encode()).digest()).decode()
    assert html_frame.POLICY.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert f"<style>{html_frame.STYLE}</style>" in PAGE
    assert "style=" not in PAGE


def _luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_text_stands_out_from_what_is_behind_it() -> None:
    """Seven to one, the contrast of WCAG 2 at its level AAA; bars alone are black on black."""
    rules = re.findall(r"([^{}]+){([^{}]*)}", html_frame.STYLE)
    measured = 0
    for place, settings in rules:
        colours = dict(
            re.findall(r"(?<![-\w])(color|background-color): #([0-9a-f]{3,6})\b", settings)
        )
        if "color" not in colours or place.strip() == "p.box span":
            continue
        behind = _luminance(colours.get("background-color", "fff"))
        lower, upper = sorted([behind, _luminance(colours["color"])])
        assert (upper + 0.05) / (lower + 0.05) >= 7, place
        measured += 1
    assert measured >= 4


def test_a_box_is_as_high_as_its_lines_are_many_and_no_more_than_one_where_that_is_not_told() -> (
    None
):
    assert "12 lines" + "\n" * 12 + "</p>" in page_of(run(12))
    untold = WithheldRun("3. (S)", None, GROUND)
    assert f"withheld, {GROUND}\n</p>" in page_of(untold, amount=Amount.NONE)


def test_a_release_of_everything_and_of_nothing() -> None:
    page = page_of("x", old_banner="UNCLASSIFIED", disposition=Disposition.IN_FULL)
    assert "<p>Nothing is withheld.</p>" in page
    assert "<del>" not in page
    assert "<nav>" not in page
    assert "<main>\n</main>" in page_of(disposition=Disposition.DENIED)


HOSTILE = {
    "an end of the paragraph": "</p></main><script>alert(1)</script>",
    "an end of preformatted text": "</pre><h1>RELEASED IN FULL</h1>",
    "a box": '<p class="box">withheld</p>',
    "a comment": "<!-- x --> <![CDATA[ y ]]> <?z?>",
    "entities": "&lt;b&gt; &amp;amp; &#x41; &nbsp &copy;",
    "half a tag": "a < b > c <",
    "quotes": "\"class='box'\"",
    "an end of the style": "</style></title></head>",
    "an escape": "\x1b[7m RELEASED IN FULL",
    "an override": "\u202eLLUF NI DESAELER",
    "a box of signs": "████ withheld, (b)(6)",
    "nothing to see": "\u200b\u2060",
    "braces": "{number} %s {{ x }}",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_a_released_line_is_text_and_nothing_else(line: str) -> None:
    drawn = draw(release("before", line, ReleasedLine(line, begins=True, bookmark="1.")), WORDING)
    plain = draw(release("before", "x", ReleasedLine("x", begins=True, bookmark="1.")), WORDING)
    tags = [re.findall("<[^>]*>", each.content.decode()) for each in (drawn, plain)]
    assert tags[0] == tags[1]
    assert drawn.content.decode().count("█") == plain.content.decode().count("█")
    assert find_leaks(drawn.content, (), ("before", line, line), drawn.own_words) == ()


# --- what the reviewer states --------------------------------------------------------------------

STAMPED = drawn_as(FORMATS["html"], replace(MADE, stamp=STAMP))
COVER = drawn_as(FORMATS["html"], replace(MADE, stamp=COVERED))


def parsed(content: bytes) -> Any:
    return lxml.html.document_fromstring(content)


def test_what_is_stated_stands_in_the_header() -> None:
    page = STAMPED.content.decode()
    header = page[page.index("<header>") : page.index("<thead>")]
    assert header == (
        "<header>\n"
        "<p>old marking: <del>SECRET//NOFORN</del></p>\n"
        "<p>UNCLASSIFIED</p>\n"
        "<p>Department of Fisheries</p>\n"
        "<p>Case No. F-2014-20439</p>\n"
        "<p>Doc. No. C05777720</p>\n"
        "<p>08LISBON804</p>\n"
        "<h1>RELEASED IN PART</h1>\n"
        "<p>Released at UNCLASSIFIED</p>\n"
        "<h2>DECLASSIFIED IN PART</h2>\n"
        "<table>\n<tbody>\n"
        '<tr>\n<th scope="row">By:</th>\n<td>A. QUILL, REVIEWER</td>\n</tr>\n'
        '<tr>\n<th scope="row">Authority:</th>\n<td>Guide DF-2</td>\n</tr>\n'
        '<tr>\n<th scope="row">Date:</th>\n<td>2016-05-04</td>\n</tr>\n'
        "</tbody>\n</table>\n"
        "<table>\n"
    )


def test_a_cover_is_a_section_with_the_first_heading_and_has_the_tables() -> None:
    root = parsed(COVER.content)
    (section,) = root.iter("section")
    headings = [(each.tag, each.text_content()) for each in root.iter("h1", "h2", "h3")]
    assert headings[:7] == [
        ("h1", "RELEASE OF CABLE 08LISBON804"),
        ("h2", "DECLASSIFIED IN PART"),
        ("h2", "WHAT IS WITHHELD"),
        ("h2", "WHAT THE GROUNDS PROTECT"),
        ("h2", "IF YOU DO NOT AGREE"),
        ("h2", "RELEASED IN PART"),
        ("h2", "DECLASSIFIED IN PART"),
    ]
    assert {tag for tag, _ in headings[1:]} == {"h2"}
    heads = [[each.text for each in row.iter("th")] for row in root.iterfind(".//thead/tr")]
    assert heads == [["Withheld under", "Places", "Lines"], ["Portion", "Lines", "Withheld under"]]
    assert {each.get("scope") for each in section.iterfind(".//thead/tr/th")} == {"col"}
    before = [each.tag for each in section.itersiblings(preceding=True)]
    assert before == ["p"] * 6


@pytest.mark.parametrize("drawn", [STAMPED, COVER], ids=["stamp", "cover"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("F-2014-20439", "F-2014-20440"),
        ("A. QUILL", "A. PILOT"),
        ("A. QUILL", "A.  QUILL"),
        ("<td>2016-05-04</td>", "<td>2016-05-04</td>\n<td>pilots</td>"),
        ('<th scope="row">By:', '<th scope="rowgroup">By:'),
        ('<th scope="row">By:', "<th>By: "),
        ("<table>", "<table summary='pilots'>"),
        ("<h1>", "<h2>RELEASED IN PART</h2>\n<h1>"),
        ("</header>", "<hr />\n</header>"),
        ("</header>", '<hr class="pilots">\n</header>'),
        ("</header>", "<section>\n</section>\n<section>\n</section>\n</header>"),
        ("</header>", "<section>\n<section>\n</section>\n</section>\n</header>"),
        ("</header>", '<meta charset="utf-8">\n</header>'),
    ],
)
def test_its_elements_are_known_to_the_letter(drawn: Drawn, old: str, new: str) -> None:
    page = drawn.content.decode()
    assert old in page
    assert find_leaks(drawn.content, WITHHELD, SOURCE, drawn.own_words) == ()
    with pytest.raises(RefusedReleaseError):
        refuse(
            lambda file: find_leaks(file, WITHHELD, SOURCE, drawn.own_words),
            page.replace(old, new, 1).encode(),
            "a.html",
        )


def test_a_template_of_a_site_is_text_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    hostile = (
        "= </h1><script>alert(1)</script>\n---\n\n</p>&lt;\u202e█\n"
        "| | <b> | x |\n|---|---|---|\n|  | </td> |\n| a | | |\n\n|---|\n\n| <!-- |\n|---|\n"
    )
    (tmp_path / "release" / "cover.txt.j2").write_text(hostile, encoding="utf-8")
    drawn = drawn_as(FORMATS["html"], replace(MADE, stamp=COVERED), tmp_path)
    assert find_leaks(drawn.content, WITHHELD, SOURCE, drawn.own_words) == ()
    (section,) = parsed(drawn.content).iter("section")
    assert [(each.tag, each.text or "") for each in section.iter("h1", "hr", "p", "th", "td")] == [
        ("h1", "</h1><script>alert(1)</script>"),
        ("hr", ""),
        ("p", "</p>&lt;<U+202E><U+2588>"),
        *[("td", ""), ("th", "<b>"), ("th", "x")],
        *[("td", ""), ("td", "</td>"), ("td", "")],
        *[("th", "a"), ("td", ""), ("td", "")],
        ("th", "<!--"),
    ]


# --- leaks ---------------------------------------------------------------------------------------

TOLD = "The pilots will strike"
MUTANTS: dict[str, tuple[str, str]] = {
    "a comment": ("<main>", f"<!-- {TOLD} --><main>"),
    "a comment that says nothing": ("<main>", "<main><!---->"),
    "a processing instruction": ("<main>", f"<?{TOLD}?><main>"),
    "a declaration": ("<main>", f"<!{TOLD}><main>"),
    "marked characters": ("<main>", f"<![CDATA[{TOLD}]]><main>"),
    "a paragraph": ("<main>", f"<main>\n<p>{TOLD}</p>"),
    "a hidden paragraph": ("<main>", f"<main>\n<p hidden>{TOLD}</p>"),
    "a paragraph that is not displayed": (
        "<main>",
        f'<main>\n<p style="display:none">{TOLD}</p>',
    ),
    "text between elements": ("<main>", f"<main>{TOLD}"),
    "a title": (' id="p2"', f' id="p2" title="{TOLD}"'),
    "a data attribute": (' id="p2"', f' id="p2" data-x="{TOLD}"'),
    "an accessible name": (' id="p2"', f' id="p2" aria-label="{TOLD}"'),
    "a name of a class": ('class="label"', 'class="label pilots"'),
    "an id of words": ('id="p2"', 'id="pilots"'),
    "numbers of ids": ('id="p2"', 'id="p4000"'),
    "a link elsewhere": ('href="#p2"', 'href="#p3"'),
    "a link to the world": ('href="#p2"', 'href="https://example.org/pilots"'),
    "words behind those of a box": ("3 lines", "3 lines, pilots"),
    "another number in a box": ("3 lines", "4000 lines"),
    "words in a bar": ("████ </span>", "████ pilots </span>"),
    "another height of a box": ("3 lines\n\n\n", "3 lines\n\n\n\n"),
    "words in a cell": ("<td>3</td>", "<td>3 pilots</td>"),
    "a title of the file": ("<title>", "<title>pilots "),
    "a style": ("<style>\n", "<style>\n/* pilots */\n"),
    "a second style": ("</head>", "<style>p::after { content: 'pilots' }</style>\n</head>"),
    "a script": ("</head>", "<script>'pilots'</script>\n</head>"),
    "metadata": ("</head>", '<meta name="author" content="pilots">\n</head>'),
    "another policy": ("default-src 'none'", "default-src 'self'"),
    "another language": ('lang="en-US"', 'lang="x-pilots"'),
    "a picture": ("<main>", '<main>\n<img alt="pilots" src="data:,">'),
    "a template": ("<main>", f"<main>\n<template>{TOLD}</template>"),
    "an unknown element": ("<main>", "<main>\n<pilots></pilots>"),
    "a text area": ("<main>", f"<main>\n<textarea>{TOLD}</textarea>"),
    "an element that is never closed": ("<main>", f"<main>\n<p>{TOLD}"),
    "an end without a beginning": ("<main>", "<main>\n</p>"),
    "entities by number": ("<main>", "<main>\n<p>&#112;ilots</p>"),
    "an entity by number in a released line": ("museum", "&#109;useum"),
    "an entity by name in a released line": ("THE QUAY", "THE&nbsp;QUAY"),
    "base64": ("<main>", "<main>\n<p>cGlsb3Rz</p>"),
    "a word in capitals in a tag": ("<main>", "<MAIN>"),
    "a blank in a tag": ("<main>", "<main >"),
    "a blank in an end": ("</main>", "</main >"),
    "other quotes": ('id="p2"', "id='p2'"),
    "an attribute twice": ('id="p2"', 'id="p2" id="p2"'),
    "blanks between elements": ("<main>\n", "<main>\n \n"),
    "no line end between elements": ("<main>\n", "<main>"),
    "two blanks in a line": ("harbor museum", "harbor  museum"),
    "a blank at the end of a line": ("stay open.\n", "stay open. \n"),
    "lines in another order": ("Monday", "Monday, harbor"),
    "a second body": ("</body>", "</body>\n<body>\n</body>"),
    "something behind the end": ("</html>\n", "</html>\npilots"),
    "a line end more": ("</html>\n", "</html>\n\n"),
    "half a tag at the end": ("</html>\n", "</html>\n<"),
    "half a comment at the end": ("</html>\n", "</html>\n<!-- pilots"),
    "another document type": ("<!DOCTYPE html>", '<!DOCTYPE html SYSTEM "pilots">'),
    "no bar": ('<span aria-hidden="true">████ </span>withheld, (b)(6), 1', "withheld, (b)(6), 1"),
}


@pytest.mark.parametrize(("old", "new"), MUTANTS.values(), ids=MUTANTS)
def test_what_no_release_consists_of_is_refused(old: str, new: str) -> None:
    assert old in PAGE
    spoiled = PAGE.replace(old, new, 1).encode()
    with pytest.raises(RefusedReleaseError, match="not published"):
        refuse(lambda file: find_leaks(file, WITHHELD, SOURCE, DRAWN.own_words), spoiled, "a.html")


@pytest.mark.parametrize(
    ("old", "new"),
    [pair for _, pair in MUTANTS.items() if "pilots" in pair[1] or TOLD in pair[1]],
)
def test_withheld_words_are_found_wherever_they_are(old: str, new: str) -> None:
    """By the search itself, not only by the shape of the file."""
    spoiled = PAGE.replace(old, new, 1).encode()
    leaks = find_leaks(spoiled, WITHHELD, SOURCE, ())
    assert Trace.TOKEN in {leak.trace for leak in leaks}


def test_a_clean_page_is_not_refused() -> None:
    assert find_leaks(DRAWN.content, WITHHELD, SOURCE, DRAWN.own_words) == ()


@pytest.mark.parametrize(
    "withheld", ["main header body class label box next span html", "monospace p2 p3"]
)
def test_words_of_the_notation_are_no_leak(withheld: str) -> None:
    assert find_leaks(DRAWN.content, [withheld], SOURCE, DRAWN.own_words) == ()


def test_no_element_can_load_or_run_anything() -> None:
    allowed = set().union(*CHILDREN.values())
    unfit = "script iframe object embed img link base form input svg math template".split()
    assert allowed.isdisjoint(unfit)
    assert {name for names in ATTRIBUTES.values() for name in names} == set(
        "lang class id scope href aria-hidden".split()
    )
