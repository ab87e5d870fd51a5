"""The colours of an annotated copy: one for each answer, by the heaviest that a task's features got."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bpmn.reader import read_flow
from models.flows.coloured import coloured_copy, fit_colours
from models.flows.commands import import_flow, link
from models.flows.queries import find_element, original_bytes
from models.ledger.operations import insert
from models.lists.answer_kinds import Answer
from models.lists.commands import add_package, import_feature_list
from models.lists.queries import find_feature
from models.project.project import Project
from models.resources import resource

SAMPLE = Path(str(resource("sample", "answers.toml"))).parent


@pytest.fixture
def project(consortium: Any) -> Project:
    """The secretariat's project with the sample's feature list and one flow."""
    opened: Project = consortium.as_("事務局")
    import_feature_list(opened, SAMPLE / "機能一覧.xlsx")
    import_flow(opened, SAMPLE / "flows" / "転入届_標準.bpmn", "standard")
    return opened


def test_every_answer_has_colours_of_its_own() -> None:
    assert set(fit_colours()) == {answer.value for answer in Answer}
    assert len({colours.fill for colours in fit_colours().values()}) == len(Answer)


def test_linked_tasks_are_coloured_and_the_original_stays(project: Project) -> None:
    package = add_package(project, "A社").made[0]
    task = find_element(project, "転入届_標準", "異動情報を入力する")
    feature = find_feature(project, "0110010")
    link(project, task.id, [feature])
    rows = [{"package_id": package, "feature_id": feature, "answer": "source_change"}]
    project.act("features.import_answers", [insert("answer", rows)], package="A社", count="1")
    before = original_bytes(project, task.flow_id)
    copy = coloured_copy(project, task.flow_id, package)
    shapes = read_flow(copy.data, "f.bpmn").planes[0].shapes
    coloured = {shape.element: shape.colours for shape in shapes if shape.colours.fill}
    assert coloured == {task.element: fit_colours()["source_change"]}
    assert [(line.answer, line.count) for line in copy.legend] == [("source_change", 1)]
    assert original_bytes(project, task.flow_id) == before
