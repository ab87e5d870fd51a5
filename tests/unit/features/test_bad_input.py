"""Input that cannot be used ends in one sentence, exit code 1 or 2, and an untouched project file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import run
from models.identity.profile import save_identity

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def fitgap(consortium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Run:
    """Runs a command as the secretariat: exit code, output, and what stands on standard error."""
    profile = tmp_path / "profile"
    monkeypatch.setenv("FITGAP_PASSPHRASE", "合言葉")
    monkeypatch.setenv("FITGAP_LANG", "ja")
    save_identity(profile, consortium.people["事務局"], "合言葉")

    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--profile", str(profile), *map(str, arguments)])
        written = capsys.readouterr()
        return code, written.out, written.err

    return command


@pytest.fixture
def truncated(list_file: Path) -> Path:
    """A workbook whose end is missing."""
    path = list_file.with_name("途中まで.xlsx")
    path.write_bytes(list_file.read_bytes()[:3000])
    return path


def refused_untouched(fitgap: Run, project: Path, *arguments: object) -> str:
    before = project.read_bytes()
    code, out, err = fitgap(*arguments)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    assert "。" in err
    assert project.read_bytes() == before
    assert [path.name for path in project.parent.iterdir() if path.name.startswith(project.name)] == [
        project.name
    ]
    return err


def test_a_truncated_workbook(fitgap: Run, consortium: Any, truncated: Path) -> None:
    for command in (
        ("list", "import", consortium.path, truncated),
        ("list", "inspect", truncated),
        ("list", "save-mapping", truncated, "--out", truncated.with_suffix(".json")),
    ):
        assert "「途中まで.xlsx」" in refused_untouched(fitgap, consortium.path, *command)
    assert not truncated.with_suffix(".json").exists()


def test_truncated_answers(fitgap: Run, consortium: Any, list_file: Path, truncated: Path) -> None:
    assert fitgap("list", "import", consortium.path, list_file)[0] == 0
    assert fitgap("packages", "add", consortium.path, "--name", "A社")[0] == 0
    refused_untouched(
        fitgap, consortium.path, "answers", "import", consortium.path, truncated,
        "--package", "A社", "--preset", "circle_triangle_cross",
    )  # fmt: skip


def test_a_text_file_named_as_a_flow(fitgap: Run, consortium: Any, tmp_path: Path) -> None:
    path = tmp_path / "手順.bpmn"
    path.write_text("1. 届出を受ける\n2. 審査する\n", encoding="utf-8")
    err = refused_untouched(
        fitgap, consortium.path, "flow", "import", consortium.path, path, "--kind", "current"
    )
    assert "「手順.bpmn」" in err
    assert "書き出して" in err


def test_a_list_without_a_header(fitgap: Run, consortium: Any, make_file: Callable[..., Path]) -> None:
    path = make_file([["あいさつ文"], ["よろしくお願いします"]], "案内.xlsx")
    err = refused_untouched(fitgap, consortium.path, "list", "import", consortium.path, path)
    assert "「案内.xlsx」のシート「機能一覧」" in err
    assert "見出し" in err


def test_names_that_are_not_there(fitgap: Run, consortium: Any, list_file: Path, tmp_path: Path) -> None:
    project = consortium.path
    wrong = tmp_path / "m.json"
    wrong.write_text("{}", encoding="utf-8")
    legend = ("--package", "A社", "--legend", "○=standard")
    for command in (
        ("list", "import", project, tmp_path / "無い.xlsx"),
        ("list", "import", project, tmp_path),
        ("list", "import", project, list_file, "--mapping", wrong),
        ("list", "import", project, list_file, "--section", "水道課"),
        ("answers", "import", project, list_file, *legend),
        ("answers", "import", project, list_file, "--package", "A社", "--legend", "○"),
        ("answers", "import", project, list_file, *legend, "--preset", "words"),
        ("flow", "import", project, tmp_path / "無い.bpmn", "--kind", "current"),
        ("flow", "import", project, list_file, "--kind", "future"),
        ("flow", "link", project, "転入", "受付", "0010"),
        ("flow", "export", project, "転入", "--out", tmp_path / "o.bpmn"),
        ("list", "show", project, "--name", "無い"),
        ("list", "assign", project, "0010", "--section", "市民課"),
    ):
        refused_untouched(fitgap, project, *command)


def test_findings_that_stop_are_all_shown(
    fitgap: Run, consortium: Any, list_file: Path, make_answers: Callable[..., Path]
) -> None:
    project = consortium.path
    assert fitgap("list", "import", project, list_file, "--edition", "第1版")[0] == 0
    assert fitgap("packages", "add", project, "--name", "A社", "--vendor", "A")[0] == 0
    before = project.read_bytes()
    answers = make_answers(("0010", "◇", "", ""), ("0020", "", "", ""), ("0030", "○", "", "高い"))
    command = ("answers", "import", project, answers, "--package", "A社", "--legend", "○=standard")
    code, out, err = fitgap(*command)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 4
    assert "3 件" in err.splitlines()[-1]
    code, out, _ = fitgap(*command, "--json")
    assert code == 2
    assert [one["where"] for one in json.loads(out)["findings"]] == [
        "機能一覧!D2",
        "機能一覧!D3",
        "機能一覧!F4",
    ]
    assert project.read_bytes() == before
    answers = make_answers(("0010", "◇", "", ""), ("0020", "", "", ""))
    code, out, _ = fitgap(*command[:-1], "◇=parameter", "--blank", "unanswered", "--json")
    assert (code, json.loads(out)["new"]) == (0, 2)
    assert json.loads(fitgap("answers", "list", project, "--json")[1])[0]["unanswered"] == 2


def test_the_story_of_lists_and_flows(fitgap: Run, consortium: Any, list_file: Path, tmp_path: Path) -> None:
    project = consortium.path
    code, out, _ = fitgap("list", "import", project, list_file, "--section", "市民課", "--json")
    assert (code, json.loads(out)["items"]) == (0, 3)
    task = '<process id="p"><task id="t1" name="届出を受ける"/></process>'
    flow = tmp_path / "転入.bpmn"
    flow.write_text(
        f'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">{task}</definitions>',
        encoding="utf-8",
    )
    assert fitgap("flow", "import", project, flow, "--kind", "current")[0] == 0
    assert fitgap("flow", "link", project, "転入", "届出を受ける", "0010", "2")[0] == 0
    (record,) = json.loads(fitgap("flow", "tasks", project, "--json")[1])
    assert [one["feature"] for one in record["features"]] == ["0010", "0020"]
    assert fitgap("flow", "unlink", project, "転入", "t1", "0020")[0] == 0
    assert json.loads(fitgap("flow", "list", project, "--json")[1])[0]["linked_count"] == 1
    assert json.loads(fitgap("list", "show", project, "--json")[1])[0]["tasks"] == 1
    assert fitgap("flow", "export", project, "転入", "--out", tmp_path / "out.bpmn")[0] == 0
    assert (tmp_path / "out.bpmn").read_bytes() == flow.read_bytes()
    assert json.loads(fitgap("flow", "tasks", project, "--without-feature", "--json")[1]) == []
    assert json.loads(fitgap("verify", project, "--json")[1])[0]["sound"]


def test_inspecting_flows_goes_on_after_a_bad_one(fitgap: Run, tmp_path: Path, corpus: Path) -> None:
    bad = tmp_path / "悪い.bpmn"
    bad.write_bytes(b"\0\0")
    good = corpus / "bpmn" / "A.1.0.bpmn"
    code, out, _ = fitgap("flow", "inspect", bad, good, "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, [line["ok"] for line in lines]) == (1, [False, True])
    assert lines[1]["counts"]["waypoints"] > 0


def test_a_file_that_is_no_project_is_told_before_anybody_types_a_passphrase(
    fitgap: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FITGAP_PASSPHRASE", raising=False)
    flow = tmp_path / "転入.bpmn"
    flow.write_text("<definitions/>", encoding="utf-8")
    for place in (tmp_path / "ない.fitgap", flow):
        code, _, err = fitgap("flow", "import", place, flow, "--kind", "current")
        assert code == 1 and place.name in err


def test_help_reads_well_in_both_languages(fitgap: Run) -> None:
    for group in ("list", "answers", "packages", "flow"):
        for language in ("ja", "en"):
            code, out, _ = fitgap("--lang", language, group, "--help")
            assert code == 0
            assert "\n  import" in out or "\n  add" in out
