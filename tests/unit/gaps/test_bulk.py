"""One change to many gaps: shown before it is made, made as one act, and only where it may be made."""

from __future__ import annotations

import pytest

from models.errors import UserError
from models.gaps.bulk import BulkEdit, edit_gaps, preview
from models.gaps.commands import add_gap, choose_disposition, classify_gap, edit_gap
from models.gaps.detail import gap_detail
from models.gaps.queries import gap_rows
from models.lists.commands import add_package
from models.project.project import Project
from tests.conftest import Consortium

REASONS = {"adopt": "届出漏れが月12件", "workaround": "手差しは1件40秒"}


@pytest.fixture
def project(consortium: Consortium) -> Project:
    return consortium.as_("主査")


@pytest.fixture
def gaps(consortium: Consortium, project: Project) -> list[bytes]:
    section = consortium.sections["市民課"]
    return [add_gap(project, f"様式 {number}", section).made[0] for number in range(3)]


def test_a_response_goes_to_those_that_have_their_reasons(project: Project, gaps: list[bytes]) -> None:
    choose_disposition(project, gaps[0], "workaround", REASONS)
    edit = BulkEdit("disposition", "運用で対応")
    lines = preview(project, gaps, edit)
    assert [line.is_changed for line in lines] == [False, False, False]
    assert [bool(line.hindrance) for line in lines] == [False, True, True]
    reasoned = BulkEdit("disposition", "workaround", reason="届出漏れが月12件")
    lines = preview(project, gaps, reasoned)
    assert [line.is_changed for line in lines] == [False, True, True]
    assert {line.after for line in lines} == {"運用で対応"}
    assert edit_gaps(project, gaps, reasoned).changeset
    assert {row.disposition for row in gap_rows(project)} == {"workaround"}
    assert gap_detail(project, gaps[0]).lighter_reasons == REASONS  # its own reasons stay
    assert gap_detail(project, gaps[1]).lighter_reasons == {"adopt": "届出漏れが月12件"}


def test_many_gaps_are_one_act_and_one_undo(project: Project, gaps: list[bytes]) -> None:
    changed = edit_gaps(project, gaps, BulkEdit("legal_ground", " 条例施行規則 "))
    assert "3件" in changed.summary and "G-001" in changed.summary
    assert {gap_detail(project, gap).legal_ground for gap in gaps} == {"条例施行規則"}
    project.undo()
    assert {gap_detail(project, gap).legal_ground for gap in gaps} == {""}


def test_a_kind_is_added_to_those_a_gap_has(project: Project, gaps: list[bytes]) -> None:
    classify_gap(project, gaps[0], {"定型文面の変更": "unknown"})
    edit_gaps(project, gaps, BulkEdit("kinds", "帳票の追加・変更", scope="inside"))
    assert [row.tier for row in gap_rows(project)] == [2, 2, 2]
    assert len(gap_rows(project)[0].kinds) == 2
    assert not edit_gaps(project, gaps, BulkEdit("kinds", "帳票の追加・変更", scope="inside")).changeset


def test_a_package_is_given_and_taken_away(consortium: Consortium, project: Project) -> None:
    office = consortium.as_("事務局")
    package = add_package(office, "A社").made[0]
    gap = add_gap(office, "様式", consortium.sections["市民課"]).made[0]
    edit_gaps(office, [gap], BulkEdit("package_id", package.hex()))
    assert gap_rows(office)[0].package_id == package
    (line,) = preview(office, [gap], BulkEdit("package_id", ""))
    assert (line.before, line.after, line.is_changed) == ("A社", "", True)
    with pytest.raises(UserError, match="パッケージ"):
        preview(office, [gap], BulkEdit("package_id", "00" * 16))


def test_gaps_of_others_stay_as_they_are(consortium: Consortium, gaps: list[bytes]) -> None:
    town = consortium.as_("青葉主任")
    own = add_gap(town, "町の様式", consortium.sections["住民課"]).made[0]
    lines = preview(town, [*gaps, own], BulkEdit("frequency", "年 400件"))
    assert [bool(line.hindrance) for line in lines] == [True, True, True, False]
    assert edit_gaps(town, [*gaps, own], BulkEdit("frequency", "年 400件")).changeset
    assert [gap_detail(town, gap).frequency for gap in [*gaps, own]] == ["", "", "", "年 400件"]


def test_a_contested_cell_is_settled_where_both_sides_show(consortium: Consortium, gaps: list[bytes]) -> None:
    project = consortium.as_("主査")
    edit_gap(project, gaps[0], legal_ground="住基法")
    connection = project.connection
    connection.exec_driver_sql(
        "INSERT INTO conflict (tbl, row, col) VALUES ('gap', ?, 'legal_ground')", (gaps[0],)
    )
    first, second = preview(project, gaps[:2], BulkEdit("legal_ground", "条例"))
    assert "要調整" in first.hindrance and not second.hindrance


@pytest.mark.parametrize("field", ["title", "purpose", "serial", ""])
def test_what_is_each_gaps_own_is_not_offered(project: Project, gaps: list[bytes], field: str) -> None:
    with pytest.raises(UserError, match="まとめて変更できません"):
        preview(project, gaps, BulkEdit(field, "x"))
