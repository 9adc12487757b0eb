from __future__ import annotations

import re
from pathlib import Path

import pytest

import declass

HOUSE = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "sample_cables/*.md")
    for path in HOUSE.glob(pattern)
)


def test_exported_names_are_sorted_and_real() -> None:
    assert list(declass.__all__) == sorted(declass.__all__)
    for name in declass.__all__:
        assert getattr(declass, name) is not None


def test_the_newest_release_of_the_changelog_is_this_version() -> None:
    """Before the first release there is only the head for what is not released."""
    changelog = (HOUSE / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased, *releases = re.findall(r"^## \[([^\]]+)\]", changelog, re.MULTILINE)
    assert unreleased == "Unreleased"
    assert releases[:1] in ([], [declass.__version__])


def test_the_package_is_typed() -> None:
    assert (HOUSE / "declass" / "py.typed").is_file()


@pytest.mark.parametrize(
    "path", DOCUMENTS, ids=[str(path.relative_to(HOUSE)) for path in DOCUMENTS]
)
def test_links_in_the_documents_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    for target in targets:
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("lock", sorted(HOUSE.glob("*.lock")), ids=lambda path: path.name)
def test_a_lock_names_hashes_and_no_index(lock: Path) -> None:
    text = lock.read_text()
    requirements = re.findall(r"^[a-z].*", text, re.MULTILINE)
    assert requirements
    assert all("==" in requirement for requirement in requirements)
    assert text.count("--hash=sha256:") >= len(requirements)
    assert not re.search(r"index-url|find-links|://|file:", text)
