from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from declass.cable.parse import parse
from declass.errors import RefusedReleaseError
from declass.marking.level import Level
from declass.redact.flow.json_check import find_leaks, holds
from declass.redact.flow.json_release import draw, write
from declass.redact.formats import FORMATS, Presentation
from declass.redact.prepare import prepare
from declass.redact.release import Amount, Decision, Part, Release, ReleasedLine
from declass.redact.review.choices import Choices
from declass.redact.stamp import Stamp
from declass.redact.verify import Trace, refuse
from declass.sources.read import read_file
from tests.redact.factories import (
    COVERED,
    GROUND,
    STAMP,
    WORDING,
    release,
    releases_of_cables,
    run,
    stamps,
)

HOUSE = Path(__file__).parents[2]
SAMPLES = sorted((HOUSE / "sample_cables").glob("*.txt"))
SCHEMA: dict[str, Any] = json.loads(
    (files("declass.redact.flow") / "release.schema.json").read_text()
)
VALIDATOR = Draft202012Validator(SCHEMA)

SOURCE = ("FM EMBASSY LISBON", "1. (U) The harbor museum \u2014 \x1b[1m \u202e open.")
MADE = release(
    ReleasedLine(SOURCE[0], part=Part.HEAD, begins=True),
    "",
    ReleasedLine(SOURCE[1], begins=True, bookmark="1. (U)"),
    run(12),
    decisions=(
        Decision("1. (U)", "paragraph", "U", True, 1, "", "marked U"),
        Decision("3. (S/NF)", "paragraph", "S", False, 12, GROUND, "marked S"),
    ),
)
DRAWN = draw(MADE, WORDING)
TEXT = DRAWN.content.decode()
WITHHELD = ("The pilots will strike on Tuesday.", "They ask for 4000 more.")


UNSTATED = {
    "case": "",
    "document": "",
    "agency": "",
    "change": "",
    "declassified_by": "",
    "downgraded_to": "",
    "authority": "",
    "on": None,
}


def test_a_release_in_json_field_by_field() -> None:
    assert json.loads(DRAWN.content) == {
        "mrn": "08LISBON804",
        "ceiling": "U",
        "old_banner": "SECRET//NOFORN",
        "new_banner": "UNCLASSIFIED",
        "disposition": "RELEASED IN PART",
        "amount": "lines",
        "stamp": UNSTATED,
        "lines": [
            {"kind": "released", "part": "head", "text": SOURCE[0], "is_struck": False, "begins": True, "bookmark": ""},
            {"kind": "released", "part": "text", "text": "", "is_struck": False, "begins": False, "bookmark": ""},
            {"kind": "released", "part": "text", "text": SOURCE[1], "is_struck": False, "begins": True, "bookmark": "1. (U)"},
            {"kind": "withheld", "part": "text", "label": "3. (S/NF)", "ground": GROUND, "lines": 12, "paragraphs": None},
        ],
        "decisions": [
            {"label": "1. (U)", "kind": "paragraph", "level": "U", "decision": "released", "lines": 1, "ground": "", "reason": "marked U"},
            {"label": "3. (S/NF)", "kind": "paragraph", "level": "S", "decision": "withheld", "lines": 12, "ground": GROUND, "reason": "marked S"},
        ],
    }  # fmt: skip


def test_the_file_is_in_ascii_and_can_steer_no_terminal() -> None:
    assert TEXT.isascii()
    assert TEXT.replace("\n", "").isprintable()
    assert TEXT.endswith("}\n")


NUMBERS = {
    "case": "F-2014-20439",
    "document": "C05777720",
    "agency": "Department of Fisheries",
}
WHEN = {"authority": "Guide DF-2", "on": "2016-05-04"}


