"""Which tasks of two flows are the same work: by what they say and how they hang together, not by ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bpmn.matching.assignment import best_pairs
from bpmn.matching.evidence import Evidence, Table, gather
from bpmn.matching.letters import plain
from bpmn.matching.lexicon import Lexicon
from bpmn.matching.outline import Work, outline
from bpmn.matching.reasons import NOTHING, Likening, why_alike
from bpmn.model import FlowFile

_LARGEST = 4_000_000
"""Pairs of tasks beyond which all against all needs too much time and memory."""
_SURE_ENOUGH = 0.32
"""A pair is proposed from here on: missing a true pair costs a person more than refusing a wrong one."""
_SPLIT_ENOUGH = 0.55
"""A second partner is proposed from here on, if it stands next to the first."""
_SPEECHLESS = 0.1
_SPEECHLESS_ENOUGH = 0.55
"""Names with next to nothing in common need surroundings that leave no other choice."""
_NOTABLE = 0.25
_NEAR = 0.15

# How much each piece of evidence moves the odds of a pair (logarithms). Fitted by logistic regression to
# pairs of real and of written flows; left-out models and procedures are met as well as those that were seen
# (tests/unit/matching), and halving or doubling a single weight changes little.
_WORDS, _WORDS_ROOT = 0.9, 1.6
_LEAD, _LEAD_OTHER = 3.1, 3.0
_BEFORE, _AFTER = 2.4, 0.4
_AWAY, _LANE = -4.5, 1.4
_LARGER = -1.15
"""Among n tasks the chance of any one is about 1 : n."""
_WITHOUT_SPACES = 1.6
"""Short Japanese names share fewer letters by chance than English ones share words."""
_BASE = -0.65


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pair is proposed: what the names share, and what of the surroundings agrees. `settled`: a person
    said so."""

    likening: Likening = NOTHING
    neighbours: bool = False
    lane: bool = False
    place: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class TaskPair:
    """Two tasks by their ids. `score` is the chance from 0 to 1 that they are the same work."""

    a: str
    b: str
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Settled:
    """A pair of tasks by their ids that a person confirmed (`same`) or refused."""

    a: str
    b: str
    same: bool


def match(
    a: FlowFile, b: FlowFile, lexicon: Lexicon, settled: Iterable[Settled] = ()
) -> tuple[TaskPair, ...]:
    """The pairs of tasks that are proposed as the same work, in the order of `a`.

    A task may have several partners, where two tasks of one flow became one of the other. What a person
    settled wins: confirmed pairs are in, refused ones are not, and tasks of confirmed pairs get no other
    proposal.
    """
    left, right = outline(a), outline(b)
    known = _numbered(left, right, settled)
    if not left or not right:
        return ()
    if len(left) * len(right) > _LARGEST:
        return _by_name(left, right, known)
    evidence = gather(left, right, lexicon, known)
    chances = _chances(evidence, left, right)
    confirmed = [(row, column) for row, column, same in known if same]
    for row, column, same in known:
        if not same:
            chances[row, column] = 0.0
    for row, column in confirmed:
        chances[row, :] = chances[:, column] = 0.0
    single = best_pairs(chances - _SURE_ENOUGH)
    pairs = single + _second(chances, single, left, right)
    found = [
        TaskPair(left[row].element.id, right[column].element.id, round(float(chances[row, column]), 3),
                 _reason(evidence, left[row], right[column], row, column, lexicon))
        for row, column in pairs
    ]  # fmt: skip
    found += [
        TaskPair(left[row].element.id, right[column].element.id, 1.0,
                 Reason(why_alike(left[row].name, right[column].name, lexicon), settled=True))
        for row, column in confirmed
    ]  # fmt: skip
    place = {work.element.id: number for number, work in enumerate(left)}
    order = {work.element.id: number for number, work in enumerate(right)}
    return tuple(sorted(found, key=lambda pair: (place[pair.a], order[pair.b])))


