"""What a person says of single rows and cells, and mappings that are found again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserError
from models.lists.hints import CellHint, Hints, RowHint, RowRole
from models.lists.legends import Legend
from models.lists.mapping import Mapping
from models.lists.mappings import mapping_folder, remember, remembered
from models.lists.table import Table
from models.lists.understanding.said import cell_hint, row_hint, row_text
from models.lists.understanding.understand import understand
from models.lists.workbook import Sheet, Workbook, cell_name, cell_place

HEAD = ["項番", "機能名称", "要件", "必須・任意"]
LINES = [
    ["1.9", "転入届の入力", "届出の内容を入力する。", "必須"],
    ["1.1", "在留カードの読取", "券面を読み取る。", "任意"],
    ["1.11", "転出証明書", "証明書を印刷する。", "必須"],
    ["", "参考の行", "残してよいか決める。", "任意"],
]


def sheet_of(*lines: list[str], name: str = "一覧") -> Sheet:
    return Sheet(name, [list(HEAD), *(list(line) for line in lines)])


def book_of(*sheets: Sheet) -> Workbook:
    return Workbook("一覧.xlsx", "xlsx", "", sheets)


def read(sheet: Sheet, said: Hints) -> Table:
    return understand(sheet, said)[0]


def said(sheet: Sheet, **parts: object) -> Hints:
    table = understand(sheet)[0]
    return replace(Mapping.of(table, sheet).hints, **parts)  # type: ignore[arg-type]


def test_a_row_is_what_a_person_says() -> None:
    sheet = sheet_of(*LINES)
    out = read(sheet, said(sheet, rows=(row_hint(sheet, 4, RowRole.EXCLUDED),)))
    assert [item.no for item in out.items] == ["1.9", "1.1", "1.11"] and out.excluded_rows == (5,)
    section = read(sheet, said(sheet, rows=(row_hint(sheet, 1, RowRole.SECTION),)))
    assert section.section_rows == (2,) and section.items[0].levels == ("届出の内容を入力する。",)
    back = read(sheet, said(sheet, rows=(row_hint(sheet, 4, RowRole.ITEM),)))
    assert len(back.items) == 4


def test_a_number_is_read_as_said_and_the_sheet_keeps_its_text() -> None:
    sheet = sheet_of(*LINES)
    assert any(one.key == "lists.lost_zero" for one in understand(sheet)[0].findings)
    table = read(sheet, said(sheet, cells=(cell_hint(sheet, 2, 0, "1.10"),)))
    assert [item.no for item in table.items][:3] == ["1.9", "1.10", "1.11"]
    assert not any(one.key == "lists.lost_zero" for one in table.findings)
    assert sheet.rows[2][0] == "1.1"


def test_what_was_said_of_another_text_is_not_used_and_reported() -> None:
    sheet = sheet_of(*LINES)
    hints = said(
        sheet,
        rows=(RowHint(2, RowRole.EXCLUDED, "ほかの行"), RowHint(99, RowRole.ITEM)),
        cells=(CellHint("A3", "2.2", "2.20"),),
    )
    table = read(sheet, hints)
    assert [item.no for item in table.items] == ["1.9", "1.1", "1.11", ""]
    keys = [one.key for one in table.findings]
    assert keys.count("lists.row_not_as_said") == 2 and keys.count("lists.cell_not_as_said") == 1


def test_a_known_header_keeps_its_end_above_the_next_table() -> None:
    second = [["", "", "", ""], ["二つ目の表", "", "", ""], HEAD, ["9.1", "別の表", "別の要件", "必須"]]
    sheet = sheet_of(*LINES, *second)
    first = understand(sheet)[0]
    again = read(sheet, Mapping.of(first, sheet).hints)
    assert [item.name for item in again.items] == [item.name for item in first.items]


def test_a_mapping_file_tells_rows_and_cells(tmp_path: Path) -> None:
    sheet = sheet_of(*LINES)
    hints = said(sheet, rows=(row_hint(sheet, 4, RowRole.EXCLUDED),), cells=(cell_hint(sheet, 2, 0, "1.10"),))
    table = read(sheet, hints)
    path = tmp_path / "割当.json"
    Mapping.of(table, sheet, None, hints).save(path)
    assert Mapping.load(path).hints == hints
    path.write_text(path.read_text(encoding="utf-8").replace('"A3"', '"3"'), encoding="utf-8")
    with pytest.raises(UserError):
        Mapping.load(path)


def test_a_mapping_is_found_by_the_form_of_the_sheet(tmp_path: Path) -> None:
    sheet = sheet_of(*LINES, name="四月")
    mapping = Mapping.of(understand(sheet)[0], sheet)
    assert remembered(tmp_path, book_of(sheet), for_answers=False) is None
    path = remember(tmp_path, mapping, for_answers=False)
    assert path.parent == mapping_folder(tmp_path) and Mapping.load(path) == mapping
    later = sheet_of(["7.1", "別の内容", "別", "必須"], name="五月")
    found = remembered(tmp_path, book_of(Sheet("表紙", [["表紙"]]), later), for_answers=False)
    assert found is not None and found.mapping.hints.sheet == "五月" and found.path == path
    assert remembered(tmp_path, book_of(later), for_answers=True) is None
    other = Sheet("一覧", [["番号", *HEAD[1:]], *LINES])
    assert remembered(tmp_path, book_of(other), for_answers=False) is None


def test_the_newest_mapping_wins_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    sheet = sheet_of(*LINES)
    mapping = Mapping.of(understand(sheet)[0], sheet)
    first = remember(tmp_path, mapping, for_answers=True)
    (first.parent / "x-answers.json").write_text("[", encoding="utf-8")
    os.utime(first, ns=(1, 1))
    again = remember(tmp_path, replace(mapping, legend=Legend({})), for_answers=True)
    found = remembered(tmp_path, book_of(sheet), for_answers=True)
    assert again == first and found is not None and found.mapping.legend == Legend({})


@given(st.integers(0, 399_999), st.integers(0, 3_999))
def test_addresses_go_there_and_back(row: int, column: int) -> None:
    assert cell_place(cell_name(row, column)) == (row, column)


@pytest.mark.parametrize("name", ["", "A", "11", "A0", "あ1", "A-1"])
def test_no_address_is_no_address(name: str) -> None:
    with pytest.raises(ValueError):
        cell_place(name)


def test_a_row_is_known_by_its_beginnings() -> None:
    assert row_text(["", "1.9", "", "転入"]) == "1.9 | 転入"
    assert len(row_text(["長い" * 100])) == 80
