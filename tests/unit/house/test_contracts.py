"""Each contract of the imports holds, and each is seen to break where a violation is planted."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("app", "views", "models", "bpmn")
CHECK = "import importlinter.cli as it; it.lint_imports_command()"

# contract → planted files: (path, its line)
VIOLATIONS = {
    "one-way": [("models/planted.py", "import views.shared")],
    "no-qt": [("bpmn/planted.py", "from PySide6 import QtCore")],
    "no-sql": [("views/planted.py", "import sqlite3")],
    "no-circles": [
        ("models/planted_one/__init__.py", "import models.planted_two"),
        ("models/planted_two/__init__.py", "import models.planted_one"),
    ],
    "models-order": [("models/records/planted.py", "import models.gaps.rules")],
    "new-capability": [("models/planted_capability/__init__.py", "import models.words")],
    "no-sql-in-app": [("app/planted.py", "from sqlalchemy import select")],
    "no-qt-in-models": [("models/planted.py", "import PySide6.QtGui")],
    "bpmn-alone": [("bpmn/planted.py", "import models.errors")],
}
CONTRACT = {
    "new-capability": "models-order",
    "no-sql-in-app": "no-sql",
    "no-qt-in-models": "no-qt",
    "bpmn-alone": "one-way",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources and of the contracts."""
    copy = tmp_path_factory.mktemp("house")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def lint(house: Path, contract: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", CHECK, "--no-logo", "--contract", contract]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_a_planted_violation_breaks_its_contract(house: Path, violation: str) -> None:
    contract = CONTRACT.get(violation, violation)
    planted = [house / path for path, _ in VIOLATIONS[violation]]
    for file, (_, line) in zip(planted, VIOLATIONS[violation], strict=True):
        file.parent.mkdir(exist_ok=True)
        file.write_text(line + "\n", encoding="utf-8")
    try:
        run = lint(house, contract)
    finally:
        for file in planted:
            file.unlink()
    assert run.returncode == 1, run.stdout + run.stderr
    assert "0 kept, 1 broken" in run.stdout
    assert "planted" in run.stdout


def test_every_contract_has_been_seen_to_break() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == {CONTRACT.get(violation, violation) for violation in VIOLATIONS}
