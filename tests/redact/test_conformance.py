"""Releases are archival and accessible: veraPDF finds nothing in them against PDF/A and PDF/UA.

veraPDF is not in Debian; a package of PyPI carries it. Where it is, `DECLASS_VERAPDF` says (a jar),
which `.ci/run` sets; without it, or without java, the tests say so and are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from declass.cable.parse import parse
from declass.marking.level import Level
from declass.redact.pdf.writer import render
from declass.redact.prepare import prepare
from declass.redact.release import Disposition
from declass.redact.review.choices import Choices
from declass.redact.stamp import Stamp
from declass.sources.read import read_file
from tests.redact.factories import CABLE, SAMPLE, pdf_of, release, run
from tests.redact.sealing import Parts, apart, sealed

SAMPLES = Path(__file__).parents[2] / "sample_cables"
DRIVER = Path(__file__).with_name("Conformance.java")
JAVA_LIBRARIES = Path("/usr/share/java")
NEEDED = (
    *("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime"),
    *("txw2", "stax-ex", "FastInfoset", "javax.activation"),
)
FLAVOURS = {"2a", "2u", "ua1"}


def class_path() -> str:
    """Where the classes of veraPDF are; skips the test where something is missing."""
    jar = os.environ.get("DECLASS_VERAPDF", "")
    libraries = Path(os.environ.get("DECLASS_JAVA_LIBRARIES", JAVA_LIBRARIES))
    jars = [Path(jar), *[libraries / f"{name}.jar" for name in NEEDED]]
    if not jar or not shutil.which("java") or not all(path.is_file() for path in jars):
        pytest.skip("needs java, libjaxb-java and veraPDF (DECLASS_VERAPDF=its jar)")
    return os.pathsep.join(map(str, jars))


def broken_clauses(files: Sequence[Path]) -> dict[tuple[str, str], set[str]]:
    """What each file breaks of each standard, by flavour and name."""
    command = ["java", "-cp", class_path(), str(DRIVER), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split("\t") for line in ran.stdout.splitlines()]
    return {
        (flavour, Path(path).stem): set(re.findall(r"[\d.]+-\d+", clauses))
        for flavour, path, clauses in rows
    }


def written(folder: Path, files: dict[str, bytes]) -> list[Path]:
    paths = [folder / f"{name}.pdf" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def releases_of_samples() -> dict[str, bytes]:
    word = Choices(accepts_compilation=True)
    return {
        f"{path.stem}-{level.name}": prepare(parse(read_file(path).text), level, word).content
        for path in sorted(SAMPLES.glob("*.txt"))
        for level in Level
    }


@pytest.mark.slow
def test_releases_conform_to_pdf_a_2a_and_2u_and_pdf_ua_1(tmp_path: Path) -> None:
    files = releases_of_samples()
    files["by-hand"] = render(SAMPLE)
    files["outline"] = render(CABLE)
    files["denied"] = pdf_of(run(90), disposition=Disposition.DENIED)
    files["in-full"] = pdf_of("1. (U) café", disposition=Disposition.IN_FULL, mrn=None)
    files["long"] = render(release(*[f"{n}. (U) Boats.\n" for n in range(900)], run(600)))
    stamp = Stamp(case="F-12", declassified_by="A. QUILL, REVIEWER", has_cover=True)
    places = [run(2, f"{n}. (S)") for n in range(90)]
    files["cover"] = render(release("1. (U) Boats.", *places, stamp=stamp))
    files["odd-ground"] = pdf_of(run(3, "4. (S)", "(b)(1) “é” \\"))
    found = broken_clauses(written(tmp_path, files))
    assert found == {(flavour, name): set() for flavour in FLAVOURS for name in files}


SPOILED = {
    "no font file": (b"/FontFile2", b"/FontFileX", {"2a", "2u", "ua1"}),
    "no language": (b"/Lang(en-US)", b"/Long(en-US)", {"ua1"}),
    "no grey": (b"/DefaultGray", b"/DefaultGrey", {"2a", "2u"}),
    "no resources of its own": (b"/Resources", b"/Resaurces", {"2a", "2u"}),
    "no parents": (b"/StructParents", b"/StructPerents", {"ua1"}),
    "no title": (b"<dc:title>", b"<dc:tidle>", {"2a", "2u", "ua1"}),
}


@pytest.mark.slow
def test_what_does_not_conform_is_found(tmp_path: Path) -> None:
    """Without this a check that never fails would pass for a good one."""
    parts = apart(render(SAMPLE))
    files = {}
    for name, (old, new, _) in SPOILED.items():
        streams, inside = [[body.replace(old, new) for body in part] for part in parts]
        assert (streams, inside) != parts
        files[name.replace(" ", "-")] = sealed(Parts(streams, inside))
    found = broken_clauses(written(tmp_path, files))
    for name, (_, _, flavours) in SPOILED.items():
        stem = name.replace(" ", "-")
        assert {flavour for flavour in FLAVOURS if found[flavour, stem]} == flavours, name