@pytest.mark.parametrize(
    ("stamp", "now", "expected"),
    [
        (STAMP, "UNCLASSIFIED", NUMBERS | WHEN | {"change": "declassified", "declassified_by": "A. QUILL, REVIEWER"}),
        (COVERED, "UNCLASSIFIED", NUMBERS | WHEN | {"change": "declassified", "declassified_by": "A. QUILL, REVIEWER"}),
        (STAMP, "CONFIDENTIAL", NUMBERS),
        (Stamp(downgraded_to="C", authority="Guide DF-2", on=dt.date(2016, 5, 4)), "CONFIDENTIAL", WHEN | {"change": "downgraded", "downgraded_to": "C"}),
        (Stamp(downgraded_to="C"), "CONFIDENTIAL", {"change": "downgraded", "downgraded_to": "C"}),
        (Stamp(downgraded_to="C"), "SECRET", {}),
        (Stamp(case="</p><script>█\u202e"), "UNCLASSIFIED", {"case": "</p><script>█\u202e"}),
    ],
    ids=["declassified", "with a cover", "still classified", "downgraded", "on no day", "not downgraded", "hostile"],
)  # fmt: skip
def test_what_is_stated_is_an_object_of_its_own(
    stamp: Stamp, now: str, expected: dict[str, str]
) -> None:
    """That it is declassified or downgraded, by whom and when, is said where it is on paper."""
    drawn = draw(replace(MADE, new_banner=now, stamp=stamp), WORDING)
    value = json.loads(drawn.content)
    assert value["stamp"] == UNSTATED | expected
    VALIDATOR.validate(value)
    assert find_leaks(drawn.content, WITHHELD, SOURCE, drawn.own_words) == ()
    is_said = "change" in expected or not (stamp.declassified_by or stamp.downgraded_to)
    assert is_said is not any("not called" in each for each in drawn.warnings)


# --- the schema ----------------------------------------------------------------------------------


def test_the_schema_is_one_and_leaves_nothing_open() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for table in (SCHEMA, *SCHEMA["$defs"].values()):
        assert table["required"] == list(table["properties"])
        assert table["additionalProperties"] is False
        assert all(
            each.get("description")
            for name, each in table["properties"].items()
            if name != "kind" or "enum" in each
        )


