"""Where gaps come from, as the project has it: answers below the standard, and tasks without a feature."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from models.gaps.rules import BELOW_STANDARD
from models.project.project import Project

FLOW_KINDS = ("current", "agreed")
"""Flows whose tasks need a feature. A package's standard flow shows what is there, not what lacks."""


@dataclass(frozen=True, slots=True)
class Source:
    """One reason for a gap. `kind` is answer (feature and package), feature (the feature alone),
    task (a flow element), difference (between a current and a standard flow), request (a line of a
    list of requests) or own (独自業務, nothing else to point at).

    `key` tells differences and requests apart wherever they come from again; `place` says where it was seen.
    """

    kind: str
    feature_id: bytes | None = None
    package_id: bytes | None = None
    element_id: bytes | None = None
    key: str | None = None
    place: str | None = field(default=None, compare=False)


OWN_WORK = Source("own")


Identity = tuple[str, bytes | None, bytes | None, bytes | None, str | None]
"""A source without its place: kind, feature, package, element, key. Equal ones are one source."""
Subject = bytes | str


class Origin(NamedTuple):
    """A source that was found, with what a gap made from it should say. Plain, since there are many."""

    identity: Identity
    section_id: bytes | None
    name: str
    place: str
    answer: str = ""
    detail: str = ""

    @property
    def kind(self) -> str:
        """The kind of the source."""
        return self.identity[0]

    @property
    def subject(self) -> Subject:
        """What one gap is about: the feature (whatever the package), the place in a flow, the request."""
        _, feature, _, element, key = self.identity
        return feature or element or key or b""


def answers_below_standard(
    project: Project, packages: Collection[bytes] | None = None, feature: bytes | None = None
) -> list[Origin]:
    """One origin per feature and package whose answer is below 標準対応, in the order of the lists.

    Of all features, or of one.
    """
    only, facts = ("AND f.id = ? ", (feature,)) if feature is not None else ("", ())
    marks = ",".join("?" * len(BELOW_STANDARD))
    rows = project.connection.exec_driver_sql(
        "SELECT f.id, p.id, f.section_id, coalesce(nullif(trim(f.name), ''), f.requirement, ''), p.name, "
        "a.answer, trim(coalesce(a.method, '') || ' ' || coalesce(a.remarks, '')) "
        "FROM answer AS a JOIN feature AS f ON f.id = a.feature_id JOIN package AS p ON p.id = a.package_id "
        "JOIN feature_list AS l ON l.id = f.list_id "
        f"WHERE a.answer IN ({marks}) {only}ORDER BY l.position, f.position, f.id, p.position, p.id",
        (*BELOW_STANDARD, *facts),
    ).all()
    return [
        Origin(("answer", one, package, None, None), section, name, vendor, answer, detail)
        for one, package, section, name, vendor, answer, detail in rows
        if packages is None or package in packages
    ]


def tasks_without_feature(project: Project, flow_kinds: Collection[str] = FLOW_KINDS) -> list[Origin]:
    """One origin per task of a flow of these kinds that no feature is linked to."""
    rows = project.connection.exec_driver_sql(
        "SELECT e.id, w.kind, e.name, w.name FROM flow_element AS e JOIN flow AS w ON w.id = e.flow_id "
        "WHERE e.is_task = 1 AND NOT EXISTS (SELECT 1 FROM flow_link AS k JOIN feature AS f "
        "ON f.id = k.feature_id WHERE k.element_id = e.id) ORDER BY w.position, w.id, e.position, e.id"
    )
    return [
        Origin(("task", None, None, element, None), None, name or "", flow or "")
        for element, kind, name, flow in rows
        if kind in flow_kinds
    ]


def known_sources(project: Project) -> tuple[set[Identity], dict[Subject, bytes]]:
    """The sources that gaps have already, and the gap that stands for a feature, difference or task."""
    known: set[Identity] = set()
    gaps: dict[Subject, bytes] = {}
    rows = project.connection.exec_driver_sql(
        "SELECT s.gap_id, s.kind, s.feature_id, s.package_id, s.element_id, s.key "
        "FROM gap_source AS s JOIN gap AS g ON g.id = s.gap_id ORDER BY s.id"
    )
    for gap, *identity in rows:
        kind, feature, package, element, key = identity
        known.add((kind, feature, package, element, key))
        subject = feature or element or key
        if subject is not None:
            gaps.setdefault(subject, gap)
    return known, gaps


def gaps_by_key(project: Project) -> dict[str, bytes]:
    """The gap that came from a difference or a request, by its key; of several the first."""
    rows = project.connection.exec_driver_sql(
        "SELECT s.key, s.gap_id FROM gap_source AS s JOIN gap AS g ON g.id = s.gap_id "
        "WHERE s.key IS NOT NULL ORDER BY s.id DESC"
    )
    return {str(key): bytes(gap) for key, gap in rows}
