"""A changeset by the wrong role has no effect: refused where it is made, quarantined where it arrives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.errors import UserError
from models.identity.keys import Identity
from models.ledger.changeset import Changeset
from models.ledger.digests import visible_digest
from models.ledger.operations import Operation, insert, new_id, retire, write
from models.ledger.store import heads, sign_act
from models.project.project import Project


def _forge(project: Project, signer: Identity, operations: list[Operation]) -> Changeset:
    """What a changed program could sign: no check is made."""
    changeset = sign_act(project.connection, signer, "test.forged", {}, operations)
    assert changeset is not None
    return changeset


def _decision(
    gap: bytes, step: str, verdict: str, submission: bytes | None = None, section: bytes | None = None
) -> Operation:
    row = {
        "gap_id": gap,
        "step": step,
        "verdict": verdict,
        "submission_id": submission,
        "section_id": section,
    }
    return insert("decision", [row])


WRONG: list[tuple[str, Callable[[Any], list[Operation]], str]] = [
    ("主査", lambda c: [insert("package", [{"name": "A社"}])], "needs_secretariat"),
    ("課長", lambda c: [insert("feature", [{"name": "機能"}])], "needs_secretariat"),
    ("監査", lambda c: [insert("comment", [{"gap_id": c.gap, "text": "意見"}])], "observer_reads"),
    ("青葉主任", lambda c: list(write("gap", c.gap, title="他課")), "other_section"),
    ("青葉主任", lambda c: [insert("gap", [{"section_id": c.sections["市民課"]}])], "other_section"),
    ("主任", lambda c: [_decision(c.gap, "chief", "approve", c.submission)], "needs_chief"),
    ("青葉課長", lambda c: [_decision(c.gap, "chief", "approve", c.submission)], "needs_chief"),
    ("主査", lambda c: [_decision(c.gap, "chief", "approve", c.submission)], "own_draft"),
    ("第三者", lambda c: [_decision(c.gap, "third_party", "approve", c.submission)], "chief_first"),
    ("課長", lambda c: [_decision(c.gap, "chief", "approve", c.gap)], "not_submitted"),
    ("課長", lambda c: [_decision(c.gap, "chief", "submit", c.submission)], "unknown_verdict"),
    (
        "課長",
        lambda c: [insert("agreement", [{"organisation_id": c.organisations["青葉町"]}])],
        "needs_secretariat",
    ),
    (
        "主査",
        lambda c: [insert("role", [{"member_id": new_id(), "role": "secretariat"}])],
        "needs_secretariat",
    ),
    ("主査", lambda c: [retire("comment", [c.comment])], "only_appended"),
    (
        "主任",
        lambda c: [insert("score_sheet", [{"round_id": new_id(), "member_id": new_id()}])],
        "other_member",
    ),
    ("主査", lambda c: [insert("score", [{"sheet_id": new_id()}])], "sheet_is_sealed"),
]


@pytest.fixture
def drafted(consortium: Any) -> Any:
    """The consortium with one gap of 市民課, drafted and submitted by 主査, and a comment."""
    project = consortium.as_("主査")
    consortium.gap = consortium.add_gap(project)
    consortium.submission = project.act("d.submit", [_decision(consortium.gap, "draft", "submit")]).made[0]
    row = {"gap_id": consortium.gap, "text": "意見"}
    consortium.comment = project.act("gaps.comment", [insert("comment", [row])]).made[0]
    return consortium


@pytest.mark.parametrize(
    ("who", "operations", "reason"), WRONG, ids=[f"{w[0]}-{w[2]}-{n}" for n, w in enumerate(WRONG)]
)
def test_the_wrong_role_has_no_effect(drafted: Any, who: str, operations: Any, reason: str) -> None:
    project = drafted.as_(who)
    before = visible_digest(project.connection)
    with pytest.raises(UserError) as refused:
        project.act("test.act", operations(drafted))
    assert refused.value.key == f"ledger.refused.{reason}"

    forged = _forge(project, drafted.people[who], operations(drafted))
    arrival = project.take_in([forged])
    assert arrival.quarantined == (forged.id,)
    found = project.connection.exec_driver_sql("SELECT reason FROM act WHERE id = ?", (forged.id,)).scalar()
    assert found == reason
    assert visible_digest(project.connection) == before
    assert forged.id not in heads(project.connection)


def test_strangers_and_wrong_signatures_have_no_effect(drafted: Any) -> None:
    project = drafted.as_("主査")
    before = visible_digest(project.connection)
    stranger = _forge(project, Identity.new("よそ者"), list(write("gap", drafted.gap, title="改ざん")))
    honest = _forge(project, drafted.people["主査"], list(write("gap", drafted.gap, title="改ざん")))
    garbled = Changeset(honest.header, bytes(64), honest.packed)
    arrival = project.take_in([stranger, garbled])
    assert set(arrival.quarantined) == {stranger.id, garbled.id}
    assert visible_digest(project.connection) == before


def test_third_party_after_the_chief_from_another_section(drafted: Any) -> None:
    project = drafted.as_("課長")
    section = drafted.sections["市民課"]
    project.act("d.chief", [_decision(drafted.gap, "chief", "approve", drafted.submission, section)])
    project = drafted.as_("第三者")
    project.act("d.third", [_decision(drafted.gap, "third_party", "approve", drafted.submission)])
    assert project.connection.exec_driver_sql("SELECT count(*) FROM decision").scalar() == 3


def test_an_organisation_that_has_not_agreed_drafts_but_does_not_submit(consortium: Any) -> None:
    project = consortium.as_("事務局")
    rows = project.connection.exec_driver_sql("SELECT id FROM agreement").scalars().all()
    project.act("members.disagree", [retire("agreement", list(rows))])
    project = consortium.as_("主査")
    gap = consortium.add_gap(project)
    with pytest.raises(UserError) as refused:
        project.act("d.submit", [_decision(gap, "draft", "submit")])
    assert refused.value.key == "ledger.refused.not_agreed"


def test_a_former_member_cannot_backdate(drafted: Any, copies: Callable[[str], Path]) -> None:
    drafted.close()
    home = copies("自宅")
    at_home = drafted.as_("主任", home)
    late = _forge(at_home, drafted.people["主任"], list(write("gap", drafted.gap, title="後から")))
    project = drafted.as_("事務局")
    member = project.connection.exec_driver_sql("SELECT id FROM member WHERE name = '主任'").scalar()
    project.act("members.end", [retire("member", [member])])
    before = visible_digest(project.connection)
    assert project.take_in([late]).quarantined == (late.id,)
    assert visible_digest(project.connection) == before
