from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.exports.shown_table import Cell, ShownColumn, write_shown_table

HEADS = [ShownColumn("機能ID", 10), ShownColumn("=名称", 20), ShownColumn("フロー", 8)]
ROWS: list[list[Cell]] = [["0110010", "=1+1", 3], ["-", "@SUM(A1)", None], ["+81", "　=A1", 2.5]]


def test_a_workbook_holds_texts_and_numbers(tmp_path: Path) -> None:
    assert write_shown_table(tmp_path / "表.xlsx", "機能/一覧", HEADS, ROWS) == []
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    assert sheet is not None and sheet.title == "機能 一覧"
    read = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert read == [["0110010", "=1+1", 3], ["-", "@SUM(A1)", None], ["+81", "　=A1", 2.5]]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet.auto_filter.ref == "A1:C4" and sheet.freeze_panes == "A2"


def test_csv_holds_nothing_that_runs(tmp_path: Path) -> None:
    write_shown_table(tmp_path / "表.csv", "", HEADS, ROWS)
    data = (tmp_path / "表.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == 4
    lines = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert lines[0] == ["機能ID", "'=名称", "フロー"]
    assert lines[1:] == [["0110010", "'=1+1", "3"], ["-", "'@SUM(A1)", ""], ["'+81", "'　=A1", "2.5"]]


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="xlsx"):
        write_shown_table(tmp_path / "表.pdf", "", HEADS, ROWS)
    assert not list(tmp_path.iterdir())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=5))
def test_no_csv_cell_begins_like_a_formula(tmp_path: Path, texts: list[str]) -> None:
    write_shown_table(tmp_path / "a.csv", "", [ShownColumn("a")], [[text] for text in texts])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert not [
        cell for cell in cells if cell[:1] in ("=", "+", "@", "-", "\t", "\r") and len(cell.strip()) > 1
    ]
