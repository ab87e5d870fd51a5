"""Items that seem to have become several, or several that seem to have become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from models.lists.editions.likeness import Grams, inside, near_pairs

MOSTLY = 0.7
"""How much of a part must stand in the whole."""
COVERED = 0.75
"""How much of the whole the parts together must say."""
FRESH = 0.5
"""How much of a part must not have been said by the parts before it."""


def parts_of(
    whole: Sequence[Grams],
    parts: Sequence[Grams],
    own: Mapping[int, int],
    tell: Callable[[], None] | None = None,
) -> dict[int, tuple[int, ...]]:
    """For each whole the two or more parts that it seems to have fallen into; no part belongs to two.

    `own` names parts that belong to a whole already, by their key: these can be part of no other whole.
    """
    owner = {part: one for one, part in own.items()}
    candidates: dict[int, list[int]] = defaultdict(list)
    for one, part in near_pairs(
        whole,
        parts,
        lambda common, _, sizes: (common >= (MOSTLY - 0.1) * sizes) & (sizes > 0),
        tell,
    ):
        fits = owner.get(part, one) == one and len(parts[part]) < len(whole[one])
        if fits and (owner.get(part) == one or inside(parts[part], whole[one]) >= MOSTLY):
            candidates[one].append(part)
    found = []
    for one, listed in candidates.items():
        chosen, covered = _chosen(whole[one], [(part, parts[part]) for part in listed], own.get(one))
        if len(chosen) > 1 and covered >= COVERED:
            found.append((-covered, one, chosen))
    taken: set[int] = set()
    result: dict[int, tuple[int, ...]] = {}
    for _, one, chosen in sorted(found):
        if not taken & set(chosen):
            taken |= set(chosen)
            result[one] = chosen
    return result


def _chosen(
    whole: Grams, listed: Sequence[tuple[int, Grams]], own: int | None
) -> tuple[tuple[int, ...], float]:
    """The parts that say most of the whole, each adding something new; the own one comes first."""
    open_parts, left, chosen = dict(listed), whole, []
    while open_parts:
        best = max(open_parts, key=lambda part: (part == own, len(open_parts[part] & left), -part))
        found = open_parts.pop(best)
        if best == own or len(found & left) >= FRESH * len(found):
            chosen.append(best)
            left = left - found
    return tuple(chosen), 1 - len(left) / len(whole) if whole else 0.0
