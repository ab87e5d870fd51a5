"""How good the proposals are on labelled texts, and that the table is read as offices save it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from app.cli.entry import run
from models.errors import UserError
from models.lists.reading.reader import read_workbook
from models.tiers.catalogue import change_kinds
from models.tiers.evaluation import Evaluation, evaluate, keyword_kinds, labelled_texts
from models.tiers.rules import tier_of

TEXTS = Path(__file__).parents[2] / "sample_files" / "gap_texts"
HEAD = ["text", "kind", "scope", "tier"]


def measured(name: str) -> Evaluation:
    rows = read_workbook(TEXTS / name).sheets[0].rows
    return evaluate(labelled_texts(rows, name))


@pytest.mark.parametrize("name", ["development.csv", "held_out.csv"])
def test_the_proposals_are_good_and_better_than_keywords(name: str) -> None:
    found = measured(name)
    assert found.rows >= 100
    assert found.kind_macro_f1 >= 0.9
    assert found.kind_macro_f1 >= found.baseline_macro_f1 + 0.25
    assert min(found.kind_precision, found.kind_recall, found.tier_accuracy) >= 0.9
    assert found.guessed_without_scope == 0


@pytest.mark.parametrize("name", ["development.csv", "held_out.csv"])
def test_the_labelled_texts_are_balanced_and_true_to_the_table(name: str) -> None:
    texts = labelled_texts(read_workbook(TEXTS / name).sheets[0].rows, name)
    for kind in change_kinds():
        assert sum(kind in one.kinds for one in texts) >= 4, kind
    assert sum(not one.kinds for one in texts) >= 8
    assert sum(len(one.kinds) > 1 for one in texts) >= 6
    assert len({one.text for one in texts}) == len(texts)
    for one in texts:
        assert one.tier == tier_of(dict.fromkeys(one.kinds, one.scope)).tier, one.text


def test_the_baseline_asks_for_all_words_of_a_label() -> None:
    assert keyword_kinds("表示項目の名称を変えたい") == {"item_label", "display_item", "data_model"}
    assert keyword_kinds("帳票を足したい") == {"report"}
    assert keyword_kinds("Change the colour of the screen") == {"screen_colour", "screen"}
    assert keyword_kinds("欄を増やしたい") == frozenset()


def test_figures_of_a_small_table() -> None:
    rows = [
        HEAD,
        ["納付書の様式を変えたい", "帳票の追加・変更", "inside", "2"],
        ["ボタンを右に移したい", "ボタン位置の変更;画面色の変更", "unknown", "(1)"],
        ["変更は不要", "", "unknown", ""],
        ["", "", "", ""],
    ]
    found = evaluate(labelled_texts(rows, "t.csv"))
    assert (found.rows, found.tier_accuracy, found.kind_precision) == (3, 1.0, 1.0)
    assert found.kind_recall == 0.6667
    assert found.kind_macro_f1 == 0.6667


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_tables_as_offices_save_them(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "文.csv"
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out).writerows(
            [HEAD[::-1], ["", "unknown", "テーブルの追加・変更；帳票の追加・変更", "表を、足す"]]
        )
    assert run(["tier", "evaluate", str(file), "--json"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == list(Evaluation.__dataclass_fields__)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([["text", "kind"], ["a", "b"]], "scope"),
        ([HEAD], "1件もありません"),
        ([HEAD, ["文", "帳票の廃止", "unknown", ""]], "2行目"),
        ([HEAD, ["文", "帳票の追加・変更", "たぶん", ""]], "たぶん"),
        ([HEAD, ["文", "帳票の追加・変更", "inside", "7"]], "「7」"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(rows: list[list[str]], problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        labelled_texts(rows, "文.csv")


def test_the_command_line_proposes_and_stores_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    text = "オプション製品で対応可能とのこと。納付書の様式を変更したい"
    assert run(["tier", "suggest", "--text", text, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in said["kinds"]] == ["report"]
    assert (said["tier"], said["undecided"]) == (None, "scope_unknown")
    assert said["scope_words"] == {"inside": ["オプション製品で"]}
    assert run(["tier", "suggest", "--text", text]) == 0
    shown = capsys.readouterr().out
    assert "帳票の追加・変更" in shown and "「納付書」" in shown and "確かめて" in shown
    assert run(["--lang", "en", "tier", "suggest", "--text", "Staff training twice a year"]) == 0
    assert "No word" in capsys.readouterr().out
    assert run(["--lang", "ja", "tier", "evaluate", str(TEXTS / "held_out.csv")]) == 0
    assert "マクロF1" in capsys.readouterr().out
