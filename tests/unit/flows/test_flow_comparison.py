"""Flows of a project compared: what people settle wins, can be undone, and keys stay the same."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from app.cli.entry import run
from bpmn.comparing.differences import DifferenceKind
from bpmn.matching.likeness import likeness
from models.errors import UserError
from models.flows.commands import import_flow
from models.flows.comparison import Comparison, compare_flows
from models.flows.learned import project_words
from models.flows.queries import ElementRow, find_element, find_flow
from models.flows.settling import forget, settle
from models.matching.catalogue import known_words
from models.project.project import Project
from models.resources import resource
from models.words import use_language

FLOWS = Path(str(resource("sample", "flows")))
CURRENT, STANDARD = FLOWS / "転入届_現行.bpmn", FLOWS / "転入届_標準.bpmn"


@pytest.fixture
def project(consortium: Any) -> Project:
    opened: Project = consortium.as_("事務局")
    import_flow(opened, CURRENT, "current", "転入届（現行）")
    import_flow(opened, STANDARD, "standard", "転入届（標準）")
    return opened


def old(project: Project, task: str) -> ElementRow:
    return find_element(project, "転入届（現行）", task)


def new(project: Project, task: str) -> ElementRow:
    return find_element(project, "転入届（標準）", task)


def compared(project: Project) -> Comparison:
    first, second = find_flow(project, "転入届（現行）"), find_flow(project, "転入届（標準）")
    return compare_flows(project, first.id, second.id)


def pairs(project: Project) -> set[tuple[str, str]]:
    return {(pair.a, pair.b) for pair in compared(project).pairs}


def test_what_is_settled_wins_from_either_side_and_is_undone(project: Project) -> None:
    one, other = old(project, "届書を端末に入力する"), new(project, "異動情報を入力する")
    wrong = old(project, "点検簿に記入する")
    before = pairs(project)
    assert (wrong.element, other.element) in before
    settle(project, other.id, wrong.id, False)
    settle(project, one.id, other.id, True)
    assert (one.element, other.element) in pairs(project)
    assert (wrong.element, other.element) not in pairs(project)
    project.undo()
    project.undo()
    assert pairs(project) == before


def test_saying_it_again_changes_nothing_and_otherwise_writes_the_same_row(project: Project) -> None:
    one, other = old(project, "点検簿に記入する"), new(project, "異動情報を入力する")
    assert settle(project, one.id, other.id, True).changeset
    assert not settle(project, other.id, one.id, True).changeset
    assert settle(project, one.id, other.id, False).changeset
    rows = project.connection.exec_driver_sql("SELECT same FROM flow_match").all()
    assert [tuple(row) for row in rows] == [(0,)]
    assert forget(project, one.id, other.id).changeset
    assert (one.element, other.element) in pairs(project)


def test_tasks_of_one_flow_or_none_are_no_pair(project: Project) -> None:
    one, other = old(project, "点検簿に記入する"), old(project, "入力内容を審査する")
    with pytest.raises(UserError, match="転入届（現行）"):
        settle(project, one.id, other.id, True)
    with pytest.raises(UserError):
        settle(project, one.id, b"\0" * 16, True)


def test_keys_are_stable_and_elements_belong_to_the_side_where_they_stand(project: Project) -> None:
    found = compared(project)
    assert [one.key for one in compared(project).differences] == [one.key for one in found.differences]
    assert len({one.key for one in found.differences}) == len(found.differences)
    removed = next(one for one in found.differences if one.kind is DifferenceKind.REMOVED)
    assert removed.element_id == old(project, "届書を端末に入力する").id and not removed.in_second
    added = next(one for one in found.differences if one.kind is DifferenceKind.ADDED)
    assert added.element_id == new(project, "カード継続利用を案内する").id and added.in_second


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["--lang", "ja", *map(str, arguments)])
    use_language("ja")
    return code, capsys.readouterr().out


def test_a_step_table_is_compared_and_drawn_like_a_flow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "手順.xlsx"
    assert command(capsys, "flow", "table", CURRENT, "--out", table)[0] == 0
    code, out = command(capsys, "flow", "match", table, CURRENT, "--json")
    pairs = json.loads(out)["pairs"]
    assert code == 0 and len(pairs) >= 10
    assert all(one["reason"] and "＝" not in one["reason"] for one in pairs), "what is the same needs no pair"
    assert command(capsys, "flow", "draw", table, "--out", tmp_path / "手順.png")[0] == 0
    assert (tmp_path / "手順.png").stat().st_size > 0


def test_files_are_matched_and_compared_without_a_project(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out = command(capsys, "flow", "match", CURRENT, STANDARD, "--json")
    assert code == 0
    found = json.loads(out)["pairs"]
    assert len(found) >= 12 and all(0 < pair["score"] <= 1 and pair["reason"] for pair in found)
    assert set(found[0]) == {"a", "b", "score", "reason"}
    code, out = command(capsys, "flow", "compare", CURRENT, STANDARD, "--json")
    kinds = {one["kind"] for one in json.loads(out)["differences"]}
    assert code == 0 and {"added", "removed", "moved"} <= kinds
    code, out = command(capsys, "flow", "compare", CURRENT, CURRENT)
    assert (code, out.strip()) == (0, "違いはありません。")
    target = tmp_path / "比較.pdf"
    code, out = command(capsys, "flow", "compare", CURRENT, STANDARD, "--out", target)
    assert code == 0 and target.read_bytes().startswith(b"%PDF")
    code, _ = command(capsys, "flow", "compare", CURRENT, STANDARD, "--out", tmp_path / "比較.docx")
    assert code == 1


def test_flows_of_a_project_are_compared_by_what_people_settled(
    capsys: pytest.CaptureFixture[str], project: Project
) -> None:
    one, other = old(project, "届書を端末に入力する"), new(project, "異動情報を入力する")
    settle(project, one.id, other.id, True)
    assert project.file is not None
    place = ("--project", project.file.path)
    code, out = command(capsys, "flow", "match", "転入届（現行）", "転入届（標準）", *place, "--json")
    assert code == 0
    pair = next(pair for pair in json.loads(out)["pairs"] if pair["a"] == one.element)
    assert pair["b"] == other.element and pair["score"] == 1.0 and "人が確かめた" in pair["reason"]
    code, out = command(capsys, "flow", "compare", "転入届（現行）", "転入届（標準）", *place)
    assert code == 0 and "届書を端末に入力する" in out


def test_words_that_people_confirmed_are_known_in_the_project(project: Project, consortium: Any) -> None:
    assert project_words(project) is known_words()
    head = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">'
    for name, word in (("甲", "異動票"), ("乙", "青紙")):
        tasks = "".join(
            f'<task id="{number}" name="{word}を{act}"/>'
            for number, act in enumerate(("綴る", "確認する", "送る"))
        )
        path = consortium.path.parent / f"{name}.bpmn"
        path.write_text(f"{head}{tasks}</process></definitions>", encoding="utf-8")
        import_flow(project, path, "current" if name == "甲" else "standard", name)
    for act in ("綴る", "確認する"):
        one, other = (
            find_element(project, "甲", f"異動票を{act}"),
            find_element(project, "乙", f"青紙を{act}"),
        )
        settle(project, one.id, other.id, True)
    assert project_words(project) is project_words(project) is not known_words()
    table = likeness(["異動票を送る"], ["青紙を送る"], project_words(project))
    assert table[0, 0] > likeness(["異動票を送る"], ["青紙を送る"], known_words())[0, 0] + 0.2


def test_tasks_are_settled_on_the_command_line(
    capsys: pytest.CaptureFixture[str], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.file is not None
    monkeypatch.setattr("app.cli.flow_comparison.writing", lambda _: nullcontext(project))
    place = ("flow", "settle", project.file.path, "転入届（現行）")
    one, other = "届書を端末に入力する", "異動情報を入力する"
    pair = (old(project, one).element, new(project, other).element)
    assert command(capsys, *place, one, "転入届（標準）", other)[0] == 0
    assert pair in pairs(project)
    assert command(capsys, *place, one, "転入届（標準）", other, "--different")[0] == 0
    assert pair not in pairs(project)
    assert command(capsys, *place, one, "転入届（標準）", other, "--undecided")[0] == 0
    rows = project.connection.exec_driver_sql("SELECT count(*) FROM flow_match").scalar_one()
    assert rows == 0
