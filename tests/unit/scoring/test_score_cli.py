"""A round, and a gap's way to confirmation, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import run
from models.ledger.operations import insert, write

SCENES = "code,title,purpose,section,features\nS-01,転入,届出を漏れなく記録する。,市民課,\n"
SCORES = "scene,choice,operability,means,evidence,remark\nS-01,{},{},4,screen,{}\n"
Act = Callable[..., Any]


@pytest.fixture
def act(
    consortium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Act:
    """Run a command as a person; returns its JSON, or (exit code, error) where it fails."""
    monkeypatch.setenv("FITGAP_PASSPHRASE", "合言葉")
    # Unlocking is meant to be slow.
    monkeypatch.setattr("app.cli.context.open_identity", lambda profile, _: consortium.people[profile.name])

    def command(who: str, *arguments: str) -> Any:
        consortium.close()
        code = run(["--profile", str(tmp_path / who), *arguments, "--json"])
        out, error = capsys.readouterr()
        return json.loads(out) if code == 0 else (code, error.strip())

    return command


def test_a_round(consortium: Any, act: Act, tmp_path: Path) -> None:
    consortium.as_("事務局").act("x.y", [insert("package", [{"name": "A社", "position": 0}])])
    project, table = str(consortium.path), tmp_path / "表.csv"
    table.write_text(SCENES, encoding="cp932")
    asked = ["--number", "1", "--package", "A社", "--scenes", str(table), "--closes-on", "2026-10-09"]
    assert act("事務局", "score", "open", project, *asked)["summary"] == "「第1回 実機検証」を開始"
    assert act("主査", "score", "scenes", project, "1")[0]["section"] == "みどり市 市民課"
    for who, choice, mark, remark in (
        ("主査", "○", "5", ""),
        ("主任", "条件付き", "2", "点検があれば漏れを防げる。"),
    ):
        table.write_text(SCORES.format(choice, mark, remark), encoding="utf-8-sig")
        submit = ["score", "submit", project, "1", "--package", "A社", "--scores", str(table)]
        assert act(who, *submit) == (1, "第1回 実機検証 の利害関係の申告がまだです。先に申告してください。")
        act(who, "score", "declare", project, "1")
        act(who, *submit)
    assert act("主査", "score", "results", project, "1")[0] == 1
    assert act("主査", "score", "list", project)[0]["sheets"] == 2
    act("事務局", "score", "close", project, "第1回 実機検証")
    shown = act("監査", "score", "results", project, "1")
    # 19 and 11: mean 15 ÷ 20 × 400
    assert shown["totals"] == [{"rank": 1, "package": "A社", "total": "300", "out_of": "400", "invalid": 0}]
    assert shown["scenes"][0]["packages"][0]["mean"] == "15.0000"
    assert shown["scenes"][0]["spread"] == "0.4000"


def test_a_round_is_shown_to_people(
    consortium: Any, act: Act, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test_a_round(consortium, act, tmp_path)
    assert run(["score", "results", str(consortium.path), "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "第1回 実機検証  総合点（満点に対する平均の割合に配点を掛け、四捨五入する方式）"
    assert lines[2] == "1\tA社\t300\t0"
    assert lines[-1] == "S-01\t転入\t40%\t15.0 要合議"


def test_decisions(consortium: Any, act: Act) -> None:
    project = str(consortium.path)
    opened = consortium.as_("主査")
    gap = consortium.add_gap(opened)
    opened.act("gaps.edit", list(write("gap", gap, asked_initial=0, asked_yearly=0)))
    assert act("主査", "decide", "list", project)[0]["state"] == "draft"
    act("主査", "decide", "submit", project, "g1")
    assert [one["act"] for one in act("課長", "decide", "list", project, "--mine")] == ["chief"]
    back = ["decide", "chief", project, "G-001", "--verdict", "send_back", "--reason", "件数を示すこと"]
    assert act("課長", *back) == (
        1,
        "差し戻しでは、認められない点（必要性・妥当性）を1つ以上選んでください。",
    )
    act("課長", *back, "--point", "necessity", "--point", "validity")
    assert act("主査", "decide", "list", project, "--member", "主査")[0]["act"] == "redraft"
    act("主査", "decide", "submit", project, "1")
    act("課長", "decide", "chief", project, "1", "--verdict", "approve", "--on-behalf")
    act("第三者", "decide", "third-party", project, "1", "--verdict", "approve")
    assert act("監査", "decide", "list", project)[0]["state"] == "confirmed"
    made = act("監査", "decide", "show", project, "1")
    assert [(one["revision"], one["verdict"]) for one in made] == [
        (1, "submit"),
        (1, "send_back"),
        (2, "submit"),
        (2, "approve"),
        (2, "approve"),
    ]
    assert made[1]["points"] == ["necessity", "validity"]
    assert act("主査", "decide", "withdraw", project, "1")[0] == 1
    assert act("主査", "decide", "submit", project, "G-999")[0] == 1
