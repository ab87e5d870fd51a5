"""Deriving gaps: every answer below the standard and every task without a feature, each exactly once."""

from __future__ import annotations

import time

import pytest

from models.errors import UserError
from models.flows.commands import import_flow
from models.gaps.commands import add_gap, derive_gaps, edit_gap
from models.gaps.detail import gap_detail
from models.gaps.flow_sources import not_compared
from models.gaps.queries import gap_rows
from models.gaps.sources import Source
from models.ledger.operations import insert, new_id, new_ids, retire, write
from models.project.project import Project
from models.resources import resource
from models.words import use_language
from tests.conftest import Consortium

ANSWERS = (
    "standard",
    "parameter",
    "option_part",
    "source_change",
    "workaround",
    "not_possible",
    "unanswered",
)


@pytest.fixture
def project(consortium: Consortium) -> Project:
    return consortium.as_("事務局")


def add_features(project: Project, count: int, section: bytes | None = None) -> list[bytes]:
    (listed,) = project.act("lists.add", [insert("feature_list", [{"name": "機能一覧", "position": 0}])]).made
    ids = new_ids(count)
    rows = [
        {"id": one, "list_id": listed, "position": n, "name": f"機能{n}", "section_id": section}
        for n, one in enumerate(ids)
    ]
    project.act("lists.add", [insert("feature", rows)])
    return ids


def add_package(project: Project, name: str, answers: dict[bytes, str]) -> bytes:
    package = new_id()
    rows = [
        {"package_id": package, "feature_id": feature, "answer": answer, "mark": "△", "method": "別紙"}
        for feature, answer in answers.items()
    ]
    count = project.connection.exec_driver_sql("SELECT count(*) FROM package").scalar_one()
    operations = [insert("package", [{"id": package, "name": name, "position": count}])]
    project.act("lists.answers", [*operations, insert("answer", rows)])
    return package


def add_flow(project: Project, kind: str, tasks: list[str]) -> list[bytes]:
    flow = new_id()
    rows = [
        {"flow_id": flow, "element": f"t{n}", "kind": "task", "name": name, "is_task": 1, "position": n}
        for n, name in enumerate(tasks)
    ]
    rows.append({"flow_id": flow, "element": "s", "kind": "startEvent", "is_task": 0, "position": 99})
    operations = [
        insert("flow_element", rows),
        insert("flow", [{"id": flow, "name": "転入届", "kind": kind}]),
    ]
    return list(project.act("flows.add", operations).made[: len(tasks)])


def test_each_answer_below_the_standard_raises_a_gap(consortium: Consortium, project: Project) -> None:
    features = add_features(project, len(ANSWERS), consortium.sections["市民課"])
    add_package(project, "A社", dict(zip(features, ANSWERS, strict=True)))
    changed = derive_gaps(project)
    rows = gap_rows(project)
    assert [row.title for row in rows] == [f"機能{n}" for n in range(1, 6)]
    assert {row.section for row in rows} == {"みどり市 市民課"}
    assert {row.marks for row in rows} == {"み"}
    assert changed.summary == "回答と業務フローからギャップを作成（新規 5件、元の項目 5件）"
    assert gap_detail(project, rows[0].id).missing == "A社：パラメータ設定 別紙"


def test_several_packages_make_one_gap_with_several_sources(project: Project) -> None:
    (feature,) = add_features(project, 1)
    first = add_package(project, "A社", {feature: "not_possible"})
    second = add_package(project, "B社", {feature: "source_change"})
    add_package(project, "C社", {feature: "standard"})
    derive_gaps(project)
    (row,) = gap_rows(project)
    detail = gap_detail(project, row.id)
    assert [one.package_id for one in detail.sources] == [first, second]
    assert [one.answer for one in detail.answers] == ["not_possible", "source_change", "standard"]
    assert row.section == "みどり市 情報政策課"


