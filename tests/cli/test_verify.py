from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.runner import Program
from tests.inspection.factories import SECRET, attach, box, drawn, edited, text


def leaky(declass: Program, name: str = "leaky.pdf", pages: int = 1) -> Path:
    def draw(canvas: object) -> None:
        for page in range(pages):
            if page:
                canvas.showPage()  # type: ignore[attr-defined]  # reportlab ships no types
            text(canvas)
            box(canvas)

    path = declass.place / name
    path.write_bytes(drawn(draw))
    return path


def test_a_finding_has_its_page_box_and_kind_and_quotes_nothing(declass: Program) -> None:
    leaky(declass)
    answer = declass("verify", "leaky.pdf")
    assert answer.code == 1
    assert answer.err == ""
    first, last = answer.out.splitlines()
    assert first.startswith("leaky.pdf: page 1, box 73 700 ")
    assert "LK01 Text under a filled shape: 22" in first
    assert last == "leaky.pdf: 1 finding"
    assert "STRIKE" not in answer.out


def test_the_text_is_shown_to_who_asks_for_it(declass: Program) -> None:
    leaky(declass)
    shown = SECRET.replace(" ", "")
    assert f"    {shown}\n" in declass("verify", "leaky.pdf", "--show-text").out
    told = json.loads(declass("verify", "leaky.pdf", "--show-text", "--json").out)
    assert told["text"] == shown


def test_json_is_one_object_a_finding(declass: Program) -> None:
    leaky(declass, pages=2)
    answer = declass("verify", "leaky.pdf", "--json")
    told = [json.loads(line) for line in answer.out.splitlines()]
    assert [(each["kind"], each["page"]) for each in told] == [("LK01", 1), ("LK01", 2)]
    assert len(told[0]["box"]) == 4
    assert "text" not in told[0]
    assert answer.code == 1


def test_a_release_of_ours_is_clean_against_its_cable(declass: Program) -> None:
    declass.write("tokyo.txt")
    declass("redact", "tokyo.txt", "--level", "C")
    answer = declass("verify", "tokyo.redacted.pdf", "--against", "tokyo.txt", "--level", "C")
    assert answer == (0, "tokyo.redacted.pdf: nothing found\n", "")
    assert declass("verify", "tokyo.redacted.pdf", "-q") == (0, "", "")


def test_a_release_above_the_level_holds_withheld_words(declass: Program) -> None:
    declass.write("tokyo.txt")
    declass("redact", "tokyo.txt", "--level", "S")
    answer = declass("verify", "tokyo.redacted.pdf", "--against", "tokyo.txt", "--level", "U")
    assert answer.code == 1
    assert "page 1, LK24 Withheld words" in answer.out
    assert "pretext" not in answer.out.lower()


def test_pictures_outline_what_was_found(declass: Program) -> None:
    leaky(declass, pages=3)
    answer = declass("verify", "leaky.pdf", "--png", "found.png")
    assert answer.out.splitlines()[-3:] == [
        "written: found.png",
        "written: found-2.png",
        "written: found-3.png",
    ]
    for name in ("found.png", "found-3.png"):
        with Image.open(declass.place / name) as picture:
            colours = picture.convert("RGB").getcolors(1_000_000)
        assert colours is not None
        assert (220, 0, 30) in {colour for _, colour in colours}


def test_a_picture_is_overwritten_only_by_force(declass: Program) -> None:
    leaky(declass)
    declass.write("found.png", "mine")
    assert "output exists" in declass("verify", "leaky.pdf", "--png", "found.png").err
    assert (declass.place / "found.png").read_text() == "mine"
    declass("verify", "leaky.pdf", "--png", "found.png", "--force")
    assert (declass.place / "found.png").read_bytes().startswith(b"\x89PNG")


def test_what_has_no_place_has_no_picture(declass: Program) -> None:
    (declass.place / "attached.pdf").write_bytes(edited(attach))
    assert declass("verify", "attached.pdf", "--png", "found.png").code == 1
    assert not (declass.place / "found.png").exists()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("absent.pdf", None, "absent.pdf: cannot be read: no such file or directory"),
        ("cable.txt", b"S E C R E T", "cable.txt: it is no PDF; name a PDF"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj", "cut.pdf: it is damaged"),
    ],
    ids=["absent", "a cable", "damaged"],
)
def test_what_cannot_be_read_is_one_line(
    declass: Program, name: str, content: bytes | None, problem: str
) -> None:
    if content is not None:
        (declass.place / name).write_bytes(content)
    answer = declass("verify", name)
    assert (answer.code, answer.out) == (1, "")
    assert problem in answer.err
    assert answer.err.count("\n") == 1
