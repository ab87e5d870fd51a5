"""Which lane of one flow is which lane of the other: by the work that is done in both, and by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bpmn.matching.assignment import best_pairs
from bpmn.matching.lexicon import Lexicon
from bpmn.matching.likeness import likeness

_NAME = 2.0
"""A lane of the same name counts like two tasks that are done in both."""


def lane_partners(lanes: Sequence[tuple[str, str]], lexicon: Lexicon) -> Mapping[str, str]:
    """From lanes of the first flow to those of the second. `lanes` are the names for each pair of tasks."""
    left = list(dict.fromkeys(one for one, _ in lanes if one))
    right = list(dict.fromkeys(other for _, other in lanes if other))
    gains = likeness(left, right, lexicon).astype(np.float64) * _NAME
    for one, other in lanes:
        if one and other:
            gains[left.index(one), right.index(other)] += 1.0
    return {left[row]: right[column] for row, column in best_pairs(gains)}
