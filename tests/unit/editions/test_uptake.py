"""Taking in a second edition of the sample: what hangs on items follows, decisions turn stale where due."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.demo.build import build_sample
from app.desk import SAMPLE_PASSPHRASE
from models.approval.reading import revised
from models.approval.rules import GapState
from models.approval.states import gap_state, gap_states
from models.errors import UserError
from models.gaps.content import content_hash, content_hashes
from models.identity.profile import open_identity
from models.ledger.operations import write
from models.lists.editions.shape import Change, Comparison
from models.lists.queries import feature_lists
from models.project.opening import open_project
from models.project.project import Project
from models.scoring.queries import rounds, scenes
from models.uptake.commands import take_in_edition
from models.uptake.plan import Plan, list_to_renew, plan_uptake

WHAT_COUNTS = {"name", "requirement", "obligation"}
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project with its people, built once."""
    return build_sample(tmp_path_factory.mktemp("sample")).project


@pytest.fixture
def sample(built: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copytree(built.parent, tmp_path / "sample")) / built.name


def opened(path: Path, who: str = "secretariat") -> Project:
    """The sample opened by one of its people."""
    return open_project(path, open_identity(path.parent / "people" / who, SAMPLE_PASSPHRASE))


@pytest.fixture
def project(sample: Path) -> Iterator[Project]:
    """The sample, opened by the secretariat."""
    with opened(sample) as found:
        yield found


def select(project: Project, sql: str) -> Rows:
    return [tuple(row) for row in project.connection.exec_driver_sql(sql)]


def hanging(project: Project) -> dict[str, Rows]:
    """Everything that hangs on features, by table."""
    columns = {
        "flow_link": "id, element_id, feature_id",
        "gap_source": "id, gap_id, kind, feature_id, package_id, element_id",
        "answer": "id, package_id, feature_id, mark, answer, method, cost",
        "scene": "id, features",
        "score": "id, sheet_id, scene_id, choice",
        "decision": "id, gap_id, step, verdict, content",
    }
    return {
        table: select(project, f"SELECT {names} FROM {table} ORDER BY id") for table, names in columns.items()
    }


def touched(plan: Plan, found: Comparison, carried: bool) -> set[bytes]:
    """The features on whose text a decision rests and that are another now."""
    ids = set()
    for pair in found.pairs:
        if pair.old is not None and (pair.new is None or WHAT_COUNTS & set(pair.columns)):
            ids.add(plan.ids[pair.old])
        if carried and pair.origin is not None:
            ids.add(plan.ids[pair.origin])
    return ids


@pytest.mark.parametrize(("seed", "accept"), [(0, True), (1, False), (2, True)])
def test_decisions_are_stale_exactly_where_items_changed(
    project: Project, renewed_sample: Any, tmp_path: Path, seed: int, accept: bool
) -> None:
    _, made = renewed_sample(seed)
    before, states, hashes = hanging(project), gap_states(project), content_hashes(project)
    plan = plan_uptake(project, made.write(tmp_path / "第2版.xlsx"), list_to_renew(project).id)
    suspects = frozenset(one.key for one in plan.comparison.suspects) if accept else frozenset()
    taken = take_in_edition(project, plan, "第2版", suspects)
    wanted = touched(plan, taken.comparison, accept)
    moved = {row[1] for row in before["gap_source"] if row[3] in wanted}
    now, later = content_hashes(project), gap_states(project)
    assert {gap for gap in hashes if hashes[gap] != now[gap]} == moved
    assert set(taken.stale) == {gap for gap in moved if _was_submitted_as_it_is(states[gap])}
    approved = {gap for gap, state in states.items() if state.approvers}
    assert {gap for gap in approved if later[gap] != states[gap]} == approved & moved
    assert {
        gap for gap in approved & moved if later[gap].key not in ("stale", "conflict", "returned")
    } == set()
    assert len(approved & moved) >= 3
    assert len(approved - moved) >= 3
    _all_there(before, hanging(project))
    project.undo(taken.changed.changeset)
    assert content_hashes(project) == hashes
    assert {gap: (one.key, one.step) for gap, one in gap_states(project).items()} == {
        gap: (one.key, one.step) for gap, one in states.items()
    }
    assert hanging(project) == before
    assert feature_lists(project)[0].edition != "第2版"


def _was_submitted_as_it_is(state: GapState) -> bool:
    return state.submission is not None and not state.is_edited


def _all_there(before: dict[str, Rows], after: dict[str, Rows]) -> None:
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), table


