"""A comparison in plain data, for `--json` and for whoever reads it with another program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.lists.editions.differences import differences, only_form
from models.lists.editions.shape import Change, Comparison, Entry, Pair
from models.uptake.hanging import Hanging
from models.uptake.plan import Plan


def as_json(plan: Plan, found: Comparison) -> dict[str, Any]:
    """Counts, every pair that is not unchanged with its differences, and the suspects."""
    return {
        "list": plan.list.name,
        "edition": plan.list.edition,
        "file": plan.incoming.file,
        "old_items": len(found.old),
        "new_items": len(found.new),
        "counts": {one.value: count for one, count in found.counts.items()},
        "items": [_pair(plan, found, pair) for pair in found.pairs if Change.UNCHANGED not in pair.classes],
        "suspects": [
            {
                "key": one.key,
                "kind": one.kind.value,
                "old": [found.old[at].label for at in one.old],
                "new": [found.new[at].label for at in one.new],
            }
            for one in found.suspects
        ],
        "findings": [one.as_json() for one in plan.incoming.findings],
    }


def _pair(plan: Plan, found: Comparison, pair: Pair) -> dict[str, Any]:
    old = None if pair.old is None else found.old[pair.old]
    new = None if pair.new is None else found.new[pair.new]
    hanging = plan.hanging.get(plan.ids[pair.old], Hanging()) if pair.old is not None else Hanging()
    return {
        "classes": [one.value for one in pair.classes],
        "old": _entry(old),
        "new": _entry(new),
        "matched_by": pair.how or None,
        "alike_percent": pair.percent if pair.how else None,
        "differences": {} if old is None or new is None else _differences(old, new, pair),
        "hanging": {
            "gaps": [
                {"gap": one.label, "state": one.state, "decided": one.is_decided} for one in hanging.gaps
            ],
            "tasks": hanging.tasks,
            "answers": hanging.answers,
            "scenes": hanging.scenes,
        },
    }


def _entry(one: Entry | None) -> Mapping[str, Any] | None:
    if one is None:
        return None
    return {
        "no": one.no,
        "feature_id": one.feature_id,
        "levels": [level for level in one.levels if level],
        "name": one.name,
        "requirement": one.requirement,
        "source_row": one.source_row,
    }


def _differences(old: Entry, new: Entry, pair: Pair) -> dict[str, Any]:
    found = {}
    for column in pair.columns:
        before, after = getattr(old, column), getattr(new, column)
        found[column] = {
            "old": before,
            "new": after,
            "form_only": only_form(before, after),
            "pieces": [{"kind": kind, "text": text} for kind, text in differences(before, after)],
        }
    return found
