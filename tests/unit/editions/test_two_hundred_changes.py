"""The sample list against second editions with two hundred changes each: every one is classified right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.lists.editions.rules import compare, resolved
from models.lists.editions.shape import Change, Comparison, entries
from models.uptake.plan import read_edition

SUSPECTS = {"split", "merged"}


def found_classes(found: Comparison) -> tuple[dict[str, tuple[str, set[str]]], set[str], set[str]]:
    """Classes by new id with the old id, then the added and the removed ids; suspects are left out."""
    both, added, removed = {}, set(), set()
    for pair in found.pairs:
        kinds = {one.value for one in pair.classes}
        if kinds & SUSPECTS or kinds == {"unchanged"}:
            continue
        old = found.old[pair.old].feature_id if pair.old is not None else ""
        new = found.new[pair.new].feature_id if pair.new is not None else ""
        if not old:
            added.add(new)
        elif not new:
            removed.add(old)
        else:
            both[new] = (old, kinds)
    return both, added, removed


@pytest.mark.parametrize("seed", range(8))
def test_every_change_is_classified_right(renewed_sample: Any, tmp_path: Path, seed: int) -> None:
    old, made = renewed_sample(seed)
    assert made.changes >= 200
    new = entries(read_edition(made.write(tmp_path / "第2版.xlsx"), b"").features.columns)
    assert [one.text for one in new] == [one.text for one in made.rows]
    found = compare(old, new)
    classes, added, removed = found_classes(found)
    assert (classes, added, removed) == (made.classes, made.added, made.removed)
    told: dict[Change, dict[str, set[str]]] = {Change.SPLIT: {}, Change.MERGED: {}}
    for one in found.suspects:
        olds, news = ({edition[at].feature_id for at in places}
                      for edition, places in ((old, one.old), (new, one.new)))  # fmt: skip
        if one.kind is Change.SPLIT:
            told[one.kind][olds.pop()] = news
        else:
            told[one.kind][news.pop()] = olds
    assert told == {Change.SPLIT: made.splits, Change.MERGED: made.merges}


def test_accepted_suspects_leave_nothing_open(renewed_sample: Any) -> None:
    old, made = renewed_sample(3)
    found = compare(old, made.rows)
    taken = resolved(found, frozenset(one.key for one in found.suspects), frozenset())
    origins = {pair.new for pair in taken.pairs if pair.origin is not None}
    goals = {pair.old for pair in taken.pairs if pair.goal is not None}
    assert len(origins) == len(made.splits)
    assert len(goals) == len(made.merges)
    assert taken.counts[Change.ADDED] == len(made.added) + len(origins)
    assert taken.counts[Change.REMOVED] == len(made.removed) + len(goals)


def test_the_other_way_round_turns_every_class(renewed_sample: Any) -> None:
    old, made = renewed_sample(5)
    there, back = compare(old, made.rows), compare(made.rows, old)
    assert back.counts[Change.ADDED] == there.counts[Change.REMOVED]
    assert back.counts[Change.SPLIT] == there.counts[Change.MERGED]
    assert back.counts[Change.REWORDED] == there.counts[Change.REWORDED]
