"""A look at what merging would bring, worked out on a copy in memory; the project stays as it is."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.approval.rules import CHIEF_REVIEW, CONFIRMED, THIRD_PARTY_REVIEW
from models.approval.states import gap_states
from models.exchange.conflicts import Conflict, conflicts
from models.exchange.items import item_label
from models.exchange.merge import contested_cells, sort_out
from models.exchange.package import Package
from models.exchange.waiting import missing_before
from models.findings import Finding
from models.gaps.content import content_hashes
from models.members.queries import members
from models.project.changed import sentence
from models.project.project import Project
from models.storage.database import Database

_ON_THE_WAY = (CHIEF_REVIEW, THIRD_PARTY_REVIEW, CONFIRMED)


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What one file holds, in changesets. `maker` is the member who signed the package, or None.

    `new` counts what the project lacks, whichever of several files brings it.
    """

    source: Package
    maker: str | None
    new: int
    known: int
    waiting: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One act that would come in. `reason` is a key below `ledger.refused` if it would have no effect."""

    changeset: bytes
    member: str
    time: int
    action: str
    summary: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class StaleDecision:
    """A gap whose decision would have to be looked at again."""

    gap_id: bytes
    label: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that merging would bring. `missing` is the number of earlier changesets waited for."""

    files: tuple[FilePreview, ...]
    acts: tuple[Incoming, ...]
    conflicts: tuple[Conflict, ...]
    stale: tuple[StaleDecision, ...]
    damaged: tuple[Finding, ...]
    waiting: int
    missing: int

    @property
    def new(self) -> int:
        """Changesets that are new, counted once."""
        return len(self.acts) + self.waiting

    @property
    def quarantined(self) -> tuple[Incoming, ...]:
        """Acts that would be kept without effect."""
        return tuple(act for act in self.acts if act.reason)


def preview(project: Project, sources: Sequence[Package]) -> Preview:
    """What `merge` would do; refuses the same files with the same sentences."""
    arrived = sort_out(project, sources)
    before = contested_cells(project)
    approved = _approved_as_they_are(project)
    copy = _copy_in_memory(project)
    try:
        arrival = copy.take_in(arrived.fresh.values())
        waiting, quarantined = set(arrival.waiting), set(arrival.quarantined)
        makers = {one.public_key: one.label for one in members(copy)}
        files = [
            FilePreview(
                source,
                makers.get(source.author) if source.author else None,
                new=len(source.ids & arrived.fresh.keys()),
                known=len(source.ids & arrived.known),
                waiting=len(source.ids & waiting),
                quarantined=len(source.ids & quarantined),
            )
            for source in sources
        ]
        return Preview(
            tuple(files),
            tuple(_incoming(copy, set(arrival.new) - waiting)),
            tuple(one for one in conflicts(copy) if one.cell not in before),
            _stale(copy, approved - _approved_as_they_are(copy)),
            tuple(arrived.damaged),
            len(waiting),
            len(missing_before(copy, waiting)),
        )
    finally:
        copy.close()


def acts_by_member(found: Preview) -> dict[str, Counter[str]]:
    """How often each member did what: member → action → count, most first."""
    counted: dict[str, Counter[str]] = {}
    for act in found.acts:
        counted.setdefault(act.member, Counter())[act.action] += 1
    return dict(sorted(counted.items(), key=lambda entry: -entry[1].total()))


def _copy_in_memory(project: Project) -> Project:
    database = Database(None)
    source: Any = project.connection.connection.driver_connection
    target: Any = database.connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    source.backup(target)
    return Project(database)


def _incoming(project: Project, wanted: set[bytes]) -> list[Incoming]:
    names = {one.id: one.label for one in members(project)}
    rows = project.connection.exec_driver_sql(
        "SELECT id, member_id, time, action, facts, reason FROM act ORDER BY time, id"
    )
    return [
        Incoming(one, names.get(member, "?"), time, action, sentence(action, json.loads(facts)), reason)
        for one, member, time, action, facts, reason in rows
        if one in wanted
    ]


def _approved_as_they_are(project: Project) -> set[bytes]:
    """Gaps on their way or confirmed, of which somebody approved exactly the content they have now."""
    hashes, states = content_hashes(project), gap_states(project)
    approvals = project.connection.exec_driver_sql(
        "SELECT gap_id, content FROM decision WHERE verdict IN ('approve', 'approve_with_condition')"
    )
    return {
        gap
        for gap, content in approvals
        if gap in hashes and content == hashes[gap] and states[gap].step in _ON_THE_WAY
    }


def _stale(project: Project, gaps: set[bytes]) -> tuple[StaleDecision, ...]:
    """Those whose approvals now speak of another content; what was ended or retired needs no second look."""
    states = gap_states(project)
    found = [
        StaleDecision(gap, item_label(project, "gap", gap))
        for gap in gaps
        if gap in states and states[gap].step in _ON_THE_WAY
    ]
    return tuple(sorted(found, key=lambda one: one.label))
