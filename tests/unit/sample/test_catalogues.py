"""The catalogues and project templates hold together and speak both languages."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from models.resources import resource, template
from models.vocabulary import TERMS, japanese

CATALOGUES = ("change_kinds", "dispositions", "checklist", "sla_items", "phases", "scoring_presets")


def catalogue(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("catalogues", f"{name}.toml").read_text(encoding="utf-8"))


def test_24_kinds_of_19_labels() -> None:
    kinds = catalogue("change_kinds")["kind"]
    rows: Counter[int] = Counter()
    for kind in kinds:
        if "tier" in kind:
            assert not kind.keys() & {"inside", "outside", "ambiguous"}
            rows[kind["tier"]] += 1
            continue
        assert (kind["inside"], kind["outside"]) == (2, 3)
        rows[2] += 1
        rows[3] += 1 if kind.get("ambiguous") else 0
    assert rows == {1: 9, 2: 7, 3: 8}
    assert len(kinds) == len({kind["ja"] for kind in kinds}) == len({kind["id"] for kind in kinds}) == 19


def test_the_five_ambiguous_kinds_and_the_silent_one() -> None:
    kinds = catalogue("change_kinds")["kind"]
    assert {kind["ja"] for kind in kinds if kind.get("ambiguous")} == {
        "入力フィールドの追加・変更",
        "表示項目の追加・変更",
        "表示方法の変更",
        "帳票の追加・変更",
        "機能追加・変更",
    }
    assert [kind["ja"] for kind in kinds if kind.get("silent_outside")] == ["画面の追加・変更"]


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_entry_has_both_languages_and_its_own_id(name: str) -> None:
    for table, entries in catalogue(name).items():
        if not isinstance(entries, list):
            continue
        assert len({entry["id"] for entry in entries}) == len(entries), table
        for entry in entries:
            assert entry["ja"] and entry["en"]
            for key in entry:
                other = key.replace("_ja", "_en") if "_ja" in key else key.replace("_en", "_ja")
                assert other in entry or key in ("ja_short", "en_short"), (name, entry["id"], key)


def test_ladder_goes_from_light_to_heavy() -> None:
    steps = catalogue("dispositions")["disposition"]
    ladder = [step for step in steps if step["ladder"]]
    assert [step["id"] for step in ladder] == ["adopt", "workaround", "parameter", "component", "source"]
    assert [step["tier"] for step in ladder] == [0, 0, 1, 2, 3]
    assert [step["id"] for step in steps if not step["ladder"]] == ["withdraw"]


def test_presets_count_in_decimals_and_obey_the_guideline() -> None:
    presets = catalogue("scoring_presets")["preset"]
    assert {preset["aggregation"] for preset in presets} == {"mean", "sum", "rank"}
    for preset in presets:
        for points in (*preset["choices"].values(), *preset["marks"].values(), preset["out_of"]):
            assert isinstance(points, str)
            Decimal(points)
        assert set(preset["choices"]) == {"achieves", "conditional", "fails", "unverified"}
        assert Decimal(0) < Decimal(preset["spread_tolerance"]) < Decimal(1)
        assert preset["minimum_scorers"] >= 2
        assert preset["rounding"]["mode"] in ("half_up", "floor")
        top = max(Decimal(points) for points in preset["choices"].values())
        for side in ("operability", "means"):
            top += Decimal(preset[side]["max"]) * Decimal(preset[side]["weight"])
        assert top == Decimal(preset["item_max"]), preset["id"]


def test_templates_name_what_exists() -> None:
    phases = {phase["id"] for phase in catalogue("phases")["phase"]}
    presets = {preset["id"] for preset in catalogue("scoring_presets")["preset"]}
    checks = {check["id"] for check in catalogue("checklist")["check"]}
    items = {item["id"] for item in catalogue("sla_items")["item"]}
    paths = sorted(template("projects").glob("*.toml"))
    assert "standard" in {path.stem for path in paths}
    for path in paths:
        plan = tomllib.loads(path.read_text(encoding="utf-8"))
        assert plan["id"] == path.stem
        assert plan["scoring_preset"] in presets
        assert {phase["id"] for phase in plan["phase"]} == phases
        assert set(plan["checklist"]) <= checks
        assert set(plan["sla_items"]) <= items
        assert plan["contract_years"] >= 1


def test_glossary_has_one_word_for_a_thing() -> None:
    assert len({term.english for term in TERMS}) == len(TERMS)
    assert len({term.japanese for term in TERMS}) == len(TERMS)
    assert japanese("purpose") == "業務目的"
