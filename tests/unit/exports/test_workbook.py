"""The workbook: values as values, text as text, the same edition as the same bytes."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from models.baselines.commands import freeze
from models.baselines.queries import find_edition
from models.costs.queries import cost_table
from models.errors import UserError
from models.exports.cells import LONGEST_TEXT
from models.exports.cover_sheet import percent
from models.exports.pages import lines_of
from models.exports.workbook import export_workbook
from models.ledger.operations import insert, write
from models.project.opening import open_project
from models.words import say, use_language

Consortium = Any  # the fixture of tests/conftest.py
FORMULAS = ["=1+1", "+81-3", "-5", "@SUM(A1)", "\t=2", "\r=3", "=cmd|' /C calc'!A0"]


@pytest.fixture
def book(case: Consortium, tmp_path: Path) -> Any:
    with open_project(case.path, readonly=True) as project:
        assert export_workbook(project, tmp_path / "要件.xlsx") == []
    return opened(tmp_path / "要件.xlsx")


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def table(sheet: Any) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_sheets(book: Any) -> None:
    assert book.sheetnames == [
        "表紙", "確定要件一覧", "機能一覧データ", "ギャップデータ", "経費抑制額", "経費抑制額の集計",
        "決裁データ", "関連データ",
    ]  # fmt: skip


def test_no_cell_is_a_formula_and_text_stays_as_it_was(book: Any, tmp_path: Path) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    with zipfile.ZipFile(tmp_path / "要件.xlsx") as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in archive.read(name) for name in parts)
    names = [row["機能名"] for row in table(book["機能一覧データ"])]
    assert names[:5] == FORMULAS[:5]
    missing = {row["足りない内容"] for row in table(book["ギャップデータ"])}
    assert {"=1+1", "@SUM(A1)", "=cmd|' /C calc'!A0"} <= missing


def test_data_sheets_hold_numbers_dates_and_no_merged_cells(book: Any) -> None:
    for name in book.sheetnames[2:]:
        sheet = book[name]
        assert not sheet.merged_cells.ranges
        assert all(cell.value for cell in sheet[1])
    first = table(book["ギャップデータ"])[0]
    assert first["番号"] == "G-001"
    assert first["状態"] == "確定"
    assert first["要望の費用・初期（千円）"] == 3000
    assert first["要望の費用・5年計（千円）"] == 3600
    assert first["経費抑制額・5年計（千円）"] == 3550
    assert first["決裁者"] == "課長"
    assert first["決裁日"].date() == date.today()
    second = table(book["ギャップデータ"])[1]
    assert second["要望の費用・初期（千円）"] == 3250.5
    assert table(book["ギャップデータ"])[5]["合意の費用・初期（千円）"] is None
    feature = table(book["機能一覧データ"])[1]
    assert feature["機能ID"] == "0000001"
    assert feature["甲システム 回答"] == "カスタマイズ（ソース）"
    assert feature["甲システム カスタマイズ費用（千円）"] == 1234.5
    assert feature["乙システム 回答"] is None
    assert [row["段階"] for row in table(book["決裁データ"])][:3] == ["起案", "決裁", "第三者"]
    assert table(book["関連データ"])[0]["パッケージ"] == "甲システム"


def test_another_reader_sees_the_same(case: Consortium, book: Any, tmp_path: Path) -> None:
    other = CalamineWorkbook.from_path(str(tmp_path / "要件.xlsx"))
    assert other.sheet_names == book.sheetnames
    rows = other.get_sheet_by_name("ギャップデータ").to_python()
    assert len(rows) == 9
    assert rows[1][0] == "G-001"
    assert 3000.0 in rows[1]
    assert date.today() in [one for one in rows[1] if isinstance(one, date)]


def test_print_sheets_are_ready_for_paper(book: Any) -> None:
    for name in ("表紙", "確定要件一覧"):
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.oddFooter.center.text == "&P / &N"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["確定要件一覧"].print_title_rows == "$1:$1"
    shown = [str(row[0]) for row in book["確定要件一覧"].iter_rows(values_only=True) if row[0]]
    assert "みどり市 市民課（8件）" in shown
    assert shown[-1] == "全体（8件）"


def test_the_calculation_on_the_cover_adds_up(case: Consortium, book: Any) -> None:
    with open_project(case.path, readonly=True) as project:
        gap = project.connection.exec_driver_sql("SELECT id FROM gap WHERE serial = 4").scalar_one()
        sums = cost_table(project, {gap}).all
    rows = [[cell for cell in row if cell is not None] for row in book["表紙"].iter_rows(values_only=True)]
    found = {str(row[0]).strip(): row[1:] for row in rows if row}
    asked = next(value for key, value in found.items() if key.startswith("要望の費用"))[0]
    agreed = next(value for key, value in found.items() if key.startswith("－ 合意"))[0]
    saving = found["＝ 経費抑制額"][0]
    assert asked - agreed == saving == sums.saving / 1000
    tiers = [row for row in rows if row and (str(row[0]).startswith("(") or row[0] == "合計")]
    *parts, whole = [row[1:] for row in tiers]
    other = [row[1:] for row in rows if row and row[0] in ("カスタマイズなし", "未判定")]
    assert [sum(column) for column in zip(*parts, *other, strict=True)] == whole


def test_an_edition_is_exported_as_it_was_frozen(case: Consortium, tmp_path: Path) -> None:
    with case.as_("事務局") as project:
        freeze(project, "調達仕様", "初版", allow_open=True)
        export_workbook(project, tmp_path / "a.xlsx", find_edition(project, 1))
        gap = project.connection.exec_driver_sql("SELECT id FROM gap WHERE serial = 1").scalar()
        project.act("gaps.edit", list(write("gap", gap, title="変えた題", agreed_initial=9)), gap="G-001")
        freeze(project, allow_open=True)
        export_workbook(project, tmp_path / "b.xlsx", find_edition(project, 1))
        export_workbook(project, tmp_path / "c.xlsx", find_edition(project, 2))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert table(opened(tmp_path / "c.xlsx")["ギャップデータ"])[0]["状態"] == "要再確認"


def test_texts_beyond_a_cell_are_cut_and_told(case: Consortium, tmp_path: Path) -> None:
    with case.as_("主査") as project:
        gap = project.connection.exec_driver_sql("SELECT id FROM gap WHERE serial = 1").scalar()
        project.act("gaps.edit", list(write("gap", gap, missing="𠮷" * 40_000)), gap="G-001")
        findings = export_workbook(project, tmp_path / "a.xlsx")
    assert [one.where for one in findings] == ["ギャップデータ R2C9"]
    assert "40000文字" in findings[0].message
    text = table(opened(tmp_path / "a.xlsx")["ギャップデータ"])[0]["足りない内容"]
    assert text.endswith("…（以下はJSONにあります）")
    assert len(text.encode("utf-16-le")) <= 2 * LONGEST_TEXT


def test_hostile_names(case: Consortium, tmp_path: Path) -> None:
    with case.as_("事務局") as project:
        row = project.connection.exec_driver_sql("SELECT id FROM setting WHERE key = 'name'").scalar()
        project.act(
            "members.set", list(write("setting", row, value='"&Pと&[Tab]=' + "長" * 300 + '\\u0001"'))
        )
        package = {"name": '=HYPERLINK("http://x")', "vendor": "", "position": 9}
        project.act("lists.add_package", [insert("package", [package])])
        assert export_workbook(project, tmp_path / "a.xlsx") == []
    book = opened(tmp_path / "a.xlsx")
    assert '=HYPERLINK("http://x") 回答' in [cell.value for cell in book["機能一覧データ"][1]]
    assert all(cell.data_type == "s" for cell in book["機能一覧データ"][1])


def test_an_empty_project_can_be_exported(consortium: Consortium, tmp_path: Path) -> None:
    for tongue in ("ja", "en"):
        use_language(tongue)
        with open_project(consortium.path, readonly=True) as project:
            export_workbook(project, tmp_path / f"{tongue}.xlsx")
        book = opened(tmp_path / f"{tongue}.xlsx")
        assert book.sheetnames[0] == say("exports.sheet.cover")


def test_an_unwritable_place_is_one_sentence(consortium: Consortium, tmp_path: Path) -> None:
    with open_project(consortium.path, readonly=True) as project:
        for path in (tmp_path, tmp_path / "ない" / "a.xlsx"):
            with pytest.raises(UserError):
                export_workbook(project, path)
    assert not list(tmp_path.glob("*.part"))


def test_shares_and_lines() -> None:
    assert [percent(one) for one in (None, Fraction(1, 3), Fraction(2, 3), Fraction(-1, 8), Fraction(0))] == [
        "—", "33.3%", "66.7%", "-12.5%", "0.0%",
    ]  # fmt: skip
    assert [lines_of(text, 11) for text in ("", "あいうえお", "あいうえおか", "a\nb")] == [1, 1, 2, 2]


def test_the_cost_avoided_can_be_recomputed_by_hand_from_the_sheets(book: Any) -> None:
    gaps, sums = table(book["経費抑制額"]), table(book["経費抑制額の集計"])

    def exact(value: Any) -> Decimal:
        return Decimal(str(value or 0))

    counted = []
    for line in gaps:
        known = True
        for side in ("要望", "合意"):
            parts = line[f"{side}の費用・初期（千円）"], line[f"{side}の費用・年額（千円）"]
            known = known and None not in parts
            if None not in parts:
                whole = exact(parts[0]) + exact(parts[1]) * line["契約年数"]
                assert exact(line[f"{side}の費用・5年計（千円）"]) == whole
        assert line["集計に算入"] == ("はい" if known else "いいえ")
        if known:
            counted.append(line)
            difference = exact(line["要望の費用・5年計（千円）"]) - exact(line["合意の費用・5年計（千円）"])
            assert exact(line["経費抑制額・5年計（千円）"]) == difference
    assert counted
    column_of = {
        "段階": "段階の名前", "業務所管課": "業務所管課", "団体": "団体", "パッケージ": "パッケージ",
        "対応方針": "対応方針",
    }  # fmt: skip
    saving = "経費抑制額・5年計（千円）"
    by_group: dict[str, Decimal] = {}
    for line in sums:
        column, group = column_of.get(line["まとめ方"]), line["区分"].replace("（なし）", "")
        chosen = [one for one in counted if column is None or (one[column] or "") == group]
        assert exact(line[saving]) == sum((exact(one[saving]) for one in chosen), Decimal())
        assert line["算入した件数"] == len(chosen)
        by_group[line["まとめ方"]] = by_group.get(line["まとめ方"], Decimal()) + exact(line[saving])
    assert set(by_group) == {"全体", *column_of}
    assert len(set(by_group.values())) == 1
