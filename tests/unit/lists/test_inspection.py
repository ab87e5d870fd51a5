"""Inspecting a file without a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import UserError
from models.lists.hints import Hints
from models.lists.inspection import inspect_file

TEXT = "項番,機能名称,要件,備考\n1,転入,入力できること,\n2,,印刷できること,\n"


def test_the_whole_shape(tmp_path: Path) -> None:
    path = tmp_path / "機能.csv"
    path.write_text(TEXT, encoding="cp932")
    shown = json.loads(json.dumps(inspect_file(path).as_json(1), ensure_ascii=False))
    assert (shown["file"], shown["format"], shown["encoding"]) == ("機能.csv", "csv", "cp932")
    (sheet,) = shown["sheets"]
    assert (sheet["name"], sheet["hidden"]) == ("機能", False)
    (table,) = sheet["tables"]
    assert set(table) == {
        "range", "header_rows", "first_data_row", "last_data_row", "columns", "vendors",
        "hierarchy", "section_rows", "excluded_rows", "legend", "item_count", "items",
    }  # fmt: skip
    assert (table["item_count"], len(table["items"])) == (2, 1)
    assert [(f["severity"], f["where"]) for f in shown["findings"]] == [("warning", "機能!B3")]


def test_hints_and_unknown_sheets(tmp_path: Path) -> None:
    path = tmp_path / "機能.csv"
    path.write_text(TEXT, encoding="utf-8")
    read = inspect_file(path, Hints(header_rows=(1,), columns={"name": ("C",)}))
    assert [i.name for i in read.tables[0][1][0].items] == ["入力できること", "印刷できること"]
    with pytest.raises(UserError) as refused:
        inspect_file(path, Hints(sheet="なし"))
    assert refused.value.key == "lists.unknown_sheet"
