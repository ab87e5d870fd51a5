"""Features proposed for tasks: with reasons, without what is linked or set aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.flows.commands import import_flows, link, unlink
from models.flows.coverage import unused_features
from models.flows.neighbours import neighbours
from models.flows.queries import elements, find_element, find_flow, flow_file, tasks_without_feature
from models.flows.suggestions import Suggestion, reconsider, refusal_count, refuse, suggestions
from models.lists.commands import import_feature_list
from models.lists.queries import find_feature
from models.project.project import Project
from models.resources import resource

SAMPLE = Path(str(resource("sample", "answers.toml"))).parent
FLOWS = [SAMPLE / "flows" / f"{name}.bpmn" for name in ("転入届_標準", "転入届_現行")]


@pytest.fixture
def project(consortium: Any) -> Project:
    opened: Project = consortium.as_("事務局")
    import_feature_list(opened, SAMPLE / "機能一覧.xlsx")
    import_flows(opened, FLOWS, "standard")
    return opened


def proposed(project: Project, flow: str, task: str) -> tuple[Suggestion, ...]:
    found = suggestions(project, find_flow(project, flow).id)
    return found[find_element(project, flow, task).id]


def test_a_proposal_says_why(project: Project) -> None:
    first = proposed(project, "転入届_標準", "転入通知を送信する")[0]
    assert (first.key, first.name) == ("0110050", "転入通知の送信")
    assert first.score > 0.9 and "転入通知" in first.reason
    same = proposed(project, "転入届_標準", "国保・年金を受け付ける")[0]
    assert same.key == "0110040" and "動作：受け付け＝受付" in same.reason


def test_what_is_linked_is_not_proposed(project: Project) -> None:
    task = find_element(project, "転入届_標準", "転入通知を送信する")
    link(project, task.id, [find_feature(project, "0110050")])
    assert "0110050" not in [one.key for one in proposed(project, "転入届_標準", "転入通知を送信する")]
    unlink(project, task.id, [find_feature(project, "0110050")])
    assert proposed(project, "転入届_標準", "転入通知を送信する")[0].key == "0110050"


def test_what_was_set_aside_is_not_proposed_until_it_is_brought_back(project: Project) -> None:
    task = find_element(project, "転入届_標準", "転入通知を送信する")
    feature = find_feature(project, "0110050")
    changed = refuse(project, task.id, [feature, feature])
    assert "転入通知を送信する" in changed.summary and refusal_count(project, task.id) == 1
    assert not refuse(project, task.id, [feature]).changeset
    assert "0110050" not in [one.key for one in proposed(project, "転入届_標準", "転入通知を送信する")]
    assert proposed(project, "転入届_現行", "転入通知を送信する")[0].key == "0110050"  # of that task alone
    reconsider(project, task.id)
    assert proposed(project, "転入届_標準", "転入通知を送信する")[0].key == "0110050"
    refuse(project, task.id, [feature])
    project.undo()
    assert refusal_count(project, task.id) == 0


def test_a_link_of_the_project_teaches_the_next_flow(project: Project) -> None:
    assert "0110530" not in [one.key for one in proposed(project, "転入届_現行", "確認書類を複写する")]
    task = find_element(project, "転入届_標準", "確認書類を複写する")
    link(project, task.id, [find_feature(project, "0110530")])
    first = proposed(project, "転入届_現行", "確認書類を複写する")[0]
    assert (first.key, first.score) == ("0110530", 0.95)
    assert "同じ作業で紐付け済み：確認書類を複写する（転入届_標準）" in first.reason


def test_neighbours_are_found_across_gateways(project: Project) -> None:
    flow = find_flow(project, "転入届_標準")
    tasks = {one.element: one.name for one in elements(project, flow.id, tasks_only=True)}
    found = neighbours(flow_file(project, flow.id), tasks)
    named = {
        tasks[one].replace("\n", ""): {tasks[o].replace("\n", "") for o in others}
        for one, others in found.items()
    }
    assert named["本人確認・届出を受ける"] == {
        "転入届を記入する",
        "転出証明情報を取得する",
        "転出証明書を確認する",
    }


def test_coverage_tells_both_sides(project: Project) -> None:
    before = len(unused_features(project)), len(tasks_without_feature(project))
    task = find_element(project, "転入届_標準", "転入通知を送信する")
    link(project, task.id, [find_feature(project, "0110050")])
    assert (len(unused_features(project)), len(tasks_without_feature(project))) == (
        before[0] - 1,
        before[1] - 1,
    )


def test_no_features_no_proposals(consortium: Any) -> None:
    opened: Project = consortium.as_("事務局")
    import_flows(opened, FLOWS[:1], "standard")
    assert suggestions(opened, find_flow(opened, "転入届_標準").id) == {}
