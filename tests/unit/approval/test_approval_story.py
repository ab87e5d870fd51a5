"""Gaps go from draft to confirmed by the people of a consortium, each in their own file if need be."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.approval import commands
from models.approval.queries import DAY, decisions_of, inbox, stamps
from models.approval.states import gap_state, gap_states
from models.errors import UserError
from models.ledger.fold import load_changeset
from models.ledger.operations import insert, write
from models.members.queries import find_member
from models.project.opening import open_project
from models.project.project import Project


def draft(consortium: Any, project: Project, title: str = "案内を印字する") -> bytes:
    """A gap that meets every condition for submission."""
    made: bytes = consortium.add_gap(project, title)
    project.act("gaps.edit", list(write("gap", made, asked_initial=0, asked_yearly=0)))
    return made


@pytest.fixture
def gap(consortium: Any) -> bytes:
    """A gap of 市民課 that 主査 has submitted."""
    project = consortium.as_("主査")
    made = draft(consortium, project)
    commands.submit(project, made)
    return made


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refused:
        act()
    assert refused.value.message
    return refused.value.key


def exchange(one: Project, other: Project) -> None:
    """Each takes in what the other has."""
    for source, target in ((one, other), (other, one)):
        seqs = source.connection.exec_driver_sql("SELECT seq FROM changeset ORDER BY seq").scalars().all()
        target.take_in([load_changeset(source.connection, seq) for seq in seqs])


def waiting(project: Project, who: str) -> list[tuple[str, str]]:
    return [(one.label, one.act) for one in inbox(project, find_member(project, who))]


def test_from_draft_to_confirmed(consortium: Any, gap: bytes) -> None:
    project = consortium.as_("課長")
    assert waiting(project, "課長") == [("G-001", "chief")]
    assert waiting(project, "青葉課長") == waiting(project, "第三者") == waiting(project, "主査") == []
    changed = commands.decide(project, gap, "chief", "approve", on_behalf=True)
    assert changed.summary == "G-001 を承認"
    assert waiting(project, "第三者") == [("G-001", "third_party")]
    project = consortium.as_("第三者")
    commands.decide(project, gap, "third_party", "approve_with_condition", reason="年1回見直す。")
    state = gap_state(project, gap)
    assert (state.key, state.with_condition) == ("confirmed", True)
    assert gap_states(project) == {gap: state}
    assert waiting(project, "課長") == waiting(project, "第三者") == []
    boxes = [(box.step, box.section, box.member, box.on_behalf) for box in stamps(project, gap)]
    assert boxes == [
        ("draft", "市民課", "主査", False),
        ("chief", "市民課", "課長", True),
        ("third_party", "青葉町 総務課", "第三者", False),
    ]


def test_sent_back_and_submitted_again(consortium: Any, gap: bytes) -> None:
    project = consortium.as_("課長")
    decide = commands.decide
    assert (
        refusal(lambda: decide(project, gap, "chief", "send_back", reason="件数")) == "approval.needs_point"
    )
    points = ["validity"]
    assert (
        refusal(lambda: decide(project, gap, "chief", "send_back", points=points)) == "approval.needs_reason"
    )
    decide(project, gap, "chief", "send_back", reason="件数を示すこと", points=points, lighter="parameter")
    project = consortium.as_("主査")
    assert waiting(project, "主査") == [("G-001", "redraft")]
    assert gap_state(project, gap).revision == 2
    project.act("gaps.edit", list(write("gap", gap, frequency="年 40件")))
    commands.submit(project, gap)
    assert (gap_state(project, gap).key, gap_state(project, gap).revision) == ("chief_review", 2)
    made = decisions_of(project, gap)
    assert [(one.step, one.verdict, one.revision) for one in made] == [
        ("draft", "submit", 1),
        ("chief", "send_back", 1),
        ("draft", "submit", 2),
    ]
    assert (made[1].points, made[1].lighter, made[1].reason) == (("validity",), "parameter", "件数を示すこと")
    assert [box.time is None for box in stamps(project, gap)] == [False, True, True]


def test_each_asking_section_decides(consortium: Any) -> None:
    project = consortium.as_("主査")
    gap = draft(consortium, project)
    row = {"gap_id": gap, "section_id": consortium.sections["住民課"]}
    project.act("gaps.ask", [insert("gap_asker", [row])])
    commands.submit(project, gap)
    commands.decide(consortium.as_("課長"), gap, "chief", "approve")
    project = consortium.as_("青葉課長")
    assert gap_state(project, gap).waiting_sections == (consortium.sections["住民課"],)
    assert waiting(project, "青葉課長") == [("G-001", "chief")]
    assert (
        refusal(lambda: commands.decide(consortium.as_("課長"), gap, "chief", "approve"))
        == "approval.already_approved"
    )
    project = consortium.as_("青葉課長")
    commands.decide(project, gap, "chief", "approve")
    assert gap_state(project, gap).key == "third_party_review"
    assert [box.section for box in stamps(project, gap)] == ["市民課", "市民課", "住民課", ""]


def test_an_edit_after_the_approval_makes_it_stale(consortium: Any, gap: bytes) -> None:
    commands.decide(consortium.as_("課長"), gap, "chief", "approve")
    commands.decide(consortium.as_("第三者"), gap, "third_party", "approve")
    project = consortium.as_("主任")
    project.act("gaps.edit", list(write("gap", gap, title="案内を2行で印字する")))
    assert gap_state(project, gap).key == "stale"
    assert [box.is_stale for box in stamps(project, gap)] == [False, True, True]
    assert waiting(project, "課長") == [("G-001", "chief")]
    commands.decide(consortium.as_("課長"), gap, "chief", "approve")
    project = consortium.as_("第三者")
    assert waiting(project, "第三者") == [("G-001", "third_party")]
    commands.decide(project, gap, "third_party", "approve")
    assert gap_state(project, gap).key == "confirmed"


def test_what_changed_while_reading_is_read_again(consortium: Any, gap: bytes) -> None:
    project = consortium.as_("課長")
    late = refusal(lambda: commands.decide(project, gap, "chief", "approve", seen=b"another"))
    assert late == "approval.changed_while_reading"


def test_a_gap_that_lacks_something_is_not_submitted(consortium: Any) -> None:
    project = consortium.as_("主査")
    row = {
        "section_id": consortium.sections["市民課"],
        "organisation_id": consortium.organisations["みどり市"],
    }
    gap = project.act("gaps.add", [insert("gap", [{**row, "serial": 1}])]).made[0]
    with pytest.raises(UserError) as refused:
        commands.submit(project, gap)
    assert refused.value.key == "approval.unmet"
    assert "業務目的" in refused.value.message and "対応方針" in refused.value.message


def test_refusals(consortium: Any, gap: bytes) -> None:
    decide = commands.decide
    project = consortium.as_("主査")
    assert refusal(lambda: commands.submit(project, gap)) == "approval.already_submitted"
    assert refusal(lambda: decide(project, gap, "chief", "approve")) == "ledger.refused.own_draft"
    project = consortium.as_("主任")
    assert refusal(lambda: decide(project, gap, "chief", "approve")) == "ledger.refused.needs_chief"
    project = consortium.as_("青葉課長")
    assert refusal(lambda: decide(project, gap, "chief", "approve")) == "ledger.refused.needs_chief"
    project = consortium.as_("第三者")
    assert refusal(lambda: decide(project, gap, "third_party", "approve")) == "approval.not_waiting"
    project = consortium.as_("課長")
    assert refusal(lambda: decide(project, gap, "chief", "maybe")) == "approval.unknown_verdict"
    assert refusal(lambda: decide(project, gap, "chief", "reject", reason=" 　")) == "approval.needs_reason"
    with_point = refusal(lambda: decide(project, gap, "chief", "reject", reason="不要", points=["好み"]))
    assert with_point == "approval.unknown_point"
    lighter = refusal(lambda: decide(project, gap, "chief", "approve", lighter="magic"))
    assert lighter == "approval.unknown_disposition"
    assert refusal(lambda: gap_state(project, bytes(16))) == "approval.unknown_gap"


def test_rejected_ends_and_is_not_submitted_again(consortium: Any, gap: bytes) -> None:
    commands.decide(consortium.as_("課長"), gap, "chief", "reject", reason="目的は標準で果たせる。")
    project = consortium.as_("主査")
    project.act("gaps.edit", list(write("gap", gap, title="言い換え")))
    assert refusal(lambda: commands.submit(project, gap)) == "approval.rejected"
    assert refusal(lambda: commands.withdraw(project, gap)) == "approval.not_waiting"
    row = {"gap_id": gap, "step": "draft", "verdict": "submit"}
    forged = refusal(lambda: project.act("approval.submit", [insert("decision", [row])], gap="G-001"))
    assert forged == "ledger.refused.rejected_already"


def test_withdrawn_and_taken_up_again(consortium: Any, gap: bytes) -> None:
    project = consortium.as_("主査")
    commands.withdraw(project, gap, "運用で足りる。")
    assert gap_state(project, gap).key == "withdrawn"
    commands.submit(project, gap)
    assert (gap_state(project, gap).key, gap_state(project, gap).revision) == ("chief_review", 2)


def test_decisions_in_two_files_meet(consortium: Any, gap: bytes, copies: Callable[[str], Path]) -> None:
    consortium.close()
    home = copies("自宅")
    office = consortium.as_("課長")
    commands.decide(office, gap, "chief", "approve")
    seen_by_third = copies("第三者宅")
    office.close()
    with opened_by(consortium, "主任", home) as at_home:
        at_home.act("gaps.edit", list(write("gap", gap, title="別の件名")))
        with opened_by(consortium, "第三者", seen_by_third) as third:
            commands.decide(third, gap, "third_party", "approve")
            assert gap_state(third, gap).key == "confirmed"
            exchange(at_home, third)
            assert gap_state(third, gap) == gap_state(at_home, gap)
            assert gap_state(third, gap).key == "stale"


def test_contested_cells_stop_the_way(consortium: Any, gap: bytes, copies: Callable[[str], Path]) -> None:
    consortium.close()
    home = copies("自宅")
    with opened_by(consortium, "主任", home) as one, opened_by(consortium, "主査", consortium.path) as two:
        one.act("gaps.edit", list(write("gap", gap, title="甲")))
        two.act("gaps.edit", list(write("gap", gap, title="乙")))
        exchange(one, two)
        assert gap_state(one, gap).key == gap_state(two, gap).key == "conflict"
        assert waiting(two, "主査") == [("G-001", "settle")]
    project = consortium.as_("課長")
    assert refusal(lambda: commands.decide(project, gap, "chief", "approve")) == "approval.conflict"
    assert waiting(project, "課長") == []


def test_the_longest_wait_comes_first_with_its_due_day(consortium: Any, gap: bytes) -> None:
    project = consortium.as_("主査")
    commands.submit(project, draft(consortium, project, "二つ目"))
    listed = inbox(project, find_member(project, "課長"))
    assert [one.label for one in listed] == ["G-001", "G-002"]
    assert listed[0].due == listed[0].since + 7 * DAY
    assert listed[0].days(listed[0].since + 9 * DAY) == 9
    assert listed[0].is_overdue(listed[0].since + 9 * DAY)
    assert not listed[0].is_overdue(int(time.time() * 1000))


def opened_by(consortium: Any, who: str, path: Path) -> Project:
    """Open a copy beside the one that is open."""
    return open_project(path, consortium.people[who])
