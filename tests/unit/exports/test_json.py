"""The JSON export: canonical, exact, and the same for the same edition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from models.baselines.commands import freeze
from models.baselines.queries import find_edition
from models.exports.json_export import SCHEMA, VERSION, export_json
from models.ledger.canonical import canonical
from models.ledger.operations import write
from models.project.opening import open_project

Consortium = Any  # the fixture of tests/conftest.py


def test_content(case: Consortium, tmp_path: Path) -> None:
    with open_project(case.path, readonly=True) as project:
        export_json(project, tmp_path / "a.json")
    raw = (tmp_path / "a.json").read_bytes()
    loaded = json.loads(raw, parse_float=lambda text: pytest_fail(text))
    assert raw == canonical(loaded) + b"\n"
    assert (loaded["schema"], loaded["version"]) == (SCHEMA, VERSION)
    assert len(loaded["features"]) == 6
    gap = loaded["gaps"][0]
    assert (gap["label"], gap["state"], gap["confirmed"]) == ("G-001", "confirmed", True)
    assert gap["costs"]["asked"] == {"initial": 3_000_000, "yearly": 120_000, "total": 3_600_000}
    assert [one["step"] for one in gap["decisions"]] == ["draft", "chief", "third_party"]
    unknown = loaded["gaps"][5]["costs"]["agreed"]
    assert unknown == {"initial": None, "yearly": 10_000, "total": None}
    assert loaded["gaps"][3]["costs"]["agreed"]["total"] == 0, "nothing is spent on a rejected gap"
    by_tier = loaded["totals"]["by_tier"]
    assert sum(one["saving"] for one in by_tier) == loaded["totals"]["all"]["saving"]


def test_an_edition_does_not_change(case: Consortium, tmp_path: Path) -> None:
    with case.as_("事務局") as project:
        freeze(project, "調達仕様", "初版", allow_open=True)
        export_json(project, tmp_path / "a.json", find_edition(project, 1))
        gap = project.connection.exec_driver_sql("SELECT id FROM gap WHERE serial = 1").scalar()
        project.act("gaps.edit", list(write("gap", gap, title="変えた題")), gap="G-001")
        freeze(project, allow_open=True)
        export_json(project, tmp_path / "b.json", find_edition(project, 1))
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["edition"]["name"] == "調達仕様"


def pytest_fail(text: str) -> float:
    raise AssertionError(f"a float: {text}")
