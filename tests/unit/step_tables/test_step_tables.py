"""Step tables: read by their headings, all findings at once, made into flows, and back to the same rows."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli.entry import run
from bpmn.analysis.analyse import analyse
from bpmn.reader import read_flow
from bpmn.steps.building import flow_of
from bpmn.steps.listing import steps_of
from bpmn.steps.rows import END, Choice, StepRow, step_id, step_number
from bpmn.writer import write_flow
from models.errors import UserError
from models.exports.step_book import write_step_template
from models.findings import Severity
from models.flows.arriving import read_arriving
from models.flows.commands import import_flow
from models.flows.queries import elements, flow_rows
from models.flows.steps.reading import read_step_table
from models.flows.steps.writing import cells_of, step_cells, step_heads
from models.lists.commands import import_feature_list
from models.resources import resource

SAMPLE = Path(str(resource("sample", "answers.toml"))).parent
FLOWS = sorted((SAMPLE / "flows").glob("*.bpmn"))
OPEN_FILES = sorted((Path(__file__).parents[3].parent / "shared" / "corpus").glob("*/*.bpmn"))
HEADS = ["手順番号", "作業", "担当", "条件・分岐", "次の手順", "帳票・データ", "使用機能"]


def table(path: Path, *rows: list[str], heads: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([heads or HEADS, *rows])
    return path


def problems(path: Path) -> list[tuple[str, str]]:
    return [
        (one.where.rpartition("!")[2], one.key.rpartition(".")[2]) for one in read_step_table(path).findings
    ]


def test_a_table_becomes_rows(tmp_path: Path) -> None:
    path = table(
        tmp_path / "転入.csv",
        ["１", "届を受ける", "窓口", "", "", "転入届、本人確認書類", "0110010"],
        ["2", "審査する", "審査係", "不備がある？", "はい→3、いいえ→4", "", ""],
        ["3", "訂正する", "審査係", "", "2へ戻る", "", ""],
        ["4", "記録する", "審査係", "", "5＋6", "住基台帳", ""],
        ["5", "通知する", "審査係", "", "7", "", ""],
        ["6", "案内する", "窓口", "", "7", "", ""],
        ["7", "渡す", "窓口", "窓口が混むとき", "終了", "", ""],
    )
    read = read_step_table(path)
    assert read.is_sound and not read.findings
    rows = read.rows
    assert rows[0] == StepRow(
        "1", "届を受ける", "窓口", "", (Choice(("2",)),), ("転入届", "本人確認書類"), ("0110010",)
    )
    assert rows[1].condition == "不備がある？"
    assert rows[1].choices == (Choice(("3",), "はい"), Choice(("4",), "いいえ"))
    assert rows[2].choices == (Choice(("2",)),)
    assert rows[3].choices == (Choice(("5", "6")),)
    assert rows[6].choices == (Choice((END,)),) and rows[6].condition == "窓口が混むとき"
    flow = read_arriving(path).flow
    assert {lane.name for lane in flow.lanes} == {"窓口", "審査係"}
    assert analyse(flow) == ()
    join = next(one for one in flow.elements.values() if one.id.startswith("Join_"))
    assert join.kind == "parallelGateway"
    assert {shape.element for shape in flow.planes[0].shapes} >= {step_id(row.number) for row in rows}


@pytest.mark.parametrize(
    ("cell", "condition", "expected"),
    [
        ("2", "", (Choice(("2",)),)),
        ("手順２に進む", "", (Choice(("2",)),)),
        ("可:2\n否:3", "", (Choice(("2",), "可"), Choice(("3",), "否"))),
        ("2（可）,3（否）", "", (Choice(("2",), "可"), Choice(("3",), "否"))),
        ("2/3", "可/否", (Choice(("2",), "可"), Choice(("3",), "否"))),
        ("2 & 3", "", (Choice(("2", "3")),)),
        ("可→2、否→終了", "", (Choice(("2",), "可"), Choice((END,), "否"))),
        ("－", "", (Choice((END,)),)),
        ("", "", (Choice(("2",)),)),
    ],
)
def test_ways_of_writing_the_next_step(
    tmp_path: Path, cell: str, condition: str, expected: tuple[Choice, ...]
) -> None:
    last = [["2", "乙", "", "", "終了", "", ""], ["3", "丙", "", "", "終了", "", ""]]
    read = read_step_table(table(tmp_path / "a.csv", ["1", "甲", "", condition, cell, "", ""], *last))
    assert read.rows[0].choices == expected
    assert not (condition and read.rows[0].condition)


def test_everything_wrong_is_told_at_once_with_its_cell(tmp_path: Path) -> None:
    path = table(
        tmp_path / "誤り.csv",
        ["1", "受ける", "", "", "9", "", ""],
        ["1", "重なる", "", "", "", "", ""],
        ["3", "", "窓口", "", "", "", ""],
        ["", "番号なし", "", "", "", "", ""],
        ["5", "種類", "", "", "はい→8、5", "", ""],
    )
    assert sorted(problems(path)) == [
        ("A3", "number_twice"),
        ("A5", "no_number"),
        ("B4", "no_task"),
        ("E2", "unknown_next"),
        ("E6", "unknown_next"),
    ]
    with pytest.raises(UserError) as caught:
        read_arriving(path)
    assert "誤り.csv" in caught.value.message


def test_a_circle_has_no_start_and_lost_steps_are_named(tmp_path: Path) -> None:
    circle = table(tmp_path / "a.csv", ["1", "甲", "", "", "2", "", ""], ["2", "乙", "", "", "1", "", ""])
    assert problems(circle) == [("A2", "no_start")]
    lost = table(
        tmp_path / "b.csv",
        ["1", "甲", "", "", "終了", "", ""],
        ["2", "乙", "", "", "3", "", ""],
        ["3", "丙", "", "", "2", "", ""],
    )
    assert [code for _, code in problems(lost)] == ["unreachable", "unreachable"]
    assert all(one.severity is Severity.WARNING for one in read_step_table(lost).findings)


def test_other_headings_merged_cells_and_prose_above(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["転入の手順"])
    sheet.append([])
    sheet.append(["Order", "Activity", "Condition", "Who", "Subprocess", "Terminated"])
    sheet.append([1, "receive", "", "desk", "", ""])
    sheet.append([2, "check", "", "", "yes", ""])
    sheet.append([3, "record", "", "office", "", "yes"])
    sheet.append([4, "later", "", "office", "", "yes"])
    sheet.merge_cells("D4:D5")
    book.save(tmp_path / "steps.xlsx")
    read = read_step_table(tmp_path / "steps.xlsx")
    assert [(row.number, row.who, row.kind) for row in read.rows[:3]] == [
        ("1", "desk", "task"), ("2", "desk", "subProcess"), ("3", "office", "task"),
    ]  # fmt: skip
    assert read.rows[2].choices == (Choice((END,)),)


def test_a_file_without_such_headings_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"表\.csv"):
        read_step_table(table(tmp_path / "表.csv", ["a", "b"], heads=["氏名", "住所"]))


TEXT = (
    st.text("あ漢字カナ届task 。()ー?", min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[StepRow, ...]:
    possible = [f"{a}{b}" for a in "123456789" for b in ("", "-1", "b", "（特）")]
    numbers = draw(st.lists(st.sampled_from(possible), min_size=1, max_size=9, unique=True))
    people = st.sampled_from(["", "窓口", "審査係", "課税課（固定）"])
    rows = []
    for number in numbers:
        targets = st.lists(st.sampled_from([END, *numbers]), min_size=1, max_size=3, unique=True).map(tuple)
        count = draw(st.integers(1, 3))
        labels = draw(st.lists(TEXT, min_size=count, max_size=count, unique=True))
        choices = tuple(Choice(draw(targets), label if count > 1 else "") for label in labels)
        rows.append(
            StepRow(
                number, draw(TEXT), draw(people), draw(st.just("") | TEXT),
                choices, tuple(draw(st.lists(TEXT, max_size=2, unique=True))),
                tuple(draw(st.lists(st.sampled_from(["0110010", "0110020"]), max_size=2, unique=True))),
                draw(st.sampled_from(["task", "userTask", "manualTask", "serviceTask", "sendTask"])),
            )
        )  # fmt: skip
    return tuple(rows)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_table_to_flow_to_bytes_to_table_is_the_same(rows: tuple[StepRow, ...]) -> None:
    flow = read_flow(write_flow(flow_of(rows, "手順")), "手順.bpmn")
    normal = [(row, " ".join(row.task.split())) for row in rows]
    assert [(one.number, one.task) for one in steps_of(flow)] == [(row.number, task) for row, task in normal]
    for row, again in zip(rows, steps_of(flow), strict=True):
        assert again.who == row.who and again.kind == row.kind and again.features == row.features
        assert again.choices == row.choices
        assert [" ".join(one.split()) for one in row.data] == list(again.data)
        assert again.condition == " ".join(row.condition.split())


@given(st.text(min_size=1, max_size=6))
def test_numbers_survive_in_ids(number: str) -> None:
    assert step_number(step_id(number)) == number


@pytest.mark.parametrize("path", [*FLOWS, *OPEN_FILES], ids=lambda path: path.stem)
def test_any_flow_as_a_table_can_be_read_back(path: Path, tmp_path: Path) -> None:
    flow = read_flow(path.read_bytes(), path.name)
    rows = steps_of(flow)
    assert steps_of(read_flow(write_flow(flow_of(rows, "x")), "x")) == rows
    heads = [title for title, _ in step_heads()]
    written = table(tmp_path / "表.csv", *step_cells(flow), heads=heads)
    assert [row.number for row in read_step_table(written).rows] == [row.number for row in rows if row.task]
    assert not [one for one in read_step_table(written).findings if one.key.endswith("unknown_next")]


def test_importing_a_table_links_the_features_it_names(consortium: Any, tmp_path: Path) -> None:
    project = consortium.as_("事務局")
    import_feature_list(project, SAMPLE / "機能一覧.xlsx")
    path = table(
        tmp_path / "転入.csv",
        ["1", "届を受ける", "窓口", "", "", "", "0110010、9999999"],
        ["2", "渡す", "窓口", "", "終了", "", ""],
    )
    imported = import_flow(project, path, "current")
    assert flow_rows(project)[0].linked_count == 1
    tasks = elements(project, imported.flow_id, tasks_only=True)
    assert [[one.key for one in task.features] for task in tasks] == [["0110010"], []]
    assert ["9999999" in one.message for one in imported.findings] == [True]
    project.undo()
    assert flow_rows(project) == []


def test_the_template_is_a_table_that_takes_rows(tmp_path: Path) -> None:
    write_step_template(tmp_path / "手順表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "手順表.xlsx")
    sheet = book["手順表"]
    for column, text in enumerate(["1-2", "受ける", "窓口", "", "終了"], 1):
        sheet.cell(2, column, text)
    book.save(tmp_path / "手順表.xlsx")
    read = read_step_table(tmp_path / "手順表.xlsx")
    assert [row.number for row in read.rows] == ["1-2"] and read.is_sound


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "手順.xlsx"
    assert run(["flow", "table", str(FLOWS[0]), "--out", str(out)]) == 0
    capsys.readouterr()
    assert run(["flow", "table", str(out), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["findings"] == [] and found["steps"][0]["number"] == "1"
    assert run(["flow", "table", str(out), "--out", str(tmp_path / "新.bpmn")]) == 0
    again = read_flow((tmp_path / "新.bpmn").read_bytes(), "新.bpmn")
    before = read_flow(FLOWS[0].read_bytes(), "x")
    assert [cells_of(row)[:6] for row in steps_of(again)] == [cells_of(row)[:6] for row in steps_of(before)]
    assert run(["flow", "table", "--template", "--out", str(tmp_path / "空.xlsx")]) == 0
    assert run(["flow", "table"]) == 1
