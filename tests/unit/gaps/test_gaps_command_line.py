"""Gaps on the command line: from a new gap to its tier, costs and indicators; mistakes end in a sentence."""

from __future__ import annotations

import pytest

from app.cli.entry import run
from tests.unit.gaps.conftest import Line


def test_a_gap_from_its_title_to_its_cost(line: Line) -> None:
    file = line.path
    line(
        "gaps",
        "add",
        file,
        "--title",
        "国保の案内を印字",
        "--purpose",
        "届出の漏れを防ぐ。",
        "--asker",
        "住民課",
    )
    reasons = ["--because", "adopt=漏れる", "--because", "運用=遅い", "--because", "parameter=ない"]
    line("gaps", "disposition", file, "1", "機能部品", *reasons)
    verdict = line.json("tier", file, "G-001", "--kind", "帳票の追加・変更：inside", "--kind", "fixed_text")
    assert (verdict["tier"], verdict["undecided"]) == (2, None)
    line("gaps", "costs", file, "G-001", "--asked-initial", "1,360,000", "--asked-yearly", "140000")
    line("gaps", "costs", file, "G-001", "--agreed-initial", "620000", "--agreed-yearly", "36000")
    line("gaps", "edit", file, "G-001", "--frequency", "年 400件")
    line("gaps", "comment", file, "G-001", "根拠を確かめました。")
    line("gaps", "askers", file, "G-001", "--add", "総務課", "--remove", "住民課")

    (row,) = line.json("gaps", "list", file)
    assert (row["gap"], row["tier"], row["state"]) == ("G-001", 2, "draft")
    assert row["asked"] == {"initial": 1_360_000, "yearly": 140_000, "total": 2_060_000}
    shown = line.json("gaps", "show", file, "G-001")
    assert all(shown["conditions"].values())
    assert shown["asking_sections"] == ["みどり市 市民課", "青葉町 総務課"]
    assert line.json("costs", file)["all"]["saving"] == 1_260_000
    assert line.json("indicators", file)["cost_avoided"]["saving_percent"] == "61.2"


def test_people_read_words_and_thousand_yen(line: Line) -> None:
    line("gaps", "add", line.path, "--title", "案内を印字")
    line("tier", line.path, "1", "--kind", "report", "--scope", "unknown")
    assert "案内を印字\tみどり市 市民課\tみ\t未判定\t未判定\t下書き\t未回答\t未回答" in line(
        "gaps", "list", line.path
    )
    assert "オプション機能範囲の内外が不明" in line("tier", line.path, "1")
    shown = line("gaps", "show", line.path, "1")
    assert "提出の条件 2／6" in shown
    assert "独自業務" in shown
    assert "経費抑制額 0千円" in line("costs", line.path)
    assert "まだ決裁されたギャップがありません" in line("indicators", line.path)
    assert "Verdict: Undecided." in line("--lang", "en", "tier", line.path, "1")


def test_filters(line: Line) -> None:
    for title in ("案内を印字", "除票の検索"):
        line("gaps", "add", line.path, "--title", title)
    assert [one["gap"] for one in line.json("gaps", "list", line.path, "--text", "除票")] == ["G-002"]
    assert line.json("gaps", "list", line.path, "--tier", "3") == []
    assert len(line.json("gaps", "list", line.path, "--tier", "undecided", "--section", "市民課")) == 2
    assert line.json("gaps", "list", line.path, "--organisation", "青葉町") == []


def test_deriving_where_nothing_is_imported(line: Line) -> None:
    assert line("gaps", "derive", line.path).strip() == "変更はありません。"


def test_mistakes_end_in_one_sentence(line: Line) -> None:
    file = line.path
    line("gaps", "add", file, "--title", "案内を印字")
    assert "G-009" in line.refused("gaps", "show", file, "G-009")
    assert "帳票の廃止" in line.refused("tier", file, "1", "--kind", "帳票の廃止")
    assert "perhaps" in line.refused("tier", file, "1", "--kind", "report", "--scope", "perhaps")
    assert "理由" in line.refused("tier", file, "1", "--override", "3")
    assert "業務を合わせる" in line.refused("gaps", "disposition", file, "1", "parameter")
    assert "adopt" in line.refused("gaps", "disposition", file, "1", "parameter", "--because", "漏れる")
    assert "1.5" in line.refused("gaps", "costs", file, "1", "--asked-initial", "1.5")
    assert "-5" in line.refused("gaps", "costs", file, "1", "--asked-initial=-5")
    assert "4" in line.refused("gaps", "list", file, "--tier", "4")
    assert "D社" in line.refused("gaps", "edit", file, "1", "--package", "D社")
    assert "ほかの課" in line.refused("gaps", "add", file, "--title", "x", "--section", "住民課")


@pytest.mark.parametrize("words", [("add", "--title", "照会画面"), ("edit", "1")])
def test_a_purpose_that_only_complains_is_stored_with_a_hint(
    line: Line, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    line("gaps", "add", line.path, "--title", "案内を印字", "--purpose", "届出の漏れを防ぐ。")
    profile = ["--profile", line._profile]
    assert capsys.readouterr().err == ""
    verb, *rest = words
    assert run([*profile, "gaps", verb, line.path, *rest, "--purpose", "画面が使いにくい"]) == 0
    assert "使いにくい" in capsys.readouterr().err
    last = line.json("gaps", "list", line.path)[-1]["gap"]
    assert line.json("gaps", "show", line.path, last)["purpose"] == "画面が使いにくい"


def test_kinds_and_scope_as_people_type_them(line: Line) -> None:
    line("gaps", "add", line.path, "--title", "案内を印字")
    verdict = line.json(
        "tier", line.path, "Ｇ－００１", "--kind", "帳票の追加･変更；ﾎﾞﾀﾝ位置の変更:不明", "--scope", "範囲外"
    )
    assert (verdict["tier"], verdict["kinds"]) == (3, {"button_position": "unknown", "report": "outside"})
    line.json("tier", line.path, "1", "--kind", "report", "--scope", "Unknown")
    assert len(line.json("gaps", "list", line.path, "--tier", "未判定")) == 1
    assert line.json("gaps", "list", line.path, "--tier", "（3）") == []
    assert line.json("costs", line.path, "--what-if", "tier=未判定")["gaps"] == ["G-001"]
    assert "段階「9」" in line.refused("costs", line.path, "--what-if", "tier=9")
    assert len(line.json("gaps", "list", line.path, "--section", "みどり市市民課")) == 1
