"""The sample's first round gives the totals that the sample's pictures and texts speak of."""

from __future__ import annotations

import tomllib
from typing import Any

from models.members.commands import scoring_presets
from models.resources import resource
from models.scoring.preset import rule_from
from models.scoring.rules import Judgement, judge_items, judge_packages
from models.scoring.sheet import SceneScore, lacks_of

RULE = rule_from(scoring_presets()["committee_400"])


def story(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("sample", "story", f"{name}.toml").read_text(encoding="utf-8"))


def test_every_sheet_of_the_sample_can_be_handed_in() -> None:
    lacking = [
        (sheet["scorer"], sheet["package"], score["scene"], lacks)
        for sheet in story("scoring")["sheet"]
        if sheet["submitted"]
        for score in sheet["scores"]
        if (
            lacks := lacks_of(
                RULE,
                SceneScore(
                    score["choice"],
                    score["operability"],
                    score["means"],
                    tuple(score["evidence"]),
                    score["remark"],
                ),
            )
        )
    ]
    assert lacking == []


def test_the_first_round_of_the_sample() -> None:
    found = story("scoring")
    people = {one["id"]: one["section"] for one in story("project")["person"]}
    owners = {one["code"]: one["section"] for one in found["scene"] if one["round"] == 1}
    judgements = [
        Judgement(
            score["scene"].encode(),
            sheet["package"].encode(),
            sheet["scorer"].encode(),
            score["choice"],
            score["operability"],
            score["means"],
            is_own=people[sheet["scorer"]] == owners[score["scene"]],
        )
        for sheet in found["sheet"]
        if sheet["round"] == 1 and sheet["submitted"]
        for score in sheet["scores"]
    ]
    scenes, packages = [code.encode() for code in owners], [b"a", b"b", b"c"]
    totals = judge_packages(RULE, scenes, packages, judgements)
    shown = [(str(one.total), one.rank, one.invalid_items) for one in totals]
    assert shown == [("327", 1, 1), ("303", 3, 1), ("324", 2, 1)]
    items = judge_items(RULE, scenes, packages, judgements)
    invalid = {place for place, item in items.items() if not item.is_valid}
    assert invalid == {(b"S-05", b"c"), (b"S-08", b"a"), (b"S-11", b"b")}
    spread = {scene for (scene, _), item in items.items() if item.needs_discussion}
    assert spread == {b"S-03", b"S-04", b"S-08", b"S-10"}
