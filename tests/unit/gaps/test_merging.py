"""Merging: every asker and every text is kept, and splitting or undo is an identity."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.approval.states import gap_state
from models.errors import UserError
from models.exchange.merge import merge
from models.exchange.package import read_package, write_package
from models.gaps.commands import add_gap, edit_gap
from models.gaps.detail import gap_detail
from models.gaps.netting.merging import find_merged, merge_gaps, merged_into, split_gap
from models.gaps.queries import gap_rows
from models.gaps.sources import Source
from models.ledger.digests import visible_digest
from models.ledger.operations import new_id
from models.project.project import Project
from tests.conftest import Consortium


def three(consortium: Consortium) -> tuple[Project, list[bytes]]:
    project = consortium.as_("事務局")
    places = ("市民課", "住民課", "情報政策課")
    gaps = [
        add_gap(
            project,
            f"在留カードの読取 {place}",
            consortium.sections[place],
            purpose=f"{place}の転記の誤りをなくす。",
            sources=[Source("answer", new_id(), new_id())],
        ).made[0]
        for place in places
    ]
    return project, gaps


def test_a_merged_gap_keeps_askers_texts_and_sources(consortium: Consortium) -> None:
    project, (lead, other, third) = three(consortium)
    merge_gaps(project, lead, [other, third])
    (row,) = gap_rows(project)
    detail = gap_detail(project, lead)
    assert row.marks == "み青"
    assert {one.label for one in detail.askers} == {
        "みどり市 市民課",
        "みどり市 情報政策課",
        "青葉町 住民課",
    }
    assert len(detail.sources) == 3
    assert [one.texts["purpose"] for one in detail.merged] == [
        "住民課の転記の誤りをなくす。",
        "情報政策課の転記の誤りをなくす。",
    ]
    assert gap_state(project, lead).step == "draft"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plan=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=4), undo=st.booleans()
)
def test_splitting_is_an_identity(consortium: Consortium, plan: list[tuple[int, int]], undo: bool) -> None:
    """Any merges, chains of them included, taken apart in the opposite order leave what was there."""
    project, gaps = three(consortium)
    before = [visible_digest(project.connection)]
    done: list[tuple[bytes, bytes]] = []
    live = set(gaps)
    for into, other in plan:
        if into == other or not {gaps[into], gaps[other]} <= live:
            continue
        merge_gaps(project, gaps[into], [gaps[other]])
        live.discard(gaps[other])
        done.append((gaps[into], gaps[other]))
        before.append(visible_digest(project.connection))
    while done:
        lead, last = done.pop()
        assert visible_digest(project.connection) == before.pop()
        if undo:
            project.undo()
        else:
            split_gap(project, lead, [last])
    assert visible_digest(project.connection) == before.pop()


def test_one_of_several_is_split_off_and_the_rest_stays(consortium: Consortium) -> None:
    project, (lead, other, third) = three(consortium)
    merge_gaps(project, lead, [other, third])
    split_gap(project, lead, [find_merged(project, lead, "G-002")])
    assert [one.id for one in merged_into(project, lead)] == [third]
    assert {one.label for one in gap_detail(project, lead).askers} == {
        "みどり市 市民課",
        "みどり市 情報政策課",
    }
    assert [row.label for row in gap_rows(project)] == ["G-001", "G-002"]


def test_a_merge_survives_edits_of_the_lead(consortium: Consortium) -> None:
    project, (lead, other, _) = three(consortium)
    merge_gaps(project, lead, [other])
    edit_gap(project, lead, purpose="転記の誤りをなくす。")
    split_gap(project, lead)
    assert len(gap_rows(project)) == 3
    assert gap_detail(project, lead).row.purpose == "転記の誤りをなくす。"


def test_what_cannot_be_merged_or_split_is_said(consortium: Consortium) -> None:
    project, (lead, other, _) = three(consortium)
    with pytest.raises(UserError, match="先頭とは別"):
        merge_gaps(project, lead, [lead])
    with pytest.raises(UserError, match="統合されたギャップはありません"):
        split_gap(project, lead)
    with pytest.raises(UserError, match="ほかの課"):
        merge_gaps(consortium.as_("主査"), lead, [other])


def test_what_two_offices_merged_apart_stays_with_the_other(consortium: Consortium, tmp_path: Path) -> None:
    _, (lead, other, third) = three(consortium)
    consortium.close()
    copy = tmp_path / "copy.fitgap"
    copy.write_bytes(consortium.path.read_bytes())
    with consortium.as_("事務局", copy) as there:
        merge_gaps(there, third, [other])
        write_package(there, tmp_path / "theirs.fgx")
    with consortium.as_("事務局") as project:
        merge_gaps(project, lead, [other])
        merge(project, [read_package(tmp_path / "theirs.fgx")])
        assert [one.id for one in merged_into(project, lead)] == [other]
        assert [one.id for one in merged_into(project, third)] == [other]
        split_gap(project, lead)
        assert {row.id for row in gap_rows(project)} == {lead, third}
        split_gap(project, third)
        assert {row.id for row in gap_rows(project)} == {lead, other, third}
