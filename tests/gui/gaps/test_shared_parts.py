"""Files, shares and merged texts in the inspector of a gap, worked as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.flows.commands import import_flow
from models.gaps.attachments import attachments
from models.gaps.commands import add_gap, set_costs
from models.gaps.detail import gap_detail
from models.gaps.netting.merging import merge_gaps
from models.gaps.queries import gap_rows
from models.gaps.sources import Source
from models.ledger.operations import insert
from models.lists.answer_kinds import Answer
from models.lists.answering import set_answers
from models.lists.commands import add_package
from models.resources import resource
from models.scenarios.commands import make_scenarios
from models.scenarios.queries import scenario_names
from views.features.scores import PackageScore, SceneScores
from views.gaps.gap_inspector import GapInspector
from views.shared.buttons import Button
from views.shared.chips import Chip, chip_word
from views.shared.labels import Label
from views.shared.link_row import LinkRow
from views.shared.meanings import answer_chip
from views.shared.session import Session

Shown = Callable[[Any, bytes], GapInspector]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    made: list[GapInspector] = []

    def make(project: Any, gap: bytes) -> GapInspector:
        session = Session(project)
        inspector = GapInspector(session, lambda *_: None)
        session.changed.connect(lambda _: inspector.show_gap(inspector.gap))
        made.append(inspector)
        qtbot.addWidget(inspector)
        inspector.resize(420, 900)
        inspector.show_gap(gap)
        inspector.show()
        inspector.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is inspector)
        return inspector

    yield make
    for one in made:
        one.close()


def button(qtbot: QtBot, parent: QWidget, name: str) -> Button:
    def found() -> list[Button]:
        every: list[Button] = [one for one in parent.findChildren(Button) if one.isVisible()]
        return [one for one in every if name in (one.text(), one.accessibleName())]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def links(inspector: GapInspector) -> list[LinkRow]:
    return [one for one in inspector.findChildren(LinkRow) if one.isVisible()]


def merged(consortium: Any) -> tuple[Any, bytes]:
    project = consortium.as_("事務局")
    first, second = (
        add_gap(project, f"読取 {place}", consortium.sections[place], purpose=f"{place}の目的").made[0]
        for place in ("市民課", "住民課")
    )
    set_costs(project, second, asked_initial=500_000)
    set_costs(project, first, agreed_initial=1_000_000, agreed_yearly=0)
    merge_gaps(project, first, [second])
    return project, first


def test_a_file_is_attached_written_out_and_taken_back(
    shown: Shown, consortium: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    project = consortium.as_("事務局")
    gap = add_gap(project, "案内の印字", consortium.sections["市民課"]).made[0]
    inspector = shown(project, gap)
    form = tmp_path / "様式.txt"
    form.write_text("様式第3号", encoding="utf-8")
    inspector.files.attach_file(form)
    (held,) = attachments(project, gap)
    assert button(qtbot, inspector, "添付「様式.txt」を書き出す").isVisible()
    inspector.files.save_file(held, tmp_path / "写し.txt")
    assert (tmp_path / "写し.txt").read_bytes() == form.read_bytes()
    back = button(qtbot, inspector, "添付「様式.txt」を取り消す")
    back.setFocus()
    qtbot.keyClick(back, Qt.Key.Key_Return)
    assert attachments(project, gap) == ()
    with qtbot.waitSignal(inspector.session.failed) as told:
        inspector.files.attach_file(tmp_path / "無い.txt")
    assert told.args is not None
    assert "がありません" in told.args[0]


def test_merged_texts_are_shown_and_split_off_by_key(shown: Shown, consortium: Any, qtbot: QtBot) -> None:
    project, gap = merged(consortium)
    inspector = shown(project, gap)
    texts = [one.whole_text() for one in inspector.findChildren(Label)]
    assert any("青葉町 住民課　G-002 読取 住民課" in text for text in texts)
    assert any("業務目的：住民課の目的" in text and "初期 500・年額 未回答" in text for text in texts)
    split = button(qtbot, inspector, "G-002 を分割する")
    split.setFocus()
    qtbot.keyClick(split, Qt.Key.Key_Space)
    assert len(gap_rows(project)) == 2
    assert gap_detail(project, gap).merged == ()


def test_what_one_organisation_alone_bears_is_taken_off_before_sharing(
    shown: Shown, consortium: Any, qtbot: QtBot
) -> None:
    project, gap = merged(consortium)
    inspector = shown(project, gap)
    town = consortium.organisations["青葉町"]
    field = inspector.shares.fields[town, "initial"]
    field.setFocus()
    qtbot.keyClicks(field, "200")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert gap_detail(project, gap).own_costs == {town: {"agreed_initial": 200_000}}
    texts = [one.whole_text() for one in inspector.findChildren(Label)]
    assert "400" in texts
    assert "600" in texts
    field = inspector.shares.fields[town, "initial"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "much")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert gap_detail(project, gap).own_costs == {town: {"agreed_initial": 200_000}}


def test_a_scenario_is_linked_and_unlinked_by_keys(
    shown: Shown, consortium: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = consortium.as_("事務局")
    package = add_package(project, "A社").made[0]
    section = consortium.sections["市民課"]
    gap = add_gap(project, "案内の印字", section, package_id=package).made[0]
    import_flow(project, resource("sample", "flows", "転入届_現行.bpmn"), "current", "転入届")
    make_scenarios(project)
    first, *_ = scenario_names(project)
    scored = PackageScore(package, "A社", Fraction(33, 2), True, 3)
    scores = {(first.label, first.scene): SceneScores("第1回", first.whole, (scored,))}
    monkeypatch.setattr("views.gaps.origins_part.scores_by_scene", lambda _: scores)
    inspector = shown(project, gap)
    origins = inspector.origins
    origins.field.setFocus()
    qtbot.keyClicks(origins.field, "S-99")
    qtbot.keyClick(origins.field, Qt.Key.Key_Return)
    assert [one.kind for one in gap_detail(project, gap).sources] == ["own"]
    assert "S-99" in origins.field.toolTip()
    origins.field.clear()
    qtbot.keyClicks(origins.field, "S-01")
    qtbot.keyClick(origins.field, Qt.Key.Key_Return)
    assert [one.kind for one in gap_detail(project, gap).sources] == ["own", "scenario"]
    qtbot.waitUntil(lambda: [one for one in links(inspector) if "S-01" in one.toolTip()] != [])
    (row,) = [one for one in links(inspector) if "S-01" in one.toolTip()]
    assert "第1回 A社 平均 16.5" in row.accessibleName()
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert [one.kind for one in gap_detail(project, gap).sources] == ["own"]
    assert inspector.focusWidget() is origins.field


def test_a_feature_shows_what_the_package_of_the_gap_answers(shown: Shown, consortium: Any) -> None:
    project = consortium.as_("事務局")
    ours, other = (add_package(project, name).made[0] for name in ("A社", "B社"))
    list_rows = [{"name": "機能一覧", "edition": "第1版", "position": 0}]
    made = project.act("features.import", [insert("feature_list", list_rows)]).made[0]
    rows = [{"list_id": made, "position": 1, "feature_id": "001", "name": "証明書の出力"}]
    (feature,) = project.act("features.import", [insert("feature", rows)]).made
    set_answers(project, ours, [feature], Answer.OPTION_PART)
    set_answers(project, other, [feature], Answer.SOURCE_CHANGE)
    sources = [Source("feature", feature)]
    section = consortium.sections["市民課"]
    gap = add_gap(project, "案内の印字", section, package_id=ours, sources=sources).made[0]
    inspector = shown(project, gap)
    (row,) = links(inspector)
    assert row.accessibleName() == "001 証明書の出力 A社"
    assert [chip.accessibleName() for chip in row.findChildren(Chip)] == [
        chip_word(answer_chip("option_part"))
    ]


def test_asked_costs_of_one_organisation_alone_are_entered_beside_the_agreed(
    shown: Shown, consortium: Any, qtbot: QtBot
) -> None:
    project, gap = merged(consortium)
    set_costs(project, gap, asked_initial=900_000, asked_yearly=0)
    inspector = shown(project, gap)
    shares, town = inspector.shares, consortium.organisations["青葉町"]
    assert shares.side.key() == "agreed"
    chosen = shares.side.focusProxy()
    assert chosen is not None
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: shares.side.key() == "asked")
    field = shares.fields[town, "initial"]
    assert "要望" in field.accessibleName()
    field.setFocus()
    qtbot.keyClicks(field, "300")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert gap_detail(project, gap).own_costs == {town: {"asked_initial": 300_000}}
    texts = [one.whole_text() for one in shares._inside.findChildren(Label)]
    assert {"300", "600"} <= set(texts)


def test_where_nothing_is_agreed_yet_the_asked_costs_are_shared(shown: Shown, consortium: Any) -> None:
    project, gap = merged(consortium)
    set_costs(project, gap, agreed_initial=None, agreed_yearly=None)
    assert shown(project, gap).shares.side.key() == "asked"


def test_one_asking_organisation_has_nothing_to_share(shown: Shown, consortium: Any) -> None:
    project = consortium.as_("事務局")
    gap = add_gap(project, "案内の印字", consortium.sections["市民課"]).made[0]
    inspector = shown(project, gap)
    assert inspector.shares.fields == {}
