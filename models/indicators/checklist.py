"""The checklist of guideline 5, answered as far as the project's own records show it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.project.project import Project
from models.resources import resource
from models.words import language


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the records show: `count` of `of` (None where there is no whole to compare with)."""

    key: str
    count: int
    of: int | None = None

    @property
    def is_full(self) -> bool:
        """Whether there is something, and nothing of the whole is missing."""
        return self.count > 0 and (self.of is None or self.count >= self.of)


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """An item of the checklist. `answer` is yes, partly, no, or by_hand where no record can tell."""

    id: str
    ja: str
    en: str
    answer: str
    evidence: tuple[Evidence, ...]

    @property
    def label(self) -> str:
        """The item in the language in use."""
        return self.ja if language() == "ja" else self.en


_COUNTS = {
    "agreements": (
        "SELECT count(DISTINCT a.organisation_id) FROM agreement AS a "
        "JOIN organisation AS o ON o.id = a.organisation_id WHERE o.takes_part = 1",
        "SELECT count(*) FROM organisation WHERE takes_part = 1",
    ),
    # Gaps that a chief or a third party has examined, among those that were submitted.
    "decisions": (
        "SELECT count(DISTINCT d.gap_id) FROM decision AS d JOIN gap AS g ON g.id = d.gap_id "
        "WHERE d.step IN ('chief', 'third_party')",
        "SELECT count(DISTINCT d.gap_id) FROM decision AS d JOIN gap AS g ON g.id = d.gap_id "
        "WHERE d.step = 'draft' AND d.verdict = 'submit'",
    ),
    "flows": ("SELECT count(*) FROM flow", None),
    "flow_links": (
        "SELECT count(DISTINCT k.element_id) FROM flow_link AS k "
        "JOIN flow_element AS e ON e.id = k.element_id WHERE e.is_task = 1",
        "SELECT count(*) FROM flow_element WHERE is_task = 1",
    ),
    # Flows whose agreed form is recorded show that somebody keeps them up.
    "flow_editions": ("SELECT count(*) FROM flow WHERE kind = 'agreed'", None),
}


def checklist(project: Project) -> tuple[CheckAnswer, ...]:
    """All items in the guideline's order."""
    return tuple(_answer(project, item) for item in _items())


def _answer(project: Project, item: dict[str, Any]) -> CheckAnswer:
    shown = tuple(_evidence(project, key) for key in item["evidence"] if key in _COUNTS)
    return CheckAnswer(item["id"], item["ja"], item["en"], _verdict(shown), shown)


def _verdict(shown: tuple[Evidence, ...]) -> str:
    if not shown:
        return "by_hand"
    if all(one.is_full for one in shown):
        return "yes"
    return "partly" if any(one.count for one in shown) else "no"


def _evidence(project: Project, key: str) -> Evidence:
    counting, whole = _COUNTS[key]
    count = int(project.connection.exec_driver_sql(counting).scalar_one())
    if whole is None:
        return Evidence(key, count)
    return Evidence(key, count, int(project.connection.exec_driver_sql(whole).scalar_one()))


@cache
def _items() -> list[dict[str, Any]]:
    path = resource("catalogues", "checklist.toml")
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["check"])
