"""The command line from splitting a project to exporting what was merged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import run
from models.identity.profile import save_identity
from models.ledger.operations import write

Consortium = Any  # the fixture of tests/conftest.py
Shell = Callable[..., Any]


@pytest.fixture
def shell(
    consortium: Consortium,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    """Run a command as somebody; returns exit code and output."""
    monkeypatch.setenv("FITGAP_PASSPHRASE", "合言葉")
    for who in ("主査", "事務局"):
        save_identity(tmp_path / "profiles" / who, consortium.people[who], "合言葉")

    def call(who: str, *arguments: str | Path) -> tuple[int, str, str]:
        code = run(["--profile", str(tmp_path / "profiles" / who), *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_split_merge_settle_freeze_export(
    consortium: Consortium, copies: Callable[[str], Path], tmp_path: Path, shell: Shell
) -> None:
    with consortium.as_("主査") as project:
        gap = consortium.add_gap(project)
    home, package = copies("青葉町"), tmp_path / "青葉町.fgx"
    for who, path, title in (("主任", consortium.path, "案内と控え"), ("主査", home, "案内と地図")):
        with consortium.as_(who, path) as project:
            project.act("gaps.edit", list(write("gap", gap, title=title)), gap="G-001")
    consortium.close()

    code, out, _ = shell("主査", "package", home, "--out", package, "--for", consortium.path)
    assert (code, out) == (0, f"1件の変更を {package} に書き出しました。\n")
    code, out, _ = shell("主査", "merge", consortium.path, package, "--preview", "--json")
    told = json.loads(out)
    assert (code, told["new"], told["conflicts"]) == (0, 1, 1)
    assert told["files"][0]["maker"] == "みどり市 市民課 主査"
    assert shell("主査", "merge", consortium.path, package, "--preview")[0] == 0
    code, out, _ = shell("主査", "merge", consortium.path, package, home)
    assert (code, "競合1件" in out) == (0, True)

    assert "案内と地図" in shell("主査", "conflicts", consortium.path)[1]
    listed = json.loads(shell("主査", "conflicts", consortium.path, "--json")[1])
    assert [side["value"] for side in listed[0]["sides"]] == ["案内と控え", "案内と地図"]
    assert "1つだけ" in shell("主査", "settle", consortium.path, "1")[2]
    assert "競合7はありません" in shell("主査", "settle", consortium.path, "7", "--side", "1")[2]
    assert "9番の値" in shell("主査", "settle", consortium.path, "1", "--side", "9")[2]
    code, out, _ = shell("主査", "settle", consortium.path, "1", "--value", "案内と控えと地図")
    assert (code, "を調整" in out) == (0, True)
    assert shell("主査", "conflicts", consortium.path)[1] == "競合はありません。\n"

    assert "決まっていないギャップが1件" in shell("事務局", "freeze", consortium.path)[2]
    assert shell("事務局", "freeze", consortium.path, "--name", "仕様", "--allow-open")[0] == 0
    assert json.loads(shell("事務局", "editions", consortium.path, "--json")[1])[0]["name"] == "仕様"
    assert "仕様" in shell("事務局", "editions", consortium.path)[1]
    for name in ("要件.xlsx", "要件.json"):
        code, out, _ = shell("主査", "export", consortium.path, "--out", tmp_path / name, "--edition", "1")
        assert (code, "第1版" in out) == (0, True)
        assert (tmp_path / name).stat().st_size > 1000
    assert shell("事務局", "verify", consortium.path)[0] == 0


def test_wrong_input_is_one_sentence(consortium: Consortium, tmp_path: Path, shell: Shell) -> None:
    before = consortium.path.read_bytes()
    (tmp_path / "文.fgx").write_text("受け渡しではない", encoding="utf-8")
    for arguments in (
        ("merge", consortium.path, tmp_path / "文.fgx"),
        ("merge", consortium.path, tmp_path / "ない.fgx"),
        ("package", consortium.path, "--out", tmp_path / "ない" / "a.fgx"),
        ("package", consortium.path, "--out", consortium.path),
        ("export", consortium.path, "--out", tmp_path / "要件.pdf"),
        ("export", consortium.path, "--out", tmp_path / "要件.xlsx", "--edition", "3"),
    ):
        code, out, err = shell("主査", *arguments)
        assert (code, out, len(err.splitlines())) == (1, "", 1), arguments
    assert consortium.path.read_bytes() == before
