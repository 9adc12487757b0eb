"""Files that are put in place; what `publish` asks of them is tested there."""

from __future__ import annotations

from pathlib import Path

import pytest

from declass.errors import DeclassError, OutputError
from declass.whole_file import put_in_place


def test_a_file_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "due.pdf"
    put_in_place(b"whole", target, overwrite=False)
    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    target = tmp_path / "due.pdf"
    target.write_bytes(b"old")
    with pytest.raises(OutputError, match="output exists"):
        put_in_place(b"new", target, overwrite=False)
    assert target.read_bytes() == b"old"
    put_in_place(b"new", target, overwrite=True)
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("overwrite", [False, True])
def test_what_fails_its_check_gets_no_name(tmp_path: Path, *, overwrite: bool) -> None:
    target = tmp_path / "due.pdf"

    def refuse(written: bytes) -> None:
        assert written == b"new"
        raise DeclassError("is not wanted")

    with pytest.raises(DeclassError, match="is not wanted"):
        put_in_place(b"new", target, overwrite=overwrite, check=refuse)
    assert list(tmp_path.iterdir()) == []
