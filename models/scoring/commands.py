"""Opening and closing rounds (事務局), declaring interests and handing in sheets (採点者)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.errors import UserError
from models.ledger.canonical import canonical_text
from models.ledger.operations import insert, new_id
from models.members.queries import settings
from models.project.changed import Changed
from models.project.project import Project
from models.scoring.preset import rule_from
from models.scoring.queries import get_round, interests, my_interest, my_sheets, rounds, scenes
from models.scoring.sheet import SceneScore, progress
from models.scoring.sheets import sheets_that_count
from models.words import say


@dataclass(frozen=True, slots=True)
class NewScene:
    """A scene to be shown: code, title, purpose 業務目的, owning section, and the features' ids."""

    code: str
    title: str
    purpose: str
    section: bytes
    features: tuple[bytes, ...] = ()


def open_round(
    project: Project,
    *,
    number: int,
    name: str,
    packages: Sequence[bytes],
    scenes: Sequence[NewScene],
    closes_on: str,
    rule: Mapping[str, Any] | None = None,
) -> Changed:
    """Open a demonstration round. `closes_on` is an ISO date; `rule` is a preset's content.

    Without `rule` the project's own counts (settings `scoring_rule` and `minimum_scorers`). It is stored
    with the round, so that what was announced stays what is computed.
    """
    _check_round(project, number, name, packages, scenes, closes_on)
    content = dict(rule) if rule is not None else _project_rule(project)
    rule_from(content)
    round_id = new_id()
    made = {
        "id": round_id,
        "number": number,
        "name": name.strip(),
        "closes_on": closes_on,
        "rule": canonical_text(content),
        "packages": canonical_text([package.hex() for package in packages]),
    }
    listed = [
        {
            "round_id": round_id,
            "code": scene.code.strip(),
            "title": scene.title.strip(),
            "purpose": scene.purpose.strip(),
            "section_id": scene.section,
            "features": canonical_text([feature.hex() for feature in scene.features]),
            "position": position,
        }
        for position, scene in enumerate(scenes)
    ]
    return project.act("scoring.open", [insert("round", [made]), insert("scene", listed)], round=name)


def declare_interest(
    project: Project, round_id: bytes, *, has_interest: bool = False, note: str = ""
) -> Changed:
    """Declare one's interests 利害関係 for a round, before scoring; with any, the note says which."""
    found = get_round(project, round_id)
    if has_interest and not note.strip():
        raise UserError("scoring.interest_note")
    row = {
        "round_id": round_id,
        "member_id": _myself(project),
        "has_interest": int(has_interest),
        "note": note.strip(),
    }
    return project.act("scoring.declare", [insert("interest", [row])], round=found.name)


def submit_sheet(
    project: Project, round_id: bytes, package: bytes, scores: Mapping[bytes, SceneScore]
) -> Changed:
    """Hand in one's sheet for a package; it cannot be changed afterwards.

    Needs the declaration of interests, an open round, and every scene complete (`models.scoring.sheet`).
    """
    found = get_round(project, round_id)
    if found.is_closed:
        raise UserError("scoring.closed", round=found.name)
    sheet = next((one for one in my_sheets(project, found) if one.package == package), None)
    if sheet is None:
        raise UserError("scoring.not_in_round", round=found.name)
    if sheet.submitted_at is not None:
        raise UserError("scoring.submitted_already", package=sheet.name)
    if my_interest(project, round_id) is None:
        raise UserError("scoring.not_declared", round=found.name)
    listed = scenes(project, round_id)
    state = progress(found.rule, [scene.id for scene in listed], scores)
    if not state.is_complete:
        codes = {scene.id: scene.code for scene in listed}
        first = [f"{codes[scene]} {say(f'scoring.lack.{lack}')}" for scene, lack in state.lacks[:5]]
        raise UserError("scoring.incomplete", n=len(state.lacks), lacks=" / ".join(first))
    sheet_id = new_id()
    made = {"id": sheet_id, "round_id": round_id, "package_id": package, "member_id": _myself(project)}
    rows = [_row(sheet_id, scene.id, scores[scene.id]) for scene in listed]
    operations = [insert("score_sheet", [made]), insert("score", rows)]
    return project.act("scoring.submit", operations, round=found.name, package=sheet.name)


def close_round(project: Project, round_id: bytes) -> Changed:
    """Close a round: the complete sheets of those who declared their interests count, and can be seen."""
    found = get_round(project, round_id)
    if found.is_closed:
        raise UserError("scoring.closed", round=found.name)
    declared = {one.member_id for one in interests(project, round_id)}
    scene_ids = [scene.id for scene in scenes(project, round_id)]
    counted = sheets_that_count(project, found, scene_ids, declared)
    if not counted:
        raise UserError("scoring.no_sheets", round=found.name)
    row = {"round_id": round_id, "sheets": canonical_text([sheet.id.hex() for sheet in counted])}
    return project.act(
        "scoring.close", [insert("round_closing", [row])], round=found.name, sheets=str(len(counted))
    )


def _check_round(
    project: Project,
    number: int,
    name: str,
    packages: Sequence[bytes],
    scenes: Sequence[NewScene],
    closes_on: str,
) -> None:
    if not name.strip() or any(one.number == number or one.name == name.strip() for one in rounds(project)):
        raise UserError("scoring.round_exists", number=number, name=name)
    if not packages or not scenes:
        raise UserError("scoring.empty_round")
    codes = [scene.code.strip() for scene in scenes]
    if "" in codes or len(set(codes)) < len(codes):
        raise UserError("scoring.scene_codes")
    for scene in scenes:
        if not scene.title.strip() or not scene.purpose.strip():
            raise UserError("scoring.scene_purpose", scene=scene.code)
    try:
        date.fromisoformat(closes_on)
    except ValueError as error:
        raise UserError("scoring.bad_date", text=closes_on) from error


def _project_rule(project: Project) -> dict[str, Any]:
    known = settings(project)
    rule = known.get("scoring_rule")
    if not isinstance(rule, dict):
        raise UserError("scoring.bad_rule", part="scoring_rule")
    minimum = known.get("minimum_scorers")
    return {**rule, "minimum_scorers": minimum} if minimum is not None else dict(rule)


def _row(sheet: bytes, scene: bytes, score: SceneScore) -> dict[str, Any]:
    seen = score.choice != "unverified"
    return {
        "sheet_id": sheet,
        "scene_id": scene,
        "choice": score.choice,
        "operability": score.operability if seen else None,
        "means": score.means if seen else None,
        "evidence": canonical_text(sorted(set(score.evidence))),
        "remark": score.remark.strip(),
    }


def _myself(project: Project) -> bytes:
    member = project.member_id
    if member is None:
        raise UserError("scoring.not_a_member")
    return member
