"""Flows go into the project with their bytes unchanged, and their tasks can be linked to features."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bpmn.reader import read_flow
from bpmn.reading_order import tasks_of
from models.errors import UserError
from models.flows.commands import import_flow, import_flows, link, unlink
from models.flows.inspection import inspect_flow
from models.flows.queries import (
    element_links,
    elements,
    find_element,
    find_flow,
    fit_of_elements,
    flow_file,
    flow_rows,
    gap_badges,
    original_bytes,
    tasks_without_feature,
)
from models.flows.rules import BY_WEIGHT, heaviest
from models.ledger.operations import insert
from models.ledger.verify import verify_ledger
from models.lists.answer_kinds import Answer
from models.lists.commands import add_package, import_feature_list
from models.lists.queries import feature_detail, feature_rows, find_feature
from models.project.history import ledger_size
from models.project.project import Project
from models.resources import resource

SAMPLE = Path(str(resource("sample", "answers.toml"))).parent
FLOWS = sorted((SAMPLE / "flows").glob("*.bpmn"))
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
)


@pytest.fixture
def project(consortium: Any) -> Project:
    """The secretariat's project with the sample's feature list and flows."""
    opened: Project = consortium.as_("事務局")
    import_feature_list(opened, SAMPLE / "機能一覧.xlsx")
    import_flows(opened, FLOWS, "current")
    return opened


def test_files_are_kept_byte_for_byte(consortium: Any) -> None:
    project = consortium.as_("事務局")
    before = ledger_size(project)
    imported = import_flows(project, FLOWS, "standard")
    assert ledger_size(project) == before + 1
    for flow, path in zip(imported.flow_ids, FLOWS, strict=True):
        assert original_bytes(project, flow) == (path.name, path.read_bytes())
        assert flow_file(project, flow) == read_flow(path.read_bytes(), path.name)
        assert flow_file(project, flow) is flow_file(project, flow)
    assert verify_ledger(project.connection) == []
    assert [row.name for row in flow_rows(project)] == [path.stem for path in FLOWS]
    project.undo()
    assert flow_rows(project) == []


def test_tasks_stand_in_reading_order_with_their_lanes(project: Project) -> None:
    for row in flow_rows(project):
        flow = flow_file(project, row.id)
        stored = elements(project, row.id, tasks_only=True)
        assert [(task.element, task.lane) for task in stored] == [
            (task.id, task.lane_name) for task in tasks_of(flow)
        ]
        assert row.task_count == len(stored) > 0


def test_kind_package_and_name(project: Project) -> None:
    package = add_package(project, "A社").made[0]
    flow = import_flow(project, FLOWS[0], "standard", "転居（標準）", package).flow_id
    row = find_flow(project, "転居(標準)")
    assert (row.id, row.kind, row.package_id, row.file) == (flow, "standard", package, FLOWS[0].name)
    for kind, name, key in (
        ("old", "別", "flows.unknown_kind"),
        ("agreed", "転居（標準）", "flows.name_taken"),
    ):
        with pytest.raises(UserError) as refused:
            import_flow(project, FLOWS[0], kind, name)
        assert refused.value.key == key


def test_one_bad_file_stops_all(consortium: Any, tmp_path: Path) -> None:
    project = consortium.as_("事務局")
    before = ledger_size(project)
    bad = tmp_path / "手順書.bpmn"
    bad.write_text("これは手順書です。", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        import_flows(project, [*FLOWS, bad], "current")
    assert "「手順書.bpmn」" in refused.value.message
    assert "BPMN 2.0" in refused.value.message
    assert (ledger_size(project), flow_rows(project)) == (before, [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04\0\0",
        b"<html><body/></html>",
        b"<definitions",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><definitions/>",
        b"\xff\xff\xff",
    ],
)
def test_every_unreadable_file_has_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "壊れた.bpmn"
    path.write_bytes(content)
    facts = inspect_flow(path)
    assert (facts["ok"], len(facts["findings"])) == (False, 1)
    assert (facts["planes"], facts["ids"], set(facts["counts"].values())) == (0, [], {0})
    assert "壊れた.bpmn" in facts["findings"][0]["message"]


def test_links_go_both_ways_and_count_once(project: Project) -> None:
    task = find_element(project, "転入届_標準", "異動情報を入力する")
    features = [find_feature(project, key) for key in ("0110010", "0110020")]
    changed = link(project, task.id, features)
    assert changed.summary == "転入届_標準「異動情報を入力する」を機能 2 件に紐付け"
    assert link(project, task.id, features[:1]).changeset is None
    assert [one.key for one in find_element(project, "転入届_標準", "異動情報を入力する").features] == [
        "0110010",
        "0110020",
    ]
    assert [one.task for one in feature_detail(project, features[0]).tasks] == ["異動情報を入力する"]
    assert feature_rows(project)[0].task_count == 1
    assert list(element_links(project, task.flow_id)) == [task.element]
    assert task.id not in {one.id for one in tasks_without_feature(project, task.flow_id)}
    assert find_flow(project, "転入届_標準").linked_count == 1
    unlink(project, task.id, features[:1])
    assert [one.key for one in element_links(project, task.flow_id)[task.element]] == ["0110020"]
    link(project, task.id, features)
    assert find_flow(project, "転入届_標準").linked_count == 1
    project.undo()
    assert len(element_links(project, task.flow_id)[task.element]) == 1


def test_staff_link_but_observers_do_not(consortium: Any) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, SAMPLE / "機能一覧.xlsx")
    flow = import_flow(project, FLOWS[0], "current").flow_id
    project = consortium.as_("主査")
    task = elements(project, flow, tasks_only=True)[0]
    feature = find_feature(project, "0110010")
    assert link(project, task.id, [feature]).changeset
    project = consortium.as_("監査")
    with pytest.raises(UserError):
        unlink(project, task.id, [feature])


def test_every_link_of_the_sample_can_be_made(project: Project) -> None:
    told = tomllib.loads((SAMPLE / "story" / "links.toml").read_text(encoding="utf-8"))["link"]
    for entry in told:
        task = find_element(project, entry["flow"], entry["task"])
        link(project, task.id, [find_feature(project, key) for key in entry["features"]])
    assert sum(row.linked_count for row in flow_rows(project)) == len(told)


def test_fit_is_the_heaviest_linked_answer(project: Project) -> None:
    package = add_package(project, "A社").made[0]
    task = find_element(project, "転入届_標準", "異動情報を入力する")
    features = [find_feature(project, key) for key in ("0110010", "0110020")]
    link(project, task.id, features)
    assert fit_of_elements(project, task.flow_id, package) == {task.element: "unanswered"}
    rows = [
        {"package_id": package, "feature_id": feature, "answer": answer}
        for feature, answer in zip(features, ("standard", "option_part"), strict=True)
    ]
    project.act("features.import_answers", [insert("answer", rows)], package="A社", count="2")
    assert fit_of_elements(project, task.flow_id, package) == {task.element: "option_part"}


def test_weights_cover_every_answer() -> None:
    assert sorted(BY_WEIGHT) == sorted(Answer)
    assert heaviest(["standard", None]) == "unanswered"
    assert heaviest(["standard", "from elsewhere"]) == "unanswered"
    assert heaviest(["not_possible", "unanswered"]) == "not_possible"
    assert heaviest([]) == "unanswered"


def test_gaps_stand_at_their_elements_and_features(consortium: Any) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, SAMPLE / "機能一覧.xlsx")
    flow = import_flow(project, FLOWS[0], "current").flow_id
    first, second = elements(project, flow, tasks_only=True)[:2]
    feature = find_feature(project, "0110010")
    link(project, second.id, [feature])
    gaps = [consortium.add_gap(project, title) for title in ("甲", "乙")]
    rows = [
        {"gap_id": gaps[0], "kind": "task", "element_id": first.id},
        {"gap_id": gaps[1], "kind": "answer", "feature_id": feature},
    ]
    project.act("gaps.edit", [insert("gap_source", rows)])
    assert gap_badges(project, flow) == {first.element: (gaps[0],), second.element: (gaps[1],)}
    assert feature_rows(project)[0].gaps == (gaps[1],)


def test_names_that_are_not_unique_need_the_id(consortium: Any, tmp_path: Path) -> None:
    project = consortium.as_("事務局")
    path = tmp_path / "同名.bpmn"
    tasks = "".join(f'<task id="t{n}" name="{name}"/>' for n, name in enumerate(("受付", "受付", "転入\n届")))
    path.write_text(f'{HEAD}<process id="p">{tasks}</process></definitions>', encoding="utf-8")
    import_flow(project, path, "current")
    assert find_element(project, "同名", "t1").element == "t1"
    assert find_element(project, "同名", "転入届").element == "t2"
    for task, key in (("受付", "flows.several_elements"), ("無い", "flows.no_element")):
        with pytest.raises(UserError) as refused:
            find_element(project, "同名", task)
        assert refused.value.key == key
    with pytest.raises(UserError) as refused:
        find_flow(project, "別のフロー")
    assert refused.value.key == "flows.no_flow"


def test_all_open_flows_import(consortium: Any, corpus: Path) -> None:
    project = consortium.as_("事務局")
    files = sorted((corpus / "bpmn").glob("*.bpmn"))
    imported = import_flows(project, files, "standard")
    assert len(imported.flow_ids) == len(files) == 21
    for flow, path in zip(imported.flow_ids, files, strict=True):
        assert original_bytes(project, flow)[1] == path.read_bytes()
    assert all(row.task_count for row in flow_rows(project))
    assert verify_ledger(project.connection) == []


def test_counts_of_an_open_flow(corpus: Path) -> None:
    facts = inspect_flow(corpus / "bpmn" / "C.1.0.bpmn")
    text = (corpus / "bpmn" / "C.1.0.bpmn").read_text(encoding="utf-8")
    assert facts["ok"]
    for name, tag in (
        ("sequence_flows", "sequenceFlow"),
        ("lanes", "lane"),
        ("message_flows", "messageFlow"),
    ):
        assert facts["counts"][name] == len(re.findall(rf"<(?:\w+:)?{tag}\s", text)), name
    assert facts["counts"]["shapes"] == text.count("BPMNShape ")
    assert len(facts["ids"]) == len(set(facts["ids"]))