def test_an_item_keeps_its_row_and_a_removed_one_stays_readable(
    project: Project, renewed_sample: Any, tmp_path: Path
) -> None:
    _, made = renewed_sample(4)
    by_key: dict[str, bytes] = dict(select(project, "SELECT feature_id, id FROM feature"))
    named = [
        feature.name
        for one in rounds(project)
        for scene in scenes(project, one.id)
        for feature in scene.features
    ]
    plan = plan_uptake(project, made.write(tmp_path / "new.xlsx"), list_to_renew(project).id)
    taken = take_in_edition(project, plan, "第2版", frozenset(one.key for one in plan.comparison.suspects))
    now: dict[str, bytes] = dict(select(project, "SELECT feature_id, id FROM feature"))
    assert len(now) == len(made.rows)
    for new, (old, _) in made.classes.items():
        assert now[new] == by_key[old]
    stored = select(project, "SELECT no, feature_id, level1, level2, name, requirement, obligation, remarks "
                             "FROM feature ORDER BY position")  # fmt: skip
    assert stored == [
        (
            str(at),
            one.feature_id,
            one.level1,
            one.level2,
            one.name,
            one.requirement,
            one.obligation,
            one.remarks,
        )
        for at, one in enumerate(made.rows, 1)
    ]
    retired = {row[0] for row in select(project, "SELECT id FROM feature_rows WHERE retired = 1")}
    merged = len(made.merges)
    assert len(retired) == len(made.removed) + merged
    shown = [
        feature.name
        for one in rounds(project)
        for scene in scenes(project, one.id)
        for feature in scene.features
    ]
    assert len(shown) == len(named)
    for pair in taken.comparison.pairs:
        if pair.origin is not None and pair.new is not None:
            source, part = plan.ids[pair.origin], now[taken.comparison.new[pair.new].feature_id]
            for table, column in (("flow_link", "element_id"), ("gap_source", "gap_id")):
                of = {one: {row[0] for row in select(project, f"SELECT {column} FROM {table} WHERE "
                            f"feature_id = x'{one.hex()}'")} for one in (source, part)}  # fmt: skip
                assert of[source] == of[part]


def test_the_same_edition_again_makes_nothing_stale(project: Project, sample_list: Path) -> None:
    before = content_hashes(project)
    plan = plan_uptake(project, sample_list, list_to_renew(project).id)
    assert plan.comparison.counts[Change.UNCHANGED] == len(plan.ids) == 152
    taken = take_in_edition(project, plan, "第2版")
    assert (content_hashes(project), taken.stale) == (before, ())
    assert [one.edition for one in feature_lists(project)] == ["第2版"]


def test_what_cannot_be_taken_in_is_said(project: Project, sample_list: Path) -> None:
    own = list_to_renew(project)
    plan = plan_uptake(project, sample_list, own.id)
    cases: list[tuple[str, Callable[[], object]]] = [
        ("editions.without_name", lambda: take_in_edition(project, plan, " ")),
        ("editions.same_name", lambda: take_in_edition(project, plan, own.edition)),
        ("editions.unknown_suspect", lambda: take_in_edition(project, plan, "2", frozenset({"split:9"}))),
        ("editions.unknown_pair", lambda: take_in_edition(project, plan, "2", apart=frozenset({"9"}))),
        ("editions.no_list", lambda: plan_uptake(project, sample_list, b"0" * 16)),
        ("features.no_list", lambda: list_to_renew(project, "別の一覧")),
    ]
    for key, act in cases:
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.key == key
    take_in_edition(project, plan, "第2版")
    with pytest.raises(UserError) as caught:
        take_in_edition(project, plan, "第3版")
    assert caught.value.key == "editions.overtaken"


def test_only_the_secretariat_takes_an_edition_in(sample: Path, sample_list: Path) -> None:
    with opened(sample, "midori_shusa") as project:
        plan = plan_uptake(project, sample_list, list_to_renew(project).id)
        with pytest.raises(UserError) as caught:
            take_in_edition(project, plan, "第2版")
        assert caught.value.key == "ledger.refused.needs_secretariat"


def test_a_decision_waits_from_the_day_on_which_its_item_changed(project: Project) -> None:
    final = {gap for gap, state in gap_states(project).items() if state.is_final}
    sources = select(project, "SELECT gap_id, feature_id FROM gap_source WHERE feature_id IS NOT NULL")
    gap, feature = next((gap, feature) for gap, feature in sources if gap in final)
    before = content_hash(project, gap)
    changed = project.act("features.assign", list(write("feature", feature, remarks="別の備考")))
    assert content_hash(project, gap) == before
    changed = project.act("features.assign", list(write("feature", feature, requirement="別の要件")))
    state = gap_state(project, gap)
    [item] = revised(project, gap, since_submission=True)
    assert (item.field, str(item.after)[-4:]) == ("features", "別の要件")
    time = select(project, "SELECT max(time) FROM act")[0][0]
    assert (state.key, state.is_edited, state.waiting_since) == ("stale", True, time)
    project.undo(changed.changeset)
    assert gap_state(project, gap).is_final
