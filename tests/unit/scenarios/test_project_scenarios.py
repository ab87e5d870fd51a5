"""Scenarios in a project: made, worded, kept over a newer edition, exported, used as scenes of a round."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.errors import UserError
from models.exports.scenario_book import export_scenarios
from models.flows.commands import import_flows, link
from models.flows.queries import find_element, find_flow
from models.lists.commands import add_package, assign_section, import_feature_list
from models.lists.queries import find_feature, packages
from models.project.project import Project
from models.resources import resource
from models.scenarios.commands import (
    edit_scenario,
    make_scenarios,
    move_scenario,
    remove_scenarios,
    set_steps,
)
from models.scenarios.queries import find_scenario, scenario_rows
from models.scenarios.shown import shown_of_rows
from models.scoring.commands import open_round
from models.scoring.queries import rounds
from models.scoring.queries import scenes as scenes_of
from models.scoring.scenario_scenes import scenes_from_scenarios

SAMPLE = Path(str(resource("sample", "answers.toml"))).parent
FLOWS = [SAMPLE / "flows" / f"{name}.bpmn" for name in ("転入届_標準", "証明書交付_標準")]


@pytest.fixture
def project(consortium: Any) -> Project:
    opened: Project = consortium.as_("事務局")
    import_feature_list(opened, SAMPLE / "機能一覧.xlsx")
    import_flows(opened, FLOWS, "standard")
    return opened


def test_scenarios_are_made_in_one_act_with_steps_lanes_and_features(project: Project) -> None:
    task = find_element(project, "転入届_標準", "異動情報を入力する")
    link(project, task.id, [find_feature(project, "0110010")])
    done = make_scenarios(project)
    rows = scenario_rows(project)
    assert (done.new, len(rows)) == (5, 5)
    assert [row.label for row in rows] == ["S-01", "S-02", "S-03", "S-04", "S-05"]
    first = rows[0]
    assert first.title == "カードによる転入？＝はい／不備がある？＝はい→いいえ"
    assert "転入" in first.purpose and "手続完了" in first.purpose
    step = next(step for step in first.steps if step.name == "入力を訂正する")
    assert step.when == "不備がある？＝はい"
    assert [one.key for one in first.features] == ["0110010"]
    assert first.lanes[0] == "住民"
    project.undo()
    assert scenario_rows(project) == []


def test_edits_are_acts_that_can_be_undone(project: Project) -> None:
    make_scenarios(project)
    row = find_scenario(project, "s-1")
    edit_scenario(project, row, title="カードで転入する", purpose="  届出を漏れなく記録できる ")
    row = find_scenario(project, "1")
    assert (row.title, row.purpose) == ("カードで転入する", "届出を漏れなく記録できる")
    steps = [
        replace(row.steps[0], is_dropped=True),
        replace(row.steps[1], text="届出を受け付けて見せる"),
        *row.steps[2:],
    ]
    set_steps(project, row, steps)
    row = find_scenario(project, "S-01")
    assert row.kept_steps[0].shown == "届出を受け付けて見せる"
    project.undo()
    assert find_scenario(project, "S-01").kept_steps[0].shown == "転入届を記入する"
    edit_scenario(project, row, title="")
    assert find_scenario(project, "S-01").title.startswith("カードによる転入？")
    move_scenario(project, find_scenario(project, "S-02"), -1)
    flow = find_flow(project, "転入届_標準").id
    assert [one.label for one in scenario_rows(project, flow)] == ["S-02", "S-01"]
    remove_scenarios(project, [find_scenario(project, "S-02")])
    with pytest.raises(UserError, match="S-02"):
        find_scenario(project, "S-02")


def test_making_anew_changes_nothing_where_nothing_changed(project: Project) -> None:
    make_scenarios(project)
    edit_scenario(project, find_scenario(project, "S-01"), title="別の題名")
    again = make_scenarios(project)
    assert (again.new, again.kept, again.gone) == (0, 5, 0)
    assert again.changed.changeset is None
    assert find_scenario(project, "S-01").title == "別の題名"


def test_a_newer_edition_of_a_flow_takes_the_edits_over(project: Project, tmp_path: Path) -> None:
    make_scenarios(project)
    row = find_scenario(project, "S-01")
    edit_scenario(project, row, title="カードで転入する")
    set_steps(
        project,
        row,
        [replace(row.steps[1], text="窓口で受ける") if step is row.steps[1] else step for step in row.steps],
    )
    newer = tmp_path / "転入届_標準_第2版.bpmn"
    text = FLOWS[0].read_text(encoding="utf-8")
    newer.write_text(text.replace("確認書類を複写する", "確認書類を読み取る"), encoding="utf-8")
    flow = import_flows(project, [newer], "standard").flow_ids[0]
    make_scenarios(project, [flow], earlier=find_flow(project, "転入届_標準").id)
    rows = scenario_rows(project, flow)
    assert rows[0].title == "カードで転入する"
    assert rows[0].steps[1].text == "窓口で受ける"
    assert "確認書類を読み取る" in [step.name for step in rows[0].steps]


def test_a_round_takes_its_scenes_from_scenarios(project: Project, consortium: Any) -> None:
    add_package(project, "A社")
    make_scenarios(project)
    section = consortium.sections["市民課"]
    scenes, homeless = scenes_from_scenarios(project)
    assert not scenes and len(homeless) == 5
    feature = find_feature(project, "0110010")
    assign_section(project, [feature], section)
    link(project, find_element(project, "転入届_標準", "異動情報を入力する").id, [feature])
    scenes, homeless = scenes_from_scenarios(project)
    assert [one.code for one in scenes] == ["S-01", "S-02"] and len(homeless) == 3
    scenes, homeless = scenes_from_scenarios(project, section)
    assert len(scenes) == 5 and not homeless
    open_round(
        project,
        number=1,
        name="第1回",
        packages=[packages(project)[0].id],
        scenes=scenes,
        closes_on="2027-01-31",
    )
    listed = scenes_of(project, rounds(project)[0].id)
    assert listed[0].code == "S-01" and [one.label for one in listed[0].features] == ["0110010"]
    assert listed[0].title.startswith("転入届_標準：")


def test_the_workbook_has_a_sheet_to_print_and_a_sheet_of_data(project: Project, tmp_path: Path) -> None:
    make_scenarios(project)
    row = find_scenario(project, "S-01")
    set_steps(project, row, [replace(row.steps[0], is_dropped=True, text="=1+1"), *row.steps[1:]])
    path = tmp_path / "シナリオ.xlsx"
    export_scenarios(path, "更新", shown_of_rows(scenario_rows(project)))
    book = openpyxl.load_workbook(path)
    printed = ["" if cell is None else str(cell) for line in book["シナリオ"].values for cell in line]
    assert any(text.startswith("S-05") for text in printed)
    assert "=1+1" not in printed
    data = list(book["データ"].values)
    assert data[1][0] == "S-01" and data[1][7] == "=1+1" and data[1][10] == "外す"
    assert book["データ"].cell(2, 8).data_type == "s"
