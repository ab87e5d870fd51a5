"""Which rules a project uses, and which of its features restate the current system."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from models.project.project import Project
from models.restating.rules import Hit, find_restatements, rule_ids
from models.words import say

SETTING = "restating_rules_off"
"""The setting of a project that holds the list of the ids of the rules that it does not use."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for, in the language in use, and whether the project uses it."""

    id: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Restated:
    """A feature that restates the current system, with the places in its requirement and in its name."""

    feature: bytes
    key: str
    name: str
    requirement: str
    hits: tuple[Hit, ...]
    name_hits: tuple[Hit, ...]


def rules_off(project: Project) -> frozenset[str]:
    """The ids of the rules that the project does not use; what is no list of texts switches nothing off."""
    rows = project.connection.exec_driver_sql(
        "SELECT s.value FROM setting AS s JOIN act ON act.seq = s.origin WHERE s.key = ? "
        "ORDER BY act.time, act.id",
        (SETTING,),
    ).scalars()
    try:
        read = json.loads(list(rows)[-1] or "[]")
    except (IndexError, ValueError):
        return frozenset()
    return frozenset(one for one in read if isinstance(one, str)) if isinstance(read, list) else frozenset()


def rules(project: Project) -> list[Rule]:
    """All rules in the order of the catalogue."""
    off = rules_off(project)
    return [Rule(one, say(f"restating.rule.{one}"), one not in off) for one in rule_ids()]


def restated_features(project: Project) -> list[Restated]:
    """The features whose name or requirement restates the current system, in the order of the lists."""
    off = rules_off(project)
    rows = project.connection.exec_driver_sql(
        "SELECT f.id, coalesce(nullif(f.feature_id, ''), f.no, ''), coalesce(f.name, ''), "
        "coalesce(f.requirement, '') FROM feature AS f LEFT JOIN feature_list AS l ON l.id = f.list_id "
        "ORDER BY l.position, f.position, f.id"
    )
    found = []
    for feature, key, name, requirement in rows:
        hits, name_hits = find_restatements(requirement, off), find_restatements(name, off)
        if hits or name_hits:
            found.append(Restated(feature, key, name, requirement, tuple(hits), tuple(name_hits)))
    return found


def marked(text: str, hits: Iterable[Hit], left: str, right: str) -> str:
    """The text with `left` and `right` around each place that a rule found in it."""
    parts, done = [], 0
    for hit in hits:
        parts += [text[done : hit.start], left, text[hit.start : hit.end], right]
        done = hit.end
    return "".join([*parts, text[done:]])
