"""One scorer's sheets of a round while they are filled in: drafts on the desk, progress, what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.project.project import Project
from models.scoring.drafts import desk
from models.scoring.queries import Interest, MySheet, Round, Scene, my_interest, my_sheets, scenes
from models.scoring.sheet import Progress, SceneScore, lacks_of, progress
from models.words import say

_SIGNS = {"achieves": "check", "conditional": "tri", "fails": "cross", "unverified": "q"}
_TONES = {"achieves": "ok", "conditional": "warn", "fails": "bad", "unverified": "neu"}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a scene stands in the list: sign and tone; `is_begun` that something is filled in."""

    sign: str
    tone: str
    is_begun: bool
    words: str


class SheetState:
    """The acting member's sheets of one round. Each change is kept on the desk at once."""

    def __init__(self, project: Project, profile: Path, found: Round) -> None:
        """Load the drafts; `UserError` if one cannot be read."""
        self.round = found
        self._desk = desk(profile, project)
        self.scenes: tuple[Scene, ...] = tuple(scenes(project, found.id))
        self.interest: Interest | None = my_interest(project, found.id)
        self.sheets: dict[bytes, MySheet] = {one.package: one for one in my_sheets(project, found)}
        self._scores = {one.id: self._desk.load(found.id, one.id) for one in found.packages}
        self.saved_at: datetime | None = None

    def score(self, package: bytes, scene: bytes) -> SceneScore:
        """What was found so far."""
        return self._scores[package].get(scene, SceneScore())

    def scores(self, package: bytes) -> dict[bytes, SceneScore]:
        """A whole sheet."""
        return dict(self._scores[package])

    def is_submitted(self, package: bytes) -> bool:
        """Whether the sheet was handed in and cannot be changed any more."""
        return self.sheets[package].submitted_at is not None

    def keep(self, package: bytes, scene: bytes, score: SceneScore) -> None:
        """Keep a finding on the desk; `UserError` if it cannot be written there."""
        if self.is_submitted(package) or score == self.score(package, scene):
            return
        self._scores[package][scene] = score
        self._desk.save_all(self.round.id, package, self._scores[package])
        self.saved_at = datetime.now()

    def progress(self, package: bytes) -> Progress:
        """How far a sheet is."""
        return progress(self.round.rule, [one.id for one in self.scenes], self._scores[package])

    def lacks(self, package: bytes, scene: bytes) -> tuple[str, ...]:
        """What a scene still lacks."""
        return lacks_of(self.round.rule, self.score(package, scene))

    def mark(self, package: bytes, scene: bytes) -> Mark:
        """How a scene stands."""
        score = self.score(package, scene)
        begun = score.choice is not None or bool(score.remark or score.evidence)
        if not begun:
            return Mark("ring", "neu", False, say("scoring_screen.scene.open"))
        if self.lacks(package, scene):
            return Mark("half", "proc", True, say("scoring_screen.scene.begun"))
        choice = score.choice or ""
        known = say(f"scoring.choice.{choice}") if choice in _SIGNS else choice
        return Mark(_SIGNS.get(choice, "check"), _TONES.get(choice, "ok"), True, known)

    def begun_lacks(self, package: bytes) -> Counter[str]:
        """What is missing in scenes that were begun, counted by kind."""
        found: Counter[str] = Counter()
        for scene in self.scenes:
            if self.mark(package, scene.id).is_begun:
                found.update(self.lacks(package, scene.id))
        return found

    def left(self, package: bytes) -> int:
        """Scenes not begun."""
        return sum(not self.mark(package, scene.id).is_begun for scene in self.scenes)

    def next_lacking(self, package: bytes, after: int) -> int | None:
        """The place of the next scene that lacks something, begun ones first; None when all are complete."""
        places = [*range(after + 1, len(self.scenes)), *range(after + 1)]
        lacking = [at for at in places if self.lacks(package, self.scenes[at].id)]
        begun = [at for at in lacking if self.mark(package, self.scenes[at].id).is_begun]
        return next(iter([*begun, *lacking]), None)
