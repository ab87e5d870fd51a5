"""Where a gap stands between draft and confirmed, from the decisions about it (guideline 5, 構築).

Only sets are looked at, never the order in which files came in: the same decisions give the same state
everywhere. What ends a submission wins over what carries it on, so that people who decided without
having seen each other never finalise what one of them refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

DRAFT = "draft"
CHIEF_REVIEW = "chief_review"
THIRD_PARTY_REVIEW = "third_party_review"
CONFIRMED = "confirmed"
RETURNED = "returned"
REJECTED = "rejected"
WITHDRAWN = "withdrawn"
STALE = "stale"
CONFLICT = "conflict"

STATES = (
    DRAFT,
    CHIEF_REVIEW,
    THIRD_PARTY_REVIEW,
    CONFIRMED,
    RETURNED,
    REJECTED,
    WITHDRAWN,
    STALE,
    CONFLICT,
)
APPROVALS = ("approve", "approve_with_condition")
POINTS = ("necessity", "validity")
"""What a review examines 必要性・妥当性; a send-back names at least one of them."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the ledger has it.

    `section` is the asking section for which a chief decides; `content` the hash that was decided on;
    `order` (depth, time, changeset id) is the same in every copy of the project. Times are UTC milliseconds.
    """

    id: bytes
    step: str
    verdict: str
    submission: bytes | None
    section: bytes | None
    content: bytes | None
    member: bytes | None
    time: int
    order: tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class GapState:
    """Where a gap stands.

    `key` is what lists show; `step` is the same without 要調整 (conflict) and 要再確認 (stale): who has
    to act next. `waiting_since` is None when nobody is waited for. `waiting_sections` are the asking sections
    whose chief has yet to decide on the present content. `is_edited` says that the content is no longer the
    one that was submitted.
    """

    key: str
    step: str
    revision: int
    waiting_since: int | None = None
    submission: bytes | None = None
    submitted_at: int | None = None
    submitted_by: bytes | None = None
    waiting_sections: tuple[bytes, ...] = ()
    approvers: frozenset[bytes] = frozenset()
    with_condition: bool = False
    is_edited: bool = False

    @property
    def is_final(self) -> bool:
        """Whether the gap may go into a frozen edition as confirmed."""
        return self.key == CONFIRMED


@dataclass(frozen=True, slots=True)
class Present:
    """What a gap is like now: its content hash, the asking sections that have a chief (with the depth of the
    act that appointed the first), whether cells are contested, and when it was edited last."""

    content: bytes
    chiefs: Mapping[bytes, int] = field(default_factory=dict)
    has_conflict: bool = False
    edited_at: int | None = None


def state_of(decisions: Iterable[Decision], present: Present) -> GapState:
    """The state of one gap. Decisions may come in any order."""
    listed = sorted(decisions, key=lambda one: one.order)
    submissions = [one for one in listed if one.step == "draft" and one.verdict == "submit"]
    if not submissions:
        withdrawn = any(one.verdict == "withdraw" for one in listed)
        step = WITHDRAWN if withdrawn else DRAFT
        return GapState(CONFLICT if present.has_conflict and not withdrawn else step, step, 1)
    # Only decisions on the latest submission count: the others spoke about an earlier revision.
    submission = submissions[-1]
    about = [one for one in listed if one.submission == submission.id]
    return _ended(submission, len(submissions), about, present) or _going_on(
        submission, len(submissions), about, present
    )


def _ended(submission: Decision, revision: int, about: list[Decision], present: Present) -> GapState | None:
    for verdict, step in (("reject", REJECTED), ("withdraw", WITHDRAWN), ("send_back", RETURNED)):
        found = next((one for one in about if one.verdict == verdict), None)
        if found is not None:
            returned = step == RETURNED
            return GapState(
                key=CONFLICT if returned and present.has_conflict else step,
                step=step,
                revision=revision + returned,
                waiting_since=found.time if returned else None,
                submission=submission.id,
                submitted_at=submission.time,
                submitted_by=submission.member,
                is_edited=submission.content != present.content,
            )
    return None


def _going_on(submission: Decision, revision: int, about: list[Decision], present: Present) -> GapState:
    given = [one for one in about if one.verdict in APPROVALS]
    valid = [one for one in given if one.content == present.content]
    by_chief = [one for one in valid if one.step == "chief"]
    approved = {one.section for one in by_chief}
    final = next(
        (one for one in valid if one.step == "third_party" and _complete(one, approved, present)), None
    )
    waiting = tuple(sorted(section for section in present.chiefs if section not in approved))
    stale = _has_stale(given, valid)
    if final is not None:
        step, since = CONFIRMED, None
        waiting, stale = (), False
    elif by_chief and not waiting:
        step, since = THIRD_PARTY_REVIEW, max(one.time for one in by_chief)
    else:
        edited = present.edited_at if stale else None
        step, since = CHIEF_REVIEW, max(submission.time, edited or 0)
    return GapState(
        key=CONFLICT if present.has_conflict else STALE if stale else step,
        step=step,
        revision=revision,
        waiting_since=since,
        submission=submission.id,
        submitted_at=submission.time,
        submitted_by=submission.member,
        waiting_sections=waiting,
        approvers=frozenset(one.member for one in valid if one.member is not None),
        with_condition=any(one.verdict == "approve_with_condition" for one in valid),
        is_edited=submission.content != present.content,
    )


def _complete(final: Decision, approved: Collection[bytes | None], present: Present) -> bool:
    """Whether every chief approved; a chief appointed after the third party decided is not waited for."""
    needed = {section for section, depth in present.chiefs.items() if depth < final.order[0]}
    return bool(approved) and needed <= set(approved)


def _has_stale(given: list[Decision], valid: list[Decision]) -> bool:
    """Whether somebody approved another content and has not approved the present one."""
    renewed = {(one.step, one.section if one.step == "chief" else None) for one in valid}
    return any((one.step, one.section if one.step == "chief" else None) not in renewed for one in given)
