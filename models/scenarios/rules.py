"""Carrying edits over: which stored scenario a newly found one continues, and what it takes from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.scenarios.wording import Draft

_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a stored scenario. `text` is the wording that replaces `name`, "" where it stands."""

    element: str
    name: str
    when: str = ""
    text: str = ""
    is_dropped: bool = False

    @property
    def shown(self) -> str:
        """What is to be done, as worded."""
        return self.text or self.name

    @property
    def is_edited(self) -> bool:
        """Whether somebody changed it."""
        return bool(self.text) or self.is_dropped


@dataclass(frozen=True, slots=True)
class Known:
    """A stored scenario, as far as renewal needs it; `drafted` are the title and purpose it was made with."""

    id: bytes
    title: str
    purpose: str
    drafted: tuple[str, str]
    steps: tuple[Step, ...]

    @property
    def is_edited(self) -> bool:
        """Whether somebody changed anything in it."""
        return (self.title, self.purpose) != self.drafted or any(step.is_edited for step in self.steps)


def continued(known: Sequence[Known], drafts: Sequence[Draft]) -> dict[int, Known]:
    """By the number of the draft the stored scenario it continues: the most alike first, each only once."""
    marks = [_marks((step.name, step.when) for step in one.steps) for one in known]
    fresh = [_marks((step.name, step.when) for step in one.steps) for one in drafts]
    pairs = sorted(
        ((-_likeness(a, b), i, j) for i, a in enumerate(marks) for j, b in enumerate(fresh)),
    )
    found: dict[int, Known] = {}
    used: set[int] = set()
    for score, i, j in pairs:
        if -score >= _ALIKE and i not in used and j not in found:
            found[j] = known[i]
            used.add(i)
    return found


def carried(draft: Draft, known: Known | None) -> tuple[str, str, tuple[Step, ...]]:
    """Title, purpose and steps of a draft with the edits of the scenario that it continues."""
    steps = tuple(Step(step.element, step.name, step.when) for step in draft.steps)
    if known is None:
        return draft.title, draft.purpose, steps
    title = draft.title if known.title == known.drafted[0] else known.title
    purpose = draft.purpose if known.purpose == known.drafted[1] else known.purpose
    edits: dict[str, list[Step]] = {}
    for step in known.steps:
        edits.setdefault(_plain(step.name), []).append(step)
    return title, purpose, tuple(_edited(step, edits) for step in steps)


def _edited(step: Step, edits: Mapping[str, list[Step]]) -> Step:
    earlier = edits.get(_plain(step.name))
    if not earlier:
        return step
    same = next((one for one in earlier if one.when == step.when), earlier[0])
    earlier.remove(same)
    return replace(step, text=same.text, is_dropped=same.is_dropped)


def _marks(steps: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(_plain(text) for step in steps for text in step if text)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
