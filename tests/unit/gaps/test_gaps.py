"""Gaps: raised by hand, described, answered, classified, costed; numbered alike everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserError
from models.gaps import commands
from models.gaps.content import content_hash, content_hashes, content_of
from models.gaps.detail import conditions_of, gap_detail
from models.gaps.labels import find_gap, gap_labels, label_of, labels
from models.gaps.queries import UNDECIDED, GapFilter, gap_row, gap_rows, row_totals
from models.ledger.operations import insert, write
from models.project.project import Project
from tests.conftest import Consortium

REASONS = {"adopt": "届出漏れが月12件", "workaround": "手差しは1件40秒", "parameter": "欄は増えない"}


@pytest.fixture
def project(consortium: Consortium) -> Project:
    return consortium.as_("主査")


@pytest.fixture
def gap(consortium: Consortium, project: Project) -> bytes:
    made = commands.add_gap(
        project,
        "転出証明書に国保の案内を印字",
        consortium.sections["市民課"],
        askers=[consortium.sections["住民課"]],
        purpose="届出の漏れを防ぐ。",
    )
    return made.made[0]


def test_a_gap_is_raised_with_its_askers_and_origin(project: Project, gap: bytes) -> None:
    row = gap_row(project, gap)
    assert (row.label, row.section, row.marks) == ("G-001", "みどり市 市民課", "み青")
    assert (row.tier, row.asked_total, row.disposition) == (None, None, None)
    detail = gap_detail(project, gap)
    assert [one.kind for one in detail.sources] == ["own"]
    assert [one.label for one in detail.askers] == ["みどり市 市民課", "青葉町 住民課"]
    assert detail.drafter == "主査"


def test_a_title_is_needed(consortium: Consortium, project: Project, gap: bytes) -> None:
    with pytest.raises(UserError, match="件名"):
        commands.add_gap(project, " 　", consortium.sections["市民課"])
    with pytest.raises(UserError, match="件名"):
        commands.edit_gap(project, gap, title="")


def test_only_the_own_section_raises_and_edits(consortium: Consortium, project: Project, gap: bytes) -> None:
    with pytest.raises(UserError, match="ほかの課"):
        commands.add_gap(project, "除票", consortium.sections["住民課"])
    town = consortium.as_("青葉主任")
    assert commands.edit_gap(town, gap, frequency="年 400件").changeset  # asks for it too
    with pytest.raises(UserError):
        commands.edit_gap(consortium.as_("監査"), gap, frequency="年 1件")


def test_the_ladder_asks_why_lighter_steps_fail(project: Project, gap: bytes) -> None:
    with pytest.raises(UserError, match=r"業務を合わせる、運用で対応、パラメータ設定"):
        commands.choose_disposition(project, gap, "component")
    commands.give_reasons(project, gap, {"adopt": "届出漏れが月12件", "workaround": ""})
    with pytest.raises(UserError, match=r"：運用で対応、パラメータ設定$"):
        commands.choose_disposition(project, gap, "機能部品")
    commands.choose_disposition(project, gap, "機能部品", REASONS)
    detail = gap_detail(project, gap)
    assert (detail.row.disposition, detail.lighter_reasons) == ("component", REASONS)
    commands.give_reasons(project, gap, {"workaround": " "})
    assert not {one.key: one for one in conditions_of(project, gap)}["disposition"].is_met


def test_kinds_lead_to_the_tier_with_its_sentence(project: Project, gap: bytes) -> None:
    commands.classify_gap(project, gap, {"帳票の追加・変更": "unknown", "fixed_text": "inside"})
    detail = gap_detail(project, gap)
    assert (detail.row.tier, detail.row.verdict.undecided) == (None, "scope_unknown")
    assert detail.row.kinds == {"report": "unknown", "fixed_text": "unknown"}
    commands.classify_gap(project, gap, {"report": "inside", "fixed_text": "unknown"})
    detail = gap_detail(project, gap)
    assert detail.row.tier == 2
    assert "オプション機能範囲内のため(2)" in detail.tier_sentence
    with pytest.raises(UserError, match="perhaps"):
        commands.classify_gap(project, gap, {"report": "perhaps"})


def test_an_override_needs_a_reason_and_can_be_taken_back(project: Project, gap: bytes) -> None:
    commands.classify_gap(project, gap, {"report": "inside"})
    with pytest.raises(UserError, match="理由"):
        commands.override_tier(project, gap, 3)
    commands.override_tier(project, gap, 3, "部品が廃止される")
    assert (gap_row(project, gap).tier, gap_detail(project, gap).tier_override) == (3, 3)
    commands.override_tier(project, gap, None)
    assert (gap_row(project, gap).tier, gap_detail(project, gap).tier_override) == (2, None)


def test_costs_count_over_the_contract_years(project: Project, gap: bytes) -> None:
    commands.set_costs(project, gap, asked_initial=1_360_000, asked_yearly=140_000)
    commands.set_costs(project, gap, agreed_initial=620_000, agreed_yearly=36_000)
    detail = gap_detail(project, gap)
    assert [(one.key, one.total) for one in detail.costs] == [
        ("asked", 2_060_000),
        ("agreed", 800_000),
        ("saving", 1_260_000),
    ]
    assert row_totals([detail.row], detail.years).saving == 1_260_000
    commands.set_costs(project, gap, asked_yearly=None)
    assert gap_row(project, gap).asked_total is None
    for wrong in (-1, 10**16):
        with pytest.raises(UserError, match="金額"):
            commands.set_costs(project, gap, asked_initial=wrong)


def test_a_withdrawn_gap_costs_nothing(project: Project, gap: bytes) -> None:
    commands.set_costs(project, gap, asked_initial=10, asked_yearly=0, agreed_initial=5, agreed_yearly=0)
    commands.choose_disposition(project, gap, "withdraw")
    assert (gap_row(project, gap).agreed_total, gap_row(project, gap).agreed.initial) == (0, 5)


def test_the_conditions_are_met_one_after_the_other(project: Project, gap: bytes) -> None:
    def still_open() -> set[str]:
        return {one.key for one in conditions_of(project, gap) if not one.is_met}

    assert still_open() == {"disposition", "tier", "costs"}
    commands.choose_disposition(project, gap, "component", REASONS)
    commands.classify_gap(project, gap, {"report": "inside"})
    commands.edit_gap(project, gap, cost_unknown="見積を依頼中")
    assert still_open() == set()
    assert gap_detail(project, gap).can_be_submitted
    commands.edit_gap(project, gap, purpose=" ")
    assert still_open() == {"purpose"}
    assert all(one.sentence for one in conditions_of(project, gap))


def test_askers_and_comments(consortium: Consortium, project: Project, gap: bytes) -> None:
    town = consortium.sections["住民課"]
    assert commands.add_asker(project, gap, town).changeset is None
    commands.remove_asker(project, gap, town)
    assert gap_row(project, gap).marks == "み"
    commands.comment(project, gap, "番号の体系は？")
    commands.comment(consortium.as_("第三者"), gap, "根拠を確かめました。")
    found = gap_detail(consortium.as_("主査"), gap).comments
    assert [(one.author, one.text) for one in found] == [
        ("主査", "番号の体系は？"),
        ("第三者", "根拠を確かめました。"),
    ]
    with pytest.raises(UserError, match="空"):
        commands.comment(consortium.as_("主査"), gap, "\n")


def test_the_list_is_filtered(consortium: Consortium, project: Project, gap: bytes) -> None:
    other = commands.add_gap(project, "除票の検索に旧姓", consortium.sections["市民課"]).made[0]
    commands.choose_disposition(project, other, "adopt")

    def listed(wanted: GapFilter) -> list[bytes]:
        return [row.id for row in gap_rows(project, wanted)]

    assert listed(GapFilter()) == [gap, other]
    assert listed(GapFilter(text="国保 ０01")) == [gap]
    assert listed(GapFilter(text="100%")) == []
    assert listed(GapFilter(tier=0)) == [other]
    assert listed(GapFilter(tier=UNDECIDED)) == [gap]
    assert listed(GapFilter(disposition="adopt")) == [other]
    assert listed(GapFilter(asked_by=consortium.organisations["青葉町"])) == [gap]
    assert listed(GapFilter(section_id=consortium.sections["住民課"])) == []


def test_content_covers_every_decision_field(consortium: Consortium, project: Project, gap: bytes) -> None:
    seen = {content_hash(project, gap)}

    def changed() -> bool:
        fresh = content_hash(project, gap)
        assert content_hashes(project)[gap] == fresh
        known = fresh in seen
        seen.add(fresh)
        return not known

    for name in commands.EDITED_TEXTS:
        commands.edit_gap(project, gap, **{name: f"新しい{name}"})
        assert changed(), name
    for name in commands.AMOUNTS:
        commands.set_costs(project, gap, **{name: 0})
        assert changed(), name
    commands.choose_disposition(project, gap, "component", REASONS)
    assert changed()
    commands.give_reasons(project, gap, {"adopt": "別の理由"})
    assert changed()
    commands.classify_gap(project, gap, {"report": "inside"})
    assert changed()
    commands.override_tier(project, gap, 3, "理由")
    assert changed()
    commands.add_asker(project, gap, consortium.sections["総務課"])
    assert changed()
    commands.comment(project, gap, "意見は内容ではない")
    assert not changed()


def test_an_empty_field_is_no_content(project: Project, gap: bytes) -> None:
    before = content_hash(project, gap)
    commands.edit_gap(project, gap, frequency="")
    assert content_hash(project, gap) == before
    assert set(content_of(project, gap)) == {"title", "purpose", "askers"}


def test_broken_cells_count_as_nothing(project: Project, gap: bytes) -> None:
    project.act("gaps.edit", write("gap", gap, kinds="[1", lighter_reasons='{"adopt": 1}', disposition="?"))
    detail = gap_detail(project, gap)
    assert (detail.row.kinds, detail.lighter_reasons, detail.row.tier) == ({}, {}, None)
    assert content_hash(project, gap) == content_hashes(project)[gap]


def test_unknown_gaps_are_named(project: Project, gap: bytes) -> None:
    assert find_gap(project, "ｇ－００１".replace("－", "-")) == find_gap(project, "1") == gap
    assert find_gap(project, gap.hex()) == gap
    for wrong in ("G-002", "", "G", "一", "G-001青", "9" * 40):
        with pytest.raises(UserError, match="ギャップ"):
            find_gap(project, wrong)
    with pytest.raises(UserError):
        gap_detail(project, bytes(16))


def test_one_number_in_two_towns_gets_their_marks(
    consortium: Consortium, project: Project, gap: bytes
) -> None:
    town = consortium.as_("事務局")
    row = {"serial": 1, "section_id": consortium.sections["住民課"], "title": "同じ番号"}
    row["organisation_id"] = consortium.organisations["青葉町"]
    other = town.act("gaps.add", [insert("gap", [row])]).made[0]
    assert gap_labels(town) == {gap: "G-001み", other: "G-001青"}
    assert label_of(town, other) == "G-001青"
    assert find_gap(town, "g1青") == other
    with pytest.raises(UserError, match="G-001み、G-001青"):
        find_gap(town, "G-001")


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from("み青川")), max_size=12))
def test_labels_differ_and_do_not_hang_on_the_order(rows: list[tuple[int, str]]) -> None:
    numbered = [(bytes([number]) * 16, serial, mark) for number, (serial, mark) in enumerate(rows)]
    found = labels(numbered)
    assert len(set(found.values())) == len(numbered)
    assert labels(reversed(numbered)) == found


def test_acts_read_as_sentences(project: Project, gap: bytes) -> None:
    assert commands.edit_gap(project, gap, title="別の件名").summary == "G-001 の記載を変更"
    assert commands.edit_gap(project, gap, title="別の件名").changeset is None
    undone = commands.set_costs(project, gap, asked_initial=5)
    project.undo(undone.changeset)
    assert gap_row(project, gap).asked.initial is None
