"""Tables with headings, and cells that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io

import pytest

from declass.cli.output import Heading, print_bytes, print_csv, print_line, print_table
from declass.errors import OutputError

FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\tx", "\r=1+1", "\rx", "\n=1+1", "\nx"),
    *(" =1+1", "\u3000=1", "\xa0@A1", "\x0b-1", "＝1", "＋1", "－1", "＠A1", "=", "==", "-"),
)
HARMLESS = (
    "",
    "a=b",
    "08TOKYO804",
    "2016-03-24",
    "1.4(b) 1.4(d)",
    " x",
    "'=1",
    '"=1"',
    "(-1)",
    "Å",
)


@pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
def test_what_a_spreadsheet_would_compute_gets_a_quote_before_it(cell: str) -> None:
    stream = io.StringIO()
    print_csv(["head"], [[cell]], stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert rows == [["head"], ["'" + cell.replace("\r", "\n")]]


@pytest.mark.parametrize("cell", HARMLESS, ids=ascii)
def test_what_it_would_not_compute_stays_as_it_is(cell: str) -> None:
    stream = io.StringIO()
    print_csv(["head", "other"], [[cell, "x"]], stream)
    assert next(csv.reader(io.StringIO(stream.getvalue().partition("\n")[2]))) == [cell, "x"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"], ids=ascii)
def test_no_row_ends_within_a_cell(end: str) -> None:
    stream = io.StringIO()
    print_csv(["head", "other"], [[f"a{end}=1+1", "x"]], stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert rows == [["head", "other"], ["a\n=1+1", "x"]]


def test_a_heading_takes_no_part_in_the_columns() -> None:
    stream = io.StringIO()
    rows = [Heading("the first of them \x1b[31m"), ("a", "1"), Heading("the rest"), ("b", "20")]
    print_table(["name", "n"], rows, stream)
    assert stream.getvalue().splitlines() == [
        "name   n",
        "the first of them \\x1b[31m",
        "a      1",
        "the rest",
        "b     20",
    ]


def test_bytes_are_printed_after_what_was_printed_before(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    print_line("before")
    print_bytes(b"\xff\r\n\n")
    assert capfdbinary.readouterr().out == b"before\n\xff\r\n\n"


def test_standard_output_that_is_closed_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(OutputError, match="standard output: is closed"):
        print_bytes(b"")
