"""`fitgap list compare` and `fitgap list uptake` as people type them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import run
from models.identity.profile import save_identity

Consortium = Any  # the fixture of tests/conftest.py
OLD = (
    "番号,機能ID,大分類,機能名称,要件\n1,A-1,住民,入力,届出を入力できること。\n"
    "2,A-2,住民,照会,異動を照会できること。\n"
)
NEW = (
    "番号,機能ID,大分類,機能名称,要件\n1,A-1,住民,入力,届出を入力し、保存できること。\n"
    "2,A-3,印鑑,印字,印影を原寸で印字できること。\n"
)


@pytest.fixture
def typed(
    consortium: Consortium, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> Any:
    """Runs commands as the secretariat, on a project with the first edition."""
    profile = tmp_path / "profile"
    save_identity(profile, consortium.people["事務局"], "春の小川はさらさら")
    monkeypatch.setenv("FITGAP_PASSPHRASE", "春の小川はさらさら")
    for name, text in (("一覧.csv", OLD), ("新一覧.csv", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def call(*words: object, code: int = 0) -> str:
        capsys.readouterr()
        found = run(["--profile", str(profile), *map(str, words)])
        out, err = capsys.readouterr()
        assert found == code, err
        return out + err

    call("list", "import", consortium.path, tmp_path / "一覧.csv", "--name", "一覧")
    return call


def test_compare_then_take_in(typed: Any, consortium: Consortium, tmp_path: Path) -> None:
    new = tmp_path / "新一覧.csv"
    told = json.loads(typed("list", "compare", consortium.path, new, "--json"))
    assert {name: n for name, n in told["counts"].items() if n} == {"added": 1, "removed": 1, "reworded": 1}
    [reworded] = [one for one in told["items"] if one["classes"] == ["reworded"]]
    assert reworded["differences"]["requirement"]["pieces"] == [
        {"kind": "equal", "text": "届出を入力"},
        {"kind": "added", "text": "し、保存"},
        {"kind": "equal", "text": "できること。"},
    ]
    assert "届出を入力{+し、保存+}できること。" in typed("list", "compare", consortium.path, new)
    shown = typed("list", "uptake", consortium.path, new, "--edition", "第2版")
    assert "第2版 を取り込みました。追加 1、削除 1、変更 1。" in shown
    listed = json.loads(typed("list", "show", consortium.path, "--json"))
    assert [one["feature_id"] for one in listed] == ["A-1", "A-3"]
    assert "既に第2版です" in typed("list", "uptake", consortium.path, new, "--edition", "第2版", code=1)


def test_a_suspect_is_separate_unless_it_is_accepted(
    typed: Any, consortium: Consortium, tmp_path: Path
) -> None:
    both = "届出を受け付け、内容を確認して入力できること。異動の履歴を照会し、証明書を発行できること。"
    head = "番号,機能ID,大分類,機能名称,要件\n"
    for name, rows in (
        ("一.csv", f"1,S-1,住民,届出,{both}\n2,S-2,住民,照会,別の照会ができること。\n"),
        ("二.csv", "1,S-1,住民,届出,届出を受け付け、内容を確認して入力できること。\n"
                   "2,S-9,住民,届出,異動の履歴を照会し、証明書を発行できること。\n3,S-2,住民,照会,別の照会ができること。\n"),
    ):  # fmt: skip
        (tmp_path / name).write_text(head + rows, encoding="utf-8")
    typed("list", "import", consortium.path, tmp_path / "一.csv", "--name", "分割")
    asked = ("list", "compare", consortium.path, tmp_path / "二.csv")
    assert "--list" in typed(*asked, code=1)
    shown = typed(*asked, "--list", "分割")
    assert "split:S-1" in shown and "疑い 1件" in shown
    assert "疑い 1件" not in typed(*asked, "--list", "分割", "--accept", "all")
    taken = json.loads(typed("list", "uptake", *asked[2:], "--list", "分割", "--edition", "2", "--json"))
    assert taken["taken_as_separate"] == ["split:S-1"]
    assert "split:9" in typed(*asked, "--list", "分割", "--accept", "split:9", code=1)


def test_a_broken_file_changes_nothing(typed: Any, consortium: Consortium, tmp_path: Path) -> None:
    broken = tmp_path / "壊れた.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    typed("list", "uptake", consortium.path, broken, "--edition", "第2版", code=1)
    assert "Traceback" not in typed("list", "compare", consortium.path, broken, code=1)
