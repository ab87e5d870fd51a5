"""Likely same gaps of a project, with why; a person merges them, or says that they are two things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bpmn.matching.reasons import Likening
from models.errors import UserError
from models.gaps.labels import label_of
from models.gaps.netting.catalogue import outsourced_work, weights
from models.gaps.netting.scoring import Candidate, likely_same, why
from models.gaps.queries import GapRow, gap_rows
from models.ledger.operations import insert
from models.matching.catalogue import known_words
from models.project.changed import Changed
from models.project.project import Project
from models.words import joined, say


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two gaps that are likely the same. `reason` is a sentence; `work` a joint outsourcing they speak of."""

    left: GapRow
    right: GapRow
    score: float
    reason: str
    work: str | None

    @property
    def key(self) -> tuple[bytes, bytes]:
        """What tells it from others."""
        return self.left.id, self.right.id


@dataclass(frozen=True, slots=True)
class Group:
    """Gaps that belong together by their proposals, and how many of the organisations would ask then."""

    gaps: tuple[GapRow, ...]
    asks: int
    towns: int


def proposals(project: Project, without: Collection[bytes] = ()) -> list[Proposal]:
    """The likely same gaps, the likeliest first. `without` are gaps that review has ended."""
    rows = {row.id: row for row in gap_rows(project) if row.id not in without}
    listed = _candidates(project, rows)
    lexicon, apart = known_words(), _apart(project)
    found = []
    for one in likely_same(listed, lexicon, weights()):
        left, right = listed[one.left], listed[one.right]
        if frozenset((left.id, right.id)) in apart:
            continue
        reason = say("gaps.netting.twice") if one.twice else _reason(left, right, why(left, right, lexicon))
        work = outsourced_work(left.whole) and outsourced_work(right.whole)
        found.append(Proposal(rows[left.id], rows[right.id], one.score, reason, work))
    return found


def groups(found: Iterable[Proposal]) -> list[Group]:
    """Proposals that hang together, as one consortium gap each."""
    head: dict[bytes, bytes] = {}
    rows: dict[bytes, GapRow] = {}

    def top(one: bytes) -> bytes:
        while head[one] != one:
            one = head[one]
        return one

    for proposal in found:
        for row in (proposal.left, proposal.right):
            rows[row.id] = row
            head.setdefault(row.id, row.id)
        head[top(proposal.right.id)] = top(proposal.left.id)
    members: dict[bytes, list[GapRow]] = {}
    for one in rows:
        members.setdefault(top(one), []).append(rows[one])
    grouped = []
    for listed in members.values():
        asking = {town.organisation_id for row in listed for town in row.askers if town.asks}
        ordered = sorted(listed, key=lambda row: (row.serial, row.id))
        grouped.append(Group(tuple(ordered), len(asking), len(listed[0].askers)))
    return sorted(grouped, key=lambda one: (one.gaps[0].serial, one.gaps[0].id))


def outsourcing_candidates(project: Project) -> dict[bytes, str]:
    """By gap the work 共同アウトソーシング that its texts speak of."""
    texts = " || ' ' || ".join(f"coalesce({name}, '')" for name in ("title", "purpose", "missing"))
    rows = project.connection.exec_driver_sql(f"SELECT id, {texts} FROM gap")
    found = {gap: outsourced_work(text) for gap, text in rows}
    return {gap: work for gap, work in found.items() if work}


def keep_apart(project: Project, gap: bytes, other: bytes) -> Changed:
    """Record that two gaps are two things: they are not proposed again."""
    if gap == other:
        raise UserError("gaps.netting.needs_two")
    names = label_of(project, gap), label_of(project, other)
    row = {"gap_id": gap, "other_id": other}
    rows = [] if frozenset((gap, other)) in _apart(project) else [insert("gap_apart", [row])]
    return project.act("gaps.keep_apart", rows, gap=names[0], other=names[1])


def _candidates(project: Project, rows: Mapping[bytes, GapRow]) -> list[Candidate]:
    features: dict[bytes, set[bytes]] = {}
    tasks: dict[bytes, set[bytes]] = {}
    derived: dict[bytes, set[bytes]] = {}
    found = project.connection.exec_driver_sql(
        "SELECT s.gap_id, s.feature_id, s.element_id, a.action IN ('gaps.derive', 'gaps.derive_again') "
        "FROM gap_source AS s JOIN act AS a ON a.seq = s.origin"
    )
    for gap, feature, element, is_derived in found:
        if feature is not None:
            features.setdefault(gap, set()).add(feature)
        if element is not None:
            tasks.setdefault(gap, set()).add(element)
        subject = feature or element
        if is_derived and subject is not None:
            derived.setdefault(gap, set()).add(subject)
    texts = project.connection.exec_driver_sql("SELECT id, coalesce(missing, '') FROM gap")
    missing = dict(map(tuple, texts))
    return [
        Candidate(
            id=row.id,
            organisation_id=row.organisation_id,
            title=row.title,
            purpose=row.purpose,
            missing=missing[row.id],
            kinds=frozenset(row.kinds),
            features=frozenset(features.get(row.id, ())),
            tasks=frozenset(tasks.get(row.id, ())),
            derived=frozenset(derived.get(row.id, ())),
        )
        for row in rows.values()
    ]


def _reason(left: Candidate, right: Candidate, words: Likening) -> str:
    parts = []
    if words.shared:
        parts.append(say("gaps.netting.why.shared", words=joined(words.shared[:4])))
    alike = [f"{one}／{other}" for one, other in (*words.actions, *words.synonyms)][:3]
    if alike:
        parts.append(say("gaps.netting.why.alike", words=joined(alike)))
    for key, one, other in (
        ("features", left.features, right.features),
        ("tasks", left.tasks, right.tasks),
        ("kinds", left.kinds, right.kinds),
    ):
        if one & other:
            parts.append(say(f"gaps.netting.why.{key}"))
    return say("gaps.netting.why.join").join(parts) or say("gaps.netting.why.texts")


def _apart(project: Project) -> set[frozenset[bytes]]:
    rows = project.connection.exec_driver_sql("SELECT gap_id, other_id FROM gap_apart")
    return {frozenset(map(bytes, row)) for row in rows}
