"""The sample's feature list and answer files: their size, their quirks, and that they fit together."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from typing import Any

import openpyxl
import pytest

from models.lists.answer_kinds import Answer
from models.resources import resource

FILES: dict[str, Any] = tomllib.loads(resource("sample", "answers.toml").read_text(encoding="utf-8"))
LIST = FILES["feature_list"]
Row = tuple[Any, ...]


def _column(letter: str) -> int:
    return ord(letter) - ord("A")


def _rows(entry: dict[str, Any]) -> list[Row]:
    """All rows below the header."""
    path = resource("sample", entry["file"])
    if path.suffix == ".csv":
        with path.open(encoding=entry["encoding"], newline="") as file:
            return [tuple(row) for row in csv.reader(file)][entry["header_rows"][-1] :]
    sheet = openpyxl.load_workbook(path)[entry["sheet"]]
    return list(sheet.iter_rows(min_row=entry["header_rows"][-1] + 1, values_only=True))


def _items(entry: dict[str, Any]) -> dict[str, Row]:
    place = _column(entry["columns"]["feature_id"])
    return {str(row[place]): row for row in _rows(entry) if row[place]}


def test_feature_list_has_152_items_with_text_ids() -> None:
    items = _items(LIST)
    assert len(items) == LIST["items"] == 152
    assert all(re.fullmatch(r"\d{7}", key) for key in items)
    place = _column(LIST["columns"]["obligation"])
    assert Counter(row[place] for row in items.values()) == {"必須": 96, "任意": 56}
    names = [row[_column(LIST["columns"]["name"])] for row in items.values()]
    assert len(set(names)) == 152


def test_feature_list_has_the_quirks_of_real_ones() -> None:
    book = openpyxl.load_workbook(resource("sample", LIST["file"]))
    assert book.sheetnames == ["表紙", "改訂履歴", "機能一覧"]
    sheet = book[LIST["sheet"]]
    hidden = [row for row, size in sheet.row_dimensions.items() if size.hidden]
    assert [sheet.cell(row, 2).value for row in hidden] == LIST["hidden_items"]
    merged = [str(area) for area in sheet.merged_cells.ranges]
    assert "C5:D5" in merged and "F5:G5" in merged
    assert any(area.startswith("D") and area[1:].split(":D") for area in merged)
    requirements = [str(row[_column(LIST["columns"]["requirement"])]) for row in _items(LIST).values()]
    restated = [text for text in requirements if re.search("現行.*同様|従来どおり|現在の画面どおり", text)]
    assert len(restated) == 6
    assert any(re.search("[０-９]", text) for text in requirements)
    assert any("\n" in text for text in requirements)
    marks = Counter(sheet.cell(row, 9).value for row in range(7, sheet.max_row + 1))
    assert marks["○"] > marks["〇"] > 0
    assert sheet["L5"].value == "凡例"


@pytest.mark.parametrize("entry", FILES["answer"], ids=lambda entry: entry["package"])
def test_answers_cover_the_list_and_every_mark_is_in_the_legend(entry: dict[str, Any]) -> None:
    items, listed = _items(entry), _items(LIST)
    assert list(items) == list(listed)
    assert set(entry["legend"].values()) | {entry["blank"]} <= set(Answer)
    columns = entry["columns"]
    used: Counter[str] = Counter()
    for key, row in items.items():
        assert row[_column(columns["name"])] == listed[key][_column(LIST["columns"]["name"])]
        mark = row[_column(columns["answer"])] or ""
        used[entry["legend"][mark] if mark else entry["blank"]] += 1
        if mark and entry["legend"][mark] != "standard":
            assert row[_column(columns["method"])], key
        cost = str(row[_column(columns["cost"])] or "0")
        assert cost.isdigit(), (key, cost)
    assert set(used) >= set(entry["legend"].values())
    assert used["standard"] > 152 * 0.6


def test_the_three_legends_differ() -> None:
    a, b, c = (entry["legend"] for entry in FILES["answer"])
    assert a["△"] != b["△"] and a["▲"] != b["▲"]
    assert not set(c) & (set(a) | set(b))
