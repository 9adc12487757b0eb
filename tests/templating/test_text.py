"""Texts of templates: what they can do, and that whatever else they try is refused soon."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from declass.errors import DeclassError
from declass.templating.find import find_inside
from declass.templating.text import MAX_SOURCE, Value, fill_in
from tests.cli.runner import HOUSE

NAME = "release/cover.txt.j2"
ROWS: list[dict[str, str | int]] = [{"ground": "(b)(6)" * 9, "lines": n} for n in range(300)]
VALUES: dict[str, Value] = {"mrn": "08LISBON804", "case": "", "count": 3, "rows": ROWS[:2]}


def site_with(directory: Path, **texts: str) -> Path:
    (directory / "release").mkdir(exist_ok=True)
    for name, text in texts.items():
        (directory / "release" / f"{name}.txt.j2").write_text(text, encoding="utf-8")
    return directory


def filled(directory: Path, template: str, **values: Value) -> str:
    return fill_in(NAME, VALUES | values, site_with(directory, cover=template))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("plain (b)(6) <&>", "plain (b)(6) <&>"),
        ("{{ mrn }}, {{ count }}", "08LISBON804, 3"),
        ("{{ mrn | lower }}", "08lisbon804"),
        ("{{ case or 'none' }}", "none"),
        ("{{ 'many' if count > 2 else 'few' }}", "many"),
        ("{% if case %}\n{{ case }}\n{% else %}\nno case\n{% endif %}\nend", "no case\nend"),
        ("{% for row in rows %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/2 2/2 "),
        ("{% for row in rows if row.lines == 1 %}{{ row.lines }}{% endfor %}", "1"),
        ("{{ rows | length }}{# not said #}", "2"),
        ("{% for row in rows %}{{ row.lines }}{% if not loop.last %}, {% endif %}{% endfor %}", "0, 1"),
    ],
)  # fmt: skip
def test_a_template_prints_chooses_and_repeats(tmp_path: Path, template: str, text: str) -> None:
    assert filled(tmp_path, template) == text


def test_a_template_includes_another_of_the_site_or_of_those_shipped(tmp_path: Path) -> None:
    site_with(tmp_path, seal="SEAL OF {{ mrn }}\n")
    text = filled(
        tmp_path,
        "{% include 'release/seal.txt.j2' %}\n{% include 'release/appeal.txt.j2' %}",
        appeals="",
    )
    assert text.startswith("SEAL OF 08LISBON804")
    assert "Freedom of Information Act" in text


@pytest.mark.parametrize(
    ("template", "line", "problem"),
    [
        ("\n{{ caes }}", 2, "unknown name: 'caes' is undefined"),
        ("{{ rows }}", 1, "only a text or a number can be printed"),
        ("{{ count > 2 }}", 1, "only a text or a number can be printed"),
        ("\n\n{% if %}", 3, "Expected an expression"),
        ("{% if count %}\nx", 2, "Unexpected end of template"),
        ("{{ mrn | shout }}", 1, "No filter named 'shout'"),
        ("{% for x in mrn %}{% endfor %}", 1, "only a list can be gone through"),
        ("{% if count < mrn %}{% endif %}", 1, "not supported"),
        ("{{ ''.__class__ }}", 1, "no attribute '__class__'"),
        ("{{ mrn.upper }}", 1, "no attribute 'upper'"),
        ("{{ mrn.format }}", 1, "no attribute 'format'"),
        ("{% for row in rows %}{{ row.items }}{% endfor %}", 1, "no attribute 'items'"),
        ("{% for row in rows %}{{ loop.cycle }}{% endfor %}", 1, "no attribute 'cycle'"),
        ("{{ rows[0] }}", 1, "know no getitem"),
        ("{{ rows.append }}", 1, "no attribute 'append'"),
        ("x\n{{ range(9) }}", 2, "know no call"),
        ("{{ 'x' * 1000000000 }}", 1, "know no mul"),
        ("{{ 9 ** 9 ** 9 ** 9 }}", 1, "know no pow"),
        ("{{ 'x' ~ mrn }}", 1, "know no concat"),
        ("{{ '%999999999d' % 1 }}", 1, "know no mod"),
        ("{{ mrn | center(999999999) }}", 1, "No filter named 'center'"),
        ("{{ self }}", 1, "only a text or a number can be printed"),
        ("{{ mrn is string }}", 1, "know no test"),
        ("{% set x = 1 %}", 1, "know no assign"),
        ("{% macro f() %}{% endmacro %}", 1, "know no macro"),
        ("{% block x %}{% endblock %}", 1, "know no block"),
        ("{% extends 'release/block.txt.j2' %}", 1, "know no extends"),
        ("{% import 'release/block.txt.j2' as x %}", 1, "know no import"),
        ("{% include mrn %}", 1, "know no include"),
        ("\n{% include 'release/none.txt.j2' %}", 2, "no template release/none.txt.j2"),
        ("{% include '../secret.txt' %}", 1, "no template ../secret.txt"),
        ("{% include '/etc/passwd' %}", 1, "no template /etc/passwd"),
        ("{% include 'release/link.txt.j2' %}", 1, "no template release/link.txt.j2"),
    ],
)  # fmt: skip
def test_whatever_else_it_tries_is_an_error_with_file_and_line(
    tmp_path: Path, template: str, line: int, problem: str
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.txt").write_text("outside", encoding="utf-8")
    site_with(site)
    (site / "release" / "link.txt.j2").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(DeclassError) as caught:
        filled(site, template)
    assert problem in caught.value.problem
    assert caught.value.place == f"{site / 'release' / 'cover.txt.j2'}:{line}"


def test_an_error_in_an_included_template_has_the_place_of_that(tmp_path: Path) -> None:
    site_with(tmp_path, seal="x\n{{ seal }}")
    with pytest.raises(DeclassError) as caught:
        filled(tmp_path, "{% include 'release/seal.txt.j2' %}")
    assert caught.value.place == f"{tmp_path / 'release' / 'seal.txt.j2'}:2"


LOOP = "{% for row in rows %}"
END = "{% endfor %}"


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        pytest.param(LOOP * 5 + END * 5, "more than 200000 steps", id="loops in loops"),
        pytest.param(LOOP * 2 + "{{ row.ground }}" * 9 + END * 2, "more than 1000000 characters",
                     id="ten megabytes"),
        pytest.param("{% include 'release/cover.txt.j2' %}", "includes itself", id="itself"),
        pytest.param("{% include 'release/a.txt.j2' %}" * 9, "more than 200000 steps",
                     id="includes of includes"),
        pytest.param("{{ " + "(" * 30_000, "nested too deeply", id="brackets"),
        pytest.param("{% if 1 %}" * 2500 + "{% endif %}" * 2500, "nested too deeply", id="ifs"),
        pytest.param(LOOP * 30 + END * 30, "too many statically nested", id="nested loops"),
        pytest.param("x" * (MAX_SOURCE + 1), "more than 65536 bytes", id="a large template"),
    ],
)  # fmt: skip
def test_a_template_that_never_ends_is_refused_soon(
    tmp_path: Path, template: str, problem: str
) -> None:
    names = "abcdefgh"
    for name, further in pairwise(names):
        site_with(tmp_path, **{name: f"{{% include 'release/{further}.txt.j2' %}}" * 9})
    site_with(tmp_path, **{names[-1]: ""})
    start = time.perf_counter()
    with pytest.raises(DeclassError) as caught:
        filled(tmp_path, template, rows=ROWS)
    assert problem in caught.value.problem
    assert time.perf_counter() - start < 10, "on a busy machine; it takes a fraction of a second"


def test_a_template_that_is_no_utf8_is_an_error(tmp_path: Path) -> None:
    (site_with(tmp_path) / NAME).write_bytes(b"\xe9")
    with pytest.raises(DeclassError, match="cannot be read") as caught:
        fill_in(NAME, VALUES, tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("name", ["", ".", "..", "release", "\x00", "x" * 5000, "release/../../x"])
def test_a_name_that_no_template_has_finds_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_text("outside", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    assert find_inside(name, site) is None


def test_a_plain_release_does_not_load_jinja2(tmp_path: Path) -> None:
    sample = HOUSE / "sample_cables" / "event.txt"
    program = (
        "import sys; from declass.cli.app import run;"
        f"code = run(['redact', {str(sample)!r}, '-q', '--no-record', '-o', 'a.pdf', *sys.argv[1:]]);"
        "print('jinja2' in sys.modules, code)"
    )
    for options, loaded in (((), "False 0"), (("-f", "--cover"), "True 0")):
        command = [sys.executable, "-c", program, *options]
        environment = {"PYTHONPATH": str(HOUSE), "HOME": str(tmp_path)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == loaded
