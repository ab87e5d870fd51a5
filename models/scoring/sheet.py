"""A score sheet 採点表: one scorer's findings for one package, and what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.scoring.preset import ScoringRule
from models.wording.rules import find_hints

EVIDENCE = ("screen", "report", "oral")
LACKS = ("choice", "operability", "means", "evidence", "remark", "wording")
"""What a scene can lack; each has its sentence in the words below `scoring.lack`."""

_LONGEST_REMARK = 10_000


@dataclass(frozen=True, slots=True)
class SceneScore:
    """What was found for one scene. `note` is the scorer's own memo and is never handed in.

    `choice` is one of `CHOICES` (or a mark of the tender's own); None and () mean not filled in yet.
    """

    choice: str | None = None
    operability: int | None = None
    means: int | None = None
    evidence: tuple[str, ...] = ()
    remark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sheet is: complete scenes, all scenes, and (scene, what it lacks) in their order."""

    done: int
    total: int
    lacks: tuple[tuple[bytes, str], ...]

    @property
    def is_complete(self) -> bool:
        """Whether the sheet may be handed in."""
        return self.total > 0 and not self.lacks


def lacks_of(rule: ScoringRule, score: SceneScore) -> tuple[str, ...]:
    """What keeps a scene from being complete, in the order of the form.

    条件付き and 達成できない need a remark that argues by the purpose (guideline 5); whoever could not verify
    gives neither marks nor evidence.
    """
    if score.choice is None or rule.points_for(score.choice) is None:
        return ("choice",)
    lacks = []
    if score.choice != "unverified":
        marks = (("operability", score.operability, rule.operability), ("means", score.means, rule.means))
        for name, value, scale in marks:
            if scale.highest and (value is None or not 0 <= value <= scale.highest):
                lacks.append(name)
        if not score.evidence or not set(score.evidence) <= set(EVIDENCE):
            lacks.append("evidence")
    remark = score.remark.strip()
    if (score.choice in ("conditional", "fails") and not remark) or len(remark) > _LONGEST_REMARK:
        lacks.append("remark")
    elif find_hints(remark):
        lacks.append("wording")
    return tuple(lacks)


def progress(rule: ScoringRule, scenes: Sequence[bytes], scores: Mapping[bytes, SceneScore]) -> Progress:
    """How far a sheet is; `scenes` are all scenes of the round in their order."""
    found = [(scene, lacks_of(rule, scores.get(scene, SceneScore()))) for scene in scenes]
    lacks = tuple((scene, lack) for scene, missing in found for lack in missing)
    return Progress(sum(not missing for _, missing in found), len(found), lacks)
