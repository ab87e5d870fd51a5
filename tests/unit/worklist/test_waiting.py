"""What waits for whom: the kinds of tasks, their order and their scope, and how far the phases are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.edges import amounts, edition_word, waiting
from models.approval.commands import decide, submit
from models.exchange.merge import merge
from models.exchange.package import write_package
from models.exchange.sources import read_source
from models.ledger.operations import insert, write
from models.lists.commands import add_package
from models.members.commands import add_organisation, record_agreement
from models.members.queries import acting_member
from models.project.project import Project
from models.scoring.commands import NewScene, close_round, declare_interest, open_round, submit_sheet
from models.scoring.queries import rounds, scenes
from models.scoring.sheet import SceneScore
from models.words import use_language
from models.worklist.phases import phase_progress
from models.worklist.queries import waiting_for
from models.worklist.rules import DAY, Scope, Task, in_order

TODAY = date.today()


def mine(project: Project, scope: Scope = "me") -> list[tuple[str, str]]:
    """Kind and label (or title) of what waits for whoever has the project open."""
    return [(one.kind, one.label or one.title) for one in tasks(project, scope)]


def tasks(project: Project, scope: Scope = "me") -> list[Task]:
    return waiting_for(project, acting_member(project), scope)


def with_costs(project: Project, gap: bytes) -> bytes:
    project.act("gaps.edit", list(write("gap", gap, asked_initial=0, asked_yearly=0)), gap="G-001")
    return gap


def test_a_gap_waits_for_one_after_the_other(consortium: Any) -> None:
    project = consortium.as_("主査")
    gap = consortium.add_gap(project)
    assert mine(project) == []  # it lacks its costs: neither undecided nor ready
    with_costs(project, gap)
    assert mine(project) == [("submit", "G-001")]
    assert tasks(project)[0].reason == "条件 6／6 そろい"
    submit(project, gap)
    assert mine(project) == []
    boss = consortium.as_("課長")
    assert mine(boss) == [("decide", "G-001")]
    assert tasks(boss)[0].from_whom == ("みどり市 市民課 主査",)
    decide(boss, gap, "chief", "approve")
    assert mine(boss) == []
    third = consortium.as_("第三者")
    assert mine(third) == [("review", "G-001")]
    decide(third, gap, "third_party", "send_back", points=["necessity"], reason="根拠が要る")
    (task,) = tasks(consortium.as_("主査"))
    assert (task.kind, task.reason, task.screen) == ("fix", "差し戻し：必要性", "gaps")
    assert task.from_whom == ("青葉町 総務課 係長",)
    assert task.due == TODAY + timedelta(days=7)
    assert not task.is_overdue(TODAY + timedelta(days=7))
    assert task.is_overdue(TODAY + timedelta(days=8))


def test_an_edit_after_the_approval_asks_the_chief_again(consortium: Any) -> None:
    project = consortium.as_("主査")
    gap = with_costs(project, consortium.add_gap(project))
    submit(project, gap)
    decide(consortium.as_("課長"), gap, "chief", "approve")
    changed = consortium.as_("主査")
    changed.act("gaps.edit", list(write("gap", gap, title="別の件名")), gap="G-001")
    assert mine(consortium.as_("課長")) == [("recheck", "G-001")]


def test_an_open_tier_waits_for_the_staff_of_the_section(consortium: Any) -> None:
    desk = consortium.as_("事務局")
    gap = consortium.add_gap(desk)
    desk.act("gaps.edit", list(write("gap", gap, disposition=None)), gap="G-001")
    assert mine(desk) == []
    for who in ("主査", "主任"):
        (task,) = tasks(consortium.as_(who))
        assert (task.kind, task.reason) == ("tier", "対応方針が未選択")
    assert set(task.who) == {"みどり市 市民課 主査", "みどり市 市民課 主任"}
    assert mine(consortium.as_("青葉主任")) == []


def test_scopes_widen(consortium: Any) -> None:
    project = consortium.as_("主査")
    submit(project, with_costs(project, consortium.add_gap(project)))
    abroad = consortium.as_("青葉主任")
    consortium.add_gap(abroad, section="住民課")
    with_costs(abroad, abroad.connection.exec_driver_sql("SELECT id FROM gap ORDER BY serial DESC").scalar())
    assert mine(abroad) == [("submit", "G-002")]
    assert mine(consortium.as_("青葉課長"), "organisation") == [("submit", "G-002")]
    auditor = consortium.as_("監査")
    assert mine(auditor) == []
    assert mine(auditor, "organisation") == [("decide", "G-001")]
    assert sorted(mine(auditor, "all")) == [("decide", "G-001"), ("submit", "G-002")]
    assert waiting_for(auditor, None) == []
    assert len(waiting_for(auditor, None, "all")) == 2


def test_a_conflict_waits_for_both_writers_and_names_the_other(
    consortium: Any, copies: Callable[[str], Path], tmp_path: Path
) -> None:
    project = consortium.as_("主査")
    gap = consortium.add_gap(project)
    home = copies("持ち帰り")
    away = consortium.as_("主任", home)
    away.act("gaps.edit", list(write("gap", gap, purpose="別の目的")), gap="G-001")
    write_package(away, tmp_path / "変更.fgx")
    here = consortium.as_("主査")
    here.act("gaps.edit", list(write("gap", gap, purpose="元の課の目的")), gap="G-001")
    merge(here, [read_source(tmp_path / "変更.fgx")])
    (task,) = [one for one in tasks(here) if one.kind == "settle"]
    assert (task.label, task.screen, task.reason) == ("G-001", "exchange", "業務目的が2とおり")
    assert task.from_whom == ("みどり市 市民課 主任",)
    assert [one.kind for one in tasks(consortium.as_("主任"))] == ["settle"]


def a_round(project: Project, section: bytes, closes_on: date) -> None:
    packages = [add_package(project, name, "").made[0] for name in ("A社", "B社")]
    scene = NewScene("S-01", "転入", "漏れなく記録できる", section)
    open_round(
        project, number=1, name="第1回", packages=packages, scenes=[scene], closes_on=closes_on.isoformat()
    )


def hand_in(project: Project, package: bytes) -> None:
    (found,) = rounds(project)
    (scene,) = scenes(project, found.id)
    score = SceneScore(choice="achieves", operability=4, means=4, evidence=("screen",), remark="")
    submit_sheet(project, found.id, package, {scene.id: score})


def test_a_round_waits_for_its_scorers_and_then_to_be_closed(consortium: Any) -> None:
    desk = consortium.as_("事務局")
    a_round(desk, consortium.sections["市民課"], TODAY + timedelta(days=3))
    first, second = (one.id for one in rounds(desk)[0].packages)
    assert mine(desk) == []
    assert mine(consortium.as_("青葉主任")) == []
    for number, who in enumerate(("主査", "主任")):
        project = consortium.as_(who)
        assert mine(project) == [("score", "第1回　A社・B社")]
        assert waiting(project, acting_member(project)) == {"scoring": 1}
        declare_interest(project, rounds(project)[0].id)
        hand_in(project, first)
        (task,) = tasks(project)
        assert (task.title, task.reason, task.due) == ("第1回　B社", "残り 1票", TODAY + timedelta(days=3))
        steps = {one.key: one for one in phase_progress(project)[1].steps}
        assert (steps["demonstration"].done, steps["demonstration"].of) == (1 + 2 * number, 4)
        hand_in(project, second)
        assert mine(project) == []
    desk = consortium.as_("事務局")
    (task,) = tasks(desk)
    assert (task.kind, task.reason) == ("close", "全4票がそろい")
    close_round(desk, rounds(desk)[0].id)
    assert mine(desk) == []
    assert phase_progress(desk)[1].steps[0].state == "done"


def test_whoever_has_interests_is_not_waited_for(consortium: Any) -> None:
    desk = consortium.as_("事務局")
    a_round(desk, consortium.sections["市民課"], TODAY + timedelta(days=3))
    project = consortium.as_("主査")
    declare_interest(project, rounds(project)[0].id, has_interest=True, note="元の勤め先")
    assert mine(project) == []


def test_a_round_past_its_day_is_overdue_and_may_be_closed_with_what_is_in(consortium: Any) -> None:
    desk = consortium.as_("事務局")
    a_round(desk, consortium.sections["市民課"], TODAY - timedelta(days=1))
    project = consortium.as_("主査")
    assert [one.is_overdue(TODAY) for one in tasks(project)] == [True]
    declare_interest(project, rounds(project)[0].id)
    hand_in(project, rounds(project)[0].packages[0].id)
    (task,) = tasks(consortium.as_("事務局"))
    assert (task.kind, task.reason) == ("close", "締切を経過、未提出 3票")


def test_an_agreement_waits_for_the_secretariat(consortium: Any) -> None:
    desk = consortium.as_("事務局")
    village = add_organisation(desk, "川辺村", "川").made[0]
    add_organisation(desk, "協議会", "協", takes_part=False)
    assert mine(desk) == [("agree", "川辺村")]
    assert waiting(desk, acting_member(desk)) == {}
    record_agreement(desk, village, "川辺村", "村長決裁", "2026-05-01")
    assert mine(desk) == []


@pytest.mark.parametrize("tongue", ["ja", "en"])
def test_edges_of_the_window(consortium: Any, tongue: str) -> None:
    use_language(tongue)
    project = consortium.as_("事務局")
    assert (amounts(project), edition_word(project)) == ({}, "")
    consortium.add_gap(project)
    frozen = {"edition": 2, "name": "第2版", "note": "", "heads": "[]"}
    project.act("baselines.freeze", [insert("baseline", [frozen])], name="第2版")
    assert amounts(project) == {"gaps": 1}
    assert "2" in edition_word(project)


def test_phases_count_what_there_is(consortium: Any) -> None:
    project = consortium.as_("主査")
    preparation, procurement, build = phase_progress(project)
    assert preparation.state(TODAY) == "running"  # its first day is today
    assert build.state(TODAY) == "planned"
    assert [one.state for one in procurement.steps] == ["planned", "planned"]
    gap = with_costs(project, consortium.add_gap(project))
    consortium.add_gap(project, "ほかの件")
    submit(project, gap)
    steps = {one.key: (one.done, one.of) for one in phase_progress(project)[2].steps}
    assert steps == {
        "study": (1, 2),
        "chief_review": (0, 1),
        "third_party_review": (0, 0),
        "fix": (0, 1),
    }
    decide(consortium.as_("課長"), gap, "chief", "approve")
    decide(consortium.as_("第三者"), gap, "third_party", "approve")
    build = phase_progress(consortium.as_("主査"))[2]
    assert [one.state for one in build.steps] == ["running", "done", "done", "planned"]
    assert build.share == pytest.approx((0.5 + 1 + 1) / 4)


def test_overdue_comes_first_then_the_longest_wait() -> None:
    def task(label: str, days: int, due: int | None = None) -> Task:
        day = None if due is None else TODAY + timedelta(days=due)
        return Task("decide", label.encode(), label, "", "", (), frozenset(), (), -days * DAY, day)

    listed = [task("a", 1), task("b", 9), task("c", 0, -1), task("d", 5, 0), task("e", 2, -3)]
    assert [one.label for one in in_order(listed, TODAY)] == ["e", "c", "b", "d", "a"]
