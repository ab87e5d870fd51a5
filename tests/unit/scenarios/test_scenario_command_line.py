"""Scenarios and hints on the command line, for files and projects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import run
from models.flows.commands import import_flows
from models.lists.commands import add_package
from models.resources import resource

FLOW = Path(str(resource("sample", "answers.toml"))).parent / "flows" / "転入届_標準.bpmn"


@pytest.fixture
def act(
    consortium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Run a command as the secretariat; returns (exit code, output, error)."""
    monkeypatch.setenv("FITGAP_PASSPHRASE", "合言葉")
    monkeypatch.setattr("app.cli.context.open_identity", lambda *_: consortium.people["事務局"])

    def command(*arguments: str) -> tuple[int, str, str]:
        consortium.close()
        code = run(["--profile", str(tmp_path), *arguments])
        out, error = capsys.readouterr()
        return code, out, error

    return command


def test_scenarios_of_a_file(act: Any, tmp_path: Path) -> None:
    code, out, _ = act("flow", "scenarios", str(FLOW), "--json")
    found = json.loads(out)
    assert code == 0 and len(found["scenarios"]) == 2 and found["uncovered"] == []
    assert found["scenarios"][0]["steps"][0]["text"] == "転入届を記入する"
    assert act("flow", "scenarios", str(FLOW), "--out", str(tmp_path / "a.xlsx"))[0] == 0
    assert (tmp_path / "a.xlsx").is_file()
    code, _, error = act("flow", "scenarios", str(FLOW), "--out", str(tmp_path / "a.pdf"))
    assert code == 1 and ".xlsx" in error


def test_scenarios_of_a_project_become_the_scenes_of_a_round(consortium: Any, act: Any) -> None:
    project = consortium.as_("事務局")
    add_package(project, "A社")
    import_flows(project, [FLOW], "standard")
    path = str(consortium.path)
    assert "ありません" in act("flow", "scenarios", path)[1]
    assert "2" in act("flow", "scenarios-make", path)[1]
    assert act("flow", "scenario-edit", path, "S-01", "--title", "カードで転入", "--drop", "1",
               "--reword", "2=窓口で受ける", "--move", "1")[0] == 0  # fmt: skip
    shown = act("flow", "scenarios", path)[1]
    assert shown.index("S-02") < shown.index("S-01") and "カードで転入" in shown and "窓口で受ける" in shown
    code, _, error = act("flow", "scenario-edit", path, "S-01", "--drop", "99")
    assert code == 1 and "99" in error
    base = ("score", "open", path, "--number", "1", "--package", "A社", "--closes-on", "2027-01-31")
    code, _, error = act(*base, "--scenarios")
    assert code == 1 and "S-01" in error
    assert act(*base)[0] == 1
    assert act(*base, "--scenarios", "--section", "市民課")[0] == 0
    assert "S-01" in act("score", "scenes", path, "1")[1]
    assert act("flow", "scenario-remove", path, "S-01")[0] == 0


def test_hints_of_a_file_and_a_project(consortium: Any, act: Any, tmp_path: Path) -> None:
    wrong = tmp_path / "誤り.bpmn"
    wrong.write_text(FLOW.read_text(encoding="utf-8").replace("不備がある？＝はい", ""), encoding="utf-8")
    code, out, _ = act("flow", "analyse", str(FLOW), str(wrong), "--json")
    good, _ = json.loads(out)
    assert code == 0 and good["findings"] == []
    import_flows(consortium.as_("事務局"), [FLOW], "standard")
    code, out, _ = act("flow", "analyse", str(consortium.path))
    assert code == 0 and "0" in out
