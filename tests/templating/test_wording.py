from __future__ import annotations

from pathlib import Path

import pytest

from declass.errors import DeclassError
from declass.redact.release import Disposition
from declass.templating import load_wording


def site_with(directory: Path, wording: str) -> Path:
    (directory / "release").mkdir()
    (directory / "release" / "wording.toml").write_text(wording, encoding="utf-8")
    return directory


def test_the_shipped_wording_has_a_stamp_for_every_disposition() -> None:
    stamps = load_wording().stamps
    assert {stamps[each.name.lower()] for each in Disposition} == {
        each.value for each in Disposition
    }


def test_a_site_states_only_what_it_wants_to_say_otherwise(tmp_path: Path) -> None:
    wording = load_wording(site_with(tmp_path, '[box]\nlines = "{lines} LINES CUT, {ground}"\n'))
    assert wording.box_lines.fill(ground="(b)(6)", lines=4) == "4 LINES CUT, (b)(6)"
    assert wording.box_line == load_wording().box_line


def test_a_site_without_a_wording_has_the_shipped_one(tmp_path: Path) -> None:
    assert load_wording(tmp_path) == load_wording()


@pytest.mark.parametrize(
    ("wording", "problem"),
    [
        ("[box", "cannot be read"),
        ('[box]\nlines = "{number} lines"', "unknown field {number}"),
        ('[box]\nlines = "{ground.__class__}"', "unknown field {ground.__class__}"),
        ('[box]\nlines = "{ground[0]}"', "unknown field {ground[0]}"),
        ('[box]\nlines = "{ground!r}"', "unknown field"),
        ('[box]\nlines = "{lines:>99999999}"', "unknown field"),
        ('[box]\nlines = "{}"', "unknown field {}"),
        ('[box]\nlines = "{0}"', "unknown field {0}"),
        ('[box]\nlines = "{lines"', "brace"),
        ("[box]\nlines = 3", "not a line of text"),
        ('[box]\nlines = "two\\nlines"', "not a line of text"),
        ('[box]\nlined = "x"', "unknown name box.lined"),
        ('[boxes]\nlines = "x"', "unknown name boxes.lines"),
        ('lines = "x"', "outside any table"),
    ],
)
def test_a_broken_wording_is_an_error_with_its_file(
    tmp_path: Path, wording: str, problem: str
) -> None:
    with pytest.raises(DeclassError) as caught:
        load_wording(site_with(tmp_path, wording))
    assert problem in str(caught.value)
    assert "wording.toml" in str(caught.value)


def test_a_wording_that_is_no_utf8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "wording.toml").write_bytes(b"[box]\nlines = '\xe9'")
    with pytest.raises(DeclassError, match="cannot be read"):
        load_wording(tmp_path)


def test_a_template_directory_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DeclassError, match="no such template directory"):
        load_wording(tmp_path / "absent")
