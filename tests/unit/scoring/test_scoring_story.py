"""A round from its opening to its results, by the people of a consortium."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.ledger.fold import load_changeset
from models.ledger.operations import insert, new_id
from models.members.commands import change_setting, scoring_presets
from models.project.opening import open_project
from models.project.project import Project
from models.scoring import commands
from models.scoring.commands import NewScene
from models.scoring.drafts import desk
from models.scoring.queries import (
    find_round,
    get_round,
    interests,
    my_interest,
    my_sheets,
    rounds,
    scenes,
)
from models.scoring.results import results
from models.scoring.sheet import SceneScore, lacks_of, progress

GOOD = SceneScore("achieves", 5, 4, ("screen",))
SOME = SceneScore("conditional", 3, 3, ("screen",), "案内の欄を加えれば、届出の漏れを防げる。")


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refused:
        act()
    assert refused.value.message
    return refused.value.key


@pytest.fixture
def opened(consortium: Any) -> Any:
    """The consortium with two packages and an open round of two scenes (市民課, 住民課)."""
    project = consortium.as_("事務局")
    rows = [{"name": "A社", "position": 0}, {"name": "B社", "position": 1}]
    consortium.packages = project.act("catalogue.add", [insert("package", rows)]).made
    consortium.round = commands.open_round(
        project,
        number=1,
        name="第1回 実機検証",
        packages=consortium.packages,
        scenes=[
            NewScene("S-01", "転入", "届出を漏れなく記録する。", consortium.sections["市民課"]),
            NewScene("S-02", "証明書", "誤りなく交付する。", consortium.sections["住民課"]),
        ],
        closes_on="2026-10-09",
    ).made[0]
    consortium.scenes = [scene.id for scene in scenes(project, consortium.round)]
    return consortium


def hand_in(opened: Any, who: str, first: SceneScore, second: SceneScore, package: int = 0) -> Project:
    project: Project = opened.as_(who)
    if my_interest(project, opened.round) is None:
        commands.declare_interest(project, opened.round)
    scores = dict(zip(opened.scenes, (first, second), strict=True))
    commands.submit_sheet(project, opened.round, opened.packages[package], scores)
    return project


def test_from_opening_to_results(opened: Any) -> None:
    hand_in(opened, "主査", GOOD, SOME)
    hand_in(opened, "主任", GOOD, GOOD)
    project = hand_in(opened, "青葉主任", SOME, GOOD)
    assert refusal(lambda: results(project, opened.round)) == "scoring.still_open"
    found = get_round(project, opened.round)
    assert (found.sheet_count, found.is_closed, found.scene_count) == (3, False, 2)
    assert [(one.name, one.submitted_at is None) for one in my_sheets(project, found)] == [
        ("A社", False),
        ("B社", True),
    ]
    project = opened.as_("事務局")
    assert commands.close_round(project, opened.round).summary == "「第1回 実機検証」を締切（採点表 3件）"
    shown = results(project, opened.round)
    first, second = (row.cells[0] for row in shown.scenes)
    # 市民課 scored twice (19, 19) and a guest 11; 住民課 scored only once: not valid.
    assert sorted(dot.points or 0 for dot in first.dots) == [11, 19, 19]
    assert (first.item.mean, first.item.spread, first.item.needs_discussion) == (
        Fraction(49, 3),
        Fraction(8, 20),
        True,
    )
    assert (second.item.is_valid, second.item.own_scorers) == (False, 1)
    assert [cell.item.mean for cell in (shown.scenes[0].cells[1], shown.scenes[1].cells[1])] == [None, None]
    a, b = shown.totals
    # 49/3 ÷ 20 × 400 = 326.67
    assert (a.total, a.rank, a.valid_items, a.invalid_items) == (Decimal(327), 1, 1, 1)
    assert (b.total, b.rank) == (None, None)
    assert (shown.sheet_count, shown.scenes[0].spread, shown.scenes[1].spread) == (3, Fraction(2, 5), None)


def test_a_sheet_needs_a_declaration_and_every_scene(opened: Any) -> None:
    project = opened.as_("主査")
    submit = commands.submit_sheet
    whole = dict.fromkeys(opened.scenes, GOOD)
    package = opened.packages[0]
    assert refusal(lambda: submit(project, opened.round, package, whole)) == "scoring.not_declared"
    assert (
        refusal(lambda: commands.declare_interest(project, opened.round, has_interest=True))
        == "scoring.interest_note"
    )
    commands.declare_interest(project, opened.round, has_interest=True, note="研修の講師")
    assert [(one.member, one.has_interest, one.note) for one in interests(project, opened.round)] == [
        ("主査", True, "研修の講師")
    ]
    partial = {opened.scenes[0]: GOOD}
    with pytest.raises(UserError) as refused:
        submit(project, opened.round, package, partial)
    assert refused.value.message == "採点表に不足が 1件あります：S-02 判断がありません"
    assert refusal(lambda: submit(project, opened.round, new_id(), whole)) == "scoring.not_in_round"
    submit(project, opened.round, package, whole)
    assert refusal(lambda: submit(project, opened.round, package, whole)) == "scoring.submitted_already"


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({}, ()),
        ({"choice": None}, ("choice",)),
        ({"choice": "great"}, ("choice",)),
        ({"operability": None}, ("operability",)),
        ({"operability": 6, "means": -1}, ("operability", "means")),
        ({"evidence": ()}, ("evidence",)),
        ({"evidence": ("rumour",)}, ("evidence",)),
        ({"choice": "conditional"}, ("remark",)),
        ({"choice": "fails", "remark": " 　"}, ("remark",)),
        ({"remark": "現行と違って使いにくい。"}, ("wording",)),
        ({"remark": "あ" * 10_001}, ("remark",)),
        ({"choice": "unverified", "operability": None, "means": None, "evidence": ()}, ()),
    ],
)
def test_what_a_scene_lacks(opened: Any, changes: dict[str, Any], lacks: tuple[str, ...]) -> None:
    rule = get_round(opened.as_("監査"), opened.round).rule
    score = replace(GOOD, **changes)
    assert lacks_of(rule, score) == lacks
    state = progress(rule, [b"s"], {b"s": score})
    assert (state.is_complete, state.done) == (not lacks, int(not lacks))


def test_who_opens_closes_and_scores(opened: Any) -> None:
    project = opened.as_("主査")
    assert refusal(lambda: commands.close_round(project, opened.round)) == "scoring.no_sheets"
    hand_in(opened, "主査", GOOD, GOOD)
    project = opened.as_("主査")
    assert refusal(lambda: commands.close_round(project, opened.round)) == "ledger.refused.needs_secretariat"
    project = opened.as_("監査")
    assert (
        refusal(lambda: commands.declare_interest(project, opened.round)) == "ledger.refused.observer_reads"
    )
    commands.close_round(opened.as_("事務局"), opened.round)
    project = opened.as_("事務局")
    assert refusal(lambda: commands.close_round(project, opened.round)) == "scoring.closed"
    project = opened.as_("主任")
    late = refusal(lambda: commands.submit_sheet(project, opened.round, opened.packages[0], {}))
    assert late == "scoring.closed"


def test_rounds_that_cannot_be(opened: Any) -> None:
    project = opened.as_("事務局")
    scene = NewScene("S-01", "転入", "目的", opened.sections["市民課"])

    def attempt(**changes: Any) -> str:
        asked = {
            "number": 2,
            "name": "第2回",
            "packages": opened.packages,
            "scenes": [scene],
            "closes_on": "2026-11-20",
        }
        return refusal(lambda: commands.open_round(project, **(asked | changes)))

    assert attempt(number=1) == attempt(name="第1回 実機検証") == attempt(name=" ") == "scoring.round_exists"
    assert attempt(packages=[]) == attempt(scenes=[]) == "scoring.empty_round"
    assert attempt(scenes=[scene, scene]) == "scoring.scene_codes"
    assert attempt(scenes=[replace(scene, purpose="")]) == "scoring.scene_purpose"
    assert attempt(closes_on="来週") == "scoring.bad_date"
    assert attempt(rule={"id": "x"}) == "scoring.bad_rule"
    assert refusal(lambda: find_round(project, "9")) == "scoring.no_round"
    assert [one.number for one in rounds(project)] == [1]


def test_the_rule_of_a_round_stays_what_was_announced(opened: Any) -> None:
    project = opened.as_("事務局")
    change_setting(project, "scoring_rule", scoring_presets()["grades_10"])
    change_setting(project, "minimum_scorers", 3)
    assert get_round(project, opened.round).rule.id == "committee_400"
    scene = NewScene("S-01", "転入", "目的", opened.sections["市民課"])
    made = commands.open_round(
        project, number=2, name="二", packages=opened.packages, scenes=[scene], closes_on="2026-11-20"
    )
    rule = get_round(project, made.made[0]).rule
    assert (rule.id, rule.minimum_scorers) == ("grades_10", 3)


def test_forged_sheets_do_not_count(opened: Any) -> None:
    hand_in(opened, "主査", GOOD, GOOD)
    project = opened.as_("主任")
    row = {"round_id": opened.round, "package_id": opened.packages[0], "member_id": project.member_id}

    def forge(choice: str, operability: int, evidence: str = '["screen"]') -> None:
        sheet = new_id()
        values = {"choice": choice, "operability": operability, "means": 5, "evidence": evidence}
        scores = [{"sheet_id": sheet, "scene_id": scene, **values} for scene in opened.scenes]
        project.act("x.y", [insert("score_sheet", [{**row, "id": sheet}]), insert("score", scores)])

    forge("achieves", 5)  # before any declaration
    commands.declare_interest(project, opened.round)
    project = opened.as_("青葉主任")
    row["member_id"] = project.member_id
    commands.declare_interest(project, opened.round)
    forge("achieves", 1_000_000)
    forge("sublime", 5)
    forge("achieves", 5, '{"a":')
    forge("achieves", 4)  # the first that is complete counts
    forge("achieves", 5)
    project = opened.as_("事務局")
    commands.close_round(project, opened.round)
    shown = results(project, opened.round)
    assert sorted(dot.member for dot in shown.scenes[0].cells[0].dots) == ["主任", "主査", "青葉主任"]
    assert {dot.points for dot in shown.scenes[0].cells[0].dots} == {19, 20}
    assert [dot.points for dot in shown.scenes[0].cells[0].dots if dot.member == "青葉主任"] == [19]


def test_a_sheet_that_arrives_after_the_close_changes_nothing(
    opened: Any, copies: Callable[[str], Path]
) -> None:
    hand_in(opened, "主査", GOOD, GOOD)
    opened.close()
    with open_project(copies("自宅"), opened.people["主任"]) as home:
        commands.declare_interest(home, opened.round)
        commands.submit_sheet(home, opened.round, opened.packages[0], dict.fromkeys(opened.scenes, SOME))
        project = opened.as_("事務局")
        commands.close_round(project, opened.round)
        before = results(project, opened.round)
        seqs = home.connection.exec_driver_sql("SELECT seq FROM changeset").scalars().all()
        project.take_in([load_changeset(home.connection, seq) for seq in seqs])
    after = results(project, opened.round)
    assert after.totals == before.totals and after.sheet_count == 1
    assert after.round.sheet_count == 2


def test_drafts_stay_on_the_desk(opened: Any, tmp_path: Path) -> None:
    project = opened.as_("主査")
    size = opened.path.stat().st_size
    mine = desk(tmp_path / "profile", project)
    package = opened.packages[0]
    assert mine.load(opened.round, package) == {}
    half = SceneScore("conditional", None, 0, ("screen", "oral"), "所見の途中", "自分のメモ")
    mine.save(opened.round, package, opened.scenes[0], half)
    mine.save(opened.round, package, opened.scenes[1], GOOD)
    assert mine.load(opened.round, package) == {opened.scenes[0]: half, opened.scenes[1]: GOOD}
    assert mine.load(opened.round, opened.packages[1]) == {}
    assert desk(tmp_path / "profile", opened.as_("主任")).load(opened.round, package) == {}
    assert opened.path.stat().st_size == size
    files = [path for path in (tmp_path / "profile").rglob("*") if path.is_file()]
    assert len(files) == 1 and files[0].suffix == ".json"
    mine.discard(opened.round, package)
    mine.discard(opened.round, package)
    assert mine.load(opened.round, package) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"format": "fitgap score draft 2", "scores": {}}',
        b'{"format": "fitgap score draft 1", "scores": {"zz": {}}}',
        b'{"format": "fitgap score draft 1", "scores": {"00": {"operability": "5"}}}',
        b'{"format": "fitgap score draft 1", "scores": {"00": []}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_draft_is_told_and_kept(opened: Any, tmp_path: Path, content: bytes) -> None:
    mine = desk(tmp_path, opened.as_("主査"))
    mine.save(opened.round, opened.packages[0], opened.scenes[0], GOOD)
    path = next(path for path in tmp_path.rglob("*.json"))
    path.write_bytes(content)
    assert (
        refusal(lambda: mine.save(opened.round, opened.packages[0], opened.scenes[0], GOOD))
        == "scoring.draft_unreadable"
    )
    assert path.read_bytes() == content
