"""Cells of CSV: no program takes one for a formula, and each gives back what was written."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.cells import format_row, guard_cell, unguard_cell

# Half of a letter is in no file, and Python reads NUL in CSV only since 3.11.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.text("'=+-@\t\r\n\", a\u202e", max_size=8)


@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(["=cmd|' /C calc'!A0", "'=1", "''=1", "-1", "\r\n", " a ", '"', "'tis"])
def test_what_is_written_is_read_again_and_no_cell_begins_a_formula(cells: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(format_row([*cells, "end"]), newline=""), strict=True))
    assert len(rows) == 1
    assert [unguard_cell(cell) for cell in rows[0][:-1]] == cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0")) for cell in rows[0])


@pytest.mark.parametrize("text", ["", "a", "'", "'a", "''", "1", "2019-12-07/2019-12-08", "€", " =1"])
def test_what_is_no_formula_is_left_as_it_is(text: str) -> None:
    assert guard_cell(text) == text
    assert format_row([text]).count("\n") == 1