def test_deriving_twice_adds_nothing(project: Project) -> None:
    features = add_features(project, 3)
    add_package(project, "A社", dict.fromkeys(features, "not_possible"))
    add_flow(project, "current", ["受付する", ""])
    assert derive_gaps(project).changeset
    assert derive_gaps(project).changeset is None
    assert len(gap_rows(project)) == 5


def test_a_new_answer_joins_the_gap_that_is_there(project: Project) -> None:
    one, two = add_features(project, 2)
    add_package(project, "A社", {one: "not_possible"})
    derive_gaps(project)
    add_package(project, "B社", {one: "workaround", two: "workaround"})
    derive_gaps(project)
    first, second = gap_rows(project)
    assert len(gap_detail(project, first.id).sources) == 2
    assert (second.label, len(gap_detail(project, second.id).sources)) == ("G-002", 1)


def test_a_gap_by_hand_keeps_its_feature_from_a_second_one(consortium: Consortium, project: Project) -> None:
    (feature,) = add_features(project, 1)
    package = add_package(project, "A社", {feature: "not_possible"})
    sources = [Source("answer", feature, package)]
    made = add_gap(project, "案内の印字", consortium.sections["市民課"], sources=sources)
    assert derive_gaps(project).changeset is None
    assert [row.id for row in gap_rows(project)] == list(made.made)


def test_tasks_without_a_feature_raise_gaps(project: Project) -> None:
    (feature,) = add_features(project, 1)
    linked, alone = add_flow(project, "current", ["受付する", "台帳に\n転記する"])
    add_flow(project, "standard", ["標準の作業"])
    project.act("flows.link", [insert("flow_link", [{"element_id": linked, "feature_id": feature}])])
    derive_gaps(project)
    (row,) = gap_rows(project)
    assert row.title == "「台帳に 転記する」に当たる機能がない（転入届）"
    (source,) = gap_detail(project, row.id).sources
    assert (source.kind, source.element_id, source.flow) == ("task", alone, "転入届")


def test_what_is_out_of_use_raises_nothing(project: Project) -> None:
    one, two = add_features(project, 2)
    package = add_package(project, "A社", {one: "not_possible", two: "not_possible"})
    project.act("lists.retire", [retire("feature", [one])])
    derive_gaps(project)
    assert [row.title for row in gap_rows(project)] == ["機能1"]
    assert [one.package_id for one in gap_detail(project, gap_rows(project)[0].id).sources] == [package]


def test_undone_gaps_are_derived_anew_under_new_numbers(project: Project) -> None:
    add_package(project, "A社", dict.fromkeys(add_features(project, 2), "not_possible"))
    project.undo(derive_gaps(project).changeset)
    assert gap_rows(project) == []
    derive_gaps(project)
    assert [row.label for row in gap_rows(project)] == ["G-003", "G-004"]


def test_one_package_alone_and_an_edit_touch_only_their_own(project: Project) -> None:
    one, two = add_features(project, 2)
    first = add_package(project, "A社", {one: "not_possible", two: "standard"})
    add_package(project, "B社", {two: "not_possible"})
    derive_gaps(project, packages=[first])
    assert [row.title for row in gap_rows(project)] == ["機能0"]
    answer = project.connection.exec_driver_sql(
        "SELECT id FROM answer WHERE feature_id = ? AND package_id = ?", (two, first)
    ).scalar_one()
    project.act("lists.edit", write("answer", answer, answer="parameter"))
    changed = derive_gaps(project, packages=[first])
    assert changed.facts == {"gaps": "1", "sources": "1"}


def test_staff_derive_for_their_own_section_only(consortium: Consortium, project: Project) -> None:
    features = add_features(project, 1, consortium.sections["住民課"])
    add_package(project, "A社", dict.fromkeys(features, "not_possible"))
    with pytest.raises(UserError, match="ほかの課"):
        derive_gaps(consortium.as_("主査"))
    assert derive_gaps(consortium.as_("青葉主任")).changeset


