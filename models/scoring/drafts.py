"""Drafts stay on the scorer's desk: in the profile folder, never in the project file.

One small file for each sheet, replaced as a whole with every change, so that it is never half written.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.errors import UserError
from models.project.project import Project
from models.scoring.sheet import SceneScore

_FORMAT = "fitgap score draft 1"
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Desk:
    """The drafts of one person for one project."""

    folder: Path

    def load(self, round_id: bytes, package: bytes) -> dict[bytes, SceneScore]:
        """The draft of a sheet by scene id, empty if there is none; `UserError` if it cannot be read."""
        path = self._path(round_id, package)
        try:
            if path.stat().st_size > _LARGEST:
                raise ValueError(path)
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] != _FORMAT:
                raise ValueError(path)
            return {bytes.fromhex(scene): _score(values) for scene, values in content["scores"].items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UserError("scoring.draft_unreadable", path=str(path)) from error

    def save(self, round_id: bytes, package: bytes, scene: bytes, score: SceneScore) -> None:
        """Keep what was found for one scene."""
        scores = self.load(round_id, package)
        scores[scene] = score
        self.save_all(round_id, package, scores)

    def save_all(self, round_id: bytes, package: bytes, scores: dict[bytes, SceneScore]) -> None:
        """Keep a whole sheet, in place of what was there."""
        path = self._path(round_id, package)
        content = {"format": _FORMAT, "scores": {scene.hex(): asdict(one) for scene, one in scores.items()}}
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_suffix(f".{os.getpid()}.new")
        try:
            temporary.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            temporary.replace(path)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise UserError("scoring.draft_not_saved", path=str(path)) from error

    def discard(self, round_id: bytes, package: bytes) -> None:
        """Throw a draft away."""
        self._path(round_id, package).unlink(missing_ok=True)

    def _path(self, round_id: bytes, package: bytes) -> Path:
        return self.folder / round_id.hex() / f"{package.hex()}.json"


def desk(profile: Path, project: Project) -> Desk:
    """The desk of the profile's owner; several people may share a profile folder in the sample."""
    member = project.member_id or bytes(16)
    return Desk(profile / "drafts" / project.id.hex() / member.hex())


def _score(values: Any) -> SceneScore:
    choice, evidence = values.get("choice"), values.get("evidence", [])
    if not (choice is None or isinstance(choice, str)) or not isinstance(evidence, list):
        raise ValueError(values)
    return SceneScore(
        choice=choice,
        operability=_mark(values.get("operability")),
        means=_mark(values.get("means")),
        evidence=tuple(str(one) for one in evidence),
        remark=str(values.get("remark", "")),
        note=str(values.get("note", "")),
    )


def _mark(value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError(value)
