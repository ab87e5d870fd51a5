"""All that the middle and the right pane show of one gap, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.approval.queries import DecisionMade, Stamp, decisions_of, stamps
from models.approval.reading import Check, Revised, checks, deciding_step, revised
from models.approval.rules import GapState
from models.approval.states import gap_state
from models.costs.rules import thousands
from models.errors import UserError
from models.gaps.content import content_hash, content_of
from models.gaps.detail import GapDetail, gap_detail
from models.members.queries import Member, sections
from models.project.project import Project
from models.scoring.queries import rounds
from models.scoring.results import RoundResults, SceneResult, results
from models.tiers.catalogue import change_kinds, dispositions
from models.tiers.cells import texts_in
from models.words import knows, say

_AMOUNTS = ("asked_initial", "asked_yearly", "agreed_initial", "agreed_yearly")


@dataclass(frozen=True, slots=True)
class ScoredScene:
    """A scene of a closed round in which the gap's features were shown."""

    round: RoundResults
    result: SceneResult


@dataclass(frozen=True, slots=True)
class CaseView:
    """One gap as it is read for a decision; `content` are the fields that `seen` is the hash of,
    `own_sections` the names of the sections whose chief reads."""

    detail: GapDetail
    state: GapState
    content: Mapping[str, Any]
    seen: bytes
    stamps: tuple[Stamp, ...]
    made: tuple[DecisionMade, ...]
    checks: tuple[Check, ...]
    step: str | None
    revised: tuple[Revised, ...]
    scenes: tuple[ScoredScene, ...]
    own_sections: frozenset[str]

    @property
    def is_asked(self) -> bool:
        """Whether the reader holds the role that decides at this step."""
        return any(one.is_met and one.key in ("is_chief", "is_third_party") for one in self.checks)

    @property
    def may_decide(self) -> bool:
        """Whether every condition for deciding is met."""
        return bool(self.checks) and all(one.is_met for one in self.checks)


def case_view(
    project: Project, gap: bytes, member: Member | None, scored: tuple[RoundResults, ...]
) -> CaseView:
    """Read a gap; `UserError` if there is none."""
    state = gap_state(project, gap)
    detail = gap_detail(project, gap)
    return CaseView(
        detail=detail,
        state=state,
        content=content_of(project, gap),
        seen=content_hash(project, gap),
        stamps=tuple(stamps(project, gap)),
        made=tuple(decisions_of(project, gap)),
        checks=checks(project, gap, state, member),
        step=deciding_step(state),
        revised=revised(project, gap, since_submission=state.is_edited),
        scenes=_scenes(detail, scored),
        own_sections=_chief_of(project, member),
    )


def closed_rounds(project: Project) -> tuple[RoundResults, ...]:
    """The results of all closed rounds, the latest first; a round that cannot be computed is left out."""
    found = []
    for one in reversed(rounds(project)):
        if one.is_closed:
            try:
                found.append(results(project, one.id))
            except UserError:
                continue
    return tuple(found)


def field_name(field: str) -> str:
    """What the form calls a decision field."""
    key = f"gaps.field.{field}"
    return say(key) if knows(key) else say("decision_screen.field.askers")


def value_text(field: str, value: Any) -> str:
    """A decision field's value as people read it."""
    if value is None or value == "":
        return "—"
    if field in _AMOUNTS:
        return thousands(value) or "—"
    if field == "disposition":
        known = dispositions().get(str(value))
        return known.label if known else str(value)
    if field == "kinds":
        kinds = change_kinds()
        return say("chips.join").join(kinds[one].label if one in kinds else one for one in texts_in(value))
    if field == "lighter_reasons":
        return " / ".join(texts_in(value).values())
    return value.hex()[:6] if isinstance(value, bytes) else str(value)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the fields in which two contents differ."""
    return [field_name(one) for one in dict.fromkeys([*before, *after]) if before.get(one) != after.get(one)]


def _chief_of(project: Project, member: Member | None) -> frozenset[str]:
    """The names of the sections whose chief the member is."""
    held = {section for role, section in member.roles if role == "chief"} if member else set()
    return frozenset(one.name for one in sections(project) if one.id in held)


def _scenes(detail: GapDetail, scored: tuple[RoundResults, ...]) -> tuple[ScoredScene, ...]:
    features = {one.feature_id for one in detail.sources if one.feature_id}
    features |= {one.feature_id for one in detail.answers}
    found = []
    for one in scored:
        for scene in one.scenes:
            if features & {feature.id for feature in scene.scene.features}:
                found.append(ScoredScene(one, scene))
    return tuple(found[:2])
