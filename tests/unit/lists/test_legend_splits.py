"""One mark that stands for several answers, told apart by the words beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import UserError
from models.lists.answer_kinds import Answer
from models.lists.answers import read_answers
from models.lists.legend_splits import SplitProposal, propose_splits
from models.lists.legend_texts import legend_from_file, legend_from_text
from models.lists.legends import Legend, propose
from models.lists.mapping import Mapping
from models.lists.remark_words import kind_said
from models.lists.table import Table
from models.lists.understanding.understand import list_table
from models.lists.workbook import Sheet, Workbook

ROWS = [
    ["○：標準　△：カスタマイズまたは代替　×：不可"],
    ["項番", "機能名称", "要件", "回答", "実現方法", "備考"],
    ["1", "転入", "入力", "○", "標準機能", ""],
    ["2", "転出", "出力", "△", "帳票の改修で対応", ""],
    ["3", "転居", "入力", "△", "", "EUCで代替する"],
    ["4", "証明", "出力", "△", "パラメータ設定", ""],
    ["5", "照会", "検索", "△", "要相談", ""],
    ["6", "統計", "集計", "×", "改修不可", ""],
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("帳票を改修して対応", Answer.SOURCE_CHANGE),
        ("EUC で抽出し手作業で集計（運用対応）", Answer.WORKAROUND),
        ("改修せず運用で対応", Answer.WORKAROUND),
        ("カスタマイズは不要。オプションで提供", Answer.OPTION_PART),
        ("パラメータ設定により可", Answer.PARAMETER),
        ("代替案または改修", None),
        ("要相談", None),
        ("", None),
        ("Customisation of the form", Answer.SOURCE_CHANGE),
        ("No customization needed; manual workaround", Answer.WORKAROUND),
        ("ｵﾌﾟｼｮﾝ（有償）", Answer.OPTION_PART),
    ],
)
def test_what_a_remark_says(text: str, kind: Answer | None) -> None:
    assert kind_said(text) is kind


def test_a_split_is_proposed_for_the_mark_that_mixes_and_for_no_other() -> None:
    sheet, table = _read()
    proposals = propose(table, sheet)
    counts = {Answer.PARAMETER: 1, Answer.SOURCE_CHANGE: 1, Answer.WORKAROUND: 1}
    assert propose_splits(table, sheet, 0, proposals) == {"△": SplitProposal("△", counts, 1)}


def test_rows_of_a_split_mark_mean_what_is_written_beside_them() -> None:
    sheet, table = _read()
    legend = legend_from_text("○=standard,△=split:option_part,×=not_possible")
    read = read_answers(sheet, table, legend)
    assert [row.answer for row in read.rows] == [
        Answer.STANDARD, Answer.SOURCE_CHANGE, Answer.WORKAROUND, Answer.PARAMETER, Answer.OPTION_PART,
        Answer.NOT_POSSIBLE,
    ]  # fmt: skip
    assert [row.mark for row in read.rows] == ["○", "△", "△", "△", "△", "×"]
    assert read.rows[1].method == "帳票の改修で対応" and not read.findings


def test_a_row_that_tells_nothing_is_an_error_until_the_rest_is_decided() -> None:
    sheet, table = _read()
    read = read_answers(sheet, table, legend_from_text("○=standard,△=split,×=not_possible"))
    assert [(one.key, one.where) for one in read.findings] == [("lists.unsplit_mark", "一覧!D7")]


def test_a_split_is_kept_with_the_mapping(tmp_path: Path) -> None:
    sheet, table = _read()
    legend = Legend({"○": Answer.STANDARD}, split=frozenset("△"))
    Mapping.of(table, sheet, legend).save(tmp_path / "割当.json")
    assert Mapping.load(tmp_path / "割当.json").legend == legend
    assert Legend.from_json({"marks": {"○": "standard"}}).split == frozenset()


def test_splits_in_a_legend_file(tmp_path: Path) -> None:
    path = tmp_path / "凡例.toml"
    path.write_text('[marks]\n"○" = "standard"\n"△" = "split:source_change"\n', encoding="utf-8")
    assert legend_from_file(path) == Legend(
        {"○": Answer.STANDARD, "△": Answer.SOURCE_CHANGE}, split=frozenset("△")
    )
    with pytest.raises(UserError):
        legend_from_text("△=split:どこか")


def _read() -> tuple[Sheet, Table]:
    sheet = Sheet("一覧", [[*row, *[""] * (6 - len(row))] for row in ROWS])
    return list_table(Workbook("回答.xlsx", "xlsx", "", (sheet,)), answers=True)