def _by_name(
    left: Sequence[Work], right: Sequence[Work], known: Sequence[tuple[int, int, bool]]
) -> tuple[TaskPair, ...]:
    """Of flows too large for more: settled pairs, and names that stand once in each flow."""
    settled = {(row, column) for row, column, same in known if same}
    refused = {(row, column) for row, column, same in known if not same}
    rows, columns = _single_names(left), _single_names(right)
    busy = {row for row, _ in settled}, {column for _, column in settled}
    equal = {
        (row, columns[name])
        for name, row in rows.items()
        if name in columns and row not in busy[0] and columns[name] not in busy[1]
    }
    return tuple(
        TaskPair(
            left[row].element.id, right[column].element.id, 1.0,
            Reason(Likening(shared=(left[row].name,)), settled=(row, column) in settled),
        )
        for row, column in sorted(settled | (equal - refused))
    )  # fmt: skip


def _single_names(works: Sequence[Work]) -> dict[str, int]:
    names = [plain(work.name) for work in works]
    counts = Counter(names)
    return {name: number for number, name in enumerate(names) if name and counts[name] == 1}


def _numbered(
    left: Sequence[Work], right: Sequence[Work], settled: Iterable[Settled]
) -> list[tuple[int, int, bool]]:
    """Settled pairs by the numbers of their tasks; what is no task any more is left out."""
    rows = {work.element.id: number for number, work in enumerate(left)}
    columns = {work.element.id: number for number, work in enumerate(right)}
    return [(rows[one.a], columns[one.b], one.same) for one in settled if one.a in rows and one.b in columns]


def _chances(evidence: Evidence, left: Sequence[Work], right: Sequence[Work]) -> Table:
    names = [work.name for work in (*left, *right) if work.name]
    without_spaces = sum(not name.isascii() for name in names) / max(len(names), 1)
    odds = (
        _WORDS * evidence.words
        + _WORDS_ROOT * np.sqrt(evidence.words)
        + _LEAD * evidence.lead
        + _LEAD_OTHER * evidence.lead_other
        + _BEFORE * evidence.before
        + _AFTER * evidence.after
        + _AWAY * evidence.away
        + _LANE * evidence.lane
        + _LARGER * np.log(max(len(left), len(right)))
        + _WITHOUT_SPACES * without_spaces
        + _BASE
    )
    chances = np.where(evidence.named, 1.0 / (1.0 + np.exp(-odds)), 0.0)
    speechless = (evidence.words < _SPEECHLESS) & (chances < _SPEECHLESS_ENOUGH)
    return np.where(speechless, 0.0, chances)


def _second(
    chances: Table, single: Sequence[tuple[int, int]], left: Sequence[Work], right: Sequence[Work]
) -> list[tuple[int, int]]:
    """Further partners of tasks that have one, where a task was split: they stand next to the first."""
    found = _seconds(chances, {column: row for row, column in single}, left)
    turned = _seconds(chances.T, dict(single), right)
    return found + [(row, column) for column, row in turned]


def _seconds(chances: Table, partner: Mapping[int, int], works: Sequence[Work]) -> list[tuple[int, int]]:
    """For tasks without a partner (rows), the best one (column) whose own partner is a neighbour."""
    taken = set(partner.values())
    best = chances.argmax(axis=1)
    return [
        (row, int(best[row]))
        for row, work in enumerate(works)
        if row not in taken
        and chances[row, best[row]] >= _SPLIT_ENOUGH
        and partner.get(int(best[row])) in work.before | work.after
    ]


def _reason(evidence: Evidence, left: Work, right: Work, row: int, column: int, lexicon: Lexicon) -> Reason:
    around = max(evidence.before[row, column], evidence.after[row, column])
    return Reason(
        why_alike(left.name, right.name, lexicon),
        neighbours=bool(around >= _NOTABLE),
        lane=bool(evidence.lane[row, column] >= _NOTABLE),
        place=bool(evidence.away[row, column] <= _NEAR),
    )
