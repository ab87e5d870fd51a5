"""What stands around a gap: its sources with their names, the packages' answers, askers, discussion."""

from __future__ import annotations

from dataclasses import dataclass

from models.project.project import Project


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of a gap with its names; `kind` as in `models.gaps.sources.Source`."""

    id: bytes
    kind: str
    feature_id: bytes | None
    feature_no: str
    feature: str
    package_id: bytes | None
    package: str
    element_id: bytes | None
    task: str
    flow_id: bytes | None
    flow: str
    place: str
    key: str

    @property
    def scenario_id(self) -> bytes | None:
        """The demonstration scenario that the gap is linked to."""
        return bytes.fromhex(self.key) if self.kind == "scenario" else None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What a package answers to a feature that a gap comes from; `cost` in yen."""

    feature_id: bytes
    feature: str
    package_id: bytes
    package: str
    answer: str
    mark: str
    method: str
    cost: int | None
    remarks: str


@dataclass(frozen=True, slots=True)
class CommentView:
    """One entry of the discussion; `time` is UTC milliseconds."""

    id: bytes
    author_id: bytes | None
    author: str
    place: str
    time: int
    text: str


@dataclass(frozen=True, slots=True)
class AskingSection:
    """A section that asks for the gap."""

    section_id: bytes
    organisation_id: bytes
    label: str


def sources(project: Project, gap: bytes) -> tuple[SourceView, ...]:
    """The sources in the order in which they were recorded; one that a merge brought twice stands once."""
    rows = project.connection.exec_driver_sql(
        "SELECT min(s.id), s.kind, s.feature_id, coalesce(nullif(f.feature_id, ''), f.no, ''), "
        "coalesce(nullif(f.name, ''), f.requirement, ''), s.package_id, coalesce(p.name, ''), "
        "s.element_id, coalesce(e.name, ''), w.id, coalesce(w.name, ''), coalesce(s.place, ''), "
        "coalesce(s.key, '') "
        "FROM gap_source AS s "
        "LEFT JOIN feature_rows AS f ON f.id = s.feature_id "
        "LEFT JOIN package_rows AS p ON p.id = s.package_id "
        "LEFT JOIN flow_element_rows AS e ON e.id = s.element_id "
        "LEFT JOIN flow_rows AS w ON w.id = e.flow_id WHERE s.gap_id = ? "
        "GROUP BY s.kind, s.feature_id, s.package_id, s.element_id, s.key ORDER BY min(s.id)",
        (gap,),
    )
    return tuple(SourceView(*row) for row in rows)


def answers_to_sources(project: Project, gap: bytes) -> tuple[AnswerView, ...]:
    """What every package answers to the features the gap comes from, by feature, then package.

    Features that a task of the gap is linked to by now count too.
    """
    rows = project.connection.exec_driver_sql(
        "SELECT f.id, coalesce(nullif(f.name, ''), f.requirement, ''), p.id, p.name, a.answer, "
        "coalesce(a.mark, ''), coalesce(a.method, ''), a.cost, coalesce(a.remarks, '') FROM answer AS a "
        "JOIN feature AS f ON f.id = a.feature_id JOIN package AS p ON p.id = a.package_id "
        "WHERE a.feature_id IN (SELECT feature_id FROM gap_source WHERE gap_id = ? UNION "
        "SELECT k.feature_id FROM gap_source AS s JOIN flow_link AS k ON k.element_id = s.element_id "
        "WHERE s.gap_id = ?) ORDER BY f.position, f.id, p.position, p.id",
        (gap, gap),
    )
    return tuple(AnswerView(*row) for row in rows)


def comments(project: Project, gap: bytes) -> tuple[CommentView, ...]:
    """The discussion, oldest first."""
    rows = project.connection.exec_driver_sql(
        "SELECT c.id, m.id, coalesce(m.name, ''), trim(coalesce(o.name, '') || ' ' || coalesce(s.name, '')), "
        "act.time, c.text FROM comment AS c JOIN act ON act.seq = c.origin "
        "LEFT JOIN member_rows AS m ON m.id = act.member_id "
        "LEFT JOIN organisation_rows AS o ON o.id = m.organisation_id "
        "LEFT JOIN section_rows AS s ON s.id = m.section_id WHERE c.gap_id = ? ORDER BY act.time, c.id",
        (gap,),
    )
    return tuple(CommentView(*row) for row in rows)


def asking_sections(project: Project, gap: bytes) -> tuple[AskingSection, ...]:
    """The sections that ask for the gap, in the consortium's order."""
    rows = project.connection.exec_driver_sql(
        "SELECT DISTINCT s.id, s.organisation_id, o.name || ' ' || s.name, o.position, s.position "
        "FROM gap_asker AS a JOIN section_rows AS s ON s.id = a.section_id "
        "JOIN organisation_rows AS o ON o.id = s.organisation_id WHERE a.gap_id = ? "
        "ORDER BY o.position, s.position, s.id",
        (gap,),
    )
    return tuple(AskingSection(*row[:3]) for row in rows)
