"""How likely two organisations ask for the same: texts, features, tasks and kinds of change, as one score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpmn.matching.lexicon import Lexicon
from bpmn.matching.likeness import likeness
from bpmn.matching.reasons import Likening, why_alike
from models.gaps.netting.catalogue import Weights

Scores = NDArray[np.float32]
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of a gap is compared. `features` are those it comes from, `tasks` the flow elements."""

    id: bytes
    organisation_id: bytes | None
    title: str
    purpose: str = ""
    missing: str = ""
    kinds: frozenset[str] = frozenset()
    features: frozenset[bytes] = frozenset()
    tasks: frozenset[bytes] = frozenset()
    derived: frozenset[bytes] = frozenset()
    """Features and tasks for which deriving raised this gap."""

    @property
    def whole(self) -> str:
        """All its texts."""
        return " ".join(filter(None, (self.title, self.purpose, self.missing)))


@dataclass(frozen=True, slots=True)
class Likely:
    """A pair, by place in the list of candidates. `twice` says that deriving raised both for the same."""

    left: int
    right: int
    score: float
    twice: bool = False


def likely_same(listed: Sequence[Candidate], lexicon: Lexicon, by: Weights) -> list[Likely]:
    """The pairs of different organisations that are worth a look, the likeliest first.

    A gap's pairs with the gaps of one organisation are kept only near the best of them, on both sides.
    Two gaps that were derived apart from the same feature or task are proposed whoever they belong to.
    """
    count = len(listed)
    towns = {one.organisation_id: number for number, one in enumerate(listed)}
    of = np.array([towns[one.organisation_id] for one in listed])
    kept: dict[tuple[int, int], float] = {}
    best = np.zeros((count, len(set(of.tolist()))), np.float32)
    places = {town: column for column, town in enumerate(sorted(set(of.tolist())))}
    columns = [np.flatnonzero(of == town) for town in places]
    for start in range(0, count, _AT_ONCE):
        rows = range(start, min(count, start + _AT_ONCE))
        scores = text_scores(listed, rows, lexicon, by)
        _add_evidence(scores, listed, rows, by)
        scores[of[start : rows.stop, None] == of[None, :]] = 0
        for column, members in enumerate(columns):
            best[start : rows.stop, column] = scores[:, members].max(axis=1)
        for row, other in np.argwhere(scores >= by.least).tolist():
            if start + row < other:
                kept[start + row, other] = float(scores[row, other])
    found = [
        Likely(left, right, min(score, 1.0))
        for (left, right), score in kept.items()
        if score >= by.of_best * max(best[left, places[of[right]]], best[right, places[of[left]]])
    ]
    twice = _derived_twice(listed)
    found = [one for one in found if (one.left, one.right) not in twice]
    found += [Likely(left, right, 1.0, True) for left, right in twice]
    return sorted(found, key=lambda one: (-one.score, one.left, one.right))


def text_scores(listed: Sequence[Candidate], rows: range, lexicon: Lexicon, by: Weights) -> Scores:
    """The mean likeness of the texts, rows of the list × the whole list."""
    titles, missing = [one.title for one in listed], [one.missing for one in listed]
    purposes = [one.purpose for one in listed]
    some = slice(rows.start, rows.stop)
    title = likeness(titles[some], titles, lexicon)
    np.maximum(title, likeness(titles[some], missing, lexicon), out=title)
    np.maximum(title, likeness(missing[some], titles, lexicon), out=title)
    wholes = [one.whole for one in listed]
    total = by.title * title + by.whole * likeness(wholes[some], wholes, lexicon)
    weight = np.full(total.shape, by.title + by.whole, np.float32)
    for texts, one in ((purposes, by.purpose), (missing, by.missing)):
        said = np.array([bool(text.strip()) for text in texts])
        both = said[some, None] & said[None, :]
        total += np.where(both, one * likeness(texts[some], texts, lexicon), 0)
        weight += np.where(both, np.float32(one), np.float32(0))
    return np.asarray(total / weight, np.float32)


def why(left: Candidate, right: Candidate, lexicon: Lexicon) -> Likening:
    """The words that speak for a pair: of the titles, else of all texts."""
    return why_alike(left.title, right.title, lexicon) or why_alike(left.whole, right.whole, lexicon)


def _add_evidence(scores: Scores, listed: Sequence[Candidate], rows: range, by: Weights) -> None:
    for what, weight in (("features", by.same_feature), ("tasks", by.same_task)):
        holders: dict[bytes, list[int]] = {}
        for number, one in enumerate(listed):
            for subject in getattr(one, what):
                holders.setdefault(subject, []).append(number)
        pairs = {
            (left - rows.start, right)
            for numbers in holders.values()
            for left in numbers
            if left in rows
            for right in numbers
            if left != right
        }
        for row, other in pairs:
            scores[row, other] += weight
    names = sorted({kind for one in listed for kind in one.kinds})
    if names:
        table = np.array([[name in one.kinds for name in names] for one in listed], np.float32)
        with np.errstate(invalid="ignore"):  # as in `likeness`
            shared = table[rows.start : rows.stop] @ table.T > 0
        some = np.asarray(table.any(axis=1))
        both = some[rows.start : rows.stop, None] & some[None, :]
        scores += np.where(shared, by.same_kinds, np.where(both, by.other_kinds, 0)).astype(np.float32)


def _derived_twice(listed: Sequence[Candidate]) -> set[tuple[int, int]]:
    holders: dict[bytes, list[int]] = {}
    for number, one in enumerate(listed):
        for subject in one.derived:
            holders.setdefault(subject, []).append(number)
    return {
        (numbers[at], other)
        for numbers in holders.values()
        for at in range(len(numbers))
        for other in numbers[at + 1 :]
    }
