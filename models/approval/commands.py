"""Submitting, withdrawing and deciding. Each act names the content that it is about."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from models.approval import rules
from models.approval.rules import GapState
from models.approval.states import asking_sections, gap_state
from models.errors import UserError
from models.gaps.content import content_hash
from models.gaps.detail import conditions_of
from models.gaps.labels import label_of
from models.ledger.canonical import canonical_text
from models.ledger.operations import insert
from models.members.queries import Member, acting_member
from models.project.changed import Changed
from models.project.project import Project
from models.records.authority import VERDICTS
from models.resources import resource
from models.words import joined, say

_IN_REVIEW = (rules.CHIEF_REVIEW, rules.THIRD_PARTY_REVIEW, rules.CONFIRMED)


def submit(project: Project, gap: bytes) -> Changed:
    """Hand a draft (or a returned, withdrawn or edited gap) to the chiefs of the asking sections.

    Refused while a condition is not met or cells are contested, when nothing changed since the last
    submission, and after a rejection.
    """
    state = _without_conflict(project, gap)
    if state.step == rules.REJECTED:
        raise UserError("approval.rejected", gap=label_of(project, gap))
    if state.step in _IN_REVIEW and not state.is_edited:
        raise UserError("approval.already_submitted", gap=label_of(project, gap))
    unmet = [one.sentence for one in conditions_of(project, gap) if not one.is_met]
    if unmet:
        raise UserError("approval.unmet", gap=label_of(project, gap), conditions=" / ".join(unmet))
    return _record(project, gap, "draft", "submit", sections=[_own_section(project)])


def withdraw(project: Project, gap: bytes, reason: str = "") -> Changed:
    """Take back a gap that is not confirmed yet 取下げ; it can be submitted again."""
    state = gap_state(project, gap)
    if state.step in (rules.CONFIRMED, rules.REJECTED, rules.WITHDRAWN):
        raise _not_waiting(project, gap, state)
    return _record(
        project,
        gap,
        "draft",
        "withdraw",
        sections=[_own_section(project)],
        submission=state.submission,
        reason=reason,
    )


def decide(
    project: Project,
    gap: bytes,
    step: str,
    verdict: str,
    *,
    reason: str = "",
    points: Sequence[str] = (),
    lighter: str = "",
    on_behalf: bool = False,
    seen: bytes | None = None,
) -> Changed:
    """Decide as `chief` or `third_party`: approve, approve_with_condition, send_back or reject.

    `points` (necessity, validity) say what was not recognised; `lighter` is the id of a lighter disposition
    that is proposed; `on_behalf` marks a 代決; `seen` is the content hash that the reader had on the screen.
    """
    if step not in ("chief", "third_party") or verdict not in VERDICTS[step]:
        raise UserError("approval.unknown_verdict", verdict=verdict, known=joined(VERDICTS["chief"]))
    _check_words(verdict, reason, points, lighter)
    state = _without_conflict(project, gap)
    if seen is not None and seen != content_hash(project, gap):
        raise UserError("approval.changed_while_reading", gap=label_of(project, gap))
    wanted = rules.CHIEF_REVIEW if step == "chief" else rules.THIRD_PARTY_REVIEW
    if state.step != wanted:
        raise _not_waiting(project, gap, state)
    return _record(
        project,
        gap,
        step,
        verdict,
        sections=_deciding_sections(project, gap, step, verdict, state),
        submission=state.submission,
        reason=reason,
        points=points,
        lighter=lighter,
        on_behalf=on_behalf,
    )


def _check_words(verdict: str, reason: str, points: Sequence[str], lighter: str) -> None:
    if verdict != "approve" and not reason.strip():
        raise UserError("approval.needs_reason", verdict=say(f"approval.verdict.{verdict}"))
    if verdict == "send_back" and not points:
        raise UserError("approval.needs_point")
    for point in points:
        if point not in rules.POINTS:
            raise UserError("approval.unknown_point", point=point, known=joined(rules.POINTS))
    if lighter and lighter not in (ladder := _ladder()):
        raise UserError("approval.unknown_disposition", disposition=lighter, known=joined(ladder))


def _ladder() -> list[str]:
    content = resource("catalogues", "dispositions.toml").read_text(encoding="utf-8")
    return [one["id"] for one in tomllib.loads(content)["disposition"] if one["ladder"]]


def _deciding_sections(
    project: Project, gap: bytes, step: str, verdict: str, state: GapState
) -> list[bytes | None]:
    """A chief of several asking sections decides for all of them at once; the ledger refuses anyone else."""
    member = acting_member(project)
    asking = asking_sections(project, gap)[gap]
    if member is None or step != "chief":
        return [_own_section(project)]
    chief_of = sorted(section for section in asking if ("chief", section) in member.roles)
    if chief_of and verdict in rules.APPROVALS:
        chief_of = [section for section in chief_of if section in state.waiting_sections]
        if not chief_of:
            raise UserError("approval.already_approved", gap=label_of(project, gap))
    return [*chief_of] or [member.section_id]


def _record(
    project: Project,
    gap: bytes,
    step: str,
    verdict: str,
    *,
    sections: Sequence[bytes | None],
    submission: bytes | None = None,
    reason: str = "",
    points: Sequence[str] = (),
    lighter: str = "",
    on_behalf: bool = False,
) -> Changed:
    content = content_hash(project, gap)
    rows = [
        {
            "gap_id": gap,
            "step": step,
            "verdict": verdict,
            "section_id": section,
            "submission_id": submission,
            "content": content,
            "points": canonical_text(sorted(set(points))),
            "reason": reason.strip(),
            "lighter": lighter,
            "on_behalf": int(on_behalf),
        }
        for section in sections
    ]
    return project.act(f"approval.{verdict}", [insert("decision", rows)], gap=label_of(project, gap))


def _without_conflict(project: Project, gap: bytes) -> GapState:
    state = gap_state(project, gap)
    if state.key == rules.CONFLICT:
        raise UserError("approval.conflict", gap=label_of(project, gap))
    return state


def _not_waiting(project: Project, gap: bytes, state: GapState) -> UserError:
    return UserError(
        "approval.not_waiting", gap=label_of(project, gap), state=say(f"approval.state.{state.step}")
    )


def _own_section(project: Project) -> bytes | None:
    member: Member | None = acting_member(project)
    return member.section_id if member else None