def test_texts_that_nobody_touched_follow_what_the_sources_say(
    consortium: Consortium, project: Project
) -> None:
    """A newer edition and newer answers change exactly the gaps they concern."""
    features = add_features(project, 4)
    add_package(project, "A社", dict.fromkeys(features, "not_possible"))
    derive_gaps(project)
    first, second, third, _ = gap_rows(project)
    edit_gap(project, second.id, missing="担当が書き直した")
    answers = dict(map(tuple, project.connection.exec_driver_sql("SELECT feature_id, id FROM answer").all()))
    project.act(
        "lists.edit",
        [
            *write("answer", answers[features[0]], method="別紙2"),
            *write("answer", answers[features[1]], method="別紙2"),
            *write("feature", features[2], name="改まった機能"),
        ],
    )
    before = {row.id: gap_detail(project, row.id) for row in gap_rows(project)}
    changed = derive_gaps(project)
    assert changed.facts == {"gaps": "0", "sources": "0", "updated": "2"}
    after = {row.id: gap_detail(project, row.id) for row in gap_rows(project)}
    assert after[first.id].missing == "A社：対応不可 別紙2"
    assert after[second.id].missing == "担当が書き直した"
    assert after[third.id].row.title == "改まった機能"
    assert {one for one in after if after[one] != before[one]} == {first.id, third.id}
    assert derive_gaps(project).changeset is None
    use_language("en")
    assert derive_gaps(project).changeset is None


def test_an_edition_change_touches_only_what_changed(project: Project) -> None:
    """A removed item keeps its gap; a new item with an answer below the standard gets its own."""
    one, two = add_features(project, 2)
    add_package(project, "A社", {one: "not_possible", two: "not_possible"})
    derive_gaps(project)
    kept = gap_rows(project)
    (fresh,) = add_features(project, 1)
    package = project.connection.exec_driver_sql("SELECT id FROM package").scalar_one()
    row = {"package_id": package, "feature_id": fresh, "answer": "workaround"}
    project.act("lists.edit", [retire("feature", [two]), insert("answer", [row])])
    changed = derive_gaps(project)
    assert changed.facts == {"gaps": "1", "sources": "1"}
    assert gap_rows(project)[:2] == kept


def test_differences_of_current_and_standard_flows_raise_gaps_once(project: Project) -> None:
    (package,) = project.act("lists.add", [insert("package", [{"name": "A社", "position": 0}])]).made
    for kind, offered in (("現行", None), ("標準", package)):
        import_flow(
            project,
            resource("sample", "flows", f"転入届_{kind}.bpmn"),
            "standard" if offered else "current",
            f"転入届（{kind}）",
            package=offered,
        )
    derive_gaps(project, flow_kinds=())
    rows = gap_rows(project)
    assert rows
    sources = [source for row in rows for source in gap_detail(project, row.id).sources]
    assert {source.kind for source in sources} == {"difference"}
    assert len({source.element_id for source in sources}) == len(rows)
    assert gap_detail(project, rows[0].id).missing.startswith("転入届（現行） → 転入届（標準）：")
    assert derive_gaps(project, flow_kinds=()).changeset is None
    derive_gaps(project)
    concerned = [gap_detail(project, row.id).sources for row in gap_rows(project)]
    assert any({source.kind for source in one} == {"difference", "task"} for one in concerned)


def test_flows_that_cannot_be_compared_are_named(project: Project) -> None:
    for kind in ("current", "standard"):
        add_flow(project, kind, ["受付する"])
    derive_gaps(project)
    ((flows, why),) = not_compared(project)
    assert flows == "転入届 → 転入届"
    assert why


def test_thousands_of_gaps_are_derived_and_listed_quickly(project: Project) -> None:
    features = add_features(project, 3_000)
    for name in ("A社", "B社", "C社"):
        add_package(project, name, dict.fromkeys(features, "source_change"))
    started = time.process_time()
    derive_gaps(project)
    derived = time.process_time()
    assert len(gap_rows(project)) == 3_000
    listed = time.process_time()
    # Generous: an index that is lost costs minutes, not fractions of a second.
    assert derived - started < 10
    assert listed - derived < 3
