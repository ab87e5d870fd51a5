"""Blank cells of a hierarchy: read as above, asked of a person once a column, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.lists.hints import Hints
from models.lists.inspection import inspect_file
from models.lists.mapping import Mapping
from models.lists.table import Table
from models.lists.understanding.understand import understand
from models.lists.workbook import Sheet
from tests.unit.lists import quirky_files as made

ROWS = [
    ["大項目", "中項目", "機能名称", "要件"],
    ["宛名", "登録", "機能1", "要件1"],
    ["", "", "機能2", "要件2"],
    ["", "照会", "機能3", "要件3"],
    ["税", "賦課", "機能4", "要件4"],
    ["", "", "機能5", "要件5"],
]
MakeSheet = Callable[..., Sheet]


def read(sheet: Sheet, **blanks: bool) -> Table:
    hints = Hints("一覧", (1,), blanks=blanks) if blanks else None
    return understand(sheet, hints)[0]


def asked(table: Table) -> list[tuple[str, object]]:
    return [(one.where, one.facts["n"]) for one in table.findings if one.key == "lists.blank_as_above"]


def test_each_column_is_asked_of_once(make_sheet: MakeSheet) -> None:
    sheet = make_sheet(ROWS)
    assert asked(read(sheet)) == [("一覧!A", 3), ("一覧!B", 2)]
    assert asked(read(sheet, A=True)) == [("一覧!B", 2)]
    assert asked(read(sheet, A=True, B=False)) == []


def test_blanks_of_one_column_mean_nothing(make_sheet: MakeSheet) -> None:
    sheet = make_sheet(ROWS)
    assert [item.levels for item in read(sheet, A=True, B=False).items] == [
        ("宛名", "登録"), ("宛名",), ("宛名", "照会"), ("税", "賦課"), ("税",),
    ]  # fmt: skip
    assert read(sheet, A=True, B=True).items[4].levels == ("税", "賦課")
    assert read(sheet, A=False, B=False).items[1].levels == ()


def test_a_list_with_few_blanks_can_be_told_to_fill_them(make_sheet: MakeSheet) -> None:
    rows = [ROWS[0], *[["宛名", "登録", f"機能{n}", f"要件{n}"] for n in range(40)], ["", "", "末", "末"]]
    sheet = make_sheet(rows)
    assert read(sheet).items[-1].levels == ()
    assert read(sheet, A=True, B=True).items[-1].levels == ("宛名", "登録")


def test_a_mapping_remembers_what_was_said(make_sheet: MakeSheet, tmp_path: Path) -> None:
    path = made.blank_means_as_above(tmp_path / "一覧.xlsx")
    sheet, (table,) = inspect_file(path).tables[0]
    said = Hints(sheet.name, (1,), blanks={"C": True, "D": False})
    Mapping.of(table, sheet, said=said).save(tmp_path / "割当.json")
    again = Mapping.load(tmp_path / "割当.json")
    assert again.hints.blanks == {"C": True, "D": False}
    (mapped,) = inspect_file(path, again.hints).tables[0][1]
    assert asked(mapped) == [] and mapped.items[1].levels == ("住民記録",)