def test_the_schema_is_documented_field_by_field() -> None:
    text = (HOUSE / "docs" / "json-release.md").read_text(encoding="utf-8")
    names = [name for table in (SCHEMA, *SCHEMA["$defs"].values()) for name in table["properties"]]
    rows = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
    assert rows == names


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_as_the_schema_says(sample: Path) -> None:
    cable = parse(read_file(sample).text)
    for level, amount in zip(Level, [*Amount, *Amount], strict=True):
        choices = Choices(accepts_compilation=True, amount=amount)
        made = prepare(cable, level, choices, presentation=Presentation(FORMATS["json"]))
        VALIDATOR.validate(json.loads(made.content))


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.sampled_from(["", "lines", "U", "x", "released"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["kind", "text", "lines", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(made=releases_of_cables, stamp=stamps, value=values, data=st.data())
def test_our_reading_of_the_schema_is_that_of_another_validator(
    made: Release, stamp: Stamp, value: Any, data: st.DataObject
) -> None:
    """A field or an item of a release is made something else, or is left as it is."""
    found = json.loads(draw(replace(made, stamp=stamp), WORDING).content)
    place: Any = found
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key: Any = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            place[key] = data.draw(st.sampled_from([value, place[key]]))
            break
        place = place[key]
    assert holds(SCHEMA, found) == VALIDATOR.is_valid(found)


# --- leaks ---------------------------------------------------------------------------------------


def edited(change: Callable[[Any], object]) -> bytes:
    value = json.loads(DRAWN.content)
    change(value)
    return write(value)


MUTANTS: dict[str, bytes] = {
    "a further field": edited(lambda value: value.update(note="pilots")),
    "a further field of a line": edited(lambda value: value["lines"][0].update(note="pilots")),
    "a name of a field": edited(lambda value: value.update(pilots=None)),
    "a further line": edited(
        lambda value: value["lines"].append(value["lines"][0] | {"text": "pilots"})
    ),
    "a text of a box": edited(lambda value: value["lines"][3].update(text="pilots")),
    "a label": edited(lambda value: value["lines"][3].update(label="pilots")),
    "a ground": edited(lambda value: value["lines"][3].update(ground=f"{GROUND} pilots")),
    "a bookmark": edited(lambda value: value["lines"][2].update(bookmark="pilots")),
    "a reason": edited(lambda value: value["decisions"][1].update(reason="marked S: pilots")),
    "a number of lines": edited(lambda value: value["lines"][3].update(lines=4000)),
    "a length finer than lines": edited(lambda value: value["lines"][3].update(lines=12.5)),
    "words in the place of a number": edited(
        lambda value: value["lines"][3].update(lines="pilots")
    ),
    "words in the place of a truth": edited(
        lambda value: value["lines"][0].update(begins="pilots")
    ),
    "a number in the place of a truth": edited(lambda value: value["lines"][0].update(begins=1)),
    "a case": edited(lambda value: value["stamp"].update(case="pilots")),
    "a further field of the stamp": edited(lambda value: value["stamp"].update(cover="pilots")),
    "a stamp without a field": edited(lambda value: value["stamp"].pop("on")),
    "a day that is a word": edited(lambda value: value["stamp"].update(on="pilots")),
    "a day that is a number": edited(lambda value: value["stamp"].update(on=4000)),
    "a day that is empty": edited(lambda value: value["stamp"].update(on=True)),
    "another change": edited(lambda value: value["stamp"].update(change="declassified")),
    "no stamp": edited(lambda value: value.update(stamp=None)),
    "a banner": edited(lambda value: value.update(new_banner="UNCLASSIFIED pilots")),
    "base64": edited(lambda value: value["lines"][1].update(text="cGlsb3Rz")),
    "blanks in a line": edited(lambda value: value["lines"][1].update(text="  \t ")),
    "blanks behind a line": edited(
        lambda value: value["lines"][0].update(text="FM EMBASSY LISBON \t")
    ),
    "fields in another order": edited(lambda value: value.update(mrn=value.pop("mrn"))),
    "a field that is missing": edited(lambda value: value.pop("amount")),
    "a list": write([json.loads(TEXT)]),
    "a field twice": TEXT.replace('"mrn"', '"mrn": "pilots",\n  "mrn"', 1).encode(),
    "a blank between": TEXT.replace(": ", ":  ", 1).encode(),
    "another line end": TEXT.replace("\n", "\r\n", 1).encode(),
    "a sign as an escape": TEXT.replace("museum", "\\u006duseum").encode(),
    "a sign as it is": TEXT.replace("\\u2014", "\u2014").encode(),
    "escapes in capitals": TEXT.replace("\\u202e", "\\u202E").encode(),
    "a number in another form": TEXT.replace("12", "1.2e1").encode(),
    "something behind the end": (TEXT + " ").encode(),
    "a mark at the beginning": b"\xef\xbb\xbf" + DRAWN.content,
    "another code": TEXT.encode("utf-16"),
    "a second value": DRAWN.content + b"{}\n",
    "a comment": b"// pilots\n" + DRAWN.content,
    "brackets without end": b"[" * 100_000,
}


@pytest.mark.parametrize("content", MUTANTS.values(), ids=MUTANTS)
def test_what_no_release_consists_of_is_refused(content: bytes) -> None:
    assert content != DRAWN.content
    with pytest.raises(RefusedReleaseError, match="not published"):
        refuse(lambda file: find_leaks(file, WITHHELD, SOURCE, DRAWN.own_words), content, "a.json")


TELLING = {name: content for name, content in MUTANTS.items() if b"pilots" in content}


@pytest.mark.parametrize("content", TELLING.values(), ids=TELLING)
def test_withheld_words_are_found_wherever_they_are(content: bytes) -> None:
    """By the search itself, not only by the shape of the file."""
    if not content.startswith(b"//"):
        leaks = find_leaks(content, WITHHELD, SOURCE, DRAWN.own_words)
        assert Trace.TOKEN in {leak.trace for leak in leaks}


def test_a_clean_file_is_not_refused() -> None:
    assert find_leaks(DRAWN.content, WITHHELD, SOURCE, DRAWN.own_words) == ()


def test_words_of_the_notation_are_no_leak() -> None:
    words = ["decisions bookmark is_struck begins paragraphs true false null", "u202e u2014"]
    assert find_leaks(DRAWN.content, words, SOURCE, DRAWN.own_words) == ()
